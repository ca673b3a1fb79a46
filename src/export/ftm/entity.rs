//! An entity: an id, a schema and properties, each with a list of texts.

use std::borrow::Cow;

use once_cell::sync::Lazy;
use serde::ser::SerializeMap;
use serde::{Serialize, Serializer};
use uuid::Uuid;

use crate::export::address::encoded;

/// The namespace of ids that are no plain words.
static NAMESPACE: Lazy<Uuid> = Lazy::new(|| Uuid::new_v5(&Uuid::NAMESPACE_URL, b"urn:reprisal:ftm"));

/// Letters that a text may have, and one that is no text but a name: some fewer than FollowTheMoney allows.
const LONGEST: usize = 60_000;
const LONGEST_NAME: usize = 240;

/// An entity on its way out.
#[derive(Serialize)]
pub(super) struct Entity<'a> {
    id: String,
    schema: &'static str,
    properties: Properties<'a>,
    /// How many texts were too long.
    #[serde(skip)]
    pub(super) cuts: usize,
}

/// Properties with their values; those of one name stand together.
struct Properties<'a>(Vec<(&'static str, Vec<Cow<'a, str>>)>);

impl Serialize for Properties<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(self.0.len()))?;
        for (name, values) in &self.0 {
            map.serialize_entry(name, values)?;
        }
        map.end()
    }
}

impl<'a> Entity<'a> {
    pub(super) fn new(id: String, schema: &'static str) -> Entity<'a> {
        Entity { id, schema, properties: Properties(Vec::with_capacity(8)), cuts: 0 }
    }

    fn add(&mut self, name: &'static str, value: Cow<'a, str>) {
        // FollowTheMoney takes no text without a letter.
        if value.trim().is_empty() {
            return;
        }
        let value = self.cut(name, value);
        let known = &mut self.properties.0;
        match known.iter_mut().find(|(known, _)| *known == name) {
            Some((_, values)) if values.contains(&value) => {}
            Some((_, values)) => values.push(value),
            None => known.push((name, vec![value])),
        }
    }

    /// A text as long as FollowTheMoney takes it.
    fn cut(&mut self, name: &str, value: Cow<'a, str>) -> Cow<'a, str> {
        let most = match name {
            "summary" => LONGEST,
            "sourceUrl" => return value,
            _ => LONGEST_NAME,
        };
        if value.len() <= most {
            return value;
        }
        match value.char_indices().nth(most) {
            Some((end, _)) => {
                self.cuts += 1;
                format!("{}…", value.get(..end).unwrap_or_default()).into()
            }
            None => value,
        }
    }

    pub(super) fn say(&mut self, name: &'static str, value: impl Into<Cow<'a, str>>) {
        self.add(name, value.into());
    }

    pub(super) fn say_some(&mut self, name: &'static str, value: Option<String>) {
        value.into_iter().for_each(|value| self.add(name, value.into()));
    }

    pub(super) fn say_all(&mut self, name: &'static str, values: impl IntoIterator<Item = &'a str>) {
        values.into_iter().for_each(|value| self.add(name, value.into()));
    }

    pub(super) fn say_ids(&mut self, name: &'static str, ids: impl IntoIterator<Item = String>) {
        ids.into_iter().for_each(|id| self.add(name, id.into()));
    }
}

/// The id of an entity: readable where ours is made of what FollowTheMoney allows in ids, else a UUID made of it.
pub(super) fn id_of(sort: &str, id: &str) -> String {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'-';
    let ends = id.as_bytes().last().is_some_and(u8::is_ascii_alphanumeric);
    if ends && id.len() < 200 && id.bytes().all(plain) {
        return format!("reprisal-{sort}-{id}");
    }
    // A readable id begins with no such mark.
    format!("reprisal-{sort}.{}", Uuid::new_v5(&NAMESPACE, format!("{sort} {id}").as_bytes()))
}

/// An address that FollowTheMoney takes: without white space.
pub(super) fn address(url: &str) -> Option<String> {
    let host = url.split_once("://").map(|(_, rest)| rest.split(['/', '?', '#']).next().unwrap_or(rest))?;
    let plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '.' | ':');
    (url.len() < 4_000 && host.contains('.') && host.chars().all(plain)).then(|| encoded(url))
}
