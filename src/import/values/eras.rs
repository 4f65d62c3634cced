//! The Japanese eras: their names and bounds.

use super::scan::Scan;
use crate::domain::Day;

/// An era, with the days that were written in it.
pub(super) struct Era {
    names: &'static [&'static str],
    /// The calendar year of its year 1.
    first: i32,
    from: [u32; 3],
    until: [u32; 3],
}

/// Meiji begins where the Gregorian calendar does in Japan: days before it were of another calendar.
const ERAS: [Era; 5] = [
    Era { names: &["令和", "R"], first: 2019, from: [2019, 5, 1], until: [9999, 12, 31] },
    Era { names: &["平成", "H"], first: 1989, from: [1989, 1, 8], until: [2019, 4, 30] },
    Era { names: &["昭和", "S"], first: 1926, from: [1926, 12, 25], until: [1989, 1, 7] },
    Era { names: &["大正", "T"], first: 1912, from: [1912, 7, 30], until: [1926, 12, 24] },
    Era { names: &["明治", "M"], first: 1868, from: [1873, 1, 1], until: [1912, 7, 29] },
];

impl Era {
    /// The era named here.
    pub(super) fn scan(scan: &mut Scan<'_>) -> Option<&'static Self> {
        ERAS.iter().find(|era| scan.eat_one(era.names).is_some())
    }

    /// The day of a date of this era; `None` where the calendar or the era lacks it.
    pub(super) fn day(&self, year: u32, month: u32, day: u32) -> Option<Day> {
        let year = self.first + i32::try_from(year).ok()? - 1;
        let written = [year.cast_unsigned(), month, day];
        Day::from_ymd(year, month, day).filter(|_| (self.from..=self.until).contains(&written))
    }
}
