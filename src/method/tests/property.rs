//! Laws over random books, days and deeds.

use crate::domain::words::{TaskStatus, TriggerPhase};
use crate::facts::testing::{self, BookMaker};
use crate::method::family::Family;
use crate::method::tests::{Desk, TODAY, account, trigger};
use proptest::prelude::*;
use std::collections::BTreeSet;

const TRIGGERS: usize = 5;

/// Triggers of all makes over heat and cold.
fn triggers() -> String {
    trigger("a", "metric.heat:>=3", "family = \"risk\"\ndue = \"+5d\"\ncooldown = \"4d\"\nclose_when_clear = true")
        + &trigger("b", "metric.heat:>=6", "family = \"risk\"\ndue = \"+1d\"\nagain = \"3d\"\ncooldown = \"2d\"\nheld_for = \"2d\"")
        + &trigger("c", "metric.heat:<8 light:red,yellow", "due = \"+2d\"\nunless = \"metric.cold:>5\"\nclose_when_clear = true")
        + &trigger("d", "metric.cold:>=5", "family = \"risk\"\nagain = \"2d\"\nclose_when_clear = true")
        + &trigger("e", "metric.cold:<3", "family = \"growth\"\ncooldown = \"5d\"")
        + "[queue]\nfirst_run = 2\nheld_per_day = 1\n"
}

type Rows = Vec<(usize, bool, i32, u8)>;

fn maker(rows: &Rows) -> BookMaker {
    (0..14).fold(testing::book(), |maker, ix| {
        let maker = account(maker, &format!("A{ix:02}"), &[]);
        rows.iter().filter(|row| row.0 % 14 == ix || row.0 >= 90).fold(maker, |maker, (_, hot, ago, value)| {
            maker.observe(if *hot { "heat" } else { "cold" }, &TODAY.plus(-ago).to_string(), f64::from(*value))
        })
    })
}

/// What a person does to one of the open tasks.
fn act(desk: &mut Desk, on: crate::domain::Day, deed: u8) {
    let open: Vec<i64> = desk.work.open().map(|task| task.id).collect();
    let Some(id) = open.get(usize::from(deed) % open.len().max(1)).copied() else { return };
    match deed % 4 {
        0 => desk.done(id, on),
        1 => desk.drop_as(id, on, "noise"),
        2 => desk.wait(id, on, on.plus(2)),
        _ => desk.change(id, on, crate::domain::words::TaskEventKind::Back, None, |task| task.pinned = true),
    }
}

fn check(desk: &Desk) -> Result<(), TestCaseError> {
    let mut families = BTreeSet::new();
    for task in desk.work.open().filter(|task| task.account.is_some()) {
        prop_assert!(families.insert((task.account, Family::of_task(task))), "two open tasks of one family: {task:?}");
    }
    for state in desk.work.states() {
        let task = state.task.and_then(|id| desk.work.task(id));
        match state.state {
            TriggerPhase::Fired => {
                let task = task.ok_or_else(|| TestCaseError::fail(format!("fired without a task: {state:?}")))?;
                prop_assert_ne!(task.status, TaskStatus::Cleared, "{:?}", state);
                prop_assert_eq!(task.account, Some(state.account));
            }
            TriggerPhase::Known => prop_assert!(task.is_some_and(|task| task.account.is_none())),
            TriggerPhase::Held => prop_assert!(task.is_none()),
            TriggerPhase::Clear | TriggerPhase::Waiting => {}
        }
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, failure_persistence: None, ..ProptestConfig::default() })]

    /// [`Desk::sweep`] holds that a second sweep does nothing.
    #[test]
    fn sweeping_twice_changes_nothing_and_the_work_stays_sound(
        rows in prop::collection::vec((0..100_usize, any::<bool>(), 0..40_i32, 0..10_u8), 0..60),
        days in prop::collection::vec((1..4_i32, any::<u8>()), 1..14),
    ) {
        let mut desk = Desk::new(maker(&rows), &triggers());
        prop_assert_eq!(desk.lens.rules().triggers().len(), TRIGGERS);
        let mut on = TODAY.plus(-35);
        for (step, deed) in days {
            on = on.plus(step);
            desk.sweep(on);
            check(&desk)?;
            act(&mut desk, on, deed);
            desk.sweep(on);
            check(&desk)?;
        }
        let now = desk.queue(on);
        let open = now.items.len() + now.waiting.len() + now.snoozed.len();
        prop_assert_eq!(open, desk.work.open().count(), "the queue of the day holds every open task");
        let rank = |item: &crate::method::Queued| (item.task.pinned, item.urgency);
        prop_assert!(now.items.windows(2).all(|pair| rank(&pair[0]) >= rank(&pair[1])));
    }
}
