//! Where the panes of Today stand, by the size of the terminal.

use ratatui::layout::Rect;

/// A pane of Today.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "lowercase")]
pub(in crate::tui) enum Pane {
    #[default]
    Accounts,
    Health,
    Queue,
}

impl Pane {
    /// All of them, in the order of Tab.
    pub(in crate::tui) const ALL: [Self; 3] = [Self::Accounts, Self::Health, Self::Queue];

    /// The pane so many places on, round and round.
    pub(in crate::tui) fn moved(self, places: usize) -> Self {
        let at = Self::ALL.iter().position(|pane| *pane == self).unwrap_or(0);
        Self::ALL[(at + places) % Self::ALL.len()]
    }
}

/// The areas of the panes with their boxes; one that is not shown has none.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(in crate::tui) struct Areas {
    pub accounts: Rect,
    pub health: Rect,
    pub queue: Rect,
    /// The row of tabs where one pane is shown at a time.
    pub tabs: Rect,
}

/// Below this many cells one pane is shown at a time.
const NARROW: u16 = 80;
/// Below this many rows, too.
const LOW: u16 = 16;

impl Areas {
    /// The panes in an area; `only` is the pane to show where one is shown alone. `health` are the rows that the health of
    /// an account wants.
    pub(in crate::tui) fn of(area: Rect, only: Pane, zoomed: bool, health: u16) -> Self {
        if zoomed {
            return Self::default().with(only, area);
        }
        if area.width < NARROW || area.height < LOW {
            let tabs = Rect { height: area.height.min(1), ..area };
            let rest = Rect { y: area.y + tabs.height, height: area.height - tabs.height, ..area };
            return Self { tabs, ..Self::default().with(only, rest) };
        }
        let left = area.width * 46 / 100;
        let accounts = Rect { width: left, ..area };
        let right = Rect { x: area.x + left, width: area.width - left, ..area };
        // The queue keeps at least 5 items, and the health what it wants beyond that.
        let rows = health.saturating_add(2).clamp(6, (area.height * 3 / 5).max(6)).min(area.height.saturating_sub(7));
        Self {
            accounts,
            health: Rect { height: rows, ..right },
            queue: Rect { y: right.y + rows, height: right.height - rows, ..right },
            tabs: Rect::default(),
        }
    }

    fn with(self, pane: Pane, area: Rect) -> Self {
        match pane {
            Pane::Accounts => Self { accounts: area, ..self },
            Pane::Health => Self { health: area, ..self },
            Pane::Queue => Self { queue: area, ..self },
        }
    }

    /// The area of a pane.
    pub(in crate::tui) fn area(&self, pane: Pane) -> Rect {
        match pane {
            Pane::Accounts => self.accounts,
            Pane::Health => self.health,
            Pane::Queue => self.queue,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn panes_never_overlap_nor_leave_the_screen_at_any_size() {
        for (width, height) in (0..200).step_by(7).flat_map(|width| (0..60).step_by(3).map(move |height| (width, height))) {
            for pane in Pane::ALL {
                for zoomed in [false, true] {
                    let area = Rect::new(0, 1, width, height);
                    let areas = Areas::of(area, pane, zoomed, 14);
                    let all = [areas.accounts, areas.health, areas.queue, areas.tabs];
                    assert!(all.iter().all(|part| part.is_empty() || area.union(*part) == area), "{width}x{height} {areas:?}");
                    let cells: u32 = all.iter().map(|part| part.area()).sum();
                    assert_eq!(cells, area.area(), "{width}x{height} {areas:?}");
                }
            }
        }
    }

    #[test]
    fn a_narrow_screen_shows_one_pane_and_tabs() {
        let areas = Areas::of(Rect::new(0, 0, 60, 15), Pane::Queue, false, 10);
        assert!(areas.accounts.is_empty() && areas.health.is_empty() && !areas.tabs.is_empty());
        assert_eq!(areas.queue.height, 14);
        let wide = Areas::of(Rect::new(0, 0, 120, 38), Pane::Accounts, false, 10);
        assert!(Pane::ALL.iter().all(|pane| !wide.area(*pane).is_empty()));
    }
}
