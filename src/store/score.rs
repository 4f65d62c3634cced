//! What the desk said of each account, by the day it was said, for other programs to read. A memory and no input: nothing is
//! computed from it. Not journaled and not exported; undo leaves it to whoever scores anew.

use crate::book::rows::AccountId;
use crate::domain::{Day, Light};
use crate::store::{StoreError, Tx};
use rusqlite::{Connection, params};

/// What is said of an account.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Score {
    pub account: AccountId,
    /// 0 to 100; `None` where nothing is known to score.
    pub score: Option<f64>,
    /// With the pulse.
    pub light: Light,
    /// Without it.
    pub computed: Light,
    /// 0 to 1.
    pub coverage: f64,
}

impl Tx<'_> {
    /// Keeps what is said of accounts on a day, in place of what was said earlier that day. An account that stands as it
    /// stood before the day has no row of it, so that a day on which nothing moves costs nothing. Moves no revision.
    pub fn keep_scores(&mut self, day: Day, scores: &[Score]) -> Result<(), StoreError> {
        let kept = keep(self.conn, day, scores);
        self.sql(kept)
    }
}

fn keep(conn: &Connection, day: Day, scores: &[Score]) -> rusqlite::Result<()> {
    let mut latest = conn.prepare_cached(
        "SELECT day, score IS ?3 AND light = ?4 AND computed = ?5 AND coverage = ?6 FROM score
         WHERE account = ?1 AND day <= ?2 ORDER BY day DESC LIMIT 2",
    )?;
    let mut put = conn.prepare_cached(
        "INSERT INTO score (account, day, score, light, computed, coverage) VALUES (?1, ?2, ?3, ?4, ?5, ?6)
         ON CONFLICT (account, day) DO UPDATE SET score = excluded.score, light = excluded.light, computed = excluded.computed,
         coverage = excluded.coverage",
    )?;
    let mut delete = conn.prepare_cached("DELETE FROM score WHERE account = ?1 AND day = ?2")?;
    for said in scores {
        let row = params![said.account.0, day.0, said.score, said.light.key(), said.computed.key(), said.coverage];
        let kept: Vec<(i32, bool)> = latest.query_map(row, |row| Ok((row.get(0)?, row.get(1)?)))?.collect::<Result<_, _>>()?;
        let today = kept.iter().find(|(on, _)| *on == day.0).map(|(_, same)| *same);
        let as_before = kept.iter().find(|(on, _)| *on < day.0).is_some_and(|(_, same)| *same);
        match (as_before, today) {
            (true, Some(_)) => drop(delete.execute((said.account.0, day.0))?),
            (true, None) | (false, Some(true)) => {}
            (false, _) => drop(put.execute(row)?),
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::book::rows::AccountRow;
    use crate::store::{Put, Source, Store};
    use proptest::prelude::*;
    use serde_json::Value;

    const DAY: Day = Day(20_780);
    const WELL: Score = Score { account: AccountId(1), score: Some(80.0), light: Light::Green, computed: Light::Green, coverage: 1.0 };

    fn act<T>(store: &mut Store, write: impl FnOnce(&mut Tx<'_>) -> Result<T, StoreError>) -> T {
        store.act(Source::Cli, DAY, "2026-11-23T09:00:00+09:00", Value::Null, write).unwrap().1
    }

    fn add_account(store: &mut Store) -> AccountId {
        let row = AccountRow { id: AccountId(0), code: "A1".to_owned(), name: "A".to_owned(), yomi: None, added: DAY };
        match act(store, |tx| tx.put(&row)) {
            Put::New(id) => AccountId(id),
            other => panic!("{other:?}"),
        }
    }

    fn book() -> Store {
        let mut store = Store::in_memory().unwrap();
        assert_eq!(add_account(&mut store), WELL.account);
        store
    }

    fn say(store: &mut Store, later: i32, said: Score) {
        act(store, |tx| tx.keep_scores(DAY.plus(later), &[said]));
    }

    /// Days after the first one, and the scores said on them.
    fn kept(store: &Store) -> Vec<(i32, Option<f64>)> {
        let mut rows = store.conn.prepare("SELECT day, score FROM score ORDER BY account, day").unwrap();
        rows.query_map([], |row| Ok((row.get::<_, i32>(0)? - DAY.0, row.get(1)?))).unwrap().map(Result::unwrap).collect()
    }

    #[test]
    fn a_day_has_a_row_where_anything_is_said_that_was_not_said_before() {
        let red = Light::Red;
        let others = [
            Score { score: Some(79.9), ..WELL },
            Score { score: None, ..WELL },
            Score { light: red, ..WELL },
            Score { computed: red, ..WELL },
            Score { coverage: 0.9, ..WELL },
        ];
        for other in others {
            let mut store = book();
            for (later, said) in [(0, WELL), (1, WELL), (5, other), (6, other), (9, WELL)] {
                say(&mut store, later, said);
            }
            assert_eq!(kept(&store), [(0, WELL.score), (5, other.score), (9, WELL.score)], "{other:?}");
        }
    }

    #[test]
    fn of_a_day_the_last_word_stands_and_none_where_it_is_that_of_the_day_before() {
        let mut store = book();
        let (noon, evening) = (Score { score: Some(50.0), ..WELL }, Score { score: Some(10.0), ..WELL });
        say(&mut store, 0, WELL);
        say(&mut store, 1, noon);
        say(&mut store, 1, evening);
        assert_eq!(kept(&store), [(0, WELL.score), (1, evening.score)]);
        say(&mut store, 1, WELL);
        assert_eq!(kept(&store), [(0, WELL.score)]);
    }

    #[test]
    fn what_is_said_again_writes_nothing_and_what_is_said_anew_is_no_act() {
        let mut store = book();
        let before = (store.dump(), store.revision().unwrap(), store.history(None, 9).unwrap());
        say(&mut store, 0, WELL);
        assert_eq!((store.dump(), store.revision().unwrap(), store.history(None, 9).unwrap()), before);
        let written = store.conn.total_changes();
        say(&mut store, 0, WELL);
        say(&mut store, 1, WELL);
        assert_eq!(store.conn.total_changes(), written);
    }

    #[test]
    fn an_account_taken_back_takes_what_was_said_of_it_along_and_the_next_one_inherits_nothing() {
        let mut store = book();
        say(&mut store, 0, WELL);
        store.undo("2026-11-23T10:00:00+09:00").unwrap();
        assert_eq!(kept(&store), []);
        assert_ne!(add_account(&mut store), WELL.account);
        assert_eq!(kept(&store), []);
    }

    proptest! {
        /// Whatever is said how often: each day reads as its last word, or that of the day before it, and no row says the
        /// same as the one before.
        #[test]
        fn the_rows_are_the_last_words_of_the_days_and_nothing_else(words in proptest::collection::vec((0..6_i32, 0..3_i32), 0..20)) {
            let mut words = words;
            words.sort_by_key(|(day, _)| *day);
            let mut store = book();
            let mut expected: Vec<(i32, Option<f64>)> = Vec::new();
            for (day, score) in words {
                let said = Score { score: Some(f64::from(score)), ..WELL };
                say(&mut store, day, said);
                expected.retain(|(on, _)| *on != day);
                if expected.last().is_none_or(|(_, before)| *before != said.score) {
                    expected.push((day, said.score));
                }
                prop_assert_eq!(&kept(&store), &expected);
            }
        }
    }
}
