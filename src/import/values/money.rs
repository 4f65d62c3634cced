//! Reads amounts of money. The currency is the row's; a sign or a code in the cell may agree with it, and decides nothing.

use super::numbers::{LARGEST, Written, unread};
use super::plain;
use crate::domain::Currency;
use crate::import::reject::RejectReason;

/// Signs of currencies, with the codes of those that write them. A backslash is the yen sign of Japanese code pages.
const SIGNS: [(&str, &[&str]); 9] = [
    ("¥", &["JPY", "CNY"]),
    ("\\", &["JPY"]),
    ("円", &["JPY"]),
    ("元", &["CNY"]),
    ("US$", &["USD"]),
    (
        "$",
        &[
            "USD", "AUD", "BBD", "BMD", "BND", "BSD", "BZD", "CAD", "FJD", "GYD", "HKD", "JMD", "KYD", "LRD", "MXN", "NAD", "NZD", "SBD", "SGD",
            "SRD", "TTD", "TWD", "XCD", "ARS", "CLP", "COP",
        ],
    ),
    ("€", &["EUR"]),
    ("£", &["GBP"]),
    ("₩", &["KRW"]),
];

/// Words in brackets behind an amount that tell of its tax. Whether amounts hold tax is a question of the file, not of a cell.
const TAX_WORDS: [&str; 10] = ["税抜", "税抜き", "税別", "税込", "税込み", "外税", "内税", "tax excluded", "tax included", "excl. tax"];

/// Reads an amount as minor units of a currency, rounded half away from zero, at most 2^53.
pub fn money(text: &str, currency: Currency) -> Result<i64, RejectReason> {
    let text = plain(text);
    let Written { negative, whole, fraction, before, behind } = Written::read(without_tax(&text))?;
    if may_be_thousands(&text, &whole) && currency.minor_digits() < 3 {
        return Err(RejectReason::UndecidedPoint);
    }
    let sign_behind = without_end_mark(before, behind);
    for sign in [before, sign_behind] {
        check_sign(sign, currency)?;
    }
    let digits = currency.minor_digits() as usize;
    let kept: String = fraction.chars().chain(std::iter::repeat('0')).take(digits).collect();
    let rounds_up = fraction.as_bytes().get(digits).is_some_and(|digit| *digit >= b'5');
    let minor = format!("{whole}{kept}").parse::<i64>().ok().and_then(|minor| minor.checked_add(i64::from(rounds_up)));
    let minor = minor.filter(|minor| *minor <= LARGEST).ok_or(RejectReason::TooLarge)?;
    Ok(if negative { -minor } else { minor })
}

/// The likeliest currency of an amount that carries the sign of another one; `None` where it does not.
pub fn sign_of_other(text: &str, own: Currency) -> Option<Currency> {
    let Err(RejectReason::SignOfOtherCurrency { sign, .. }) = money(text, own) else { return None };
    let codes = SIGNS.iter().find(|(known, _)| *known == sign).map(|(_, codes)| *codes);
    Currency::parse(codes.map_or(sign.as_str(), |codes| codes[0]))
}

/// Whether the point of `1.200` may stand between thousands, as it does in much of Europe. `whole` is what stands before it.
fn may_be_thousands(text: &str, whole: &str) -> bool {
    let digits = text.trim_matches(|c: char| !c.is_ascii_digit()).split_once('.');
    digits.is_some_and(|(before, behind)| {
        before == whole && before.len() <= 3 && before != "0" && behind.len() == 3 && behind.bytes().all(|byte| byte.is_ascii_digit())
    })
}

fn without_tax(text: &str) -> &str {
    let bracketed = text.strip_suffix(')').and_then(|text| text.rsplit_once('('));
    bracketed.filter(|(_, word)| TAX_WORDS.iter().any(|tax| tax.eq_ignore_ascii_case(word.trim()))).map_or(text, |(amount, _)| amount)
}

/// Without the dash that closes a yen amount (`￥131,000-`). Without a yen sign, a dash behind might be a minus, and stays.
fn without_end_mark<'a>(before: &str, behind: &'a str) -> &'a str {
    let open = behind.trim_end_matches(['-', 'ー']).trim_end();
    if matches!(before, "¥" | "\\") || open == "円" { open } else { behind }
}

fn check_sign(sign: &str, currency: Currency) -> Result<(), RejectReason> {
    let other = || RejectReason::SignOfOtherCurrency { sign: sign.to_owned(), currency };
    if let Some((_, codes)) = SIGNS.iter().find(|(known, _)| *known == sign) {
        return if codes.contains(&currency.code()) { Ok(()) } else { Err(other()) };
    }
    let is_code = sign.len() == 3 && sign.bytes().all(|byte| byte.is_ascii_uppercase());
    match sign {
        "" => Ok(()),
        _ if sign == currency.code() => Ok(()),
        _ if is_code => Err(other()),
        _ => Err(unread(sign)),
    }
}

/// Scales an amount by `times / by`, rounded half away from zero; refuses what grows beyond 2^53.
pub fn scale(minor: i64, times: i64, by: i64) -> Result<i64, RejectReason> {
    let product = i128::from(minor) * i128::from(times);
    let by = i128::from(by.max(1));
    let rounded = (product.abs() + by / 2) / by * product.signum();
    i64::try_from(rounded).ok().filter(|value| value.abs() <= LARGEST).ok_or(RejectReason::TooLarge)
}
