//! What the desk does to a terminal: colours, sizes, signals, and no screens where there is no terminal for them.

use crate::fixture::desk;
use crate::pty::Now;

/// The parameters of every sequence that sets how text looks.
fn styles(raw: &str) -> Vec<&str> {
    let is_style = |text: &&str| text.chars().all(|c| c.is_ascii_digit() || c == ';');
    raw.split("\x1b[").skip(1).filter_map(|text| text.split_once('m').map(|(style, _)| style)).filter(is_style).collect()
}

fn is_color(style: &str) -> bool {
    let number = |part: &str| part.parse::<u32>().unwrap_or(0);
    style.split(';').map(number).any(|number| matches!(number, 30..=38 | 40..=48 | 90..=97 | 100..=107))
}

#[test]
fn no_color_leaves_shape_and_reversal() {
    let now = desk();
    let mut terminal = now.open_with((80, 24), &[], &[("NO_COLOR", "1")]);
    terminal.wait_for("✗ RED 10").wait_selected("サクラ電機");
    terminal.keys("j").wait_selected("Minato");
    terminal.keys("?").wait_for("On this screen");
    terminal.keys("esc").wait_gone("On this screen");
    terminal.keys("q");
    assert_eq!(terminal.ended(), 0);
    let raw = terminal.raw();
    let colored: Vec<&str> = styles(&raw).into_iter().filter(|style| is_color(style)).collect();
    assert!(colored.is_empty(), "{colored:?}");

    let mut colorful = now.open((80, 24));
    colorful.wait_for("▴ YELLOW 50");
    colorful.keys("q").ended();
    assert!(styles(&colorful.raw()).into_iter().any(is_color), "without NO_COLOR there are colours to be found");
}

#[test]
fn the_screen_is_drawn_anew_on_request_and_keys_go_on() {
    let now = desk();
    let mut terminal = now.open((80, 24));
    terminal.wait_for("why red");
    terminal.keys("ctrl-l").keys("j").wait_selected("Minato");
    terminal.keys("ctrl-l").keys("k").wait_selected("サクラ電機");
    terminal.keys("q");
    assert_eq!(terminal.ended(), 0);
}

fn ends_by(signal: &str) {
    let now = desk();
    let mut terminal = now.open((80, 24));
    terminal.wait_for("why red");
    terminal.keys("m").wait_for("memo");
    terminal.text("kept").wait_for("kept");
    terminal.keys("enter").wait_for("undoes:");
    terminal.signal(signal).ended();
    terminal.assert_restored();
    let book = rusqlite::Connection::open(now.desk.book()).unwrap();
    let told: String = book.query_row("PRAGMA integrity_check", [], |row| row.get(0)).unwrap();
    assert_eq!(told, "ok");
    assert!(now.json(&["show", "A1"]).to_string().contains("kept"));
}

#[test]
fn sigterm_gives_the_terminal_back_and_leaves_a_sound_book() {
    ends_by("TERM");
}

#[test]
fn sighup_gives_the_terminal_back_and_leaves_a_sound_book() {
    ends_by("HUP");
}

#[test]
fn a_screen_made_too_small_says_so_and_works_again_when_it_grows() {
    let now = desk();
    let mut terminal = now.open((80, 24));
    terminal.wait_for("why red");
    terminal.resize(30, 5).wait_for("Too small: 30x5");
    // One pane at a time, and tabs.
    terminal.resize(60, 15).wait_for("サクラ電機").wait_gone("why red").wait_gone("Send review");
    terminal.keys("tab").wait_for("why red");
    terminal.keys("tab").wait_for("Send review").wait_gone("why red");
    terminal.keys("d").wait_for("undoes:");
    terminal.resize(80, 24).wait_for("why red").wait_selected("Rescue call");
    terminal.keys("q");
    assert_eq!(terminal.ended(), 0);
    assert_eq!(crate::fixture::task(&now, "Send review")["status"], "done");
}

/// A command line in a terminal that is to show lines and no screens.
fn lines(now: &Now, args: &[&str], env: &[(&str, &str)]) -> String {
    let terminal = now.open_with((100, 24), args, env);
    assert_eq!(terminal.ended(), 0, "{}", terminal.screen());
    terminal.raw()
}

#[test]
fn where_there_are_no_screens_today_is_plain_lines() {
    let now = desk();
    let dumb = [("TERM", "dumb"), ("NO_COLOR", "1")];
    let of_book = [now.run(&[]).ok(), lines(&now, &["--plain"], &[]), lines(&now, &[], &dumb)];
    let of_demo = [now.run(&["demo"]).ok(), lines(&now, &["demo", "--plain"], &[]), lines(&now, &["demo"], &dumb)];
    for text in &of_book {
        assert!(text.contains("Rescue call") && text.contains("fit today"), "{text}");
    }
    for text in &of_demo {
        assert!(text.contains("banso demo: invented accounts") && text.contains("fit today"), "{text}");
    }
    for text in of_book.iter().chain(&of_demo) {
        assert!(!text.contains('\x1b') && !text.contains('┌'), "{text:?}");
    }
}

#[test]
fn a_missing_book_that_was_named_and_broken_keys_are_told_on_the_ordinary_screen() {
    let now = desk();
    let missing = now.open_with((100, 24), &["--book", "elsewhere.db"], &[]);
    assert_eq!(missing.ended(), 3);
    assert!(missing.screen().contains("elsewhere.db"), "{}", missing.screen());
    assert!(!now.desk.path("elsewhere.db").exists());
    now.desk.write("keymap.toml", "[desk]\n\"hyper-x\" = \"undo\"\n");
    let broken = now.open((100, 24));
    assert_eq!(broken.ended(), 1);
    assert!(broken.screen().contains("keymap.toml:2"), "{}", broken.screen());
    for terminal in [missing, broken] {
        assert!(!terminal.raw().contains("\x1b[?1049h"), "no screen was opened");
        terminal.assert_restored();
    }
}
