//! `banso accounts`: the list, worst first, through a filter.

use crate::app::{Listed, Session};
use crate::cli::Desk;
use crate::cli::args::Format;
use crate::cli::failure::Failure;
use crate::cli::out::{Heading, Listing};
use crate::cli::shape::account;
use crate::domain::Light;
use crate::facts::{FactRef, Form};
use crate::i18n::{Formats, Lang, messages, reason_text};

/// What can be typed.
#[derive(Debug, clap::Args)]
pub struct Args {
    #[arg(value_name = "FILTER")]
    filter: Vec<String>,
    #[arg(long, value_name = "FACT", allow_hyphen_values = true)]
    sort: Option<String>,
    #[arg(long, value_name = "N")]
    limit: Option<usize>,
}

pub(in crate::cli) fn run(args: Args, desk: &mut Desk<'_>) -> Result<(), Failure> {
    let session = Session::read(desk.opening.clone())?;
    let filter = session.filter(&args.filter.join(" "))?;
    let mut listed = session.accounts(&filter);
    if let Some(key) = &args.sort {
        session.sort(&mut listed, key)?;
    }
    let all = listed.len();
    listed.truncate(args.limit.unwrap_or(all));
    desk.out.listing(&listing(&session, &listed, filter.is_empty()))?;
    if desk.out.format == Format::Table && !listed.is_empty() {
        desk.out.say(&format!("\n{}", footer(&session, &listed)))?;
    }
    Ok(())
}

fn listing(session: &Session, listed: &[Listed], unfiltered: bool) -> Listing {
    let lang = session.formats().lang;
    let empty = if unfiltered && session.book().accounts().is_empty() { messages::empty_book(lang) } else { messages::no_match(lang) };
    Listing {
        items: listed.iter().map(|row| account(session, row.ix, row.outcome.as_deref())).collect(),
        headings: headings(lang),
        rows: listed.iter().map(|row| cells(session, row)).collect(),
        empty,
        line_after: None,
    }
}

fn headings(lang: Lang) -> Vec<Heading> {
    vec![
        Heading::left(""),
        Heading::left("id"),
        Heading::giving(lang.pick("name", "名前"), 14),
        Heading::right(lang.pick("score", "スコア")),
        Heading::right(lang.pick("28d", "28日")),
        Heading::right(lang.pick("ARR", "年額")),
        Heading::right(lang.pick("renews", "更新")),
        Heading::left(lang.pick("touch", "タッチ")),
        Heading::giving(lang.pick("why", "理由"), 10),
    ]
}

fn cells(session: &Session, row: &Listed) -> Vec<String> {
    let formats = session.formats();
    let at = session.at(row.ix);
    let value = |key: &str| FactRef::named(key).and_then(|fact| at.value(&fact).value);
    let light = row.outcome.as_ref().map_or(Light::Grey, |outcome| outcome.light);
    let reasons = session.lens.reasons(row.ix, session.day);
    let why = match (light, at.marks().as_slice()) {
        (Light::Green, []) => String::new(),
        (Light::Green, marks) => marks.iter().map(|mark| messages::mark(formats.lang, mark)).collect::<Vec<_>>().join(", "),
        _ => reasons.first().map(|reason| reason_text(formats, reason)).unwrap_or_default(),
    };
    vec![
        Formats::glyph(light).to_owned(),
        at.code().to_owned(),
        at.name().to_owned(),
        formats.score(row.outcome.as_ref().and_then(|outcome| outcome.score)),
        formats.trend(session.lens.trend(row.ix, session.day)),
        at.arr().map_or_else(|| "—".to_owned(), |arr| formats.money(arr)),
        formats.value(value("renewal").as_ref(), Form::Until),
        at.touch().map(|touch| formats.lang.word(touch.word()).to_owned()).unwrap_or_default(),
        why,
    ]
}

fn footer(session: &Session, listed: &[Listed]) -> String {
    let formats = session.formats();
    let count = |light: Light| listed.iter().filter(|row| row.outcome.as_ref().is_some_and(|outcome| outcome.light == light)).count();
    let arr = |rows: &mut dyn Iterator<Item = &Listed>| rows.filter_map(|row| session.at(row.ix).arr()).sum::<f64>();
    let at_risk = arr(&mut listed.iter().filter(|row| row.outcome.as_ref().is_some_and(|outcome| outcome.light == Light::Red)));
    messages::list_footer(
        formats.lang,
        listed.len(),
        count(Light::Green),
        count(Light::Yellow),
        count(Light::Red),
        count(Light::Grey),
        formats.money(arr(&mut listed.iter())),
        formats.money(at_risk),
    )
}
