//! How much work a question may cost, so that none runs without end.

use std::fmt;
use std::ops::ControlFlow;
use std::time::{Duration, Instant};

use serde::Serialize;

/// How much work a question may cost: 20 million steps and any time, unless told otherwise.
///
/// A step is one thing that is looked at: an incident or a relation that may fit a clause, a link of an actor, a deed of a
/// chain. The same question to the same graph costs the same steps everywhere, and so is answered, or stopped, with the same
/// rows; time is another matter.
///
/// ```
/// # use reprisal::budget::Budget;
/// # use std::time::Duration;
/// let budget = Budget::default().time(Some(Duration::from_secs(10)));
/// let unbound = Budget::none();
/// # assert_ne!(budget, unbound);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Budget {
    steps: Option<u64>,
    time: Option<Duration>,
}

/// Enough for all pairs of a graph of a million edges.
pub const STEPS: u64 = 20_000_000;

impl Default for Budget {
    fn default() -> Budget {
        Budget::none().steps(Some(STEPS))
    }
}

impl Budget {
    /// As much as it takes.
    #[must_use]
    pub const fn none() -> Budget {
        Budget { steps: None, time: None }
    }

    /// So many steps at most; none for any number.
    #[must_use]
    pub const fn steps(mut self, steps: Option<u64>) -> Budget {
        self.steps = steps;
        self
    }

    /// So much time at most; none for any. What was found until then depends on the machine.
    #[must_use]
    pub const fn time(mut self, time: Option<Duration>) -> Budget {
        self.time = time;
        self
    }

    /// Begins to count.
    pub(crate) fn begin(self) -> Spent {
        Spent { budget: self, begun: Instant::now(), steps: 0, looked: 0 }
    }
}

/// Why a search was stopped before everything was looked at.
///
/// ```
/// use reprisal::KnowledgeGraph;
/// use reprisal::investigate::chains;
///
/// assert_eq!(chains(&KnowledgeGraph::new().view(), None, 1).stopped, None, "a small graph stops no question");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum Stop {
    /// Too much fits.
    Matches,
    /// The [steps](Budget::steps) of the budget are used up.
    Steps,
    /// The [time](Budget::time) of the budget is over.
    Time,
}

impl fmt::Display for Stop {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Stop::Matches => "stopped, because too much fits: ask for less",
            Stop::Steps => {
                "stopped before everything was looked at, which takes more steps than allowed: ask for less, or allow more"
            }
            Stop::Time => "stopped before everything was looked at, because the time is over: ask for less, or allow more",
        })
    }
}

/// What of a budget is spent.
#[derive(Clone, Debug)]
pub(crate) struct Spent {
    budget: Budget,
    begun: Instant,
    steps: u64,
    /// How many steps were spent when the clock was last looked at.
    looked: u64,
}

/// Looking at the clock costs more than a step.
const BETWEEN: u64 = 1 << 10;

impl Spent {
    /// Spends some steps, if they are left.
    pub(crate) fn spend(&mut self, steps: usize) -> ControlFlow<Stop> {
        self.steps = self.steps.saturating_add(steps as u64);
        if self.budget.steps.is_some_and(|most| self.steps > most) {
            return ControlFlow::Break(Stop::Steps);
        }
        if let Some(most) = self.budget.time
            && (self.looked == 0 || self.steps - self.looked >= BETWEEN)
        {
            self.looked = self.steps.max(1);
            if self.begun.elapsed() >= most {
                return ControlFlow::Break(Stop::Time);
            }
        }
        ControlFlow::Continue(())
    }
}
