//! Tasks and proposals.

use crate::domain::words::{ProposalStatus, TaskStatus};
use crate::facts::testing::book;

#[test]
fn a_task_is_open_until_it_is_closed_and_overdue_after_its_day() {
    let desk = book()
        .account("A")
        .task("2025-03-01", "2025-03-05", TaskStatus::Done, "2025-03-10")
        .task("2025-03-02", "", TaskStatus::Open, "")
        .task("2025-03-02", "2025-03-03", TaskStatus::Done, "")
        .done();
    let facts = |on| (desk.number("tasks.open", on), desk.number("tasks.overdue", on));
    assert_eq!(facts("2025-02-28"), (Some(0.0), Some(0.0)));
    assert_eq!(facts("2025-03-05"), (Some(2.0), Some(0.0)));
    assert_eq!(facts("2025-03-06"), (Some(2.0), Some(1.0)));
    assert_eq!(facts("2025-03-10"), (Some(1.0), Some(0.0)));
}

#[test]
fn a_proposal_is_open_until_its_decision_and_an_expected_day_decides_nothing() {
    let desk = book()
        .account("A")
        .proposal("2025-03-01", ProposalStatus::Won, "2025-04-01")
        .proposal("2025-03-02", ProposalStatus::Open, "2025-03-20")
        .proposal("2025-03-03", ProposalStatus::Lost, "")
        .done();
    let open = |on| desk.number("proposals.open", on);
    assert_eq!([open("2025-02-28"), open("2025-03-01"), open("2025-03-31"), open("2025-04-01")], [None, Some(1.0), Some(2.0), Some(1.0)]);
}
