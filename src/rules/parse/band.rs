//! `bands` and `linear` of a signal, with values as the signal's fact has them.

use crate::config::table::{Table, Value as Written};
use crate::domain::text::nearest;
use crate::domain::words::parse_yes_no;
use crate::facts::fact_ref::parse_days;
use crate::facts::{FactRef, Form, NameSpec, Value};
use crate::filter::Expected;
use crate::rules::curve::{Band, Curve, Test, first_unreachable};
use crate::rules::parse::check::Check;
use crate::rules::problem::ProblemKind;

/// What a signal compares: a fact, or a fact divided by another.
#[derive(Clone, Copy)]
pub(in crate::rules::parse) struct Measure<'a> {
    pub(in crate::rules::parse) fact: &'a FactRef,
    pub(in crate::rules::parse) divided: bool,
}

impl Measure<'_> {
    fn form(self) -> Form {
        // A quotient is a share: 0.7 or "70%".
        if self.divided { Form::Share } else { self.fact.fact.form }
    }

    /// Whether it is a number.
    pub(in crate::rules::parse) fn is_number(self) -> bool {
        matches!(self.form(), Form::Money | Form::Number | Form::Share | Form::Since | Form::Until | Form::Days)
    }

    /// A number in the unit of the fact: days may be written `"7d"`, shares `"-25%"`.
    fn number(self, written: &Written<'_>) -> Option<f64> {
        let Some(text) = written.as_text() else { return written.as_number() };
        match self.form() {
            Form::Since | Form::Until | Form::Days => {
                let (sign, days) = text.strip_prefix('-').map_or((1.0, text), |days| (-1.0, days));
                parse_days(days).map(|days| sign * f64::from(days))
            }
            // A metric may be a share, such as the use of seats.
            Form::Number if self.fact.fact.name() == NameSpec::Metric => percent(text),
            Form::Share => percent(text),
            _ => None,
        }
    }

    /// What `equals` may name.
    fn value(self, written: &Written<'_>) -> Option<Value> {
        if self.is_number() {
            let yes_no = written.as_yes_no().or_else(|| written.as_text().and_then(parse_yes_no));
            // Yes and no of a metric are 1 and 0.
            let number = self.number(written).or_else(|| yes_no.map(|yes| f64::from(u8::from(yes))));
            return number.map(Value::Number);
        }
        match self.form() {
            Form::YesNo => written.as_yes_no().or_else(|| written.as_text().and_then(parse_yes_no)).map(Value::YesNo),
            Form::Words(words) => {
                let text = written.as_text()?;
                words.iter().find(|word| word.is(text)).map(|word| Value::Word(word.key))
            }
            Form::Text | Form::Search | Form::Set => written.as_text().filter(|text| !text.is_empty()).map(|text| Value::Text(text.to_owned())),
            _ => None,
        }
    }

    fn bad_value<T>(self, check: &Check<'_>, written: &Written<'_>) -> Option<T> {
        let text = written.as_text().unwrap_or(written.written());
        let expected = Expected::of(self.form());
        let nearest = nearest(text, expected.words().into_iter().flat_map(|(key, ja)| [key, ja])).map(str::to_owned);
        check.report(written.span(), ProblemKind::BandValue { fact: self.fact.to_string(), text: text.to_owned(), expected, nearest });
        None
    }

    fn no_number<T>(self, check: &Check<'_>, written: &Written<'_>) -> Option<T> {
        check.report(written.span(), ProblemKind::NoNumber { fact: self.fact.to_string() });
        None
    }
}

/// Reads `-25%` as the nearest double to -0.25.
fn percent(text: &str) -> Option<f64> {
    let digits = text.strip_suffix('%')?;
    let plain = digits.bytes().all(|byte| byte.is_ascii_digit() || matches!(byte, b'.' | b'-' | b'+'));
    plain.then(|| format!("{digits}e-2").parse().ok()).flatten()
}

/// The `bands` or the `linear` of a signal. Without a fact that could be read only their shape is checked.
pub(in crate::rules::parse) fn curve(check: &Check<'_>, signal: &Table<'_>, measure: Option<Measure<'_>>) -> Option<Curve> {
    match (signal.take("bands"), signal.take("linear")) {
        (Some(_), Some(linear)) => {
            check.report(linear.span(), ProblemKind::BandsAndLinear);
            None
        }
        (None, None) => {
            check.report(signal.span(), ProblemKind::NoCurve);
            None
        }
        (Some(written), None) => bands(check, &written, measure),
        (None, Some(written)) => linear(check, &written, measure),
    }
}

fn bands(check: &Check<'_>, written: &Written<'_>, measure: Option<Measure<'_>>) -> Option<Curve> {
    let tables = written.list()?;
    let read: Vec<Option<Band>> = tables.iter().map(|band| band.table().and_then(|table| band_of(check, &table, measure))).collect();
    let whole: Vec<Band> = read.iter().flatten().cloned().collect();
    // Only bands that were all read can be compared with each other; what the last one is, its shape tells.
    if whole.len() < read.len() {
        if measure.is_none() && tables.last().and_then(Written::table).is_some_and(|last| !last.has("else")) {
            check.report(tables.last().map_or_else(|| written.span(), Written::span), ProblemKind::NoElse);
        }
        return None;
    }
    let tests: Vec<Test> = whole.iter().map(|band| band.test.clone()).collect();
    if let Some(place) = first_unreachable(&tests) {
        check.report(tables[place].span(), ProblemKind::Unreachable);
        return None;
    }
    if tests.last() != Some(&Test::Else) {
        check.report(tables.last().map_or_else(|| written.span(), Written::span), ProblemKind::NoElse);
        return None;
    }
    Some(Curve::Bands(whole))
}

fn band_of(check: &Check<'_>, table: &Table<'_>, measure: Option<Measure<'_>>) -> Option<Band> {
    let points = table.need("points").and_then(|value| value.number(None, None));
    let tests = ["at_least", "at_most", "equals", "else"].map(|key| table.take(key).map(|value| (key, value)));
    table.finish();
    let mut tests = tests.into_iter().flatten();
    let (Some((key, written)), None) = (tests.next(), tests.next()) else {
        check.report(table.span(), ProblemKind::BandTest);
        return None;
    };
    if key == "else" {
        // `else = false` says nothing that could be meant.
        let said = written.yes_no()?;
        if !said {
            check.report(written.span(), ProblemKind::BandTest);
        }
        return said.then_some(Band { test: Test::Else, points: points? });
    }
    let measure = measure?;
    let test = match key {
        "equals" => measure.value(&written).map(Test::Equals).or_else(|| measure.bad_value(check, &written)),
        _ if !measure.is_number() => measure.no_number(check, &written),
        _ => {
            let bound = measure.number(&written).or_else(|| measure.bad_value(check, &written));
            bound.map(if key == "at_least" { Test::AtLeast } else { Test::AtMost })
        }
    };
    Some(Band { test: test?, points: points? })
}

fn linear(check: &Check<'_>, written: &Written<'_>, measure: Option<Measure<'_>>) -> Option<Curve> {
    let table = written.table()?;
    let points = table.need("points").and_then(|value| value.number(Some(f64::MIN_POSITIVE), None));
    let ends = ["from", "to"].map(|key| table.need(key));
    table.finish();
    let measure = measure?;
    if !measure.is_number() {
        return measure.no_number(check, written);
    }
    let [from, to] = ends.map(|end| end.and_then(|end| measure.number(&end).or_else(|| measure.bad_value(check, &end))));
    let (from, to) = (from?, to?);
    if (from - to).abs() < f64::EPSILON {
        check.report(written.span(), ProblemKind::FlatLine);
        return None;
    }
    Some(Curve::Linear { from, to, points: points? })
}
