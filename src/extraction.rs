//! The extraction: the plain, serialisable result of reading one document.
//!
//! One extraction is one JSON line of `reprisal extract`. Fields are added over time, never renamed; unknown fields
//! are ignored on reading. Spans are byte offsets `[start, end)` into the text as given.

mod make;
mod resolve;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::date::PartialDate;
use crate::vocabulary::{ActorKind, IncidentKind, Modality, Origin, PlaceKind, Predicate, Stance, Status};

pub use resolve::Resolver;

/// The version of the record format that this crate writes.
pub const EXTRACTION_VERSION: u32 = 1;

/// Byte offsets `[start, end)` into the text as given.
pub type Span = [usize; 2];

/// What one document says: who and what it names, which incidents it tells of, which relations it states.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Extraction {
    /// [`EXTRACTION_VERSION`] of the writer.
    pub version: u32,
    /// The document that was read.
    pub document: DocumentInfo,
    /// Actors that the document names, by id.
    #[serde(default)]
    pub actors: Vec<ActorRecord>,
    /// Places that the document names, by id.
    #[serde(default)]
    pub places: Vec<PlaceRecord>,
    /// Incidents, in the order of their first evidence.
    #[serde(default)]
    pub incidents: Vec<IncidentRecord>,
    /// Standing relations that the document states.
    #[serde(default)]
    pub relations: Vec<RelationRecord>,
}

/// What is known of a document beside its text.
///
/// ```
/// use reprisal::extraction::DocumentInfo;
///
/// let mut article = DocumentInfo::new("wire-7");
/// article.source = Some("https://wire.example/7".to_owned());
/// assert_eq!(article.url(), Some("https://wire.example/7"));
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct DocumentInfo {
    /// Identity of the document within a collection: the record's `id` or the file's path.
    pub id: String,
    /// Headline.
    #[serde(default)]
    pub title: Option<String>,
    /// Where it comes from: an address, an outlet, a file.
    #[serde(default)]
    pub source: Option<String>,
    /// The day it was published; relative dates count from it.
    #[serde(default)]
    pub published: Option<Date>,
    /// What tells one version of its text from another; absent in records of programs that do not say.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub content: Option<ContentHash>,
}

impl DocumentInfo {
    /// The address at which it can be read, where its source is one.
    #[must_use]
    pub fn url(&self) -> Option<&str> {
        self.source.as_deref().filter(|source| source.starts_with("http://") || source.starts_with("https://"))
    }

    /// The outlet: the host of an address, without `www.`; else the source as given.
    ///
    /// ```
    /// use reprisal::extraction::DocumentInfo;
    /// let mut article = DocumentInfo::new("7");
    /// article.source = Some("https://www.daily.example/world/7".to_owned());
    /// assert_eq!(article.outlet(), Some("daily.example"));
    /// ```
    #[must_use]
    pub fn outlet(&self) -> Option<&str> {
        let source = self.source.as_deref()?;
        let Some((_, rest)) = source.split_once("://") else { return Some(source) };
        let host = rest.split(['/', '?', '#', ':']).next().unwrap_or(rest);
        Some(host.strip_prefix("www.").unwrap_or(host))
    }
}

/// A hash (XXH3, 64 bits) of the text of a document, written as 16 hexadecimal digits.
///
/// ```
/// use reprisal::extraction::ContentHash;
///
/// assert_eq!(ContentHash::of("one text"), ContentHash::of("one text"));
/// assert_ne!(ContentHash::of("one text"), ContentHash::of("one text, corrected"));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ContentHash(pub u64);

impl ContentHash {
    /// The hash of a text.
    #[must_use]
    pub fn of(text: &str) -> ContentHash {
        ContentHash(twox_hash::XxHash3_64::oneshot(text.as_bytes()))
    }
}

impl ContentHash {
    /// The hash of several things, in order.
    #[must_use]
    pub fn of_all<T: AsRef<[u8]>>(things: impl IntoIterator<Item = T>) -> ContentHash {
        let each = things.into_iter().flat_map(|thing| twox_hash::XxHash3_64::oneshot(thing.as_ref()).to_le_bytes());
        ContentHash(twox_hash::XxHash3_64::oneshot(&each.collect::<Vec<u8>>()))
    }
}

impl std::fmt::Display for ContentHash {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{:016x}", self.0)
    }
}

impl Serialize for ContentHash {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for ContentHash {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let digits = String::deserialize(deserializer)?;
        let wrong = |_| serde::de::Error::custom(format_args!("{digits:?} is no content hash: write 16 hexadecimal digits"));
        u64::from_str_radix(&digits, 16).map(ContentHash).map_err(wrong)
    }
}

/// An actor named in a document.
///
/// ```
/// use reprisal::ActorKind;
/// use reprisal::extraction::ActorRecord;
///
/// let mut wing = ActorRecord::new("hill-guard-navy", "Hill Guard Navy", ActorKind::Military);
/// wing.principal = "hill-guard".to_owned();
/// wing.aliases.push("Guard boats".to_owned());
/// ```
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[non_exhaustive]
pub struct ActorRecord {
    /// Slug.
    pub id: String,
    /// Preferred name.
    pub name: String,
    /// Further names.
    #[serde(default)]
    pub aliases: Vec<String>,
    /// What sort of actor.
    pub kind: ActorKind,
    /// To whose account its deeds go; itself when it stands alone.
    pub principal: String,
    /// Where the actor comes from.
    pub origin: Origin,
    /// Where the text names it.
    #[serde(default)]
    pub mentions: Vec<Span>,
}

/// A place named in a document.
///
/// ```
/// use reprisal::extraction::PlaceRecord;
///
/// let place = PlaceRecord::new("northport", "Northport");
/// assert_eq!(place.name, "Northport");
/// ```
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[non_exhaustive]
pub struct PlaceRecord {
    /// Slug.
    pub id: String,
    /// Preferred name.
    pub name: String,
    /// What sort of place; absent when the ontology lacks it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub kind: Option<PlaceKind>,
    /// The smallest place around it that the ontology knows.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub within: Option<String>,
    /// Where the text names it.
    #[serde(default)]
    pub mentions: Vec<Span>,
}

/// One armed or coercive deed.
///
/// ```
/// use reprisal::IncidentKind;
/// use reprisal::extraction::{Evidence, IncidentRecord};
///
/// let mut raid = IncidentRecord::new("i1", IncidentKind::Raid);
/// raid.date = "2023-05-04".parse().ok();
/// raid.killed = Some(2);
/// raid.evidence.push(Evidence::new("Two died in the raid.", "my-reader"));
/// assert_eq!(serde_json::to_value(&raid)?["kind"], "raid");
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct IncidentRecord {
    /// Identity within the document: `i1`, `i2`, …
    pub id: String,
    /// What sort of deed.
    pub kind: IncidentKind,
    /// Actor ids of those who did it; empty when the text does not say.
    #[serde(default)]
    pub perpetrators: Vec<String>,
    /// Actor ids of those it was done to; empty when the text does not say.
    #[serde(default)]
    pub targets: Vec<String>,
    /// Place ids.
    #[serde(default)]
    pub places: Vec<String>,
    /// The day, month or year, as exact as the text allows; the first of a span.
    #[serde(default)]
    pub date: Option<PartialDate>,
    /// The last day of a span, when the text gives one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<PartialDate>,
    /// People killed, as the text counts them.
    #[serde(default)]
    pub killed: Option<u32>,
    /// People wounded, as the text counts them.
    #[serde(default)]
    pub wounded: Option<u32>,
    /// What it was done with.
    #[serde(default)]
    pub weapon: Option<String>,
    /// Whether it is told as fact, denied or threatened.
    pub modality: Modality,
    /// What the document as a whole makes of it; absent in records of programs that do not say.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub status: Option<Status>,
    /// How sure the reader is that these perpetrators did it to these targets, from 0 to 1.
    #[serde(default = "certain")]
    pub confidence: f32,
    /// Actor id of the voice that the text gives for it.
    #[serde(default)]
    pub attributed_to: Option<String>,
    /// Actor ids of those who claimed the deed as their own.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub claimed_by: Vec<String>,
    /// Actor ids of those who denied a part in it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub denied_by: Vec<String>,
    /// Ids of the incidents of this document that it answers.
    #[serde(default)]
    pub retaliates_for: Vec<String>,
    /// The sentences that state it.
    #[serde(default)]
    pub evidence: Vec<Evidence>,
}

/// A standing relation that a document states.
///
/// ```
/// use reprisal::Predicate;
/// use reprisal::extraction::{Evidence, RelationRecord};
///
/// let mut ties = RelationRecord::new("norvania", Predicate::Backs, "hill-guard");
/// ties.evidence.push(Evidence::new("Norvania arms the Hill Guard.", "my-reader"));
/// assert_eq!(serde_json::to_value(&ties)?["predicate"], "backs");
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct RelationRecord {
    /// Actor id.
    pub subject: String,
    /// What relates them.
    pub predicate: Predicate,
    /// Actor id.
    pub object: String,
    /// Whether it is told as fact, denied or threatened.
    pub modality: Modality,
    /// What the document as a whole makes of it; absent in records of programs that do not say.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub status: Option<Status>,
    /// How sure the reader is, from 0 to 1.
    #[serde(default = "certain")]
    pub confidence: f32,
    /// The sentences that state it.
    #[serde(default)]
    pub evidence: Vec<Evidence>,
}

/// Somebody whose word a sentence gives, and what they do with what it tells.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Voice {
    /// Actor id of who speaks, or of whom an official speaks for; absent when nobody is named: "residents".
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub actor: Option<String>,
    /// Who speaks, in the words of the text: "two US officials"; "reportedly" where nobody is said to.
    pub words: String,
    /// What they do with it.
    pub stance: Stance,
}

/// A sentence that states something, quoted.
///
/// ```
/// use reprisal::Stance;
/// use reprisal::extraction::{Evidence, Voice};
///
/// let mut sentence = Evidence::new("The Guard shelled the post, the ministry said.", "my-reader");
/// sentence.voices.push(Voice::new("the ministry", Stance::Says));
/// assert!(sentence.told_by().contains("the ministry"));
/// ```
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Evidence {
    /// Where the sentence stands in the text as given.
    pub span: Span,
    /// The sentence, byte for byte.
    pub text: String,
    /// The id of the trigger or construction that fired.
    pub rule: String,
    /// How this sentence holds it.
    #[serde(default = "asserted", skip_serializing_if = "is_asserted")]
    pub modality: Modality,
    /// Actor id of who says it, when the sentence names one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub attributed_to: Option<String>,
    /// On whose word it stands, the nearest voice first: of "X said that Y had claimed it" Y, then X. None: the writer's own.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub voices: Vec<Voice>,
    /// How sure the reader is, from 0 to 1.
    #[serde(default = "certain")]
    pub confidence: f32,
}

impl Evidence {
    /// Whose word it is, in words: "accuses: Washington; denies: Tehran". Empty where the writer alone speaks.
    #[must_use]
    pub fn told_by(&self) -> String {
        told_by(&self.voices)
    }
}

/// Voices in words.
pub(crate) fn told_by(voices: &[Voice]) -> String {
    let mut told: Vec<String> = Vec::new();
    for voice in voices {
        let words = format!("{}: {}", voice.stance, voice.words);
        if !told.contains(&words) {
            told.push(words);
        }
    }
    told.join("; ")
}

fn asserted() -> Modality {
    Modality::Asserted
}

fn is_asserted(modality: &Modality) -> bool {
    *modality == Modality::Asserted
}

fn certain() -> f32 {
    1.0
}
