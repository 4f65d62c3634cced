//! Columns of a list fitted to a width: one that gives way, the others dropped from the least important on.

/// A column: how wide it is, and how early it goes when room is short.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::tui) struct Column {
    pub width: u16,
    pub right: bool,
    /// The highest goes first; 0 stays.
    pub goes: u8,
}

impl Column {
    /// Of words.
    pub(in crate::tui) const fn left(width: u16, goes: u8) -> Self {
        Self { width, right: false, goes }
    }

    /// Of figures.
    pub(in crate::tui) const fn right(width: u16, goes: u8) -> Self {
        Self { width, right: true, goes }
    }
}

/// The width of each column, 0 for one that is left out: `flexible` takes what is left, and no less than `least` while any
/// other could go.
pub(in crate::tui) fn fit(columns: &[Column], flexible: usize, least: u16, room: u16) -> Vec<u16> {
    let mut widths: Vec<u16> = columns.iter().map(|column| column.width).collect();
    let taken = |widths: &[u16]| -> u16 {
        let others = widths.iter().enumerate().filter(|(place, width)| *place != flexible && **width > 0);
        // Each has a gap of one cell.
        others.map(|(_, width)| width + 1).sum()
    };
    while taken(&widths) + least > room {
        let next = (0..widths.len()).filter(|place| *place != flexible && widths[*place] > 0 && columns[*place].goes > 0);
        let Some(place) = next.max_by_key(|place| columns[*place].goes) else { break };
        widths[place] = 0;
    }
    let left = room.saturating_sub(taken(&widths));
    if let Some(width) = widths.get_mut(flexible) {
        *width = left;
    }
    widths
}

#[cfg(test)]
mod tests {
    use super::*;

    const COLUMNS: [Column; 4] = [Column::left(1, 0), Column::left(0, 0), Column::right(5, 2), Column::right(6, 1)];

    #[test]
    fn the_flexible_column_takes_what_is_left() {
        assert_eq!(fit(&COLUMNS, 1, 10, 40), [1, 25, 5, 6]);
    }

    #[test]
    fn the_least_important_goes_first_when_room_is_short() {
        assert_eq!(fit(&COLUMNS, 1, 10, 20), [1, 11, 0, 6]);
        assert_eq!(fit(&COLUMNS, 1, 10, 13), [1, 11, 0, 0]);
        assert_eq!(fit(&COLUMNS, 1, 10, 1), [1, 0, 0, 0]);
    }
}
