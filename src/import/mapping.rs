//! Mappings: what the headers of a tool's export mean, as data. Those that come with banso lie in `assets/mappings`, a user's own
//! in `mappings` beside the configuration; both are written alike. Knows the words of a mapping, reads no files.

use crate::domain::text::fold;
use crate::import::headers::bare;
use crate::import::kinds::Kind;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::sync::LazyLock;

/// A tool and the files that it exports.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Tool {
    /// The word under which the tool's ids of accounts are kept.
    pub tool: String,
    /// As people write it.
    pub name: String,
    #[serde(default)]
    pub file: Vec<Mapping>,
}

/// One kind of export of a tool.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Mapping {
    /// What the tool calls it: `companies`, `invoices`.
    pub name: String,
    pub kind: String,
    /// Headers by which it is recognised: all of them must be there.
    pub having: Vec<String>,
    /// Of each field, the headers that it is read from. `metric.X` and `field.X` are fields too.
    pub columns: BTreeMap<String, Headers>,
    /// Words for fields that have no column.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub constants: BTreeMap<String, String>,
    /// Of a field, the tool's words and ours. An empty word of ours is an empty cell.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub words: BTreeMap<String, BTreeMap<String, String>>,
    /// Rows that count: those that have one of these texts under these headers. The others are passed over.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub only: BTreeMap<String, Vec<String>>,
    /// How days are written where the form leaves it open.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub days: Option<Days>,
    /// Rows of headers; the first counts.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub header_rows: Option<usize>,
    /// Each row is one event: usage is how many there are a day.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub counts: bool,
    /// The tax that amounts include, in percent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub tax_included: Option<u8>,
    /// Of accounts: terms are as long as start and renewal of each make them look, where no column says it.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub terms_as_they_look: bool,
    /// Metrics that rows name and that are not to be added to the rules: their rows are passed over, and it is not asked again.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub not_metrics: Vec<String>,
    /// Whether it knows only files that have these headers and no others.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub exactly: bool,
    /// The tool that it is of, and its name; filled in from the file.
    #[serde(skip)]
    pub tool: String,
    #[serde(skip)]
    pub tool_name: String,
}

/// How days are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Days {
    Dmy,
    Mdy,
    /// Seconds since 1970.
    Unix,
}

/// The headers that a field is read from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Headers {
    One(String),
    /// The first of them that holds something; of accounts, the first that is known.
    First(Vec<String>),
    /// All of them with a space between.
    Joined {
        join: Vec<String>,
    },
}

impl Headers {
    /// The headers in their order.
    pub fn all(&self) -> &[String] {
        match self {
            Self::One(header) => std::slice::from_ref(header),
            Self::First(headers) | Self::Joined { join: headers } => headers,
        }
    }
}

impl Mapping {
    /// The tool with what it calls the file.
    pub fn title(&self) -> String {
        if self.tool_name.is_empty() || self.name.starts_with(&self.tool_name) {
            self.name.clone()
        } else {
            format!("{} {}", self.tool_name, self.name)
        }
    }

    /// The kind of its rows.
    pub fn kind(&self) -> Option<Kind> {
        Kind::parse(&self.kind)
    }

    /// Whether all headers by which it is recognised are there.
    fn fits(&self, headers: &[String]) -> bool {
        let others = || headers.iter().filter(|header| !bare(header).is_empty()).count() > self.having.len();
        !self.having.is_empty() && self.having.iter().all(|wanted| place_of(wanted, headers).is_some()) && !(self.exactly && others())
    }

    /// Our word for a tool's word of a field.
    pub(in crate::import) fn words_of(&self, field: &str) -> BTreeMap<String, String> {
        self.words.get(field).into_iter().flatten().map(|(theirs, ours)| (fold(theirs), ours.clone())).collect()
    }
}

/// The place of a header. A `*` of the wanted one stands for any text.
pub(in crate::import) fn place_of(wanted: &str, headers: &[String]) -> Option<usize> {
    let exact = headers.iter().position(|header| header.trim() == wanted);
    exact.or_else(|| headers.iter().position(|header| matches(wanted, header)))
}

fn matches(wanted: &str, header: &str) -> bool {
    if !wanted.contains('*') {
        return bare(wanted) == bare(header);
    }
    let header = bare(header);
    let parts: Vec<String> = wanted.split('*').map(bare).collect();
    let mut rest = header.as_str();
    for (nth, part) in parts.iter().enumerate() {
        let found = match rest.find(part.as_str()) {
            Some(place) if nth > 0 || place == 0 => place,
            _ => return false,
        };
        rest = rest.get(found + part.len()..).unwrap_or_default();
    }
    rest.is_empty() || parts.last().is_some_and(String::is_empty)
}

/// A tool's file as TOML.
pub fn parse(text: &str) -> Result<Tool, toml::de::Error> {
    let mut tool: Tool = toml::from_str(text)?;
    for file in &mut tool.file {
        file.tool.clone_from(&tool.tool);
        file.tool_name.clone_from(&tool.name);
        if file.kind().is_none() {
            return Err(serde::de::Error::custom(format!("`{}` is no kind of file", file.kind)));
        }
    }
    Ok(tool)
}

macro_rules! built_in {
    ($($name:literal)+) => {
        /// The texts of the mappings that come with banso, by name.
        const BUILT_IN: &[(&str, &str)] = &[$(($name, include_str!(concat!("../../assets/mappings/", $name, ".toml"))),)+];
    };
}

built_in! { "hubspot" "salesforce" "zendesk" "intercom" "stripe" "chargebee" "surveys" "japan" "events" }

/// The mappings that come with banso. One that does not parse is missing, and a test tells.
pub fn built_in() -> &'static [Mapping] {
    static ALL: LazyLock<Vec<Mapping>> =
        LazyLock::new(|| BUILT_IN.iter().filter_map(|(_, text)| parse(text).ok()).flat_map(|tool| tool.file).collect());
    &ALL
}

/// The mapping that recognises most of these headers: the user's own before those that come with banso.
pub fn recognise<'a>(own: &'a [Mapping], headers: &[String], kind: Option<Kind>) -> Option<&'a Mapping> {
    let best = |all: &'a [Mapping]| {
        let fits = all.iter().filter(|mapping| mapping.fits(headers) && (kind.is_none() || mapping.kind() == kind));
        fits.reduce(|best, other| if other.having.len() > best.having.len() { other } else { best })
    };
    best(own).or_else(|| best(built_in()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::headers::custom;

    #[test]
    fn every_mapping_parses_and_names_fields_of_its_kind() {
        for (name, text) in BUILT_IN {
            let tool = parse(text).unwrap_or_else(|error| panic!("{name}: {error}"));
            assert!(!tool.file.is_empty(), "{name}");
            for file in &tool.file {
                let spec = file.kind().unwrap().spec();
                let fields = file.columns.keys().chain(file.constants.keys()).chain(file.words.keys());
                for field in fields.filter(|field| custom(field).is_none() && !field.starts_with("metric.")) {
                    assert!(spec.field(field).is_some(), "{name}, {}: {field}", file.name);
                }
                for required in spec.fields.iter().filter(|field| field.required) {
                    let counted = file.counts && required.name == "value";
                    assert!(
                        file.columns.contains_key(required.name) || file.constants.contains_key(required.name) || counted,
                        "{name}, {}: {}",
                        file.name,
                        required.name
                    );
                }
            }
        }
    }

    #[test]
    fn a_star_stands_for_any_text() {
        let headers = ["回答日".to_owned(), "弊社を知人に薦める可能性は？".to_owned()];
        assert_eq!(place_of("*薦める可能性*", &headers), Some(1));
        assert_eq!(place_of("弊社*", &headers), Some(1));
        assert_eq!(place_of("*弊社", &headers), None);
        assert_eq!(place_of("薦める*", &headers), None);
    }

    #[test]
    fn the_mapping_that_knows_most_is_taken_and_the_users_own_first() {
        let mapping = |name: &str, having: &[&str]| Mapping {
            name: name.to_owned(),
            having: having.iter().map(|header| (*header).to_owned()).collect(),
            ..parse("tool = 't'\nname = 'T'\n[[file]]\nname = 'x'\nkind = 'accounts'\nhaving = []\ncolumns = {}").unwrap().file.remove(0)
        };
        let headers = ["Record ID", "Company name", "Company Domain Name"].map(str::to_owned);
        assert_eq!(recognise(&[], &headers, None).map(|mapping| mapping.tool.as_str()), Some("hubspot"));
        assert_eq!(recognise(&[], &headers, Some(Kind::Ticket)), None);
        let own = [mapping("few", &["company name"]), mapping("more", &["company name", "record id"])];
        assert_eq!(recognise(&own, &headers, None).map(|mapping| mapping.name.as_str()), Some("more"));
        let exact = own.map(|mapping| Mapping { exactly: true, ..mapping });
        assert_eq!(recognise(&exact, &headers, None).map(|mapping| mapping.tool.as_str()), Some("hubspot"), "a file with more headers is another");
        assert_eq!(recognise(&exact, &headers[..2], None).map(|mapping| mapping.name.as_str()), Some("more"));
    }
}
