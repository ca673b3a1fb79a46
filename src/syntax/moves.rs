//! Scores of moves, of which parts hold from one move to the next.

use super::buckets::Keys;
use super::features::{buffer_features, joint_features, stack_features};
use super::perceptron::Moves;
use super::table::{Features, MOST};
use super::transition::{Move, Nodes, State};

/// The scores of the next moves in one sentence.
pub(super) struct MoveScores<'m> {
    weights: &'m Moves,
    keys: Keys,
    /// Room for what each of the keys says.
    found: [u16; MOST],
    /// What the stack says with each of its nodes on top, from the root up; they hold while the node gets no dependent.
    stack: Vec<Option<[i32; 2]>>,
    /// What the buffer says.
    buffer: Option<[i32; 2]>,
}

impl<'m> MoveScores<'m> {
    pub(super) fn new(weights: &'m Moves) -> MoveScores<'m> {
        MoveScores { weights, keys: Keys::new(), found: [0; MOST], stack: vec![None], buffer: None }
    }

    /// The scores of SHIFT, LEFT and RIGHT.
    pub(super) fn of(&mut self, state: &State, nodes: &Nodes) -> [i32; 3] {
        let (weights, keys, found) = (self.weights, &mut self.keys, &mut self.found);
        let (stack, buffer) = (self.stack.last().copied().flatten(), self.buffer);
        keys.clear();
        if stack.is_none() {
            stack_features(state, nodes, keys);
        }
        let of_stack = keys.keys().len();
        if buffer.is_none() {
            buffer_features(state, nodes, keys);
        }
        let of_buffer = keys.keys().len();
        joint_features(state, nodes, keys);
        let keys = keys.keys();
        weights.touch(keys);
        let stack = stack.unwrap_or_else(|| weights.score(&keys[..of_stack], found));
        let buffer = buffer.unwrap_or_else(|| weights.score(&keys[of_stack..of_buffer], found));
        let joint = weights.score(&keys[of_buffer..], found);
        if let Some(last) = self.stack.last_mut() {
            *last = Some(stack);
        }
        self.buffer = Some(buffer);
        let [left, right] = [0, 1].map(|side| stack[side] + buffer[side] + joint[side]);
        [0, left, right]
    }

    /// Makes a move.
    pub(super) fn apply(&mut self, state: &mut State, step: Move, label: u8) {
        state.apply(step, label);
        match step {
            Move::Shift => {
                self.stack.push(None);
                self.buffer = None;
            }
            // The front of the buffer has got a dependent.
            Move::Left => {
                self.stack.pop();
                self.buffer = None;
            }
            // What is the top of the stack now has got one.
            Move::Right => {
                self.stack.pop();
                if let Some(last) = self.stack.last_mut() {
                    *last = None;
                }
            }
        }
    }
}
