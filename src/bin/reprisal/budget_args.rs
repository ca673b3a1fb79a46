//! How much work a question may cost: arguments that several subcommands share.

use std::time::Duration;

use reprisal::budget::{Budget, STEPS, Stop};

use crate::report::{Outcome, Report};

/// What stands over them in help. A heading of the whole would count for all arguments that follow.
pub const HEADING: &str = "Limits of a question";

/// How much work a question may cost.
#[derive(Clone, Debug, clap::Args)]
pub struct BudgetArgs {
    /// Stop after so many steps, incidents or relations that are looked at; 0 for any number
    #[arg(long, help_heading = HEADING, value_name = "N", default_value_t = STEPS)]
    steps: u64,
    /// Stop after so many seconds; 0 for any time. What was found until then depends on the machine
    #[arg(long, help_heading = HEADING, value_name = "N", default_value_t = 0)]
    seconds: u64,
}

impl BudgetArgs {
    /// The budget that the arguments name.
    pub fn budget(&self) -> Budget {
        let time = Some(Duration::from_secs(self.seconds)).filter(|time| !time.is_zero());
        Budget::none().steps(Some(self.steps).filter(|&steps| steps > 0)).time(time)
    }

    /// Says why a search was stopped and what allows more; an answer in part is none to rely on.
    pub fn conclude(&self, stopped: Option<Stop>, outcome: Outcome, report: &Report) -> Outcome {
        match stopped {
            None => return outcome,
            Some(Stop::Steps) => report.note(&format!("--steps is {}; --steps 0 allows any number", self.steps)),
            Some(Stop::Time) => report.note(&format!("--seconds is {}", self.seconds)),
            Some(_) => {}
        }
        Outcome::Nothing
    }
}
