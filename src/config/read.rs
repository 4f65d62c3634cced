//! `config.toml` key by key. A key left out keeps its default; a problem is kept and the next key read.

use crate::config::fault::{Expected, Problem};
use crate::config::table::{Document, Table, Value};
use crate::config::{Borders, Calendar, Config, CurrencyConfig, Holidays, Hours, Import, LangChoice, Lights, Metrics, MonthDay, Ui};
use crate::domain::{Currency, Day};

const WEEKDAYS: [&str; 7] = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];
const HOLIDAYS: [(&str, Holidays); 2] = [("jp", Holidays::Japan), ("none", Holidays::None)];
const LANGS: [(&str, LangChoice); 3] = [("auto", LangChoice::Auto), ("en", LangChoice::English), ("ja", LangChoice::Japanese)];
const LIGHTS: [(&str, Lights); 3] = [("shape", Lights::Shape), ("kanji", Lights::Kanji), ("ascii", Lights::Ascii)];
const BORDERS: [(&str, Borders); 2] = [("line", Borders::Line), ("ascii", Borders::Ascii)];

pub(in crate::config) fn config(text: &str) -> Result<Config, Vec<Problem>> {
    let (document, root) = Document::parse(text);
    let config = root_table(&document.root(&root));
    let problems = document.problems();
    if problems.is_empty() { Ok(config) } else { Err(problems) }
}

fn root_table(root: &Table<'_>) -> Config {
    let config = Config {
        currency: section(root, "currency", currency),
        hours: section(root, "hours", hours),
        calendar: section(root, "calendar", calendar),
        ui: section(root, "ui", ui),
        import: section(root, "import", |table| Import { inbox: non_empty(table, "inbox") }),
        metrics: section(root, "metrics", |table| Metrics { activity: non_empty(table, "activity") }),
    };
    root.finish();
    config
}

fn section<T: Default>(root: &Table<'_>, key: &'static str, read: fn(&Table<'_>) -> T) -> T {
    let Some(table) = root.take(key).and_then(|value| value.table()) else { return T::default() };
    let section = read(&table);
    table.finish();
    section
}

/// One of a closed list of words, else the default.
fn choice<T: Copy>(table: &Table<'_>, key: &'static str, choices: &[(&'static str, T)], default: T) -> T {
    let words: Vec<&'static str> = choices.iter().map(|(word, _)| *word).collect();
    table.take(key).and_then(|value| value.word(&words)).map_or(default, |place| choices[place].1)
}

/// A text of which the empty one stands for none.
fn non_empty(table: &Table<'_>, key: &'static str) -> Option<String> {
    table.take(key).and_then(|value| value.text()).filter(|text| !text.is_empty()).map(str::to_owned)
}

fn currency(table: &Table<'_>) -> CurrencyConfig {
    let own = table.take("own").and_then(|value| value.read(Expected::Currency, Currency::parse)).unwrap_or(Currency::JPY);
    let rates = table.take("rates").and_then(|value| value.table());
    let rate = |(code, span, value): (String, _, Value<'_>)| {
        let worth = value.number(Some(f64::MIN_POSITIVE), None);
        let code = Currency::parse(&code).or_else(|| value.bad_key(span, Expected::Currency));
        Some((code?, worth?))
    };
    CurrencyConfig { own, rates: rates.map_or_else(Vec::new, |rates| rates.entries().into_iter().filter_map(rate).collect()) }
}

fn hours(table: &Table<'_>) -> Hours {
    let Hours(default) = Hours::default();
    let mut place = 0;
    Hours(WEEKDAYS.map(|weekday| {
        place += 1;
        table.take(weekday).and_then(|value| value.number(Some(0.0), Some(24.0))).unwrap_or(default[place - 1])
    }))
}

fn calendar(table: &Table<'_>) -> Calendar {
    let default = Calendar::default();
    let days_off = table.take("days_off").and_then(|value| value.list()).unwrap_or_default();
    let quiet = table.take("quiet").map(|value| value.tables().iter().filter_map(season).collect());
    Calendar {
        holidays: choice(table, "holidays", &HOLIDAYS, default.holidays),
        days_off: days_off.iter().filter_map(|value| value.read(Expected::Date, Day::parse_iso)).collect(),
        quiet: quiet.unwrap_or(default.quiet),
    }
}

fn season(table: &Table<'_>) -> Option<(MonthDay, MonthDay)> {
    let day = |key| table.need(key).and_then(|value| value.read(Expected::MonthDay, month_day));
    let season = (day("from"), day("to"));
    table.finish();
    Some((season.0?, season.1?))
}

/// Reads `12-29`, in any year.
fn month_day(text: &str) -> Option<MonthDay> {
    // A leap year, so that the 29th of February may be named.
    Day::parse_iso(&format!("2024-{text}")).map(Day::month_day)
}

fn ui(table: &Table<'_>) -> Ui {
    let default = Ui::default();
    Ui {
        lang: choice(table, "lang", &LANGS, default.lang),
        lights: choice(table, "lights", &LIGHTS, default.lights),
        borders: choice(table, "borders", &BORDERS, default.borders),
        theme: non_empty(table, "theme").unwrap_or(default.theme),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::{EXAMPLE, Place, ProblemKind};

    fn problems(text: &str) -> Vec<Problem> {
        Config::parse(text).unwrap_err()
    }

    #[test]
    fn the_example_says_exactly_what_holds_without_it() {
        assert_eq!(Config::parse(EXAMPLE), Ok(Config::default()));
        assert_eq!(Config::parse(""), Ok(Config::default()));
    }

    #[test]
    fn every_key_stands_in_the_example() {
        let mut missing = Vec::new();
        let sections = ["[currency]", "[hours]", "[calendar]", "[ui]", "[import]", "[metrics]"];
        let keys = ["own", "rates", "holidays", "days_off", "quiet", "lang", "lights", "borders", "theme", "inbox", "activity"];
        for section in sections {
            missing.extend((!EXAMPLE.lines().any(|line| line.trim() == section)).then_some(section));
        }
        for key in keys.into_iter().chain(WEEKDAYS) {
            let stands = EXAMPLE.lines().any(|line| line.split('=').next().is_some_and(|left| left.trim() == key));
            missing.extend((!stands).then_some(key));
        }
        assert_eq!(missing, Vec::<&str>::new());
        // The list above is complete: a text with a key outside it is refused with the list of known ones.
        for (text, known) in [("[ui]\nx=1", 4), ("[calendar]\nx=1", 3), ("[hours]\nx=1", 7), ("[currency]\nx=1", 2), ("x=1", 6)] {
            assert!(matches!(&problems(text)[0].kind, ProblemKind::UnknownKey { known: keys, .. } if keys.len() == known), "{text}");
        }
    }

    #[test]
    fn all_problems_are_told_at_once_with_their_places() {
        let text = "[ui]\nlang = \"jp\"\nlihgts = \"shape\"\n[hours]\nmon = \"6h\"\ntue = 25\n[calendar]\nquiet = [{ from = \"12-32\" }]\n";
        let found: Vec<(usize, usize)> = problems(text).iter().map(|problem| (problem.place.line, problem.place.column)).collect();
        assert_eq!(found, [(2, 8), (3, 1), (5, 7), (6, 7), (8, 10), (8, 19)]);
        let kinds: Vec<ProblemKind> = problems(text).into_iter().map(|problem| problem.kind).collect();
        assert!(matches!(&kinds[0], ProblemKind::UnknownWord { words, .. } if words == &["auto", "en", "ja"]));
        assert!(matches!(&kinds[1], ProblemKind::UnknownKey { nearest: Some(nearest), .. } if nearest == "lights"));
        assert!(matches!(&kinds[2], ProblemKind::WrongType { expected: Expected::Number, found: "string", .. }));
        assert!(matches!(&kinds[3], ProblemKind::OutOfRange { most: Some(24.0), .. }));
        assert!(matches!(&kinds[4], ProblemKind::MissingKey { key: "to" }));
        assert!(matches!(&kinds[5], ProblemKind::BadText { expected: Expected::MonthDay, .. }));
    }

    #[test]
    fn several_syntax_errors_are_told_and_nothing_that_they_alone_cause() {
        let text = "[ui]\nlang = \nlights = \"shape\nborders = \"x\"\n";
        let found = problems(text);
        assert_eq!(found.iter().filter(|problem| matches!(problem.kind, ProblemKind::Syntax { .. })).count(), 2, "{found:?}");
        assert_eq!(found.last().map(|problem| problem.place.line), Some(4));
    }

    #[test]
    fn a_rate_of_no_currency_or_no_worth_is_refused_at_its_place() {
        let text = "[currency.rates]\nUSD = 150\nyen = 0\nEURO = 160\n";
        let found: Vec<Place> = problems(text).into_iter().map(|problem| problem.place).collect();
        assert_eq!(found.iter().map(|place| (place.line, place.column)).collect::<Vec<_>>(), [(3, 7), (4, 1)]);
        let config = Config::parse("[currency.rates]\nUSD = 150\n").unwrap();
        assert_eq!(config.currency.rates, [(Currency::parse("USD").unwrap(), 150.0)]);
    }

    #[test]
    fn days_off_and_seasons_are_read() {
        let config =
            Config::parse("[calendar]\nholidays = \"none\"\ndays_off = [\"2026-12-28\"]\nquiet = [{ from = \"02-29\", to = \"03-01\" }]\n").unwrap();
        assert_eq!(config.calendar.days_off, [Day::parse_iso("2026-12-28").unwrap()]);
        assert_eq!(config.calendar.quiet, [((2, 29), (3, 1))]);
        assert_eq!(config.calendar.holidays, Holidays::None);
    }
}
