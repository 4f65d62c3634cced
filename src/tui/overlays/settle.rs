//! One interaction often settles several items: after it is written, the account's open items stand here with a box each, those
//! of its kind ticked. Enter logs it and finishes the ticked ones in one step; Esc goes back to what was written.

use crate::app::{Command, NewInteraction, TaskVerb};
use crate::book::rows::AccountId;
use crate::i18n::{desk, task_title};
use crate::method::Queued;
use crate::tui::action::Action;
use crate::tui::cx::Cx;
use crate::tui::effect::Effect;
use crate::tui::key::Key;
use crate::tui::look::Look;
use crate::tui::overlays::{Overlay, Reply, action_of};
use crate::tui::widgets::pane::{offset, sheet};
use crate::tui::widgets::text::{put, row};
use crossterm::event::KeyCode;
use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::style::Style;

/// The question.
pub(in crate::tui) struct Settle {
    log: NewInteraction,
    /// Its place may be another one by the time of the answer.
    account: AccountId,
    items: Vec<Item>,
    at: usize,
}

struct Item {
    id: i64,
    title: String,
    ticked: bool,
}

impl Settle {
    /// The question for an interaction and the open items of its account.
    pub(in crate::tui) fn new(log: NewInteraction, open: &[&Queued], cx: &Cx<'_>) -> Self {
        let item = |item: &&Queued| Item {
            id: item.task.id,
            title: task_title(cx.session.lens.rules(), &item.task, cx.look.lang()),
            ticked: item.task.kind == Some(log.kind),
        };
        let items = open.iter().map(item).collect();
        Self { account: cx.session.book().account(log.account).row.id, log, items, at: 0 }
    }

    fn accept(&self, cx: &Cx<'_>) -> Vec<Effect> {
        let Some(account) = cx.session.book().place(self.account) else {
            return vec![Effect::Say(desk::nothing_here(cx.look.lang()))];
        };
        let ids: Vec<i64> = self.items.iter().filter(|item| item.ticked).map(|item| item.id).collect();
        let log = Command::Log(Box::new(NewInteraction { account, ..self.log.clone() }));
        let command = if ids.is_empty() { log } else { Command::Together(vec![log, Command::Tasks { ids, verb: TaskVerb::Done }]) };
        vec![Effect::Act(command)]
    }
}

impl Overlay for Settle {
    fn key(&mut self, key: Key, cx: &mut Cx<'_>) -> Reply {
        let last = self.items.len().saturating_sub(1);
        match (key.code, action_of(key, cx)) {
            (KeyCode::Esc, _) => return Reply::Close(vec![Effect::TakeUp]),
            (KeyCode::Enter, _) => return Reply::Close(self.accept(cx)),
            (KeyCode::Char(' '), _) => {
                if let Some(item) = self.items.get_mut(self.at) {
                    item.ticked = !item.ticked;
                }
                self.at = (self.at + 1).min(last);
            }
            (_, Some(Action::Down)) => self.at = (self.at + 1).min(last),
            (_, Some(Action::Up)) => self.at = self.at.saturating_sub(1),
            _ => {}
        }
        Reply::Stay
    }

    fn view(&self, look: &Look, frame: &mut Frame<'_>, area: Rect) {
        let rows = u16::try_from(self.items.len()).unwrap_or(u16::MAX).saturating_add(1);
        let buf = frame.buffer_mut();
        let inner = sheet(buf, look, area, &desk::settles(look.lang()), rows);
        let height = usize::from(inner.height.saturating_sub(1));
        let from = offset(0, self.at, self.items.len(), height);
        for (nth, item) in self.items.iter().enumerate().skip(from).take(height) {
            let place = row(inner, u16::try_from(nth - from).unwrap_or(u16::MAX));
            put(buf, place, &format!("[{}] {}", if item.ticked { "x" } else { " " }, item.title), Style::default());
            if nth == self.at {
                buf.set_style(place, look.theme.selected);
            }
        }
        let foot = row(inner, inner.height.saturating_sub(1));
        put(buf, foot, &desk::settle_keys(look.lang()), look.theme.dim);
    }
}
