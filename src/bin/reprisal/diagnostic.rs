//! Diagnostics for people: place, line, caret, what was meant.

use std::ops::Range;

use annotate_snippets::{AnnotationKind, Group, Level, Patch, Renderer, Snippet};
use reprisal::ontology::{Diagnostic, Location, Severity, SourceFile};

use crate::table::{clean, clean_lines, terminal_width};

/// A diagnostic with the lines that it is about, coloured when `styled`.
#[must_use]
pub(crate) fn render(diagnostic: &Diagnostic, sources: &[SourceFile], styled: bool) -> String {
    let level = match diagnostic.severity() {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
    };
    let help = diagnostic.help.as_deref().map(clean);
    let suggestion = diagnostic.suggestion.as_deref().map(clean);
    let mut main = Group::with_title(level.primary_title(clean(&diagnostic.message)).id(diagnostic.code.as_str()));
    if let Some((snippet, span)) = snippet(&diagnostic.location, sources) {
        main = main.element(snippet.annotation(AnnotationKind::Primary.span(span)));
    }
    if let Some((snippet, span)) = diagnostic.other.as_ref().and_then(|other| snippet(other, sources)) {
        main = main.element(snippet.annotation(AnnotationKind::Context.span(span).label("the other is here")));
    }
    if let Some(help) = &help {
        main = main.element(Level::HELP.message(help));
    }
    let mut groups = vec![main];
    if let Some(suggestion) = &suggestion {
        let group = Group::with_title(Level::HELP.secondary_title(format!("did you mean `{suggestion}`?")));
        groups.push(match snippet(&diagnostic.location, sources) {
            Some((snippet, span)) => group.element(snippet.patch(Patch::new(span, suggestion))),
            None => group,
        });
    }
    let renderer = if styled { Renderer::styled() } else { Renderer::plain() };
    renderer.term_width(terminal_width()).render(&groups)
}

/// The lines of a location and where the location's span lies in them, with nothing in them that is more than text to a terminal.
fn snippet<'a, T: Clone>(location: &Location, sources: &'a [SourceFile]) -> Option<(Snippet<'a, T>, Range<usize>)> {
    let text = &sources.get(location.source)?.text;
    let (before, after) = (text.get(..location.span.start)?, text.get(location.span.end..)?);
    let before = clean_lines(&before[before.rfind('\n').map_or(0, |at| at + 1)..]);
    let span = clean_lines(text.get(location.span.start..location.span.end)?);
    let after = clean_lines(&after[..after.find('\n').unwrap_or(after.len())]);
    let path = clean(&location.path.to_string_lossy());
    let lines = format!("{before}{span}{after}");
    Some((Snippet::source(lines).path(path).line_start(location.line), before.len()..before.len() + span.len()))
}
