//! A desk on a stage: the real model and runtime over a book in a scratch folder, the worker's jobs done at once, the screen
//! as text that steps by display width.

use crate::app::{Clock, Demo, Opening, Session, demo};
use crate::config::Ui;
use crate::domain::Day;
use crate::i18n::{Formats, Lang};
use crate::tui::events::Event;
use crate::tui::key::Key;
use crate::tui::keymap::Keymap;
use crate::tui::look::Look;
use crate::tui::model::{Input, Model};
use crate::tui::peeking::{Peek, Peeker};
use crate::tui::remembered::Remembered;
use crate::tui::runtime::Runtime;
use crate::tui::shared::Shared;
use crate::tui::tests::shuffled::shuffled;
use crate::tui::theme::{self, Theme};
use crate::tui::worker::{Job, Task};
use ratatui::Terminal;
use ratatui::backend::TestBackend;
use ratatui::buffer::Buffer;
use std::path::PathBuf;
use std::sync::OnceLock;
use std::sync::mpsc::{self, Receiver};
use tempfile::TempDir;
use unicode_width::UnicodeWidthStr as _;

/// The demo's book and rules, made once for all tests: making them takes longer than all else here.
struct Made {
    book: Vec<u8>,
    rules: Vec<u8>,
}

static DEMO: OnceLock<Made> = OnceLock::new();
static SMALL: OnceLock<Made> = OnceLock::new();

impl Made {
    fn of(accounts: Option<usize>) -> Self {
        let (session, folder) = Demo::new(accounts, Lang::En).unwrap().into_parts();
        // The last connection that is closed puts everything into the one file.
        drop(session);
        let read = |name: &str| std::fs::read(folder.path().join(name)).unwrap();
        Self { book: read("book.db"), rules: read("rules.toml") }
    }

    fn open(&self, lang: Lang) -> (Session, TempDir) {
        let folder = TempDir::new().unwrap();
        std::fs::write(folder.path().join("book.db"), &self.book).unwrap();
        std::fs::write(folder.path().join("rules.toml"), &self.rules).unwrap();
        (Session::existing(opening(&folder, lang, demo::TODAY)).unwrap(), folder)
    }
}

/// A desk in a folder, on a day.
pub(super) fn opening(folder: &TempDir, lang: Lang, day: Day) -> Opening {
    let rules = Some(folder.path().join("rules.toml")).filter(|file| file.exists());
    Opening {
        book: Some(folder.path().join("book.db")),
        config: Some(folder.path().join("config.toml")),
        rules,
        as_of: None,
        lang,
        clock: Clock::on(day),
        state: Some(folder.path().join("state")),
    }
}

pub(super) struct Stage {
    pub runtime: Runtime,
    jobs: Receiver<Job>,
    peeks: Receiver<(Opening, Peek)>,
    peeker: Peeker,
    /// Whether what is asked in the background is answered at once.
    pub answers: bool,
    size: (u16, u16),
    folder: TempDir,
}

impl Stage {
    /// The demo at a size.
    pub(super) fn demo(lang: Lang, width: u16, height: u16) -> Self {
        let (session, folder) = DEMO.get_or_init(|| Made::of(None)).open(lang);
        Self::of(session, folder, width, height)
    }

    /// The demo at 120x40, its keys moved by so many places; not at all by 0.
    pub(super) fn moved(places: usize) -> Self {
        let (session, folder) = DEMO.get_or_init(|| Made::of(None)).open(Lang::En);
        Self::with(session, folder, (120, 40), shuffled(places), Theme::parse(theme::DEFAULT).unwrap())
    }

    /// A demo of a few accounts, which opens faster.
    pub(super) fn small(lang: Lang) -> Self {
        let (session, folder) = SMALL.get_or_init(|| Made::of(Some(8))).open(lang);
        Self::of(session, folder, 120, 40)
    }

    /// The demo without colours.
    pub(super) fn bare(width: u16, height: u16) -> Self {
        let (session, folder) = DEMO.get_or_init(|| Made::of(None)).open(Lang::En);
        let theme = Theme::parse(theme::DEFAULT).unwrap().without_colors();
        Self::with(session, folder, (width, height), Keymap::read(None).unwrap(), theme)
    }

    /// A desk that is open, at a size.
    pub(super) fn of(session: Session, folder: TempDir, width: u16, height: u16) -> Self {
        Self::with(session, folder, (width, height), Keymap::read(None).unwrap(), Theme::parse(theme::DEFAULT).unwrap())
    }

    pub(super) fn with(session: Session, folder: TempDir, size: (u16, u16), keymap: Keymap, theme: Theme) -> Self {
        let formats = Formats { lang: session.opening.lang, currency: session.config.currency.own };
        let look = Look::new(theme, formats, &Ui::default());
        let model = Model::new(keymap, look, size, None, Remembered::default());
        let (sender, jobs) = mpsc::channel();
        sender.send(Job::With(Box::new(session), Task::Warm)).unwrap();
        let (asked, peeks) = mpsc::channel();
        let mut stage = Self { runtime: Runtime::new(model, sender, asked), jobs, peeks, peeker: Peeker::new(), answers: true, size, folder };
        stage.work();
        stage
    }

    /// The desk itself, to be put on another stage.
    pub(super) fn into_parts(mut self) -> (Session, TempDir) {
        (*self.runtime.model.session.take().unwrap(), self.folder)
    }

    /// Does what is waiting for the worker, and finds out what was asked in the background.
    pub(super) fn work(&mut self) {
        loop {
            if let Ok(job) = self.jobs.try_recv() {
                self.runtime.take(Event::Back(Box::new(job.run(&|_| ()))));
            } else if self.answers
                && let Ok((opening, peek)) = self.peeks.try_recv()
            {
                self.peeker.answer(opening, peek).into_iter().for_each(|event| self.runtime.take(event));
            } else {
                return;
            }
        }
    }

    /// Presses keys as a keymap writes them.
    pub(super) fn keys(&mut self, keys: &str) -> &mut Self {
        for word in keys.split(' ') {
            self.input(Input::Key(Key::parse(word).unwrap_or_else(|| panic!("{word} is no key"))));
        }
        self
    }

    /// Presses the keys of an action by its name, whatever the keymap has for it.
    pub(super) fn act(&mut self, name: &str) -> &mut Self {
        let keys = self.runtime.model.keys_of(name).unwrap_or_else(|| panic!("no keys for {name}"));
        self.keys(&keys)
    }

    /// Types a text.
    pub(super) fn text(&mut self, text: &str) -> &mut Self {
        for c in text.chars() {
            self.input(Input::Key(Key::plain(crossterm::event::KeyCode::Char(c))));
        }
        self
    }

    pub(super) fn input(&mut self, input: Input) -> &mut Self {
        if let Input::Resize(width, height) = input {
            self.size = (width, height);
        }
        self.runtime.take(Event::Input(input));
        self.work();
        self
    }

    /// A file in the desk's folder.
    pub(super) fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    pub(super) fn session(&self) -> &Session {
        self.runtime.model.session.as_deref().unwrap()
    }

    pub(super) fn shared(&self) -> &Shared {
        &self.runtime.model.shared
    }

    /// What is painted, cell by cell: not what a terminal is sent of it, which leaves out what wide characters cover.
    pub(super) fn buffer(&self) -> Buffer {
        let mut terminal = Terminal::new(TestBackend::new(self.size.0, self.size.1)).unwrap();
        terminal.draw(|frame| self.runtime.model.view(frame)).unwrap().buffer.clone()
    }

    /// The screen as text; a wide character counts for the cells it takes.
    pub(super) fn screen(&self) -> String {
        let buffer = self.buffer();
        let mut text = String::new();
        for y in 0..buffer.area.height {
            let mut line = String::new();
            let mut x = 0;
            while x < buffer.area.width {
                let symbol = buffer[(x, y)].symbol();
                line.push_str(symbol);
                x += u16::try_from(symbol.width().max(1)).unwrap();
            }
            text.push_str(line.trim_end());
            text.push('\n');
        }
        text
    }
}

#[test]
fn the_demo_opens_on_today_with_the_worst_account_and_why() {
    let stage = Stage::demo(Lang::En, 120, 40);
    let screen = stage.screen();
    assert!(screen.contains("Accounts 5") && screen.contains("why red:") && screen.contains("Queue:"), "{screen}");
}
