//! One line of JSON Lines as a document.

use jiff::civil::Date;
use serde_json::{Map, Value};
use std::error::Error;
use std::fmt;

use super::{Document, DocumentReader};
use crate::extraction::ContentHash;

/// Why a record is no document.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum RecordError {
    /// The line is no JSON.
    NoJson {
        /// What the parser said, with the column.
        message: String,
    },
    /// The line is JSON but no object.
    NoObject {
        /// What stands there: "a list".
        found: &'static str,
    },
    /// A field holds something else than text.
    WrongType {
        /// The field.
        field: &'static str,
        /// What it holds: "a number".
        found: &'static str,
    },
    /// There is no article in the record.
    NoText,
    /// `published` is no date.
    NoDate {
        /// What stands there.
        found: String,
    },
    /// The record is a page of HTML and cannot be read.
    Html(String),
}

impl fmt::Display for RecordError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoJson { message } => write!(f, "this is no JSON ({message}); write one object a line"),
            Self::NoObject { found } => {
                write!(f, "a record is an object such as {{\"id\": \"a1\", \"text\": \"…\"}}, not {found}")
            }
            Self::WrongType { field, found } => write!(f, "the field {field:?} holds {found}; it must be text"),
            Self::NoText => f.write_str("the record has no \"text\" (or it is empty)"),
            Self::NoDate { found } => write!(f, "\"published\" is {found:?}, which is no date; write YYYY-MM-DD or leave it out"),
            Self::Html(why) => f.write_str(why),
        }
    }
}

impl Error for RecordError {}

impl DocumentReader {
    /// Makes a document of one JSON record `{"id", "text" or "html", "title"?, "published"?, "source"?}`.
    ///
    /// What the record says of title and date goes before what the text says. Unknown fields are ignored; a number is
    /// a good `id`; without an `id` the document has an empty one, unless [named by content](DocumentReader::naming_by_content).
    ///
    /// ```
    /// use reprisal::DocumentReader;
    /// use reprisal::document::RecordError;
    ///
    /// let documents = DocumentReader::builtin()?;
    /// let line = r#"{"id": "a1", "title": "Quiet", "text": "Nothing was heard.", "published": "2023-05-04"}"#;
    /// assert_eq!(documents.record(line)?.info.id, "a1");
    /// assert_eq!(documents.record("{}"), Err(RecordError::NoText));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    /// When the line is no JSON object, holds no text, or a field has the wrong type or no date.
    pub fn record(&self, line: &str) -> Result<Document, RecordError> {
        let value: Value = serde_json::from_str(line).map_err(|error| RecordError::NoJson { message: error.to_string() })?;
        let Value::Object(fields) = value else { return Err(RecordError::NoObject { found: kind(&value) }) };
        let id = match fields.get("id") {
            Some(Value::Number(number)) => number.to_string(),
            _ => match text_field(&fields, "id")? {
                Some(id) => id.to_owned(),
                None if self.by_content => ContentHash::of(line.trim()).to_string(),
                None => String::new(),
            },
        };
        let published = self.published_field(&fields)?;
        let (title, source) = (text_field(&fields, "title")?, text_field(&fields, "source")?);
        let mut document = match (text_field(&fields, "text")?, text_field(&fields, "html")?) {
            (Some(text), _) => self.text(id, text),
            (None, Some(html)) => self.html_field(id, html)?,
            (None, None) => return Err(RecordError::NoText),
        };
        document.info.title = title.map(str::to_owned).or(document.info.title);
        document.info.source = source.map(str::to_owned);
        Ok(document.with_published(published))
    }

    fn published_field(&self, fields: &Map<String, Value>) -> Result<Option<Date>, RecordError> {
        let Some(text) = text_field(fields, "published")? else { return Ok(None) };
        self.page().day(text).map(Some).ok_or_else(|| RecordError::NoDate { found: text.chars().take(40).collect() })
    }

    #[cfg(feature = "html")]
    fn html_field(&self, id: String, html: &str) -> Result<Document, RecordError> {
        self.html(id, html).map_err(|error| RecordError::Html(error.to_string()))
    }

    #[cfg(not(feature = "html"))]
    fn html_field(&self, _: String, _: &str) -> Result<Document, RecordError> {
        Err(RecordError::Html("the record holds HTML, which this build cannot read; build with the feature \"html\"".to_owned()))
    }
}

/// The text of a field; absent, null and blank are the same.
fn text_field<'a>(fields: &'a Map<String, Value>, field: &'static str) -> Result<Option<&'a str>, RecordError> {
    match fields.get(field) {
        None | Some(Value::Null) => Ok(None),
        Some(Value::String(text)) => Ok(Some(text.as_str()).filter(|text| !text.trim().is_empty())),
        Some(other) => Err(RecordError::WrongType { field, found: kind(other) }),
    }
}

fn kind(value: &Value) -> &'static str {
    match value {
        Value::Null => "null",
        Value::Bool(_) => "true or false",
        Value::Number(_) => "a number",
        Value::String(_) => "text",
        Value::Array(_) => "a list",
        Value::Object(_) => "an object",
    }
}
