//! `reprisal ontology test`.

use std::io::{self, Write};

use anstyle::{AnsiColor, Style};
use reprisal::examples::{self, Trial};
use reprisal::ontology::{Layers, Ontology, Rule, rules};
use reprisal::suggest::nearest;

use super::count;
use crate::report::{Failure, Outcome};
use crate::table::clean;

/// Which examples to run, and how much to tell.
#[derive(Clone, Debug, clap::Args)]
pub(super) struct TestArgs {
    /// Folders of ontology files; without any, the shipped ontology is tested
    #[arg(value_name = "DIR")]
    pub(super) folders: Vec<std::path::PathBuf>,

    /// Only the examples of rules whose id contains this text
    #[arg(long, value_name = "TEXT")]
    filter: Option<String>,

    /// Show also the examples that came out right
    #[arg(short, long)]
    verbose: bool,
}

pub(super) fn run(layers: &Layers, args: &TestArgs, out: &mut dyn Write) -> Result<Outcome, Failure> {
    let sources = layers.read()?;
    let ontology = Ontology::from_sources(&sources)?;
    let chosen = choose(rules(&sources)?, args.filter.as_deref())?;
    // An author cannot add to the shipped files.
    let own = |rule: &&Rule| layers.folders.is_empty() || rule.layer > 0;
    let bare: Vec<String> = chosen.iter().filter(own).filter(|rule| rule.lacks_example).map(|rule| rule.id.clone()).collect();
    let (chosen, left_out) = examples::fitting(&ontology, chosen);
    let trials = examples::run(&ontology, chosen);
    for trial in trials.iter().filter(|trial| args.verbose || !trial.passed()) {
        show(trial, out)?;
    }
    if !bare.is_empty() {
        let verb = if bare.len() == 1 { "has" } else { "have" };
        writeln!(out, "{} {verb} no example: {}", count(bare.len(), "rule"), clean(&bare.join(", ")))?;
    }
    let failed = trials.iter().filter(|trial| !trial.passed()).count();
    writeln!(out, "{}, {failed} failed", count(trials.len(), "example"))?;
    if left_out > 0 {
        let who = "of the shipped rules left out: they speak of actors that are not here";
        writeln!(out, "{} {who}", count(left_out, "example"))?;
    }
    Ok(Outcome::found(failed == 0))
}

/// The rules whose id contains the text.
fn choose(rules: Vec<Rule>, text: Option<&str>) -> Result<Vec<Rule>, Failure> {
    let Some(text) = text else { return Ok(rules) };
    let (chosen, others): (Vec<Rule>, Vec<Rule>) = rules.into_iter().partition(|rule| rule.id.contains(text));
    if chosen.is_empty() {
        let meant = nearest(text, others.iter().map(|rule| rule.id.as_str()));
        let meant = meant.map(|meant| format!("; did you mean `{meant}`?")).unwrap_or_default();
        return Err(Failure::Usage(format!("no rule has an id with `{text}` in it{meant}")));
    }
    Ok(chosen)
}

fn show(trial: &Trial, out: &mut dyn Write) -> io::Result<()> {
    let (word, colour) = if trial.passed() { ("ok", AnsiColor::Green) } else { ("failed", AnsiColor::Red) };
    let style = Style::new().fg_color(Some(colour.into())).bold();
    writeln!(out, "{}: {style}{word}{style:#}: {}", clean(&trial.location.to_string()), clean(&trial.rule))?;
    line(out, "sentence", &clean(&trial.sentence))?;
    if trial.passed() {
        return list(out, "found", &trial.found);
    }
    match trial.expected.is_empty() {
        true => line(out, "expected", "nothing")?,
        false => list(out, "expected", &trial.expected)?,
    }
    match trial.found.is_empty() {
        true => line(out, "found", "nothing")?,
        false => list(out, "found", &trial.found)?,
    }
    list(out, "missing", &trial.missing)?;
    list(out, "unexpected", &trial.unexpected)?;
    list(out, "note", &trial.notes)?;
    writeln!(out)
}

/// One labelled line an item.
fn list(out: &mut dyn Write, label: &str, items: &[String]) -> io::Result<()> {
    for (at, item) in items.iter().enumerate() {
        line(out, if at == 0 { label } else { "" }, &clean(item))?;
    }
    Ok(())
}

fn line(out: &mut dyn Write, label: &str, text: &str) -> io::Result<()> {
    writeln!(out, "  {label:<12}{text}")
}
