//! Acts of the journal as sentences, from the data that was kept with them.

use crate::domain::words::{INTERACTION_WORDS, LIGHT_WORDS, Word};
use crate::i18n::{Lang, sentences};
use serde_json::Value;

sentences! {
    note(name) { en: "memo on {name}", ja: "{name}へのメモ" }
    log(kind, name) { en: "{kind} with {name}", ja: "{name}への対応 ({kind})" }
    pulse(light, name) { en: "judgement of {name}: {light}", ja: "{name}の担当判断 ({light})" }
    observe(metric, name) { en: "{metric} of {name}", ja: "{name}の{metric}" }
    set(fields, name) { en: "{name}: {fields}", ja: "{name}の変更 ({fields})" }
    add(name) { en: "added {name}", ja: "{name}の追加" }
    import(files, new, changed) { en: "import of {files}: {new} new, {changed} changed", ja: "{files}の取り込み (新規{new}・変更{changed})" }
    swept(opened, cleared) { en: "sweep: {opened} opened, {cleared} cleared", ja: "トリガー判定 (起票{opened}・解消{cleared})" }
    task_add(title) { en: "task: {title}", ja: "タスクの追加 ({title})" }
    task_done(titles) { en: "done: {titles}", ja: "完了 ({titles})" }
    task_dropped(titles) { en: "dropped: {titles}", ja: "取り下げ ({titles})" }
    task_reopened(titles) { en: "open again: {titles}", ja: "再開 ({titles})" }
    task_snoozed(titles, until) { en: "put off until {until}: {titles}", ja: "{until}まで後回し ({titles})" }
    task_waits(titles, until) { en: "waits for the customer until {until}: {titles}", ja: "{until}まで先方待ち ({titles})" }
    more_of(named, more) { en: "{named} and {more} more", ja: "{named} ほか{more}件" }
    other(verb) { en: "{verb}", ja: "{verb}" }
}

/// What an entry of the journal did.
pub fn entry_text(lang: Lang, what: &Value) -> String {
    let text = |key: &str| what.get(key).and_then(Value::as_str).unwrap_or_default().to_owned();
    let word = |key: &str, words: &[Word]| {
        let key = text(key);
        words.iter().find(|word| word.key == key).map_or(key.clone(), |word| lang.word(word).to_owned())
    };
    let list = |key: &str| {
        let items = what.get(key).and_then(Value::as_array).into_iter().flatten();
        items.filter_map(Value::as_str).map(str::to_owned).collect::<Vec<String>>()
    };
    let count = |key: &str| what.get(key).and_then(Value::as_u64).unwrap_or(0);
    let name = text("name");
    match text("verb").as_str() {
        "note" => note(lang, name),
        "log" => log(lang, word("kind", INTERACTION_WORDS), name),
        "pulse" => pulse(lang, word("light", &LIGHT_WORDS), name),
        "observe" => observe(lang, text("metric"), name),
        "set" => set(lang, list("fields").join(", "), name),
        "add" => add(lang, name),
        "sweep" => swept(lang, count("opened"), count("cleared")),
        "task_add" => task_add(lang, text("title")),
        "done" => task_done(lang, few(lang, &list("titles"))),
        "drop" => task_dropped(lang, few(lang, &list("titles"))),
        "reopen" => task_reopened(lang, few(lang, &list("titles"))),
        "snooze" => task_snoozed(lang, few(lang, &list("titles")), text("until")),
        "wait" => task_waits(lang, few(lang, &list("titles")), text("until")),
        "import" => import(lang, few(lang, &list("files")), count("new"), count("changed")),
        verb => other(lang, verb),
    }
}

/// A few things by name, of many the first ones and how many more.
fn few(lang: Lang, list: &[String]) -> String {
    const NAMED: usize = 3;
    let named = list.iter().take(NAMED).cloned().collect::<Vec<_>>().join(", ");
    match list.len().saturating_sub(NAMED) {
        0 => named,
        more => more_of(lang, named, more),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn an_entry_is_told_in_the_readers_language() {
        let what = json!({"verb": "log", "name": "サクラ電機", "kind": "call"});
        assert_eq!(entry_text(Lang::En, &what), "call with サクラ電機");
        assert_eq!(entry_text(Lang::Ja, &what), "サクラ電機への対応 (電話)");
    }

    #[test]
    fn an_import_of_many_files_names_the_first_ones() {
        let what = json!({"verb": "import", "files": ["a.csv", "b.csv", "c.csv", "d.csv", "e.csv"], "new": 7, "changed": 0});
        assert_eq!(entry_text(Lang::En, &what), "import of a.csv, b.csv, c.csv and 2 more: 7 new, 0 changed");
        assert_eq!(entry_text(Lang::Ja, &what), "a.csv, b.csv, c.csv ほか2件の取り込み (新規7・変更0)");
    }

    #[test]
    fn an_unknown_deed_is_told_by_its_own_word() {
        assert_eq!(entry_text(Lang::En, &json!({"verb": "sing"})), "sing");
    }
}
