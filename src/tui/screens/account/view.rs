//! Paints the page of an account.

use crate::tui::look::Look;
use crate::tui::screens::account::{AccountPage, Known};
use crate::tui::widgets::pane::pane;
use crate::tui::widgets::text::{after, put, row};
use ratatui::Frame;
use ratatui::style::Style;

pub(in crate::tui::screens::account) fn view(page: &AccountPage, look: &Look, frame: &mut Frame<'_>) {
    let buf = frame.buffer_mut();
    let inner = pane(buf, look, page.left.area, &page.name, !page.on_events);
    let from = page.left.from.min(page.left.rows.saturating_sub(usize::from(inner.height)));
    let health = usize::from(page.health.height(inner.width));
    page.health.paint(buf, look, inner, u16::try_from(from).unwrap_or(u16::MAX));
    for (nth, line) in page.known.iter().enumerate() {
        let Some(place) = (health + nth).checked_sub(from).and_then(|nth| u16::try_from(nth).ok()).map(|nth| row(inner, nth)) else { continue };
        match line {
            Known::Head(text) => put(buf, place, text, look.theme.title),
            Known::Line(text) => put(buf, place, text, Style::default()),
        };
    }
    let title = look.lang().pick("Timeline", "履歴");
    let inner = pane(buf, look, page.right.area, &format!("{title} {}", page.events.len()), page.on_events);
    let from = page.right.from.min(page.right.rows.saturating_sub(usize::from(inner.height)));
    for (nth, event) in (0_u16..).zip(page.events.iter().skip(from)) {
        let place = row(inner, nth);
        if place.is_empty() {
            break;
        }
        let used = put(buf, place, &event.day, look.theme.dim);
        put(buf, after(place, used + 2), &event.words, if event.ours { look.theme.accent } else { Style::default() });
    }
    if page.events.is_empty() {
        put(buf, inner, look.lang().pick("Nothing is known to have happened yet.", "まだ記録がありません。"), look.theme.dim);
    }
}
