//! Entities of FollowTheMoney, a line of JSON each, for Aleph, OpenSanctions and the `ftm` tool.
//!
//! | ours | FollowTheMoney |
//! |---|---|
//! | states and bodies of them | `PublicBody` |
//! | armies, armed groups, coalitions, organisations, civilians | `Organization` |
//! | people, ships | `Person`, `Vessel` |
//! | classes known by a description | `LegalEntity` |
//! | places | `Address` |
//! | incidents | `Event`: `organizer` those who did it, `involved` those to whom it was done (ships by an `UnknownLink`), `proof` the documents |
//! | answers, backs | `UnknownLink` with a `role` |
//! | part of, leads | `Membership`, `Directorship` |
//! | documents | `Article`, and `Documentation` from each to the incidents that it tells of, with the sentences |
//!
//! FollowTheMoney has no place for tolls but `summary`, which tells of them in words, and none for denial: what is denied or
//! threatened says so in `keywords` and `status`. Voices, rules, offsets and confidence are lost.

mod entity;

use std::io::{self, BufWriter, Write};

use jiff::civil::Date;

use super::inert::{Form, Inert};
use super::{Content, Summary, Tie, country};
use crate::date::PartialDate;
use crate::extraction::DocumentInfo;
use crate::graph::{Actor, Citation, IncidentRef, Node, NodeKind, Place, Relation};
use crate::vocabulary::{ActorKind, Modality};
use entity::{Entity, id_of};

/// Writes what a view holds, an entity a line.
///
/// ```
/// use reprisal::export::{Content, ftm};
/// # let graph = reprisal::KnowledgeGraph::new();
/// let mut lines = Vec::new();
/// ftm::write(&Content::of(&graph.everything()), &mut lines)?;
/// assert!(lines.is_empty());
/// # Ok::<(), std::io::Error>(())
/// ```
///
/// # Errors
/// When the output cannot be written.
pub fn write(content: &Content, out: &mut impl Write) -> io::Result<Summary> {
    let mut ledger = Entities {
        content,
        out: BufWriter::with_capacity(1 << 16, Inert::new(out, Form::Escape)),
        entities: 0,
        links: 0,
        cuts: 0,
    };
    for node in content.nodes() {
        match node {
            Node::Actor(actor) => ledger.actor(actor)?,
            Node::Place(place) => ledger.place(place)?,
            Node::Incident(_) => {}
        }
    }
    for info in content.documents() {
        ledger.article(info)?;
    }
    for incident in content.incidents() {
        ledger.incident(incident)?;
    }
    for tie in content.ties() {
        ledger.link(&tie)?;
    }
    ledger.out.flush()?;
    Ok(ledger.summary())
}

/// Entities on their way out.
struct Entities<'c, 'g, W: Write> {
    content: &'c Content<'g>,
    out: W,
    entities: usize,
    links: usize,
    cuts: usize,
}

impl<'g, W: Write> Entities<'_, 'g, W> {
    fn put(&mut self, entity: &Entity) -> io::Result<()> {
        self.entities += 1;
        self.cuts += entity.cuts;
        serde_json::to_writer(&mut self.out, entity)?;
        self.out.write_all(b"\n")
    }

    fn actor(&mut self, actor: &'g Actor) -> io::Result<()> {
        let schema = match actor.kind {
            ActorKind::State | ActorKind::Government => "PublicBody",
            ActorKind::Person => "Person",
            ActorKind::Vessel => "Vessel",
            ActorKind::Generic => "LegalEntity",
            _ => "Organization",
        };
        let mut entity = Entity::new(id_of(NodeKind::Actor.as_str(), &actor.id), schema);
        entity.say("name", named(&actor.name, &actor.id));
        entity.say_all("alias", actor.aliases.iter().map(String::as_str));
        entity.say("keywords", actor.kind.as_str());
        entity.say_some("country", country::code(&actor.principal).map(str::to_lowercase));
        self.put(&entity)
    }

    fn place(&mut self, place: &'g Place) -> io::Result<()> {
        let mut entity = Entity::new(place_id(place), "Address");
        let graph = self.content.graph();
        let around: Vec<&str> = graph.around(&place.id).map(|place| named(&place.name, &place.id)).collect();
        entity.say_some("full", Some(around.join(", ")).filter(|full| !full.is_empty()));
        entity.say("name", named(&place.name, &place.id));
        entity.say_some("keywords", place.kind.map(|kind| kind.as_str().to_owned()));
        entity.say_some("country", country::of_place(graph, &place.id).map(str::to_lowercase));
        self.put(&entity)
    }

    fn article(&mut self, info: &'g DocumentInfo) -> io::Result<()> {
        let mut entity = Entity::new(article_id(&info.id), "Article");
        entity.say("title", named(info.title.as_deref().unwrap_or_default(), &info.id));
        entity.say("fileName", &info.id);
        entity.say_some("publishedAt", info.published.and_then(day));
        entity.say_some("sourceUrl", info.url().and_then(entity::address));
        entity.say_some("publisher", info.outlet().map(str::to_owned));
        self.put(&entity)
    }

    fn incident(&mut self, incident: IncidentRef<'g>) -> io::Result<()> {
        let graph = self.content.graph();
        let told = incident.incident();
        let id = incident_id(&told.id);
        let name = incident.describe();
        let mut entity = Entity::new(id.clone(), "Event");
        entity.say("name", &name);
        entity.say_some("recordId", Some(told.id.to_string()));
        entity.say_all("keywords", [told.kind.as_str(), told.modality.as_str(), told.status.as_str()]);
        if let (Some(from), Some(until)) = (told.date, told.until) {
            entity.say_some("startDate", partial(from));
            entity.say_some("endDate", partial(until));
        } else {
            entity.say_some("date", told.date.or(told.until).and_then(partial));
        }
        for place in incident.places() {
            entity.say("location", named(&place.name, &place.id));
            entity.say_some("country", country::of_place(graph, &place.id).map(str::to_lowercase));
            entity.say_some("addressEntity", Some(place_id(place)));
        }
        entity.say_ids("organizer", incident.perpetrators().filter(|actor| is_party(actor)).map(actor_id));
        entity.say_ids("involved", incident.targets().filter(|actor| is_party(actor)).map(actor_id));
        entity.say_ids("proof", told.documents().map(|document| article_id(document)));
        for (count, what) in [(told.killed, "killed"), (told.wounded, "wounded")] {
            entity.say_some("summary", count.map(|count| format!("{count} {what}")));
        }
        entity.say_some("summary", told.weapon.as_ref().map(|weapon| format!("done with: {weapon}")));
        self.put(&entity)?;
        for document in told.documents() {
            let quotes = told.evidence().iter().filter(|citation| citation.document == *document);
            let mut entity = Entity::new(id_of("documentation", &format!("{document} {}", told.id)), "Documentation");
            entity.say_some("document", Some(article_id(document)));
            entity.say_some("entity", Some(id.clone()));
            entity.say_all("summary", quotes.map(|citation| citation.evidence.text.as_str()));
            entity.say_some("date", graph.document(document).and_then(|info| info.published).and_then(day));
            self.links += 1;
            self.put(&entity)?;
        }
        Ok(())
    }

    fn link(&mut self, tie: &Tie<'g>) -> io::Result<()> {
        let [from, to] = [tie.from, tie.to].map(node_id);
        let (schema, subject, object, role) = match tie.relation() {
            Relation::RetaliatedFor => ("UnknownLink", "subject", "object", Some(tie.relation().words())),
            Relation::Backs => ("UnknownLink", "subject", "object", Some(tie.relation().words())),
            Relation::PartOf => ("Membership", "member", "organization", None),
            Relation::Leads => ("Directorship", "director", "organization", Some(tie.relation().words())),
            // Of a ship the event cannot say so itself.
            Relation::Perpetrated if is_ship(tie.from) => ("UnknownLink", "subject", "object", Some("organizer")),
            Relation::Targeted if is_ship(tie.to) => ("UnknownLink", "subject", "object", Some("involved")),
            Relation::Perpetrated | Relation::Targeted | Relation::OccurredIn => return Ok(()),
        };
        // Nobody is a member or a director of what is no organisation, and no ship is one of anything.
        let unfit = is_ship(tie.from) || !matches!(tie.to, Node::Actor(actor) if is_organisation(actor));
        let (schema, subject, object, role) = match schema {
            "Membership" | "Directorship" if unfit => {
                ("UnknownLink", "subject", "object", Some(role.unwrap_or(tie.relation().words())))
            }
            _ => (schema, subject, object, role),
        };
        let mut entity = Entity::new(id_of("link", &tie.key().to_string()), schema);
        entity.say_some(subject, Some(from));
        entity.say_some(object, Some(to));
        let fact = tie.edge.standing().first();
        entity.say_some("role", fact.and_then(|fact| fact.role.clone()).or(role.map(str::to_owned)));
        entity.say_some("startDate", fact.and_then(|fact| fact.since).and_then(partial));
        entity.say_some("endDate", fact.and_then(|fact| fact.until).and_then(partial));
        let modality = tie.modality();
        entity.say_some("status", (modality != Modality::Asserted).then(|| modality.as_str().to_owned()));
        let citations: &'g [Citation] = tie.evidence();
        entity.say_ids("proof", citations.iter().map(|citation| article_id(&citation.document)));
        entity.say_all("summary", citations.iter().map(|citation| citation.evidence.text.as_str()));
        self.links += 1;
        self.put(&entity)
    }

    fn summary(&self) -> Summary {
        let mut summary = Summary::default();
        summary.wrote("entities", self.entities);
        summary.wrote("of them links", self.links);
        let untrue = self.content.incidents().filter(|incident| incident.modality != Modality::Asserted).count();
        let told = "incidents are denied or threatened, which only their keywords say: --status asserted,claimed,attributed \
                    leaves them out";
        summary.lost(told, untrue);
        summary.lost("texts are longer than FollowTheMoney takes, and cut", self.cuts);
        let sentences = self.content.incidents().map(|incident| incident.incident().evidence().len()).sum::<usize>();
        summary.lost("sentences are without their voices, rules, offsets and confidence: nquads holds them", sentences);
        summary
    }
}

fn is_organisation(actor: &Actor) -> bool {
    !matches!(actor.kind, ActorKind::Person | ActorKind::Vessel | ActorKind::Generic)
}

/// Who can be a party to an event or to an organisation.
fn is_party(actor: &Actor) -> bool {
    actor.kind != ActorKind::Vessel
}

fn is_ship(node: &Node) -> bool {
    matches!(node, Node::Actor(actor) if !is_party(actor))
}

/// A name is wanted.
fn named<'n>(name: &'n str, id: &'n str) -> &'n str {
    [name, id].into_iter().find(|text| !text.trim().is_empty()).unwrap_or("unnamed")
}

fn node_id(node: &Node) -> String {
    id_of(node.kind().as_str(), node.id())
}

fn actor_id(actor: &Actor) -> String {
    id_of(NodeKind::Actor.as_str(), &actor.id)
}

fn place_id(place: &Place) -> String {
    id_of(NodeKind::Place.as_str(), &place.id)
}

fn incident_id(id: &str) -> String {
    id_of(NodeKind::Incident.as_str(), id)
}

fn article_id(id: &str) -> String {
    id_of("article", id)
}

/// A date, where its year has four digits.
fn partial(date: PartialDate) -> Option<String> {
    (date.first_day().year() >= 1000).then(|| date.to_string())
}

fn day(day: Date) -> Option<String> {
    partial(PartialDate::Day(day))
}
