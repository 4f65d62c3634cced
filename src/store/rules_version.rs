//! Which rules were in force when. Not journaled: the rules are the user's file, and this only remembers it.

use crate::domain::Day;
use crate::store::{Store, StoreError};
use rusqlite::{OptionalExtension as _, params};

/// Rules as they stood from a day on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RulesVersion {
    pub day: Day,
    pub hash: String,
    pub text: String,
}

impl Store {
    /// Remembers the rules in force on a day; of two on one day the later stays. False when they are those already known.
    pub fn remember_rules(&mut self, day: Day, hash: &str, text: &str) -> Result<bool, StoreError> {
        if self.rules_on(day)?.is_some_and(|known| known.hash == hash) {
            return Ok(false);
        }
        let sql = "INSERT INTO rules_version (day, hash, text) VALUES (?1, ?2, ?3)
                   ON CONFLICT (day) DO UPDATE SET hash = excluded.hash, text = excluded.text";
        self.conn.execute(sql, params![day.0, hash, text]).map_err(|error| self.told(error))?;
        Ok(true)
    }

    /// The rules last remembered on or before a day.
    pub fn rules_on(&self, day: Day) -> Result<Option<RulesVersion>, StoreError> {
        let sql = "SELECT day, hash, text FROM rules_version WHERE day <= ?1 ORDER BY day DESC LIMIT 1";
        self.conn
            .query_row(sql, [day.0], |row| Ok(RulesVersion { day: Day(row.get(0)?), hash: row.get(1)?, text: row.get(2)? }))
            .optional()
            .map_err(|error| self.told(error))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_rules_of_a_day_are_the_last_ones_remembered_until_then() {
        let mut store = Store::in_memory().unwrap();
        assert!(store.remember_rules(Day(10), "a", "one").unwrap());
        assert!(!store.remember_rules(Day(12), "a", "one").unwrap());
        assert!(store.remember_rules(Day(20), "b", "two").unwrap());
        assert!(store.remember_rules(Day(20), "c", "three").unwrap());
        assert_eq!(store.rules_on(Day(9)).unwrap(), None);
        assert_eq!(store.rules_on(Day(19)).unwrap().unwrap().text, "one");
        assert_eq!(store.rules_on(Day(99)).unwrap().unwrap(), RulesVersion { day: Day(20), hash: "c".to_owned(), text: "three".to_owned() });
    }
}
