//! The loop: waits for the next event or second, hands events to the model, performs what it asks for, draws once.

use crate::app::{AppError, Command, Opening, Session, Source};
use crate::i18n::{desk, entry_text, importing};
use crate::tui::effect::Effect;
use crate::tui::events::Event;
use crate::tui::model::{Going, Input, Model};
use crate::tui::news::News;
use crate::tui::overlays::ask::Ask;
use crate::tui::peeking::Peek;
use crate::tui::terminal::Screen;
use crate::tui::worker::{Job, Said, Task};
use crossterm::clipboard::CopyToClipboard;
use std::io::Write as _;
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender};
use std::time::{Duration, Instant, SystemTime};

/// How often the desk looks for changes from outside, the next day, edited rules.
const SECOND: Duration = Duration::from_secs(1);

/// The desk at work.
pub(in crate::tui) struct Runtime {
    pub model: Model,
    /// Where jobs for the worker go.
    jobs: Sender<Job>,
    /// Where questions go that are answered in the background.
    peeks: Sender<(Opening, Peek)>,
    /// What came while the session was away.
    stash: Vec<Event>,
    /// When the rules file that was read last was written.
    rules_changed: Option<SystemTime>,
    /// The text that is kept as the first screen of the next time.
    kept: String,
    /// Whether the first screen of the next time is still to be kept.
    keep: bool,
    ended: Option<Result<(), AppError>>,
    /// Told to end while the worker was writing.
    stopping: bool,
    suspend: bool,
    redraw: bool,
    copy: Option<String>,
}

impl Runtime {
    /// A desk whose session the worker is about to load.
    pub(in crate::tui) fn new(model: Model, jobs: Sender<Job>, peeks: Sender<(Opening, Peek)>) -> Self {
        Self {
            model,
            jobs,
            peeks,
            stash: Vec::new(),
            rules_changed: None,
            kept: String::new(),
            keep: true,
            ended: None,
            stopping: false,
            suspend: false,
            redraw: false,
            copy: None,
        }
    }

    /// Runs until the person leaves.
    pub(in crate::tui) fn run(mut self, screen: &mut Screen, events: &Receiver<Event>) -> Result<(), AppError> {
        let output = |error: std::io::Error| AppError::Output(error.to_string());
        let mut next_look = Instant::now() + SECOND;
        loop {
            if std::mem::take(&mut self.model.dirty) {
                screen.draw(|frame| self.model.view(frame)).map_err(output)?;
            }
            match events.recv_timeout(next_look.saturating_duration_since(Instant::now())) {
                Ok(event) => self.take(event),
                Err(RecvTimeoutError::Timeout) => {
                    next_look = Instant::now() + SECOND;
                    self.look_around();
                }
                Err(RecvTimeoutError::Disconnected) => return Ok(()),
            }
            while self.ended.is_none()
                && let Ok(event) = events.try_recv()
            {
                self.take(event);
            }
            self.attend(screen).map_err(output)?;
            if let Some(ended) = self.ended.take() {
                self.remember();
                return ended;
            }
        }
    }

    /// What only the terminal can do.
    fn attend(&mut self, screen: &mut Screen) -> std::io::Result<()> {
        if let Some(text) = self.copy.take() {
            let mut out = std::io::stdout();
            crossterm::queue!(out, CopyToClipboard::to_clipboard_from(&text))?;
            out.flush()?;
        }
        if std::mem::take(&mut self.suspend) {
            screen.suspend()?;
            self.model.dirty = true;
        }
        if std::mem::take(&mut self.redraw) {
            screen.forget()?;
            self.model.dirty = true;
        }
        Ok(())
    }

    /// Takes one event.
    pub(in crate::tui) fn take(&mut self, event: Event) {
        match event {
            Event::Input(input) if self.model.session.is_some() || matches!(input, Input::Resize(..)) => self.input(input),
            Event::Input(input) if self.stash.is_empty() && self.model.leaves(&input) => self.ended = Some(Ok(())),
            Event::News(news) if self.model.session.is_some() => self.tell(news),
            Event::Input(_) | Event::News(_) => self.stash.push(event),
            Event::Paths(text, found) => self.model.paths(&text, found),
            Event::Progress(percent) => self.model.say(importing::under_way(self.model.look.lang(), percent)),
            Event::Back(returned) => self.back(*returned),
            Event::Suspend => self.suspend = true,
            // What the worker writes is let come to its end.
            Event::Stop if self.model.is_away() => self.stopping = true,
            Event::Stop => self.ended = Some(Ok(())),
            Event::Broken => self.ended = Some(Err(AppError::Broken)),
        }
    }

    fn input(&mut self, input: Input) {
        for effect in self.model.take(input) {
            self.perform(effect);
        }
    }

    fn back(&mut self, returned: crate::tui::worker::Returned) {
        match returned.session {
            Ok(mut session) => {
                session.source = Source::Tui;
                self.model.open(session);
            }
            Err(error) => {
                self.ended = Some(Err(error));
                return;
            }
        }
        if let Some(imported) = returned.imported {
            self.model.imported(imported);
            // What was typed meanwhile was meant for a screen that is gone.
            self.stash.clear();
            self.peek(Peek::Rest);
        }
        self.tell(News::Reopened);
        match returned.said {
            Some(Ok(Said::Sentence(text))) => self.model.say(text),
            Some(Ok(Said::Page(page))) => self.model.lay_over(Box::new(page)),
            Some(Err(error)) => self.model.fail(&error),
            None => {}
        }
        if self.stopping {
            self.ended = Some(Ok(()));
            return;
        }
        let stash = std::mem::take(&mut self.stash);
        for event in stash {
            // What was typed after leaving is for nobody.
            if self.ended.is_some() {
                return;
            }
            self.take(event);
        }
    }

    fn tell(&mut self, news: News) {
        for effect in self.model.tell(news) {
            self.perform(effect);
        }
    }

    fn peek(&mut self, peek: Peek) {
        let opening = self.model.session.as_deref().map(|session| session.opening.clone());
        if opening.is_some_and(|opening| self.peeks.send((opening, peek)).is_err()) {
            self.ended = Some(Err(AppError::Broken));
        }
    }

    fn perform(&mut self, effect: Effect) {
        match effect {
            Effect::Act(command) => self.act(command),
            Effect::Undo { asked } => self.undo(asked),
            Effect::Redo => self.hand_over(Task::Redo),
            Effect::Data => self.hand_over(Task::Data),
            Effect::LookFrom(day) => self.hand_over(Task::LookFrom(day)),
            Effect::Open(overlay) => self.model.lay_over(overlay),
            Effect::OpenAccount(id) => self.model.go(Going::Account(id)),
            Effect::Triage => self.model.go(Going::Triage),
            Effect::ImportScreen => {
                self.model.go(Going::Import);
                self.tell(News::Reopened);
            }
            Effect::Peek(peek) => self.peek(peek),
            Effect::Import(importing) => {
                self.model.say(importing::under_way(self.model.look.lang(), 0));
                self.hand_over(Task::Import(importing));
            }
            Effect::Settle(settings) => self.hand_over(Task::Settle(settings)),
            Effect::Tell(news) => self.tell(news),
            Effect::Back => self.model.go(Going::Back),
            Effect::Today => self.model.go(Going::Today),
            Effect::Task(id) => self.model.go(Going::Task(id)),
            Effect::TakeUp => self.model.take_up(),
            Effect::Say(text) => self.model.say(text),
            Effect::Copy(text) => {
                self.model.say(desk::copied(self.model.look.lang(), &text));
                self.copy = Some(text);
            }
            Effect::Press(name) => {
                for effect in self.model.press(name) {
                    self.perform(effect);
                }
            }
            Effect::Redraw => self.redraw = true,
            Effect::Suspend => self.suspend = true,
            Effect::Quit => self.ended = Some(Ok(())),
        }
    }

    /// An import is a morning's work of somebody: one key does not take it back.
    fn undo(&mut self, asked: bool) {
        let next = self.model.session.as_deref().and_then(|session| session.next_undo().ok().flatten());
        match next.filter(|entry| entry.source == Source::Import && !asked) {
            Some(entry) => {
                let lang = self.model.look.lang();
                let question = desk::undo_import(lang, entry_text(lang, &entry.what), entry.day);
                let title = lang.pick("Undo", "元に戻す").to_owned();
                self.model.lay_over(Box::new(Ask::new(title, question, Effect::Undo { asked: true })));
            }
            None => self.hand_over(Task::Undo),
        }
    }

    fn act(&mut self, command: Command) {
        let Some(session) = self.model.session.as_deref_mut() else { return };
        let decides = decides(&command);
        match session.act(command) {
            Ok(done) => {
                if decides {
                    self.model.shared.leave_task();
                }
                self.model.let_go();
                self.model.shared.clear_marks();
                let said = self.told(done.entry.is_some());
                self.model.refresh();
                self.model.say(said);
            }
            Err(error) => {
                self.model.refresh();
                // Nothing of what was typed is lost.
                self.model.take_up();
                self.model.fail(&error);
            }
        }
    }

    /// What the last act was, as the history tells it.
    fn told(&self, changed: bool) -> String {
        let lang = self.model.look.lang();
        let last = self.model.session.as_deref().filter(|_| changed).and_then(|session| session.history(None, 1).ok()?.pop());
        match last {
            Some(entry) => desk::done(lang, entry_text(lang, &entry.what), self.model.keymap.hint_key("today", "undo").unwrap_or_default()),
            None => desk::nothing_changed(lang),
        }
    }

    /// Gives the session to the worker with something to do.
    fn hand_over(&mut self, task: Task) {
        let sent = self.model.session.take().map(|session| self.jobs.send(Job::With(session, task)));
        if sent.is_some_and(|sent| sent.is_err()) {
            self.ended = Some(Err(AppError::Broken));
        }
    }

    /// Once a second: has somebody written, is it another day, were the rules edited?
    fn look_around(&mut self) {
        let Some(session) = self.model.session.as_deref_mut() else { return };
        let changed = session.changed_outside();
        let new_day = !session.is_past() && session.day != session.today();
        let rules = rules_time(session);
        // Not known at the first look: the file may have been edited since the session read it.
        let edited = self.rules_changed != Some(rules);
        match changed {
            _ if new_day => self.hand_over(Task::NewDay),
            Ok(true) => self.hand_over(Task::TakeIn),
            _ if edited => {
                self.rules_changed = Some(rules);
                self.hand_over(Task::Rules);
            }
            Ok(false) => self.keep_first_screen(),
            Err(error) => self.model.fail(&error),
        }
    }

    /// Keeps what Today shows as the first screen of the next time, once it is shown, and when the desk is left.
    fn keep_first_screen(&mut self) {
        if !std::mem::take(&mut self.keep) {
            return;
        }
        let state = self.model.remembered().write();
        let key = crate::tui::glance_key(&self.model.look, &state);
        let kept = self.model.kept().and_then(|kept| serde_json::to_string(&kept).ok());
        let Some(session) = self.model.session.as_deref_mut() else { return };
        // Both may be lost without harm: a failure costs a little time at the next start and no more.
        let _ = session.opening.write_state(&state);
        if let Some(kept) = kept.filter(|kept| *kept != self.kept && !session.is_past()) {
            let _ = session.keep_glance(&key, &kept);
            self.kept = kept;
        }
    }

    fn remember(&mut self) {
        self.keep = true;
        self.keep_first_screen();
    }
}

/// Whether a command settles tasks, so that the cursor moves on from them.
fn decides(command: &Command) -> bool {
    match command {
        Command::Tasks { .. } | Command::Season { .. } | Command::OneByOne { .. } => true,
        Command::Together(all) => all.iter().any(decides),
        _ => false,
    }
}

/// When the rules file was written; the beginning of time where there is none.
fn rules_time(session: &Session) -> SystemTime {
    let file = session.opening.rules_file().ok();
    file.and_then(|file| file.metadata().ok()?.modified().ok()).unwrap_or(SystemTime::UNIX_EPOCH)
}
