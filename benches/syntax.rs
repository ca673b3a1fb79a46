//! How long it takes to load the syntax model, to tag and to parse: items are tokens.
//!
//! `cargo bench --bench syntax`; `benches/compare/syntax.py` puts spaCy beside it.

use divan::counter::ItemsCount;
use divan::{Bencher, black_box};
use reprisal::lexicon::Lexicon;
use reprisal::syntax::{Parser, Sentence};
use reprisal::{Ontology, text};

fn main() {
    divan::main();
}

fn articles() -> String {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/examples/articles");
    let mut paths: Vec<_> =
        std::fs::read_dir(folder).expect("the example articles").map(|entry| entry.expect("an entry").path()).collect();
    paths.sort();
    let texts = paths.iter().filter(|path| path.extension().is_some_and(|end| end == "txt"));
    texts.map(|path| std::fs::read_to_string(path).expect("a readable example")).collect::<Vec<_>>().join("\n\n")
}

fn sentences(text: &str) -> Vec<Sentence<'_>> {
    let lexicon = Lexicon::new(Ontology::builtin().expect("the shipped ontology is sound"));
    text::split(text, &lexicon).into_iter().map(|span| Sentence::new(text, span)).collect()
}

#[divan::bench]
fn load() -> Parser {
    Parser::from_bytes(black_box(include_bytes!("../model/english.model"))).expect("the model is sound")
}

#[divan::bench]
fn tag(bencher: Bencher<'_, '_>) {
    each(bencher, |parser, sentence| drop(black_box(parser.tag(sentence))));
}

#[divan::bench]
fn parse(bencher: Bencher<'_, '_>) {
    each(bencher, |parser, sentence| drop(black_box(parser.parse(sentence))));
}

fn each(bencher: Bencher<'_, '_>, work: impl Fn(&Parser, &Sentence<'_>)) {
    let text = articles();
    let sentences = sentences(&text);
    let parser = Parser::builtin().expect("the model is sound");
    let tokens: usize = sentences.iter().map(Sentence::len).sum();
    bencher.counter(ItemsCount::new(tokens)).bench_local(|| sentences.iter().for_each(|sentence| work(parser, sentence)));
}
