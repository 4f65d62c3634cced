//! What the desk hears beside its keys: what was found out in the background, what came of an import.

use crate::tui::effect::Effect;
use crate::tui::first_steps;
use crate::tui::model::{Going, Model};
use crate::tui::news::News;
use crate::tui::screens::import::outcome;
use crate::tui::worker::Imported;

impl Model {
    /// Tells the screen something.
    pub(in crate::tui) fn tell(&mut self, news: News) -> Vec<Effect> {
        if self.over.is_empty() {
            return Vec::new();
        }
        let effects = self.with_screen(|screen, cx| screen.hear(news, cx)).unwrap_or_default();
        self.prepare();
        effects
    }

    /// Tells what lies on top what a typed path may become.
    pub(in crate::tui) fn paths(&mut self, text: &str, found: Vec<String>) {
        if let Some(top) = self.overlays.last_mut() {
            top.paths(text, found);
            self.dirty = true;
        }
    }

    /// Files are in: goes back to Today, says what came of them, and asks what is open.
    pub(in crate::tui) fn imported(&mut self, Imported { report, behind, open }: Imported) {
        self.go(Going::Today);
        let undo = self.keymap.hint_key("today", "undo").unwrap_or_default();
        self.say(outcome::said(self.look.lang(), &report, undo));
        if let Some(reading) = outcome::reading(self.look.lang(), &report, behind) {
            self.lay_over(Box::new(reading));
        }
        if !open.is_empty() {
            self.lay_over(Box::new(first_steps::form(self.look.formats, open)));
        }
    }
}
