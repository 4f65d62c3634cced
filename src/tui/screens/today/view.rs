//! Paints Today from its face.

use crate::i18n::desk;
use crate::tui::look::Look;
use crate::tui::screens::today::Today;
use crate::tui::screens::today::layout::Pane;
use crate::tui::widgets::pane::pane;
use crate::tui::widgets::text::{put, row, wrap};
use ratatui::Frame;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

pub(in crate::tui::screens::today) fn view(today: &Today, look: &Look, frame: &mut Frame<'_>) {
    let buf = frame.buffer_mut();
    let (face, areas) = (&today.face, &today.areas);
    tabs(buf, look, today);
    if !areas.accounts.is_empty() {
        let inner = pane(buf, look, areas.accounts, &face.accounts.title, today.pane == Pane::Accounts);
        if face.empty_book.is_empty() {
            face.accounts.paint(buf, look, inner, today.pane == Pane::Accounts);
        } else {
            teach(buf, inner, &face.empty_book);
        }
    }
    if !areas.health.is_empty() {
        let title = face.health.as_ref().map_or_else(|| desk::no_health(look.lang()), |health| desk::health(look.lang(), &health.name));
        let inner = pane(buf, look, areas.health, &title, today.pane == Pane::Health);
        if let Some(health) = &face.health {
            health.paint(buf, look, inner, today.health_from);
        }
    }
    if !areas.queue.is_empty() {
        let inner = pane(buf, look, areas.queue, &face.queue.title, today.pane == Pane::Queue);
        face.queue.paint(buf, look, inner, today.pane == Pane::Queue);
    }
}

/// The names of the panes where one is shown at a time.
fn tabs(buf: &mut Buffer, look: &Look, today: &Today) {
    let (area, lang) = (today.areas.tabs, look.lang());
    let third = area.width / 3;
    let names = [lang.pick("Accounts", "顧客"), lang.pick("Health", "ヘルス"), lang.pick("Queue", "タスク")];
    for ((nth, name), pane) in (0_u16..).zip(names).zip(Pane::ALL) {
        let place = Rect { x: area.x + third * nth, width: third, ..area };
        let style = if pane == today.pane { look.theme.accent } else { look.theme.dim };
        put(buf, place, &if pane == today.pane { format!("[{name}]") } else { format!(" {name} ") }, style);
    }
}

fn teach(buf: &mut Buffer, area: Rect, lines: &[String]) {
    let lines = lines.iter().flat_map(|line| wrap(line, area.width));
    for (nth, line) in (1_u16..).zip(lines) {
        put(buf, row(area, nth), &line, Style::default());
    }
}
