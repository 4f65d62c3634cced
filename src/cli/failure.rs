//! Why a command did not succeed, and how that is told: a sentence with advice, or JSON, on stderr, with the exit code.

use crate::app::{AppError, ErrorKind};
use crate::cli::line::line_error;
use crate::domain::text::{clean_lines, escape_json};
use crate::i18n::errors::io_text;
use crate::i18n::{Lang, Sentence};
use serde_json::{Value, json};
use std::io::{self, Write};

/// Why a command did not succeed.
#[derive(Debug)]
pub enum Failure {
    /// The desk could not do it.
    App(AppError),
    /// Output could not be written.
    Output(io::Error),
    /// All was said already; only the exit code is left to give.
    Told(u8),
}

impl From<AppError> for Failure {
    fn from(error: AppError) -> Self {
        Self::App(error)
    }
}

impl From<io::Error> for Failure {
    fn from(error: io::Error) -> Self {
        Self::Output(error)
    }
}

impl Failure {
    /// Tells it and gives the exit code.
    pub fn report(self, lang: Lang, json: bool, stderr: &mut dyn Write) -> u8 {
        let error = match self {
            Self::Told(code) => return code,
            Self::Output(error) if error.kind() == io::ErrorKind::BrokenPipe => return 0,
            Self::Output(error) => AppError::Output(io_text(lang, &error)),
            Self::App(error) => error,
        };
        tell(error.kind(), error.sentence(lang), &error.place(), json, stderr)
    }
}

fn tell(kind: ErrorKind, sentence: Sentence, place: &Value, json: bool, stderr: &mut dyn Write) -> u8 {
    let text = if json {
        error_json(kind, &sentence.what, sentence.hint.as_deref(), place)
    } else {
        let hint = sentence.hint.map(|hint| format!("\n{hint}")).unwrap_or_default();
        clean_lines(&format!("banso: {}{hint}", sentence.what))
    };
    // Nobody is left to tell when stderr is gone.
    let _ = writeln!(stderr, "{text}");
    exit_code(kind)
}

fn error_json(kind: ErrorKind, message: &str, hint: Option<&str>, place: &Value) -> String {
    escape_json(&json!({"error": {"kind": kind.key(), "message": message, "hint": hint, "where": place}}).to_string())
}

fn exit_code(kind: ErrorKind) -> u8 {
    match kind {
        ErrorKind::NotDone => 1,
        ErrorKind::Usage => 2,
        ErrorKind::Book => 3,
    }
}

/// What clap has to say: help and version to stdout with success, a wrong line to stderr with 2.
///
/// `command` is the command that the line names, for the advice.
pub fn usage(error: &clap::Error, lang: Lang, command: &str, json: bool, stdout: &mut dyn Write, stderr: &mut dyn Write) -> u8 {
    if let Some(sentence) = line_error(lang, error, command) {
        return tell(ErrorKind::Usage, sentence, &Value::Null, json, stderr);
    }
    let text = error.render().to_string();
    let text = clean_lines(&text);
    if error.use_stderr() && json {
        let _ = writeln!(stderr, "{}", error_json(ErrorKind::Usage, text.trim_end(), None, &Value::Null));
        return 2;
    }
    if error.use_stderr() {
        // Nobody is left to tell when stderr is gone.
        let _ = stderr.write_all(text.as_bytes());
        return 2;
    }
    match stdout.write_all(text.as_bytes()) {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => 3,
        _ => 0,
    }
}
