//! Training moves and labels with the dynamic oracle of Goldberg & Nivre (2013).

use reprisal::syntax::training::{MOVES, Move, NO_LABEL, Nodes, State, label_features, move_features};

use crate::random::Random;
use crate::weights::{Learner, Sightings};

/// A sentence for the parser.
pub struct Example {
    /// Its words and tags.
    pub nodes: Nodes,
    /// Gold heads by node; 0 is the root's place, words from 1.
    pub heads: Vec<u32>,
    /// Gold labels by node, by number.
    pub labels: Vec<u8>,
    /// Whether each node is tagged as a punctuation mark.
    pub marks: Vec<bool>,
}

/// Gold dependents of each node.
fn dependents(heads: &[u32]) -> Vec<Vec<u32>> {
    let mut out = vec![Vec::new(); heads.len() + 1];
    for (at, &head) in heads.iter().enumerate().skip(1) {
        out[head as usize].push(at as u32);
    }
    out
}

/// How many gold arcs a move makes unreachable.
fn cost(state: &State, heads: &[u32], dependents: &[Vec<u32>], step: Move) -> usize {
    let (s0, s1, b0) = (state.stack(0), state.stack(1), state.buffer());
    let in_buffer = |node: u32| node as usize >= b0 && node as usize <= state.words();
    let lost_dependents = |node: usize| dependents[node].iter().filter(|&&d| in_buffer(d)).count();
    match step {
        Move::Shift => {
            let below = &state.stacked()[..state.stacked().len() - 1];
            let head = below.contains(&heads[b0]);
            let owned = state.stacked().iter().skip(1).filter(|&&node| heads[node as usize] as usize == b0).count();
            usize::from(head) + owned
        }
        Move::Left => {
            let head = heads[s0] as usize;
            usize::from(head != b0 && (head == s1 || head > b0)) + lost_dependents(s0)
        }
        Move::Right => usize::from(in_buffer(heads[s0])) + lost_dependents(s0),
    }
}

/// What is learnt.
pub struct Learnt {
    /// Weights of the moves.
    pub moves: Learner,
    /// Weights of the labels.
    pub labeller: Learner,
}

/// Learns over `epochs` rounds; punctuation marks always get the label `punct`; from the second the parser follows its own guesses most of the time.
pub fn train(
    examples: &[Example],
    labels: usize,
    punct: Option<u8>,
    epochs: usize,
    seed: u64,
    mut report: impl FnMut(usize, usize, usize),
    done: impl Fn(),
) -> Learnt {
    let mut moves = Learner::new();
    let mut labeller = Learner::new();
    let (mut seen_moves, mut seen_labels) = (Sightings::new(), Sightings::new());
    let mut random = Random(seed);
    let mut order: Vec<usize> = (0..examples.len()).collect();
    let (mut keys, mut scores, mut label_scores) = (Vec::new(), [0.0f32; 3], vec![0.0f32; labels]);
    for epoch in 0..epochs {
        random.shuffle(&mut order);
        let (mut right, mut all) = (0, 0);
        for &at in &order {
            let example = &examples[at];
            let words = example.heads.len() - 1;
            let owned = dependents(&example.heads);
            let mut state = State::new(words);
            while !state.done() {
                let forced = state.forced();
                if forced.is_none() {
                    move_features(&state, &example.nodes, &mut keys);
                    if epoch == 0 {
                        keys.iter().for_each(|&key| seen_moves.see(key));
                    }
                    moves.score(&keys, &mut scores);
                }
                let allowed = MOVES.into_iter().filter(|&step| state.allows(step));
                let costs: Vec<(Move, usize)> = allowed.map(|step| (step, cost(&state, &example.heads, &owned, step))).collect();
                let least = costs.iter().map(|c| c.1).min().unwrap_or(0);
                let top = |of: &mut dyn Iterator<Item = Move>| {
                    of.fold(None::<Move>, |best, step| match best {
                        Some(best) if scores[best as usize] >= scores[step as usize] => Some(best),
                        _ => Some(step),
                    })
                    .expect("a move is always allowed before the end")
                };
                let guess = top(&mut costs.iter().map(|c| c.0));
                let best = top(&mut costs.iter().filter(|c| c.1 == least).map(|c| c.0));
                if forced.is_none() {
                    moves.tick();
                    all += 1;
                }
                let good = costs.iter().any(|&(step, cost)| step == guess && cost == least);
                if !good {
                    moves.update(&keys, best as u8, guess as u8, |key| seen_moves.count(key));
                }
                right += usize::from(good && forced.is_none());
                let step = if good || epoch > 0 && random.unit() < 0.9 { guess } else { best };
                let mut label = NO_LABEL;
                if let Some((_, dependent)) = state.arc(step)
                    && let Some(punct) = punct.filter(|_| example.marks[dependent])
                {
                    label = punct;
                } else if let Some((head, dependent)) = state.arc(step) {
                    label_features(&state, &example.nodes, head, dependent, &mut keys);
                    if epoch == 0 {
                        keys.iter().for_each(|&key| seen_labels.see(key));
                    }
                    labeller.score(&keys, &mut label_scores);
                    let mut guess = 0;
                    for (at, score) in label_scores.iter().enumerate() {
                        if *score > label_scores[guess] {
                            guess = at;
                        }
                    }
                    label = guess as u8;
                    labeller.tick();
                    // A wrong arc has no right label.
                    if example.heads[dependent] as usize == head && label != example.labels[dependent] {
                        labeller.update(&keys, example.labels[dependent], label, |key| seen_labels.count(key));
                    }
                }
                state.apply(step, label);
            }
            done();
        }
        report(epoch, right, all);
    }
    Learnt { moves, labeller }
}
