//! The whole desk on the screen as one value: takes events, gives effects, paints itself. Does no I/O; who reads keys, opens
//! books and performs effects stands in `runtime`.

mod frame;
mod global;
mod hearing;

use crate::app::{AppError, Session};
use crate::i18n::desk;
use crate::tui::action::Action;
use crate::tui::cx::Cx;
use crate::tui::effect::Effect;
use crate::tui::key::{Key, Pressed};
use crate::tui::keymap::{Found, Keymap, written};
use crate::tui::look::Look;
use crate::tui::overlays::{Overlay, Reply};
use crate::tui::remembered::Remembered;
use crate::tui::screens::Screen;
use crate::tui::screens::account::AccountPage;
use crate::tui::screens::import::ImportScreen;
use crate::tui::screens::today::{Face, Today};
use crate::tui::screens::triage::Triage;
use crate::tui::shared::Shared;
use crate::tui::verbs;
use crossterm::event::KeyCode;
use ratatui::layout::{Position, Rect};

/// What happens to the desk.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::tui) enum Input {
    Key(Key),
    Paste(String),
    Click(Position),
    Wheel { at: Position, down: bool },
    Resize(u16, u16),
}

/// The desk on the screen.
pub(in crate::tui) struct Model {
    /// Away while the worker has it; keys wait meanwhile.
    pub session: Option<Box<Session>>,
    pub shared: Shared,
    pub look: Look,
    pub keymap: Keymap,
    today: Today,
    /// Screens over Today, the top one last.
    over: Vec<Box<dyn Screen>>,
    overlays: Vec<Box<dyn Overlay>>,
    /// Overlays that closed for what they led to, until that is done: an act that fails brings them back.
    closed: Vec<Box<dyn Overlay>>,
    /// Keys of a sequence that is not complete.
    pending: Vec<Key>,
    /// Said until the next key.
    said: Option<String>,
    footer: frame::Footer,
    hints: frame::Hints,
    /// How the desk was left the last time, until it is open.
    remembered: Option<Remembered>,
    size: Rect,
    /// Whether something may look different than painted last.
    pub dirty: bool,
}

impl Model {
    /// A desk that is not open yet: what it shows is what was kept of the last time, if that still holds.
    pub(in crate::tui) fn new(keymap: Keymap, look: Look, size: (u16, u16), kept: Option<Kept>, remembered: Remembered) -> Self {
        let filter_key = keymap.hint_key("today", "filter").unwrap_or_default();
        let (today, footer) = match kept {
            Some(kept) => (Today::with_face(kept.face), kept.footer),
            None => (Today::on(remembered.pane, remembered.zoomed), frame::Footer::default()),
        };
        let mut model = Self {
            session: None,
            shared: Shared::new(filter_key),
            look,
            keymap,
            today,
            over: Vec::new(),
            overlays: Vec::new(),
            closed: Vec::new(),
            pending: Vec::new(),
            said: None,
            footer,
            hints: frame::Hints::default(),
            remembered: Some(remembered),
            size: Rect::new(0, 0, size.0, size.1),
            dirty: true,
        };
        model.today.lay_out(model.body());
        model.find_hints();
        model
    }

    /// The desk is open, or back from the worker.
    pub(in crate::tui) fn open(&mut self, session: Box<Session>) {
        if let Some(remembered) = self.remembered.take() {
            remembered.restore(&mut self.shared, &session);
        }
        // The currency of the book may be another now.
        self.look.formats = session.formats();
        self.session = Some(session);
        self.refresh();
    }

    /// Takes in the state of the book.
    pub(in crate::tui) fn refresh(&mut self) {
        let Some(session) = &self.session else { return };
        self.over.retain(|screen| screen.stands(session));
        if let Err(error) = self.shared.refresh(session) {
            self.fail(&error);
        }
        self.prepare();
    }

    /// Says something until the next key.
    pub(in crate::tui) fn say(&mut self, text: String) {
        self.said = Some(text);
        self.dirty = true;
    }

    /// Tells an error in a line.
    pub(in crate::tui) fn fail(&mut self, error: &AppError) {
        let sentence = error.sentence(self.look.lang());
        let what = sentence.what.lines().next().unwrap_or_default().to_owned();
        self.say([Some(what), sentence.hint].into_iter().flatten().collect::<Vec<_>>().join(" "));
    }

    /// Takes an event and gives what is to be done.
    pub(in crate::tui) fn take(&mut self, input: Input) -> Vec<Effect> {
        self.dirty = true;
        let effects = match input {
            Input::Resize(width, height) => {
                self.size = Rect::new(0, 0, width, height);
                self.today.lay_out(self.body());
                Vec::new()
            }
            Input::Key(key) => self.key(key),
            Input::Paste(text) => self.paste(&text),
            Input::Click(at) => self.click(at),
            // What lies over the screen hides what the wheel would move.
            Input::Wheel { .. } if !self.overlays.is_empty() => Vec::new(),
            Input::Wheel { at, down } => {
                self.with_screen(|screen, cx| screen.wheel(at, down, cx));
                Vec::new()
            }
        };
        self.prepare();
        effects
    }

    fn key(&mut self, key: Key) -> Vec<Effect> {
        self.said = None;
        if let Some(mut top) = self.overlays.pop() {
            let taken = if top.takes_text() { Pressed::Key(key) } else { key.pressed() };
            let reply = match (taken, self.cx()) {
                (Pressed::Key(key), Some(mut cx)) => top.key(key, &mut cx),
                _ => Reply::Stay,
            };
            return match reply {
                Reply::Stay => {
                    self.overlays.push(top);
                    Vec::new()
                }
                Reply::Do(effects) => {
                    self.overlays.push(top);
                    effects
                }
                Reply::Close(effects) => {
                    match effects.first() {
                        Some(Effect::Act(_) | Effect::Open(_)) => self.closed.push(top),
                        Some(Effect::TakeUp) => {}
                        _ => self.closed.clear(),
                    }
                    effects
                }
            };
        }
        let Pressed::Key(key) = key.pressed() else {
            self.say(desk::input_method(self.look.lang()));
            return Vec::new();
        };
        if !self.pending.is_empty() && key.code == KeyCode::Esc {
            self.pending.clear();
            return Vec::new();
        }
        self.pending.push(key);
        match self.keymap.find(self.layer(), &self.pending) {
            Found::Prefix => Vec::new(),
            Found::Action(spec) => {
                self.pending.clear();
                self.act(spec.action)
            }
            Found::Nothing => {
                let keys = written(&std::mem::take(&mut self.pending));
                let help = self.keymap.hint_key(self.layer(), "help").unwrap_or_default();
                self.say(desk::no_key(self.look.lang(), keys, help));
                Vec::new()
            }
        }
    }

    /// What an action leads to: the screen's own first, then verbs, then what is the same everywhere.
    pub(in crate::tui) fn act(&mut self, action: Action) -> Vec<Effect> {
        let own = self.with_screen(|screen, cx| screen.update(action, cx)).flatten();
        let verb = own.or_else(|| {
            self.with_screen(|screen, cx| {
                let target = screen.target(cx);
                verbs::perform(action, &target, cx)
            })
            .flatten()
        });
        match verb {
            Some(effects) => effects,
            None => self.global(action),
        }
    }

    fn paste(&mut self, text: &str) -> Vec<Effect> {
        match self.overlays.pop() {
            Some(mut top) => {
                if let Some(mut cx) = self.cx().filter(|_| top.takes_text()) {
                    top.paste(text, &mut cx);
                }
                self.overlays.push(top);
            }
            // Never run as keys.
            None => match self.with_screen(|screen, cx| screen.paste(text, cx)).flatten() {
                Some(effects) => return effects,
                None => self.say(desk::pasted(self.look.lang())),
            },
        }
        Vec::new()
    }

    fn click(&mut self, at: Position) -> Vec<Effect> {
        self.said = None;
        self.pending.clear();
        if !self.overlays.is_empty() {
            return Vec::new();
        }
        if let Some(name) = self.footer.hint_at(at) {
            return self.press(name);
        }
        self.with_screen(|screen, cx| screen.click(at, cx)).unwrap_or_default()
    }

    /// Presses an action by its name; of a family, the prefix that it shares, so that its box opens.
    pub(in crate::tui) fn press(&mut self, name: &str) -> Vec<Effect> {
        if let Some(spec) = crate::tui::action::Spec::named(name) {
            let effects = self.act(spec.action);
            // Pressed by an effect, after the screen was made for the key that led to it.
            self.prepare();
            return effects;
        }
        let prefix = self.keymap.hint_key(self.layer(), name).and_then(|word| Key::parse(&word));
        self.pending = prefix.into_iter().collect();
        Vec::new()
    }

    fn cx(&mut self) -> Option<Cx<'_>> {
        let session = self.session.as_deref()?;
        Some(Cx { session, shared: &mut self.shared, keymap: &self.keymap, look: &self.look })
    }

    fn with_screen<T>(&mut self, run: impl FnOnce(&mut dyn Screen, &mut Cx<'_>) -> T) -> Option<T> {
        let session = self.session.as_deref()?;
        let mut cx = Cx { session, shared: &mut self.shared, keymap: &self.keymap, look: &self.look };
        let screen: &mut dyn Screen = match self.over.last_mut() {
            Some(screen) => &mut **screen,
            None => &mut self.today,
        };
        Some(run(screen, &mut cx))
    }

    fn screen(&self) -> &dyn Screen {
        self.over.last().map_or(&self.today, |screen| &**screen)
    }

    fn layer(&self) -> &'static str {
        self.screen().layer()
    }

    /// Makes what will be painted.
    fn prepare(&mut self) {
        let body = self.body();
        self.with_screen(|screen, cx| screen.prepare(cx, body));
        self.find_hints();
        if let Some(session) = self.session.as_deref() {
            self.footer = frame::Footer::of(session, &self.shared, &self.keymap, &self.look);
        }
        self.dirty = true;
    }

    /// Puts something over the screen.
    pub(in crate::tui) fn lay_over(&mut self, overlay: Box<dyn Overlay>) {
        self.overlays.push(overlay);
        self.prepare();
    }

    /// What closed has done its work.
    pub(in crate::tui) fn let_go(&mut self) {
        self.closed.clear();
    }

    /// Brings back what closed last.
    pub(in crate::tui) fn take_up(&mut self) {
        self.overlays.extend(self.closed.pop());
        self.prepare();
    }

    /// Whether the worker has a session that was open already.
    pub(in crate::tui) fn is_away(&self) -> bool {
        self.session.is_none() && self.remembered.is_none()
    }

    /// Whether an input means to leave before the book was ever open: that need not wait for it.
    pub(in crate::tui) fn leaves(&self, input: &Input) -> bool {
        let quits = |key: Key| matches!(self.keymap.find("today", &[key]), Found::Action(spec) if spec.action == Action::Quit);
        self.remembered.is_some() && matches!(input, Input::Key(key) if quits(*key))
    }

    /// Goes to a screen over this one, or back.
    pub(in crate::tui) fn go(&mut self, to: Going) {
        match to {
            Going::Account(id) => {
                if let Some(session) = self.session.as_deref() {
                    self.shared.select(session, id);
                }
                self.over.push(Box::new(AccountPage::new(id)));
            }
            Going::Triage => {
                if let Some(cx) = self.cx() {
                    let triage = Triage::new(&cx);
                    self.over.push(Box::new(triage));
                }
            }
            Going::Import => self.over.push(Box::new(ImportScreen::new())),
            Going::Back => drop(self.over.pop()),
            Going::Today => self.over.clear(),
            Going::Task(id) => {
                self.over.clear();
                if let Some(session) = self.session.as_deref() {
                    self.shared.clear_marks();
                    self.shared.go_to_task_of(session, id);
                    self.today.pane = crate::tui::screens::today::layout::Pane::Queue;
                }
            }
        }
        self.prepare();
    }

    /// The keys of an action where the desk stands.
    #[cfg(test)]
    pub(in crate::tui) fn keys_of(&self, name: &str) -> Option<String> {
        self.keymap.keys_of(self.layer(), name).into_iter().next()
    }

    /// What to remember for the next time.
    pub(in crate::tui) fn remembered(&self) -> Remembered {
        Remembered::of(&self.shared, self.today.pane, self.today.zoomed)
    }

    /// What to keep as the first screen of the next time, with rows enough for a larger terminal.
    pub(in crate::tui) fn kept(&mut self) -> Option<Kept> {
        const ROWS: usize = 80;
        let session = self.session.as_deref()?;
        let mut today = Today::on(self.today.pane, self.today.zoomed);
        let mut cx = Cx { session, shared: &mut self.shared, keymap: &self.keymap, look: &self.look };
        today.make_face(&mut cx, ROWS, ROWS);
        Some(Kept { face: today.face().clone(), footer: self.footer.clone() })
    }
}

/// Where to go.
#[derive(Clone, Copy, Debug)]
pub(in crate::tui) enum Going {
    Account(crate::book::rows::AccountId),
    Triage,
    Import,
    Back,
    Today,
    Task(i64),
}

/// The first screen, as it is kept.
#[derive(Clone, Debug, serde::Serialize, serde::Deserialize)]
pub(in crate::tui) struct Kept {
    face: Face,
    footer: frame::Footer,
}
