//! Rows as the evaluator finds them, put into words only when it is known which of them stand.
//!
//! The evaluator would write out every term of every row as text, and keep a copy of each row to tell which came before.

use std::cell::RefCell;
use std::hash::BuildHasher;
use std::rc::Rc;

use hashbrown::hash_table::Entry;
use hashbrown::{DefaultHashBuilder, HashTable};
use oxrdf::NamedNode;
use spareval::QuerySolution;

use super::value::Value;
use crate::rdf::Statements;

/// The terms that the evaluator asked to write out, and that were handed over as they are.
#[derive(Clone, Default)]
pub(super) struct Handed<'g>(Rc<RefCell<Vec<Value<'g>>>>);

impl<'g> Handed<'g> {
    /// Takes a term, and gives one that stands for it and costs nothing.
    pub(super) fn put(&self, value: Value<'g>) -> oxrdf::Term {
        self.0.borrow_mut().push(value);
        NamedNode::new_unchecked(String::new()).into()
    }
}

/// Rows, one cell after the other.
pub(super) struct Rows<'g> {
    handed: Handed<'g>,
    columns: usize,
    cells: Vec<Option<Value<'g>>>,
    many: usize,
    /// The rows, when each is wanted once.
    seen: Option<HashTable<Seen>>,
    hashes: DefaultHashBuilder,
}

/// A row that is known. With its hash at hand there is seldom need to look at the row itself.
struct Seen {
    hash: u64,
    number: usize,
}

impl<'g> Rows<'g> {
    pub(super) fn new(handed: Handed<'g>, columns: usize, distinct: bool) -> Rows<'g> {
        let seen = distinct.then(HashTable::new);
        Rows { handed, columns, cells: Vec::new(), many: 0, seen, hashes: DefaultHashBuilder::default() }
    }

    /// Takes the row whose terms were handed over last; whether it is wanted.
    pub(super) fn add(&mut self, row: &QuerySolution) -> bool {
        let start = self.cells.len();
        let mut handed = self.handed.0.borrow_mut();
        let bound = row.values().iter().flatten().count();
        let before = handed.len().saturating_sub(bound);
        let mut values = handed.drain(..).skip(before);
        self.cells.extend(row.values().iter().map(|cell| cell.as_ref().and_then(|_| values.next())));
        if let Some(seen) = &mut self.seen {
            let (known, new) = self.cells.split_at(start);
            let hash = self.hashes.hash_one(new);
            let is_same = |seen: &Seen| {
                let row = known.get(seen.number * self.columns..(seen.number + 1) * self.columns);
                seen.hash == hash && row == Some(new)
            };
            match seen.entry(hash, is_same, |seen| seen.hash) {
                Entry::Occupied(_) => {
                    self.cells.truncate(start);
                    return false;
                }
                Entry::Vacant(place) => place.insert(Seen { hash, number: self.many }),
            };
        }
        self.many += 1;
        true
    }

    /// So many of the rows, in words.
    pub(super) fn written(self, many: usize, statements: Statements<'g>) -> Vec<Vec<Option<oxrdf::Term>>> {
        let mut cells = self.cells.into_iter().map(|cell| cell.map(|value| value.term(statements)));
        (0..many.min(self.many)).map(|_| cells.by_ref().take(self.columns).collect()).collect()
    }
}
