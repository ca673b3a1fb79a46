//! Arguments by the order of noun and verb groups.

mod aside;
mod object;

use super::{Above, Argument, Arguments, Nature};
use crate::extract::group::{Chunk, Chunks};
use crate::lexicon::Form;
use crate::ontology::schema::Slot;

/// Arguments by the order of groups.
pub(in crate::extract) struct ByGroups<'a> {
    pub chunks: &'a Chunks,
    pub natures: &'a [Nature],
    /// Whether the verb group at this index harms people: "killed".
    pub harms: &'a dyn Fn(usize) -> bool,
    /// Whether the word at this token is one whose subject has something done: "had two camps bombed".
    pub causes: &'a dyn Fn(usize) -> bool,
}

impl Arguments for ByGroups<'_> {
    fn of_verb(&self, verb: usize) -> Vec<Argument> {
        let subjects = self.subject(verb, 0);
        let (mut objects, after) = self.objects(verb);
        if subjects.is_empty() && objects.is_empty() && self.chunks.verbs[verb].passive {
            objects = self.late_subject(verb);
        }
        if subjects.is_empty() && objects.is_empty() {
            objects = self.after_inversion(verb);
        }
        // "…, whom Israeli soldiers shot": the antecedent is the object.
        let place = self.chunks.verb_at[verb];
        // "X, which A and B blame"
        let relative = match self.chunks.row[..place] {
            [.., Chunk::Relative, Chunk::Group(_)] => Some(place - 2),
            [.., Chunk::Relative, Chunk::Group(_), Chunk::Conjunction, Chunk::Group(_)] => Some(place - 4),
            _ => None,
        };
        if let Some(relative) = relative.filter(|_| objects.is_empty() && !self.chunks.verbs[verb].passive) {
            objects = self.antecedent(relative);
        }
        let mut out = Vec::new();
        let late = subjects.is_empty() && !objects.is_empty();
        let subject_slot = if self.is_passive(verb, &subjects, &objects) { Slot::Object } else { Slot::Subject };
        out.extend(subjects.into_iter().map(|group| Argument { slot: subject_slot, group, margin: None }));
        if subject_slot == Slot::Subject || late {
            out.extend(objects.into_iter().map(|group| Argument { slot: Slot::Object, group, margin: None }));
        }
        self.prepositions(after, &mut out);
        out
    }

    fn of_noun(&self, group: usize) -> Vec<Argument> {
        let mut out = Vec::new();
        if let Some(possessor) = self.chunks.groups[group].possessor {
            out.push(Argument { slot: Slot::Possessive, group: possessor, margin: None });
        }
        out.push(Argument { slot: Slot::Modifier, group, margin: None });
        let after = self.chunks.group_at[group] + 1;
        self.prepositions(after, &mut out);
        // "the killing by X, on Tuesday, of Y", "an attack, blamed on X, on Y"
        if self.natures[group].incident
            && let Some(more) = self.row_comma(after).and_then(|comma| self.after_aside(comma))
        {
            self.prepositions(more, &mut out);
        }
        out
    }

    fn antecedent(&self, verb: usize) -> Option<usize> {
        let at = self.chunks.verb_at[verb];
        let relative = self.chunks.row[..at].iter().rposition(|chunk| matches!(chunk, Chunk::Relative))?;
        (at - relative <= 3).then(|| ByGroups::antecedent(self, relative)).and_then(|found| found.last().copied())
    }

    fn above(&self, token: usize) -> Vec<Above> {
        let verbs = self.chunks.verbs.iter().enumerate();
        let before = verbs.filter(|(_, verb)| verb.tokens.end <= token).rev();
        before.map(|(verb, _)| Above { verb, slot: Slot::Clause, relative: false }).collect()
    }

    fn noun_above(&self, _: usize) -> Option<usize> {
        None
    }

    fn head(&self, _: usize) -> Option<usize> {
        None
    }

    fn governor(&self, verb: usize) -> Option<usize> {
        let at = self.chunks.verb_at[verb];
        for chunk in self.chunks.row[..at].iter().rev() {
            match chunk {
                Chunk::Verb(before) => return Some(*before),
                Chunk::Break | Chunk::Relative => return None,
                _ => {}
            }
        }
        None
    }
}

impl ByGroups<'_> {
    /// "X, to which Y sends arms", "the rockets with which Y hit Z": the name that the preposition before the clause belongs to.
    pub(super) fn relative_preposition(&self, verb: usize) -> Option<Argument> {
        let place = self.chunks.verb_at[verb];
        let row = |back: usize| self.row(place.checked_sub(back)?);
        let (Some(Chunk::Group(_)), Some(Chunk::Relative), Some(Chunk::Preposition(Some(slot), _))) = (row(1), row(2), row(3))
        else {
            return None;
        };
        let before = if matches!(row(4), Some(Chunk::Comma)) { row(5) } else { row(4) };
        match before {
            Some(Chunk::Group(group)) if matches!(slot, Slot::To | Slot::With | Slot::From) => {
                Some(Argument { slot: *slot, group: *group, margin: None })
            }
            // "the attack on Y, for which X took responsibility": the attack.
            Some(Chunk::Group(_)) if *slot == Slot::For => {
                let deed = self.chunks.row[..place - 3].iter().rev().find_map(|chunk| match chunk {
                    Chunk::Group(group) if self.natures[*group].incident => Some(Some(*group)),
                    Chunk::Verb(_) | Chunk::Break => Some(None),
                    _ => None,
                });
                deed.flatten().map(|group| Argument { slot: *slot, group, margin: None })
            }
            _ => None,
        }
    }

    /// "X, which Y has armed, fed and paid, had captured": the name that opens the sentence, before a clause between commas.
    pub(super) fn named_before_aside(&self, verb: usize) -> Option<usize> {
        let group = &self.chunks.verbs[verb];
        let place = self.chunks.verb_at[verb];
        let closed = matches!(place.checked_sub(1).and_then(|at| self.row(at)), Some(Chunk::Comma));
        match self.chunks.row.get(..3)? {
            [Chunk::Group(name), Chunk::Comma, Chunk::Relative]
                if closed && place > 4 && group.finite_auxiliary && !self.chunks.row[..place].contains(&Chunk::Break) =>
            {
                Some(*name).filter(|&name| self.natures[name].name)
            }
            _ => None,
        }
    }

    /// Whether nothing but commas, conjunctions and other groups stands between two groups: no colon, no verb.
    pub(super) fn is_joined(&self, one: usize, other: usize) -> bool {
        let (from, to) = (self.chunks.group_at[one], self.chunks.group_at[other]);
        let between = self.chunks.row.get(from.min(to) + 1..from.max(to)).unwrap_or_default();
        between.iter().all(|chunk| matches!(chunk, Chunk::Comma | Chunk::Conjunction | Chunk::Group(_)))
    }

    fn row(&self, at: usize) -> Option<&Chunk> {
        self.chunks.row.get(at)
    }

    /// Whether the subject of the verb is what it is done to.
    fn is_passive(&self, verb: usize, subjects: &[usize], objects: &[usize]) -> bool {
        let group = &self.chunks.verbs[verb];
        if group.passive {
            return true;
        }
        if !matches!(group.form, Form::Past | Form::Participle) || group.finite_auxiliary || group.infinitive {
            return false;
        }
        let at = self.chunks.verb_at[verb];
        if matches!(self.row(at + 1), Some(Chunk::Preposition(Some(Slot::By), _))) {
            return true;
        }
        if !objects.is_empty() {
            return false;
        }
        // "positions struck in Gaza", "drones launched at Israel", "three soldiers killed": reduced passives;
        // "Israel struck in Gaza" is active.
        let active = subjects.iter().any(|&subject| self.natures[subject].name) && !(self.harms)(verb);
        let incident = subjects.iter().any(|&subject| self.natures[subject].incident);
        let dies = incident && matches!(self.row(at + 1), Some(Chunk::Preposition(..))) && (self.harms)(verb);
        !(active || subjects.is_empty() || dies)
    }

    fn subject(&self, verb: usize, depth: usize) -> Vec<usize> {
        let group = &self.chunks.verbs[verb];
        let at = self.chunks.verb_at[verb];
        if depth > 6 {
            return Vec::new();
        }
        let Some(mut left) = at.checked_sub(1) else { return Vec::new() };
        while matches!(self.row(left), Some(Chunk::Quote)) && left > 0 {
            left -= 1;
        }
        let previous = || {
            self.chunks.row[..at].iter().rev().find_map(|chunk| match chunk {
                Chunk::Verb(before) => Some(*before),
                _ => None,
            })
        };
        if group.infinitive {
            // "ordered the army to strike": the object; "vowed to strike": the subject.
            if let (Some(Chunk::Group(object)), Some(Chunk::Verb(_))) =
                (self.row(left), left.checked_sub(1).and_then(|l| self.row(l)))
            {
                return vec![*object];
            }
            return previous().map(|before| self.subject(before, depth + 1)).unwrap_or_default();
        }
        let participial = group.form == Form::Ing && !group.finite_auxiliary;
        match self.row(left) {
            Some(Chunk::Group(_)) => self.head_left(left).map(|head| self.coordinated_left(head)).unwrap_or_default(),
            Some(Chunk::Comma) if participial => previous().map(|before| self.subject(before, depth + 1)).unwrap_or_default(),
            // "X, headed by Y,"
            Some(Chunk::Comma)
                if matches!(group.form, Form::Past | Form::Participle)
                    && !group.finite_auxiliary
                    && matches!(self.row(at + 1), Some(Chunk::Preposition(..))) =>
            {
                left.checked_sub(1).and_then(|before| self.head_left(before)).map(|head| vec![head]).unwrap_or_default()
            }
            Some(Chunk::Comma) => self.before_parenthesis(left),
            Some(Chunk::Conjunction) => previous().map(|before| self.subject(before, depth + 1)).unwrap_or_default(),
            Some(Chunk::Relative) => self.antecedent(left),
            Some(Chunk::Preposition(..)) if participial => {
                previous().map(|before| self.subject(before, depth + 1)).unwrap_or_default()
            }
            Some(Chunk::Verb(before)) if self.chunks.verbs[*before].main.is_none() => self.subject(*before, depth + 1),
            _ => Vec::new(),
        }
    }

    /// From a group to the head of the noun phrase that ends with it: over "of the PMF in Iraq" back to "members".
    fn head_left(&self, at: usize) -> Option<usize> {
        let mut at = at;
        loop {
            let Some(Chunk::Group(group)) = self.row(at) else { return None };
            let group = *group;
            // "flown in by helicopter": two in a row count as one.
            if matches!(
                (at.checked_sub(1).and_then(|l| self.row(l)), at.checked_sub(2).and_then(|l| self.row(l))),
                (Some(Chunk::Preposition(..)), Some(Chunk::Preposition(..)))
            ) {
                at -= 1;
            }
            match at.checked_sub(1).and_then(|left| self.row(left)) {
                Some(Chunk::Preposition(..)) => match at.checked_sub(2).map(|left| (left, self.row(left))) {
                    Some((left, Some(Chunk::Group(_)))) => at = left,
                    // "gunmen flown in by helicopter hijacked": over the participle back to the gunmen.
                    Some((left, Some(Chunk::Verb(verb))))
                        if !self.chunks.verbs[*verb].finite_auxiliary
                            && matches!(self.chunks.verbs[*verb].form, Form::Past | Form::Participle)
                            && matches!(left.checked_sub(1).and_then(|l| self.row(l)), Some(Chunk::Group(_))) =>
                    {
                        at = left - 1;
                    }
                    _ => return None,
                },
                _ => return Some(group),
            }
        }
    }

    fn coordinated_left(&self, group: usize) -> Vec<usize> {
        let mut out = vec![group];
        let mut at = self.chunks.group_at[group];
        let mut joined = false;
        loop {
            match at.checked_sub(1).and_then(|left| self.row(left)) {
                Some(Chunk::Conjunction) => joined = true,
                Some(Chunk::Comma) if joined => {}
                _ => return out,
            }
            let mut left = at - 1;
            if matches!(left.checked_sub(1).and_then(|l| self.row(l)), Some(Chunk::Comma)) {
                left -= 1;
            }
            let Some(Chunk::Group(before)) = left.checked_sub(1).and_then(|l| self.row(l)) else { return out };
            // "struck Gaza and Israel said": the group before is the object of another verb.
            if matches!(left.checked_sub(2).and_then(|l| self.row(l)), Some(Chunk::Verb(_) | Chunk::Preposition(..))) {
                return out;
            }
            out.push(*before);
            at = left - 1;
        }
    }

    /// The subject before "…, a commander of Y," or "…, which …,".
    fn before_parenthesis(&self, comma: usize) -> Vec<usize> {
        // "X, which is armed, paid and led by Y (Z), …"
        let clause =
            self.chunks.row[..comma].windows(3).rposition(|row| matches!(row, [Chunk::Group(_), Chunk::Comma, Chunk::Relative]));
        if let Some(clause) =
            clause.filter(|&clause| self.chunks.row[clause + 3..comma].iter().any(|chunk| matches!(chunk, Chunk::Verb(_))))
        {
            return self.head_left(clause).into_iter().collect();
        }
        let mut at = comma;
        while let Some(left) = at.checked_sub(1) {
            match self.row(left) {
                Some(Chunk::Comma) => {
                    return match left.checked_sub(1).and_then(|l| self.row(l)) {
                        Some(Chunk::Group(_)) => self.head_left(left - 1).map(|group| vec![group]).unwrap_or_default(),
                        _ => Vec::new(),
                    };
                }
                Some(Chunk::Break) | None => return Vec::new(),
                _ => at = left,
            }
        }
        Vec::new()
    }

    /// What "who", "which" or "that" stands for.
    fn antecedent(&self, relative: usize) -> Vec<usize> {
        let before = &self.chunks.row[..relative];
        let nearest = before.iter().rev().take_while(|chunk| !matches!(chunk, Chunk::Break)).find_map(|chunk| match chunk {
            Chunk::Group(group) => Some(*group),
            _ => None,
        });
        let Some(nearest) = nearest else { return Vec::new() };
        let joined = matches!(before.last(), Some(Chunk::Conjunction));
        // "a strike in Jordan, which killed": a place kills nobody; "…, which killed and which was claimed" goes on.
        if self.natures[nearest].place || self.natures[nearest].country || joined {
            let incident = before.iter().rev().find_map(|chunk| match chunk {
                Chunk::Group(group) if self.natures[*group].incident || self.natures[*group].weapon => Some(*group),
                _ => None,
            });
            if let Some(incident) = incident {
                return vec![incident];
            }
        }
        if joined { Vec::new() } else { vec![nearest] }
    }

    /// The group at `at` and those coordinated with it; where to go on. "Between" always takes two.
    fn coordinated_right(&self, at: usize, both: bool) -> (Vec<usize>, usize) {
        let mut sure = Vec::new();
        let mut open = Vec::new();
        let mut next = at;
        let mut end = at;
        loop {
            let Some(Chunk::Group(group)) = self.row(next) else { return (sure, end) };
            if sure.is_empty() {
                sure.push(*group);
                end = next + 1;
            } else {
                open.push(*group);
            }
            let mut after = next + 1;
            // "between the men of X and those of Y"
            while both
                && matches!(
                    (self.row(after), self.row(after + 1)),
                    (Some(Chunk::Preposition(Some(Slot::Of), _)), Some(Chunk::Group(_)))
                )
            {
                after += 2;
            }
            let comma = matches!(self.row(after), Some(Chunk::Comma));
            after += usize::from(comma);
            let joined = matches!(self.row(after), Some(Chunk::Conjunction));
            after += usize::from(joined);
            while matches!(self.row(after), Some(Chunk::Quote)) {
                after += 1;
            }
            if joined {
                // "… and Israel said": the next group is the subject of another clause.
                if !matches!(self.row(after), Some(Chunk::Group(_))) || !both && self.is_clause_subject(after) {
                    return (sure, end);
                }
                let Some(Chunk::Group(last)) = self.row(after) else { return (sure, end) };
                sure.append(&mut open);
                sure.push(*last);
                return (sure, after + 1);
            }
            if !comma {
                return (sure, end);
            }
            next = after;
        }
    }

    /// "US, UK bomb two sites": in headlines a comma joins the subjects of a verb.
    pub(super) fn joined_by_comma(&self, verb: usize) -> Option<usize> {
        let at = self.chunks.verb_at[verb];
        match self.chunks.row.get(..at)? {
            [Chunk::Group(first), Chunk::Comma, Chunk::Group(second)] => {
                (self.natures[*first].name && self.natures[*second].name && !self.chunks.verbs[verb].infinitive).then_some(*first)
            }
            _ => None,
        }
    }

    fn is_clause_subject(&self, at: usize) -> bool {
        let mut at = at + 1;
        while let (Some(Chunk::Preposition(..)), Some(Chunk::Group(_))) = (self.row(at), self.row(at + 1)) {
            at += 2;
        }
        match self.row(at) {
            Some(Chunk::Verb(verb)) => {
                let verb = &self.chunks.verbs[*verb];
                !verb.infinitive
                    && (verb.finite_auxiliary || verb.form != Form::Ing)
                    && !matches!(self.row(at + 1), Some(Chunk::Preposition(Some(Slot::By), _)))
            }
            _ => false,
        }
    }

    /// The prepositional phrases from `at` on.
    /// The preposition after a bare number between commas.
    fn aside(&self, comma: usize) -> Option<usize> {
        let Some(Chunk::Group(group)) = self.row(comma + 1) else { return None };
        let group = &self.chunks.groups[*group];
        let number = group.number.is_some() && group.words.is_empty() && group.mentions.is_empty();
        let close = (comma + 2..=comma + 4).find(|&at| matches!(self.row(at), Some(Chunk::Comma))).filter(|_| number)?;
        matches!(self.row(close + 1), Some(Chunk::Preposition(..))).then_some(close + 1)
    }

    fn prepositions(&self, start: usize, out: &mut Vec<Argument>) {
        let mut at = start;
        loop {
            match self.row(at) {
                Some(Chunk::Preposition(slot, _)) => {
                    let mut inner = at + 1;
                    while matches!(self.row(inner), Some(Chunk::Quote)) {
                        inner += 1;
                    }
                    let Some(Chunk::Group(_)) = self.row(inner) else { return };
                    let (groups, next) = self.coordinated_right(inner, *slot == Some(Slot::Between));
                    // What follows "a response to attacks …" speaks of the attacks.
                    let incident = groups.iter().any(|&group| self.natures[group].incident);
                    // "in the region of X": X belongs to the region.
                    let place = |group: usize| self.natures[group].place || self.natures[group].country;
                    let before = at.checked_sub(1).and_then(|before| self.row(before));
                    let nested =
                        *slot == Some(Slot::Of) && at > start && matches!(before, Some(Chunk::Group(group)) if place(*group));
                    if let Some(slot) = slot.filter(|_| !nested) {
                        out.extend(groups.into_iter().map(|group| Argument { slot, group, margin: None }));
                    }
                    if incident {
                        return;
                    }
                    at = next;
                }
                Some(Chunk::Comma | Chunk::Conjunction | Chunk::Quote)
                    if matches!(self.row(at + 1), Some(Chunk::Preposition(..))) =>
                {
                    at += 1
                }
                // "two waves of strikes, 16 in all, on Y"
                Some(Chunk::Comma) if self.aside(at).is_some() => at = self.aside(at).unwrap_or(at + 1),
                // "payback, the minister said, for Y"
                Some(Chunk::Comma)
                    if matches!(self.row(at + 1), Some(Chunk::Group(_)))
                        && matches!(self.row(at + 2), Some(Chunk::Verb(_)))
                        && matches!(self.row(at + 3), Some(Chunk::Comma))
                        && matches!(self.row(at + 4), Some(Chunk::Preposition(Some(Slot::For | Slot::To), _))) =>
                {
                    at += 4;
                }
                // "… carried out on Friday against Y", "… claimed by X": what follows the participle still speaks of the noun.
                Some(Chunk::Verb(verb))
                    if !self.chunks.verbs[*verb].finite_auxiliary
                        && matches!(self.chunks.verbs[*verb].form, Form::Past | Form::Participle)
                        && matches!(self.row(at + 1), Some(Chunk::Preposition(..)))
                        && !out.is_empty()
                        && out.iter().all(|argument| matches!(argument.slot, Slot::Possessive | Slot::Modifier)) =>
                {
                    at += 1;
                }
                _ => return,
            }
        }
    }
}
