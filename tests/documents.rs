//! What is taken from the page of an article.

#![cfg(feature = "reader")]

use reprisal::document::{BlockKind, Document, DocumentReader};

fn document(text: &str) -> Document {
    DocumentReader::builtin().expect("the shipped ontology loads").text("test", text)
}

fn published(text: &str) -> Option<String> {
    document(text).info.published.map(|day| day.to_string())
}

fn blocks(document: &Document) -> Vec<(BlockKind, &str)> {
    document.blocks.iter().map(|block| (block.kind, &document.text[block.span.clone()])).collect()
}

const SENTENCE: &str = "Guns were heard in the hills above the harbour for most of the night, residents said.";

#[test]
fn a_page_gives_title_byline_date_dateline_and_blocks() {
    let page = "World News\n\nHarbour shelled for a third night\n\nBy Ann Reed | January 24, 2024\n\nFILE PHOTO: A guard walks past the harbour wall. © Northport Pictures\n\n\
        NORTHPORT, Jan 24 (Agencies) - Guns were heard above the harbour on Tuesday.\n\nWhat happens next\n\n  • Talks resume on Monday\n  • The port stays shut\n\n\
        Advertisement\n\nRead more: Fishermen count their losses\n\nShare this: Facebook Twitter\n#Northport #Harbour\nLeave a Reply\nYour email address will not be published.";
    let document = document(page);
    assert_eq!(document.info.title.as_deref(), Some("Harbour shelled for a third night"));
    assert_eq!(document.info.published.map(|day| day.to_string()).as_deref(), Some("2024-01-24"));
    assert_eq!(document.byline.clone().map(|span| &page[span]), Some("By Ann Reed"));
    assert_eq!(document.dateline.clone().map(|span| &page[span]), Some("NORTHPORT, Jan 24 (Agencies)"));
    let expected = [
        (BlockKind::Title, "Harbour shelled for a third night"),
        (BlockKind::Caption, "A guard walks past the harbour wall."),
        (BlockKind::Paragraph, "Guns were heard above the harbour on Tuesday."),
        (BlockKind::Heading, "What happens next"),
        (BlockKind::Item, "Talks resume on Monday"),
        (BlockKind::Item, "The port stays shut"),
        (BlockKind::Heading, "Fishermen count their losses"),
    ];
    assert_eq!(blocks(&document), expected);
}

#[test]
fn the_day_of_publication_is_found_in_the_head_of_a_page() {
    let stamps = [
        ("date 2024-01-24 #one #two #three", "2024-01-24"),
        ("2024-01-24", "2024-01-24"),
        ("2024-01-24T09:15:00+00:00", "2024-01-24"),
        ("2024-01-31 | 18:20", "2024-01-31"),
        ("January 29, 2024", "2024-01-29"),
        ("Jan. 29, 2024", "2024-01-29"),
        ("January, 29, 2024 - 15:41   World news", "2024-01-29"),
        ("26 August 2019 - 09:14", "2019-08-26"),
        ("FEBRUARY 22, 2025 01:27", "2025-02-22"),
        ("By STAFF, FEBRUARY 22, 2025 01:27", "2025-02-22"),
        ("Published: 12.30.23, 14:03", "2023-12-30"),
        ("Published: 05/06/2024", "2024-05-06"),
        ("13:42 GMT 15.09.2019 (Updated: 16:05 GMT 15.09.2019)", "2019-09-15"),
        ("Editorial | 25/10/2024 - 11:40", "2024-10-25"),
        ("Tue, 06-09-2022 05:12 PM, Harbour", "2022-09-06"),
        ("Updated 24 June 2025, 02:10", "2025-06-24"),
        ("Saturday, 13 Apr 2024", "2024-04-13"),
        ("16 May 2023", "2023-05-16"),
        ("Ann Reed | 8 November 2021", "2021-11-08"),
        ("TECH  |  2 min read  |  Jun 18, 2025 07:12 pm", "2025-06-18"),
        ("Posted October 10, 2016 at 2:45 a.m.", "2016-10-10"),
        ("NORTHPORT, 17 September 2024", "2024-09-17"),
        ("Fri 19 Jul 2019, 9:58 PM    14,212 Views    61 Comments", "2019-07-19"),
    ];
    for (stamp, expected) in stamps {
        let page = format!("Harbour shelled for a third night\n\n{stamp}\n\n{SENTENCE}");
        assert_eq!(published(&page).as_deref(), Some(expected), "{stamp}");
        assert_eq!(document(&page).blocks.len(), 2, "{stamp} is no block");
    }
}

#[test]
fn the_dateline_gives_the_date_when_no_stamp_does() {
    for (dateline, date) in [
        ("NORTHPORT, Jan 24, 2024 (Agencies) - ", Some("2024-01-24")),
        ("NORTHPORT/SOUTHPORT, Jan. 24, 2024 -- ", Some("2024-01-24")),
        ("NORTHPORT, January 24, 2024: ", Some("2024-01-24")),
        ("NORTHPORT (Agencies) January 24, 2024 - ", Some("2024-01-24")),
        ("Northport, Jan 24 2024 (NNA) ", Some("2024-01-24")),
        ("NORTHPORT, Highland — ", None),
        ("NORTHPORT: ", None),
        ("NORTHPORT. ", None),
        ("(NNA) — ", None),
        ("Northport – ", None),
        ("NORTHPORT, Jan 24 - ", None),
    ] {
        let document = document(&format!("Harbour shelled again\n\n{dateline}{SENTENCE}"));
        assert_eq!(document.info.published.map(|day| day.to_string()).as_deref(), date, "{dateline}");
        assert_eq!(blocks(&document)[1], (BlockKind::Paragraph, SENTENCE), "{dateline}");
        let span = document.dateline.clone().expect("a dateline");
        assert!(dateline.contains(&document.text[span]), "{dateline}");
    }
}

#[test]
fn a_dateline_without_year_takes_it_from_a_full_date_shortly_before() {
    let page = |other: &str| {
        format!(
            "Harbour shelled again\n\nNORTHPORT, Feb 24 - {SENTENCE}\n\nThe wall fell on {other} in a storm that took four lives."
        )
    };
    assert_eq!(published(&page("November 14, 2019,")).as_deref(), Some("2020-02-24"));
    assert_eq!(published(&page("November 14, 1999, or in the war of 1967,")).as_deref(), Some("2000-02-24"));
    assert_eq!(published(&page("March 14, 1999,")), None);
}

#[test]
fn dates_in_sentences_are_no_dates_of_publication() {
    assert_eq!(
        published("Harbour shelled again\n\nThe truce of November 27, 2024, collapsed.\n\nJanuary 5, 2023 was a quiet day."),
        None
    );
    assert_eq!(
        published(&format!("Harbour shelled again\n\n{SENTENCE}\n\nThe port opened on May 5, 2011, said the mayor.")),
        None
    );
    assert_eq!(published("The Month in the Hills, January 2022\n\nNothing moved."), None);
}

#[test]
fn a_cut_off_time_beside_the_publisher_is_no_headline() {
    let page = "Hill Country Daily Update, April 19, 2024\n\nInstitute of Hill Studies | Information cut-off: 14:00 ET\n\nKey points\n- Guns fired at the pass.";
    let document = document(page);
    assert_eq!(document.info.title.as_deref(), Some("Hill Country Daily Update, April 19, 2024"));
}

#[test]
fn a_date_in_the_headline_counts_when_there_is_no_other() {
    assert_eq!(published(&format!("Situation Report, March 24, 2025\n\n{SENTENCE}")).as_deref(), Some("2025-03-24"));
    assert_eq!(
        published(&format!("Events of the Week (March 20, 2025)\nUpdated to March 24, 2025\n\n{SENTENCE}")).as_deref(),
        Some("2025-03-24")
    );
}

#[test]
fn boilerplate_is_dropped_and_sentences_that_look_like_it_stay() {
    for line in [
        "Advertisement",
        "ADVERTISEMENT",
        "Click to comment",
        "0 Comments found",
        "1 View gallery",
        "Follow our WhatsApp channel",
        "See page 3",
        "Share",
        "Published",
        "on",
        "IMG",
        "New York, NY IMG HI 58° LO 56°",
        "Photo: Northport Pictures",
        "© Northport Pictures",
        "Source: NNA",
        "Sign up for our evening newsletter",
        "Download PDF | Cite | Share",
        "Tags: harbour, guns",
        "#Harbour #Guns",
        "--NNA",
        "-30-",
        "13:40",
        "We use cookies to make this page better.",
        "Copyright: Northport Times",
        "(Adds mayor, background)",
        "14,212 Views",
        "A+ A-",
    ] {
        let page = format!("Harbour shelled for a third night\n\n{SENTENCE}\n\n{line}\n\n{SENTENCE}");
        assert_eq!(document(&page).blocks.len(), 3, "{line:?} is boilerplate");
    }
    for line in [
        "On Monday the guns were silent.",
        "Sources said the guns were silent.",
        "Tags were torn off the coats of the dead.",
        "Live rounds were fired at them.",
        "Home is a tent now.",
        "Copyright lawyers were among the dead.",
        "Sponsored gunmen shot at the wall.",
        "Image after image shows the ruins.",
        "More than 40 shells fell.",
        "By Friday the guns had fallen silent.",
        "Comments by the mayor angered them.",
        "#Harbour is burning, they wrote.",
    ] {
        let page = format!("Harbour shelled for a third night\n\n{SENTENCE}\n\n{line}\n\n{SENTENCE}");
        assert_eq!(blocks(&document(&page))[2].1, line);
    }
}

#[test]
fn hard_wrapped_lines_are_one_paragraph() {
    let page = "Harbour shelled for a third night\n\nGuns were heard in the hills above the harbour for most of the\nnight, residents said, and the old wall was hit at least twice by\n\
        heavy shells.\n\nThe mayor, who had fled to the islands with his family in the\nspring, asked for help.\n- The port is shut.\n- The school is open and takes in everybody who has lost a home\n  in the shelling.\n";
    let document = document(page);
    let kinds: Vec<BlockKind> = document.blocks.iter().map(|block| block.kind).collect();
    assert_eq!(kinds, [BlockKind::Title, BlockKind::Paragraph, BlockKind::Paragraph, BlockKind::Item, BlockKind::Item]);
    assert!(page[document.blocks[1].span.clone()].ends_with("heavy shells."));
    assert!(page[document.blocks[4].span.clone()].ends_with("in the shelling."));
}

#[test]
fn a_line_a_paragraph_stays_a_line_a_block() {
    let page = format!("Harbour shelled for a third night\n{SENTENCE}\n{SENTENCE}\nThe mayor fled to the islands.\n{SENTENCE}");
    assert_eq!(document(&page).blocks.len(), 5);
}

#[test]
fn windows_and_old_mac_line_ends_are_line_ends() {
    for end in ["\r\n", "\r"] {
        let page = format!("\u{feff}Harbour shelled for a third night{end}{end}16 May 2023{end}{end}{SENTENCE}{end}");
        let document = document(&page);
        assert_eq!(
            blocks(&document),
            [(BlockKind::Title, "Harbour shelled for a third night"), (BlockKind::Paragraph, SENTENCE)]
        );
        assert!(document.info.published.is_some());
    }
}

#[test]
fn entries_of_a_live_page_lose_their_clock() {
    let document =
        document("LIVE: guns over the harbour\n\n23:05 - Mayor asks for help\nHe spoke on the radio.\n\n22:10 Wall falls");
    assert_eq!(blocks(&document)[1].1, "Mayor asks for help");
    assert_eq!(blocks(&document)[3].1, "Wall falls");
    let page = "LIVE: guns over the harbour\n\n3:40 p.m. ET: Mayor asks for help\n\n[22:10 GMT] Wall falls\n\n3.40 million fled the town";
    let document = self::document(page);
    assert_eq!(blocks(&document)[1].1, "Mayor asks for help");
    assert_eq!(blocks(&document)[2].1, "Wall falls");
    assert_eq!(blocks(&document)[3].1, "3.40 million fled the town");
}

#[test]
fn an_entry_of_a_chronicle_is_no_time_stamp() {
    let page = "January 5, 2024: Guns are heard over the harbour.\n\nFebruary 2: The wall falls.";
    let document = document(page);
    assert_eq!(blocks(&document)[0].1, "January 5, 2024: Guns are heard over the harbour.");
}

#[test]
fn a_text_of_sentences_alone_has_no_title() {
    assert_eq!(document(&format!("{SENTENCE}\n{SENTENCE}")).info.title, None);
    assert_eq!(document(SENTENCE).blocks.len(), 1);
    assert_eq!(document("").blocks.len(), 0);
}

#[test]
fn no_text_makes_the_reader_panic() {
    let pieces = [
        "é",
        "—",
        "’",
        "©",
        "(",
        ")",
        " - ",
        "12:",
        "12:30",
        "#",
        "#é",
        "•",
        "1.",
        "\u{feff}",
        "\u{200b}",
        "\n",
        "\r",
        "\n\n",
        "Photo:",
        "By ",
        "Jan 24",
        "2024",
        ", ",
        "°",
        "NORTHPORT",
        "\0",
        "…",
        "Read more: ",
    ];
    for first in pieces {
        for second in pieces {
            for third in pieces {
                let document = document(&format!("{first}{second}{third}"));
                for block in &document.blocks {
                    assert!(!document.text[block.span.clone()].is_empty());
                }
            }
        }
    }
}

#[test]
fn blocks_are_in_order_and_do_not_overlap() {
    let page = format!("Harbour shelled\n\nA mast burns. Photo: NNA\n#a #b {SENTENCE} #c #d\n\nNORTHPORT - {SENTENCE}");
    let document = document(&page);
    assert!(document.blocks.windows(2).all(|pair| pair[0].span.end <= pair[1].span.start));
    assert_eq!(blocks(&document)[2].1, SENTENCE);
}

#[test]
fn what_a_record_says_goes_before_what_its_text_says() {
    let reader = DocumentReader::builtin().expect("the shipped ontology loads");
    let line = r#"{"id": 7, "text": "Harbour shelled\n\n16 May 2023\n\nGuns fell silent at noon.", "published": "2024-01-24T09:00:00Z", "title": "Guns fall silent", "source": "https://example.org/7", "extra": [1]}"#;
    let document = reader.record(line).expect("a good record");
    assert_eq!(document.info.id, "7");
    assert_eq!(document.info.title.as_deref(), Some("Guns fall silent"));
    assert_eq!(document.info.published.map(|day| day.to_string()).as_deref(), Some("2024-01-24"));
    assert_eq!(document.info.source.as_deref(), Some("https://example.org/7"));
    let undated = reader
        .record(r#"{"id": "a", "text": "Harbour shelled\n\n16 May 2023\n\nGuns fell silent at noon.", "published": null}"#)
        .expect("a good record");
    assert_eq!(undated.info.published.map(|day| day.to_string()).as_deref(), Some("2023-05-16"));
}

#[cfg(feature = "html")]
#[test]
fn a_page_of_html_gives_its_article() {
    let paragraph = format!("<p>{}</p>", [SENTENCE; 4].join(" "));
    let page = format!(
        "<html><head><title>Harbour shelled again</title><meta property=\"article:published_time\" content=\"2024-01-24T10:00:00Z\"></head>\
         <body><nav><a href=\"/\">Home</a></nav><article><h1>Harbour shelled again</h1>{paragraph}{paragraph}{paragraph}</article></body></html>"
    );
    let document = DocumentReader::builtin().expect("the shipped ontology loads").html("page", &page).expect("an article");
    assert_eq!(document.info.title.as_deref(), Some("Harbour shelled again"));
    assert_eq!(document.info.published.map(|day| day.to_string()).as_deref(), Some("2024-01-24"));
    assert_eq!(document.blocks.iter().filter(|block| block.kind == BlockKind::Paragraph).count(), 3);
}
