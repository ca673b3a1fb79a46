//! A graph to measure with: made up, always the same, of the size that a few years of news have.

use reprisal::extraction::{ActorRecord, DocumentInfo, Evidence, Extraction, IncidentRecord, PlaceRecord, RelationRecord};
use reprisal::{ActorKind, IncidentKind, Modality, Origin, PartialDate, PlaceKind, Predicate};

/// How large.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Size {
    pub(crate) incidents: usize,
    pub(crate) actors: usize,
}

/// About a million edges.
pub(crate) const FULL: Size = Size { incidents: 200_000, actors: 2_000 };

const PLACES: usize = 500;
/// Incidents a document.
const A_DOCUMENT: usize = 5;

/// A generator of numbers (SplitMix64) with a seed of its own.
struct Numbers(u64);

impl Numbers {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    fn below(&mut self, bound: usize) -> usize {
        (self.next() % bound.max(1) as u64) as usize
    }

    /// Small numbers come more often, as a few actors fill most of the news.
    fn skewed(&mut self, bound: usize) -> usize {
        self.below(bound).min(self.below(bound)).min(self.below(bound))
    }
}

pub(crate) fn actor(number: usize) -> String {
    format!("actor-{number}")
}

/// What the made-up documents say.
pub(crate) fn extractions(size: Size) -> Vec<Extraction> {
    let mut numbers = Numbers(7);
    (0..size.incidents.div_ceil(A_DOCUMENT)).map(|document| extraction(document, size, &mut numbers)).collect()
}

fn extraction(document: usize, size: Size, numbers: &mut Numbers) -> Extraction {
    let many = A_DOCUMENT.min(size.incidents - document * A_DOCUMENT);
    let published = jiff::civil::date(2014, 1, 1) + jiff::Span::new().days((document % 4_000) as i64);
    let incidents: Vec<IncidentRecord> = (0..many).map(|at| incident(at, published, size, numbers)).collect();
    let mut relations = Vec::new();
    if numbers.below(4) == 0 {
        let (subject, object) = (actor(numbers.skewed(size.actors)), actor(numbers.below(size.actors)));
        if subject != object {
            relations.push({
                let mut tie = RelationRecord::new(subject, Predicate::ALL[numbers.below(Predicate::ALL.len())], object);
                tie.confidence = 0.9;
                tie.evidence = vec![sentence(document, numbers)];
                tie
            });
        }
    }
    let mut actors: Vec<String> =
        incidents.iter().flat_map(|incident| incident.perpetrators.iter().chain(&incident.targets)).cloned().collect();
    actors.sort_unstable();
    actors.dedup();
    let mut places: Vec<String> = incidents.iter().flat_map(|incident| incident.places.clone()).collect();
    places.sort_unstable();
    places.dedup();
    let mut article = DocumentInfo::new(format!("document-{document:06}"));
    article.title = Some(format!("News of the day, part {document}"));
    article.source = Some(format!("agency-{}", document % 40));
    article.published = Some(published);
    let mut said = Extraction::new(article);
    said.actors = actors.into_iter().map(actor_record).collect();
    said.places = places.into_iter().map(place_record).collect();
    said.incidents = incidents;
    said.relations = relations;
    said
}

fn incident(at: usize, published: jiff::civil::Date, size: Size, numbers: &mut Numbers) -> IncidentRecord {
    let who = numbers.skewed(size.actors);
    let mut targets = vec![actor((who + 1 + numbers.skewed(size.actors - 1)) % size.actors)];
    if numbers.below(2) == 0 {
        targets.push(actor((who + 1 + numbers.skewed(size.actors - 1)) % size.actors));
    }
    let mut perpetrators = vec![actor(who)];
    if numbers.below(5) == 0 {
        perpetrators.push(actor(numbers.skewed(size.actors)));
    }
    let mut places = vec![format!("place-{}", numbers.skewed(PLACES))];
    if numbers.below(2) == 0 {
        places.push(format!("place-{}", numbers.skewed(PLACES)));
    }
    let answered: Vec<String> = (0..at).filter(|_| numbers.below(3) == 0).map(|at| format!("i{}", at + 1)).collect();
    let day = published - jiff::Span::new().days(numbers.below(20) as i64);
    let mut deed = IncidentRecord::new(format!("i{}", at + 1), IncidentKind::ALL[numbers.below(IncidentKind::ALL.len())]);
    deed.perpetrators = perpetrators;
    deed.targets = targets;
    deed.places = places;
    deed.date = Some(if numbers.below(8) == 0 { PartialDate::Month(day.year(), day.month()) } else { PartialDate::Day(day) });
    deed.killed = (numbers.below(3) == 0).then(|| numbers.skewed(60) as u32);
    deed.modality = if numbers.below(20) == 0 { Modality::Denied } else { Modality::Asserted };
    deed.confidence = 0.8;
    deed.retaliates_for = answered;
    deed.evidence = vec![sentence(at, numbers)];
    deed
}

fn sentence(at: usize, numbers: &mut Numbers) -> Evidence {
    let start = at * 120;
    let mut quote = Evidence::new(
        format!(
            "On the day they struck back, {} of them, as sentence {} of the article has it.",
            numbers.below(90),
            numbers.below(1_000)
        ),
        "strike.verb",
    );
    quote.span = [start, start + 100];
    quote.confidence = 0.8;
    quote
}

fn actor_record(id: String) -> ActorRecord {
    let number: usize = id.rsplit('-').next().and_then(|number| number.parse().ok()).unwrap_or(0);
    let mut who = ActorRecord::new(id.clone(), format!("Actor {number}"), ActorKind::ALL[number % ActorKind::ALL.len()]);
    who.aliases = vec![format!("A{number}")];
    // Every fourth serves another.
    who.principal = if number % 4 == 3 { actor(number / 4) } else { id.clone() };
    who.origin = Origin::Ontology;
    who
}

fn place_record(id: String) -> PlaceRecord {
    let number: usize = id.rsplit('-').next().and_then(|number| number.parse().ok()).unwrap_or(0);
    let mut spot = PlaceRecord::new(id, format!("Place {number}"));
    spot.kind = Some(PlaceKind::City);
    spot.within = (number > 0).then(|| format!("place-{}", number / 8));
    spot
}
