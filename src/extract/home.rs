//! The state whose army "the army" is.

use rustc_hash::FxHashMap as HashMap;

use crate::ontology::Ontology;
use crate::recognize::Mention;
use crate::vocabulary::ActorKind;

/// The state that the document speaks of most, if it stands out.
pub(super) fn home(ontology: &Ontology, mentions: &[Vec<Mention>]) -> Option<usize> {
    let mut counts: HashMap<usize, usize> = HashMap::default();
    for actor in mentions.iter().flatten().filter_map(|mention| mention.actor) {
        let principal = ontology.principal(&ontology.actors()[actor].id);
        let at = ontology.actors().binary_search_by(|entry| entry.id.as_str().cmp(principal));
        if let Ok(at) = at
            && ontology.actors()[at].kind == ActorKind::State
        {
            *counts.entry(at).or_default() += 1;
        }
    }
    // The towns of a country speak of its state, too.
    let country = |place: usize| ontology.around(&ontology.places()[place].id).find_map(|around| around.state.clone());
    let towns = mentions.iter().flatten().filter(|mention| mention.actor.is_none()).filter_map(|mention| mention.place);
    for state in towns.filter_map(country) {
        if let Ok(at) = ontology.actors().binary_search_by(|entry| entry.id.cmp(&state)) {
            *counts.entry(at).or_default() += 1;
        }
    }
    let mut ranked: Vec<(usize, usize)> = counts.into_iter().collect();
    ranked.sort_by_key(|&(at, count)| (std::cmp::Reverse(count), at));
    let second = ranked.get(1).map_or(0, |&(_, count)| count);
    let alone = ranked.len() == 1;
    ranked.first().filter(|&&(_, first)| alone || first >= 2 && first * 3 >= second * 4).map(|&(at, _)| at)
}
