//! Answers written into the text of `config.toml`: everything else in it stays as it was, comments included. Reads no files.

use toml_edit::{DocumentMut, InlineTable, Item, Value, table, value};

const DAYS: [&str; 7] = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];

/// The text with the same hours on each of some weekdays, Monday first; as it was where it is no TOML.
pub fn with_hours(text: &str, hours: f64, on: [bool; 7]) -> String {
    edited(text, |config| {
        for (day, _) in DAYS.iter().zip(on).filter(|(_, on)| *on) {
            put(config, "hours", day, number(hours));
        }
    })
}

/// The text with another currency as the book's own.
pub fn with_own_currency(text: &str, currency: &str) -> String {
    edited(text, |config| put(config, "currency", "own", value(currency)))
}

/// The text with what one unit of a currency is worth in the book's own.
pub fn with_rate(text: &str, currency: &str, rate: f64) -> String {
    edited(text, |config| {
        let section = config.entry("currency").or_insert_with(table).as_table_like_mut();
        let rates = section.map(|section| section.entry("rates").or_insert_with(|| value(InlineTable::new())));
        if let Some(rates) = rates.and_then(Item::as_table_like_mut) {
            rates.insert(currency, number(rate));
            rates.fmt();
        }
    })
}

/// The text with a folder to be read again.
pub fn with_inbox(text: &str, folder: &str) -> String {
    edited(text, |config| put(config, "import", "inbox", value(folder)))
}

/// A number as people write it: without a point where it is whole.
fn number(number: f64) -> Item {
    #[expect(clippy::cast_possible_truncation, reason = "compared with what it came from")]
    let whole = number as i64;
    #[expect(clippy::cast_precision_loss, reason = "the same")]
    let is_whole = (whole as f64).total_cmp(&number).is_eq();
    if is_whole { value(whole) } else { value(number) }
}

fn edited(text: &str, edit: impl FnOnce(&mut DocumentMut)) -> String {
    let Ok(mut config) = text.parse::<DocumentMut>() else { return text.to_owned() };
    edit(&mut config);
    config.to_string()
}

/// Puts a value under a heading; what stood behind the old one, such as a comment, stands behind the new one.
fn put(config: &mut DocumentMut, heading: &str, key: &str, new: Item) {
    let section = config.entry(heading).or_insert_with(table);
    let Some(section) = section.as_table_like_mut() else { return };
    let behind = section.get(key).and_then(Item::as_value).map(Value::decor).cloned();
    let item = section.entry(key).or_insert(Item::None);
    *item = new;
    if let (Some(value), Some(behind)) = (item.as_value_mut(), behind) {
        *value.decor_mut() = behind;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::{Config, EXAMPLE, Hours};

    #[test]
    fn answers_change_their_lines_and_no_others() {
        let weekdays = [true, true, true, true, true, false, false];
        let text = with_inbox(&with_hours(EXAMPLE, 4.5, weekdays), "/home/aoi/exports");
        let config = Config::parse(&text).unwrap();
        assert_eq!(config.hours, Hours([4.5, 4.5, 4.5, 4.5, 4.5, 0.0, 0.0]));
        assert_eq!(config.import.inbox.as_deref(), Some("/home/aoi/exports"));
        let changed = text.lines().zip(EXAMPLE.lines()).filter(|(new, old)| new != old).count();
        assert_eq!((changed, text.lines().count()), (6, EXAMPLE.lines().count()));
    }

    #[test]
    fn a_rate_stands_beside_the_others() {
        let rates =
            |text: &str| Config::parse(text).unwrap().currency.rates.iter().map(|(currency, rate)| format!("{currency} {rate}")).collect::<Vec<_>>();
        let text = with_rate(&with_rate(EXAMPLE, "USD", 150.0), "EUR", 160.5);
        assert_eq!(rates(&text), ["USD 150", "EUR 160.5"]);
        assert_eq!(Config::parse(&with_own_currency(&text, "EUR")).unwrap().currency.own.code(), "EUR");
        assert!(text.contains("rates = { USD = 150, EUR = 160.5 }"), "{text}");
        assert_eq!(rates(&with_rate("", "USD", 150.0)), ["USD 150"]);
        assert_eq!(rates(&with_rate("[currency.rates]\nEUR = 160\n", "USD", 150.0)), ["EUR 160", "USD 150"]);
    }

    #[test]
    fn a_heading_that_is_missing_is_made_and_a_comment_behind_a_value_stays() {
        assert_eq!(with_inbox("", "in"), "[import]\ninbox = \"in\"\n");
        let text = "[hours]\nmon = 6 # short\n\n[ui]\nlang = \"ja\"\n";
        assert_eq!(with_hours(text, 4.0, [true, false, false, false, false, false, false]), text.replace('6', "4"));
        assert_eq!(with_inbox("[import", "in"), "[import", "what is no TOML is left alone");
    }
}
