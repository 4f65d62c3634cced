//! What a new book is asked once, and what is said of the answers.

use crate::i18n::sentences;

sentences! {
    /// Before the questions, where there are some.
    head() { en: "The data is in. A few questions, once; Enter takes what stands in brackets.", ja: "取り込みました。最初に一度だけ確認します (Enterで[ ]内の値)。" }
    page() { en: "First steps", ja: "初期設定" }
    title() { en: "First steps (enter: set, esc: later)", ja: "初期設定 (Enterで設定、Escであとで)" }
    ask_key_feature() { en: "Which metric counts uses of your key feature?", ja: "主要機能の利用回数にあたる指標は?" }
    no_metric() { en: "none", ja: "なし" }
    ask_own(currency, own) { en: "All contracts are in {currency}. Reckon the book in {currency} instead of {own}?", ja: "契約はすべて {currency} です。台帳の通貨を {own} から {currency} に変更しますか?" }
    ask_rate(currency, own) { en: "What is 1 {currency} worth in {own}? Left empty, amounts in {currency} count as unknown.", ja: "1 {currency} は何 {own} ですか? 空欄のままなら {currency} の金額は「不明」として扱います。" }
    ask_high_touch() { en: "How many customers do you look after closely (high touch)? The largest by ARR come first.", ja: "手厚く対応する顧客 (ハイタッチ) は上位何社まで? 年額の大きい順です。" }
    ask_hours() { en: "How many hours a day are for customer-success work?", ja: "CS業務に使える時間は1日何時間?" }
    ask_inbox(folder) { en: "Read {folder} again whenever you say `banso import` alone?", ja: "次回から banso import だけで {folder} を読み込みますか?" }
    yes_or_no() { en: "[yes] / no", ja: "[はい] / いいえ" }
    /// Labels of the form.
    key_feature() { en: "Key feature", ja: "主要機能の指標" }
    own() { en: "Currency", ja: "台帳の通貨" }
    own_hint(own) { en: "the currency of the book; empty to keep {own}", ja: "台帳の通貨。空欄なら {own} のまま" }
    rate(currency, own) { en: "1 {currency} in {own}", ja: "1 {currency} ({own})" }
    high_touch() { en: "High touch", ja: "ハイタッチ" }
    hours() { en: "Hours a day", ja: "1日の作業時間" }
    inbox() { en: "Read again", ja: "次回も読む場所" }
    /// What may be written there.
    key_feature_hint(metrics) { en: "one of {metrics}; empty for none", ja: "{metrics} から。なければ空欄" }
    rate_hint(currency) { en: "left empty, amounts in {currency} count as unknown", ja: "空欄のままなら {currency} の金額は「不明」" }
    high_touch_hint() { en: "how many customers, the largest first", ja: "手厚く対応する社数 (年額の大きい順)" }
    hours_hint() { en: "hours for customer-success work", ja: "CS業務に使える時間" }
    inbox_hint() { en: "the folder of your exports; empty to remember none", ja: "エクスポートを置くフォルダー。記憶しない場合は空欄" }
    /// What came of the answers.
    touch_given(count, high) { en: "Touch models given to {count} accounts, {high} of them high touch. This is a step of its own to undo.", ja: "{count}社にタッチモデルを設定しました (うちハイタッチ{high}社)。この設定は取り込みとは別に元に戻せます。" }
    metric_set(metric) { en: "The rules take {metric} for the key feature.", ja: "{metric} を主要機能の利用として評価します。" }
    inbox_set(folder) { en: "`banso import` alone reads {folder} from now on.", ja: "次回からは banso import だけで {folder} を読み込みます。" }
    /// Where the person stopped.
    left() { en: "The rest is left as it is; config.toml and rules.toml can say it at any time.", ja: "残りの設定は変更していません。config.toml と rules.toml でいつでも変更できます。" }
    /// Asked for where nothing is open.
    nothing_open() { en: "Nothing is left to be asked: hours, touch models and the folder are set.", ja: "設定は済んでいます (作業時間、タッチモデル、フォルダー)。" }
}
