//! Looking into the graph as an analyst does: why it says something, who answers whom, what links two actors, what
//! happened when, all that is known of one actor, incident or document, what a new batch changed, and figures.
//!
//! Every function takes a [`View`](crate::graph::View), which says which statements count and to whose account, and gives
//! plain data with the sentences behind it. All of it can be serialised.
//!
//! ```
//! use reprisal::KnowledgeGraph;
//! use reprisal::investigate::{self, Claim, Party};
//! use reprisal::query::Names;
//!
//! # let lines = std::fs::read_to_string("tests/fixtures/articles.jsonl")?;
//! # let graph = KnowledgeGraph::from_extractions([&serde_json::from_str(lines.lines().next().unwrap())?]);
//! let names = Names::of_graph(&graph);
//! let [subject, object] = [Party::find(&graph, &names, "America")?, Party::find(&graph, &names, "KH")?];
//! let why = investigate::why(&graph.view(), &subject, Claim::Attacked, &object);
//! assert_eq!(why.findings.len(), 1);
//! assert_eq!(why.findings[0].evidence().len(), 2);
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod chains;
mod claim;
mod compare;
mod deed;
mod gap;
mod party;
mod path;
mod place;
mod show;
mod stats;
mod tie;
mod timeline;
mod why;

pub use chains::{Aside, Chain, Chains, SetAside, Step, chains, chains_within};
pub use claim::{Claim, UnknownClaim};
pub use compare::{Alteration, Altered, Comparison, Link, compare};
pub use deed::Deed;
pub use gap::Gap;
pub use party::{NotFound, Party};
pub use path::{Hop, Path, path, path_within};
pub use place::place;
pub use show::{ActorPage, DocumentPage, IncidentPage, Mention, Page, ReportLine, Subject, Tally, Version, Versions, Word, show};
pub use stats::{Count, Stats, stats};
pub use tie::Tie;
pub use timeline::{Bucket, Period, Timeline, timeline};
pub use why::{Finding, Near, Nearness, Why, why};
