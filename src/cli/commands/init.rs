//! `banso init`: the files to start with, and an empty book.

use crate::app::init;
use crate::cli::Desk;
use crate::cli::failure::Failure;
use crate::i18n::messages;
use serde_json::{Value, json};

/// What can be typed.
#[derive(Debug, clap::Args)]
pub struct Args {
    #[arg(long, value_name = "NAME", default_value = "default", value_parser = ["default", "spreadsheet"])]
    template: String,
}

pub(in crate::cli) fn run(args: Args, desk: &mut Desk<'_>) -> Result<(), Failure> {
    let report = init(&desk.opening, &args.template)?;
    let lang = desk.opening.lang;
    if desk.out.is_json() {
        let files: Vec<Value> = report.files.iter().map(|(path, written)| json!({"file": path.display().to_string(), "written": written})).collect();
        return Ok(desk.out.json(&json!({"files": files, "book": report.book.display().to_string(), "book_made": report.book_made}))?);
    }
    for (path, written) in &report.files {
        let said = if *written { messages::written(lang, path.display()) } else { messages::kept(lang, path.display()) };
        desk.out.say(&said)?;
    }
    let book = report.book.display();
    desk.out.say(&if report.book_made { messages::book_made(lang, book) } else { messages::kept(lang, book) })?;
    Ok(desk.out.say(&messages::init_next(lang))?)
}
