//! Paths as people type, paste and drop them, and what may follow what they have typed.

use crate::app::Session;
use crate::import::folder::is_readable;
use crate::platform::home;
use std::path::{MAIN_SEPARATOR, Path, PathBuf};

impl Session {
    /// The remembered folder (or file) of exports, as the configuration names it.
    pub fn inbox(&self) -> Option<PathBuf> {
        self.config.import.inbox.as_deref().map(typed_path)
    }
}

/// A path as it was typed: quotes around it and backslashes before spaces, as terminals put them around a file that is dropped,
/// are taken off, and `~/` is the home folder.
pub fn typed_path(text: &str) -> PathBuf {
    let text = text.trim();
    let quoted = ['\'', '"'].into_iter().find_map(|quote| text.strip_prefix(quote)?.strip_suffix(quote));
    let plain = quoted.map_or_else(|| if MAIN_SEPARATOR == '/' { text.replace("\\ ", " ") } else { text.to_owned() }, str::to_owned);
    match (plain.strip_prefix("~/"), home()) {
        (Some(rest), Some(home)) => home.join(rest),
        _ if plain == "~" => home().unwrap_or_else(|| plain.into()),
        _ => plain.into(),
    }
}

/// The folders and readable files that a typed path may become, by name; a folder ends in a separator.
pub fn paths_from(text: &str) -> Vec<String> {
    let cut = text.rfind(['/', MAIN_SEPARATOR]).map_or(0, |at| at + 1);
    let (folder, begun) = text.split_at(cut);
    let place = if folder.is_empty() { PathBuf::from(".") } else { typed_path(folder) };
    let Ok(entries) = std::fs::read_dir(place) else { return Vec::new() };
    let mut found: Vec<String> = entries.filter_map(|entry| name_of(&entry.ok()?.path(), begun)).collect();
    found.sort();
    found.into_iter().map(|name| format!("{folder}{name}")).collect()
}

fn name_of(path: &Path, begun: &str) -> Option<String> {
    let name = path.file_name()?.to_str()?;
    let shown = !name.starts_with('.') || begun.starts_with('.');
    let begins = name.to_lowercase().starts_with(&begun.to_lowercase());
    let is_folder = path.is_dir();
    (shown && begins && (is_folder || is_readable(name))).then(|| if is_folder { format!("{name}{MAIN_SEPARATOR}") } else { name.to_owned() })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[cfg(unix)]
    #[test]
    fn a_file_that_is_dropped_on_the_terminal_is_found() {
        let path = PathBuf::from("/tmp/my files/顧客.csv");
        assert_eq!(typed_path("'/tmp/my files/顧客.csv' "), path);
        assert_eq!(typed_path("\"/tmp/my files/顧客.csv\""), path);
        assert_eq!(typed_path("/tmp/my\\ files/顧客.csv"), path);
        assert_eq!(typed_path("~/in"), home().unwrap().join("in"));
        assert_eq!(typed_path("~other/in"), PathBuf::from("~other/in"), "somebody else's home is not known");
    }

    #[test]
    fn folders_and_readable_files_follow_what_was_typed() {
        let folder = tempfile::tempdir().unwrap();
        let path = |name: &str| folder.path().join(name);
        for name in ["Usage.csv", "usage.md", "users.tsv", "tickets.csv", ".u.csv"] {
            fs_err::write(path(name), "").unwrap();
        }
        fs_err::create_dir(path("us")).unwrap();
        let text = |name: &str| path(name).to_str().unwrap().to_owned();
        let us = format!("{}{MAIN_SEPARATOR}", text("us"));
        assert_eq!(paths_from(&text("us")), [text("Usage.csv"), us, text("users.tsv")]);
        assert_eq!(paths_from(&text("none")), Vec::<String>::new());
        assert_eq!(paths_from(&text("no/such")), Vec::<String>::new());
    }
}
