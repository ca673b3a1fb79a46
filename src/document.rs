//! Documents: the text as given, the blocks of it that are the article, and what is known beside the text.

use std::ops::Range;

use jiff::civil::Date;

use crate::extraction::DocumentInfo;

/// One article. All offsets are bytes into [`Document::text`], which is the input as given.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Document {
    /// Identity, headline, source and publication date.
    pub info: DocumentInfo,
    /// The text, byte for byte as given.
    pub text: String,
    /// The parts of the text to read, in order; boilerplate is left out.
    pub blocks: Vec<Block>,
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
    /// Makes a document of plain text: finds headline, date and blocks, drops boilerplate.
    #[must_use]
    pub fn from_text(id: impl Into<String>, text: impl Into<String>) -> Document {
        Document { info: DocumentInfo { id: id.into(), ..DocumentInfo::default() }, text: text.into(), blocks: Vec::new() }
    }

    /// Sets the publication date, which relative dates count from.
    #[must_use]
    pub fn with_published(mut self, published: Option<Date>) -> Document {
        self.info.published = published.or(self.info.published);
        self
    }
}
