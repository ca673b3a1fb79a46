//! Arguments off a dependency tree.

use std::borrow::Cow;
use std::cell::OnceCell;
mod subject;
mod verb;

use std::ops::Range;

use super::{Above, Argument, Arguments, ByGroups};
use crate::extract::group::{Chunk, Chunks, VerbGroup, slot_of};
use crate::fold;
use crate::ontology::schema::Slot;
use crate::syntax::{self, Label, Parser, Roles, Tag, Tree, expand, is_passive, obliques};
use crate::text::Sentence;

/// A parsed sentence, with the way between its tokens, which are finer, and those of the tree.
pub(in crate::extract) struct Parsed<'t> {
    pub tree: Tree,
    cut: syntax::Sentence<'t>,
    /// The word of the tree that each token lies in.
    word_of: Vec<Option<usize>>,
    /// The words, folded to small letters.
    words: Vec<Cow<'t, str>>,
}

impl<'t> Parsed<'t> {
    /// Parses a sentence of `text` from this byte on: what stands before it labels the sentence.
    pub(in crate::extract) fn new(parser: &Parser, text: &'t str, sentence: &Sentence, from: usize) -> Parsed<'t> {
        let cut = syntax::Sentence::new(text, from..sentence.span.end);
        let spans = cut.spans();
        let mut at = 0;
        let word_of = sentence
            .tokens
            .iter()
            .map(|token| {
                while spans.get(at).is_some_and(|span| span.end <= token.span.start) {
                    at += 1;
                }
                spans.get(at).filter(|span| span.start < token.span.end).map(|_| at)
            })
            .collect();
        let words = cut.words().map(fold::lower).collect();
        Parsed { tree: parser.parse(&cut), cut, word_of, words }
    }

    /// Parses it again, the tags of the words of some tokens being known.
    pub(in crate::extract) fn again(&mut self, parser: &Parser, known: &[(usize, syntax::Tag)]) {
        let known: Vec<(usize, syntax::Tag)> = known.iter().filter_map(|&(token, tag)| Some((self.word(token)?, tag))).collect();
        if !known.is_empty() {
            self.tree = parser.parse_with(&self.cut, &known);
        }
    }

    /// The treebank tag of a token's word.
    pub(in crate::extract) fn tag(&self, token: usize) -> Option<syntax::Tag> {
        self.word(token).map(|word| self.tree.tag(word))
    }

    /// Whether a token is a verb of its own and no auxiliary.
    pub(in crate::extract) fn is_main_verb(&self, token: usize) -> bool {
        let auxiliary = |word: usize| matches!(self.tree.label(word), Label::Aux | Label::Auxpass);
        self.word(token).is_some_and(|word| self.tree.tag(word).is_verb() && !auxiliary(word))
    }

    /// Whether a token's word is the subject of a verb.
    pub(in crate::extract) fn is_subject(&self, token: usize) -> bool {
        self.word(token).is_some_and(|word| matches!(self.tree.label(word), Label::Nsubj | Label::Nsubjpass))
    }

    /// Whether a token's word modifies the noun right after it.
    pub(in crate::extract) fn modifies_next(&self, token: usize) -> bool {
        let modifies = |word: usize| self.tree.label(word) == Label::Amod && self.tree.head(word) == Some(word + 1);
        self.word(token).is_some_and(modifies)
    }

    /// The sentence as it was parsed.
    pub(in crate::extract) fn sentence(&self) -> &syntax::Sentence<'t> {
        &self.cut
    }

    /// Where a word of the tree stands in the document.
    pub(in crate::extract) fn span(&self, word: usize) -> Range<usize> {
        self.cut.spans()[word].clone()
    }

    /// Whether a word of the tree is this one, in small letters.
    pub(in crate::extract) fn is(&self, word: usize, spelling: &str) -> bool {
        self.words[word] == spelling
    }

    /// A word of the tree, in small letters.
    pub(in crate::extract) fn lower(&self, word: usize) -> &str {
        &self.words[word]
    }

    /// The first token of a word of the tree.
    pub(in crate::extract) fn token(&self, word: usize) -> Option<usize> {
        self.word_of.iter().position(|at| *at == Some(word))
    }

    /// The word of the tree that a token lies in.
    pub(in crate::extract) fn word(&self, token: usize) -> Option<usize> {
        self.word_of.get(token).copied().flatten()
    }
}

/// Arguments off a dependency tree; of what the tree does not see as the groups do, by the groups.
pub(in crate::extract) struct ByTree<'a> {
    parsed: &'a Parsed<'a>,
    groups: &'a ByGroups<'a>,
    /// The group that each word of the tree lies in.
    group_of: Vec<Option<usize>>,
    /// The verb group whose main verb each word of the tree is.
    verb_of: Vec<Option<usize>>,
    /// The word of the tree that each verb group's main verb is.
    verb_at: Vec<Option<usize>>,
    /// The word of the tree that heads each group.
    head_of: Vec<Option<usize>>,
    /// The arguments of each verb group, once they are asked for: they are asked for by several rules.
    told: Vec<OnceCell<Vec<Argument>>>,
}

impl<'a> ByTree<'a> {
    pub(in crate::extract) fn new(parsed: &'a Parsed<'a>, groups: &'a ByGroups<'a>) -> ByTree<'a> {
        let chunks: &Chunks = groups.chunks;
        let words = parsed.tree.len();
        let mut group_of = vec![None; words];
        for (index, group) in chunks.groups.iter().enumerate() {
            for word in group.tokens.clone().filter_map(|token| parsed.word(token)) {
                group_of[word] = Some(index);
            }
        }
        let head_of = chunks
            .groups
            .iter()
            .enumerate()
            .map(|(index, group)| {
                let mut own = group.tokens.clone().filter_map(|token| parsed.word(token));
                own.rfind(|&word| parsed.tree.head(word).is_none_or(|head| group_of[head] != Some(index)))
            })
            .collect();
        let mut verb_of = vec![None; words];
        let verb_at: Vec<Option<usize>> = chunks
            .verbs
            .iter()
            .map(|verb| parsed.word(verb.main.as_ref().map_or(verb.tokens.end.saturating_sub(1), |word| word.start)))
            .collect();
        for (index, word) in verb_at.iter().enumerate() {
            if let Some(word) = *word {
                verb_of[word] = Some(index);
            }
        }
        let told = vec![OnceCell::new(); chunks.verbs.len()];
        ByTree { parsed, groups, group_of, verb_of, verb_at, head_of, told }
    }

    fn tree(&self) -> &Tree {
        &self.parsed.tree
    }

    /// The words of a verb of several words after its first.
    fn phrase(&self, verb: usize) -> impl Iterator<Item = usize> + '_ {
        let tokens = self.groups.chunks.verbs[verb].main.as_ref().map_or(0..0, |word| word.start + 1..word.start + word.len);
        tokens.filter_map(|token| self.parsed.word(token))
    }

    /// How sure the parser was of where a word hangs; of what follows a preposition, of both.
    fn margin(&self, word: usize) -> f32 {
        let nodes = self.tree().nodes();
        let own = nodes[word].margin;
        match self.tree().head(word).filter(|_| self.tree().label(word) == Label::Pobj) {
            Some(prep) => own.min(nodes[prep].margin),
            None => own,
        }
    }

    fn push(&self, slot: Slot, word: usize, out: &mut Vec<Argument>) {
        let Some(group) = self.group_of[word] else { return };
        let margin = Some(self.margin(word));
        // "strike Yemen's port": a possessor is no argument, whatever the tree says.
        let owned = || self.groups.chunks.groups.iter().position(|other| other.possessor == Some(group));
        let group = if slot == Slot::Possessive { group } else { owned().unwrap_or(group) };
        let mut add = |group: usize| {
            if !out.iter().any(|known| (known.slot, known.group) == (slot, group)) {
                out.push(Argument { slot, group, margin });
            }
        };
        add(group);
        // "both the X and the Y": where the tree takes "both" for the subject, what is joined hangs on the name.
        let within = self.groups.chunks.groups[group].tokens.clone().filter_map(|token| self.parsed.word(token));
        for inner in within.filter(|&inner| inner != word && self.tree().head(inner) == Some(word)) {
            for name in expand(self.tree(), vec![inner]) {
                if let Some(other) = self.group_of[name].filter(|&other| other != group && self.groups.is_joined(group, other)) {
                    add(other);
                }
            }
        }
        for other in self.joined_modifiers(word, group) {
            add(other);
        }
    }

    /// "US and British forces": the first name is a group of its own, and modifies the noun.
    fn joined_modifiers(&self, word: usize, group: usize) -> Vec<usize> {
        let modifiers = self.tree().with(word, &[Label::Amod, Label::Nmod, Label::Compound]).filter(|&at| at < word);
        let names = modifiers.flat_map(|modifier| expand(self.tree(), vec![modifier]));
        let joined = |&other: &usize| other != group && self.groups.natures[other].name && self.groups.is_joined(other, group);
        names.filter_map(|name| self.group_of[name]).filter(joined).collect()
    }

    /// Whether the groups leave a preposition out, as they do before a date.
    fn is_of_date(&self, prep: usize) -> bool {
        let verb =
            self.groups.chunks.verbs.iter().any(|verb| verb.tokens.clone().any(|token| self.parsed.word(token) == Some(prep)));
        let known = self
            .groups
            .chunks
            .row
            .iter()
            .any(|chunk| matches!(chunk, Chunk::Preposition(_, token) if self.parsed.word(*token) == Some(prep)));
        !known && !verb && self.group_of[prep].is_none()
    }

    /// The object of a preposition: no verb stands between the two, whatever the tree says.
    fn next_object(&self, prep: usize, object: usize) -> usize {
        let row = &self.groups.chunks.row;
        let is_prep = |chunk: &Chunk| matches!(chunk, Chunk::Preposition(_, token) if self.parsed.word(*token) == Some(prep));
        let (Some(from), Some(group)) = (row.iter().position(is_prep), self.group_of[object]) else { return object };
        let to = self.groups.chunks.group_at[group];
        let crossed = from < to && row[from..to].iter().any(|chunk| matches!(chunk, Chunk::Verb(_)));
        match row.get(from + 1) {
            Some(Chunk::Group(next)) if crossed => self.head_of[*next].unwrap_or(object),
            _ => object,
        }
    }

    /// The word after a preposition of several words that says who did it, though it begins with another: "at the hands of X".
    fn agent_of(&self, prep: usize) -> Option<usize> {
        let row = &self.groups.chunks.row;
        let is_prep =
            |chunk: &Chunk| matches!(chunk, Chunk::Preposition(Some(Slot::By), token) if self.parsed.word(*token) == Some(prep));
        let at = row.iter().position(is_prep).filter(|_| !self.parsed.is(prep, "by"))?;
        match row.get(at + 1) {
            Some(Chunk::Group(agent)) => self.head_of[*agent],
            _ => None,
        }
    }

    /// The prepositional phrases of a word, and those of what stands in them.
    fn prepositions(&self, word: usize, depth: usize, out: &mut Vec<Argument>) {
        for (prep, object) in obliques(self.tree(), word) {
            // "on Tuesday Israel bombed": the preposition of a date has no other object.
            if self.is_of_date(prep) {
                continue;
            }
            // "at the hands of X"
            if let Some(agent) = self.agent_of(prep) {
                self.push(Slot::By, agent, out);
                continue;
            }
            let object = self.next_object(prep, object);
            // "an attack on the airport, in which two were hurt", "for which X is to blame": the attack.
            let which = |at: usize| matches!(self.tree().tag(at), Tag::Wdt | Tag::Wp);
            let relative =
                (self.parsed.is(prep, "in") || self.parsed.is(prep, "for")) && self.tree().with(prep, &[Label::Pobj]).any(which);
            let deed = |at: usize| self.group_of[at].is_some_and(|group| self.groups.natures[group].incident);
            let above = if relative && !deed(object) { self.deed_above(object) } else { None };
            let object = above.filter(|&above| deed(above)).unwrap_or(object);
            if self.acts_itself(object) {
                continue;
            }
            // "in the region of X": X belongs to the region.
            let nested = depth < 2 && self.parsed.is(prep, "of");
            let onto = |prep: usize| prep > 0 && self.parsed.is(prep, "to") && self.parsed.is(prep - 1, "on");
            let slot = if onto(prep) { Some(Slot::Onto) } else { slot_of(&self.parsed.words[prep]) };
            if let Some(slot) = slot.filter(|_| !nested) {
                self.push(slot, object, out);
            }
            // What follows "a response to attacks …" speaks of the attacks.
            let incident = self.group_of[object].is_some_and(|group| self.groups.natures[group].incident);
            if depth > 0 && !incident {
                self.prepositions(object, depth - 1, out);
            }
        }
    }
}

impl Arguments for ByTree<'_> {
    fn of_verb(&self, verb: usize) -> Vec<Argument> {
        self.told[verb].get_or_init(|| self.read_verb(verb)).clone()
    }

    fn of_noun(&self, group: usize) -> Vec<Argument> {
        let Some(head) = self.head_of[group] else { return self.groups.of_noun(group) };
        let mut out = Vec::new();
        if let Some(possessor) = self.groups.chunks.groups[group].possessor {
            out.push(Argument { slot: Slot::Possessive, group: possessor, margin: Some(f32::INFINITY) });
        }
        self.tree().with(head, &[Label::Poss]).for_each(|word| self.push(Slot::Possessive, word, &mut out));
        out.push(Argument { slot: Slot::Modifier, group, margin: Some(f32::INFINITY) });
        for other in self.joined_modifiers(head, group) {
            if !out.iter().any(|known| known.group == other) {
                out.push(Argument { slot: Slot::Modifier, group: other, margin: Some(self.margin(head)) });
            }
        }
        self.prepositions(head, 2, &mut out);
        // "strikes carried out on Friday against Y", "an attack claimed by X".
        for clause in self.tree().with(head, &[Label::Acl]) {
            if is_passive(self.tree(), clause) {
                self.prepositions(clause, 2, &mut out);
                Roles::of(&self.parsed.cut, self.tree(), clause)
                    .agents
                    .iter()
                    .for_each(|&word| self.push(Slot::By, word, &mut out));
            }
        }
        // "Clashes broke out between X and Y"
        if self.tree().label(head) == Label::Nsubj
            && let Some(verb) = self.tree().head(head)
        {
            let mut sides = Vec::new();
            self.prepositions(verb, 2, &mut sides);
            let between = sides.iter().any(|argument| argument.slot == Slot::Between);
            out.extend(sides.into_iter().filter(|_| between));
        }
        fill(&mut out, self.groups.of_noun(group));
        // "a response to years of raids by X": the raids are X's.
        let at = self.groups.chunks.group_at[group];
        let crossed = |argument: &Argument| {
            let to = self.groups.chunks.group_at[argument.group];
            let between = self.groups.chunks.row.get(at + 1..to).unwrap_or_default();
            between.iter().any(|chunk| matches!(chunk, Chunk::Group(other) if self.groups.natures[*other].incident))
        };
        out.retain(|argument| argument.slot != Slot::By || !crossed(argument));
        out
    }

    fn antecedent(&self, verb: usize) -> Option<usize> {
        let Some(mut at) = self.verb_at[verb] else { return self.groups.antecedent(verb) };
        // "an attack that X said was carried out by Y"
        let said = |at: usize| {
            let relative = self.tree().head(at).is_some_and(|head| self.tree().label(head) == Label::Relcl);
            self.tree().label(at) == Label::Ccomp && relative
        };
        while self.tree().label(at) == Label::Conj || said(at) {
            at = self.tree().head(at)?;
        }
        let head = self.tree().head(at).filter(|_| self.tree().label(at) == Label::Relcl)?;
        self.group_of[head]
    }

    fn above(&self, token: usize) -> Vec<Above> {
        let Some(mut at) = self.parsed.word(token) else { return self.groups.above(token) };
        let main = |verb: &VerbGroup| verb.main.as_ref().is_some_and(|word| word.start == token);
        if self.groups.chunks.verbs.iter().any(main) && !self.tree().tag(at).is_verb() {
            return self.groups.above(token);
        }
        let (mut out, mut relative) = (Vec::new(), false);
        for _ in 0..self.tree().len() {
            for beside in self.tree().with(at, &[Label::Parataxis]) {
                out.extend(self.verb_of[beside].map(|verb| Above { verb, slot: Slot::Clause, relative }));
            }
            let Some(head) = self.tree().head(at) else { break };
            let slot = match self.tree().label(at) {
                Label::Ccomp | Label::Xcomp | Label::Pcomp | Label::Parataxis | Label::Acomp | Label::Dep => Some(Slot::Clause),
                Label::Dobj | Label::Attr | Label::Oprd | Label::Nsubjpass | Label::Csubjpass => Some(Slot::Object),
                Label::Nsubj | Label::Csubj => Some(Slot::Subject),
                Label::Prep => slot_of(&self.parsed.words[at]),
                Label::Relcl => {
                    relative = true;
                    None
                }
                _ => None,
            };
            if let (Some(verb), Some(slot)) = (self.verb_of[head], slot) {
                out.push(Above { verb, slot, relative });
            }
            at = head;
        }
        out
    }

    fn noun_above(&self, token: usize) -> Option<usize> {
        let head = self.tree().head(self.parsed.word(token)?)?;
        self.parsed.token(head).filter(|_| self.tree().tag(head).is_noun())
    }

    fn head(&self, token: usize) -> Option<usize> {
        self.parsed.token(self.tree().head(self.parsed.word(token)?)?)
    }

    fn governor(&self, verb: usize) -> Option<usize> {
        let Some(mut at) = self.verb_at[verb] else { return self.groups.governor(verb) };
        for _ in 0..8 {
            let head = self.tree().head(at)?;
            match self.tree().label(at) {
                Label::Xcomp | Label::Ccomp | Label::Pcomp | Label::Advcl | Label::Acl | Label::Prep if head != at => {
                    if let Some(above) = self.verb_of[head] {
                        return Some(above);
                    }
                    at = head;
                }
                Label::Conj => at = head,
                _ => return None,
            }
        }
        None
    }
}

/// Adds what the groups say of slots that the tree leaves open, when the tree has no other use for the group.
fn fill(out: &mut Vec<Argument>, more: Vec<Argument>) {
    let told = out.len();
    for argument in more {
        // "between X's men and those of Y": two of them.
        let pair = argument.slot == Slot::Between;
        let known = |other: &Argument| {
            other.slot == argument.slot && !pair || other.group == argument.group && other.slot != Slot::Modifier
        };
        if !out[..told].iter().any(known) {
            out.push(argument);
        }
    }
}
