//! `reprisal explain`: how each sentence was read, for whoever extends the ontology or misses an edge.

use std::io::Write;

use reprisal::document::Document;
use reprisal::explain::{
    Change, Changed, Concluded, Cue, Explanation, Fate, FilledRole, Group, Outcome, PassedOver, Sentence, Tried, Word,
};
use reprisal::ontology::schema::Role;
use reprisal::{DocumentReader, Ontology, Reader};

use crate::args::ExplainArgs;
use crate::inputs;
use crate::labelled::Page;
use crate::report::{Failure, Outcome as Done, Report};
use crate::table::{clean_json, terminal_width};

pub fn run(args: &ExplainArgs, out: &mut impl Write, report: &mut Report) -> Result<Done, Failure> {
    let ontology = Ontology::load(&args.ontology.layers())?;
    let documents = DocumentReader::new(&ontology).with_limits(args.limits.limits());
    let reader = Reader::new(&ontology).with_limits(args.limits.limits());
    let mut found = false;
    for document in inputs::documents(&args.inputs, args.from, &documents) {
        let document = match document {
            Ok(document) => document,
            Err(problem) => {
                report.skip(&problem);
                continue;
            }
        };
        report.read();
        let left_out: Vec<_> = reader.read_within(&document).1.into_iter().map(|cut| inputs::cut_short(&document, cut)).collect();
        report.cut(&left_out);
        let mut explanation = reader.explain(&document);
        let sentences = explanation.sentences.len();
        let any = explanation.sentences.iter().any(|sentence| args.wants(sentence));
        found |= any;
        if args.json {
            explanation.sentences.retain(|sentence| args.wants(sentence));
            let json = serde_json::to_string(&explanation).map_err(std::io::Error::other)?;
            writeln!(out, "{}", clean_json(json))?;
        } else if any {
            let mut page = Page::new(out, terminal_width());
            write_document(&mut page, &document, &explanation, args)?;
        }
        if let Some(number) = args.sentence.filter(|&number| number > sentences) {
            report.note(&format!("{} has {sentences} sentences, and none of number {number}", document.info.id));
        }
    }
    report.require_input()?;
    Ok(Done::found(found))
}

impl ExplainArgs {
    fn wants(&self, sentence: &Sentence) -> bool {
        let text = || sentence.text.to_lowercase();
        self.sentence.is_none_or(|number| number == sentence.number)
            && self.grep.as_ref().is_none_or(|word| text().contains(&word.to_lowercase()))
    }
}

fn write_document(
    page: &mut Page<'_>,
    document: &Document,
    explanation: &Explanation,
    args: &ExplainArgs,
) -> std::io::Result<()> {
    page.title(&match &document.info.title {
        Some(title) => title.clone(),
        None if document.info.id == "-" => "standard input".to_owned(),
        None => document.info.id.clone(),
    })?;
    if explanation.passed_over {
        page.gap()?;
        page.row("passed", "the document is passed over: it speaks of no armed conflict, or no deed stands near anybody")?;
        page.result("nothing below gets into a graph")?;
    }
    for sentence in explanation.sentences.iter().filter(|sentence| args.wants(sentence)) {
        page.gap()?;
        page.heading(&format!("[{}]", sentence.number), &sentence.text)?;
        if args.tree {
            tree(page, &sentence.words, sentence.parsed)?;
        }
        write_sentence(page, explanation, sentence)?;
    }
    incidents(page, explanation, args)?;
    page.gap()
}

fn write_sentence(page: &mut Page<'_>, explanation: &Explanation, sentence: &Sentence) -> std::io::Result<()> {
    for mention in &sentence.mentions {
        let what = match (&mention.actor, &mention.place) {
            (Some(actor), Some(place)) => format!("{actor}, or the place {place}"),
            (Some(actor), None) if mention.discovered => format!("{actor}, whom the ontology lacks"),
            (Some(actor), None) => actor.clone(),
            (None, place) => format!("the place {}", place.as_deref().unwrap_or_default()),
        };
        page.row("name", &format!("“{}”: {what}", mention.text))?;
    }
    if let Some(unread) = sentence.unread {
        page.row("unread", &unread.to_string())?;
    }
    if sentence.unread.is_none() {
        for group in &sentence.groups {
            page.row("group", &format!("“{}”: {}", group.text, stands_for(group)))?;
        }
        for verb in &sentence.verbs {
            let marks =
                [(verb.passive, "passive"), (verb.negated, "negated"), (verb.modal, "modal"), (verb.infinitive, "infinitive")];
            let marks: Vec<&str> = marks.iter().filter(|(is, _)| *is).map(|(_, mark)| *mark).collect();
            let marks = if marks.is_empty() { String::new() } else { format!(": {}", marks.join(", ")) };
            page.row("verb", &format!("“{}”{marks}", verb.text))?;
        }
    }
    for tried in &sentence.tried {
        write_tried(page, explanation, sentence, tried)?;
    }
    // What was tried at a word says more than what was not.
    let tried_at = |span: [usize; 2]| sentence.tried.iter().any(|tried| tried.span[0] < span[1] && span[0] < tried.span[1]);
    let mut passed: Vec<PassedOver> = sentence.passed_over.iter().filter(|passed| !tried_at(passed.span)).cloned().collect();
    passed.dedup_by(|next, passed| {
        let same = next.span == passed.span && next.why == passed.why;
        if same {
            passed.rules.append(&mut next.rules);
        }
        same
    });
    for passed in passed {
        page.row("passed", &format!("“{}” ({}): {}", passed.word, passed.rules.join(", "), passed.why))?;
    }
    for cue in &sentence.cues {
        let inside = |other: &Cue| other.span != cue.span && other.span[0] <= cue.span[0] && cue.span[1] <= other.span[1];
        if cue.changes.is_empty() && sentence.cues.iter().any(|other| other.effect == cue.effect && inside(other)) {
            continue;
        }
        page.row("cue", &format!("“{}” ({})", cue.text, cue.rule))?;
        for change in &cue.changes {
            page.result(&said(explanation, change))?;
        }
    }
    for step in &sentence.steps {
        page.row(
            "also",
            match step.what {
                Concluded::AnsweredBy => "the answer is what the gerund tells",
                Concluded::Equal => "two words for one incident",
                Concluded::Several => "several deeds in one clause",
                Concluded::Reply => "an answer that does not say to what",
                Concluded::Voice => "whose word it is",
                _ => "the sentence as a whole",
            },
        )?;
        for change in &step.changes {
            page.result(&said(explanation, change))?;
        }
    }
    for relation in &sentence.relations {
        let text = format!("{} {} {} ({})", relation.subject, relation.predicate, relation.object, relation.rule);
        page.row("states", &text)?;
    }
    Ok(())
}

fn stands_for(group: &Group) -> String {
    let place = group.place.as_ref().map(|place| format!("the place {place}"));
    let mut text = match (group.actors.is_empty(), group.triggers.is_empty(), group.why_nobody()) {
        (false, true, _) => group.actors.join(", "),
        (false, false, _) => format!("{}, beside a trigger", group.actors.join(", ")),
        (true, false, _) => "a trigger".to_owned(),
        (true, true, Some(why)) if place.is_none() => format!("nobody ({why})"),
        (true, true, _) => "nobody".to_owned(),
    };
    if let Some(place) = place {
        text = if text == "nobody" { place } else { format!("{text}; {place}") };
    }
    for (is, mark) in [(group.referred, " (named before)"), (group.occupied, " (who occupies it)"), (group.negated, " (negated)")]
    {
        text.push_str(if is { mark } else { "" });
    }
    text
}

fn write_tried(page: &mut Page<'_>, explanation: &Explanation, sentence: &Sentence, tried: &Tried) -> std::io::Result<()> {
    page.row("rule", &format!("{} at “{}”", tried.rule, tried.word))?;
    for role in &tried.roles {
        let sides = matches!(role.role, Role::Agent | Role::Target | Role::Victim);
        if sides || role.needed || !role.with.is_empty() {
            page.item(&lower(role.role), &filled(explanation, sentence, tried, role))?;
        }
    }
    let unused = tried.arguments.iter().filter(|argument| {
        let looked_at = tried.roles.iter().any(|role| role.slots.contains(&argument.slot));
        // A noun modifies itself where a name stands before it.
        argument.fills.is_empty() && !looked_at && sentence.groups[argument.group].span != tried.span
    });
    let own = |group: usize| {
        let span = sentence.groups[group].span;
        span[0] <= tried.span[0] && tried.span[1] <= span[1]
    };
    let unused: Vec<String> = unused
        .filter(|argument| !own(argument.group))
        .map(|argument| format!("“{}” ({})", sentence.groups[argument.group].text, lower(argument.slot)))
        .collect();
    if !unused.is_empty() {
        page.item("unused", &unused.join("; "))?;
    }
    let result = match &tried.outcome {
        Outcome::Incident { event } => told(explanation, event),
        Outcome::Added { event } => format!("adds to {}", label(explanation, event)),
        Outcome::Relations { pairs } => {
            let pairs: Vec<String> = pairs.iter().map(|(subject, object)| format!("{subject}, {object}")).collect();
            format!("relation of {}", pairs.join("; "))
        }
        Outcome::Nothing { why } => format!("nothing: {why}"),
        _ => String::new(),
    };
    if !result.is_empty() {
        page.result(&result)?;
    }
    for change in &tried.changes {
        page.result(&said(explanation, change))?;
    }
    Ok(())
}

/// What fills a role, or why nothing does.
fn filled(explanation: &Explanation, sentence: &Sentence, tried: &Tried, role: &FilledRole) -> String {
    let group = |at: usize| &sentence.groups[tried.arguments[at].group];
    let argument = |at: &usize| {
        let argument = &tried.arguments[*at];
        let group = group(*at);
        let fills = argument.fills.contains(&role.role);
        let who = match (&argument.event, argument.fills.first(), &group.place) {
            (Some(event), ..) => label(explanation, event),
            (None, Some(other), _) if !fills => format!("counts as {}", lower(other)),
            (None, _, Some(place)) if fills && (role.role == Role::Place || group.actors.is_empty()) => {
                let holders =
                    if role.holders.is_empty() { String::new() } else { format!(", held by {}", role.holders.join(", ")) };
                format!("the place {place}{holders}")
            }
            _ if fills && !group.actors.is_empty() => {
                format!("{}{}", group.actors.join(", "), if group.referred { " (named before)" } else { "" })
            }
            _ => stands_for(group),
        };
        format!("“{}” ({}): {who}", group.text, lower(argument.slot))
    };
    // A noun stands in its own modifier slot: that is of interest when a name before it fills the role.
    let stands: Vec<&usize> = role
        .stands
        .iter()
        .filter(|&&at| {
            tried.arguments[at].fills.contains(&role.role) || group(at).triggers.iter().all(|rule| *rule != tried.rule)
        })
        .collect();
    let filling: Vec<String> =
        stands.iter().filter(|&&&at| tried.arguments[at].fills.contains(&role.role)).map(|at| argument(at)).collect();
    if !filling.is_empty() {
        return filling.join("; ");
    }
    if !role.with.is_empty() {
        return role.with.iter().map(|name| named(explanation, name)).collect::<Vec<_>>().join(", ");
    }
    if !role.holders.is_empty() {
        return format!("{}, who holds the place", role.holders.join(", "));
    }
    let slots: Vec<String> = role.slots.iter().map(lower).collect();
    match stands.is_empty() {
        true => format!("– nothing stands in {}", slots.join(", ")),
        false => format!("– {}", stands.into_iter().map(argument).collect::<Vec<_>>().join("; ")),
    }
}

/// An id, or of a telling its word.
fn named(explanation: &Explanation, name: &str) -> String {
    if explanation.fate(name).is_some() { label(explanation, name) } else { name.to_owned() }
}

/// A telling by its word and incident: “strikes” (i1).
fn label(explanation: &Explanation, event: &str) -> String {
    let mut told = explanation.sentences.iter().flat_map(|sentence| &sentence.told);
    let Some(told) = told.find(|told| told.event == event) else { return event.to_owned() };
    match &told.fate {
        Fate::Incidents(ids) => format!("“{}” ({})", told.word, ids.join(", ")),
        _ => format!("“{}”", told.word),
    }
}

/// What a rule made: kind, sides, and what became of it.
fn told(explanation: &Explanation, event: &str) -> String {
    let mut told = explanation.sentences.iter().flat_map(|sentence| &sentence.told);
    let Some(told) = told.find(|told| told.event == event) else { return String::new() };
    let sides = |ids: &[String]| if ids.is_empty() { "?".to_owned() } else { ids.join(", ") };
    let (from, to) = (sides(&told.perpetrators), sides(&told.targets));
    let fate = match &told.fate {
        Fate::Incidents(ids) => {
            let merged = explanation.incidents.iter().filter(|incident| ids.contains(&incident.id));
            let own = explanation.sentences.iter().find(|sentence| sentence.told.iter().any(|told| told.event == event));
            let own = own.map(|sentence| sentence.number);
            let others: Vec<String> = merged
                .flat_map(|incident| &incident.sentences)
                .filter(|&&number| Some(number) != own)
                .map(|number| format!("[{number}]"))
                .collect();
            let others = if others.is_empty() { String::new() } else { format!(", as in {}", others.join(", ")) };
            format!("incident {}{others}", ids.join(", "))
        }
        fate => fate.to_string(),
    };
    format!("{}, {}: {from} → {to}; {fate}", told.kind, told.modality)
}

/// A change in words.
fn said(explanation: &Explanation, change: &Change) -> String {
    let names: Vec<String> = change.names.iter().map(|name| named(explanation, name)).collect();
    let (event, names) = (label(explanation, &change.event), names.join(", "));
    match change.what {
        Changed::New => format!("{event}: {}", told(explanation, &change.event)),
        Changed::Perpetrators => format!("{event} was done by {names}"),
        Changed::NotPerpetrators => format!("{event} was not done by {names}"),
        Changed::Targets => format!("{event} hit {names}"),
        Changed::NotTargets => format!("{event} did not hit {names}"),
        Changed::Victims => format!("{event} hurt {names}"),
        Changed::Holders => format!("{event} hit what {names} holds"),
        Changed::Places => format!("{event} was at {names}"),
        Changed::Modality | Changed::Kind => format!("{event} is {names}"),
        Changed::Weapon => format!("{event} was done with {names}"),
        Changed::Casualties => format!("{event} hurt {names} people"),
        Changed::AttributedTo => format!("{event} is told by {names}"),
        Changed::ClaimedBy => format!("{event} is claimed by {names}"),
        Changed::DeniedBy => format!("{event} is denied by {names}"),
        Changed::Answers => format!("{event} answers something"),
        Changed::Causes => format!("{event} answers {names}"),
        Changed::AnsweredBefore => format!("{event} is answered by what was told before this sentence"),
        Changed::Apart => format!("{event} is another incident than {names}"),
        Changed::Same => format!("{event} is the same incident as {names}"),
        Changed::Resumes => format!("{event} speaks of an incident told before"),
        _ => format!("{event}: {names}"),
    }
}

fn tree(page: &mut Page<'_>, words: &[Word], parsed: bool) -> std::io::Result<()> {
    if !parsed {
        return page.row("tree", "none: only sentences with a trigger are parsed");
    }
    let head = |word: &Word| word.head.map_or_else(|| "–".to_owned(), |head| format!("{} {}", head + 1, words[head].text));
    let rows = words.iter().enumerate().map(|(at, word)| {
        let field = |field: &Option<String>| field.clone().unwrap_or_default();
        [
            (at + 1).to_string(),
            word.text.clone(),
            field(&word.tag),
            field(&word.lemma),
            field(&word.label),
            head(word),
            word.read_as.to_string(),
        ]
    });
    page.columns(["", "word", "tag", "lemma", "label", "head", "read as"], rows.collect())
}

fn incidents(page: &mut Page<'_>, explanation: &Explanation, args: &ExplainArgs) -> std::io::Result<()> {
    let shown = explanation.sentences.iter().filter(|sentence| args.wants(sentence));
    let shown: Vec<usize> = shown.map(|sentence| sentence.number).collect();
    let records = explanation.incidents.iter().zip(&explanation.extraction.incidents);
    let records: Vec<_> =
        records.filter(|(incident, _)| incident.sentences.iter().any(|number| shown.contains(number))).collect();
    if !records.is_empty() {
        page.gap()?;
        page.title("Incidents")?;
    }
    for (incident, record) in records {
        let sides = |ids: &[String]| if ids.is_empty() { "?".to_owned() } else { ids.join(", ") };
        let mut text =
            format!("{}, {}: {} → {}", record.kind, record.modality, sides(&record.perpetrators), sides(&record.targets));
        if !record.places.is_empty() {
            text.push_str(&format!(" at {}", record.places.join(", ")));
        }
        if let Some(date) = record.date {
            text.push_str(&format!(", {date}"));
        }
        let numbers: Vec<String> = incident.sentences.iter().map(|number| format!("[{number}]")).collect();
        text.push_str(&format!("; told in {}", numbers.join(", ")));
        if !record.retaliates_for.is_empty() {
            text.push_str(&format!("; answers {}", record.retaliates_for.join(", ")));
        }
        page.row(&incident.id, &text)?;
        for stand_in in &incident.stand_ins {
            page.result(&format!("target {}: {}", stand_in.actor, stand_in.stands))?;
        }
        if let Some(why) = incident.no_edge {
            page.result(&format!("no edge “attacked”: {why}"))?;
        }
    }
    Ok(())
}

fn lower(value: impl std::fmt::Debug) -> String {
    format!("{value:?}").to_lowercase()
}
