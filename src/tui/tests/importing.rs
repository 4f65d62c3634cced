//! Scenarios of the import screen: from a folder of exports to rows in the book, and back.

use crate::app::{AppError, Session, demo};
use crate::domain::Day;
use crate::i18n::Lang;
use crate::tui::model::Input;
use crate::tui::tests::stage::{Stage, opening};
use insta::assert_snapshot;
use ratatui::layout::Position;
use rstest::rstest;
use tempfile::TempDir;

/// A sheet whose amounts say neither year nor tax, with one amount that is none.
const SHEET: &str =
    "会社名,契約金額,次回更新日,規模感\n東雲製作所,1200000,2027-03-31,中堅\nみなと物産,600000,2027-01-31,小\nあおぞら食品,abc,2027-02-28,大\n";
const USAGE: &str = "会社名,日付,logins,uploads\n東雲製作所,2026-11-01,12,3\nみなと物産,2026-11-01,1,0\n";
/// Of no known kind.
const MEMO: &str = "いつ,だれ,なに\n2026-11-01,みなと物産,打ち合わせ\n";

/// An empty desk that remembers a folder of these files, on its import screen.
fn stage(files: &[(&str, &str)]) -> Stage {
    let folder = TempDir::new().unwrap();
    let inbox = folder.path().join("in");
    fs_err::create_dir(&inbox).unwrap();
    for (name, text) in files {
        fs_err::write(inbox.join(name), text).unwrap();
    }
    let mut stage = remembering(folder, inbox.to_str().unwrap(), Lang::En, (120, 40));
    stage.act("import");
    stage
}

fn remembering(folder: TempDir, inbox: &str, lang: Lang, (width, height): (u16, u16)) -> Stage {
    fs_err::write(folder.path().join("config.toml"), format!("[import]\ninbox = '{inbox}'\n")).unwrap();
    let session = Session::write(opening(&folder, lang, demo::TODAY)).unwrap();
    Stage::of(session, folder, width, height)
}

fn all() -> Stage {
    stage(&[("customers.csv", SHEET), ("usage.csv", USAGE), ("zzz.csv", MEMO)])
}

fn names(stage: &Stage) -> Vec<&str> {
    stage.session().book().accounts().iter().map(|account| account.row.name.as_str()).collect()
}

fn arr_of(stage: &Stage, name: &str) -> Option<f64> {
    stage.session().at(stage.named(name).unwrap()).arr()
}

/// Chooses in a picker what is found by a text.
fn pick(stage: &mut Stage, text: &str) {
    stage.text(text).keys("enter");
}

#[test]
fn the_remembered_folder_is_shown_with_what_each_file_is_and_what_it_would_do() {
    let mut stage = all();
    stage.says("[x] customers.csv").says("[x] usage.csv").says("[ ] zzz.csv").says("cannot be read");
    stage.says("Preview: 4 new, 1 rejected").says("customers.csv:4 契約金額 `abc`: not a number.").says("1 not imported");
    assert_eq!(names(&stage), Vec::<&str>::new(), "nothing is written");
}

#[test]
fn a_file_that_is_left_out_leaves_the_preview() {
    let mut stage = all();
    stage.act("move.down").act("mark").says("[ ] usage.csv").says("not taken").says("Preview: 2 new, 1 rejected");
    stage.act("move.up").act("mark").says("[x] usage.csv").says("Preview: 4 new, 1 rejected");
    stage.act("mark.all").says("Nothing would go in").act("import.run").says("Nothing would go in");
    assert_eq!(names(&stage), Vec::<&str>::new());
}

#[test]
fn a_column_that_is_read_as_another_field_changes_the_preview() {
    let mut stage = stage(&[("customers.csv", "会社名,年額,契約額の目安\n東雲製作所,abc,1200000\n")]);
    stage.says("Preview: 1 rejected").act("pane.next").act("move.bottom").says("custom field 契約額の目安");
    stage.act("import.change").says("Read `契約額の目安` as");
    pick(&mut stage, "arr");
    stage.says("Preview: 1 new").says("left out");
    stage.times(2, "import.run");
    assert_eq!(arr_of(&stage, "東雲製作所"), Some(1_200_000.0));
}

#[test]
fn amounts_that_are_said_to_be_monthly_count_twelve_times_and_the_answer_is_kept_for_the_next_file() {
    let mut stage = stage(&[("customers.csv", SHEET)]);
    stage.act("pane.next").says("per year (proposed)").act("import.change");
    pick(&mut stage, "month");
    stage.says("per month (× 12)").says("mrr");
    assert!(!stage.path("mappings").exists(), "nothing is kept before it is confirmed");
    stage.times(2, "import.run").says("First steps").keys("esc esc esc");
    assert_eq!(arr_of(&stage, "東雲製作所"), Some(14_400_000.0));
    fs_err::write(stage.path("in/customers.csv"), SHEET.replace("1200000", "1300000")).unwrap();
    stage.act("import").says("Preview: 1 changed, 1 unchanged, 1 rejected").says_no("per year or per month?");
    stage.act("import.run").keys("esc");
    assert_eq!(arr_of(&stage, "東雲製作所"), Some(15_600_000.0));
}

#[test]
fn open_questions_stop_the_first_confirmation_and_the_second_takes_what_is_proposed() {
    let mut stage = all();
    stage.says("? 4 · 3 rows").says("? 1 · 2 rows").act("move.bottom").act("import.run");
    stage.says("5 questions are open: Enter changes an answer, y again takes them as proposed.").says("Columns: customers.csv");
    assert_eq!(names(&stage), Vec::<&str>::new());
    // The cursor is on the first of them.
    stage.act("import.change").says("per year or per month?");
    pick(&mut stage, "month");
    stage.says("? 3 · 3 rows").act("import.run").says("First steps").keys("esc esc esc");
    assert_eq!(arr_of(&stage, "東雲製作所"), Some(14_400_000.0), "the answer, and no tax as was proposed");
    stage.act("import").says("[x] customers.csv").says_no("? 3").says_no("(proposed)").act("import.run").says("Nothing new");
}

#[test]
fn what_is_proposed_is_what_an_empty_answer_means_on_the_command_line() {
    let mut stage = stage(&[("customers.csv", "会社名,年額(税込),契約日,次回更新日\n東雲製作所,1100000,2026-04-01,2026-10-01\n")]);
    stage.says("with 10 % tax").says("1 month (proposed)").says("30 days before (proposed)");
    stage.times(2, "import.run");
    assert_eq!(arr_of(&stage, "東雲製作所"), Some(1_000_000.0));
}

#[test]
fn a_file_that_stays_behind_is_told_after_the_import() {
    let tickets = "account,id,opened\nAoba,1,03/04/2026\nAoba,2,05/06/2026\n";
    let mut stage = stage(&[("customers.csv", "name,arr\nAoba,1200000\n"), ("tickets.csv", tickets), ("zzz.csv", MEMO)]);
    stage.says("dates: decide first").act("move.bottom").act("mark").act("import.run").says("First steps").keys("esc esc");
    stage.says("Not imported: tickets.csv: dates: decide first").says_no("Not imported: zzz.csv");
    assert_eq!(names(&stage), ["Aoba"]);
}

#[test]
fn a_confirmed_import_says_what_is_in_what_was_rejected_and_is_one_step_to_take_back() {
    let mut stage = all();
    stage.times(2, "import.run").says("First steps").keys("esc").says("Import usage").keys("esc");
    stage.says("1 rows were rejected; the rest is in.").says("customers.rejected.csv");
    assert!(stage.path("in/customers.rejected.csv").exists());
    stage.keys("esc").says("Accounts 2").says("東雲製作所");
    stage.act("undo").says("Take all of it back?").keys("y").says("Undone").says("The book is empty.");
    assert_eq!(names(&stage), Vec::<&str>::new());
}

#[test]
fn an_import_without_rejects_says_so_in_a_line_with_the_key_that_takes_it_back() {
    let mut stage = stage(&[("customers.csv", "会社名,年額(税抜)\n東雲製作所,1200000\n")]);
    stage.act("pane.previous").act("import.change").says("Imported: 1 new. u takes it back.").keys("esc esc").says("Accounts 1");
    stage.act("import").says("Preview: 1 unchanged").act("import.run").says("Nothing new");
}

#[test]
fn a_failed_import_leaves_the_screen_as_it_was_with_the_reason() {
    let mut stage = stage(&[("customers.csv", SHEET)]);
    stage.act("pane.next").act("import.change");
    pick(&mut stage, "month");
    fs_err::remove_file(stage.path("in/customers.csv")).unwrap();
    stage.answers = false;
    stage.times(2, "import.run").says("customers.csv").says("> import").says("per month (× 12)");
    assert!(names(&stage).is_empty() && !stage.path("mappings").exists());
}

#[test]
fn a_file_of_no_known_kind_is_read_once_its_kind_and_columns_are_said() {
    let mut stage = all();
    stage.act("move.bottom").act("import.kind").says("What is zzz.csv?");
    pick(&mut stage, "interactions");
    stage.says("as interactions it lacks: account, date, kind.").act("pane.next").act("move.bottom");
    for (column, field) in [("なに", "kind"), ("だれ", "account"), ("いつ", "date")] {
        stage.act("import.change").says(&format!("Read `{column}` as"));
        pick(&mut stage, field);
        stage.act("move.bottom");
        let above = ["なに", "だれ", "いつ"].iter().position(|known| *known == column).unwrap() + 1;
        stage.times(above, "move.up");
    }
    stage.says_no("cannot be read").says("Preview: 5 new, 1 rejected");
}

#[test]
fn new_metrics_are_added_only_where_that_was_answered() {
    let mut stage = all();
    stage.act("move.down").act("pane.next").says("Unknown metrics uploads").act("import.change");
    pick(&mut stage, "add them");
    stage.says("metric uploads").times(2, "import.run").keys("esc");
    assert!(stage.session().names().metrics.contains(&"uploads".to_owned()));
}

#[test]
fn metrics_that_rows_name_are_asked_about_like_those_of_columns() {
    let long = "会社名,日付,指標,値\n東雲製作所,2026-11-01,uploads,3\n東雲製作所,2026-11-01,exports,4\n";
    let mut stage = stage(&[("customers.csv", SHEET), ("usage.csv", long)]);
    stage.says("Preview: 2 new, 1 rejected, 2 passed over").act("move.down").act("pane.next");
    stage.says("Unknown metrics uploads, exports").says("them out (proposed)").act("import.change");
    pick(&mut stage, "add them");
    stage.says("Preview: 4 new, 1 rejected").times(2, "import.run").keys("esc");
    assert!(stage.session().names().metrics.contains(&"exports".to_owned()));
}

#[test]
fn customers_that_the_files_lack_are_told_before_and_after() {
    let sheet =
        |names: &[&str]| format!("name,arr,start_date\n{}", names.iter().map(|name| format!("{name},100,2025-04-01\n")).collect::<Vec<_>>().concat());
    let mut stage = stage(&[("customers.csv", &sheet(&["Aoba", "Bunka", "Chidori", "Daichi", "Edo", "Fuji"]))]);
    stage.says_no("not in customers.csv").act("import.run").keys("esc esc");
    fs_err::write(stage.path("in/customers.csv"), sheet(&["Aoba", "Chidori", "Daichi", "Edo", "Fuji"])).unwrap();
    stage.act("import").says("Active accounts that are not in customers.csv (1): Bunka.");
    stage.act("import.run").says("Active accounts that are not in customers.csv (1): Bunka.").keys("esc");
    assert_eq!(names(&stage).len(), 6, "nobody is taken away");
}

#[test]
fn a_file_is_read_in_the_encoding_that_is_chosen_for_it_alone() {
    let mut stage = stage(&[]);
    fs_err::write(stage.path("in/usage.csv"), "account,date,logins\n").unwrap();
    // One half-width kana, which is a Latin letter too.
    fs_err::write(stage.path("in/customers.csv"), b"name,arr\n\xb1-1,1200000\n").unwrap();
    stage.act("import").says("Encoding: ISO-8859-2 (detected)").says("ą-1");
    // Under it stand so many columns.
    let choose = |stage: &mut Stage, columns: usize, encoding: &str| {
        stage.act("pane.next").act("move.bottom").times(columns, "move.up").act("import.change").says("Encoding of customers.csv");
        pick(stage, encoding);
        stage.act("pane.previous");
    };
    choose(&mut stage, 2, "CP932");
    stage.says("Encoding: Shift_JIS (chosen)").says("ア-1").says("Preview: 1 new");
    stage.act("move.down").says("Encoding: UTF-8 (detected)").act("move.up");
    choose(&mut stage, 2, "UTF-16BE");
    stage.says("cannot be read").says("Encoding: UTF-16BE (chosen)");
    choose(&mut stage, 0, "detect it");
    stage.says("ą-1");
    choose(&mut stage, 2, "Shift_JIS");
    stage.says("Preview: 1 new").act("import.run").keys("esc");
    assert_eq!(names(&stage), ["ｱ-1"]);
}

#[test]
fn keys_go_on_while_files_are_looked_into_and_nothing_unseen_is_imported() {
    let mut stage = all();
    stage.answers = false;
    stage.act("mark").says("Preview: 4 new, 1 rejected …");
    stage.act("import.run").says("not ready yet");
    stage.act("mark").says("[ ] usage.csv");
    stage.answers = true;
    stage.work();
    stage.says_no("…").says("Nothing would go in");
    assert_eq!(names(&stage), Vec::<&str>::new());
}

#[test]
fn without_a_remembered_folder_a_path_is_asked_for_and_completed() {
    let folder = TempDir::new().unwrap();
    fs_err::create_dir(folder.path().join("exports")).unwrap();
    fs_err::write(folder.path().join("exports/customers.csv"), SHEET).unwrap();
    let begun = folder.path().join("exp").to_str().unwrap().to_owned();
    let session = Session::write(opening(&folder, Lang::En, demo::TODAY)).unwrap();
    let mut stage = Stage::of(session, folder, 120, 40);
    stage.says("I: bring your customers in").act("import").says("Import from").says("it can be remembered");
    stage.text(&begun).says("exports/").keys("tab").says("customers.csv").keys("enter");
    stage.says("[x] customers.csv").says("Preview: 2 new, 1 rejected");
}

#[test]
fn a_pasted_path_is_put_into_the_bar_and_a_single_file_is_looked_into_alone() {
    let mut stage = all();
    let path = format!("'{}'\n", stage.path("in/usage.csv").display());
    stage.input(Input::Paste(path)).says("Import from").keys("enter");
    stage.says("[x] usage.csv").says_no("customers.csv").says("no account has this id or name");
}

#[test]
fn an_empty_folder_and_a_missing_one_say_so() {
    let mut stage = stage(&[]);
    stage
        .says("there is no file to import in")
        .act("import.path")
        .says("Import from")
        .instead("/no/such/folder")
        .keys("enter")
        .says("/no/such/folder");
    stage.act("import.run").says("Nothing would go in");
}

#[test]
fn a_past_day_is_not_imported_into() {
    let mut stage = all();
    stage.act("back").act("as-of back").act("import").says("This is the past").says_no("> import");
    stage.act("as-of today").act("import").says("> import").act("as-of back").act("import.run").says("This is the past");
    assert_eq!(names(&stage), Vec::<&str>::new());
}

#[test]
fn a_book_that_is_only_read_is_not_imported_into() {
    let (_, folder) = Stage::small(Lang::En).into_parts();
    let mut past = opening(&folder, Lang::En, demo::TODAY);
    past.as_of = Some(Day(demo::TODAY.0 - 30).to_string());
    let session: Result<Session, AppError> = Session::read(past);
    let mut stage = Stage::of(session.unwrap(), folder, 120, 40);
    stage.act("import").says("Only to be read").says_no("> import");
}

#[test]
fn a_click_selects_a_file_and_a_column() {
    let mut stage = all();
    stage.input(Input::Click(Position::new(5, 3))).says("Columns: usage.csv");
    stage.input(Input::Click(Position::new(60, 5))).says_no("Read `会社名` as");
    stage.input(Input::Click(Position::new(60, 5))).says("Read `会社名` as");
}

#[test]
fn no_size_is_too_small_to_paint() {
    let mut stage = all();
    for (width, height) in [(40, 10), (41, 16), (60, 15), (99, 14), (200, 60), (1, 1)] {
        stage.input(Input::Resize(width, height));
        for _ in 0..3 {
            stage.act("pane.next").act("move.bottom").screen();
        }
    }
}

#[rstest]
fn looks(#[values(Lang::En, Lang::Ja)] lang: Lang, #[values((80, 24), (120, 40))] size: (u16, u16)) {
    let of = |what: &str| format!("import_{what}_{}_{}x{}", lang.pick("en", "ja"), size.0, size.1);
    let mut stage = remembering(TempDir::new().unwrap(), "tests/fixtures/inbox", lang, size);
    stage.act("import");
    assert_snapshot!(of("files"), stage.screen());
    assert_snapshot!(of("field"), stage.act("pane.next").act("move.bottom").act("import.change").screen());
    assert_snapshot!(of("refused"), stage.keys("esc").act("pane.previous").act("move.bottom").screen());
}
