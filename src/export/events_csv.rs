//! Incidents as CSV, a row each: the 31 columns of ACLED in their order, then ours, with codes of CAMEO and PLOVER.
//!
//! * `actor1` did it and `actor2` is whom it was done to: **our convention**, since ACLED's order tells no direction; `tags` say
//!   so, too. Of several on a side the first has the column and the others are its associates (one who stands for the account
//!   of another that is there, too, comes before it). A side of which nothing is told is blank.
//! * `event_id_cnty` is our id of the incident. `event_date` is its first day, `time_precision` 1 where the day is known, 2 for
//!   a span of at most a week, else 3; `date` and `until` have it as it is told.
//! * `disorder_type`, `event_type` and `sub_event_type` come from the kind, the weapon and whom it was done to.
//! * `inter1` and `inter2` use ACLED's words: state forces, outside their country external forces, and civilians. They are
//!   blank where the country is not known, and for armed groups, since our kinds do not tell rebels from militias.
//! * `country`, `region` and `admin1` to `admin3` are the places around the place, `geo_precision` is 1 for a town or a site and
//!   3 for what is wider. `iso`, `latitude`, `longitude` and `source_scale` are blank: the graph does not know them.
//! * `fatalities` are blank where no number is told, which is not nought. `notes` are the sentences, `source` the outlets, and
//!   `timestamp` the day on which the last of the documents was published, in seconds.
//! * `cameo` is blank for what was denied, planned or feared, since CAMEO has no word for it; `plover_mode` then says `negation`,
//!   `future` or `hypothetical`, and `historical` of what was over a year before it was told. A threat is 138, THREATEN.
//! * Lists are joined by `; `, and a `;` or `%` in one of their texts is percent-encoded.
//!
//! Incidents that are denied or threatened, and cyberattacks, which ACLED does not have, have a row only when
//! [asked for](Options::all). What relates actors has none: see `evidence_csv`.

mod codes;
mod inter;
mod site;

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::io::{self, Write};

use codes::Codes;
use inter::Inter;
use jiff::civil::Date;
use site::Site;

use super::column::{Column, Kind, Value, count, share, text, texts};
use super::property_graph::{documents_of, sources};
use super::rows::Rows;
use super::{Content, Summary};
use crate::date::PartialDate;
use crate::graph::{Actor, IncidentRef, Place};
use crate::vocabulary::{ActorKind, Modality};

/// Which incidents have a row.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Options {
    /// Those that are denied or threatened, and those of which ACLED knows no kind, too.
    pub all: bool,
}

/// Writes the incidents of a view.
///
/// ```
/// use reprisal::export::{Content, events_csv};
/// # let graph = reprisal::KnowledgeGraph::new();
/// let mut csv = Vec::new();
/// events_csv::write(&Content::of(&graph.everything()), events_csv::Options::default(), &mut csv)?;
/// assert!(csv.starts_with(b"event_id_cnty,event_date,year,"));
/// # Ok::<(), std::io::Error>(())
/// ```
///
/// # Errors
/// When the output cannot be written.
pub fn write(content: &Content, options: Options, out: &mut impl Write) -> io::Result<Summary> {
    let mut rows = Rows::new(out, "; ");
    let columns: Vec<Column<Event>> = acled().into_iter().chain(ours()).collect();
    rows.header(columns.iter().map(|column| column.name))?;
    let (mut unsaid, mut foreign) = (0, 0);
    for incident in content.incidents() {
        let (told, known) = (incident.modality == Modality::Asserted, codes::is_of_acled(incident.kind));
        if options.all || (told && known) {
            rows.cells(&columns, &Event::of(incident))?;
            rows.end()?;
        } else if told {
            foreign += 1;
        } else {
            unsaid += 1;
        }
    }
    let mut summary = Summary::default();
    summary.wrote("incidents", rows.finish()?);
    summary.lost("incidents that are denied or threatened have no row: --all writes them", unsaid);
    summary.lost("cyberattacks have no row, since ACLED has none: --all writes them", foreign);
    let relations = content.ties().filter(|tie| tie.incident().is_none()).count();
    summary.lost("relations between actors have no row: evidence-csv and node-link have them", relations);
    Ok(summary)
}

/// An incident with all that its row needs.
struct Event<'g> {
    incident: IncidentRef<'g>,
    perpetrators: Vec<&'g Actor>,
    targets: Vec<&'g Actor>,
    site: Site<'g>,
    codes: Codes,
    inter: [Option<Inter>; 2],
    /// The days on which the first and the last of the documents were published.
    reported: Option<(Date, Date)>,
}

impl<'g> Event<'g> {
    fn of(incident: IncidentRef<'g>) -> Event<'g> {
        let (perpetrators, targets) = (side(incident.perpetrators()), side(incident.targets()));
        let codes = Codes::of(&incident, &perpetrators, &targets);
        let (graph, site) = (incident.graph(), Site::of(&incident));
        let inter = [&perpetrators, &targets].map(|side| Inter::of(graph, side.first()?, site.country));
        let published = incident.incident().documents().filter_map(|document| graph.document(document)?.published);
        let reported = published.fold(None, |found: Option<(Date, Date)>, day| {
            found.map_or(Some((day, day)), |(first, last)| Some((first.min(day), last.max(day))))
        });
        Event { incident, perpetrators, targets, site, codes, inter, reported }
    }

    /// ACLED's words for both, or for one when there is no other.
    fn interaction(&self) -> Option<String> {
        match self.inter {
            [Some(one), Some(other)] => Some(one.interaction(Some(other))),
            [Some(one), None] if self.targets.is_empty() => Some(one.interaction(None)),
            _ => None,
        }
    }

    fn tags(&self) -> Vec<Cow<'_, str>> {
        let mut tags = vec!["direction=actor1>actor2".into()];
        tags.extend(self.incident.answers().map(|answered| format!("retaliates_for={}", answered.id).into()));
        if self.incident.modality != Modality::Asserted {
            tags.push(format!("modality={}", self.incident.modality).into());
        }
        tags
    }

    /// The outlets of the documents: hosts of addresses, else sources as given.
    fn outlets(&self) -> Vec<Cow<'g, str>> {
        let graph = self.incident.graph();
        let sources = self.incident.incident().documents().filter_map(|id| graph.document(id)?.source.as_deref());
        sources.map(outlet).collect::<BTreeSet<&str>>().into_iter().map(Cow::Borrowed).collect()
    }

    fn quotes(&self) -> Vec<&'g str> {
        let mut quotes: Vec<&str> = Vec::new();
        for citation in self.incident.incident().evidence() {
            let quote = citation.evidence.text.as_str();
            if !quotes.contains(&quote) {
                quotes.push(quote);
            }
        }
        quotes
    }
}

/// One side of an incident: those who stand for another that is there, too, come first, since they are who it was.
fn side<'g>(actors: impl Iterator<Item = &'g Actor>) -> Vec<&'g Actor> {
    let mut actors: Vec<&Actor> = actors.collect();
    let stood_for: Vec<&str> =
        actors.iter().filter(|actor| actor.principal != actor.id).map(|actor| actor.principal.as_str()).collect();
    actors.sort_by_key(|actor| stood_for.contains(&actor.id.as_str()));
    actors
}

fn outlet(source: &str) -> &str {
    match source.split_once("://") {
        Some((_, rest)) => {
            let host = rest.split(['/', '?', '#', ':']).next().unwrap_or(rest);
            host.strip_prefix("www.").unwrap_or(host)
        }
        None => source,
    }
}

const fn blank<'g>(name: &'static str) -> Column<Event<'g>> {
    Column { name, kind: Kind::Text, value: |_| Value::Nothing }
}

fn name<'a>(actors: &[&'a Actor]) -> Value<'a> {
    actors.first().map(|actor| &actor.name).into()
}

fn others<'a>(actors: &[&'a Actor]) -> Value<'a> {
    Value::of_all(actors.iter().skip(1).map(|actor| &actor.name))
}

fn place<'a>(place: Option<&'a Place>) -> Value<'a> {
    place.map(|place| &place.name).into()
}

fn word(word: &str) -> Value<'_> {
    if word.is_empty() { Value::Nothing } else { word.into() }
}

/// The columns of ACLED, in its order.
fn acled<'g>() -> [Column<Event<'g>>; 31] {
    [
        text("event_id_cnty", |event| event.incident.id.as_str().into()),
        text("event_date", |event| event.incident.date.map(PartialDate::first_day).into()),
        text("year", |event| event.incident.date.map_or(Value::Nothing, |date| Value::printed(date.first_day().year()))),
        count("time_precision", |event| time_precision(&event.incident).into()),
        text("disorder_type", |event| word(event.codes.disorder)),
        text("event_type", |event| word(event.codes.event)),
        text("sub_event_type", |event| word(event.codes.sub_event)),
        text("actor1", |event| name(&event.perpetrators)),
        texts("assoc_actor_1", |event| others(&event.perpetrators)),
        text("inter1", |event| event.inter[0].map_or(Value::Nothing, |inter| inter.as_str().into())),
        text("actor2", |event| name(&event.targets)),
        texts("assoc_actor_2", |event| others(&event.targets)),
        text("inter2", |event| event.inter[1].map_or(Value::Nothing, |inter| inter.as_str().into())),
        text("interaction", |event| event.interaction().map_or(Value::Nothing, Value::from)),
        text("civilian_targeting", |event| {
            let civilian = event.targets.iter().any(|actor| actor.kind == ActorKind::Civilians);
            word(if civilian { "Civilian targeting" } else { "" })
        }),
        blank("iso"),
        text("region", |event| place(event.site.region)),
        text("country", |event| place(event.site.country)),
        text("admin1", |event| place(event.site.admin[0])),
        text("admin2", |event| place(event.site.admin[1])),
        text("admin3", |event| place(event.site.admin[2])),
        text("location", |event| place(event.site.place)),
        blank("latitude"),
        blank("longitude"),
        count("geo_precision", |event| event.site.precision().into()),
        texts("source", |event| Value::Texts(event.outlets())),
        blank("source_scale"),
        text("notes", |event| event.quotes().join(" | ").into()),
        count("fatalities", |event| event.incident.killed.into()),
        texts("tags", |event| Value::Texts(event.tags())),
        text("timestamp", |event| event.reported.map_or(Value::Nothing, |(_, last)| Value::printed(seconds(last)))),
    ]
}

/// What ACLED has no column for.
fn ours<'g>() -> [Column<Event<'g>>; 28] {
    [
        text("kind", |event| event.incident.kind.as_str().into()),
        text("modality", |event| event.incident.modality.as_str().into()),
        text("status", |event| event.incident.status.as_str().into()),
        share("confidence", |event| Value::Share(event.incident.confidence)),
        text("cameo", |event| word(event.codes.cameo)),
        text("plover_event", |event| word(event.codes.plover)),
        texts("plover_mode", |event| Value::of_all(&event.codes.modes)),
        text("plover_context", |event| word(event.codes.context)),
        text("date", |event| event.incident.date.into()),
        text("until", |event| event.incident.until.into()),
        count("wounded", |event| event.incident.wounded.into()),
        text("weapon", |event| event.incident.weapon.as_ref().into()),
        texts("retaliates_for", |event| Value::Texts(event.incident.answers().map(id).collect())),
        texts("retaliated_by", |event| Value::Texts(event.incident.answered_by().map(id).collect())),
        texts("actor1_ids", |event| Value::of_all(event.perpetrators.iter().map(|actor| &actor.id))),
        texts("actor1_kinds", |event| kinds(&event.perpetrators)),
        texts("actor1_principals", |event| Value::of_all(event.perpetrators.iter().map(|actor| &actor.principal))),
        texts("actor2_ids", |event| Value::of_all(event.targets.iter().map(|actor| &actor.id))),
        texts("actor2_kinds", |event| kinds(&event.targets)),
        texts("actor2_principals", |event| Value::of_all(event.targets.iter().map(|actor| &actor.principal))),
        texts("places", |event| Value::of_all(event.incident.places().map(|place| &place.id))),
        texts("claimed_by", |event| Value::of_all(&event.incident.claimed_by)),
        texts("denied_by", |event| Value::of_all(&event.incident.denied_by)),
        count("sources", |event| Value::number(sources(&event.incident))),
        texts("documents", |event| Value::Texts(documents_of(event.incident.incident().evidence()))),
        text("first_reported", |event| event.reported.map(|(first, _)| first).into()),
        text("last_reported", |event| event.reported.map(|(_, last)| last).into()),
        text("quote", |event| {
            let first = event.incident.incident().evidence().first();
            first.map(|citation| &citation.evidence.text).into()
        }),
    ]
}

fn id(incident: IncidentRef<'_>) -> Cow<'_, str> {
    incident.incident().id.as_str().into()
}

fn kinds<'a>(actors: &[&Actor]) -> Value<'a> {
    Value::Texts(actors.iter().map(|actor| actor.kind.as_str().into()).collect())
}

/// ACLED's number: 1 a day, 2 a week, 3 a month or longer.
fn time_precision(incident: &IncidentRef) -> Option<u32> {
    let date = incident.date?;
    let days = (incident.until.unwrap_or(date).last_day() - date.first_day()).get_days();
    Some(match days {
        ..=0 => 1,
        1..=6 => 2,
        _ => 3,
    })
}

/// A day as seconds since 1970.
fn seconds(day: Date) -> i64 {
    i64::from((day - jiff::civil::date(1970, 1, 1)).get_days()) * 24 * 60 * 60
}
