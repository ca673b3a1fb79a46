//! Entries of cues: fixed phrases of one effect.

use serde::{Deserialize, Serialize};

/// Fixed phrases of one effect.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CueEntry {
    /// Name of the rule, unique among cues; evidence cites it.
    pub id: String,
    /// Phrases, word by word; lower case matches any case.
    pub phrases: Vec<String>,
    /// What the phrase does.
    pub effect: Effect,
    /// Sentences with the triples that must come out of them.
    #[serde(default)]
    pub examples: Vec<(String, Vec<String>)>,
}

/// What a fixed phrase does.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[non_exhaustive]
pub enum Effect {
    /// The incident before it answers the incident after it: "in retaliation for".
    Answers,
    /// The incident after it answers the incident before it: "prompted", "drew".
    AnsweredBy,
    /// The incident after it, in its sentence or the next, answers what was told before: "kept its word", "did not go unanswered".
    Replies,
    /// Sets the incident before it apart from the incident after it: "days after", "before".
    Parts,
    /// Holds of the whole sentence: it tells of what is feared, planned or conditional.
    Threatens,
    /// What follows is whose word the sentence gives: "according to".
    Voices,
    /// The clause that it stands in is hearsay: "reportedly", "rumours that".
    Hearsay,
    /// What the verb beside it tells is wrong: "falsely".
    Disputes,
    /// What a denial of one's own part denies without naming the deed: "role", "involvement".
    Charges,
    /// What somebody else said of a deed: "accusation", "report".
    Reports,
    /// Negates the verb beside it.
    Negates,
    /// Denies the incidents of its clause.
    Denies,
    /// "X-backed Y", "backed by": the left or following name backs the other.
    Backs,
    /// "X-held Y": the left name holds the place on the right, so that a blow there is a blow at it.
    Holds,
    /// "X-fired Y": the left name used the weapon on the right.
    Wields,
    /// Gives members of the class before it: "militias such as X".
    Includes,
    /// Gives members of the whole before it: "an alliance made up of X and Y".
    Comprises,
    /// Ties the first of several perpetrators to the first of several targets, and so on: "respectively".
    Pairs,
    /// Whoever is named after it acts with whoever is named before it: "together with".
    Joins,
    /// Whoever is named after it did what was told before it: "so did".
    Likewise,
    /// A number after it counts the dead of what was told before: "the toll rose to".
    Counts,
    /// "X-led Y": the left name leads, and belongs to, the coalition named on the right.
    Led,
    /// Starts a line of boilerplate that the reader drops.
    Boilerplate,
    /// Is a whole line, or a whole cell of a line, of boilerplate: "Share", "World News".
    Furniture,
    /// Starts a new passage about other events ("Related:", "Read more:").
    Aside,
    /// Labels a picture caption or a photo credit: "Photo:", "FILE PHOTO:".
    Caption,
    /// Starts a line that names who wrote the article.
    Byline,
    /// Goes before the date of publication: "Updated:".
    Timestamp,
    /// Follows the hour of an entry of a live page: "p.m.", "GMT".
    Clock,
    /// Goes before the name of whoever issues the document: "Statement by".
    Issues,
    /// Heads a document whose signature names its issuer: "Letter to".
    Signed,
    /// Begins the line under the name of whoever issues the document: "Communique".
    Headed,
}
