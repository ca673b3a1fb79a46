//! What can be said of a node or an edge.

use std::borrow::Cow;

use super::Nested;
use crate::date::PartialDate;
use crate::graph::Id;

/// Something that can be said of a node or an edge.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::export) struct Attribute {
    pub(in crate::export) name: &'static str,
    pub(in crate::export) sort: Sort,
}

/// What sort of value an attribute has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::export) enum Sort {
    Text,
    Count,
    Share,
    Date,
    Flag,
    List,
    Nested,
}

/// What is said.
pub(in crate::export) enum Value<'v> {
    Text(Cow<'v, str>),
    Count(u64),
    Share(f32),
    Date(PartialDate),
    Flag(bool),
    List(Vec<&'v str>),
    Nested(Nested<'v>),
}

// What is said in both networks.
pub(super) const TYPE: Attribute = Attribute::new("type", Sort::Text);
pub(super) const SLUG: Attribute = Attribute::new("slug", Sort::Text);
pub(super) const NAME: Attribute = Attribute::new("name", Sort::Text);
pub(super) const KIND: Attribute = Attribute::new("kind", Sort::Text);
pub(super) const ALIASES: Attribute = Attribute::new("aliases", Sort::List);
pub(super) const PRINCIPAL: Attribute = Attribute::new("principal", Sort::Text);
pub(super) const RELATION: Attribute = Attribute::new("relation", Sort::Text);
pub(super) const KILLED: Attribute = Attribute::new("killed", Sort::Count);
pub(super) const WOUNDED: Attribute = Attribute::new("wounded", Sort::Count);
pub(super) const MODALITY: Attribute = Attribute::new("modality", Sort::Text);
pub(super) const STATUS: Attribute = Attribute::new("status", Sort::Text);
pub(super) const SOURCES: Attribute = Attribute::new("sources", Sort::Count);
pub(super) const STANDING: Attribute = Attribute::new("standing", Sort::Nested);

impl Attribute {
    pub(super) const fn new(name: &'static str, sort: Sort) -> Attribute {
        Attribute { name, sort }
    }
}

impl<'v> Value<'v> {
    /// Whether it says nothing.
    pub(super) fn is_empty(&self) -> bool {
        match self {
            Value::Text(text) => text.is_empty(),
            Value::List(list) => list.is_empty(),
            Value::Nested(nested) => nested.is_empty(),
            Value::Count(_) | Value::Share(_) | Value::Date(_) | Value::Flag(_) => false,
        }
    }

    /// As one text; lists are joined. Nothing for what is nested.
    pub(in crate::export) fn flat(&self) -> Option<Cow<'_, str>> {
        Some(match self {
            Value::Text(text) => Cow::Borrowed(text),
            Value::Count(count) => Cow::Owned(count.to_string()),
            Value::Share(share) => Cow::Owned(share.to_string()),
            Value::Date(date) => Cow::Owned(date.to_string()),
            Value::Flag(flag) => Cow::Borrowed(if *flag { "true" } else { "false" }),
            Value::List(list) => Cow::Owned(list.join("; ")),
            Value::Nested(_) => return None,
        })
    }
}

impl<'v> From<&'v str> for Value<'v> {
    fn from(text: &'v str) -> Self {
        Value::Text(Cow::Borrowed(text))
    }
}

impl From<String> for Value<'_> {
    fn from(text: String) -> Self {
        Value::Text(Cow::Owned(text))
    }
}

impl<'v> From<Option<&'v str>> for Value<'v> {
    fn from(text: Option<&'v str>) -> Self {
        Value::Text(Cow::Borrowed(text.unwrap_or_default()))
    }
}

impl From<usize> for Value<'_> {
    fn from(count: usize) -> Self {
        Value::Count(count as u64)
    }
}

impl From<u32> for Value<'_> {
    fn from(count: u32) -> Self {
        Value::Count(count.into())
    }
}

impl From<f32> for Value<'_> {
    fn from(share: f32) -> Self {
        Value::Share(share)
    }
}

impl From<PartialDate> for Value<'_> {
    fn from(date: PartialDate) -> Self {
        Value::Date(date)
    }
}

impl From<bool> for Value<'_> {
    fn from(flag: bool) -> Self {
        Value::Flag(flag)
    }
}

impl<'v> From<Vec<&'v str>> for Value<'v> {
    fn from(list: Vec<&'v str>) -> Self {
        Value::List(list)
    }
}

impl<'v> From<&'v [Id]> for Value<'v> {
    fn from(ids: &'v [Id]) -> Self {
        Value::List(ids.iter().map(Id::as_str).collect())
    }
}

impl<'v> From<&'v [String]> for Value<'v> {
    fn from(texts: &'v [String]) -> Self {
        Value::List(texts.iter().map(String::as_str).collect())
    }
}

impl<'v> From<Nested<'v>> for Value<'v> {
    fn from(nested: Nested<'v>) -> Self {
        Value::Nested(nested)
    }
}
