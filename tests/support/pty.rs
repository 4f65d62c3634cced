//! The screens as a person at a terminal has them: the real binary behind a pseudo-terminal, and what it paints as a grid of cells.
//! Nothing here sleeps: whoever waits is woken by what the program writes.
#![allow(dead_code, reason = "each test program uses its part")]

use crate::support::{Desk, Said};
use chrono::{NaiveDate, TimeDelta, Timelike as _};
use portable_pty::{Child, ChildKiller, CommandBuilder, MasterPty, PtySize, native_pty_system};
use serde_json::Value;
use std::io::{Read as _, Write as _};
use std::num::NonZeroU16;
use std::sync::{Arc, Condvar, Mutex, MutexGuard};
use std::time::{Duration, Instant};

/// Longer than anything takes on a slow machine that is busy; only a failure waits for it.
const DEADLINE: Duration = Duration::from_secs(30);

/// A desk that lives now, since one as of a day is read-only on the screen. Its zone is the one in which it is about noon, so
/// that no midnight passes while a test runs.
pub struct Now {
    pub desk: Desk,
    pub day: NaiveDate,
    zone: String,
}

impl Default for Now {
    fn default() -> Self {
        Self::new()
    }
}

impl Now {
    pub fn new() -> Self {
        #[expect(clippy::disallowed_methods, reason = "the desk under test reads the machine's clock, too")]
        let utc = chrono::Utc::now().naive_utc();
        let ahead = 12 - i64::from(utc.hour());
        // POSIX counts the other way round.
        let zone = format!("<noon>{}", -ahead);
        Self { desk: Desk::new(), day: (utc + TimeDelta::hours(ahead)).date(), zone }
    }

    /// A day as files and commands have it, so many days from today.
    pub fn in_days(&self, days: i64) -> String {
        (self.day + TimeDelta::days(days)).to_string()
    }

    /// The command line on this desk.
    pub fn run(&self, args: &[&str]) -> Said {
        let output = self.desk.command(args).env_remove("BANSO_AS_OF").env("TZ", &self.zone).output().unwrap();
        Said {
            code: output.status.code().unwrap_or(-1),
            stdout: String::from_utf8(output.stdout).unwrap(),
            stderr: String::from_utf8(output.stderr).unwrap(),
        }
    }

    /// What a command answers with `--json`.
    #[track_caller]
    pub fn json(&self, args: &[&str]) -> Value {
        let stdout = self.run(&[args, &["--json"]].concat()).ok();
        serde_json::from_str(&stdout).unwrap_or_else(|error| panic!("{error}: {stdout}"))
    }

    /// The screens on this desk, in a terminal of a size.
    pub fn open(&self, size: (u16, u16)) -> Terminal {
        self.open_with(size, &[], &[])
    }

    /// The same with a command line and an environment beside the usual one.
    pub fn open_with(&self, (width, height): (u16, u16), args: &[&str], env: &[(&str, &str)]) -> Terminal {
        let mut command = CommandBuilder::new(env!("CARGO_BIN_EXE_banso"));
        command.env_clear();
        command.cwd(self.desk.folder.path());
        command.args(args);
        let home = self.desk.folder.path().to_str().unwrap();
        let (book, config) = (self.desk.book(), self.desk.path("config.toml"));
        let own = [
            ("HOME", home),
            ("TZ", &self.zone),
            ("LANG", "C"),
            ("TERM", "xterm-256color"),
            ("BANSO_BOOK", book.to_str().unwrap()),
            ("BANSO_CONFIG", config.to_str().unwrap()),
        ];
        own.iter().chain(env).for_each(|(key, value)| command.env(key, value));
        Terminal::start(command, width, height)
    }
}

/// What has come from the program.
struct Shown {
    parser: vt100::Parser,
    /// Every byte that came.
    raw: Vec<u8>,
    /// Bytes of a frame that is not whole yet.
    waiting: Vec<u8>,
    /// Whether the program has closed the terminal.
    closed: bool,
    /// The exit code, where it ended.
    ended: Option<u32>,
}

const BEGIN: &[u8] = b"\x1b[?2026h";
const END: &[u8] = b"\x1b[?2026l";

fn last(bytes: &[u8], part: &[u8]) -> Option<usize> {
    bytes.windows(part.len()).rposition(|window| window == part)
}

impl Shown {
    /// Takes bytes; those of a synchronized update count only once it is whole, as on a terminal.
    fn take(&mut self, bytes: &[u8]) {
        self.raw.extend_from_slice(bytes);
        self.waiting.extend_from_slice(bytes);
        let begun = last(&self.waiting, BEGIN).filter(|begun| last(&self.waiting, END).is_none_or(|end| end < *begun));
        let whole = begun.unwrap_or(self.waiting.len());
        let ready: Vec<u8> = self.waiting.drain(..whole).collect();
        self.parser.process(&ready);
    }

    fn text(&self) -> String {
        let width = self.parser.screen().size().1.get();
        self.parser.screen().rows(0, width).map(|row| row.trim_end().to_owned() + "\n").collect()
    }
}

/// A terminal with the program in it. Ends the program when dropped.
pub struct Terminal {
    shown: Arc<(Mutex<Shown>, Condvar)>,
    master: Box<dyn MasterPty + Send>,
    keyboard: Box<dyn std::io::Write + Send>,
    killer: Box<dyn ChildKiller + Send + Sync>,
    pid: u32,
    /// The terminal's modes before the program came, as text.
    modes: String,
}

fn cells(count: u16) -> NonZeroU16 {
    NonZeroU16::new(count).unwrap()
}

impl Terminal {
    fn start(command: CommandBuilder, width: u16, height: u16) -> Self {
        let pair = native_pty_system().openpty(PtySize { rows: height, cols: width, pixel_width: 0, pixel_height: 0 }).unwrap();
        let modes = format!("{:?}", pair.master.get_termios());
        let mut reader = pair.master.try_clone_reader().unwrap();
        let keyboard = pair.master.take_writer().unwrap();
        let mut child: Box<dyn Child + Send + Sync> = pair.slave.spawn_command(command).unwrap();
        drop(pair.slave);
        let (killer, pid) = (child.clone_killer(), child.process_id().unwrap());
        let parser = vt100::Parser::new(cells(height), cells(width), 0);
        let shown = Shown { parser, raw: Vec::new(), waiting: Vec::new(), closed: false, ended: None };
        let shown = Arc::new((Mutex::new(shown), Condvar::new()));
        let told = Arc::clone(&shown);
        std::thread::spawn(move || {
            let mut bytes = [0; 1 << 14];
            while let Ok(count @ 1..) = reader.read(&mut bytes) {
                told.0.lock().unwrap().take(&bytes[..count]);
                told.1.notify_all();
            }
            told.0.lock().unwrap().closed = true;
            told.1.notify_all();
        });
        let told = Arc::clone(&shown);
        std::thread::spawn(move || {
            let code = child.wait().unwrap().exit_code();
            told.0.lock().unwrap().ended = Some(code);
            told.1.notify_all();
        });
        Self { shown, master: pair.master, keyboard, killer, pid, modes }
    }

    fn shown(&self) -> MutexGuard<'_, Shown> {
        self.shown.0.lock().unwrap_or_else(std::sync::PoisonError::into_inner)
    }

    /// Waits until something holds.
    #[track_caller]
    fn wait(&self, what: &str, holds: impl Fn(&Shown) -> bool) -> &Self {
        let deadline = Instant::now() + DEADLINE;
        let mut shown = self.shown();
        while !holds(&shown) {
            let left = deadline.saturating_duration_since(Instant::now());
            let over = shown.closed && shown.ended.is_some();
            if left.is_zero() || over {
                let (text, ended) = (shown.text(), shown.ended);
                // Dropped first: a panic under the lock would take the readers with it.
                drop(shown);
                panic!("waited for {what} in vain (ended: {ended:?}):\n{text}");
            }
            shown = self.shown.1.wait_timeout(shown, left).unwrap().0;
        }
        drop(shown);
        self
    }

    /// Waits until a text stands on the screen.
    #[track_caller]
    pub fn wait_for(&self, text: &str) -> &Self {
        self.wait(&format!("{text:?}"), |shown| shown.text().contains(text))
    }

    /// Waits until a text is gone from the screen.
    #[track_caller]
    pub fn wait_gone(&self, text: &str) -> &Self {
        self.wait(&format!("the end of {text:?}"), |shown| !shown.text().contains(text))
    }

    /// Waits until the row under the cursor bar holds a text.
    #[track_caller]
    pub fn wait_selected(&self, text: &str) -> &Self {
        self.wait(&format!("{text:?} to be selected"), |shown| selected(shown.parser.screen()).contains(text))
    }

    /// Waits until another row is selected than one that was.
    #[track_caller]
    pub fn wait_selection_left(&self, before: &str) -> &Self {
        self.wait(&format!("the selection to leave {before:?}"), |shown| selected(shown.parser.screen()) != before)
    }

    /// Presses keys as a keymap writes them: `t c enter`.
    pub fn keys(&mut self, keys: &str) -> &mut Self {
        for key in keys.split(' ') {
            self.send(match key {
                "enter" => "\r",
                "esc" => "\x1b",
                "tab" => "\t",
                "space" => " ",
                "backspace" => "\x7f",
                "ctrl-l" => "\x0c",
                "left" => "\x1b[D",
                "down" => "\x1b[B",
                "up" => "\x1b[A",
                key => key,
            });
        }
        self
    }

    /// Types a text.
    pub fn text(&mut self, text: &str) -> &mut Self {
        self.send(text)
    }

    /// Pastes a text, as a terminal with bracketed paste does.
    pub fn paste(&mut self, text: &str) -> &mut Self {
        self.send(&format!("\x1b[200~{text}\x1b[201~"))
    }

    fn send(&mut self, text: &str) -> &mut Self {
        self.keyboard.write_all(text.as_bytes()).unwrap();
        self.keyboard.flush().unwrap();
        self
    }

    /// What is on the screen.
    pub fn screen(&self) -> String {
        self.shown().text()
    }

    /// What is drawn reversed: the selection.
    pub fn selected(&self) -> String {
        selected(self.shown().parser.screen())
    }

    /// Where the cursor stands, row and column; `None` while it is hidden.
    pub fn cursor(&self) -> Option<(u16, u16)> {
        let shown = self.shown();
        let screen = shown.parser.screen();
        (!screen.hide_cursor()).then(|| screen.cursor_position())
    }

    /// Waits until the cursor stands so many cells after the beginning of a text.
    #[track_caller]
    pub fn wait_cursor(&self, text: &str, cells: u16) -> &Self {
        self.wait(&format!("the cursor {cells} cells into {text:?}"), |shown| {
            let screen = shown.parser.screen();
            let place = place_of(screen, text).map(|(row, column)| (row, column + cells));
            !screen.hide_cursor() && Some(screen.cursor_position()) == place
        })
    }

    /// Every byte that came.
    pub fn raw(&self) -> String {
        String::from_utf8_lossy(&self.shown().raw).into_owned()
    }

    /// Gives the terminal another size.
    pub fn resize(&mut self, width: u16, height: u16) -> &mut Self {
        let mut shown = self.shown();
        self.master.resize(PtySize { rows: height, cols: width, pixel_width: 0, pixel_height: 0 }).unwrap();
        shown.parser.set_size(cells(height), cells(width));
        drop(shown);
        self
    }

    /// Sends a signal by its name to the program.
    pub fn signal(&self, name: &str) -> &Self {
        let sent = std::process::Command::new("sh").args(["-c", &format!("kill -{name} {}", self.pid)]).status().unwrap();
        assert!(sent.success());
        self
    }

    /// Waits for the end of the program and gives its exit code.
    #[track_caller]
    pub fn ended(&self) -> u32 {
        self.wait("the end of the program", |shown| shown.closed && shown.ended.is_some());
        self.shown().ended.unwrap()
    }

    /// That the terminal is as it was before the program came.
    #[track_caller]
    pub fn assert_restored(&self) {
        let screen = self.shown().parser.screen().clone();
        assert!(!screen.alternate_screen(), "the alternate screen was not left");
        assert!(!screen.hide_cursor(), "the cursor is hidden");
        assert!(!screen.bracketed_paste(), "pastes are still bracketed");
        assert_eq!(screen.mouse_protocol_mode(), vt100::MouseProtocolMode::None);
        assert_eq!(format!("{:?}", self.master.get_termios()), self.modes);
    }
}

fn selected(screen: &vt100::Screen) -> String {
    let (height, width) = screen.size();
    let row = |row| (0..width.get()).filter_map(move |column| screen.cell(row, column)).filter(|cell| cell.inverse()).map(vt100::Cell::contents);
    (0..height.get()).map(|nth| row(nth).collect::<String>()).filter(|text| !text.is_empty()).collect::<Vec<_>>().join("\n")
}

/// The cell in which a text begins.
fn place_of(screen: &vt100::Screen, text: &str) -> Option<(u16, u16)> {
    let (height, width) = screen.size();
    (0..height.get()).find_map(|row| {
        let mut line = String::new();
        let mut begins = Vec::new();
        for column in 0..width.get() {
            let Some(cell) = screen.cell(row, column).filter(|cell| !cell.is_wide_continuation()) else { continue };
            begins.push((line.len(), column));
            line.push_str(if cell.contents().is_empty() { " " } else { cell.contents() });
        }
        let at = line.find(text)?;
        begins.iter().find(|(begin, _)| *begin == at).map(|(_, column)| (row, *column))
    })
}

impl Drop for Terminal {
    fn drop(&mut self) {
        if self.shown.0.lock().is_ok_and(|shown| shown.ended.is_none()) {
            let _ = self.killer.kill();
        }
    }
}
