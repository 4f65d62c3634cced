//! Errors as sentences: what went wrong, where, and what to do next. One file per room that errors come from.

pub mod desk;
mod filter;
mod import;
mod store;
mod toml;

pub use filter::{fact_error, filter_error};
pub use import::{refusal, reject};
pub use store::store_error;
pub use toml::{config_problem, rules_problem};

use annotate_snippets::{AnnotationKind, Level, Renderer, Snippet};
use std::ops::Range;

/// A text with a place in it underlined, right under Japanese too. `file` stands before line and column where there is one.
fn underlined(title: &str, file: Option<&str>, text: &str, span: Range<usize>) -> String {
    let snippet = Snippet::source(text).path(file.map(str::to_owned)).annotation(AnnotationKind::Primary.span(span));
    let rendered = Renderer::plain().render(&[Level::ERROR.primary_title(title).element(snippet)]);
    rendered.strip_prefix("error: ").map_or_else(|| rendered.clone(), str::to_owned)
}

/// `Did you mean …?`, or what is known instead.
fn meant(lang: crate::i18n::Lang, nearest: Option<&str>, otherwise: impl FnOnce() -> String) -> String {
    nearest.map_or_else(otherwise, |word| lang.pick(format!("Did you mean `{word}`?"), format!("`{word}` のことですか?")))
}
