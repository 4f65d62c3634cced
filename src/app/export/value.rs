//! A value on its way into a file, typed once, so that CSV, JSON lines and XLSX hold the same. Knows no columns.

use crate::domain::text::escape_json;
use crate::domain::{Currency, Day};
use crate::import::guard::guard;
use std::borrow::Cow;
use std::fmt;

/// One value of a row.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(in crate::app::export) enum Value<'a> {
    Unknown,
    Text(&'a str),
    Whole(i64),
    Number(f64),
    /// Minor units of a currency, written exactly in major ones.
    Money(i64, Currency),
    Date(Day),
    YesNo(bool),
}

impl<'a> Value<'a> {
    /// A number that is stored as text; one that would not come back as the same text stays text.
    pub(in crate::app::export) fn number_in(text: &'a str) -> Self {
        text.parse().ok().filter(|number: &f64| number.is_finite() && number.to_string() == text).map_or(Self::Text(text), Self::Number)
    }

    /// A yes or no that is stored as text.
    pub(in crate::app::export) fn yes_no_in(text: &'a str) -> Self {
        match text {
            "yes" => Self::YesNo(true),
            "no" => Self::YesNo(false),
            other => Self::Text(other),
        }
    }

    /// As a spreadsheet may safely see it.
    pub(in crate::app::export) fn inert(self) -> Cow<'a, str> {
        match self {
            Self::Text(text) => guard(text),
            other => Cow::Owned(other.to_string()),
        }
    }

    /// As JSON; nothing in it steers a terminal.
    pub(in crate::app::export) fn json(self) -> Cow<'a, str> {
        match self {
            Self::Unknown => Cow::Borrowed("null"),
            Self::Number(number) if !number.is_finite() => Cow::Borrowed("null"),
            Self::Text(text) => Cow::Owned(escape_json(&serde_json::Value::from(text).to_string())),
            Self::Date(day) => Cow::Owned(format!("\"{day}\"")),
            Self::YesNo(yes) => Cow::Borrowed(if yes { "true" } else { "false" }),
            other => Cow::Owned(other.to_string()),
        }
    }
}

impl fmt::Display for Value<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unknown => Ok(()),
            Self::Text(text) => f.write_str(text),
            Self::Whole(number) => write!(f, "{number}"),
            Self::Number(number) => write!(f, "{number}"),
            Self::Money(minor, currency) => major(f, *minor, *currency),
            Self::Date(day) => write!(f, "{day}"),
            Self::YesNo(yes) => f.write_str(if *yes { "yes" } else { "no" }),
        }
    }
}

/// An amount in major units, to the last digit: a float would lose some.
fn major(f: &mut fmt::Formatter<'_>, minor: i64, currency: Currency) -> fmt::Result {
    let digits = currency.minor_digits() as usize;
    if digits == 0 {
        return write!(f, "{minor}");
    }
    let sign = if minor < 0 { "-" } else { "" };
    let scale = currency.scale().unsigned_abs();
    write!(f, "{sign}{}.{:0digits$}", minor.unsigned_abs() / scale, minor.unsigned_abs() % scale)
}

macro_rules! from {
    ($($type:ty => $variant:ident,)+) => {$(
        impl<'a> From<$type> for Value<'a> {
            fn from(value: $type) -> Self {
                Self::$variant(value.into())
            }
        }
    )+};
}

from! {
    i32 => Whole,
    i64 => Whole,
    f64 => Number,
    Day => Date,
    bool => YesNo,
}

/// An empty text is unknown: no table file tells the two apart, and import reads both alike.
impl<'a> From<&'a str> for Value<'a> {
    fn from(text: &'a str) -> Self {
        if text.is_empty() { Self::Unknown } else { Self::Text(text) }
    }
}

impl<'a> From<&'a String> for Value<'a> {
    fn from(text: &'a String) -> Self {
        text.as_str().into()
    }
}

impl<T: Into<Self>> From<Option<T>> for Value<'_> {
    fn from(value: Option<T>) -> Self {
        value.map_or(Self::Unknown, Into::into)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn money_is_exact_where_a_float_is_not() {
        let usd = Currency::parse("USD").unwrap();
        let kwd = Currency::parse("KWD").unwrap();
        assert_eq!(Value::Money(9_007_199_254_740_991, usd).json(), "90071992547409.91");
        assert_eq!(Value::Money(-5, usd).to_string(), "-0.05");
        assert_eq!((Value::Money(1_005, kwd).to_string(), Value::Money(-1_200, Currency::JPY).to_string()), ("1.005".to_owned(), "-1200".to_owned()));
    }

    #[test]
    fn json_has_types_and_no_guard_and_nothing_that_steers() {
        assert_eq!(Value::from("=1+1").json(), "\"=1+1\"");
        assert_eq!(Value::from("a\u{1b}\u{9b}\u{202e}\u{7f}ガ").json(), r#""a\u001b\u009b\u202e\u007fガ""#);
        assert_eq!([Value::from(3.0), Value::from(true), Value::from(None::<i64>)].map(Value::json), ["3", "true", "null"]);
        assert_eq!(Value::from(f64::INFINITY).json(), "null");
        assert_eq!(Value::from(Day(20_780)).json(), "\"2026-11-23\"");
    }

    #[test]
    fn a_number_stored_as_text_is_one_only_if_it_comes_back_the_same() {
        assert_eq!(
            ["3", "0.5", "1e3", "03", "NaN", "-0"].map(|text| matches!(Value::number_in(text), Value::Number(_))),
            [true, true, false, false, false, true]
        );
    }

    proptest! {
        #[test]
        fn any_text_comes_back_from_json(text in any::<String>()) {
            let json = Value::Text(&text).json().into_owned();
            prop_assert_eq!(serde_json::from_str::<String>(&json).unwrap(), text);
        }
    }
}
