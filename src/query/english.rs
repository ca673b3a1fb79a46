//! Questions in English: read by the forms of `forms.ron`, never guessed at.

use super::fit::{Filling, fit};
use super::form::{ENGLISH, Form, Piece, Word};
use super::names::{METONYM, Named, Names, NoName};
use super::problem::{NotUnderstood, Reason};
use super::syntax::{Filter, Name, Query, Term, Verb};
use super::tail::{Tail, tails};

/// A question of more words is of no form.
const LONGEST: usize = 60;

/// A question in English, as it is understood.
///
/// ```
/// use reprisal::query::{Names, Understood};
/// use reprisal::KnowledgeGraph;
///
/// let names = Names::of_graph(&KnowledgeGraph::new());
/// let understood = Understood::read("Who attacked whom since 2023?", &names)?;
/// assert_eq!(understood.query.clauses.len(), 1);
/// # Ok::<(), reprisal::query::NotUnderstood>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Understood {
    /// What is asked.
    pub query: Query,
    /// The question in one standing form of words, which is understood as the same.
    pub english: String,
    /// What was not taken as it was typed.
    pub mended: Vec<String>,
}

impl Understood {
    /// Reads a question in English.
    ///
    /// ```
    /// # use reprisal::{KnowledgeGraph, query::{Names, Understood}};
    /// # let names = Names::of_graph(&KnowledgeGraph::new());
    /// let understood = Understood::read("Who has atacked anyone since March 2024?", &names).unwrap();
    /// assert_eq!(understood.query.to_string(), "? attacked ? since 2024-03");
    /// assert_eq!(understood.mended, ["read \"atacked\" as \"attacked\""]);
    /// ```
    ///
    /// # Errors
    /// When it is of no form that is understood, names somebody or some place unknown or more than one, or a date that is none.
    pub fn read(question: &str, names: &Names) -> Result<Understood, NotUnderstood> {
        let refuse = |reason| NotUnderstood { question: question.trim().to_owned(), reason };
        let words = Word::of(question);
        // Nobody asks that much at once, and every slot is tried at every length.
        if words.len() > LONGEST {
            return Err(refuse(Reason::Form { nearest: Vec::new() }));
        }
        let mut problem = None;
        for mend in [false, true] {
            match read(&words, names, mend) {
                Ok(Some(understood)) => return Ok(understood),
                Ok(None) => {}
                // What is wrong with it as it was typed is the thing to say.
                Err(reason) => problem = problem.or(Some(reason)),
            }
        }
        let folded: Vec<String> = words.iter().map(|word| word.folded.clone()).collect();
        // A name that takes in the words that should be a date is none.
        let unread = |words: &str| match &problem {
            Some(Reason::Unknown(unknown)) => unknown.name.ends_with(words),
            Some(_) => false,
            None => true,
        };
        Err(refuse(match date_wanting(&words, names).filter(|words| unread(words)) {
            Some(words) => Reason::Date { words },
            None => problem.unwrap_or_else(|| Reason::Form { nearest: ENGLISH.nearest(&folded) }),
        }))
    }
}

/// The words after "since" or "until" that are no date, where all before is a question.
fn date_wanting(words: &[Word], names: &Names) -> Option<String> {
    let at = words.iter().rposition(|word| super::time::is_only_time(&word.folded))?;
    let (before, after) = words.split_at(at);
    let is_question = !before.is_empty() && after.len() > 1 && matches!(read(before, names, false), Ok(Some(_)));
    is_question.then(|| after[1..].iter().map(|word| word.text).collect::<Vec<_>>().join(" "))
}

/// Reads words by the form that fits with the fewest slips; fails when forms fit but a name is wrong.
fn read(words: &[Word], names: &Names, mend: bool) -> Result<Option<Understood>, Reason> {
    let mut best: Option<(usize, Understood)> = None;
    let mut problem: Option<Reason> = None;
    for tail in tails(words) {
        for form in &ENGLISH.forms {
            for say in &form.say {
                let mut fillings = Vec::new();
                fit(say, 0, &words[..tail.end], 0, mend, &Filling::default(), &mut fillings);
                for filling in fillings {
                    let reading = Reading { form, say, words, tail: &tail, names, mend };
                    match reading.understand(&filling) {
                        Ok(understood) => {
                            let slips = filling.slips + understood.mended.len();
                            if !mend {
                                return Ok(Some(understood));
                            }
                            if best.as_ref().is_none_or(|(least, _)| slips < *least) {
                                best = Some((slips, understood));
                            }
                        }
                        Err(Some(reason)) => problem = Some(worse(problem, reason)),
                        Err(None) => {}
                    }
                }
            }
        }
    }
    match (best, problem) {
        (Some((_, understood)), _) => Ok(Some(understood)),
        (None, Some(reason)) => Err(reason),
        (None, None) => Ok(None),
    }
}

/// The reason that says more: of whom there are several before who is unknown, and a short name before a long one.
fn worse(known: Option<Reason>, other: Reason) -> Reason {
    let rank = |reason: &Reason| match reason {
        Reason::Ambiguous(ambiguous) => (0, ambiguous.name.len()),
        Reason::Unknown(unknown) => (usize::from(unknown.hint.is_none()) + 1, unknown.name.len()),
        _ => (3, 0),
    };
    match known {
        Some(known) if rank(&known) <= rank(&other) => known,
        _ => other,
    }
}

/// A form about to be filled.
struct Reading<'r> {
    form: &'r Form,
    say: &'r [Piece],
    words: &'r [Word<'r>],
    tail: &'r Tail,
    names: &'r Names,
    mend: bool,
}

impl Reading<'_> {
    /// What it asks; fails without a reason when the form does not fit after all.
    fn understand(&self, filling: &Filling) -> Result<Understood, Option<Reason>> {
        let mut means = self.form.means.clone();
        let mut english = self.form.shown.clone();
        let mut mended = filling.mended.clone();
        let mut filter = Filter::default();
        // No words for deeds: any deed, and the echo says so.
        let mut deeds = (String::new(), ENGLISH.shown_deeds.get("").cloned().unwrap_or_default());
        for (piece, at) in &filling.slots {
            let Some(Piece::Slot(slot)) = self.say.get(*piece) else { continue };
            let words = self.words.get(at.clone()).unwrap_or_default();
            let typed = words.iter().map(|word| word.text).collect::<Vec<_>>().join(" ");
            if slot == "deeds" {
                let folded = words.iter().map(|word| word.folded.as_str()).collect::<Vec<_>>().join(" ");
                let Some(kind) = ENGLISH.deeds.get(&folded) else { return Err(None) };
                // A kind of deed that the meaning cannot take would go unheard.
                if !kind.is_empty() && !means.contains("{deeds}") {
                    return Err(None);
                }
                if !kind.is_empty() {
                    deeds = (format!(" kind {kind}"), ENGLISH.shown_deeds.get(kind).cloned().unwrap_or_default());
                }
                continue;
            }
            let (term, shown) = self.term(slot, &typed, &mut filter, &mut mended).map_err(Some)?;
            means = means.replace(&format!("{{{slot}}}"), &term.to_string());
            english = english.replace(&format!("{{{slot}}}"), &shown);
        }
        let by = self.tail.by.as_deref();
        if by.is_some() && !means.contains("{by}") {
            return Err(None);
        }
        means = means.replace("{deeds}", &deeds.0).replace("{by}", &by.map(|by| format!(" by {by}")).unwrap_or_default());
        if english.contains("{deeds}") {
            english = english.replace("{deeds}", &deeds.1);
        } else if !deeds.0.is_empty() {
            // The echo must not lose the kind.
            english = format!("{english} ({})", deeds.1);
        }
        let mut query = Query::parse(&means, self.names).map_err(|_| None)?;
        for clause in query.clauses.iter_mut().filter(|clause| matches!(clause.verb, Verb::PartOf | Verb::Leads)) {
            only_themselves(&mut clause.subject);
            only_themselves(&mut clause.object);
        }
        if let Some(by) = by {
            english.push_str(&format!(" by {by}"));
        }
        english.push_str(&self.place_and_time(&mut query, filter, &mut mended)?);
        Ok(Understood { query, english, mended })
    }

    /// Who is named by the words of a slot, and how that is echoed.
    fn term(&self, slot: &str, typed: &str, filter: &mut Filter, mended: &mut Vec<String>) -> Result<(Term, String), Reason> {
        let folded = crate::fold::fold(typed);
        if ENGLISH.anyone.contains(&folded) {
            return Ok((Term::anyone(), "whom".to_owned()));
        }
        let whole = self.named(slot, typed, filter, mended);
        let parts: Vec<&str> = typed.split(" or ").collect();
        match whole {
            Err(Reason::Unknown(mut unknown)) if parts.len() == 1 => {
                if folded.contains(" and ") && unknown.hint.is_none() {
                    unknown.hint = Some("ask of one at a time, or with \"or\" between the names".to_owned());
                }
                Err(Reason::Unknown(unknown))
            }
            Err(Reason::Unknown(_)) => {
                let mut names = Vec::new();
                let mut shown = Vec::new();
                for part in parts {
                    let (term, name) = self.named("subject", part, filter, mended)?;
                    if let Term::Named(listed) = term {
                        names.extend(listed);
                    }
                    shown.push(name);
                }
                Ok((Term::Named(names), shown.join(" or ")))
            }
            whole => whole,
        }
    }

    fn named(&self, slot: &str, typed: &str, filter: &mut Filter, mended: &mut Vec<String>) -> Result<(Term, String), Reason> {
        let mut mend = |found: &Named| {
            if found.mended {
                mended.push(format!("read {typed:?} as {:?}", found.name));
            }
        };
        let actor = self.names.actor(typed, self.mend);
        if matches!(slot, "target" | "other") {
            let seat = actor.as_ref().is_ok_and(|found| found.rank == METONYM && !found.account);
            let unknown = matches!(actor, Err(NoName::Unknown(_)));
            // The seat of a government stands for it where it acts, not where it is hit. A place is hit once.
            if (seat || unknown)
                && filter.places.is_empty()
                && let Ok(place) = self.names.place(typed, self.mend)
            {
                mend(&place);
                filter.places.push(place.id);
                return Ok((Term::anyone(), place.name));
            }
        }
        match actor {
            Ok(found) => {
                mend(&found);
                if !found.account && !self.names.is_whole(&found.id) {
                    return Ok((Term::Named(vec![Name { id: found.id, account: false }]), found.name));
                }
                let id = self.names.principal(&found.id).to_owned();
                let name = self.names.actor_name(&id).to_owned();
                Ok((Term::Named(vec![Name { id, account: true }]), name))
            }
            Err(NoName::Unknown(unknown)) => Err(Reason::Unknown(unknown)),
            Err(NoName::Ambiguous(ambiguous)) => Err(Reason::Ambiguous(ambiguous)),
        }
    }

    /// Puts place and time into the query; in words, for the echo.
    fn place_and_time(&self, query: &mut Query, mut filter: Filter, mended: &mut Vec<String>) -> Result<String, Option<Reason>> {
        let mut words = String::new();
        let mut around = Vec::new();
        if let Some(range) = &self.tail.place {
            let typed: Vec<&str> = self.words.get(range.clone()).unwrap_or_default().iter().map(|word| word.text).collect();
            // Only deeds happen somewhere.
            if !query.clauses.iter().any(|clause| clause.verb.is_deed()) {
                return Err(None);
            }
            let typed = typed.join(" ");
            // A deed happens in one place: "in X and Y" is in either, unless it is one name.
            let parts: Vec<&str> = match self.names.place(&typed, false) {
                Ok(_) => vec![&typed],
                Err(_) => typed.split(" or ").flat_map(|part| part.split(" and ")).collect(),
            };
            let mut shown = Vec::new();
            for part in parts {
                match self.names.place(part, self.mend) {
                    Ok(place) => {
                        mended.extend(place.mended.then(|| format!("read {part:?} as {:?}", place.name)));
                        shown.push(place.name);
                        around.push(place.id);
                    }
                    Err(NoName::Unknown(unknown)) => return Err(Some(Reason::Unknown(unknown))),
                    Err(NoName::Ambiguous(ambiguous)) => return Err(Some(Reason::Ambiguous(ambiguous))),
                }
            }
            words = format!(" in {}", shown.join(" or "));
        }
        let window = self.tail.window;
        (filter.since, filter.until) = (window.since, window.until);
        match (window.since, window.until) {
            (Some(since), Some(until)) if since == until => words.push_str(&format!(" in {since}")),
            (Some(since), Some(until)) => words.push_str(&format!(" from {since} to {until}")),
            (Some(since), None) => words.push_str(&format!(" since {since}")),
            (None, Some(until)) => words.push_str(&format!(" until {until}")),
            (None, None) => {}
        }
        if filter.places.is_empty() {
            filter.places = around;
        } else {
            query.filter.places = around;
        }
        match query.clauses.as_mut_slice() {
            [clause] => {
                clause.filter.places = filter.places;
                (clause.filter.since, clause.filter.until) = (filter.since, filter.until);
            }
            _ => query.filter = Filter { places: filter.places, since: filter.since, until: filter.until, ..Filter::default() },
        }
        Ok(words)
    }
}

/// Somebody belongs to or leads an actor, not what is counted to it.
fn only_themselves(term: &mut Term) {
    if let Term::Named(names) = term {
        names.iter_mut().for_each(|name| name.account = false);
    }
}
