//! Every trigger, cue and generic noun of the shipped ontology carries sentences and what must come out of them.

#![cfg(feature = "reader")]

use reprisal::examples::{self, Trial};
use reprisal::ontology::{Layers, Ontology, rules};

#[test]
fn every_example_in_the_ontology_comes_out_as_written() {
    let rules = rules(&Layers::default().read().unwrap()).unwrap();
    let bare: Vec<&str> = rules.iter().filter(|rule| rule.lacks_example).map(|rule| rule.id.as_str()).collect();
    assert!(bare.is_empty(), "without an example: {bare:?}");
    let trials = examples::run(Ontology::builtin().unwrap(), rules);
    let failed: Vec<&Trial> = trials.iter().filter(|trial| !trial.passed()).collect();
    assert!(trials.len() > 50, "only {} examples", trials.len());
    assert!(failed.is_empty(), "{} of {} examples: {failed:#?}", failed.len(), trials.len());
}
