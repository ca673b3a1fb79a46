//! The graph as the evaluator looks at it.

use std::cell::RefCell;
use std::collections::BTreeSet;
use std::convert::Infallible;
use std::rc::Rc;

use spareval::{ExpressionTerm, InternalQuad, QueryableDataset};

use super::answer::Unknown;
use super::limits::Watch;
use super::rows::Handed;
use super::value::Value;
use crate::rdf::{Account, OWN, Pattern, Statements, Term};

/// The statements of a graph, looked up as the evaluator asks for them.
#[derive(Clone)]
pub(super) struct Dataset<'g> {
    statements: Statements<'g>,
    watch: Watch,
    /// Names of ours in the question that the graph does not hold.
    unknown: Rc<RefCell<BTreeSet<String>>>,
    /// Where the terms of rows are put as they are, when rows are asked for.
    handed: Option<Handed<'g>>,
}

/// What is looked for beyond a pattern.
struct Wanted<'g> {
    /// The text that the object is to be, where it is not of the graph.
    text: Option<Value<'g>>,
    /// The word as the question has it.
    word: Option<Value<'g>>,
    /// Whether one statement of each subject is enough.
    some: bool,
}

impl<'g> Dataset<'g> {
    pub(super) fn new(statements: Statements<'g>, watch: Watch) -> Dataset<'g> {
        Dataset { statements, watch, unknown: Rc::default(), handed: None }
    }

    /// Hands the terms of rows over as they are.
    pub(super) fn handing(mut self, handed: Handed<'g>) -> Dataset<'g> {
        self.handed = Some(handed);
        self
    }

    /// The names in the question that the graph does not hold.
    pub(super) fn unknown(&self) -> Vec<Unknown> {
        self.unknown.borrow().iter().map(|iri| Unknown::new(iri, self.statements)).collect()
    }

    /// What to look up, and what to look for in what is found.
    fn pattern(
        &self,
        subject: Option<&Value<'g>>,
        predicate: Option<&Value<'g>>,
        object: Option<&Value<'g>>,
        graph: Option<Option<&Value<'g>>>,
    ) -> Option<(Pattern<'g>, Wanted<'g>)> {
        // What is given and cannot be in the graph is nowhere.
        let subject = match subject {
            Some(Value::Known(term)) => Some(*term),
            Some(_) => return None,
            None => None,
        };
        let (word, some) = match predicate {
            Some(Value::Known(Term::Word(word))) => (Some(*word), false),
            Some(Value::Some(word)) => (Some(*word), true),
            Some(_) => return None,
            None => (None, false),
        };
        let (object, text) = match object {
            Some(Value::Known(term)) => (Some(*term), None),
            Some(text @ Value::Text(_)) => (None, Some(text.clone())),
            Some(_) => return None,
            None => (None, None),
        };
        let account = match graph {
            None => Account::Each,
            Some(None) => Account::Together,
            Some(Some(Value::Known(Term::Document(document)))) => Account::Of(document),
            Some(Some(_)) => return None,
        };
        let wanted = Wanted { text, word: predicate.cloned(), some };
        Some((Pattern { subject, predicate: word, object, account }, wanted))
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
        let mut found = self
            .pattern(subject, predicate, object, graph_name)
            .map(|(pattern, wanted)| (self.statements.matching(pattern), wanted));
        let mut last = None;
        std::iter::from_fn(move || {
            let (matches, wanted) = found.as_mut()?;
            loop {
                let quad = matches.next()?;
                watch.fetched();
                let object = Value::Known(quad.object);
                if wanted.text.as_ref().is_some_and(|text| *text != object) {
                    continue;
                }
                if wanted.some && last.replace((quad.subject, quad.document)) == Some((quad.subject, quad.document)) {
                    continue;
                }
                return Some(Ok(InternalQuad {
                    subject: Value::Known(quad.subject),
                    predicate: wanted.word.clone().unwrap_or(Value::Known(Term::Word(quad.predicate))),
                    object,
                    graph_name: quad.document.map(|document| Value::Known(Term::Document(document))),
                }));
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
        Ok(match &self.handed {
            Some(handed) => handed.put(term),
            None => term.term(self.statements),
        })
    }

    fn externalize_expression_term(&self, term: Value<'g>) -> Result<ExpressionTerm, Infallible> {
        Ok(term.term(self.statements).into())
    }
}
