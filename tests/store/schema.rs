//! The tables in code are the tables in the file.

use crate::support::Desk;
use banso::domain::words;
use banso::store::TABLES;

fn columns(conn: &rusqlite::Connection, sql: &str, table: &str) -> Vec<String> {
    conn.prepare(sql).unwrap().query_map([table], |row| row.get(0)).unwrap().map(Result::unwrap).collect()
}

#[test]
fn each_table_has_the_columns_and_the_key_that_the_code_writes() {
    let desk = Desk::new();
    drop(desk.write());
    let conn = rusqlite::Connection::open(&desk.path).unwrap();
    for table in TABLES {
        assert_eq!(columns(&conn, "SELECT name FROM pragma_table_info(?1) ORDER BY cid", table.name), table.columns, "{}", table.name);
        let key = "SELECT name FROM pragma_table_info(?1) WHERE pk > 0 ORDER BY pk";
        assert_eq!(columns(&conn, key, table.name), table.key, "{}", table.name);
    }
}

#[test]
fn every_table_is_strict() {
    let desk = Desk::new();
    drop(desk.write());
    let conn = rusqlite::Connection::open(&desk.path).unwrap();
    let loose = "SELECT name FROM pragma_table_list WHERE type = 'table' AND NOT strict AND name NOT LIKE 'sqlite%' AND name <> ?1";
    assert_eq!(columns(&conn, loose, ""), Vec::<String>::new());
}

/// Each view of `docs/schema.md` (a heading and a table below it) and each of its tables (a row), with its columns.
fn described() -> Vec<(String, Vec<String>)> {
    let page = std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/docs/schema.md")).unwrap();
    let (views, tables) = page.split_once("\n# Views\n").and_then(|(_, rest)| rest.split_once("\n# Tables\n")).unwrap();
    let quoted = |text: &str| text.split('`').skip(1).step_by(2).map(str::to_owned).collect::<Vec<_>>();
    let view = |part: &str| {
        let name = part.lines().next().unwrap().to_owned();
        let columns = part.lines().filter(|line| line.starts_with("| `")).filter_map(|line| quoted(line).into_iter().next());
        (name, columns.collect())
    };
    let table = |line: &str| {
        let cells: Vec<&str> = line.split('|').collect();
        (quoted(cells[1]).concat(), quoted(cells[3]))
    };
    views.split("\n## ").skip(1).map(view).chain(tables.lines().filter(|line| line.starts_with("| `")).map(table)).collect()
}

#[test]
fn the_page_of_the_schema_names_every_view_table_and_column() {
    let desk = Desk::new();
    drop(desk.write());
    let conn = rusqlite::Connection::open(&desk.path).unwrap();
    let names = columns(&conn, "SELECT name FROM sqlite_schema WHERE type IN ('table', 'view') AND name NOT LIKE 'sqlite%' AND name <> ?1", "");
    let of = |name: &String| columns(&conn, "SELECT name FROM pragma_table_info(?1) ORDER BY cid", name);
    let mut found: Vec<_> = names.iter().map(|name| (name.clone(), of(name))).collect();
    let mut told = described();
    found.sort();
    told.sort();
    assert_eq!(told, found);
}

#[test]
fn checked_words_are_those_of_the_vocabulary() {
    let desk = Desk::new();
    drop(desk.write());
    let conn = rusqlite::Connection::open(&desk.path).unwrap();
    let checked: &[(&str, &str, &[words::Word])] = &[
        ("ticket", "severity", words::SEVERITY_WORDS),
        ("ticket", "sentiment", words::SENTIMENT_WORDS),
        ("survey", "kind", words::SURVEY_WORDS),
        ("interaction", "started_by", words::STARTED_BY_WORDS),
        ("interaction", "status", words::HELD_WORDS),
        ("proposal", "kind", words::PROPOSAL_KIND_WORDS),
        ("proposal", "status", words::PROPOSAL_STATUS_WORDS),
        ("contract", "origin", words::ORIGIN_WORDS),
        ("pulse", "light", &words::LIGHT_WORDS),
        ("score", "light", &words::LIGHT_WORDS),
        ("score", "computed", &words::LIGHT_WORDS),
        ("task", "status", words::TASK_STATUS_WORDS),
        ("task_event", "kind", words::TASK_EVENT_WORDS),
        ("trigger_state", "state", words::TRIGGER_PHASE_WORDS),
    ];
    for (table, column, words) in checked {
        let sql = columns(&conn, "SELECT sql FROM sqlite_schema WHERE name = ?1", table).concat();
        let keys: Vec<String> = words.iter().map(|word| format!("'{}'", word.key)).collect();
        let check = format!("CHECK ({column} IN ({}))", keys.join(", "));
        assert!(sql.contains(&check), "{table} lacks {check}");
    }
}
