//! A move of a cursor or of a view over rows, as actions name it. Knows how many rows there are, not what is in them.

use crate::tui::action::Action;

/// Rows that a page moves by where nothing is painted yet.
const PAGE: usize = 10;

/// A move of a cursor.
#[derive(Clone, Copy, Debug)]
pub(in crate::tui) enum Step {
    By(isize),
    Pages(isize),
    First,
    Last,
}

impl Step {
    /// The move that an action means.
    pub(in crate::tui) fn of(action: Action) -> Option<Self> {
        Some(match action {
            Action::Down => Self::By(1),
            Action::Up => Self::By(-1),
            Action::PageDown => Self::Pages(1),
            Action::PageUp => Self::Pages(-1),
            Action::Top => Self::First,
            Action::Bottom => Self::Last,
            _ => return None,
        })
    }

    /// Where it leads from a row, in a list of `all` rows of which a page shows `page`.
    pub(in crate::tui) fn from(self, at: usize, page: usize, all: usize) -> usize {
        let page = if page == 0 { PAGE } else { page };
        let last = all.saturating_sub(1);
        match self {
            Self::By(rows) => at.saturating_add_signed(rows).min(last),
            Self::Pages(pages) => at.saturating_add_signed(pages * page.max(2).cast_signed() / 2).min(last),
            Self::First => 0,
            Self::Last => last,
        }
    }
}
