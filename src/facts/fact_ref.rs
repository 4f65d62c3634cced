//! A fact as named in a filter or a card: which fact, of which metric, over which window. Reading and printing.

use crate::domain::text::{fold, nearest};
use crate::facts::{ArgSpec, Fact, NameSpec, all};
use std::fmt;

/// The arguments a fact is asked with.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Args {
    /// The metric, field or signal that the key names; empty where it names none.
    pub name: String,
    /// Windows in days.
    pub windows: [i32; 2],
}

/// A fact with its arguments.
#[derive(Clone, Debug)]
pub struct FactRef {
    pub fact: &'static Fact,
    pub args: Args,
}

impl PartialEq for FactRef {
    fn eq(&self, other: &Self) -> bool {
        self.fact.key == other.fact.key && self.args == other.args
    }
}

/// The names that keys may refer to.
#[derive(Clone, Debug, Default)]
pub struct Names {
    pub metrics: Vec<String>,
    pub signals: Vec<String>,
    /// Custom fields seen so far; others are accepted, these are suggested.
    pub fields: Vec<String>,
}

/// Why a text names no fact.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum FactError {
    #[error("unknown fact {key}")]
    Unknown { key: String, nearest: Option<String> },
    #[error("unknown metric {name}")]
    UnknownMetric { name: String, nearest: Option<String> },
    #[error("unknown signal {name}")]
    UnknownSignal { name: String, nearest: Option<String> },
    #[error("{key} needs a window")]
    NeedsWindow { key: String, windows: u8 },
    #[error("{key} takes no window")]
    TakesNoWindow { key: String },
    #[error("{text} is no window")]
    BadWindow { text: String },
}

impl FactRef {
    /// Reads `arr`, `metric.logins.vs(28d,180d)`, `年額`, `指標.logins`. The text is taken as already NFKC-normalised.
    pub fn parse(text: &str, names: &Names) -> Result<Self, FactError> {
        let (path, windows) = split_windows(text)?;
        let (fact, name) = find(path).ok_or_else(|| FactError::Unknown { key: path.to_owned(), nearest: nearest_key(path, names) })?;
        check_name(fact, &name, names)?;
        let wanted = match fact.args {
            ArgSpec::None => 0,
            ArgSpec::Window => 1,
            ArgSpec::TwoWindows => 2,
        };
        let windows = match (wanted, windows.as_slice()) {
            (0, []) => [0, 0],
            (0, _) => return Err(FactError::TakesNoWindow { key: path.to_owned() }),
            (1, [n]) => [*n, 0],
            (2, [n, m]) => [*n, *m],
            _ => return Err(FactError::NeedsWindow { key: path.to_owned(), windows: wanted }),
        };
        Ok(Self { fact, args: Args { name, windows } })
    }

    /// The fact of a fixed key of the registry, for the program's own use: `renewal`, `last_touch`.
    pub fn named(key: &str) -> Option<Self> {
        all().find(|fact| fact.key == key && fact.args == ArgSpec::None).map(|fact| Self { fact, args: Args::default() })
    }
}

impl fmt::Display for FactRef {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.fact.name() {
            NameSpec::None => f.write_str(self.fact.key)?,
            NameSpec::Metric | NameSpec::Field | NameSpec::Signal => f.write_str(&replace_name(self.fact.key, &self.args.name))?,
        }
        match self.fact.args {
            ArgSpec::None => Ok(()),
            ArgSpec::Window => write!(f, "({}d)", self.args.windows[0]),
            ArgSpec::TwoWindows => write!(f, "({}d,{}d)", self.args.windows[0], self.args.windows[1]),
        }
    }
}

/// Units of a length of time, with their days.
const DAY_UNITS: &[(&[&str], i32)] = &[
    (&["d", "日", "日間"], 1),
    (&["w", "週", "週間"], 7),
    (&["m", "か月", "ヶ月", "ヵ月", "カ月", "ケ月", "ヶ月間", "か月間"], 30),
    (&["y", "年", "年間"], 365),
];

/// A length of time in days: `28d`, `4w`, `2m` (30 days each), `1y` (365 days).
pub fn parse_days(text: &str) -> Option<i32> {
    let place = text.find(|c: char| !c.is_ascii_digit())?;
    let (digits, unit) = text.split_at(place);
    let number: i32 = digits.parse().ok()?;
    let (_, days) = DAY_UNITS.iter().find(|(units, _)| units.contains(&unit))?;
    number.checked_mul(*days).filter(|days| *days <= 36_500)
}

fn split_windows(text: &str) -> Result<(&str, Vec<i32>), FactError> {
    let Some((path, rest)) = text.split_once('(') else { return Ok((text, Vec::new())) };
    let bad = || FactError::BadWindow { text: text.to_owned() };
    let inner = rest.strip_suffix(')').ok_or_else(bad)?;
    let windows: Option<Vec<i32>> = inner.split(',').map(|part| parse_days(part.trim()).filter(|days| *days > 0)).collect();
    Ok((path, windows.ok_or_else(bad)?))
}

/// A fact's key with the place of the name filled: `metric.KEY.mean` and `logins` make `metric.logins.mean`.
fn replace_name(key: &str, name: &str) -> String {
    key.split('.').map(|part| if matches!(part, "KEY" | "X") { name } else { part }).collect::<Vec<_>>().join(".")
}

fn find(path: &str) -> Option<(&'static Fact, String)> {
    let folded = fold(path);
    all().find_map(|fact| {
        let forms = std::iter::once(fact.key).chain(fact.ja.iter().copied());
        forms.into_iter().find_map(|form| match_path(form, path, &folded)).map(|name| (fact, name))
    })
}

/// Matches `metric.KEY.mean` against `metric.logins.mean`; gives the name in the place of `KEY`, empty where the form has none.
fn match_path(form: &str, path: &str, folded: &str) -> Option<String> {
    let Some((before, after)) = ["KEY", "X"].into_iter().find_map(|mark| form.split_once(mark)) else {
        return (fold(form) == folded).then(String::new);
    };
    let name = strip_folded_prefix(path, before)?.strip_suffix(after)?;
    (!name.is_empty() && (before.starts_with("field") || before.starts_with("項目") || !name.contains('.'))).then(|| name.to_owned())
}

fn strip_folded_prefix<'a>(path: &'a str, prefix: &str) -> Option<&'a str> {
    let (head, tail) = path.split_once('.')?;
    (fold(head) == fold(prefix.trim_end_matches('.'))).then_some(tail)
}

fn check_name(fact: &Fact, name: &str, names: &Names) -> Result<(), FactError> {
    let nearest_of = |known: &[String]| nearest(name, known.iter().map(String::as_str)).map(str::to_owned);
    match fact.name() {
        NameSpec::Metric if !names.metrics.iter().any(|known| known == name) => {
            Err(FactError::UnknownMetric { name: name.to_owned(), nearest: nearest_of(&names.metrics) })
        }
        NameSpec::Signal if !names.signals.iter().any(|known| known == name) => {
            Err(FactError::UnknownSignal { name: name.to_owned(), nearest: nearest_of(&names.signals) })
        }
        _ => Ok(()),
    }
}

fn nearest_key(path: &str, names: &Names) -> Option<String> {
    let mut keys: Vec<String> = Vec::new();
    for fact in all() {
        match fact.name() {
            NameSpec::None => keys.extend(std::iter::once(fact.key).chain(fact.ja.iter().copied()).map(str::to_owned)),
            NameSpec::Metric => keys.extend(names.metrics.iter().map(|name| replace_name(fact.key, name))),
            NameSpec::Signal => keys.extend(names.signals.iter().map(|name| replace_name(fact.key, name))),
            NameSpec::Field => keys.extend(names.fields.iter().map(|name| replace_name(fact.key, name))),
        }
    }
    nearest(path, keys.iter().map(String::as_str)).map(str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names() -> Names {
        Names { metrics: vec!["logins".to_owned()], signals: vec!["usage".to_owned()], fields: vec!["region".to_owned()] }
    }

    #[test]
    fn a_reference_prints_as_it_is_read() {
        for text in [
            "arr",
            "metric.logins",
            "metric.logins.mean(28d)",
            "metric.logins.vs(28d,180d)",
            "tickets(30d)",
            "tickets.open",
            "signal.usage",
            "field.region",
        ] {
            assert_eq!(FactRef::parse(text, &names()).map(|fact| fact.to_string()), Ok(text.to_owned()));
        }
    }

    #[test]
    fn japanese_names_and_longer_units_are_understood() {
        let print = |text| FactRef::parse(text, &names()).map(|fact| fact.to_string());
        assert_eq!(print("年額"), Ok("arr".to_owned()));
        assert_eq!(print("metric.logins.sum(4w)"), Ok("metric.logins.sum(28d)".to_owned()));
    }

    #[test]
    fn a_length_of_time_is_digits_and_a_unit() {
        assert_eq!(["28d", "4w", "2m", "1y", "0d"].map(parse_days), [Some(28), Some(28), Some(60), Some(365), Some(0)]);
        assert_eq!(["60日", "2週間", "3ヶ月", "1年"].map(parse_days), [Some(60), Some(14), Some(90), Some(365)]);
        assert_eq!(["", "d", "28", "+5d", "-5d", "5h", "99999999999d", "101y", "５d"].map(parse_days), [None; 9]);
    }

    #[test]
    fn what_is_wrong_is_said_with_the_nearest_word() {
        let error = |text| FactRef::parse(text, &names()).unwrap_err();
        assert_eq!(error("renewl"), FactError::Unknown { key: "renewl".into(), nearest: Some("renewal".into()) });
        assert_eq!(error("metric.logns"), FactError::UnknownMetric { name: "logns".into(), nearest: Some("logins".into()) });
        assert_eq!(error("metric.logins.mean"), FactError::NeedsWindow { key: "metric.logins.mean".into(), windows: 1 });
        assert_eq!(error("arr(28d)"), FactError::TakesNoWindow { key: "arr".into() });
        assert_eq!(error("tickets(x)"), FactError::BadWindow { text: "tickets(x)".into() });
    }
}
