//! The ontology files that the crate ships, embedded.

use super::layers::SourceFile;

macro_rules! embed {
    ($($path:literal,)*) => {
        /// Path below `ontology/` and text of every file.
        const FILES: &[(&str, &str)] = &[$(($path, include_str!(concat!("../../ontology/", $path))),)*];
    };
}

embed![];

/// The shipped files as sources.
pub(super) fn files() -> Vec<SourceFile> {
    FILES.iter().map(|(path, text)| SourceFile::new(format!("ontology/{path}"), *text)).collect()
}
