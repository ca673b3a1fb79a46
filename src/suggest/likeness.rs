//! How alike two words are.

use rustc_hash::FxHashMap;

/// How many letters must be put in, left out, changed or swapped to make one word of the other: the distance of Damerau and
/// Levenshtein, in which what was swapped may be changed further (Lowrance and Wagner, 1975).
pub(crate) fn distance(one: &str, other: &str) -> usize {
    let (one, other): (Vec<char>, Vec<char>) = (one.chars().collect(), other.chars().collect());
    // Of the first i letters of one and the first j of the other.
    let mut least: Vec<Vec<usize>> = (0..=one.len()).map(|i| (i..=i + other.len()).collect()).collect();
    // Where each letter stood last, in the one above this row and in the other before this column; from 1.
    let mut above: FxHashMap<char, usize> = FxHashMap::default();
    for i in 1..=one.len() {
        let mut before = None;
        for j in 1..=other.len() {
            let same = one[i - 1] == other[j - 1];
            let changed = least[i - 1][j - 1] + usize::from(!same);
            let mut best = changed.min(least[i - 1][j] + 1).min(least[i][j - 1] + 1);
            if let (Some(&above), Some(before)) = (above.get(&other[j - 1]), before) {
                best = best.min(least[above - 1][before - 1] + (i - above) + (j - before) - 1);
            }
            if same {
                before = Some(j);
            }
            least[i][j] = best;
        }
        above.insert(one[i - 1], i);
    }
    least[one.len()][other.len()]
}

/// The likeness of two names, from 0 to 1: letters in common that stand near each other (Jaro, 1989), and more for the same
/// first four (Winkler, 1990).
pub(crate) fn jaro_winkler(one: &str, other: &str) -> f64 {
    let (one, other): (Vec<char>, Vec<char>) = (one.chars().collect(), other.chars().collect());
    let likeness = jaro(&one, &other);
    let start = one.iter().zip(&other).take(4).take_while(|(one, other)| one == other).count();
    if likeness > 0.7 { likeness + 0.1 * start as f64 * (1.0 - likeness) } else { likeness }
}

fn jaro(one: &[char], other: &[char]) -> f64 {
    let reach = (one.len().max(other.len()) / 2).saturating_sub(1);
    let mut taken = vec![false; other.len()];
    let mut common = Vec::new();
    for (i, letter) in one.iter().enumerate() {
        let mut near = i.saturating_sub(reach)..other.len().min(i + reach + 1);
        if let Some(j) = near.find(|&j| !taken[j] && other[j] == *letter) {
            taken[j] = true;
            common.push(letter);
        }
    }
    if common.is_empty() {
        return if one.is_empty() && other.is_empty() { 1.0 } else { 0.0 };
    }
    let taken = other.iter().zip(&taken).filter_map(|(letter, taken)| taken.then_some(letter));
    let swaps = common.iter().zip(taken).filter(|(one, other)| *one != other).count() / 2;
    let found = common.len() as f64;
    (found / one.len() as f64 + found / other.len() as f64 + (common.len() - swaps) as f64 / found) / 3.0
}

#[cfg(test)]
mod tests {
    use super::{distance, jaro_winkler};

    #[test]
    fn slips_of_the_finger_are_counted() {
        for (one, other, slips) in [
            ("", "raid", 4),
            ("raid", "raid", 0),
            ("raid", "riad", 1),
            ("raid", "raids", 1),
            ("convoy", "convey", 1),
            ("ca", "abc", 2),
            ("étape", "tape", 1),
        ] {
            assert_eq!((distance(one, other), distance(other, one)), (slips, slips), "{one} {other}");
        }
    }

    #[test]
    fn names_are_as_alike_as_winkler_has_it() {
        // Winkler (1990), table of comparisons.
        for (one, other, likeness) in [
            ("SHACKLEFORD", "SHACKELFORD", 0.982),
            ("DUNNINGHAM", "CUNNIGHAM", 0.896),
            ("JERALDINE", "GERALDINE", 0.926),
            ("MARHTA", "MARTHA", 0.961),
            ("", "MARTHA", 0.0),
            ("", "", 1.0),
        ] {
            assert!((jaro_winkler(one, other) - likeness).abs() < 0.0006, "{one} {other}");
        }
    }
}
