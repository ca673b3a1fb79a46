//! Files of styles.

use reprisal::export::dot::{self, DotView, Options};
use reprisal::export::style::{Style, Theme};

use super::articles;
use super::dot::is_dot;

/// Fields and values.
pub(super) const WORDS: &[&str] = &[
    "(",
    ")",
    "{",
    "}",
    ",",
    ":",
    "theme: Dark",
    "background: \"#AA0000\"",
    "text: \"#12\"",
    "font: \"Serif\"",
    "font: \"a\\\"b\"",
    "actors: {",
    "State: (",
    "shape: \"box\"",
    "fill: \"#ffffff\"",
    "lines: {",
    "Backs: (color: \"#AA0000\", arrow: \"vee\")",
    "incident: (",
    "sides: ((",
    "\"",
    "\\",
    "url(",
    "\u{0}",
    "é",
    "<",
    "#",
];

/// Any file is refused, or a picture in its style is DOT.
pub(super) fn holds(text: &str) {
    let Ok(style) = Style::parse(text, Theme::Light, "own.ron") else { return };
    let view = articles().everything();
    for which in [DotView::Actors, DotView::Incidents] {
        let mut options = Options::new(which);
        options.style = &style;
        is_dot(&dot::draw(&view, &options));
    }
}
