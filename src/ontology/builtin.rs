//! The ontology files that the crate ships, embedded.

use std::path::Path;

use super::layers::SourceFile;

macro_rules! embed {
    ($($path:literal,)*) => {
        /// Path below `ontology/` and text of every file.
        const FILES: &[(&str, &str)] = &[$(($path, include_str!(concat!("../../ontology/", $path))),)*];
    };
}

embed![
    "actors/classes.ron",
    "actors/companies.ron",
    "actors/international.ron",
    "actors/iran.ron",
    "actors/iraq.ron",
    "actors/levant.ron",
    "actors/persons.ron",
    "actors/ships.ron",
    "actors/states.ron",
    "actors/turkey-kurds.ron",
    "actors/vessels.ron",
    "actors/yemen.ron",
    "generics.ron",
    "places/elsewhere.ron",
    "places/gulf.ron",
    "places/iran.ron",
    "places/iraq.ron",
    "places/israel-palestine.ron",
    "places/lebanon.ron",
    "places/syria.ron",
    "places/turkey.ron",
    "places/world.ron",
    "places/yemen.ron",
    "signs.ron",
    "triggers/cues.ron",
    "triggers/incidents.ron",
    "triggers/relations.ron",
    "triggers/supports.ron",
    "words/dates.ron",
    "words/documents.ron",
    "words/grammar.ron",
    "words/names.ron",
    "words/subject.ron",
    "words/verbs.ron",
];

/// The shipped files as sources.
pub(super) fn files() -> Vec<SourceFile> {
    FILES.iter().map(|(path, text)| SourceFile::new(format!("ontology/{path}"), *text)).collect()
}

/// The shipped files that belong to no war in particular.
pub(super) fn language() -> Vec<SourceFile> {
    let of_a_war = |source: &SourceFile| {
        ["actors", "places"].iter().any(|folder| source.path.starts_with(Path::new("ontology").join(folder)))
    };
    files().into_iter().filter(|source| !of_a_war(source)).collect()
}
