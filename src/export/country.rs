//! In which country a place lies, by its code.

use std::collections::HashMap;

use once_cell::sync::Lazy;

use crate::graph::KnowledgeGraph;

/// Codes by slug.
static CODES: Lazy<HashMap<&'static str, &'static str>> =
    Lazy::new(|| ron::from_str(include_str!("countries.ron")).unwrap_or_default());

/// Regions of STIX by slug.
static REGIONS: Lazy<HashMap<&'static str, &'static str>> =
    Lazy::new(|| ron::from_str(include_str!("regions.ron")).unwrap_or_default());

/// The region around a place, as STIX names it.
pub(super) fn region_of_place(graph: &KnowledgeGraph, place: &str) -> Option<&'static str> {
    let region = |slug: &str| REGIONS.get(slug).copied();
    region(place).or_else(|| graph.around(place).find_map(|place| region(&place.id).or_else(|| region(place.within.as_deref()?))))
}

/// The code (ISO 3166-1 alpha-2) of a country, by its slug.
pub(super) fn code(slug: &str) -> Option<&'static str> {
    CODES.get(slug).copied()
}

/// The code of the country in which a place lies, as far as the places around it are known.
pub(super) fn of_place(graph: &KnowledgeGraph, place: &str) -> Option<&'static str> {
    // The place that is named last may be known by its id alone.
    code(place).or_else(|| graph.around(place).find_map(|place| code(&place.id).or_else(|| code(place.within.as_deref()?))))
}

#[cfg(test)]
mod tests {
    #[test]
    fn every_code_has_two_letters() {
        assert!(super::CODES.len() > 200);
        assert!(super::REGIONS.len() > 20);
        assert!(super::CODES.values().all(|code| code.len() == 2 && code.bytes().all(|byte| byte.is_ascii_uppercase())));
    }
}
