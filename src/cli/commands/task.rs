//! `banso task`: add, list, finish, drop, reopen, put off, wait.

use crate::app::{AppError, Command, NewTask, Session, TaskVerb, parse_coming, parse_day};
use crate::cli::Desk;
use crate::cli::commands::act;
use crate::cli::commands::today::{headings, row};
use crate::cli::failure::Failure;
use crate::cli::out::Listing;
use crate::cli::shape;
use crate::domain::Day;
use crate::i18n::messages;

/// What can be typed.
#[derive(Debug, clap::Args)]
#[command(subcommand_required = true, arg_required_else_help = true)]
pub struct Args {
    #[command(subcommand)]
    command: Sub,
}

#[derive(Debug, clap::Subcommand)]
enum Sub {
    Add(AddArgs),
    List(ListArgs),
    Done(IdsArgs),
    Drop(DropArgs),
    Reopen(IdsArgs),
    Snooze(WhenArgs),
    Wait(WaitArgs),
}

#[derive(Debug, clap::Args)]
struct AddArgs {
    account: String,
    title: String,
    #[arg(long, allow_hyphen_values = true, value_name = "DAY")]
    due: Option<String>,
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(i64).range(0..=14_400))]
    minutes: Option<i64>,
}

#[derive(Debug, clap::Args)]
struct ListArgs {
    #[arg(value_name = "FILTER")]
    filter: Vec<String>,
}

#[derive(Debug, clap::Args)]
struct IdsArgs {
    #[arg(required = true, value_name = "ID")]
    ids: Vec<i64>,
}

#[derive(Debug, clap::Args)]
struct DropArgs {
    #[command(flatten)]
    tasks: IdsArgs,
    #[arg(long, value_name = "TEXT")]
    reason: Option<String>,
}

#[derive(Debug, clap::Args)]
struct WhenArgs {
    id: i64,
    #[arg(required = true, value_name = "WHEN")]
    when: Vec<String>,
    #[arg(long, value_name = "TEXT")]
    reason: Option<String>,
}

#[derive(Debug, clap::Args)]
struct WaitArgs {
    id: i64,
    #[arg(value_name = "WHEN")]
    when: Vec<String>,
}

/// Business days that a customer has for an answer, where none are named.
const WAIT_DAYS: i32 = 3;

pub(in crate::cli) fn run(args: Args, desk: &mut Desk<'_>) -> Result<(), Failure> {
    match args.command {
        Sub::Add(args) => add(args, desk),
        Sub::List(args) => list(args, desk),
        Sub::Done(args) => perform(&args.ids, TaskVerb::Done, desk, messages::tasks_done),
        Sub::Drop(args) => {
            perform(&args.tasks.ids, TaskVerb::Drop { reason: args.reason.filter(|reason| !reason.trim().is_empty()) }, desk, messages::tasks_dropped)
        }
        Sub::Reopen(args) => perform(&args.ids, TaskVerb::Reopen, desk, messages::tasks_reopened),
        Sub::Snooze(args) => snooze(args, desk),
        Sub::Wait(args) => wait(args, desk),
    }
}

fn add(args: AddArgs, desk: &mut Desk<'_>) -> Result<(), Failure> {
    let mut session = Session::existing(desk.opening.clone())?;
    let account = session.account(&args.account)?;
    // A task may be noted late, so a day that has passed is none of the typist's errors here.
    let due = args.due.map(|text| coming(&session, &text).or_else(|error| parse_day(&text, session.day).ok_or(error))).transpose()?;
    if args.title.trim().is_empty() {
        return Err(AppError::NoTitle.into());
    }
    let said = messages::task_added(desk.opening.lang, &args.title, session.at(account).name());
    let account = Some(session.book().account(account).row.id);
    let task = NewTask { account, title: args.title, kind: None, due, minutes: args.minutes };
    act(desk, &mut session, Command::AddTask(task), &said)
}

fn list(args: ListArgs, desk: &mut Desk<'_>) -> Result<(), Failure> {
    let session = Session::read(desk.opening.clone())?;
    let filter = session.filter(&args.filter.join(" "))?;
    let tasks = session.tasks(&filter)?;
    let listing = Listing {
        items: tasks.iter().map(|task| shape::task(&session, task)).collect(),
        headings: headings(desk.opening.lang),
        rows: tasks.iter().map(|task| row(&session, task)).collect(),
        empty: messages::no_tasks(desk.opening.lang),
        line_after: None,
    };
    Ok(desk.out.listing(&listing)?)
}

fn perform(ids: &[i64], verb: TaskVerb, desk: &mut Desk<'_>, said: fn(crate::i18n::Lang, usize) -> String) -> Result<(), Failure> {
    let mut session = Session::existing(desk.opening.clone())?;
    // An id that is named twice is meant once.
    let ids: Vec<i64> = ids.iter().enumerate().filter(|(place, id)| !ids[..*place].contains(id)).map(|(_, id)| *id).collect();
    let said = said(desk.opening.lang, ids.len());
    act(desk, &mut session, Command::Tasks { ids, verb }, &said)
}

fn snooze(args: WhenArgs, desk: &mut Desk<'_>) -> Result<(), Failure> {
    let mut session = Session::existing(desk.opening.clone())?;
    let until = coming(&session, &args.when.join(" "))?;
    let said = messages::task_snoozed(desk.opening.lang, args.id, until);
    act(desk, &mut session, Command::Tasks { ids: vec![args.id], verb: TaskVerb::Snooze { until, reason: args.reason } }, &said)
}

fn wait(args: WaitArgs, desk: &mut Desk<'_>) -> Result<(), Failure> {
    let mut session = Session::existing(desk.opening.clone())?;
    let until = if args.when.is_empty() { session.business_day(WAIT_DAYS) } else { coming(&session, &args.when.join(" "))? };
    let said = messages::task_waiting(desk.opening.lang, args.id, until);
    act(desk, &mut session, Command::Tasks { ids: vec![args.id], verb: TaskVerb::Wait { until } }, &said)
}

/// A day to come, as typed.
fn coming(session: &Session, text: &str) -> Result<Day, AppError> {
    let past = parse_day(text, session.day).is_some_and(|day| day <= session.day);
    parse_coming(text, session.day, |days| session.business_day(days))
        .ok_or_else(|| if past { AppError::PastDay { text: text.to_owned() } } else { AppError::ComingDay { text: text.to_owned() } })
}
