//! What one sentence leaves open and another, or the rest of its own, says: who did it, whom it hit, what it answered.

#![cfg(feature = "reader")]

use std::collections::BTreeSet;

use reprisal::{DocumentReader, Extraction, Modality, Ontology, Reader};

/// The asserted deeds of an extraction, on the account of principals.
fn deeds(extraction: &Extraction) -> BTreeSet<String> {
    let principal = |id: &String| {
        let actor = extraction.actors.iter().find(|actor| actor.id == *id);
        actor.map_or_else(|| id.clone(), |actor| actor.principal.clone())
    };
    let mut out = BTreeSet::new();
    for incident in extraction.incidents.iter().filter(|incident| incident.modality == Modality::Asserted) {
        for (who, whom) in incident.perpetrators.iter().flat_map(|who| incident.targets.iter().map(move |whom| (who, whom))) {
            let (who, whom) = (principal(who), principal(whom));
            if who != whom {
                out.insert(format!("{who} attacked {whom}"));
                if !incident.retaliates_for.is_empty() {
                    out.insert(format!("{who} retaliated {whom}"));
                }
            }
        }
    }
    out
}

#[test]
fn each_text_gives_what_a_careful_reader_takes_from_it() {
    let cases: &[(&str, &[&str])] = &[
        (
            "A bomb killed three Iranian policemen in Saravan on Monday. Jaish al-Adl claimed responsibility in an online statement.",
            &["jaish-al-adl attacked iran"],
        ),
        (
            "Drones set a Saudi refinery alight. The Houthis claimed it. Washington blamed Iran.",
            &["houthis attacked saudi-arabia", "iran attacked saudi-arabia"],
        ),
        ("A Hezbollah depot near Sidon was bombed at dawn. Beirut radio said Israel did it.", &["israel attacked hezbollah"]),
        ("Turkey holds the PKK responsible for the mortar attack on its border post.", &["pkk attacked turkey"]),
        ("Missiles hit the port. Iran holds talks on Friday.", &[]),
        (
            "An Israeli raid on Jenin left four dead on Tuesday. Its targets were members of Islamic Jihad.",
            &["israel attacked palestinian-islamic-jihad"],
        ),
        (
            "A Kataib Hezbollah post in Jurf al-Sakhar was the target of the American strike.",
            &["united-states attacked kataib-hezbollah"],
        ),
        (
            "American jets bombed three sites near the border on Sunday. Kataib Hezbollah said its positions had been hit and four of its men killed.",
            &["united-states attacked kataib-hezbollah"],
        ),
        (
            "A headquarters of the Nujaba Movement in Baghdad was hit on Thursday. It was an American drone, the group said.",
            &["united-states attacked harakat-hezbollah-al-nujaba"],
        ),
        (
            "Drones hit an American base at al-Tanf on Monday. The drones were sent by Iran-backed militias, officials said.",
            &["iran-backed-militias attacked united-states"],
        ),
        (
            "Hezbollah fired rockets at an Israeli barracks in Zarit. More rockets were fired at an Israeli village an hour later.",
            &["hezbollah attacked israel"],
        ),
        (
            "Two boats of the Houthis neared a tanker. The boats fired on an American helicopter.",
            &["houthis attacked united-states"],
        ),
        (
            "Hamas and Islamic Jihad fired a hundred rockets at Israel. Israel bombed positions of the two groups in response.",
            &[
                "hamas attacked israel",
                "israel attacked hamas",
                "israel attacked palestinian-islamic-jihad",
                "israel retaliated hamas",
                "israel retaliated palestinian-islamic-jihad",
                "palestinian-islamic-jihad attacked israel",
            ],
        ),
        (
            "A coalition led by Saudi Arabia has been in Yemen since 2015. The coalition bombed Houthi camps on Sunday.",
            &["saudi-led-coalition attacked houthis"],
        ),
        ("Saudi Arabia kept silent. The kingdom's air force had bombed the Houthis at noon.", &["saudi-arabia attacked houthis"]),
        ("Iran threatened Israel, whose jets had bombed its missile plant.", &["israel attacked iran"]),
        ("The rockets that Hezbollah said it had fired at an Israeli post fell into the sea.", &["hezbollah attacked israel"]),
        (
            "Hezbollah shelled an Israeli post at Malkia and Israel bombed a Hezbollah lookout in Aitaroun.",
            &["hezbollah attacked israel", "israel attacked hezbollah"],
        ),
        (
            "An attack on the Saudi firm Aramco, which left five people dead, was the work of the Houthis.",
            &["houthis attacked saudi-arabia"],
        ),
        ("Gunmen believed to be from Islamic State ambushed an Iraqi patrol near Kirkuk.", &["islamic-state attacked iraq"]),
        ("Fighters loyal to Hezbollah attacked an Israeli patrol.", &["hezbollah attacked israel"]),
        ("The Saudi oil attack was claimed by the Houthis.", &["houthis attacked saudi-arabia"]),
        ("A missile fired from a Houthi area of Yemen hit an American destroyer.", &["houthis attacked united-states"]),
        (
            "Israel bombed a Hezbollah office in Beirut in July. On Sunday Hezbollah kept its word, firing rockets at an Israeli base.",
            &["hezbollah attacked israel", "hezbollah retaliated israel", "israel attacked hezbollah"],
        ),
        (
            "An Israeli raid on a Hezbollah post did not go unanswered. The group fired thirty rockets at an Israeli barracks.",
            &["hezbollah attacked israel", "hezbollah retaliated israel", "israel attacked hezbollah"],
        ),
        (
            "Israeli jets set a Houthi depot on fire. It was payback, a minister said, for the Houthi drone that hit an Israeli bus stop.",
            &["houthis attacked israel", "israel attacked houthis", "israel retaliated houthis"],
        ),
        ("Iran accused Israel of the killing of a general. It denied that it had struck Israel since.", &[]),
        ("The US-led coalition denied carrying out the air strikes that killed Iraqi militiamen.", &[]),
        ("American strikes are meant to deter Iran from conducting further attacks on American bases.", &[]),
        ("A drone from Iraq killed two Israeli soldiers on the Golan Heights.", &[]),
    ];
    let ontology = Ontology::builtin().unwrap();
    let documents = DocumentReader::new(ontology);
    let reader = Reader::new(ontology);
    let mut failed = Vec::new();
    for (text, expected) in cases {
        let document = documents.text("case", *text).with_published("2024-02-03".parse().ok());
        let found = deeds(&reader.read(&document));
        let expected: BTreeSet<String> = expected.iter().map(|one| (*one).to_owned()).collect();
        if found != expected {
            failed.push(format!("{text}\n  expected {expected:?}\n  found    {found:?}"));
        }
    }
    assert!(failed.is_empty(), "{}", failed.join("\n"));
}
