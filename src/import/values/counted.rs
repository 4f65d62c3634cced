//! Days that are nothing but digits: `20250105`, a spreadsheet's day number, Unix time.

use super::days::{DayReading, Epoch};
use crate::domain::Day;
use crate::import::reject::RejectReason;

/// Day numbers that look like one: the years 1954 to 2119.
const LIKELY_SERIALS: std::ops::RangeInclusive<u32> = 20_000..=80_000;
/// Digits of Unix time in whole, thousandth and millionth parts of seconds, from 2001 to 2286.
const LIKELY_UNIX: [usize; 3] = [10, 13, 16];

/// The day of a text of digits, with a fraction or not; `None` for any other text.
///
/// A day number's fraction is its time of day, and left out of account. Unix time is the day in UTC, which is how it is counted.
pub(super) fn counted(text: &str, reading: DayReading) -> Option<Result<Day, RejectReason>> {
    let (whole, fraction) = text.split_once('.').unwrap_or((text, "0"));
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    (digits(whole) && digits(fraction)).then(|| match whole.len() {
        8 if whole.len() == text.len() => compact(whole),
        1..=7 => serial(whole, reading.serials),
        9..=19 => unix(whole, reading.unix),
        _ => Err(RejectReason::NotADay),
    })
}

fn compact(digits: &str) -> Result<Day, RejectReason> {
    let number: i32 = digits.parse().map_err(|_| RejectReason::NotADay)?;
    let part = |part: i32| (part % 100).cast_unsigned();
    Day::from_ymd(number / 10_000, part(number / 100), part(number)).ok_or(RejectReason::NoSuchDay)
}

fn serial(digits: &str, epoch: Option<Epoch>) -> Result<Day, RejectReason> {
    let number: u32 = digits.parse().map_err(|_| RejectReason::NotADay)?;
    match epoch {
        Some(epoch) => epoch.day(number).ok_or(RejectReason::NoSuchDay),
        None => match Epoch::Y1900.day(number).filter(|_| LIKELY_SERIALS.contains(&number)) {
            Some(day) => Err(RejectReason::SeemsSerial { day }),
            None => Err(RejectReason::NotADay),
        },
    }
}

fn unix(digits: &str, allowed: bool) -> Result<Day, RejectReason> {
    let per_second = match digits.len() {
        0..=11 => 1,
        12..=14 => 1_000,
        15..=17 => 1_000_000,
        _ => 1_000_000_000,
    };
    let seconds = digits.parse::<u64>().map_err(|_| RejectReason::NotADay)? / per_second;
    let day = i32::try_from(seconds / 86_400).map(Day).ok().filter(|day| *day <= Day::MAX);
    match day {
        Some(day) if allowed => Ok(day),
        Some(day) if LIKELY_UNIX.contains(&digits.len()) => Err(RejectReason::SeemsUnix { day }),
        _ => Err(RejectReason::NotADay),
    }
}

impl Epoch {
    /// The day of a day number; `None` for what the calendar lacks.
    fn day(self, number: u32) -> Option<Day> {
        // Spreadsheets count a 29 February 1900 that never was, as number 60.
        let first = match self {
            Self::Y1900 => Day::from_ymd(1899, 12, if number < 60 { 31 } else { 30 }).filter(|_| number > 0 && number != 60),
            Self::Y1904 => Day::from_ymd(1904, 1, 1),
        };
        let day = Day(first?.0.checked_add(i32::try_from(number).ok()?)?);
        (day <= Day::MAX).then_some(day)
    }
}
