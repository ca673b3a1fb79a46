//! Actors that the ontology lacks: persons, groups, organisations and ships that a document introduces.
#![cfg(feature = "reader")]

use reprisal::extraction::ActorRecord;
use reprisal::{ActorKind, DocumentReader, Extraction, Modality, Ontology, Origin, Predicate, Reader};

fn read(text: &str) -> Extraction {
    let ontology = Ontology::builtin().unwrap();
    Reader::new(ontology).read(&DocumentReader::new(ontology).text("found", text))
}

fn discovered(extraction: &Extraction) -> Vec<&ActorRecord> {
    extraction.actors.iter().filter(|actor| actor.origin == Origin::Discovered).collect()
}

/// The one actor that the text introduces.
#[track_caller]
fn only(extraction: &Extraction, id: &str, kind: ActorKind) -> ActorRecord {
    let found = discovered(extraction);
    assert_eq!(found.iter().map(|actor| actor.id.as_str()).collect::<Vec<_>>(), [id]);
    assert_eq!(found[0].kind, kind);
    found[0].clone()
}

#[track_caller]
fn assert_nobody(text: &str) {
    let extraction = read(text);
    assert_eq!(discovered(&extraction).iter().map(|actor| actor.name.as_str()).collect::<Vec<_>>(), [""; 0], "{text}");
}

fn leads(extraction: &Extraction, person: &str, led: &str) -> bool {
    extraction
        .relations
        .iter()
        .any(|relation| relation.predicate == Predicate::Leads && relation.subject == person && relation.object == led)
}

fn attacked(extraction: &Extraction, who: &str, whom: &str) -> bool {
    let has = |ids: &[String], id: &str| ids.iter().any(|other| other == id);
    extraction.incidents.iter().any(|incident| {
        incident.modality == Modality::Asserted && has(&incident.perpetrators, who) && has(&incident.targets, whom)
    })
}

#[test]
fn a_role_makes_a_person_however_it_is_put() {
    for text in [
        "Khalil Nasir, a commander of Kataib Hezbollah, was killed in a US airstrike on Monday.",
        "Kataib Hezbollah commander Khalil Nasir was killed in a US airstrike on Monday.",
        "A US airstrike on Monday killed the deputy commander of Kataib Hezbollah, Khalil Nasir.",
        "A US airstrike killed Khalil Nasir (commander of Kataib Hezbollah) on Monday.",
        "A US airstrike killed Khalil Nasir, described as a senior Kataib Hezbollah commander.",
        "A US airstrike on Monday killed Khalil Nasir, who commands Kataib Hezbollah.",
        "Kataib Hezbollah is led by Khalil Nasir.",
        "Kataib Hezbollah threatened the United States. Its leader, Khalil Nasir, gave no date.",
        "The Kataib Hezbollah leaders are:\n\n- Khalil Nasir, in charge of rockets\n",
    ] {
        let extraction = read(text);
        let person = only(&extraction, "khalil-nasir", ActorKind::Person);
        assert_eq!(person.name, "Khalil Nasir");
        assert_eq!(person.principal, "kataib-hezbollah", "{text}");
        assert!(leads(&extraction, "khalil-nasir", "kataib-hezbollah"), "{text}: {:?}", extraction.relations);
    }
}

#[test]
fn who_kills_a_commander_attacks_the_group() {
    let extraction = read("A US airstrike killed Khalil Nasir, a commander of Kataib Hezbollah, in Baghdad on Monday.");
    assert!(attacked(&extraction, "united-states", "khalil-nasir"), "{:?}", extraction.incidents);
    assert_eq!(only(&extraction, "khalil-nasir", ActorKind::Person).principal, "kataib-hezbollah");
}

#[test]
fn a_spokesman_serves_but_does_not_lead_and_a_former_leader_leads_no_more() {
    let spokesman = read("Kataib Hezbollah spokesman Khalil Nasir said on Monday that its fighters had attacked US forces.");
    assert_eq!(only(&spokesman, "khalil-nasir", ActorKind::Person).principal, "kataib-hezbollah");
    assert!(!leads(&spokesman, "khalil-nasir", "kataib-hezbollah"));
    let former = read("Former Kataib Hezbollah commander Khalil Nasir was killed in Baghdad on Monday.");
    assert!(!leads(&former, "khalil-nasir", "kataib-hezbollah"));
}

#[test]
fn a_person_is_told_by_what_is_done_as_well() {
    let extraction = read("Gunmen killed Khalil Nasir in Basra on Monday.");
    assert_eq!(only(&extraction, "khalil-nasir", ActorKind::Person).principal, "khalil-nasir");
}

#[test]
fn a_surname_an_article_and_an_acronym_mean_the_one_named_in_full() {
    let text = "Nasir Killed in Strike\n\nKhalil al-Nasir, a commander of Kataib Hezbollah, was killed on Monday. Al-Nasir had led a unit. \
                Nasir was 40.";
    let person = only(&read(text), "khalil-al-nasir", ActorKind::Person);
    let named: Vec<&str> = person.mentions.iter().map(|&[start, end]| &text[start..end]).collect();
    assert!(named.contains(&"Khalil al-Nasir") && named.contains(&"Al-Nasir") && named.contains(&"Nasir"), "{named:?}");
    let text = "The Zarnak Martyr Companies (ZMC) attacked a US base on Monday. On Friday the ZMC attacked Turkish soldiers.";
    let extraction = read(text);
    let group = only(&extraction, "zarnak-martyr-companies", ActorKind::ArmedGroup);
    assert_eq!(group.aliases, ["ZMC"]);
    assert!(attacked(&extraction, "zarnak-martyr-companies", "turkish-armed-forces"), "{:?}", extraction.incidents);
}

#[test]
fn of_two_with_one_surname_the_last_named_is_meant() {
    let text = "Hezbollah commander Khalil Nasir was killed in Tyre on Monday. Hamas commander Omar Nasir was killed in Rafah on Friday. \
                Nasir had survived two attempts.";
    let extraction = read(text);
    let ids: Vec<&str> = discovered(&extraction).iter().map(|actor| actor.id.as_str()).collect();
    assert_eq!(ids, ["khalil-nasir", "omar-nasir"]);
    let last = text.rfind("Nasir").unwrap();
    let meant: Vec<&str> = discovered(&extraction)
        .iter()
        .filter(|actor| actor.mentions.iter().any(|span| span[0] == last))
        .map(|actor| actor.id.as_str())
        .collect();
    assert_eq!(meant, ["omar-nasir"]);
    assert!(leads(&extraction, "khalil-nasir", "hezbollah") && leads(&extraction, "omar-nasir", "hamas"));
}

#[test]
fn groups_are_told_by_their_names_and_by_what_they_are_called() {
    for (text, id) in [
        ("A group calling itself Saraya al-Barq claimed the rocket attack on US forces in Erbil.", "saraya-al-barq"),
        ("A previously unknown group, Ahrar al-Zarnak, claimed the rocket attack on US forces in Erbil.", "ahrar-al-zarnak"),
        ("The Zarnak Brigade, a militia backed by Iran, attacked US forces in Erbil on Monday.", "zarnak-brigade"),
        ("The armed group Zarnak attacked US forces in Erbil on Monday.", "zarnak"),
    ] {
        let extraction = read(text);
        assert_eq!(only(&extraction, id, ActorKind::ArmedGroup).principal, id);
        assert!(attacked(&extraction, id, "us-military"), "{text}: {:?}", extraction.incidents);
    }
}

#[test]
fn a_company_that_runs_a_site_is_whom_the_attack_on_it_hits() {
    let extraction = read("Drones hit an oil field run by Delmar Oil near Kirkuk on Monday.");
    only(&extraction, "delmar-oil", ActorKind::Organisation);
    assert!(extraction.incidents.iter().any(|incident| incident.targets == ["delmar-oil"]), "{:?}", extraction.incidents);
}

#[test]
fn ships_are_told_by_their_nouns_and_prefixes() {
    for (text, id, principal) in [
        ("Houthi missiles hit the tanker Ocean Garnet off Hodeidah on Monday.", "ocean-garnet", "commercial-shipping"),
        ("Houthi missiles hit the Liberian-flagged MV Garnet off Hodeidah on Monday.", "mv-garnet", "commercial-shipping"),
        ("Houthi missiles hit the bulk carrier Suez Garnet on Monday.", "suez-garnet", "commercial-shipping"),
        ("Houthi missiles hit the destroyer USS Garnet on Monday.", "uss-garnet", "united-states"),
    ] {
        let extraction = read(text);
        assert_eq!(only(&extraction, id, ActorKind::Vessel).principal, principal, "{text}");
        assert!(attacked(&extraction, "houthis", id), "{text}: {:?}", extraction.incidents);
    }
}

#[test]
fn what_only_looks_like_a_name_is_nobody() {
    for text in [
        "Israeli jets bombed Deir Zarnak on Monday, killing three civilians.",
        "In Deir Zarnak, a commander of Hezbollah was killed on Monday.",
        "The attack took place near Zarnak Valley in March, Zarnak TV reported on Friday.",
        "A spokesman told Zarnak News on Monday that US forces had attacked Kataib Hezbollah.",
        "US Jets Strike Rebel Commanders After Deadly Drone Attack\n\nUS jets struck on Monday.",
        "Masked gunmen attacked a checkpoint on Friday. Yesterday Iraqi soldiers returned fire.",
        "Drones hit a warehouse in Ahmad Zarnak Street on Monday.",
    ] {
        assert_nobody(text);
    }
}

#[test]
fn ids_are_slugs_and_never_those_of_others() {
    let ontology = Ontology::builtin().unwrap();
    let extraction = read("Hezbollah commander Abū Khalīl al-Zarnak was killed in Tyre on Monday.");
    only(&extraction, "abu-khalil-al-zarnak", ActorKind::Person);
    for actor in discovered(&extraction) {
        assert!(ontology.actor(&actor.id).is_none() && ontology.place(&actor.id).is_none());
    }
    assert_eq!(extraction, read("Hezbollah commander Abū Khalīl al-Zarnak was killed in Tyre on Monday."));
}

#[test]
fn a_document_that_tells_of_nothing_still_says_whom_it_names() {
    let text = "Talks in Muscat\n\nOman said on Monday that the weather had been fine. The Houthis were not asked about it.";
    let extraction = read(text);
    assert!(extraction.incidents.is_empty() && extraction.relations.is_empty());
    let named: Vec<&str> = extraction.actors.iter().map(|actor| actor.id.as_str()).collect();
    assert!(named.contains(&"oman") && named.contains(&"houthis"), "{named:?}");
    let at = text.find("Houthis").unwrap();
    let houthis = extraction.actors.iter().find(|actor| actor.id == "houthis").unwrap();
    assert!(houthis.mentions.iter().any(|&[start, end]| start <= at && at < end), "{:?}", houthis.mentions);
}
