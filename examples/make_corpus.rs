//! Writes made-up news as JSON Lines, to try the program on as much as you like:
//! `cargo run --release --example make_corpus -- general 100000 > general.jsonl`

use std::error::Error;
use std::io::{BufWriter, Write};

#[path = "../benches/corpus.rs"]
mod corpus;

use corpus::{Genre, Templates};

fn main() -> Result<(), Box<dyn Error>> {
    let mut words = std::env::args().skip(1);
    let genre = match words.next().as_deref() {
        None | Some("conflict") => Genre::Conflict,
        Some("general") => Genre::General,
        Some(other) => return Err(format!("{other} is no genre: give conflict or general").into()),
    };
    let many: u64 = words.next().map_or(Ok(20), |many| many.parse())?;
    let templates = Templates::of(genre);
    let mut out = BufWriter::new(std::io::stdout().lock());
    for number in 0..many {
        let article = templates.article(genre, number);
        let record =
            serde_json::json!({"id": article.id, "title": article.title, "published": article.published, "text": article.text});
        writeln!(out, "{record}")?;
    }
    Ok(out.flush()?)
}
