//! Room for questions that are nested deep: parser and evaluator recurse.

use super::SparqlError;

/// Of address space; what is not used costs nothing.
const STACK: usize = 512 << 20;

/// Does the work on a thread of its own, with a stack that no question of allowed length overflows.
pub(super) fn with_room<T: Send>(work: impl FnOnce() -> Result<T, SparqlError> + Send) -> Result<T, SparqlError> {
    let broken = |what: &str| SparqlError::NotOffered(format!("the question cannot be worked on: {what}"));
    std::thread::scope(|scope| {
        let builder = std::thread::Builder::new().name("sparql".to_owned()).stack_size(STACK);
        let thread = builder.spawn_scoped(scope, work).map_err(|error| broken(&error.to_string()))?;
        thread.join().map_err(|_| broken("the evaluator failed"))?
    })
}
