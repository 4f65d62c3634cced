//! Cells on their way into SQLite and JSON, and back without loss.

use crate::domain::Cell;
use crate::store::StoreError;
use rusqlite::types::{FromSql, FromSqlError, FromSqlResult, ToSql, ToSqlOutput, Value, ValueRef};

impl ToSql for Cell {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(match self {
            Self::Null => ToSqlOutput::Owned(Value::Null),
            Self::Integer(number) => ToSqlOutput::Owned(Value::Integer(*number)),
            Self::Real(number) => ToSqlOutput::Owned(Value::Real(*number)),
            Self::Text(text) => ToSqlOutput::Borrowed(ValueRef::Text(text.as_bytes())),
        })
    }
}

impl FromSql for Cell {
    fn column_result(value: ValueRef<'_>) -> FromSqlResult<Self> {
        Ok(match value {
            ValueRef::Null => Self::Null,
            ValueRef::Integer(number) => Self::Integer(number),
            ValueRef::Real(number) => Self::Real(number),
            ValueRef::Text(_) => Self::Text(value.as_str()?.to_owned()),
            ValueRef::Blob(_) => return Err(FromSqlError::InvalidType),
        })
    }
}

/// The first `count` columns of a row.
pub(in crate::store) fn of_row(row: &rusqlite::Row<'_>, count: usize) -> rusqlite::Result<Vec<Cell>> {
    (0..count).map(|place| row.get(place)).collect()
}

/// Whether two cells hold the same, a whole number being the same however it is kept.
pub(in crate::store) fn same(one: &Cell, other: &Cell) -> bool {
    #[expect(clippy::cast_precision_loss, clippy::float_cmp, reason = "what SQLite itself does when it keeps a whole number in a REAL column")]
    match (one, other) {
        (Cell::Integer(whole), Cell::Real(real)) | (Cell::Real(real), Cell::Integer(whole)) => *whole as f64 == *real,
        _ => one == other,
    }
}

/// A JSON array of cells. Real numbers keep their point, so that they come back as such.
pub(in crate::store) fn to_json(cells: &[Cell]) -> String {
    let values: Vec<serde_json::Value> = cells
        .iter()
        .map(|cell| match cell {
            Cell::Null => serde_json::Value::Null,
            Cell::Integer(number) => (*number).into(),
            Cell::Real(number) => (*number).into(),
            Cell::Text(text) => text.as_str().into(),
        })
        .collect();
    serde_json::Value::Array(values).to_string()
}

/// Reads what [`to_json`] wrote into the journal.
pub(in crate::store) fn from_json(entry: i64, text: &str) -> Result<Vec<Cell>, StoreError> {
    let broken = || StoreError::Journal { entry, detail: format!("not a row: {text}") };
    let values: Vec<serde_json::Value> = serde_json::from_str(text).map_err(|_| broken())?;
    values
        .into_iter()
        .map(|value| match value {
            serde_json::Value::Null => Ok(Cell::Null),
            serde_json::Value::String(text) => Ok(Cell::Text(text)),
            serde_json::Value::Number(number) => number.as_i64().map(Cell::Integer).or_else(|| number.as_f64().map(Cell::Real)).ok_or_else(broken),
            _ => Err(broken()),
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn any_cell() -> impl Strategy<Value = Cell> {
        let finite = any::<f64>().prop_filter("finite", |number| number.is_finite());
        prop_oneof![Just(Cell::Null), any::<i64>().prop_map(Cell::Integer), finite.prop_map(Cell::Real), any::<String>().prop_map(Cell::Text)]
    }

    proptest! {
        #[test]
        fn a_row_comes_back_from_the_journal_as_it_went_in(cells in proptest::collection::vec(any_cell(), 0..8)) {
            prop_assert_eq!(from_json(1, &to_json(&cells)).unwrap(), cells);
        }
    }

    #[test]
    fn a_whole_number_is_the_same_in_a_real_column() {
        assert!(same(&Cell::Integer(4), &Cell::Real(4.0)));
        assert!(!same(&Cell::Integer(4), &Cell::Text("4".to_owned())));
    }
}
