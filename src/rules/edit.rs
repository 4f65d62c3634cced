//! Answers written into the text of `rules.toml`: everything else in it stays as it was, comments included. Reads no files.

use toml_edit::{DocumentMut, Value};

/// What stands before the number of accounts in the condition of the high touch model.
const PLACE: &str = "arr.place:<=";
/// The fact that the rules ask for the use of the key feature, up to the window.
const KEY_FEATURE: &str = "metric.key_feature_uses.";

/// How many accounts get high touch for the size of their ARR; `None` where the rules do not say it by place.
pub fn high_touch(text: &str) -> Option<u32> {
    let mut rules = text.parse().ok()?;
    parts(high_touch_condition(&mut rules)?.as_str()?)?.1.parse().ok()
}

/// The text with that number changed; as it was where the rules do not say it by place.
pub fn with_high_touch(text: &str, accounts: u32) -> String {
    let Ok(mut rules) = text.parse::<DocumentMut>() else { return text.to_owned() };
    if let Some(value) = high_touch_condition(&mut rules)
        && let Some((before, _, after)) = value.as_str().and_then(parts)
    {
        let mut new = Value::from(format!("{before}{PLACE}{accounts}{after}"));
        *new.decor_mut() = value.decor().clone();
        *value = new;
    }
    rules.to_string()
}

/// Whether the rules ask for the use of the key feature.
pub fn asks_for_key_feature(text: &str) -> bool {
    text.contains(KEY_FEATURE)
}

/// The text with a metric in the place of the one that counts uses of the key feature.
pub fn with_key_feature(text: &str, metric: &str) -> String {
    text.replace(KEY_FEATURE, &format!("metric.{metric}."))
}

fn high_touch_condition(rules: &mut DocumentMut) -> Option<&mut Value> {
    let models = rules.get_mut("touch")?.as_array_of_tables_mut()?;
    let high = models.iter_mut().find(|model| model.get("key").and_then(|key| key.as_str()) == Some("high"))?;
    high.get_mut("when")?.as_value_mut()
}

/// A condition around its first number of accounts: what stands before its place, the number, what follows.
fn parts(when: &str) -> Option<(&str, &str, &str)> {
    let (before, rest) = when.split_once(PLACE)?;
    let (number, after) = rest.split_at(rest.find(|c: char| !c.is_ascii_digit()).unwrap_or(rest.len()));
    (!number.is_empty()).then_some((before, number, after))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::Rules;

    fn default() -> &'static str {
        Rules::template("default").unwrap()
    }

    #[test]
    fn the_number_of_high_touch_accounts_changes_in_its_place() {
        assert_eq!(high_touch(default()), Some(15));
        let text = with_high_touch(default(), 8);
        assert_eq!(high_touch(&text), Some(8));
        assert!(Rules::parse(&text).is_ok());
        let changed: Vec<&str> = text.lines().zip(default().lines()).filter(|(new, old)| new != old).map(|(new, _)| new).collect();
        let line =
            "when = \"strategic:yes or arr.place:<=8 or (potential:>=4 arr.place:<=30)\"   # arr.place: rank by ARR, 1 is the largest / 年額の順位";
        assert_eq!((changed, text.lines().count()), (vec![line], default().lines().count()));
    }

    #[test]
    fn rules_that_say_it_otherwise_are_left_alone() {
        let own = "[[touch]]\nkey = \"high\"\nwhen = \"arr:>=1000000\" # ours\n";
        assert_eq!(high_touch(own), None);
        assert_eq!(with_high_touch(own, 8), own);
        assert_eq!(high_touch(""), None);
    }

    #[test]
    fn every_place_that_asks_for_the_key_feature_asks_for_the_metric() {
        for metric in ["uploads", "レポート作成"] {
            let text = format!("{}\n[metrics.\"{metric}\"]\nkind = \"count\"\n", default());
            let text = with_key_feature(&text, metric);
            assert!(!asks_for_key_feature(&text), "{metric}");
            let rules = Rules::parse(&text).unwrap();
            let facts: Vec<String> = rules.cards().iter().flat_map(|card| &card.signals).map(|signal| signal.fact.to_string()).collect();
            assert!(facts.iter().any(|fact| fact.contains(metric)), "{metric}: {facts:?}");
        }
    }
}
