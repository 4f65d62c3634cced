//! From a header to a plan: which kind of file this is, and what each column is for. Reads no rows.

use crate::domain::text::{fold, nearest};
use crate::import::guard::unguard;
use crate::import::kinds::{KINDS, Kind, KindSpec};
use crate::import::lookup::{Lookup, MetricMatch};
use crate::import::mapping::{self, Headers, Mapping, place_of};
use crate::import::reject::{Refusal, RejectReason};
use crate::import::source::Source;
use crate::import::values::{Epoch, scale};
use std::collections::HashMap;
use std::sync::LazyLock;

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
    pub currency: Option<crate::domain::Currency>,
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
        match mapping::recognise(&options.mappings, &headers, options.kind) {
            Some(mapping) => Self::mapped(headers, mapping, options, book),
            None => Self::told_by_headers(file, headers, options, book),
        }
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
            for (place, header) in headers.iter().enumerate().filter(|(place, _)| !named_in(mapping, &headers, *place)) {
                columns[place] = match field_of(spec, header).filter(|field| sources[*field].is_absent() && !is_open(spec, *field)) {
                    Some(field) => {
                        sources[field].columns.push(place);
                        Column::Field(field)
                    }
                    None => Column::Unknown { nearest: None },
                };
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

/// Headers of columns that only count the rows.
const RUNNING_NUMBERS: [&str; 5] = ["no", "no.", "#", "項番", "連番"];

/// Whether the user's word for a column leaves it out.
fn is_left_out(field: &str) -> bool {
    field.is_empty() || field == "-"
}

/// Whether a mapping says anything of a column: what it reads it as, or that rows are told apart by it.
fn named_in(mapping: &Mapping, headers: &[String], place: usize) -> bool {
    let of_columns = mapping.columns.values().flat_map(Headers::all);
    let mut named = of_columns.chain(mapping.only.keys()).chain(mapping.having.iter().filter(|_| mapping.exactly));
    named.any(|header| place_of(header, headers) == Some(place))
}

/// Whether a field stands for as many columns as there are.
fn is_open(spec: &KindSpec, field: usize) -> bool {
    matches!(spec.fields[field].name, "field" | "metric")
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

/// A header by which headers are compared: folded, without spaces and joints.
pub(in crate::import) fn bare(header: &str) -> String {
    fold(header).chars().filter(|c| !matches!(c, ' ' | '_' | '-' | '(' | ')' | '/')).collect()
}

/// A header without what stands in brackets at its end: a zone, a unit, a remark.
fn without_remark(header: &str) -> String {
    let folded = fold(header);
    folded.strip_suffix(')').and_then(|rest| rest.rsplit_once('(')).map_or(folded.clone(), |(name, _)| name.trim().to_owned())
}

/// The name of the custom field that a column becomes: its words with `_` between, so that it can be typed in a filter.
pub(crate) fn field_name(header: &str) -> String {
    header.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect::<Vec<_>>().join("_")
}

/// The X of a header `field.X`.
pub(in crate::import) fn custom(header: &str) -> Option<&str> {
    let (word, name) = header.split_once('.')?;
    (word.trim().eq_ignore_ascii_case("field") && !name.trim().is_empty()).then(|| name.trim())
}

/// The field that a header means in a kind.
pub(in crate::import) fn field_of(spec: &KindSpec, header: &str) -> Option<usize> {
    let whole = bare(header);
    // A zone or a unit in brackets is a remark, unless the name with it means something of its own.
    named(spec, &whole).or_else(|| named(spec, &bare(&without_remark(header)))).filter(|_| !whole.is_empty())
}

/// The field that a bare header names in a kind. A canonical name goes before all others, an earlier field before a later one.
fn named(spec: &KindSpec, header: &str) -> Option<usize> {
    type Names = HashMap<String, usize>;
    static BY_KIND: LazyLock<Vec<Names>> = LazyLock::new(|| {
        let names_of = |spec: &KindSpec| {
            let mut names = Names::new();
            for (place, field) in spec.fields.iter().enumerate() {
                names.entry(bare(field.name)).or_insert(place);
            }
            for (place, field) in spec.fields.iter().enumerate() {
                for name in std::iter::once(&field.ja).chain(field.also) {
                    names.entry(bare(name)).or_insert(place);
                }
            }
            names
        };
        KINDS.iter().map(names_of).collect()
    });
    BY_KIND.get(spec.kind as usize)?.get(header).copied()
}

/// Gives custom fields of one name numbers, so that none takes the place of another.
fn tell_apart(columns: &mut [Column]) {
    let mut names: HashMap<String, usize> = HashMap::new();
    for column in columns {
        if let Column::Custom(name) = column {
            let times = names.entry(name.clone()).or_default();
            *times += 1;
            if *times > 1 {
                *name = format!("{name}_{times}");
            }
        }
    }
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
        field_of(spec, header)
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
        // The name of the file is worth two columns.
        let weight = |(score, named, ..): &(usize, bool, Kind, bool)| score + if *named { 2 } else { 0 };
        let best = fits.iter().map(weight).max();
        fits.retain(|fit| Some(weight(fit)) == best);
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
        let known = rest().filter(|header| self.book.known_metric(header).is_some()).count();
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
        let mut columns: Vec<Column> = self.headers.iter().map(|header| self.column(spec, wide, header)).collect::<Result<_, _>>()?;
        tell_apart(&mut columns);
        Ok(columns)
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
            _ if takes_fields.is_some() && !field_name(header).is_empty() => Ok(self.beside(header)),
            _ => Ok(Column::Unknown { nearest: nearest(header, spec.fields.iter().flat_map(|field| [field.name, field.ja])) }),
        }
    }

    /// What a column of the one sheet is that is no field: a metric of the rules, else a field of the user's own.
    fn beside(&self, header: &str) -> Column {
        if RUNNING_NUMBERS.contains(&bare(header).as_str()) {
            return Column::LeftOut;
        }
        let metric = self.book.known_metric(header).or_else(|| self.book.known_metric(&without_remark(header)));
        metric.map_or_else(|| Column::Custom(field_name(header)), Column::Metric)
    }

    fn metric(&self, key: &str) -> Column {
        match self.book.metric(key) {
            MetricMatch::Known { key } => Column::Metric(key),
            MetricMatch::Unknown { nearest } => Column::UnknownMetric { nearest },
        }
    }
}
