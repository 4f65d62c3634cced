//! When a cell is empty: blank, or a word for nothing where the cell's form is not a text of its own. What is empty is told
//! apart from what is wrong; nothing is read here.

use crate::import::cells::Form;
use crate::import::reject::RejectReason;
use crate::import::values::{is_broken, is_one_of};

/// What people write, in any width and case, where there is nothing to tell.
const NOTHING: [&str; 5] = ["-", "ー", "n/a", "なし", "無し"];
/// What they write where there is nothing to tell yet.
const UNSETTLED: [&str; 2] = ["未定", "tbd"];

impl Form {
    /// Whether a word for nothing makes a cell empty. A day that is not settled is told: someone waits for it.
    fn is_empty_by(self, text: &str) -> bool {
        match self {
            Self::Whole | Self::Number | Self::Money | Self::YesNo | Self::Light | Self::Word(_) | Self::Words(_) => {
                is_one_of(text, &NOTHING) || is_one_of(text, &UNSETTLED)
            }
            Self::Day => is_one_of(text, &NOTHING),
            Self::Account | Self::Metric | Self::Text | Self::Id | Self::Currency | Self::Set | Self::Links | Self::Fields | Self::Metrics => false,
        }
    }
}

/// Reads a cell unless it is empty. What the column itself knows goes before: `なし` is a no where that is asked.
pub(in crate::import) fn unless_empty<T>(
    text: &str,
    form: Form,
    read: impl FnOnce(&str) -> Result<T, RejectReason>,
) -> Result<Option<T>, RejectReason> {
    if text.trim().is_empty() {
        return Ok(None);
    }
    match read(text) {
        Err(_) if form.is_empty_by(text) => Ok(None),
        Err(_) if is_broken(text) => Err(RejectReason::BrokenFormula),
        read => read.map(Some),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::Currency;
    use crate::domain::words::parse_yes_no;
    use crate::import::values::{DayReading, code, day, measured, money};
    use rstest::rstest;

    fn yen(text: &str) -> Result<Option<i64>, RejectReason> {
        unless_empty(text, Form::Money, |text| money(text, Currency::JPY))
    }

    #[rstest]
    #[case("")]
    #[case(" \u{3000}")]
    #[case("-")]
    #[case("－")]
    #[case("―")]
    #[case(" — ")]
    #[case("ー")]
    #[case("N/A")]
    #[case("n/a")]
    #[case("Ｎ／Ａ")]
    #[case("なし")]
    fn nothing_has_many_words(#[case] text: &str) {
        assert_eq!(yen(text), Ok(None));
        assert_eq!(unless_empty(text, Form::Number, measured), Ok(None));
        assert_eq!(unless_empty(text, Form::Day, |text| day(text, DayReading::default())), Ok(None));
    }

    #[test]
    fn an_amount_may_be_open_but_a_day_that_is_awaited_is_told() {
        assert_eq!(yen("未定"), Ok(None));
        assert_eq!(unless_empty("未定", Form::Day, |text| day(text, DayReading::default())), Err(RejectReason::NotADay));
    }

    #[test]
    fn a_failed_formula_is_neither_nothing_nor_a_name() {
        for text in ["#N/A", "#REF!", "＃VALUE!"] {
            assert_eq!(yen(text), Err(RejectReason::BrokenFormula), "{text}");
            assert_eq!(unless_empty(text, Form::Id, code), Err(RejectReason::BrokenFormula), "{text}");
        }
        assert_eq!(yen("--"), Err(RejectReason::NotANumber));
    }

    #[test]
    fn what_the_column_knows_goes_before_nothing() {
        let yes_no = |text: &str| parse_yes_no(text).ok_or(RejectReason::Missing);
        assert_eq!(unless_empty("なし", Form::YesNo, yes_no), Ok(Some(false)));
        assert_eq!(unless_empty("-", Form::YesNo, yes_no), Ok(None));
        assert_eq!(unless_empty("-", Form::Text, |text| Ok(text.to_owned())), Ok(Some("-".into())));
        assert_eq!(yen("0"), Ok(Some(0)));
    }
}
