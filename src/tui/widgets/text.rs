//! The one way text reaches the screen: cleaned, measured by display width, cut between what readers see as characters.

use crate::domain::text::{cells_of, clean, is_plain, truncate};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;
use unicode_segmentation::UnicodeSegmentation as _;
use unicode_width::UnicodeWidthStr as _;

/// Wider than any screen; sums of a few such widths still fit into their type.
const WIDEST: usize = 4096;

/// Cells that a text takes once it is cleaned, and no more than a screen could ever have.
pub(in crate::tui) fn width(text: &str) -> u16 {
    u16::try_from(cells_of(&clean(text)).min(WIDEST)).unwrap_or(u16::MAX)
}

/// Writes into the first row of an area and gives the cells it took; what does not fit ends in `⋯`.
pub(in crate::tui) fn put(buf: &mut Buffer, area: Rect, text: &str, style: Style) -> u16 {
    let area = area.intersection(*buf.area());
    if area.is_empty() {
        return 0;
    }
    let cleaned = clean(text);
    let cut = truncate(&cleaned, usize::from(area.width));
    // Most text has one cell for each character, and none that belong together need to be looked for.
    if is_plain(&cut) {
        let mut end = area.x;
        for (x, c) in (area.x..area.right()).zip(cut.chars()) {
            buf[(x, area.y)].set_char(c).set_style(style);
            end = x + 1;
        }
        return end - area.x;
    }
    let (end, _) = buf.set_stringn(area.x, area.y, &cut, usize::from(area.width), style);
    end - area.x
}

/// Writes at the right end of the first row of an area.
pub(in crate::tui) fn put_right(buf: &mut Buffer, area: Rect, text: &str, style: Style) {
    let taken = width(text).min(area.width);
    put(buf, Rect { x: area.right() - taken, width: taken, ..area }, text, style);
}

/// The row of an area, counted from 0; empty where it has none.
pub(in crate::tui) fn row(area: Rect, nth: u16) -> Rect {
    if nth < area.height { Rect { y: area.y + nth, height: 1, ..area } } else { Rect { height: 0, ..area } }
}

/// An area without its first cells of each row.
pub(in crate::tui) fn after(area: Rect, cells: u16) -> Rect {
    let cells = cells.min(area.width);
    Rect { x: area.x + cells, width: area.width - cells, ..area }
}

/// A text in lines of at most so many cells: broken at spaces where there are any, else between characters, and never before
/// a closing mark.
pub(in crate::tui) fn wrap(text: &str, cells: u16) -> Vec<String> {
    let cells = usize::from(cells.max(2));
    let cleaned = clean(text);
    let mut lines: Vec<Vec<&str>> = vec![Vec::new()];
    for word in cleaned.split_word_bounds().flat_map(pieces) {
        let Some(line) = lines.last_mut() else { break };
        let taken: usize = line.iter().map(|piece| piece.width()).sum();
        if taken + word.width() <= cells || line.is_empty() {
            if !(line.is_empty() && word.trim().is_empty()) {
                line.push(word);
            }
        } else if word.starts_with(CLOSING) && line.len() > 1 {
            // A mark takes what stands before it along to the next line.
            let before = line.pop();
            lines.push(before.into_iter().chain([word]).collect());
        } else {
            lines.push(Some(word).filter(|word| !word.trim().is_empty()).into_iter().collect());
        }
    }
    lines.iter().flat_map(|line| cut(line.concat().trim_end(), cells)).collect()
}

/// Marks that must not begin a line.
const CLOSING: [char; 12] = ['。', '、', '」', ')', '）', '.', ',', ';', ':', '!', '?', '％'];

/// A word as it may be broken: Japanese between any two characters, other words not at all.
fn pieces(word: &str) -> Vec<&str> {
    if word.is_ascii() { vec![word] } else { word.graphemes(true).collect() }
}

/// A line that is still too long, such as an address, in pieces.
fn cut(line: &str, cells: usize) -> Vec<String> {
    if line.width() <= cells {
        return vec![line.to_owned()];
    }
    let mut parts = vec![String::new()];
    for grapheme in line.graphemes(true) {
        if parts.last().is_some_and(|part| part.width() + grapheme.width() > cells) {
            parts.push(String::new());
        }
        if let Some(part) = parts.last_mut() {
            part.push_str(grapheme);
        }
    }
    parts
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn half_width_kana_take_the_cells_that_they_are_measured_with() {
        let mut buf = Buffer::empty(Rect::new(0, 0, 10, 1));
        let taken = put(&mut buf, Rect::new(0, 0, 9, 1), "ｶﾞｷﾞ", Style::default());
        buf.set_string(taken, 0, "|", Style::default());
        assert_eq!((taken, width("ｶﾞｷﾞ")), (4, 4));
        let drawn: Vec<&str> = (0..5).map(|x| buf[(x, 0)].symbol()).collect();
        assert_eq!(drawn, ["ガ", " ", "ギ", " ", "|"]);
    }

    #[test]
    fn what_would_steer_the_terminal_is_drawn_as_a_sign() {
        let mut buf = Buffer::empty(Rect::new(0, 0, 20, 1));
        put(&mut buf, Rect::new(0, 0, 20, 1), "a\u{1b}[2Jb\u{202e}", Style::default());
        let drawn: String = (0..20).map(|x| buf[(x, 0)].symbol()).collect();
        assert!(drawn.starts_with("a␛[2Jb⟨U+202E⟩"), "{drawn}");
    }

    #[test]
    fn text_is_wrapped_at_spaces_or_between_kanji_and_marks_do_not_begin_a_line() {
        assert_eq!(wrap("pay the invoice and call", 12), ["pay the", "invoice and", "call"]);
        assert_eq!(wrap("請求を確認する。次に", 14), ["請求を確認す", "る。次に"]);
        assert_eq!(wrap("ツールのCSVや手元の顧客一覧", 10), ["ツールの", "CSVや手元", "の顧客一覧"]);
        assert_eq!(wrap("", 10), [""]);
        assert_eq!(wrap(&"x".repeat(25), 10).iter().map(String::len).collect::<Vec<_>>(), [10, 10, 5]);
    }

    #[test]
    fn nothing_is_written_outside_of_the_screen() {
        let mut buf = Buffer::empty(Rect::new(0, 0, 4, 1));
        assert_eq!(put(&mut buf, Rect::new(2, 0, 40, 1), "長い名前", Style::default()), 1);
        assert_eq!(put(&mut buf, Rect::new(9, 9, 4, 1), "x", Style::default()), 0);
        put_right(&mut buf, Rect::new(0, 0, 4, 1), "ab", Style::default());
        assert_eq!(buf[(3, 0)].symbol(), "b");
    }
}
