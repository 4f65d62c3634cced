//! Paints a card of triage, or the end of the round.

use crate::tui::look::Look;
use crate::tui::screens::triage::{Card, Triage};
use crate::tui::widgets::pane::pane;
use crate::tui::widgets::text::{after, put, row, wrap};
use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::style::Style;

pub(in crate::tui::screens::triage) fn view(triage: &Triage, look: &Look, frame: &mut Frame<'_>, area: Rect) {
    let buf = frame.buffer_mut();
    let title = triage.card.as_ref().map_or(look.lang().pick("Triage", "仕分け"), |card| card.name.as_str());
    let inner = pane(buf, look, area, title, true);
    let inner = Rect { x: inner.x + inner.width.min(1), width: inner.width.saturating_sub(2), ..inner };
    match &triage.card {
        Some(card) => self::card(card, triage.item, look, frame, inner),
        None => {
            for (nth, line) in (0_u16..).zip(triage.summary.iter().flat_map(|line| wrap(line, inner.width))) {
                put(buf, row(inner, nth + 1), &line, if nth == 0 { look.theme.title } else { Style::default() });
            }
        }
    }
}

/// What is to be decided stands on top, why below it; then the health, what happened last, whom to reach.
fn card(card: &Card, at: usize, look: &Look, frame: &mut Frame<'_>, area: Rect) {
    let buf = frame.buffer_mut();
    let mut next = 0;
    for (nth, item) in card.items.iter().enumerate() {
        let place = row(area, next);
        let mark = if item.marked { "[x]" } else { "[ ]" };
        put(buf, place, &format!("{mark} {}  {}  {}", item.title, item.due, item.minutes), look.theme.title);
        if nth == at {
            buf.set_style(place, look.theme.selected);
        }
        next += 1;
        for line in wrap(&item.why, area.width.saturating_sub(4)).into_iter().filter(|line| !line.is_empty()).take(2) {
            put(buf, after(row(area, next), 4), &line, Style::default());
            next += 1;
        }
    }
    next += 1;
    if let Some(health) = &card.health {
        let rest = Rect { y: area.y + next.min(area.height), height: area.height.saturating_sub(next), ..area };
        health.paint(buf, look, rest, 0);
        next = next.saturating_add(health.height(area.width)).saturating_add(1);
    }
    for (head, lines) in [(look.lang().pick("Last", "直近の履歴"), &card.last), (look.lang().pick("Reach", "連絡先"), &card.contacts)] {
        if lines.is_empty() {
            continue;
        }
        put(buf, row(area, next), head, look.theme.dim);
        for line in lines {
            put(buf, after(row(area, next), 12), line, Style::default());
            next += 1;
        }
    }
}
