//! Reads one cell: days, numbers, money, ids, links. Guesses nothing: what is not written in a known form, or could mean
//! two things, is refused with the reason.

mod counted;
mod days;
mod eras;
mod money;
mod numbers;
mod order;
mod scan;
mod times;

#[cfg(test)]
mod tests;

pub use days::{DayOrder, DayReading, Epoch, day, iso_day};
pub use money::{money, scale, sign_of_other};
pub use numbers::{measured, number, plain_number, whole};
pub use order::{OrderVotes, Verdict};

use crate::import::reject::RejectReason;
use std::borrow::Cow;
use unicode_normalization::UnicodeNormalization as _;

/// What a spreadsheet shows in the place of a value that it could not make.
const BROKEN: [&str; 8] = ["#n/a", "#ref!", "#value!", "#div/0!", "#name?", "#num!", "#null!", "#spill!"];

/// The trimmed form in which digits, signs and dashes have their plain width.
fn plain(text: &str) -> Cow<'_, str> {
    let text = text.trim();
    // Raised and circled digits are no digits: 10² is not 102.
    let is_odd_digit = |c: char| c.is_numeric() && !matches!(c, '0'..='9' | '０'..='９');
    if text.is_ascii() || text.contains(is_odd_digit) {
        return Cow::Borrowed(text);
    }
    Cow::Owned(text.nfkc().map(|c| if matches!(c, '\u{2010}'..='\u{2015}' | '\u{2212}') { '-' } else { c }).collect())
}

/// Whether a text is one of the words, which are lower case, in any width and case.
pub(in crate::import) fn is_one_of(text: &str, words: &[&str]) -> bool {
    words.contains(&&*plain(text).to_ascii_lowercase())
}

/// Whether a text is the error of a spreadsheet's formula.
pub fn is_broken(text: &str) -> bool {
    is_one_of(text, &BROKEN)
}

/// Reads an id: any text, trimmed, that is not what a spreadsheet leaves of a long number or of a broken formula.
pub fn code(text: &str) -> Result<String, RejectReason> {
    let text = text.trim();
    let eaten = text.split_once(['E', 'e']).is_some_and(|(mantissa, exponent)| {
        mantissa.contains('.')
            && mantissa.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.')
            && exponent.strip_prefix('+').is_some_and(|digits| !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit()))
    });
    match text {
        _ if eaten => Err(RejectReason::EatenId),
        _ if is_broken(text) => Err(RejectReason::BrokenFormula),
        _ => Ok(text.to_owned()),
    }
}

/// Reads one link; only `https`, without white space or control characters.
pub fn link(text: &str) -> Result<String, RejectReason> {
    let text = text.trim();
    let host = text.get(..8).filter(|scheme| scheme.eq_ignore_ascii_case("https://")).and_then(|_| text.get(8..)).unwrap_or("");
    let fits = host.starts_with(char::is_alphanumeric) && !text.contains(|c: char| c.is_whitespace() || c.is_control());
    if fits { Ok(text.to_owned()) } else { Err(RejectReason::NotALink) }
}
