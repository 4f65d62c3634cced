//! Where the files of this user lie by the custom of the platform. Names paths; makes nothing.

use crate::platform::PlatformError;
use std::path::PathBuf;

/// The user's home folder, where there is one.
pub fn home() -> Option<PathBuf> {
    Some(directories::BaseDirs::new()?.home_dir().to_owned())
}

/// The three folders of a user.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Folders {
    /// The book and its backups.
    pub data: PathBuf,
    /// `config.toml`, `rules.toml`, `playbooks/`, `templates/`.
    pub config: PathBuf,
    /// What the screens remember; may be lost without harm.
    pub state: PathBuf,
}

impl Folders {
    /// The folders of the user who runs the program.
    pub fn of_user() -> Result<Self, PlatformError> {
        let project = directories::ProjectDirs::from("", "", "banso").ok_or(PlatformError::NoHome)?;
        Ok(Self {
            data: project.data_dir().to_owned(),
            config: project.config_dir().to_owned(),
            // Only Linux has a folder for state.
            state: project.state_dir().map_or_else(|| project.data_local_dir().join("state"), ToOwned::to_owned),
        })
    }

    /// The default book.
    pub fn book(&self) -> PathBuf {
        self.data.join("book.db")
    }

    /// The default configuration.
    pub fn config_file(&self) -> PathBuf {
        self.config.join("config.toml")
    }

    /// The default rules.
    pub fn rules_file(&self) -> PathBuf {
        self.config.join("rules.toml")
    }
}
