//! The arguments of a verb: its roles in the tree, mended where the parser's choice cannot stand.

use super::{ByTree, fill};
use crate::extract::argument::{Argument, Arguments};
use crate::extract::group::Chunk;
use crate::lexicon::Form;
use crate::ontology::schema::Slot;
use crate::syntax::{Label, Roles, Tag, expand, shared_agent};

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
        // "X killed, in one night, Y"
        if let Some(object) = self.groups.object_after_aside(verb).and_then(|group| self.head_of[group]).filter(|_| bare) {
            roles.patients = vec![object];
        }
        let mut after_means = None;
        if !roles.agents.is_empty() && !roles.passive && roles.patients.is_empty()
            || roles.passive && roles.agents.is_empty() && !roles.patients.is_empty()
        {
            after_means = self.groups.object_after_means(verb).and_then(|group| self.head_of[group]);
        }
        if let Some(object) = after_means {
            if roles.passive {
                roles.agents = std::mem::take(&mut roles.patients);
            }
            (roles.patients, roles.passive) = (vec![object], false);
        }
        let bare = bare && roles.patients.is_empty();
        if bare && !listed && !roles.passive && self.groups.chunks.verbs[verb].form == Form::Past {
            let incident = |word: &usize| {
                self.group_of[*word].is_some_and(|group| self.groups.natures[group].incident || self.groups.natures[group].weapon)
            };
            if !roles.agents.iter().any(incident) {
                roles.patients = std::mem::take(&mut roles.agents);
                roles.agents = shared_agent(&self.parsed.cut, self.tree(), at);
                roles.passive = true;
            }
        }
        // "X had two camps bombed", "X ordered the town shelled": they were, by X.
        if bare && let Some(head) = self.has_it_done(at) {
            let caused = std::mem::take(&mut roles.agents);
            roles.agents = if (self.groups.harms)(verb) || caused.iter().any(|&word| self.is_own(word)) {
                Vec::new()
            } else {
                Roles::of(&self.parsed.cut, self.tree(), head).agents
            };
            (roles.patients, roles.passive) = (caused, true);
        }
        // The same, where the tree hangs the participle on what it was done to.
        if roles.agents.is_empty()
            && (roles.passive || roles.patients.is_empty())
            && !(self.groups.harms)(verb)
            && let Some(head) = self.has_done_to(at)
        {
            if !roles.passive {
                (roles.patients, roles.passive) = (vec![at - 1], true);
            }
            roles.agents = Roles::of(&self.parsed.cut, self.tree(), head).agents;
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
        // "X attacked a camp to avenge nine men, executed by Y": the men were.
        if let Some(hurt) = self.told_of_last(verb, at).filter(|_| roles.passive && !roles.agents.is_empty()) {
            roles.patients = vec![hurt];
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
        // "a militia from X which belongs to Y": the militia does.
        if clause && !roles.passive {
            for agent in &mut roles.agents {
                *agent = self.whoever_is_there(*agent).unwrap_or(*agent);
            }
        }
        // "was overrun by X and Y moved in", "shelled X and Y bombed Z": Y does something else.
        roles.agents.retain(|&word| !self.acts_itself(word));
        roles.patients.retain(|&word| !self.acts_itself(word));
        let alone = || self.tree().with(at, &[Label::Nsubj, Label::Nsubjpass]).next().is_none();
        // "lost their lives and three girls were hurt": the girls were.
        let finite = self.groups.chunks.verbs[verb].finite_auxiliary;
        if (!roles.passive || finite)
            && (self.tree().label(at) == Label::Conj || self.tree().label(at) == Label::Advcl && alone())
        {
            let place = self.groups.chunks.verb_at[verb];
            let before = place.checked_sub(1).and_then(|before| self.groups.chunks.row.get(before));
            if let Some(Chunk::Group(group)) = before
                && let Some(subject) = self.head_of[*group].filter(|&word| self.acts_itself(word))
            {
                *(if roles.passive { &mut roles.patients } else { &mut roles.agents }) = vec![subject];
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
        // "sends X money": to X.
        for given in self.tree().with(at, &[Label::Dative]).filter(|&word| self.tree().tag(word) != Tag::In) {
            expand(self.tree(), vec![given]).into_iter().for_each(|word| self.push(Slot::To, word, &mut out));
        }
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
        let open = !out.iter().any(|argument| matches!(argument.slot, Slot::Subject | Slot::Object) && argument.margin.is_none());
        if let Some(group) = self.groups.named_before_aside(verb).filter(|_| open && roles.agents.is_empty() && !roles.passive) {
            out.push(Argument { slot: Slot::Subject, group, margin: None });
        }
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

    /// The verb by whose subject something is had done: "had two camps bombed".
    fn has_it_done(&self, at: usize) -> Option<usize> {
        let tree = self.tree();
        let head = tree.head(at).filter(|&head| head < at && matches!(tree.label(at), Label::Ccomp | Label::Xcomp))?;
        let own = tree.with(at, &[Label::Nsubj, Label::Nsubjpass]).next().is_some_and(|subject| head < subject && subject < at);
        let clause = tree.with(at, &[Label::Mark, Label::Aux, Label::Auxpass]).next().is_some();
        // Nothing but what was done stands between.
        let parted = (head + 1..at).any(|word| matches!(tree.tag(word), Tag::Comma | Tag::Colon));
        let causes = self.causes(head) && matches!(tree.tag(at), Tag::Vbd | Tag::Vbn);
        (own && causes && !clause && !parted).then_some(head)
    }

    /// The verb by whose subject something is had done to its object: "had three of the camps bombed".
    fn has_done_to(&self, at: usize) -> Option<usize> {
        let tree = self.tree();
        let causes = |head: usize| self.causes(head);
        // "ordered two camps bombed": the camps taken for the object of the order.
        if let Some(head) = tree.head(at).filter(|&head| tree.label(at) == Label::Ccomp && causes(head)) {
            let mut objects = tree.with(head, &[Label::Dobj]);
            return objects.any(|object| object + 1 == at && !self.is_own(object)).then_some(head);
        }
        let noun = tree.head(at).filter(|&noun| tree.label(at) == Label::Acl && noun + 1 == at)?;
        let object = std::iter::once(noun).chain(tree.above(noun)).take(4).find(|&word| tree.label(word) == Label::Dobj)?;
        let head = tree.head(object).filter(|&head| causes(head))?;
        (!self.is_own(object) && !self.is_own(noun)).then_some(head)
    }

    /// Whether the subject of a word has something done: "had", "ordered".
    fn causes(&self, word: usize) -> bool {
        self.parsed.token(word).is_some_and(|token| (self.groups.causes)(token))
    }

    /// "its leader": whether what a word heads is said to be somebody's own.
    fn is_own(&self, word: usize) -> bool {
        self.group_of[word].is_some_and(|group| self.groups.chunks.groups[group].pronoun_owner)
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

    /// The noun before a comma that a bare participle speaks of, though the tree joins it to an active verb before.
    fn told_of_last(&self, verb: usize, at: usize) -> Option<usize> {
        let (chunks, place) = (self.groups.chunks, self.groups.chunks.verb_at[verb]);
        // Any but harm is more likely the subject's: "X attacked the base, backed by Y".
        let loose = matches!(self.tree().label(at), Label::Advcl | Label::Dep) && (self.groups.harms)(verb);
        let joined = loose || self.tree().label(at) == Label::Conj;
        let joined = joined && self.tree().with(at, &[Label::Nsubjpass]).next().is_none();
        let head = self.tree().head(at).filter(|_| joined && !chunks.verbs[verb].finite_auxiliary)?;
        let active = chunks.verbs.iter().enumerate().any(|(other, group)| self.verb_at[other] == Some(head) && !group.passive);
        match chunks.row[..place] {
            [.., Chunk::Group(group), Chunk::Comma] if active => self.head_of[group],
            _ => None,
        }
    }
}
