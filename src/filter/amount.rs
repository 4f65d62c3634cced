//! Numbers with units: reading them as a form of fact wants them, and printing them so that reading gives the same number.

use crate::domain::Day;
use crate::facts::Form;
use crate::facts::fact_ref::parse_days;
use crate::filter::tree::Amount;
use std::fmt;

/// Units and the power of ten each stands for.
const UNITS: [(&str, i32); 5] = [("k", 3), ("m", 6), ("b", 9), ("万", 4), ("億", 8)];

/// Reads `300万`, `-30%`, `90d`, `2026-01-01` as a fact of the form wants it; `None` where it is no such thing.
pub(in crate::filter) fn parse(text: &str, form: Form) -> Option<Amount> {
    let text = text.to_lowercase();
    if counts_days(form) {
        return Day::parse_iso(&text).map(Amount::Date).or_else(|| days(&text).map(Amount::Number));
    }
    let (digits, power) = if matches!(form, Form::Share) {
        text.strip_suffix('%').map_or((text.as_str(), 0), |digits| (digits, -2))
    } else {
        UNITS.iter().find_map(|(unit, power)| Some((text.strip_suffix(unit)?, *power))).unwrap_or((&text, 0))
    };
    decimal(digits, power).map(Amount::Number)
}

/// Whether a form of fact is a number of days.
pub(in crate::filter) fn counts_days(form: Form) -> bool {
    matches!(form, Form::Since | Form::Until | Form::Days)
}

/// The sign and what follows it.
fn split_sign(text: &str) -> (f64, &str) {
    match text.strip_prefix(['-', '−']) {
        Some(rest) => (-1.0, rest),
        None => (1.0, text.strip_prefix('+').unwrap_or(text)),
    }
}

/// Digits with at most one point, times a power of ten. The power goes into the reading, so that 4.35m is exactly 4350000.
fn decimal(text: &str, power: i32) -> Option<f64> {
    let (sign, digits) = split_sign(text);
    let (whole, part) = digits.split_once('.').unwrap_or((digits, "0"));
    let all_digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let number: f64 = (all_digits(whole) && all_digits(part)).then(|| format!("{whole}.{part}e{power}").parse().ok()).flatten()?;
    // Adding zero makes -0 a plain 0.
    number.is_finite().then_some(sign * number + 0.0)
}

/// A number of days with a sign; without a unit it is days.
fn days(text: &str) -> Option<f64> {
    let (sign, digits) = split_sign(text);
    if !digits.starts_with(|c: char| c.is_ascii_digit()) {
        return None;
    }
    let days = if digits.ends_with(|c: char| c.is_ascii_digit()) { parse_days(&format!("{digits}d")) } else { parse_days(digits) };
    days.map(|days| sign * f64::from(days) + 0.0)
}

/// An amount as a form of fact prints it.
pub(in crate::filter) struct Printed(pub(in crate::filter) Amount, pub(in crate::filter) Form);

impl fmt::Display for Printed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self(amount, form) = *self;
        match amount {
            Amount::Date(day) => write!(f, "{day}"),
            Amount::Number(days) if counts_days(form) => write!(f, "{days}d"),
            Amount::Number(number) => f.write_str(&short(number, form)),
        }
    }
}

/// The shorter writing with a unit where it reads back as the same number, else the plain digits.
fn short(number: f64, form: Form) -> String {
    let units: &[(&str, f64)] = if matches!(form, Form::Share) { &[("%", 0.01)] } else { &[("b", 1e9), ("m", 1e6)] };
    let written = units.iter().filter(|(_, scale)| number.abs() >= *scale).map(|(unit, scale)| {
        // Nine digits after the point are more than anyone types and fewer than the noise of dividing.
        format!("{}{unit}", (number / scale * 1e9).round() / 1e9)
    });
    let plain = number.to_string();
    let is_same = |text: &String| parse(text, form) == Some(Amount::Number(number)) && text.len() <= plain.len() + 1;
    written.into_iter().find(is_same).unwrap_or(plain)
}
