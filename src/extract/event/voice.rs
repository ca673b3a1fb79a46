//! Whose word a sentence gives for what it tells, and what they do with it.

use super::trace::By;
use super::{Event, EventReader};
use crate::explain::Concluded;
use crate::extract::argument::{Above, Argument};
use crate::extract::cast::Cast;
use crate::extract::confidence::Ground;
use crate::extract::group::Chunk;
use crate::extract::tag::CueHit;
use crate::extraction::Span;
use crate::lexicon::Form;
use crate::ontology::schema::{Act, Effect, Makes, Slot, TriggerEntry, WordClass};
use crate::vocabulary::{ActorKind, Modality, Stance};

/// How far behind a word of hearsay the deed may stand.
const HEARSAY_REACH: usize = 8;

/// Somebody whose word is given.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::extract) struct Said {
    /// The member of the cast that speaks.
    pub member: Option<usize>,
    /// Where the document names them.
    pub span: Span,
    pub stance: Stance,
}

impl Said {
    /// What the voice does with this deed: of one's own one claims or threatens, of a thing that did not happen one denies.
    pub(in crate::extract) fn of(mut self, event: &Event, cast: &Cast<'_>) -> Said {
        let own = self.member.is_some_and(|member| event.agents.iter().any(|&agent| cast.same_side(agent, member)));
        let held = |stance: &[Stance]| event.voices.iter().any(|voice| stance.contains(&voice.stance));
        let disowned = self.member.is_some_and(|member| event.denied_by.iter().any(|&other| cast.same_side(other, member)));
        self.stance = match (self.stance, event.modality) {
            (Stance::Says, _) if disowned && !own => Stance::Denies,
            (Stance::Says | Stance::Accuses, Modality::Asserted) if own => Stance::Claims,
            (Stance::Says, Modality::Asserted) if event.accused && !held(&[Stance::Accuses, Stance::Claims]) => Stance::Accuses,
            (Stance::Says | Stance::Confirms, Modality::Denied) if !held(&[Stance::Denies]) => Stance::Denies,
            (Stance::Says, Modality::Threatened) if own && !held(&[Stance::Threatens, Stance::Plans]) => Stance::Threatens,
            (stance, _) => stance,
        };
        self
    }
}

impl EventReader<'_> {
    /// Notes on every deed and relation of the sentence whose word it is.
    pub(super) fn voices(&mut self) {
        self.by(By::Step(Concluded::Voice));
        for at in 0..self.events.len() {
            let event = &self.events[at];
            // Who denies what was told before is heard already.
            let heard = if event.denial { Vec::new() } else { self.heard(event.token) };
            // "vowed to answer the strike": the strike is no threat.
            let holds = |said: &Said| match said.stance {
                Stance::Threatens | Stance::Plans | Stance::Warns => event.modality == Modality::Threatened,
                Stance::Denies | Stance::Retracts => event.modality == Modality::Denied || !event.denied_by.is_empty(),
                _ => true,
            };
            let heard: Vec<Said> = heard.into_iter().filter(holds).collect();
            for said in heard {
                let said = said.of(&self.events[at], self.cast);
                let event = &mut self.events[at];
                let again = |known: &Said| {
                    known.span == said.span && known.member == said.member
                        || known.member.is_some() && (known.member, known.stance) == (said.member, said.stance)
                };
                if !event.voices.iter().any(again) {
                    event.voices.push(said);
                }
            }
            self.dispute(at);
            let event = &mut self.events[at];
            let named = |stances: &[Stance]| {
                event.voices.iter().find(|voice| stances.contains(&voice.stance)).and_then(|voice| voice.member)
            };
            use Stance::{Accuses, Claims, Confirms, Says, Warns};
            event.attributed_to = named(&[Says, Accuses, Confirms, Warns]).or_else(|| named(&[Claims]));
        }
        for at in 0..self.relations.len() {
            let heard = self.heard(self.relations[at].token);
            let denied = heard.iter().any(|said| said.stance == Stance::Denies);
            let relation = &mut self.relations[at];
            if denied && relation.modality == Modality::Asserted {
                relation.modality = Modality::Denied;
            }
            relation.voices = heard;
        }
        self.voice = (0..self.chunks.verbs.len()).rev().find_map(|verb| {
            let speaks = |trigger: &&TriggerEntry| trigger.acts.contains(&Act::Speaks);
            self.triggers_of(verb)
                .find(speaks)
                .and_then(|_| self.speaker(verb, Stance::Says))
                .filter(|said| said.stance == Stance::Says)
        });
    }

    /// "The army of X said troops killed three", "X said two fighters had died": bare troops and fighters are the speaker's.
    pub(super) fn own_words(&mut self) {
        for at in 0..self.events.len() {
            let event = &self.events[at];
            let Some(speaker) = event.voices.first().and_then(|voice| voice.member) else { continue };
            let kind = self.cast.kind(speaker);
            if self.is_own_threat(event, speaker) {
                // "the prime minister said Iran would pay": his state will see to it.
                let state = self.cast.member(&self.cast.actor(speaker).principal);
                self.events[at].agents.push(state.unwrap_or(speaker));
                continue;
            }
            // "X said that 31 men of Y were killed in raids it carried out": X did.
            let guessed = matches!(event.agent_ground, None | Some(Ground::Referred | Ground::Lent));
            let own_men = self.cast.share_side(&event.victims, &event.agents) && !event.mutual;
            let foe = !self.cast.share_side(&event.victims, &[speaker]) && self.cast.fights(speaker);
            if guessed && own_men && foe && event.modality == Modality::Asserted {
                self.events[at].agents = vec![speaker];
                continue;
            }
            let hit = event.targets.iter().chain(&event.victims);
            let own = hit.chain(&event.agents).any(|&side| self.cast.same_side(side, speaker));
            // A state may speak of the troops of another.
            let army = kind == ActorKind::Military;
            if event.modality != Modality::Asserted || own {
                continue;
            }
            if event.forces && event.agents.is_empty() && army {
                self.events[at].agents.push(speaker);
            } else if event.men && event.victims.is_empty() && event.targets.is_empty() && kind == ActorKind::ArmedGroup {
                self.events[at].victims.push(speaker);
            }
        }
    }

    /// "X said that Y's bases would be hit", "that Y would pay": X will do it, where X is no friend of Y.
    fn is_own_threat(&self, event: &Event, speaker: usize) -> bool {
        use ActorKind::{ArmedGroup, Coalition, Government, Military, Person, State};
        let speaks = match self.cast.kind(speaker) {
            ArmedGroup => true,
            State | Government | Military | Coalition | Person => {
                event.answers || event.voices.first().is_some_and(|voice| voice.stance == Stance::Threatens)
            }
            _ => false,
        };
        let mut hit = event.targets.iter().chain(&event.victims).peekable();
        let foe = hit.peek().is_some() && hit.all(|&side| !self.cast.same_side(side, speaker));
        let open = event.agents.is_empty() && event.modality == Modality::Threatened && !event.noun;
        // "those responsible would pay"
        let rule = self.trigger(event.rule);
        let unnamed = event.targets.is_empty() && rule.acts.contains(&Act::Promised) && rule.needs.is_empty();
        open && (foe || unnamed) && speaks
    }

    fn triggers_of(&self, verb: usize) -> impl Iterator<Item = &TriggerEntry> + '_ {
        let word = self.chunks.verbs[verb].main.as_ref();
        word.into_iter().flat_map(|word| word.verb_triggers(self.ontology)).map(|trigger| &self.ontology.triggers()[trigger])
    }

    /// The voices that speak of what stands at a token, the nearest first.
    pub(super) fn heard(&self, token: usize) -> Vec<Said> {
        let mut out: Vec<Said> = Vec::new();
        let mut spoken = false;
        // Whether nothing but verbs that carry the deed stands between: "claimed to have carried out".
        let mut near = true;
        for above in self.arguments.above(token) {
            // "X, led by Y; he denied that …": not what stands before the break.
            let until = self.chunks.verbs[above.verb].tokens.start.max(token);
            if self.sentence_tokens[token..until].iter().any(|token| token.folded == ";") {
                break;
            }
            if let Some((stance, speaks)) = self.stance(above, near) {
                spoken |= speaks;
                if stance == Stance::Confirms && self.is_unsaid(above.verb) {
                    // "could not confirm that …": nobody says it.
                    out.push(self.hearsay_verb(above.verb, Stance::Rumours));
                    return out;
                }
                out.extend(self.speakers(above.verb, stance));
            }
            near &= self.triggers_of(above.verb).any(|trigger| trigger.acts.contains(&Act::Supports));
        }
        out.extend(self.hearsay(token));
        if !spoken {
            out.extend(self.parenthetical_speech(token).or_else(|| self.closing_speech(token)));
        }
        out.extend(self.according());
        out
    }

    /// What the speaker of a verb does with what stands in a slot of it, and whether the verb is one of plain speech.
    fn stance(&self, above: Above, near: bool) -> Option<(Stance, bool)> {
        self.triggers_of(above.verb).find_map(|trigger| {
            let stance = trigger.stance?;
            let has = |act: Act| trigger.acts.contains(&act);
            let slot = trigger.frame.event.contains(&above.slot);
            let speaks = has(Act::Speaks);
            let covers = if speaks {
                above.slot == Slot::Clause
            } else {
                // "dismissed claims that …" denies what the claims say.
                (!above.relative || has(Act::Denies))
                    && (near || !has(Act::Attributes))
                    && (slot || has(Act::Denies) && above.slot == Slot::Clause)
            };
            covers.then_some((stance, speaks))
        })
    }

    /// The one who speaks by a verb; nobody where the speech did not take place.
    pub(super) fn speaker(&self, verb: usize, stance: Stance) -> Option<Said> {
        self.speakers(verb, stance).into_iter().next()
    }

    /// All who speak by a verb: "Washington and Riyadh blame Iran".
    pub(super) fn speakers(&self, verb: usize, stance: Stance) -> Vec<Said> {
        let group = &self.chunks.verbs[verb];
        let sure = matches!(stance, Stance::Claims | Stance::Confirms | Stance::Denies | Stance::Retracts);
        let unsaid = group.infinitive && !self.is_fact_infinitive(verb);
        if self.is_unsaid(verb) || group.modal && sure || unsaid {
            return Vec::new();
        }
        // "X said …, adding that …"
        let above = if group.form == Form::Ing && !group.finite_auxiliary { self.arguments.governor(verb) } else { None };
        let speaks = |trigger: &TriggerEntry| trigger.acts.contains(&Act::Speaks);
        if let Some(above) = above.filter(|&above| above != verb && self.triggers_of(above).any(speaks)) {
            return self.speakers(above, stance);
        }
        let arguments = self.arguments.of_verb(verb);
        // "a raid attributed to X": nobody accuses without an object.
        let object = arguments.iter().any(|argument| argument.slot == Slot::Object);
        let passive = group.passive || stance == Stance::Accuses && !object;
        let slot = if passive { Slot::By } else { Slot::Subject };
        let parenthetical = self.parenthetical(verb).filter(|_| !passive);
        let Some(first) = parenthetical.or_else(|| self.subject(verb, slot, &arguments)) else {
            // "is said to", "was blamed on": somebody's word, nobody's name.
            return if passive && matches!(stance, Stance::Says | Stance::Accuses) {
                let stance = if stance == Stance::Says { Stance::Rumours } else { stance };
                vec![self.hearsay_verb(verb, stance)]
            } else {
                Vec::new()
            };
        };
        if parenthetical.is_some() {
            return self.voice_of(first, stance).into_iter().collect();
        }
        let beside = |argument: &&Argument| argument.slot == slot && self.is_joined(argument.group, first);
        let mut groups: Vec<usize> = arguments.iter().filter(beside).map(|argument| argument.group).chain([first]).collect();
        groups.sort_unstable();
        groups.dedup();
        groups.into_iter().filter_map(|group| self.voice_of(group, stance)).collect()
    }

    /// The group that a verb has for its subject: as the tree says before as the groups say, the nearest of two.
    fn subject(&self, verb: usize, slot: Slot, arguments: &[Argument]) -> Option<usize> {
        let start = self.chunks.verbs[verb].tokens.start;
        let found = || arguments.iter().filter(|argument| argument.slot == slot);
        let tree = || found().filter(|argument| argument.margin.is_some());
        let actor = |argument: &&Argument| !self.readings[argument.group].actors.is_empty();
        let speaks = |argument: &&Argument| actor(argument) || self.chunks.groups[argument.group].pronoun;
        let far = |argument: &&Argument| self.chunks.groups[argument.group].tokens.start.abs_diff(start);
        let nearest = tree().filter(speaks).min_by_key(far).or_else(|| tree().next());
        nearest.or_else(|| found().find(actor)).or_else(|| found().next()).map(|argument| argument.group)
    }

    /// Whether nothing but a conjunction, and no verb, stands between two groups.
    fn is_joined(&self, one: usize, other: usize) -> bool {
        let (from, to) = (self.chunks.group_at[one], self.chunks.group_at[other]);
        let between = self.chunks.row.get(from.min(to) + 1..from.max(to)).unwrap_or_default();
        between.contains(&Chunk::Conjunction)
            && between.iter().all(|chunk| matches!(chunk, Chunk::Comma | Chunk::Conjunction | Chunk::Group(_)))
    }

    /// A verb that stands for an unnamed voice: "is said".
    fn hearsay_verb(&self, verb: usize, stance: Stance) -> Said {
        let start = self.chunks.verbs[verb].tokens.start;
        Said { member: None, span: self.token_span(start, self.verb_end(verb)), stance }
    }

    /// "has not claimed", "neither confirmed nor denied": words that were not said.
    pub(super) fn is_unsaid(&self, verb: usize) -> bool {
        let group = &self.chunks.verbs[verb];
        let negates = |end: usize| end == group.tokens.start || group.tokens.contains(&(end - 1));
        let cue = |hit: &CueHit| self.ontology.cues()[hit.cue].effect == Effect::Negates && negates(hit.end);
        group.negated || self.cues.iter().any(cue)
    }

    /// A group of the sentence as a voice.
    pub(super) fn voice_of(&self, group: usize, stance: Stance) -> Option<Said> {
        let (chunk, reading) = (&self.chunks.groups[group], &self.readings[group]);
        if chunk.negated || !reading.triggers.is_empty() || reading.makes == Some(Makes::Weapon) {
            return None;
        }
        let nobody = matches!(reading.makes, Some(Makes::Thing | Makes::Weapon | Makes::Property | Makes::People));
        let unarmed = |member: &usize| self.cast.kind(*member) == ActorKind::Civilians;
        let member = reading.actors.last().copied().filter(|member| !nobody && !unarmed(member));
        if chunk.pronoun {
            // "He added that …" of the one who spoke last.
            let known = self.carried.filter(|said| member.is_none() || said.member == member);
            return known.map(|said| Said { stance, ..said }).or_else(|| {
                member.map(|_| Said { member, span: self.token_span(chunk.tokens.start, chunk.tokens.end), stance })
            });
        }
        let mut start = chunk.tokens.start;
        let mut owner = chunk.possessor;
        while let Some(group) = owner {
            start = self.chunks.groups[group].tokens.start;
            owner = self.chunks.groups[group].possessor;
        }
        // "a spokesman for the army"
        let at = self.chunks.group_at[group];
        let row = |ahead: usize| self.chunks.row.get(at + ahead);
        let end = match (row(1), row(2)) {
            (Some(Chunk::Preposition(Some(Slot::Of | Slot::For | Slot::From | Slot::In), _)), Some(Chunk::Group(next))) => {
                self.chunks.groups[*next].tokens.end
            }
            _ => chunk.tokens.end,
        };
        // A noun that the groups do not know: "a war monitor".
        let mut end = end;
        while self.arguments.noun_above(end - 1) == Some(end) && self.is_nominal(end) {
            end += 1;
        }
        // "what X called …"
        if self.sentence_tokens.get(start).is_some_and(|token| self.lexicon.is_word(token, WordClass::FreeRelative)) {
            start += usize::from(start + 1 < end);
        }
        Some(Said { member, span: self.token_span(start, end), stance })
    }

    /// Whether a token is none of a verb group.
    fn is_nominal(&self, token: usize) -> bool {
        !self.chunks.verbs.iter().any(|verb| verb.tokens.contains(&token))
    }

    fn token_span(&self, start: usize, end: usize) -> Span {
        let tokens = self.sentence_tokens;
        let end = end.clamp(start + 1, tokens.len().max(start + 1));
        match (tokens.get(start), tokens.get(end - 1)) {
            (Some(first), Some(last)) => [first.span.start, last.span.end],
            _ => [0, 0],
        }
    }

    fn verb_end(&self, verb: usize) -> usize {
        let group = &self.chunks.verbs[verb];
        group.main.as_ref().map_or(group.tokens.end, |word| word.start + 1)
    }

    /// The subject of a verb of speech between commas, whatever the tree makes of it: "…, X said, …".
    fn parenthetical(&self, verb: usize) -> Option<usize> {
        let at = self.chunks.verb_at[verb];
        let mark = |at: Option<usize>| matches!(at.and_then(|at| self.chunks.row.get(at)), Some(Chunk::Comma | Chunk::Quote));
        let speaks = |trigger: &TriggerEntry| trigger.acts.contains(&Act::Speaks) && trigger.stance == Some(Stance::Says);
        match at.checked_sub(1).and_then(|before| self.chunks.row.get(before)) {
            Some(Chunk::Group(group)) if mark(at.checked_sub(2)) && mark(Some(at + 1)) => {
                self.triggers_of(verb).any(speaks).then_some(*group)
            }
            _ => None,
        }
    }

    fn parenthetical_speech(&self, token: usize) -> Option<Said> {
        let own = |verb: &usize| self.chunks.verbs[*verb].tokens.contains(&token);
        let verb = (0..self.chunks.verbs.len()).find(|verb| self.parenthetical(*verb).is_some() && !own(verb))?;
        self.speaker(verb, Stance::Says)
    }

    /// "…, residents said": speech that closes a sentence, where the tree does not say so.
    fn closing_speech(&self, token: usize) -> Option<Said> {
        let verb = (0..self.chunks.verbs.len()).rev().find(|&verb| {
            let speaks = |trigger: &TriggerEntry| trigger.acts.contains(&Act::Speaks) && trigger.stance == Some(Stance::Says);
            self.chunks.verbs[verb].tokens.start > token && self.triggers_of(verb).any(speaks)
        })?;
        let at = self.chunks.verb_at[verb];
        let row = |at: Option<usize>| at.and_then(|at| self.chunks.row.get(at));
        let mark = |chunk: Option<&Chunk>| matches!(chunk, Some(Chunk::Comma | Chunk::Quote));
        let before = matches!(row(at.checked_sub(1)), Some(Chunk::Group(_))) && mark(row(at.checked_sub(2)));
        let after = mark(row(at.checked_sub(1))) && matches!(row(Some(at + 1)), Some(Chunk::Group(_)));
        let last = !matches!(row(Some(at + 1)), Some(Chunk::Subordinator | Chunk::Verb(_))) || after;
        let inner = self.events.iter().any(|event| event.token > self.chunks.verbs[verb].tokens.end);
        ((before || after) && last && !inner).then(|| self.speaker(verb, Stance::Says)).flatten()
    }

    /// "According to X": X speaks of all that the sentence tells.
    fn according(&self) -> Option<Said> {
        let hit = self.cues.iter().find(|hit| self.ontology.cues()[hit.cue].effect == Effect::Voices)?;
        let group = self.chunks.groups.iter().position(|group| (hit.end..=hit.end + 1).contains(&group.tokens.start))?;
        // The group that owns another is no voice of its own: "Iraq's police".
        let owned = self.chunks.groups.iter().position(|other| other.possessor == Some(group));
        self.voice_of(owned.unwrap_or(group), Stance::Says)
    }

    /// "reportedly", "rumours that" beside the deed.
    fn hearsay(&self, token: usize) -> Option<Said> {
        let hits = self.cues.iter().filter(|hit| self.ontology.cues()[hit.cue].effect == Effect::Hearsay);
        let of = |start: usize, end: usize| {
            if self.arguments.head(start) == Some(token) {
                return true;
            }
            let next = self.events.iter().map(|event| event.token).filter(|&event| event >= end).min();
            next == Some(token) && token <= end + HEARSAY_REACH
        };
        // "the reported strike", not "X reported".
        let verbal = |at: usize| self.chunks.verbs.iter().any(|verb| verb.main.as_ref().is_some_and(|word| word.start == at));
        let hits = hits.filter(|hit| !verbal(hit.start) || self.arguments.head(hit.start) == Some(token));
        let hit = hits.filter(|hit| of(hit.start, hit.end)).min_by_key(|hit| (hit.start, std::cmp::Reverse(hit.end)))?;
        // "X's claim that …"
        let owner = self.chunks.groups.iter().find(|group| group.tokens.contains(&hit.start)).and_then(|group| group.possessor);
        owner
            .and_then(|owner| self.voice_of(owner, Stance::Says))
            .or_else(|| Some(Said { member: None, span: self.token_span(hit.start, hit.end), stance: Stance::Rumours }))
    }

    /// "X falsely claimed that …, Y said": Y, or the writer, denies what X says.
    fn dispute(&mut self, at: usize) {
        let disputed = self.cues.iter().filter(|hit| self.ontology.cues()[hit.cue].effect == Effect::Disputes).any(|hit| {
            let beside = |verb: usize| {
                let group = &self.chunks.verbs[verb];
                group.tokens.contains(&hit.start) || group.tokens.start == hit.end || group.tokens.end == hit.start
            };
            self.arguments
                .above(self.events[at].token)
                .iter()
                .any(|above| beside(above.verb) && self.stance(*above, true).is_some())
        });
        if !disputed {
            return;
        }
        match self.events[at].voices.get(1) {
            Some(_) => {
                self.events[at].disputed = true;
                let Some(outer) = self.events[at].voices.get_mut(1) else { return };
                outer.stance = Stance::Denies;
                if let Some(member) = outer.member {
                    super::extend(&mut self.events[at].denied_by, &[member]);
                }
            }
            None => self.events[at].modality = Modality::Denied,
        }
    }
}
