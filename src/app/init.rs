//! The first step: config.toml and rules.toml with their comments, and an empty book. Overwrites nothing.

use crate::app::opening::write_own;
use crate::app::{AppError, Opening};
use crate::rules::Rules;
use crate::store::{Mode, Store};
use std::path::{Path, PathBuf};

/// What was there and what was made.
#[derive(Clone, Debug)]
pub struct InitReport {
    /// Each file, and whether it was written now.
    pub files: Vec<(PathBuf, bool)>,
    pub book: PathBuf,
    /// Whether the book was made now.
    pub book_made: bool,
}

/// The commented config, which says the defaults.
const CONFIG: &str = include_str!("../../config.example.toml");

/// Writes what is missing. `template` names the rules to start with.
pub fn init(opening: &Opening, template: &str) -> Result<InitReport, AppError> {
    let rules = Rules::template(template).ok_or_else(|| AppError::Field { text: template.to_owned(), nearest: None })?;
    let config = opening.config_file()?;
    let rules_file = opening.rules_file()?;
    let files = vec![(config.clone(), write_new(&config, CONFIG)?), (rules_file.clone(), write_new(&rules_file, rules)?)];
    let book = opening.book_file()?;
    let book_made = !book.exists();
    Store::open(&book, Mode::Write)?;
    Ok(InitReport { files, book, book_made })
}

/// Writes a file where there is none; tells whether it did.
fn write_new(path: &Path, text: &str) -> Result<bool, AppError> {
    if path.symlink_metadata().is_ok() {
        return Ok(false);
    }
    write_own(path, text)?;
    Ok(true)
}
