//! What is wrong with a filter, or with the name of a fact.

use crate::facts::FactError;
use crate::filter::{Expected, FilterError, FilterErrorKind};
use crate::i18n::errors::{meant, underlined};
use crate::i18n::{Lang, Sentence, sentences};

sentences! {
    unknown_fact(key) { en: "there is no `{key}` to ask for", ja: "`{key}` というデータ項目はありません" }
    unknown_metric(name) { en: "there is no metric `{name}`", ja: "`{name}` という指標はありません" }
    unknown_signal(name) { en: "there is no signal `{name}`", ja: "`{name}` という評価項目はありません" }
    needs_window(key) { en: "`{key}` needs its window", ja: "`{key}` には期間の指定が必要です" }
    no_window(key) { en: "`{key}` takes no window", ja: "`{key}` に期間は指定できません" }
    bad_window(text) { en: "`{text}` has no window that can be read", ja: "`{text}` の期間を読み取れません" }
    see_facts() { en: "`banso facts` lists what can be asked.", ja: "使える項目は banso facts で一覧できます。" }
    see_metrics() { en: "Metrics stand in rules.toml under [metrics]; `banso import --new-metrics` adds them.", ja: "指標は rules.toml の [metrics] に定義します。banso import --new-metrics で追加できます。" }
    see_signals() { en: "Signals are those of the scorecards in rules.toml.", ja: "評価項目は rules.toml のスコアカードに定義されたものです。" }
    write_windows(key, windows) { en: "Write it as `{key}{windows}`.", ja: "`{key}{windows}` のように書きます。" }
    without_window(key) { en: "Write just `{key}`.", ja: "`{key}` とだけ書きます。" }
    missing_key() { en: "nothing stands before the colon", ja: "コロンの前に項目名がありません" }
    missing_colon(key) { en: "`{key}` is missing its colon", ja: "`{key}` の後にコロンがありません" }
    colon_hint(key) { en: "Write `{key}:>10`, with the colon before the comparison.", ja: "`{key}:>10` のように、比較記号の前にコロンを書きます。" }
    missing_value(key) { en: "`{key}` is missing its value", ja: "`{key}` の値がありません" }
    bad_value(key, value) { en: "`{value}` is no value of `{key}`", ja: "`{value}` は `{key}` の値として読めません" }
    not_comparable(key, sign) { en: "`{key}` has no order, so `{sign}` says nothing", ja: "`{key}` は大小を比べられないため `{sign}` は使えません" }
    thousands_comma(value) { en: "a comma inside the number `{value}` would make it a list", ja: "数字 `{value}` の中のカンマは一覧の区切りになります" }
    without_comma() { en: "Write numbers without commas: 1000000, 1m or 100万.", ja: "カンマなしで書きます: 1000000、1m、100万。" }
    reversed(low, high) { en: "the range {low}..{high} is reversed", ja: "範囲 {low}..{high} の大小が逆です" }
    swap(low, high) { en: "Write {high}..{low}.", ja: "{high}..{low} と書きます。" }
    mixed(low, high) { en: "the range {low}..{high} mixes a date and days", ja: "範囲 {low}..{high} に日付と日数が混ざっています" }
    same_kind() { en: "Write both ends as dates, or both as days.", ja: "両端を日付か日数にそろえます。" }
    open_quote() { en: "this quote is never closed", ja: "引用符が閉じられていません" }
    close_quote() { en: "Close it with a second \".", ja: "\" を閉じてください。" }
    open_paren() { en: "this parenthesis is never closed", ja: "括弧が閉じられていません" }
    close_paren() { en: "Close it with ).", ja: ") で閉じてください。" }
    stray_paren() { en: "this parenthesis was never opened", ja: "対応する開き括弧がありません" }
    drop_paren() { en: "Take it out, or open one before.", ja: "削除するか、前に ( を書いてください。" }
    missing_term(sign) { en: "nothing follows `{sign}`", ja: "`{sign}` の後に条件がありません" }
    add_term() { en: "Put a condition there, such as light:red.", ja: "light:red のような条件を書いてください。" }
    too_deep(max) { en: "more than {max} parentheses stand within each other", ja: "括弧の入れ子が{max}段を超えています" }
    too_long(bytes, max) { en: "the filter has {bytes} bytes, {max} are the most", ja: "フィルターが長すぎます ({bytes}バイト、上限{max}バイト)" }
    simpler() { en: "Split it into two filters.", ja: "フィルターを分けてください。" }
    expected(what) { en: "Expected {what}.", ja: "{what}を指定します。" }
}

/// A filter's error with its place underlined in the text as typed.
pub fn filter_error(lang: Lang, text: &str, error: &FilterError) -> Sentence {
    let Sentence { what, hint } = kind(lang, &error.kind);
    Sentence { what: underlined(&what, None, text, error.span.start..error.span.end), hint }
}

/// A filter's error in a few words, where its place is shown by whoever shows the text.
pub fn filter_words(lang: Lang, error: &FilterError) -> Sentence {
    kind(lang, &error.kind)
}

/// What is wrong in a few words.
pub(in crate::i18n) fn kind(lang: Lang, error: &FilterErrorKind) -> Sentence {
    use FilterErrorKind as E;
    let (what, hint) = match error {
        E::Key(error) => return fact_error(lang, error),
        E::MissingKey => (missing_key(lang), see_facts(lang)),
        E::MissingColon { key } => (missing_colon(lang, key), colon_hint(lang, key)),
        E::MissingValue { key, expected } => (missing_value(lang, key), expects(lang, *expected)),
        E::BadValue { key, value, expected, nearest } => (bad_value(lang, key, value), meant(lang, nearest.as_deref(), || expects(lang, *expected))),
        E::NotComparable { key, sign, expected } => (not_comparable(lang, key, sign), expects(lang, *expected)),
        E::ThousandsComma { value, .. } => (thousands_comma(lang, value), without_comma(lang)),
        E::ReversedRange { low, high, .. } => (reversed(lang, low, high), swap(lang, low, high)),
        E::MixedRange { low, high, .. } => (mixed(lang, low, high), same_kind(lang)),
        E::UnclosedQuote => (open_quote(lang), close_quote(lang)),
        E::UnclosedParen => (open_paren(lang), close_paren(lang)),
        E::UnexpectedClose => (stray_paren(lang), drop_paren(lang)),
        E::MissingTerm { sign } => (missing_term(lang, sign), add_term(lang)),
        E::TooDeep { max } => (too_deep(lang, max), simpler(lang)),
        E::TooLong { bytes, max } => (too_long(lang, bytes, max), simpler(lang)),
    };
    Sentence::with_hint(what, hint)
}

/// Why a text names no fact.
pub fn fact_error(lang: Lang, error: &FactError) -> Sentence {
    let (what, hint) = match error {
        FactError::Unknown { key, nearest } => (unknown_fact(lang, key), meant(lang, nearest.as_deref(), || see_facts(lang))),
        FactError::UnknownMetric { name, nearest } => (unknown_metric(lang, name), meant(lang, nearest.as_deref(), || see_metrics(lang))),
        FactError::UnknownSignal { name, nearest } => (unknown_signal(lang, name), meant(lang, nearest.as_deref(), || see_signals(lang))),
        FactError::NeedsWindow { key, windows } => {
            (needs_window(lang, key), write_windows(lang, key, if *windows == 2 { "(28d,180d)" } else { "(28d)" }))
        }
        FactError::TakesNoWindow { key } => (no_window(lang, key), without_window(lang, key)),
        FactError::BadWindow { text } => (bad_window(lang, text), write_windows(lang, "…", "(28d)")),
    };
    Sentence::with_hint(what, hint)
}

pub(in crate::i18n) fn expects(lang: Lang, what: Expected) -> String {
    let words = what.words();
    if !words.is_empty() {
        let list: Vec<&str> = words.iter().map(|(en, ja)| lang.pick(*en, *ja)).collect();
        return expected(lang, list.join(lang.pick(", ", "・")));
    }
    let text = match what {
        Expected::Money | Expected::Number => lang.pick("a number such as 10, 1.5m or 300万", "10、1.5m、300万 のような数"),
        Expected::Share => lang.pick("a share such as 30% or 0.3", "30% や 0.3 のような割合"),
        Expected::Days => lang.pick("days such as 90d, 4w or 2026-12-31", "90d、4w、2026-12-31 のような日数か日付"),
        Expected::Text | Expected::Words(_) | Expected::YesNo | Expected::Judgement => lang.pick("a text", "文字"),
    };
    expected(lang, text)
}
