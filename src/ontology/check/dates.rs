//! Ranges of dates that are empty or overlap.

use super::{At, Report, Whole};
use crate::date::PartialDate;
use crate::ontology::diagnostic::Code;
use crate::ontology::locate::Step;

use Step::{Item, Key};

/// A dated relation of an entry.
struct Dated<'a> {
    /// What it relates to; a person may hold two posts at one time.
    to: (&'a str, Option<&'a str>),
    since: Option<PartialDate>,
    until: Option<PartialDate>,
}

impl Dated<'_> {
    fn is_empty(&self) -> bool {
        self.since.zip(self.until).is_some_and(|(since, until)| since.first_day() > until.last_day())
    }

    /// Whether the two surely share more than the day or month at which one ends and the other begins.
    fn overlaps(&self, other: &Dated<'_>) -> bool {
        let begins_before_end = |one: &Dated<'_>, other: &Dated<'_>| match (one.since, other.until) {
            (Some(since), Some(until)) => since.last_day() < until.first_day(),
            _ => true,
        };
        let same = (self.since, self.until) == (other.since, other.until);
        self.to == other.to && (same || begins_before_end(self, other) && begins_before_end(other, self))
    }
}

pub(super) fn check(whole: &Whole<'_>, report: &mut Report<'_>) {
    for actor in &whole.actors {
        let members = actor.entry.part_of.iter().map(|one| Dated { to: (&one.of, None), since: one.since, until: one.until });
        ranges(actor.at, "part_of", &members.collect::<Vec<_>>(), report);
        let backers = actor.entry.backed_by.iter().map(|one| Dated { to: (&one.by, None), since: one.since, until: one.until });
        ranges(actor.at, "backed_by", &backers.collect::<Vec<_>>(), report);
        let led = actor.entry.leads.iter();
        let led = led.map(|one| Dated { to: (&one.of, one.role.as_deref()), since: one.since, until: one.until });
        ranges(actor.at, "leads", &led.collect::<Vec<_>>(), report);
    }
    for place in &whole.places {
        let holders = place.entry.held_by.iter().map(|one| Dated { to: (&one.by, None), since: one.since, until: one.until });
        ranges(place.at, "held_by", &holders.collect::<Vec<_>>(), report);
    }
}

fn ranges(at: At, field: &'static str, list: &[Dated<'_>], report: &mut Report<'_>) {
    let date = |date: Option<PartialDate>| date.map(|date| date.to_string()).unwrap_or_default();
    for (index, one) in list.iter().enumerate() {
        let begin = if one.since.is_some() { Key("since") } else { Key(if field.ends_with("by") { "by" } else { "of" }) };
        if one.is_empty() {
            let location = report.locate(at, &[Key(field), Item(index), Key("until")]);
            let message = format!("this range ends on {} before it begins on {}", date(one.until), date(one.since));
            report.add(Code::EmptyRange, location, message);
            continue;
        }
        let earlier = list[..index].iter().position(|earlier| !earlier.is_empty() && earlier.overlaps(one));
        if let Some(earlier) = earlier {
            let location = report.locate(at, &[Key(field), Item(index), begin]);
            let other = report.locate(at, &[Key(field), Item(earlier)]);
            let message = format!("two ranges of `{field}` with `{}` overlap", one.to.0);
            let finding = report.add(Code::OverlappingRanges, location, message);
            finding.help = Some("end the earlier range before the later one begins, or make them one".to_owned());
            finding.other = Some(other);
        }
    }
}
