//! XML as the formats of networks write it: nothing in it that XML 1.0 does not allow.

use std::borrow::Cow;
use std::io::{self, Write};

use quick_xml::Writer;
use quick_xml::escape::partial_escape;
use quick_xml::events::attributes::Attribute;
use quick_xml::events::{BytesDecl, BytesEnd, BytesStart, BytesText, Event};

use super::network::Value;

/// Writes elements.
pub(super) struct Xml<W> {
    writer: Writer<W>,
}

/// What an attribute of an element holds.
pub(super) type Attributes<'a> = &'a [(&'a str, &'a str)];

impl<W: Write> Xml<W> {
    /// Begins a document.
    pub(super) fn new(out: W) -> io::Result<Xml<W>> {
        let mut writer = Writer::new(out);
        writer.write_event(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), None)))?;
        let mut xml = Xml { writer };
        xml.line()?;
        Ok(xml)
    }

    pub(super) fn open(&mut self, name: &str, attributes: Attributes) -> io::Result<()> {
        self.writer.write_event(Event::Start(start(name, attributes)))
    }

    pub(super) fn close(&mut self, name: &str) -> io::Result<()> {
        self.writer.write_event(Event::End(BytesEnd::new(name)))
    }

    pub(super) fn empty(&mut self, name: &str, attributes: Attributes) -> io::Result<()> {
        self.writer.write_event(Event::Empty(start(name, attributes)))
    }

    pub(super) fn text(&mut self, name: &str, attributes: Attributes, text: &str) -> io::Result<()> {
        self.open(name, attributes)?;
        // Quotation marks need no escape outside of attributes, and what is nested has many.
        let text = referred(partial_escape(legal(text)));
        self.writer.write_event(Event::Text(BytesText::from_escaped(text)))?;
        self.close(name)
    }

    pub(super) fn line(&mut self) -> io::Result<()> {
        self.writer.get_mut().write_all(b"\n")
    }

    pub(super) fn flush(&mut self) -> io::Result<()> {
        self.writer.get_mut().flush()
    }
}

/// A tag, in a text that is made as long as it will be at once.
fn start<'a>(name: &str, attributes: Attributes) -> BytesStart<'a> {
    let room: usize = attributes.iter().map(|(name, value)| name.len() + value.len() + 4).sum();
    let mut content = String::with_capacity(name.len() + room + 16);
    content.push_str(name);
    for &(name, value) in attributes {
        let attribute = Attribute::from((name, legal(value)));
        content.extend([" ", name, "=\"", &referred(attribute.value), "\""]);
    }
    BytesStart::from_content(content, name.len())
}

/// The ends of lines that XML 1.1 knows as references: some readers would make them line feeds.
fn referred(escaped: Cow<'_, str>) -> Cow<'_, str> {
    if escaped.bytes().any(|byte| matches!(byte, 0xc2 | 0xe2)) && escaped.contains(['\u{85}', '\u{2028}']) {
        Cow::Owned(escaped.replace('\u{85}', "&#x85;").replace('\u{2028}', "&#x2028;"))
    } else {
        escaped
    }
}

/// The text without the characters that XML 1.0 has no way to write: most control characters and two that are none.
pub(super) fn legal(text: &str) -> Cow<'_, str> {
    let illegal = |c: char| matches!(c, '\0'..='\u{8}' | '\u{b}' | '\u{c}' | '\u{e}'..='\u{1f}' | '\u{fffe}' | '\u{ffff}');
    // The first byte of what is illegal is told quickly.
    if text.bytes().any(|byte| byte < 0x20 || byte == 0xef) && text.contains(illegal) {
        Cow::Owned(text.replace(illegal, "\u{fffd}"))
    } else {
        Cow::Borrowed(text)
    }
}

/// A value as text: lists are joined, what is nested is JSON.
pub(super) fn text<'v>(value: &'v Value, json: &'v mut Vec<u8>) -> io::Result<Cow<'v, str>> {
    match value {
        Value::Nested(nested) => {
            json.clear();
            serde_json::to_writer(&mut *json, nested)?;
            Ok(String::from_utf8_lossy(json))
        }
        value => Ok(value.flat().unwrap_or_default()),
    }
}
