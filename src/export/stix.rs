//! A bundle of STIX 2.1, for OpenCTI, MISP and other platforms of threat intelligence.
//!
//! | ours | STIX |
//! |---|---|
//! | states, bodies, organisations, people, civilians | `identity` |
//! | armed groups, and armies unless [told otherwise](Options::armies) | `threat-actor` |
//! | places | `location`, by the country or the region in which they lie; of neither known, as seas, in the extension of incidents |
//! | incidents | `incident` with a property extension, whose definition is in the bundle |
//! | perpetrated, targeted, occurred in | `attributed-to`, `targets`, `located-at` |
//! | answers, backs, part of, leads | relationships of these names; for [OpenCTI](Profile::OpenCti) `related-to` with a description |
//! | sentences | `external_references` with the sentence, the outlet and the address |
//! | documents | `report` |
//!
//! All ids are UUIDs (version 5) of the names of things, `created` and `modified` are the days on which the first and the last
//! document on a thing were published: the same graph gives the same bytes. No hash goes with the address of a document, since the
//! graph keeps none of what lies behind it.
//!
//! STIX knows no denial: an incident that is denied or threatened says so in its extension, in its labels and in the
//! description of its relationships. Rules of reading, voices and the offsets of sentences are lost.

mod object;
mod report;
mod time;

use std::io::{self, BufWriter, Write};

use serde::Serialize;

use super::address::uri;
use super::inert::{Form, Inert};
use super::{Content, NodeKey, Summary, Tie, country};
use crate::extraction::DocumentInfo;
use crate::graph::{Actor, Citation, IncidentRef, Node, NodeKind, Place, Relation};
use crate::vocabulary::{ActorKind, Modality};
use object::{Details, Extensions, Head, Id, Object, Reference};
use time::{Span, Stamp};

/// How to write a bundle.
///
/// ```
/// # let told = std::fs::read_to_string("tests/fixtures/articles.jsonl")?;
/// # let read: Vec<reprisal::Extraction> = told.lines().map(serde_json::from_str).collect::<Result<_, _>>()?;
/// # let graph = reprisal::KnowledgeGraph::from_extractions(&read);
/// use reprisal::export::stix::{Options, Profile, write};
/// use reprisal::export::Content;
///
/// let mut options = Options::default();
/// options.profile = Profile::OpenCti;
/// let mut bundle = Vec::new();
/// write(&Content::of(&graph.everything()), &options, &mut bundle)?;
/// assert!(String::from_utf8(bundle)?.contains("\"bundle\""));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Options {
    /// For whom it is.
    pub profile: Profile,
    /// What armies are.
    pub armies: Armies,
}

/// For whom a bundle is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub enum Profile {
    /// Whoever reads STIX 2.1, relationships of our own included.
    #[default]
    Standard,
    /// OpenCTI, which passes over types of relationship that it does not know: those become `related-to`.
    OpenCti,
}

/// What the armed forces of states are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub enum Armies {
    /// Threat actors, as armed groups are.
    #[default]
    ThreatActor,
    /// Identities, as states are.
    Identity,
}

/// Writes what a view holds as one bundle, an object a line.
///
/// ```
/// use reprisal::export::{Content, stix};
/// # let graph = reprisal::KnowledgeGraph::new();
/// let mut bundle = Vec::new();
/// stix::write(&Content::of(&graph.everything()), &stix::Options::default(), &mut bundle)?;
/// assert!(bundle.starts_with(br#"{"type":"bundle","objects":["#));
/// # Ok::<(), std::io::Error>(())
/// ```
///
/// # Errors
/// When the output cannot be written.
pub fn write(content: &Content, options: &Options, out: &mut impl Write) -> io::Result<Summary> {
    let mut bundle = Bundle::new(content, *options, BufWriter::with_capacity(1 << 16, Inert::new(out, Form::Escape)));
    bundle.out.write_all(b"{\"type\":\"bundle\",\"objects\":[\n")?;
    bundle.ourselves()?;
    let mut unplaced = 0;
    for node in content.nodes() {
        match node {
            Node::Actor(actor) => bundle.actor(actor)?,
            Node::Place(place) => unplaced += usize::from(!bundle.place(place)?),
            Node::Incident(_) => {}
        }
    }
    for incident in content.incidents() {
        bundle.incident(incident)?;
    }
    for tie in content.ties() {
        bundle.relationship(&tie)?;
    }
    let bare = bundle.reports()?;
    let id = Id::new("bundle", &format!("{:016x}", bundle.seal));
    writeln!(bundle.out, "\n],\"id\":\"{id}\"}}")?;
    bundle.out.flush()?;
    Ok(bundle.summary(unplaced, bare))
}

/// A bundle on its way out.
struct Bundle<'c, 'g, W: Write> {
    content: &'c Content<'g>,
    options: Options,
    out: W,
    /// The day that stands for the publication of what is not dated.
    undated: Stamp,
    ours: Id,
    extension: Id,
    /// Of all objects so far.
    seal: u64,
    objects: usize,
    relationships: usize,
}

impl<'c, 'g, W: Write> Bundle<'c, 'g, W> {
    fn new(content: &'c Content<'g>, options: Options, out: W) -> Bundle<'c, 'g, W> {
        let undated = content.documents().filter_map(|info| Stamp::of(info.published?)).min().unwrap_or(Stamp::FIRST);
        let [ours, extension] = ["identity", "extension-definition"].map(|kind| Id::new(kind, "reprisal"));
        Bundle { content, options, out, undated, ours, extension, seal: 0, objects: 0, relationships: 0 }
    }

    fn put(&mut self, object: &Object) -> io::Result<()> {
        if self.objects > 0 {
            self.out.write_all(b",\n")?;
        }
        self.objects += 1;
        let head = object.head();
        let text = format!("{} {}", head.id, head.modified);
        self.seal = twox_hash::XxHash3_64::oneshot_with_seed(self.seal, text.as_bytes());
        object.serialize(&mut serde_json::Serializer::new(&mut self.out)).map_err(io::Error::from)
    }

    fn head<'d>(&self, id: Id, documents: impl Iterator<Item = &'d str>) -> Head {
        let graph = self.content.graph();
        let published = documents.filter_map(|id| graph.document(id)?.published).filter_map(Stamp::of);
        let span = published.fold(None, |span: Option<(Stamp, Stamp)>, day| {
            Some(span.map_or((day, day), |(first, last)| (first.min(day), last.max(day))))
        });
        let (created, modified) = span.unwrap_or((self.undated, self.undated));
        Head { spec_version: "2.1", id, created_by_ref: self.ours, created, modified }
    }

    /// Who wrote the bundle, and what the extension is.
    fn ourselves(&mut self) -> io::Result<()> {
        let day = Stamp::FIRST;
        let head = |id| Head { spec_version: "2.1", id, created_by_ref: self.ours, created: day, modified: day };
        let (ours, extension) = (head(self.ours), head(self.extension));
        self.put(&Object::Identity { head: ours, name: "reprisal", identity_class: "system", extensions: None })?;
        self.put(&Object::ExtensionDefinition {
            head: extension,
            name: "reprisal",
            description: "What news tell of an incident beyond a name, and what sort of actor somebody is.",
            schema: "https://docs.rs/reprisal/latest/reprisal/export/stix/index.html",
            version: "1.0.0",
            extension_types: ["property-extension"],
        })
    }

    fn is_threat(&self, actor: &Actor) -> bool {
        match actor.kind {
            ActorKind::ArmedGroup => true,
            ActorKind::Military => self.options.armies == Armies::ThreatActor,
            _ => false,
        }
    }

    fn actor_id(&self, actor: &Actor) -> Id {
        let kind = if self.is_threat(actor) { "threat-actor" } else { "identity" };
        Id::new(kind, &NodeKey(NodeKind::Actor, &actor.id).to_string())
    }

    fn actor(&mut self, actor: &'g Actor) -> io::Result<()> {
        let head = self.head(self.actor_id(actor), actor.documents.iter().map(|id| id.as_str()));
        let name = named(&actor.name, &actor.id);
        let principal = self.content.graph().get::<Actor>(&actor.principal).filter(|principal| principal.id != actor.id);
        let threat = self.is_threat(actor);
        // Identities have no aliases of their own.
        let aliases = if threat { &[][..] } else { &actor.aliases };
        let details = Details::of_actor(actor, aliases, principal.map(|principal| self.actor_id(principal)));
        let extensions = Extensions { definition: self.extension, details };
        if threat {
            let army = actor.kind == ActorKind::Military;
            let types = [if army { "nation-state" } else { "unknown" }];
            return self.put(&Object::ThreatActor { head, name, threat_actor_types: types, aliases: &actor.aliases, extensions });
        }
        let class = match actor.kind {
            ActorKind::Person => "individual",
            ActorKind::Civilians | ActorKind::Generic => "class",
            ActorKind::Coalition => "group",
            ActorKind::Vessel => "system",
            _ => "organization",
        };
        self.put(&Object::Identity { head, name, identity_class: class, extensions: Some(extensions) })
    }

    /// Writes a place; false when it is not known in which country or region it lies.
    fn place(&mut self, place: &'g Place) -> io::Result<bool> {
        let Some((country, region)) = self.location(place) else { return Ok(false) };
        let head = self.head(place_id(place), place.documents.iter().map(|id| id.as_str()));
        self.put(&Object::Location { head, name: named(&place.name, &place.id), country, region })?;
        Ok(true)
    }

    /// The country, else the region: STIX has no location without either.
    fn location(&self, place: &Place) -> Option<(Option<&'static str>, Option<&'static str>)> {
        let graph = self.content.graph();
        let country = country::of_place(graph, &place.id);
        let region = || country::region_of_place(graph, &place.id);
        country.map(|country| (Some(country), None)).or_else(|| region().map(|region| (None, Some(region))))
    }

    /// Whether the bundle has an object of the node.
    fn has(&self, node: &Node) -> bool {
        !matches!(node, Node::Place(place) if self.location(place).is_none())
    }

    fn incident(&mut self, incident: IncidentRef<'g>) -> io::Result<()> {
        let head = self.head(incident_id(&incident.incident().id), incident.incident().documents().map(|id| id.as_str()));
        let references = self.references(incident.incident().evidence());
        let mut details = Details::of_incident(incident.incident());
        details.places =
            incident.places().filter(|place| self.location(place).is_none()).map(|place| named(&place.name, &place.id)).collect();
        self.put(&Object::Incident {
            head,
            name: &incident.describe(),
            labels: [incident.kind.as_str(), incident.status.as_str()],
            confidence: percent(incident.confidence),
            external_references: &references,
            extensions: Extensions { definition: self.extension, details },
        })
    }

    /// The sentences, and where they stand.
    fn references(&self, citations: &'g [Citation]) -> Vec<Reference<'g>> {
        let graph = self.content.graph();
        let reference = |citation: &'g Citation| {
            let info = graph.document(&citation.document);
            let outlet = info.and_then(|info| info.outlet()).filter(|outlet| !outlet.is_empty());
            Reference {
                source_name: outlet.unwrap_or(&citation.document),
                description: Some(citation.evidence.text.as_str()).filter(|text| !text.is_empty()),
                url: info.and_then(DocumentInfo::url).map(uri),
                external_id: &citation.document,
            }
        };
        citations.iter().map(reference).collect()
    }

    fn relationship(&mut self, tie: &Tie<'g>) -> io::Result<()> {
        if !self.has(tie.to) {
            return Ok(());
        }
        let (from, to) = (self.node_id(tie.from), self.node_id(tie.to));
        // Whoever did something is what the deed is attributed to.
        let (source, target) = if tie.relation() == Relation::Perpetrated { (to, from) } else { (from, to) };
        let (kind, words) = self.kind(tie.relation(), source, target);
        let when = match tie.incident() {
            Some(incident) => Span::of(incident.date, incident.until),
            None => tie.edge.standing().first().map(|fact| Span::of(fact.since, fact.until)).unwrap_or_default(),
        };
        let modality = Some(tie.modality()).filter(|modality| *modality != Modality::Asserted);
        let told = [words, modality.map(Modality::as_str)].into_iter().flatten().collect::<Vec<_>>();
        let citations = tie.evidence();
        let surest = citations
            .iter()
            .map(|citation| citation.evidence.confidence)
            .fold(None, |most: Option<f32>, sure| Some(most.map_or(sure, |most| most.max(sure))));
        let sure = tie.incident().map(|incident| incident.confidence).or(surest);
        let head = self.head(relationship_id(tie), citations.iter().map(|citation| citation.document.as_str()));
        // The sentences of an incident stand with it.
        let references =
            if tie.incident().is_none() || !tie.edge.evidence().is_empty() { self.references(citations) } else { Vec::new() };
        self.relationships += 1;
        self.put(&Object::Relationship {
            head,
            relationship_type: kind,
            description: Some(told.join(", ").as_str()).filter(|told| !told.is_empty()),
            source_ref: source,
            target_ref: target,
            start_time: when.start,
            stop_time: when.stop,
            confidence: sure.map(percent),
            external_references: &references,
        })
    }

    /// The type of a relationship, and in words what the type does not say.
    fn kind(&self, relation: Relation, source: Id, target: Id) -> (&'static str, Option<&'static str>) {
        let (kind, words) = match relation {
            Relation::Perpetrated => ("attributed-to", "attributed to"),
            Relation::Targeted => ("targets", "targets"),
            Relation::OccurredIn => ("located-at", "located at"),
            Relation::RetaliatedFor => ("retaliated-for", relation.words()),
            Relation::Backs => ("backs", relation.words()),
            Relation::PartOf => ("part-of", relation.words()),
            Relation::Leads => ("leads", relation.words()),
        };
        let known = match (kind, source.kind, target.kind) {
            ("attributed-to", "incident", "threat-actor") | ("targets", "incident", "identity") => true,
            _ => self.options.profile == Profile::Standard,
        };
        if known { (kind, None) } else { ("related-to", Some(words)) }
    }

    fn node_id(&self, node: &Node) -> Id {
        match node {
            Node::Actor(actor) => self.actor_id(actor),
            Node::Place(place) => place_id(place),
            Node::Incident(incident) => incident_id(&incident.id),
        }
    }

    fn summary(&self, unplaced: usize, bare: usize) -> Summary {
        let mut summary = Summary::default();
        summary.wrote("objects", self.objects);
        summary.wrote("of them relationships", self.relationships);
        let untrue = self.content.incidents().filter(|incident| incident.modality != Modality::Asserted).count();
        let told = "incidents are denied or threatened, which other programs may not see: --status asserted,claimed,attributed \
                    leaves them out";
        summary.lost(told, untrue);
        summary.lost("places of no known country or region are no objects: incidents name them in their extension", unplaced);
        summary.lost("documents tell of nothing and have no report", bare);
        let undated = self.content.documents().filter(|info| info.published.and_then(Stamp::of).is_none()).count();
        summary.lost("documents without a day of publication bear the first day of the others", undated);
        let sentences = self.content.incidents().map(|incident| incident.incident().evidence().len()).sum::<usize>();
        summary.lost("sentences are without their voices, rules and offsets: nquads holds them", sentences);
        summary
    }
}

fn named<'n>(name: &'n str, id: &'n str) -> &'n str {
    if name.is_empty() { id } else { name }
}

fn place_id(place: &Place) -> Id {
    Id::new("location", &NodeKey(NodeKind::Place, &place.id).to_string())
}

fn incident_id(id: &str) -> Id {
    Id::new("incident", &NodeKey(NodeKind::Incident, id).to_string())
}

fn relationship_id(tie: &Tie) -> Id {
    Id::new("relationship", &tie.key().to_string())
}

#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
fn percent(share: f32) -> u8 {
    (share.clamp(0.0, 1.0) * 100.0).round() as u8
}
