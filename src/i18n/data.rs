//! What data is there and what is missing, as the sentences and tables in which both faces show it.

use crate::domain::Day;
use crate::i18n::format::round;
use crate::i18n::{Formats, Lang, label, sentences};
use crate::import::Kind;
use crate::method::{Data, KindData, LastImport};
use crate::rules::{Gain, SignalCoverage};

sentences! {
    /// How many accounts there are, and of how many too little is known.
    grey(accounts, grey) { en: "Accounts: {accounts}, grey because too little is known: {grey}.", ja: "顧客{accounts}社のうち、データ不足は{grey}社です。" }
    /// A file that lights accounts.
    lights(kind, accounts) { en: "Import {kind}: {accounts} grey accounts would get a light.", ja: "{kind} を取り込むと、データ不足の{accounts}社に状態が付きます。" }
    /// The same of one account.
    lights_one(kind) { en: "Import {kind}: 1 grey account would get a light.", ja: "{kind} を取り込むと、データ不足の1社に状態が付きます。" }
    /// A file that lights none by itself.
    lights_none(kind, points) {
        en: "Import {kind}: coverage would rise by {points} points, which alone lights no account.",
        ja: "{kind} を取り込むと、データ充足率が{points}ポイント上がります (単独では状態は付きません)。"
    }
    /// A file where no account is grey.
    covers(kind, points) { en: "Import {kind}: coverage would rise by {points} points.", ja: "{kind} を取り込むと、データ充足率が{points}ポイント上がります。" }
    /// Nothing is missing, or only what waits for two files at once.
    no_file() { en: "No single file would make much more known.", ja: "1つのファイルの取り込みで補える不足はほとんどありません。" }
    /// A book without accounts.
    begin(kind, day) {
        en: "No account is in the book on {day}. Begin with {kind}: `banso import FILE`, one row per customer with id, name, arr, seats, start_date, renewal_date.",
        ja: "{day}時点で顧客が登録されていません。まず {kind} を banso import ファイル名 で取り込んでください (1社1行: 顧客ID、会社名、年額、ID数、契約日、次回更新日)。"
    }
    kind_in_full(ja, key) { en: "{key}", ja: "{ja} ({key})" }
    kinds_head() { en: "What is there", ja: "データの取り込み状況" }
    signals_head(card, accounts) { en: "What is known: card {card}, {accounts} accounts", ja: "評価項目の充足状況: {card} ({accounts}社)" }
    from(file, ago) { en: "{file}, {ago}", ja: "{file} ({ago})" }
    from_stale(file, ago) { en: "{file}, {ago}: stale", ja: "{file} ({ago}・要更新)" }
    today() { en: "today", ja: "本日" }
    days_ago(days) { en: "{days} d ago", ja: "{days}日前" }
    brought(kind, file) { en: "{kind}: {file}", ja: "{kind}: {file}" }
    not_there(kind) { en: "{kind}: not there", ja: "{kind}: 未取り込み" }
    not_asked(from, accounts) { en: "{from}; {accounts} not asked", ja: "{from} (対象外{accounts}社)" }
}

/// What a file must add to coverage to be advised though it lights no account, in percentage points: a few young accounts
/// without a history are no reason to fetch a file.
const MIN_POINTS: f64 = 1.0;
/// Where nothing can be told.
const NONE: &str = "—";

/// A table of the page: a line above it, titles with whether the column is of figures, cells.
pub struct Table {
    pub head: String,
    pub titles: [(&'static str, bool); 5],
    pub rows: Vec<[String; 5]>,
}

/// What stands above the tables: how many accounts are grey, then what to import, the best first.
pub fn advice(formats: Formats, data: &Data, day: Day) -> Vec<String> {
    let lang = formats.lang;
    let coverage = &data.coverage;
    let worth_telling = |gain: &&Gain| data.is_empty() || gain.accounts_lit > 0 || points(gain) >= MIN_POINTS;
    let next: Vec<String> = coverage.gains.iter().filter(worth_telling).map(|gain| sentence(formats, data, gain, day)).collect();
    match (coverage.accounts, next.is_empty()) {
        (0, _) => next,
        (_, true) => vec![no_file(lang), grey(lang, coverage.accounts, coverage.grey)],
        _ => next.into_iter().chain([grey(lang, coverage.accounts, coverage.grey)]).collect(),
    }
}

/// What one import would bring, as a sentence.
pub fn sentence(formats: Formats, data: &Data, gain: &Gain, day: Day) -> String {
    let lang = formats.lang;
    let kind = kind_in_full(lang, kind_word(lang, gain.kind), gain.kind);
    let points = formats.number(points(gain));
    match gain.accounts_lit {
        _ if data.is_empty() => begin(lang, kind, day),
        0 if data.coverage.grey == 0 => covers(lang, kind, points),
        0 => lights_none(lang, kind, points),
        1 => lights_one(lang, kind),
        lit => lights(lang, kind, lit),
    }
}

/// The coverage gained in percentage points, as it is shown.
fn points(gain: &Gain) -> f64 {
    round(gain.coverage * 100.0, 1)
}

/// The kinds, then the signals of each card that has accounts.
pub fn tables(formats: Formats, data: &Data) -> Vec<Table> {
    let lang = formats.lang;
    let kinds = Table {
        head: kinds_head(lang),
        titles: [
            (lang.pick("kind", "種類"), false),
            (lang.pick("rows", "件数"), true),
            (lang.pick("newest", "最新日"), false),
            (lang.pick("imported", "取り込み日"), true),
            (lang.pick("from", "ファイル"), false),
        ],
        rows: data.kinds.iter().map(|kind| kind_cells(lang, kind)).collect(),
    };
    let cards = data.coverage.signals.chunk_by(|a, b| a.scorecard == b.scorecard);
    let in_use = cards.filter(|signals| signals.iter().any(|signal| signal.total > 0));
    let signals = in_use.map(|signals| Table {
        head: signals.first().map(|signal| signals_head(lang, &signal.scorecard, signal.total)).unwrap_or_default(),
        titles: [
            (lang.pick("signal", "評価項目"), false),
            (lang.pick("known", "把握"), true),
            (lang.pick("newest", "最新日"), false),
            (lang.pick("weight", "比重"), true),
            (lang.pick("from", "ファイル"), false),
        ],
        rows: signals.iter().map(|signal| signal_cells(formats, data, signal)).collect(),
    });
    std::iter::once(kinds).chain(signals).collect()
}

fn kind_cells(lang: Lang, kind: &KindData) -> [String; 5] {
    let imported = kind.last.as_ref().map_or_else(|| NONE.to_owned(), |last| last.day.to_string());
    let from = kind.last.as_ref().map(|last| origin(lang, last)).unwrap_or_default();
    [kind_word(lang, kind.kind).to_owned(), kind.rows.to_string(), newest(kind.newest), imported, from]
}

fn origin(lang: Lang, last: &LastImport) -> String {
    let ago = if last.age == 0 { today(lang) } else { days_ago(lang, last.age) };
    if last.stale { from_stale(lang, &last.file, ago) } else { from(lang, &last.file, ago) }
}

fn signal_cells(formats: Formats, data: &Data, signal: &SignalCoverage) -> [String; 5] {
    let lang = formats.lang;
    let kind = kind_word(lang, signal.kind);
    let from = match data.kind(signal.kind) {
        Some(KindData { last: Some(last), .. }) => brought(lang, kind, &last.file),
        Some(KindData { rows: 0, .. }) => not_there(lang, kind),
        _ => kind.to_owned(),
    };
    let from = if signal.not_asked > 0 { not_asked(lang, from, signal.not_asked) } else { from };
    let known = format!("{}/{}", signal.known, signal.total);
    [label(lang, &signal.label).to_owned(), known, newest(signal.newest), formats.share(signal.weight_share), from]
}

fn newest(day: Option<Day>) -> String {
    day.map_or_else(|| NONE.to_owned(), |day| day.to_string())
}

/// What a kind of import is called.
fn kind_word(lang: Lang, kind: &'static str) -> &'static str {
    lang.pick(kind, Kind::parse(kind).map_or(kind, |kind| kind.spec().ja))
}
