//! A morning from opening to leaving, at the sizes and in the languages that matter.

use crate::fixture::{desk, task};
use crate::pty::{Now, Terminal};
use serde_json::{Value, json};

/// What the desk says in a language.
struct Words {
    lang: &'static str,
    why: &'static str,
    explained: &'static str,
    minutes: &'static str,
    settles: &'static str,
    undoes: &'static str,
    undone: &'static str,
    until: &'static str,
    waiting: &'static str,
    put_off: &'static str,
    cards: [&'static str; 2],
    everyone: &'static str,
}

const ENGLISH: Words = Words {
    lang: "en",
    why: "why red: 10 < 40",
    explained: "scorecard default",
    minutes: "minutes",
    settles: "Which of its tasks",
    undoes: "undoes:",
    undone: "Undone: ",
    until: "until",
    waiting: "waiting for the customer: 1",
    put_off: "put off: 1",
    cards: ["1 of 2", "2 of 2"],
    everyone: "That was everyone.",
};

const JAPANESE: Words = Words {
    lang: "ja",
    why: "危険の理由: 10点",
    explained: "スコアカード default",
    minutes: "時間(分)",
    settles: "この対応で完了するタスク",
    undoes: "で元に戻す:",
    undone: "元に戻しました: ",
    until: "期限",
    waiting: "先方待ち 1件",
    put_off: "後回し 1件",
    cards: ["2社中1社目", "2社中2社目"],
    everyone: "全社を確認しました。",
};

/// Goes from the first row of the pane down until a text is selected.
#[track_caller]
fn select(terminal: &mut Terminal, first: &str, text: &str) {
    terminal.keys("g g").wait_selected(first);
    for _ in 0..10 {
        let before = terminal.selected();
        if before.contains(text) {
            return;
        }
        terminal.keys("j").wait_selection_left(&before);
    }
    panic!("{text} cannot be selected:\n{}", terminal.screen());
}

fn a_morning(now: &Now, size: (u16, u16), words: &Words) {
    let mut terminal = now.open_with(size, &[], &[("BANSO_LANG", words.lang)]);
    let t = &mut terminal;
    t.wait_for(words.why).wait_selected("サクラ電機");
    t.keys("i").wait_for(words.explained);
    t.keys("esc").wait_gone(words.explained);

    t.keys("t c").wait_for(words.minutes);
    t.text("We spoke").wait_for("We spoke");
    t.keys("enter").wait_for(words.settles).wait_for("[x]").wait_for("[ ] Send review");
    t.keys("enter").wait_for(words.undoes).wait_gone(words.settles);

    t.keys("tab tab").wait_selected("Send review");
    select(t, "Send review", "Ask seats");
    t.keys("w").wait_for(words.until);
    t.keys("enter").wait_for(words.undoes).wait_for(words.waiting);
    select(t, "Send review", "Share plans");
    t.keys("z 1").wait_for(words.undoes).wait_for(words.put_off);
    select(t, "Send review", "Check bill");
    t.keys("x n").wait_for(words.undoes).wait_gone("  Check bill");
    t.keys("u").wait_for(words.undone).wait_for("  Check bill");
    t.keys("k").wait_gone(words.undone);
    t.keys("u").wait_for(words.undone).wait_gone(words.put_off);
    select(t, "Send review", "Check bill");
    t.keys("x n").wait_for(words.undoes).wait_gone("  Check bill");

    // What is left: one task each of サクラ電機 and Aozora.
    let [first, second] = words.cards;
    t.keys("T").wait_for(first).wait_for("[ ] Send review");
    t.keys("n").wait_for(second).wait_for("[ ] Share plans");
    t.keys("p").wait_for(first);
    t.keys("d").wait_for(second).wait_for(words.undoes);
    t.keys("n").wait_for(words.everyone);
    t.keys("esc").wait_gone(words.everyone);
    t.keys("g g").wait_selected("Share plans");
    t.keys("q");
    assert_eq!(t.ended(), 0);
    t.assert_restored();

    // The same pane, selection and tasks.
    let mut again = now.open_with(size, &[], &[("BANSO_LANG", words.lang)]);
    again.wait_for(words.waiting).wait_selected("Share plans");
    assert!(!again.screen().contains("Send review") && !again.screen().contains("Check bill"), "{}", again.screen());
    again.keys("q");
    assert_eq!(again.ended(), 0);
}

fn assert_left_as_decided(now: &Now) {
    let state = |title: &str| {
        let task = task(now, title);
        let waits = !task["waiting"].is_null() || !task["snoozed_until"].is_null();
        (task["status"].clone(), task["reason"].clone(), waits)
    };
    assert_eq!(state("Rescue call"), (json!("done"), Value::Null, false));
    assert_eq!(state("Send review"), (json!("done"), Value::Null, false));
    assert_eq!(state("Ask seats"), (json!("open"), Value::Null, true));
    assert_eq!(state("Share plans"), (json!("open"), Value::Null, false));
    assert_eq!(state("Check bill"), (json!("dropped"), json!("noise"), false));
    assert!(task(now, "Ask seats")["waiting"].as_str().unwrap() > now.in_days(0).as_str());
    let shown = now.json(&["show", "A1"]).to_string();
    assert!(shown.contains("We spoke"), "{shown}");
    let history = now.json(&["history"]);
    let mine: Vec<&Value> = history.as_array().unwrap().iter().filter(|entry| entry["source"] == "tui").collect();
    let standing = mine.iter().filter(|entry| entry["undone"] == false).count();
    // Call with its task, wait, drop, done; the first drop and the snooze were undone.
    assert_eq!((mine.len(), standing), (6, 4), "{history}");
}

#[test]
fn a_morning_on_a_wide_screen_leaves_what_was_decided() {
    let now = desk();
    a_morning(&now, (120, 40), &ENGLISH);
    assert_left_as_decided(&now);
}

#[test]
fn a_morning_on_a_screen_of_80x24_leaves_what_was_decided() {
    let now = desk();
    a_morning(&now, (80, 24), &ENGLISH);
    assert_left_as_decided(&now);
}

#[test]
fn a_morning_in_japanese_on_a_screen_of_80x24_leaves_what_was_decided() {
    let now = desk();
    a_morning(&now, (80, 24), &JAPANESE);
    assert_left_as_decided(&now);
}
