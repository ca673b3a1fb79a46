//! The arguments of a verb: its roles in the tree, mended where the parser's choice cannot stand.

use super::{ByTree, fill};
use crate::extract::argument::{Argument, Arguments};
use crate::extract::group::Chunk;
use crate::lexicon::Form;
use crate::ontology::schema::Slot;
use crate::syntax::{Label, Roles, Tag, expand};

impl ByTree<'_> {
    /// Reads the arguments of a verb group.
    pub(super) fn read_verb(&self, verb: usize) -> Vec<Argument> {
        let Some(at) = self.verb_at[verb].filter(|&at| self.tree().tag(at).is_verb()) else {
            return self.groups.of_verb(verb);
        };
        let mut roles = Roles::of(&self.parsed.cut, self.tree(), at);
        // "… and four of its men killed, a claim that …": what stands after the comma is no object.
        let aside = |word: &usize| {
            let place = self.groups.chunks.verb_at[verb];
            let after = self.groups.chunks.row.get(place + 2);
            self.groups.chunks.row.get(place + 1) == Some(&Chunk::Comma)
                && self.group_of[*word].is_some_and(|group| after == Some(&Chunk::Group(group)))
        };
        if (self.groups.harms)(verb) && !roles.passive {
            roles.patients.retain(|word| !aside(word));
        }
        // "… and four of its men killed": nobody kills without an object.
        let bare = roles.patients.is_empty() && !roles.agents.is_empty() && (self.groups.harms)(verb);
        // "shot, stabbed or burned 40 people": they did.
        let place = self.groups.chunks.verb_at[verb];
        let mut after =
            self.groups.chunks.row[place + 1..].iter().skip_while(|chunk| matches!(chunk, Chunk::Comma | Chunk::Conjunction));
        let listed = self.groups.chunks.row.get(place + 1).is_some_and(|next| matches!(next, Chunk::Comma | Chunk::Conjunction))
            && matches!(after.next(), Some(Chunk::Verb(next)) if !self.groups.chunks.verbs[*next].finite_auxiliary && (self.groups.harms)(*next))
            && matches!(
                after.find(|chunk| !matches!(chunk, Chunk::Verb(_) | Chunk::Comma | Chunk::Conjunction)),
                Some(Chunk::Group(_))
            );
        if bare && !listed && !roles.passive && self.groups.chunks.verbs[verb].form == Form::Past {
            let incident = |word: &usize| {
                self.group_of[*word].is_some_and(|group| self.groups.natures[group].incident || self.groups.natures[group].weapon)
            };
            if !roles.agents.iter().any(incident) {
                roles.patients = std::mem::take(&mut roles.agents);
                roles.passive = true;
            }
        }
        if !roles.passive && self.is_told_by(verb) {
            roles.patients = std::mem::take(&mut roles.agents);
            roles.passive = true;
        }
        // "intercepted rockets fired from X": whoever intercepts them did not fire them.
        if let Some(weapon) = self.weapon_before(verb, at).filter(|_| !roles.passive && roles.patients.is_empty()) {
            roles.agents.clear();
            roles.patients = vec![weapon];
            roles.passive = true;
        }
        // "a drone attack in Jordan, which killed": a place kills nobody.
        let place = |word: &usize| {
            self.group_of[*word].is_some_and(|group| self.groups.natures[group].place || self.groups.natures[group].country)
        };
        let clause = self.tree().label(at) == Label::Relcl || self.tree().label(at) == Label::Conj;
        if clause && !roles.passive && roles.agents.iter().any(place) {
            let before = self.groups.of_verb(verb);
            let deed = before.iter().find(|argument| {
                argument.slot == Slot::Subject
                    && (self.groups.natures[argument.group].incident || self.groups.natures[argument.group].weapon)
            });
            if let Some(deed) = deed {
                roles.agents = self.head_of[deed.group].into_iter().collect();
            }
        }
        if clause && !roles.passive && (self.groups.harms)(verb) && self.is_which(at) {
            // "an attack on the firm X, which killed five": the attack did.
            if let Some(deed) = self.tree().head(at).and_then(|head| self.deed_above(head)) {
                roles.agents = vec![deed];
            }
        }
        // "was overrun by X and Y moved in", "shelled X and Y bombed Z": Y does something else.
        roles.agents.retain(|&word| !self.acts_itself(word));
        roles.patients.retain(|&word| !self.acts_itself(word));
        let alone = || self.tree().with(at, &[Label::Nsubj, Label::Nsubjpass]).next().is_none();
        if !roles.passive && (self.tree().label(at) == Label::Conj || self.tree().label(at) == Label::Advcl && alone()) {
            let place = self.groups.chunks.verb_at[verb];
            let before = place.checked_sub(1).and_then(|before| self.groups.chunks.row.get(before));
            if let Some(Chunk::Group(group)) = before
                && let Some(subject) = self.head_of[*group].filter(|&word| self.acts_itself(word))
            {
                roles.agents = vec![subject];
            }
        }
        // "X, which hit Y, and Z, which hit W": what follows a relative clause is not what it speaks of.
        if self.is_in_relative(at) {
            let own = if roles.passive { &mut roles.patients } else { &mut roles.agents };
            own.retain(|&word| word < at);
        }
        if let Some(subject) = self.subject_instead(verb, &roles.agents) {
            roles.agents = vec![subject];
        }
        let mut out = Vec::new();
        let agent = if roles.passive { Slot::By } else { Slot::Subject };
        roles.agents.iter().for_each(|&word| self.push(agent, word, &mut out));
        roles.patients.iter().for_each(|&word| self.push(Slot::Object, word, &mut out));
        // "29 posts of X, among them two camps, and 18 of Y were hit": the second subject hangs on the verb.
        if roles.passive && !roles.patients.is_empty() {
            let joined = |word: &usize| word.checked_sub(1).is_some_and(|before| self.tree().tag(before) == Tag::Cd);
            let others = self.tree().with(at, &[Label::Nsubjpass]).filter(|word| !roles.patients.contains(word));
            others.filter(joined).for_each(|word| self.push(Slot::Object, word, &mut out));
        }
        // "came under attack": the preposition is part of the verb, its object the verb's.
        let inside = |word: usize| {
            self.tree().head(word) == Some(at) || self.phrase(verb).any(|other| self.tree().head(word) == Some(other))
        };
        for prep in self.phrase(verb).filter(|&word| inside(word)) {
            for object in expand(self.tree(), self.tree().with(prep, &[Label::Pobj]).collect()) {
                self.push(Slot::Object, object, &mut out);
                self.prepositions(object, 2, &mut out);
            }
        }
        self.prepositions(at, 2, &mut out);
        if !roles.passive {
            roles.patients.iter().for_each(|&word| self.prepositions(word, 2, &mut out));
        }
        // "$700 million a year from X": the phrase hangs on the year.
        for measure in self.tree().with(at, &[Label::Npadvmod]) {
            self.prepositions(measure, 0, &mut out);
        }
        for &patient in &roles.patients {
            for measure in self.tree().with(patient, &[Label::Npadvmod]) {
                self.prepositions(measure, 0, &mut out);
            }
        }
        fill(&mut out, self.groups.of_verb(verb));
        if let Some(relative) = self.groups.relative_preposition(verb)
            && !out.iter().any(|known| known.slot == relative.slot || known.group == relative.group)
        {
            out.push(relative);
        }
        // "a strike targeting a US base in the region killed two": a base kills nobody.
        let natures = self.groups.natures;
        let mut subjects = out.iter().filter(|argument| argument.slot == Slot::Subject).peekable();
        let property = subjects.peek().is_some() && subjects.all(|argument| natures[argument.group].property);
        if property
            && !roles.passive
            && (self.groups.harms)(verb)
            && let Some(deed) = self.deed_before(verb)
        {
            out.retain(|argument| argument.slot != Slot::Subject);
            self.push(Slot::Subject, deed, &mut out);
        }
        if let Some(first) = self.groups.joined_by_comma(verb)
            && let Some(subject) = out.iter().find(|argument| argument.group == first + 1).copied()
            && out.iter().all(|argument| argument.group != first)
        {
            out.push(Argument { group: first, ..subject });
        }
        out
    }

    /// Whether the subject of a relative clause is "which" or "that", not "who".
    fn is_which(&self, verb: usize) -> bool {
        self.tree().with(verb, &[Label::Nsubj]).any(|subject| self.tree().tag(subject) == Tag::Wdt)
    }

    /// Whether a verb is that of a relative clause, or joined to one.
    fn is_in_relative(&self, at: usize) -> bool {
        let joined = |at: &usize| self.tree().label(*at) == Label::Conj;
        let mut first = at;
        while let Some(head) = self.tree().head(first).filter(|&head| joined(&first) && self.tree().tag(head).is_verb()) {
            first = head;
        }
        self.tree().label(first) == Label::Relcl
    }
}
