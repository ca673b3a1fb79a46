//! How to look at a graph: arguments that several subcommands share.

use std::str::FromStr;

use clap::{Args, ValueEnum};
use reprisal::graph::View;
use reprisal::investigate::{self, NotFound};
use reprisal::query::Names;
use reprisal::{KnowledgeGraph, Status};

/// Which statements count, and to whose account.
#[derive(Debug, Args)]
pub struct ViewArgs {
    #[command(flatten)]
    pub look: LookArgs,
    /// Only incidents of this day, month or year, or later; undated ones are left out
    #[arg(long, value_name = "DATE")]
    pub since: Option<reprisal::PartialDate>,
    /// Only incidents of this day, month or year, or earlier; undated ones are left out
    #[arg(long, value_name = "DATE")]
    pub until: Option<reprisal::PartialDate>,
    /// Only incidents in this place or within it; may be given several times
    #[arg(long = "in", value_name = "PLACE")]
    pub places: Vec<String>,
    /// Only incidents of these kinds: airstrike, drone-attack, shelling…
    #[arg(long = "kind", value_name = "KIND,…", value_delimiter = ',')]
    pub kinds: Vec<reprisal::IncidentKind>,
    /// Only incidents of these statuses: asserted, claimed, attributed, contested, retracted, denied, threatened, or any;
    /// unless given, all that are told as fact
    #[arg(long = "status", value_name = "STATUS,…", value_delimiter = ',')]
    pub statuses: Vec<StatusWord>,
    /// Only what so many independent sources tell of
    #[arg(long, value_name = "N", default_value_t = 1)]
    pub sources: usize,
}

impl ViewArgs {
    /// The graph as asked for.
    pub fn of<'g>(&self, graph: &'g KnowledgeGraph, names: &Names) -> Result<View<'g>, NotFound> {
        let places = self.places.iter().map(|place| investigate::place(names, place)).collect::<Result<Vec<String>, _>>()?;
        let look = graph.view().roll_up(self.look.roll_up.into()).standing(self.look.standing);
        let look = look.since(self.since).until(self.until).places(places).kinds(self.kinds.iter().copied());
        Ok(look.statuses(self.statuses.iter().flat_map(|word| &word.0).copied()).sources(self.sources))
    }
}

/// A status, or "any" for all of them.
#[derive(Clone, Debug)]
pub struct StatusWord(Vec<Status>);

impl FromStr for StatusWord {
    type Err = String;

    fn from_str(word: &str) -> Result<Self, String> {
        match word {
            "any" => Ok(StatusWord(Status::ALL.to_vec())),
            _ => word.parse().map(|status| StatusWord(vec![status])).map_err(|_| {
                let words: Vec<&str> = Status::ALL.iter().map(|status| status.as_str()).collect();
                format!("a status is one of {}, any", words.join(", "))
            }),
        }
    }
}

/// How to look at the graph.
#[derive(Debug, Args)]
pub struct LookArgs {
    /// Count deeds to principals (those of a command to its state) or to actors as named
    #[arg(long, value_enum, value_name = "ACCOUNT", default_value_t = RollUp::Principal)]
    pub roll_up: RollUp,
    /// Also take what only the ontology says
    #[arg(long)]
    pub standing: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum RollUp {
    Principal,
    Named,
}

impl std::convert::From<RollUp> for reprisal::graph::RollUp {
    fn from(roll_up: RollUp) -> Self {
        match roll_up {
            RollUp::Principal => reprisal::graph::RollUp::Principal,
            RollUp::Named => reprisal::graph::RollUp::Named,
        }
    }
}
