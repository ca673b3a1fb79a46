//! `reprisal ontology list`.

use std::io::Write;

use crate::report::{Failure, Outcome};
use crate::table::clean;
use reprisal::ontology::Ontology;
use reprisal::suggest::nearest;
use reprisal::{ActorKind, PlaceKind};

/// A sort of entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub(super) enum What {
    /// Who can act or be acted on
    Actors,
    /// Where things happen
    Places,
    /// Verbs and nouns that tell of incidents and relations
    Triggers,
    /// Fixed phrases
    Cues,
}

pub(super) fn run(ontology: &Ontology, what: Option<What>, kind: Option<&str>, out: &mut dyn Write) -> Result<Outcome, Failure> {
    if let (Some(_), Some(What::Triggers | What::Cues)) = (kind, what) {
        return Err(Failure::Usage("--kind goes with actors and places only".to_owned()));
    }
    let (actors, places) = kinds(what, kind).map_err(Failure::Usage)?;
    let mut rows: Vec<[String; 3]> = Vec::new();
    if matches!(what, None | Some(What::Actors)) {
        let chosen = ontology.actors().iter().filter(|actor| actors.contains(&actor.kind));
        rows.extend(chosen.map(|actor| [actor.id.clone(), actor.kind.to_string(), actor.name.clone()]));
    }
    if matches!(what, None | Some(What::Places)) {
        let chosen = ontology.places().iter().filter(|place| places.contains(&place.kind));
        rows.extend(chosen.map(|place| [place.id.clone(), place.kind.to_string(), place.name.clone()]));
    }
    if what == Some(What::Triggers) {
        rows.extend(ontology.triggers().iter().map(|trigger| {
            let incident = trigger.incident.map(|kind| kind.to_string());
            let relation = trigger.relation.map(|predicate| predicate.to_string());
            let acts = trigger.acts.iter().map(|act| format!("{act:?}").to_lowercase());
            let tells: Vec<String> = incident.into_iter().chain(relation).chain(acts).collect();
            [trigger.id.clone(), tells.join(" "), trigger.lemmas.join(", ")]
        }));
    }
    if what == Some(What::Cues) {
        rows.extend(
            ontology
                .cues()
                .iter()
                .map(|cue| [cue.id.clone(), format!("{:?}", cue.effect).to_lowercase(), cue.phrases.join(", ")]),
        );
    }
    let rows: Vec<[String; 3]> = rows.into_iter().map(|row| row.map(|cell| clean(&cell))).collect();
    let width = |column: usize| rows.iter().map(|row| row[column].chars().count()).max().unwrap_or(0);
    let (first, second) = (width(0), width(1));
    for [id, kind, name] in &rows {
        writeln!(out, "{id:first$}  {kind:second$}  {name}")?;
    }
    Ok(Outcome::found(!rows.is_empty()))
}

/// The kinds to list.
fn kinds(what: Option<What>, kind: Option<&str>) -> Result<(Vec<ActorKind>, Vec<PlaceKind>), String> {
    let Some(kind) = kind else { return Ok((ActorKind::ALL.to_vec(), PlaceKind::ALL.to_vec())) };
    let actor = kind.parse().ok().filter(|_| what != Some(What::Places));
    let place = kind.parse().ok().filter(|_| what != Some(What::Actors));
    if actor.is_some() || place.is_some() {
        return Ok((actor.into_iter().collect(), place.into_iter().collect()));
    }
    let actors = ActorKind::ALL.iter().map(|kind| kind.as_str()).filter(|_| what != Some(What::Places));
    let places = PlaceKind::ALL.iter().map(|kind| kind.as_str()).filter(|_| what != Some(What::Actors));
    let all: Vec<&str> = actors.chain(places).collect();
    let meant = nearest(kind, all.iter().copied()).map(|meant| format!("; did you mean `{meant}`?")).unwrap_or_default();
    Err(format!("there is no kind `{kind}`{meant} (kinds are: {})", all.join(", ")))
}
