//! A first screen as it was drawn last, for which state of what. Derived: not journaled, and a missing one only means to
//! draw anew. What the text holds is the caller's affair.

use crate::domain::Day;
use crate::store::{Revision, Store, StoreError};
use rusqlite::{OptionalExtension as _, params};

/// Everything that a kept screen was made of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GlanceStamp {
    pub day: Day,
    pub revision: Revision,
    /// A hash of the rules, as text.
    pub rules: String,
    /// A hash of the config, as text.
    pub config: String,
}

impl Store {
    /// The screen kept under a key, with what it was made of.
    pub fn glance(&self, key: &str) -> Result<Option<(GlanceStamp, String)>, StoreError> {
        let read = |row: &rusqlite::Row<'_>| {
            let stamp = GlanceStamp { day: Day(row.get(0)?), revision: Revision(row.get(1)?), rules: row.get(2)?, config: row.get(3)? };
            Ok((stamp, row.get(4)?))
        };
        self.conn
            .prepare_cached("SELECT day, revision, rules, config, text FROM glance WHERE \"key\" = ?1")
            .and_then(|mut statement| statement.query_row([key], read).optional())
            .map_err(|error| self.told(error))
    }

    /// Keeps a screen in place of the one before, whatever its key: one is enough, and none outlives what it shows. The book
    /// does not move by it.
    pub fn keep_glance(&mut self, key: &str, stamp: &GlanceStamp, text: &str) -> Result<(), StoreError> {
        let sql = "INSERT INTO glance (\"key\", day, revision, rules, config, text) VALUES (?1, ?2, ?3, ?4, ?5, ?6)
                   ON CONFLICT (\"key\") DO UPDATE SET day = excluded.day, revision = excluded.revision, rules = excluded.rules,
                   config = excluded.config, text = excluded.text";
        let others = self.conn.prepare_cached("DELETE FROM glance WHERE \"key\" <> ?1").and_then(|mut statement| statement.execute([key]));
        others.map_err(|error| self.told(error))?;
        let GlanceStamp { day, revision, rules, config } = stamp;
        let kept = self.conn.prepare_cached(sql).and_then(|mut statement| statement.execute(params![key, day.0, revision.0, rules, config, text]));
        kept.map(|_| ()).map_err(|error| self.told(error))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_kept_screen_comes_back_with_its_stamp_replaces_the_one_before_and_moves_nothing() {
        let mut store = Store::in_memory().unwrap();
        let stamp = GlanceStamp { day: Day(20_780), revision: Revision(3), rules: "r".to_owned(), config: "c".to_owned() };
        assert_eq!(store.glance("120x40").unwrap(), None);
        store.keep_glance("120x40", &stamp, "old").unwrap();
        let newer = GlanceStamp { revision: Revision(4), ..stamp };
        store.keep_glance("120x40", &newer, "サクラ電機").unwrap();
        assert_eq!(store.glance("120x40").unwrap(), Some((newer, "サクラ電機".to_owned())));
        assert_eq!(store.glance("80x24").unwrap(), None);
        assert_eq!((store.revision().unwrap(), store.history(None, 9).unwrap().len()), (Revision(0), 0));
    }
}
