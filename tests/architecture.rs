//! Holds the house to its picture in `docs/architecture.md`: which room may import which, where SQL, the terminal and the
//! command line may live, and how long a file may grow. Reads the sources as text; comments and strings do not count.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::string_slice,
    unreachable_pub,
    reason = "a test that cannot go on stops there; its helpers are shared by path"
)]

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

/// Each room with the rooms it may import. `main` and `lib` are the two files of the root.
const ROOMS: &[(&str, &[&str])] = &[
    ("domain", &[]),
    ("config", &["domain"]),
    ("book", &["domain"]),
    ("facts", &["book", "domain"]),
    ("filter", &["facts", "book", "domain"]),
    ("rules", &["filter", "facts", "book", "config", "domain"]),
    ("platform", &["domain"]),
    ("store", &["book", "config", "domain"]),
    ("import", &["book", "config", "domain"]),
    ("method", &["rules", "filter", "facts", "book", "config", "domain"]),
    ("proof", &["method", "rules", "filter", "facts", "book", "config", "domain"]),
    // Sentences are made of every room's errors, so i18n stands above them all, right under app.
    ("i18n", &["proof", "method", "store", "import", "rules", "filter", "facts", "book", "config", "domain"]),
    ("app", &["proof", "method", "store", "import", "i18n", "platform", "rules", "filter", "facts", "book", "config", "domain"]),
    ("cli", &["app", "i18n", "proof", "method", "rules", "filter", "facts", "book", "config", "domain"]),
    ("tui", &["app", "i18n", "proof", "method", "rules", "filter", "facts", "book", "config", "domain"]),
    ("main", &["cli", "tui", "app", "i18n"]),
    ("lib", &[]),
];

/// Each crate that lives in some rooms only.
const GUESTS: &[(&str, &[&str])] = &[
    ("rusqlite", &["store"]),
    ("ratatui", &["tui"]),
    ("crossterm", &["tui"]),
    ("clap", &["cli", "main"]),
    ("directories", &["platform"]),
    ("csv", &["import", "app", "cli"]),
    // Tests of the one read and write what the other writes and reads.
    ("rust_xlsxwriter", &["app", "import"]),
    ("calamine", &["import", "app"]),
    ("zip", &["import"]),
    ("encoding_rs", &["import"]),
    ("chardetng", &["import"]),
];

const LONGEST_FILE: usize = 400;

struct Source {
    path: PathBuf,
    room: String,
    lines: Vec<String>,
}

fn sources() -> Vec<Source> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut sources = Vec::new();
    let mut folders = vec![root.clone()];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|ending| ending == "rs") {
                let inside = path.strip_prefix(&root).unwrap();
                let first = inside.components().next().unwrap().as_os_str().to_string_lossy().into_owned();
                let chamber = first.strip_suffix(".rs").unwrap_or(&first).to_owned();
                let text = std::fs::read_to_string(&path).unwrap();
                sources.push(Source { path: Path::new("src").join(inside), room: chamber, lines: text.lines().map(str::to_owned).collect() });
            }
        }
    }
    sources.sort_by(|a, b| a.path.cmp(&b.path));
    sources
}

/// The line without its comment and without what stands in string literals.
fn code(line: &str) -> String {
    let mut code = String::new();
    let mut quoted = false;
    let mut chars = line.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '\\' if quoted => {
                chars.next();
            }
            '"' => quoted = !quoted,
            '/' if !quoted && chars.peek() == Some(&'/') => break,
            _ if quoted => {}
            _ => code.push(c),
        }
    }
    code
}

/// The rooms a line names as `crate::ROOM` or `banso::ROOM`.
fn rooms_named(line: &str) -> Vec<String> {
    let code = code(line);
    ["crate::", "banso::"]
        .iter()
        .flat_map(|path| code.match_indices(path).map(|(at, _)| code[at + path.len()..].to_owned()).collect::<Vec<_>>())
        .map(|rest| rest.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect::<String>())
        .filter(|room| ROOMS.iter().any(|(name, _)| name == room))
        .collect()
}

fn breaches(check: impl Fn(&Source, usize, &str, &mut String)) -> String {
    let mut found = String::new();
    for source in sources() {
        for (number, line) in source.lines.iter().enumerate() {
            check(&source, number + 1, line, &mut found);
        }
    }
    found
}

#[test]
fn every_room_imports_only_what_stands_below_it() {
    let found = breaches(|source, number, line, found| {
        let allowed = ROOMS.iter().find(|(room, _)| *room == source.room).map(|(_, below)| *below);
        let Some(allowed) = allowed else {
            if number == 1 {
                writeln!(found, "{}: the room {} is not in the picture", source.path.display(), source.room).unwrap();
            }
            return;
        };
        for named in rooms_named(line) {
            if named != source.room && !allowed.contains(&named.as_str()) {
                writeln!(found, "{}:{number}: {} may not import {named}", source.path.display(), source.room).unwrap();
            }
        }
    });
    assert!(found.is_empty(), "\n{found}");
}

#[test]
fn sql_terminal_and_command_line_stay_in_their_rooms() {
    let found = breaches(|source, number, line, found| {
        for (guest, homes) in GUESTS {
            let named = code(line)
                .match_indices(&format!("{guest}::"))
                .any(|(at, _)| !code(line)[..at].ends_with(|c: char| c.is_alphanumeric() || c == '_' || c == ':'));
            if named && !homes.contains(&source.room.as_str()) {
                writeln!(found, "{}:{number}: {guest} lives in {homes:?} only", source.path.display()).unwrap();
            }
        }
    });
    assert!(found.is_empty(), "\n{found}");
}

#[test]
fn facts_reach_rows_only_through_the_door() {
    let found = breaches(|source, number, line, found| {
        let file = source.path.file_name().unwrap().to_string_lossy().into_owned();
        let door = matches!(file.as_str(), "at.rs" | "context.rs")
            || source.path.components().any(|part| part.as_os_str() == "testing.rs" || part.as_os_str() == "tests");
        let code = code(line);
        if source.room == "facts" && !door && file.starts_with("facts_") && (code.contains("book.account(") || code.contains("accounts()")) {
            writeln!(found, "{}:{number}: a fact looks past the door", source.path.display()).unwrap();
        }
    });
    assert!(found.is_empty(), "\n{found}");
}

#[test]
fn every_file_says_what_it_is_and_stays_short() {
    let mut found = String::new();
    for source in sources() {
        let path = source.path.display();
        if !source.lines.first().is_some_and(|line| line.starts_with("//!")) {
            writeln!(found, "{path}: does not open with what it is").unwrap();
        }
        if source.lines.len() > LONGEST_FILE {
            writeln!(found, "{path}: {} lines: what second thing has moved in?", source.lines.len()).unwrap();
        }
        if let Some(number) = source.lines.iter().position(|line| code(line).contains("super::super")) {
            writeln!(found, "{path}:{}: name it from crate::", number + 1).unwrap();
        }
    }
    assert!(found.is_empty(), "\n{found}");
}

#[test]
fn the_reader_of_sources_sees_paths_and_not_prose() {
    assert_eq!(rooms_named("use crate::store::Store; // not crate::tui"), ["store"]);
    assert_eq!(rooms_named("let a = crate::facts::all(); let b = \"crate::cli\";"), ["facts"]);
    assert_eq!(rooms_named("    /// like crate::app"), Vec::<String>::new());
}
