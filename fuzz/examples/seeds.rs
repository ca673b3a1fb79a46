//! Writes seeds and dictionaries: `cargo run --example seeds -- FOLDER`.

fn main() -> std::io::Result<()> {
    let folder = std::env::args_os().nth(1).unwrap_or_else(|| "corpus".into());
    reprisal_fuzz::write_seeds(folder.as_ref())
}
