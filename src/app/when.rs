//! Days as people type them: a date, a distance from today, a word. Reads; decides nothing.

use crate::domain::Day;
use crate::facts::fact_ref::parse_days;
use chrono::{Datelike as _, Weekday};
use unicode_normalization::UnicodeNormalization as _;

const WORDS: &[(&[&str], i32)] =
    &[(&["today", "今日", "本日"], 0), (&["yesterday", "昨日"], -1), (&["tomorrow", "明日", "あした"], 1), (&["明後日", "あさって"], 2)];

const WEEKDAYS: &[(Weekday, &[&str])] = &[
    (Weekday::Mon, &["mon", "monday", "月", "月曜", "月曜日"]),
    (Weekday::Tue, &["tue", "tuesday", "火", "火曜", "火曜日"]),
    (Weekday::Wed, &["wed", "wednesday", "水", "水曜", "水曜日"]),
    (Weekday::Thu, &["thu", "thursday", "木", "木曜", "木曜日"]),
    (Weekday::Fri, &["fri", "friday", "金", "金曜", "金曜日"]),
    (Weekday::Sat, &["sat", "saturday", "土", "土曜", "土曜日"]),
    (Weekday::Sun, &["sun", "sunday", "日", "日曜", "日曜日"]),
];

/// Reads a day: `2026-11-23`, `2026/11/23`, `today`, `-30d`, `+2w`; full-width digits too.
pub fn parse_day(text: &str, today: Day) -> Option<Day> {
    let text = folded(text);
    if let Some(ahead) = text.strip_prefix('+') {
        return parse_days(ahead).map(|days| today.plus(days));
    }
    if let Some(back) = text.strip_prefix('-') {
        return parse_days(back).map(|days| today.plus(-days));
    }
    word(&text, today).or_else(|| Day::parse_iso(&text.replace('/', "-")))
}

/// Reads a day to come: all of [`parse_day`], and `3` (business days, by `business`), `fri`, `12/5`, `12月5日`, `来週月`,
/// `next week`, `next month`. A day that has passed is none.
pub fn parse_coming(text: &str, today: Day, business: impl Fn(i32) -> Day) -> Option<Day> {
    let text = folded(text);
    let count = text.parse::<i32>().ok().filter(|days| (1..=99).contains(days) && !text.starts_with('+'));
    let day = count
        .map(business)
        .or_else(|| weekday(&text).map(|wanted| next(today, wanted)))
        .or_else(|| next_week(&text, today))
        .or_else(|| matches!(text.as_str(), "next month" | "来月").then(|| today.month_end().plus(1)))
        .or_else(|| month_and_day(&text, today))
        .or_else(|| parse_day(&text, today))?;
    (day > today).then_some(day)
}

fn folded(text: &str) -> String {
    text.trim().nfkc().collect::<String>().to_lowercase()
}

fn word(text: &str, today: Day) -> Option<Day> {
    WORDS.iter().find(|(words, _)| words.contains(&text)).map(|(_, days)| today.plus(*days))
}

fn weekday(text: &str) -> Option<Weekday> {
    WEEKDAYS.iter().find(|(_, words)| words.contains(&text)).map(|(weekday, _)| *weekday)
}

/// The first such weekday after a day.
fn next(day: Day, wanted: Weekday) -> Day {
    (1..=7).map(|days| day.plus(days)).find(|day| day.weekday() == wanted).unwrap_or(day)
}

/// `next week` and `来週` are its Monday, `来週金` its Friday.
fn next_week(text: &str, today: Day) -> Option<Day> {
    let rest = text.strip_prefix("来週").or_else(|| text.strip_prefix("next week"))?.trim().trim_start_matches('の');
    let monday = next(today, Weekday::Mon);
    if rest.is_empty() {
        return Some(monday);
    }
    let wanted = weekday(rest)?;
    Some(monday.plus(wanted.num_days_from_monday().cast_signed()))
}

/// `12/5` and `12月5日`: the next such day.
fn month_and_day(text: &str, today: Day) -> Option<Day> {
    let (month, day) = text.split_once('/').or_else(|| text.strip_suffix('日').and_then(|text| text.split_once('月')))?;
    let (month, day) = (month.parse().ok()?, day.parse().ok()?);
    let year = today.date().year();
    [year, year + 1].into_iter().filter_map(|year| Day::from_ymd(year, month, day)).find(|coming| *coming > today)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A Monday.
    fn today() -> Day {
        Day::from_ymd(2026, 11, 23).unwrap()
    }

    #[test]
    fn dates_and_distances_are_read_from_today() {
        let read = |text| parse_day(text, today()).map(|day| day.to_string());
        assert_eq!(read("2026-10-01").as_deref(), Some("2026-10-01"));
        assert_eq!(read("2026/10/01").as_deref(), Some("2026-10-01"));
        assert_eq!(read("-30d").as_deref(), Some("2026-10-24"));
        assert_eq!(read("＋２ｗ").as_deref(), Some("2026-12-07"));
        assert_eq!(read("明日").as_deref(), Some("2026-11-24"));
        assert_eq!(read("soon"), None);
    }

    #[test]
    fn a_coming_day_is_read_as_people_say_it() {
        let read = |text| parse_coming(text, today(), |days| today().plus(days)).map(|day| day.to_string());
        for (text, day) in [
            ("3", "2026-11-26"),
            ("３", "2026-11-26"),
            ("+3d", "2026-11-26"),
            ("fri", "2026-11-27"),
            ("Mon", "2026-11-30"),
            ("金曜", "2026-11-27"),
            ("来週", "2026-11-30"),
            ("来週月", "2026-11-30"),
            ("来週の金", "2026-12-04"),
            ("next month", "2026-12-01"),
            ("12/5", "2026-12-05"),
            ("１２月５日", "2026-12-05"),
            ("1/10", "2027-01-10"),
            ("明後日", "2026-11-25"),
        ] {
            assert_eq!(read(text).as_deref(), Some(day), "{text}");
        }
        for text in ["yesterday", "2026-11-23", "2/30", "0", "x", ""] {
            assert_eq!(read(text), None, "{text}");
        }
    }
}
