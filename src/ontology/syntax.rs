//! Reads one file, and says in words what is wrong with it.

use std::ops::Range;

use ron::error::{Position, SpannedError};

use super::diagnostic::Code;
use super::locate::{Shape, Tree};
use super::schema::File;
use crate::suggest::nearest;

/// Why a file is no ontology file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct SyntaxError {
    pub(super) code: Code,
    pub(super) span: Range<usize>,
    pub(super) message: String,
    pub(super) suggestion: Option<String>,
    pub(super) help: Option<String>,
}

/// Reads a file the way all ontology files are written: with `implicit_some`, no surprises.
pub(super) fn parse(text: &str) -> Result<File, Box<SyntaxError>> {
    let options = crate::ron_file::options();
    options.from_str(text).map_err(|error| Box::new(explain(&error, text)))
}

fn explain(error: &SpannedError, text: &str) -> SyntaxError {
    let tree = Tree::new(text);
    let start = offset(text, error.span.start);
    let end = offset(text, error.span.end).max(start);
    let at = tree.around(start);
    let told = |code, span, message: String| SyntaxError { code, span, message, suggestion: None, help: None };
    match &error.code {
        ron::Error::NoSuchEnumVariant { expected, found, .. } => {
            // Words of the vocabulary have a second spelling for records; authors write the one that RON is usually written in.
            let written: Vec<&str> = expected.iter().copied().filter(|word| word.starts_with(char::is_uppercase)).collect();
            SyntaxError {
                suggestion: nearest(found, written.iter().copied()).map(str::to_owned),
                help: Some(format!("one of: {}", written.join(", "))),
                ..told(
                    Code::UnknownKind,
                    start..end,
                    format!("`{found}` is no known {}", field_name(&tree, at).unwrap_or("word")),
                )
            }
        }
        ron::Error::NoSuchStructField { expected, found, outer } => SyntaxError {
            suggestion: nearest(found, expected.iter().copied()).map(str::to_owned),
            help: Some(format!("its fields are: {}", expected.join(", "))),
            ..told(Code::UnknownField, start..end, format!("{} has no field `{found}`", noun(outer.as_deref())))
        },
        ron::Error::MissingStructField { field, outer } => missing_field(&tree, start, field, outer.as_deref()),
        ron::Error::DuplicateStructField { field, .. } => {
            told(Code::Syntax, start..end, format!("the field `{field}` is given twice"))
        }
        ron::Error::Eof | ron::Error::ExpectedStringEnd | ron::Error::UnclosedBlockComment => unclosed(&tree, text, &error.code),
        ron::Error::TrailingCharacters => SyntaxError {
            help: Some("a file is one `( section: [ … ], … )`; nothing may follow its closing bracket".to_owned()),
            ..told(Code::Syntax, start..start, "the file goes on after its end".to_owned())
        },
        ron::Error::ExceededRecursionLimit => told(Code::Syntax, start..start, "brackets are nested too deeply".to_owned()),
        ron::Error::Message(message) => told(Code::Syntax, value_span(&tree, text, start), message.clone()),
        other => match wanted(other) {
            Some(wanted) => {
                let value = value_at(&tree, text, start);
                let field = value.and_then(|value| field_name(&tree, value));
                let found = value.map(|value| tree.text_of(value)).filter(|found| found.len() <= 40 && !found.contains('\n'));
                let message = match (field, found) {
                    (Some(field), Some(found)) => format!("`{field}` must be {wanted}, not `{found}`"),
                    (Some(field), None) => format!("`{field}` must be {wanted}"),
                    (None, _) => format!("here must stand {wanted}"),
                };
                told(Code::Syntax, value.map_or(start..start, |value| first_line(text, tree.node(value).span.clone())), message)
            }
            None => told(Code::Syntax, start..end, lower_first(&other.to_string())),
        },
    }
}

/// What has to stand where something else stands.
fn wanted(error: &ron::Error) -> Option<&'static str> {
    Some(match error {
        ron::Error::ExpectedString => "text in double quotes",
        ron::Error::ExpectedArray => "a list in square brackets",
        ron::Error::ExpectedStructLike | ron::Error::ExpectedNamedStructLike(_) => "fields in round brackets",
        ron::Error::ExpectedIdentifier | ron::Error::InvalidIdentifier(_) | ron::Error::SuggestRawIdentifier(_) => {
            "a word without quotes that begins with a letter"
        }
        _ => return None,
    })
}

/// Names the entry that lacks a field; RON itself only says where the entry ends.
fn missing_field(tree: &Tree<'_>, end: usize, field: &str, outer: Option<&str>) -> SyntaxError {
    let group = tree.groups(tree.around(end)).next().unwrap_or(0);
    let named = tree.groups(group).find_map(|group| tree.field(group, "id").or_else(|| tree.field(group, "name")));
    let start = tree.node(group).span.start;
    let span = match named {
        Some(name) if tree.node(name).parent == group => tree.node(name).span.clone(),
        _ => start..start + tree.text_of(group).chars().next().map_or(0, char::len_utf8),
    };
    let whose = named.map(|name| format!(" of `{}`", tree.text_of(name))).unwrap_or_default();
    let sort = noun(outer);
    SyntaxError {
        code: Code::MissingField,
        span,
        message: format!("the field `{field}`{whose} is missing"),
        suggestion: None,
        help: Some(format!("{sort} must have `{field}`")),
    }
}

/// Points at the bracket or quote that was never closed.
fn unclosed(tree: &Tree<'_>, text: &str, error: &ron::Error) -> SyntaxError {
    let end = text.trim_end().len();
    let (span, message) = match (error, tree.unclosed()) {
        (ron::Error::UnclosedBlockComment, _) => (end..end, "a comment that begins with /* is never closed".to_owned()),
        (ron::Error::ExpectedStringEnd, _) => {
            let open = tree.around(text.len());
            (first_line(text, tree.node(open).span.clone()), "this text is never closed by a quote".to_owned())
        }
        (_, Some(group)) => {
            let start = tree.node(group).span.start;
            (start..start + 1, format!("the file ends before this `{}` is closed", &text[start..=start]))
        }
        (_, None) => (end..end, "the file ends too early".to_owned()),
    };
    let help = (end == 0).then(|| "an empty ontology file is written `()`".to_owned());
    SyntaxError { code: Code::Syntax, span, message, suggestion: None, help }
}

/// The value that begins at or right after `start`, else the one that ends there.
fn value_at(tree: &Tree<'_>, text: &str, start: usize) -> Option<usize> {
    let next = start + (text[start..].len() - text[start..].trim_start().len());
    // Inside the opening quote of a string or the bracket of a group.
    let inside = next + text[next..].chars().next().map_or(0, char::len_utf8);
    [tree.around(inside), tree.around(next), tree.around(start)].into_iter().find(|&at| {
        let span = &tree.node(at).span;
        at != 0 && (span.start.abs_diff(next) <= 1 || span.end.abs_diff(start) <= 1)
    })
}

/// The span of the value that a message without a span of its own is about.
fn value_span(tree: &Tree<'_>, text: &str, start: usize) -> Range<usize> {
    let value = value_at(tree, text, start).map(|at| tree.node(at));
    let value = value.filter(|value| matches!(value.shape, Shape::Text | Shape::Word));
    value.map_or(start..start, |value| first_line(text, value.span.clone()))
}

/// The field that a value, or the list around it, belongs to.
fn field_name<'s>(tree: &Tree<'s>, at: usize) -> Option<&'s str> {
    tree.node(at).key.or_else(|| tree.groups(tree.node(at).parent).next().and_then(|list| tree.node(list).key))
}

/// What authors call a sort of entry.
fn noun(outer: Option<&str>) -> &'static str {
    match outer {
        Some("ActorEntry") => "an actor",
        Some("PlaceEntry") => "a place",
        Some("GenericEntry") => "a generic noun class",
        Some("SignEntry") => "a sign of names",
        Some("TriggerEntry") => "a trigger",
        Some("CueEntry") => "a cue",
        Some("WordEntry") => "a word list",
        Some("Membership") => "a membership (`part_of`)",
        Some("Backing") => "a backing (`backed_by`, `held_by`)",
        Some("Leading") => "a command (`leads`)",
        Some("Frame") => "a frame",
        Some("File") => "an ontology file",
        _ => "this entry",
    }
}

fn lower_first(message: &str) -> String {
    let mut chars = message.chars();
    chars.next().map(|first| first.to_lowercase().chain(chars).collect()).unwrap_or_default()
}

/// The part of a span on its first line.
pub(super) fn first_line(text: &str, span: Range<usize>) -> Range<usize> {
    let end = text[span.clone()].find('\n').map_or(span.end, |at| span.start + at);
    span.start..end
}

/// The byte at a line and a column in characters, both from 1.
fn offset(text: &str, position: Position) -> usize {
    let line = text.split_inclusive('\n').take(position.line.saturating_sub(1)).map(str::len).sum::<usize>();
    let rest = &text[line..];
    line + rest.char_indices().nth(position.col.saturating_sub(1)).map_or(rest.len(), |(at, _)| at)
}
