//! The user's own mappings: the files of `mappings` beside the configuration.

use crate::app::{AppError, ImportRequest, Session};
use crate::import::mapping::{self, Mapping};
use std::path::PathBuf;

impl Session {
    pub(in crate::app) fn mappings_folder(&self) -> Result<PathBuf, AppError> {
        Ok(self.opening.config_file()?.with_file_name("mappings"))
    }

    /// The request with the user's own mappings behind its own.
    pub(in crate::app) fn mapped(&self, request: &ImportRequest) -> Result<ImportRequest, AppError> {
        let mut request = request.clone();
        request.mappings.extend(self.own_mappings()?);
        Ok(request)
    }

    /// All of them, by the name of their file. One that cannot be read is an error that names it.
    pub(in crate::app) fn own_mappings(&self) -> Result<Vec<Mapping>, AppError> {
        let folder = self.mappings_folder()?;
        let Ok(entries) = std::fs::read_dir(&folder) else { return Ok(Vec::new()) };
        let mut paths: Vec<_> = entries.filter_map(|entry| Some(entry.ok()?.path())).collect();
        paths.retain(|path| path.extension().is_some_and(|ending| ending == "toml"));
        paths.sort();
        let mut all = Vec::new();
        for path in paths {
            let text = fs_err::read_to_string(&path).map_err(|source| AppError::File { path: path.clone(), source })?;
            let tool = mapping::parse(&text).map_err(|error| AppError::Mapping {
                path: path.clone(),
                message: error.message().to_owned(),
                line: line_of(&text, &error),
            })?;
            all.extend(tool.file);
        }
        Ok(all)
    }
}

fn line_of(text: &str, error: &toml::de::Error) -> Option<usize> {
    let before = text.get(..error.span()?.start)?;
    Some(before.matches('\n').count() + 1)
}
