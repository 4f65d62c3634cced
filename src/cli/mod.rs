//! The command line: parses, asks or tells the desk, prints. A contract that scripts and tests rely on; no SQL, no scores.

pub mod args;
pub mod commands;
pub mod failure;
pub mod line;
pub mod out;
pub mod shape;
pub mod table;

use crate::app::{AppError, Clock, Opening, Start};
use crate::i18n::Lang;
use args::{Cli, Command, Global};
use clap::FromArgMatches as _;
use failure::Failure;
use out::Out;
use std::ffi::OsString;
use std::io::Write;

/// Who opens the screens: what they open on, and whether the terminal may be given colours.
pub type Screens = fn(Start, bool) -> Result<(), AppError>;

/// What a command gets: where to write, and how to open the book.
pub struct Desk<'a> {
    pub out: Out<'a>,
    pub opening: Opening,
    verbose: bool,
    /// Where there is a terminal that can show them.
    screens: Option<(Screens, bool)>,
}

impl Desk<'_> {
    /// How many of a long list are shown as text: the usual number, or all under `--verbose`.
    pub fn at_most(&self, usual: usize) -> usize {
        if self.verbose { usize::MAX } else { usual }
    }

    /// Opens the screens and stays in them, where there is a terminal for them; gives back what they would have opened on
    /// where there is none.
    pub fn open_screens(&self, start: Start) -> Result<Option<Start>, Failure> {
        let Some((screens, colors)) = self.screens else { return Ok(Some(start)) };
        screens(start, colors)?;
        Ok(None)
    }
}

/// Runs one command line and gives the exit code: 0 done, 1 could not be done, 2 the command line is wrong, 3 the book
/// cannot be used or the output not be written. A closed pipe is success.
pub fn run(args: Vec<OsString>, clock: Clock, screens: Screens, stdout: &mut dyn Write, stderr: &mut dyn Write) -> u8 {
    let chosen = chosen_language(&args);
    let lang = chosen.unwrap_or_else(crate::app::system_language);
    let json = wants_json(&args);
    let definition = args::definition(lang);
    let args = args::spell_out_negations(args, &definition);
    let command = args::understood(&args, &definition);
    let parsed = definition.try_get_matches_from(args).and_then(|matches| Cli::from_arg_matches(&matches));
    let cli = match parsed {
        Ok(cli) => cli,
        Err(error) => return failure::usage(&error, lang, &command, json, stdout, stderr),
    };
    let mut opening = opening(&cli.global, clock, lang);
    if chosen.is_none() {
        opening.lang = opening.configured_language().unwrap_or(lang);
    }
    let lang = opening.lang;
    let result = dispatch(cli, opening, screens, stdout).and_then(|()| stdout.flush().map_err(Failure::from));
    match result {
        Ok(()) => 0,
        Err(failure) => failure.report(lang, json, stderr),
    }
}

fn dispatch(cli: Cli, opening: Opening, screens: Screens, stdout: &mut dyn Write) -> Result<(), Failure> {
    let Cli { global, command } = cli;
    if global.format() == args::Format::Xlsx && !matches!(command, Some(Command::Export(_))) {
        return Err(AppError::ListingFormat.into());
    }
    let screens = global.has_screens().then(|| (screens, global.wants_color()));
    let out = Out::new(stdout, global.format(), global.quiet).on_terminal(global.width(), global.wants_color());
    let mut desk = Desk { out, opening, verbose: global.verbose, screens };
    match command {
        None => commands::desk::run(&mut desk),
        Some(command) => perform(command, &mut desk),
    }
}

fn perform(command: Command, desk: &mut Desk<'_>) -> Result<(), Failure> {
    match command {
        Command::Init(args) => commands::init::run(args, desk),
        Command::Import(args) => commands::import::run(args, desk),
        Command::Today(args) => commands::today::run(args, desk),
        Command::Task(args) => commands::task::run(args, desk),
        Command::Sweep(args) => commands::sweep::run(args, desk),
        Command::Demo(args) => commands::demo::run(args, desk),
        Command::Accounts(args) => commands::accounts::run(args, desk),
        Command::Show(args) => commands::show::run(args, desk),
        Command::Explain(args) => commands::explain::run(args, desk),
        Command::Data(args) => commands::data::run(args, desk),
        Command::Account(args) => commands::account::run(args, desk),
        Command::Log(args) => commands::log::run(args, desk),
        Command::Note(args) => commands::note::run(args, desk),
        Command::Observe(args) => commands::observe::run(args, desk),
        Command::Pulse(args) => commands::pulse::run(args, desk),
        Command::Rules(args) => commands::rules::run(args, desk),
        Command::Facts(args) => commands::facts::run(args, desk),
        Command::Export(args) => commands::export::run(args, desk),
        Command::History(args) => commands::history::run(args, desk),
        Command::Undo(args) => commands::undo::run(args, desk),
        Command::Redo(args) => commands::redo::run(args, desk),
    }
}

fn opening(global: &Global, clock: Clock, lang: Lang) -> Opening {
    let Global { book, config, rules, as_of, .. } = global;
    Opening { book: book.clone(), config: config.clone(), rules: rules.clone(), as_of: as_of.clone(), lang, clock, state: None }
}

/// Whether errors are to be JSON has to be known before the line is parsed, too.
fn wants_json(args: &[OsString]) -> bool {
    let texts: Vec<&str> = args.iter().filter_map(|arg| arg.to_str()).collect();
    let format = texts.windows(2).any(|pair| pair[0] == "--format" && pair[1].starts_with("json"));
    format || texts.iter().any(|arg| *arg == "--json" || arg.starts_with("--format=json"))
}

/// The language that the line or the environment names. It has to be known before the line is parsed, since help and parse
/// errors are in it; the config is asked later.
fn chosen_language(args: &[OsString]) -> Option<Lang> {
    let texts: Vec<&str> = args.iter().filter_map(|arg| arg.to_str()).collect();
    let after = texts.iter().position(|arg| *arg == "--lang").and_then(|at| texts.get(at + 1)).copied();
    let joined = texts.iter().find_map(|arg| arg.strip_prefix("--lang="));
    let named = after.or(joined).map(str::to_owned).or_else(|| std::env::var("BANSO_LANG").ok());
    named.map(|name| if name == "ja" { Lang::Ja } else { Lang::En })
}
