//! Nothing breaks it: what `properties` says of any input holds of inputs thrown together from the words of their kind, of seeds that are
//! cut and sewn together, and of what broke something once.

use proptest::prelude::*;

use crate::properties as holds;

/// Texts thrown together from words, of which some mean something to what reads them.
fn texts(words: &'static [&'static str]) -> impl Strategy<Value = String> {
    let word = prop_oneof![
        8 => prop::sample::select(words).prop_map(str::to_owned),
        1 => any::<String>(),
        1 => "[a-zA-Z]{1,12}",
    ];
    prop::collection::vec((word, any::<bool>()), 0..60)
        .prop_map(|words| words.into_iter().map(|(word, space)| if space { word + " " } else { word }).collect())
}

/// Sound inputs with pieces taken out, doubled, or words put in.
fn broken(seeds: Vec<String>, words: &'static [&'static str]) -> impl Strategy<Value = String> {
    let change = (any::<prop::sample::Index>(), 0..40usize, prop::sample::select(words), 0..4u8);
    (prop::sample::select(seeds), prop::collection::vec(change, 1..6)).prop_map(|(mut text, changes)| {
        for (at, len, word, what) in changes {
            let from = boundary(&text, at.index(text.len() + 1));
            let to = boundary(&text, from + len);
            match what {
                0 => text.insert_str(from, word),
                1 => text.replace_range(from..to, word),
                2 => text.replace_range(from..to, ""),
                _ => text = [&text[..to], &text[from..]].concat(),
            }
        }
        text
    })
}

/// The last boundary of a character up to here.
fn boundary(text: &str, at: usize) -> usize {
    (0..=at.min(text.len())).rev().find(|&at| text.is_char_boundary(at)).unwrap_or(0)
}

/// Tries inputs of a kind, some from words and some from seeds.
fn tried(name: &str, cases: u32) {
    let kind = holds::kind(name);
    let config = ProptestConfig { cases, failure_persistence: None, ..ProptestConfig::default() };
    let inputs = prop_oneof![texts(kind.words), broken((kind.seeds)(), kind.words)];
    let run = proptest::test_runner::TestRunner::new(config).run(&inputs, |input| {
        (kind.holds)(&input);
        Ok(())
    });
    if let Err(error) = run {
        panic!("{error}");
    }
}

macro_rules! any {
    ($($(#[$when:meta])* $sentence:ident: $name:literal $cases:literal;)*) => {
        $($(#[$when])* #[test] fn $sentence() { tried($name, $cases); })*
    };
}

any! {
    #[cfg(feature = "reader")]
    any_text_is_read_and_its_evidence_quotes_it: "text" 150;
    #[cfg(all(feature = "reader", feature = "html"))]
    any_page_is_read_or_refused: "html" 150;
    #[cfg(feature = "reader")]
    any_line_is_read_as_an_article_or_refused: "record" 200;
    any_line_is_read_as_what_was_read_of_an_article_or_refused: "extraction" 200;
    any_file_is_read_as_a_saved_graph_or_refused: "saved" 200;
    any_file_is_read_as_an_ontology_or_refused: "ontology" 100;
    any_file_is_read_as_corrections_or_refused: "corrections" 200;
    any_question_is_answered_the_same_each_time_or_refused: "question" 300;
    any_pattern_means_what_its_standing_form_means_or_is_refused: "pattern" 300;
    #[cfg(feature = "sparql")]
    any_sparql_is_answered_within_limits_or_refused: "sparql" 200;
    any_date_is_within_the_calendar_or_none: "date" 300;
    any_name_makes_a_picture_that_is_dot: "dot" 150;
    any_name_is_written_in_every_format: "exports" 100;
    any_file_is_read_as_a_network_or_refused: "node_link" 200;
    #[cfg(feature = "exports")]
    any_file_is_read_as_nquads_or_refused: "nquads" 200;
    any_file_is_read_as_a_style_or_refused: "style" 200;
}

/// Inputs that broke something once, or were made to; a folder a kind, a name that says what it is.
const FINDS: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/finds");

#[test]
fn what_broke_something_once_breaks_nothing_now() {
    let mut tried = 0;
    for kind in holds::ALL {
        let Ok(finds) = std::fs::read_dir(std::path::Path::new(FINDS).join(kind.name)) else { continue };
        for find in finds {
            let bytes = std::fs::read(find.unwrap().path()).unwrap();
            (kind.holds)(&String::from_utf8_lossy(&bytes));
            tried += 1;
        }
    }
    assert!(tried > 0, "the finds are part of the crate");
}
