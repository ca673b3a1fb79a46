//! What is said of a relation, as far as it is asked for.

use super::plan::published_by;
use super::search::Search;
use super::syntax::Filter;
use crate::date::PartialDate;
use crate::graph::{Citation, Edge, Standing};
use crate::vocabulary::{Modality, Stance, Status};

/// What documents and the ontology say of a relation.
pub(super) struct Said<'g> {
    /// The sentences that state it as it is asked for.
    pub(super) evidence: Vec<&'g Citation>,
    /// The sentences that deny it.
    pub(super) denials: Vec<&'g Citation>,
    /// What the ontology says of it.
    pub(super) standing: Vec<&'g Standing>,
    /// What the sentences make of it.
    pub(super) status: Option<Status>,
}

/// What is said of a relation; nothing when it does not pass the filters.
pub(super) fn said<'g>(search: &Search, edge: &'g Edge, filters: [&Filter; 2]) -> Said<'g> {
    // A statement holds for the day on which it was published.
    let passes = |citation: &&Citation| {
        filters.iter().all(|filter| {
            let published = || search.graph.document(&citation.document).and_then(|info| info.published).map(PartialDate::Day);
            (!filter.is_timed() || published().is_some_and(|day| filter.covers(day, day)))
                && filter.as_of.is_none_or(|day| published_by(search.graph, &citation.document, day))
        })
    };
    let (denials, mut evidence): (Vec<&Citation>, Vec<&Citation>) =
        edge.evidence().iter().filter(passes).partition(|citation| citation.evidence.modality == Modality::Denied);
    let wanted: Vec<Status> = filters.iter().flat_map(|filter| filter.statuses.iter().copied()).collect();
    if wanted.is_empty() {
        evidence.retain(|citation| citation.evidence.modality == Modality::Asserted);
    }
    let all: Vec<&Citation> =
        if wanted.is_empty() { evidence.clone() } else { evidence.iter().chain(&denials).copied().collect() };
    let status = status(&all, !denials.is_empty());
    let sources = all.iter().map(|citation| &citation.document).collect::<std::collections::BTreeSet<_>>().len();
    let fits = |filter: &&Filter| {
        (filter.statuses.is_empty() || status.is_some_and(|status| filter.statuses.contains(&status)))
            && filter.sources.is_none_or(|wanted| sources >= wanted)
    };
    if !filters.iter().all(fits) {
        return Said { evidence: Vec::new(), denials: Vec::new(), standing: Vec::new(), status };
    }
    let only_denied = !wanted.is_empty() && evidence.is_empty();
    let evidence = if only_denied { denials.clone() } else { evidence };
    let holds = |fact: &&Standing| {
        search.standing
            && filters.iter().all(|filter| {
                filter.sources.is_none()
                    && filter.since.is_none_or(|asked| fact.until.is_none_or(|until| asked.first_day() <= until.last_day()))
                    && filter.until.is_none_or(|asked| fact.since.is_none_or(|since| since.first_day() <= asked.last_day()))
            })
    };
    let standing = if wanted.is_empty() { edge.standing().iter().filter(holds).collect() } else { Vec::new() };
    Said { evidence, denials, standing, status }
}

/// What the sentences of a relation make of it; nothing when only the ontology states it.
fn status(evidence: &[&Citation], denied: bool) -> Option<Status> {
    let first = evidence.iter().map(|citation| citation.evidence.modality).min()?;
    let held: Vec<&&Citation> = evidence.iter().filter(|citation| citation.evidence.modality == first).collect();
    let claims = |citation: &&&Citation| citation.evidence.voices.iter().any(|voice| voice.stance == Stance::Claims);
    Some(match first {
        Modality::Denied => Status::Denied,
        Modality::Threatened => Status::Threatened,
        Modality::Asserted if denied => Status::Contested,
        Modality::Asserted if held.iter().any(claims) => Status::Claimed,
        Modality::Asserted if held.iter().all(|citation| !citation.evidence.voices.is_empty()) => Status::Attributed,
        Modality::Asserted => Status::Asserted,
    })
}
