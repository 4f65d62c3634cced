//! What account rows and price changes make of contracts.

use super::*;
use crate::book::Life;
use crate::book::rows::Outcome;
use proptest::prelude::*;

fn day(text: &str) -> Day {
    Day::parse_iso(text).unwrap()
}

fn stated(arr: i64, start: &str, renewal: &str) -> Stated {
    Stated {
        arr: Some(arr),
        currency: Currency::JPY,
        seats: Some(10),
        start: Day::parse_iso(start),
        renewal: Day::parse_iso(renewal),
        term_months: 12,
        auto_renew: None,
        notice_days: None,
    }
}

#[test]
fn terms_look_yearly_where_years_lead_to_the_renewal_else_as_short_as_the_renewal_is_near() {
    let likely = |start, renewal| likely_months(day(start), day(renewal), day("2026-11-23"));
    assert_eq!(likely("2024-04-01", "2027-04-01"), Some(12));
    assert_eq!(likely("2024-04-01", "2027-03-31"), Some(12), "the last day of the term");
    assert_eq!(likely("2024-05-17", "2026-12-17"), Some(1), "31 months, and due within one");
    assert_eq!(likely("2025-06-17", "2026-12-17"), Some(1), "18 months by chance");
    assert_eq!(likely("2026-08-31", "2027-02-28"), Some(6), "too far ahead for a month or a quarter; ends of months");
    assert_eq!(likely("2026-05-01", "2027-02-01"), Some(3));
    assert_eq!(likely("2026-05-01", "2027-03-01"), None, "ten months, due in three");
    assert_eq!(likely("2026-11-05", "2027-11-20"), None);
    assert_eq!(likely("2026-11-05", "2026-11-05"), None);
}

fn change(date: &str, reason: Reason, before: i64, after: i64) -> Change {
    Change { date: day(date), reason, before, after }
}

/// Applies a plan as a store would.
fn done(contracts: &mut Vec<Contract>, plan: &Plan) {
    contracts.retain(|row| !plan.delete.contains(&row.id));
    for row in &plan.put {
        contracts.retain(|other| row.id == 0 || other.id != row.id);
        let id = if row.id == 0 { contracts.iter().map(|row| row.id).max().unwrap_or(0) + 1 } else { row.id };
        contracts.push(Contract { id, ..row.clone() });
    }
    contracts.sort_by_key(|row| (row.start, row.id));
}

struct Desk {
    contracts: Vec<Contract>,
    outcomes: Vec<Day>,
}

impl Desk {
    fn new() -> Self {
        Self { contracts: Vec::new(), outcomes: Vec::new() }
    }

    fn import(&mut self, on: &str, stated: &Stated, changes: &[Change]) -> Vec<Told> {
        let plan = self.plan(day(on), Some(stated), changes);
        done(&mut self.contracts, &plan);
        assert_eq!(self.plan(day(on), Some(stated), changes).put, [], "the same again changes nothing");
        plan.told
    }

    fn plan(&self, day: Day, stated: Option<&Stated>, changes: &[Change]) -> Plan {
        plan(Standing { account: AccountId(1), contracts: &self.contracts, outcomes: &self.outcomes, day }, stated, changes)
    }

    /// Start, end, amount, signed and reason of every row.
    fn rows(&self) -> Vec<String> {
        let row = |row: &Contract| {
            let end = row.end.map_or_else(|| "open".to_owned(), |end| end.to_string());
            let signed = if row.signed == row.start { String::new() } else { format!(" signed {}", row.signed) };
            format!("{} {end} {} {}{signed}", row.start, row.amount.unwrap_or(-1), row.reason.map_or("", Reason::key))
        };
        self.contracts.iter().map(row).collect()
    }

    fn arr_on(&self, on: &str) -> i64 {
        let outcomes: Vec<Outcome> =
            self.outcomes.iter().map(|day| Outcome { account: AccountId(1), day: *day, reason: None, recorded: *day }).collect();
        Life::on(&self.contracts, &outcomes, day(on)).terms.iter().filter_map(|term| term.contract.amount).sum()
    }
}

#[test]
fn a_file_that_says_only_how_contracts_renew_changes_those_that_stand_and_makes_none() {
    let mut desk = Desk::new();
    let renews = Stated {
        arr: None,
        seats: None,
        start: None,
        renewal: None,
        auto_renew: Some(false),
        notice_days: Some(60),
        ..stated(0, "2026-01-01", "2027-01-01")
    };
    assert_eq!(desk.import("2026-02-01", &renews, &[]), []);
    assert_eq!(desk.contracts, []);
    desk.import("2026-02-01", &stated(1200, "2026-01-01", "2027-01-01"), &[]);
    desk.import("2026-03-01", &renews, &[]);
    let [row] = &desk.contracts[..] else { panic!("{:?}", desk.contracts) };
    assert_eq!((row.auto_renew, row.notice_days, row.amount, row.seats), (false, Some(60), Some(1200), Some(10)));
}

#[test]
fn terms_are_cut_back_from_the_renewal_day_and_the_first_one_at_the_start() {
    let mut desk = Desk::new();
    assert_eq!(desk.import("2026-04-01", &stated(100, "2024-01-15", "2026-10-01"), &[]), []);
    assert_eq!(desk.rows(), ["2024-01-15 2024-10-01 100 new", "2024-10-01 2025-10-01 100 renewal", "2025-10-01 2026-10-01 100 renewal"]);
}

#[test]
fn terms_of_a_month_from_its_last_day_do_not_drift() {
    let mut desk = Desk::new();
    desk.import("2026-04-01", &Stated { term_months: 1, ..stated(100, "2026-01-31", "2026-04-30") }, &[]);
    assert_eq!(desk.rows()[1], "2026-02-28 2026-03-30 100 renewal");
    assert_eq!(desk.rows()[0], "2026-01-31 2026-02-28 100 renewal".replace("renewal", "new"));
}

#[test]
fn what_is_not_said_is_made_plain() {
    let mut desk = Desk::new();
    desk.import("2026-04-01", &stated(100, "2025-01-01", ""), &[]);
    assert_eq!(desk.rows(), ["2025-01-01 open 100 new"]);
    let mut desk = Desk::new();
    desk.import("2026-04-01", &stated(100, "", "2026-10-01"), &[]);
    assert_eq!(desk.rows(), ["2025-10-01 2026-10-01 100 new"]);
    let mut desk = Desk::new();
    desk.import("2026-04-01", &stated(100, "", "2028-10-01"), &[]);
    assert_eq!(desk.rows(), ["2025-10-01 2028-10-01 100 new"]);
    let mut desk = Desk::new();
    desk.import("2026-04-01", &stated(100, "", ""), &[]);
    assert_eq!(desk.rows(), ["2026-04-01 open 100 new"]);
}

#[test]
fn a_later_renewal_day_adds_a_term_that_is_known_from_the_imports_day() {
    let mut desk = Desk::new();
    desk.import("2026-04-01", &stated(100, "2025-05-01", "2026-05-01"), &[]);
    desk.import("2026-04-20", &stated(100, "2025-05-01", "2027-05-01"), &[]);
    assert_eq!(desk.rows(), ["2025-05-01 2026-05-01 100 new", "2026-05-01 2027-05-01 100 renewal signed 2026-04-20"]);
    desk.import("2028-04-20", &stated(100, "2025-05-01", "2029-05-01"), &[]);
    assert_eq!(
        desk.rows()[2..],
        ["2027-05-01 2028-05-01 100 renewal signed 2028-04-20", "2028-05-01 2029-05-01 100 renewal"].map(|row| if row.starts_with("2028") {
            format!("{row} signed 2028-04-20")
        } else {
            row.to_owned()
        })
    );
}

#[test]
fn an_earlier_renewal_day_corrects_and_is_told() {
    let mut desk = Desk::new();
    desk.import("2026-04-01", &stated(100, "2024-05-01", "2026-05-01"), &[]);
    let told = desk.import("2026-04-02", &stated(100, "2024-05-01", "2026-04-15"), &[]);
    assert_eq!(told, [Told::RenewalMovedBack { from: day("2026-05-01"), to: day("2026-04-15") }]);
    assert_eq!(desk.rows(), ["2024-05-01 2025-05-01 100 new", "2025-05-01 2026-04-15 100 renewal"]);
}

#[test]
fn a_changed_price_starts_a_row_on_the_imports_day_and_leaves_the_past() {
    let mut desk = Desk::new();
    desk.import("2026-01-01", &stated(100, "2025-05-01", "2026-05-01"), &[]);
    desk.import("2026-02-01", &stated(150, "2025-05-01", "2026-05-01"), &[]);
    assert_eq!(desk.rows(), ["2025-05-01 2026-05-01 100 new", "2026-02-01 2026-05-01 150 upsell"]);
    desk.import("2026-02-01", &stated(80, "2025-05-01", "2026-05-01"), &[]);
    assert_eq!(desk.rows()[1], "2026-02-01 2026-05-01 80 downgrade", "the same day replaces its row");
    desk.import("2026-02-01", &stated(100, "2025-05-01", "2026-05-01"), &[]);
    assert_eq!(desk.rows(), ["2025-05-01 2026-05-01 100 new"], "and takes it back");
    desk.import("2026-03-01", &Stated { seats: Some(20), ..stated(100, "2025-05-01", "2026-05-01") }, &[]);
    assert_eq!(desk.rows()[1], "2026-03-01 2026-05-01 100 change");
    assert_eq!((desk.arr_on("2026-02-28"), desk.arr_on("2026-03-01")), (100, 100));
}

#[test]
fn a_price_that_changes_on_a_term_that_rolled_on_starts_within_the_rolled_term() {
    let mut desk = Desk::new();
    desk.import("2025-01-01", &stated(100, "2024-05-01", "2025-05-01"), &[]);
    desk.import("2025-09-01", &stated(150, "2024-05-01", "2025-05-01"), &[]);
    assert_eq!(desk.rows()[1], "2025-09-01 2026-05-01 150 upsell");
    assert_eq!((desk.arr_on("2025-08-31"), desk.arr_on("2025-09-01"), desk.arr_on("2026-04-30")), (100, 150, 150));
    desk.import("2025-10-01", &stated(150, "2024-05-01", "2026-05-01"), &[]);
    assert_eq!(desk.rows()[1..], ["2025-05-01 2026-05-01 100 renewal signed 2025-10-01", "2025-09-01 2026-05-01 150 upsell"]);
    let told = {
        let mut ended = Desk::new();
        ended.import("2025-01-01", &Stated { auto_renew: Some(false), ..stated(100, "2024-05-01", "2025-05-01") }, &[]);
        ended.import("2025-09-01", &stated(150, "2024-05-01", "2025-05-01"), &[])
    };
    assert_eq!(told, [Told::ChangedAfterEnd { end: day("2025-05-01") }]);
}

#[test]
fn a_start_after_a_loss_is_a_return_and_without_one_the_account_stays_lost() {
    let mut desk = Desk::new();
    desk.import("2024-06-01", &stated(100, "2024-01-01", "2025-01-01"), &[]);
    desk.outcomes.push(day("2025-01-01"));
    desk.import("2025-06-01", &stated(999, "2024-01-01", "2026-01-01"), &[]);
    assert_eq!(desk.rows(), ["2024-01-01 2025-01-01 100 new"]);
    desk.import("2025-06-01", &stated(200, "2025-05-01", "2026-05-01"), &[]);
    assert_eq!(desk.rows(), ["2024-01-01 2025-01-01 100 new", "2025-05-01 2026-05-01 200 return"]);
    assert_eq!((desk.arr_on("2024-06-01"), desk.arr_on("2025-02-01"), desk.arr_on("2025-06-01")), (100, 0, 200));
    let mut never_back = Desk { contracts: Vec::new(), outcomes: vec![day("2025-01-01")] };
    assert_eq!(never_back.import("2025-06-01", &stated(100, "", ""), &[]), [Told::Lost { on: day("2025-01-01") }]);
    assert_eq!(never_back.rows(), Vec::<String>::new());
}

#[test]
fn price_changes_split_the_terms_on_their_days() {
    let mut desk = Desk::new();
    let changes = [change("2025-05-10", Reason::CrossSell, 139, 156), change("2025-03-19", Reason::Upsell, 127, 139)];
    let told = desk.import("2026-04-01", &stated(156, "2024-10-28", "2026-10-28"), &changes);
    assert_eq!(told, []);
    assert_eq!(
        desk.rows(),
        [
            "2024-10-28 2025-10-28 127 new",
            "2025-03-19 2025-10-28 139 upsell",
            "2025-05-10 2025-10-28 156 cross-sell",
            "2025-10-28 2026-10-28 156 renewal",
        ]
    );
    let arr: Vec<i64> = ["2025-03-18", "2025-03-19", "2025-05-10", "2026-04-01"].map(|on| desk.arr_on(on)).to_vec();
    assert_eq!(arr, [127, 139, 156, 156]);
}

#[test]
fn of_two_changes_on_one_day_the_later_in_the_file_holds_from_then_on() {
    let mut desk = Desk::new();
    let changes = [change("2025-09-01", Reason::Downgrade, 150, 100), change("2025-09-01", Reason::Upsell, 100, 120)];
    desk.import("2026-04-01", &stated(120, "2025-05-01", "2026-05-01"), &changes);
    assert_eq!(desk.rows(), ["2025-05-01 2026-05-01 150 new", "2025-09-01 2026-05-01 120 upsell"]);
}

#[test]
fn a_churn_among_the_price_changes_is_stored_as_a_change_to_nothing() {
    let mut desk = Desk { contracts: Vec::new(), outcomes: vec![day("2025-08-01")] };
    desk.import("2026-04-01", &stated(100, "2024-10-28", "2025-10-28"), &[change("2025-08-01", Reason::Change, 100, 0)]);
    assert_eq!(desk.rows()[1], "2025-08-01 2025-10-28 0 change");
    assert_eq!((desk.arr_on("2025-07-31"), desk.arr_on("2025-08-01"), desk.arr_on("2026-04-01")), (100, 0, 0));
}

#[test]
fn a_change_before_the_first_term_is_told_and_left_out() {
    let mut desk = Desk::new();
    let told = desk.import("2026-04-01", &stated(100, "2025-10-28", "2026-10-28"), &[change("2025-01-01", Reason::Upsell, 1, 2)]);
    assert_eq!(told, [Told::ChangeOutsideTerms { date: day("2025-01-01") }]);
    assert_eq!(desk.rows(), ["2025-10-28 2026-10-28 100 new"]);
}

#[test]
fn a_start_or_end_that_comes_late_is_filled_in() {
    let mut desk = Desk::new();
    desk.import("2026-01-01", &stated(100, "", ""), &[]);
    desk.import("2026-02-01", &stated(150, "", ""), &[]);
    desk.import("2026-03-01", &stated(150, "2025-06-01", "2026-06-01"), &[]);
    assert_eq!(desk.rows(), ["2025-06-01 2026-06-01 100 new", "2026-02-01 2026-06-01 150 upsell"]);
    assert_eq!((desk.arr_on("2026-01-31"), desk.arr_on("2026-03-01")), (100, 150));
    let mut desk = Desk::new();
    desk.import("2026-01-01", &stated(100, "", "2026-06-01"), &[]);
    let told = desk.import("2026-01-02", &stated(100, "2023-12-01", "2026-06-01"), &[]);
    assert_eq!(told, [Told::StartMoved { from: day("2025-06-01"), to: day("2023-12-01") }]);
    assert_eq!(desk.rows()[0], "2023-12-01 2024-06-01 100 new");
    assert_eq!(desk.rows().len(), 3);
}

#[test]
fn contract_rows_win_and_it_is_told() {
    let mut desk = Desk::new();
    desk.import("2026-01-01", &stated(100, "2025-06-01", "2026-06-01"), &[]);
    let row = Contract { id: 77, origin: Origin::File, ..desk.contracts[0].clone() };
    desk.contracts.push(row);
    let told = desk.import("2026-01-01", &stated(120, "2025-06-01", "2026-06-01"), &[]);
    assert_eq!(told, [Told::ContractRowsWin]);
    assert!(desk.contracts.iter().any(|row| row.id == 77 && row.amount == Some(100)));
}

#[test]
fn dates_that_give_thousands_of_terms_give_one() {
    let mut desk = Desk::new();
    let told = desk.import("2026-01-01", &Stated { term_months: 1, ..stated(100, "0201-01-01", "2026-06-01") }, &[]);
    assert!(matches!(told[..], [Told::TooManyTerms { .. }]));
    assert_eq!(desk.rows().len(), 1);
}

prop_compose! {
    fn any_stated()(arr in prop::option::of(0_i64..5), start in prop::option::of(0_i32..900), length in prop::option::of(1_i32..1200), months in 1_i32..25, auto in any::<bool>()) -> Stated {
        let base = day("2023-01-01");
        let renewal = length.map(|length| base.plus(start.unwrap_or(0) + length));
        Stated { arr, start: start.map(|start| base.plus(start)), renewal, term_months: months, auto_renew: Some(auto), ..stated(0, "", "") }
    }
}

prop_compose! {
    fn any_changes()(list in prop::collection::vec((0_i32..1500, 0_usize..4, 0_i64..5, 0_i64..5), 0..5)) -> Vec<Change> {
        let reasons = [Reason::Upsell, Reason::CrossSell, Reason::Downgrade, Reason::Change];
        let mut seen = Vec::new();
        list.into_iter()
            .filter(|(on, ..)| if seen.contains(on) { false } else { seen.push(*on); true })
            .map(|(on, kind, before, after)| Change { date: day("2022-12-01").plus(on), reason: reasons[kind], before, after })
            .collect()
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2000))]
    #[test]
    fn the_same_import_again_changes_nothing_today_or_later(
        first in any_stated(), second in any_stated(), changes in any_changes(), more in any_changes(),
        loss in prop::option::of(0_i32..1500), on in 0_i32..1500, wait in 0_i32..400, later in 0_i32..40,
    ) {
        let base = day("2023-01-01");
        let mut desk = Desk { contracts: Vec::new(), outcomes: loss.map(|loss| base.plus(loss)).into_iter().collect() };
        let step = desk.plan(base.plus(on), Some(&first), &changes);
        done(&mut desk.contracts, &step);
        let today = base.plus(on + wait);
        let step = desk.plan(today, Some(&second), &more);
        done(&mut desk.contracts, &step);
        let again = desk.plan(today, Some(&second), &more);
        prop_assert_eq!((&again.put, &again.delete), (&vec![], &vec![]), "same day, {:?}", desk.rows());
        // A later day may come to lie behind a loss or a change that was still to come; without those nothing moves.
        let passed = |day: Day| day > today && day <= today.plus(later);
        if !desk.outcomes.iter().any(|lost| passed(*lost)) && !more.iter().any(|change| passed(change.date)) && !desk.contracts.iter().any(|row| passed(row.start) || row.end.is_some_and(passed)) {
            let again = desk.plan(today.plus(later), Some(&second), &more);
            prop_assert_eq!((&again.put, &again.delete), (&vec![], &vec![]), "later, {:?}", desk.rows());
        }
        for row in &desk.contracts {
            prop_assert!(row.end.is_none_or(|end| end > row.start), "{:?}", desk.rows());
        }
    }
}
