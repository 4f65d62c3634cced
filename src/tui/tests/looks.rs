//! What the screens look like, kept as text: a change of one is seen in review, and taken with `INSTA_UPDATE=always`.

use crate::app::{Session, demo};
use crate::i18n::Lang;
use crate::tui::tests::stage::{Stage, opening};
use insta::assert_snapshot;
use ratatui::style::{Color, Modifier};
use rstest::rstest;
use tempfile::TempDir;

/// More cards than the demo has accounts.
const FAR: usize = 100;

pub(super) fn name(of: &str, lang: Lang, (width, height): (u16, u16)) -> String {
    format!("{of}_{}_{width}x{height}", lang.pick("en", "ja"))
}

#[rstest]
fn today(#[values(Lang::En, Lang::Ja)] lang: Lang, #[values((80, 24), (120, 40))] size: (u16, u16)) {
    assert_snapshot!(name("today", lang, size), Stage::demo(lang, size.0, size.1).screen());
}

#[rstest]
fn account_page(#[values(Lang::En, Lang::Ja)] lang: Lang, #[values((80, 24), (120, 40))] size: (u16, u16)) {
    assert_snapshot!(name("account", lang, size), Stage::demo(lang, size.0, size.1).act("open").screen());
}

#[rstest]
fn triage_card(#[values(Lang::En, Lang::Ja)] lang: Lang, #[values((80, 24), (120, 40))] size: (u16, u16)) {
    assert_snapshot!(name("triage", lang, size), Stage::demo(lang, size.0, size.1).act("triage").screen());
}

#[rstest]
fn what_data_is_there(#[values(Lang::En, Lang::Ja)] lang: Lang, #[values((80, 24), (120, 40))] size: (u16, u16)) {
    assert_snapshot!(name("data", lang, size), Stage::demo(lang, size.0, size.1).act("data").screen());
}

/// How to come to a screen that is kept at one size.
type Way = fn(&mut Stage) -> &mut Stage;

const WAYS: [(&str, Way); 14] = [
    ("triage_end", |stage| stage.act("triage").times(FAR, "next")),
    ("help", |stage| stage.act("help")),
    ("why_score", |stage| stage.act("why")),
    ("why_task", |stage| stage.act("pane.next").act("pane.next").act("why")),
    ("which_key", |stage| stage.keys("z")),
    ("form", |stage| stage.act("touch.log call")),
    ("form_wrong", |stage| stage.act("touch.log call").keys("tab").text("soon").keys("enter")),
    ("filter_completion", |stage| stage.act("filter").text("li")),
    ("filter_error", |stage| stage.act("filter").text("light:red colour:blue ").keys("enter")),
    ("filter_empty", |stage| stage.act("filter").text("arr:>999999999999").keys("enter")),
    ("settle", |stage| stage.act("touch.log call").keys("enter")),
    ("find", |stage| stage.act("find").text("me")),
    ("marks", |stage| stage.act("mark").act("mark").act("pane.larger")),
    ("past", |stage| stage.act("as-of back")),
];

#[rstest]
fn what_lies_over_the_screens_and_beside_the_way(#[values(Lang::En, Lang::Ja)] lang: Lang, #[values((100, 30))] size: (u16, u16)) {
    for (of, way) in WAYS {
        let mut stage = Stage::demo(lang, size.0, size.1);
        assert_snapshot!(name(of, lang, size), way(&mut stage).screen());
    }
}

#[rstest]
fn narrow(#[values(Lang::En, Lang::Ja)] lang: Lang) {
    let mut stage = Stage::demo(lang, 60, 15);
    assert_snapshot!(name("today", lang, (60, 15)), stage.screen());
    assert_snapshot!(name("queue", lang, (60, 15)), stage.act("pane.previous").screen());
}

#[rstest]
fn an_empty_book_teaches(#[values(Lang::En, Lang::Ja)] lang: Lang) {
    let folder = TempDir::new().unwrap();
    let session = Session::write(opening(&folder, lang, demo::TODAY)).unwrap();
    let mut stage = Stage::of(session, folder, 100, 30);
    assert_snapshot!(name("empty", lang, (100, 30)), stage.screen());
    assert_snapshot!(name("empty_data", lang, (100, 30)), stage.act("data").screen());
}

/// A letter for the weight of a cell; what is plain is a dot.
fn letter(modifier: Modifier) -> char {
    match modifier {
        Modifier::BOLD => 'b',
        Modifier::DIM => 'd',
        Modifier::REVERSED => 'r',
        Modifier::UNDERLINED => 'u',
        both if both == Modifier::BOLD | Modifier::REVERSED => 'B',
        both if both == Modifier::BOLD | Modifier::UNDERLINED => 'U',
        both if both == Modifier::DIM | Modifier::REVERSED => 'D',
        none if none.is_empty() => '.',
        _ => '?',
    }
}

#[test]
fn without_colours_weight_and_reversal_tell_the_same() {
    let mut stage = Stage::bare(80, 24);
    stage.act("mark");
    let buffer = stage.buffer();
    assert!(buffer.content().iter().all(|cell| cell.fg == Color::Reset && cell.bg == Color::Reset));
    let rows = buffer.content().chunks(usize::from(buffer.area.width));
    let letters = rows.map(|row| row.iter().map(|cell| letter(cell.modifier)).collect::<String>()).collect::<Vec<_>>().join("\n");
    assert!(letters.contains('r') && !letters.contains('?'), "{letters}");
    assert_snapshot!("today_no_color", stage.screen());
    assert_snapshot!("today_no_color_styles", letters);
}
