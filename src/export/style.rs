//! How pictures look: shapes by kind of actor, colours and arrows by relation; three themes, and files that change them.

use std::collections::BTreeMap;
use std::fmt;
use std::path::Path;

use once_cell::sync::Lazy;
use serde::Deserialize;

use crate::ron_file::{self, RonError};
use crate::vocabulary::ActorKind;

/// What a picture is looked at on.
///
/// ```
/// use reprisal::export::style::{Style, Theme};
///
/// assert_ne!(Style::of(Theme::Light), Style::of(Theme::Print));
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Deserialize)]
#[non_exhaustive]
pub enum Theme {
    /// A white page, in colours that colour-blind readers tell apart.
    #[default]
    Light,
    /// A dark page.
    Dark,
    /// Paper, in black and white.
    Print,
}

/// What a line says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize)]
#[non_exhaustive]
pub enum Line {
    /// Actor attacked actor.
    Attacked,
    /// Actor retaliated against actor.
    RetaliatedAgainst,
    /// Actor backs actor.
    Backs,
    /// Actor belongs to actor.
    PartOf,
    /// Actor leads actor.
    Leads,
    /// Actor did a deed.
    Did,
    /// A deed was aimed at an actor.
    AimedAt,
    /// A deed was done in retaliation for another.
    InRetaliationFor,
}

impl Line {
    /// What a legend calls it.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Line::Attacked => "attacked",
            Line::RetaliatedAgainst => "retaliated against",
            Line::Backs => "backs",
            Line::PartOf => "part of",
            Line::Leads => "leads",
            Line::Did => "did",
            Line::AimedAt => "aimed at",
            Line::InRetaliationFor => "in retaliation for",
        }
    }
}

/// How a node looks.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct NodeStyle {
    /// A shape of Graphviz that fits around text: "box", "ellipse", "octagon".
    pub shape: Name,
    /// The colour within.
    pub fill: Color,
    /// The colour of the border.
    pub border: Color,
    /// How the border is drawn: "solid", "bold", "dashed", "dotted", "rounded".
    #[serde(default)]
    pub outline: Name,
    /// How many lines the border has.
    #[serde(default = "one")]
    pub peripheries: u8,
}

/// How a line looks. Whether it is told as fact (solid), threatened (dashed) or denied (dotted) is no matter of style, nor how
/// often (width).
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct LineStyle {
    /// Its colour.
    pub color: Color,
    /// An arrowhead of Graphviz: "normal", "vee", "odiamond", "none".
    pub arrow: Name,
}

/// How pictures look.
///
/// ```
/// use reprisal::ActorKind;
/// use reprisal::export::style::{Style, Theme};
///
/// let style = Style::parse(r##"( background: "#FFFDF5" )"##, Theme::Light, "mine.ron")?;
/// assert_eq!(style.background.as_str(), "#FFFDF5");
/// assert_eq!(style.actor(ActorKind::State), Style::of(Theme::Light).actor(ActorKind::State));
/// # Ok::<(), reprisal::RonError>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct Style {
    /// The colour of the page.
    pub background: Color,
    /// The colour of text.
    pub text: Color,
    /// The colour of what stands back: frames, axes, notes.
    pub faint: Color,
    /// Names of fonts, the first that is there is taken.
    pub font: String,
    /// Actors by kind.
    pub actors: BTreeMap<ActorKind, NodeStyle>,
    /// Incidents.
    pub incident: NodeStyle,
    /// Incidents of a chain: those of the side that began, and those of the other.
    pub sides: (NodeStyle, NodeStyle),
    /// What stands for nodes that have no room.
    pub others: NodeStyle,
    /// Lines by what they say.
    pub lines: BTreeMap<Line, LineStyle>,
}

/// A colour: "#1A2B3C", or a name that Graphviz knows.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(try_from = "String")]
pub struct Color(String);

/// A word of Graphviz: the name of a shape or an arrow.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(try_from = "String")]
pub struct Name(String);

/// A file of styles: what it does not say stays as in the theme.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct Changes {
    theme: Option<Theme>,
    background: Option<Color>,
    text: Option<Color>,
    faint: Option<Color>,
    font: Option<String>,
    actors: BTreeMap<ActorKind, NodeChanges>,
    incident: NodeChanges,
    sides: (NodeChanges, NodeChanges),
    others: NodeChanges,
    lines: BTreeMap<Line, LineChanges>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct NodeChanges {
    shape: Option<Name>,
    fill: Option<Color>,
    border: Option<Color>,
    outline: Option<Name>,
    peripheries: Option<u8>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct LineChanges {
    color: Option<Color>,
    arrow: Option<Name>,
}

static THEMES: Lazy<[Style; 3]> = Lazy::new(|| {
    // A test reads them.
    [include_str!("style/light.ron"), include_str!("style/dark.ron"), include_str!("style/print.ron")]
        .map(|text| ron::from_str(text).unwrap_or_default())
});

/// Black on white, every node a box: what stands in where nothing else is said.
impl Default for Style {
    fn default() -> Self {
        let color = |name: &str| Color(name.to_owned());
        let node = || NodeStyle {
            shape: Name("box".to_owned()),
            fill: color("white"),
            border: color("black"),
            outline: Name::default(),
            peripheries: 1,
        };
        Style {
            background: color("white"),
            text: color("black"),
            faint: color("gray"),
            font: "Helvetica,Arial,sans-serif".to_owned(),
            actors: BTreeMap::new(),
            incident: node(),
            sides: (node(), node()),
            others: node(),
            lines: BTreeMap::new(),
        }
    }
}

impl Style {
    /// The style of a theme.
    #[must_use]
    pub fn of(theme: Theme) -> &'static Style {
        let [light, dark, print] = &*THEMES;
        match theme {
            Theme::Light => light,
            Theme::Dark => dark,
            Theme::Print => print,
        }
    }

    /// A theme, or the one that the file names, with what a file of styles changes.
    ///
    /// # Errors
    /// When the file cannot be read, or says what no style can; with line and column.
    pub fn load(path: impl AsRef<Path>, theme: Theme) -> Result<Style, RonError> {
        let (text, place) = ron_file::text(path.as_ref())?;
        Style::parse(&text, theme, &place)
    }

    /// As [`Style::load`], of text; `place` is what errors call it.
    ///
    /// # Errors
    /// When the text says what no style can; with line and column.
    ///
    /// ```
    /// use reprisal::export::style::{Style, Theme};
    /// let style = Style::parse(r##"(lines: {Backs: (color: "#AA0000")})"##, Theme::Light, "mine.ron")?;
    /// assert_ne!(&style, Style::of(Theme::Light));
    /// let wrong = Style::parse("(background: \"#12\")", Theme::Light, "mine.ron").unwrap_err();
    /// assert!(wrong.to_string().starts_with("mine.ron:1:"), "{wrong}");
    /// # Ok::<(), reprisal::RonError>(())
    /// ```
    pub fn parse(text: &str, theme: Theme, place: &str) -> Result<Style, RonError> {
        let changes: Changes = ron_file::parse(text, place)?;
        let mut style = Style::of(changes.theme.unwrap_or(theme)).clone();
        style.change(changes);
        Ok(style)
    }

    fn change(&mut self, changes: Changes) {
        put(&mut self.background, changes.background);
        put(&mut self.text, changes.text);
        put(&mut self.faint, changes.faint);
        put(&mut self.font, changes.font);
        for (kind, changes) in changes.actors {
            if let Some(node) = self.actors.get_mut(&kind) {
                node.change(changes);
            }
        }
        self.incident.change(changes.incident);
        self.sides.0.change(changes.sides.0);
        self.sides.1.change(changes.sides.1);
        self.others.change(changes.others);
        for (line, changes) in changes.lines {
            if let Some(style) = self.lines.get_mut(&line) {
                put(&mut style.color, changes.color);
                put(&mut style.arrow, changes.arrow);
            }
        }
    }

    /// How an actor looks.
    #[must_use]
    pub fn actor(&self, kind: ActorKind) -> &NodeStyle {
        self.actors.get(&kind).unwrap_or(&self.others)
    }

    /// The colour and the arrow of a line.
    #[must_use]
    pub fn line(&self, line: Line) -> (&str, &str) {
        self.lines.get(&line).map_or((self.text.as_str(), "normal"), |style| (style.color.as_str(), style.arrow.as_str()))
    }
}

impl NodeStyle {
    fn change(&mut self, changes: NodeChanges) {
        put(&mut self.shape, changes.shape);
        put(&mut self.fill, changes.fill);
        put(&mut self.border, changes.border);
        put(&mut self.outline, changes.outline);
        put(&mut self.peripheries, changes.peripheries);
    }
}

impl Color {
    /// As Graphviz and browsers write it.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl TryFrom<String> for Color {
    type Error = String;

    fn try_from(text: String) -> Result<Self, String> {
        let hex = text
            .strip_prefix('#')
            .is_some_and(|digits| matches!(digits.len(), 6 | 8) && digits.bytes().all(|b| b.is_ascii_hexdigit()));
        let name = !text.is_empty() && text.bytes().all(|b| b.is_ascii_alphanumeric());
        if hex || name {
            Ok(Color(text))
        } else {
            Err(format!("{text:?} is no colour: write \"#1A2B3C\", or a name such as \"red\""))
        }
    }
}

impl Name {
    /// As Graphviz writes it.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl Default for Name {
    fn default() -> Self {
        Name("solid".to_owned())
    }
}

impl TryFrom<String> for Name {
    type Error = String;

    fn try_from(text: String) -> Result<Self, String> {
        let plain = !text.is_empty() && text.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_');
        if plain {
            Ok(Name(text))
        } else {
            Err(format!("{text:?} is no name of a shape, an outline or an arrow: write \"box\", \"bold\", \"normal\""))
        }
    }
}

impl fmt::Display for Line {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

fn put<T>(place: &mut T, new: Option<T>) {
    if let Some(new) = new {
        *place = new;
    }
}

fn one() -> u8 {
    1
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_theme_says_how_all_kinds_and_lines_look() {
        for text in [include_str!("style/light.ron"), include_str!("style/dark.ron"), include_str!("style/print.ron")] {
            let style: Style = ron::from_str(text).unwrap();
            assert!(ActorKind::ALL.iter().all(|kind| style.actors.contains_key(kind)));
            assert_eq!(style.lines.len(), 8);
        }
    }
}
