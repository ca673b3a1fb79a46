//! The model file: what training found, small and checked.
//!
//! Layout: the magic bytes, the version (u16), the CRC-32 of what follows (u32), then tags, labels, dictionary classes,
//! the word table, irregular forms and the weights of tagger, moves and labeller. Numbers are LEB128; hashes are sorted and stored as
//! differences. A weight is one signed byte q and stands for `q·|q|`, because small weights need more resolution than large ones.

use super::label::{Label, Pos, Tag};
use super::perceptron::{Moves, Rows, Sparse};
use super::word::{Entry, Words};
use std::error::Error;
use std::fmt;

const MAGIC: &[u8; 6] = b"RPSYN\0";
/// The version of the format that this crate reads.
pub const VERSION: u16 = 1;

/// Why a model could not be loaded.
///
/// ```
/// use reprisal::syntax::{ModelError, Parser};
///
/// assert!(matches!(Parser::from_bytes(b"a letter"), Err(ModelError::NoModel)));
/// ```
#[derive(Debug)]
#[non_exhaustive]
pub enum ModelError {
    /// The file could not be read.
    Read {
        /// Which file.
        path: std::path::PathBuf,
        /// Why.
        source: std::io::Error,
    },
    /// The bytes are no model.
    NoModel,
    /// The model was made for another version of this crate.
    Version {
        /// The format found.
        found: u16,
    },
    /// The bytes were changed or cut.
    Checksum {
        /// As written in the file.
        expected: u32,
        /// As computed.
        found: u32,
    },
    /// The parts do not fit together.
    Content(String),
}

impl fmt::Display for ModelError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Read { path, source } => write!(f, "cannot read the model {}: {source}", path.display()),
            Self::NoModel => f.write_str("this is no syntax model: it does not begin as one"),
            Self::Version { found } => write!(
                f,
                "the syntax model has format {found}, this program reads format {VERSION}; train it again or use the model that came with the program"
            ),
            Self::Checksum { expected, found } => {
                write!(f, "the syntax model is damaged: its checksum is {found:08x}, it should be {expected:08x}")
            }
            Self::Content(why) => write!(f, "the syntax model is damaged: {why}"),
        }
    }
}

impl Error for ModelError {}

/// An irregular form: "struck", a verb, is of "strike".
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Irregular {
    /// The form, in small letters.
    pub form: String,
    /// `v`, `n`, `a` or `r`: verb, noun, adjective, adverb.
    pub class: char,
    /// Its lemma.
    pub lemma: String,
}

/// The parts of a model as training writes them: weights quantised, rows sorted by feature.
#[derive(Clone, Debug, Default)]
pub struct Parts {
    /// Joint tags: "VERB|VBN".
    pub tags: Vec<String>,
    /// Labels of arcs.
    pub labels: Vec<String>,
    /// Dictionary classes from number 1 up: "NN|VB".
    pub classes: Vec<String>,
    /// What is known of words, by hash, sorted.
    pub words: Vec<(u32, Entry)>,
    /// Irregular forms, sorted.
    pub irregular: Vec<Irregular>,
    /// Weights of the tagger, by joint tag.
    pub tagger: Rows,
    /// Weights of the moves: features, rising, with those of LEFT and RIGHT.
    pub moves: (Vec<u32>, Vec<i8>, Vec<i8>),
    /// Weights of the labeller, by label.
    pub labeller: Rows,
    /// What one q² of tagger, moves and labeller is worth, so that margins can be compared.
    pub units: [f32; 3],
}

/// A model ready for use.
#[derive(Clone, Debug)]
pub(super) struct Model {
    pub(super) tags: Vec<(Pos, Tag)>,
    pub(super) labels: Vec<Label>,
    /// The number of the label of punctuation.
    pub(super) punct: Option<u8>,
    pub(super) classes: Vec<Vec<Tag>>,
    pub(super) words: Words,
    pub(super) irregular: Vec<Irregular>,
    pub(super) tagger: Sparse,
    pub(super) moves: Moves,
    pub(super) labeller: Sparse,
    pub(super) units: [f32; 3],
}

impl Parts {
    /// The bytes of the model file.
    #[must_use]
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut body = Vec::new();
        for list in [&self.tags, &self.labels, &self.classes] {
            number(&mut body, list.len() as u32);
            for name in list {
                text(&mut body, name);
            }
        }
        number(&mut body, self.words.len() as u32);
        let mut last = 0;
        for &(hash, entry) in &self.words {
            number(&mut body, hash - last);
            number(&mut body, u32::from(entry.class));
            number(&mut body, u32::from(entry.cluster));
            body.push(entry.sure);
            last = hash;
        }
        number(&mut body, self.irregular.len() as u32);
        for entry in &self.irregular {
            text(&mut body, &entry.form);
            body.push(entry.class as u8);
            text(&mut body, &entry.lemma);
        }
        for unit in self.units {
            body.extend(unit.to_le_bytes());
        }
        sparse_bytes(&mut body, &self.tagger);
        keys_bytes(&mut body, &self.moves.0);
        body.extend(self.moves.1.iter().map(|&q| q as u8));
        body.extend(self.moves.2.iter().map(|&q| q as u8));
        sparse_bytes(&mut body, &self.labeller);
        let mut out = MAGIC.to_vec();
        out.extend(VERSION.to_le_bytes());
        out.extend(crc32fast::hash(&body).to_le_bytes());
        out.extend(body);
        out
    }

    /// The CRC-32 that a model file says its content has; 0 of what is no model.
    pub(super) fn checksum(bytes: &[u8]) -> u32 {
        let rest = bytes.strip_prefix(MAGIC).and_then(|rest| rest.get(2..)).and_then(<[u8]>::first_chunk);
        rest.map_or(0, |checksum| u32::from_le_bytes(*checksum))
    }

    /// Reads a model file.
    ///
    /// # Errors
    /// When the bytes are no model, of another version, or damaged.
    pub fn from_bytes(bytes: &[u8]) -> Result<Parts, ModelError> {
        let rest = bytes.strip_prefix(MAGIC).ok_or(ModelError::NoModel)?;
        let (version, rest) = rest.split_first_chunk::<2>().ok_or(ModelError::NoModel)?;
        let version = u16::from_le_bytes(*version);
        if version != VERSION {
            return Err(ModelError::Version { found: version });
        }
        let (expected, body) = rest.split_first_chunk::<4>().ok_or(ModelError::NoModel)?;
        let (expected, found) = (u32::from_le_bytes(*expected), crc32fast::hash(body));
        if expected != found {
            return Err(ModelError::Checksum { expected, found });
        }
        let mut input = Input { rest: body };
        let mut lists = [Vec::new(), Vec::new(), Vec::new()];
        for list in &mut lists {
            for _ in 0..input.count(1)? {
                list.push(input.text()?);
            }
        }
        let [tags, labels, classes] = lists;
        let mut words = Vec::with_capacity(input.peek_count());
        let mut hash = 0u32;
        for _ in 0..input.count(4)? {
            hash = hash.wrapping_add(input.number()?);
            let (class, cluster) = (input.number()? as u16, input.number()? as u16);
            words.push((hash, Entry { class, cluster, sure: input.bytes(1)?[0] }));
        }
        let mut irregular = Vec::new();
        for _ in 0..input.count(3)? {
            irregular.push(Irregular { form: input.text()?, class: char::from(input.bytes(1)?[0]), lemma: input.text()? });
        }
        let mut units = [0.0; 3];
        for unit in &mut units {
            let bytes = input.bytes(4)?;
            *unit = f32::from_le_bytes([bytes[0], bytes[1], bytes[2], bytes[3]]);
        }
        let tagger = input.sparse()?;
        let keys = input.keys()?;
        let left = input.weights(keys.len())?;
        let right = input.weights(keys.len())?;
        let moves = (keys, left, right);
        let labeller = input.sparse()?;
        if !input.rest.is_empty() {
            return Err(ModelError::Content(format!("{} bytes are left over", input.rest.len())));
        }
        Ok(Parts { tags, labels, classes, words, irregular, tagger, moves, labeller, units })
    }
}

impl Model {
    /// Makes a model ready for use.
    ///
    /// # Errors
    /// When it has tags or labels that this version does not know.
    pub(super) fn new(parts: Parts) -> Result<Model, ModelError> {
        let unknown = |kind: &str, name: &str| ModelError::Content(format!("{kind} {name:?} is not known"));
        let tags = parts
            .tags
            .iter()
            .map(|joint| {
                let (pos, tag) = joint.split_once('|').unwrap_or((joint, ""));
                Ok((pos.parse().map_err(|()| unknown("tag", joint))?, tag.parse().map_err(|()| unknown("tag", joint))?))
            })
            .collect::<Result<Vec<(Pos, Tag)>, ModelError>>()?;
        let labels = parts
            .labels
            .iter()
            .map(|name| name.parse().map_err(|()| unknown("label", name)))
            .collect::<Result<Vec<Label>, ModelError>>()?;
        let classes = parts
            .classes
            .iter()
            .map(|class| class.split('|').map(|tag| tag.parse().map_err(|()| unknown("tag", tag))).collect())
            .collect::<Result<Vec<Vec<Tag>>, ModelError>>()?;
        if tags.is_empty() || labels.is_empty() || tags.len() > 250 || labels.len() > 64 {
            return Err(ModelError::Content(format!("{} tags and {} labels", tags.len(), labels.len())));
        }
        if let Some((_, entry)) = parts.words.iter().find(|(_, entry)| usize::from(entry.sure) > tags.len()) {
            return Err(ModelError::Content(format!("a word has tag {} of {}", entry.sure, tags.len())));
        }
        let sparse = |rows: &Rows, classes: usize| match rows.classes.iter().find(|&&class| usize::from(class) >= classes) {
            Some(class) => Err(ModelError::Content(format!("a weight for class {class} of {classes}"))),
            None => Ok(Sparse::new(rows, classes)),
        };
        let tagger = sparse(&parts.tagger, tags.len())?;
        let labeller = sparse(&parts.labeller, labels.len())?;
        let (keys, left, right) = &parts.moves;
        let moves = Moves::new(keys, left, right);
        let punct = labels.iter().position(|&label| label == Label::Punct).map(|at| at as u8);
        Ok(Model {
            tags,
            labels,
            punct,
            classes,
            words: Words::new(&parts.words),
            irregular: parts.irregular,
            tagger,
            moves,
            labeller,
            units: parts.units,
        })
    }
}

fn number(out: &mut Vec<u8>, mut value: u32) {
    while value >= 0x80 {
        out.push(value as u8 | 0x80);
        value >>= 7;
    }
    out.push(value as u8);
}

fn text(out: &mut Vec<u8>, value: &str) {
    number(out, value.len() as u32);
    out.extend(value.as_bytes());
}

fn keys_bytes(out: &mut Vec<u8>, keys: &[u32]) {
    number(out, keys.len() as u32);
    let mut last = 0;
    for key in keys {
        number(out, key - last);
        last = *key;
    }
}

fn sparse_bytes(out: &mut Vec<u8>, rows: &Rows) {
    keys_bytes(out, &rows.keys);
    out.extend(&rows.lengths);
    out.extend(&rows.classes);
    out.extend(rows.weights.iter().map(|&q| q as u8));
}

struct Input<'b> {
    rest: &'b [u8],
}

impl<'b> Input<'b> {
    fn number(&mut self) -> Result<u32, ModelError> {
        let mut value = 0u32;
        for shift in [0, 7, 14, 21, 28] {
            let byte = self.bytes(1)?[0];
            value |= u32::from(byte & 0x7F) << shift;
            if byte < 0x80 {
                return Ok(value);
            }
        }
        Err(ModelError::Content("a number has too many bytes".to_owned()))
    }

    /// A count of things that take at least `size` bytes each, so that a damaged count cannot ask for all memory.
    fn count(&mut self, size: usize) -> Result<usize, ModelError> {
        let count = self.number()? as usize;
        if count.saturating_mul(size) > self.rest.len() {
            return Err(ModelError::Content(format!("{count} entries are announced and {} bytes follow", self.rest.len())));
        }
        Ok(count)
    }

    fn peek_count(&self) -> usize {
        Input { rest: self.rest }.count(4).unwrap_or(0)
    }

    fn bytes(&mut self, count: usize) -> Result<&'b [u8], ModelError> {
        let (bytes, rest) =
            self.rest.split_at_checked(count).ok_or_else(|| ModelError::Content("it ends too early".to_owned()))?;
        self.rest = rest;
        Ok(bytes)
    }

    fn text(&mut self) -> Result<String, ModelError> {
        let length = self.number()? as usize;
        let bytes = self.bytes(length)?;
        String::from_utf8(bytes.to_vec()).map_err(|_| ModelError::Content("a name is not UTF-8".to_owned()))
    }

    fn keys(&mut self) -> Result<Vec<u32>, ModelError> {
        let mut key = 0u32;
        (0..self.count(1)?)
            .map(|_| {
                key = key.wrapping_add(self.number()?);
                Ok(key)
            })
            .collect()
    }

    fn weights(&mut self, count: usize) -> Result<Vec<i8>, ModelError> {
        Ok(self.bytes(count)?.iter().map(|&byte| byte as i8).collect())
    }

    fn sparse(&mut self) -> Result<Rows, ModelError> {
        let keys = self.keys()?;
        let lengths = self.bytes(keys.len())?.to_vec();
        let total = lengths.iter().map(|&length| usize::from(length)).sum();
        let classes = self.bytes(total)?.to_vec();
        Ok(Rows { keys, lengths, classes, weights: self.weights(total)? })
    }
}
