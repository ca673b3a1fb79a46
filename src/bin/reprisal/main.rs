//! The `reprisal` program.
use std::io::{BufRead, Write};
fn main() {
    let ontology = match reprisal::Ontology::builtin() {
        Ok(o) => o,
        Err(e) => {
            let _ = writeln!(std::io::stderr(), "{e}");
            std::process::exit(2)
        }
    };
    let reader = reprisal::Reader::new(ontology);
    for line in std::io::stdin().lock().lines() {
        let v: serde_json::Value = serde_json::from_str(&line.unwrap()).unwrap();
        let text = v["text"].as_str().unwrap();
        let mut d = reprisal::Document::from_text(v["id"].as_str().unwrap(), text);
        d.info.published = v["published"].as_str().and_then(|p| p.parse().ok());
        let mut at = 0;
        for line in text.split_inclusive('\n') {
            let t = line.trim();
            if !t.is_empty() {
                let s = at + line.find(t).unwrap();
                d.blocks.push(reprisal::document::Block { span: s..s + t.len(), kind: reprisal::document::BlockKind::Paragraph });
            }
            at += line.len();
        }
        let _ = writeln!(std::io::stdout(), "{}", serde_json::to_string(&reader.read(&d)).unwrap());
    }
}
