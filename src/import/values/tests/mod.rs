//! The forms of values, as tables of what is written and what is meant, and the laws that hold for every text.

mod days;
mod numbers;

use super::*;
use crate::domain::{Currency, Day};
use crate::import::reject::RejectReason;
use proptest::prelude::*;
use rstest::rstest;

#[test]
fn an_id_that_a_spreadsheet_has_eaten_is_refused() {
    assert_eq!(code("1.03000E+13"), Err(RejectReason::EatenId));
    assert_eq!(code("#N/A"), Err(RejectReason::BrokenFormula));
    assert_eq!(code(" 00123 ").as_deref(), Ok("00123"));
    assert_eq!(code("E+1").as_deref(), Ok("E+1"));
}

#[test]
fn only_https_is_a_link() {
    assert!(link("https://example.com/a").is_ok());
    for text in ["http://example.com", "javascript:alert(1)", "https://", "https://a b", "https://a\u{1b}b"] {
        assert_eq!(link(text), Err(RejectReason::NotALink), "{text}");
    }
}

proptest! {
    #[test]
    fn no_text_breaks_a_reader(text in "\\PC*|[-+¥$0-9.,:TZ/ (),▲年月日令和元RHSTM午前PMA万億k%E]{0,20}") {
        let usd = Currency::parse("USD").unwrap();
        prop_assert!(number(&text).is_ok_and(f64::is_finite) || number(&text).is_err());
        let every = DayReading { order: Some(DayOrder::DayMonth), serials: Some(Epoch::Y1904), unix: true };
        prop_assert!(day(&text, every).is_ok_and(|day| Day::MIN <= day && day <= Day::MAX) || day(&text, every).is_err());
        for minor in [money(&text, Currency::JPY), money(&text, usd), whole(&text)].into_iter().flatten() {
            prop_assert!(minor.abs() <= super::numbers::LARGEST);
        }
        let _ = (code(&text), link(&text), is_broken(&text));
        OrderVotes::default().add(&text);
        prop_assert!(iso_day(text.as_bytes()).is_none() || day(&text, DayReading::default()).is_ok());
        prop_assert!(plain_number(text.as_bytes()).is_none() || number(&text).is_ok());
    }

    /// What a reading adds are answers to what was open; no answer changes.
    #[test]
    fn a_day_read_without_help_reads_the_same_with_help(text in "[0-9]{1,4}[-/.年][0-9]{1,2}[-/.月][0-9]{1,4}日?|[0-9]{1,17}") {
        if let Ok(found) = day(&text, DayReading::default()) {
            let every = DayReading { order: Some(DayOrder::MonthDay), serials: Some(Epoch::Y1900), unix: true };
            prop_assert_eq!(day(&text, every), Ok(found));
        }
    }
}
