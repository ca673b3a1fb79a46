//! How long it takes to compile the ontology, to make documents and to read them.
//!
//! `cargo bench --bench reading`

mod corpus;

use corpus::{Genre, Templates};
use divan::counter::BytesCount;
use divan::{Bencher, black_box};
use reprisal::document::{Format, Inputs};
use reprisal::{Document, DocumentReader, KnowledgeGraph, Ontology, Reader};

/// So much text is read in one go.
const ABOUT: usize = 1 << 20;

fn main() {
    divan::main();
}

fn ontology() -> &'static Ontology {
    Ontology::builtin().expect("the shipped ontology is sound")
}

/// The example articles, over and over, up to about a megabyte; each copy with an id of its own.
fn articles(documents: &DocumentReader) -> Vec<Document> {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/examples/articles");
    let once: Vec<Document> =
        Inputs::new(documents, [folder], Format::Auto).map(|document| document.expect("a readable example")).collect();
    assert!(!once.is_empty(), "no examples in {folder}");
    let mut bytes = 0;
    let copies = once.iter().cycle().enumerate().map(|(number, document)| {
        let mut copy = document.clone();
        copy.info.id = format!("{number}");
        copy
    });
    copies
        .take_while(|copy| {
            bytes += copy.text.len();
            bytes <= ABOUT
        })
        .collect()
}

fn bytes(documents: &[Document]) -> BytesCount {
    BytesCount::new(documents.iter().map(|document| document.text.len()).sum::<usize>())
}

#[divan::bench(sample_count = 20)]
fn load_the_ontology(bencher: Bencher) {
    let sources = reprisal::ontology::Layers::default().read().expect("the shipped files");
    bencher.bench(|| Ontology::from_sources(black_box(&sources)).expect("the shipped ontology is sound"));
}

#[divan::bench(sample_count = 20)]
fn compile_the_readers(bencher: Bencher) {
    bencher.bench(|| (DocumentReader::new(black_box(ontology())), Reader::new(black_box(ontology()))));
}

#[divan::bench(sample_count = 10)]
fn make_documents(bencher: Bencher) {
    let reader = DocumentReader::new(ontology());
    let articles = articles(&reader);
    bencher.counter(bytes(&articles)).bench(|| {
        let made = articles.iter().map(|article| reader.text(article.info.id.as_str(), article.text.as_str()));
        made.map(|document| black_box(document).blocks.len()).sum::<usize>()
    });
}

#[divan::bench(sample_count = 10)]
fn read_documents(bencher: Bencher) {
    let articles = articles(&DocumentReader::new(ontology()));
    let reader = Reader::new(ontology());
    bencher
        .counter(bytes(&articles))
        .bench(|| articles.iter().map(|article| black_box(reader.read(article)).incidents.len()).sum::<usize>());
}

/// Conflict news costs what is told in it; of general news most should be passed over.
#[divan::bench(sample_count = 5, args = [Genre::Conflict, Genre::General])]
fn read_made_up_news(bencher: Bencher, genre: Genre) {
    let (templates, documents) = (Templates::of(genre), DocumentReader::new(ontology()));
    let made = (0..100).map(|number| templates.article(genre, number));
    let articles: Vec<Document> = made
        .map(|article| documents.text(article.id, format!("{}\n{}\n\n{}", article.title, article.published, article.text)))
        .collect();
    let reader = Reader::new(ontology());
    bencher
        .counter(bytes(&articles))
        .bench(|| articles.iter().map(|article| black_box(reader.read(article)).incidents.len()).sum::<usize>());
}

#[divan::bench(sample_count = 10)]
fn build_the_graph(bencher: Bencher) {
    let articles = articles(&DocumentReader::new(ontology()));
    let reader = Reader::new(ontology());
    let extractions: Vec<_> = articles.iter().map(|article| reader.read(article)).collect();
    bencher.counter(bytes(&articles)).bench(|| KnowledgeGraph::from_extractions(black_box(&extractions)));
}
