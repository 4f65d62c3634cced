//! What is wrong, where, and what was probably meant. Japanese text stands before the errors, so that places are proven.

use super::{names, parse, wrong};
use crate::domain::words::{PHASE_WORDS, TOUCH_WORDS};
use crate::facts::FactError;
use crate::filter::{Expected, Filter, FilterErrorKind as Kind, MAX_BYTES, MAX_DEPTH};
use rstest::rstest;

fn bad(key: &str, value: &str, expected: Expected, nearest: Option<&str>) -> Kind {
    Kind::BadValue { key: key.to_owned(), value: value.to_owned(), expected, nearest: nearest.map(str::to_owned) }
}

#[test]
fn an_unknown_key_is_shown_in_its_place_with_the_nearest_one() {
    let unknown = |key: &str, nearest: Option<&str>| Kind::Key(FactError::Unknown { key: key.to_owned(), nearest: nearest.map(str::to_owned) });
    assert_eq!(wrong("サクラ renewl:<90d"), (unknown("renewl", Some("renewal")), "renewl"));
    assert_eq!(wrong("状態:赤 ｒｅｎｅｗｌ：＜９０"), (unknown("renewl", Some("renewal")), "ｒｅｎｅｗｌ"));
    assert_eq!(wrong("ｶﾞ フェイズ:導入"), (unknown("フェイズ", Some("フェーズ")), "フェイズ"));
    assert_eq!(wrong("http://x"), (unknown("http", None), "http"));
    assert_eq!(wrong("サクラ :赤"), (Kind::MissingKey, ":"));
}

#[test]
fn names_and_windows_within_a_key_are_checked() {
    let metric = FactError::UnknownMetric { name: "logns".to_owned(), nearest: Some("logins".to_owned()) };
    assert_eq!(wrong("サクラ metric.logns.mean(28d):>1"), (Kind::Key(metric), "metric.logns.mean(28d)"));
    let signal = FactError::UnknownSignal { name: "usag".to_owned(), nearest: Some("usage".to_owned()) };
    assert_eq!(wrong("-signal.usag:>1"), (Kind::Key(signal), "signal.usag"));
    let needs = FactError::NeedsWindow { key: "tickets".to_owned(), windows: 1 };
    assert_eq!(wrong("(サクラ tickets:>1)"), (Kind::Key(needs), "tickets"));
    assert_eq!(wrong("サクラ arr(28d):>1"), (Kind::Key(FactError::TakesNoWindow { key: "arr".to_owned() }), "arr(28d)"));
    assert_eq!(wrong("tickets(x):>1"), (Kind::Key(FactError::BadWindow { text: "tickets(x)".to_owned() }), "tickets(x)"));
}

#[rstest]
#[case("サクラ touch:hihg", "touch", "hihg", Expected::Words(TOUCH_WORDS), Some("high"), "hihg")]
#[case("フェーズ:導入,定着中", "フェーズ", "定着中", Expected::Words(PHASE_WORDS), Some("定着"), "定着中")]
#[case("サクラ churned:maybe", "churned", "maybe", Expected::YesNo, None, "maybe")]
#[case("is:watermellon", "is", "watermellon", Expected::Judgement, Some("watermelon"), "watermellon")]
#[case("年額：＞百万", "年額", "百万", Expected::Money, None, "＞百万")]
#[case("arr:>90d", "arr", "90d", Expected::Money, None, ">90d")]
#[case("nps:>30%", "nps", "30%", Expected::Number, None, ">30%")]
#[case("nps:1e5", "nps", "1e5", Expected::Number, None, "1e5")]
#[case("nps:nan", "nps", "nan", Expected::Number, None, "nan")]
#[case("coverage:30k", "coverage", "30k", Expected::Share, None, "30k")]
#[case("更新:<90x", "更新", "90x", Expected::Days, None, "<90x")]
#[case("renewal:<2026-13-01", "renewal", "2026-13-01", Expected::Days, None, "<2026-13-01")]
#[case("renewal:1.5m", "renewal", "1.5m", Expected::Days, None, "1.5m")]
#[case("renewal:<1000000d", "renewal", "1000000d", Expected::Days, None, "<1000000d")]
#[case("arr:..", "arr", "..", Expected::Money, None, "..")]
#[case("arr:>1..5", "arr", "1..5", Expected::Money, None, ">1..5")]
#[case("arr:1m..x", "arr", "x", Expected::Money, None, "1m..x")]
#[case("nps:=>7", "nps", ">7", Expected::Number, None, "=>7")]
fn a_bad_value_is_told_with_what_was_expected(
    #[case] text: &str,
    #[case] key: &str,
    #[case] value: &str,
    #[case] expected: Expected,
    #[case] nearest: Option<&str>,
    #[case] place: &str,
) {
    assert_eq!(wrong(text), (bad(key, value, expected, nearest), place));
}

#[rstest]
#[case("サクラ 更新:90d..30d", "更新", "90d", "30d", "90d..30d")]
#[case("更新:1..5,2m..4w", "更新", "2m", "4w", "2m..4w")]
#[case("renewal:2026-12-01..2026-11-01", "renewal", "2026-12-01", "2026-11-01", "2026-12-01..2026-11-01")]
#[case("coverage:50%..0.3", "coverage", "50%", "0.3", "50%..0.3")]
fn a_reversed_range_is_refused(#[case] text: &str, #[case] key: &str, #[case] low: &str, #[case] high: &str, #[case] place: &str) {
    assert_eq!(wrong(text), (Kind::ReversedRange { key: key.into(), low: low.into(), high: high.into() }, place));
}

#[test]
fn a_range_from_days_to_a_date_is_refused() {
    let kind = Kind::MixedRange { key: "更新".into(), low: "0d".into(), high: "2026-12-31".into() };
    assert_eq!(wrong("更新:0d..2026-12-31"), (kind, "0d..2026-12-31"));
}

#[test]
fn what_has_no_order_cannot_be_compared() {
    let kind = Kind::NotComparable { key: "区分".into(), sign: "<", expected: Expected::Text };
    assert_eq!(wrong("サクラ 区分:<SMB"), (kind, "<SMB"));
    let kind = Kind::NotComparable { key: "touch".into(), sign: ">=", expected: Expected::Words(TOUCH_WORDS) };
    assert_eq!(wrong("touch:>=low"), (kind, ">=low"));
}

#[rstest]
#[case("サクラ 状態:")]
#[case("状態: 赤")]
#[case("状態:赤,")]
#[case("状態:,赤")]
#[case("状態:赤,,黄")]
#[case("状態:\"\"")]
#[case("状態:= 赤")]
#[case("状態:<")]
#[case("サクラ 状態:赤,>=")]
#[case("-状態:(赤 or 黄)")]
fn a_missing_value_is_not_an_empty_list(#[case] text: &str) {
    assert!(matches!(wrong(text).0, Kind::MissingValue { key, .. } if key == "状態"), "{text}");
}

#[test]
fn a_missing_value_is_shown_where_it_should_stand() {
    let error = Filter::parse("サクラ 状態: x", &names()).unwrap_err();
    assert_eq!((error.span.start, error.span.end), ("サクラ 状態:".len(), "サクラ 状態:".len()));
}

#[rstest]
#[case("サクラ arr>1m", "arr")]
#[case("年額>=300万", "年額")]
#[case("サクラ tickets(30d)>3", "tickets(30d)")]
#[case("-metric.logins.vs(28d,180d)<-30%", "metric.logins.vs(28d,180d)")]
fn a_known_key_without_its_colon_is_a_slip(#[case] text: &str, #[case] key: &str) {
    assert_eq!(wrong(text), (Kind::MissingColon { key: key.to_owned() }, key));
}

#[test]
fn a_comma_for_thousands_is_not_read_as_a_list() {
    let kind = |value: &str| Kind::ThousandsComma { key: "年額".into(), value: value.into() };
    assert_eq!(wrong("年額:>1,000,000"), (kind("1,000"), "1,000"));
    assert_eq!(wrong("サクラ 年額:12,050"), (kind("12,050"), "12,050"));
    assert!(!parse("nps:9,10").is_empty() && !parse("seats:100,200").is_empty());
}

#[rstest]
#[case("サクラ \"株式会社", Kind::UnclosedQuote, "\"株式会社")]
#[case("サクラ name:\"株", Kind::UnclosedQuote, "\"株")]
#[case("サクラ 15\"", Kind::UnclosedQuote, "\"")]
#[case("name:\"a\\\"", Kind::UnclosedQuote, "\"a\\\"")]
#[case("サクラ （状態:赤", Kind::UnclosedParen, "（")]
#[case("サクラ (状態:赤 (", Kind::UnclosedParen, "(")]
#[case("サクラ (", Kind::UnclosedParen, "(")]
#[case("サクラ) x", Kind::UnexpectedClose, ")")]
#[case("サクラ ）", Kind::UnexpectedClose, "）")]
#[case(")", Kind::UnexpectedClose, ")")]
#[case("サクラ ()", Kind::MissingTerm { sign: "(" }, "")]
#[case("サクラ or", Kind::MissingTerm { sign: "or" }, "")]
#[case("サクラ | | x", Kind::MissingTerm { sign: "|" }, "")]
#[case("or サクラ", Kind::MissingTerm { sign: "or" }, "or")]
#[case("サクラ -", Kind::MissingTerm { sign: "-" }, "-")]
#[case("サクラ - x", Kind::MissingTerm { sign: "-" }, "-")]
#[case("サクラ not", Kind::MissingTerm { sign: "not" }, "not")]
#[case("(サクラ not or x)", Kind::MissingTerm { sign: "not" }, "not ")]
#[case("サクラ \" \"", Kind::MissingTerm { sign: "\"" }, "\" \"")]
fn what_is_open_or_missing_is_shown_in_its_place(#[case] text: &str, #[case] kind: Kind, #[case] place: &str) {
    assert_eq!(wrong(text), (kind, place));
}

#[test]
fn depth_and_length_have_limits() {
    let nested = |depth: usize| format!("{}a{}", "(".repeat(depth), ")".repeat(depth));
    assert!(Filter::parse(&nested(MAX_DEPTH), &names()).is_ok());
    assert_eq!(wrong(&nested(MAX_DEPTH + 1)), (Kind::TooDeep { max: MAX_DEPTH }, "("));
    assert_eq!(Filter::parse(&nested(MAX_DEPTH + 1), &names()).unwrap_err().span.start, MAX_DEPTH);
    assert!(Filter::parse(&"a".repeat(MAX_BYTES), &names()).is_ok());
    assert_eq!(wrong(&"a".repeat(MAX_BYTES + 1)).0, Kind::TooLong { bytes: MAX_BYTES + 1, max: MAX_BYTES });
    assert!(Filter::parse(&format!("{}a", "-".repeat(MAX_BYTES - 1)), &names()).is_ok());
}

#[test]
fn what_would_be_too_long_in_normal_form_is_refused_at_once() {
    let text = "a|".repeat(1500) + "a";
    assert_eq!(wrong(&text).0, Kind::TooLong { bytes: 1501 + 1500 * 4, max: MAX_BYTES });
}

#[test]
fn expected_words_are_listed_in_both_languages() {
    assert_eq!(Expected::YesNo.words(), [("yes", "はい"), ("no", "いいえ")]);
    assert_eq!(Expected::Words(TOUCH_WORDS).words()[0], ("high", "ハイ"));
    assert!(Expected::Judgement.words().contains(&("watermelon", "隠れリスク")));
}
