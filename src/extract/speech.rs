//! Speech that goes on from sentence to sentence: "He added that …", quotations of several sentences.

use super::cast::Cast;
use super::event::{Event, Said};
use crate::text::Sentence;
use crate::vocabulary::Stance;

/// How many sentences later a pronoun may still speak for the last voice.
const CARRIED: usize = 3;

/// Who speaks, as far as a document has been read.
#[derive(Clone, Debug, Default)]
pub(super) struct Speech {
    /// Who spoke last, and in which sentence.
    last: Option<(Said, usize)>,
    /// Whether a quotation is open, and in which block.
    open: Option<usize>,
    /// Who speaks in it.
    quoted: Option<Said>,
    /// Events told in it before it was said who speaks.
    waiting: Vec<usize>,
}

impl Speech {
    /// The voice that a pronoun of this sentence may stand for.
    pub(super) fn carried(&self, sentence: usize) -> Option<Said> {
        self.last.filter(|&(_, at)| sentence - at <= CARRIED).map(|(said, _)| said)
    }

    /// Hears a sentence: `events` are all of the document so far, those of the sentence from `base` on.
    pub(super) fn hear(
        &mut self,
        sentence: &Sentence,
        number: usize,
        voice: Option<Said>,
        events: &mut [Event],
        base: usize,
        cast: &Cast<'_>,
    ) {
        let begins_open = self.open == Some(sentence.block);
        if !begins_open {
            self.quoted = None;
            self.waiting.clear();
        }
        let mut open = begins_open;
        let inside: Vec<bool> = sentence
            .tokens
            .iter()
            .map(|token| {
                match token.folded.as_str() {
                    "“" | "«" => open = true,
                    "”" | "»" => open = false,
                    "\"" => open = !open,
                    _ => {}
                }
                open
            })
            .collect();
        let whole = !begins_open
            && inside.first() == Some(&true)
            && inside.iter().rposition(|inside| *inside).is_some_and(|last| last + 3 >= inside.len());
        if let Some(voice) = voice {
            for &event in &self.waiting {
                give(&mut events[event], voice, cast);
            }
            self.waiting.clear();
            self.quoted = Some(voice);
            self.last = Some((voice, number));
        } else if whole && !open {
            // A quotation that stands by itself goes on with whoever spoke before it.
            self.quoted = self.carried(number);
        }
        for (at, event) in events.iter_mut().enumerate().skip(base) {
            let quoted = inside.get(event.token).copied().unwrap_or(false);
            if !quoted || event.voices.iter().any(|said| said.stance != Stance::Denies) {
                continue;
            }
            match self.quoted {
                Some(voice) => give(event, voice, cast),
                None if open => self.waiting.push(at),
                None => {}
            }
        }
        self.open = open.then_some(sentence.block);
    }
}

fn give(event: &mut Event, voice: Said, cast: &Cast<'_>) {
    let said = Said { stance: Stance::Says, ..voice }.of(event, cast);
    event.voices.push(said);
    event.attributed_to = event.attributed_to.or(said.member);
}
