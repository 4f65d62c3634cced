//! The screens, each in a folder of its own: state and update in `mod.rs`, painting in `view.rs`.

pub(in crate::tui) mod account;
pub(in crate::tui) mod import;
pub(in crate::tui) mod today;
pub(in crate::tui) mod triage;

use crate::app::Session;
use crate::tui::action::Action;
use crate::tui::cx::Cx;
use crate::tui::effect::Effect;
use crate::tui::look::Look;
use crate::tui::news::News;
use crate::tui::target::Target;
use ratatui::Frame;
use ratatui::layout::{Position, Rect};

/// One screen. `update` decides and does no I/O, `prepare` makes what is in sight, `view` only paints that.
pub(in crate::tui) trait Screen {
    /// The layer of the keymap that holds here beside the desk's own.
    fn layer(&self) -> &'static str;

    /// The actions that the footer hints at, the most used first.
    fn hints(&self) -> &'static [&'static str];

    /// Takes an action; `None` where it is not this screen's own.
    fn update(&mut self, action: Action, cx: &mut Cx<'_>) -> Option<Vec<Effect>>;

    /// What verbs act on.
    fn target(&self, cx: &Cx<'_>) -> Target;

    /// Makes what will be painted in an area. Called after every change, before every paint.
    fn prepare(&mut self, cx: &mut Cx<'_>, area: Rect);

    /// Paints.
    fn view(&self, look: &Look, frame: &mut Frame<'_>, area: Rect);

    /// Takes a click on a cell.
    fn click(&mut self, at: Position, cx: &mut Cx<'_>) -> Vec<Effect>;

    /// Takes a turn of the wheel over a cell.
    fn wheel(&mut self, at: Position, down: bool, cx: &mut Cx<'_>);

    /// Takes a pasted text; `None` where there is no use for it.
    fn paste(&mut self, _text: &str, _cx: &mut Cx<'_>) -> Option<Vec<Effect>> {
        None
    }

    /// Hears of something.
    fn hear(&mut self, _news: News, _cx: &mut Cx<'_>) -> Vec<Effect> {
        Vec::new()
    }

    /// Whether what it shows is still in the book.
    fn stands(&self, _session: &Session) -> bool {
        true
    }

    /// Words beside the name of the program, for a screen that stands over Today.
    fn crumb(&self) -> Option<String> {
        None
    }
}
