//! The terms of a task's urgency: each a coefficient of the rules times a value between 0 and 1.

use crate::book::rows::{AccountId, Task};
use crate::domain::{Day, Light};
use crate::facts::{At, FactRef};
use crate::rules::{Lens, Queue as Coefficients};
use std::cell::OnceCell;

/// Terms shorter than this, in days, never hurry a task.
const LONG_TERM: i32 = 180;

/// The summands of an urgency, each already times its coefficient.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Terms {
    pub due: f64,
    pub light: f64,
    pub money: f64,
    pub renewal: f64,
    pub drop: f64,
    pub cadence: f64,
    pub age: f64,
}

impl Terms {
    /// Their sum.
    pub fn urgency(&self) -> f64 {
        self.due + self.light + self.money + self.renewal + self.drop + self.cadence + self.age
    }

    /// Name and value of each, in the order of the design.
    pub fn named(&self) -> [(&'static str, f64); 7] {
        [
            ("due", self.due),
            ("light", self.light),
            ("money", self.money),
            ("renewal", self.renewal),
            ("drop", self.drop),
            ("cadence", self.cadence),
            ("age", self.age),
        ]
    }
}

/// The terms that all tasks of an account share, and its ARR.
#[derive(Clone, Copy, Debug, Default)]
struct OfAccount {
    terms: Terms,
    arr: Option<f64>,
}

/// Weighs tasks on one day; what belongs to an account is computed once.
pub(in crate::method) struct Scale<'a> {
    lens: &'a Lens,
    day: Day,
    accounts: Vec<OnceCell<OfAccount>>,
    /// ARR of the active accounts, ascending.
    arrs: OnceCell<Vec<f64>>,
    touch_ratio: Option<FactRef>,
}

impl<'a> Scale<'a> {
    pub(in crate::method) fn new(lens: &'a Lens, day: Day) -> Self {
        let accounts = vec![OnceCell::new(); lens.book().accounts().len()];
        Self { lens, day, accounts, arrs: OnceCell::new(), touch_ratio: FactRef::named("touch_ratio") }
    }

    /// The terms of a task.
    pub(in crate::method) fn terms(&self, task: &Task) -> Terms {
        let coefficients = self.lens.rules().queue();
        let age = f64::from(self.day.since(task.opened)) / 365.0;
        Terms {
            due: coefficients.due * task.due.map_or(0.0, |due| due_value(due.since(self.day))),
            age: coefficients.age * age.clamp(0.0, 1.0),
            ..self.of_account(task.account).terms
        }
    }

    /// The ARR of a task's account in major units; `None` where it has none or nobody knows.
    pub(in crate::method) fn arr(&self, task: &Task) -> Option<f64> {
        self.of_account(task.account).arr
    }

    fn of_account(&self, account: Option<AccountId>) -> OfAccount {
        let Some(ix) = account.and_then(|id| self.lens.book().place(id)) else { return OfAccount::default() };
        *self.accounts[ix].get_or_init(|| self.weigh(&self.lens.at(ix, self.day), self.lens.rules().queue()))
    }

    fn weigh(&self, at: &At<'_>, coefficients: &Coefficients) -> OfAccount {
        let arr = at.arr();
        let terms = Terms {
            due: 0.0,
            light: coefficients.light * light_value(at.light()),
            money: coefficients.money * arr.map_or(0.0, |arr| self.money_value(arr)),
            renewal: coefficients.renewal * renewal_value(at),
            drop: coefficients.drop * self.drop_value(at),
            cadence: coefficients.cadence * self.cadence_value(at),
            age: 0.0,
        };
        OfAccount { terms, arr }
    }

    /// The share of active accounts whose ARR is at or below this one.
    #[expect(clippy::cast_precision_loss, reason = "a count of accounts is far below 2^53")]
    fn money_value(&self, arr: f64) -> f64 {
        let arrs = self.arrs.get_or_init(|| {
            let accounts = (0..self.accounts.len()).map(|ix| self.lens.at(ix, self.day));
            let mut arrs: Vec<f64> = accounts.filter(|at| !at.life().terms.is_empty()).filter_map(|at| at.arr()).collect();
            arrs.sort_unstable_by(f64::total_cmp);
            arrs
        });
        if arrs.is_empty() { 0.0 } else { arrs.partition_point(|other| *other <= arr) as f64 / arrs.len() as f64 }
    }

    fn drop_value(&self, at: &At<'_>) -> f64 {
        let score = |day| self.lens.outcome(at.ix(), day).and_then(|outcome| outcome.score);
        score(self.day.plus(-7)).zip(score(self.day)).map_or(0.0, |(then, now)| ((then - now) / 30.0).clamp(0.0, 1.0))
    }

    fn cadence_value(&self, at: &At<'_>) -> f64 {
        let ratio = self.touch_ratio.as_ref().and_then(|fact| at.value(fact).value).and_then(|value| value.number());
        ratio.map_or(0.0, |ratio| (ratio - 1.0).clamp(0.0, 1.0))
    }
}

/// 0.2 at 14 or more days ahead, rising in a line to 1 at 7 days overdue.
fn due_value(ahead: i32) -> f64 {
    0.2 + 0.8 * (f64::from(14 - ahead) / 21.0).clamp(0.0, 1.0)
}

fn light_value(light: Option<Light>) -> f64 {
    match light {
        Some(Light::Red) => 1.0,
        Some(Light::Yellow) => 0.5,
        Some(Light::Grey) => 0.3,
        Some(Light::Green) | None => 0.0,
    }
}

/// 1 within 30 days of the notice deadline, falling in a line to 0 at 120. A deadline that has passed leaves the renewal.
fn renewal_value(at: &At<'_>) -> f64 {
    let life = at.life();
    let Some(term) = life.next_renewal().filter(|term| term.length.is_some_and(|length| length >= LONG_TERM)) else { return 0.0 };
    let Some(renews) = term.renews.map(|renews| renews.since(at.day)) else { return 0.0 };
    let notice = renews - term.notice_days();
    let days = if notice >= 0 { notice } else { renews };
    (f64::from(120 - days) / 90.0).clamp(0.0, 1.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn near(found: f64, wanted: f64) -> bool {
        (found - wanted).abs() < 1e-12
    }

    #[test]
    fn the_due_term_rises_in_a_line_from_two_weeks_ahead_to_a_week_overdue() {
        for (ahead, wanted) in [(99, 0.2), (14, 0.2), (0, 0.2 + 0.8 * 14.0 / 21.0), (-7, 1.0), (-30, 1.0)] {
            assert!(near(due_value(ahead), wanted), "{ahead}: {}", due_value(ahead));
        }
        assert_eq!(format!("{:.3}", due_value(0)), "0.733");
    }

    #[test]
    fn a_worse_light_weighs_more_and_grey_less_than_yellow() {
        for (light, wanted) in [(Light::Red, 1.0), (Light::Yellow, 0.5), (Light::Grey, 0.3), (Light::Green, 0.0)] {
            assert!(near(light_value(Some(light)), wanted), "{light:?}");
        }
    }
}
