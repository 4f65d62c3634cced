//! The short path of a new book: what is asked after its first import, and what the answers do.

use crate::app::{FirstSteps, Session, demo};
use crate::domain::Currency;
use crate::domain::words::Touch;
use crate::i18n::{Formats, Lang};
use crate::tui::first_steps::form;
use crate::tui::tests::looks::name;
use crate::tui::tests::stage::{Stage, opening};
use insta::assert_snapshot;
use rstest::rstest;
use tempfile::TempDir;

const SHEET: &str = "会社名,年額,契約日,次回更新日\n東雲製作所,1200000,2025-04-01,2027-04-01\nみなと物産,600000,2026-10-01,2027-10-01\n";
const USAGE: &str = "会社名,日付,logins,アップロード\n東雲製作所,2026-11-20,12,3\nみなと物産,2026-11-20,1,0\n";

/// An empty desk whose folder of exports is typed in, after its first import.
fn imported(lang: Lang, (width, height): (u16, u16)) -> Stage {
    let folder = TempDir::new().unwrap();
    let inbox = folder.path().join("in");
    fs_err::create_dir(&inbox).unwrap();
    fs_err::write(inbox.join("customers.csv"), SHEET).unwrap();
    fs_err::write(inbox.join("usage.csv"), USAGE).unwrap();
    fs_err::write(folder.path().join("config.toml"), "# ours\n[ui]\nlights = \"shape\"\n").unwrap();
    let session = Session::write(opening(&folder, lang, demo::TODAY)).unwrap();
    let mut stage = Stage::of(session, folder, width, height);
    let inbox = inbox.to_str().unwrap().to_owned();
    stage.act("import").text(&inbox).keys("enter");
    stage.keys("down tab").act("import.change").text(lang.pick("add", "追加する")).keys("enter");
    stage.times(2, "import.run");
    stage
}

#[test]
fn answers_go_into_the_files_of_the_user_and_accounts_get_their_touch_models() {
    let mut stage = imported(Lang::En, (120, 40));
    stage.says("First steps").text("アップロード").keys("tab").text("1").keys("tab").text("25").keys("enter");
    stage.says("is not a number").keys("backspace backspace").text("4.5").keys("enter");
    stage.says("The rules take アップロード for the key feature.").says("Touch models given to 2 accounts, 1 of them high touch.");
    stage.says("`banso import` alone reads").says("Import surveys");
    let touch = |stage: &Stage, name: &str| stage.session().at(stage.named(name).unwrap()).touch().map(Touch::key);
    assert_eq!([touch(&stage, "東雲製作所"), touch(&stage, "みなと物産")], [Some("high"), Some("low")]);
    assert_eq!(stage.session().hours_minutes().unwrap(), 270);
    let config = fs_err::read_to_string(stage.path("config.toml")).unwrap();
    assert!(config.starts_with("# ours\n") && config.contains("fri = 4.5") && config.contains("inbox = "), "{config}");
    stage.keys("esc").says("Accounts 2").act("first-steps").says("Nothing is left to be asked");
}

#[test]
fn whoever_leaves_the_form_changes_nothing_and_may_open_it_again() {
    let mut stage = imported(Lang::En, (80, 24));
    stage.says("First steps").keys("esc").says("Import surveys").keys("esc");
    assert!(stage.session().at(stage.named("東雲製作所").unwrap()).touch().is_none());
    assert_eq!(fs_err::read_to_string(stage.path("config.toml")).unwrap(), "# ours\n[ui]\nlights = \"shape\"\n");
    stage.act("first-steps").says("High touch").keys("enter").says("Touch models given to 2 accounts");
}

#[test]
fn a_book_that_begins_in_dollars_is_shown_in_dollars() {
    let folder = TempDir::new().unwrap();
    let inbox = folder.path().join("in");
    fs_err::create_dir(&inbox).unwrap();
    fs_err::write(inbox.join("accounts.csv"), "name,arr,currency,start_date\nAoba,1200,USD,2025-04-01\n").unwrap();
    fs_err::write(folder.path().join("config.toml"), format!("[import]\ninbox = '{}'\n", inbox.display())).unwrap();
    let session = Session::write(opening(&folder, Lang::En, demo::TODAY)).unwrap();
    let mut stage = Stage::of(session, folder, 120, 40);
    stage.act("import").act("import.run").says("First steps").says("Currency").keys("enter").keys("esc").says("$1.2k");
}

#[rstest]
fn looks(#[values(Lang::En, Lang::Ja)] lang: Lang, #[values((80, 24), (120, 40))] size: (u16, u16)) {
    let mut stage = Stage::demo(lang, size.0, size.1);
    let steps = FirstSteps {
        key_feature: vec!["uploads".to_owned(), "レポート作成".to_owned()],
        own: None,
        rates: vec![Currency::parse("USD").unwrap()],
        high_touch: Some(15),
        hours: Some(6.0),
        inbox: Some("/home/aoi/exports".into()),
    };
    stage.runtime.model.lay_over(Box::new(form(Formats { lang, currency: Currency::JPY }, steps)));
    assert_snapshot!(name("first_steps", lang, size), stage.screen());
}
