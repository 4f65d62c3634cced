//! The terminal: entered, restored on every way out, and drawn to frugally: a frame in which nothing changed writes nothing,
//! and one in which something did arrives whole.

use crossterm::event::{DisableBracketedPaste, DisableMouseCapture, EnableBracketedPaste, EnableMouseCapture};
use crossterm::terminal::{
    BeginSynchronizedUpdate, EndSynchronizedUpdate, EnterAlternateScreen, LeaveAlternateScreen, disable_raw_mode, enable_raw_mode,
};
use crossterm::{cursor, execute, queue};
use ratatui::backend::{Backend, ClearType, CrosstermBackend, WindowSize};
use ratatui::buffer::Cell;
use ratatui::layout::{Position, Size};
use ratatui::{Frame, Terminal};
use std::io::{self, BufWriter, Stdout, Write};

/// The screen while the desk is open.
pub(in crate::tui) struct Screen {
    terminal: Terminal<Frugal<BufWriter<Stdout>>>,
}

impl Screen {
    /// Takes the terminal over.
    pub(in crate::tui) fn enter() -> io::Result<Self> {
        restore_on_panic();
        let entered = take_over().and_then(|()| Terminal::new(Frugal::over(BufWriter::with_capacity(1 << 16, io::stdout()))));
        entered.map(|terminal| Self { terminal }).inspect_err(|_| give_back())
    }

    /// Paints a frame.
    pub(in crate::tui) fn draw(&mut self, paint: impl FnOnce(&mut Frame<'_>)) -> io::Result<()> {
        self.terminal.draw(paint).map(drop)
    }

    /// Forgets what is on the screen, so that the next frame is written as a whole.
    pub(in crate::tui) fn forget(&mut self) -> io::Result<()> {
        self.terminal.backend_mut().forget();
        self.terminal.clear()
    }

    /// Gives the terminal back, stops until the shell continues the program, and takes it over again.
    pub(in crate::tui) fn suspend(&mut self) -> io::Result<()> {
        give_back();
        #[cfg(unix)]
        signal_hook::low_level::emulate_default_handler(signal_hook::consts::SIGTSTP)?;
        take_over()?;
        self.forget()
    }
}

impl Drop for Screen {
    fn drop(&mut self) {
        give_back();
    }
}

fn take_over() -> io::Result<()> {
    enable_raw_mode()?;
    execute!(io::stdout(), EnterAlternateScreen, EnableBracketedPaste, EnableMouseCapture)
}

/// A terminal that is gone needs no restoring, so errors are let go.
fn give_back() {
    let _ = execute!(io::stdout(), DisableMouseCapture, DisableBracketedPaste, LeaveAlternateScreen, cursor::Show);
    let _ = disable_raw_mode();
}

/// A panic shows its message on the ordinary screen, not torn over ours.
fn restore_on_panic() {
    static ONCE: std::sync::Once = std::sync::Once::new();
    ONCE.call_once(|| {
        let told = std::panic::take_hook();
        std::panic::set_hook(Box::new(move |info| {
            give_back();
            told(info);
        }));
    });
}

/// A backend that leaves out what the terminal has already: frames without a change, and moves of the cursor to where it is.
struct Frugal<W: Write> {
    inner: CrosstermBackend<W>,
    shown: Option<bool>,
    at: Option<Position>,
    /// Whether a synchronized update is begun.
    begun: bool,
}

impl<W: Write> Frugal<W> {
    fn over(writer: W) -> Self {
        Self { inner: CrosstermBackend::new(writer), shown: None, at: None, begun: false }
    }

    fn forget(&mut self) {
        (self.shown, self.at) = (None, None);
    }
}

impl<W: Write> Backend for Frugal<W> {
    type Error = io::Error;

    fn draw<'a, I: Iterator<Item = (u16, u16, &'a Cell)>>(&mut self, content: I) -> io::Result<()> {
        let mut content = content.peekable();
        if content.peek().is_none() {
            return Ok(());
        }
        if !self.begun {
            queue!(self.inner, BeginSynchronizedUpdate)?;
            self.begun = true;
        }
        self.at = None;
        self.inner.draw(content)
    }

    fn hide_cursor(&mut self) -> io::Result<()> {
        if self.shown.replace(false) == Some(false) { Ok(()) } else { self.inner.hide_cursor() }
    }

    fn show_cursor(&mut self) -> io::Result<()> {
        if self.shown.replace(true) == Some(true) { Ok(()) } else { self.inner.show_cursor() }
    }

    /// Never asked of the terminal: the keyboard's thread would have to give up reading for the answer to come through.
    fn get_cursor_position(&mut self) -> io::Result<Position> {
        Ok(self.at.unwrap_or_default())
    }

    fn set_cursor_position<P: Into<Position>>(&mut self, position: P) -> io::Result<()> {
        let position = position.into();
        if self.at.replace(position) == Some(position) { Ok(()) } else { self.inner.set_cursor_position(position) }
    }

    fn clear(&mut self) -> io::Result<()> {
        self.inner.clear()
    }

    fn clear_region(&mut self, region: ClearType) -> io::Result<()> {
        self.inner.clear_region(region)
    }

    fn size(&self) -> io::Result<Size> {
        self.inner.size()
    }

    fn window_size(&mut self) -> io::Result<WindowSize> {
        self.inner.window_size()
    }

    fn flush(&mut self) -> io::Result<()> {
        if std::mem::take(&mut self.begun) {
            queue!(self.inner, EndSynchronizedUpdate)?;
        }
        Backend::flush(&mut self.inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use ratatui::style::Style;
    use std::cell::RefCell;
    use std::rc::Rc;

    /// What was written, to be looked at afterwards.
    #[derive(Clone, Default)]
    struct Sink(Rc<RefCell<Vec<u8>>>);

    impl Write for Sink {
        fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
            self.0.borrow_mut().write(bytes)
        }

        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }

    #[test]
    fn a_frame_without_a_change_writes_nothing_and_one_with_a_change_arrives_whole() {
        let written = Sink::default();
        let mut backend = Frugal::over(written.clone());
        let mut cell = Cell::new("x");
        cell.set_style(Style::default());
        backend.hide_cursor().unwrap();
        backend.draw(std::iter::once((0, 0, &cell))).unwrap();
        Backend::flush(&mut backend).unwrap();
        for _ in 0..3 {
            backend.hide_cursor().unwrap();
            backend.draw(std::iter::empty()).unwrap();
            Backend::flush(&mut backend).unwrap();
        }
        let text = String::from_utf8(written.0.borrow().clone()).unwrap();
        assert_eq!(text.matches("\u{1b}[?2026h").count(), 1, "{text:?}");
        assert!(text.ends_with("\u{1b}[?2026l"), "{text:?}");
        assert_eq!(text.matches("\u{1b}[?25l").count(), 1, "{text:?}");
    }
}
