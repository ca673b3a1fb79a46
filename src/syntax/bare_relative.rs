//! Relative clauses without a pronoun.
//!
//! "The strikes X carried out killed two": a parser that goes from left to right takes X for a second subject and learns
//! too late that another verb follows. Two subjects side by side, a verb without an object and one more verb that nothing
//! joins to it can only be a clause on the first noun, and the second verb is the noun's.

use super::label::{Label, Tag};
use super::tree::Node;

/// Hangs the clause on its noun, and the noun on its verb.
pub(super) fn reattach(nodes: &mut [Node]) {
    for verb in 2..nodes.len() {
        let Some((noun, main)) = clause(nodes, verb) else { continue };
        (nodes[main].head, nodes[main].label) = (nodes[verb].head, nodes[verb].label);
        (nodes[verb].head, nodes[verb].label) = (Some(noun), Label::Relcl);
        let passive = nodes.iter().any(|node| node.head == Some(main) && node.label == Label::Auxpass);
        (nodes[noun].head, nodes[noun].label) = (Some(main), if passive { Label::Nsubjpass } else { Label::Nsubj });
        for (at, node) in nodes.iter_mut().enumerate().filter(|(at, _)| *at < noun || *at > main) {
            if node.head == Some(verb) && at != main {
                node.head = Some(main);
            }
        }
    }
}

/// The noun that the clause of this verb is about, and the verb of that noun.
fn clause(nodes: &[Node], verb: usize) -> Option<(usize, usize)> {
    let finite = |at: usize| matches!(nodes[at].tag, Tag::Vbd | Tag::Vbz | Tag::Vbp | Tag::Vbn);
    let hung = |at: usize, label: Label| nodes[at].head == Some(verb) && nodes[at].label == label;
    let has = |label: Label| (0..nodes.len()).any(|at| hung(at, label));
    if !finite(verb) || has(Label::Dobj) || has(Label::Cc) || has(Label::Auxpass) {
        return None;
    }
    let mut subjects = (0..verb).filter(|&at| hung(at, Label::Nsubj));
    let (noun, own) = (subjects.next()?, subjects.next()?);
    let common = matches!(nodes[noun].tag, Tag::Nn | Tag::Nns);
    // All between the two belongs to the second: no comma, no "and".
    let close = (noun + 1..own).all(|at| nodes[at].head == Some(own) && !nodes[at].tag.is_mark());
    let main = (verb + 1..nodes.len()).find(|&at| hung(at, Label::Conj))?;
    let alone = !(0..nodes.len()).any(|at| nodes[at].head == Some(main) && nodes[at].label == Label::Nsubj);
    (subjects.next().is_none() && common && close && finite(main) && alone).then_some((noun, main))
}
