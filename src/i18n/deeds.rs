//! Acts of the journal as sentences, from the data that was kept with them.

use crate::domain::words::{INTERACTION_WORDS, LIGHT_WORDS, Word};
use crate::i18n::{Lang, format, sentences};
use serde_json::{Value, json};

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
    deleted(names) { en: "deleted {names}", ja: "{names}の削除" }
    season(title) { en: "accepted as a season or an incident: {title}", ja: "季節要因・障害として了承 ({title})" }
    one_by_one(title) { en: "one task for each account: {title}", ja: "顧客ごとに分割 ({title})" }
    hours(day, minutes) { en: "hours on {day}: {minutes}", ja: "{day}の作業時間 ({minutes})" }
    usual_hours(day) { en: "hours on {day}: as usual", ja: "{day}の作業時間を設定どおりに戻す" }
    touch(accounts) { en: "touch models for {accounts} accounts", ja: "{accounts}社のタッチモデルの設定" }
    and_more(named, more) { en: "{named} and {more} more", ja: "{named} ほか{more}件" }
    other(verb) { en: "{verb}", ja: "{verb}" }
}

/// How many files an import names.
const FILES: usize = 3;
/// How many accounts or tasks a deed to many names.
const FEW: usize = 2;

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
        "touch" => touch(lang, count("accounts")),
        "sweep" => swept(lang, count("opened"), count("cleared")),
        "task_add" => task_add(lang, text("title")),
        "done" => task_done(lang, list("titles").join(", ")),
        "drop" => task_dropped(lang, list("titles").join(", ")),
        "reopen" => task_reopened(lang, list("titles").join(", ")),
        "snooze" => task_snoozed(lang, list("titles").join(", "), text("until")),
        "wait" => task_waits(lang, list("titles").join(", "), text("until")),
        "delete" => deleted(lang, few(lang, &list("names"), FEW)),
        "season" => season(lang, text("title")),
        "one_by_one" => one_by_one(lang, text("title")),
        "hours" => match what.get("minutes").and_then(Value::as_i64) {
            Some(minutes) => hours(lang, text("day"), format::minutes(lang, minutes)),
            None => usual_hours(lang, text("day")),
        },
        "together" => together(lang, what.get("acts").and_then(Value::as_array).map_or(&[], Vec::as_slice)),
        "import" => import(lang, few(lang, &list("files"), FILES), count("new"), count("changed")),
        verb => other(lang, verb),
    }
}

/// A few by name, of many the first ones and how many more.
fn few(lang: Lang, list: &[String], named: usize) -> String {
    let first = list.iter().take(named).cloned().collect::<Vec<_>>().join(", ");
    match list.len().saturating_sub(named) {
        0 => first,
        more => and_more(lang, first, more),
    }
}

/// Where a deed says what it was done to, as one text or as a list.
const DONE_TO: &[&str] = &["name", "names", "title", "titles"];

/// What a deed keeps and no sentence tells.
const UNTOLD: &[&str] = &["account", "accounts", "text", "minutes", "value"];

/// Several deeds as one: those that differ only in what they were done to are told as one deed to all of it.
fn together(lang: Lang, acts: &[Value]) -> String {
    let mut alike: Vec<(Value, &str, Vec<String>)> = Vec::new();
    for act in acts {
        let (frame, key, subjects) = apart(act);
        match alike.iter_mut().find(|(known, ..)| *known == frame) {
            Some((.., all)) => all.extend(subjects),
            None => alike.push((frame, key, subjects)),
        }
    }
    let told = alike.into_iter().map(|(mut frame, key, subjects)| {
        let subjects = few(lang, &subjects, FEW);
        if let Some(frame) = frame.as_object_mut().filter(|_| !key.is_empty()) {
            frame.insert(key.to_owned(), if key.ends_with('s') { json!([subjects]) } else { json!(subjects) });
        }
        entry_text(lang, &frame)
    });
    told.collect::<Vec<_>>().join(lang.pick("; ", "、"))
}

/// A deed without what it was done to, where that stood, and what it was. One that was done to nothing stays whole.
fn apart(act: &Value) -> (Value, &'static str, Vec<String>) {
    let known = act.as_object().and_then(|parts| Some((parts, DONE_TO.iter().copied().find(|key| parts.contains_key(*key))?)));
    let Some((parts, key)) = known else { return (act.clone(), "", Vec::new()) };
    let subjects = match &parts[key] {
        Value::Array(list) => list.iter().filter_map(Value::as_str).map(str::to_owned).collect(),
        one => one.as_str().map(str::to_owned).into_iter().collect(),
    };
    let frame = parts.iter().filter(|(name, _)| *name != key && !UNTOLD.contains(&name.as_str()));
    (Value::Object(frame.map(|(name, value)| (name.clone(), value.clone())).collect()), key, subjects)
}

#[cfg(test)]
mod tests {
    use super::*;

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
    fn one_deed_to_many_names_two_and_counts_the_others() {
        let pulse = |name: &str| json!({"verb": "pulse", "account": name, "name": name, "light": "red"});
        let what = |names: &[&str]| json!({"verb": "together", "acts": names.iter().map(|name| pulse(name)).collect::<Vec<_>>()});
        assert_eq!(entry_text(Lang::En, &what(&["A", "B"])), "judgement of A, B: red");
        assert_eq!(entry_text(Lang::En, &what(&["A", "B", "C", "D"])), "judgement of A, B and 2 more: red");
        assert_eq!(entry_text(Lang::Ja, &what(&["A", "B", "C", "D"])), "A, B ほか2件の担当判断 (危険)");
    }

    #[test]
    fn different_deeds_are_told_one_after_the_other() {
        let acts = [
            json!({"verb": "log", "account": "A1", "name": "A", "kind": "call", "minutes": 20}),
            json!({"verb": "done", "titles": ["Ask", "Tell", "Show"], "until": null}),
            json!({"verb": "log", "account": "A2", "name": "B", "kind": "mail", "minutes": null}),
            json!({"verb": "hours", "day": "2026-11-24", "minutes": 90}),
        ];
        let what = json!({"verb": "together", "acts": acts});
        assert_eq!(entry_text(Lang::En, &what), "call with A; done: Ask, Tell and 1 more; mail with B; hours on 2026-11-24: 1h30");
        assert_eq!(entry_text(Lang::Ja, &what), "Aへの対応 (電話)、完了 (Ask, Tell ほか1件)、Bへの対応 (メール)、2026-11-24の作業時間 (1時間30分)");
    }

    #[test]
    fn an_unknown_deed_is_told_by_its_own_word() {
        assert_eq!(entry_text(Lang::En, &json!({"verb": "sing"})), "sing");
    }
}
