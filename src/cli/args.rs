//! What can be typed: the global options and the list of commands. Texts of help come from `i18n`, by name.

use crate::cli::commands;
use crate::i18n::{Lang, help};
use clap::{Arg, ArgAction, CommandFactory as _, Parser, Subcommand, ValueEnum};
use std::ffi::OsString;
use std::io::IsTerminal as _;
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

/// `--format`; a workbook is for exports only.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Format {
    Table,
    Json,
    Jsonl,
    Csv,
    Xlsx,
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
    Today(commands::today::Args),
    Task(commands::task::Args),
    Sweep(commands::sweep::Args),
    Demo(commands::demo::Args),
    Accounts(commands::accounts::Args),
    Show(commands::show::Args),
    Explain(commands::explain::Args),
    Data(commands::data::Args),
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

    /// Whether marks are coloured: where asked for, else on a terminal that did not refuse.
    pub fn wants_color(&self) -> bool {
        match self.color {
            Color::Always => true,
            Color::Never => false,
            Color::Auto => !self.plain && std::io::stdout().is_terminal() && std::env::var_os("NO_COLOR").is_none_or(|value| value.is_empty()),
        }
    }

    /// Whether there is a terminal that can show screens, and nothing else was asked for.
    pub fn has_screens(&self) -> bool {
        let can_move = std::env::var_os("TERM").is_none_or(|term| term != "dumb");
        !self.plain && self.format() == Format::Table && can_move && std::io::stdout().is_terminal() && std::io::stdin().is_terminal()
    }

    /// Cells that a line of the terminal has; `None` without one, and for plain output.
    pub fn width(&self) -> Option<usize> {
        (!self.plain).then(terminal_size::terminal_size).flatten().map(|(width, _)| usize::from(width.0)).filter(|_| std::io::stdout().is_terminal())
    }

    /// Whether the reader is a program that wants errors as JSON, too.
    pub fn is_json(&self) -> bool {
        matches!(self.format(), Format::Json | Format::Jsonl)
    }
}

/// The command line's definition with its help in one language.
pub fn definition(lang: Lang) -> clap::Command {
    let flag = |id: &'static str, short: char, action: ArgAction| Arg::new(id).short(short).long(id).action(action);
    let command = Cli::command().disable_help_flag(true).disable_version_flag(true).arg(flag("help", 'h', ArgAction::Help).global(true)).arg(flag(
        "version",
        'V',
        ArgAction::Version,
    ));
    describe(command, lang, "banso")
}

fn describe(command: clap::Command, lang: Lang, path: &str) -> clap::Command {
    let names: Vec<String> = command.get_subcommands().map(|sub| sub.get_name().to_owned()).collect();
    let mut command = command.mut_args(|arg| {
        let heading = if arg.is_positional() { lang.pick("Arguments", "引数") } else { lang.pick("Options", "オプション") };
        let arg = arg.help_heading(heading);
        match help::arg(path, arg.get_id().as_str()) {
            Some(text) => arg.help(text.pick(lang)),
            None => arg,
        }
    });
    command = command.subcommand_help_heading(lang.pick("Commands", "コマンド"));
    command = command
        .help_template(lang.pick("{about}\n\nUsage: {usage}\n\n{all-args}{after-help}\n", "{about}\n\n使い方: {usage}\n\n{all-args}{after-help}\n"));
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

/// The command that a line names, as far as it can be read: `banso rules check`.
pub fn understood(args: &[OsString], definition: &clap::Command) -> String {
    let mut named = (definition, "banso".to_owned());
    for word in args.iter().skip(1).filter_map(|arg| arg.to_str()) {
        if let Some(inner) = named.0.find_subcommand(word) {
            named = (inner, format!("{} {word}", named.1));
        }
    }
    named.1
}

/// Writes a filter's leading `-` as the word `not`, so that `-tag:pilot` is no option. Only where a filter is typed, and never
/// the value of an option (`--as-of -30d`).
pub fn spell_out_negations(args: Vec<OsString>, definition: &clap::Command) -> Vec<OsString> {
    let named = args.iter().skip(1).filter_map(|arg| arg.to_str()).find_map(|arg| definition.find_subcommand(arg));
    if !named.is_some_and(|command| command.get_positionals().any(|arg| arg.get_id() == "filter")) {
        return args;
    }
    let options: Vec<&Arg> = named.into_iter().chain(std::iter::once(definition)).flat_map(clap::Command::get_opts).collect();
    let takes_value = |arg: &OsString| {
        let long = arg.to_str().and_then(|arg| arg.strip_prefix("--"));
        long.is_some_and(|long| options.iter().any(|option| option.get_long() == Some(long)))
    };
    let mut spelt: Vec<OsString> = Vec::with_capacity(args.len());
    for arg in args {
        let negated = arg.to_str().and_then(|text| text.strip_prefix('-')).filter(|term| is_term(term));
        match negated {
            Some(term) if !spelt.last().is_some_and(takes_value) => spelt.push(format!("not {term}").into()),
            _ => spelt.push(arg),
        }
    }
    spelt
}

/// Whether what follows a `-` is a term of a filter and no short option.
fn is_term(text: &str) -> bool {
    !text.is_empty() && !text.starts_with('-') && !text.chars().all(|c| "qvhV".contains(c))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn spelt(line: &[&str]) -> Vec<String> {
        let args = line.iter().map(OsString::from).collect();
        spell_out_negations(args, &definition(Lang::En)).into_iter().map(|arg| arg.into_string().unwrap()).collect()
    }

    #[test]
    fn a_negated_term_is_no_option_and_an_option_is_no_term() {
        assert_eq!(spelt(&["banso", "accounts", "-tag:pilot", "--json"]), ["banso", "accounts", "not tag:pilot", "--json"]);
        assert_eq!(spelt(&["banso", "accounts", "--as-of", "-30d", "-q"]), ["banso", "accounts", "--as-of", "-30d", "-q"]);
        assert_eq!(spelt(&["banso", "accounts", "--sort", "-arr", "-(a or b)"]), ["banso", "accounts", "--sort", "-arr", "not (a or b)"]);
        assert_eq!(spelt(&["banso", "note", "A1", "-x"]), ["banso", "note", "A1", "-x"]);
    }

    #[test]
    fn every_command_and_argument_has_help_in_both_languages() {
        let mut missing = Vec::new();
        collect_without_help(&Cli::command(), "banso", &mut missing);
        assert!(missing.is_empty(), "{missing:?}");
    }

    fn collect_without_help(command: &clap::Command, path: &str, missing: &mut Vec<String>) {
        if help::command(path).is_none() {
            missing.push(path.to_owned());
        }
        missing.extend(
            command.get_arguments().filter(|arg| help::arg(path, arg.get_id().as_str()).is_none()).map(|arg| format!("{path}: {}", arg.get_id())),
        );
        for sub in command.get_subcommands() {
            collect_without_help(sub, &format!("{path} {}", sub.get_name()), missing);
        }
    }
}
