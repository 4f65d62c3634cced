//! What the desk remembers of one day's work for the next: pane, filter, sort, selection. May be lost without harm.

use crate::app::Session;
use crate::book::rows::AccountId;
use crate::tui::action::SortBy;
use crate::tui::screens::today::layout::Pane;
use crate::tui::shared::Shared;
use serde::{Deserialize, Serialize};

/// How Today was left.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub(in crate::tui) struct Remembered {
    pub pane: Pane,
    pub zoomed: bool,
    filter: String,
    sort: SortBy,
    reverse: bool,
    account: Option<i64>,
    last_snooze: Option<i32>,
}

impl Remembered {
    /// Reads what was written; what cannot be read is as if nothing were remembered.
    pub(in crate::tui) fn read(text: Option<&str>) -> Self {
        text.and_then(|text| serde_json::from_str(text).ok()).unwrap_or_default()
    }

    /// What to write.
    pub(in crate::tui) fn write(&self) -> String {
        serde_json::to_string(self).unwrap_or_default()
    }

    /// How the desk stands now.
    pub(in crate::tui) fn of(shared: &Shared, pane: Pane, zoomed: bool) -> Self {
        Self {
            pane,
            zoomed,
            filter: shared.filter_text.clone(),
            sort: shared.sort,
            reverse: shared.reverse,
            account: shared.account.map(|id| id.0),
            last_snooze: shared.last_snooze,
        }
    }

    /// Puts the selection where it was. A filter that the rules no longer understand is dropped.
    pub(in crate::tui) fn restore(&self, shared: &mut Shared, session: &Session) {
        if session.filter(&self.filter).is_ok() {
            shared.filter_text.clone_from(&self.filter);
        }
        shared.sort = self.sort;
        shared.reverse = self.reverse;
        shared.last_snooze = self.last_snooze;
        shared.account = self.account.map(AccountId).filter(|id| session.book().place(*id).is_some());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_cannot_be_read_is_as_if_nothing_were_remembered() {
        assert_eq!(Remembered::read(None), Remembered::default());
        assert_eq!(Remembered::read(Some("{\"pane\": 7}")), Remembered::default());
        let left = Remembered { pane: Pane::Queue, filter: "状態:危険".to_owned(), sort: SortBy::Arr, ..Remembered::default() };
        assert_eq!(Remembered::read(Some(&left.write())), left);
        assert_eq!(Remembered::read(Some("{\"zoomed\": true}")), Remembered { zoomed: true, ..Remembered::default() });
    }
}
