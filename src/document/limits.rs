//! How much of one document is read.

use std::fmt;

/// How much of one document is read, so that one that is no article costs no more than a long one.
///
/// Articles, and reports of a hundred pages, stay far below. What goes beyond a limit is left out, and [`Cut`] says so; only a
/// document that is too long to be taken in at all is refused.
///
/// ```
/// use reprisal::{DocumentReader, Ontology, Reader, document::Limits};
///
/// let ontology = Ontology::builtin()?;
/// let limits = Limits::default().text(1000).deeds(50);
/// let documents = DocumentReader::new(ontology).with_limits(limits);
/// let reader = Reader::new(ontology).with_limits(limits);
///
/// let document = documents.text("endless.txt", "Jets hit a depot. ".repeat(10_000));
/// let (_, cuts) = reader.read_within(&document);
/// assert_eq!(cuts[0].to_string(), "of its 180000 bytes of text only the first 998 were read");
/// # Ok::<(), reprisal::ontology::OntologyError>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Limits {
    /// Longer documents, and longer lines of JSON, are refused; in bytes.
    pub document: Option<usize>,
    /// So much of the text is read, in bytes; of a page of HTML, of the text taken from it.
    pub text: Option<usize>,
    /// What comes after the sentence with the last of so many actors that the ontology lacks is left unread.
    pub names: Option<usize>,
    /// What comes after the sentence with the last of so many deeds is left unread. A deed that is told twice counts twice.
    pub deeds: Option<usize>,
}

impl Default for Limits {
    /// 16 MiB to a document, 1 MiB of text, 1,000 names, 2,000 deeds.
    fn default() -> Limits {
        Limits { document: Some(16 << 20), text: Some(1 << 20), names: Some(1_000), deeds: Some(2_000) }
    }
}

impl Limits {
    /// None: for texts that are known to be sound, since the time for reading grows faster than the number of names and deeds.
    #[must_use]
    pub fn none() -> Limits {
        Limits { document: None, text: None, names: None, deeds: None }
    }

    /// So many bytes to a document at most, or any number.
    #[must_use]
    pub fn document(mut self, bytes: impl Into<Option<usize>>) -> Limits {
        self.document = bytes.into();
        self
    }

    /// So many bytes of the text, or all of it.
    #[must_use]
    pub fn text(mut self, bytes: impl Into<Option<usize>>) -> Limits {
        self.text = bytes.into();
        self
    }

    /// So many names that the ontology lacks, or all of them.
    #[must_use]
    pub fn names(mut self, names: impl Into<Option<usize>>) -> Limits {
        self.names = names.into();
        self
    }

    /// So many deeds, or all of them.
    #[must_use]
    pub fn deeds(mut self, deeds: impl Into<Option<usize>>) -> Limits {
        self.deeds = deeds.into();
        self
    }

    /// The part of a text that is read: up to the end of a line or a word where one is near.
    pub(super) fn read<'t>(&self, text: &'t str) -> &'t str {
        let Some(most) = self.text.filter(|&most| most < text.len()) else { return text };
        let boundary = |at: usize| (0..=at).rev().find(|&at| text.is_char_boundary(at)).unwrap_or(0);
        let (start, near) = (&text[..boundary(most)], boundary(most - most / 8));
        let end = start[near..].rfind('\n').or_else(|| start[near..].rfind(char::is_whitespace));
        &start[..end.map_or(start.len(), |end| near + end)]
    }
}

/// What of a document was left out because it goes beyond a limit.
///
/// ```
/// use reprisal::DocumentReader;
/// use reprisal::document::Limits;
///
/// let documents = DocumentReader::builtin()?.clone().with_limits(Limits::default().text(20));
/// let document = documents.text("a", "Far longer than twenty bytes, this one is.");
/// assert!(document.cut.is_some());
/// # Ok::<(), reprisal::ontology::OntologyError>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Cut {
    /// The end of the text.
    Text {
        /// So many bytes were read.
        read: usize,
        /// So many there are.
        of: usize,
    },
    /// The sentences after so many names that the ontology lacks.
    Names {
        /// So many names are followed.
        most: usize,
        /// So many sentences were read.
        read: usize,
        /// So many there are.
        of: usize,
    },
    /// The sentences after so many deeds.
    Deeds {
        /// So many are told.
        told: usize,
        /// So many sentences were read.
        read: usize,
        /// So many there are.
        of: usize,
    },
}

impl fmt::Display for Cut {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Cut::Text { read, of } => write!(f, "of its {of} bytes of text only the first {read} were read"),
            Cut::Names { most, read, of } => {
                write!(f, "of its {of} sentences only the first {read} were read, since they name {most} that the ontology lacks")
            }
            Cut::Deeds { told, read, of } => {
                write!(f, "of its {of} sentences only the first {read} were read, since they tell of {told} deeds already")
            }
        }
    }
}
