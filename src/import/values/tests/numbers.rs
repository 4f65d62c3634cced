//! Numbers and money in every form that import.md promises.

use super::*;

fn usd() -> Currency {
    Currency::parse("USD").unwrap()
}

fn eur() -> Currency {
    Currency::parse("EUR").unwrap()
}

#[rstest]
#[case("1,234,567", 1_234_567)]
#[case(" 148,000 ", 148_000)]
#[case("¥1,200,000", 1_200_000)]
#[case("￥1,200,000", 1_200_000)]
#[case("\\1,200,000", 1_200_000)]
#[case("￥131,000-", 131_000)]
#[case("1200000円", 1_200_000)]
#[case("120万円", 1_200_000)]
#[case("55.1万円", 551_000)]
#[case("1.2億", 120_000_000)]
#[case("1億2000万円", 120_000_000)]
#[case("1億500円", 100_000_500)]
#[case("1万5千円", 15_000)]
#[case("1,200千円", 1_200_000)]
#[case("12百万円", 12_000_000)]
#[case("１，２００，０００", 1_200_000)]
#[case("68,000円(税抜)", 68_000)]
#[case("68,000円（税込）", 68_000)]
#[case("JPY 1,000", 1000)]
#[case("1,000 JPY", 1000)]
#[case("1 200 000", 1_200_000)]
#[case("1\u{202f}200\u{2009}000", 1_200_000)]
#[case("1.200.000", 1_200_000)]
#[case("143,000.00", 143_000)]
#[case("(1,000)", -1000)]
#[case("（１，０００）", -1000)]
#[case("(¥1,000)", -1000)]
#[case("▲1,000", -1000)]
#[case("▲¥1,000", -1000)]
#[case("△500", -500)]
#[case("-1,000", -1000)]
#[case("-¥1,000", -1000)]
#[case("¥-1,000", -1000)]
#[case("\u{2212}5", -5)]
#[case("+5", 5)]
#[case::half_away_from_zero("2.5", 3)]
#[case::half_away_from_zero("-2.5", -3)]
#[case("2.4", 2)]
fn yen_are_read_as_they_are_written(#[case] text: &str, #[case] yen: i64) {
    assert_eq!(money(text, Currency::JPY), Ok(yen));
}

#[rstest]
#[case("$1.2k", 120_000)]
#[case("1.2M", 120_000_000)]
#[case("USD 12", 1200)]
#[case("US$12", 1200)]
#[case("$12 USD", 1200)]
#[case("$1234.565", 123_457)]
#[case("0.1", 10)]
fn dollars_have_cents(#[case] text: &str, #[case] cents: i64) {
    assert_eq!(money(text, usd()), Ok(cents));
}

#[rstest]
#[case("12.345,60 €", 1_234_560)]
#[case("1.200,00 €", 120_000)]
#[case("99.999,99 €", 9_999_999)]
#[case("1.234.567,5", 123_456_750)]
#[case("1 234,5 €", 123_450)]
fn a_comma_is_a_point_where_groups_prove_it(#[case] text: &str, #[case] cents: i64) {
    assert_eq!(money(text, eur()), Ok(cents));
}

#[rstest]
#[case("NaN")]
#[case("inf")]
#[case("#REF!")]
#[case("#N/A")]
#[case("-")]
#[case("")]
#[case("一二〇万")]
#[case("１０²")]
#[case("1,23,456")]
#[case("1.20.000")]
#[case("12 34")]
#[case("0x10")]
#[case("1万2億")]
#[case("1.5億2000万")]
#[case("1億20000万")]
#[case("1k500")]
#[case::perhaps_a_minus("131,000-")]
#[case("(1,000")]
#[case("(-1,000)")]
#[case("--5")]
#[case("-+5")]
#[case("-$-5")]
#[case(".")]
#[case("5.")]
#[case(".5")]
#[case("1,,000")]
#[case(",100")]
#[case("5名")]
#[case("120万円/年")]
#[case("2025-01-05")]
fn what_is_no_amount_is_refused_and_never_zero(#[case] text: &str) {
    assert_eq!(money(text, usd()), Err(RejectReason::NotANumber));
}

#[rstest]
#[case("1,5", RejectReason::UndecidedComma)]
#[case("0,123", RejectReason::UndecidedComma)]
#[case("1.200", RejectReason::UndecidedPoint)]
#[case("￥12.000", RejectReason::UndecidedPoint)]
#[case("12%", RejectReason::Percent)]
#[case("1E+05", RejectReason::EatenNumber)]
#[case("1e309", RejectReason::EatenNumber)]
#[case("９９９９９９９９９９９９９９９９９９９", RejectReason::TooLarge)]
#[case("9007199254740993", RejectReason::TooLarge)]
#[case("9999999兆円", RejectReason::TooLarge)]
#[case("$5", RejectReason::SignOfOtherCurrency { sign: "$".into(), currency: Currency::JPY })]
#[case("5 USD", RejectReason::SignOfOtherCurrency { sign: "USD".into(), currency: Currency::JPY })]
#[case("$5 JPY", RejectReason::SignOfOtherCurrency { sign: "$".into(), currency: Currency::JPY })]
fn an_amount_that_cannot_be_taken_is_told_why(#[case] text: &str, #[case] reason: RejectReason) {
    assert_eq!(money(text, Currency::JPY), Err(reason));
}

#[test]
fn a_point_before_three_digits_is_a_point_where_it_can_be_no_other() {
    let euro = Currency::parse("EUR").unwrap();
    assert_eq!(money("1.200 €", euro), Err(RejectReason::UndecidedPoint));
    assert_eq!(money("1.200,00 €", euro), Ok(120_000));
    assert_eq!(money("1.200.000 €", euro), Ok(120_000_000));
    assert_eq!(money("0.125", euro), Ok(13));
    assert_eq!(money("1234.567", euro), Ok(123_457));
    assert_eq!(money("1.250億", Currency::JPY), Ok(125_000_000));
    assert_eq!(money("1.200", Currency::parse("KWD").unwrap()), Ok(1200));
}

#[test]
fn an_amount_never_grows_beyond_what_is_exact() {
    assert_eq!(money("90071992547409.93", usd()), Err(RejectReason::TooLarge));
    assert_eq!(scale(i64::MAX / 2, 12, 1), Err(RejectReason::TooLarge));
    assert_eq!(scale(-25, 1, 10), Ok(-3));
}

#[rstest]
#[case("5名", 5)]
#[case("２０名", 20)]
#[case("20ID", 20)]
#[case("3件", 3)]
#[case("12 users", 12)]
#[case("1,000", 1000)]
#[case("1.2k", 1200)]
#[case("1万人", 10_000)]
#[case("10.0", 10)]
#[case("(3)", -3)]
fn counts_may_name_what_is_counted(#[case] text: &str, #[case] count: i64) {
    assert_eq!(whole(text), Ok(count));
}

#[rstest]
#[case("10.5", RejectReason::NotWhole)]
#[case("¥10", RejectReason::NotANumber)]
#[case("12%", RejectReason::Percent)]
#[case::two_years_are_not_two_months("2年", RejectReason::NotANumber)]
#[case("1E+05", RejectReason::EatenNumber)]
#[case("10-50", RejectReason::NotANumber)]
fn what_is_no_count_is_refused(#[case] text: &str, #[case] reason: RejectReason) {
    assert_eq!(whole(text), Err(reason));
}

#[rstest]
#[case("12%", 0.12)]
#[case("12.5％", 0.125)]
#[case("▲5%", -0.05)]
#[case("120万", 1_200_000.0)]
#[case("1,234.5", 1234.5)]
#[case("0.1", 0.1)]
#[case("3件", 3.0)]
fn what_is_measured_may_be_a_share(#[case] text: &str, #[case] value: f64) {
    assert_eq!(measured(text), Ok(value));
}

#[test]
fn a_number_beyond_a_double_is_refused() {
    assert_eq!(number(&"9".repeat(400)), Err(RejectReason::TooLarge));
    assert_eq!(number("¥5"), Err(RejectReason::NotANumber));
    assert_eq!(number("12%"), Err(RejectReason::Percent));
    assert_eq!(measured("¥12%"), Err(RejectReason::NotANumber));
}

proptest! {
    #[test]
    fn the_fast_path_agrees_with_the_slow_one(value in -999_999_999_i64..999_999_999, places in 0_usize..4) {
        let text = format!("{}{}.{:0>width$}", if value < 0 { "-" } else { "" }, value.abs() / 1000, value.abs() % 1000, width = 3 + places);
        prop_assert_eq!(plain_number(text.as_bytes()), text.parse().ok());
        prop_assert_eq!(number(&format!("{text}件")).ok(), text.parse().ok());
    }

    #[test]
    fn an_amount_written_in_any_form_comes_back(yen in 1_i64..99_999_999_999) {
        let grouped = |mark: &str| {
            let digits = yen.to_string();
            let groups: Vec<&str> = digits.as_bytes().rchunks(3).rev().map(|group| std::str::from_utf8(group).unwrap()).collect();
            groups.join(mark)
        };
        let units = if yen >= 100_000_000 { format!("{}億{}円", yen / 100_000_000, yen % 100_000_000) } else { format!("{yen}円") };
        let full_width: String = grouped(",").chars().map(|c| char::from_u32(c as u32 + 0xfee0).unwrap()).collect();
        for text in [format!("¥{}", grouped(",")), format!("\\{}-", grouped(",")), format!("{}円(税抜)", grouped(",")), grouped(" "), grouped(".") + ",0", full_width, units] {
            if text.contains('.') && yen < 1000 {
                continue;
            }
            prop_assert_eq!(money(&text, Currency::JPY), Ok(yen), "{}", text);
        }
        prop_assert_eq!(money(&format!("▲{}", grouped(",")), Currency::JPY), Ok(-yen));
        prop_assert_eq!(money(&format!("({}円)", grouped(",")), Currency::JPY), Ok(-yen));
    }
}
