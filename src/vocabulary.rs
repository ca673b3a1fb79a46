//! The closed word lists of the model: kinds of actor, place and incident, modality, predicates.
//!
//! Each word has one spelling in records and saved graphs (`armed-group`) and may be written in RON the way Rust
//! spells it (`ArmedGroup`).

use serde::{Deserialize, Serialize};
use std::error::Error;
use std::fmt;

macro_rules! vocabulary {
    ($(#[$meta:meta])* $name:ident { $($(#[$doc:meta])* $variant:ident = $kebab:literal | $ron:literal,)* }) => {
        $(#[$meta])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[non_exhaustive]
        pub enum $name {
            $($(#[$doc])* #[serde(rename = $kebab, alias = $ron)] $variant,)*
        }

        impl $name {
            /// Every word of the list, in the order of declaration.
            pub const ALL: &'static [$name] = &[$($name::$variant,)*];

            /// The spelling used in records, saved graphs and on the command line.
            #[must_use]
            pub const fn as_str(self) -> &'static str {
                match self { $($name::$variant => $kebab,)* }
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.pad(self.as_str())
            }
        }

        impl std::str::FromStr for $name {
            type Err = UnknownWord;

            fn from_str(word: &str) -> Result<Self, UnknownWord> {
                match word {
                    $($kebab | $ron => Ok($name::$variant),)*
                    _ => Err(UnknownWord { list: stringify!($name), word: word.to_owned() }),
                }
            }
        }
    };
}

/// A word that the named list does not hold.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnknownWord {
    /// The list that was searched, for instance `ActorKind`.
    pub list: &'static str,
    /// The word that was looked for.
    pub word: String,
}

impl fmt::Display for UnknownWord {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:?} is no {}", self.word, self.list)
    }
}

impl Error for UnknownWord {}

vocabulary! {
    /// What sort of actor: who can act or be acted on.
    ///
    /// ```
    /// use reprisal::ActorKind;
    /// assert_eq!("government".parse(), Ok(ActorKind::Government));
    /// assert_eq!(ActorKind::Government.to_string(), "government");
    /// assert!(ActorKind::ALL.contains(&ActorKind::Government));
    /// ```
    ActorKind {
        /// A country as an agent.
        State = "state" | "State",
        /// A body of a state: ministry, agency, parliament, regional government.
        Government = "government" | "Government",
        /// Armed forces of a state, a service or a command of them.
        Military = "military" | "Military",
        /// An armed group that is no state's regular force, its brigades and fronts.
        ArmedGroup = "armed-group" | "ArmedGroup",
        /// Several actors under one name.
        Coalition = "coalition" | "Coalition",
        /// A party, company, agency or international organisation.
        Organisation = "organisation" | "Organisation",
        /// A person.
        Person = "person" | "Person",
        /// A class known only by a description: "Iran-backed militias".
        Generic = "generic" | "Generic",
        /// A ship.
        Vessel = "vessel" | "Vessel",
        /// Unarmed people.
        Civilians = "civilians" | "Civilians",
    }
}

vocabulary! {
    /// What sort of place.
    ///
    /// ```
    /// use reprisal::PlaceKind;
    /// assert_eq!("country".parse(), Ok(PlaceKind::Country));
    /// assert_eq!(PlaceKind::Country.to_string(), "country");
    /// assert!(PlaceKind::ALL.contains(&PlaceKind::Country));
    /// ```
    PlaceKind {
        /// A region above the country: "Middle East".
        World = "world" | "World",
        /// A country.
        Country = "country" | "Country",
        /// A region or territory inside or across countries.
        Region = "region" | "Region",
        /// A province, governorate or state of a country.
        Province = "province" | "Province",
        /// A city, town or village.
        City = "city" | "City",
        /// A part of a city, a camp, a square.
        District = "district" | "District",
        /// A military base or airfield.
        Base = "base" | "Base",
        /// A port or terminal.
        Port = "port" | "Port",
        /// An airport in civil use.
        Airport = "airport" | "Airport",
        /// A sea, gulf or lake.
        Sea = "sea" | "Sea",
        /// A strait or canal.
        Strait = "strait" | "Strait",
        /// A border crossing.
        Crossing = "crossing" | "Crossing",
        /// A single site: oil field, nuclear site, prison, mountain, island.
        Site = "site" | "Site",
    }
}

vocabulary! {
    /// What sort of armed or coercive deed.
    ///
    /// ```
    /// use reprisal::IncidentKind;
    /// assert_eq!("drone-attack".parse(), Ok(IncidentKind::DroneAttack));
    /// assert_eq!(IncidentKind::DroneAttack.to_string(), "drone-attack");
    /// assert!(IncidentKind::ALL.contains(&IncidentKind::DroneAttack));
    /// ```
    IncidentKind {
        /// Bombs or missiles from aircraft.
        Airstrike = "airstrike" | "Airstrike",
        /// An attack by uncrewed aircraft or boats.
        DroneAttack = "drone-attack" | "DroneAttack",
        /// Rockets.
        RocketAttack = "rocket-attack" | "RocketAttack",
        /// Ballistic, cruise or anti-ship missiles.
        MissileAttack = "missile-attack" | "MissileAttack",
        /// Artillery and mortars.
        Shelling = "shelling" | "Shelling",
        /// A planted, carried or driven bomb.
        Bombing = "bombing" | "Bombing",
        /// Small arms.
        Shooting = "shooting" | "Shooting",
        /// Forces entering a place.
        Raid = "raid" | "Raid",
        /// The killing of a chosen person.
        Assassination = "assassination" | "Assassination",
        /// A fight of two sides.
        Clash = "clash" | "Clash",
        /// An attack on or by ships, without a nearer word.
        NavalAttack = "naval-attack" | "NavalAttack",
        /// The taking of a ship, a site or goods.
        Seizure = "seizure" | "Seizure",
        /// The taking of people.
        Abduction = "abduction" | "Abduction",
        /// An attack on computers.
        Cyberattack = "cyberattack" | "Cyberattack",
        /// None of the others, or not said.
        Attack = "attack" | "Attack",
    }
}

vocabulary! {
    /// How a sentence holds what it says.
    ///
    /// ```
    /// use reprisal::Modality;
    /// assert_eq!("denied".parse(), Ok(Modality::Denied));
    /// assert_eq!(Modality::Denied.to_string(), "denied");
    /// assert!(Modality::ALL.contains(&Modality::Denied));
    /// ```
    Modality {
        /// Told as fact, by the writer or by anyone quoted.
        Asserted = "asserted" | "Asserted",
        /// The only word on it is a denial.
        Denied = "denied" | "Denied",
        /// Promised, planned or feared, not done.
        Threatened = "threatened" | "Threatened",
    }
}

vocabulary! {
    /// What a voice does with what it speaks of.
    ///
    /// ```
    /// use reprisal::Stance;
    /// assert_eq!("claims".parse(), Ok(Stance::Claims));
    /// assert_eq!(Stance::Claims.to_string(), "claims");
    /// assert!(Stance::ALL.contains(&Stance::Claims));
    /// ```
    Stance {
        /// Says so, of others.
        Says = "says" | "Says",
        /// Says that it was its own deed.
        Claims = "claims" | "Claims",
        /// Says that somebody else did it, as a charge.
        Accuses = "accuses" | "Accuses",
        /// Says that what was told before is so.
        Confirms = "confirms" | "Confirms",
        /// Says that it is not so, or that it had no part in it.
        Denies = "denies" | "Denies",
        /// Says that it will do it.
        Threatens = "threatens" | "Threatens",
        /// Prepares or considers it.
        Plans = "plans" | "Plans",
        /// Fears it, or says that it may come.
        Warns = "warns" | "Warns",
        /// Has heard it said: "reportedly", "is believed to".
        Rumours = "rumours" | "Rumours",
        /// Takes back what it said.
        Retracts = "retracts" | "Retracts",
    }
}

vocabulary! {
    /// What a document as a whole makes of a deed or a relation: its [`Modality`], and on whose word.
    ///
    /// ```
    /// use reprisal::Status;
    /// assert_eq!("claimed".parse(), Ok(Status::Claimed));
    /// assert_eq!(Status::Claimed.to_string(), "claimed");
    /// assert!(Status::ALL.contains(&Status::Claimed));
    /// ```
    Status {
        /// The writer, or somebody who confirms it, says so.
        Asserted = "asserted" | "Asserted",
        /// Who did it says so.
        Claimed = "claimed" | "Claimed",
        /// Told only on the word of others.
        Attributed = "attributed" | "Attributed",
        /// Held by one voice and denied by another.
        Contested = "contested" | "Contested",
        /// Taken back by those who told it.
        Retracted = "retracted" | "Retracted",
        /// The only word on it is that it is not so.
        Denied = "denied" | "Denied",
        /// Promised, planned, feared or conditional.
        Threatened = "threatened" | "Threatened",
    }
}

vocabulary! {
    /// A standing relation between two actors.
    ///
    /// ```
    /// use reprisal::Predicate;
    /// assert_eq!("part_of".parse(), Ok(Predicate::PartOf));
    /// assert_eq!(Predicate::PartOf.to_string(), "part_of");
    /// assert!(Predicate::ALL.contains(&Predicate::PartOf));
    /// ```
    Predicate {
        /// Subject arms, funds, trains, directs or supports object.
        Backs = "backs" | "Backs",
        /// Subject belongs to object.
        PartOf = "part_of" | "PartOf",
        /// Subject, a person, leads or commands object.
        Leads = "leads" | "Leads",
    }
}

vocabulary! {
    /// Where a node comes from.
    ///
    /// ```
    /// use reprisal::Origin;
    /// assert_eq!("composed".parse(), Ok(Origin::Composed));
    /// assert_eq!(Origin::Composed.to_string(), "composed");
    /// assert!(Origin::ALL.contains(&Origin::Composed));
    /// ```
    Origin {
        /// Named by the ontology.
        Ontology = "ontology" | "Ontology",
        /// Put together from an ontology name and a generic noun: "rebels from Yemen".
        Composed = "composed" | "Composed",
        /// A name that the text gives and the ontology lacks.
        Discovered = "discovered" | "Discovered",
    }
}

impl PlaceKind {
    /// Whether it is one site with one occupant, rather than a stretch of land or sea.
    #[must_use]
    pub const fn is_site(self) -> bool {
        matches!(self, PlaceKind::Base | PlaceKind::Port | PlaceKind::Airport | PlaceKind::Site)
    }
}
