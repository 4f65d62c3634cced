//! Which files of a folder an import takes, and in which order files are read. Opens none of them.

use crate::import::kinds::Kind;
use crate::import::rejected::SUFFIX;
use std::io;
use std::path::{Path, PathBuf};

/// Endings of the files that can be read.
const ENDINGS: [&str; 7] = ["csv", "tsv", "txt", "jsonl", "ndjson", "json", "xlsx"];

/// The files directly in a folder that an import can read, by name. Hidden files, the locks of open workbooks
/// (`~$`), files of rejects and folders are not among them.
pub fn files_of(folder: &Path) -> io::Result<Vec<PathBuf>> {
    let mut files = Vec::new();
    for entry in fs_err::read_dir(folder)? {
        let path = entry?.path();
        if path.file_name().and_then(|name| name.to_str()).is_some_and(is_readable) && path.is_file() {
            files.push(path);
        }
    }
    files.sort();
    Ok(files)
}

/// Whether a file of this name can be read, by its ending. Files of rejects are not for reading.
pub fn is_readable(name: &str) -> bool {
    let lower = name.to_lowercase();
    let known = lower.rsplit_once('.').is_some_and(|(stem, ending)| !stem.is_empty() && ENDINGS.contains(&ending));
    known && !name.starts_with(['.', '~']) && !lower.ends_with(SUFFIX)
}

/// Puts files in the order of one import: accounts, contracts and price changes, contacts, the rest, outcomes. Files of one
/// place keep their order.
pub fn in_order<T>(files: &mut [T], kind: impl Fn(&T) -> Kind) {
    files.sort_by_key(|file| kind(file).spec().stage);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_readable_files_directly_in_the_folder_are_taken() {
        let folder = tempfile::tempdir().unwrap();
        for name in ["b.csv", "A.TSV", "c.xlsx", "d.jsonl", "b.rejected.csv", ".hidden.csv", "~$c.xlsx", "notes.md", "csv"] {
            fs_err::write(folder.path().join(name), "").unwrap();
        }
        fs_err::create_dir(folder.path().join("deep.csv")).unwrap();
        let names: Vec<_> = files_of(folder.path()).unwrap().into_iter().map(|path| path.file_name().unwrap().to_owned()).collect();
        assert_eq!(names, ["A.TSV", "b.csv", "c.xlsx", "d.jsonl"]);
    }

    #[test]
    fn accounts_come_first_and_outcomes_last() {
        let mut kinds = vec![Kind::Outcome, Kind::Usage, Kind::Contact, Kind::ArrChange, Kind::Contract, Kind::Account];
        in_order(&mut kinds, |kind| *kind);
        assert_eq!(kinds, [Kind::Account, Kind::ArrChange, Kind::Contract, Kind::Contact, Kind::Usage, Kind::Outcome]);
    }
}
