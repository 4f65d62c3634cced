//! A bar of cells for a share of a whole.

use crate::tui::look::Look;

/// A bar of so many cells; any share above 0 fills at least one, and only the whole fills all.
pub(in crate::tui) fn bar(look: &Look, share: f64, cells: usize) -> String {
    let (full, empty) = look.bar();
    let filled = filled(share, cells);
    full.repeat(filled) + &empty.repeat(cells - filled)
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, clippy::cast_precision_loss, reason = "a share of a few cells")]
fn filled(share: f64, cells: usize) -> usize {
    let share = share.clamp(0.0, 1.0);
    let rounded = (share * cells as f64).round() as usize;
    match share {
        0.0 => 0,
        1.0 => cells,
        _ => rounded.clamp(1, cells.saturating_sub(1).max(1)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn little_is_not_nothing_and_almost_is_not_all() {
        assert_eq!([0.0, 0.001, 0.5, 0.999, 1.0].map(|share| filled(share, 10)), [0, 1, 5, 9, 10]);
        assert_eq!(filled(f64::NAN.max(0.0), 10), 0);
    }
}
