//! The rows of a list that are in sight, kept while the list stays the same: a step makes only the row that comes into sight.

use serde::{Deserialize, Serialize};
use std::ops::Range;

/// Rows in sight of one version of a list.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(in crate::tui) struct Window<T> {
    /// Rows that were kept over the end of the program are of no version that a list has.
    #[serde(skip)]
    version: Option<u64>,
    #[serde(skip)]
    from: usize,
    rows: Vec<T>,
}

impl<T> Default for Window<T> {
    fn default() -> Self {
        Self { version: None, from: 0, rows: Vec::new() }
    }
}

impl<T> Window<T> {
    /// Shows these places of a version of the list; only what was not in sight is made.
    pub(in crate::tui) fn slide(&mut self, version: u64, places: Range<usize>, make: impl Fn(usize) -> T) {
        let from = places.start;
        let same = self.version == Some(version);
        let mut before: Vec<Option<T>> = std::mem::take(&mut self.rows).into_iter().filter(|_| same).map(Some).collect();
        let mut kept = |place: usize| before.get_mut(place.checked_sub(self.from)?)?.take();
        self.rows = places.map(|place| kept(place).unwrap_or_else(|| make(place))).collect();
        (self.version, self.from) = (Some(version), from);
    }

    /// The rows, from the top.
    pub(in crate::tui) fn rows(&self) -> &[T] {
        &self.rows
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::cell::RefCell;

    #[test]
    fn only_what_comes_into_sight_is_made() {
        let made = RefCell::new(Vec::new());
        let tenfold = |place: usize| {
            made.borrow_mut().push(place);
            place * 10
        };
        let mut window = Window::default();
        window.slide(1, 2..5, tenfold);
        window.slide(1, 3..6, tenfold);
        window.slide(1, 1..4, tenfold);
        assert_eq!((window.rows(), made.take()), (&[10, 20, 30][..], vec![2, 3, 4, 5, 1, 2]));
        window.slide(2, 1..3, tenfold);
        assert_eq!((window.rows(), made.take()), (&[10, 20][..], vec![1, 2]), "another list");
    }
}
