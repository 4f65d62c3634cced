//! Where events come from: the keyboard, signals, the worker. Each in a thread of its own, all into one channel.

use crate::app::Opening;
use crate::tui::key::Key;
use crate::tui::model::Input;
use crate::tui::news::News;
use crate::tui::peeking::{Peek, Peeker};
use crate::tui::worker::{Job, Returned};
use crossterm::event::{self, Event as Terminal, MouseButton, MouseEvent, MouseEventKind};
use ratatui::layout::Position;
use std::io;
use std::sync::mpsc::{self, Receiver, Sender};
use std::thread;

/// What the loop waits for.
pub(in crate::tui) enum Event {
    Input(Input),
    /// Something for the screen to hear of.
    News(News),
    /// What a typed path may become.
    Paths(String, Vec<String>),
    /// How much of an import is done, in percent.
    Progress(u8),
    /// The worker is done.
    Back(Box<Returned>),
    /// The shell asks to stop for a while.
    Suspend,
    /// The desk is told to end, or its terminal is gone.
    Stop,
    /// The worker is no more, and the session with it.
    Broken,
}

/// The channel, with the keyboard and signals at work on it.
pub(in crate::tui) fn listen() -> io::Result<(Sender<Event>, Receiver<Event>)> {
    let (sender, events) = mpsc::channel();
    signals(sender.clone())?;
    let keyboard = sender.clone();
    thread::spawn(move || {
        // An error means that the terminal is gone.
        while let Ok(event) = event::read() {
            if let Some(input) = input(event)
                && keyboard.send(Event::Input(input)).is_err()
            {
                return;
            }
        }
        let _ = keyboard.send(Event::Stop);
    });
    Ok((sender, events))
}

/// The worker; gives where its jobs go.
pub(in crate::tui) fn worker(done: Sender<Event>) -> Sender<Job> {
    let (sender, jobs) = mpsc::channel::<Job>();
    thread::spawn(move || {
        let _end = EndOfWork(done.clone());
        for job in jobs {
            let progress = |percent| drop(done.send(Event::Progress(percent)));
            if done.send(Event::Back(Box::new(job.run(&progress)))).is_err() {
                return;
            }
        }
    });
    sender
}

/// What looks into files in the background; gives where it is asked.
pub(in crate::tui) fn peeker(tell: Sender<Event>) -> Sender<(Opening, Peek)> {
    let (sender, asked) = mpsc::channel();
    thread::spawn(move || Peeker::new().work(&asked, &tell));
    sender
}

/// Tells when the worker ends by a panic.
struct EndOfWork(Sender<Event>);

impl Drop for EndOfWork {
    fn drop(&mut self) {
        if thread::panicking() {
            let _ = self.0.send(Event::Broken);
        }
    }
}

#[cfg(unix)]
fn signals(sender: Sender<Event>) -> io::Result<()> {
    use signal_hook::consts::{SIGHUP, SIGINT, SIGTERM, SIGTSTP};
    let mut signals = signal_hook::iterator::Signals::new([SIGTERM, SIGHUP, SIGINT, SIGTSTP])?;
    thread::spawn(move || {
        for signal in &mut signals {
            let event = if signal == SIGTSTP { Event::Suspend } else { Event::Stop };
            if sender.send(event).is_err() {
                return;
            }
        }
    });
    Ok(())
}

#[cfg(not(unix))]
#[expect(clippy::unnecessary_wraps, clippy::needless_pass_by_value, reason = "the same shape as where there are signals")]
fn signals(_sender: Sender<Event>) -> io::Result<()> {
    Ok(())
}

fn input(event: Terminal) -> Option<Input> {
    match event {
        Terminal::Key(key) => Key::of_event(&key).map(Input::Key),
        Terminal::Paste(text) => Some(Input::Paste(text)),
        Terminal::Resize(width, height) => Some(Input::Resize(width, height)),
        Terminal::Mouse(MouseEvent { kind, column, row, .. }) => {
            let at = Position::new(column, row);
            match kind {
                MouseEventKind::Down(MouseButton::Left) => Some(Input::Click(at)),
                MouseEventKind::ScrollDown => Some(Input::Wheel { at, down: true }),
                MouseEventKind::ScrollUp => Some(Input::Wheel { at, down: false }),
                _ => None,
            }
        }
        Terminal::FocusGained | Terminal::FocusLost => None,
    }
}
