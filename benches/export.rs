//! How fast each format of another program is written: bytes a second, on one core, into nothing.
//!
//! `cargo bench --bench export`, or `cargo bench --bench export graphml` for one of them.

mod generated;

use std::io::{self, Write};
use std::sync::LazyLock;

use divan::counter::BytesCount;
use divan::{Bencher, black_box};
use reprisal::KnowledgeGraph;
use reprisal::export::network::{Options, Subject};
use reprisal::export::node_link::LinksKey;
use reprisal::export::{Content, Summary, cytoscape, evidence_csv, ftm, gexf, graphml, node_link, nquads, stix, turtle};

/// A tenth of the largest: some hundred megabytes of a format.
const SIZE: generated::Size = generated::Size { incidents: generated::FULL.incidents / 10, ..generated::FULL };

static GRAPH: LazyLock<KnowledgeGraph> = LazyLock::new(|| {
    let graph = KnowledgeGraph::from_extractions(&generated::extractions(SIZE));
    // A graph is drawn when it is first looked at.
    black_box(graph.petgraph().edge_count());
    graph
});

fn main() {
    divan::main();
}

/// Counts what is written to it.
#[derive(Default)]
struct Counting(u64);

impl Write for Counting {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0 += black_box(bytes).len() as u64;
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// Writes everything that the graph holds.
fn everything(bencher: Bencher, write: impl Fn(&Content, &mut io::BufWriter<Counting>) -> io::Result<Summary> + Sync) {
    written(bencher, || Content::of(&GRAPH.everything()), write);
}

fn written<'g>(
    bencher: Bencher,
    content: impl Fn() -> Content<'g> + Sync,
    write: impl Fn(&Content<'g>, &mut io::BufWriter<Counting>) -> io::Result<Summary> + Sync,
) {
    let all = || {
        let mut out = io::BufWriter::with_capacity(1 << 16, Counting::default());
        write(&content(), &mut out).expect("nothing fails to be written into nothing");
        out.into_inner().map_or(0, |sink| sink.0)
    };
    bencher.counter(BytesCount::new(all())).bench(all);
}

#[divan::bench(sample_count = 3)]
fn node_link(bencher: Bencher) {
    everything(bencher, |content, out| node_link::write(content, &Options::default(), LinksKey::Edges, out));
}

#[divan::bench(sample_count = 3)]
fn cytoscape(bencher: Bencher) {
    everything(bencher, |content, out| cytoscape::write(content, &Options::default(), out));
}

#[divan::bench(sample_count = 3)]
fn graphml(bencher: Bencher) {
    everything(bencher, |content, out| graphml::write(content, &Options::default(), out));
}

#[divan::bench(sample_count = 3)]
fn gexf_of_incidents(bencher: Bencher) {
    everything(bencher, |content, out| gexf::write(content, &Options::of(Subject::Incidents), out));
}

#[divan::bench(sample_count = 3)]
fn gexf_of_actors(bencher: Bencher) {
    written(bencher, || Content::of(&GRAPH.view()), |content, out| gexf::write(content, &Options::default(), out));
}

#[divan::bench(sample_count = 3)]
fn evidence_csv(bencher: Bencher) {
    everything(bencher, evidence_csv::write);
}

/// The way back.
#[divan::bench(sample_count = 3)]
fn read_node_link(bencher: Bencher) {
    let mut text = Vec::new();
    let content = Content::of(&GRAPH.everything());
    node_link::write(&content, &Options::default(), LinksKey::Edges, &mut text).expect("nothing fails to be written");
    let text = String::from_utf8(text).expect("JSON is UTF-8");
    bencher.counter(BytesCount::new(text.len())).bench(|| node_link::read(&text).expect("as it was written").notes.len());
}

#[divan::bench(sample_count = 3)]
fn turtle(bencher: Bencher) {
    everything(bencher, turtle::write);
}

#[divan::bench(sample_count = 3)]
fn nquads(bencher: Bencher) {
    everything(bencher, nquads::write);
}

#[divan::bench(sample_count = 3)]
fn stix(bencher: Bencher) {
    everything(bencher, |content, out| stix::write(content, &stix::Options::default(), out));
}

#[divan::bench(sample_count = 3)]
fn ftm(bencher: Bencher) {
    everything(bencher, ftm::write);
}
