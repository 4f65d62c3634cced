//! What can be typed: the global options and the list of commands. Texts of help come from `i18n`, by name.

use crate::cli::commands;
use crate::i18n::{Lang, help};
use clap::{CommandFactory as _, Parser, Subcommand, ValueEnum};
use std::path::PathBuf;

/// Everything on the command line.
#[derive(Debug, Parser)]
#[command(name = "banso", version, disable_help_subcommand = true, subcommand_required = false, max_term_width = 100)]
pub struct Cli {
    #[command(flatten)]
    pub global: Global,
    #[command(subcommand)]
    pub command: Option<Command>,
}

/// Options that every command takes.
#[derive(Debug, clap::Args)]
#[expect(clippy::struct_excessive_bools, reason = "each is a flag of its own on the command line")]
pub struct Global {
    #[arg(long, global = true, env = "BANSO_BOOK", value_name = "FILE")]
    pub book: Option<PathBuf>,
    #[arg(long, global = true, env = "BANSO_CONFIG", value_name = "FILE")]
    pub config: Option<PathBuf>,
    #[arg(long, global = true, env = "BANSO_RULES", value_name = "FILE")]
    pub rules: Option<PathBuf>,
    #[arg(long, global = true, env = "BANSO_AS_OF", value_name = "DATE", allow_hyphen_values = true)]
    pub as_of: Option<String>,
    #[arg(long, global = true, env = "BANSO_LANG", value_name = "LANG")]
    pub lang: Option<LangChoice>,
    #[arg(long, global = true, value_name = "FORMAT")]
    pub format: Option<Format>,
    #[arg(long, global = true, conflicts_with = "format")]
    pub json: bool,
    #[arg(long, global = true, value_name = "WHEN", default_value = "auto")]
    pub color: Color,
    #[arg(long, global = true)]
    pub plain: bool,
    #[arg(short, long, global = true)]
    pub quiet: bool,
    #[arg(short, long, global = true)]
    pub verbose: bool,
}

/// `--lang`
#[derive(Clone, Copy, Debug, ValueEnum)]
pub enum LangChoice {
    En,
    Ja,
}

/// `--format`
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Format {
    Table,
    Json,
    Jsonl,
    Csv,
}

/// `--color`
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Color {
    Auto,
    Always,
    Never,
}

/// The commands, one file each.
#[derive(Debug, Subcommand)]
pub enum Command {
    Init(commands::init::Args),
    Import(commands::import::Args),
    Accounts(commands::accounts::Args),
    Show(commands::show::Args),
    Explain(commands::explain::Args),
    Account(commands::account::Args),
    Log(commands::log::Args),
    Note(commands::note::Args),
    Observe(commands::observe::Args),
    Pulse(commands::pulse::Args),
    Rules(commands::rules::Args),
    Facts(commands::facts::Args),
    Export(commands::export::Args),
    History(commands::history::Args),
    Undo(commands::undo::Args),
    Redo(commands::redo::Args),
}

impl Global {
    /// How listings are written.
    pub fn format(&self) -> Format {
        if self.json { Format::Json } else { self.format.unwrap_or(Format::Table) }
    }

    /// Whether the reader is a program that wants errors as JSON, too.
    pub fn is_json(&self) -> bool {
        matches!(self.format(), Format::Json | Format::Jsonl)
    }
}

/// The command line's definition with its help in one language.
pub fn definition(lang: Lang) -> clap::Command {
    describe(Cli::command(), lang, "banso")
}

fn describe(command: clap::Command, lang: Lang, path: &str) -> clap::Command {
    let names: Vec<String> = command.get_subcommands().map(|sub| sub.get_name().to_owned()).collect();
    let mut command = command.mut_args(|arg| {
        let entry = help::arg(path, arg.get_id().as_str());
        match entry {
            Some(text) => arg.help(text.pick(lang)),
            None => arg,
        }
    });
    if let Some(text) = help::command(path) {
        command = command.about(text.about.pick(lang));
        if !text.example.is_empty() {
            command = command.after_help(format!("{}\n  {}", lang.pick("Example:", "例:"), text.example));
        }
    }
    for name in names {
        let inner = format!("{path} {name}");
        command = command.mut_subcommand(name, |sub| describe(sub, lang, &inner));
    }
    command
}
