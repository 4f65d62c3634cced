//! The normal form: what it looks like, and that reading it gives the same tree.

use super::{names, normal, parse};
use crate::domain::Day;
use crate::domain::words::{PHASE_WORDS, TOUCH_WORDS};
use crate::facts::{FactRef, Form, JUDGEMENTS};
use crate::filter::amount::counts_days;
use crate::filter::tree::{Amount, Expr, Item, Node, Op, Text};
use crate::filter::{Filter, MAX_BYTES, Span};
use proptest::prelude::*;
use rstest::rstest;
use unicode_normalization::UnicodeNormalization as _;

#[rstest]
#[case("状態:危険 更新:<90d 年額:>=300万 タッチ:ハイ フェーズ:導入", "light:red renewal:<90d arr:>=3m touch:high phase:onboarding")]
#[case("更新：＜３ｍ", "renewal:<90d")]
#[case("信号:赤,黄|サクラ", "light:red,yellow or サクラ")]
#[case("(a)((b)) (c (d))", "a b c d")]
#[case("(a or b) c", "(a or b) c")]
#[case("a or (b c) or (d or e)", "a or b c or d or e")]
#[case("not (a or b) ---c", "-(a or b) -c")]
#[case("not (light:red)", "-light:red")]
#[case("arr:1000k..5m", "arr:1m..5m")]
#[case("arr:=1234567", "arr:1234567")]
#[case("arr:4.35m,12億,..9", "arr:4.35m,1.2b,..9")]
#[case("seats:>1k", "seats:>1000")]
#[case("coverage:0.07,0.3..", "coverage:7%,30%..")]
#[case("renewal:1y,-0,-2w..2026", "renewal:365d,0d,-14d..2026d")]
#[case("renewal:<2026-12-01", "renewal:<2026-12-01")]
#[case("champion:あり strategic:0 nps:なし", "champion:yes strategic:no nps:none")]
#[case("is:隠れリスク", "is:watermelon")]
#[case("指標.logins.比較(4w,180d):<−30%", "metric.logins.vs(28d,180d):<-30%")]
#[case("推移(28日):<0 年額(ARR):any", "trend:<0 arr:any")]
#[case("segment:\"none\",None tag:\"a,b\"", "segment:\"none\",none tag:\"a,b\"")]
#[case("name:㈱サクラ \"SMB\" \"or\" “株 式”", "name:\"(株)サクラ\" SMB \"or\" \"株 式\"")]
#[case(r#""a\"b\\c" "-x""#, r#""a\"b\\c" "-x""#)]
#[case("field.url:http://x", "field.url:\"http://x\"")]
#[case("サクラ(株)", "サクラ 株")]
#[case("foo\"bar baz\"", "foo \"bar baz\"")]
fn the_normal_form_is_english_and_plain(#[case] text: &str, #[case] expected: &str) {
    assert_eq!(normal(text), expected);
    assert_eq!(normal(expected), expected);
    assert_eq!(parse(expected), parse(text));
}

#[test]
fn filters_are_equal_by_meaning_and_not_by_place() {
    assert_eq!(parse("  light:red"), parse("信号:赤"));
    assert_eq!(parse("サクラ"), parse("さくら"));
    assert_ne!(parse("light:red"), parse("light:yellow"));
    assert_ne!(parse("a b"), parse("a or b"));
}

const NOWHERE: Span = Span { start: 0, end: 0 };

fn text() -> impl Strategy<Value = Text> {
    let typed = prop_oneof!["[a-zサクラ株ﾃﾞ]{1,6}", "[ -~]{1,8}", "\\PC{1,6}", Just("or".to_owned()), Just("None".to_owned())];
    typed.prop_filter_map("blank", |typed| Text::new(&typed.nfkc().collect::<String>()))
}

fn amount(form: Form) -> BoxedStrategy<Amount> {
    if counts_days(form) {
        let days = (-36_500..36_500_i32).prop_map(|days| Amount::Number(f64::from(days)));
        return prop_oneof![days, (0..50_000_i32).prop_map(|day| Amount::Date(Day(day)))].boxed();
    }
    let cents = (-1_000_000_i32..1_000_000).prop_map(|cents| Amount::Number(f64::from(cents) / 100.0));
    let millions = (-100_000_i32..100_000).prop_map(|tens| Amount::Number(f64::from(tens) * 10_000.0));
    prop_oneof![cents, millions, (-1e15..1e15).prop_map(Amount::Number), (-1.0..1.0).prop_map(Amount::Number)].boxed()
}

fn numeric(form: Form) -> BoxedStrategy<Item> {
    let op = prop::sample::select(Op::SIGNS.map(|(_, op)| op).to_vec());
    let compare = (op, amount(form)).prop_map(|(op, amount)| Item::Compare(op, amount));
    let range = (amount(form), amount(form), 0..3).prop_filter_map("mixed", |(a, b, open)| {
        let reversed = match (a, b) {
            (Amount::Number(a), Amount::Number(b)) => a > b,
            (Amount::Date(a), Amount::Date(b)) => a > b,
            _ => return None,
        };
        let (low, high) = if reversed { (b, a) } else { (a, b) };
        Some(Item::Range((open != 1).then_some(low), (open != 2).then_some(high)))
    });
    prop_oneof![compare, range].boxed()
}

fn item(form: Form) -> BoxedStrategy<Item> {
    let own = match form {
        Form::Text | Form::Set => text().prop_map(Item::Equals).boxed(),
        Form::Search => text().prop_map(Item::Contains).boxed(),
        Form::Words(words) => (0..words.len()).prop_map(|place| Item::Word(words[place].key)).boxed(),
        Form::YesNo => any::<bool>().prop_map(Item::YesNo).boxed(),
        Form::Judgement => (0..JUDGEMENTS.len()).prop_map(Item::Judgement).boxed(),
        Form::Money | Form::Number | Form::Share | Form::Since | Form::Until | Form::Days => numeric(form),
    };
    prop_oneof![4 => own, 1 => any::<bool>().prop_map(Item::Known)].boxed()
}

fn leaf() -> impl Strategy<Value = Node> {
    const KEYS: [&str; 16] = [
        "name",
        "segment",
        "tag",
        "field.region",
        "arr",
        "nps",
        "coverage",
        "metric.logins.vs(28d,180d)",
        "tickets(30d)",
        "renewal",
        "last_touch",
        "overdue",
        "touch",
        "phase",
        "churned",
        "is",
    ];
    let fact = prop::sample::select(KEYS.to_vec()).prop_flat_map(|key| {
        let fact = FactRef::parse(key, &names()).unwrap();
        prop::collection::vec(item(fact.fact.form), 1..4)
            .prop_filter("thousands", |items| !looks_like_thousands(items))
            .prop_map(move |items| Expr::Fact(fact.clone(), items))
    });
    prop_oneof![fact, text().prop_map(Expr::Search)].prop_map(|expr| Node { expr, span: NOWHERE })
}

/// `>1,000`, which nobody can type as a list.
fn looks_like_thousands(items: &[Item]) -> bool {
    items.iter().skip(1).any(|item| matches!(item, Item::Compare(Op::Equal, Amount::Number(number)) if (100.0..1000.0).contains(number)))
}

fn tree() -> impl Strategy<Value = Node> {
    leaf().prop_recursive(6, 40, 4, |part| {
        prop_oneof![
            prop::collection::vec(part.clone(), 1..4).prop_filter_map("no parts", Node::all),
            prop::collection::vec(part.clone(), 1..4).prop_filter_map("no parts", Node::any),
            part.prop_map(|part| part.not(0)),
        ]
    })
}

/// Texts that look like filters, well made or not.
fn soup() -> impl Strategy<Value = String> {
    const PIECES: &[&str] = &[
        " ",
        " ",
        " ",
        "-",
        "not ",
        " or ",
        "|",
        "(",
        ")",
        "\"",
        "“",
        ":",
        ",",
        "..",
        "<",
        ">=",
        "=",
        "light:red",
        "状態:",
        "危険",
        "arr:",
        "1m",
        "300万",
        "更新：",
        "90d",
        "2026-01-01",
        "coverage:",
        "30%",
        "tickets(30d):",
        "name:",
        "株",
        "ｶﾞ",
        "\\",
        "none",
        "１",
        "㈱",
        "-5",
        "\u{301}",
        "ﾡ",
        "ￂ",
        "field.ｶ:",
    ];
    prop::collection::vec(prop::sample::select(PIECES), 0..14).prop_map(|pieces| pieces.concat())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(512))]

    #[test]
    fn a_tree_printed_and_read_is_the_same_tree(root in tree()) {
        let filter = Filter { root: Some(root) };
        let printed = filter.to_string();
        prop_assume!(printed.len() <= MAX_BYTES);
        let again = Filter::parse(&printed, &names());
        prop_assert_eq!(again.as_ref(), Ok(&filter), "{}", printed);
    }

    #[test]
    fn what_can_be_read_can_be_printed_and_read_again(text in soup()) {
        if let Ok(filter) = Filter::parse(&text, &names()) {
            let printed = filter.to_string();
            let again = Filter::parse(&printed, &names());
            prop_assert_eq!(again.as_ref(), Ok(&filter), "{}", printed);
            prop_assert_eq!(again.map(|again| again.to_string()), Ok(printed));
        }
    }

    #[test]
    fn no_text_panics_and_every_error_has_its_place(text in prop_oneof![soup(), any::<String>()]) {
        match Filter::parse(&text, &names()) {
            Ok(filter) => prop_assert!(filter.facts().all(|(_, span)| text.get(span.start..span.end).is_some())),
            Err(error) => prop_assert!(text.get(error.span.start..error.span.end).is_some(), "{:?}", error),
        }
    }
}

#[test]
fn every_word_of_every_table_is_read_in_each_of_its_forms() {
    for (key, words) in [("touch", TOUCH_WORDS), ("phase", PHASE_WORDS)] {
        for word in words {
            for form in [word.key, word.ja].iter().chain(word.aliases) {
                assert_eq!(normal(&format!("{key}:\"{form}\"")), format!("{key}:{}", word.key));
            }
        }
    }
}
