//! What the filter bar offers.

use super::names;
use crate::filter::complete;
use proptest::prelude::*;
use rstest::rstest;

/// The text with each candidate put in; `^` marks the cursor.
fn completed(marked: &str) -> Vec<String> {
    let cursor = marked.find('^').expect("a cursor");
    let text = marked.replace('^', "");
    let put = |candidate: crate::filter::Completion| {
        let mut text = text.clone();
        text.replace_range(candidate.replace.start..candidate.replace.end, &candidate.text);
        text
    };
    complete(&text, cursor, &names()).into_iter().map(put).collect()
}

#[rstest]
#[case("ren^", &["renewal:"])]
#[case("サクラ -ren^", &["サクラ -renewal:"])]
#[case("(サクラ or ren^) x", &["(サクラ or renewal:) x"])]
#[case("（サクラ or ｒｅｎ^）", &["（サクラ or renewal:）"])]
#[case("re^new:<90d", &["renewal:<90d"])]
#[case("re^new：<90d", &["renewal:<90d"])]
#[case("ふぇ^", &["フェーズ:", "フェーズ日数:"])]
#[case("metric.logins.v^", &["metric.logins.vs(28d,180d):"])]
#[case("field.^", &["field.region:"])]
#[case("signal.^", &["signal.usage:"])]
#[case("状態:き^", &[])]
#[case("状態:危^", &["状態:危険"])]
#[case("light:r^", &["light:red"])]
#[case("light:red,gr^", &["light:red,green", "light:red,grey"])]
#[case("light:^red", &["light:green", "light:yellow", "light:red", "light:grey"])]
#[case("-タッチ:ハイタ^", &["-タッチ:high"])]
#[case("churned:^", &["churned:yes", "churned:no"])]
#[case("is:wat^", &["is:watermelon"])]
#[case("arr:^", &[])]
#[case("nosuch:^", &[])]
#[case("\"ren^", &[])]
fn the_word_at_the_cursor_is_completed_in_the_language_begun(#[case] marked: &str, #[case] expected: &[&str]) {
    assert_eq!(completed(marked), expected);
}

#[test]
fn an_empty_word_offers_every_key_with_its_japanese_name() {
    let offered = complete("light:red ", 10, &names());
    assert!(offered.iter().any(|candidate| candidate.text == "light:" && candidate.ja == Some("状態")));
    assert!(offered.iter().any(|candidate| candidate.text == "metric.logins.mean(28d):"));
    assert!(offered.iter().all(|candidate| !candidate.text.contains("KEY") && !candidate.text.contains(".X")));
}

proptest! {
    #[test]
    fn completing_never_panics_and_replaces_whole_characters(text in "[a-z :,|()\"\\\\状態ｶﾞ：-]{0,12}", cursor in 0_usize..40) {
        for candidate in complete(&text, cursor, &names()) {
            prop_assert!(text.get(candidate.replace.start..candidate.replace.end).is_some());
        }
    }
}
