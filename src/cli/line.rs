//! A wrong command line as a sentence in the reader's language: clap finds what is wrong, `i18n` says it.

use crate::i18n::errors::line;
use crate::i18n::{Lang, Sentence};
use clap::error::{ContextKind, ContextValue, ErrorKind};

/// The error as a sentence; `None` for what is told better by clap itself, such as help. `command` is the
/// part of the line that was understood, such as `banso rules check`.
pub fn line_error(lang: Lang, error: &clap::Error, command: &str) -> Option<Sentence> {
    let said = |kind| words(error.get(kind));
    // The dots of one that may stand often are no part of its name.
    let arg = || said(ContextKind::InvalidArg).iter().map(|arg| arg.trim_end_matches("...")).collect::<Vec<_>>().join(", ");
    let value = || said(ContextKind::InvalidValue).join(", ");
    let nearest = |kind| said(kind).into_iter().next_back();
    let help = || line::see_help(lang, command);
    let (what, hint) = match error.kind() {
        ErrorKind::MissingRequiredArgument => (line::missing(lang, arg()), help()),
        ErrorKind::InvalidSubcommand => {
            let nearest = nearest(ContextKind::SuggestedSubcommand);
            (line::no_command(lang, said(ContextKind::InvalidSubcommand).join(" ")), nearest.map_or_else(help, |word| line::meant(lang, word)))
        }
        ErrorKind::MissingSubcommand => {
            let known = said(ContextKind::ValidSubcommand).join(lang.pick(", ", "・"));
            (line::missing_command(lang, command), line::one_of(lang, known))
        }
        ErrorKind::UnknownArgument if !arg().starts_with('-') => (line::too_many(lang, arg()), help()),
        ErrorKind::UnknownArgument => {
            (line::no_option(lang, arg()), nearest(ContextKind::SuggestedArg).map_or_else(help, |word| line::meant(lang, word)))
        }
        ErrorKind::InvalidValue if value().is_empty() => (line::no_value(lang, arg()), help()),
        ErrorKind::InvalidValue => {
            (line::bad_value(lang, value(), arg()), line::one_of(lang, said(ContextKind::ValidValue).join(lang.pick(", ", "・"))))
        }
        ErrorKind::ValueValidation => (line::bad_value(lang, value(), arg()), help()),
        ErrorKind::ArgumentConflict => {
            let other = said(ContextKind::PriorArg).join(", ");
            (if other.is_empty() || other == arg() { line::twice(lang, arg()) } else { line::conflict(lang, arg(), other) }, help())
        }
        _ => return None,
    };
    Some(Sentence::with_hint(what, hint))
}

fn words(value: Option<&ContextValue>) -> Vec<String> {
    match value {
        Some(ContextValue::String(text)) => vec![text.clone()],
        Some(ContextValue::Strings(texts)) => texts.clone(),
        Some(ContextValue::Number(number)) => vec![number.to_string()],
        _ => Vec::new(),
    }
}
