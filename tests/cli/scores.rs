//! What other programs read of light and score is what the command line lists.

use crate::support::Desk;
use serde_json::{Value, json};

/// Runs the binary on the day that the clock shows: only what is said of that day is written down.
fn today(desk: &Desk, args: &[&str]) -> String {
    let output = desk.command(args).env_remove("BANSO_AS_OF").output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

/// The account, light, score and coverage of each row of the view.
fn viewed(desk: &Desk) -> Vec<Value> {
    let conn = rusqlite::Connection::open(desk.book()).unwrap();
    // This process may live in another zone than the binary, and see the book from another day.
    conn.execute_batch("DROP VIEW v_today; CREATE VIEW v_today AS SELECT date(max(day) * 86400, 'unixepoch') AS date, max(day) AS day FROM score;")
        .unwrap();
    let mut rows = conn.prepare("SELECT account, light, score, coverage FROM v_account_today ORDER BY account").unwrap();
    let read = |row: &rusqlite::Row<'_>| {
        let (id, light, score, coverage): (String, String, Option<f64>, f64) = (row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?);
        Ok(json!([id, light, score, coverage]))
    };
    rows.query_map([], read).unwrap().map(Result::unwrap).collect()
}

fn listed(desk: &Desk) -> Vec<Value> {
    let list: Vec<Value> = serde_json::from_str(&today(desk, &["accounts", "--sort", "id", "--json"])).unwrap();
    list.iter().map(|row| json!([row["id"], row["light"], row["score"], row["coverage"]])).collect()
}

#[test]
fn the_view_says_what_the_listing_says_after_an_import_a_verb_an_undo_and_a_sweep() {
    let desk = Desk::new();
    desk.write(
        "rules.toml",
        "[metrics.a]\nkind = \"level\"\n[[scorecard]]\nname = \"default\"\ngreen = 70\nyellow = 40\n[[scorecard.signal]]\nkey = \"a\"\n\
         fact = \"metric.a\"\nweight = 1\nlinear = { from = 0, to = 7, points = 10 }\n[[touch]]\nkey = \"high\"\nmeet_every = \"30d\"\n",
    );
    let usage = "account,date,metric,value\nA1,2026-01-20,a,6\nA2,2026-01-20,a,1\n";
    desk.files("in", &[("accounts.csv", "id,name\nA1,Sakura\nA2,Aozora\nA3,Minato\n"), ("usage.csv", usage)]);
    today(&desk, &["import", "in"]);
    let lights = |rows: &[Value]| rows.iter().map(|row| row[1].as_str().unwrap().to_owned()).collect::<Vec<_>>();
    let swept = viewed(&desk);
    assert_eq!(swept, listed(&desk));
    assert_eq!(lights(&swept), ["green", "red", "grey"]);
    today(&desk, &["pulse", "A1", "yellow", "--reason", "They are silent"]);
    assert_eq!(viewed(&desk), listed(&desk));
    assert_eq!(lights(&viewed(&desk)), ["yellow", "red", "grey"]);
    today(&desk, &["observe", "A3", "a", "3"]);
    assert_eq!(viewed(&desk), listed(&desk));
    assert_eq!(lights(&viewed(&desk)), ["yellow", "red", "yellow"]);
    today(&desk, &["undo", "--steps", "2"]);
    assert_eq!((viewed(&desk), listed(&desk)), (swept.clone(), swept.clone()));
    today(&desk, &["sweep"]);
    assert_eq!(viewed(&desk), swept);
}
