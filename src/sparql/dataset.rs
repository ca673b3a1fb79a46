//! The graph as the evaluator looks at it.

use std::cell::RefCell;
use std::collections::BTreeSet;
use std::convert::Infallible;
use std::rc::Rc;

use spareval::{InternalQuad, QueryableDataset};

use super::answer::Unknown;
use super::limits::Watch;
use super::value::Value;
use crate::rdf::{Account, OWN, Pattern, Statements, Term, Word};

/// The statements of a graph, looked up as the evaluator asks for them.
#[derive(Clone)]
pub(super) struct Dataset<'g> {
    statements: Statements<'g>,
    watch: Watch,
    /// Names of ours in the question that the graph does not hold.
    unknown: Rc<RefCell<BTreeSet<String>>>,
}

impl<'g> Dataset<'g> {
    pub(super) fn new(statements: Statements<'g>, watch: Watch) -> Dataset<'g> {
        Dataset { statements, watch, unknown: Rc::default() }
    }

    /// The names in the question that the graph does not hold.
    pub(super) fn unknown(&self) -> Vec<Unknown> {
        self.unknown.borrow().iter().map(|iri| Unknown::new(iri, self.statements)).collect()
    }

    /// What to look up and, where the text that is looked for is not of the graph, what to compare objects with.
    fn pattern(
        &self,
        subject: Option<&Value<'g>>,
        predicate: Option<&Value<'g>>,
        object: Option<&Value<'g>>,
        graph: Option<Option<&Value<'g>>>,
    ) -> Option<(Pattern<'g>, Option<Value<'g>>)> {
        let known = |value: &Value<'g>| match value {
            Value::Known(term) => Some(*term),
            _ => None,
        };
        let word = |value: &Value<'g>| match value {
            Value::Known(Term::Word(word)) => Some(*word),
            _ => None,
        };
        // What is given and cannot be in the graph is nowhere.
        let subject = subject.map(|subject| known(subject).ok_or(())).transpose().ok()?;
        let predicate: Option<Word> = predicate.map(|predicate| word(predicate).ok_or(())).transpose().ok()?;
        let (object, text) = match object {
            Some(Value::Known(term)) => (Some(*term), None),
            Some(text @ Value::Text(_)) => (None, Some(text.clone())),
            Some(Value::Other(_)) => return None,
            None => (None, None),
        };
        let account = match graph {
            None => Account::Each,
            Some(None) => Account::Together,
            Some(Some(Value::Known(Term::Document(document)))) => Account::Of(document),
            Some(Some(_)) => return None,
        };
        Some((Pattern { subject, predicate, object, account }, text))
    }
}

impl<'g> QueryableDataset<'g> for Dataset<'g> {
    type InternalTerm = Value<'g>;
    type Error = Infallible;

    fn internal_quads_for_pattern(
        &self,
        subject: Option<&Value<'g>>,
        predicate: Option<&Value<'g>>,
        object: Option<&Value<'g>>,
        graph_name: Option<Option<&Value<'g>>>,
    ) -> impl Iterator<Item = Result<InternalQuad<Value<'g>>, Infallible>> + use<'g> {
        let watch = self.watch.clone();
        watch.look();
        let (mut matches, text) = match self.pattern(subject, predicate, object, graph_name) {
            Some((pattern, text)) => (Some(self.statements.matching(pattern)), text),
            None => (None, None),
        };
        std::iter::from_fn(move || {
            loop {
                let quad = matches.as_mut()?.next()?;
                watch.fetched();
                let object = Value::Known(quad.object);
                if text.as_ref().is_none_or(|text| *text == object) {
                    return Some(Ok(InternalQuad {
                        subject: Value::Known(quad.subject),
                        predicate: Value::Known(Term::Word(quad.predicate)),
                        object,
                        graph_name: quad.document.map(|document| Value::Known(Term::Document(document))),
                    }));
                }
            }
        })
    }

    fn internal_named_graphs(&self) -> impl Iterator<Item = Result<Value<'g>, Infallible>> + use<'g> {
        self.statements.graph().documents().map(|info| Ok(Value::Known(Term::Document(&info.id))))
    }

    fn contains_internal_graph_name(&self, graph_name: &Value<'g>) -> Result<bool, Infallible> {
        Ok(matches!(graph_name, Value::Known(Term::Document(_))))
    }

    fn internalize_term(&self, term: oxrdf::Term) -> Result<Value<'g>, Infallible> {
        let value = Value::of(term, self.statements);
        if let Value::Other(term) = &value
            && let oxrdf::Term::NamedNode(name) = &**term
            && name.as_str().starts_with(OWN)
        {
            self.unknown.borrow_mut().insert(name.as_str().to_owned());
        }
        Ok(value)
    }

    fn externalize_term(&self, term: Value<'g>) -> Result<oxrdf::Term, Infallible> {
        Ok(term.term(self.statements))
    }
}
