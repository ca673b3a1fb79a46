//! What the ontology lacks: names in documents that nothing knows, by how often they stood in the way.
//!
//! [`GapReader::read`] finds the unknown names of one document, [`Gaps::add`] counts them over many, in any order.
//!
//! ```
//! use reprisal::gaps::{GapReader, Gaps};
//! use reprisal::{DocumentReader, Ontology};
//!
//! let ontology = Ontology::builtin()?;
//! let (documents, reader) = (DocumentReader::new(ontology), GapReader::new(ontology));
//! let mut gaps = Gaps::default();
//! gaps.add(reader.read(&documents.text("a.txt", "On Monday Qamar Brigade fighters shelled an Israeli post.")));
//! let first = &gaps.ranked()[0];
//! assert_eq!((first.name.as_str(), first.in_role), ("Qamar Brigade", 1));
//! # Ok::<(), reprisal::ontology::OntologyError>(())
//! ```

mod name;
mod role;

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use crate::document::{BlockKind, Document};
use crate::fold::fold;
use crate::held::Held;
use crate::lexicon::Lexicon;
use crate::ontology::Ontology;
use crate::recognize::recognize;
use crate::syntax::Parser;
use crate::text::sentences;
use crate::when::DateReader;
use name::Names;

/// Finds the names of documents that an ontology lacks; make one and use it for all documents, from any thread.
///
/// ```
/// use reprisal::gaps::GapReader;
/// use reprisal::{DocumentReader, Ontology};
///
/// let ontology = Ontology::builtin()?;
/// let names = GapReader::new(ontology).read(&DocumentReader::new(ontology).text("a", "Qamar Brigade fighters shelled a post."));
/// assert_eq!(names.iter().map(|name| name.name.as_str()).collect::<Vec<_>>(), ["Qamar Brigade"]);
/// # Ok::<(), reprisal::ontology::OntologyError>(())
/// ```
#[derive(Clone, Debug)]
pub struct GapReader<'o> {
    ontology: Held<'o, Ontology>,
    lexicon: Lexicon,
    dates: DateReader,
    parser: Option<&'static Parser>,
    known: BTreeSet<String>,
}

/// One mention of an unknown name.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct UnknownName {
    /// The name as this mention spells it.
    pub spelling: String,
    /// The fuller name that the document gives for it, else the same.
    pub name: String,
    /// What stands in its sentence.
    pub weight: Weight,
    /// The document.
    pub document: String,
    /// Where the sentence begins in the document.
    pub at: usize,
    /// The sentence.
    pub sentence: String,
}

/// What a name stands by; the later, the more a reader loses by not knowing it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Weight {
    /// Nothing that tells of incidents or relations.
    Alone,
    /// A trigger in the same sentence.
    BesideTrigger,
    /// A trigger, of which it is an argument: who did it, to whom, where.
    InRole,
}

/// A name that the ontology lacks, and how often it mattered.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Gap {
    /// The name in its most frequent spelling.
    pub name: String,
    /// Sentences in which it is an argument of a trigger.
    pub in_role: usize,
    /// Sentences with a trigger, those of [`Gap::in_role`] among them.
    pub beside_trigger: usize,
    /// Times that it is mentioned.
    pub mentions: usize,
    /// Documents that mention it.
    pub documents: usize,
    /// A sentence that shows it best.
    pub example: String,
    /// The document of that sentence.
    pub document: String,
}

impl<'o> GapReader<'o> {
    /// A reader over this ontology: `&ontology`, or an [`Arc`](std::sync::Arc) of it for a reader that borrows nothing.
    #[must_use]
    pub fn new(ontology: impl Into<Held<'o, Ontology>>) -> GapReader<'o> {
        let ontology = ontology.into();
        // Words that stand for a figure, such as months, are in no other list.
        let figures = ontology.words().iter().flat_map(|entry| &entry.words).filter(|word| word.contains('/'));
        GapReader {
            lexicon: Lexicon::new(&ontology),
            dates: DateReader::new(&ontology),
            parser: Parser::builtin().ok(),
            known: figures.flat_map(|word| word.split(['/', ' '])).map(fold).collect(),
            ontology,
        }
    }

    /// The mentions of unknown names in a document: words with capitals that are no part of a known name, of a date or of
    /// a title, at least one of them a word that the ontology does not have at all.
    ///
    /// Headlines tell nothing by their capitals and are left out. A single word at the start of a sentence counts when the
    /// document writes it with a capital elsewhere too, and never with a small letter.
    #[must_use]
    pub fn read(&self, document: &Document) -> Vec<UnknownName> {
        let sentences = sentences(document, &self.lexicon);
        let mentions = recognize(&sentences, &document.text, &self.lexicon);
        let mut names = Names::default();
        for (sentence, mentions) in sentences.iter().zip(&mentions) {
            names.note_small_words(sentence);
            if !matches!(sentence.kind, BlockKind::Title | BlockKind::Heading) {
                names.collect(self, document, sentence, mentions);
            }
        }
        let mut out = Vec::new();
        for found in names.settled() {
            let sentence = &found.sentence;
            out.push(UnknownName {
                weight: role::weight(self, document, sentence, &found.span),
                document: document.info.id.clone(),
                at: sentence.span.start,
                sentence: document.text.get(sentence.span.clone()).unwrap_or_default().to_owned(),
                spelling: found.spelling,
                name: found.name,
            });
        }
        out
    }
}

/// Counts unknown names over documents; the order of the documents makes no difference.
///
/// ```
/// use reprisal::gaps::{GapReader, Gaps};
/// use reprisal::{DocumentReader, Ontology};
///
/// let ontology = Ontology::builtin()?;
/// let reader = GapReader::new(ontology);
/// let mut gaps = Gaps::default();
/// for text in ["Qamar Brigade fighters shelled a post.", "Qamar Brigade fighters fled."] {
///     gaps.add(reader.read(&DocumentReader::new(ontology).text(text, text)));
/// }
/// assert_eq!(gaps.ranked()[0].documents, 2);
/// # Ok::<(), reprisal::ontology::OntologyError>(())
/// ```
#[derive(Clone, Debug, Default)]
pub struct Gaps {
    names: BTreeMap<String, Count>,
}

#[derive(Clone, Debug, Default)]
struct Count {
    spellings: BTreeMap<String, usize>,
    mentions: usize,
    /// The sentences, by document and place.
    sentences: BTreeMap<(String, usize), (Weight, String)>,
}

impl Gaps {
    /// Adds what documents gave.
    pub fn add(&mut self, names: impl IntoIterator<Item = UnknownName>) {
        for name in names {
            let count = self.names.entry(fold(&name.name)).or_default();
            *count.spellings.entry(name.name).or_default() += 1;
            count.mentions += 1;
            let known = count.sentences.entry((name.document, name.at)).or_insert((name.weight, name.sentence));
            known.0 = known.0.max(name.weight);
        }
    }

    /// All names, first those that mattered most.
    #[must_use]
    pub fn ranked(&self) -> Vec<Gap> {
        let mut gaps: Vec<Gap> = self.names.values().filter_map(Count::gap).collect();
        gaps.sort_by(|a, b| {
            let order = |gap: &Gap| Reverse((gap.in_role, gap.beside_trigger, gap.documents, gap.mentions));
            order(a).cmp(&order(b)).then_with(|| a.name.cmp(&b.name))
        });
        gaps
    }
}

impl Count {
    fn gap(&self) -> Option<Gap> {
        let weighing = |least: Weight| self.sentences.values().filter(|(weight, _)| *weight >= least).count();
        let (name, _) = self.spellings.iter().max_by_key(|(spelling, times)| (**times, Reverse(*spelling)))?;
        let ((document, _), (_, example)) =
            self.sentences.iter().max_by_key(|(place, (weight, _))| (*weight, Reverse(*place)))?;
        Some(Gap {
            name: name.clone(),
            in_role: weighing(Weight::InRole),
            beside_trigger: weighing(Weight::BesideTrigger),
            mentions: self.mentions,
            documents: self.sentences.keys().map(|(document, _)| document).collect::<BTreeSet<_>>().len(),
            example: example.clone(),
            document: document.clone(),
        })
    }
}
