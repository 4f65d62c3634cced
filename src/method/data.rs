//! What data is there as of a day, and what is missing: rows by kind of import, when each kind came last, and how far the
//! signals are known. The imports themselves come in as arguments; no text is made here.

use crate::book::AccountIx;
use crate::domain::Day;
use crate::domain::words::Origin;
use crate::facts::At;
use crate::method::Work;
use crate::rules::{Coverage, Gain, Lens};

/// Days after which a kind is stale that was imported too seldom to have a rhythm of its own.
const STALE_DAYS: i32 = 35;
/// Days of import from which on a kind has a rhythm: it is stale after twice the median gap.
const RHYTHM: usize = 3;

/// A file that an import took rows from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Brought {
    pub kind: String,
    /// Its name, without the folder.
    pub file: String,
    /// The day of the import.
    pub day: Day,
}

/// What data is there.
#[derive(Clone, Debug, PartialEq)]
pub struct Data {
    pub coverage: Coverage,
    /// Every kind that leaves rows of its own, in the order of the table.
    pub kinds: Vec<KindData>,
}

/// One kind of import.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KindData {
    pub kind: &'static str,
    /// Rows in the book, those of churned accounts too.
    pub rows: usize,
    /// The day of the newest row; `None` where the kind has no days.
    pub newest: Option<Day>,
    pub last: Option<LastImport>,
}

/// When a kind was imported last.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LastImport {
    pub day: Day,
    pub file: String,
    /// Days since then.
    pub age: i32,
    /// Whether that is longer than usual.
    pub stale: bool,
}

/// Rows, and the day of the newest.
type Rows = (usize, Option<Day>);
/// Counts the rows of an account as of a day.
type Count = fn(&At<'_>) -> Rows;

/// How the rows of each kind are counted, one account at a time. Tasks need not be of an account; price changes leave no rows
/// of their own but contracts.
const KINDS: [(&str, Count); 11] = [
    ("accounts", |at| (1, at.added())),
    ("contracts", |at| rows(at.contracts().filter(|row| row.origin != Origin::Account).map(|row| row.signed))),
    ("contacts", |at| (at.all_contacts().count(), None)),
    ("usage", |at| at.metrics().map(|metric| at.metric(metric)).map(|points| (points.len(), points.last().map(|(day, _)| day))).fold((0, None), sum)),
    ("tickets", |at| rows(at.tickets().map(|ticket| ticket.row.opened))),
    ("surveys", |at| rows(at.surveys().iter().map(|row| row.day))),
    ("invoices", |at| rows(at.invoices().map(|invoice| invoice.row.day))),
    ("interactions", |at| rows(at.interactions().iter().map(|row| row.day))),
    ("proposals", |at| rows(at.proposals().map(|proposal| proposal.row.day))),
    ("outcomes", |at| rows(at.outcomes().iter().map(|row| row.day))),
    ("feedback", |at| rows(at.feedback().iter().map(|row| row.day))),
];

/// The kind that all others need first.
const FIRST: &str = KINDS[0].0;

/// What data is there as of a day. `brought` are the files of the imports in force, oldest first.
pub fn data(lens: &Lens, work: &Work, brought: &[Brought], day: Day) -> Data {
    let mut counts: [Rows; KINDS.len()] = [(0, None); KINDS.len()];
    for at in (0..lens.book().accounts().len()).map(|ix: AccountIx| lens.at(ix, day)).filter(At::exists) {
        for (count, (_, rows)) in counts.iter_mut().zip(KINDS) {
            *count = sum(*count, rows(&at));
        }
    }
    let tasks = rows(work.tasks().map(|task| task.opened).filter(|opened| *opened <= day));
    let counted = KINDS.iter().map(|(kind, _)| *kind).zip(counts).chain([("tasks", tasks)]);
    let kinds = counted.map(|(kind, (rows, newest))| KindData { kind, rows, newest, last: last(brought, kind, day) });
    let mut data = Data { coverage: lens.coverage(day), kinds: kinds.collect() };
    if data.is_empty() {
        data.coverage.gains = vec![Gain { kind: FIRST, accounts_lit: 0, coverage: 0.0 }];
    }
    data
}

impl Data {
    /// Whether there is no account at all.
    pub fn is_empty(&self) -> bool {
        self.kind(FIRST).is_none_or(|accounts| accounts.rows == 0)
    }

    /// What is there of a kind.
    pub fn kind(&self, kind: &str) -> Option<&KindData> {
        self.kinds.iter().find(|row| row.kind == kind)
    }
}

fn rows(days: impl Iterator<Item = Day>) -> Rows {
    days.fold((0, None), |rows, day| sum(rows, (1, Some(day))))
}

fn sum(a: Rows, b: Rows) -> Rows {
    (a.0 + b.0, a.1.max(b.1))
}

/// The newest import of a kind on or before a day.
fn last(brought: &[Brought], kind: &str, today: Day) -> Option<LastImport> {
    let of_kind = || brought.iter().filter(|file| file.kind == kind && file.day <= today);
    // Of two on one day the later in the list.
    let Brought { file, day, .. } = of_kind().max_by_key(|file| file.day)?;
    let mut days: Vec<Day> = of_kind().map(|file| file.day).collect();
    days.sort_unstable();
    days.dedup();
    let age = today.since(*day);
    Some(LastImport { day: *day, file: file.clone(), age, stale: age > limit(&days) })
}

/// The age in days up to which a kind is fresh that was imported on these days.
fn limit(days: &[Day]) -> i32 {
    if days.len() < RHYTHM {
        return STALE_DAYS;
    }
    let mut gaps: Vec<i32> = days.windows(2).map(|pair| pair[1].since(pair[0])).collect();
    gaps.sort_unstable();
    // The two in the middle, which are one where their number is odd: twice the median.
    gaps[(gaps.len() - 1) / 2] + gaps[gaps.len() / 2]
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The last import on day 100 of a kind that came on these days.
    fn came(days: &[i32]) -> Option<LastImport> {
        let file = |day: &i32| Brought { kind: "usage".to_owned(), file: format!("usage-{day}.csv"), day: Day(*day) };
        let other = Brought { kind: "tickets".to_owned(), file: "tickets.csv".to_owned(), day: Day(99) };
        last(&days.iter().map(file).chain([other]).collect::<Vec<_>>(), "usage", Day(100))
    }

    fn is_stale(days: &[i32]) -> bool {
        came(days).unwrap().stale
    }

    #[test]
    fn the_newest_import_is_told_with_its_file_and_age() {
        assert_eq!(came(&[60, 93]), Some(LastImport { day: Day(93), file: "usage-93.csv".to_owned(), age: 7, stale: false }));
        assert_eq!(came(&[93, 60]).unwrap().age, 7, "late entry");
        assert_eq!(came(&[]), None);
    }

    #[test]
    fn an_import_of_a_later_day_is_not_known_yet() {
        assert_eq!(came(&[93, 101]).unwrap().day, Day(93));
    }

    #[test]
    fn without_a_rhythm_35_days_are_the_limit() {
        assert!(!is_stale(&[65]) && is_stale(&[64]));
        assert!(!is_stale(&[58, 65]) && is_stale(&[57, 64]));
        assert!(!is_stale(&[65, 65, 65]), "one day is no rhythm");
    }

    #[test]
    fn with_a_rhythm_twice_the_median_gap_is() {
        assert!(!is_stale(&[72, 79, 86]) && is_stale(&[71, 78, 85]), "weekly: 14 days");
        assert!(!is_stale(&[-10, 20, 50]), "monthly: 60 days");
        assert!(!is_stale(&[60, 66, 76, 84]) && is_stale(&[59, 65, 75, 83]), "6, 10, 8: 16 days");
        assert!(!is_stale(&[30, 36, 46, 54, 84]) && is_stale(&[29, 35, 45, 53, 81]), "6, 10, 8 and 30: twice 9 days");
    }
}
