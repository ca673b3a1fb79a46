//! A deed as one sentence tells it.

use super::Said;
use crate::date::PartialDate;
use crate::extract::confidence::Ground;
use crate::vocabulary::{IncidentKind, Modality};

/// An incident as one sentence tells it.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::extract) struct Event {
    pub sentence: usize,
    /// First token of its trigger.
    pub token: usize,
    /// Index into [`Ontology::triggers`].
    pub rule: usize,
    pub kind: IncidentKind,
    /// The kind is that of a word which leaves the means open.
    pub loose: bool,
    pub agents: Vec<usize>,
    pub targets: Vec<usize>,
    /// Holders of the places that were hit, who may stand in for a missing target.
    pub holders: Vec<usize>,
    /// Holders of single sites that were hit, who are its target whoever strikes: a port, a base.
    pub owners: Vec<usize>,
    /// States among its targets that only the name of their seat stands for: "a strike on" the capital.
    pub seats: Vec<usize>,
    /// Who is meant by "its" in its target if whoever turns out to have done it is not.
    pub others: Vec<usize>,
    /// Actors hurt by it, who stand in for a missing target.
    pub victims: Vec<usize>,
    /// Its sides that are classes in the plural.
    pub classes: Vec<usize>,
    /// Whose unarmed people were hurt by it: its target only if that side is a party to the fight.
    pub bystanders: Vec<usize>,
    /// Indexes into [`Ontology::places`].
    pub places: Vec<usize>,
    pub date: Option<PartialDate>,
    pub until: Option<PartialDate>,
    /// The last date given before it in its paragraph, for want of one of its own.
    pub near: Option<PartialDate>,
    /// It is told at the head of the document, without a date: most likely the news.
    pub lead: bool,
    /// Its date lies weeks before the day of publication.
    pub old: bool,
    /// It is told in the tense of news, in a sentence without another date: it may be part of the day's news.
    pub news: bool,
    pub killed: Option<u32>,
    pub wounded: Option<u32>,
    /// The dead are counted off names, for want of a toll.
    pub counted: bool,
    pub weapon: Option<String>,
    pub modality: Modality,
    /// A noun with "the", "this": tells of an incident already named.
    pub definite: bool,
    /// A plural noun without article or date: "assaults on American soldiers" tells of a habit.
    pub several: bool,
    pub noun: bool,
    /// Its rule wants a perpetrator and has found none yet; without one it tells of nothing.
    pub lacking: bool,
    /// "another strike": none of those told before.
    pub distinct: bool,
    /// Whether it hit a site that nobody is said to own.
    pub site: bool,
    /// Such a site of everyday life: a market, a school.
    pub civil: bool,
    /// Forces that nobody is said to own did it: "troops killed three".
    pub forces: bool,
    /// Soldiers that nobody is said to own were hit by it.
    pub soldiers: bool,
    /// Fighters that nobody is said to own were hurt by it.
    pub men: bool,
    /// Those were hit who did what was told before it: "killed three of the attackers".
    pub raiders: bool,
    /// Whose bare forces did it, or were hit, if the other side is an armed group: "soldiers", "an army convoy".
    pub state_acts: Option<usize>,
    pub state_hit: Option<usize>,
    /// An office of a state that nobody names was hit: "the defence ministry".
    pub office: bool,
    /// It was aimed at people whom nobody is said to own: "abducted forty women".
    pub people: bool,
    /// Such people were killed one by one: "gunmen killed nine workers".
    pub slain: bool,
    /// People whom nobody is said to own were hurt by it.
    pub villagers: bool,
    /// Shells fell among people of nobody named.
    pub amid: bool,
    /// It is a count alone, which may be of a later day: "the toll rose to 14 on Tuesday".
    pub count: bool,
    /// One who was hurt by it leads others: "the commander of X".
    pub chief: bool,
    /// "retaliation", "hit back": answers something.
    pub answers: bool,
    /// Incidents of this sentence (indexes into the sentence's list) that it answers.
    pub causes: Vec<usize>,
    /// Incidents of this sentence that are others than this one: "hours after the raid".
    pub apart: Vec<usize>,
    /// The incident of this sentence that it is another word for: "the missiles that hit the base were the answer".
    pub same: Option<usize>,
    /// Speaks of the last incident told before it, by a pronoun or by nothing at all: "it was payback", "X blamed Y".
    pub resumes: bool,
    /// Says who is accused of what was told before it, perhaps beside one who claimed it.
    pub accuses: bool,
    /// "More missiles were launched at": by whoever launched those told of before.
    pub follows: bool,
    /// Speaks of all incidents before it that lack a perpetrator: "all of them".
    pub all: bool,
    /// The same of two: "both".
    pub pair: bool,
    /// The state from whose soil it came: "missiles launched from X", which need not have sent them.
    pub origin: Option<usize>,
    /// "In response, …": answers what was told just before.
    pub replies: bool,
    pub attributed_to: Option<usize>,
    pub claimed_by: Vec<usize>,
    pub denied_by: Vec<usize>,
    /// It is told in the headline.
    pub headline: bool,
    /// On whose word it stands, the nearest voice first.
    pub voices: Vec<Said>,
    /// Whether its perpetrator is named by whoever points at one.
    pub accused: bool,
    /// How its sides were found in the sentence.
    pub agent_ground: Option<Ground>,
    pub target_ground: Option<Ground>,
    /// Who tells of it is said to be wrong.
    pub disputed: bool,
    /// The sentence says that nobody knows who did it: "unidentified gunmen", "nobody has claimed".
    pub unclaimed: bool,
    /// Somebody did it whose name is none that the text explains.
    pub stranger: bool,
    /// What it tells is that a deed told before was not so, or was not theirs.
    pub denial: bool,
    /// Both sides did it to each other.
    pub mutual: bool,
    /// The entry of a chronicle that tells of it.
    pub entry: Option<usize>,
    /// It tells only of people who were hurt: the deed of this sentence that hurt them.
    pub toll_of: Option<usize>,
    /// It tells only of people who were hurt, by none of the deeds of this sentence: "after two soldiers were killed".
    pub aside: bool,
}

impl Event {
    /// It is told as something that happened, and with enough of its sides to count.
    pub(super) fn is_fact(&self) -> bool {
        self.modality == Modality::Asserted && !self.lacking
    }

    /// What a trigger tells before its roles are known.
    pub(super) fn new(sentence: usize, token: usize, rule: usize, kind: IncidentKind) -> Event {
        Event {
            sentence,
            token,
            rule,
            kind,
            loose: false,
            agents: Vec::new(),
            targets: Vec::new(),
            holders: Vec::new(),
            owners: Vec::new(),
            seats: Vec::new(),
            others: Vec::new(),
            victims: Vec::new(),
            bystanders: Vec::new(),
            classes: Vec::new(),
            places: Vec::new(),
            date: None,
            until: None,
            near: None,
            lead: false,
            old: false,
            news: false,
            killed: None,
            wounded: None,
            counted: false,
            weapon: None,
            modality: Modality::Asserted,
            definite: false,
            several: false,
            noun: false,
            lacking: false,
            distinct: false,
            site: false,
            civil: false,
            forces: false,
            soldiers: false,
            men: false,
            slain: false,
            raiders: false,
            people: false,
            villagers: false,
            amid: false,
            count: false,
            state_acts: None,
            state_hit: None,
            office: false,
            chief: false,
            answers: false,
            causes: Vec::new(),
            apart: Vec::new(),
            same: None,
            resumes: false,
            follows: false,
            accuses: false,
            all: false,
            pair: false,
            origin: None,
            replies: false,
            attributed_to: None,
            claimed_by: Vec::new(),
            denied_by: Vec::new(),
            headline: false,
            voices: Vec::new(),
            accused: false,
            agent_ground: None,
            target_ground: None,
            disputed: false,
            unclaimed: false,
            stranger: false,
            denial: false,
            mutual: false,
            entry: None,
            toll_of: None,
            aside: false,
        }
    }

    /// Takes a nearer word for its kind: any for "attack", the means for a word that leaves it open.
    pub(in crate::extract) fn sharpen(&mut self, kind: IncidentKind, loose: bool) {
        if kind != IncidentKind::Attack && (self.kind == IncidentKind::Attack || self.loose && !loose) {
            (self.kind, self.loose) = (kind, loose);
        }
    }
}
