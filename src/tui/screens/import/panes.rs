//! The three panes of the import screen: where they lie, which has the keys, where their cursors are.

use crate::tui::step::Step;
use crate::tui::widgets::pane::offset;
use ratatui::layout::{Position, Rect};

/// A pane.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(in crate::tui::screens::import) enum Pane {
    #[default]
    Files,
    Lines,
    Preview,
}

const ALL: [Pane; 3] = [Pane::Files, Pane::Lines, Pane::Preview];

/// From this width on files and columns stand side by side.
const WIDE: u16 = 100;
/// Below this height the pane with the keys stands alone.
const LOW: u16 = 14;

/// Rows of a pane in sight.
#[derive(Clone, Copy, Debug, Default)]
pub(in crate::tui::screens::import) struct Part {
    pub area: Rect,
    /// The row under the cursor; of the preview, the first in sight.
    pub at: usize,
    pub from: usize,
    rows: usize,
}

impl Part {
    fn height(&self) -> usize {
        usize::from(self.area.height.saturating_sub(2))
    }
}

/// The panes.
#[derive(Debug, Default)]
pub(in crate::tui::screens::import) struct Panes {
    pub on: Pane,
    pub zoomed: bool,
    pub files: Part,
    pub lines: Part,
    pub preview: Part,
}

impl Panes {
    fn part(&mut self, pane: Pane) -> &mut Part {
        match pane {
            Pane::Files => &mut self.files,
            Pane::Lines => &mut self.lines,
            Pane::Preview => &mut self.preview,
        }
    }

    /// Gives the keys to the pane so many further on.
    pub(in crate::tui::screens::import) fn turn(&mut self, by: usize) {
        self.on = ALL[(self.on as usize + by) % ALL.len()];
    }

    /// Takes the zoom away, or goes back to the files; false where there is nothing to go back from.
    pub(in crate::tui::screens::import) fn back(&mut self) -> bool {
        let went = self.zoomed || self.on != Pane::Files;
        if !std::mem::take(&mut self.zoomed) {
            self.on = Pane::Files;
        }
        went
    }

    pub(in crate::tui::screens::import) fn step(&mut self, step: Step) {
        let on = self.on;
        let part = self.part(on);
        // The preview has no cursor: it scrolls.
        let rows = if on == Pane::Preview { (part.rows + 1).saturating_sub(part.height()) } else { part.rows };
        let at = step.from(part.at, part.height(), rows.max(1));
        self.go(on, at);
    }

    fn go(&mut self, pane: Pane, at: usize) {
        let moved = std::mem::replace(&mut self.part(pane).at, at) != at;
        if pane == Pane::Files && moved {
            // Another file has other columns.
            self.lines.at = 0;
        }
    }

    fn at(&self, at: Position) -> Option<Pane> {
        let areas = [self.files.area, self.lines.area, self.preview.area];
        ALL.into_iter().zip(areas).find(|(_, area)| area.contains(at)).map(|(pane, _)| pane)
    }

    /// Puts the cursor on a row; true where it was there already.
    pub(in crate::tui::screens::import) fn click(&mut self, at: Position) -> bool {
        let Some(pane) = self.at(at) else { return false };
        let again = std::mem::replace(&mut self.on, pane) == pane;
        let part = *self.part(pane);
        let Some(row) = at.y.checked_sub(part.area.y + 1).map(|row| part.from + usize::from(row)) else { return false };
        if pane == Pane::Preview || row >= part.rows {
            return false;
        }
        self.go(pane, row);
        again && part.at == row
    }

    pub(in crate::tui::screens::import) fn wheel(&mut self, at: Position, down: bool) {
        if let Some(pane) = self.at(at) {
            self.on = pane;
            self.step(Step::By(if down { 3 } else { -3 }));
        }
    }

    /// Gives each pane its area; there are so many files.
    pub(in crate::tui::screens::import) fn place(&mut self, area: Rect, files: usize) {
        let areas = if self.zoomed || area.height < LOW { alone(self.on, area) } else { together(area, files) };
        for (pane, area) in ALL.into_iter().zip(areas) {
            self.part(pane).area = area;
        }
    }

    /// Finds the rows in sight; `rows` are those of files, columns and preview.
    pub(in crate::tui::screens::import) fn find_rows(&mut self, rows: [usize; 3]) {
        for (pane, rows) in ALL.into_iter().zip(rows) {
            let part = self.part(pane);
            part.rows = rows;
            part.at = part.at.min(rows.saturating_sub(1));
            part.from =
                if pane == Pane::Preview { part.at.min(rows.saturating_sub(part.height())) } else { offset(part.from, part.at, rows, part.height()) };
        }
    }
}

fn alone(pane: Pane, area: Rect) -> [Rect; 3] {
    ALL.map(|other| if other == pane { area } else { Rect { height: 0, ..area } })
}

fn together(area: Rect, files: usize) -> [Rect; 3] {
    let preview = Rect { y: area.bottom() - area.height / 3, height: area.height / 3, ..area };
    let above = Rect { height: area.height - preview.height, ..area };
    if area.width >= WIDE {
        let left = Rect { width: area.width * 2 / 5, ..above };
        return [left, Rect { x: left.right(), width: above.width - left.width, ..above }, preview];
    }
    let rows = u16::try_from(files).unwrap_or(u16::MAX).saturating_add(2).clamp(3, above.height / 2);
    let files = Rect { height: rows, ..above };
    [files, Rect { y: files.bottom(), height: above.height - rows, ..above }, preview]
}
