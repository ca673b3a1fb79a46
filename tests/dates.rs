//! Date phrases of English news, held against a day of publication.

#![cfg(feature = "reader")]

use jiff::civil::Date;
use reprisal::extraction::IncidentRecord;
use reprisal::when::{DateReader, Lead};
use reprisal::{DocumentReader, Ontology, Reader};

fn reader() -> DateReader {
    DateReader::new(Ontology::builtin().expect("the shipped ontology loads"))
}

fn day(text: &str) -> Option<Date> {
    Some(text.parse().expect("a date"))
}

/// `DATE` or `DATE/UNTIL` of every phrase, `DATE*` when relative to the context.
fn read(sentence: &str, anchor: Option<Date>) -> String {
    let found = reader().find(sentence, anchor);
    let shown = found.iter().map(|when| {
        let until = when.until.map_or(String::new(), |until| format!("/{until}"));
        format!("{}{until}{}", when.date, if when.relative_to_context { "*" } else { "" })
    });
    shown.collect::<Vec<_>>().join(" ")
}

/// Read on Wednesday, 24 January 2024.
const TABLE: &[(&str, &str)] = &[
    // weekdays
    ("Planes struck the depot on Tuesday.", "2024-01-23"),
    ("Planes struck the depot Tuesday night.", "2024-01-23"),
    ("It burned until late Monday.", "2024-01-22"),
    ("Late on Monday, shells fell.", "2024-01-22"),
    ("Shells fell before dawn on Sunday.", "2024-01-21"),
    ("Shells fell in the early hours of Friday.", "2024-01-19"),
    ("The raids carried out this Friday (19) went on.", "2024-01-19"),
    ("A drone came on Sunday (14).", "2024-01-14"),
    ("Talks were held on Thursday (4th).", "2024-01-04"),
    ("On Wednesday they fired.", "2024-01-24"),
    ("Last Wednesday they fired.", "2024-01-17"),
    ("They met last Monday.", "2024-01-22"),
    // days of a month
    ("On the seventh of January a drone came.", "2024-01-07"),
    ("It fell on the fourth of this month.", "2024-01-04"),
    ("Jets came over the weekend.", "2024-01-20"),
    ("Jets came last weekend.", "2024-01-20"),
    ("On the twenty-first of December 2023 a drone came.", "2023-12-21"),
    ("On the 16th, a patrol was fired at.", "2024-01-16*"),
    ("Then on the twenty-ninth another drone came.", "2023-12-29*"),
    ("He lives on the 16th floor.", ""),
    ("On the second of them a fire broke out.", ""),
    ("They were hit on Tuesday last week.", "2024-01-16"),
    ("They were hit on Friday of last week.", "2024-01-19"),
    ("They meet next Friday.", "2024-01-26"),
    ("Early Sunday, guns fell silent.", "2024-01-21"),
    ("Tuesday's raid was the third.", "2024-01-23"),
    ("six died in the night from Friday to Saturday", "2024-01-19/2024-01-20"),
    ("six died in the night fromFriday to Saturday", "2024-01-19/2024-01-20"),
    ("They fought between Monday and Tuesday.", "2024-01-22/2024-01-23"),
    ("They fought on Monday and Tuesday.", "2024-01-22 2024-01-23"),
    // days near the anchor
    ("It happened yesterday.", "2024-01-23"),
    ("Today the port is shut.", "2024-01-24"),
    ("The port was hit this morning.", "2024-01-24"),
    ("Jets bombed three sites overnight.", "2024-01-23"),
    ("Jets bombed three sites overnight on Friday.", "2024-01-19"),
    ("Two were shot last night.", "2024-01-23"),
    ("Two were shot the day before yesterday.", "2024-01-22"),
    ("Tomorrow they bury them.", "2024-01-25"),
    // counts
    ("The camp was shelled two days ago.", "2024-01-22"),
    ("The camp was shelled a week ago.", "2024-01-17"),
    ("The camp was shelled two weeks ago.", "2024-01"),
    ("The camp was shelled a couple of months ago.", "2023-11"),
    ("The camp was shelled 10 years ago.", "2014"),
    ("The camp was shelled ten years ago today.", "2014-01-24"),
    ("Ten years ago this morning, the camp was shelled.", "2014-01-24"),
    ("Two years ago this week, the camp was shelled.", "2022-01"),
    ("The camp was shelled on the 12th of that month.", "2024-01-12*"),
    ("Earlier this month, on the third, the camp was shelled.", "2024-01 2024-01-03*"),
    ("Two more were shelled the day after next.", "2024-01-26*"),
    ("Within hours the camp was shelled.", "2024-01-24*"),
    ("He had fled three days earlier.", "2024-01-21*"),
    ("It sank two days later.", "2024-01-26*"),
    ("Three days on, jets came.", "2024-01-27*"),
    ("After three days on the road they came.", ""),
    ("The answer came the very next afternoon.", "2024-01-25*"),
    ("The day before, a mine had gone off.", "2024-01-23*"),
    ("The same day, a mine went off.", "2024-01-24*"),
    ("In the past three days, four posts fell.", "2024-01-21/2024-01-24"),
    ("In the last 24 hours, four posts fell.", "2024-01-23/2024-01-24"),
    ("Over the past day, four posts fell.", "2024-01-23/2024-01-24"),
    ("Troops came in hours later.", "2024-01-24*"),
    ("A few hours ago the siren went.", "2024-01-24"),
    ("The following afternoon a bus was hit.", "2024-01-25*"),
    ("Same night, guns answered.", "2024-01-24*"),
    ("Over the past day, four posts fell.", "2024-01-23/2024-01-24"),
    // weeks, months, years near the anchor
    ("The envoy came last week.", "2024-01"),
    ("Fields were hit this week.", "2024-01-22/2024-01-24"),
    ("A station was raided last month.", "2023-12"),
    ("The town fell earlier this month.", "2024-01"),
    ("Both were killed last year.", "2023"),
    ("Both were killed earlier this year.", "2024"),
    ("A bridge was blown up last summer.", "2023-06/2023-08"),
    ("A bridge was blown up in the summer of 2014.", "2014-06/2014-08"),
    // written dates
    ("It was fired on Jan 23.", "2024-01-23"),
    ("It was fired on Jan. 23.", "2024-01-23"),
    ("It was fired on January 23, 2024, at noon.", "2024-01-23"),
    ("It was fired on 23 January.", "2024-01-23"),
    ("It was fired on 23 January 2022.", "2022-01-23"),
    ("Ships have burned since October 7th.", "2023-10-07"),
    ("Ships have burned since the 7th of October.", "2023-10-07"),
    ("Ships have burned since 7 October.", "2023-10-07"),
    ("The Feb. 15 attack killed one.", "2023-02-15"),
    ("A reply to the Oct. 7, 2023, attack.", "2023-10-07"),
    ("They struck on Jan. 25.", "2024-01-25"),
    ("They struck on Jan. 26.", "2023-01-26"),
    ("They struck on Monday, December 25.", "2023-12-25"),
    ("They struck on Sunday, December 25.", "2022-12-25"),
    ("It began on October 7 last year.", "2023-10-07"),
    ("It began in March last year.", "2023-03"),
    ("It began on 2023-11-19.", "2023-11-19"),
    ("It began on Christmas Day.", "2023-12-25"),
    ("Two fronts opened on 29 and 30 August.", "2023-08-29/2023-08-30"),
    ("on the night of 12 to 13 January they crossed", "2024-01-12/2024-01-13"),
    ("They fought between 12 and 15 May.", "2023-05-12/2023-05-15"),
    ("They fought from November 11-13, 2018.", "2018-11-11/2018-11-13"),
    ("They fought from 28 March to 2 April 2021.", "2021-03-28/2021-04-02"),
    // months and years
    ("In late February, jets hit two sites.", "2023-02"),
    ("In January 2020, the general was killed.", "2020-01"),
    ("In January, the general was killed.", "2024-01"),
    ("Last December, twelve fell.", "2023-12"),
    ("Bases have been hit since mid-October.", "2023-10"),
    ("They have fought since late 2019.", "2019"),
    ("They signed it in 2019.", "2019"),
    ("They fought from 2015 to the truce of 2022.", "2015/2022"),
    ("More than 400 attacks from April to June 2020 were counted.", "2020-04/2020-06"),
    ("The war (2014) left ruins.", "2014"),
    ("It ended the 2015 nuclear deal.", "2015"),
    // no dates
    ("They may march in the spring offensive.", ""),
    ("A force of 2000 soldiers marched on.", ""),
    ("May they march, said General March.", ""),
    ("He killed 12 in 30 minutes at 10:30.", ""),
];

#[test]
fn phrases_of_the_table_are_read_against_the_day_of_publication() {
    let anchor = day("2024-01-24");
    let wrong: Vec<String> = TABLE
        .iter()
        .filter(|(sentence, expected)| read(sentence, anchor) != *expected)
        .map(|(sentence, expected)| format!("{sentence} gave {:?}, not {expected:?}", read(sentence, anchor)))
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn without_an_anchor_only_full_dates_are_found() {
    assert_eq!(read("On Tuesday, two weeks ago, on Jan 23, in May and yesterday.", None), "");
    assert_eq!(read("On January 23, 2024, since late 2019 and in May 2020.", None), "2024-01-23 2019 2020-05");
}

#[test]
fn the_span_holds_the_phrase_with_its_preposition() {
    let span = |sentence: &str| {
        let found = reader().find(sentence, day("2024-01-24"));
        found.iter().map(|when| sentence[when.span.clone()].to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(span("It was hit late on Tuesday night, they said."), ["late on Tuesday night"]);
    assert_eq!(span("Bases have burned since mid-October."), ["since mid-October"]);
    assert_eq!(span("It fell two weeks ago."), ["two weeks ago"]);
    assert_eq!(span("They fought from 2015 to the truce of 2022 in vain."), ["from 2015 to the truce of 2022"]);
}

#[test]
fn a_phrase_knows_how_it_hangs_in_the_sentence() {
    let lead = |sentence: &str| reader().find(sentence, day("2024-01-24"))[0].lead;
    assert_eq!(lead("They struck on October 7."), Lead::At);
    assert_eq!(lead("They have struck since October 7."), Lead::Since);
    assert_eq!(lead("They had struck until October 7."), Lead::Until);
    assert_eq!(lead("They answered the October 7 attack."), Lead::Noun);
    assert_eq!(lead("They left the 2015 nuclear deal."), Lead::Noun);
}

#[test]
fn a_phrase_relative_to_the_context_counts_from_the_day_given() {
    let found = reader().find("Two days later the ship sank.", day("2024-09-17"));
    let later = found[0].counted_from("2024-08-21".parse().expect("a date"));
    assert_eq!(later.date.to_string(), "2024-08-23");
}

#[test]
fn no_text_makes_the_reader_panic() {
    let reader = reader();
    let pieces = [
        "99999999999999999999 years ago",
        "9223372036854775807 weeks ago",
        "in 2099",
        "the last 9999999 days",
        "Feb 30",
        "31 February 2021",
        "-",
        "’",
        "Sunday (",
        "(",
        "mid-",
        "next May",
        "next week",
        "next year",
        "é 12/13/14/15",
        "0000-00-00",
        "last decade",
        "February 29",
        "1-1-1",
    ];
    for anchor in ["-009999-01-01", "0001-01-01", "2024-02-29", "9999-12-31"] {
        for first in pieces {
            for second in pieces {
                for when in reader.find(&format!("{first} to {second}"), day(anchor)) {
                    let _ = (when.date.last_day(), when.until.map(|until| until.last_day()));
                }
            }
        }
    }
}

#[test]
fn a_phrase_knows_whether_what_it_counts_from_follows() {
    let bridges = |sentence: &str| reader().find(sentence, day("2024-01-24"))[0].bridges;
    assert!(bridges("Two days after the raid, guns answered."));
    assert!(bridges("Hours before troops came in, guns fell silent."));
    assert!(!bridges("Two days after, guns answered."));
    assert!(!bridges("Two days earlier, guns had answered."));
}

/// The dates of the incidents against each target, read on Wednesday, 24 January 2024.
fn dated(text: &str) -> Vec<(String, String)> {
    let ontology = Ontology::builtin().expect("the shipped ontology loads");
    let document = DocumentReader::new(ontology).text("test", text).with_published(day("2024-01-24"));
    let extraction = Reader::new(ontology).read(&document);
    let date = |incident: &IncidentRecord| incident.date.map_or("-".to_owned(), |date| date.to_string());
    let mut dated: Vec<(String, String)> =
        extraction.incidents.iter().map(|incident| (incident.targets.join("+"), date(incident))).collect();
    dated.sort();
    dated
}

fn assert_dated(text: &str, expected: &[(&str, &str)]) {
    let expected: Vec<(String, String)> =
        expected.iter().map(|(target, date)| ((*target).to_owned(), (*date).to_owned())).collect();
    assert_eq!(dated(text), expected, "{text}");
}

#[test]
fn a_deed_takes_the_date_of_its_own_clause() {
    assert_dated(
        "Hezbollah fired rockets at Israel on Monday, and on Tuesday Turkey bombed the PKK.",
        &[("israel", "2024-01-22"), ("pkk", "2024-01-23")],
    );
    assert_dated(
        "Israel bombed Hezbollah on Tuesday in retaliation for a rocket attack on Israel.",
        &[("hezbollah", "2024-01-23"), ("israel", "-")],
    );
    assert_dated("On Friday afternoon Israeli jets bombed Hezbollah.", &[("hezbollah", "2024-01-19")]);
}

#[test]
fn the_day_of_a_speech_dates_a_deed_only_for_want_of_better() {
    assert_dated("Turkey bombed the PKK on Sunday, officials said on Tuesday.", &[("pkk", "2024-01-21")]);
    assert_dated("Turkey has bombed the PKK, officials said on Tuesday.", &[("pkk", "2024-01-23")]);
}

#[test]
fn one_deed_is_dated_by_its_distance_from_another() {
    assert_dated(
        "Israel bombed Hezbollah on Monday, two days after Turkey shelled the PKK.",
        &[("hezbollah", "2024-01-22"), ("pkk", "2024-01-20")],
    );
    assert_dated(
        "On 3 January Turkey bombed the PKK. Five days later, Israel bombed Hezbollah.",
        &[("hezbollah", "2024-01-08"), ("pkk", "2024-01-03")],
    );
}

#[test]
fn the_heading_of_a_chronicle_dates_what_stands_below() {
    assert_dated(
        "A war in dates\n\nLast updated 24 January 2024, 19:20 GMT\n\nThis is how they got to this point, and who did what.\n\n\
         13 June 2023\nTurkey bombs the PKK in Iraq.\n\n20 June\nIsrael bombs Hezbollah in Lebanon.",
        &[("hezbollah", "2023-06-20"), ("pkk", "2023-06-13")],
    );
}

#[test]
fn entries_of_a_chronicle_are_dated_and_told_apart_by_the_dates_they_begin_with() {
    assert_dated(
        "On 3 May, state media said that Turkish jets had bombed the PKK.\n\nOn 9 June, residents said that Turkish jets had bombed the PKK.\n\n\
         On 2 July, an agency reported that Israeli jets had bombed Hezbollah.",
        &[("hezbollah", "2023-07-02"), ("pkk", "2023-05-03"), ("pkk", "2023-06-09")],
    );
}

#[test]
fn a_lead_in_dates_its_list() {
    assert_dated(
        "Turkey said that on Monday its forces had:\n\n- shelled the YPG\n- bombed the PKK",
        &[("pkk", "2024-01-22"), ("ypg", "2024-01-22")],
    );
}

#[test]
fn a_date_after_since_in_a_comparison_is_not_the_deeds() {
    assert_dated("Israel carried out the heaviest strikes on Hezbollah since November.", &[("hezbollah", "-")]);
}

#[test]
fn a_line_with_a_place_and_a_date_dates_what_stands_below_it() {
    let text = "Sinjar, 25 April 2017 (handout). Turkish jets bombed a PKK post.\n\n\
                Jurf al-Sakhar, October 2014. Kataib Hezbollah fighters shelled an Islamic State post.";
    let reader = Reader::new(Ontology::builtin().expect("the shipped ontology loads"));
    let document = DocumentReader::new(reader.ontology()).text("captions", text).with_published(day("2017-12-10"));
    let found = reader.read(&document).incidents;
    let told: Vec<(String, Vec<String>)> =
        found.iter().map(|one| (one.date.map_or(String::new(), |date| date.to_string()), one.places.clone())).collect();
    assert_eq!(told.len(), 2, "{found:?}");
    assert_eq!(told[0], ("2017-04-25".to_owned(), vec!["sinjar".to_owned()]));
    assert_eq!(told[1], ("2014-10".to_owned(), vec!["jurf-al-sakhar".to_owned()]));
}

#[test]
fn a_deed_takes_the_date_of_any_verb_that_tells_of_it() {
    assert_dated("Turkey launched strikes on the PKK, killing nine fighters late Monday.", &[("pkk", "2024-01-22")]);
}
