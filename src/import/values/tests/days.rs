//! Days in every form that import.md promises.

use super::*;

fn ymd(text: &str) -> Day {
    Day::parse_iso(text).unwrap()
}

fn unaided(text: &str) -> Result<Day, RejectReason> {
    day(text, DayReading::default())
}

#[rstest]
#[case("2025-01-05")]
#[case("2025-1-5")]
#[case("2025/1/5")]
#[case("2025/01/05")]
#[case("2025.1.5")]
#[case("20250105")]
#[case("２０２５／１／５")]
#[case("2025年1月5日")]
#[case("２０２５年１月５日")]
#[case("2025年 1月 5日")]
#[case("令和7年1月5日")]
#[case("令和７年１月５日")]
#[case("㋿7年1月5日")]
#[case("R7.1.5")]
#[case("R07/01/05")]
#[case("r7-1-5")]
#[case("Jan 5, 2025")]
#[case("January 5 2025")]
#[case("5 Jan 2025")]
#[case("05-Jan-2025")]
#[case("05-Jan-2025 09:00")]
#[case("Sun, 5 Jan 2025 23:30:00 GMT")]
#[case("05.01.2025")]
#[case("5.1.2025 9:05")]
#[case("2025/01/05（日）")]
#[case("2025年1月5日(日曜日)")]
#[case("2025-01-05 (Sun) 9:05")]
#[case(" 2025/1/5 9:05 ")]
#[case("2025/1/5 午後 3:15")]
#[case("2025/01/05 11:06:19 午前 GMT+9")]
#[case("2025-01-05 04:44:16 PM")]
#[case("2025年1月5日9時5分")]
#[case("2025-01-05T23:30:00-08:00")]
#[case("2025-01-05T00:30:00+09:00")]
#[case("2025-01-05T00:30+0900")]
#[case("2025-01-05T09:36:36.000000+00:00")]
#[case("2025-01-05 00:30:00.123Z")]
#[case("2025-01-05 09:30 UTC")]
#[case("2025-01-05 09:30:00 +0900 (JST)")]
fn a_day_is_the_one_that_is_written(#[case] text: &str) {
    assert_eq!(unaided(text), Ok(ymd("2025-01-05")));
}

#[rstest]
#[case("令和元年5月1日", "2019-05-01")]
#[case("令和1年5月1日", "2019-05-01")]
#[case("平成31年4月30日", "2019-04-30")]
#[case("H31.4.30", "2019-04-30")]
#[case("平成元年1月8日", "1989-01-08")]
#[case("昭和64年1月7日", "1989-01-07")]
#[case("昭和元年12月25日", "1926-12-25")]
#[case("T1.7.30", "1912-07-30")]
#[case("明治6年1月1日", "1873-01-01")]
#[case("R08/10/26", "2026-10-26")]
#[case("R7.4.1", "2025-04-01")]
#[case("令和８年７月２７日", "2026-07-27")]
#[case("2024-02-29", "2024-02-29")]
#[case("9999-12-31", "9999-12-31")]
#[case("06-Nov-2025 09:00", "2025-11-06")]
#[case("31.12.2024", "2024-12-31")]
#[case("Sept. 3, 2025", "2025-09-03")]
fn eras_and_names_of_months_are_read(#[case] text: &str, #[case] iso: &str) {
    assert_eq!(unaided(text), Ok(ymd(iso)));
}

#[rstest]
#[case::no_leap_year("2025-02-29")]
#[case("2025-02-30")]
#[case("2025-13-01")]
#[case("0000-00-00")]
#[case("1900-02-29")]
#[case("1900/2/29")]
#[case("31.02.2025")]
#[case("20251301")]
#[case::before_year_one("令和0年1月1日")]
#[case::era_was_over("平成31年5月1日")]
#[case::era_had_not_begun("令和1年4月30日")]
#[case::another_calendar("明治5年1月1日")]
#[case::that_was_a_sunday("2025/01/05（月）")]
fn a_day_the_calendar_lacks_is_told_as_such(#[case] text: &str) {
    assert_eq!(unaided(text), Err(RejectReason::NoSuchDay));
}

#[rstest]
#[case("24:00")]
#[case("明日")]
#[case("未定")]
#[case("10-50")]
#[case("2025-W01-7")]
#[case("2025-01")]
#[case("1月5日")]
#[case("令和7年")]
#[case("12")]
#[case("2025-01-05T25:00")]
#[case("2025-01-05 13:00 PM")]
#[case("2025-01-05x")]
#[case("2025/1-5")]
#[case("2025-01-05T")]
#[case("2025-01-05T10:00+0é")]
#[case("2025-01-05 12:60")]
#[case("2025-01-05 2025-01-06")]
#[case("１０²")]
#[case("-45662")]
fn what_is_no_date_is_refused(#[case] text: &str) {
    assert_eq!(unaided(text), Err(RejectReason::NotADay));
}

#[rstest]
#[case("25/01/05")]
#[case("03/04/25")]
#[case("5.1.25")]
#[case("05-Jan-25")]
#[case("25年1月5日")]
fn a_year_of_two_digits_is_never_guessed(#[case] text: &str) {
    assert_eq!(unaided(text), Err(RejectReason::ShortYear));
}

#[rstest]
#[case("03/04/2025", "2025-04-03", "2025-03-04")]
#[case("3-4-2025", "2025-04-03", "2025-03-04")]
#[case("11/6/2025", "2025-06-11", "2025-11-06")]
#[case("11/12/2025 04:44:16 PM", "2025-12-11", "2025-11-12")]
fn the_order_of_the_column_decides_day_and_month(#[case] text: &str, #[case] day_month: &str, #[case] month_day: &str) {
    let by = |order| day(text, DayReading { order: Some(order), ..DayReading::default() });
    assert_eq!(unaided(text), Err(RejectReason::UndecidedDay));
    assert_eq!(by(DayOrder::DayMonth), Ok(ymd(day_month)));
    assert_eq!(by(DayOrder::MonthDay), Ok(ymd(month_day)));
}

#[test]
fn a_value_that_contradicts_its_column_is_no_day() {
    let reading = DayReading { order: Some(DayOrder::MonthDay), ..DayReading::default() };
    assert_eq!(day("13/04/2025", reading), Err(RejectReason::NoSuchDay));
    assert_eq!(day("13/04/2025", DayReading::default()), Err(RejectReason::UndecidedDay));
    assert_eq!(unaided("05/05/2025"), Ok(ymd("2025-05-05")), "the same in either order");
}

#[rstest]
#[case(&["2025-01-05", "令和7年1月5日", "未定", "45662", "05.01.2025", "10-50", ""], Verdict::NotNeeded)]
#[case(&["05/05/2025"], Verdict::NotNeeded)]
#[case(&["03/04/2025", "05/06/2025", "01/02/2025"], Verdict::Undecided)]
#[case(&["03/04/2025", "13/04/2025"], Verdict::Decided(DayOrder::DayMonth))]
#[case(&["03/04/2025", "２/１３/2025 9:05"], Verdict::Decided(DayOrder::MonthDay))]
#[case(&["13/04/2025", "04/13/2025"], Verdict::Contradicting)]
#[case(&["03/04/2025", "13/14/2025"], Verdict::Undecided)]
fn the_values_of_a_column_decide_its_order(#[case] texts: &[&str], #[case] verdict: Verdict) {
    let mut votes = OrderVotes::default();
    for text in texts {
        votes.add(text);
    }
    assert_eq!(votes.verdict(), verdict);
}

#[test]
fn day_numbers_and_unix_time_are_told_and_read_only_where_the_column_has_them() {
    let serial = |text, epoch| day(text, DayReading { serials: Some(epoch), ..DayReading::default() });
    let unix = |text| day(text, DayReading { unix: true, ..DayReading::default() });
    for text in ["45662", "45662.5"] {
        assert_eq!(unaided(text), Err(RejectReason::SeemsSerial { day: ymd("2025-01-05") }));
        assert_eq!(serial(text, Epoch::Y1900), Ok(ymd("2025-01-05")));
    }
    for text in ["1736035200", "1736035200000"] {
        assert_eq!(unaided(text), Err(RejectReason::SeemsUnix { day: ymd("2025-01-05") }));
        assert_eq!(unix(text), Ok(ymd("2025-01-05")));
    }
    assert_eq!(unix("1736035200.123"), Ok(ymd("2025-01-05")));
    assert_eq!(unix("1736121599"), Ok(ymd("2025-01-05")), "the last second of the day in UTC");
    assert_eq!(serial("44200", Epoch::Y1904), Ok(ymd("2025-01-05")));
    assert_eq!(serial("1736035200", Epoch::Y1900), Err(RejectReason::SeemsUnix { day: ymd("2025-01-05") }));
}

#[test]
fn day_numbers_pass_over_the_day_that_1900_never_had() {
    let serial = |text, epoch| day(text, DayReading { serials: Some(epoch), ..DayReading::default() });
    assert_eq!(serial("1", Epoch::Y1900), Ok(ymd("1900-01-01")));
    assert_eq!(serial("59", Epoch::Y1900), Ok(ymd("1900-02-28")));
    assert_eq!(serial("60", Epoch::Y1900), Err(RejectReason::NoSuchDay));
    assert_eq!(serial("61", Epoch::Y1900), Ok(ymd("1900-03-01")));
    assert_eq!(serial("0", Epoch::Y1900), Err(RejectReason::NoSuchDay));
    assert_eq!(serial("0", Epoch::Y1904), Ok(ymd("1904-01-01")));
    assert_eq!(serial("2958465", Epoch::Y1900), Ok(ymd("9999-12-31")));
    assert_eq!(serial("2958466", Epoch::Y1900), Err(RejectReason::NoSuchDay));
}

/// The forms that need no help, as chrono writes them.
const FORMS: [&str; 14] = [
    "%Y-%m-%d",
    "%Y/%-m/%-d",
    "%Y.%-m.%-d",
    "%Y年%-m月%-d日",
    "%Y%m%d",
    "%b %-d, %Y",
    "%B %d %Y",
    "%-d %b %Y",
    "%d-%b-%Y",
    "%d.%m.%Y",
    "%a, %d %b %Y 04:44:16 PM",
    "%Y/%m/%d (%A)",
    "%Y-%m-%dT23:59:59.999+14:00",
    "%Y/%-m/%-d 午前 0:31:38 GMT+9",
];

proptest! {
    #[test]
    fn a_day_written_in_any_form_comes_back(number in -25_000_i32..300_000) {
        let written = Day(number);
        for form in FORMS {
            let text = written.date().format(form).to_string();
            prop_assert_eq!(unaided(&text), Ok(written), "{}", text);
        }
        for (order, form) in [(DayOrder::DayMonth, "%-d/%-m/%Y"), (DayOrder::MonthDay, "%m-%d-%Y 9:05")] {
            let text = written.date().format(form).to_string();
            prop_assert_eq!(day(&text, DayReading { order: Some(order), ..DayReading::default() }), Ok(written), "{}", text);
        }
        let serial = DayReading { serials: Some(Epoch::Y1900), ..DayReading::default() };
        prop_assert_eq!(day(&(number + 25_569).to_string(), serial), Ok(written));
    }

    #[test]
    fn a_day_written_in_its_era_comes_back(number in -35_000_i32..47_000) {
        let written = Day(number);
        let starts = [("令和", "R", "2019-05-01"), ("平成", "H", "1989-01-08"), ("昭和", "S", "1926-12-25"), ("大正", "T", "1912-07-30"), ("明治", "M", "1868-10-23")];
        let (name, letter, start) = starts.into_iter().find(|(_, _, start)| ymd(start) <= written).unwrap();
        let months = ymd(start).months_until(written);
        let first = i32::try_from(ymd(start).month_day().0).unwrap() - 1;
        let year = (first + months).div_euclid(12) + 1;
        let (month, of_month) = written.month_day();
        for text in [format!("{name}{year}年{month}月{of_month}日"), format!("{letter}{year}.{month}.{of_month}"), format!("{letter}{year:02}/{month:02}/{of_month:02}")] {
            prop_assert_eq!(unaided(&text), Ok(written), "{}", text);
        }
    }

    #[test]
    fn the_fast_path_agrees_with_the_calendar(number in -300_000_i32..900_000) {
        let text = Day(number).to_string();
        prop_assert_eq!(iso_day(text.as_bytes()), Day::parse_iso(&text));
    }
}
