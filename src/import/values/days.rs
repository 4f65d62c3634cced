//! Reads a day in all the forms people write one. The order of day and month comes from the column ([`super::order`]).
//!
//! The rule for date-times: the day is the one that is written; time and zone are checked for form and left out of account,
//! so `2025-01-05T23:30:00-08:00` is 2025-01-05 everywhere.

use super::counted::counted;
use super::eras::Era;
use super::plain;
use super::scan::Scan;
use super::times::pass_time;
use crate::domain::Day;
use crate::import::reject::RejectReason;
use chrono::Weekday;

/// The order of day and month before a year.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DayOrder {
    DayMonth,
    MonthDay,
}

/// The day from which a spreadsheet counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Epoch {
    Y1900,
    Y1904,
}

/// How the days of a column are to be read where the text alone does not say.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct DayReading {
    /// The order of `03/04/2025`; none: such a text is refused.
    pub order: Option<DayOrder>,
    /// Whether a number may be a spreadsheet's day number, and from when it counts.
    pub serials: Option<Epoch>,
    /// Whether a number of nine digits and more is Unix time: in seconds, or in their thousandth, millionth or billionth parts.
    pub unix: bool,
}

/// A date as its parts stand in the text.
#[derive(Clone, Copy)]
pub(super) enum Parts {
    Ordered { year: u32, month: u32, day: u32 },
    OfEra { era: &'static Era, year: u32, month: u32, day: u32 },
    Slashed { first: u32, second: u32, year: u32 },
    ShortYear,
}

/// Reads a day. Years need four digits or an era; a day-month date needs the order of its column.
pub fn day(text: &str, reading: DayReading) -> Result<Day, RejectReason> {
    if let Some(day) = iso_day(text.as_bytes()) {
        return Ok(day);
    }
    let text = plain(text);
    if let Some(counted) = counted(&text, reading) {
        return counted;
    }
    let (parts, weekday) = read(&text).ok_or(RejectReason::NotADay)?;
    let day = parts.day(reading.order)?;
    // A weekday that is not of this day tells of a slip in one of the two.
    if weekday.is_none_or(|weekday| weekday == day.weekday()) { Ok(day) } else { Err(RejectReason::NoSuchDay) }
}

/// The fast path of [`day`]: exactly `YYYY-MM-DD`.
pub fn iso_day(text: &[u8]) -> Option<Day> {
    let &[y1, y2, y3, y4, b'-', m1, m2, b'-', d1, d2] = text else { return None };
    let number = |digits: &[u8]| digits.iter().try_fold(0_u32, |sum, digit| digit.is_ascii_digit().then(|| sum * 10 + u32::from(digit - b'0')));
    Day::from_ymd(i32::try_from(number(&[y1, y2, y3, y4])?).ok()?, number(&[m1, m2])?, number(&[d1, d2])?)
}

impl Parts {
    fn day(self, order: Option<DayOrder>) -> Result<Day, RejectReason> {
        let day = match self {
            Self::ShortYear => return Err(RejectReason::ShortYear),
            Self::OfEra { era, year, month, day } => era.day(year, month, day),
            Self::Ordered { year, month, day } => Day::from_ymd(year.cast_signed(), month, day),
            Self::Slashed { first, second, year } => match order {
                None if first != second => return Err(RejectReason::UndecidedDay),
                Some(DayOrder::MonthDay) => Day::from_ymd(year.cast_signed(), first, second),
                _ => Day::from_ymd(year.cast_signed(), second, first),
            },
        };
        day.ok_or(RejectReason::NoSuchDay)
    }
}

/// A whole text: a date, its weekday and a time if they are there, and nothing else.
fn read(text: &str) -> Option<(Parts, Option<Weekday>)> {
    let mut scan = Scan::new(text);
    let before = scan.attempt(weekday);
    if before.is_some() {
        scan.eat(",");
    }
    let parts = parts(&mut scan)?;
    let weekday = before.or_else(|| scan.attempt(weekday));
    if !scan.is_done() {
        scan.eat_one(&["T", ","]);
        pass_time(&mut scan)?;
    }
    scan.is_done().then_some((parts, weekday))
}

/// The date that a text begins with.
pub(super) fn parts(scan: &mut Scan<'_>) -> Option<Parts> {
    [of_era, year_first, short_year, month_first, day_first].iter().find_map(|form| scan.attempt(form))
}

/// `令和7年1月5日`, `R7.1.5`.
fn of_era(scan: &mut Scan<'_>) -> Option<Parts> {
    let era = Era::scan(scan)?;
    let year = scan.eat("元").map(|()| 1).or_else(|| scan.digits(1..=2))?;
    let (month, day) = month_and_day(scan)?;
    Some(Parts::OfEra { era, year, month, day })
}

/// `2025/1/5`, `2025年1月5日`.
fn year_first(scan: &mut Scan<'_>) -> Option<Parts> {
    let year = scan.digits(4..=4)?;
    let (month, day) = month_and_day(scan)?;
    Some(Parts::Ordered { year, month, day })
}

/// What stands behind year, month and day.
const FRAMES: [[&str; 3]; 4] = [["-", "-", ""], ["/", "/", ""], [".", ".", ""], ["年", "月", "日"]];

fn month_and_day(scan: &mut Scan<'_>) -> Option<(u32, u32)> {
    FRAMES.iter().find_map(|[year, month, day]| {
        scan.attempt(|scan| {
            scan.eat(year)?;
            let of_year = scan.digits(1..=2)?;
            scan.eat(month)?;
            let of_month = scan.digits(1..=2)?;
            scan.eat(day)?;
            Some((of_year, of_month))
        })
    })
}

/// `Jan 5, 2025`.
fn month_first(scan: &mut Scan<'_>) -> Option<Parts> {
    let month = month_name(scan)?;
    scan.eat("-");
    let day = scan.digits(1..=2)?;
    scan.eat_one(&[",", "-"]);
    ordered(scan, month, day)
}

/// `25/01/05`, `25年1月5日`: which of the three is the year cannot be known, nor of which century.
fn short_year(scan: &mut Scan<'_>) -> Option<Parts> {
    scan.digits(2..=2)?;
    month_and_day(scan).map(|_| Parts::ShortYear)
}

/// `5 Jan 2025`, `06-Nov-2025`, `05.01.2025`, `03/04/2025`.
fn day_first(scan: &mut Scan<'_>) -> Option<Parts> {
    let first = scan.digits(1..=2)?;
    let separator = scan.eat_one(&["/", "-", "."]);
    if let Some(month) = scan.attempt(month_name) {
        scan.eat_one(&["/", "-", "."]);
        return ordered(scan, month, first);
    }
    let separator = separator?;
    let second = scan.digits(1..=2)?;
    scan.eat(separator)?;
    match ordered(scan, second, first)? {
        Parts::Ordered { year, .. } if separator != "." => Some(Parts::Slashed { first, second, year }),
        parts => Some(parts),
    }
}

/// The date of a month and a day with the year that stands here.
fn ordered(scan: &mut Scan<'_>, month: u32, day: u32) -> Option<Parts> {
    let full = scan.digits(4..=4).map(|year| Parts::Ordered { year, month, day });
    full.or_else(|| scan.digits(2..=2).map(|_| Parts::ShortYear))
}

const MONTHS: [&str; 12] = ["january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december"];
const WEEKDAYS: [(&str, &str); 7] =
    [("monday", "月"), ("tuesday", "火"), ("wednesday", "水"), ("thursday", "木"), ("friday", "金"), ("saturday", "土"), ("sunday", "日")];

/// A name or its beginning, three letters and more.
fn is_short_for(text: &str, name: &str) -> bool {
    text.len() >= 3 && name.starts_with(&text.to_ascii_lowercase())
}

fn month_name(scan: &mut Scan<'_>) -> Option<u32> {
    let text = scan.letters();
    let place = MONTHS.iter().position(|name| is_short_for(text, name))?;
    scan.eat(".");
    u32::try_from(place + 1).ok()
}

/// `(日)`, `日曜日`, `Sun`.
fn weekday(scan: &mut Scan<'_>) -> Option<Weekday> {
    let bracket = scan.eat("(").is_some();
    let place = scan.attempt(weekday_ja).or_else(|| scan.attempt(weekday_en))?;
    if bracket {
        scan.eat(")")?;
    }
    Weekday::try_from(u8::try_from(place).ok()?).ok()
}

fn weekday_ja(scan: &mut Scan<'_>) -> Option<usize> {
    let place = WEEKDAYS.iter().position(|(_, ja)| scan.eat(ja).is_some())?;
    scan.eat("曜").and_then(|()| scan.eat("日"));
    Some(place)
}

fn weekday_en(scan: &mut Scan<'_>) -> Option<usize> {
    let text = scan.letters();
    let place = WEEKDAYS.iter().position(|(name, _)| is_short_for(text, name))?;
    scan.eat(".");
    Some(place)
}
