//! The fields of an account as they are set by hand: checked, stored by key, dated.

use crate::app::AppError;
use crate::app::command::Since;
use crate::book::Dated;
use crate::book::rows::{AccountId, AccountRow, AttributeRow};
use crate::domain::text::nearest;
use crate::domain::words::{PHASE_WORDS, Phase, TOUCH_WORDS, Touch, Word, parse_yes_no};
use crate::domain::{Cell, Day};
use crate::store::Tx;

/// The fields of an account that can be set, besides `field.X`.
pub(in crate::app) const FIELDS: &[&str] =
    &["name", "yomi", "touch", "phase", "potential", "strategic", "segment", "industry", "plan", "owner", "tags", "links"];

/// Writes fields that were checked; a value of the account itself has no days.
pub(in crate::app) fn set_fields(
    tx: &mut Tx<'_>,
    row: AccountRow,
    fields: Vec<(String, String)>,
    since: Since,
    today: Day,
) -> Result<Vec<String>, AppError> {
    let code = row.code.clone();
    // As it stands now: another process may have renamed or deleted the account since it was read.
    let mut row = tx.account_by_id(row.id)?.ok_or_else(|| AppError::UnknownAccount { text: code.clone(), nearest: None })?;
    let renames = fields.iter().any(|(key, _)| matches!(key.as_str(), "name" | "yomi"));
    for (key, value) in fields {
        match key.as_str() {
            "name" => row.name = value,
            "yomi" => row.yomi = (!value.is_empty()).then_some(value),
            _ => set_attribute(tx, row.id, &key, value, since, today)?,
        }
    }
    if renames {
        tx.put(&row)?;
    }
    Ok(vec![code])
}

/// Sets a value from a day on; values of later days that had come by today are corrected away.
fn set_attribute(tx: &mut Tx<'_>, account: AccountId, key: &str, value: String, since: Since, today: Day) -> Result<(), AppError> {
    let rows = tx.find_all::<AttributeRow>(&["account", "key"], &[Cell::Integer(account.0), Cell::from(key)])?;
    let first = rows.iter().map(|row| row.day).min();
    let day = match since {
        Since::Day(day) => day,
        Since::Always => first.unwrap_or(today),
    };
    let held = Dated::new(rows.iter().map(|row| (row.day, row.value.clone())).collect());
    let overruled = rows.iter().filter(|row| row.day > day && row.day <= today.max(day));
    for row in overruled {
        tx.delete::<AttributeRow>(&[Cell::Integer(account.0), Cell::from(key), Cell::from(row.day)])?;
    }
    if held.on(day) != Some(&value) {
        tx.put(&AttributeRow { account, key: key.to_owned(), day, value, recorded: today })?;
    }
    Ok(())
}

/// Fields with their values in stored form.
pub(in crate::app) fn checked(fields: Vec<(String, String)>) -> Result<Vec<(String, String)>, AppError> {
    fields.into_iter().map(|(key, value)| stored(&key, &value).map(|value| (key, value))).collect()
}

/// Whether a value can be set as a field of an account.
pub fn check_field(key: &str, value: &str) -> Result<(), AppError> {
    stored(key, value).map(drop)
}

fn stored(key: &str, value: &str) -> Result<String, AppError> {
    let wrong = |what: &'static str, words: &'static [Word]| AppError::Word {
        text: value.to_owned(),
        what,
        nearest: nearest(value, words.iter().map(|word| word.key)).filter(|word| *word != value).map(str::to_owned),
        words,
    };
    match key {
        "touch" => Touch::parse(value).map(|touch| touch.key().to_owned()).ok_or_else(|| wrong("touch", TOUCH_WORDS)),
        "phase" => {
            let phase = Phase::parse(value).filter(|phase| *phase != Phase::Churned);
            phase.map(|phase| phase.key().to_owned()).ok_or_else(|| wrong("phase", settable_phases()))
        }
        "strategic" => parse_yes_no(value)
            .map(|yes| if yes { "yes" } else { "no" }.to_owned())
            .ok_or_else(|| wrong("strategic", &crate::domain::words::YES_NO_WORDS)),
        "potential" => value
            .parse::<f64>()
            .ok()
            .filter(|number| (1.0..=5.0).contains(number))
            .map(|number| number.to_string())
            .ok_or_else(|| AppError::Number { text: value.to_owned() }),
        "tags" | "links" => Ok(value.split([';', ',']).map(str::trim).filter(|item| !item.is_empty()).collect::<Vec<_>>().join(";")),
        "name" if value.is_empty() => Err(AppError::Field { text: "name=".to_owned(), nearest: None }),
        key if FIELDS.contains(&key) || key.strip_prefix("field.").is_some_and(|name| !name.is_empty()) => Ok(value.to_owned()),
        key => Err(AppError::Field { text: key.to_owned(), nearest: nearest(key, FIELDS.iter().copied()).map(str::to_owned) }),
    }
}

/// The phases that a person may give; that an account has churned is said by its contracts alone.
fn settable_phases() -> &'static [Word] {
    PHASE_WORDS.split_last().filter(|(last, _)| last.key == Phase::Churned.key()).map_or(PHASE_WORDS, |(_, others)| others)
}
