//! HTML pages as documents.

mod tree;

use dom_smoothie::{Config, Readability, TextMode};
use std::error::Error;
use std::fmt;

use super::{Document, DocumentReader};

/// Pages of more elements are no articles.
const MOST_ELEMENTS: usize = 200_000;

/// Why no article could be taken from a page.
#[derive(Debug)]
pub struct HtmlError(String);

impl fmt::Display for HtmlError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl Error for HtmlError {}

impl DocumentReader {
    /// Makes a document of the article in an HTML page. Offsets then refer to [`Document::text`], the text taken from it.
    ///
    /// ```
    /// use reprisal::DocumentReader;
    ///
    /// let line = "The guns on the ridge were silent for a third day, and farmers went back to their fields, people there said. ";
    /// let page = format!("<html><title>Quiet ridge</title><body><article><h1>Quiet ridge</h1><p>{0}</p><p>{0}</p></article>", line.repeat(5));
    /// let article = DocumentReader::builtin()?.html("page", &page)?;
    /// assert_eq!(article.info.title.as_deref(), Some("Quiet ridge"));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    /// When the page holds no article, or nests or runs on as no page does.
    pub fn html(&self, id: impl Into<String>, html: &str) -> Result<Document, HtmlError> {
        let config = Config { text_mode: TextMode::Formatted, max_elements_to_parse: MOST_ELEMENTS, ..Config::default() };
        let page = tree::tree(html).map_err(|why| HtmlError(why.to_string()))?;
        let article = Readability::with_document(page, None, Some(config))
            .and_then(|mut page| page.parse())
            .map_err(|why| HtmlError(format!("no article found in the HTML ({why}); give its text instead")))?;
        let title = article.title.trim();
        let text =
            if title.is_empty() { article.text_content.to_string() } else { format!("{title}\n\n{}", article.text_content) };
        let published = article.published_time.as_deref().and_then(|time| self.page().day(time));
        let mut document = self.text(id, text).with_published(published);
        if !title.is_empty() {
            document.info.title = Some(title.to_owned());
        }
        Ok(document)
    }
}
