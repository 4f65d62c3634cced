//! What headers mean where no mapping knows the file: the kind that they fit best, and each column's field. Reads no rows.

use crate::domain::text::{fold, nearest};
use crate::import::kinds::{KINDS, Kind, KindSpec};
use crate::import::lookup::{Lookup, MetricMatch};
use crate::import::plan::{Column, is_left_out};
use crate::import::reject::Refusal;
use std::collections::HashMap;
use std::sync::LazyLock;

/// Headers of columns that only count the rows.
const RUNNING_NUMBERS: [&str; 5] = ["no", "no.", "#", "項番", "連番"];

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

/// The header of a file that no mapping knows.
pub(in crate::import) struct Header<'a> {
    pub file: &'a str,
    pub headers: &'a [String],
    pub map: &'a [(String, String)],
    pub book: &'a dyn Lookup,
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
    pub(in crate::import) fn misses(&self, spec: &'static KindSpec, wide: bool) -> Vec<&'static str> {
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
    pub(in crate::import) fn kind(&self) -> Result<(Kind, bool), Refusal> {
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

    pub(in crate::import) fn columns(&self, spec: &'static KindSpec, wide: bool) -> Result<Vec<Column>, Refusal> {
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
