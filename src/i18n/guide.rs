//! What the guide of an import asks.

use crate::i18n::{Lang, importing};
use crate::import::questions::{Question, USUAL_NOTICE, USUAL_TERM, tax_rates};

/// What a file seems to be.
pub fn file(lang: Lang, name: &str, kind: &str, header_line: u64) -> String {
    lang.pick(format!("{name}: {kind}, header on line {header_line}"), format!("{name}: {kind} (見出しは{header_line}行目)"))
}

/// A question, with what can be typed; what an empty answer means stands in brackets.
pub fn question(lang: Lang, question: &Question) -> String {
    let typed = match question {
        Question::Days { .. } => {
            lang.pick("dmy (3/4 is 3 April) / mdy (3/4 is March 4)".to_owned(), "日/月 (3/4は4月3日) または 月/日 (3/4は3月4日)".to_owned())
        }
        Question::Currency { .. } => lang.pick("[yes] / no", "[はい] / いいえ").to_owned(),
        Question::Amounts { .. } => lang.pick("[year] / month", "[年] / 月").to_owned(),
        Question::Tax { column } => {
            lang.pick(format!("tax in percent, 0 for none: [{}]", tax_rates(column)[0]), format!("税率(%)、税抜は0: [{}]", tax_rates(column)[0]))
        }
        Question::Terms { looks } if looks.len() > 1 => {
            lang.pick("[each by its days] / months for all".to_owned(), "[顧客ごとに日付から判定] / 全社共通の月数".to_owned())
        }
        Question::Terms { looks } => {
            let usual = looks.first().map_or(i32::from(USUAL_TERM), |(months, _)| *months);
            lang.pick(format!("months: [{usual}]"), format!("月数: [{usual}]"))
        }
        Question::Notice => lang.pick(format!("days: [{USUAL_NOTICE}]"), format!("日数: [{USUAL_NOTICE}]")),
        Question::Observed { day, .. } => lang.pick(format!("a date: [{day}]"), format!("日付: [{day}]")),
        Question::SameMetric { .. } => lang.pick("[yes] / new / no", "[はい] / 新規 / いいえ").to_owned(),
        Question::Metrics { .. } | Question::RowMetrics { .. } => lang.pick("[none] / all", "[追加しない] / すべて").to_owned(),
    };
    format!("{} {typed}", importing::question(lang, question))
}

/// What was typed is no answer.
pub fn not_understood(lang: Lang, typed: &str) -> String {
    lang.pick(
        format!("`{typed}` is no answer here; Enter takes what stands in brackets, Ctrl-D stops."),
        format!("「{typed}」は答えとして読み取れません (Enterで[ ]内の値、Ctrl-Dで中止)。"),
    )
}

/// Which column is to be read as something else.
pub fn which_column(lang: Lang) -> String {
    lang.pick("Number of a column to change, or Enter to go on.", "変更する列の番号を入力してください (Enterで次へ)。").to_owned()
}

/// What a column is to be read as.
pub fn read_as(lang: Lang, header: &str, choices: String) -> String {
    lang.pick(
        format!("Read `{header}` as one of: {choices}; field.NAME for a custom field; - to leave it out."),
        format!("「{header}」の読み方: {choices}。独自項目は field.名前、取り込まないときは -。"),
    )
}

/// A word that is no field.
pub fn no_field(lang: Lang, field: &str) -> String {
    lang.pick(format!("`{field}` is not one of them."), format!("「{field}」という項目はありません。"))
}

/// The last question.
pub fn import_now(lang: Lang) -> String {
    lang.pick("Import this now? y/N", "この内容で取り込みますか? y/N").to_owned()
}

/// Nothing was written.
pub fn stopped(lang: Lang) -> String {
    lang.pick("Stopped: nothing was written.", "中止しました。何も書き込んでいません。").to_owned()
}
