//! How long after one deed another came.

use std::fmt;

use jiff::civil::Date;
use serde::Serialize;

use crate::graph::IncidentRef;

/// Days from a deed to its answer: the least and the most that the dates allow.
///
/// ```
/// # let told = std::fs::read_to_string("tests/fixtures/articles.jsonl")?;
/// # let read: Vec<reprisal::Extraction> = told.lines().map(serde_json::from_str).collect::<Result<_, _>>()?;
/// # let graph = reprisal::KnowledgeGraph::from_extractions(&read);
/// use reprisal::investigate::Gap;
///
/// let answer = graph.view().retaliations().into_iter().find(|answer| answer.perpetrator == Some("israel")).ok_or("one")?;
/// let gap = Gap::between(&answer.answered[0], &answer.incident).ok_or("both are dated")?;
/// assert_eq!(gap.to_string(), "1 day");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Gap {
    /// The least number of days; below zero only where the answer came first for sure.
    pub least: i32,
    /// The most days.
    pub most: i32,
}

impl Gap {
    /// From one incident to another; none when one of them has no date.
    #[must_use]
    pub fn between(earlier: &IncidentRef, later: &IncidentRef) -> Option<Gap> {
        let (earlier_first, earlier_last) = days(earlier)?;
        let (later_first, later_last) = days(later)?;
        let most = between(earlier_first, later_last)?;
        let least = between(earlier_last, later_first)?;
        // Where the dates overlap, the answer is taken to come after.
        let least = if most < 0 { least } else { least.max(0) };
        Some(Gap { least, most })
    }

    /// Whether the dates say that the answer came first.
    #[must_use]
    pub fn is_reversed(self) -> bool {
        self.most < 0
    }
}

impl fmt::Display for Gap {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let days = |count: i32| if count == 1 { "day" } else { "days" };
        match (self.least, self.most) {
            (_, most) if most < 0 => write!(f, "{} {} earlier", -most, days(-most)),
            (0, 0) => f.write_str("the same day"),
            (least, most) if least == most => write!(f, "{most} {}", days(most)),
            (least, most) => write!(f, "{least}–{most} days"),
        }
    }
}

/// The first and last day that an incident can have happened on.
fn days(incident: &IncidentRef) -> Option<(Date, Date)> {
    let (first, last) = (incident.date.or(incident.until)?, incident.until.or(incident.date)?);
    Some((first.first_day(), last.last_day().max(first.first_day())))
}

fn between(from: Date, to: Date) -> Option<i32> {
    Some(from.until(to).ok()?.get_days())
}
