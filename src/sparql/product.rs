//! Questions whose patterns share no variable, rewritten so that their product is made statement by statement.
//!
//! The evaluator would hold one side in memory and multiply it in one go, which no limit could stop. As a lateral join
//! (SEP-0006) of parts that share nothing, the answer is the same, and every row of it fetches statements.

use spargebra::Query;
use spargebra::algebra::GraphPattern;
use spargebra::term::{NamedNodePattern, TermPattern};

/// More patterns joined in one place take the planner of questions longer than their answer.
pub(super) const MOST: usize = 100;

/// The same question, its products made step by step, and the most patterns that it joins in one place.
pub(super) fn step_by_step(mut query: Query) -> (Query, usize) {
    let mut most = 0;
    let (Query::Select { pattern, .. }
    | Query::Construct { pattern, .. }
    | Query::Describe { pattern, .. }
    | Query::Ask { pattern, .. }) = &mut query;
    rewrite(pattern, &mut most);
    (query, most)
}

fn rewrite(pattern: &mut GraphPattern, most: &mut usize) {
    match pattern {
        GraphPattern::Bgp { .. } | GraphPattern::Join { .. } => {
            let mut leaves = Vec::new();
            flatten(std::mem::take(pattern), &mut leaves, most);
            *most = (*most).max(leaves.len());
            // A question of too many is refused before it is asked.
            *pattern = if leaves.len() > MOST { GraphPattern::default() } else { multiply(leaves) };
        }
        GraphPattern::LeftJoin { left, right, .. }
        | GraphPattern::Lateral { left, right }
        | GraphPattern::Union { left, right }
        | GraphPattern::Minus { left, right } => {
            rewrite(left, most);
            rewrite(right, most);
        }
        GraphPattern::Filter { inner, .. }
        | GraphPattern::Graph { inner, .. }
        | GraphPattern::Extend { inner, .. }
        | GraphPattern::OrderBy { inner, .. }
        | GraphPattern::Project { inner, .. }
        | GraphPattern::Distinct { inner }
        | GraphPattern::Reduced { inner }
        | GraphPattern::Slice { inner, .. }
        | GraphPattern::Group { inner, .. } => rewrite(inner, most),
        GraphPattern::Path { .. } | GraphPattern::Values { .. } | GraphPattern::Service { .. } => {}
    }
}

/// The patterns that are joined, each triple pattern by itself.
fn flatten(pattern: GraphPattern, leaves: &mut Vec<GraphPattern>, most: &mut usize) {
    match pattern {
        GraphPattern::Join { left, right } => {
            flatten(*left, leaves, most);
            flatten(*right, leaves, most);
        }
        GraphPattern::Bgp { patterns } => {
            leaves.extend(patterns.into_iter().map(|triple| GraphPattern::Bgp { patterns: vec![triple] }));
        }
        mut other => {
            rewrite(&mut other, most);
            leaves.push(other);
        }
    }
}

/// Patterns that share variables, one with another.
struct Part {
    variables: Vec<String>,
    leaves: Vec<GraphPattern>,
}

impl Part {
    /// Whether it only fetches statements.
    fn is_plain(&self) -> bool {
        self.leaves.iter().all(|leaf| matches!(leaf, GraphPattern::Bgp { .. } | GraphPattern::Path { .. }))
    }

    fn joined(self) -> GraphPattern {
        let mut triples = Vec::new();
        let mut others = Vec::new();
        for leaf in self.leaves {
            match leaf {
                GraphPattern::Bgp { patterns } => triples.extend(patterns),
                other => others.push(other),
            }
        }
        if !triples.is_empty() {
            others.insert(0, GraphPattern::Bgp { patterns: triples });
        }
        others.into_iter().reduce(join).unwrap_or_default()
    }
}

fn join(left: GraphPattern, right: GraphPattern) -> GraphPattern {
    GraphPattern::Join { left: Box::new(left), right: Box::new(right) }
}

fn multiply(leaves: Vec<GraphPattern>) -> GraphPattern {
    let mut parts: Vec<Part> = Vec::new();
    for leaf in leaves {
        let mut part = Part { variables: variables(&leaf), leaves: Vec::new() };
        let (sharing, apart) =
            parts.into_iter().partition(|known: &Part| known.variables.iter().any(|name| part.variables.contains(name)));
        parts = apart;
        for known in sharing {
            part.variables.extend(known.variables);
            part.leaves.extend(known.leaves);
        }
        part.leaves.push(leaf);
        parts.push(part);
    }
    let (mut plain, others): (Vec<Part>, Vec<Part>) = parts.into_iter().partition(Part::is_plain);
    // What is bound the most comes first.
    plain.sort_by_key(|part| part.variables.len());
    let start = others.into_iter().map(Part::joined).reduce(join);
    let steps = start.into_iter().chain(plain.into_iter().map(Part::joined));
    let lateral = |left, right| GraphPattern::Lateral { left: Box::new(left), right: Box::new(right) };
    steps.reduce(lateral).unwrap_or_default()
}

/// The variables by which a pattern is joined with others, blank nodes among them.
fn variables(pattern: &GraphPattern) -> Vec<String> {
    let mut names = Vec::new();
    let mut term = |term: &TermPattern| match term {
        TermPattern::Variable(variable) => names.push(variable.as_str().to_owned()),
        TermPattern::BlankNode(node) => names.push(node.to_string()),
        _ => {}
    };
    match pattern {
        GraphPattern::Bgp { patterns } => {
            for triple in patterns {
                term(&triple.subject);
                term(&triple.object);
                if let NamedNodePattern::Variable(variable) = &triple.predicate {
                    term(&TermPattern::Variable(variable.clone()));
                }
            }
        }
        GraphPattern::Path { subject, object, .. } => {
            term(subject);
            term(object);
        }
        other => other.on_in_scope_variable(|variable| names.push(variable.as_str().to_owned())),
    }
    names
}
