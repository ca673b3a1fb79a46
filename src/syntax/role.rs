//! Who does what, read off a tree: the logical subject and object of a verb, whatever the construction.
//!
//! The rules say what a reader of the labels must know: a passive turns its subject into its object; a relative pronoun
//! stands for the noun before it; coordinated verbs, infinitives and participles share the subject of the verb above.

use super::label::{Label, Tag};
use super::token::Sentence;
use super::tree::Tree;

/// The arguments of a verb, by token.
///
/// ```
/// use reprisal::syntax::{Parser, Roles, Sentence, is_passive};
///
/// let text = "Two towns were shelled by the army.";
/// let sentence = Sentence::new(text, 0..text.len());
/// let tree = Parser::builtin()?.parse(&sentence);
/// let shelled = tree.root().ok_or("a sentence has a root")?;
/// let roles = Roles::of(&sentence, &tree, shelled);
/// assert!(roles.passive && is_passive(&tree, shelled));
/// assert_eq!((sentence.word(roles.agents[0]), sentence.word(roles.patients[0])), ("army", "towns"));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Roles {
    /// Heads of what acts.
    pub agents: Vec<usize>,
    /// Heads of what is acted on.
    pub patients: Vec<usize>,
    /// Prepositions with the heads of their objects.
    pub obliques: Vec<(usize, usize)>,
    /// Whether the verb is passive.
    pub passive: bool,
}

/// How far a shared subject is looked for.
const REACH: usize = 8;

impl Roles {
    /// Reads the arguments of the verb at `verb`.
    #[must_use]
    pub fn of(sentence: &Sentence<'_>, tree: &Tree, verb: usize) -> Roles {
        let passive = is_passive(tree, verb);
        let mut agents = Vec::new();
        let mut patients = Vec::new();
        let subject = Reading { sentence, tree }.subject(verb, REACH);
        let partner = joined_before(tree, verb);
        let mut relative = false;
        if passive {
            patients.extend(partner);
            patients.extend(subject);
            agents.extend(by_phrase(tree, verb));
            if agents.is_empty() {
                agents.extend(shared_agent(sentence, tree, verb));
            }
        } else {
            agents.extend(partner);
            agents.extend(subject);
            patients.extend(tree.with(verb, &[Label::Dobj]).map(|at| resolve(tree, at)));
            if patients.is_empty() {
                patients.extend(free_relative(sentence, tree, verb));
            }
            if patients.is_empty() {
                patients.extend(shared_object(tree, verb));
            }
            if patients.is_empty() {
                relative = true;
                patients.extend(bare_relative(tree, verb).or_else(|| said_relative(tree, verb)));
                // "X, which Y has armed, and Z": X.
                patients = expand(tree, patients);
                patients.retain(|&noun| noun < verb);
            }
        }
        Roles {
            agents: expand(tree, agents),
            patients: if relative { patients } else { expand(tree, patients) },
            obliques: obliques(tree, verb),
            passive,
        }
    }
}

/// Whether a verb form is passive: it has a passive auxiliary or subject, or is a bare participle after a noun.
///
/// ```
/// use reprisal::syntax::{Parser, Sentence, is_passive};
///
/// for (text, passive) in [("Towns were shelled.", true), ("Guns shelled towns.", false)] {
///     let tree = Parser::builtin()?.parse(&Sentence::new(text, 0..text.len()));
///     assert_eq!(tree.root().map(|verb| is_passive(&tree, verb)), Some(passive));
/// }
/// # Ok::<(), reprisal::syntax::ModelError>(())
/// ```
#[must_use]
pub fn is_passive(tree: &Tree, verb: usize) -> bool {
    let has = |label: Label| tree.with(verb, &[label]).next().is_some();
    // A labeller's slip: "the former had hit a post" has an object and no "be".
    let slip = has(Label::Aux) && has(Label::Dobj);
    let marked = has(Label::Auxpass) || has(Label::Agent) || has(Label::Nsubjpass) && !slip;
    if tree.tag(verb) != Tag::Vbn || marked {
        // A tagger's slip: "was hit", "launched by", read as past tense.
        return marked;
    }
    if tree.with(verb, &[Label::Aux, Label::Nsubj]).next().is_some() {
        return false;
    }
    match (tree.label(verb), tree.head(verb)) {
        // A parser's slip: "A bomb of theirs killed forty people".
        (Label::Acl, Some(head)) if tree.head(head).is_none() && has(Label::Dobj) => false,
        (Label::Acl | Label::Relcl | Label::Amod, Some(_)) => true,
        // "were seized and burned": as the first, unless this one has an object of its own.
        (Label::Conj, Some(first)) if tree.tag(first).is_verb() => {
            is_passive(tree, first) && tree.with(verb, &[Label::Dobj]).next().is_none()
        }
        (Label::Advcl | Label::Xcomp | Label::Ccomp, _) => tree.with(verb, &[Label::Dobj]).next().is_none(),
        _ => false,
    }
}

fn by_phrase(tree: &Tree, verb: usize) -> Vec<usize> {
    tree.with(verb, &[Label::Agent]).flat_map(|by| tree.with(by, &[Label::Pobj]).collect::<Vec<_>>()).collect()
}

/// "were seized by the army and shot": by the army.
pub(crate) fn shared_agent(sentence: &Sentence<'_>, tree: &Tree, verb: usize) -> Vec<usize> {
    let first = tree.head(verb).filter(|&first| tree.label(verb) == Label::Conj && is_passive(tree, first));
    let own = tree.with(verb, &[Label::Nsubj, Label::Nsubjpass]).next().is_some();
    let Some(first) = first.filter(|_| !own) else { return Vec::new() };
    // "were loaded onto trucks by the army": wherever the phrase hangs.
    let by = (first + 1..verb).rev().find(|&at| sentence.word(at).eq_ignore_ascii_case("by"));
    by.map(|by| tree.with(by, &[Label::Pobj]).collect()).unwrap_or_default()
}

/// Prepositions whose gerund is done by the object: "accused the army of shelling", "kept them from crossing".
const OF_OBJECT: [&str; 3] = ["of", "from", "into"];

struct Reading<'a> {
    sentence: &'a Sentence<'a>,
    tree: &'a Tree,
}

impl Reading<'_> {
    /// "wounded three men, one badly, and Y had": whether what the tree takes for a first subject is what the verb right
    /// before it acts on.
    fn is_object_before(&self, first: usize, second: usize) -> bool {
        let tree = self.tree;
        let start = tree.dependents(first).chain([first]).min().unwrap_or(first);
        let Some(verb) = start.checked_sub(1).filter(|&verb| tree.tag(verb) == Tag::Vbd) else { return false };
        let bare = tree.with(verb, &[Label::Dobj]).next().is_none();
        bare && (first..second).any(|at| tree.tag(at) == Tag::Cc)
    }

    /// Whether what the tree takes for a subject belongs to a verb of speech right before it, which has none.
    fn says_before(&self, verb: usize, subject: usize) -> bool {
        let tree = self.tree;
        let open = |head: &usize| tree.with(*head, &[Label::Nsubj, Label::Nsubjpass]).next().is_none();
        let head = tree.head(verb).filter(|head| tree.label(verb) == Label::Ccomp && *head < subject).filter(open);
        let comma = || (subject + 1..verb).any(|at| tree.tag(at) == Tag::Comma);
        head.is_some_and(|head| head > 0 && tree.tag(head - 1) == Tag::Comma) && comma()
    }

    /// The grammatical subject, shared with the verb above where the verb has none of its own.
    fn subject(&self, verb: usize, reach: usize) -> Option<usize> {
        let tree = self.tree;
        let subjects: Vec<usize> = tree.with(verb, &[Label::Nsubj, Label::Nsubjpass]).collect();
        // "which X says is armed": the pronoun belongs to what is said.
        let relative = |at: &&usize| matches!(tree.tag(**at), Tag::Wdt | Tag::Wp);
        let says = tree.with(verb, &[Label::Ccomp]).next().is_some();
        // "Two missiles found the ship; both had been fired by X": what a semicolon parts is of another clause.
        let parted = |at: usize| (at + 1..verb).any(|between| tree.tag(between) == Tag::Colon);
        let here = || {
            subjects.iter().find(|&&at| at < verb && !parted(at)).filter(|_| subjects.iter().any(|&at| at < verb && parted(at)))
        };
        // "The last time the army struck": the second of two that nothing parts.
        let before: Vec<usize> = subjects.iter().copied().filter(|&at| at < verb).collect();
        let contact = || match before[..] {
            [first, second]
                if (first + 1..verb).all(|at| tree.label(at) != Label::Punct) && !subjects.iter().any(|at| relative(&at)) =>
            {
                Some(second)
            }
            // "On Friday, says the army, rebels shelled": whoever says so stands right behind that verb.
            [first, second] if self.says_before(verb, first) || self.is_object_before(first, second) => Some(second),
            _ => None,
        };
        let first = || subjects.iter().copied().find(|at| !says || !relative(&at));
        let beside = || second_subject(tree, verb);
        let own = here().copied().or_else(contact).or_else(beside).or_else(first).or(subjects.first().copied());
        if let Some(own) = own {
            return Some(first_joined(tree, verb, own, resolve(tree, own)));
        }
        // "has for years supplied": a labeller's slip hangs the subject on the auxiliary.
        let auxiliary = tree.with(verb, &[Label::Aux, Label::Auxpass]).find_map(|aux| tree.with(aux, &[Label::Nsubj]).next());
        if let Some(own) = auxiliary {
            return Some(resolve(tree, own));
        }
        if let Some(noun) = self.said_of(verb) {
            return Some(noun);
        }
        let reach = reach.checked_sub(1)?;
        let head = tree.head(verb)?;
        let object = |of: usize| tree.with(of, &[Label::Dobj, Label::Dative]).next().map(|at| resolve(tree, at));
        match tree.label(verb) {
            // "missiles fired by", "drones carrying".
            Label::Acl | Label::Relcl | Label::Amod => Some(head),
            Label::Conj if tree.tag(head).is_verb() => self.subject(head, reach),
            // "ordered troops to fire": the object; "vowed to fire": the subject.
            Label::Xcomp => object(head).or_else(|| self.subject(head, reach)),
            Label::Ccomp if matches!(tree.tag(verb), Tag::Vb | Tag::Vbg) => object(head).or_else(|| self.subject(head, reach)),
            Label::Advcl if matches!(tree.tag(verb), Tag::Vb | Tag::Vbg | Tag::Vbn) => self.logical_subject(head, reach),
            // "stormed the compound, freed hostages": a finite clause without a mark is coordinated.
            Label::Advcl if tree.with(verb, &[Label::Mark, Label::Advmod]).next().is_none() => self.subject(head, reach),
            // "after shelling the town": the subject of the verb that the preposition belongs to.
            Label::Pcomp => {
                let above = tree.above(head).find(|&at| tree.tag(at).is_verb())?;
                // "hold the army responsible for shelling": the adjective speaks of the object.
                let adjective = tree.head(head).is_some_and(|at| matches!(tree.tag(at), Tag::Jj));
                let of_object = adjective || OF_OBJECT.iter().any(|prep| self.sentence.word(head).eq_ignore_ascii_case(prep));
                object(above).filter(|&at| of_object && at < verb).or_else(|| {
                    if of_object && is_passive(tree, above) {
                        self.subject(above, reach)
                    } else {
                        self.logical_subject(above, reach)
                    }
                })
            }
            // "was busy shelling", "is ready to fire": what the adjective is said of.
            Label::Aux | Label::Auxpass | Label::Acomp => self.subject(head, reach),
            _ => None,
        }
    }

    /// "the militia, which X says is armed by Y": of two subjects of the verb of speech the pronoun is that of what is said.
    fn said_of(&self, verb: usize) -> Option<usize> {
        let tree = self.tree;
        let finite = |at: usize| matches!(tree.tag(at), Tag::Vbz | Tag::Vbp | Tag::Vbd | Tag::Md);
        let said = tree.head(verb).filter(|_| tree.label(verb) == Label::Ccomp)?;
        let starts = finite(verb) || tree.with(verb, &[Label::Aux, Label::Auxpass]).any(finite);
        let marked = tree.with(verb, &[Label::Mark]).next().is_some();
        let relative = |at: &usize| matches!(tree.tag(*at), Tag::Wdt | Tag::Wp);
        let pronoun = tree.with(said, &[Label::Nsubj, Label::Dobj]).find(relative)?;
        let another = tree.with(said, &[Label::Nsubj]).any(|at| at != pronoun);
        (starts && !marked && another).then(|| resolve(tree, pronoun)).filter(|&noun| noun != pronoun)
    }

    /// The subject that an adverbial participle shares: of a noun that the clause hangs on, the noun.
    fn logical_subject(&self, above: usize, reach: usize) -> Option<usize> {
        let tree = self.tree;
        if !tree.tag(above).is_verb() && tree.with(above, &[Label::Nsubj]).next().is_none() {
            return tree.head(above).and_then(|up| self.logical_subject(up, reach.checked_sub(1)?));
        }
        if is_passive(tree, above)
            && let Some(by) = by_phrase(tree, above).first()
        {
            return Some(*by);
        }
        self.subject(above, reach)
    }
}

/// "said five soldiers and three civilians were killed": what "and" joins to the subject, though the tree takes it for an object
/// that the clause describes.
fn joined_before(tree: &Tree, verb: usize) -> Option<usize> {
    // "X and the army shelled": two subjects, where the second is joined to the first.
    let subjects: Vec<usize> = tree.with(verb, &[Label::Nsubj]).filter(|&at| at < verb).collect();
    if let [first, second] = subjects[..]
        && tree.with(first, &[Label::Cc]).any(|and| first < and && and < second)
        && tree.with(first, &[Label::Conj]).next().is_none()
    {
        return Some(first);
    }
    let head = tree.head(verb).filter(|&head| tree.label(verb) == Label::Relcl && !tree.tag(head).is_verb())?;
    let own = tree.with(verb, &[Label::Nsubj, Label::Nsubjpass]).next()?;
    let joins = tree.with(head, &[Label::Cc]).any(|and| head < and && and < own);
    let plain = !matches!(tree.tag(own), Tag::Wdt | Tag::Wp) && tree.with(head, &[Label::Conj]).next().is_none();
    (joins && plain && (tree.label(head) == Label::Dobj || tree.head(head).is_none())).then_some(head)
}

/// "carried out what it called a strike", "described as a strike": the object is what it is called.
fn free_relative(sentence: &Sentence<'_>, tree: &Tree, verb: usize) -> Option<usize> {
    let clauses = [Label::Ccomp, Label::Advcl, Label::Xcomp, Label::Dobj, Label::Dep];
    let clause = tree.with(verb, &clauses).find(|&clause| {
        let what = |at: usize| tree.tag(at) == Tag::Wp && verb < at && at <= verb + 2;
        tree.tag(clause).is_verb() && tree.with(clause, &[Label::Dobj, Label::Nsubj]).any(what)
    })?;
    // "what it said were bases"
    let said = tree.with(clause, &[Label::Ccomp]).next().filter(|&at| at > clause);
    let of = |verb: usize| tree.with(verb, &[Label::Oprd, Label::Attr]).find(|&at| at > verb);
    let called = of(clause).or_else(|| said.and_then(of));
    called.or_else(|| {
        let named = tree.with(clause, &[Label::Prep]).find(|&prep| sentence.word(prep).eq_ignore_ascii_case("as"))?;
        tree.with(named, &[Label::Pobj]).next()
    })
}

/// "the group, which X has armed": X, where the tree takes the pronoun for a subject as well.
fn second_subject(tree: &Tree, verb: usize) -> Option<usize> {
    let relative = |at: usize| matches!(tree.tag(at), Tag::Wdt | Tag::Wp);
    let pronoun = tree.with(verb, &[Label::Nsubj]).find(|&at| at < verb && relative(at))?;
    let hung = tree.with(verb, &[Label::Aux, Label::Auxpass]).chain([verb]);
    let mut others = hung.flat_map(|at| tree.with(at, &[Label::Nsubj]).collect::<Vec<_>>());
    let said = tree.with(verb, &[Label::Ccomp]).next().is_some();
    others.find(|&at| pronoun < at && at < verb && !relative(at)).filter(|_| !said)
}

/// "X and Y, which arm it": both, as the verb is plural and either name is not.
fn first_joined(tree: &Tree, verb: usize, pronoun: usize, noun: usize) -> usize {
    let plural = |at: usize| tree.tag(at) == Tag::Vbp;
    let auxiliaries = || tree.with(verb, &[Label::Aux, Label::Auxpass]);
    let agrees = plural(verb) || auxiliaries().any(plural);
    let joined = |at: &usize| tree.label(*at) == Label::Conj && tree.tag(*at) == Tag::Nnp;
    if pronoun == noun || !agrees || !joined(&noun) {
        return noun;
    }
    std::iter::successors(Some(noun), |at| tree.head(*at).filter(|_| joined(at))).last().unwrap_or(noun)
}

/// "shelled and stormed the town": the object of the last of coordinated verbs belongs to all of them.
fn shared_object(tree: &Tree, verb: usize) -> Option<usize> {
    let next = tree.with(verb, &[Label::Conj]).find(|&at| tree.tag(at) == tree.tag(verb))?;
    let alone =
        tree.dependents(verb).filter(|&at| at > verb && at < next).all(|at| matches!(tree.label(at), Label::Cc | Label::Punct));
    let object = tree.with(next, &[Label::Dobj]).next()?;
    alone.then(|| resolve(tree, object))
}

/// "the base that rebels attacked": without an object of its own, a relative clause with another subject acts on the noun.
fn bare_relative(tree: &Tree, verb: usize) -> Option<usize> {
    if tree.label(verb) != Label::Relcl {
        return None;
    }
    let head = tree.head(verb)?;
    let own = second_subject(tree, verb).or_else(|| tree.with(verb, &[Label::Nsubj]).next())?;
    let relative = matches!(tree.tag(own), Tag::Wdt | Tag::Wp);
    let complement = tree.with(verb, &[Label::Ccomp, Label::Xcomp]).next().is_some();
    (!relative && !complement).then_some(head)
}

/// "the rockets that X said it had fired": what is said in a relative clause acts on the noun.
fn said_relative(tree: &Tree, verb: usize) -> Option<usize> {
    let said = tree.head(verb).filter(|_| tree.label(verb) == Label::Ccomp)?;
    let noun = tree.head(said).filter(|_| tree.label(said) == Label::Relcl)?;
    let own = tree.with(verb, &[Label::Nsubj]).next()?;
    let relative = matches!(tree.tag(own), Tag::Wdt | Tag::Wp);
    let marked = tree.with(verb, &[Label::Mark, Label::Ccomp, Label::Xcomp]).next().is_some();
    let subject = tree.with(said, &[Label::Nsubj]).any(|at| matches!(tree.tag(at), Tag::Wdt | Tag::Wp));
    (!relative && !marked && !subject).then_some(noun)
}

/// The noun that a relative pronoun stands for; any other word itself.
///
/// ```
/// use reprisal::syntax::{Parser, Sentence, resolve};
///
/// let text = "Those who fled came back.";
/// let sentence = Sentence::new(text, 0..text.len());
/// let tree = Parser::builtin()?.parse(&sentence);
/// assert_eq!(sentence.word(resolve(&tree, 1)), "Those", "that is whom the word stands for");
/// # Ok::<(), reprisal::syntax::ModelError>(())
/// ```
#[must_use]
pub fn resolve(tree: &Tree, word: usize) -> usize {
    // "a base that houses": the tagger may take the pronoun for a preposition, the parser does not.
    let slip = tree.tag(word) == Tag::In && tree.label(word) == Label::Nsubj;
    if !slip && !matches!(tree.tag(word), Tag::Wdt | Tag::Wp) {
        return word;
    }
    // Up to the relative clause, and over it to its noun.
    let clause = tree.above(word).find(|&at| tree.label(at) == Label::Relcl);
    clause.and_then(|at| tree.head(at)).unwrap_or(word)
}

/// Adds the nouns coordinated with each.
///
/// ```
/// use reprisal::syntax::{Parser, Sentence, expand};
///
/// let text = "Guns and tanks came.";
/// let sentence = Sentence::new(text, 0..text.len());
/// let tree = Parser::builtin()?.parse(&sentence);
/// let came: Vec<&str> = expand(&tree, vec![0]).into_iter().map(|at| sentence.word(at)).collect();
/// assert_eq!(came, ["Guns", "tanks"]);
/// # Ok::<(), reprisal::syntax::ModelError>(())
/// ```
#[must_use]
pub fn expand(tree: &Tree, heads: Vec<usize>) -> Vec<usize> {
    // Most stand alone.
    if heads.len() < 2 && heads.iter().all(|&at| tree.with(at, &[Label::Conj]).next().is_none()) {
        return heads;
    }
    let mut out: Vec<usize> = Vec::new();
    let mut open: Vec<usize> = heads;
    open.reverse();
    while let Some(at) = open.pop() {
        if out.contains(&at) {
            continue;
        }
        out.push(at);
        let mut further: Vec<usize> = tree.with(at, &[Label::Conj]).filter(|&next| !tree.tag(next).is_verb()).collect();
        further.reverse();
        open.extend(further);
    }
    out
}

/// Prepositions of a word with their objects, coordinated ones each.
///
/// ```
/// use reprisal::syntax::{Parser, Sentence, obliques};
///
/// let text = "Guns fired from the hill.";
/// let sentence = Sentence::new(text, 0..text.len());
/// let tree = Parser::builtin()?.parse(&sentence);
/// let pairs: Vec<_> = obliques(&tree, 1).into_iter().map(|(word, noun)| (sentence.word(word), sentence.word(noun))).collect();
/// assert_eq!(pairs, [("from", "hill")]);
/// # Ok::<(), reprisal::syntax::ModelError>(())
/// ```
#[must_use]
pub fn obliques(tree: &Tree, word: usize) -> Vec<(usize, usize)> {
    let mut out = Vec::new();
    // "fell on the town and on a base": the second hangs on the verb, as if it were another.
    let again = tree.with(word, &[Label::Conj]).filter(|&at| tree.tag(at) == Tag::In);
    for prep in tree.with(word, &[Label::Prep, Label::Dative]).chain(again) {
        let objects: Vec<usize> = tree.with(prep, &[Label::Pobj]).map(|at| resolve(tree, at)).collect();
        out.extend(expand(tree, objects).into_iter().map(|object| (prep, object)));
        // "at what X described as a camp": the pronoun stands for what it is called.
        for clause in tree.with(prep, &[Label::Pcomp]) {
            let free = |&at: &usize| tree.tag(at) == Tag::Wp && at < clause;
            let pronoun = tree.with(clause, &[Label::Dobj, Label::Nsubj, Label::Nsubjpass, Label::Attr]).find(free);
            out.extend(pronoun.map(|object| (prep, object)));
        }
        // "from near the border", "according to", "because of".
        for inner in tree.with(prep, &[Label::Prep]) {
            let objects = tree.with(inner, &[Label::Pobj]).collect();
            out.extend(expand(tree, objects).into_iter().map(|object| (inner, object)));
        }
        // "at the base and in the town".
        for next in tree.with(prep, &[Label::Conj]) {
            let objects = tree.with(next, &[Label::Pobj]).collect();
            out.extend(expand(tree, objects).into_iter().map(|object| (next, object)));
        }
    }
    out
}
