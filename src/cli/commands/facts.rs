//! `banso facts`: what can be asked of an account.

use crate::cli::Desk;
use crate::cli::failure::Failure;
use crate::cli::out::{Heading, Listing};
use crate::facts::{ArgSpec, Fact, Form, all};
use crate::i18n::Lang;
use crate::i18n::facts::meaning;
use serde_json::json;

/// What can be typed.
#[derive(Debug, clap::Args)]
pub struct Args {}

pub(in crate::cli) fn run(_: Args, desk: &mut Desk<'_>) -> Result<(), Failure> {
    let lang = desk.opening.lang;
    Ok(desk.out.listing(&listing(lang))?)
}

/// The registry as a listing; the generated page of the docs is made from it, too.
pub fn listing(lang: Lang) -> Listing {
    let item = |fact: &Fact| {
        let meaning = meaning(fact.key).map(|text| text.pick(lang)).unwrap_or_default();
        json!({"fact": typed(fact), "names": fact.ja, "type": form(fact.form, Lang::En), "level": fact.level, "meaning": meaning})
    };
    let row = |fact: &Fact| {
        let meaning = meaning(fact.key).map(|text| text.pick(lang)).unwrap_or_default();
        vec![typed(fact), fact.ja.first().copied().unwrap_or_default().to_owned(), form(fact.form, lang).to_owned(), meaning.to_owned()]
    };
    Listing {
        items: all().map(item).collect(),
        headings: vec![
            Heading::left(lang.pick("fact", "データ項目")),
            Heading::left(lang.pick("in Japanese", "日本語名")),
            Heading::left(lang.pick("type", "型")),
            Heading::giving(lang.pick("meaning", "意味"), 16),
        ],
        rows: all().map(row).collect(),
        empty: String::new(),
        line_after: None,
    }
}

/// The key as it is typed, with its windows.
fn typed(fact: &Fact) -> String {
    let windows = match fact.args {
        ArgSpec::None => "",
        ArgSpec::Window => "(28d)",
        ArgSpec::TwoWindows => "(28d,180d)",
    };
    format!("{}{windows}", fact.key)
}

fn form(form: Form, lang: Lang) -> &'static str {
    match form {
        Form::Text | Form::Search => lang.pick("text", "文字"),
        Form::Set => lang.pick("texts", "文字 (複数)"),
        Form::Money => lang.pick("money", "金額"),
        Form::Number => lang.pick("number", "数"),
        Form::Share => lang.pick("percent", "割合"),
        Form::Since => lang.pick("days since", "経過日数"),
        Form::Until => lang.pick("days to", "残り日数"),
        Form::Days => lang.pick("days", "日数"),
        Form::Words(_) => lang.pick("word", "選択肢"),
        Form::YesNo => lang.pick("yes or no", "はい / いいえ"),
        Form::Judgement => lang.pick("judgement", "判定"),
    }
}
