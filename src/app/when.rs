//! Days as people type them on the command line: a date, or a distance from today.

use crate::domain::Day;
use crate::facts::fact_ref::parse_days;
use unicode_normalization::UnicodeNormalization as _;

/// Reads `2026-11-23`, `2026/11/23`, `today`, `-30d`, `+2w`; full-width digits too.
pub fn parse_day(text: &str, today: Day) -> Option<Day> {
    let text: String = text.trim().nfkc().collect();
    if let Some(ahead) = text.strip_prefix('+') {
        return parse_days(ahead).map(|days| today.plus(days));
    }
    if let Some(back) = text.strip_prefix('-') {
        return parse_days(back).map(|days| today.plus(-days));
    }
    match text.as_str() {
        "today" | "今日" => Some(today),
        "yesterday" | "昨日" => Some(today.plus(-1)),
        "tomorrow" | "明日" => Some(today.plus(1)),
        date => Day::parse_iso(&date.replace('/', "-")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_and_distances_are_read_from_today() {
        let today = Day::from_ymd(2026, 11, 23).unwrap();
        let read = |text| parse_day(text, today).map(|day| day.to_string());
        assert_eq!(read("2026-10-01").as_deref(), Some("2026-10-01"));
        assert_eq!(read("2026/10/01").as_deref(), Some("2026-10-01"));
        assert_eq!(read("-30d").as_deref(), Some("2026-10-24"));
        assert_eq!(read("＋２ｗ").as_deref(), Some("2026-12-07"));
        assert_eq!(read("明日").as_deref(), Some("2026-11-24"));
        assert_eq!(read("soon"), None);
    }
}
