//! Questions for what is DISTINCT, rewritten so that rows that differ in nothing asked for are not made in the first place.
//!
//! In `SELECT DISTINCT ?who ?whom { ?i v:perpetrator ?who ; v:target ?whom ; v:retaliatedFor ?j }` it does not matter what
//! `?j` is, nor how many there are: it stands in one place only, and is not among the columns. The predicate of that pattern
//! gets a mark, by which one statement of each subject is looked up, and the pattern goes before the others: it only narrows.

use spargebra::Query;
use spargebra::algebra::GraphPattern;
use spargebra::term::{NamedNode, NamedNodePattern, TermPattern, TriplePattern};

use crate::rdf::Word;

/// Stands before the name of a word of which one statement a subject is enough. It cannot be written in a question.
pub(super) const SOME: &str = " some ";

/// Takes the outermost DISTINCT away and says whether there was one.
pub(super) fn take_distinct(query: &mut Query) -> bool {
    let Query::Select { pattern, .. } = query else { return false };
    let GraphPattern::Distinct { inner } = pattern else { return false };
    *pattern = std::mem::take(inner);
    if let GraphPattern::Project { inner, variables } = pattern {
        let mut text = inner.to_string();
        text.extend(variables.iter().map(ToString::to_string));
        narrow(inner, &text);
    }
    true
}

/// Marks patterns whose object stands nowhere else in this text; where its name is part of another's, the pattern stays.
fn narrow(pattern: &mut GraphPattern, text: &str) {
    match pattern {
        GraphPattern::Bgp { patterns } => {
            for triple in &mut *patterns {
                let is_open = matches!(triple.object, TermPattern::Variable(_) | TermPattern::BlankNode(_));
                if let NamedNodePattern::NamedNode(name) = &mut triple.predicate
                    && is_open
                    && Word::of_iri(name.as_str()).is_some()
                    && text.matches(&triple.object.to_string()).count() == 1
                {
                    *name = NamedNode::new_unchecked(format!("{SOME}{}", name.as_str()));
                }
            }
            patterns.sort_by_key(|triple| !is_marked(triple));
        }
        GraphPattern::Join { left, right } | GraphPattern::Lateral { left, right } | GraphPattern::Union { left, right } => {
            narrow(left, text);
            narrow(right, text);
        }
        // How many rows there are does not matter to these, and what else they use is in the text.
        GraphPattern::Filter { inner, .. } | GraphPattern::Extend { inner, .. } => narrow(inner, text),
        GraphPattern::LeftJoin { left, .. } | GraphPattern::Minus { left, .. } => narrow(left, text),
        _ => {}
    }
}

fn is_marked(triple: &TriplePattern) -> bool {
    matches!(&triple.predicate, NamedNodePattern::NamedNode(name) if name.as_str().starts_with(SOME))
}
