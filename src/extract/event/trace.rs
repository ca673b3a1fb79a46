//! What the rules of a sentence did, kept for whoever asks. Nothing here decides anything, and without a trace nothing
//! here costs anything.

use super::fill::Filled;
use super::{Event, EventReader};
use crate::explain::{self, Change, Changed, Concluded, FilledRole, Why};
use crate::extract::argument::Argument;
use crate::ontology::schema::{Frame, Role, Slot};

/// Where a trigger stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::extract) enum Site {
    /// The head of this noun group.
    Noun(usize),
    /// The main verb of this verb group.
    Verb(usize),
}

/// Who changes the events.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(in crate::extract) enum By {
    #[default]
    Nobody,
    /// The rule of [`Trace::tries`].
    Try(usize),
    /// The cue of this index among the sentence's.
    Cue(usize),
    Step(Concluded),
}

/// A rule that was tried.
#[derive(Clone, Debug)]
pub(in crate::extract) struct Try {
    pub site: Site,
    pub rule: usize,
    pub arguments: Vec<explain::Argument>,
    pub roles: Vec<FilledRole>,
    pub why: Option<Why>,
    /// The event that it tells of, and whether it is the first to do so.
    pub event: Option<usize>,
    pub new: bool,
    pub pairs: Vec<(String, String)>,
}

/// What the rules of one sentence did, step by step.
#[derive(Clone, Debug, Default)]
pub(in crate::extract) struct Trace {
    /// How many events the document had before the sentence.
    base: usize,
    pub tries: Vec<Try>,
    pub changes: Vec<(By, Change)>,
    by: By,
    /// Events, relations and provocations at the last turn.
    events: Vec<Event>,
    relations: usize,
    provocations: usize,
}

impl Trace {
    pub(in crate::extract) fn new(base: usize) -> Trace {
        Trace { base, ..Trace::default() }
    }

    /// Puts down what changed since the last turn to whoever had it, and hands the turn on.
    fn turn(&mut self, next: By, reader: &EventReader<'_>) {
        let by = std::mem::replace(&mut self.by, next);
        let mut own = None;
        if let By::Try(at) = by {
            let tried = &mut self.tries[at];
            let ids = reader.relations[self.relations..].iter().map(|told| [told.subject, told.object]);
            tried.pairs.extend(ids.map(|pair| pair.map(|member| reader.cast.actor(member).id.clone()).into()));
            own = tried.event;
            tried.new |= own.is_some_and(|event| event >= self.events.len());
        }
        for (at, event) in reader.events.iter().enumerate() {
            match self.events.get(at) {
                Some(before) => {
                    for (what, names) in difference(before, event, reader, self.base) {
                        self.changes.push((by, Change { event: name(self.base, at), what, names }));
                    }
                }
                None if own == Some(at) => {}
                None => self.changes.push((by, Change { event: name(self.base, at), what: Changed::New, names: Vec::new() })),
            }
        }
        for &cause in &reader.provocations[self.provocations..] {
            let change = Change { event: name(self.base, cause), what: Changed::AnsweredBefore, names: Vec::new() };
            self.changes.push((by, change));
        }
        self.events.clone_from(&reader.events);
        self.relations = reader.relations.len();
        self.provocations = reader.provocations.len();
    }
}

/// What an event is called in the document.
pub(in crate::extract) fn name(base: usize, event: usize) -> String {
    format!("e{}", base + event + 1)
}

impl EventReader<'_> {
    /// From here on, changes are those of `next`.
    pub(super) fn by(&mut self, next: By) {
        let Some(trace) = self.trace.take() else { return };
        trace.turn(next, self);
        self.trace = Some(trace);
    }

    /// A rule is tried with these arguments.
    pub(super) fn tries(&mut self, site: Site, rule: usize, arguments: &[Argument], filled: &Filled) {
        let Some(trace) = self.trace.take() else { return };
        let arguments = self.arguments_filled(rule, arguments, filled, trace.base);
        let roles = self.roles_filled(rule, &arguments, filled, trace.base);
        let at = match trace.tries.iter().position(|tried| tried.site == site && tried.rule == rule) {
            // A second look at the same rule, when more is known of what stands in its slots.
            Some(at) => {
                let known = &mut trace.tries[at];
                for (old, new) in known.arguments.iter_mut().zip(&arguments) {
                    old.event = old.event.take().or_else(|| new.event.clone());
                    old.fills.extend(new.fills.iter().filter(|role| !old.fills.contains(role)).copied().collect::<Vec<_>>());
                }
                for new in roles {
                    match known.roles.iter_mut().find(|old| old.role == new.role) {
                        Some(old) if old.with.is_empty() => old.with = new.with,
                        Some(_) => {}
                        None => known.roles.push(new),
                    }
                }
                at
            }
            None => {
                let (why, event, pairs) = (None, None, Vec::new());
                trace.tries.push(Try { site, rule, arguments, roles, why, event, new: false, pairs });
                trace.tries.len() - 1
            }
        };
        trace.turn(By::Try(at), self);
        self.trace = Some(trace);
    }

    /// The rule tried last makes nothing.
    pub(super) fn fails(&mut self, why: impl FnOnce() -> Why) {
        if let Some(trace) = &mut self.trace
            && let By::Try(at) = trace.by
        {
            trace.tries[at].why = Some(why());
        }
    }

    /// The rule tried last tells of this event.
    pub(super) fn tells(&mut self, event: usize) {
        if let Some(trace) = &mut self.trace
            && let By::Try(at) = trace.by
        {
            trace.tries[at].event = Some(event);
        }
    }

    fn arguments_filled(&self, rule: usize, arguments: &[Argument], filled: &Filled, base: usize) -> Vec<explain::Argument> {
        let frame = &self.trigger(rule).frame;
        let fills = |argument: &Argument, role: Role| {
            let reading = &self.readings[argument.group];
            let stands = slots(frame, role).contains(&argument.slot);
            let incident = self.of_group[argument.group].filter(|_| argument.slot != Slot::Modifier);
            let some_of = |members: &[usize]| reading.actors.iter().any(|actor| members.contains(actor));
            let held = || reading.place.and_then(|place| self.holders.get(&place)).is_some_and(|at| filled.holders.contains(at));
            match role {
                Role::Agent => match incident {
                    Some(event) => stands && filled.carriers.contains(&event),
                    None => stands && some_of(&filled.agents),
                },
                Role::Target => stands && incident.is_none() && (some_of(&filled.targets) || reading.actors.is_empty() && held()),
                Role::Victim => stands && filled.victim_groups.contains(&argument.group),
                Role::Weapon => {
                    let carries = incident.is_some_and(|event| filled.carriers.contains(&event));
                    stands && (filled.weapons.contains(&argument.group) || carries)
                }
                Role::Place => reading.place.is_some_and(|place| filled.places.contains(&place)),
                Role::Event => stands && incident.is_some_and(|event| filled.events.contains(&event)),
                Role::Cause => stands && incident.is_some_and(|event| filled.causes.contains(&event)),
            }
        };
        arguments
            .iter()
            .map(|argument| explain::Argument {
                slot: argument.slot,
                group: argument.group,
                event: self.of_group[argument.group].map(|event| name(base, event)),
                fills: ROLES.into_iter().filter(|&role| fills(argument, role)).collect(),
            })
            .collect()
    }

    fn roles_filled(&self, rule: usize, arguments: &[explain::Argument], filled: &Filled, base: usize) -> Vec<FilledRole> {
        let trigger = self.trigger(rule);
        let ids = |members: &[usize]| members.iter().map(|&member| self.cast.actor(member).id.clone()).collect::<Vec<_>>();
        let events = |events: &[usize]| events.iter().map(|&event| name(base, event)).collect::<Vec<_>>();
        let role = |role: Role| {
            let slots = slots(&trigger.frame, role);
            let with = match role {
                Role::Agent => [ids(&filled.agents), events(&filled.carriers)].concat(),
                Role::Target => ids(&filled.targets),
                Role::Victim => ids(&filled.victims),
                Role::Weapon => filled.weapon.iter().cloned().collect(),
                Role::Place => filled.places.iter().map(|&place| self.ontology.places()[place].id.clone()).collect(),
                Role::Event => events(&filled.events),
                Role::Cause => events(&filled.causes),
            };
            let stands = (0..arguments.len()).filter(|&at| slots.contains(&arguments[at].slot)).collect();
            let named = !slots.is_empty() || !with.is_empty();
            let holders = if role == Role::Target { ids(&filled.holders) } else { Vec::new() };
            named.then(|| FilledRole {
                role,
                slots: slots.to_vec(),
                needed: trigger.needs.contains(&role),
                stands,
                with,
                holders,
            })
        };
        ROLES.into_iter().filter_map(role).collect()
    }
}

const ROLES: [Role; 7] = [Role::Agent, Role::Target, Role::Victim, Role::Weapon, Role::Place, Role::Event, Role::Cause];

fn slots(frame: &Frame, role: Role) -> &[Slot] {
    match role {
        Role::Agent => &frame.agent,
        Role::Target => &frame.target,
        Role::Victim => &frame.victim,
        Role::Weapon => &frame.weapon,
        Role::Place => &frame.place,
        Role::Event => &frame.event,
        Role::Cause => &frame.cause,
    }
}

/// What one telling of an event has over another, and what it lost.
fn difference(before: &Event, event: &Event, reader: &EventReader<'_>, base: usize) -> Vec<(Changed, Vec<String>)> {
    let gained = |from: &[usize], to: &[usize]| to.iter().copied().filter(|one| !from.contains(one)).collect::<Vec<usize>>();
    let ids = |members: Vec<usize>| members.into_iter().map(|member| reader.cast.actor(member).id.clone()).collect::<Vec<_>>();
    let events = |events: Vec<usize>| events.into_iter().map(|event| name(base, event)).collect::<Vec<_>>();
    let same = |event: &Event| event.same.into_iter().collect::<Vec<_>>();
    let voice = |event: &Event| event.attributed_to.into_iter().collect::<Vec<_>>();
    let places = gained(&before.places, &event.places);
    let mut out = vec![
        (Changed::Perpetrators, ids(gained(&before.agents, &event.agents))),
        (Changed::NotPerpetrators, ids(gained(&event.agents, &before.agents))),
        (Changed::Targets, ids(gained(&before.targets, &event.targets))),
        (Changed::NotTargets, ids(gained(&event.targets, &before.targets))),
        (Changed::Victims, ids(gained(&before.victims, &event.victims))),
        (Changed::Holders, ids(gained(&before.holders, &event.holders))),
        (Changed::Places, places.into_iter().map(|place| reader.ontology.places()[place].id.clone()).collect()),
        (Changed::AttributedTo, ids(gained(&voice(before), &voice(event)))),
        (Changed::ClaimedBy, ids(gained(&before.claimed_by, &event.claimed_by))),
        (Changed::DeniedBy, ids(gained(&before.denied_by, &event.denied_by))),
        (Changed::Causes, events(gained(&before.causes, &event.causes))),
        (Changed::Apart, events(gained(&before.apart, &event.apart))),
        (Changed::Same, events(gained(&same(before), &same(event)))),
    ];
    out.retain(|(_, names)| !names.is_empty());
    let mut word = |changed: bool, what, names: Vec<String>| out.extend(changed.then_some((what, names)));
    word(before.modality != event.modality, Changed::Modality, vec![event.modality.to_string()]);
    word(before.kind != event.kind, Changed::Kind, vec![event.kind.to_string()]);
    word(before.weapon != event.weapon, Changed::Weapon, event.weapon.iter().cloned().collect());
    let toll = |event: &Event| [event.killed, event.wounded];
    word(toll(before) != toll(event), Changed::Casualties, toll(event).iter().flatten().map(u32::to_string).collect());
    word((event.answers && !before.answers) || (event.replies && !before.replies), Changed::Answers, Vec::new());
    word(event.resumes && !before.resumes, Changed::Resumes, Vec::new());
    out
}
