//! Where a deed was, as far as the places around its place tell.

use crate::graph::{IncidentRef, Place};
use crate::vocabulary::PlaceKind;

/// The place of a deed, with what lies around it.
#[derive(Default)]
pub(super) struct Site<'g> {
    pub(super) place: Option<&'g Place>,
    pub(super) country: Option<&'g Place>,
    /// The part of the world: the widest.
    pub(super) region: Option<&'g Place>,
    /// Provinces and regions inside the country, the widest first.
    pub(super) admin: [Option<&'g Place>; 3],
}

impl<'g> Site<'g> {
    /// The most exact of the places of a deed; of equals the first.
    pub(super) fn of(incident: &IncidentRef<'g>) -> Site<'g> {
        let Some(place) = incident.places().min_by_key(|place| precision(place.kind)) else { return Site::default() };
        let graph = incident.graph();
        let chain: Vec<&Place> = graph.around(&place.id).collect();
        let at = chain.iter().position(|place| place.kind == Some(PlaceKind::Country));
        let inside = chain.iter().take(at.unwrap_or(chain.len()));
        let is_part = |place: &Place| match place.kind {
            Some(PlaceKind::Province) => true,
            Some(PlaceKind::Region) => at.is_some(),
            _ => false,
        };
        let mut parts = inside.copied().filter(|place| is_part(place)).collect::<Vec<&Place>>().into_iter().rev();
        Site {
            place: Some(place),
            country: at.and_then(|at| chain.get(at).copied()),
            region: chain.iter().rfind(|place| place.kind == Some(PlaceKind::World)).copied(),
            admin: [parts.next(), parts.next(), parts.next()],
        }
    }

    /// ACLED's number: 1 a town or a site, 3 a province or wider.
    pub(super) fn precision(&self) -> Option<u32> {
        self.place.and_then(|place| place.kind).map(|kind| if precision(Some(kind)) == 0 { 1 } else { 3 })
    }
}

/// How exact a sort of place is, the most exact first.
const fn precision(kind: Option<PlaceKind>) -> u8 {
    match kind {
        Some(
            PlaceKind::City
            | PlaceKind::District
            | PlaceKind::Base
            | PlaceKind::Port
            | PlaceKind::Airport
            | PlaceKind::Crossing
            | PlaceKind::Site,
        ) => 0,
        Some(PlaceKind::Province) => 1,
        Some(PlaceKind::Strait) => 2,
        Some(PlaceKind::Region | PlaceKind::Sea) => 3,
        Some(PlaceKind::Country) => 4,
        Some(PlaceKind::World) => 5,
        None => 6,
    }
}
