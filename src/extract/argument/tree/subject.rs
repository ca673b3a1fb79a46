//! Whose verb it is where the parser's choice cannot stand: subjects behind opening phrases, deeds behind places, weapons
//! behind participles.

use super::ByTree;
use crate::extract::group::Chunk;
use crate::lexicon::Form;
use crate::ontology::schema::Slot;
use crate::syntax::{Label, Tag};

impl ByTree<'_> {
    /// The weapon that a bare participle right after it speaks of, where the tree hangs the participle on the verb before.
    pub(super) fn weapon_before(&self, verb: usize, at: usize) -> Option<usize> {
        let chunks = self.groups.chunks;
        let group = &chunks.verbs[verb];
        let place = chunks.verb_at[verb];
        let row = |at: Option<usize>| at.and_then(|at| chunks.row.get(at));
        let bare = matches!(group.form, Form::Past | Form::Participle) && !group.finite_auxiliary && !group.infinitive;
        let own = self.tree().with(at, &[Label::Nsubj, Label::Nsubjpass, Label::Dobj]).next().is_some();
        let (Some(Chunk::Group(weapon)), Some(Chunk::Verb(_)), Some(Chunk::Preposition(..))) =
            (row(place.checked_sub(1)), row(place.checked_sub(2)), row(Some(place + 1)))
        else {
            return None;
        };
        let clause = matches!(self.tree().label(at), Label::Advcl | Label::Ccomp | Label::Conj);
        self.head_of[*weapon].filter(|_| bare && clause && !own && self.groups.natures[*weapon].weapon)
    }

    /// "The tanker, struck the evening before by two missiles, …": hit, whatever the tree makes of the evening.
    pub(super) fn is_told_by(&self, verb: usize) -> bool {
        let chunks = self.groups.chunks;
        let group = &chunks.verbs[verb];
        let place = chunks.verb_at[verb];
        let row = |at: Option<usize>| at.and_then(|at| chunks.row.get(at));
        let bare = matches!(group.form, Form::Past | Form::Participle) && !group.finite_auxiliary && !group.infinitive;
        let (Some(Chunk::Comma), Some(Chunk::Group(_))) = (row(place.checked_sub(1)), row(place.checked_sub(2))) else {
            return false;
        };
        // Dates are no chunks.
        let (Some(Chunk::Preposition(Some(Slot::By), _)), Some(Chunk::Group(agent))) =
            (row(Some(place + 1)), row(Some(place + 2)))
        else {
            return false;
        };
        let agent = &self.groups.natures[*agent];
        bare && (agent.weapon || agent.name || agent.country)
    }

    /// The subject where the tree takes another group of the sentence for it.
    pub(super) fn subject_instead(&self, verb: usize, agents: &[usize]) -> Option<usize> {
        let chunks = self.groups.chunks;
        let mut end = chunks.verb_at[verb];
        // "Z continued to bomb W"
        while let [.., Chunk::Verb(_), Chunk::Verb(inner)] = &chunks.row[..=end]
            && chunks.verbs[*inner].infinitive
        {
            end -= 1;
        }
        let before = &chunks.row[..end];
        let found = self.subject_after_opening(before, agents).or_else(|| self.subject_after_object(before, agents));
        found.or_else(|| self.subject_after_break(before, agents)).or_else(|| {
            self.subject_after_relative(before).filter(|_| chunks.verbs[verb].form != Form::Ing && !chunks.verbs[verb].passive)
        })
    }

    /// "The militias that X arms and trains attacked": the militias, where the tree takes the clause for the whole sentence.
    fn subject_after_relative(&self, before: &[Chunk]) -> Option<usize> {
        let verbs = |chunk: &Chunk| matches!(chunk, Chunk::Verb(_) | Chunk::Conjunction);
        let inner = before.iter().rev().take_while(|chunk| verbs(chunk)).count();
        let (opening, clause) = before.split_at(before.len() - inner);
        let ([.., Chunk::Group(noun), Chunk::Relative, Chunk::Group(_)], [Chunk::Verb(_), ..]) = (opening, clause) else {
            return None;
        };
        let finite = |chunk: &Chunk| match chunk {
            Chunk::Verb(verb) => !self.groups.chunks.verbs[*verb].infinitive,
            _ => true,
        };
        let closed = matches!(clause.last(), Some(Chunk::Verb(_)));
        self.head_of[*noun].filter(|_| closed && clause.iter().all(finite))
    }

    /// "That did not stop it: in March one of its missiles hit a tanker": what stands before the colon is no subject.
    fn subject_after_break(&self, before: &[Chunk], agents: &[usize]) -> Option<usize> {
        let colon = before.iter().rposition(|chunk| *chunk == Chunk::Break)?;
        let earlier = |chunk: &Chunk| matches!(chunk, Chunk::Group(group) if self.is_taken(*group, agents));
        let plain = |chunk: &Chunk| matches!(chunk, Chunk::Group(_) | Chunk::Preposition(..));
        let [head @ .., Chunk::Group(subject)] = &before[colon + 1..] else { return None };
        let free = !matches!(head.last(), Some(Chunk::Preposition(..))) && head.iter().all(plain);
        self.head_of[*subject].filter(|_| free && !agents.is_empty() && before[..colon].iter().any(earlier))
    }

    fn is_taken(&self, group: usize, agents: &[usize]) -> bool {
        self.head_of[group].is_some_and(|word| agents.contains(&word))
    }

    /// "Hours after the blast, a strike on the town killed two": the strike, where the tree takes the blast for the subject;
    /// "Though part of Y, X bombed W": X.
    fn subject_after_opening(&self, before: &[Chunk], agents: &[usize]) -> Option<usize> {
        let comma = before.iter().position(|chunk| *chunk == Chunk::Comma)?;
        let (opening, rest) = (&before[..comma], &before[comma + 1..]);
        let Some(Chunk::Group(subject)) = rest.first() else { return None };
        let word = self.head_of[*subject]?;
        // The groups leave out a date and its preposition.
        let deeds = || {
            let apposed =
                self.tree().label(word) == Label::Appos && self.tree().head(word).is_some_and(|head| agents.contains(&head));
            apposed && self.groups.natures[*subject].incident
        };
        let start = match opening.iter().position(|chunk| matches!(chunk, Chunk::Preposition(..) | Chunk::Subordinator)) {
            Some(leads) if leads < 2 => leads + 1,
            _ if deeds() => 0,
            _ => return None,
        };
        let plain = |chunk: &Chunk| matches!(chunk, Chunk::Group(_) | Chunk::Preposition(..));
        let taken = |chunk: &Chunk| matches!(chunk, Chunk::Group(group) if self.is_taken(*group, agents));
        let within = opening[start..].iter().any(taken) && opening[start..].iter().all(plain);
        (within && rest.iter().all(plain)).then_some(word)
    }

    /// "X shelled Y, and Z bombed W": Z, where the tree takes "Y and Z" for the subject.
    fn subject_after_object(&self, before: &[Chunk], agents: &[usize]) -> Option<usize> {
        let [.., Chunk::Verb(verb), Chunk::Group(object), Chunk::Comma, Chunk::Conjunction, Chunk::Group(subject)] = before
        else {
            return None;
        };
        let finite = !self.groups.chunks.verbs[*verb].infinitive;
        self.head_of[*subject].filter(|_| finite && self.is_taken(*object, agents))
    }

    /// Whether a word joined to another by "and" is the subject of the finite verb after it instead.
    pub(super) fn acts_itself(&self, word: usize) -> bool {
        let Some(group) = self.group_of[word].filter(|_| self.tree().label(word) == Label::Conj) else { return false };
        let at = self.groups.chunks.group_at[group];
        let row = |at: usize| self.groups.chunks.row.get(at);
        let joined = matches!(at.checked_sub(1).and_then(row), Some(Chunk::Conjunction));
        let by = matches!(row(at + 2), Some(Chunk::Preposition(Some(Slot::By), _)));
        let Some(Chunk::Verb(verb)) = row(at + 1).filter(|_| joined && !by) else { return false };
        // "clashes between X and Y left five dead": both stand in the subject of the verb.
        let mut above = word;
        for _ in 0..6 {
            let Some(head) = self.tree().head(above) else { break };
            if Some(head) == self.verb_at[*verb] {
                return false;
            }
            above = head;
            if self.tree().tag(above).is_verb() {
                break;
            }
        }
        let verb = &self.groups.chunks.verbs[*verb];
        let finite = |token: usize| {
            let tag = self.parsed.word(token).map(|word| self.tree().tag(word));
            matches!(tag, Some(Tag::Vbd | Tag::Vbz | Tag::Vbp | Tag::Md))
        };
        !verb.infinitive && verb.tokens.clone().any(finite)
    }

    /// The last incident or weapon before a verb in its part of the sentence.
    pub(super) fn deed_before(&self, verb: usize) -> Option<usize> {
        let row = &self.groups.chunks.row[..self.groups.chunks.verb_at[verb]];
        row.iter().rev().take_while(|chunk| !matches!(chunk, Chunk::Break)).find_map(|chunk| match chunk {
            Chunk::Group(group) => {
                let nature = &self.groups.natures[*group];
                self.head_of[*group].filter(|_| nature.incident || nature.weapon)
            }
            _ => None,
        })
    }

    /// The noun that a bare place says where it is: "a militia in X".
    pub(super) fn whoever_is_there(&self, place: usize) -> Option<usize> {
        let nature = |word: usize| self.group_of[word].map(|group| &self.groups.natures[group]);
        let bare = nature(place).is_some_and(|nature| nature.place && !nature.name && !nature.incident);
        let prep = self.tree().head(place).filter(|_| bare && self.tree().label(place) == Label::Pobj)?;
        let noun =
            self.tree().head(prep).filter(|&noun| self.tree().label(prep) == Label::Prep && self.tree().tag(noun).is_noun())?;
        nature(noun).is_some_and(|nature| !nature.place && !nature.incident).then_some(noun)
    }

    /// The incident or the weapon that a noun stands in a prepositional phrase of.
    pub(super) fn deed_above(&self, noun: usize) -> Option<usize> {
        let mut at = noun;
        // "the attack on the firm X, better known as Y, which": past what else it is called, but over no clause.
        for _ in 0..8 {
            at = self.tree().head(at)?;
            if matches!(self.tree().tag(at), Tag::Vbd | Tag::Vbz | Tag::Vbp) {
                return None;
            }
            if let Some(nature) = self.group_of[at].map(|group| &self.groups.natures[group])
                && (nature.incident || nature.weapon)
            {
                return Some(at);
            }
        }
        None
    }
}
