//! `banso account`: add an account, set its fields.

use crate::app::{AppError, Command, NewAccount, Session, Since};
use crate::cli::Desk;
use crate::cli::commands::{act, day_or_today};
use crate::cli::failure::Failure;
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
    Set(SetArgs),
}

#[derive(Debug, clap::Args)]
struct AddArgs {
    name: String,
    #[arg(long, value_name = "ID")]
    id: Option<String>,
    #[arg(long, value_name = "AMOUNT")]
    arr: Option<f64>,
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(i64).range(0..))]
    seats: Option<i64>,
    #[arg(long, allow_hyphen_values = true, value_name = "DATE")]
    start: Option<String>,
    #[arg(long, allow_hyphen_values = true, value_name = "DATE")]
    renewal: Option<String>,
    #[arg(long, value_name = "MODEL")]
    touch: Option<String>,
    #[arg(long, value_name = "PHASE")]
    phase: Option<String>,
    #[arg(long, value_name = "TEXT")]
    yomi: Option<String>,
}

#[derive(Debug, clap::Args)]
struct SetArgs {
    account: String,
    #[arg(required = true, value_name = "FIELD=VALUE")]
    fields: Vec<String>,
    #[arg(long, allow_hyphen_values = true, value_name = "DATE|always")]
    since: Option<String>,
}

pub(in crate::cli) fn run(args: Args, desk: &mut Desk<'_>) -> Result<(), Failure> {
    match args.command {
        Sub::Add(args) => add(args, desk),
        Sub::Set(args) => set(args, desk),
    }
}

fn add(args: AddArgs, desk: &mut Desk<'_>) -> Result<(), Failure> {
    let mut session = Session::write(desk.opening.clone())?;
    let day = |text: Option<String>| text.map(|text| session.read_day(&text)).transpose();
    let fields = [("touch", args.touch), ("phase", args.phase)].into_iter().filter_map(|(key, value)| Some((key.to_owned(), value?))).collect();
    let said = messages::account_added(desk.opening.lang, &args.name);
    let new = NewAccount {
        code: args.id,
        name: args.name,
        yomi: args.yomi,
        arr: args.arr,
        seats: args.seats,
        start: day(args.start)?,
        renewal: day(args.renewal)?,
        fields,
    };
    act(desk, &mut session, Command::AddAccount(Box::new(new)), &said)
}

fn set(args: SetArgs, desk: &mut Desk<'_>) -> Result<(), Failure> {
    let fields = args.fields.iter().map(|field| pair(field)).collect::<Result<Vec<_>, _>>()?;
    let mut session = Session::existing(desk.opening.clone())?;
    let account = session.account(&args.account)?;
    let since = since(args.since.as_deref(), &session)?;
    let said = messages::fields_set(desk.opening.lang, session.at(account).name(), args.fields.join(", "));
    act(desk, &mut session, Command::SetFields { account, fields, since }, &said)
}

fn pair(field: &str) -> Result<(String, String), AppError> {
    let (key, value) = field.split_once('=').ok_or_else(|| AppError::Field { text: field.to_owned(), nearest: None })?;
    Ok((key.trim().to_owned(), value.trim().to_owned()))
}

fn since(text: Option<&str>, session: &Session) -> Result<Since, AppError> {
    match text {
        Some("always") => Ok(Since::Always),
        text => day_or_today(session, text).map(Since::Day),
    }
}
