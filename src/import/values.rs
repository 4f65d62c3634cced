//! Reads one cell: days, numbers, money, ids, links. Guesses nothing: what is not written in a known form is refused with
//! the reason. More forms (eras, 万円, day-month order, decided per column) come in by this door.
//!
//! The rule for date-times: the day is the one that is written; time and zone are checked for form and left out of account,
//! so `2025-01-05T23:30:00-08:00` is 2025-01-05 everywhere.

use crate::domain::{Currency, Day};
use crate::import::reject::RejectReason;
use std::borrow::Cow;
use unicode_normalization::UnicodeNormalization as _;

/// The largest whole number that a double holds exactly.
const LARGEST: i64 = 9_007_199_254_740_992;
const POWERS: [f64; 16] = [1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15];

/// The trimmed form in which digits and signs have their plain width.
fn plain(text: &str) -> Cow<'_, str> {
    let text = text.trim();
    if text.is_ascii() { Cow::Borrowed(text) } else { Cow::Owned(text.nfkc().map(|c| if c == '\u{2212}' { '-' } else { c }).collect()) }
}

/// Reads `YYYY-MM-DD`, `YYYY/M/D`, and either with a time behind it.
pub fn day(text: &str) -> Result<Day, RejectReason> {
    let text = plain(text);
    if let Some(day) = iso_day(text.as_bytes()) {
        return Ok(day);
    }
    let (date, time) = match text.split_once(['T', ' ']) {
        Some((date, time)) => (date, Some(time.trim())),
        None => (&*text, None),
    };
    if !time.is_none_or(is_time) {
        return Err(RejectReason::NotADay);
    }
    let (year, month, of_month) = parts(date, '-', 2..=2).or_else(|| parts(date, '/', 1..=2)).ok_or(RejectReason::NotADay)?;
    Day::from_ymd(year, month, of_month).ok_or(RejectReason::NoSuchDay)
}

fn parts(date: &str, separator: char, digits: std::ops::RangeInclusive<usize>) -> Option<(i32, u32, u32)> {
    let mut parts = date.split(separator);
    let mut number = |digits: std::ops::RangeInclusive<usize>| {
        let part = parts.next()?;
        (digits.contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_digit())).then(|| part.parse::<u32>().ok()).flatten()
    };
    let (year, month, day) = (number(4..=4)?, number(digits.clone())?, number(digits)?);
    parts.next().is_none().then_some((i32::try_from(year).ok()?, month, day))
}

/// `H:MM`, seconds and their fraction if given, and a zone if given.
fn is_time(text: &str) -> bool {
    let (clock, zone) = match text.find(['Z', 'z', '+', '-']) {
        Some(place) => text.split_at(place),
        None => (text, ""),
    };
    let two = |text: &str, most: u32| text.len() == 2 && text.bytes().all(|byte| byte.is_ascii_digit()) && text.parse().is_ok_and(|n: u32| n <= most);
    let hour = |text: &str| two(text, 23) || (text.len() == 1 && text.bytes().all(|byte| byte.is_ascii_digit()));
    let zone_fits = match zone.strip_prefix(['+', '-']) {
        Some(offset) if offset.is_ascii() => {
            let offset = offset.replace(':', "");
            let (hours, minutes) = offset.split_at(offset.len().min(2));
            two(hours, 23) && (minutes.is_empty() || two(minutes, 59))
        }
        Some(_) => false,
        None => zone.is_empty() || zone.eq_ignore_ascii_case("z"),
    };
    let mut fields = clock.trim_end().split(':');
    let fits = fields.next().is_some_and(hour) && fields.next().is_some_and(|text| two(text, 59));
    let seconds = fields.next().is_none_or(|text| {
        let (whole, fraction) = text.split_once('.').unwrap_or((text, "0"));
        two(whole, 60) && !fraction.is_empty() && fraction.bytes().all(|byte| byte.is_ascii_digit())
    });
    fits && seconds && fields.next().is_none() && zone_fits
}

/// The fast path of [`day`]: exactly `YYYY-MM-DD`.
pub fn iso_day(text: &[u8]) -> Option<Day> {
    let &[y1, y2, y3, y4, b'-', m1, m2, b'-', d1, d2] = text else { return None };
    let number = |digits: &[u8]| digits.iter().try_fold(0_u32, |sum, digit| digit.is_ascii_digit().then(|| sum * 10 + u32::from(digit - b'0')));
    Day::from_ymd(i32::try_from(number(&[y1, y2, y3, y4])?).ok()?, number(&[m1, m2])?, number(&[d1, d2])?)
}

/// The fast path of [`number`]: at most fifteen digits, a sign and a point, which a double holds without loss.
#[expect(clippy::cast_precision_loss, reason = "fifteen digits are below 2^53")]
pub fn plain_number(text: &[u8]) -> Option<f64> {
    let (negative, digits) = match text {
        [b'-', rest @ ..] => (true, rest),
        _ => (false, text),
    };
    if !(1..=16).contains(&digits.len()) {
        return None;
    }
    let (mut whole, mut count, mut after) = (0_u64, 0, None);
    for (place, byte) in digits.iter().enumerate() {
        match byte {
            b'0'..=b'9' => {
                whole = whole * 10 + u64::from(byte - b'0');
                count += 1;
            }
            b'.' if after.is_none() && place > 0 && place + 1 < digits.len() => after = Some(count),
            _ => return None,
        }
    }
    if count > 15 {
        return None;
    }
    let value = whole as f64 / POWERS[count - after.unwrap_or(count)];
    Some(if negative { -value } else { value })
}

/// A decimal as written: sign, digits before and after the point, currency sign.
struct Decimal {
    negative: bool,
    whole: String,
    fraction: String,
    sign: Option<char>,
}

fn decimal(text: &str) -> Result<Decimal, RejectReason> {
    let text = plain(text);
    let (rest, before) = without_minus(&text);
    let (rest, sign) = without_currency(rest);
    let (rest, behind) = without_minus(rest);
    if before.is_some() && behind.is_some() {
        return Err(RejectReason::NotANumber);
    }
    let negative = before.or(behind) == Some('-');
    let (whole, fraction) = rest.split_once('.').unwrap_or((rest, "0"));
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let whole = ungrouped(whole).ok_or(RejectReason::NotANumber)?;
    if !digits(&whole) || !digits(fraction) {
        return Err(RejectReason::NotANumber);
    }
    Ok(Decimal { negative, whole, fraction: fraction.trim_end_matches('0').to_owned(), sign })
}

fn without_minus(text: &str) -> (&str, Option<char>) {
    let sign = text.chars().next().filter(|c| matches!(c, '-' | '+'));
    (sign.and_then(|c| text.strip_prefix(c)).unwrap_or(text), sign)
}

fn without_currency(text: &str) -> (&str, Option<char>) {
    let sign = text.chars().next().filter(|c| matches!(c, '¥' | '$' | '€' | '£'));
    (sign.and_then(|c| text.strip_prefix(c)).map_or(text, str::trim_start), sign)
}

/// The digits without thousands commas; `None` where commas stand anywhere else.
fn ungrouped(text: &str) -> Option<String> {
    let mut groups = text.split(',');
    let first = groups.next()?;
    let fits = !text.contains(',') || ((1..=3).contains(&first.len()) && groups.all(|group| group.len() == 3));
    fits.then(|| text.replace(',', ""))
}

/// Reads a number. What a double cannot hold is refused.
pub fn number(text: &str) -> Result<f64, RejectReason> {
    if let Some(value) = plain_number(text.as_bytes()) {
        return Ok(value);
    }
    let Decimal { negative, whole, fraction, sign } = decimal(text)?;
    if sign.is_some() {
        return Err(RejectReason::NotANumber);
    }
    let value: f64 = format!("{}{whole}.{fraction}", if negative { "-" } else { "" }).parse().map_err(|_| RejectReason::NotANumber)?;
    if value.is_finite() { Ok(value) } else { Err(RejectReason::TooLarge) }
}

/// Reads a whole number of at most 2^53; a fraction of zeros is none.
pub fn whole(text: &str) -> Result<i64, RejectReason> {
    let Decimal { negative, whole, fraction, sign } = decimal(text)?;
    if sign.is_some() {
        return Err(RejectReason::NotANumber);
    }
    if !fraction.is_empty() {
        return Err(RejectReason::NotWhole);
    }
    let value = whole.parse::<i64>().ok().filter(|value| *value <= LARGEST).ok_or(RejectReason::TooLarge)?;
    Ok(if negative { -value } else { value })
}

/// Reads an amount as minor units of a currency, rounded half away from zero, at most 2^53.
pub fn money(text: &str, currency: Currency) -> Result<i64, RejectReason> {
    let Decimal { negative, whole, fraction, sign } = decimal(text)?;
    if let Some(sign) = sign.filter(|sign| !writes(currency, *sign)) {
        return Err(RejectReason::SignOfOtherCurrency { sign, currency });
    }
    let digits = currency.minor_digits() as usize;
    let kept: String = fraction.chars().chain(std::iter::repeat('0')).take(digits).collect();
    let rounds_up = fraction.as_bytes().get(digits).is_some_and(|digit| *digit >= b'5');
    let minor = format!("{whole}{kept}").parse::<i64>().ok().and_then(|minor| minor.checked_add(i64::from(rounds_up)));
    let minor = minor.filter(|minor| *minor <= LARGEST).ok_or(RejectReason::TooLarge)?;
    Ok(if negative { -minor } else { minor })
}

fn writes(currency: Currency, sign: char) -> bool {
    match sign {
        '¥' => matches!(currency.code(), "JPY" | "CNY"),
        '$' => currency.code().ends_with('D') || currency.code() == "MXN",
        '€' => currency.code() == "EUR",
        '£' => currency.code() == "GBP",
        _ => false,
    }
}

/// Scales an amount by `times / by`, rounded half away from zero; refuses what grows beyond 2^53.
pub fn scale(minor: i64, times: i64, by: i64) -> Result<i64, RejectReason> {
    let product = i128::from(minor) * i128::from(times);
    let by = i128::from(by.max(1));
    let rounded = (product.abs() + by / 2) / by * product.signum();
    i64::try_from(rounded).ok().filter(|value| value.abs() <= LARGEST).ok_or(RejectReason::TooLarge)
}

/// Reads an id: any text, trimmed, that is not what a spreadsheet leaves of a long number.
pub fn code(text: &str) -> Result<String, RejectReason> {
    let text = text.trim();
    let eaten = text.split_once(['E', 'e']).is_some_and(|(mantissa, exponent)| {
        mantissa.contains('.')
            && mantissa.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.')
            && exponent.strip_prefix('+').is_some_and(|digits| !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit()))
    });
    if eaten { Err(RejectReason::EatenId) } else { Ok(text.to_owned()) }
}

/// Reads one link; only `https`, without white space or control characters.
pub fn link(text: &str) -> Result<String, RejectReason> {
    let text = text.trim();
    let host = text.get(..8).filter(|scheme| scheme.eq_ignore_ascii_case("https://")).and_then(|_| text.get(8..)).unwrap_or("");
    let fits = host.starts_with(char::is_alphanumeric) && !text.contains(|c: char| c.is_whitespace() || c.is_control());
    if fits { Ok(text.to_owned()) } else { Err(RejectReason::NotALink) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use rstest::rstest;

    fn usd() -> Currency {
        Currency::parse("USD").unwrap()
    }

    #[rstest]
    #[case("2025-01-05")]
    #[case("2025/1/5")]
    #[case("2025/01/05")]
    #[case(" 2025/1/5 9:05 ")]
    #[case("２０２５／１／５")]
    #[case("2025-01-05T23:30:00-08:00")]
    #[case("2025-01-05T00:30:00+09:00")]
    #[case("2025-01-05 00:30:00.123Z")]
    #[case("2025-01-05T00:30+0900")]
    fn a_day_is_the_one_that_is_written(#[case] text: &str) {
        assert_eq!(day(text), Ok(Day::parse_iso("2025-01-05").unwrap()));
    }

    #[test]
    fn a_day_the_calendar_lacks_is_told_from_what_is_no_date() {
        for text in ["2025-02-29", "2025-13-01", "0000-00-00", "1900/2/29"] {
            assert_eq!(day(text), Err(RejectReason::NoSuchDay), "{text}");
        }
        for text in [
            "25/01/05",
            "05.01.2025",
            "03/04/2025",
            "20250105",
            "24:00",
            "明日",
            "10-50",
            "45662",
            "2025-01-05T25:00",
            "2025-01-05x",
            "2025-1-5",
            "2025/1-5",
            "2025-01-05T",
            "2025-01-05T10:00+0é",
        ] {
            assert_eq!(day(text), Err(RejectReason::NotADay), "{text}");
        }
    }

    #[test]
    fn money_is_read_in_its_plain_forms_and_widths() {
        for (text, yen) in [
            ("1,234,567", 1_234_567),
            ("¥1,200,000", 1_200_000),
            ("￥1,200,000", 1_200_000),
            ("１，２００，０００", 1_200_000),
            ("-1,000", -1000),
            ("-¥1,000", -1000),
            ("¥-1,000", -1000),
            ("\u{2212}5", -5),
            ("+5", 5),
            ("2.5", 3),
            ("-2.5", -3),
            ("2.4", 2),
        ] {
            assert_eq!(money(text, Currency::JPY), Ok(yen), "{text}");
        }
        assert_eq!(money("$12.345", usd()), Ok(1235));
        assert_eq!(money("0.1", usd()), Ok(10));
    }

    #[test]
    fn what_is_no_plain_amount_is_refused_and_never_zero() {
        for text in [
            "1 200 000",
            "1.200.000",
            "1,5",
            "12%",
            "NaN",
            "inf",
            "1e309",
            "1E+05",
            "#REF!",
            "-",
            "",
            "一二〇万",
            "1,23,456",
            "0x10",
            "120万円",
            "$1.2k",
            "(1,000)",
            "--5",
            "-+5",
            "-$-5",
            ".",
            "5.",
            ".5",
            "1,,000",
            ",100",
        ] {
            assert_eq!(money(text, usd()), Err(RejectReason::NotANumber), "{text}");
        }
        assert_eq!(money("９９９９９９９９９９９９９９９９９９９", Currency::JPY), Err(RejectReason::TooLarge));
        assert_eq!(money("9007199254740993", Currency::JPY), Err(RejectReason::TooLarge));
        assert_eq!(money("90071992547409.93", usd()), Err(RejectReason::TooLarge));
        assert_eq!(money("$5", Currency::JPY), Err(RejectReason::SignOfOtherCurrency { sign: '$', currency: Currency::JPY }));
        assert_eq!(scale(i64::MAX / 2, 12, 1), Err(RejectReason::TooLarge));
    }

    #[test]
    fn whole_numbers_have_no_fraction() {
        assert_eq!(whole("1,000"), Ok(1000));
        assert_eq!(whole("10.0"), Ok(10));
        assert_eq!(whole("10.5"), Err(RejectReason::NotWhole));
        assert_eq!(whole("¥10"), Err(RejectReason::NotANumber));
    }

    #[test]
    fn an_id_that_a_spreadsheet_has_eaten_is_refused() {
        assert_eq!(code("1.03000E+13"), Err(RejectReason::EatenId));
        assert_eq!(code(" 00123 ").as_deref(), Ok("00123"));
        assert_eq!(code("E+1").as_deref(), Ok("E+1"));
    }

    #[test]
    fn only_https_is_a_link() {
        assert!(link("https://example.com/a").is_ok());
        for text in ["http://example.com", "javascript:alert(1)", "https://", "https://a b", "https://a\u{1b}b"] {
            assert_eq!(link(text), Err(RejectReason::NotALink), "{text}");
        }
    }

    proptest! {
        #[test]
        fn the_fast_paths_agree_with_the_slow_ones(value in -999_999_999_i64..999_999_999, places in 0_usize..4, days in -300_000_i32..900_000) {
            let text = format!("{}{}.{:0>width$}", if value < 0 { "-" } else { "" }, value.abs() / 1000, value.abs() % 1000, width = 3 + places);
            prop_assert_eq!(plain_number(text.as_bytes()), text.parse().ok());
            let day = Day(days);
            prop_assert_eq!(iso_day(day.to_string().as_bytes()), Day::parse_iso(&day.to_string()));
        }

        #[test]
        fn no_text_breaks_a_reader(text in "\\PC*|[-+¥$0-9.,:TZ/ ]{0,20}") {
            prop_assert!(number(&text).is_ok_and(f64::is_finite) || number(&text).is_err());
            let all = (day(&text).is_ok(), whole(&text).is_ok(), code(&text).is_ok(), link(&text).is_ok(), money(&text, Currency::JPY).is_ok());
            prop_assert!(!(all.0 && all.1));
            prop_assert!(iso_day(text.as_bytes()).is_none() || all.0);
            prop_assert!(plain_number(text.as_bytes()).is_none() || number(&text).is_ok());
        }
    }
}
