//! Documents: the text as given, the blocks of it that are the article, and what is known beside the text.
//!
//! ```
//! use reprisal::{Ontology, document::DocumentReader};
//!
//! let reader = DocumentReader::new(Ontology::builtin()?);
//! let page = "Jets hit depot in the north\nBy Ann Reed | January 24, 2024\n\nShare this:\n\nNORTHPORT, Jan 24 - Jets hit a depot on Tuesday.";
//! let document = reader.text("depot.txt", page);
//! assert_eq!(document.info.title.as_deref(), Some("Jets hit depot in the north"));
//! assert_eq!(document.info.published.unwrap().to_string(), "2024-01-24");
//! assert_eq!(&document.text[document.blocks[1].span.clone()], "Jets hit a depot on Tuesday.");
//! # Ok::<(), reprisal::ontology::OntologyError>(())
//! ```

mod assemble;
mod classify;
mod dateline;
#[cfg(feature = "html")]
mod html;
pub mod input;
mod limits;
mod lines;
mod phrases;
mod published;
mod record;

use std::ops::Range;

use jiff::civil::Date;
use once_cell::sync::OnceCell;

use crate::extraction::DocumentInfo;
use crate::ontology::{Ontology, OntologyError};
use crate::when::calendar::Calendar;
use assemble::Page;
use dateline::Datelines;
use phrases::Phrases;

#[cfg(feature = "html")]
pub use html::HtmlError;
pub use input::{Format, InputProblem, Inputs, Meter, Metered, looks_like_graph, unpacked};
pub use limits::{Cut, Limits};
pub use record::RecordError;

/// One article. All offsets are bytes into [`Document::text`].
///
/// ```
/// use reprisal::DocumentReader;
///
/// let document = DocumentReader::builtin()?.text("note", "Quiet on all fronts.").with_published("2023-05-04".parse().ok());
/// assert_eq!((document.info.id.as_str(), document.text.as_str()), ("note", "Quiet on all fronts."));
/// # Ok::<(), reprisal::ontology::OntologyError>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Document {
    /// Identity, headline, source and publication date.
    pub info: DocumentInfo,
    /// The text, byte for byte as given; of an HTML page the text taken from it.
    pub text: String,
    /// Who wrote it, as the page says.
    pub byline: Option<Range<usize>>,
    /// Place, date and agency before the first sentence; no part of any block.
    pub dateline: Option<Range<usize>>,
    /// The parts of the text to read, in order; boilerplate is left out.
    pub blocks: Vec<Block>,
    /// What of the text is in no block because it goes beyond the [`Limits`].
    pub cut: Option<Cut>,
}

/// A stretch of the text that is read as a unit: sentences never cross blocks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Block {
    /// Where it stands, without surrounding white space.
    pub span: Range<usize>,
    /// What it is.
    pub kind: BlockKind,
}

/// What a block of an article is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum BlockKind {
    /// The headline.
    Title,
    /// A heading or a linked headline: one statement of its own, often without full stop.
    Heading,
    /// A paragraph.
    Paragraph,
    /// An item of a list.
    Item,
    /// A picture caption.
    Caption,
}

impl Document {
    /// Sets the publication date, which relative dates count from; `None` keeps the one found in the text.
    #[must_use]
    pub fn with_published(mut self, published: Option<Date>) -> Document {
        self.info.published = published.or(self.info.published);
        self
    }
}

/// Makes documents of articles; compiled once from the phrases and words of an ontology.
///
/// ```
/// use reprisal::document::{BlockKind, DocumentReader};
///
/// let documents = DocumentReader::builtin()?;
/// let text = "Shelling resumes in the hills\n\nNORTHPORT, May 4, 2023 - Shelling resumed on Thursday.";
/// let document = documents.text("wire-7", text);
/// assert_eq!(document.info.title.as_deref(), Some("Shelling resumes in the hills"));
/// assert_eq!(document.info.published, "2023-05-04".parse().ok());
/// assert_eq!(document.blocks[0].kind, BlockKind::Title);
/// # Ok::<(), reprisal::ontology::OntologyError>(())
/// ```
#[derive(Clone, Debug)]
pub struct DocumentReader {
    calendar: Calendar,
    phrases: Phrases,
    datelines: Datelines,
    by_content: bool,
    limits: Limits,
}

impl DocumentReader {
    /// Compiles the page phrases and date words of an ontology.
    #[must_use]
    pub fn new(ontology: &Ontology) -> DocumentReader {
        let (calendar, phrases, datelines) = (Calendar::new(ontology), Phrases::new(ontology), Datelines::new(ontology));
        DocumentReader { calendar, phrases, datelines, by_content: false, limits: Limits::default() }
    }

    /// Names records without an id by their content, so that they are called the same wherever they stand.
    #[must_use]
    pub fn naming_by_content(self) -> DocumentReader {
        DocumentReader { by_content: true, ..self }
    }

    /// With other limits than the [default](Limits::default).
    #[must_use]
    pub fn with_limits(mut self, limits: Limits) -> DocumentReader {
        self.limits = limits;
        self
    }

    /// How much of a document is read.
    #[must_use]
    pub fn limits(&self) -> &Limits {
        &self.limits
    }

    /// The reader of the shipped ontology, made once.
    ///
    /// # Errors
    /// Only when the shipped files are broken, which the tests exclude.
    pub fn builtin() -> Result<&'static DocumentReader, OntologyError> {
        static BUILTIN: OnceCell<DocumentReader> = OnceCell::new();
        BUILTIN.get_or_try_init(|| Ontology::builtin().map(DocumentReader::new))
    }

    /// Makes a document of plain text: finds headline, byline, dateline, date and blocks, drops boilerplate.
    #[must_use]
    pub fn text(&self, id: impl Into<String>, text: impl Into<String>) -> Document {
        self.page().document(id.into(), text.into())
    }

    fn page(&self) -> Page<'_> {
        Page { calendar: &self.calendar, phrases: &self.phrases, datelines: &self.datelines, limits: &self.limits }
    }
}
