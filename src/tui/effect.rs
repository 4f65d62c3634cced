//! What updates ask for instead of doing it: the runtime performs it, so that updates stay free of I/O.

use crate::app::{Command, Settings};
use crate::book::rows::AccountId;
use crate::domain::Day;
use crate::tui::news::News;
use crate::tui::overlays::Overlay;
use crate::tui::peeking::Peek;
use crate::tui::worker::Importing;

/// Something to be done after an update.
pub(in crate::tui) enum Effect {
    /// Writes to the book and tells so.
    Act(Command),
    /// Takes the last step back; a whole import only once that was `asked`.
    Undo {
        asked: bool,
    },
    Redo,
    /// Has the page of what data is there made and laid over the screen.
    Data,
    /// Turns the desk to a day.
    LookFrom(Day),
    /// Lays something over the screen.
    Open(Box<dyn Overlay>),
    /// Goes to the page of an account.
    OpenAccount(AccountId),
    /// Goes through the day one account at a time.
    Triage,
    /// Goes to the import screen, on the remembered folder.
    ImportScreen,
    /// Finds something out in the background.
    Peek(Peek),
    /// Brings files into the book.
    Import(Box<Importing>),
    /// Writes down what a new book was asked.
    Settle(Box<Settings>),
    /// Tells the screen something.
    Tell(News),
    /// Leaves the screen for the one beneath.
    Back,
    /// Leaves all screens but Today.
    Today,
    /// Goes to a task of the queue.
    Task(i64),
    /// Takes up again what was closed last, with what was typed in it.
    TakeUp,
    /// Says something until the next key.
    Say(String),
    Copy(String),
    /// Presses an action by its name, as the palette does.
    Press(&'static str),
    Redraw,
    Suspend,
    Quit,
}
