//! Where the book, the config and the rules of a desk lie, and reading the two files. Opens no book.

use crate::app::{AppError, parse_day};
use crate::config::{Config, LangChoice};
use crate::domain::Day;
use crate::i18n::Lang;
use crate::platform::{Clock, Folders, create_private_dir, write_private};
use crate::rules::Rules;
use std::io;
use std::path::{Path, PathBuf};

/// What the command line or the environment says of where everything is.
#[derive(Clone, Debug)]
pub struct Opening {
    pub book: Option<PathBuf>,
    pub config: Option<PathBuf>,
    pub rules: Option<PathBuf>,
    /// As typed: a date or `-30d`.
    pub as_of: Option<String>,
    pub lang: Lang,
    pub clock: Clock,
    /// The folder for what screens remember; the platform's own without it.
    pub state: Option<PathBuf>,
}

impl Opening {
    /// The day to look from.
    pub fn day(&self) -> Result<Day, AppError> {
        let today = self.clock.today();
        self.as_of.as_ref().map_or(Ok(today), |text| parse_day(text, today).ok_or_else(|| AppError::Day { text: text.clone() }))
    }

    /// The book's file.
    pub fn book_file(&self) -> Result<PathBuf, AppError> {
        self.book.clone().map_or_else(|| Ok(Folders::of_user()?.book()), Ok)
    }

    /// The config file.
    pub fn config_file(&self) -> Result<PathBuf, AppError> {
        self.config.clone().map_or_else(|| Ok(Folders::of_user()?.config_file()), Ok)
    }

    /// The rules file: the one named, else the one beside the config.
    pub fn rules_file(&self) -> Result<PathBuf, AppError> {
        self.rules.clone().map_or_else(|| self.config_file().map(|config| config.with_file_name("rules.toml")), Ok)
    }

    /// The config in force: the file's, or the defaults where there is none, so that `--config` may name one yet to be written.
    pub fn read_config(&self) -> Result<Config, AppError> {
        let file = self.config_file()?;
        match self.config_text()? {
            Some(text) => Config::parse(&text).map_err(|problems| AppError::Config { file, text, problems }),
            None => Ok(Config::default()),
        }
    }

    /// The text of the config file; `None` where there is none.
    pub(in crate::app) fn config_text(&self) -> Result<Option<String>, AppError> {
        read_if_there(&self.config_file()?, false)
    }

    /// The language that the config chooses; `None` where it leaves that to the system, or cannot be read.
    pub fn configured_language(&self) -> Option<Lang> {
        match self.read_config().ok()?.ui.lang {
            LangChoice::Auto => None,
            LangChoice::English => Some(Lang::En),
            LangChoice::Japanese => Some(Lang::Ja),
        }
    }

    /// The rules in force: the file's, or the built-in ones where there is none.
    pub fn read_rules(&self) -> Result<Rules, AppError> {
        match self.rules_text()? {
            Some(text) => self.parse_rules(text),
            None => Ok(Rules::default()),
        }
    }

    /// A file beside the config, with its path; `None` where there is none.
    pub fn read_beside(&self, name: &str) -> Result<Option<(PathBuf, String)>, AppError> {
        let file = self.config_file()?.with_file_name(name);
        Ok(read_if_there(&file, false)?.map(|text| (file, text)))
    }

    /// The same for one that was asked for by name.
    pub fn need_beside(&self, name: &str) -> Result<(PathBuf, String), AppError> {
        let file = self.config_file()?.with_file_name(name);
        let text = read_if_there(&file, true)?.unwrap_or_default();
        Ok((file, text))
    }

    /// The text of the rules file; `None` where there is none.
    pub(in crate::app) fn rules_text(&self) -> Result<Option<String>, AppError> {
        read_if_there(&self.rules_file()?, self.rules.is_some())
    }

    /// A text as the rules of this desk.
    pub(in crate::app) fn parse_rules(&self, text: String) -> Result<Rules, AppError> {
        let file = self.rules_file()?;
        Rules::parse(&text).map_err(|problems| AppError::Rules { file, text, problems })
    }
}

/// Writes one of the user's own files, making its folder where there is none.
pub(in crate::app) fn write_own(file: &Path, text: &str) -> Result<(), AppError> {
    if let Some(folder) = file.parent().filter(|folder| !folder.as_os_str().is_empty()) {
        create_private_dir(folder)?;
    }
    Ok(write_private(file, text.as_bytes())?)
}

/// The text of a file; `None` where there is none, unless it was asked for by name.
fn read_if_there(file: &Path, named: bool) -> Result<Option<String>, AppError> {
    match std::fs::read_to_string(file) {
        Ok(text) => Ok(Some(text)),
        Err(source) if source.kind() == io::ErrorKind::NotFound && !named => Ok(None),
        Err(source) => Err(AppError::File { path: file.to_owned(), source }),
    }
}

/// Reads a rules file, the one named or the one in force; gives its path, none for the built-in rules.
pub fn check_rules(opening: &Opening, file: Option<PathBuf>) -> Result<(Option<PathBuf>, Rules), AppError> {
    let named = Opening { rules: file.or_else(|| opening.rules.clone()), ..opening.clone() };
    let path = named.rules_file()?;
    let rules = named.read_rules()?;
    Ok((path.exists().then_some(path), rules))
}
