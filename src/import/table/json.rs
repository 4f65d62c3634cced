//! JSON to a table: an array of objects, or an object on each line. Objects are flattened to dotted keys, and the keys become
//! the header in the order of first sight. Numbers keep the digits they are written with.

use crate::import::records::{COLUMN_LIMIT, RECORD_LIMIT, Step};
use crate::import::reject::Refusal;
use crate::import::table::elements::Elements;
use crate::import::table::spool::Rows;
use crate::import::table::{Source, Table, Told};
use serde::de::{Deserialize, Deserializer, MapAccess, Visitor};
use serde_json::value::RawValue;
use std::collections::HashMap;
use std::fmt;

/// Objects nested deeper than this are rejected.
pub const DEPTH_LIMIT: usize = 32;

/// The table of a JSON file. It is read twice, since any line may bring a new key.
pub(in crate::import::table) fn table(source: &Source) -> Result<Table, Refusal> {
    let mut keys = Keys::default();
    let (mut first, mut objects) = (None, false);
    let mut elements = Elements::new(source.open()?)?;
    while let Some(found) = elements.next()? {
        first.get_or_insert(found.number);
        if let Ok(pairs) = flatten(found.bytes) {
            objects = true;
            pairs.into_iter().try_for_each(|(key, _)| keys.add(key).map(drop))?;
        }
    }
    match first {
        None => return Err(Refusal::Empty),
        Some(line) if !objects => return Err(Refusal::NotJson { line }),
        Some(_) => {}
    }
    let mut rows = Rows::new();
    rows.add(0, Step::Record, keys.names.iter().map(String::as_str))?;
    let mut elements = Elements::new(source.open()?)?;
    while let Some(found) = elements.next()? {
        match flatten(found.bytes) {
            Ok(pairs) => rows.add(found.number, Step::Record, keys.row(&pairs).into_iter())?,
            Err(Step::TooLong) => rows.add(found.number, Step::TooLong, std::iter::empty())?,
            Err(step) => rows.add(found.number, step, std::iter::once(&*String::from_utf8_lossy(found.bytes)))?,
        }
    }
    Ok(Table::rows(String::new(), Told::default(), None, rows.finish()?))
}

/// The keys seen, in the order of first sight.
#[derive(Default)]
struct Keys {
    names: Vec<String>,
    places: HashMap<String, usize>,
}

impl Keys {
    fn add(&mut self, key: String) -> Result<(), Refusal> {
        if self.places.contains_key(&key) {
            return Ok(());
        }
        if self.names.len() == COLUMN_LIMIT {
            return Err(Refusal::TooManyColumns { limit: COLUMN_LIMIT });
        }
        self.places.insert(key.clone(), self.names.len());
        self.names.push(key);
        Ok(())
    }

    /// The values under their keys, up to the last one. Of a key given twice the later counts, as everywhere in JSON.
    fn row<'a>(&self, pairs: &'a [(String, String)]) -> Vec<&'a str> {
        let mut row = Vec::new();
        for (key, value) in pairs {
            let place = self.places.get(key).copied().unwrap_or_default();
            if place >= row.len() {
                row.resize(place + 1, "");
            }
            row[place] = value;
        }
        row
    }
}

type Pairs = Vec<(String, String)>;

/// The dotted keys and the texts of an object; or what it is instead.
fn flatten(bytes: &[u8]) -> Result<Pairs, Step> {
    if bytes.len() > RECORD_LIMIT {
        return Err(Step::TooLong);
    }
    let text = std::str::from_utf8(bytes).map_err(|_| Step::NotText { cell: 0 })?;
    let object = serde_json::from_str::<Object<'_>>(text).map_err(|_| Step::NotAnObject)?;
    let mut pairs = Vec::new();
    spread(object, "", 1, &mut pairs)?;
    if pairs.iter().any(|(_, value)| value.contains('\0')) { Err(Step::NotText { cell: 0 }) } else { Ok(pairs) }
}

fn spread(object: Object<'_>, above: &str, depth: usize, pairs: &mut Pairs) -> Result<(), Step> {
    if depth > DEPTH_LIMIT {
        return Err(Step::TooDeep);
    }
    for (key, value) in object.0 {
        let key = if above.is_empty() { key } else { format!("{above}.{key}") };
        match value.get().as_bytes().first() {
            Some(b'{') => spread(parse(value)?, &key, depth + 1, pairs)?,
            Some(b'[') => pairs.push((key, list(value)?)),
            _ => pairs.push((key, scalar(value)?)),
        }
    }
    Ok(())
}

/// The raw text is JSON already; only a string may still say what no text can, such as half of a surrogate pair.
fn parse<'a, T: Deserialize<'a>>(value: &'a RawValue) -> Result<T, Step> {
    serde_json::from_str(value.get()).map_err(|_| Step::NotText { cell: 0 })
}

fn scalar(value: &RawValue) -> Result<String, Step> {
    match value.get() {
        "null" => Ok(String::new()),
        string if string.starts_with('"') => parse(value),
        plain => Ok(plain.to_owned()),
    }
}

/// Scalars with `;` between; anything else as the JSON it is, without white space.
fn list(value: &RawValue) -> Result<String, Step> {
    let items: Vec<&RawValue> = parse(value)?;
    if items.iter().any(|item| item.get().starts_with(['{', '['])) {
        return Ok(compact(value.get()));
    }
    Ok(items.into_iter().map(scalar).collect::<Result<Vec<_>, _>>()?.join(";"))
}

fn compact(json: &str) -> String {
    let (mut quoted, mut escaped) = (false, false);
    json.chars()
        .filter(|letter| {
            let kept = quoted || !letter.is_ascii_whitespace();
            (quoted, escaped) = match letter {
                '"' if !escaped => (!quoted, false),
                '\\' => (quoted, !escaped),
                _ => (quoted, false),
            };
            kept
        })
        .collect()
}

/// The members of an object in their order, values as they are written.
struct Object<'a>(Vec<(String, &'a RawValue)>);

impl<'de> Deserialize<'de> for Object<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Members;

        impl<'de> Visitor<'de> for Members {
            type Value = Object<'de>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an object")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
                let mut members = Vec::new();
                while let Some(member) = map.next_entry()? {
                    members.push(member);
                }
                Ok(Object(members))
            }
        }

        deserializer.deserialize_map(Members)
    }
}
