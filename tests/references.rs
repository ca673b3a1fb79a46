//! What one sentence leaves open and another, or the rest of its own, says: who did it, whom it hit, what it answered.

#![cfg(feature = "reader")]

use std::collections::BTreeSet;

use reprisal::{DocumentReader, Extraction, Ontology, Reader};

/// The asserted deeds of an extraction, on the account of principals.
fn deeds(extraction: &Extraction) -> BTreeSet<String> {
    crate::common::deeds(extraction, |id| {
        let actor = extraction.actors.iter().find(|actor| actor.id == id);
        actor.map_or_else(|| id.to_owned(), |actor| actor.principal.clone())
    })
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
        ("Israeli gunboats raked a Hamas training camp on the Gaza shore with machine-gun fire.", &["israel attacked hamas"]),
        ("A Hezbollah sniper picked off an Israeli sentry at Metula.", &["hezbollah attacked israel"]),
        (
            "The Houthis trained their missiles on the destroyer USS Carney, which swatted four of them out of the sky.",
            &["houthis attacked united-states"],
        ),
        ("Islamic State overwhelmed a Syrian army outpost in the Badia before dawn.", &["islamic-state attacked syria"]),
        ("Turkish howitzers opened up on YPG trenches near Manbij.", &["turkey attacked ypg"]),
        ("Iranian drones rained down on a Komala camp in Sulaimani province.", &["iran attacked komala"]),
        ("An Apache of the Israeli air force put two missiles through the window of a Hamas office.", &["israel attacked hamas"]),
        (
            "US Navy SEALs shot their way into a house used by al-Qaeda in the Arabian Peninsula.",
            &["united-states attacked aqap"],
        ),
        (
            "Kataib Hezbollah peppered an American base in Deir ez-Zor with mortar rounds.",
            &["kataib-hezbollah attacked united-states"],
        ),
        ("Hamas broke through the fence and fell upon an Israeli army base at Nahal Oz.", &["hamas attacked israel"]),
        ("An Israeli barracks at Zarit was on the receiving end of forty Hezbollah rockets.", &["hezbollah attacked israel"]),
        ("Six Turkish soldiers lost their lives to a PKK roadside bomb.", &["pkk attacked turkey"]),
        ("Two Emirati soldiers fell victim to a Houthi drone.", &["houthis attacked united-arab-emirates"]),
        (
            "The blast that ripped apart an Iraqi police patrol was the handiwork of Islamic State, officers said.",
            &["islamic-state attacked iraq"],
        ),
        ("For the fourth night in a row Israel went after Hezbollah launch sites in the Bekaa.", &["israel attacked hezbollah"]),
        ("Hezbollah let fly with fifty rockets at Israeli artillery on the Golan Heights.", &["hezbollah attacked israel"]),
        (
            "The drone which slammed into the barracks of the Golani Brigade at Binyamina had been sent by Hezbollah.",
            &["hezbollah attacked israel"],
        ),
        ("The PKK traded blows with Turkish troops in the mountains of Hakurk.", &["pkk attacked turkey", "turkey attacked pkk"]),
        (
            "Fierce gun battles pitted Hamas fighters against Israeli paratroopers in Shujaiya.",
            &["hamas attacked israel", "israel attacked hamas"],
        ),
        (
            "Tit for tat: an Iranian missile strike on Jaish al-Adl camps was followed two days later by Pakistani strikes on Baloch separatists in Iran.",
            &["iran attacked jaish-al-adl"],
        ),
        (
            "To get even for the killing of its commander, Hezbollah sent eleven drones against an Israeli base.",
            &["hezbollah attacked israel", "hezbollah retaliated israel"],
        ),
        (
            "Having lost three men to a drone of Kataib Hezbollah, the Americans bombed the group's headquarters.",
            &["kataib-hezbollah attacked united-states", "united-states attacked kataib-hezbollah"],
        ),
        (
            "Iran's navy boarded the Greek-owned tanker and forced it to sail to Bandar Abbas.",
            &["iran attacked commercial-shipping"],
        ),
        (
            "The Houthis are holding the crew of the Galaxy Leader, which they hijacked in November.",
            &["houthis attacked commercial-shipping"],
        ),
        ("Israel flattened the homes of two Hamas men who had shot dead a settler.", &["israel attacked hamas"]),
        ("A fuel tanker attack by the Houthis left the Marlin Luanda ablaze.", &["houthis attacked commercial-shipping"]),
        (
            "The airstrike in Damascus destroyed Iran's consulate. It also killed seven officers of the Revolutionary Guards. Iran blamed Israel.",
            &["israel attacked iran"],
        ),
        (
            "An American strike targeting a Kataib Hezbollah base in the region killed two men of the group.",
            &["united-states attacked kataib-hezbollah"],
        ),
        (
            "One of the militias, Kataib Sayyid al-Shuhada, said its headquarters had been bombed by American jets.",
            &["united-states attacked kataib-sayyid-al-shuhada"],
        ),
        (
            "The drone assault on American forces at a Jordanian base was claimed by the Islamic Resistance in Iraq.",
            &["islamic-resistance-in-iraq attacked united-states"],
        ),
        (
            "Three rockets fell in the Green Zone near the American embassy. Asaib Ahl al-Haq claimed them.",
            &["asaib-ahl-al-haq attacked united-states"],
        ),
        (
            "Fierce fighting and a battle between the PKK and Turkish troops shook Hakurk.",
            &["pkk attacked turkey", "turkey attacked pkk"],
        ),
        (
            "The Emirates arm several groups in the south. One of them, the Giants Brigades, drove the Houthis out of three districts.",
            &["giants-brigades attacked houthis"],
        ),
        (
            "The truce has not ended Israeli air strikes in Lebanon, most of them on Hezbollah and some on Hamas.",
            &["israel attacked hamas", "israel attacked hezbollah"],
        ),
        (
            "Four Islamic State men died in a raid by American commandos together with Iraqi troops near Rutba.",
            &["iraq attacked islamic-state", "united-states attacked islamic-state"],
        ),
        (
            "Turkish jets bombed dozens of positions of the PKK and of the YPG overnight.",
            &["turkey attacked pkk", "turkey attacked ypg"],
        ),
        (
            "Israel carried out two waves of strikes, 16 in all, on positions of Islamic Jihad and of Hamas.",
            &["israel attacked hamas", "israel attacked palestinian-islamic-jihad"],
        ),
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
