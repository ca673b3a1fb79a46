//! Extractions in one line an incident, for tests of the graph.

use reprisal::extraction::{ActorRecord, DocumentInfo, Evidence, IncidentRecord, PlaceRecord};
use reprisal::{ActorKind, Extraction, IncidentKind, Origin, PlaceKind};

/// A document published on a day, with incidents as `id kind perpetrator>target place date killed`; `-` leaves a field open.
pub(crate) fn document(id: &str, published: &str, incidents: &[&str]) -> Extraction {
    let incidents: Vec<IncidentRecord> = incidents.iter().map(|line| incident(line)).collect();
    let named = incidents.iter().flat_map(|incident| incident.perpetrators.iter().chain(&incident.targets));
    let actors = named.map(|id| actor(id)).collect();
    let places = incidents.iter().flat_map(|incident| &incident.places).flat_map(|id| place(id)).collect();
    let mut article = DocumentInfo::new(id);
    article.title = Some(format!("Title of {id}"));
    article.source = Some(format!("https://{id}.example/news"));
    article.published = Some(published.parse().unwrap());
    let mut said = Extraction::new(article);
    said.actors = actors;
    said.places = places;
    said.incidents = incidents;
    said
}

fn incident(line: &str) -> IncidentRecord {
    let fields: Vec<&str> = line.split_whitespace().collect();
    let [id, kind, sides, place, date, killed] = fields[..] else { panic!("{line}: six fields") };
    let list = |word: &str| word.split('+').filter(|word| *word != "-").map(str::to_owned).collect::<Vec<_>>();
    let (who, whom) = sides.split_once('>').unwrap();
    let mut deed = IncidentRecord::new(id, kind.parse::<IncidentKind>().unwrap());
    deed.perpetrators = list(who);
    deed.targets = list(whom);
    deed.places = list(place);
    deed.date = Some(date).filter(|date| *date != "-").map(|date| date.parse().unwrap());
    deed.killed = killed.parse().ok();
    deed.confidence = 0.9;
    deed.evidence = vec![{
        let mut quote = Evidence::new(format!("This sentence tells of {line}."), "test");
        quote.span = [0, 10];
        quote.confidence = 0.9;
        quote
    }];
    deed
}

/// An actor; `northland-army` serves `northland`.
fn actor(id: &str) -> ActorRecord {
    let principal = id.strip_suffix("-army").unwrap_or(id);
    let kind = if principal == id { ActorKind::State } else { ActorKind::Military };
    let mut who = ActorRecord::new(id, id.to_uppercase(), kind);
    who.principal = principal.into();
    who.origin = Origin::Ontology;
    who
}

/// A town, `riverton.eastmark`, in its country.
fn place(id: &str) -> Vec<PlaceRecord> {
    let record = |id: &str, kind, within: Option<&str>| {
        let mut spot = PlaceRecord::new(id, id);
        spot.kind = Some(kind);
        spot.within = within.map(str::to_owned);
        spot
    };
    match id.split_once('.') {
        Some((_, country)) => vec![record(id, PlaceKind::City, Some(country)), record(country, PlaceKind::Country, None)],
        None => vec![record(id, PlaceKind::Country, None)],
    }
}
