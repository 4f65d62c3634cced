//! Reads numbers and counts. What currencies and taxes add to a number is read in [`super::money`].

use super::plain;
use crate::import::reject::RejectReason;

/// The largest whole number that a double holds exactly.
pub(super) const LARGEST: i64 = 9_007_199_254_740_992;
const POWERS: [f64; 16] = [1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15];

/// Words and letters that make a number larger, with the zeros they stand for.
const SCALES: [(&str, usize); 8] = [("百万", 6), ("千", 3), ("万", 4), ("億", 8), ("兆", 12), ("k", 3), ("K", 3), ("M", 6)];

/// What may be counted. Lengths of time are not among them: 2年 is not 2 in a column of months.
const UNITS: [&str; 35] = [
    "名",
    "名様",
    "人",
    "件",
    "社",
    "席",
    "本",
    "個",
    "回",
    "台",
    "口",
    "点",
    "ID",
    "IDs",
    "シート",
    "ライセンス",
    "アカウント",
    "ユーザー",
    "ユーザ",
    "user",
    "users",
    "seat",
    "seats",
    "license",
    "licenses",
    "licence",
    "licences",
    "account",
    "accounts",
    "person",
    "people",
    "ticket",
    "tickets",
    "time",
    "times",
];

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

/// Reads a number. What a double cannot hold is refused.
pub fn number(text: &str) -> Result<f64, RejectReason> {
    if let Some(value) = plain_number(text.as_bytes()) {
        return Ok(value);
    }
    Written::bare(&plain(text))?.value(0)
}

/// Reads what was measured: a number, or a share, which `12%` writes as 0.12.
pub fn measured(text: &str) -> Result<f64, RejectReason> {
    match number(text) {
        Err(RejectReason::Percent) => Written::read(&plain(text))?.value(-2),
        read => read,
    }
}

/// Reads a whole number of at most 2^53; a fraction of zeros is none.
pub fn whole(text: &str) -> Result<i64, RejectReason> {
    let text = plain(text);
    let Written { negative, whole, fraction, .. } = Written::bare(&text)?;
    if !fraction.is_empty() {
        return Err(RejectReason::NotWhole);
    }
    let value = whole.parse::<i64>().ok().filter(|value| *value <= LARGEST).ok_or(RejectReason::TooLarge)?;
    Ok(if negative { -value } else { value })
}

fn is_unit(text: &str) -> bool {
    text.is_empty() || UNITS.iter().any(|unit| unit.eq_ignore_ascii_case(text))
}

/// Why what stands behind the digits makes it no number.
pub(super) fn unread(behind: &str) -> RejectReason {
    let exponent = behind.strip_prefix(['E', 'e']).map(|digits| digits.strip_prefix(['+', '-']).unwrap_or(digits));
    match exponent {
        Some(digits) if is_digits(digits) => RejectReason::EatenNumber,
        _ if behind == "%" => RejectReason::Percent,
        _ => RejectReason::NotANumber,
    }
}

/// A decimal as written, without loss: its digits before and after the point, the latter without zeros at their end, and
/// what stands around it.
pub(super) struct Written<'a> {
    pub(super) negative: bool,
    pub(super) whole: String,
    pub(super) fraction: String,
    pub(super) before: &'a str,
    pub(super) behind: &'a str,
}

impl<'a> Written<'a> {
    /// Takes a [`plain`] text apart.
    pub(super) fn read(text: &'a str) -> Result<Self, RejectReason> {
        let first = text.find(|c: char| c.is_ascii_digit()).ok_or(RejectReason::NotANumber)?;
        let (before, rest) = text.split_at(first);
        let (whole, fraction, behind) = digits(rest)?;
        let (negative, before, behind) = signed(before.trim(), behind.trim())?;
        Ok(Self { negative, whole, fraction, before, behind })
    }

    /// Takes a [`plain`] text apart that is a number with nothing around it but a unit.
    fn bare(text: &'a str) -> Result<Self, RejectReason> {
        let written = Self::read(text)?;
        match (written.before, written.behind) {
            ("", behind) if is_unit(behind) => Ok(written),
            ("", behind) => Err(unread(behind)),
            _ => Err(RejectReason::NotANumber),
        }
    }

    /// Its value times ten to this power.
    fn value(&self, exponent: i32) -> Result<f64, RejectReason> {
        let sign = if self.negative { "-" } else { "" };
        let value: f64 = format!("{sign}{}.{}0e{exponent}", self.whole, self.fraction).parse().map_err(|_| RejectReason::NotANumber)?;
        if value.is_finite() { Ok(value) } else { Err(RejectReason::TooLarge) }
    }
}

/// Takes off the one sign that may stand on either side of a currency, or the brackets that mean the same.
fn signed<'a>(before: &'a str, behind: &'a str) -> Result<(bool, &'a str, &'a str), RejectReason> {
    let is_sign = |c: &char| matches!(c, '-' | '+' | '▲' | '△' | '(');
    let outer = before.chars().next().filter(is_sign);
    let before = outer.and_then(|sign| before.strip_prefix(sign)).unwrap_or(before);
    let inner = before.chars().next_back().filter(is_sign);
    let before = inner.and_then(|sign| before.strip_suffix(sign)).unwrap_or(before);
    let sign = match (outer, inner) {
        (Some(_), Some(_)) => return Err(RejectReason::NotANumber),
        (outer, inner) => outer.or(inner),
    };
    let behind = match sign {
        Some('(') => behind.strip_suffix(')').or_else(|| behind.strip_prefix(')')).ok_or(RejectReason::NotANumber)?,
        _ => behind,
    };
    Ok((sign.is_some_and(|sign| sign != '+'), before.trim(), behind.trim()))
}

/// The number that a text begins with, scaled (`1.2億`, `1億2000万`), and what stands behind it.
fn digits(text: &str) -> Result<(String, String, &str), RejectReason> {
    let (mut rest, mut sum, mut above) = (text, String::new(), None);
    loop {
        let end = rest.find(|c: char| !(c.is_ascii_digit() || matches!(c, ',' | '.' | ' '))).unwrap_or(rest.len());
        let (digits, tail) = rest.split_at(end);
        let (part, fraction) = ungrouped(digits.trim_end())?;
        let (zeros, behind) = scaled(tail);
        // A part below a larger scale fills the zeros of that one: 1億 and 2000万 are 1|2000|0000.
        let room =
            above.map_or(Some(0), |above: usize| above.checked_sub(zeros).filter(|room| part.len() <= *room)).ok_or(RejectReason::NotANumber)?;
        sum.extend(std::iter::repeat_n('0', room.saturating_sub(part.len())));
        sum.push_str(&part);
        let goes_on =
            zeros > 0 && !tail.starts_with(|c: char| c.is_ascii()) && fraction.is_empty() && behind.starts_with(|c: char| c.is_ascii_digit());
        if !goes_on {
            let shifted = format!("{fraction:0<zeros$}");
            let (before_point, behind_point) = shifted.split_at(zeros);
            return Ok((sum + before_point, behind_point.to_owned(), behind));
        }
        (rest, above) = (behind, Some(zeros));
    }
}

fn scaled(text: &str) -> (usize, &str) {
    let text = text.trim_start();
    let scale = SCALES.iter().find_map(|(word, zeros)| Some((*zeros, text.strip_prefix(word)?.trim_start())));
    scale.unwrap_or((0, text))
}

/// How thousands are grouped and where the fraction begins.
const GROUPS_AND_POINTS: [(char, char); 4] = [(',', '.'), (' ', '.'), (' ', ','), ('.', ',')];

/// The digits before the point and those behind it that count.
fn ungrouped(text: &str) -> Result<(String, String), RejectReason> {
    let read = GROUPS_AND_POINTS.iter().find_map(|(group, point)| split(text, *group, *point));
    read.ok_or_else(|| match text.split_once(',') {
        Some((before, behind)) if is_digits(before) && is_digits(behind) => RejectReason::UndecidedComma,
        _ => RejectReason::NotANumber,
    })
}

fn split(text: &str, group: char, point: char) -> Option<(String, String)> {
    let (whole, fraction) = text.split_once(point).unwrap_or((text, "0"));
    let (first, groups) = whole.split_once(group).map_or((whole, None), |(first, groups)| (first, Some(groups)));
    let fits = match groups {
        Some(groups) => first.len() <= 3 && !first.starts_with('0') && groups.split(group).all(|group| group.len() == 3 && is_digits(group)),
        // Only groups prove that a comma is a point: `1,5` may be a slip of 1,500 as well.
        None => point == '.',
    };
    (fits && is_digits(first) && is_digits(fraction)).then(|| (whole.replace(group, ""), fraction.trim_end_matches('0').to_owned()))
}

fn is_digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}
