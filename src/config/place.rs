//! Where in a text something stands, for error messages that point at it.

use std::ops::Range;

/// A part of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Place {
    /// In bytes from the beginning of the text.
    pub start: usize,
    /// In bytes, first byte after it.
    pub end: usize,
    /// Counted from 1.
    pub line: usize,
    /// In characters, counted from 1.
    pub column: usize,
}

impl Place {
    /// The place of a range of bytes; what lies beyond the text or inside a character is moved back to the border before it.
    pub fn of(text: &str, range: Range<usize>) -> Self {
        let border = |at: usize| (0..=at.min(text.len())).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0);
        let (start, end) = (border(range.start), border(range.end.max(range.start)));
        let before = text.get(..start).unwrap_or_default();
        let column = before.rsplit('\n').next().unwrap_or_default().chars().count() + 1;
        Self { start, end, line: before.matches('\n').count() + 1, column }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_and_columns_count_from_one_and_columns_in_characters() {
        let text = "a = 1\n顧客 = \"株式\"\n";
        let start = text.find('"').unwrap();
        assert_eq!(Place::of(text, start..start + 8), Place { start, end: start + 8, line: 2, column: 6 });
        assert_eq!(Place::of(text, 0..1), Place { start: 0, end: 1, line: 1, column: 1 });
    }

    #[test]
    fn a_range_outside_the_text_or_inside_a_character_is_moved_to_a_border() {
        assert_eq!(Place::of("客", 1..99), Place { start: 0, end: 3, line: 1, column: 1 });
    }
}
