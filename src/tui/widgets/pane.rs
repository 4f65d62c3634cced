//! A box with a title, and the scroll of what is in it.

use crate::tui::look::Look;
use crate::tui::widgets::text;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::widgets::{Block, Clear, Widget as _};

/// Paints a box with its title and gives the area inside. `focused`: it has the keys.
pub(in crate::tui) fn pane(buf: &mut Buffer, look: &Look, area: Rect, title: &str, focused: bool) -> Rect {
    let style = if focused { look.theme.focus } else { look.theme.border };
    let block = Block::bordered().border_set(look.border()).border_style(style);
    let inner = block.inner(area);
    block.render(area, buf);
    let head = Rect { x: area.x.saturating_add(2), width: area.width.saturating_sub(4), height: area.height.min(1), ..area };
    if !title.is_empty() {
        text::put(buf, head, &format!(" {title} "), if focused { look.theme.title } else { Style::default() });
    }
    inner
}

/// A box over what is there already, in the middle of an area, for so many rows and cells of content.
pub(in crate::tui) fn popup(buf: &mut Buffer, look: &Look, area: Rect, title: &str, (cells, rows): (u16, u16)) -> Rect {
    let width = cells.max(text::width(title).saturating_add(4)).saturating_add(2).min(area.width);
    let height = rows.saturating_add(2).min(area.height);
    let place = Rect { x: area.x + (area.width - width) / 2, y: area.y + (area.height - height) / 2, width, height };
    clear(buf, place);
    pane(buf, look, place, title, true)
}

/// The same at the bottom, where a prompt or the box of a prefix stands.
pub(in crate::tui) fn sheet(buf: &mut Buffer, look: &Look, area: Rect, title: &str, rows: u16) -> Rect {
    let height = rows.saturating_add(2).min(area.height);
    let place = Rect { y: area.bottom() - height, height, ..area };
    clear(buf, place);
    pane(buf, look, place, title, true)
}

/// Empties an area, and the half of a wide character that reaches into it.
pub(in crate::tui) fn clear(buf: &mut Buffer, area: Rect) {
    let area = area.intersection(*buf.area());
    for y in area.top()..area.bottom() {
        if let Some(before) = area.x.checked_sub(1).and_then(|x| buf.cell_mut((x, y)))
            && unicode_width::UnicodeWidthStr::width(before.symbol()) > 1
        {
            before.set_symbol(" ");
        }
    }
    Clear.render(area, buf);
}

/// The first of `total` rows to show in `height`, so that the cursor is seen and the view moves no more than it must.
pub(in crate::tui) fn offset(before: usize, cursor: usize, total: usize, height: usize) -> usize {
    let last = total.saturating_sub(height);
    let lowest = (cursor + 1).saturating_sub(height);
    before.clamp(lowest, cursor.max(lowest)).min(last)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_view_follows_the_cursor_and_no_further() {
        assert_eq!(offset(0, 5, 100, 10), 0);
        assert_eq!(offset(0, 10, 100, 10), 1);
        assert_eq!(offset(30, 29, 100, 10), 29);
        assert_eq!(offset(95, 99, 100, 10), 90);
        assert_eq!(offset(50, 3, 5, 10), 0, "a list that became short");
        assert_eq!(offset(0, 0, 0, 0), 0);
    }
}
