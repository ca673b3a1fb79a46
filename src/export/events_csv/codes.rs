//! What ACLED, CAMEO and PLOVER call a deed. The tables are data, in `codes.ron`.

use std::borrow::Cow;
use std::collections::BTreeMap;

use once_cell::sync::Lazy;
use serde::Deserialize;

use crate::date::PartialDate;
use crate::graph::{Actor, IncidentRef};
use crate::vocabulary::{ActorKind, IncidentKind, Modality, Stance};

static TABLES: Lazy<Tables> = Lazy::new(|| ron::from_str(include_str!("codes.ron")).unwrap_or_default());

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct Tables {
    kinds: BTreeMap<IncidentKind, Kind>,
    weapons: Vec<Weapon>,
    /// Disorder type and event type, by sub-event.
    sub_events: BTreeMap<String, (String, String)>,
}

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct Kind {
    cameo: String,
    event: String,
    modes: Vec<String>,
    context: String,
    sub_event: String,
    armed: String,
    civilians: String,
}

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct Weapon {
    words: Vec<String>,
    of: Vec<IncidentKind>,
    cameo: String,
    modes: Vec<String>,
    sub_event: String,
}

/// What others call a deed. Empty where they have no word for it.
#[derive(Default)]
pub(super) struct Codes {
    pub(super) disorder: &'static str,
    pub(super) event: &'static str,
    pub(super) sub_event: &'static str,
    pub(super) cameo: &'static str,
    pub(super) plover: &'static str,
    pub(super) modes: Vec<Cow<'static, str>>,
    pub(super) context: &'static str,
}

/// CAMEO's "threaten with military force" and PLOVER's word for it.
const THREAT: (&str, &str, &str) = ("138", "THREATEN", "violence");
/// CAMEO's attempt to assassinate.
const ATTEMPT: &str = "185";
/// What PLOVER says of deeds by armed forces of a state.
const MILITARY: &str = "military";
/// After so many days a deed is history.
const HISTORY: i32 = 365;

/// Whether ACLED has a word for deeds of a kind.
pub(super) fn is_of_acled(kind: IncidentKind) -> bool {
    TABLES.kinds.get(&kind).is_some_and(|kind| !kind.sub_event.is_empty())
}

impl Codes {
    /// What others call this deed of these to those.
    pub(super) fn of(incident: &IncidentRef, perpetrators: &[&Actor], targets: &[&Actor]) -> Codes {
        let Some(kind) = TABLES.kinds.get(&incident.kind) else { return Codes::default() };
        let weapon = incident.weapon.as_deref().and_then(|weapon| of_weapon(incident.kind, weapon));
        let told = |of: fn(&Weapon) -> &str| weapon.map(of).filter(|word| !word.is_empty());
        let sub_event = told(|weapon| &weapon.sub_event).unwrap_or_else(|| kind.sub_event_on(targets));
        let (disorder, event) = TABLES.sub_events.get(sub_event).map_or(("", ""), |(disorder, event)| (disorder, event));
        let modes = weapon.map(|weapon| &weapon.modes).filter(|modes| !modes.is_empty()).unwrap_or(&kind.modes);
        let serves = |actor: &&Actor| matches!(actor.kind, ActorKind::State | ActorKind::Government | ActorKind::Military);
        let military = kind.context.is_empty() && perpetrators.iter().any(serves);
        let attempt = incident.kind == IncidentKind::Assassination && incident.killed == Some(0);
        let codes = Codes {
            disorder,
            event,
            sub_event,
            cameo: if attempt { ATTEMPT } else { told(|weapon| &weapon.cameo).unwrap_or(&kind.cameo) },
            plover: &kind.event,
            modes: modes.iter().map(|mode| mode.as_str().into()).collect(),
            context: if military { MILITARY } else { &kind.context },
        };
        codes.held(incident)
    }

    /// The same as it is held. CAMEO has a code for threats, and none for what did not happen; PLOVER says so by a mode.
    fn held(mut self, incident: &IncidentRef) -> Codes {
        match incident.modality {
            Modality::Asserted if is_history(incident) => self.modes.push("historical".into()),
            Modality::Asserted => {}
            Modality::Denied => {
                self.cameo = "";
                self.modes.push("negation".into());
            }
            Modality::Threatened => {
                let voices = || incident.incident().evidence().iter().flat_map(|citation| &citation.evidence.voices);
                if voices().any(|voice| voice.stance == Stance::Threatens) {
                    (self.cameo, self.plover) = (THREAT.0, THREAT.1);
                    self.modes = vec![THREAT.2.into()];
                } else {
                    self.cameo = "";
                    let planned = voices().any(|voice| voice.stance == Stance::Plans);
                    self.modes.push(if planned { "future" } else { "hypothetical" }.into());
                }
            }
        }
        self
    }
}

impl Kind {
    fn sub_event_on(&self, targets: &[&Actor]) -> &str {
        let unarmed = |actor: &&Actor| actor.kind == ActorKind::Civilians;
        let armed = |actor: &&Actor| {
            matches!(actor.kind, ActorKind::State | ActorKind::Military | ActorKind::ArmedGroup | ActorKind::Coalition)
        };
        match () {
            () if !self.civilians.is_empty() && !targets.is_empty() && targets.iter().all(unarmed) => &self.civilians,
            () if !self.armed.is_empty() && targets.iter().any(armed) => &self.armed,
            () => &self.sub_event,
        }
    }
}

fn of_weapon(kind: IncidentKind, weapon: &str) -> Option<&'static Weapon> {
    let weapon = weapon.to_lowercase();
    TABLES.weapons.iter().find(|entry| entry.of.contains(&kind) && entry.words.iter().any(|word| begins_word(&weapon, word)))
}

/// Whether a word of the text begins so: "mine" is in "sea mines", not in "undermined".
fn begins_word(text: &str, word: &str) -> bool {
    text.match_indices(word).any(|(at, _)| !text[..at].ends_with(char::is_alphanumeric))
}

/// Whether it was over long before anybody of the documents told of it.
fn is_history(incident: &IncidentRef) -> bool {
    let last = incident.until.or(incident.date).map(PartialDate::last_day);
    let documents = incident.incident().documents();
    let told = documents.filter_map(|document| incident.graph().document(document)?.published).min();
    last.zip(told).is_some_and(|(last, told)| (told - last).get_days() > HISTORY)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_has_codes_and_every_sub_event_its_type() {
        let tables: Tables = ron::from_str(include_str!("codes.ron")).unwrap();
        for kind in IncidentKind::ALL {
            assert!(tables.kinds.contains_key(kind), "{kind}");
        }
        let kinds = tables.kinds.values().flat_map(|kind| [&kind.sub_event, &kind.armed, &kind.civilians]);
        for sub_event in kinds.chain(tables.weapons.iter().map(|weapon| &weapon.sub_event)).filter(|word| !word.is_empty()) {
            assert!(tables.sub_events.contains_key(sub_event), "{sub_event}");
        }
    }
}
