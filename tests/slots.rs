//! What incidents say beside who did them to whom: the kind, the place, the toll.

#![cfg(feature = "reader")]

use reprisal::extraction::IncidentRecord;
use reprisal::{DocumentReader, Ontology, Reader};

/// The incidents of a text published on Saturday, 3 February 2024.
fn incidents(text: &str) -> Vec<IncidentRecord> {
    let ontology = Ontology::builtin().expect("the shipped ontology loads");
    let document = DocumentReader::new(ontology).text("test", text).with_published("2024-02-03".parse().ok());
    Reader::new(ontology).read(&document).incidents
}

fn first(text: &str) -> IncidentRecord {
    incidents(text).into_iter().next().unwrap_or_else(|| panic!("no incident in {text:?}"))
}

#[test]
fn places_are_told_from_the_inside_out() {
    let table: &[(&str, &[&str])] = &[
        ("The PKK shelled a Turkish post in Bashiqa, Nineveh province.", &["bashiqa", "nineveh"]),
        ("Gunmen of Jaish al-Adl attacked a courthouse in the Iranian city of Zahedan.", &["iran", "zahedan"]),
        ("Israeli jets bombed a depot in the Yemeni port of Hodeidah.", &["hodeidah", "hodeidah-port", "yemen"]),
        ("Israel shelled Hezbollah positions in southern Lebanon.", &["lebanon", "south-lebanon"]),
        ("An Israeli strike near Damascus airport hit Hezbollah.", &["damascus", "damascus-airport"]),
        ("US jets bombed a militia post on the Iraqi-Syrian border.", &["iraq", "syria"]),
        ("Turkish drones struck PKK caves on Iraqi soil.", &["iraq"]),
    ];
    for (text, places) in table {
        assert_eq!(first(text).places, *places, "{text}");
    }
}

#[test]
fn a_place_belongs_to_the_deed_that_the_tree_hangs_it_on() {
    let table: &[(&str, &[&str])] = &[
        // Neither where it came from nor where somebody speaks.
        ("Hezbollah fired rockets from Tyre at an Israeli barracks in Safed.", &["safed"]),
        ("Officials in Baghdad said a Turkish drone hit a PKK truck.", &[]),
        ("Turkish troops raided a PKK hideout on the outskirts of Sinjar.", &["sinjar"]),
    ];
    for (text, places) in table {
        assert_eq!(first(text).places, *places, "{text}");
    }
}

#[test]
fn there_is_the_place_named_last() {
    let found = incidents("Settlers marched through Huwara on Sunday. Two Israeli soldiers were shot dead there by Hamas.");
    assert!(found.iter().any(|incident| incident.places == ["huwara"]), "{found:?}");
}

#[test]
fn tolls_count_people() {
    let table: &[(&str, Option<u32>, Option<u32>)] = &[
        ("A Turkish soldier was killed in a PKK attack near Hakkari.", Some(1), None),
        ("A 35-year-old Israeli woman was killed in a Hezbollah rocket attack on Haifa.", Some(1), None),
        ("Hezbollah fired rockets at an Israeli post, killing two soldiers and wounding five.", Some(2), Some(5)),
        ("Turkish jets hit a PKK camp. The ministry puts the dead at 30.", Some(30), None),
        ("Turkish jets hit a PKK camp. Officials put the toll at 12 dead and 40 wounded.", Some(12), Some(40)),
        ("An Israeli strike killed Hezbollah's chief of staff, Haytham Ali Tabatabai, and four others.", Some(5), None),
        ("The Houthis struck a Saudi base in which three soldiers were killed and seven others injured.", Some(3), Some(7)),
        ("Drones of the Houthis hit a Saudi Aramco plant, leaving 2 dead and 17 wounded.", Some(2), Some(17)),
        ("Israel killed Fuad Shukr along with three others in Beirut.", Some(4), None),
        ("Turkish shelling killed nine people, including three children, in Zakho.", Some(9), None),
        (
            "Two hundred and twelve people were killed and some three hundred wounded in an Israeli raid on Hezbollah.",
            Some(212),
            Some(300),
        ),
        ("An Israeli raid on Hezbollah (one hundred and five killed, forty-five wounded) followed.", Some(105), Some(45)),
        ("Israel killed one thousand two hundred fighters of Hezbollah and wounded 3 thousand.", Some(1200), Some(3000)),
        ("Over 2,000 Hezbollah sites were hit by Israel and about 250 fighters killed.", Some(250), None),
        ("The Houthis boarded the Galaxy Leader, and not a shot was fired.", None, None),
    ];
    for &(text, killed, wounded) in table {
        let incident = first(text);
        assert_eq!((incident.killed, incident.wounded), (killed, wounded), "{text}");
    }
}

#[test]
fn a_toll_told_apart_counts_for_its_deed() {
    let table: &[(&str, Option<u32>, Option<u32>)] = &[
        ("Israel bombed Hodeidah on Monday. Three people were killed and 87 wounded, medics said.", Some(3), Some(87)),
        ("Three villagers were killed and eight wounded when Islamic State militants raided a hamlet.", Some(3), Some(8)),
        ("The Houthis launched a missile at a Saudi airport; 26 people were injured.", None, Some(26)),
        // Another deed's.
        ("Israel struck Gaza City after two soldiers were killed in Rafah.", None, None),
        ("US jets bombed Kataib Hezbollah. An officer put the number of militants killed at nine.", Some(9), None),
        ("US jets bombed Kataib Hezbollah. Officials gave the number of dead as 46, most of them farmers.", Some(46), None),
        ("US jets bombed Kataib Hezbollah. Estimates of the number killed vary from 15 to 20.", Some(15), None),
        ("US jets bombed Kataib Hezbollah. Nine people lost their lives and three girls were hurt.", Some(9), Some(3)),
        ("US jets bombed Kataib Hezbollah. The number of people killed in the war has risen to 40,000.", None, None),
    ];
    for &(text, killed, wounded) in table {
        let incident = first(text);
        assert_eq!((incident.killed, incident.wounded), (killed, wounded), "{text}");
    }
}

#[test]
fn the_nearer_word_for_the_means_is_the_kind() {
    let table = [
        ("Israeli warplanes attacked Hezbollah depots in Tyre.", "airstrike"),
        ("Iran fired missiles at Israel. The strike was announced on television.", "missile-attack"),
        ("The assassination of Fuad Shukr in an Israeli airstrike shook Beirut.", "airstrike"),
        ("Israeli jets struck a Hezbollah camp. The raid killed five.", "airstrike"),
        ("Israel assassinated Fuad Shukr in Beirut.", "assassination"),
        ("Islamic State attacked a Syrian post. The raid lasted an hour.", "attack"),
    ];
    for (text, kind) in table {
        assert_eq!(serde_json::to_value(first(text).kind).unwrap(), kind, "{text}");
    }
}

#[test]
fn a_headline_tells_what_the_text_tells() {
    let text = "Israeli strike kills two in Tyre\n\nIsraeli jets bombed a Hezbollah depot in Tyre on Thursday. \
                Two people were killed, the Lebanese health ministry said.";
    let found = incidents(text);
    assert_eq!(found.len(), 1, "{found:?}");
    assert_eq!(found[0].killed, Some(2));
}

#[test]
fn a_killing_told_as_a_cause_is_no_deed_that_only_wounded_nor_the_news_after_it() {
    let told = incidents(
        "Iran launched drones at Israel on January 13. A girl was wounded in the Negev, and Nevatim air base was damaged. \
         Hezbollah said that its missile attack of January 17 on Safed answered the killing of two of its members the day before. \
         Israeli aircraft struck Hezbollah posts in Khiam.",
    );
    let hit = |target: &str| told.iter().filter(|told| told.targets == [target]).collect::<Vec<_>>();
    let wounded = |told: &&IncidentRecord| told.wounded.is_some();
    assert_eq!(hit("hezbollah").len(), 2, "{told:#?}");
    assert!(!hit("hezbollah").iter().any(wounded), "{told:#?}");
    let killing = hit("hezbollah").into_iter().find(|told| told.places.is_empty()).expect("the killing is told apart");
    assert_eq!(killing.date.map(|date| date.to_string()).as_deref(), Some("2024-01-16"));
}

#[test]
fn a_line_with_a_year_dates_the_entries_below_it() {
    let text = "A war in dates\n\n2022\n\nJuly 19 – Israel bombs a Hezbollah depot in Tyre.\n\nSeptember 29 – Hezbollah shells an \
                Israeli post near Metula.\n\n2023\n\nJanuary 5 – Israel bombs a Hezbollah depot in Sidon.";
    let days: Vec<String> = incidents(text).iter().filter_map(|incident| Some(incident.date?.to_string())).collect();
    assert_eq!(days, ["2022-07-19", "2022-09-29", "2023-01-05"]);
}

#[test]
fn entries_of_a_chronicle_go_on_from_the_last_year_told() {
    let text = "A war in dates\n\nNov. 4, 2020 - Israel bombs a Hezbollah depot in Tyre.\n\nJune 22 - Hezbollah shells an Israeli \
                post near Metula.\n\nOct. 30 - Israel bombs a Hezbollah camp near Homs.\n\nJan. 7, 2022 - Israel bombs a Hezbollah \
                depot in Beirut.";
    let days: Vec<String> = incidents(text).iter().filter_map(|incident| Some(incident.date?.to_string())).collect();
    assert_eq!(days, ["2020-11-04", "2021-06-22", "2021-10-30", "2022-01-07"]);
}

#[test]
fn the_dead_do_nothing() {
    let text = "The United States killed Qassem Soleimani in Baghdad in January 2020. Two drones bearing the words \"Soleimani's \
                revenge\" were sent against a US base on Monday.";
    let found = incidents(text);
    assert!(found.iter().all(|incident| !incident.perpetrators.contains(&"qassem-soleimani".to_owned())), "{found:?}");
}

#[test]
fn who_did_it_may_be_contested_and_what_was_done_is_not() {
    let text = "Shells fell on a park in Zakho on Wednesday, killing nine people. Iraq holds Turkey responsible. Turkey \
                denies this and attributes the shelling to the PKK.";
    let found = incidents(text);
    assert_eq!(found.len(), 1, "{found:?}");
    assert_eq!(found[0].perpetrators, ["pkk", "turkey"]);
}

#[test]
fn both_are_the_last_two() {
    let text = "Israeli jets bombed a depot in Tyre on Monday. The Magic Seas was sunk on Thursday. Another ship, the Eternity C, was \
                sunk on Friday. The Houthis claimed both.";
    let found = incidents(text);
    let theirs: Vec<&Vec<String>> =
        found.iter().filter(|incident| incident.perpetrators == ["houthis"]).map(|incident| &incident.targets).collect();
    assert_eq!(theirs, [&["magic-seas".to_owned()], &["eternity-c".to_owned()]], "{found:?}");
}

#[test]
fn whoever_holds_a_province_is_not_hit_in_its_resorts() {
    let text = "A shell of the PKK fell on a holiday resort in Dohuk province on Friday, killing nine people.";
    assert!(!first(text).targets.contains(&"iraq".to_owned()), "{:?}", first(text));
}

#[test]
fn acronyms_that_a_text_gives_stand_for_the_name() {
    let found = incidents("Harakat Hezbollah al-Nujaba (HHN) is a militia. HHN fired rockets at a US base on Monday.");
    assert_eq!(found[0].perpetrators, ["harakat-hezbollah-al-nujaba"]);
    // No letters of the name.
    let other = incidents("Harakat Hezbollah al-Nujaba (XYZ) is a militia. XYZ fired rockets at a US base on Monday.");
    assert!(other.iter().all(|incident| incident.perpetrators.is_empty()), "{other:?}");
}
