//! From pairs of reports to groups of which nothing contradicts.

use std::collections::{BTreeMap, BTreeSet};

use super::pair::{CLEARER, Pair};
use super::profile::Profile;

/// So many members of a group are looked at before another group joins it: the first of each, which differ most.
const LOOKED_AT: usize = 48;

/// Groups of reports in the making, each under the number of its first member.
pub(super) struct Groups<'p, 'l, X> {
    profiles: &'p [Profile<'l>],
    /// Whether two reports contradict each other.
    contradicts: X,
    of: Vec<usize>,
    members: BTreeMap<usize, Vec<usize>>,
}

impl<'p, 'l, X: Fn(usize, usize) -> bool> Groups<'p, 'l, X> {
    pub(super) fn new(profiles: &'p [Profile<'l>], contradicts: X) -> Self {
        Groups { profiles, contradicts, of: (0..profiles.len()).collect(), members: BTreeMap::new() }
    }

    /// The group of every report.
    pub(super) fn into_numbers(self) -> Vec<usize> {
        self.of
    }

    /// Joins the groups of reports whatever speaks against it.
    pub(super) fn hold(&mut self, mut reports: impl Iterator<Item = usize>) {
        if let Some(first) = reports.next() {
            reports.for_each(|other| self.unite(first, other));
        }
    }

    /// Joins the reports of pairs, the surest of which come first, where nothing in their groups contradicts.
    pub(super) fn join(&mut self, pairs: &[Pair]) {
        for pair in pairs {
            self.join_two(pair.a, pair.b);
        }
    }

    /// Joins reports that do not give the day to the one group that they are likely of; to none where several are.
    ///
    /// The pairs are of such a report and another.
    pub(super) fn attach(&mut self, pairs: &[Pair]) {
        let mut likely: BTreeMap<usize, BTreeMap<usize, (i32, usize)>> = BTreeMap::new();
        for pair in pairs {
            for (vague, other) in [(pair.a, pair.b), (pair.b, pair.a)] {
                if !self.profiles[vague].time.is_exact() {
                    let best = likely.entry(vague).or_default().entry(self.of[other]).or_insert((i32::MIN, other));
                    *best = (*best).max((pair.weight, other));
                }
            }
        }
        let clear = |(vague, groups): (usize, BTreeMap<usize, (i32, usize)>)| {
            let mut weights: Vec<(i32, usize)> = groups.into_values().collect();
            weights.sort_unstable_by_key(|&(weight, other)| (std::cmp::Reverse(weight), other));
            let (first, other) = *weights.first()?;
            let second = weights.get(1).map_or(i32::MIN, |&(weight, _)| weight);
            (first.saturating_sub(second) >= CLEARER).then_some((std::cmp::Reverse(first), vague, other))
        };
        let mut clear: Vec<_> = likely.into_iter().filter_map(clear).collect();
        clear.sort_unstable();
        for (_, vague, other) in clear {
            self.join_two(vague, other);
        }
    }

    fn join_two(&mut self, a: usize, b: usize) {
        let (a, b) = (self.of[a].min(self.of[b]), self.of[a].max(self.of[b]));
        if a == b {
            return;
        }
        let members = |group: usize| self.members.get(&group).cloned().unwrap_or_else(|| vec![group]);
        if !self.contradict(&members(a), &members(b)) {
            self.unite(a, b);
        }
    }

    fn unite(&mut self, a: usize, b: usize) {
        let (a, b) = (self.of[a].min(self.of[b]), self.of[a].max(self.of[b]));
        if a == b {
            return;
        }
        let mut first = self.members.remove(&a).unwrap_or_else(|| vec![a]);
        let second = self.members.remove(&b).unwrap_or_else(|| vec![b]);
        second.iter().for_each(|&member| self.of[member] = a);
        first.extend(second);
        first.sort_unstable();
        self.members.insert(a, first);
    }

    /// Whether a member of one group is ruled out by one of the other, or a document tells of both apart.
    fn contradict(&self, first: &[usize], second: &[usize]) -> bool {
        let document = |&at: &usize| self.profiles[at].document;
        let told: BTreeSet<u32> = first.iter().map(document).collect();
        let contradicted = |&a: &usize| second.iter().take(LOOKED_AT).any(|&b| (self.contradicts)(a, b));
        second.iter().any(|at| told.contains(&document(at))) || first.iter().take(LOOKED_AT).any(contradicted)
    }
}
