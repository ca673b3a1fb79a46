//! Names that are empty, that two entries share, or that are ordinary words.

use std::collections::{BTreeMap, BTreeSet};

use super::{At, Report, Whole};
use crate::fold::fold;
use crate::ontology::diagnostic::Code;
use crate::ontology::locate::Step;
use crate::vocabulary::ActorKind;

/// How a name names; forms differ in what they may share.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Form {
    Name,
    /// A name of a class, which may be an ordinary word.
    Class,
    Exact,
    Adjective,
    Metonym,
    Short,
}

/// A name of an entry.
struct Name<'a> {
    id: &'a str,
    text: &'a str,
    form: Form,
    at: At,
    field: &'static str,
    /// Its place in a list.
    index: Option<usize>,
}

impl Name<'_> {
    fn location(&self, report: &Report<'_>) -> super::Location {
        let steps = [Some(Step::Key(self.field)), self.index.map(Step::Item)];
        report.locate(self.at, &steps.into_iter().flatten().collect::<Vec<_>>())
    }

    /// Whether the two, which fold to the same, also match the same text.
    fn meets(&self, other: &Name<'_>) -> bool {
        let spelling = |name: &Name<'_>| name.text.replace('.', "");
        self.form != Form::Exact || other.form != Form::Exact || spelling(self) == spelling(other)
    }
}

pub(super) fn check(whole: &Whole<'_>, report: &mut Report<'_>) {
    let ordinary = ordinary_words(whole);
    let mut actors = Vec::new();
    for actor in &whole.actors {
        let mut names = Names { id: &actor.entry.id, at: actor.at, list: &mut actors };
        // A class of people or ships is called by ordinary words: "residents", "tankers".
        let class = matches!(actor.entry.kind, ActorKind::Generic | ActorKind::Civilians);
        let form = if class { Form::Class } else { Form::Name };
        names.one("name", form, &actor.entry.name);
        names.all("aliases", form, &actor.entry.aliases);
        names.all("exact", Form::Exact, &actor.entry.exact);
        names.all("adjectives", Form::Adjective, &actor.entry.adjectives);
        names.all("metonyms", Form::Metonym, &actor.entry.metonyms);
        names.all("short", Form::Short, &actor.entry.short);
    }
    let mut places = Vec::new();
    for place in &whole.places {
        let mut names = Names { id: &place.entry.id, at: place.at, list: &mut places };
        names.one("name", Form::Name, &place.entry.name);
        names.all("aliases", Form::Name, &place.entry.aliases);
        names.all("exact", Form::Exact, &place.entry.exact);
    }
    check_names(actors, "actor", &ordinary, report);
    check_names(places, "place", &ordinary, report);
    check_words(whole, report);
}

struct Names<'a, 'l> {
    id: &'a str,
    at: At,
    list: &'l mut Vec<Name<'a>>,
}

impl<'a> Names<'a, '_> {
    fn one(&mut self, field: &'static str, form: Form, text: &'a str) {
        self.list.push(Name { id: self.id, text, form, at: self.at, field, index: None });
    }

    fn all(&mut self, field: &'static str, form: Form, texts: &'a [String]) {
        let (id, at) = (self.id, self.at);
        self.list.extend(texts.iter().enumerate().map(|(index, text)| Name { id, text, form, at, field, index: Some(index) }));
    }
}

fn check_names(mut names: Vec<Name<'_>>, noun: &str, ordinary: &BTreeSet<String>, report: &mut Report<'_>) {
    // The later entry of two is the one to be told of; the sort is stable, so the order within an entry stays.
    names.sort_by_key(|name| name.at);
    let mut by_fold: BTreeMap<String, Vec<&Name<'_>>> = BTreeMap::new();
    for name in &names {
        let folded = fold(name.text);
        if !folded.contains(char::is_alphanumeric) {
            let location = name.location(report);
            report.add(Code::EmptyName, location, format!("`{}` of `{}` holds an empty name", name.field, name.id));
            continue;
        }
        if name.form == Form::Name && ordinary.contains(&folded) {
            let location = name.location(report);
            let message = format!("`{}` is an ordinary word, and would be read as the {noun} `{}`", name.text, name.id);
            let finding = report.add(Code::OrdinaryAlias, location, message);
            finding.help = Some("put it into `exact`, where only this very spelling counts, or leave it out".to_owned());
        }
        by_fold.entry(folded).or_default().push(name);
    }
    for same in by_fold.values() {
        for (at, name) in same.iter().enumerate() {
            let mut earlier = same[..at].iter().filter(|earlier| earlier.meets(name));
            clash(name, &mut earlier, noun, report);
        }
    }
}

/// Reports the first of the earlier names of the same spelling that `name` may not share.
fn clash<'a, 'n: 'a>(name: &Name<'_>, earlier: &mut impl Iterator<Item = &'a &'n Name<'n>>, noun: &str, report: &mut Report<'_>) {
    let is_name = |form| matches!(form, Form::Name | Form::Exact);
    let found = earlier.find(|earlier| {
        if earlier.id == name.id {
            earlier.form == name.form || is_name(earlier.form) && is_name(name.form)
        } else {
            earlier.form != Form::Short && name.form != Form::Short
        }
    });
    let Some(earlier) = found else { return };
    let (location, other) = (name.location(report), earlier.location(report));
    let finding = if earlier.id == name.id {
        let message = format!("`{}` says the same as `{}`", name.text, earlier.text);
        let finding = report.add(Code::RepeatedAlias, location, message);
        finding.help = Some("leave it out: case, accents, apostrophes, dots and hyphens are folded".to_owned());
        finding
    } else {
        let message = format!("`{}` already names the {noun} `{}`", name.text, earlier.id);
        let finding = report.add(Code::DuplicateAlias, location, message);
        finding.help = Some("leave it to one of them, or write names that tell them apart".to_owned());
        finding
    };
    finding.other = Some(other);
}

/// Single words that text uses without naming anybody, folded.
fn ordinary_words(whole: &Whole<'_>) -> BTreeSet<String> {
    let words = whole.words.iter().flat_map(|entry| &entry.entry.words);
    let nouns = whole.generics.iter().flat_map(|entry| &entry.entry.nouns);
    let plurals = nouns.clone().filter(|noun| !noun.contains('/')).map(|noun| fold(noun) + "s");
    let forms = words.chain(nouns).flat_map(|word| word.split('/')).map(fold);
    forms.chain(plurals).filter(|word| !word.is_empty() && !word.contains(' ')).collect()
}

fn check_words(whole: &Whole<'_>, report: &mut Report<'_>) {
    for entry in &whole.generics {
        check_list(entry.at, "nouns", &entry.nouns, report);
    }
    for entry in &whole.signs {
        check_list(entry.at, "nouns", &entry.nouns, report);
        check_list(entry.at, "first", &entry.first, report);
        check_list(entry.at, "last", &entry.last, report);
    }
    for entry in &whole.triggers {
        check_list(entry.at, "lemmas", &entry.lemmas, report);
    }
    for entry in &whole.cues {
        check_list(entry.at, "phrases", &entry.phrases, report);
    }
    for entry in &whole.words {
        check_list(entry.at, "words", &entry.words, report);
    }
}

/// Reports words of which a form is empty: `""`, `"man/"`.
fn check_list(at: At, field: &'static str, words: &[String], report: &mut Report<'_>) {
    for (index, word) in words.iter().enumerate() {
        if word.split('/').any(|form| form.trim().is_empty()) {
            let location = report.locate(at, &[Step::Key(field), Step::Item(index)]);
            report.add(Code::EmptyName, location, format!("`{field}` holds an empty word"));
        }
    }
}
