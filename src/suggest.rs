//! "Did you mean": the word of a list that is nearest to a misspelt one.

pub(crate) mod likeness;

/// The candidate nearest to `word`, the first of equals; `None` when none is near enough to be meant.
///
/// ```
/// use reprisal::suggest::nearest;
/// assert_eq!(nearest("Militry", ["State", "Military"]), Some("Military"));
/// assert_eq!(nearest("banana", ["State", "Military"]), None);
/// ```
pub fn nearest<'a>(word: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let wanted = word.to_lowercase();
    let length = wanted.chars().count();
    let mut best: Option<(usize, &str)> = None;
    for candidate in candidates {
        let other = candidate.chars().count();
        let near = length.max(other).max(3) / 3;
        let limit = best.map_or(near, |(distance, _)| near.min(distance.saturating_sub(1)));
        // The difference in length is a lower bound of the distance, and cheap.
        if other.abs_diff(length) > limit {
            continue;
        }
        let distance = likeness::distance(&wanted, &candidate.to_lowercase());
        if distance <= limit && best.is_none_or(|(least, _)| distance < least) {
            best = Some((distance, candidate));
        }
    }
    best.map(|(_, candidate)| candidate)
}
