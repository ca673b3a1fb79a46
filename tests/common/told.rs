//! Extractions in one line an incident, for tests of the graph.

use reprisal::extraction::{ActorRecord, DocumentInfo, EXTRACTION_VERSION, Evidence, IncidentRecord, PlaceRecord};
use reprisal::{ActorKind, Extraction, IncidentKind, Modality, Origin, PlaceKind};

/// A document published on a day, with incidents as `id kind perpetrator>target place date killed`; `-` leaves a field open.
pub(crate) fn document(id: &str, published: &str, incidents: &[&str]) -> Extraction {
    let incidents: Vec<IncidentRecord> = incidents.iter().map(|line| incident(line)).collect();
    let named = incidents.iter().flat_map(|incident| incident.perpetrators.iter().chain(&incident.targets));
    let actors = named.map(|id| actor(id)).collect();
    let places = incidents.iter().flat_map(|incident| &incident.places).flat_map(|id| place(id)).collect();
    let info = DocumentInfo {
        id: id.into(),
        title: Some(format!("Title of {id}")),
        source: Some(format!("https://{id}.example/news")),
        published: Some(published.parse().unwrap()),
        content: None,
    };
    Extraction { version: EXTRACTION_VERSION, document: info, actors, places, incidents, relations: Vec::new() }
}

fn incident(line: &str) -> IncidentRecord {
    let fields: Vec<&str> = line.split_whitespace().collect();
    let [id, kind, sides, place, date, killed] = fields[..] else { panic!("{line}: six fields") };
    let list = |word: &str| word.split('+').filter(|word| *word != "-").map(str::to_owned).collect::<Vec<_>>();
    let (who, whom) = sides.split_once('>').unwrap();
    IncidentRecord {
        id: id.into(),
        kind: kind.parse::<IncidentKind>().unwrap(),
        perpetrators: list(who),
        targets: list(whom),
        places: list(place),
        date: Some(date).filter(|date| *date != "-").map(|date| date.parse().unwrap()),
        until: None,
        killed: killed.parse().ok(),
        wounded: None,
        weapon: None,
        modality: Modality::Asserted,
        status: None,
        confidence: 0.9,
        attributed_to: None,
        claimed_by: Vec::new(),
        denied_by: Vec::new(),
        retaliates_for: Vec::new(),
        evidence: vec![Evidence {
            span: [0, 10],
            text: format!("This sentence tells of {line}."),
            rule: "test".into(),
            modality: Modality::Asserted,
            attributed_to: None,
            voices: Vec::new(),
            confidence: 0.9,
        }],
    }
}

/// An actor; `northland-army` serves `northland`.
fn actor(id: &str) -> ActorRecord {
    let principal = id.strip_suffix("-army").unwrap_or(id);
    let kind = if principal == id { ActorKind::State } else { ActorKind::Military };
    ActorRecord {
        id: id.into(),
        name: id.to_uppercase(),
        aliases: Vec::new(),
        kind,
        principal: principal.into(),
        origin: Origin::Ontology,
        mentions: Vec::new(),
    }
}

/// A town, `riverton.eastmark`, in its country.
fn place(id: &str) -> Vec<PlaceRecord> {
    let record = |id: &str, kind, within: Option<&str>| PlaceRecord {
        id: id.into(),
        name: id.into(),
        kind: Some(kind),
        within: within.map(str::to_owned),
        mentions: Vec::new(),
    };
    match id.split_once('.') {
        Some((_, country)) => vec![record(id, PlaceKind::City, Some(country)), record(country, PlaceKind::Country, None)],
        None => vec![record(id, PlaceKind::Country, None)],
    }
}
