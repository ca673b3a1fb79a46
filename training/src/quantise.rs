//! From averaged weights to the bytes of a model.

use reprisal::syntax::training::Rows;

use crate::weights::Averaged;

/// What to drop.
#[derive(Clone, Copy, Debug)]
pub struct Prune {
    /// Features with fewer updates go, unless they are seen often: what is learnt at once is updated seldom.
    pub updates: u32,
    /// Weights nearer to zero go.
    pub weight: f32,
}

/// So often seen, a feature stays however seldom it was updated.
const OFTEN: u16 = 2_000;

impl Prune {
    fn keeps(self, row: &Averaged) -> bool {
        row.key != 0 && (row.updates >= self.updates || row.seen >= OFTEN)
    }
}

impl std::str::FromStr for Prune {
    type Err = String;

    fn from_str(text: &str) -> Result<Prune, String> {
        let (updates, weight) = text.split_once(':').ok_or("write UPDATES:WEIGHT, as 8:0.1")?;
        Ok(Prune {
            updates: updates.parse().map_err(|_| format!("{updates:?} is no number"))?,
            weight: weight.parse().map_err(|_| format!("{weight:?} is no number"))?,
        })
    }
}

/// The value of one q², given the largest weight.
fn unit(largest: f32) -> f32 {
    largest.max(1e-6) / (127.0 * 127.0)
}

fn quantised(weight: f32, unit: f32) -> i8 {
    ((weight.abs() / unit).sqrt().round().min(127.0) * weight.signum()) as i8
}

/// Weights of many classes.
pub fn sparse(rows: &[Averaged], prune: Prune) -> (Rows, f32) {
    let kept: Vec<(u32, Vec<(u8, f32)>)> = rows
        .iter()
        .filter(|row| prune.keeps(row))
        .map(|row| (row.key, row.weights.iter().copied().filter(|w| w.1.abs() >= prune.weight).collect::<Vec<_>>()))
        .filter(|(_, weights)| !weights.is_empty())
        .collect();
    let largest = kept.iter().flat_map(|(_, weights)| weights).fold(0.0f32, |most, w| most.max(w.1.abs()));
    let unit = unit(largest);
    let mut out = Rows::default();
    for (key, weights) in kept {
        let row: Vec<(u8, i8)> =
            weights.iter().map(|&(class, w)| (class, quantised(w, unit))).filter(|&(_, q)| q != 0).take(255).collect();
        if row.is_empty() {
            continue;
        }
        out.keys.push(key);
        out.lengths.push(row.len() as u8);
        out.classes.extend(row.iter().map(|w| w.0));
        out.weights.extend(row.iter().map(|w| w.1));
    }
    (out, unit)
}

/// Features, rising, with the weights of LEFT and RIGHT.
type Moves = (Vec<u32>, Vec<i8>, Vec<i8>);

/// Weights of the moves, as differences to SHIFT (class 0).
pub fn moves(rows: &[Averaged], prune: Prune) -> (Moves, f32) {
    let kept: Vec<(u32, f32, f32)> = rows
        .iter()
        .filter(|row| prune.keeps(row))
        .map(|row| {
            let of = |class: u8| row.weights.iter().find(|w| w.0 == class).map_or(0.0, |w| w.1);
            (row.key, of(1) - of(0), of(2) - of(0))
        })
        .filter(|&(_, left, right)| left.abs() >= prune.weight || right.abs() >= prune.weight)
        .collect();
    let largest = kept.iter().fold(0.0f32, |most, row| most.max(row.1.abs()).max(row.2.abs()));
    let unit = unit(largest);
    let mut out = (Vec::new(), Vec::new(), Vec::new());
    for (key, left, right) in kept {
        out.0.push(key);
        out.1.push(quantised(left, unit));
        out.2.push(quantised(right, unit));
    }
    (out, unit)
}
