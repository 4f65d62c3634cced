//! What lies over a screen for a moment: forms, pickers, texts to read. Each takes all keys while it is on top.

pub(in crate::tui) mod ask;
pub(in crate::tui) mod filter_bar;
pub(in crate::tui) mod form;
pub(in crate::tui) mod path_bar;
pub(in crate::tui) mod picker;
pub(in crate::tui) mod reading;
pub(in crate::tui) mod settle;

use crate::tui::action::Action;
use crate::tui::cx::Cx;
use crate::tui::effect::Effect;
use crate::tui::key::Key;
use crate::tui::keymap::Found;
use crate::tui::look::Look;
use ratatui::Frame;
use ratatui::layout::Rect;

/// What becomes of an overlay after a key.
pub(in crate::tui) enum Reply {
    Stay,
    /// It stays, and these are done.
    Do(Vec<Effect>),
    /// It goes, and these are done.
    Close(Vec<Effect>),
}

/// Something over the screen.
pub(in crate::tui) trait Overlay {
    /// Whether keys are text here, so that full-width letters stay what they are.
    fn takes_text(&self) -> bool {
        false
    }

    /// Takes a key.
    fn key(&mut self, key: Key, cx: &mut Cx<'_>) -> Reply;

    /// Takes a pasted text.
    fn paste(&mut self, _text: &str, _cx: &mut Cx<'_>) {}

    /// Hears what a typed path may become.
    fn paths(&mut self, _text: &str, _found: Vec<String>) {}

    /// Paints.
    fn view(&self, look: &Look, frame: &mut Frame<'_>, area: Rect);
}

/// The action of a key by the keymap in force, for overlays that are moved in and not written in.
fn action_of(key: Key, cx: &Cx<'_>) -> Option<Action> {
    match cx.keymap.find("today", &[key]) {
        Found::Action(spec) => Some(spec.action),
        Found::Prefix | Found::Nothing => None,
    }
}
