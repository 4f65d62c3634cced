//! A desk in a folder of its own, worked through the real binary with a fixed day. Shared by the test programs.
#![allow(dead_code, reason = "each test program uses its part")]

use assert_cmd::cargo::CommandCargoExt as _;
use serde_json::Value;
use std::path::{Path, PathBuf};
use std::process::Command;
use tempfile::TempDir;

/// The day on which all tests live, unless they say otherwise.
pub const TODAY: &str = "2026-11-23";

pub struct Desk {
    pub folder: TempDir,
    pub today: String,
}

/// What one command line gave.
#[derive(Debug)]
pub struct Said {
    pub code: i32,
    pub stdout: String,
    pub stderr: String,
}

impl Said {
    /// The output of a command that must have gone well.
    #[track_caller]
    pub fn ok(self) -> String {
        assert_eq!(self.code, 0, "{}{}", self.stdout, self.stderr);
        self.stdout
    }

    /// The error text of a command that must have ended with this code.
    #[track_caller]
    pub fn fails(self, code: i32) -> String {
        assert_eq!(self.code, code, "{}{}", self.stdout, self.stderr);
        self.stderr
    }
}

impl Default for Desk {
    fn default() -> Self {
        Self::new()
    }
}

impl Desk {
    pub fn new() -> Self {
        Self { folder: TempDir::new().unwrap(), today: TODAY.to_owned() }
    }

    /// A desk with a book made of these files.
    pub fn with_files(files: &[(&str, &str)]) -> Self {
        let desk = Self::new();
        desk.files("in", files);
        desk.run(&["import", "in", "--no-sweep"]).ok();
        desk
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    pub fn book(&self) -> PathBuf {
        self.path("book.db")
    }

    pub fn write(&self, name: &str, text: &str) {
        let path = self.path(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, text).unwrap();
    }

    pub fn files(&self, folder: &str, files: &[(&str, &str)]) {
        for (name, text) in files {
            self.write(&format!("{folder}/{name}"), text);
        }
    }

    /// The binary, set to this desk.
    pub fn command(&self, args: &[&str]) -> Command {
        let mut command = Command::cargo_bin("banso").unwrap();
        command
            .current_dir(self.folder.path())
            .env_clear()
            .env("HOME", self.folder.path())
            .env("TZ", "Asia/Tokyo")
            .env("LANG", "C")
            .env("BANSO_BOOK", self.book())
            .env("BANSO_CONFIG", self.path("config.toml"))
            .env("BANSO_AS_OF", &self.today)
            .args(args);
        command
    }

    pub fn run(&self, args: &[&str]) -> Said {
        self.run_with(args, "")
    }

    /// Runs it with lines typed into it.
    pub fn run_with(&self, args: &[&str], typed: &str) -> Said {
        let output = assert_cmd::Command::from_std(self.command(args)).write_stdin(typed).output().unwrap();
        Said {
            code: output.status.code().unwrap_or(-1),
            stdout: String::from_utf8(output.stdout).unwrap(),
            stderr: String::from_utf8(output.stderr).unwrap(),
        }
    }

    /// What a command answers with `--json`.
    #[track_caller]
    pub fn json(&self, args: &[&str]) -> Value {
        let said = self.run(&[args, &["--json"]].concat());
        assert_eq!(said.code, 0, "{}{}", said.stdout, said.stderr);
        serde_json::from_str(&said.stdout).unwrap_or_else(|error| panic!("{error}: {}", said.stdout))
    }

    /// Everything the book holds, as its export.
    pub fn export(&self) -> Vec<(String, String)> {
        let folder = TempDir::new().unwrap();
        self.run(&["export", "--all", folder.path().to_str().unwrap()]).ok();
        read_folder(folder.path())
    }
}

/// The files of a folder by name, with their texts.
pub fn read_folder(folder: &Path) -> Vec<(String, String)> {
    let mut files: Vec<(String, String)> = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.is_file())
        .map(|path| (path.file_name().unwrap().to_string_lossy().into_owned(), std::fs::read_to_string(&path).unwrap()))
        .collect();
    files.sort();
    files
}

/// The ids of a listing.
pub fn ids(list: &Value) -> Vec<String> {
    list.as_array().unwrap().iter().map(|item| item["id"].as_str().unwrap().to_owned()).collect()
}
