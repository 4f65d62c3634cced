//! What holds for any keys, texts and sizes: no panic, nothing painted that would steer the terminal, every row as wide as the
//! screen, and painting that gives the same twice.

use crate::app::{Command, Since};
use crate::i18n::Lang;
use crate::tui::action::ACTIONS;
use crate::tui::key::Key;
use crate::tui::model::Input;
use crate::tui::tests::stage::Stage;
use proptest::prelude::{Just, ProptestConfig, Strategy, any, prop_oneof, proptest};
use proptest::sample::select;
use ratatui::buffer::Buffer;
use ratatui::layout::Position;
use unicode_width::UnicodeWidthStr as _;

/// Names that are hard to measure: wide, half-width with marks, combining, joined, turned round, with controls.
const NAMES: [&str; 8] = [
    "株式会社さくら電機ホールディングス東日本営業本部",
    "ｶﾌﾞｼｷｶﾞｲｼｬ ﾊﾞﾝｿｳ",
    "がぎぐげご株式会社",
    "👩‍👩‍👧‍👦 Family Foods 🇯🇵",
    "e\u{301}\u{302}\u{303}clair ①②③ ㈱",
    "\u{202e}desrever\u{202c} Ltd",
    "tab\tbell\u{7}escape\u{1b}[31m",
    "ﷺ ｱ゙ ‼️ ☎︎ 〰️ \u{200b}zero",
];

#[derive(Clone, Debug)]
enum Step {
    Act(&'static str),
    Keys(&'static str),
    Text(String),
    Paste(String),
    Resize(u16, u16),
    Click(u16, u16),
    Wheel(u16, u16, bool),
}

fn step() -> impl Strategy<Value = Step> {
    let names: Vec<&'static str> = ACTIONS.iter().map(|spec| spec.name).filter(|name| *name != "quit").collect();
    let keys =
        vec!["enter", "esc", "tab", "shift-tab", "up", "down", "left", "right", "space", "backspace", "ctrl-u", "ctrl-w", "home", "z", "x", "g"];
    let text = prop_oneof![
        select(NAMES.as_slice()).prop_map(str::to_owned),
        select(vec!["light:red ", "状態:", "+3d", "12/5", "30d", "arr:>1m or (", "them", "2", "\"", "y"]).prop_map(str::to_owned),
        any::<String>().prop_map(|text| text.chars().take(12).collect()),
    ];
    prop_oneof![
        8 => select(names).prop_map(Step::Act),
        4 => select(keys).prop_map(Step::Keys),
        2 => text.clone().prop_map(Step::Text),
        1 => text.prop_map(Step::Paste),
        2 => (1_u16..=200, 1_u16..=60).prop_map(|(width, height)| Step::Resize(width, height)),
        1 => prop_oneof![Just((120, 40)), Just((80, 24)), Just((40, 10))].prop_map(|(width, height)| Step::Resize(width, height)),
        1 => (0_u16..200, 0_u16..60).prop_map(|(x, y)| Step::Click(x, y)),
        1 => (0_u16..200, 0_u16..60, any::<bool>()).prop_map(|(x, y, down)| Step::Wheel(x, y, down)),
    ]
}

fn take(stage: &mut Stage, step: &Step) {
    match step {
        Step::Act(name) => match stage.runtime.model.keys_of(name) {
            Some(keys) => _ = stage.keys(&keys),
            // On a screen that has no key for it.
            None => _ = stage.keys(":").text(name).keys("enter"),
        },
        Step::Keys(keys) => _ = stage.keys(keys),
        Step::Text(text) => _ = stage.text(text),
        Step::Paste(text) => _ = stage.input(Input::Paste(text.clone())),
        Step::Resize(width, height) => _ = stage.input(Input::Resize(*width, *height)),
        Step::Click(x, y) => _ = stage.input(Input::Click(Position::new(*x, *y))),
        Step::Wheel(x, y, down) => _ = stage.input(Input::Wheel { at: Position::new(*x, *y), down: *down }),
    }
}

/// Every row's symbols take the cells of the row, a wide one the blank after it, and none of them steers the terminal.
fn is_sound(buffer: &Buffer) {
    for y in 0..buffer.area.height {
        let mut x = 0;
        while x < buffer.area.width {
            let symbol = buffer[(x, y)].symbol();
            assert!(!symbol.chars().any(|c| c.is_control() || ('\u{202a}'..='\u{202e}').contains(&c)), "{symbol:?} at {x},{y}");
            let width = u16::try_from(symbol.width()).unwrap();
            assert!(width > 0, "{symbol:?} at {x},{y} takes no cell");
            (x + 1..x + width).for_each(|after| assert!(after < buffer.area.width && buffer[(after, y)].symbol() == " ", "{symbol:?} at {x},{y}"));
            x += width;
        }
    }
}

fn looks_sound(stage: &Stage) {
    let painted = stage.buffer();
    is_sound(&painted);
    assert_eq!(painted, stage.buffer(), "painted twice");
}

/// A small demo in which names are hard to measure.
fn hard() -> Stage {
    let mut stage = Stage::small(Lang::Ja);
    let session = stage.runtime.model.session.as_deref_mut().unwrap();
    for (account, name) in NAMES.iter().enumerate().take(session.book().accounts().len()) {
        let fields = vec![("name".to_owned(), (*name).to_owned())];
        session.act(Command::SetFields { account, fields, since: Since::Always }).unwrap();
    }
    stage.input(Input::Resize(120, 40));
    stage.runtime.model.refresh();
    stage
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_keys_texts_and_sizes_break_the_desk(steps in proptest::collection::vec(step(), 1..30)) {
        let mut stage = hard();
        for step in &steps {
            take(&mut stage, step);
            looks_sound(&stage);
        }
    }
}

#[test]
fn every_screen_is_sound_at_every_width_with_names_that_are_hard_to_measure() {
    let mut stage = hard();
    for place in [&["screen.today"][..], &["open"], &["screen.today", "triage"], &["help"], &["back", "find"]] {
        for name in place {
            stage.act(name);
        }
        for (width, height) in (1..=200).step_by(3).zip((1..=60).cycle()) {
            stage.input(Input::Resize(width, height));
            is_sound(&stage.buffer());
        }
        stage.input(Input::Key(Key::parse("esc").unwrap()));
    }
}
