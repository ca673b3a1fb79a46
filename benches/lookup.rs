//! How long it takes to find names, by how many the ontology holds: items are tokens, and the time of one stays the same.
//!
//! `cargo bench --bench lookup`

use std::collections::HashMap;
use std::fmt::Write;
use std::sync::{LazyLock, Mutex};

use divan::counter::ItemsCount;
use divan::{Bencher, black_box};
use reprisal::lexicon::Lexicon;
use reprisal::ontology::{Layers, Shipped, SourceFile};
use reprisal::recognize::recognize;
use reprisal::text::sentences;
use reprisal::{DocumentReader, Ontology};

/// How many actors; each has two names.
const SIZES: [usize; 3] = [500, 5_000, 50_000];
/// How many names are told of.
const TOLD: usize = 2_000;

fn main() {
    divan::main();
}

/// A made-up word with a capital, one for each number.
fn word(number: usize) -> String {
    const SYLLABLES: [&str; 16] =
        ["ba", "ke", "di", "lo", "mu", "ra", "ne", "si", "to", "vu", "za", "pe", "gi", "ho", "fu", "ja"];
    let mut word: String = (0..4).map(|place| SYLLABLES[number >> (4 * place) & 15]).collect();
    word[..1].make_ascii_uppercase();
    word
}

/// The language of the shipped ontology with so many actors.
fn ontology(actors: usize) -> &'static Ontology {
    static MADE: LazyLock<Mutex<HashMap<usize, &'static Ontology>>> = LazyLock::new(Mutex::default);
    let mut made = MADE.lock().expect("no bench panics");
    made.entry(actors).or_insert_with(|| {
        let layers = Layers { shipped: Shipped::Language, folders: Vec::new() };
        let mut sources = layers.read().expect("the shipped files");
        let mut text = "(actors: [".to_owned();
        for number in 0..actors {
            // Names share their words, as names do.
            let (first, second) = (word(number), word(number / 8 + 7));
            write!(
                text,
                "(id: \"made-up-{number}\", name: \"{first} {second} Brigade\", kind: ArmedGroup, aliases: [\"{first} Front\"]),"
            )
            .expect("a string grows");
        }
        text.push_str("])");
        sources.push(SourceFile { path: "made-up.ron".into(), text, layer: 1 });
        Box::leak(Box::new(Ontology::from_sources(&sources).expect("a sound ontology")))
    })
}

/// Sentences about actors from everywhere in the ontology, with as many tokens whatever its size.
fn news(actors: usize) -> String {
    let actor = |at: usize| word(at * (actors / 500).max(1) % actors);
    (0..TOLD).map(|at| format!("Men of the {} Front fought for hours on the road north of the old town. ", actor(at))).collect()
}

#[divan::bench(args = SIZES, sample_count = 20)]
fn find_names(bencher: Bencher, actors: usize) {
    let ontology = ontology(actors);
    let lexicon = Lexicon::new(ontology);
    let document = DocumentReader::new(ontology).text("made-up", news(actors));
    let sentences = sentences(&document, &lexicon);
    let found: usize = recognize(&sentences, &document.text, &lexicon).iter().map(Vec::len).sum();
    assert!(found >= TOLD, "{found} names found");
    let tokens: usize = sentences.iter().map(|sentence| sentence.tokens.len()).sum();
    bencher.counter(ItemsCount::new(tokens)).bench(|| recognize(black_box(&sentences), &document.text, &lexicon).len());
}

/// With cutting the text into tokens and looking each of them up.
#[divan::bench(args = SIZES, sample_count = 20)]
fn cut_and_find_names(bencher: Bencher, actors: usize) {
    let ontology = ontology(actors);
    let lexicon = Lexicon::new(ontology);
    let document = DocumentReader::new(ontology).text("made-up", news(actors));
    let tokens: usize = sentences(&document, &lexicon).iter().map(|sentence| sentence.tokens.len()).sum();
    bencher.counter(ItemsCount::new(tokens)).bench(|| {
        let sentences = sentences(black_box(&document), &lexicon);
        recognize(&sentences, &document.text, &lexicon).len()
    });
}

/// Once for a program.
#[divan::bench(args = SIZES, sample_count = 3)]
fn compile_the_names(bencher: Bencher, actors: usize) {
    let ontology = ontology(actors);
    bencher.bench(|| Lexicon::new(black_box(ontology)));
}
