//! Which accounts a filter means.

use super::{Desk, parse};
use crate::filter::Filter;
use rstest::rstest;

const ALL: &[&str] = &["sakura", "aozora", "gone"];
const NONE: &[&str] = &[];

#[rstest]
#[case("light:red touch:high", &["sakura"])]
#[case("light:red,yellow renewal:<=90d", &["sakura"])]
#[case("arr:1m..5m", &["sakura", "aozora"])]
#[case("arr:>=300万", &["sakura"])]
#[case("nps:<7", &["sakura"])]
#[case("(phase:onboarding or tenure:<60d) -tag:pilot", &["aozora"])]
#[case("metric.logins.weekly(28d):<1", NONE)]
#[case("metric.logins.vs(28d,180d):<-30%", &["sakura"])]
#[case("last_touch:>30d", &["sakura", "gone"])]
#[case("nps:none", &["aozora", "gone"])]
#[case("sakura", &["sakura"])]
#[case("\"株式会社 サクラ\"", &["sakura"])]
#[case("状態:危険 更新:<90d 年額:>=300万 タッチ:ハイ フェーズ:導入", &["sakura"])]
#[case("信号:赤", &["sakura"])]
#[case("更新：＜９０ｄ", &["sakura", "gone"])]
fn the_examples_of_the_design_mean_what_they_say(#[case] text: &str, #[case] expected: &[&str]) {
    assert_eq!(Desk::new().asked(text), expected);
}

#[rstest]
#[case("", ALL)]
#[case(" \u{3000} ", ALL)]
#[case("light:yellow touch:high or light:grey", &["gone"])]
#[case("light:yellow (touch:high or light:grey)", NONE)]
#[case("light:yellow | light:grey", &["aozora", "gone"])]
#[case("light:yellow|light:grey", &["aozora", "gone"])]
#[case("light:yellow ＯＲ light:grey", &["aozora", "gone"])]
#[case("-light:yellow touch:high,low", &["sakura"])]
#[case("not light:yellow touch:high,low", &["sakura"])]
#[case("NOT(light:yellow or light:grey)", &["sakura"])]
#[case("-(light:yellow or light:grey)", &["sakura"])]
#[case("--light:red", &["sakura"])]
#[case("not -not light:red", &["aozora", "gone"])]
#[case("(light:red)(touch:high)", &["sakura"])]
fn or_binds_weaker_than_juxtaposition_and_a_negation_takes_one_term(#[case] text: &str, #[case] expected: &[&str]) {
    assert_eq!(Desk::new().asked(text), expected);
}

#[rstest]
// Name, reading, id, tag, contact, mail; in any case, width and kana.
#[case("電機", &["sakura"])]
#[case("ＡＯＺＯＲＡ foods", &["aozora"])]
#[case("サクラデンキ", &["sakura"])]
#[case("GONE", &["gone"])]
#[case("pilo", &["sakura"])]
#[case("田中", &["sakura"])]
#[case("person1@", &["sakura"])]
// Who has left is not found.
#[case("鈴木", NONE)]
#[case("aozora sakura", NONE)]
#[case("foods\u{3000}aozora", &["aozora"])]
#[case("\"foods aozora\"", NONE)]
#[case("name:foods,さくら", &["sakura", "aozora"])]
#[case("name:田中", &["sakura"])]
// ㈱ is a group of one word.
#[case("㈱サクラ電機", &["sakura"])]
#[case("7", NONE)]
#[case("-田中", &["aozora", "gone"])]
fn words_are_searched_folded_and_all_must_be_found(#[case] text: &str, #[case] expected: &[&str]) {
    assert_eq!(Desk::new().asked(text), expected);
}

#[rstest]
#[case("segment:smb", &["aozora"])]
#[case("segment:ＳＭＢ", &["aozora"])]
#[case("segment:みどる", &["sakura"])]
#[case("segment:SM", NONE)]
#[case("segment:=smb,ミドル", &["sakura", "aozora"])]
#[case("segment:none", &["gone"])]
#[case("segment:\"none\"", NONE)]
#[case("segment:none,smb", &["aozora", "gone"])]
#[case("tag:PILOT", &["sakura"])]
#[case("tag:\"重要 顧客\"", &["sakura"])]
#[case("tag:重要", NONE)]
#[case("タグ:any", &["sakura"])]
#[case("field.region:東京", &["sakura"])]
#[case("項目.region:none", &["aozora", "gone"])]
#[case("id:Sakura", &["sakura"])]
fn a_text_equals_as_a_whole(#[case] text: &str, #[case] expected: &[&str]) {
    assert_eq!(Desk::new().asked(text), expected);
}

#[rstest]
#[case("-nps:<7", &["aozora", "gone"])]
#[case("nps:>=7", NONE)]
#[case("-nps:>=7", ALL)]
#[case("nps:any", &["sakura"])]
#[case("nps:なし", &["aozora", "gone"])]
#[case("nps:none,>7", &["aozora", "gone"])]
#[case("nps:6", &["sakura"])]
#[case("nps:..6", &["sakura"])]
#[case("nps:6..", &["sakura"])]
#[case("nps:6.01..", NONE)]
#[case("signal.usage:<50", &["sakura"])]
#[case("-signal.usage:<50", &["aozora", "gone"])]
fn an_unknown_fact_answers_no_comparison_and_negation_turns_that_round(#[case] text: &str, #[case] expected: &[&str]) {
    assert_eq!(Desk::new().asked(text), expected);
}

#[rstest]
#[case("arr:4.8m", &["sakura"])]
#[case("arr:480万", &["sakura"])]
#[case("arr:0.048億", &["sakura"])]
#[case("arr:4800k", &["sakura"])]
#[case("arr:<0.0048b", &["aozora", "gone"])]
#[case("arr:０", &["gone"])]
#[case("seats:10..10", &["sakura", "aozora"])]
#[case("coverage:>=70%", &["sakura"])]
#[case("coverage:0.4", &["aozora"])]
#[case("coverage:30%..50%", &["aozora"])]
#[case("metric.logins.vs(28d,180d):-60%..-40%", &["sakura"])]
#[case("metric.logins.vs(4w,180d):-50%", &["sakura"])]
fn units_follow_the_form_of_the_fact(#[case] text: &str, #[case] expected: &[&str]) {
    assert_eq!(Desk::new().asked(text), expected);
}

#[rstest]
#[case("renewal:45", &["sakura"])]
#[case("renewal:0d..45d", &["sakura"])]
#[case("renewal:<2m", &["sakura", "gone"])]
#[case("renewal:<-5d", &["gone"])]
#[case("renewal:-15d", &["gone"])]
#[case("renewal:<−5d", &["gone"])]
#[case("renewal:..-2w", &["gone"])]
#[case("tenure:>1y", &["sakura", "gone"])]
#[case("tenure:400", &["sakura"])]
// Today is 2026-11-02, the renewal of sakura 45 days on is 2026-12-17.
#[case("renewal:2026-12-17", &["sakura"])]
#[case("renewal:<2026-12-17", &["gone"])]
#[case("renewal:<=2026-12-17", &["sakura", "gone"])]
#[case("renewal:2026-11-01..2026-12-31", &["sakura"])]
// The last touch of sakura 40 days ago was on 2026-09-23, that of aozora on 2026-10-28; gone was never touched.
#[case("last_touch:2026-09-23", &["sakura"])]
#[case("last_touch:<2026-10-01", &["sakura", "gone"])]
#[case("last_touch:>=2026-10-01", &["aozora"])]
#[case("notice:15d", &["sakura"])]
fn days_may_be_counted_or_dated(#[case] text: &str, #[case] expected: &[&str]) {
    assert_eq!(Desk::new().asked(text), expected);
}

#[rstest]
#[case("phase:導入,定着", &["sakura", "aozora"])]
#[case("touch:\"high touch\"", &["sakura"])]
#[case("touch:ロータッチ", &["aozora"])]
#[case("touch:none", &["gone"])]
#[case("touch:=high", &["sakura"])]
#[case("-touch:high", &["aozora", "gone"])]
#[case("strategic:はい", &["sakura"])]
#[case("strategic:no", &["aozora"])]
#[case("strategic:0", &["aozora"])]
#[case("champion:あり", &["sakura"])]
#[case("champion:none", &["aozora", "gone"])]
#[case("解約済み:はい", &["gone"])]
#[case("phase:churned", &["gone"])]
#[case("is:no-touch-model", NONE)]
#[case("is:担当者1人のみ", &["sakura", "aozora"])]
#[case("is:watermelon,one-contact", &["sakura", "aozora"])]
#[case("is:none", &["gone"])]
fn words_are_understood_in_either_language(#[case] text: &str, #[case] expected: &[&str]) {
    assert_eq!(Desk::new().asked(text), expected);
}

#[test]
fn an_account_that_does_not_exist_yet_has_no_facts() {
    let desk = Desk::new();
    let context = crate::facts::Context { book: &desk.book, settings: &desk.settings, memo: &desk.memo, standings: None };
    let early = context.at(0, super::TODAY.plus(-5000));
    assert!(parse("touch:none -is:one-contact -arr:0").matches(&early));
}

#[test]
fn a_filter_tells_its_facts_with_their_places_and_levels() {
    let text = "更新:<90d (状態:赤 or -is:lapsed) サクラ";
    let filter = parse(text);
    let facts: Vec<(String, &str)> =
        filter.facts().map(|(fact, span)| (fact.to_string(), text.get(span.start..span.end).unwrap_or_default())).collect();
    let expected = [("renewal", "更新:<90d"), ("light", "状態:赤"), ("is", "is:lapsed")];
    assert_eq!(facts, expected.map(|(fact, part)| (fact.to_owned(), part)));
    assert_eq!(filter.level(), 2);
    assert_eq!((parse("状態:赤").level(), parse("更新:<90d").level(), parse("サクラ").level()), (1, 0, 0));
    assert!(filter.names_fact("light") && !filter.names_fact("churned"));
    assert!(parse("metric.logins.mean(28d):>1").names_fact("metric.KEY.mean"));
}

#[test]
fn a_filter_that_speaks_of_churned_accounts_is_known_by_it() {
    for text in ["churned:yes", "sakura -churned:no", "phase:解約", "(touch:high or phase:onboarding,churned)"] {
        assert!(parse(text).names_churned(), "{text}");
    }
    assert!(!parse("churned phase:renewal").names_churned());
}

#[test]
fn only_an_empty_text_is_an_empty_filter() {
    assert!(parse("").is_empty() && parse("  ").is_empty() && Filter::default().is_empty());
    assert!(!parse("a").is_empty());
}
