//! Weights while they are learnt: averaged perceptron with lazy averaging.

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};

/// Keys are hashes already.
#[derive(Default)]
pub struct Identity(u64);

impl Hasher for Identity {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, _: &[u8]) {}

    fn write_u32(&mut self, key: u32) {
        self.0 = u64::from(key).wrapping_mul(0x9E37_79B9_7F4A_7C15);
    }
}

type Map<V> = HashMap<u32, V, BuildHasherDefault<Identity>>;

/// Counts sightings of features in little memory, to give weights only to those seen more than once. Features that fall
/// into one slot share a count.
pub struct Sightings(Vec<u16>);

impl Sightings {
    /// None seen yet.
    pub fn new() -> Sightings {
        Sightings(vec![0; 1 << 27])
    }

    /// Notes one sighting.
    pub fn see(&mut self, key: u32) {
        let slot = &mut self.0[(key >> 5) as usize];
        *slot = slot.saturating_add(1);
    }

    /// How often it was seen, by the best of our knowledge.
    pub fn count(&self, key: u32) -> u16 {
        self.0[(key >> 5) as usize]
    }
}

#[derive(Clone, Copy)]
struct Weight {
    class: u8,
    now: f32,
    /// Sum of (time of update × change): the average is `now - sum / time`.
    sum: f64,
}

/// The row of one feature.
#[derive(Clone, Default)]
struct Row {
    weights: Vec<Weight>,
    updates: u32,
    seen: u16,
}

/// Weights by feature and class.
pub struct Learner {
    rows: Map<Row>,
    time: f64,
}

/// The averaged weights of one feature.
pub struct Averaged {
    /// The feature.
    pub key: u32,
    /// Weights by class.
    pub weights: Vec<(u8, f32)>,
    /// How often it was updated.
    pub updates: u32,
    /// How often it was seen in the first round.
    pub seen: u16,
}

impl Learner {
    /// No weights yet.
    pub fn new() -> Learner {
        Learner { rows: Map::default(), time: 1.0 }
    }

    /// Adds up the scores of all classes.
    pub fn score(&self, features: &[u32], scores: &mut [f32]) {
        scores.fill(0.0);
        for feature in features {
            if let Some(row) = self.rows.get(feature) {
                for weight in &row.weights {
                    scores[usize::from(weight.class)] += weight.now;
                }
            }
        }
    }

    /// Time goes on by one decision.
    pub fn tick(&mut self) {
        self.time += 1.0;
    }

    /// Moves weights from the wrong class to the right one.
    pub fn update(&mut self, features: &[u32], right: u8, wrong: u8, seen: impl Fn(u32) -> u16) {
        for &feature in features {
            let seen = seen(feature);
            if seen < 2 {
                continue;
            }
            let row = self.rows.entry(feature).or_default();
            row.updates += 1;
            row.seen = row.seen.max(seen);
            for (class, change) in [(right, 1.0f32), (wrong, -1.0)] {
                let sum = f64::from(change) * self.time;
                match row.weights.iter_mut().find(|weight| weight.class == class) {
                    Some(weight) => {
                        weight.now += change;
                        weight.sum += sum;
                    }
                    None => row.weights.push(Weight { class, now: change, sum }),
                }
            }
        }
    }

    /// The averages over all decisions, by rising feature.
    pub fn averaged(&self) -> Vec<Averaged> {
        let mut out: Vec<Averaged> = self
            .rows
            .iter()
            .map(|(&key, row)| {
                let mut weights: Vec<(u8, f32)> = row
                    .weights
                    .iter()
                    .map(|weight| (weight.class, (f64::from(weight.now) - weight.sum / self.time) as f32))
                    .collect();
                weights.sort_by_key(|weight| weight.0);
                Averaged { key, weights, updates: row.updates, seen: row.seen }
            })
            .collect();
        out.sort_unstable_by_key(|row| row.key);
        out
    }
}
