//! Names as people type them: to ids of actors and places.

use std::collections::{BTreeMap, BTreeSet};

use super::problem::{AmbiguousName, Candidate, UnknownName};
use crate::fold::fold;
use crate::graph::{Actor, KnowledgeGraph, Place};
use crate::ontology::Ontology;
use crate::ontology::schema::Makes;
use crate::suggest::likeness;
use crate::vocabulary::ActorKind;

/// How alike two names must be for one to be suggested for the other.
const ALIKE: f64 = 0.86;
/// How many suggestions are worth reading.
const SUGGESTIONS: usize = 3;

/// The names of actors and places that a question may use.
///
/// ```
/// # let told = std::fs::read_to_string("tests/fixtures/articles.jsonl")?;
/// # let read: Vec<reprisal::Extraction> = told.lines().map(serde_json::from_str).collect::<Result<_, _>>()?;
/// # let graph = reprisal::KnowledgeGraph::from_extractions(&read);
/// use reprisal::query::Names;
///
/// let names = Names::of_graph(&graph);
/// assert_eq!(names.actor_name("us-central-command"), "US Central Command");
/// assert_eq!(names.principal("us-central-command"), "united-states");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, Default)]
pub struct Names {
    actors: Table,
    places: Table,
    principals: BTreeMap<String, String>,
    /// What a generic noun makes of a name beside it, by the folded noun.
    nouns: BTreeMap<String, Makes>,
    /// States and their bodies.
    states: BTreeSet<String>,
    /// Actors that documents name.
    told_of: BTreeSet<String>,
    /// The forces of states: what they do is what the state does.
    forces: BTreeSet<String>,
}

/// An actor or a place that a question names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Named {
    pub(crate) id: String,
    /// The preferred name.
    pub(crate) name: String,
    /// How good a name was given: 0 is the best, 3 that of a seat which stands for who sits there.
    pub(super) rank: u8,
    /// Whether people and things of the actor were named, and so all that is counted to it.
    pub(super) account: bool,
    /// Said in words that are near to a name.
    pub(super) mended: bool,
}

/// Why a name leads nowhere.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum NoName {
    Unknown(UnknownName),
    Ambiguous(AmbiguousName),
}

/// The rank of a seat that stands for who sits there.
pub(super) const METONYM: u8 = 3;

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
            names.actors.add(&actor.id, 1, &actor.aliases);
            names.note(&actor.id, &actor.principal, actor.kind);
            if !actor.documents.is_empty() {
                names.told_of.insert(actor.id.clone());
            }
        }
        for place in graph.nodes::<Place>() {
            names.places.label(&place.id, &place.name);
        }
        names
    }

    /// Also the names that the ontology knows, and what its generic nouns make of them ("X troops").
    #[must_use]
    pub fn with_ontology(mut self, ontology: &Ontology) -> Names {
        for entry in ontology.actors() {
            self.actors.label(&entry.id, &entry.name);
            self.actors.add(&entry.id, 1, entry.aliases.iter().chain(&entry.exact));
            self.actors.add(&entry.id, 2, entry.short.iter().chain(&entry.adjectives));
            self.actors.add(&entry.id, METONYM, &entry.metonyms);
            self.note(&entry.id, ontology.principal(&entry.id), entry.kind);
            self.forces.extend(entry.military.clone());
        }
        for entry in ontology.places() {
            self.places.label(&entry.id, &entry.name);
            self.places.add(&entry.id, 1, entry.aliases.iter().chain(&entry.exact));
        }
        let generics = ontology.generics().iter().flat_map(|entry| entry.nouns.iter().map(|noun| (noun, entry.makes)));
        // "The tanker X" is X; "X tanker" is nobody known.
        let signs = ontology.signs().iter().flat_map(|entry| entry.nouns.iter().map(|noun| (noun, Makes::Thing)));
        for (noun, makes) in generics.chain(signs) {
            let (one, many) = noun.split_once('/').unwrap_or((noun, ""));
            for form in [one.to_owned(), if many.is_empty() { format!("{one}s") } else { many.to_owned() }] {
                self.nouns.entry(fold(&form)).or_insert(makes);
            }
        }
        self
    }

    fn note(&mut self, id: &str, principal: &str, kind: ActorKind) {
        self.principals.insert(id.to_owned(), principal.to_owned());
        if matches!(kind, ActorKind::State | ActorKind::Government | ActorKind::Military) {
            self.states.insert(id.to_owned());
        }
    }

    /// The name to show for an actor; its id when no name is known.
    #[must_use]
    pub fn actor_name<'a>(&'a self, id: &'a str) -> &'a str {
        self.actors.labels.get(id).map_or(id, String::as_str)
    }

    /// The name to show for a place; its id when no name is known.
    #[must_use]
    pub fn place_name<'a>(&'a self, id: &'a str) -> &'a str {
        self.places.labels.get(id).map_or(id, String::as_str)
    }

    /// Id of the actor to whose account the deeds of this one go.
    #[must_use]
    pub fn principal<'a>(&'a self, id: &'a str) -> &'a str {
        self.principals.get(id).map_or(id, String::as_str)
    }

    /// Whether an actor is meant with all that is counted to its account: who has an account, and the forces of a state.
    pub(super) fn is_whole(&self, id: &str) -> bool {
        self.principal(id) == id || self.forces.contains(id)
    }

    /// The actor of this id or name; with `mend`, also of a name that is nearly it.
    pub(crate) fn actor(&self, typed: &str, mend: bool) -> Result<Named, NoName> {
        let found = self.find("actor", &self.actors, typed, mend);
        let Err(NoName::Unknown(mut unknown)) = found else { return found };
        match self.owner(typed, mend) {
            Some(Ok(owner)) => return Ok(owner),
            Some(Err(hint)) => {
                unknown.hint = Some(hint);
                unknown.suggestions.clear();
            }
            None => {}
        }
        if let Some(described) = self.described(typed) {
            return Ok(described);
        }
        if let Ok(place) = self.place(typed, false) {
            unknown.hint = Some(format!("{} is a place; ask of what happened in it", place.name));
            unknown.suggestions.clear();
        }
        Err(NoName::Unknown(unknown))
    }

    /// Of "the tanker X" the X.
    fn described(&self, typed: &str) -> Option<Named> {
        let folded = key(typed);
        let (noun, name) = folded.split_once(' ')?;
        if self.nouns.contains_key(noun) { self.find("actor", &self.actors, name, false).ok() } else { None }
    }

    /// The place of this id or name.
    pub(crate) fn place(&self, typed: &str, mend: bool) -> Result<Named, NoName> {
        self.find("place", &self.places, typed, mend)
    }

    /// Of "X troops" the X to whose account their deeds go; or why there is none.
    fn owner(&self, typed: &str, mend: bool) -> Option<Result<Named, String>> {
        let folded = key(typed);
        let words: Vec<&str> = folded.split(' ').collect();
        let (at, makes) = (1..words.len()).find_map(|at| Some((at, *self.nouns.get(&words[at..].join(" "))?)))?;
        let (whose, noun) = (words[..at].join(" "), words[at..].join(" "));
        let whose = whose.strip_suffix('s').filter(|_| typed.contains('\'') || typed.contains('’')).unwrap_or(&whose);
        let owner = self.find("actor", &self.actors, whose, mend).ok()?;
        match makes {
            Makes::Forces | Makes::Property | Makes::Weapon | Makes::People | Makes::Officials => {
                let id = self.principal(&owner.id).to_owned();
                let name = self.actor_name(&id).to_owned();
                Some(Ok(Named { id, name, account: true, ..owner }))
            }
            // "X fighters" are X, where X is an armed group itself.
            Makes::Group if !self.states.contains(&owner.id) => Some(Ok(Named { account: true, ..owner })),
            Makes::Group => Some(Err(format!(
                "{noun:?} are groups with accounts of their own, and not all of them are told apart; name one of them"
            ))),
            _ => Some(Err(format!("{noun:?} name no actor by themselves; name who it is, or {}", owner.name))),
        }
    }

    fn find(&self, what: &'static str, table: &Table, typed: &str, mend: bool) -> Result<Named, NoName> {
        let wanted = key(typed);
        let exact = table.labels.get_key_value(typed).map(|(id, _)| (0, BTreeSet::from([id.clone()])));
        let found = exact.or_else(|| table.bearers(&wanted));
        let mended = found.is_none();
        let Some((rank, ids)) = found.or_else(|| if mend { table.nearly(&wanted) } else { None }) else {
            let suggestions = table.alike(&wanted);
            return Err(NoName::Unknown(UnknownName { what, name: typed.to_owned(), suggestions, hint: None }));
        };
        let label = |id: &str| table.labels.get(id).map_or(id, String::as_str).to_owned();
        match (ids.len(), ids.first()) {
            (1, Some(id)) => Ok(Named { id: id.clone(), name: label(id), rank, account: false, mended }),
            _ => {
                let candidate = |id: &String| {
                    let told_of = what == "place" || self.told_of.contains(id);
                    Candidate { name: label(id), id: id.clone(), told_of }
                };
                let candidates = ids.iter().map(candidate).collect();
                Err(NoName::Ambiguous(AmbiguousName { name: typed.to_owned(), candidates }))
            }
        }
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

    /// Those who bear a name, by the best sort of name that it is to any.
    fn bearers(&self, wanted: &str) -> Option<(u8, BTreeSet<String>)> {
        // Singular and plural name the same people; a genitive the one whose it is.
        let spellings = [wanted.to_owned(), format!("{wanted}s"), wanted.strip_suffix('s').unwrap_or(wanted).to_owned()];
        let ranks = spellings.iter().find_map(|spelling| self.by_name.get(spelling))?;
        ranks.iter().next().map(|(rank, ids)| (*rank, ids.clone()))
    }

    /// Those who bear the name that is nearest to a misspelt one.
    fn nearly(&self, wanted: &str) -> Option<(u8, BTreeSet<String>)> {
        let length = wanted.chars().count();
        let allowed = slips(length);
        let mut found: BTreeMap<usize, (u8, BTreeSet<String>)> = BTreeMap::new();
        for (name, ranks) in &self.by_name {
            if allowed == 0 || name.chars().count().abs_diff(length) > allowed {
                continue;
            }
            let slips = likeness::distance(wanted, name);
            if slips <= allowed
                && let Some((rank, ids)) = ranks.iter().next()
            {
                let entry = found.entry(slips).or_insert((*rank, BTreeSet::new()));
                entry.0 = entry.0.min(*rank);
                entry.1.extend(ids.iter().cloned());
            }
        }
        found.into_values().next()
    }

    /// The labels of what bears a name like the wanted one, most alike first.
    fn alike(&self, wanted: &str) -> Vec<String> {
        let mut found: Vec<(f64, &str)> = Vec::new();
        for (name, ranks) in &self.by_name {
            let likeness = likeness::jaro_winkler(wanted, name);
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

/// How many slips of the finger are forgiven in a word or name of so many letters.
pub(super) fn slips(letters: usize) -> usize {
    match letters {
        0..=4 => 0,
        5..=8 => 1,
        _ => 2,
    }
}

/// A name folded, without the article.
fn key(name: &str) -> String {
    let folded = fold(name);
    folded.strip_prefix("the ").unwrap_or(&folded).to_owned()
}
