//! Sides that no telling names: who occupies or holds what was hit, whom a state fights there, whose people were hurt.

use rustc_hash::{FxHashMap as HashMap, FxHashSet as HashSet};

use super::Incident;
use super::everyday::is_at_home;
use crate::date::PartialDate;
use crate::extract::cast::Cast;
use crate::extract::event::{Event, extend};
use crate::ontology::schema::Act;
use crate::ontology::{Ontology, PlaceEntry};
use crate::vocabulary::{ActorKind, IncidentKind, Modality, Origin, PlaceKind, Stance};

/// A site that the text says somebody occupies, hit in a sentence that does not say so.
pub(super) fn occupy(incidents: &mut [Incident], housed: &HashMap<usize, Vec<usize>>, cast: &Cast<'_>, ontology: &Ontology) {
    for incident in incidents.iter_mut().filter(|incident| incident.event.targets.is_empty()) {
        let event = &incident.event;
        let occupants: Vec<usize> = event
            .places
            .iter()
            .filter(|&&place| ontology.places()[place].kind.is_site())
            .filter_map(|place| housed.get(place))
            .flatten()
            .copied()
            .filter(|&occupant| !event.agents.iter().any(|&agent| cast.same_side(agent, occupant)))
            .collect();
        extend(&mut incident.event.targets, &occupants);
    }
}

/// Where only a place was hit, its holder is the target: when an armed group strikes, or when the two sides are at
/// blows elsewhere in the document. A state's strike inside another country is aimed at somebody there, not at the country.
pub(super) fn hold(incidents: &mut [Incident], cast: &Cast<'_>, ontology: &Ontology) {
    stand_on(incidents, cast, ontology);
    let mut blows: HashSet<(String, String)> = HashSet::default();
    let principal = |member: usize| cast.actor(member).principal.clone();
    for incident in incidents.iter() {
        for &agent in &incident.event.agents {
            blows.extend(incident.event.targets.iter().map(|&target| (principal(agent), principal(target))));
        }
    }
    // Two that hit each other's places are at blows, too.
    let mut sites: HashSet<(String, String)> = HashSet::default();
    for event in incidents.iter().map(|incident| &incident.event) {
        for &agent in &event.agents {
            sites.extend(event.holders.iter().map(|&holder| (principal(agent), principal(holder))));
        }
    }
    blows.extend(sites.iter().filter(|(one, other)| one != other && sites.contains(&(other.clone(), one.clone()))).cloned());
    let at_blows = |one: usize, other: usize| {
        let backers = ontology.actor(&principal(one)).map(|entry| entry.backed_by.as_slice()).unwrap_or_default();
        let other = principal(other);
        // Whoever backs one of them may be at blows with the other.
        let sides = std::iter::once(principal(one)).chain(backers.iter().map(|backing| backing.by.clone()));
        sides.into_iter().any(|one| blows.contains(&(one.clone(), other.clone())) || blows.contains(&(other.clone(), one)))
    };
    // In a country where no armed group holds a place, there is nobody else to be aimed at.
    let quiet = |holder: usize| {
        let land = &cast.actor(holder).principal;
        if !ontology.places().iter().any(|place| place.state.as_ref() == Some(land)) {
            return false;
        }
        let group = |by: &str| ontology.actor(by).is_some_and(|actor| actor.kind == ActorKind::ArmedGroup);
        let inside = |place: &PlaceEntry| ontology.country(&place.id).is_some_and(|country| country.state.as_ref() == Some(land));
        let mut held = ontology.places().iter().filter(|place| place.held_by.iter().any(|held| group(&held.by)));
        !held.any(inside)
    };
    for incident in incidents.iter_mut() {
        // "The rockets killed ten civilians": whoever holds the place was aimed at, as far as somebody does.
        let hurt = |target: &usize| {
            let told = || incident.told.iter().filter(|told| told.targets.contains(target));
            let persons = |told: &Event| told.people || ontology.triggers()[told.rule].acts.contains(&Act::Persons);
            is_unarmed(cast, *target) && told().all(|told| told.victims.contains(target)) && !incident.told.iter().any(persons)
        };
        let only_hurt =
            !incident.event.targets.is_empty() && incident.event.targets.iter().all(hurt) && !came(incident, cast, ontology);
        let event = &incident.event;
        if !event.targets.is_empty() && !only_hurt {
            continue;
        }
        let people: Vec<usize> = event
            .bystanders
            .iter()
            .copied()
            .filter(|&one| event.agents.iter().any(|&agent| !cast.same_side(agent, one) && at_blows(agent, one)))
            .collect();
        if !people.is_empty() {
            if !only_hurt {
                extend(&mut incident.event.targets, &people);
            }
            continue;
        }
        let hit: Vec<usize> = event
            .holders
            .iter()
            .copied()
            .filter(|&holder| {
                !event.agents.iter().any(|&agent| cast.same_side(agent, holder))
                    && (event.agents.is_empty()
                        // "X accused Y of hitting a town of X"
                        || event.voices.iter().any(|voice| {
                            voice.stance == Stance::Accuses && voice.member.is_some_and(|one| cast.same_side(one, holder))
                        })
                        || event.owners.contains(&holder)
                        || event.agents.iter().any(|&agent| {
                            matches!(cast.kind(agent), ActorKind::ArmedGroup | ActorKind::Generic | ActorKind::Coalition)
                                || at_blows(agent, holder)
                                || quiet(holder)
                        }))
            })
            .collect();
        let hit = if hit.is_empty() { soldiers_there(event, cast, ontology) } else { hit };
        // "in the Green Zone near the US embassy": the nearer owner.
        let nearer: Vec<usize> = hit.iter().copied().filter(|holder| event.owners.contains(holder)).collect();
        let hit = if nearer.is_empty() { hit } else { nearer };
        if only_hurt && !hit.is_empty() && !event.agents.is_empty() {
            incident.event.targets.clear();
        }
        extend(&mut incident.event.targets, &hit);
    }
}

/// "Turkish jets killed four soldiers near Homs", "hit the defence ministry in Damascus": bare forces and offices that a
/// state hits are those of the country where they were.
fn soldiers_there(event: &Event, cast: &Cast<'_>, ontology: &Ontology) -> Vec<usize> {
    let state = |&agent: &usize| matches!(cast.kind(agent), ActorKind::State | ActorKind::Military);
    if event.state_hit.is_none() && !event.office
        || event.agents.is_empty()
        || !event.agents.iter().all(state)
        || !event.victims.is_empty()
    {
        return Vec::new();
    }
    let day = event.date.map(|date| date.first_day());
    let theirs = |&place: &usize| {
        let id = &ontology.places()[place].id;
        // Where somebody else holds the place, they may be anybody's.
        let holder = ontology.holder(id, day)?;
        let land = ontology.country(id)?.state.as_deref()?;
        cast.member(land).filter(|_| holder == land)
    };
    let foreign = |member: &usize| !event.agents.iter().any(|&agent| cast.same_side(agent, *member));
    event.places.iter().filter_map(theirs).filter(foreign).take(1).collect()
}

/// "an attack on a market in Y": where a site was hit that nobody is said to own, whoever holds the places told of it holds the site.
fn stand_on(incidents: &mut [Incident], cast: &Cast<'_>, ontology: &Ontology) {
    for event in incidents.iter_mut().map(|incident| &mut incident.event) {
        let armed = |&agent: &usize| cast.kind(agent) == ActorKind::ArmedGroup;
        if !event.site || !event.targets.is_empty() || !event.holders.is_empty() || event.agents.iter().any(armed) {
            continue;
        }
        let day = event.date.map(|date| date.first_day());
        let held = |&place: &usize| ontology.holder(&ontology.places()[place].id, day).and_then(|holder| cast.member(holder));
        let holders: Vec<usize> = event.places.iter().filter_map(held).collect();
        extend(&mut event.holders, &holders[..holders.len().min(1)]);
    }
}

/// "Israel strikes Lebanon": a state's blow at a country is aimed at the group that it fights there, if the document names
/// one and tells of no blow between the two states otherwise. Of several countries, those where it fights nobody are left out.
pub(super) fn aim(incidents: &mut [Incident], cast: &Cast<'_>, ontology: &Ontology) {
    for at in 0..incidents.len() {
        let targets = incidents[at].event.targets.clone();
        let aimed: Vec<Option<Vec<usize>>> =
            targets.iter().map(|&target| fought_there(incidents, at, target, cast, ontology)).collect();
        // "strikes on Iraq and Syria", but "strikes on X in Syria": no country.
        if !aimed.iter().all(Option::is_some) {
            continue;
        }
        let mut foes = Vec::new();
        aimed.into_iter().flatten().for_each(|found| extend(&mut foes, &found));
        if !foes.is_empty() {
            incidents[at].event.targets = foes;
        }
    }
    for at in 0..incidents.len() {
        if let Some(foe) = met_there(incidents, at, cast, ontology) {
            incidents[at].event.targets = vec![foe];
        }
    }
}

/// "Hezbollah shelled posts of Israel. … Israel bombed Tyre": a state's blow at a town alone is aimed at the one group that
/// strikes the state in the document, if the group holds a part of the country around the town.
fn met_there(incidents: &[Incident], at: usize, cast: &Cast<'_>, ontology: &Ontology) -> Option<usize> {
    let event = &incidents[at].event;
    let open = event.targets.is_empty() && event.victims.is_empty() && event.bystanders.is_empty();
    // An answer is aimed at whoever it answers.
    let answers = event.answers || event.replies || !incidents[at].causes.is_empty();
    if !open || answers || event.modality != Modality::Asserted || event.agents.is_empty() || event.civil {
        return None;
    }
    if !event.agents.iter().all(|&agent| cast.of_state(agent)) {
        return None;
    }
    let land = event.places.iter().find_map(|&place| ontology.country(&ontology.places()[place].id))?;
    let holds = |foe: usize| {
        let id = &cast.actor(foe).principal;
        let inside = |place: &PlaceEntry| ontology.around(&place.id).any(|around| around.id == land.id);
        let day = event.date.map(|date| date.first_day());
        ontology.places().iter().filter(|place| ontology.holder(&place.id, day) == Some(id.as_str())).any(inside)
    };
    let ours = |members: &[usize]| cast.share_side(members, &event.agents);
    let told = incidents.iter().map(|incident| &incident.event).filter(|other| other.modality == Modality::Asserted);
    let mut foes = told.flat_map(|other| {
        let hits = if ours(&other.targets) { other.agents.as_slice() } else { &[] };
        hits.iter().copied().filter(|&one| cast.kind(one) == ActorKind::ArmedGroup && holds(one)).collect::<Vec<_>>()
    });
    let first = foes.next()?;
    foes.all(|other| cast.same_side(first, other)).then_some(first)
}

/// Whom a state's blow at a country was aimed at, as far as the document says so; `None` if it was no blow at a country.
fn fought_there(incidents: &[Incident], at: usize, target: usize, cast: &Cast<'_>, ontology: &Ontology) -> Option<Vec<usize>> {
    let event = &incidents[at].event;
    // "strikes Yemen", or a town of it.
    let there = |land: usize| {
        let around = |place: usize| ontology.around(&ontology.places()[place].id);
        event.places.iter().any(|&place| around(place).any(|around| around.id == ontology.places()[land].id))
    };
    let land = ontology.places().iter().position(|place| place.id == cast.actor(target).id).filter(|&land| there(land))?;
    if event.agents.is_empty() || !event.agents.iter().all(|&agent| cast.of_state(agent)) {
        return None;
    }
    // "killed X in a strike on Beirut": X was aimed at.
    let hurt = |victim: &usize| {
        let own = cast.same_side(*victim, target) || event.agents.iter().any(|&agent| cast.same_side(agent, *victim));
        !own && matches!(cast.kind(*victim), ActorKind::Person | ActorKind::ArmedGroup)
    };
    let told = incidents[at].told.iter().flat_map(|told| &told.victims);
    let mut victims: Vec<usize> = told.copied().filter(hurt).collect();
    victims.dedup();
    if !victims.is_empty() {
        return Some(victims);
    }
    let ours = |members: &[usize]| cast.share_side(members, &event.agents);
    let theirs = |members: &[usize]| members.iter().any(|one| cast.same_side(*one, target));
    let answered = incidents
        .iter()
        .any(|other| theirs(&other.event.agents) && (ours(&other.event.targets) || other.event.targets.is_empty()));
    if answered {
        return Some(Vec::new());
    }
    let within =
        |place: usize| ontology.around(&ontology.places()[place].id).any(|around| around.id == ontology.places()[land].id);
    let fought = |kinds: &[ActorKind]| {
        incidents.iter().enumerate().find_map(|(index, other)| {
            let there = other.event.places.is_empty() || other.event.places.iter().any(|&place| within(place));
            let fits = |&member: &usize| kinds.contains(&cast.kind(member)) && !theirs(&[member]);
            (index != at && ours(&other.event.agents) && there).then(|| other.event.targets.iter().copied().find(fits))?
        })
    };
    // A group before a class or a people.
    let group = fought(&[ActorKind::ArmedGroup]).or_else(|| fought(&[ActorKind::Generic, ActorKind::Organisation]));
    let holds = |foe: usize| {
        let id = &cast.actor(foe).principal;
        let theirs = |place: &&PlaceEntry| place.held_by.iter().any(|held| held.by == *id);
        let inside = |place: &PlaceEntry| ontology.around(&place.id).any(|around| around.id == ontology.places()[land].id);
        ontology.places().iter().filter(theirs).any(inside)
    };
    // Else the one group that strikes the same state, if it holds a part of the country.
    let foe = || {
        let armed = |&&one: &&usize| cast.kind(one) == ActorKind::ArmedGroup;
        let theirs = incidents.iter().filter(|other| other.event.modality == Modality::Asserted && ours(&other.event.targets));
        let mut foes = theirs.flat_map(|other| other.event.agents.iter().filter(armed).copied());
        let first = foes.next().filter(|&foe| holds(foe))?;
        foes.all(|other| cast.same_side(first, other)).then_some(first)
    };
    Some(group.or_else(foe).into_iter().collect())
}

/// "Gunmen killed nine workers near X", "fighters of X raided the village and killed 30 people": whoever holds the place, the
/// people were aimed at.
pub(super) fn slain(incidents: &mut [Incident], cast: &mut Cast<'_>, ontology: &Ontology) {
    let Some(class) = cast.civilians() else { return };
    for incident in incidents.iter_mut() {
        let event = &incident.event;
        let came = came(incident, cast, ontology) && event.bystanders.is_empty();
        let civilian = |&victim: &usize| is_unarmed(cast, victim);
        let unarmed = |told: &Event| !told.victims.is_empty() && told.victims.iter().all(civilian);
        // "killed 1,200 people in X": aimed at the country.
        let country = |&place: &usize| ontology.places()[place].kind == PlaceKind::Country;
        let abroad = !event.agents.is_empty() && event.places.iter().any(country);
        let aimed = |told: &Event| !abroad && (told.slain && event.weapon.is_none() || came && (told.villagers || unarmed(told)));
        if event.targets.is_empty() && event.victims.iter().all(civilian) && incident.told.iter().any(aimed) {
            extend(&mut incident.event.targets, cast.by_id(class).as_slice());
        }
        // "and took 250 hostage"
        let anybody = incident.told.iter().any(|told| told.slain && told.targets.is_empty());
        let event = &mut incident.event;
        if abroad && anybody && event.targets.iter().all(|&target| is_unarmed(cast, target)) {
            event.targets.clear();
        }
    }
}

/// Whether men of an armed group came to kill, rather than sent something from afar.
fn came(incident: &Incident, cast: &Cast<'_>, ontology: &Ontology) -> bool {
    let event = &incident.event;
    let armed = |&agent: &usize| cast.kind(agent) == ActorKind::ArmedGroup;
    let kills = |told: &Event| ontology.triggers()[told.rule].acts.contains(&Act::Harms);
    let on_foot = match event.kind {
        IncidentKind::Raid | IncidentKind::Shooting => true,
        IncidentKind::Attack => {
            let there = event.weapon.is_none() && event.owners.is_empty() && !event.places.is_empty();
            incident.told.iter().all(kills) || there && is_at_home(event, cast, ontology)
        }
        _ => false,
    };
    !event.agents.is_empty() && event.agents.iter().all(armed) && on_foot
}

/// "Forty people were massacred. The attackers were …", "shells fell among shoppers": people whom nobody else was aimed at.
pub(super) fn unarmed(incidents: &mut [Incident], cast: &mut Cast<'_>, ontology: &Ontology) {
    let Some(class) = cast.civilians() else { return };
    let persons = |told: &Event| told.people && (told.amid || ontology.triggers()[told.rule].acts.contains(&Act::Persons));
    let nobody =
        |event: &Event| [&event.targets, &event.holders, &event.victims, &event.bystanders].iter().all(|side| side.is_empty());
    // "Eleven passengers were abducted near a town of X": they were.
    let taken = |told: &Event| told.people && told.kind == IncidentKind::Abduction;
    let open = |event: &Event| [&event.targets, &event.victims, &event.bystanders].iter().all(|side| side.is_empty());
    let aimed = |incident: &Incident| {
        let told = || incident.told.iter();
        let country = |&place: &usize| ontology.places()[place].kind == PlaceKind::Country;
        let abroad = incident.event.places.iter().any(country);
        nobody(&incident.event) && told().any(persons) || open(&incident.event) && !abroad && told().any(taken)
    };
    for incident in incidents.iter_mut().filter(|incident| aimed(incident)) {
        extend(&mut incident.event.targets, cast.by_id(class).as_slice());
    }
}

/// Civilians, or some of them.
fn is_unarmed(cast: &Cast<'_>, member: usize) -> bool {
    cast.civilians() == Some(cast.actor(member).principal.as_str())
}

/// Where no target is told, the actor whose people were hurt stands in for it.
pub(super) fn stand_in(event: &mut Event, cast: &Cast<'_>) {
    let victims: Vec<usize> = event
        .victims
        .iter()
        .copied()
        .filter(|victim| !event.agents.iter().any(|agent| cast.same_side(*agent, *victim)))
        .collect();
    // "five soldiers and three civilians": the soldiers were aimed at.
    let unarmed = |victim: &usize| is_unarmed(cast, *victim);
    let aimed: Vec<usize> = victims.iter().copied().filter(|victim| !unarmed(victim)).collect();
    // "a strike on Damascus killed five Guards": aimed at them.
    let seat = |target: &usize| event.seats.contains(target) && !aimed.iter().any(|one| cast.same_side(*one, *target));
    if !aimed.is_empty() && event.targets.iter().all(seat) {
        event.targets.clear();
    }
    if event.targets.is_empty() {
        extend(&mut event.targets, if aimed.is_empty() { &victims } else { &aimed });
    }
    if !event.mutual {
        let agents = event.agents.clone();
        event.targets.retain(|target| !agents.contains(target));
    }
}

/// The dead do nothing: a person does not do what comes after the day on which a deed told before killed him.
pub(super) fn dead(incidents: &mut [Incident], cast: &Cast<'_>) {
    let person = |&&member: &&usize| cast.kind(member) == ActorKind::Person;
    let mut died: HashMap<usize, PartialDate> = HashMap::default();
    for Incident { event, .. } in incidents {
        if let Some(day) = event.date {
            let slain = |&&member: &&usize| died.get(&member).is_some_and(|last| last.last_day() < day.first_day());
            let dead: Vec<usize> = event.agents.iter().filter(slain).copied().collect();
            event.agents.retain(|agent| !dead.contains(agent));
            let killed = event.kind == IncidentKind::Assassination || event.killed.is_some_and(|killed| killed > 0);
            let victims = event.targets.iter().chain(&event.victims).filter(|_| killed && event.modality == Modality::Asserted);
            died.extend(victims.filter(person).map(|&victim| (victim, day)));
        }
    }
}

/// "killed X, a commander of Y": what is done to or by somebody introduced with his group is done to or by the group as well.
pub(super) fn affiliated(incidents: &mut [Incident], cast: &Cast<'_>) {
    let group = |&member: &usize| {
        let actor = cast.actor(member);
        let own = actor.origin != Origin::Discovered || actor.kind != ActorKind::Person || actor.principal == actor.id;
        if own { None } else { cast.member(&actor.principal) }
    };
    for Incident { event, .. } in incidents {
        for side in [&mut event.agents, &mut event.targets] {
            let groups: Vec<usize> = side.iter().filter_map(group).collect();
            extend(side, &groups);
        }
    }
}
