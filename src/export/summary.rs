//! What an export wrote, and what it could not hold.

use std::fmt;

/// What an export wrote, and what it had to leave out or to put in a poorer form.
///
/// ```
/// # let told = std::fs::read_to_string("tests/fixtures/articles.jsonl")?;
/// # let read: Vec<reprisal::Extraction> = told.lines().map(serde_json::from_str).collect::<Result<_, _>>()?;
/// # let graph = reprisal::KnowledgeGraph::from_extractions(&read);
/// use reprisal::export::{Content, cypher};
///
/// let summary = cypher::write(&Content::of(&graph.everything()), &mut Vec::new())?;
/// for (what, count) in &summary.written {
///     println!("{count} {what}");
/// }
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Summary {
    /// What was written, in the words of the format, with how many there are: `("rows", 12)`.
    pub written: Vec<(&'static str, usize)>,
    /// What was not, and what to do about it.
    pub losses: Vec<Loss>,
}

/// Something that a format cannot hold, or that it was not asked to hold.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Loss {
    /// How many are concerned.
    pub count: usize,
    /// What they are, and where they can be had: "incidents that are denied or threatened have no row: --all writes them".
    pub what: &'static str,
}

impl Summary {
    /// Counts something that was written; of what there is none nothing is said.
    pub(crate) fn wrote(&mut self, what: &'static str, count: usize) {
        if count > 0 {
            self.written.push((what, count));
        }
    }

    /// Counts something that was lost; of what there is none nothing is said.
    pub(crate) fn lost(&mut self, what: &'static str, count: usize) {
        if count > 0 {
            self.losses.push(Loss { count, what });
        }
    }
}

impl fmt::Display for Summary {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.written.is_empty() {
            f.write_str("nothing")?;
        }
        for (number, (what, count)) in self.written.iter().enumerate() {
            write!(f, "{}{count} {what}", if number > 0 { ", " } else { "" })?;
        }
        Ok(())
    }
}

impl fmt::Display for Loss {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.count, self.what)
    }
}
