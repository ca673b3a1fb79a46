//! Where statements go: into lines of N-Quads or into Turtle.

use std::io::{self, Write};

use oxrdf::vocab::xsd;
use oxrdf::{GraphNameRef, LiteralRef, NamedNodeRef, QuadRef, TermRef};
use oxttl::nquads::WriterNQuadsSerializer;

use crate::date::PartialDate;
use crate::rdf::PREFIXES;

/// What a statement says of its subject.
#[derive(Clone, Copy, Debug)]
pub(in crate::export) enum Object<'a> {
    Name(&'a str),
    Text(&'a str),
    /// A number or a date as it is written, with its datatype.
    Typed(&'a str, NamedNodeRef<'static>),
}

impl<'a> Object<'a> {
    pub(super) fn count(written: &'a str) -> Object<'a> {
        Object::Typed(written, xsd::INTEGER)
    }

    pub(super) fn date(date: PartialDate, written: &'a str) -> Object<'a> {
        Object::Typed(
            written,
            match date {
                PartialDate::Day(_) => xsd::DATE,
                PartialDate::Month(..) => xsd::G_YEAR_MONTH,
                PartialDate::Year(_) => xsd::G_YEAR,
            },
        )
    }

    /// Whatever names go in here is made of letters that need no check.
    fn term(self) -> TermRef<'a> {
        match self {
            Object::Name(iri) => NamedNodeRef::new_unchecked(iri).into(),
            Object::Text(text) => LiteralRef::new_simple_literal(text).into(),
            Object::Typed(written, datatype) => LiteralRef::new_typed_literal(written, datatype).into(),
        }
    }
}

/// Takes statements one by one; all names are IRIs in full.
pub(in crate::export) trait Sink {
    /// Takes a statement in a named graph, or the default graph.
    fn put(&mut self, graph: Option<&str>, subject: &str, predicate: &str, object: Object) -> io::Result<()>;
}

/// A statement a line.
pub(in crate::export) struct Lines<W: Write>(pub(in crate::export) WriterNQuadsSerializer<W>);

impl<W: Write> Sink for Lines<W> {
    fn put(&mut self, graph: Option<&str>, subject: &str, predicate: &str, object: Object) -> io::Result<()> {
        self.0.serialize_quad(QuadRef {
            subject: NamedNodeRef::new_unchecked(subject).into(),
            predicate: NamedNodeRef::new_unchecked(predicate),
            object: object.term(),
            graph_name: graph.map_or(GraphNameRef::DefaultGraph, |graph| NamedNodeRef::new_unchecked(graph).into()),
        })
    }
}

/// Statements by subject, with prefixes. `oxttl` writes Turtle, too, but shortens no name that holds a `%`, as those of all
/// incidents do: the file would be half as large again, and hard to read.
pub(in crate::export) struct Turtle<W: Write> {
    out: W,
    subject: String,
    predicate: String,
}

/// The prefixes of Turtle beyond those of questions.
const MORE: &[(&str, &str)] =
    &[("kind", "urn:reprisal:kind:"), ("owl", "http://www.w3.org/2002/07/owl#"), ("voice", "urn:reprisal:voice:")];

impl<W: Write> Turtle<W> {
    pub(in crate::export) fn new(mut out: W) -> io::Result<Turtle<W>> {
        for (prefix, namespace) in PREFIXES.iter().chain(MORE) {
            writeln!(out, "@prefix {prefix}: <{namespace}> .")?;
        }
        Ok(Turtle { out, subject: String::new(), predicate: String::new() })
    }

    /// Ends the last statement.
    pub(in crate::export) fn finish(mut self) -> io::Result<()> {
        if !self.subject.is_empty() {
            self.out.write_all(b" .\n")?;
        }
        self.out.flush()
    }

    fn name(&mut self, iri: &str) -> io::Result<()> {
        match shortened(iri) {
            Some((prefix, local)) => {
                self.out.write_all(prefix.as_bytes())?;
                self.out.write_all(b":")?;
                let mut parts = local.split('/');
                self.out.write_all(parts.next().unwrap_or_default().as_bytes())?;
                parts.try_for_each(|part| self.out.write_all(b"\\/").and_then(|()| self.out.write_all(part.as_bytes())))
            }
            None => write!(self.out, "{}", NamedNodeRef::new_unchecked(iri)),
        }
    }
}

impl<W: Write> Sink for Turtle<W> {
    fn put(&mut self, _: Option<&str>, subject: &str, predicate: &str, object: Object) -> io::Result<()> {
        if self.subject != subject {
            self.out.write_all(if self.subject.is_empty() { b"\n" } else { b" .\n\n" })?;
            self.name(subject)?;
            self.out.write_all(b" ")?;
        } else if self.predicate != predicate {
            self.out.write_all(b" ;\n    ")?;
        } else {
            self.out.write_all(b", ")?;
        }
        if self.subject != subject || self.predicate != predicate {
            match predicate {
                super::word::common::TYPE => self.out.write_all(b"a")?,
                _ => self.name(predicate)?,
            }
            self.out.write_all(b" ")?;
            subject.clone_into(&mut self.subject);
            predicate.clone_into(&mut self.predicate);
        }
        match object {
            Object::Name(iri) => self.name(iri),
            Object::Typed(written, xsd::INTEGER) => self.out.write_all(written.as_bytes()),
            Object::Typed(written, datatype) => {
                write!(self.out, "\"{written}\"^^")?;
                self.name(datatype.as_str())
            }
            Object::Text(_) => write!(self.out, "{}", object.term()),
        }
    }
}

/// The prefix and the rest of an IRI, where Turtle can write the rest, if with a backslash before every slash.
fn shortened(iri: &str) -> Option<(&'static str, &str)> {
    let with = |&(prefix, namespace): &(&'static str, &str)| Some((prefix, iri.strip_prefix(namespace)?));
    let (prefix, local) = PREFIXES.iter().chain(MORE).find_map(with)?;
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.' | b'_' | b'%' | b'/');
    let edge = |byte: Option<&u8>| byte.is_some_and(|byte| !matches!(byte, b'-' | b'.' | b'/'));
    let bytes = local.as_bytes();
    (bytes.iter().copied().all(plain) && edge(bytes.first()) && edge(bytes.last())).then_some((prefix, local))
}

#[cfg(test)]
mod tests {
    use super::shortened;

    #[test]
    fn names_are_shortened_where_turtle_allows_it() {
        assert_eq!(shortened("urn:reprisal:incident:a%2Fb%23i1"), Some(("i", "a%2Fb%23i1")));
        // Its slash is written with a backslash before it.
        assert_eq!(shortened("urn:reprisal:evidence:a/1"), Some(("e", "a/1")));
        for whole in ["urn:reprisal:incident:a.", "urn:reprisal:actor:-", "urn:other:x", "urn:reprisal:actor:"] {
            assert_eq!(shortened(whole), None, "{whole}");
        }
    }
}
