//! Where the values of a RON file stand in its text.
//!
//! The RON reader gives no positions for values that are well formed, so this reads the bare structure a second time:
//! groups, keys, strings and words. It accepts anything, also files that are no RON.

use std::ops::Range;

/// One step from a value to a value inside it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Step {
    /// The value of a field.
    Key(&'static str),
    /// The value at a position, from 0.
    Item(usize),
}

/// A value in the text.
#[derive(Clone, Debug)]
pub(super) struct Node<'s> {
    /// The field that it is the value of.
    pub(super) key: Option<&'s str>,
    /// Its place: of a string what stands between the quotes, of a group the brackets and all between them.
    pub(super) span: Range<usize>,
    /// What sort of value.
    pub(super) shape: Shape,
    /// The group around it; the root is its own.
    pub(super) parent: usize,
    /// The values in it, in order.
    children: Vec<usize>,
}

/// What sort of value a node is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Shape {
    /// In brackets of any sort.
    Group {
        /// Whether its closing bracket was found.
        closed: bool,
    },
    /// In double quotes.
    Text,
    /// A number, a variant, anything else.
    Word,
}

/// The structure of a file. Node 0 is the file itself.
#[derive(Clone, Debug)]
pub(super) struct Tree<'s> {
    text: &'s str,
    nodes: Vec<Node<'s>>,
}

impl<'s> Tree<'s> {
    /// Reads the structure of `text`.
    pub(super) fn new(text: &'s str) -> Tree<'s> {
        let root = Node { key: None, span: 0..text.len(), shape: Shape::Group { closed: true }, parent: 0, children: Vec::new() };
        let mut tree = Tree { text, nodes: vec![root] };
        let mut open = 0;
        let mut key = None;
        let mut rest = Tokens { text, at: 0 }.peekable();
        while let Some((token, span)) = rest.next() {
            match token {
                Token::Open => open = tree.add(open, key.take(), span.start..text.len(), Shape::Group { closed: false }),
                Token::Close if open == 0 => {}
                Token::Close => {
                    tree.nodes[open].span.end = span.end;
                    tree.nodes[open].shape = Shape::Group { closed: true };
                    open = tree.nodes[open].parent;
                    key = None;
                }
                Token::Text => _ = tree.add(open, key.take(), span, Shape::Text),
                Token::Word => match rest.peek() {
                    Some((Token::Colon, _)) => key = text.get(span),
                    // The name of a struct or variant: the group after it is the value.
                    Some((Token::Open, _)) => {}
                    _ => _ = tree.add(open, key.take(), span, Shape::Word),
                },
                Token::Comma => key = None,
                Token::Colon => {}
            }
        }
        tree
    }

    fn add(&mut self, parent: usize, key: Option<&'s str>, span: Range<usize>, shape: Shape) -> usize {
        let at = self.nodes.len();
        self.nodes.push(Node { key, span, shape, parent, children: Vec::new() });
        self.nodes[parent].children.push(at);
        at
    }

    /// A node.
    pub(super) fn node(&self, at: usize) -> &Node<'s> {
        &self.nodes[at]
    }

    /// The text of a node.
    pub(super) fn text_of(&self, at: usize) -> &'s str {
        self.text.get(self.nodes[at].span.clone()).unwrap_or_default()
    }

    /// The value of a field of a group.
    pub(super) fn field(&self, group: usize, key: &str) -> Option<usize> {
        self.nodes[group].children.iter().copied().find(|&child| self.nodes[child].key == Some(key))
    }

    /// The value that the steps lead to from the file's outermost group, or the nearest value around it.
    pub(super) fn follow(&self, steps: &[Step]) -> usize {
        // An attribute such as `#![enable(…)]` may stand before the file's `( … )`.
        let outermost = self.nodes[0].children.iter().find(|&&child| self.text_of(child).starts_with('('));
        let mut at = outermost.copied().unwrap_or(0);
        for step in steps {
            let next = match *step {
                Step::Key(key) => self.field(at, key),
                Step::Item(index) => self.nodes[at].children.get(index).copied(),
            };
            match next {
                Some(next) => at = self.inside_some(next),
                None => break,
            }
        }
        at
    }

    /// `Some("x")` is written for `"x"` by careful authors.
    fn inside_some(&self, at: usize) -> usize {
        let node = &self.nodes[at];
        let wrapped = matches!(node.shape, Shape::Group { .. }) && self.text[..node.span.start].trim_end().ends_with("Some");
        if wrapped { node.children.first().copied().unwrap_or(at) } else { at }
    }

    /// The smallest value that holds the byte at `offset` or ends there.
    pub(super) fn around(&self, offset: usize) -> usize {
        let holds = |node: &Node<'_>| node.span.start <= offset && offset <= node.span.end;
        // Children come after their parents, so the last one is the smallest.
        self.nodes.iter().rposition(holds).unwrap_or(0)
    }

    /// The innermost group at `offset` that was never closed.
    pub(super) fn unclosed(&self) -> Option<usize> {
        self.nodes.iter().rposition(|node| node.shape == Shape::Group { closed: false })
    }

    /// The group around a node, or the node itself when it is a group, and so outwards to the file.
    pub(super) fn groups(&self, at: usize) -> impl Iterator<Item = usize> {
        let outward = std::iter::successors(Some(at), |&at| (at != 0).then(|| self.nodes[at].parent));
        outward.filter(|&at| matches!(self.nodes[at].shape, Shape::Group { .. }))
    }

    /// The texts of all `id` fields of a section.
    pub(super) fn ids(&self, section: &'static str) -> impl Iterator<Item = &'s str> {
        let entries = self.follow(&[Step::Key(section)]);
        let found = self.nodes[entries].key == Some(section);
        let entries = if found { self.nodes[entries].children.as_slice() } else { &[] };
        entries.iter().filter_map(|&entry| self.field(entry, "id")).map(|id| self.text_of(id))
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Token {
    Open,
    Close,
    Colon,
    Comma,
    Text,
    Word,
}

struct Tokens<'s> {
    text: &'s str,
    at: usize,
}

impl Tokens<'_> {
    /// Takes `length` bytes.
    fn take(&mut self, token: Token, length: usize) -> Option<(Token, Range<usize>)> {
        let start = self.at;
        self.at += length;
        Some((token, start..self.at))
    }

    /// Takes a string whose opening mark is `open` bytes long and whose closing mark is `close`.
    fn quoted(&mut self, open: usize, close: &str, escapes: bool) -> Option<(Token, Range<usize>)> {
        let start = self.at + open;
        let rest = &self.text[start..];
        let mut escaped = false;
        let end = rest.char_indices().find_map(|(at, c)| {
            let ends = !escaped && rest[at..].starts_with(close);
            escaped = escapes && c == '\\' && !escaped;
            ends.then_some(at)
        });
        let length = end.unwrap_or(rest.len());
        self.at = (start + length + close.len()).min(self.text.len());
        Some((Token::Text, start..start + length))
    }
}

impl Iterator for Tokens<'_> {
    type Item = (Token, Range<usize>);

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            let rest = &self.text[self.at..];
            let first = rest.chars().next()?;
            if first.is_whitespace() {
                self.at += first.len_utf8();
            } else if rest.starts_with("//") {
                self.at += rest.find('\n').unwrap_or(rest.len());
            } else if rest.starts_with("/*") {
                self.at += block_comment(rest);
            } else {
                break;
            }
        }
        let rest = &self.text[self.at..];
        let first = rest.chars().next()?;
        match first {
            '(' | '[' | '{' => self.take(Token::Open, 1),
            ')' | ']' | '}' => self.take(Token::Close, 1),
            ':' => self.take(Token::Colon, 1),
            ',' => self.take(Token::Comma, 1),
            '"' => self.quoted(1, "\"", true),
            'r' if rest[1..].trim_start_matches('#').starts_with('"') => {
                let hashes = rest[1..].bytes().take_while(|&byte| byte == b'#').count();
                let close = format!("\"{}", "#".repeat(hashes));
                self.quoted(hashes + 2, &close, false)
            }
            _ => {
                let ends = |c: char| c.is_whitespace() || "()[]{}:,\"".contains(c);
                self.take(Token::Word, rest.find(ends).unwrap_or(rest.len()))
            }
        }
    }
}

/// The length of the block comment that the text begins with; block comments nest.
fn block_comment(text: &str) -> usize {
    let mut depth = 0;
    let mut at = 0;
    while let Some(found) = text[at..].find(['/', '*']) {
        at += found;
        if text[at..].starts_with("/*") {
            depth += 1;
            at += 2;
        } else if text[at..].starts_with("*/") {
            depth -= 1;
            at += 2;
            if depth == 0 {
                return at;
            }
        } else {
            at += 1;
        }
    }
    text.len()
}
