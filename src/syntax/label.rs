//! Names of tags and labels.

use std::fmt;
use std::str::FromStr;

macro_rules! names {
    ($(#[$outer:meta])* $kind:ident { $($(#[$doc:meta])* $variant:ident = $name:literal,)* }) => {
        $(#[$outer])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        #[non_exhaustive]
        pub enum $kind {
            $($(#[$doc])* $variant,)*
        }

        impl $kind {
            /// All of them.
            pub const ALL: &'static [$kind] = &[$($kind::$variant,)*];

            /// The name as treebanks write it.
            #[must_use]
            pub const fn name(self) -> &'static str {
                match self {
                    $($kind::$variant => $name,)*
                }
            }
        }

        impl FromStr for $kind {
            type Err = ();

            fn from_str(name: &str) -> Result<$kind, ()> {
                match name {
                    $($name => Ok($kind::$variant),)*
                    _ => Err(()),
                }
            }
        }

        impl fmt::Display for $kind {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(self.name())
            }
        }
    };
}

names! {
    /// Grammatical relations in the scheme of ClearNLP (Choi & Palmer 2012), as spaCy's English models emit them.
    ///
    /// ```
    /// use reprisal::syntax::Label;
    /// assert_eq!(Label::Nsubjpass.name(), "nsubjpass");
    /// ```
    Label {
        /// clause that modifies a noun: "missiles *fired* by"
        Acl = "acl",
        /// adjective as complement: "is *dead*"
        Acomp = "acomp",
        /// adverbial clause
        Advcl = "advcl",
        /// adverb
        Advmod = "advmod",
        /// "by" of a passive; its object is the agent
        Agent = "agent",
        /// adjective before a noun
        Amod = "amod",
        /// apposition
        Appos = "appos",
        /// noun as complement: "is a *group*"
        Attr = "attr",
        /// auxiliary
        Aux = "aux",
        /// auxiliary of a passive
        Auxpass = "auxpass",
        /// possessive mark
        Case = "case",
        /// coordinating conjunction
        Cc = "cc",
        /// clause as complement, with its own subject
        Ccomp = "ccomp",
        /// noun before a noun
        Compound = "compound",
        /// conjunct
        Conj = "conj",
        /// clause as subject
        Csubj = "csubj",
        /// clause as subject of a passive
        Csubjpass = "csubjpass",
        /// indirect object
        Dative = "dative",
        /// unclassified
        Dep = "dep",
        /// determiner
        Det = "det",
        /// direct object
        Dobj = "dobj",
        /// existential "there"
        Expl = "expl",
        /// interjection
        Intj = "intj",
        /// mark of a subordinate clause
        Mark = "mark",
        /// meta
        Meta = "meta",
        /// negation
        Neg = "neg",
        /// noun modifier of other kinds
        Nmod = "nmod",
        /// noun phrase used as an adverb: "*two days* later"
        Npadvmod = "npadvmod",
        /// subject
        Nsubj = "nsubj",
        /// subject of a passive
        Nsubjpass = "nsubjpass",
        /// number
        Nummod = "nummod",
        /// object predicate
        Oprd = "oprd",
        /// parataxis
        Parataxis = "parataxis",
        /// clause as object of a preposition
        Pcomp = "pcomp",
        /// object of a preposition
        Pobj = "pobj",
        /// possessor
        Poss = "poss",
        /// preconjunct: "*both* … and"
        Preconj = "preconj",
        /// predeterminer: "*all* the"
        Predet = "predet",
        /// preposition
        Prep = "prep",
        /// particle: "carried *out*"
        Prt = "prt",
        /// punctuation
        Punct = "punct",
        /// modifier of a quantity: "*about* 40"
        Quantmod = "quantmod",
        /// relative clause
        Relcl = "relcl",
        /// the root
        Root = "ROOT",
        /// open clausal complement: "vowed to *strike*"
        Xcomp = "xcomp",
    }
}

names! {
    /// Part-of-speech tags of the Penn Treebank.
    Tag {
        /// dollar
        Dollar = "$",
        /// opening quote
        OpenQuote = "``",
        /// closing quote
        CloseQuote = "''",
        /// comma
        Comma = ",",
        /// opening bracket
        OpenBracket = "-LRB-",
        /// closing bracket
        CloseBracket = "-RRB-",
        /// full stop
        Stop = ".",
        /// colon, dash
        Colon = ":",
        /// addition
        Add = "ADD",
        /// affix
        Afx = "AFX",
        /// and, or
        Cc = "CC",
        /// number
        Cd = "CD",
        /// determiner
        Dt = "DT",
        /// existential there
        Ex = "EX",
        /// foreign word
        Fw = "FW",
        /// hyphen
        Hyph = "HYPH",
        /// preposition or subordinating conjunction
        In = "IN",
        /// adjective
        Jj = "JJ",
        /// comparative
        Jjr = "JJR",
        /// superlative
        Jjs = "JJS",
        /// list mark
        Ls = "LS",
        /// modal
        Md = "MD",
        /// superfluous punctuation
        Nfp = "NFP",
        /// noun
        Nn = "NN",
        /// name
        Nnp = "NNP",
        /// plural name
        Nnps = "NNPS",
        /// plural noun
        Nns = "NNS",
        /// predeterminer
        Pdt = "PDT",
        /// possessive ending
        Pos = "POS",
        /// pronoun
        Prp = "PRP",
        /// possessive pronoun
        PrpS = "PRP$",
        /// adverb
        Rb = "RB",
        /// comparative adverb
        Rbr = "RBR",
        /// superlative adverb
        Rbs = "RBS",
        /// particle
        Rp = "RP",
        /// symbol
        Sym = "SYM",
        /// "to"
        To = "TO",
        /// interjection
        Uh = "UH",
        /// base form
        Vb = "VB",
        /// past tense
        Vbd = "VBD",
        /// gerund
        Vbg = "VBG",
        /// past participle
        Vbn = "VBN",
        /// present, not third person
        Vbp = "VBP",
        /// present, third person
        Vbz = "VBZ",
        /// which, that
        Wdt = "WDT",
        /// who, what
        Wp = "WP",
        /// whose
        WpS = "WP$",
        /// when, where
        Wrb = "WRB",
        /// unknown
        Xx = "XX",
        /// space
        Space = "_SP",
    }
}

names! {
    /// Universal part-of-speech tags.
    Pos {
        /// adjective
        Adj = "ADJ",
        /// adposition
        Adp = "ADP",
        /// adverb
        Adv = "ADV",
        /// auxiliary
        Aux = "AUX",
        /// coordinating conjunction
        Cconj = "CCONJ",
        /// determiner
        Det = "DET",
        /// interjection
        Intj = "INTJ",
        /// noun
        Noun = "NOUN",
        /// number
        Num = "NUM",
        /// particle
        Part = "PART",
        /// pronoun
        Pron = "PRON",
        /// name
        Propn = "PROPN",
        /// punctuation
        Punct = "PUNCT",
        /// subordinating conjunction
        Sconj = "SCONJ",
        /// symbol
        Sym = "SYM",
        /// verb
        Verb = "VERB",
        /// unknown
        X = "X",
        /// space
        Space = "SPACE",
    }
}

impl Tag {
    /// Whether it is a punctuation mark, which depends on its head as nothing else.
    #[must_use]
    pub fn is_mark(self) -> bool {
        matches!(
            self,
            Tag::Comma
                | Tag::Stop
                | Tag::Colon
                | Tag::OpenQuote
                | Tag::CloseQuote
                | Tag::OpenBracket
                | Tag::CloseBracket
                | Tag::Hyph
                | Tag::Nfp
        )
    }

    /// Whether it is a form of a verb.
    #[must_use]
    pub fn is_verb(self) -> bool {
        matches!(self, Tag::Vb | Tag::Vbd | Tag::Vbg | Tag::Vbn | Tag::Vbp | Tag::Vbz)
    }

    /// Whether it is a noun or a name.
    #[must_use]
    pub fn is_noun(self) -> bool {
        matches!(self, Tag::Nn | Tag::Nns | Tag::Nnp | Tag::Nnps)
    }
}
