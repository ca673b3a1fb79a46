//! What a reader works with: borrowed, or shared and kept for as long as the reader lives.

use std::ops::Deref;
use std::sync::Arc;

/// Something borrowed, or shared with whoever else has it.
///
/// What takes one takes a reference or an [`Arc`]; with the latter it borrows nothing, and can live in a service.
///
/// ```
/// use std::sync::Arc;
/// use reprisal::{Ontology, Reader};
///
/// struct Service {
///     reader: Reader<'static>,
/// }
///
/// let ontology = Arc::new(Ontology::builtin()?.clone());
/// let service = Service { reader: Reader::new(ontology) };
/// # let _ = service.reader;
/// # Ok::<(), reprisal::ontology::OntologyError>(())
/// ```
#[derive(Debug)]
pub enum Held<'t, T> {
    /// Borrowed.
    Borrowed(&'t T),
    /// Shared.
    Shared(Arc<T>),
}

impl<T> Clone for Held<'_, T> {
    fn clone(&self) -> Self {
        match self {
            Held::Borrowed(held) => Held::Borrowed(held),
            Held::Shared(held) => Held::Shared(held.clone()),
        }
    }
}

impl<T> Deref for Held<'_, T> {
    type Target = T;

    fn deref(&self) -> &T {
        match self {
            Held::Borrowed(held) => held,
            Held::Shared(held) => held,
        }
    }
}

impl<'t, T> From<&'t T> for Held<'t, T> {
    fn from(held: &'t T) -> Self {
        Held::Borrowed(held)
    }
}

impl<T> From<Arc<T>> for Held<'_, T> {
    fn from(held: Arc<T>) -> Self {
        Held::Shared(held)
    }
}
