//! How much of one document is read: arguments that several subcommands share.

use std::str::FromStr;

use reprisal::document::{Cut, Limits};

/// What stands over them in help. A heading of the whole would count for all arguments that follow.
const HEADING: &str = "Limits of one document";

/// How much of one document is read. What goes beyond is left out, and told.
#[derive(Clone, Debug, clap::Args)]
pub(crate) struct LimitArgs {
    /// Skip documents, and lines of JSON, that are longer: bytes, or 500K, 16M; 0 for none
    #[arg(long, help_heading = HEADING, value_name = "SIZE", default_value = "16M", hide_short_help = true)]
    longest_document: Size,

    /// Read so much of the text of a document: bytes, or 500K, 1M; 0 for all
    #[arg(long, help_heading = HEADING, value_name = "SIZE", default_value = "1M", hide_short_help = true)]
    longest_text: Size,

    /// Read a document up to the sentence with the last of so many names that the ontology lacks; 0 for all
    #[arg(long, help_heading = HEADING, value_name = "N", default_value_t = 1_000, hide_short_help = true)]
    most_names: usize,

    /// Read a document up to the sentence with the last of so many deeds; 0 for all
    #[arg(long, help_heading = HEADING, value_name = "N", default_value_t = 2_000, hide_short_help = true)]
    most_deeds: usize,
}

impl LimitArgs {
    /// The limits that the arguments name.
    #[must_use]
    pub(crate) fn limits(&self) -> Limits {
        let any = |number: usize| Some(number).filter(|&number| number > 0);
        Limits::none()
            .document(any(self.longest_document.0))
            .text(any(self.longest_text.0))
            .names(any(self.most_names))
            .deeds(any(self.most_deeds))
    }
}

/// What was left out of a document, and how to have it read.
pub(crate) fn told(cut: Cut) -> String {
    let raised = match cut {
        Cut::Text { .. } => "--longest-text",
        Cut::Names { .. } => "--most-names",
        Cut::Deeds { .. } => "--most-deeds",
        _ => return cut.to_string(),
    };
    format!("{cut}; see {raised}")
}

/// A number of bytes: "300", "64K", "16M", "1G".
#[derive(Clone, Copy, Debug)]
struct Size(usize);

impl FromStr for Size {
    type Err = String;

    fn from_str(text: &str) -> Result<Size, String> {
        let digits = text.trim_end_matches(|c: char| c.is_ascii_alphabetic());
        let factor = match text[digits.len()..].to_ascii_uppercase().trim_end_matches("IB").trim_end_matches('B') {
            "" => Some(1),
            "K" => Some(1 << 10),
            "M" => Some(1 << 20),
            "G" => Some(1 << 30),
            _ => None,
        };
        let size = digits.parse::<usize>().ok().zip(factor).and_then(|(number, factor)| number.checked_mul(factor));
        size.map(Size).ok_or_else(|| "write a number of bytes, or of K, M or G: 500K, 16M".to_owned())
    }
}
