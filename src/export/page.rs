//! A page that a reader explores: one HTML file with everything in it, which asks nothing of the network.
//!
//! The graph lies in the file as plain data; a script that is part of this crate draws it, filters it and shows the
//! sentences behind every line. What is not in the file cannot be loaded: its content security policy allows that one
//! script and that one style sheet, by their hashes, and nothing else. Names and sentences of articles are shown as text,
//! never read as markup.
//!
//! ```
//! use reprisal::export::page::{self, PageOptions};
//! # let graph = reprisal::KnowledgeGraph::new();
//! let mut html = Vec::new();
//! page::write(&graph.view(), &PageOptions::default(), &mut html)?;
//! assert!(html.starts_with(b"<!doctype html>"));
//! # Ok::<(), std::io::Error>(())
//! ```

mod content;
mod evidence;
mod gather;
mod layout;
#[cfg(feature = "reader")]
mod marks;
mod positions;

use std::io::{self, Write};
use std::ops::Range;

use jiff::civil::Date;

#[cfg(feature = "reader")]
pub use marks::Triggers;

use crate::extraction::Evidence;
use crate::graph::{RollUp, View};

const TEMPLATE: &str = include_str!("page/page.html");
const STYLE: &str = include_str!("page/viewer.css");
const SCRIPT: &str = include_str!("page/viewer.js");
/// What the browser may run and load; holds the hashes of the script and of the style sheet.
const POLICY: &str = include_str!("page/policy.txt");

/// What the page says of itself, and how it opens.
#[derive(Clone, Debug, Default)]
#[non_exhaustive]
pub struct PageOptions {
    /// What stands above; a plain description unless given.
    pub title: Option<String>,
    /// To whose account deeds are counted when the page opens. The reader can switch.
    pub roll_up: RollUp,
    /// The day that the page says it was built on; unless given, the day on which the newest document was published.
    pub built_on: Option<Date>,
    /// The words that tell of deeds, so that they are marked in the sentences.
    #[cfg(feature = "reader")]
    pub triggers: Option<Triggers>,
}

impl PageOptions {
    /// The words to mark in a sentence, in bytes: those that tell of a deed and, where it is linked to what it answers, of that.
    fn marks(&self, evidence: &Evidence, linked: bool) -> Vec<Range<usize>> {
        #[cfg(feature = "reader")]
        if let Some(triggers) = &self.triggers {
            let links = if linked { triggers.find_links(evidence) } else { Vec::new() };
            return [triggers.find(evidence), links].concat();
        }
        // Only the reader knows the words.
        let _ = (evidence, linked);
        Vec::new()
    }
}

/// Writes the page. The same view and options always give the same bytes.
///
/// The page holds incidents and relations of every modality that the view takes otherwise: it opens with those of the view's own
/// and lets the reader add the others. Facts that only the ontology states are part of it when the view takes them.
///
/// ```
/// # let told = std::fs::read_to_string("tests/fixtures/articles.jsonl")?;
/// # let read: Vec<reprisal::Extraction> = told.lines().map(serde_json::from_str).collect::<Result<_, _>>()?;
/// # let graph = reprisal::KnowledgeGraph::from_extractions(&read);
/// use reprisal::export::page::{PageOptions, write};
///
/// let mut page = Vec::new();
/// write(&graph.view(), &PageOptions::default(), &mut page)?;
/// assert!(page.starts_with(b"<!"));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// # Errors
/// When the output cannot be written.
pub fn write(view: &View, options: &PageOptions, out: &mut impl Write) -> io::Result<()> {
    let content = gather::content(view, options);
    let data = inert(&serde_json::to_string(&content)?);
    for part in TEMPLATE.split("{{") {
        let (name, rest) = part.split_once("}}").unwrap_or(("", part));
        match name {
            "title" => out.write_all(escaped(&content.title).as_bytes())?,
            "policy" => out.write_all(POLICY.trim().as_bytes())?,
            "style" => out.write_all(STYLE.as_bytes())?,
            "data" => out.write_all(data.as_bytes())?,
            "script" => out.write_all(SCRIPT.as_bytes())?,
            _ => {}
        }
        out.write_all(rest.as_bytes())?;
    }
    Ok(())
}

/// JSON that no parser of HTML and no terminal takes for anything but text, and that reads the same.
fn inert(json: &str) -> String {
    let mut text = String::with_capacity(json.len());
    for c in json.chars() {
        match c {
            '<' | '>' | '&' | '\u{2028}' | '\u{2029}' | '\u{7f}'..='\u{9f}' => text.push_str(&format!("\\u{:04x}", u32::from(c))),
            c => text.push(c),
        }
    }
    text
}

/// Text as it stands between tags.
fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}
