//! From a header to a plan: which kind of file this is, and what each column is for. Reads no rows.

use crate::domain::text::{fold, nearest};
use crate::import::guard::unguard;
use crate::import::kinds::{KINDS, Kind, KindSpec};
use crate::import::lookup::{Lookup, MetricMatch};
use crate::import::reject::Refusal;

/// What the user said about a file before it is read.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// The kind, whatever the columns say.
    pub kind: Option<Kind>,
    /// Header and field; an empty field leaves the column out.
    pub map: Vec<(String, String)>,
    /// The tool that the file comes from, by whose ids its accounts may be named.
    pub source: Option<String>,
    /// The currency of amounts that name none; the book's without it.
    pub currency: Option<crate::domain::Currency>,
}

/// What a column is for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Column {
    /// The place among the kind's fields.
    Field(usize),
    /// A custom field, by its name without `field.`
    Custom(String),
    /// A metric of a wide usage file.
    Metric(String),
    /// A metric of a wide usage file that the rules do not know: not read.
    UnknownMetric { nearest: Option<String> },
    /// Not recognised: not read.
    Unknown { nearest: Option<&'static str> },
    /// Left out by the user.
    LeftOut,
}

/// A file's kind and columns.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Plan {
    pub kind: Kind,
    /// The headers, guards taken off, as they stand in the file.
    pub headers: Vec<String>,
    /// One for each header.
    pub columns: Vec<Column>,
    /// Whether usage comes with a column per metric.
    pub wide: bool,
    places: Vec<Option<usize>>,
}

impl Plan {
    /// Makes the plan for a header; `file` is the file's name, which decides only where the columns do not.
    pub fn new(file: &str, headers: &[String], options: &Options, book: &dyn Lookup) -> Result<Self, Refusal> {
        let headers: Vec<String> = headers.iter().map(|header| unguard(header).trim().to_owned()).collect();
        for (header, field) in &options.map {
            check_field(field, options.kind, book)?;
            if !headers.iter().any(|known| known == header) {
                let nearest = nearest(header, headers.iter().map(String::as_str)).map(str::to_owned);
                return Err(Refusal::UnknownColumn { column: header.clone(), nearest });
            }
        }
        let sheet = Header { file, headers: &headers, map: &options.map, book };
        let (kind, wide) = match options.kind {
            Some(kind) => (kind, kind == Kind::Usage && !sheet.misses(kind.spec(), false).is_empty()),
            None => sheet.kind()?,
        };
        let missing = sheet.misses(kind.spec(), wide);
        if !missing.is_empty() {
            return Err(Refusal::MissingColumns { kind: kind.spec().name, columns: missing });
        }
        let columns = sheet.columns(kind.spec(), wide)?;
        let mut places = vec![None; kind.spec().fields.len()];
        for (place, column) in columns.iter().enumerate() {
            let Column::Field(field) = column else { continue };
            if let Some(Some(first)) = places.get(*field).copied() {
                let pair: [String; 2] = [first, place].map(|column: usize| headers[column].clone());
                return Err(Refusal::SameField { field: kind.spec().fields[*field].name, columns: pair });
            }
            places[*field] = Some(place);
        }
        Ok(Self { kind, headers, columns, wide, places })
    }

    /// The column of a field, by the field's place in its kind.
    pub fn column_of(&self, field: usize) -> Option<usize> {
        self.places.get(field).copied().flatten()
    }

    /// The columns of custom fields.
    pub fn fields(&self) -> impl Iterator<Item = (usize, &str)> {
        self.columns.iter().enumerate().filter_map(|(place, column)| match column {
            Column::Custom(name) => Some((place, name.as_str())),
            _ => None,
        })
    }

    /// The headers that are not read because nothing is known of them.
    pub fn unrecognised(&self) -> impl Iterator<Item = (&str, &Column)> {
        let unknown = |column: &Column| matches!(column, Column::Unknown { .. } | Column::UnknownMetric { .. });
        self.headers.iter().zip(&self.columns).filter(move |(_, column)| unknown(column)).map(|(header, column)| (header.as_str(), column))
    }
}

/// A field named by the user must be one of the kind, or of any kind while that is open; or a metric.
fn check_field(field: &str, kind: Option<Kind>, book: &dyn Lookup) -> Result<(), Refusal> {
    let specs = || KINDS.iter().filter(|spec| kind.is_none_or(|kind| kind == spec.kind));
    let known = is_left_out(field) || custom(field).is_some() || specs().any(|spec| spec.field(field).is_some());
    if known || book.metric(field) == MetricMatch::Known {
        return Ok(());
    }
    let nearest = nearest(field, specs().flat_map(|spec| spec.fields).map(|field| field.name));
    Err(Refusal::UnknownField { field: field.to_owned(), nearest })
}

/// Whether the user's word for a column leaves it out.
fn is_left_out(field: &str) -> bool {
    field.is_empty() || field == "-"
}

/// A header by which headers are compared: folded, without spaces and joints.
fn bare(header: &str) -> String {
    fold(header).chars().filter(|c| !matches!(c, ' ' | '_' | '-' | '(' | ')' | '/')).collect()
}

/// The X of a header `field.X`.
fn custom(header: &str) -> Option<&str> {
    let (word, name) = header.split_once('.')?;
    (word.trim().eq_ignore_ascii_case("field") && !name.trim().is_empty()).then(|| name.trim())
}

struct Header<'a> {
    file: &'a str,
    headers: &'a [String],
    map: &'a [(String, String)],
    book: &'a dyn Lookup,
}

impl Header<'_> {
    /// The field that a header means in a kind; the user's word goes first.
    fn field(&self, spec: &KindSpec, header: &str) -> Option<usize> {
        if let Some((_, field)) = self.map.iter().find(|(column, _)| column == header) {
            return spec.field(field);
        }
        let header = bare(header);
        let named = |names: &[&str]| names.iter().any(|name| bare(name) == header);
        let canonical = spec.fields.iter().position(|field| bare(field.name) == header);
        canonical.or_else(|| spec.fields.iter().position(|field| named(&[field.ja]) || named(field.also))).filter(|_| !header.is_empty())
    }

    fn found(&self, spec: &KindSpec) -> Vec<usize> {
        let mut found: Vec<usize> = self.headers.iter().filter_map(|header| self.field(spec, header)).collect();
        found.sort_unstable();
        found.dedup();
        found
    }

    /// The required columns that a kind does not find.
    fn misses(&self, spec: &'static KindSpec, wide: bool) -> Vec<&'static str> {
        let found = self.found(spec);
        let has = |name: &str| spec.field(name).is_some_and(|field| found.contains(&field));
        let in_metrics = |name: &str| wide && matches!(name, "metric" | "value");
        let required = spec.fields.iter().filter(|field| field.required).map(|field| field.name);
        let mut missing: Vec<&'static str> = required.filter(|name| !has(name) && !in_metrics(name)).collect();
        if !spec.one_of.is_empty() && !spec.one_of.iter().any(|name| has(name)) {
            missing.extend(spec.one_of);
        }
        missing
    }

    /// The kind that recognises most columns; of equals the one that the file's name speaks for.
    fn kind(&self) -> Result<(Kind, bool), Refusal> {
        let mut fits: Vec<(usize, bool, Kind, bool)> = Vec::new();
        for spec in KINDS {
            if self.misses(spec, false).is_empty() {
                fits.push((self.found(spec).len(), self.is_named_after(spec), spec.kind, false));
            }
        }
        fits.extend(self.wide_usage());
        // One column that happens to have a known name makes no file of a kind.
        fits.retain(|(score, named, ..)| *score >= 2 || *named || self.headers.len() == 1);
        let best = fits.iter().map(|(score, named, ..)| (*score, *named)).max();
        fits.retain(|(score, named, ..)| Some((*score, *named)) == best);
        match fits[..] {
            [] => Err(Refusal::UnknownKind { columns: self.headers.to_vec() }),
            [(_, _, kind, wide)] => Ok((kind, wide)),
            _ => Err(Refusal::DoubtfulKind { kinds: fits.iter().map(|(_, _, kind, _)| kind.spec().name).collect() }),
        }
    }

    /// Wide usage fits where columns beside account and date are metrics, or the file's name says that they are.
    fn wide_usage(&self) -> Option<(usize, bool, Kind, bool)> {
        let spec = Kind::Usage.spec();
        let fits = !self.misses(spec, false).is_empty() && self.misses(spec, true).is_empty();
        let rest = || self.headers.iter().filter(|header| self.field(spec, header).is_none());
        let known = rest().filter(|header| self.book.metric(header) == MetricMatch::Known).count();
        let named = self.is_named_after(spec);
        (fits && (known > 0 || named) && rest().count() > 0).then_some((2 + known, named, Kind::Usage, true))
    }

    fn is_named_after(&self, spec: &KindSpec) -> bool {
        let stem = fold(self.file);
        let stem = stem.rsplit(['/', '\\']).next().unwrap_or_default();
        stem.split(|c: char| !c.is_alphanumeric() && c != '_').any(|word| spec.files.contains(&word))
            || spec.files.iter().any(|word| stem.starts_with(word))
    }

    fn columns(&self, spec: &'static KindSpec, wide: bool) -> Result<Vec<Column>, Refusal> {
        self.headers.iter().map(|header| self.column(spec, wide, header)).collect()
    }

    fn column(&self, spec: &'static KindSpec, wide: bool, header: &str) -> Result<Column, Refusal> {
        let takes_fields = spec.field("field").filter(|_| spec.kind == Kind::Account);
        let mapped = self.map.iter().find(|(column, _)| column == header).map(|(_, field)| field.as_str());
        if mapped.is_some_and(is_left_out) {
            return Ok(Column::LeftOut);
        }
        if let Some(name) = custom(mapped.unwrap_or(header)).filter(|_| takes_fields.is_some()) {
            return Ok(Column::Custom(name.to_owned()));
        }
        match (self.field(spec, header).filter(|field| Some(*field) != takes_fields), mapped) {
            (Some(field), _) if !(wide && matches!(spec.fields[field].name, "metric" | "value")) => Ok(Column::Field(field)),
            (_, Some(metric)) if wide => Ok(self.metric(metric)),
            (_, Some(field)) => {
                let nearest = nearest(field, spec.fields.iter().map(|field| field.name));
                Err(Refusal::UnknownField { field: field.to_owned(), nearest })
            }
            _ if wide && !header.is_empty() => Ok(self.metric(header)),
            _ => Ok(Column::Unknown { nearest: nearest(header, spec.fields.iter().flat_map(|field| [field.name, field.ja])) }),
        }
    }

    fn metric(&self, key: &str) -> Column {
        match self.book.metric(key) {
            MetricMatch::Known => Column::Metric(key.to_owned()),
            MetricMatch::Unknown { nearest } => Column::UnknownMetric { nearest },
        }
    }
}
