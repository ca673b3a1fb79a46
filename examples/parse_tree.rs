//! Prints the dependency tree of each sentence given as an argument, or of one of our own.
#![allow(clippy::print_stdout)]

use reprisal::syntax::{Parser, Sentence};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let parser = Parser::builtin()?;
    let mut sentences: Vec<String> = std::env::args().skip(1).collect();
    if sentences.is_empty() {
        sentences.push("A drone fired by Iran-backed militiamen hit the base, wounding two soldiers.".to_owned());
    }
    for text in &sentences {
        let sentence = Sentence::new(text, 0..text.len());
        let tree = parser.parse(&sentence);
        println!("# {text}");
        for (at, node) in tree.nodes().iter().enumerate() {
            let head = node.head.map_or("–", |head| sentence.word(head));
            println!(
                "{at:3} {:16} {:5} {:10} {head} ({:.1})",
                sentence.word(at),
                node.tag.name(),
                node.label.name(),
                node.margin
            );
        }
    }
    Ok(())
}
