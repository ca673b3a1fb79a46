//! A Cypher script that can be run again: constraints, then `MERGE` and `SET`, one statement a line.
//!
//! ```text
//! CREATE CONSTRAINT actor_id IF NOT EXISTS FOR (n:Actor) REQUIRE n.id IS UNIQUE;
//! MERGE (n:Actor {id: 'houthis'}) SET n.name = 'Houthis', n.aliases = ['Ansar Allah'], n.kind = 'armed-group';
//! MATCH (a:Actor {id: 'houthis'}), (b:Incident {id: 'wire-7#i1'}) MERGE (a)-[r:PERPETRATED {eid: '…'}]->(b) SET r.quote = '…';
//! ```
//!
//! It holds the same nodes, relationships and properties as `neo4j_csv`, with ids and texts as they are. What is not known is
//! not set. Running it again changes nothing; running that of a later graph adds and updates, and takes nothing away.
//!
//! Not held is what single reports say where several documents tell of one incident, which the summary counts.

use std::fmt::Write as _;
use std::io::{self, Write};

use super::column::{Column, Value};
use super::property_graph::{self, ACTOR, DOCUMENT, EVIDENCE, Ends, INCIDENT, PLACE, Sink};
use super::{Content, Summary};

/// Writes a view as statements.
///
/// ```
/// use reprisal::export::{Content, cypher};
/// # let graph = reprisal::KnowledgeGraph::new();
/// let mut script = Vec::new();
/// cypher::write(&Content::of(&graph.everything()), &mut script)?;
/// assert!(script.starts_with(b"CREATE CONSTRAINT actor_id IF NOT EXISTS"));
/// # Ok::<(), std::io::Error>(())
/// ```
///
/// # Errors
/// When the output cannot be written.
pub fn write(content: &Content, out: &mut impl Write) -> io::Result<Summary> {
    for label in [ACTOR, PLACE, INCIDENT, DOCUMENT, EVIDENCE] {
        let name = label.to_lowercase();
        writeln!(out, "CREATE CONSTRAINT {name}_id IF NOT EXISTS FOR (n:{label}) REQUIRE n.id IS UNIQUE;")?;
    }
    let mut script = Script { out, line: String::new(), nodes: 0, relationships: 0 };
    property_graph::write(content, &mut script)?;
    let mut summary = Summary::default();
    summary.wrote("nodes", script.nodes);
    summary.wrote("relationships", script.relationships);
    property_graph::losses(content, &mut summary);
    Ok(summary)
}

struct Script<'w, W> {
    out: &'w mut W,
    line: String,
    nodes: usize,
    relationships: usize,
}

impl<W: Write> Sink for Script<'_, W> {
    fn nodes<T>(&mut self, label: &'static str, columns: &[Column<T>], all: impl Iterator<Item = T>) -> io::Result<()> {
        let Some((id, columns)) = columns.split_first() else { return Ok(()) };
        for item in all {
            self.line.push_str("MERGE (n:");
            self.line.push_str(label);
            self.line.push_str(" {id: ");
            spell(&(id.value)(&item), &mut self.line);
            self.line.push_str("})");
            set('n', columns, &item, &mut self.line);
            self.end()?;
            self.nodes += 1;
        }
        Ok(())
    }

    fn relationships<T>(&mut self, ends: &Ends<T>, columns: &[Column<T>], all: impl Iterator<Item = T>) -> io::Result<()> {
        for item in all {
            for (start, name, end) in [("MATCH (", 'a', &ends.from), (", (", 'b', &ends.to)] {
                self.line.push_str(start);
                self.line.push(name);
                self.line.push(':');
                self.line.push_str(end.label);
                self.line.push_str(" {id: ");
                quote(&(end.id)(&item), &mut self.line);
                self.line.push_str("})");
            }
            self.line.push_str(" MERGE (a)-[r:");
            self.line.push_str(ends.name);
            if let Some((key, columns)) = columns.split_first() {
                self.line.push_str(" {");
                self.line.push_str(key.name);
                self.line.push_str(": ");
                spell(&(key.value)(&item), &mut self.line);
                self.line.push_str("}]->(b)");
                set('r', columns, &item, &mut self.line);
            } else {
                self.line.push_str("]->(b)");
            }
            self.end()?;
            self.relationships += 1;
        }
        Ok(())
    }
}

impl<W: Write> Script<'_, W> {
    fn end(&mut self) -> io::Result<()> {
        self.line.push_str(";\n");
        self.out.write_all(self.line.as_bytes())?;
        self.line.clear();
        Ok(())
    }
}

/// ` SET n.name = 'One', …` of what is known.
fn set<T>(of: char, columns: &[Column<T>], item: &T, line: &mut String) {
    let mut start = " SET ";
    for column in columns {
        let value = (column.value)(item);
        if matches!(&value, Value::Nothing) || matches!(&value, Value::Texts(all) if all.is_empty()) {
            continue;
        }
        line.push_str(start);
        line.push(of);
        line.push('.');
        line.push_str(column.name);
        line.push_str(" = ");
        spell(&value, line);
        start = ", ";
    }
}

fn spell(value: &Value, line: &mut String) {
    // Nothing goes wrong in writing to a text.
    let _ = match value {
        Value::Nothing => line.write_str("null"),
        Value::Text(text) => {
            quote(text, line);
            Ok(())
        }
        Value::Texts(all) => {
            line.push('[');
            for (number, text) in all.iter().enumerate() {
                line.push_str(if number > 0 { ", " } else { "" });
                quote(text, line);
            }
            line.push(']');
            Ok(())
        }
        Value::Count(number) => write!(line, "{number}"),
        // With its point, since 1 would be a whole number.
        Value::Share(number) => write!(line, "{number:?}"),
        Value::Day(day) => write!(line, "date('{day}')"),
    };
}

/// A text between apostrophes. Whatever could end a line is written as an escape, so that a statement is a line.
fn quote(text: &str, line: &mut String) {
    line.push('\'');
    let mut rest = text;
    while let Some(at) = rest.find(|c: char| matches!(c, '\\' | '\'' | '\u{2028}' | '\u{2029}') || c.is_control()) {
        let (plain, other) = rest.split_at(at);
        line.push_str(plain);
        let mut others = other.chars();
        match others.next() {
            Some('\n') => line.push_str("\\n"),
            Some('\r') => line.push_str("\\r"),
            Some('\t') => line.push_str("\\t"),
            Some(c @ ('\\' | '\'')) => line.extend(['\\', c]),
            Some(c) => {
                // Nothing goes wrong in writing to a text.
                let _ = write!(line, "\\u{:04X}", u32::from(c));
            }
            None => {}
        }
        rest = others.as_str();
    }
    line.push_str(rest);
    line.push('\'');
}
