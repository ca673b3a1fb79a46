//! Pictures of the graph in the DOT language of Graphviz.
//!
//! Five [pictures](DotView), each with a legend of what it uses and the sentences as tooltips, links to the articles where these have
//! addresses. Lines are solid where documents tell of a fact, dashed where somebody threatens, dotted where all deny; the
//! wider, the more often. Ids of nodes are made up, so no name can break the file.

mod actors;
mod camp;
mod chain;
mod fold;
mod incidents;
mod label;
mod picture;
mod words;
mod write;

pub use label::escape_label;

use super::style::{Line, Style, Theme};
use crate::graph::View;
use crate::investigate::Party;
use picture::Picture;

/// What is drawn.
///
/// ```
/// # let told = std::fs::read_to_string("tests/fixtures/articles.jsonl")?;
/// # let read: Vec<reprisal::Extraction> = told.lines().map(serde_json::from_str).collect::<Result<_, _>>()?;
/// # let graph = reprisal::KnowledgeGraph::from_extractions(&read);
/// use reprisal::export::dot::{DotView, Options, draw};
///
/// for view in [DotView::Actors, DotView::Incidents, DotView::Map] {
///     assert!(draw(&graph.view(), &Options::new(view)).starts_with("digraph"));
/// }
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub enum DotView {
    /// Actors, with who attacked, retaliated against and backs whom.
    #[default]
    Actors,
    /// Actors and incidents, with who did what to whom and which incident answers which.
    Incidents,
    /// The longest sequence of incidents in which each answers the one before, from left to right in time.
    Chain,
    /// Who has to do with one actor, and with those, to some depth.
    Around,
    /// Who backs, belongs to and leads whom.
    Map,
}

/// What is drawn in one frame.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub enum Cluster {
    /// Nothing.
    #[default]
    None,
    /// Those whom one actor backs, directly or through others, with that actor, their leaders and parts.
    Camp,
    /// Those whose deeds go to the account of one actor; only of use where actors are drawn as named.
    Principal,
}

/// How it is drawn.
///
/// ```
/// # let told = std::fs::read_to_string("tests/fixtures/articles.jsonl")?;
/// # let read: Vec<reprisal::Extraction> = told.lines().map(serde_json::from_str).collect::<Result<_, _>>()?;
/// # let graph = reprisal::KnowledgeGraph::from_extractions(&read);
/// use reprisal::export::dot::{DotView, Options, draw};
/// use reprisal::export::style::{Style, Theme};
///
/// let mut options = Options::new(DotView::Incidents);
/// options.style = Style::of(Theme::Print);
/// assert!(draw(&graph.view(), &options).starts_with("digraph"));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Options<'o> {
    /// What is drawn.
    pub view: DotView,
    /// Around whom, and whose chains; everybody's when absent.
    pub actor: Option<&'o Party>,
    /// How many steps away from the actor, around it.
    pub depth: usize,
    /// How many chains are drawn.
    pub chains: usize,
    /// What lines between actors are drawn; those of the view when empty.
    pub relations: Vec<Line>,
    /// What is drawn in one frame; as the view has it when absent.
    pub cluster: Option<Cluster>,
    /// How many nodes are drawn at most, 0 for all: the least connected of more are drawn as one, and the picture says so. When
    /// absent, as many as can be read: [`READABLE`], or fewer where very many lines lie between them.
    pub top: Option<usize>,
    /// Colours, shapes and arrows.
    pub style: &'o Style,
}

/// What the picture of actors shows.
const DEEDS: [Line; 3] = [Line::Attacked, Line::RetaliatedAgainst, Line::Backs];
/// What the map shows.
const BONDS: [Line; 3] = [Line::Backs, Line::PartOf, Line::Leads];
/// What can relate two actors.
const ALL: [Line; 5] = [Line::Attacked, Line::RetaliatedAgainst, Line::Backs, Line::PartOf, Line::Leads];

/// So many nodes can be read, where few lines lie between them.
pub const READABLE: usize = 80;

impl Default for Options<'_> {
    fn default() -> Self {
        Options {
            view: DotView::default(),
            actor: None,
            depth: 1,
            chains: 1,
            relations: Vec::new(),
            cluster: None,
            top: None,
            style: Style::of(Theme::Light),
        }
    }
}

impl<'o> Options<'o> {
    /// This view, with nothing else asked for.
    #[must_use]
    pub fn new(view: DotView) -> Options<'o> {
        Options { view, ..Options::default() }
    }

    fn relations<'a>(&'a self, unless_given: &'a [Line]) -> &'a [Line] {
        if self.relations.is_empty() { unless_given } else { &self.relations }
    }
}

/// Draws what a view of the graph takes. The same graph always gives the same text.
///
/// ```
/// use reprisal::export::dot::{self, DotView, Options};
/// # let graph = reprisal::KnowledgeGraph::new();
/// let text = dot::draw(&graph.view(), &Options::new(DotView::Incidents));
/// assert!(text.starts_with("digraph {"));
/// ```
#[must_use]
pub fn draw(view: &View, options: &Options) -> String {
    let mut picture = Picture::new();
    match options.view {
        DotView::Actors => actors::draw(view, options, options.relations(&DEEDS), &mut picture),
        DotView::Map => actors::draw(view, options, options.relations(&BONDS), &mut picture),
        DotView::Around => actors::draw_around(view, options, options.relations(&ALL), &mut picture),
        DotView::Incidents => incidents::draw(view, &mut picture),
        DotView::Chain => chain::draw(view, options, &mut picture),
    }
    fold::fold(&mut picture, options);
    let title = words::title(view.graph(), options);
    write::write(&picture, &title, options.style)
}
