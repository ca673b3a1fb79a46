//! Entries of nouns beside names: what they make of a name, and what they tell of an unknown one.

use serde::{Deserialize, Serialize};

use crate::vocabulary::{ActorKind, IncidentKind};

/// Generic nouns of one behaviour.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct GenericEntry {
    /// Name of the class, unique among generics.
    pub id: String,
    /// Singular nouns; plurals are derived, irregular ones written "man/men".
    pub nouns: Vec<String>,
    /// What "NAME noun" stands for.
    pub makes: Makes,
    /// The incident kind that the noun hints at as a means: "drone" hints at a drone attack.
    #[serde(default)]
    pub means: Option<IncidentKind>,
    /// Kinds of actor that a bare definite noun of the class may refer back to: "the group".
    #[serde(default)]
    pub refers: Vec<ActorKind>,
    /// Whether a bare noun of the class belongs to the state that the text is about: "security forces", also without "the".
    #[serde(default)]
    pub at_home: bool,
    /// Whether those of the class serve a state, so that bare ones whom an armed group hits, or who hit one, are those of the state that
    /// the text is about: "soldiers", "an army convoy".
    #[serde(default)]
    pub of_state: bool,
    /// Whether a country's own name before the noun says where it stands rather than whose it is: "an attack on a Jordan base",
    /// but "a Jordanian base".
    #[serde(default)]
    pub hosted: bool,
    /// Whether it is too wide for its holder to be whoever is hit in it: "a market in X province".
    #[serde(default)]
    pub wide: bool,
    /// Whether a pronoun before the noun says who aims at it rather than whose it is: "hit its target", but "Houthi targets".
    #[serde(default)]
    pub aimed: bool,
    /// Whether what the noun names is of people's everyday life: where nobody is said to own one that is hit, the people were
    /// hit: "a market", "a school".
    #[serde(default)]
    pub civil: bool,
    /// Whether the noun names somebody beside its owner: "its neighbour" is the one of the kinds in `refers` that the text named
    /// last and that its owner is not.
    #[serde(default)]
    pub other: bool,
    /// Actor id that a bare noun of the class stands for: "merchant ships".
    #[serde(default)]
    pub alone: Option<String>,
    /// Sentences with the triples that must come out of them.
    #[serde(default)]
    pub examples: Vec<(String, Vec<String>)>,
}

/// What a generic noun makes of a name beside it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[non_exhaustive]
pub enum Makes {
    /// Armed servants of the named: "US troops", "Houthi fighters".
    Forces,
    /// A group known by its nationality or backer: "Iraqi militias", "Iran-backed factions".
    Group,
    /// Something owned or run by the named, which stands for it as a target: "US base", "Houthi depots".
    Property,
    /// A means, which stands for the named as an agent: "a US drone", "Iranian missiles".
    Weapon,
    /// People who speak for the named: "Israeli officials".
    Officials,
    /// A part of the named: "Hamas's armed wing".
    Part,
    /// A leader or commander of the named: "the group's commander".
    Leader,
    /// Unarmed people of the named: "Yemeni fishermen".
    People,
    /// An event noun or other thing that is nobody: "Houthi statement".
    Thing,
}

/// What tells that an unknown name names an actor of one sort.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SignEntry {
    /// Name of the sort, unique among signs.
    pub id: String,
    /// What sort of actor the name names.
    pub kind: ActorKind,
    /// To whose account its deeds go; to its own when absent.
    #[serde(default)]
    pub principal: Option<String>,
    /// Singular nouns that describe the name: "the tanker X", "X, a militia"; plurals are derived.
    #[serde(default)]
    pub nouns: Vec<String>,
    /// Words that such a name begins with: "Liwa", "Abu", "USS".
    #[serde(default)]
    pub first: Vec<String>,
    /// Words that such a name ends with: "Brigade", "Oil".
    #[serde(default)]
    pub last: Vec<String>,
    /// Words that such a name ends with though the others are common ones, or goes on after with "of": "the Harbour
    /// Brigades", "the Lions of the Valley".
    #[serde(default)]
    pub coined: Vec<String>,
    /// Words that make no name of a coined word, since they only say which part of a force is meant: "the Northern Brigade".
    #[serde(default)]
    pub plain: Vec<String>,
}
