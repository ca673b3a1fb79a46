//! Training the tagger.

use reprisal::syntax::training::{Word, tag_features};

use crate::random::Random;
use crate::weights::{Averaged, Learner, Sightings};

/// A sentence for the tagger.
pub struct Example {
    /// Its words.
    pub words: Vec<Word>,
    /// Its tags, by number.
    pub tags: Vec<u8>,
}

fn best(scores: &[f32]) -> u8 {
    let mut best = 0;
    for (at, score) in scores.iter().enumerate() {
        if *score > scores[best] {
            best = at;
        }
    }
    best as u8
}

/// Learns weights from `chosen` examples over `epochs` rounds.
pub fn train(
    examples: &[Example],
    chosen: &[usize],
    names: &[String],
    epochs: usize,
    seed: u64,
    done: impl Fn(),
) -> Vec<Averaged> {
    let classes = names.len();
    let mut learner = Learner::new();
    let mut sightings = Sightings::new();
    let mut random = Random(seed);
    let mut order = chosen.to_vec();
    let (mut keys, mut scores, mut tags) = (Vec::new(), vec![0.0; classes], Vec::new());
    for epoch in 0..epochs {
        random.shuffle(&mut order);
        for &at in &order {
            let example = &examples[at];
            tags.clear();
            for (place, &right) in example.tags.iter().enumerate() {
                if let Some(sure) = example.words[place].sure.checked_sub(1) {
                    tags.push(sure);
                    continue;
                }
                tag_features(&example.words, &tags, place, &mut keys);
                if epoch == 0 {
                    keys.iter().for_each(|&key| sightings.see(key));
                }
                learner.score(&keys, &mut scores);
                let guess = best(&scores);
                learner.tick();
                if guess != right {
                    learner.update(&keys, right, guess, |key| sightings.count(key));
                }
                tags.push(guess);
            }
            done();
        }
    }
    learner.averaged()
}

/// Tags with learnt weights.
pub fn tag(words: &[Word], weights: &Frozen) -> Vec<u8> {
    let (mut keys, mut scores, mut tags) = (Vec::new(), vec![0.0; weights.classes], Vec::new());
    for (place, word) in words.iter().enumerate() {
        let tag = match word.sure.checked_sub(1) {
            Some(sure) => sure,
            None => {
                tag_features(words, &tags, place, &mut keys);
                scores.fill(0.0);
                for key in &keys {
                    if let Some(&at) = weights.index.get(key) {
                        for &(class, weight) in &weights.rows[at].weights {
                            scores[usize::from(class)] += weight;
                        }
                    }
                }
                best(&scores)
            }
        };
        tags.push(tag);
    }
    tags
}

/// Averaged weights, to tag with.
pub struct Frozen {
    rows: Vec<Averaged>,
    index: std::collections::HashMap<u32, usize>,
    classes: usize,
}

impl Frozen {
    /// From averaged rows, and the names of the tags.
    pub fn new(rows: Vec<Averaged>, names: &[String]) -> Frozen {
        let index = rows.iter().enumerate().map(|(at, row)| (row.key, at)).collect();
        Frozen { rows, index, classes: names.len() }
    }
}

/// Tags every example with a tagger that has not seen it, so that the parser learns from tags as it will meet them. Folds
/// are blocks of neighbouring sentences, because a document repeats its own words.
pub fn jackknife(examples: &[Example], names: &[String], epochs: usize, folds: usize, done: impl Fn() + Sync) -> Vec<Vec<u8>> {
    const BLOCK: usize = 40;
    let fold_of = |at: usize| at / BLOCK % folds;
    let work = |fold: usize| {
        let rest: Vec<usize> = (0..examples.len()).filter(|&at| fold_of(at) != fold).collect();
        let weights = Frozen::new(train(examples, &rest, names, epochs, 7 + fold as u64, &done), names);
        let own = (0..examples.len()).filter(|&at| fold_of(at) == fold);
        own.map(|at| (at, tag(&examples[at].words, &weights))).collect::<Vec<_>>()
    };
    let mut out = vec![Vec::new(); examples.len()];
    let next = std::sync::atomic::AtomicUsize::new(0);
    std::thread::scope(|scope| {
        let threads: Vec<_> = (0..folds.min(2))
            .map(|_| {
                scope.spawn(|| {
                    let mut found = Vec::new();
                    loop {
                        let fold = next.fetch_add(1, std::sync::atomic::Ordering::Relaxed);
                        if fold >= folds {
                            break found;
                        }
                        found.extend(work(fold));
                    }
                })
            })
            .collect();
        for thread in threads {
            for (at, tags) in thread.join().expect("a fold does not panic") {
                out[at] = tags;
            }
        }
    });
    out
}
