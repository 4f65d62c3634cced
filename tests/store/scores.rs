//! What other programs read of light and score is what the desk says, and what it said on days gone by.

use crate::support::{TODAY, rows, see_from};
use banso::app::{Clock, Command, NewAccount, Opening, Session};
use banso::domain::{Day, Light};
use banso::filter::Filter;
use banso::i18n::Lang;
use rusqlite::Connection;

/// One card over one number, and of the greatest account more is expected.
const RULES: &str = "[metrics.logins]\nkind = \"count\"\n[[scorecard]]\nname = \"c\"\ngreen = 70\nyellow = 40\n\
    [[scorecard.signal]]\nkey = \"s\"\nfact = \"metric.logins.sum(7d)\"\nweight = 1\nlinear = { from = 0, to = 10, points = 10 }\n\
    [[scorecard.override]]\nwhen = \"arr.place:<=1\"\nat_best = \"yellow\"\nbecause = \"The greatest\"\n\
    [[touch]]\nkey = \"high\"\nmeet_every = \"30d\"\n";

struct Desk {
    folder: tempfile::TempDir,
}

impl Desk {
    /// Aozora with 9 logins and Minato with 5, both three days before today, swept today.
    fn swept() -> (Self, Session) {
        let desk = Self { folder: tempfile::tempdir().unwrap() };
        desk.rules(RULES);
        let mut session = Session::write(desk.opening()).unwrap();
        for name in ["Aozora", "Minato"] {
            session.act(Command::AddAccount(Box::new(new_account(name, None)))).unwrap();
        }
        observe(&mut session, 0, 9.0, TODAY.plus(-3));
        observe(&mut session, 1, 5.0, TODAY.plus(-3));
        session.sweep().unwrap();
        (desk, session)
    }

    fn rules(&self, text: &str) {
        std::fs::write(self.folder.path().join("rules.toml"), text).unwrap();
    }

    fn opening(&self) -> Opening {
        let file = |name: &str| Some(self.folder.path().join(name));
        Opening {
            book: file("book.db"),
            config: file("config.toml"),
            rules: None,
            as_of: None,
            lang: Lang::En,
            clock: Clock::on(TODAY),
            state: file("state"),
        }
    }

    fn on(&self, day: Day) -> Session {
        Session::existing(Opening { clock: Clock::on(day), ..self.opening() }).unwrap()
    }

    fn book(&self) -> Connection {
        Connection::open(self.folder.path().join("book.db")).unwrap()
    }

    fn history(&self) -> Vec<Vec<String>> {
        rows(&self.book(), "SELECT account, date, score, light, computed FROM v_score_history ORDER BY account, date")
    }

    /// Asserts that the view of a day says what a desk opened on it says.
    #[track_caller]
    fn agrees_on(&self, day: Day) {
        let conn = self.book();
        see_from(&conn, day);
        let session = self.on(day);
        let mut expected: Vec<Vec<String>> = session
            .accounts(&Filter::default())
            .iter()
            .map(|listed| {
                let outcome = listed.outcome.as_ref().unwrap();
                let score = outcome.score.map(|score| score.to_string()).unwrap_or_default();
                vec![session.at(listed.ix).code().to_owned(), outcome.light.to_string(), score, outcome.coverage.to_string(), day.to_string()]
            })
            .collect();
        expected.sort();
        assert_eq!(rows(&conn, "SELECT account, light, score, coverage, scored_on FROM v_account_today ORDER BY account"), expected);
    }
}

fn new_account(name: &str, arr: Option<f64>) -> NewAccount {
    NewAccount { code: None, name: name.to_owned(), yomi: None, arr, seats: None, start: None, renewal: None, fields: Vec::new() }
}

fn observe(session: &mut Session, account: usize, value: f64, day: Day) {
    session.act(Command::Observe { account, metric: "logins".to_owned(), value, day }).unwrap();
}

fn pulse(session: &mut Session) {
    let until = session.day.plus(30);
    session.act(Command::Pulse { account: 0, light: Light::Red, reason: "They are silent".to_owned(), until }).unwrap();
}

#[test]
fn the_view_agrees_with_the_desk_after_a_sweep_a_verb_an_undo_a_redo_and_a_new_sweep() {
    let (desk, mut session) = Desk::swept();
    desk.agrees_on(TODAY);
    let before = desk.history();
    assert_eq!(before, [["bn-00001", "2026-11-23", "90", "green", "green"], ["bn-00002", "2026-11-23", "50", "yellow", "yellow"]]);
    pulse(&mut session);
    desk.agrees_on(TODAY);
    assert_eq!(desk.history()[0], ["bn-00001", "2026-11-23", "90", "red", "green"]);
    session.undo().unwrap();
    desk.agrees_on(TODAY);
    assert_eq!(desk.history(), before);
    session.redo().unwrap();
    desk.agrees_on(TODAY);
    session.undo().unwrap();
    session.sweep().unwrap();
    assert_eq!(desk.history(), before);
}

#[test]
fn a_verb_that_moves_other_accounts_too_is_seen_in_all_of_them() {
    let (desk, mut session) = Desk::swept();
    session.act(Command::AddAccount(Box::new(new_account("Sakura", Some(100.0))))).unwrap();
    observe(&mut session, 2, 8.0, TODAY);
    desk.agrees_on(TODAY);
    assert_eq!(desk.history()[2], ["bn-00003", "2026-11-23", "80", "yellow", "yellow"]);
    session.act(Command::AddAccount(Box::new(new_account("Tsubasa", Some(900.0))))).unwrap();
    assert_eq!(desk.history()[2], ["bn-00003", "2026-11-23", "80", "green", "green"], "it is no more the greatest");
}

#[test]
fn days_on_which_nothing_moves_and_second_sweeps_write_nothing() {
    let (desk, mut session) = Desk::swept();
    let before = desk.history();
    session.sweep().unwrap();
    desk.on(TODAY.plus(1)).sweep().unwrap();
    assert_eq!(desk.history(), before);
    desk.agrees_on(TODAY.plus(1));
}

#[test]
fn a_row_stays_as_it_was_scored_then_under_other_rules_and_later_data() {
    let (desk, _) = Desk::swept();
    let then = desk.history();
    desk.rules(&RULES.replace("green = 70", "green = 95"));
    let mut session = desk.on(TODAY.plus(1));
    observe(&mut session, 1, 8.0, TODAY.plus(-3));
    session.sweep().unwrap();
    desk.agrees_on(TODAY.plus(1));
    let now = desk.history();
    assert_eq!([&now[0], &now[2]], [&then[0], &then[1]]);
    assert_eq!(now[1], ["bn-00001", "2026-11-24", "90", "yellow", "yellow"]);
    assert_eq!(now[3], ["bn-00002", "2026-11-24", "80", "yellow", "yellow"]);
}

#[test]
fn nothing_is_written_of_a_day_that_the_clock_does_not_show() {
    let (desk, mut session) = Desk::swept();
    let before = desk.history();
    for as_of in ["-3d", "2026-12-01"] {
        let mut elsewhen = Session::existing(Opening { as_of: Some(as_of.to_owned()), ..desk.opening() }).unwrap();
        observe(&mut elsewhen, 0, 1.0, TODAY.plus(-4));
        elsewhen.sweep().unwrap();
        assert_eq!(desk.history(), before, "as of {as_of}");
    }
    // A desk that stood open over midnight has to be moved on first.
    session.opening.clock = Clock::on(TODAY.plus(1));
    pulse(&mut session);
    assert_eq!(desk.history(), before);
    session.look_from(session.today());
    session.sweep().unwrap();
    desk.agrees_on(TODAY.plus(1));
    assert_eq!(desk.history()[1][..4], ["bn-00001", "2026-11-24", "100", "red"]);
}

#[test]
fn a_deleted_account_is_in_no_view_and_comes_back_with_its_history() {
    let (desk, mut session) = Desk::swept();
    let before = desk.history();
    session.act(Command::Delete { accounts: vec![0] }).unwrap();
    assert_eq!(desk.history(), before[1..]);
    desk.agrees_on(TODAY);
    session.undo().unwrap();
    assert_eq!(desk.history(), before);
}

#[test]
fn an_act_is_done_even_where_what_is_said_of_it_cannot_be_written_down() {
    let (desk, mut session) = Desk::swept();
    desk.book().execute_batch("DROP VIEW v_account_today; DROP VIEW v_score_history; DROP TABLE score;").unwrap();
    pulse(&mut session);
    assert_eq!(rows(&desk.book(), "SELECT account, light FROM v_pulses"), [["bn-00001", "red"]]);
    assert_eq!(session.lens.outcome(0, TODAY).unwrap().light, Light::Red);
}
