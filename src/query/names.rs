//! Names as people type them: to ids of actors and places.

use std::collections::{BTreeMap, BTreeSet};

use crate::fold::fold;
use crate::graph::{Actor, KnowledgeGraph, Place};
use crate::ontology::Ontology;

/// How alike two names must be for one to be suggested for the other.
const ALIKE: f64 = 0.86;
/// How many suggestions are worth reading.
const SUGGESTIONS: usize = 3;

/// The names of actors and places that a question may use.
#[derive(Clone, Debug, Default)]
pub struct Names {
    actors: Table,
    places: Table,
    principals: BTreeMap<String, String>,
}

/// An actor or a place that a question names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Named {
    /// The preferred name; several, when the words name several.
    pub name: String,
    /// The ids that the words stand for.
    pub ids: BTreeSet<String>,
    /// For actors, to whose account their deeds go.
    pub principals: BTreeSet<String>,
}

/// A name that nothing bears.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Unknown {
    pub(crate) name: String,
    pub(crate) suggestions: Vec<String>,
}

#[derive(Clone, Debug, Default)]
struct Table {
    /// Folded name, how good a name it is (0 best), ids.
    by_name: BTreeMap<String, BTreeMap<u8, BTreeSet<String>>>,
    labels: BTreeMap<String, String>,
}

impl Names {
    /// The names that the graph knows.
    #[must_use]
    pub fn of_graph(graph: &KnowledgeGraph) -> Names {
        let mut names = Names::default();
        for actor in graph.nodes::<Actor>() {
            names.actors.label(&actor.id, &actor.name);
            names.actors.add(&actor.id, 1, actor.aliases.iter());
            names.principals.insert(actor.id.clone(), actor.principal.clone());
        }
        for place in graph.nodes::<Place>() {
            names.places.label(&place.id, &place.name);
        }
        names
    }

    /// Also the names that the ontology knows.
    #[must_use]
    pub fn with_ontology(mut self, ontology: &Ontology) -> Names {
        for entry in ontology.actors() {
            self.actors.label(&entry.id, &entry.name);
            self.actors.add(&entry.id, 1, entry.aliases.iter().chain(&entry.exact));
            self.actors.add(&entry.id, 2, entry.short.iter().chain(&entry.adjectives));
            self.actors.add(&entry.id, 3, entry.metonyms.iter());
            self.principals.insert(entry.id.clone(), ontology.principal(&entry.id).to_owned());
        }
        for entry in ontology.places() {
            self.places.label(&entry.id, &entry.name);
            self.places.add(&entry.id, 1, entry.aliases.iter().chain(&entry.exact));
        }
        self
    }

    /// The name to show for an actor; its id when no name is known.
    #[must_use]
    pub fn actor_name<'a>(&'a self, id: &'a str) -> &'a str {
        self.actors.labels.get(id).map_or(id, String::as_str)
    }

    pub(crate) fn actor(&self, typed: &str) -> Result<Named, Unknown> {
        let (name, ids) = self.actors.find(typed)?;
        let principals = ids.iter().map(|id| self.principals.get(id).unwrap_or(id).clone()).collect();
        Ok(Named { name, ids, principals })
    }

    pub(super) fn place(&self, typed: &str) -> Result<Named, Unknown> {
        let (name, ids) = self.places.find(typed)?;
        Ok(Named { name, ids, principals: BTreeSet::new() })
    }
}

impl Table {
    fn label(&mut self, id: &str, name: &str) {
        self.labels
            .entry(id.to_owned())
            .and_modify(|known| *known = known.as_str().min(name).to_owned())
            .or_insert_with(|| name.to_owned());
        self.add(id, 0, [&name.to_owned(), &id.to_owned()]);
    }

    fn add<'a>(&mut self, id: &str, rank: u8, names: impl IntoIterator<Item = &'a String>) {
        for name in names {
            self.by_name.entry(key(name)).or_default().entry(rank).or_default().insert(id.to_owned());
        }
    }

    fn find(&self, typed: &str) -> Result<(String, BTreeSet<String>), Unknown> {
        let wanted = key(typed);
        // Singular and plural name the same people.
        let spellings = [wanted.clone(), format!("{wanted}s"), wanted.strip_suffix('s').unwrap_or(&wanted).to_owned()];
        match spellings.iter().find_map(|spelling| self.by_name.get(spelling)?.values().next()) {
            Some(ids) => {
                let labels: BTreeSet<&str> =
                    ids.iter().map(|id| self.labels.get(id).map_or(id.as_str(), String::as_str)).collect();
                Ok((labels.into_iter().collect::<Vec<_>>().join(" or "), ids.clone()))
            }
            None => Err(Unknown { name: typed.to_owned(), suggestions: self.alike(&wanted) }),
        }
    }

    /// The labels of what bears a name like the wanted one, most alike first.
    fn alike(&self, wanted: &str) -> Vec<String> {
        let mut found: Vec<(f64, &str)> = Vec::new();
        for (name, ranks) in &self.by_name {
            let likeness = strsim::jaro_winkler(wanted, name);
            if likeness >= ALIKE {
                found.extend(ranks.values().flatten().filter_map(|id| Some((likeness, self.labels.get(id)?.as_str()))));
            }
        }
        found.sort_by(|a, b| b.0.total_cmp(&a.0).then_with(|| a.1.cmp(b.1)));
        let mut labels: Vec<String> = Vec::new();
        for (_, label) in found {
            if labels.len() < SUGGESTIONS && !labels.iter().any(|known| known == label) {
                labels.push(label.to_owned());
            }
        }
        labels
    }
}

/// A name folded, without the article.
fn key(name: &str) -> String {
    let folded = fold(name);
    folded.strip_prefix("the ").unwrap_or(&folded).to_owned()
}
