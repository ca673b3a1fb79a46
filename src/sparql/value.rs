//! Terms as questions handle them: those of the graph as they stand there, and those that questions bring along.

use std::hash::{Hash, Hasher};
use std::sync::Arc;

use oxrdf::vocab::xsd;
use oxrdf::{Literal, NamedNode, NamedNodeRef};

use super::once::SOME;
use crate::date::PartialDate;
use crate::rdf::{Share, Statements, Term, Word};

/// A term. Equal values are the same RDF term.
#[derive(Clone, Debug)]
pub(super) enum Value<'g> {
    /// A term that the graph may hold.
    Known(Term<'g>),
    /// A text of the question, or one that it computed.
    Text(Arc<str>),
    /// What the graph cannot hold.
    Other(Arc<oxrdf::Term>),
    /// A word of which one statement a subject is enough, see [`once`](super::once).
    Some(Word),
}

impl Value<'_> {
    fn text(&self) -> Option<&str> {
        match self {
            Value::Known(Term::Text(text)) => Some(text),
            Value::Text(text) => Some(text),
            _ => None,
        }
    }
}

impl PartialEq for Value<'_> {
    fn eq(&self, other: &Self) -> bool {
        match (self, other) {
            (Value::Known(one), Value::Known(other)) => one == other,
            (Value::Other(one), Value::Other(other)) => one == other,
            (Value::Some(one), Value::Some(other)) => one == other,
            _ => matches!((self.text(), other.text()), (Some(one), Some(other)) if one == other),
        }
    }
}

impl Eq for Value<'_> {}

impl Hash for Value<'_> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        match self {
            Value::Known(Term::Node(index)) => state.write_usize(index.index()),
            Value::Known(Term::Text(text)) => text.hash(state),
            Value::Known(term) => term.hash(state),
            Value::Text(text) => text.hash(state),
            Value::Other(term) => term.hash(state),
            Value::Some(word) => word.hash(state),
        }
    }
}

impl<'g> Value<'g> {
    /// The value of an RDF term; every term has one value only.
    pub(super) fn of(term: oxrdf::Term, statements: Statements<'g>) -> Value<'g> {
        let known = match &term {
            oxrdf::Term::NamedNode(name) => {
                if let Some(word) = name.as_str().strip_prefix(SOME).and_then(Word::of_iri) {
                    return Value::Some(word);
                }
                statements.named(name.as_str())
            }
            oxrdf::Term::Literal(literal) if literal.datatype() == xsd::STRING => return Value::Text(literal.value().into()),
            oxrdf::Term::Literal(literal) => known(literal.value(), literal.datatype()),
            _ => None,
        };
        known.map_or_else(|| Value::Other(Arc::new(term)), Value::Known)
    }

    /// The RDF term of the value.
    pub(super) fn term(self, statements: Statements<'g>) -> oxrdf::Term {
        match self {
            Value::Known(term) => rdf_term(term, statements),
            Value::Text(text) => Literal::from(&*text).into(),
            Value::Other(term) => Arc::unwrap_or_clone(term),
            Value::Some(word) => rdf_term(Term::Word(word), statements),
        }
    }
}

/// The literal as the graph would hold it; none when it is written in another way, which makes it another term.
fn known<'g>(value: &str, datatype: NamedNodeRef) -> Option<Term<'g>> {
    let term = if datatype == xsd::INTEGER {
        Term::Count(value.parse().ok()?)
    } else if datatype == xsd::DECIMAL {
        Term::Share(Share::new(value.parse().ok()?))
    } else {
        Term::Date(value.parse().ok()?)
    };
    let (written, its_datatype) = written(term)?;
    (written == value && its_datatype == datatype).then_some(term)
}

fn rdf_term<'g>(term: Term<'g>, statements: Statements<'g>) -> oxrdf::Term {
    match (term, written(term)) {
        (_, Some((value, datatype))) => Literal::new_typed_literal(value, datatype).into(),
        (Term::Text(text), _) => Literal::from(text).into(),
        // Names of the graph are made of letters that need no check.
        _ => NamedNode::new_unchecked(statements.iri(term).unwrap_or_default()).into(),
    }
}

/// How a number or a date is written, and its datatype.
fn written(term: Term) -> Option<(String, NamedNodeRef<'static>)> {
    Some(match term {
        Term::Count(count) => (count.to_string(), xsd::INTEGER),
        Term::Share(share) => (share.get().to_string(), xsd::DECIMAL),
        Term::Date(date @ PartialDate::Day(_)) => (date.to_string(), xsd::DATE),
        Term::Date(date @ PartialDate::Month(..)) => (date.to_string(), xsd::G_YEAR_MONTH),
        Term::Date(date @ PartialDate::Year(_)) => (date.to_string(), xsd::G_YEAR),
        _ => return None,
    })
}
