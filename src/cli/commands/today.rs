//! `banso today`: the queue in its order, and where the day's hours end.

use crate::app::{Began, Session, TaskLine};
use crate::cli::Desk;
use crate::cli::args::Format;
use crate::cli::failure::Failure;
use crate::cli::out::{Heading, Listing};
use crate::cli::shape;
use crate::i18n::{Lang, messages, task_title};
use crate::method::{Queue, Queued};

/// What can be typed.
#[derive(Debug, Default, clap::Args)]
pub struct Args {
    #[arg(value_name = "FILTER")]
    filter: Vec<String>,
    #[arg(long)]
    all: bool,
    #[arg(long, conflicts_with = "all")]
    held: bool,
    #[arg(long, conflicts_with_all = ["all", "held"])]
    waiting: bool,
}

pub(in crate::cli) fn run(args: Args, desk: &mut Desk<'_>) -> Result<(), Failure> {
    let session = open_swept(desk)?;
    write(&args, &session, desk)
}

/// Writes the queue of an open desk.
pub(in crate::cli) fn write(args: &Args, session: &Session, desk: &mut Desk<'_>) -> Result<(), Failure> {
    let filter = session.filter(&args.filter.join(" "))?;
    let queue = session.queue()?;
    let held = if args.held || args.all { session.held()? } else { Vec::new() };
    let chosen: Vec<&Queued> = match args {
        Args { held: true, .. } => held.iter().collect(),
        Args { waiting: true, .. } => queue.waiting.iter().chain(&queue.snoozed).collect(),
        Args { all: true, .. } => queue.items.iter().chain(&queue.waiting).chain(&queue.snoozed).chain(&held).collect(),
        _ => queue.items.iter().collect(),
    };
    let lines: Vec<TaskLine> = chosen
        .into_iter()
        .filter(|item| session.lets_through(&filter, &item.task))
        .map(|item| TaskLine { task: item.task.clone(), queued: Some(item.clone()) })
        .collect();
    desk.out.listing(&listing(session, &lines, args))?;
    if desk.out.format == Format::Table {
        desk.out.say(&format!("\n{}", footer(session, &queue)))?;
    }
    Ok(())
}

/// Opens the desk and sweeps where that is due. A day looked back from, or a book that cannot be written, is only read.
fn open_swept(desk: &mut Desk<'_>) -> Result<Session, Failure> {
    let session = Began::open(desk.opening.clone())?.load()?;
    if !session.is_writable() && desk.opening.as_of.is_none() && !desk.out.is_json() {
        desk.out.say(&messages::not_swept(desk.opening.lang))?;
    }
    Ok(session)
}

fn listing(session: &Session, lines: &[TaskLine], args: &Args) -> Listing {
    let lang = session.formats().lang;
    let in_plan = lines.iter().take_while(|line| line.queued.as_ref().is_some_and(|item| item.in_plan)).count();
    let shows_end = !args.held && !args.waiting && in_plan < lines.len();
    Listing {
        items: lines.iter().map(|line| shape::task(session, line)).collect(),
        headings: headings(lang),
        rows: lines.iter().map(|line| row(session, line)).collect(),
        empty: if shows_all(args) { messages::nothing_today(lang) } else { messages::no_tasks(lang) },
        line_after: shows_end.then(|| (in_plan, messages::end_of_hours(lang))),
    }
}

/// Whether the whole queue was asked for: only then does an empty list mean that nothing is to be done.
fn shows_all(args: &Args) -> bool {
    !args.held && !args.waiting && args.filter.iter().all(|word| word.trim().is_empty())
}

/// The columns of a list of tasks.
pub(in crate::cli) fn headings(lang: Lang) -> Vec<Heading> {
    vec![
        Heading::right("id"),
        Heading::left(""),
        Heading::left(lang.pick("due", "期限")),
        Heading::left(lang.pick("how", "手段")),
        Heading::giving(lang.pick("account", "顧客"), 12),
        Heading::giving(lang.pick("what", "やること"), 14),
        Heading::right(lang.pick("ARR", "年額")),
        Heading::right(lang.pick("min", "分")),
        Heading::giving(lang.pick("why", "理由"), 8),
    ]
}

/// A task as cells.
pub(in crate::cli) fn row(session: &Session, line: &TaskLine) -> Vec<String> {
    let (formats, task) = (session.formats(), &line.task);
    let at = session.account_of(task);
    let overdue = line.queued.is_some() && task.due.is_some_and(|due| due < session.day);
    vec![
        if task.id == 0 { String::new() } else { task.id.to_string() },
        state_mark(line, overdue).to_owned(),
        task.due.map(|due| formats.short_day(due, session.day)).unwrap_or_default(),
        task.kind.map(|kind| formats.lang.word(kind.word()).to_owned()).unwrap_or_default(),
        at.as_ref().map(|at| at.name().to_owned()).unwrap_or_default(),
        task_title(session.lens.rules(), task, formats.lang),
        at.and_then(|at| at.arr()).map(|arr| formats.money(arr)).unwrap_or_default(),
        line.queued.as_ref().map_or_else(|| task.minutes.unwrap_or_default(), |item| item.minutes).to_string(),
        session.why_of(line),
    ]
}

fn state_mark(line: &TaskLine, overdue: bool) -> &'static str {
    match &line.queued {
        None => "✓",
        Some(item) if item.task.pinned => "^",
        Some(_) if overdue => "!",
        Some(_) => "",
    }
}

fn footer(session: &Session, queue: &Queue) -> String {
    let formats = session.formats();
    let planned = formats.minutes(queue.planned_minutes + queue.spent_minutes);
    let line = messages::queue_footer(
        formats.lang,
        queue.in_plan(),
        queue.items.len(),
        queue.overdue(session.day),
        planned,
        formats.minutes(queue.hours_minutes),
        if queue.spent_minutes > 0 { messages::queue_spent(formats.lang, formats.minutes(queue.spent_minutes)) } else { String::new() },
    );
    let waiting = queue.waiting.len() + queue.snoozed.len();
    let more = [(waiting, messages::queue_waiting(formats.lang, waiting)), (queue.held, messages::queue_held(formats.lang, queue.held))];
    std::iter::once(line).chain(more.into_iter().filter(|(count, _)| *count > 0).map(|(_, text)| text)).collect::<Vec<_>>().join("  ")
}
