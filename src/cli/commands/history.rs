//! `banso history`: every change, newest first.

use crate::app::Session;
use crate::cli::Desk;
use crate::cli::failure::Failure;
use crate::cli::out::{Heading, Listing};
use crate::cli::shape::entry;
use crate::i18n::{entry_text, messages};

/// What can be typed.
#[derive(Debug, clap::Args)]
pub struct Args {
    account: Option<String>,
    #[arg(long, default_value_t = 100, value_name = "N")]
    limit: usize,
}

pub(in crate::cli) fn run(args: Args, desk: &mut Desk<'_>) -> Result<(), Failure> {
    let session = Session::read(desk.opening.clone())?;
    let lang = desk.opening.lang;
    let account = args.account.map(|text| session.account(&text)).transpose()?;
    let entries = session.history(account, args.limit)?;
    let row = |done: &crate::app::Entry| {
        let undone = if done.undone { lang.pick("undone", "取消済み") } else { "" };
        vec![done.id.0.to_string(), done.day.to_string(), done.source.key().to_owned(), entry_text(lang, &done.what), undone.to_owned()]
    };
    let listing = Listing {
        items: entries.iter().map(|done| entry(done, lang)).collect(),
        headings: vec![
            Heading::right("id"),
            Heading::left(lang.pick("day", "日付")),
            Heading::left(lang.pick("by", "経路")),
            Heading::giving(lang.pick("what", "内容"), 20),
            Heading::left(""),
        ],
        rows: entries.iter().map(row).collect(),
        empty: messages::no_history(lang),
        line_after: None,
    };
    Ok(desk.out.listing(&listing)?)
}
