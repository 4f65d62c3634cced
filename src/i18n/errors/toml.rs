//! What is wrong with `rules.toml` or `config.toml`: every problem with its place underlined.

use crate::config::{self, Expected};
use crate::i18n::errors::filter::{expects, fact_error, kind as filter_kind};
use crate::i18n::errors::{meant, underlined};
use crate::i18n::{Lang, Sentence, sentences};
use crate::rules::{self, Thing};

sentences! {
    syntax(message) { en: "this is not TOML: {message}", ja: "TOMLとして読めません: {message}" }
    unknown_key(key) { en: "there is no key `{key}` here", ja: "ここに `{key}` というキーはありません" }
    known_keys(keys) { en: "Known here: {keys}.", ja: "使えるキー: {keys}" }
    missing_key(key) { en: "`{key}` is missing here", ja: "`{key}` がありません" }
    add_key(key) { en: "Add `{key} = …`.", ja: "`{key} = …` を追加してください。" }
    wrong_type(key, found) { en: "`{key}` is {found}", ja: "`{key}` の型が違います ({found})" }
    expected(what) { en: "Expected {what}.", ja: "{what}を指定します。" }
    out_of_range(key, text) { en: "`{key} = {text}` is out of range", ja: "`{key} = {text}` は範囲外です" }
    from_to(least, most) { en: "From {least} to {most}.", ja: "{least}から{most}の範囲で指定します。" }
    above_zero() { en: "It must be above 0.", ja: "0より大きい値を指定します。" }
    at_least(least) { en: "At least {least}.", ja: "{least}以上を指定します。" }
    at_most(most) { en: "At most {most}.", ja: "{most}以下を指定します。" }
    unknown_word(key, text) { en: "`{text}` is no value of `{key}`", ja: "`{text}` は `{key}` の値として使えません" }
    one_of(words) { en: "One of: {words}.", ja: "使える値: {words}" }
    level(fact) { en: "`{fact}` is made of scores, and here scores would run in circles", ja: "`{fact}` はスコアから作られるため、ここで使うと循環します" }
    use_row_facts() { en: "Use facts of rows here, such as usage, tickets or contracts.", ja: "利用実績・問い合わせ・契約などのデータ項目を使ってください。" }
    no_number(fact) { en: "`{fact}` is no number", ja: "`{fact}` は数ではありません" }
    use_equals() { en: "Compare it with `equals`.", ja: "`equals` で比べてください。" }
    band_value(text, fact) { en: "`{text}` is no value of `{fact}`", ja: "`{text}` は `{fact}` の値として読めません" }
    band_test() { en: "a band needs exactly one of at_least, at_most, equals, else", ja: "段階には at_least、at_most、equals、else のいずれか1つが必要です" }
    write_band() { en: "Write {{ at_least = 3, points = 2 }}.", ja: "{{ at_least = 3, points = 2 }} のように書きます。" }
    no_else() { en: "the last band must say what everything else earns", ja: "最後の段階には、それ以外の場合の点数が必要です" }
    add_else() { en: "Add {{ else = true, points = 0 }}.", ja: "{{ else = true, points = 0 }} を追加してください。" }
    unreachable_band() { en: "this band can never be reached: those above take all of it", ja: "この段階には到達しません (上の段階がすべて含みます)" }
    reorder() { en: "Bands are read from the top; put the stricter one first.", ja: "段階は上から順に判定します。厳しい条件を先に書いてください。" }
    both_curves() { en: "`bands` and `linear` exclude each other", ja: "`bands` と `linear` は同時に使えません" }
    no_curve() { en: "`bands` or `linear` is missing", ja: "`bands` または `linear` がありません" }
    keep_one() { en: "Keep one of them.", ja: "どちらか一方にしてください。" }
    add_curve() { en: "Say what a value earns: bands = [ … ] or linear = {{ from, to, points }}.", ja: "bands = [ … ] または linear = {{ from, to, points }} で点数を決めてください。" }
    flat_line() { en: "`from` and `to` are the same, so the line leads nowhere", ja: "`from` と `to` が同じです" }
    move_end() { en: "Move one of them.", ja: "どちらかを変えてください。" }
    weight_on_points() { en: "a points card has no weights", ja: "ポイント式のカードでは重みを使えません" }
    drop_weight() { en: "Take `weight` out, or set scale = \"percent\".", ja: "`weight` を削除するか、scale = \"percent\" にしてください。" }
    nothing_to_earn(key) { en: "`{key}` can never earn a point", ja: "`{key}` は点数を得られません" }
    give_points() { en: "Give at least one band points above 0.", ja: "0より大きい点数の段階を1つ以上設けてください。" }
    no_day(fact) { en: "`{fact}` has no day of its own, so it cannot grow stale", ja: "`{fact}` には日付がないため、期限を設けられません" }
    drop_stale() { en: "Take `stale_after` out.", ja: "`stale_after` を削除してください。" }
    light_order(green, yellow) { en: "green ({green}) must be above yellow ({yellow})", ja: "green ({green}) は yellow ({yellow}) より大きくしてください" }
    raise_green() { en: "Raise green, or lower yellow.", ja: "green を上げるか、yellow を下げてください。" }
    duplicate(thing, key, first) { en: "the {thing} `{key}` stands on line {first} already", ja: "{thing} `{key}` は{first}行目で定義済みです" }
    other_key() { en: "Give it another key.", ja: "別のキーにしてください。" }
    no_card() { en: "there is no [[scorecard]]", ja: "[[scorecard]] がありません" }
    add_card() { en: "`banso init` in an empty folder writes rules to start from.", ja: "banso init で作成されるルールを参考にしてください。" }
    not_last(thing, key) { en: "the {thing} `{key}` takes everything, so those below are never used", ja: "{thing} `{key}` がすべてに当てはまるため、以降は使われません" }
    put_last() { en: "Give it a `when`, or put it last.", ja: "`when` を付けるか、最後に移してください。" }
    last_has_when(name) { en: "the last scorecard, `{name}`, has a `when`: accounts it does not take would have no score", ja: "最後のスコアカード `{name}` に `when` があるため、当てはまらない顧客にスコアが付きません" }
    drop_when() { en: "Take its `when` out, or add a last card without one.", ja: "`when` を外すか、`when` のないカードを最後に追加してください。" }
    effect_missing() { en: "an override needs `at_best` or `at_worst`", ja: "上書きには `at_best` または `at_worst` が必要です" }
    effect_both() { en: "an override takes one of `at_best` and `at_worst`", ja: "`at_best` と `at_worst` は一方だけ指定します" }
    idle(light) { en: "`{light}` changes nothing here", ja: "ここで `{light}` を指定しても何も変わりません" }
    other_light() { en: "at_best takes red or yellow, at_worst green or yellow.", ja: "at_best は red か yellow、at_worst は green か yellow を指定します。" }
    key_conflict(key, with, action) { en: "the keys `{key}` and `{with}` ({action}) are in each other's way: one begins the other", ja: "キー `{key}` と `{with}` ({action}) が重なっています (一方がもう一方の始まりです)" }
    free_key(with) { en: "Take another key, or free that one: \"{with}\" = \"none\".", ja: "別のキーにするか、\"{with}\" = \"none\" で空けてください。" }
    no_action(key) { en: "the trigger `{key}` does nothing", ja: "トリガー `{key}` に行うことがありません" }
    add_action() { en: "Give it a `task` or a `playbook`.", ja: "`task` または `playbook` を指定してください。" }
}

/// A problem of the rules with its place underlined in the file.
pub fn rules_problem(lang: Lang, file: &str, text: &str, problem: &rules::Problem) -> Sentence {
    let Sentence { what, hint } = rules_kind(lang, &problem.kind);
    Sentence { what: underlined(&what, Some(file), text, problem.place.start..problem.place.end), hint }
}

/// A problem of the config with its place underlined in the file.
pub fn config_problem(lang: Lang, file: &str, text: &str, problem: &config::Problem) -> Sentence {
    let Sentence { what, hint } = toml_kind(lang, &problem.kind);
    Sentence { what: underlined(&what, Some(file), text, problem.place.start..problem.place.end), hint }
}

/// A problem of the rules in a few words.
fn rules_kind(lang: Lang, problem: &rules::ProblemKind) -> Sentence {
    use rules::ProblemKind as P;
    let (what, hint) = match problem {
        P::Toml(problem) => return toml_kind(lang, problem),
        P::Filter(problem) => return filter_kind(lang, problem),
        P::Fact(problem) => return fact_error(lang, problem),
        P::Level { fact, .. } => (level(lang, fact), use_row_facts(lang)),
        P::NoNumber { fact } => (no_number(lang, fact), use_equals(lang)),
        P::BandValue { fact, text, expected, nearest } => {
            (band_value(lang, text, fact), meant(lang, nearest.as_deref(), || expects(lang, *expected)))
        }
        P::BandTest => (band_test(lang), write_band(lang)),
        P::NoElse => (no_else(lang), add_else(lang)),
        P::Unreachable => (unreachable_band(lang), reorder(lang)),
        P::BandsAndLinear => (both_curves(lang), keep_one(lang)),
        P::NoCurve => (no_curve(lang), add_curve(lang)),
        P::FlatLine => (flat_line(lang), move_end(lang)),
        P::WeightOnPoints => (weight_on_points(lang), drop_weight(lang)),
        P::NothingToEarn { key } => (nothing_to_earn(lang, key), give_points(lang)),
        P::StaleWithoutDay { fact } => (no_day(lang, fact), drop_stale(lang)),
        P::LightOrder { green, yellow } => (light_order(lang, green, yellow), raise_green(lang)),
        P::Duplicate { thing, key, first } => (duplicate(lang, thing_word(lang, *thing), key, first), other_key(lang)),
        P::NoCard => (no_card(lang), add_card(lang)),
        P::MatchesAllButNotLast { thing, key } => (not_last(lang, thing_word(lang, *thing), key), put_last(lang)),
        P::LastCardHasWhen { name } => (last_has_when(lang, name), drop_when(lang)),
        P::OverrideEffect { both: false } => (effect_missing(lang), other_light(lang)),
        P::OverrideEffect { both: true } => (effect_both(lang), keep_one(lang)),
        P::IdleOverride { light } => (idle(lang, light), other_light(lang)),
        P::NoAction { key } => (no_action(lang, key), add_action(lang)),
    };
    Sentence::with_hint(what, hint)
}

fn toml_kind(lang: Lang, problem: &config::ProblemKind) -> Sentence {
    use config::ProblemKind as P;
    let (what, hint) = match problem {
        P::Syntax { message } => return Sentence::from(syntax(lang, message)),
        P::UnknownKey { key, nearest, known } => (unknown_key(lang, key), meant(lang, nearest.as_deref(), || known_keys(lang, known.join(", ")))),
        P::MissingKey { key } => (missing_key(lang, key), add_key(lang, key)),
        P::WrongType { key, expected: want, found } => (wrong_type(lang, key, found), expected(lang, wanted(lang, *want))),
        P::OutOfRange { key, text, least, most } => (out_of_range(lang, key, text), range(lang, *least, *most)),
        P::UnknownWord { key, text, words, nearest } => {
            (unknown_word(lang, key, text), meant(lang, nearest.as_deref(), || one_of(lang, words.join(", "))))
        }
        P::KeyConflict { key, with, action } => (key_conflict(lang, key, with, action), free_key(lang, with)),
        P::BadText { key, text, expected: want } => (unknown_word(lang, key, text), expected(lang, wanted(lang, *want))),
    };
    Sentence::with_hint(what, hint)
}

/// The bounds of a number; the smallest one above 0 stands for "above 0".
fn range(lang: Lang, least: Option<f64>, most: Option<f64>) -> String {
    match (least, most) {
        (Some(least), None) if least > 0.0 && least < 1e-9 => above_zero(lang),
        (Some(least), None) => at_least(lang, least),
        (None, Some(most)) => at_most(lang, most),
        (least, most) => from_to(lang, least.unwrap_or_default(), most.unwrap_or_default()),
    }
}

fn thing_word(lang: Lang, thing: Thing) -> &'static str {
    match thing {
        Thing::Scorecard => lang.pick("scorecard", "スコアカード"),
        Thing::Signal => lang.pick("signal", "評価項目"),
        Thing::Touch => lang.pick("touch model", "タッチモデル"),
        Thing::Trigger => lang.pick("trigger", "トリガー"),
        Thing::Phase => lang.pick("phase", "フェーズ"),
    }
}

fn wanted(lang: Lang, what: Expected) -> &'static str {
    match what {
        Expected::Text => lang.pick("a text in quotes", "引用符で囲んだ文字"),
        Expected::Number => lang.pick("a number", "数"),
        Expected::WholeNumber => lang.pick("a whole number", "整数"),
        Expected::YesNo => lang.pick("true or false", "true または false"),
        Expected::List => lang.pick("a list [ … ]", "リスト [ … ]"),
        Expected::Table => lang.pick("a table { … }", "テーブル { … }"),
        Expected::Duration => lang.pick("a length of time such as \"7d\" or \"4w\"", "\"7d\" や \"4w\" のような期間"),
        Expected::BusinessDays => lang.pick("business days such as \"+1d\"", "\"+1d\" のような営業日数"),
        Expected::Date => lang.pick("a date such as \"2026-01-31\"", "\"2026-01-31\" のような日付"),
        Expected::MonthDay => lang.pick("a month and day such as \"12-29\"", "\"12-29\" のような月日"),
        Expected::Currency => lang.pick("a currency code such as \"JPY\"", "\"JPY\" のような通貨コード"),
        Expected::Key => lang.pick("letters, digits, _ and -", "英数字と _ -"),
        Expected::Color => lang.pick("a colour such as \"red\", \"208\" or \"#d55e00\"", "\"red\"、\"208\"、\"#d55e00\" のような色"),
        Expected::KeyPress => lang.pick("keys such as \"ctrl-d\" or \"g g\"", "\"ctrl-d\" や \"g g\" のようなキー"),
        Expected::Label => lang.pick("a text, or { en = \"…\", ja = \"…\" }", "文字、または { en = \"…\", ja = \"…\" }"),
    }
}
