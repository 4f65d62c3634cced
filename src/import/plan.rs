//! From a header to a plan: which kind of file this is, and what each column is for. Reads no rows.

use crate::domain::Currency;
use crate::domain::text::{fold, nearest};
use crate::import::cells::Form;
use crate::import::guard::unguard;
use crate::import::headers::{Header, custom};
use crate::import::kinds::{KINDS, Kind};
use crate::import::lookup::{Lookup, MetricMatch};
use crate::import::mapping::{self, Headers, Mapping, place_of};
use crate::import::reject::{Refusal, RejectReason};
use crate::import::source::Source;
use crate::import::values::{Epoch, scale};

/// What the user said about a file before it is read.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// The kind, whatever the columns say.
    pub kind: Option<Kind>,
    /// Header and field; an empty field leaves the column out.
    pub map: Vec<(String, String)>,
    /// How days are written where their form leaves it open.
    pub days: Option<mapping::Days>,
    /// From when bare numbers in columns of days count, where they are a spreadsheet's.
    pub serials: Option<Epoch>,
    /// Mappings of the user's own.
    pub mappings: Vec<Mapping>,
    /// The currency of amounts that name none; the book's without it.
    pub currency: Option<Currency>,
}

/// What a column is for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Column {
    /// The place among the kind's fields.
    Field(usize),
    /// A custom field, by its name without `field.`
    Custom(String),
    /// A metric, by its key in the rules.
    Metric(String),
    /// A metric of a wide usage file that the rules do not know: not read.
    UnknownMetric { nearest: Option<String> },
    /// Not recognised: not read.
    Unknown { nearest: Option<&'static str> },
    /// Left out by the user, or by the mapping of a known tool.
    LeftOut,
}

/// A file's kind and columns.
#[derive(Clone, Debug, PartialEq)]
pub struct Plan {
    pub kind: Kind,
    /// The headers, guards taken off, as they stand in the file.
    pub headers: Vec<String>,
    /// One for each header.
    pub columns: Vec<Column>,
    /// Whether usage comes with a column per metric.
    pub wide: bool,
    /// The mapping by which it was recognised.
    pub mapping: Option<Mapping>,
    /// Rows that count, by the texts in these columns.
    pub only: Vec<(usize, Vec<String>)>,
    sources: Vec<Source>,
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
        let plan = match mapping::recognise(&options.mappings, &headers, options.kind) {
            Some(mapping) => Self::mapped(headers, mapping, options, book),
            None => Self::told_by_headers(file, headers, options, book),
        }?;
        match options.currency {
            Some(currency) => plan.in_currency(currency, book.currency()),
            None => Ok(plan),
        }
    }

    /// The same with a currency for the rows that say none. Some kinds keep amounts in the book's own currency only.
    fn in_currency(mut self, currency: Currency, own: Currency) -> Result<Self, Refusal> {
        let spec = self.kind.spec();
        match spec.field("currency") {
            Some(field) => self.sources[field].constant = Some(currency.to_string()),
            None if currency != own && spec.fields.iter().any(|field| field.form == Form::Money) => {
                return Err(Refusal::OwnCurrencyOnly { kind: spec.name, own });
            }
            None => {}
        }
        Ok(self)
    }

    fn told_by_headers(file: &str, headers: Vec<String>, options: &Options, book: &dyn Lookup) -> Result<Self, Refusal> {
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
        let mut sources = vec![Source::default(); kind.spec().fields.len()];
        for (place, column) in columns.iter().enumerate() {
            let Column::Field(field) = column else { continue };
            if let Some(first) = sources[*field].columns.first() {
                let pair = [*first, place].map(|column| headers[column].clone());
                return Err(Refusal::SameField { field: kind.spec().fields[*field].name, columns: pair });
            }
            sources[*field].columns.push(place);
        }
        Ok(Self { kind, headers, columns, wide, mapping: None, only: Vec::new(), sources })
    }

    fn mapped(headers: Vec<String>, mapping: &Mapping, options: &Options, book: &dyn Lookup) -> Result<Self, Refusal> {
        let kind = mapping.kind().ok_or(Refusal::UnknownKind { columns: headers.clone() })?;
        let spec = kind.spec();
        let mut columns = vec![Column::LeftOut; headers.len()];
        let mut sources = vec![Source::default(); spec.fields.len()];
        for (name, from) in &mapping.columns {
            let places: Vec<usize> = from.all().iter().filter_map(|header| place_of(header, &headers)).collect();
            if let Some(field) = spec.field(name) {
                for place in &places {
                    columns[*place] = Column::Field(field);
                }
                sources[field] = Source { columns: places, joined: matches!(from, Headers::Joined { .. }), ..Source::default() };
            } else if let Some(column) = beside_fields(name, book) {
                for place in places {
                    columns[place] = column.clone();
                }
            }
        }
        if kind == Kind::Account {
            // Its headers mean what the tool means by them, so that none is guessed at: HubSpot's annual revenue is no ARR.
            for place in (0..headers.len()).filter(|place| !named_in(mapping, &headers, *place)) {
                columns[place] = Column::Unknown { nearest: None };
            }
        }
        for (name, text) in &mapping.constants {
            if let Some(field) = spec.field(name) {
                sources[field].constant = Some(text.clone());
            }
        }
        for (place, field) in spec.fields.iter().enumerate() {
            sources[place].words = mapping.words_of(field.name);
        }
        for (header, name) in &options.map {
            let Some(place) = headers.iter().position(|known| known == header) else { continue };
            for source in &mut sources {
                source.columns.retain(|column| *column != place);
            }
            columns[place] = match (spec.field(name), beside_fields(name, book)) {
                _ if is_left_out(name) => Column::LeftOut,
                (Some(field), _) => {
                    sources[field] = Source { columns: vec![place], words: sources[field].words.clone(), ..Source::default() };
                    Column::Field(field)
                }
                (None, Some(column)) => column,
                (None, None) => return Err(Refusal::UnknownField { field: name.clone(), nearest: None }),
            };
        }
        let wide = kind == Kind::Usage && columns.iter().any(|column| matches!(column, Column::Metric(_)));
        let given = |field: &str| spec.field(field).is_some_and(|field| !sources[field].is_absent());
        let spared = |field: &str| field == "value" && mapping.counts || wide && matches!(field, "metric" | "value");
        let required = spec.fields.iter().filter(|field| field.required).map(|field| field.name);
        let missing: Vec<&'static str> = required.filter(|field| !given(field) && !spared(field)).collect();
        if !missing.is_empty() {
            return Err(Refusal::MissingColumns { kind: spec.name, columns: missing });
        }
        let only = mapping.only.iter().filter_map(|(header, texts)| Some((place_of(header, &headers)?, texts.clone()))).collect();
        Ok(Self { kind, headers, columns, wide, mapping: Some(mapping.clone()), only, sources })
    }

    /// What a field is read from, by the field's place in its kind.
    pub fn source(&self, field: usize) -> &Source {
        static ABSENT: Source = Source::absent();
        self.sources.get(field).unwrap_or(&ABSENT)
    }

    /// The first column of a field.
    pub fn column_of(&self, field: usize) -> Option<usize> {
        self.source(field).columns.first().copied()
    }

    /// The columns of custom fields.
    pub fn fields(&self) -> impl Iterator<Item = (usize, &str)> {
        self.columns.iter().enumerate().filter_map(|(place, column)| match column {
            Column::Custom(name) => Some((place, name.as_str())),
            _ => None,
        })
    }

    /// The columns of metrics.
    pub fn metrics(&self) -> impl Iterator<Item = (usize, &str)> {
        self.columns.iter().enumerate().filter_map(|(place, column)| match column {
            Column::Metric(key) => Some((place, key.as_str())),
            _ => None,
        })
    }

    /// Whether each row is one event, to be counted.
    pub fn counts(&self) -> bool {
        self.mapping.as_ref().is_some_and(|mapping| mapping.counts)
    }

    /// The unit that the header of a column of amounts names, in the currency's own.
    pub fn unit(&self, column: usize) -> Option<i64> {
        const UNITS: [(&str, i64); 3] = [("百万円", 1_000_000), ("千円", 1_000), ("万円", 10_000)];
        let header = fold(self.headers.get(column)?);
        UNITS.iter().find(|(name, _)| header.contains(name)).map(|(_, unit)| *unit)
    }

    /// An amount in full units and without the tax that the file's amounts include. A cell that names its unit is not of the header's.
    pub(in crate::import) fn amount(&self, minor: i64, column: usize, text: &str) -> Result<i64, RejectReason> {
        let unit = self.unit(column).filter(|_| !text.contains(['万', '千', '億', '円']));
        let minor = scale(minor, unit.unwrap_or(1), 1)?;
        match self.mapping.as_ref().and_then(|mapping| mapping.tax_included) {
            Some(percent) => scale(minor, 100, 100 + i64::from(percent)),
            None => Ok(minor),
        }
    }

    /// Whether the length of an account's terms is taken from its days.
    pub fn terms_as_they_look(&self) -> bool {
        self.mapping.as_ref().is_some_and(|mapping| mapping.terms_as_they_look)
    }

    /// The tool that the file comes from, by whose ids its accounts may be named.
    pub fn tool(&self) -> Option<&str> {
        self.mapping.as_ref().map(|mapping| mapping.tool.as_str()).filter(|tool| !tool.is_empty())
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
    let known = is_left_out(field) || specs().any(|spec| spec.field(field).is_some());
    if known || beside_fields(field, book).is_some() {
        return Ok(());
    }
    let nearest = nearest(field, specs().flat_map(|spec| spec.fields).map(|field| field.name));
    Err(Refusal::UnknownField { field: field.to_owned(), nearest })
}

/// Whether the user's word for a column leaves it out.
pub(in crate::import) fn is_left_out(field: &str) -> bool {
    field.is_empty() || field == "-"
}

/// Whether a mapping says anything of a column: what it reads it as, or that rows are told apart by it.
fn named_in(mapping: &Mapping, headers: &[String], place: usize) -> bool {
    let of_columns = mapping.columns.values().flat_map(Headers::all);
    let mut named = of_columns.chain(mapping.only.keys()).chain(mapping.having.iter().filter(|_| mapping.exactly));
    named.any(|header| place_of(header, headers) == Some(place))
}

/// What a column may be beside the fields of a kind: a custom field, a metric.
fn beside_fields(name: &str, book: &dyn Lookup) -> Option<Column> {
    if let Some(name) = custom(name) {
        return Some(Column::Custom(name.to_owned()));
    }
    match book.metric(name.strip_prefix("metric.").unwrap_or(name)) {
        MetricMatch::Known { key } => Some(Column::Metric(key)),
        MetricMatch::Unknown { .. } => None,
    }
}
