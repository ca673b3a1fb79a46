//! What the tests of reading say of an extraction.

pub(crate) mod any;
#[cfg(feature = "cli")]
pub(crate) mod program;
#[cfg(feature = "exports")]
pub(crate) mod tables;
pub(crate) mod told;

#[cfg(feature = "reader")]
use std::collections::BTreeSet;

#[cfg(feature = "reader")]
use reprisal::{Extraction, Modality};

/// The asserted deeds of an extraction as "subject predicate object", on the account of principals.
#[cfg(feature = "reader")]
pub(crate) fn deeds(extraction: &Extraction, principal: impl Fn(&str) -> String) -> BTreeSet<String> {
    let mut out = BTreeSet::new();
    for incident in extraction.incidents.iter().filter(|incident| incident.modality == Modality::Asserted) {
        for (who, whom) in incident.perpetrators.iter().flat_map(|who| incident.targets.iter().map(move |whom| (who, whom))) {
            let (who, whom) = (principal(who), principal(whom));
            if who != whom {
                out.insert(format!("{who} attacked {whom}"));
                if !incident.retaliates_for.is_empty() {
                    out.insert(format!("{who} retaliated {whom}"));
                }
            }
        }
    }
    out
}
