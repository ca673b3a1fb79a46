//! What makes a standing relation a fact: fitting kinds, and nobody who denies or only wishes it.

use crate::extract::argument::Arguments;
use crate::extract::cast::Cast;
use crate::extract::group::Chunks;
use crate::lexicon::Form;
use crate::ontology::Ontology;
use crate::ontology::schema::{Act, Pos, Slot, TriggerEntry};
use crate::vocabulary::{ActorKind, Modality, Predicate};

/// Whether a relation can hold between these actors, by their kinds; what the trigger says of them goes before.
pub(in crate::extract) fn can_relate(trigger: &TriggerEntry, cast: &Cast<'_>, subject: usize, object: usize) -> bool {
    use ActorKind::{ArmedGroup, Civilians, Coalition, Generic, Military, Organisation, Person, State};
    // The army of a state is part of no armed group.
    let army = trigger.relation == Some(Predicate::PartOf) && cast.kind(object) == ArmedGroup && cast.is_state_army(subject);
    let (subject, object) = (cast.kind(subject), cast.kind(object));
    // A militia fights for its state, which is no backing.
    let serves = trigger.relation == Some(Predicate::Backs)
        && matches!(subject, ArmedGroup | Generic)
        && matches!(object, State | ActorKind::Government | Military);
    let group = |kind| matches!(kind, ArmedGroup | Generic | Military | Organisation | Coalition);
    let subject_fits = if trigger.who.is_empty() {
        match trigger.relation {
            Some(Predicate::Leads) => subject == Person,
            Some(Predicate::PartOf) => group(subject) && subject != Generic || subject == State && object == Coalition,
            Some(Predicate::Backs) => !matches!(subject, Person | Civilians),
            _ => false,
        }
    } else {
        trigger.who.contains(&subject)
    };
    let object_fits = if trigger.whom.is_empty() {
        match trigger.relation {
            Some(Predicate::Leads) => object != Person,
            Some(Predicate::PartOf) => group(object) && object != Generic,
            Some(Predicate::Backs) => matches!(object, ArmedGroup | Generic),
            _ => false,
        }
    } else {
        trigger.whom.contains(&object)
    };
    subject_fits && object_fits && !serves && !army
}

/// Whether the noun of a trigger is said of somebody.
pub(in crate::extract) fn has_bearer(trigger: &TriggerEntry) -> bool {
    trigger.pos == Pos::Noun && (trigger.frame.agent.contains(&Slot::Bearer) || trigger.frame.target.contains(&Slot::Bearer))
}

/// How a verb above takes back what this verb tells: "denied arming X", "wants to arm X".
pub(in crate::extract) fn taken_back(
    ontology: &Ontology,
    chunks: &Chunks,
    arguments: &dyn Arguments,
    verb: usize,
) -> Option<Modality> {
    let mut at = verb;
    for _ in 0..4 {
        let above = arguments.governor(at).filter(|&above| above != at)?;
        let chunk = &chunks.verbs[above];
        let negated = chunk.negated.then_some(Modality::Denied);
        let Some(word) = &chunk.main else { return negated };
        let acts: Vec<Act> =
            word.verb_triggers(ontology).flat_map(|rule| ontology.triggers()[rule].acts.iter().copied()).collect();
        // "did not say that X arms Y" denies nothing.
        if !acts.contains(&Act::Speaks) && !acts.contains(&Act::Attributes) {
            let threatens = acts.contains(&Act::Threatens).then_some(Modality::Threatened);
            let denies = acts.contains(&Act::Denies).then_some(Modality::Denied);
            if let Some(modality) = negated.or(denies).or(threatens) {
                return Some(modality);
            }
        }
        // "Stating that X arms Y, Z demanded …": the demand is another.
        if acts.contains(&Act::Speaks) && chunk.form == Form::Ing && !chunk.finite_auxiliary {
            return None;
        }
        at = above;
    }
    None
}

/// Whether the noun of a group is denied: "no support", "denied any support for X", "gave no weapons".
pub(in crate::extract) fn is_denied(ontology: &Ontology, chunks: &Chunks, arguments: &dyn Arguments, group: usize) -> bool {
    if chunks.groups[group].negated {
        return true;
    }
    (0..chunks.verbs.len()).any(|verb| {
        let chunk = &chunks.verbs[verb];
        let Some(word) = &chunk.main else { return false };
        let mut acts = word.verb_triggers(ontology).flat_map(|rule| &ontology.triggers()[rule].acts);
        let denies = acts.any(|act| matches!(act, Act::Denies));
        (chunk.negated || denies)
            && arguments.of_verb(verb).iter().any(|argument| argument.group == group && argument.slot == Slot::Object)
    })
}
