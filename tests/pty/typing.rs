//! Keys, text and pastes as terminals and input methods send them.

use crate::fixture::desk;

fn memos(now: &crate::pty::Now) -> usize {
    let history = now.json(&["history"]);
    history.as_array().unwrap().iter().filter(|entry| entry["source"] == "tui").count()
}

#[test]
fn the_terminals_cursor_stands_where_japanese_text_goes_in() {
    let now = desk();
    let mut terminal = now.open((80, 24));
    terminal.wait_for("why red");
    assert_eq!(terminal.cursor(), None, "no field is open");
    terminal.keys("m").wait_for("memo");
    terminal.text("日本").wait_cursor("日本", 4);
    terminal.keys("left").wait_cursor("日本", 2);
    terminal.text("x").wait_cursor("日x本", 3);
    terminal.keys("esc").wait_gone("日x本");
    assert_eq!(terminal.cursor(), None);
    terminal.keys("q");
    assert_eq!((terminal.ended(), memos(&now)), (0, 0));
}

#[test]
fn a_paste_runs_no_key_and_its_line_ends_submit_nothing() {
    let now = desk();
    let mut terminal = now.open((80, 24));
    terminal.wait_for("why red");
    terminal.paste("xn\rd\rq\r").wait_for("Pasted text was left alone");
    terminal.keys("m").wait_for("memo");
    terminal.paste("one\rtwo\nq").wait_for("one two q");
    assert_eq!(memos(&now), 0, "{}", terminal.screen());
    terminal.keys("enter").wait_for("undoes:");
    terminal.keys("q");
    assert_eq!((terminal.ended(), memos(&now)), (0, 1));
    assert!(now.json(&["show", "A1"]).to_string().contains("one two q"));
}

#[test]
fn full_width_letters_are_keys_and_kana_say_that_the_input_method_is_on() {
    let now = desk();
    let mut terminal = now.open((80, 24));
    terminal.wait_selected("サクラ電機");
    terminal.text("ｊ").wait_selected("Minato");
    terminal.text("じ").wait_for("The input method is on");
    terminal.text("ｋ").wait_selected("サクラ電機").wait_gone("The input method is on");
    terminal.text("ｑ");
    assert_eq!(terminal.ended(), 0);
}
