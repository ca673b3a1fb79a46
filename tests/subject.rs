//! What an article is about decides whether it is read: sport, business and crime that name countries tell of no conflict.
#![cfg(feature = "reader")]

use reprisal::{DocumentReader, Extraction, Ontology, Reader};

fn read(text: &str) -> Extraction {
    let ontology = Ontology::builtin().unwrap();
    Reader::new(ontology).read(&DocumentReader::new(ontology).text("subject", text))
}

/// A paragraph of sport and politics, with every word in it that only sounds like war.
const PEACE: &str = "Brazil beat Japan by two goals on Sunday and go top of the group.\n\n\
    The visitors struck first, hit the post twice and fought back after the break. Their coach praised the defence, and the \
    young striker fired home from twenty metres in the last minute. Fans of both sides sang together after the end.\n\n\
    In Washington the opposition tore into the budget, and unions said that drivers would strike over pay. Rates were held \
    as prices rose. A heat wave gripped the south of Spain, and schools closed early until Thursday.\n\n";

#[test]
fn an_article_of_sport_and_business_is_passed_over() {
    let extraction = read(&format!("Late goals send Brazil to the top\n\n{PEACE}"));
    assert!(extraction.incidents.is_empty() && extraction.relations.is_empty());
    assert!(extraction.actors.is_empty() && extraction.places.is_empty(), "{:?}", extraction.actors);
    assert_eq!(extraction.document.title.as_deref(), Some("Late goals send Brazil to the top"));
}

#[test]
fn one_sentence_of_war_makes_the_whole_article_worth_reading() {
    for war in [
        "In the north of Iraq two rockets fell near a camp.",
        "Israel and Iran traded blows again, and Iran struck Israel at night.",
        "An explosion in Baghdad woke the neighbours.",
        "Asked about Hezbollah, the minister said nothing.",
        "A spokesman of the Ḥizballāh had no comment.",
        "An envoy handed a letter to Iran's President Ebrahim Raisi.",
    ] {
        let extraction = read(&format!("{PEACE}{war}\n\n{PEACE}"));
        assert!(extraction.actors.iter().any(|actor| actor.id == "united-states"), "{war}");
    }
}

#[test]
fn a_short_text_is_read_whatever_its_words() {
    let extraction = read("Iran hit Israel on Monday.");
    assert_eq!(extraction.incidents.len(), 1);
}

#[test]
fn whoever_asks_is_told_why_an_article_gives_nothing() {
    let ontology = Ontology::builtin().unwrap();
    let (documents, reader) = (DocumentReader::new(ontology), Reader::new(ontology));
    let explanation = reader.explain(&documents.text("subject", format!("{PEACE}Fans attacked the bench.")));
    assert!(explanation.passed_over);
    assert!(explanation.sentences.iter().any(|sentence| !sentence.tried.is_empty()), "what rules would make of it is shown");
    assert!(explanation.extraction.incidents.is_empty());
    assert!(!reader.explain(&documents.text("subject", "Iran hit Israel on Monday.")).passed_over);
}
