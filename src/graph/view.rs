//! Views: who attacked whom, who retaliated against whom, who backs whom, computed from the edges.

mod edges;

use std::collections::{BTreeMap, BTreeSet};

use petgraph::stable_graph::NodeIndex;

use super::deeds::Deeds;
use super::id::Id;
use super::model::{Actor, Citation, Edge, Node, NodeKind, Place, Relation, Standing};
use super::{IncidentRef, KnowledgeGraph, membership};
use crate::date::PartialDate;
use crate::vocabulary::{IncidentKind, Modality, Status};

/// To whose account deeds are counted.
///
/// ```
/// # let told = std::fs::read_to_string("tests/fixtures/articles.jsonl")?;
/// # let read: Vec<reprisal::Extraction> = told.lines().map(serde_json::from_str).collect::<Result<_, _>>()?;
/// # let graph = reprisal::KnowledgeGraph::from_extractions(&read);
/// use reprisal::graph::RollUp;
///
/// let by = |roll_up| graph.view().roll_up(roll_up).attacked().iter().any(|pair| pair.perpetrator == "us-central-command");
/// assert!(by(RollUp::Named) && !by(RollUp::Principal), "the command strikes to the account of its state");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum RollUp {
    /// To the principal: the deed of a command to its state. What a principal does to its own is left out.
    #[default]
    Principal,
    /// To the actor as the text names it.
    Named,
}

/// A way of looking at the graph: which statements count, and to whose account.
///
/// ```
/// # let told = std::fs::read_to_string("tests/fixtures/articles.jsonl")?;
/// # let read: Vec<reprisal::Extraction> = told.lines().map(serde_json::from_str).collect::<Result<_, _>>()?;
/// # let graph = reprisal::KnowledgeGraph::from_extractions(&read);
/// use reprisal::graph::RollUp;
///
/// let year = graph.view().roll_up(RollUp::Named).since("2024-02".parse().ok()).until("2024".parse().ok());
/// let pairs: Vec<_> = year.attacked().iter().map(|pair| (pair.perpetrator, pair.target)).collect();
/// assert!(pairs.contains(&("israel", "houthis")), "{pairs:?}");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug)]
pub struct View<'g> {
    graph: &'g KnowledgeGraph,
    roll_up: RollUp,
    roll_up_to: Vec<Id>,
    deeds: Deeds,
    standing: bool,
}

/// One actor attacked another, over all incidents.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Attacked<'g> {
    /// Actor id.
    pub perpetrator: &'g str,
    /// Actor id.
    pub target: &'g str,
    /// The incidents, by date, undated ones last.
    pub incidents: Vec<IncidentRef<'g>>,
    /// How many documents tell of them.
    pub sources: usize,
}

/// One incident answered others.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Retaliation<'g> {
    /// The incident that answers.
    pub incident: IncidentRef<'g>,
    /// Actor id of one who did it; absent when the text does not say.
    pub perpetrator: Option<&'g str>,
    /// Actor id of one whom it hit; absent when the text does not say.
    pub target: Option<&'g str>,
    /// The incidents that it answers.
    pub answered: Vec<IncidentRef<'g>>,
    /// Actor ids of those who did what is answered, in order.
    pub provokers: Vec<&'g str>,
    /// When it happened.
    pub date: Option<PartialDate>,
    /// The sentences that tell of it.
    pub evidence: &'g [Citation],
}

/// A standing relation between two actors.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Related<'g> {
    /// Actor id.
    pub subject: &'g str,
    /// What relates them.
    pub relation: Relation,
    /// Actor id.
    pub object: &'g str,
    /// The sentences that state it; empty when only the ontology does.
    pub evidence: Vec<&'g Citation>,
    /// The sentences that deny it, where the view asks for what is asserted.
    pub denials: Vec<&'g Citation>,
    /// What the ontology says of it; empty unless the view was asked for it.
    pub standing: Vec<&'g Standing>,
}

impl<'g> View<'g> {
    pub(super) fn new(graph: &'g KnowledgeGraph) -> View<'g> {
        View { graph, roll_up: RollUp::default(), roll_up_to: Vec::new(), deeds: Deeds::default(), standing: false }
    }

    /// Counts deeds to principals or to actors as named.
    #[must_use]
    pub fn roll_up(mut self, roll_up: RollUp) -> View<'g> {
        self.roll_up = roll_up;
        self
    }

    /// Counts deeds to the first of these actors to which whoever did them belongs, directly or through others, on the day;
    /// to the actor as named where it belongs to none. Who belongs to whom say documents and, where
    /// [added](KnowledgeGraph::add_standing), the ontology.
    #[must_use]
    pub fn roll_up_to<I: Into<Id>>(mut self, actors: impl IntoIterator<Item = I>) -> View<'g> {
        self.roll_up_to = actors.into_iter().map(Into::into).collect();
        self.roll_up = RollUp::Named;
        self
    }

    /// Takes only incidents of this day, month or year, or later. Undated ones are left out.
    #[must_use]
    pub fn since(mut self, since: impl Into<Option<PartialDate>>) -> View<'g> {
        self.deeds.since = since.into();
        self
    }

    /// Takes only incidents of this day, month or year, or earlier. Undated ones are left out.
    #[must_use]
    pub fn until(mut self, until: impl Into<Option<PartialDate>>) -> View<'g> {
        self.deeds.until = until.into();
        self
    }

    /// Looks at what is asserted (the default), denied or threatened.
    #[must_use]
    pub fn modality(mut self, modality: Modality) -> View<'g> {
        self.deeds.modality = modality;
        self
    }

    /// Takes incidents of these statuses, whether they are asserted, denied or threatened; all of the view's modality when
    /// none is given.
    #[must_use]
    pub fn statuses(mut self, statuses: impl IntoIterator<Item = Status>) -> View<'g> {
        self.deeds.statuses = statuses.into_iter().collect();
        self
    }

    /// Takes only incidents of these kinds; all when none is given.
    #[must_use]
    pub fn kinds(mut self, kinds: impl IntoIterator<Item = IncidentKind>) -> View<'g> {
        self.deeds.kinds = kinds.into_iter().collect();
        self
    }

    /// Takes only incidents in one of these places or within; everywhere when none is given.
    #[must_use]
    pub fn places<I: Into<String>>(mut self, places: impl IntoIterator<Item = I>) -> View<'g> {
        let wanted: BTreeSet<String> = places.into_iter().map(Into::into).collect();
        let graph = self.graph;
        let lies = |place: &&Place| graph.around(&place.id).any(|around| wanted.contains(&around.id));
        self.deeds.places =
            (!wanted.is_empty()).then(|| graph.nodes::<Place>().filter(lies).map(|place| place.id.clone()).collect());
        self
    }

    /// Takes only what so many independent sources tell of, see [`Support`](super::Support).
    #[must_use]
    pub fn sources(mut self, sources: usize) -> View<'g> {
        self.deeds.sources = sources;
        self
    }

    /// Also takes facts that only the ontology states, see [`KnowledgeGraph::add_standing`].
    #[must_use]
    pub fn standing(mut self, standing: bool) -> View<'g> {
        self.standing = standing;
        self
    }

    /// Whether the view looks at what is asserted, denied or threatened.
    #[must_use]
    pub fn looks_at(&self) -> Modality {
        self.deeds.modality
    }

    /// The words on which what the view takes can stand: its modality, or those of its statuses.
    #[must_use]
    pub fn modalities(&self) -> Vec<Modality> {
        let of = |status: &Status| match status {
            Status::Threatened => Modality::Threatened,
            Status::Denied | Status::Retracted => Modality::Denied,
            _ => Modality::Asserted,
        };
        let words: BTreeSet<Modality> = self.deeds.statuses.iter().map(of).collect();
        if words.is_empty() { vec![self.deeds.modality] } else { words.into_iter().collect() }
    }

    /// Whether facts count that only the ontology states.
    #[must_use]
    pub fn takes_standing(&self) -> bool {
        self.standing
    }

    /// The graph that is looked at.
    #[must_use]
    pub fn graph(&self) -> &'g KnowledgeGraph {
        self.graph
    }

    /// Incidents that the view takes, in id order.
    pub fn incidents(&self) -> impl Iterator<Item = IncidentRef<'g>> + use<'g> {
        let deeds = self.deeds.clone();
        self.graph.incidents().filter(move |incident| deeds.take(incident))
    }

    /// Who attacked whom: one row a pair, in id order.
    ///
    /// ```
    /// # let told = std::fs::read_to_string("tests/fixtures/articles.jsonl")?;
    /// # let read: Vec<reprisal::Extraction> = told.lines().map(serde_json::from_str).collect::<Result<_, _>>()?;
    /// # let graph = reprisal::KnowledgeGraph::from_extractions(&read);
    /// for pair in graph.view().attacked() {
    ///     println!("{} attacked {} {} times", pair.perpetrator, pair.target, pair.incidents.len());
    /// }
    /// assert!(graph.view().retaliated().len() <= graph.view().attacked().len());
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn attacked(&self) -> Vec<Attacked<'g>> {
        self.pairs(self.incidents(), |_, _| {})
    }

    /// Who retaliated against whom: one row a pair, in id order, as [`View::retaliations`] has one for each incident. The
    /// pair is who answered and who was hit; where nobody is known to have been hit, those who did what is answered.
    #[must_use]
    pub fn retaliated(&self) -> Vec<Attacked<'g>> {
        // Where nobody is known to have been hit.
        let provokers = |incident: IncidentRef<'g>, whom: &mut Vec<NodeIndex>| {
            for answered in incident.answers() {
                let mut provokers = Vec::new();
                self.sides(answered, Relation::Perpetrated, &mut provokers);
                whom.append(&mut provokers);
            }
            whom.sort_unstable();
            whom.dedup();
        };
        self.pairs(self.incidents().filter(IncidentRef::is_answer), provokers)
    }

    /// Incidents by who did them and to whom, or to whomever else stands in where that is not known.
    fn pairs(
        &self,
        incidents: impl Iterator<Item = IncidentRef<'g>>,
        instead: impl Fn(IncidentRef<'g>, &mut Vec<NodeIndex>),
    ) -> Vec<Attacked<'g>> {
        let mut deeds: Vec<(NodeIndex, NodeIndex, IncidentRef)> = Vec::new();
        let (mut who, mut whom) = (Vec::new(), Vec::new());
        for incident in incidents {
            self.sides(incident, Relation::Perpetrated, &mut who);
            self.sides(incident, Relation::Targeted, &mut whom);
            if whom.is_empty() {
                instead(incident, &mut whom);
            }
            for &perpetrator in &who {
                let kept = whom.iter().filter(|&&target| self.keeps(perpetrator, target));
                deeds.extend(kept.map(|&target| (perpetrator, target, incident)));
            }
        }
        // Nodes of one sort lie in id order.
        deeds.sort_by_key(|&(perpetrator, target, _)| (perpetrator, target));
        let pair = |deeds: &[(NodeIndex, NodeIndex, IncidentRef<'g>)]| {
            let &(perpetrator, target, _) = deeds.first()?;
            let mut incidents: Vec<IncidentRef> = deeds.iter().map(|deed| deed.2).collect();
            by_date(&mut incidents);
            let documents: BTreeSet<&Id> = incidents.iter().flat_map(|incident| incident.incident().documents()).collect();
            let (perpetrator, target) = (self.id(perpetrator), self.id(target));
            Some(Attacked { perpetrator, target, incidents, sources: documents.len() })
        };
        deeds.chunk_by(|a, b| (a.0, a.1) == (b.0, b.1)).filter_map(pair).collect()
    }

    /// Who retaliated against whom: one row for each answering incident, perpetrator and target, by date, then id.
    ///
    /// ```
    /// # let told = std::fs::read_to_string("tests/fixtures/articles.jsonl")?;
    /// # let read: Vec<reprisal::Extraction> = told.lines().map(serde_json::from_str).collect::<Result<_, _>>()?;
    /// # let graph = reprisal::KnowledgeGraph::from_extractions(&read);
    /// let answers = graph.view().retaliations();
    /// let israel = answers.iter().find(|answer| answer.perpetrator == Some("israel")).ok_or("Israel answered")?;
    /// assert_eq!((israel.target, israel.answered.len()), (Some("houthis"), 1));
    /// assert!(israel.evidence.iter().any(|citation| citation.evidence.text.contains("in answer to")));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn retaliations(&self) -> Vec<Retaliation<'g>> {
        let mut incidents: Vec<IncidentRef> = self.incidents().filter(IncidentRef::is_answer).collect();
        by_date(&mut incidents);
        let mut rows = Vec::new();
        let mut side = Vec::new();
        for incident in incidents {
            let answered: Vec<IncidentRef> = incident.answers().collect();
            let mut provokers: BTreeSet<NodeIndex> = BTreeSet::new();
            for answered in &answered {
                self.sides(*answered, Relation::Perpetrated, &mut side);
                provokers.extend(&side);
            }
            self.sides(incident, Relation::Perpetrated, &mut side);
            let perpetrators = or_unknown(&side);
            self.sides(incident, Relation::Targeted, &mut side);
            let targets = or_unknown(&side);
            for &perpetrator in &perpetrators {
                for &target in &targets {
                    if perpetrator.zip(target).is_some_and(|(perpetrator, target)| !self.keeps(perpetrator, target)) {
                        continue;
                    }
                    rows.push(Retaliation {
                        incident,
                        perpetrator: perpetrator.map(|at| self.id(at)),
                        target: target.map(|at| self.id(at)),
                        answered: answered.clone(),
                        provokers: provokers.iter().map(|&at| self.id(at)).collect(),
                        date: incident.date,
                        evidence: incident.incident().evidence(),
                    });
                }
            }
        }
        rows
    }

    /// Who backs, leads or belongs to whom: one row a pair, in id order. Only backing is rolled up.
    ///
    /// ```
    /// # let told = std::fs::read_to_string("tests/fixtures/articles.jsonl")?;
    /// # let read: Vec<reprisal::Extraction> = told.lines().map(serde_json::from_str).collect::<Result<_, _>>()?;
    /// # let graph = reprisal::KnowledgeGraph::from_extractions(&read);
    /// use reprisal::graph::Relation;
    ///
    /// let backed = graph.view().related(Relation::Backs);
    /// assert!(backed.iter().all(|row| row.subject == "iran" && !row.evidence.is_empty()));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn related(&self, relation: Relation) -> Vec<Related<'g>> {
        let mut pairs: BTreeMap<(&str, &str), Related> = BTreeMap::new();
        for (from, edge, to) in self.graph.edges(relation) {
            let (Node::Actor(from), Node::Actor(to)) = (from, to) else { continue };
            let (evidence, standing) = self.counted(edge);
            if evidence.is_empty() && standing.is_empty() {
                continue;
            }
            let (subject, object) = match relation {
                Relation::Backs => (self.account(from), self.account(to)),
                _ => (from.id.as_str(), to.id.as_str()),
            };
            if relation != Relation::Backs || subject != object || self.keeps_own() {
                let bare = Related { subject, relation, object, evidence: Vec::new(), denials: Vec::new(), standing: Vec::new() };
                let row = pairs.entry((subject, object)).or_insert(bare);
                row.evidence.extend(evidence);
                if self.deeds.modality == Modality::Asserted {
                    let denies = |citation: &&Citation| citation.evidence.modality == Modality::Denied;
                    row.denials.extend(edge.evidence().iter().filter(denies));
                }
                row.standing.extend(standing);
            }
        }
        pairs.into_values().filter(|row| self.takes_row(row)).collect()
    }

    /// Whether enough sources state a relation; what the ontology states is asked for by name.
    fn takes_row(&self, row: &Related) -> bool {
        let enough =
            |evidence: &[Citation]| self.graph.support_of(evidence).is_some_and(|support| support.sources >= self.deeds.sources);
        self.deeds.sources < 2 || !row.standing.is_empty() || enough(&row.evidence.iter().copied().cloned().collect::<Vec<_>>())
    }

    /// The account to which the deeds of an actor go in this view, on whatever day.
    #[must_use]
    pub fn account(&self, actor: &'g Actor) -> &'g str {
        self.account_on(actor, None)
    }

    /// The account to which a deed of an actor on this date goes: one who no longer, or not yet, leads or belongs to another
    /// stands alone.
    #[must_use]
    pub fn account_on(&self, actor: &'g Actor, date: Option<PartialDate>) -> &'g str {
        let at = self.graph.index(NodeKind::Actor, &actor.id);
        at.map_or(&actor.id, |at| self.id(self.account_at(at, date)))
    }

    fn account_at(&self, actor: NodeIndex, date: Option<PartialDate>) -> NodeIndex {
        match self.roll_up {
            _ if !self.roll_up_to.is_empty() => membership::first_above(self.graph, actor, date, &self.roll_up_to),
            RollUp::Principal => membership::principal(self.graph, actor, date),
            RollUp::Named => actor,
        }
    }

    /// The accounts on one side of an incident, in id order.
    fn sides(&self, incident: IncidentRef, relation: Relation, accounts: &mut Vec<NodeIndex>) {
        accounts.clear();
        incident.ends(relation, |actor| accounts.push(self.account_at(actor, incident.date)));
        accounts.sort_unstable();
        accounts.dedup();
    }

    fn id(&self, at: NodeIndex) -> &'g str {
        self.graph.petgraph()[at].id()
    }

    /// Whether a deed of one account to another counts: within one account it does not.
    fn keeps(&self, perpetrator: NodeIndex, target: NodeIndex) -> bool {
        perpetrator != target || self.keeps_own()
    }

    fn keeps_own(&self) -> bool {
        self.roll_up == RollUp::Named && self.roll_up_to.is_empty()
    }

    fn counted(&self, edge: &'g Edge) -> (Vec<&'g Citation>, Vec<&'g Standing>) {
        let evidence = edge.evidence().iter().filter(|citation| citation.evidence.modality == self.deeds.modality).collect();
        let standing = if self.standing { edge.standing().iter().collect() } else { Vec::new() };
        (evidence, standing)
    }
}

/// Orders incidents by date, undated ones last, then id.
fn by_date(incidents: &mut [IncidentRef]) {
    incidents.sort_by(|a, b| {
        let key = |incident: &IncidentRef| (incident.date.is_none(), incident.date.map(PartialDate::first_day));
        key(a).cmp(&key(b)).then_with(|| a.id.cmp(&b.id))
    });
}

fn or_unknown(accounts: &[NodeIndex]) -> Vec<Option<NodeIndex>> {
    if accounts.is_empty() { vec![None] } else { accounts.iter().copied().map(Some).collect() }
}
