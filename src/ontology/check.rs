//! Finds what is wrong with an ontology: [`check`].

mod cycles;
mod dates;
mod ids;
mod names;
mod references;

use std::cell::OnceCell;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Deref;

use super::diagnostic::{Code, Diagnostic, Location};
use super::layers::SourceFile;
use super::locate::{Step, Tree};
use super::schema::{ActorEntry, CueEntry, File, GenericEntry, PlaceEntry, SignEntry, TriggerEntry, WordEntry};
use super::syntax;

/// All problems of an ontology, in the order of the files and of the lines in them.
///
/// Every file is read, also after one that is no RON; the ids of a broken file still count as known, so that one typo
/// is one finding. An entry that a later layer replaces is not looked at.
///
/// ```
/// use reprisal::ontology::{Layers, SourceFile, check};
///
/// let mut sources = Layers::default().read()?;
/// let own = r#"( actors: [ ( id: "hill-guard", name: "Hill Guard", kind: ArmedGroup, principal: "norvania" ) ] )"#;
/// sources.push(SourceFile { path: "own.ron".into(), text: own.into(), layer: 1 });
/// let found = check(&sources);
/// assert!(found.iter().any(|diagnostic| diagnostic.message.contains("norvania")), "{found:?}");
/// # Ok::<(), reprisal::ontology::OntologyError>(())
/// ```
#[must_use]
pub fn check(sources: &[SourceFile]) -> Vec<Diagnostic> {
    let mut report = Report::new(sources);
    let files: Vec<Option<File>> = (0..sources.len()).map(|source| report.parse(source)).collect();
    let all = Whole::new(&files);
    ids::check(&all, sources, &mut report);
    let whole = all.effective();
    names::check(&whole, &mut report);
    references::check(&whole, &Known::new(&whole, &files, &report), &mut report);
    cycles::check(&whole, &mut report);
    dates::check(&whole, &mut report);
    report.finish()
}

/// Where an entry stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct At {
    source: usize,
    section: &'static str,
    index: usize,
}

/// An entry and where it stands.
#[derive(Clone, Copy)]
struct Entry<'a, T> {
    at: At,
    entry: &'a T,
}

impl<T> Deref for Entry<'_, T> {
    type Target = T;

    fn deref(&self) -> &T {
        self.entry
    }
}

/// The entries of all files, section by section.
#[derive(Default)]
struct Whole<'a> {
    actors: Vec<Entry<'a, ActorEntry>>,
    places: Vec<Entry<'a, PlaceEntry>>,
    generics: Vec<Entry<'a, GenericEntry>>,
    signs: Vec<Entry<'a, SignEntry>>,
    triggers: Vec<Entry<'a, TriggerEntry>>,
    cues: Vec<Entry<'a, CueEntry>>,
    words: Vec<Entry<'a, WordEntry>>,
}

impl<'a> Whole<'a> {
    fn new(files: &'a [Option<File>]) -> Whole<'a> {
        fn add<'a, T>(list: &mut Vec<Entry<'a, T>>, source: usize, section: &'static str, entries: &'a [T]) {
            list.extend(entries.iter().enumerate().map(|(index, entry)| Entry { at: At { source, section, index }, entry }));
        }
        let mut whole = Whole::default();
        for (source, file) in files.iter().enumerate() {
            let Some(file) = file else { continue };
            add(&mut whole.actors, source, "actors", &file.actors);
            add(&mut whole.places, source, "places", &file.places);
            add(&mut whole.generics, source, "generics", &file.generics);
            add(&mut whole.signs, source, "signs", &file.signs);
            add(&mut whole.triggers, source, "triggers", &file.triggers);
            add(&mut whole.cues, source, "cues", &file.cues);
            add(&mut whole.words, source, "words", &file.words);
        }
        whole
    }

    /// The entries that count: of those with one id the last, in id order.
    fn effective(self) -> Whole<'a> {
        fn last<'a, T>(entries: Vec<Entry<'a, T>>, id: impl Fn(&'a T) -> &'a str) -> Vec<Entry<'a, T>> {
            let by_id: BTreeMap<&str, Entry<'a, T>> = entries.into_iter().map(|entry| (id(entry.entry), entry)).collect();
            by_id.into_values().collect()
        }
        Whole {
            actors: last(self.actors, |entry| &entry.id),
            places: last(self.places, |entry| &entry.id),
            generics: last(self.generics, |entry| &entry.id),
            signs: last(self.signs, |entry| &entry.id),
            triggers: last(self.triggers, |entry| &entry.id),
            cues: last(self.cues, |entry| &entry.id),
            words: self.words,
        }
    }
}

/// The ids that references may name.
struct Known<'a> {
    actors: BTreeSet<&'a str>,
    places: BTreeSet<&'a str>,
}

impl<'a> Known<'a> {
    fn new(whole: &Whole<'a>, files: &[Option<File>], report: &Report<'a>) -> Known<'a> {
        let mut known = Known {
            actors: whole.actors.iter().map(|actor| actor.entry.id.as_str()).collect(),
            places: whole.places.iter().map(|place| place.entry.id.as_str()).collect(),
        };
        for source in (0..files.len()).filter(|&source| files[source].is_none()) {
            known.actors.extend(report.tree(source).ids("actors"));
            known.places.extend(report.tree(source).ids("places"));
        }
        known
    }
}

/// The findings so far, and the texts that they point into.
struct Report<'a> {
    sources: &'a [SourceFile],
    trees: Vec<OnceCell<Tree<'a>>>,
    found: Vec<Diagnostic>,
}

impl<'a> Report<'a> {
    fn new(sources: &'a [SourceFile]) -> Report<'a> {
        Report { sources, trees: vec![OnceCell::new(); sources.len()], found: Vec::new() }
    }

    /// Reads a file, or reports why it cannot be read.
    fn parse(&mut self, source: usize) -> Option<File> {
        let SourceFile { path, text, .. } = &self.sources[source];
        let error = match syntax::parse(text) {
            Ok(file) => return Some(file),
            Err(error) => *error,
        };
        let location = Location::new(source, path.clone(), text, error.span);
        let finding = self.add(error.code, location, error.message);
        finding.suggestion = error.suggestion;
        finding.help = error.help;
        None
    }

    /// The structure of a file; most files have no findings and need none.
    fn tree(&self, source: usize) -> &Tree<'a> {
        self.trees[source].get_or_init(|| Tree::new(&self.sources[source].text))
    }

    /// Where a value of an entry stands.
    fn locate(&self, at: At, steps: &[Step]) -> Location {
        let SourceFile { path, text, .. } = &self.sources[at.source];
        let tree = self.tree(at.source);
        let steps: Vec<Step> = [Step::Key(at.section), Step::Item(at.index)].into_iter().chain(steps.iter().copied()).collect();
        let span = tree.node(tree.follow(&steps)).span.clone();
        Location::new(at.source, path.clone(), text, syntax::first_line(text, span))
    }

    /// Adds a finding, whose details the caller may fill in.
    fn add(&mut self, code: Code, location: Location, message: String) -> &mut Diagnostic {
        let at = self.found.len();
        self.found.push(Diagnostic { code, location, message, suggestion: None, help: None, other: None });
        &mut self.found[at]
    }

    fn finish(self) -> Vec<Diagnostic> {
        let mut found = self.found;
        fn place(finding: &Diagnostic) -> (usize, usize, Code, &str) {
            (finding.location.source, finding.location.span.start, finding.code, &finding.message)
        }
        found.sort_by(|a, b| place(a).cmp(&place(b)));
        found
    }
}
