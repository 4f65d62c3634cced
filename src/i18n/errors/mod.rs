//! Errors as sentences: what went wrong, where, and what to do next. One file per room that errors come from.

pub mod desk;
mod filter;
mod import;
pub mod line;
mod store;
mod toml;

pub use filter::{fact_error, filter_error, filter_words};
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

/// What the system said of a file, in words where the case is a common one.
pub fn io_text(lang: crate::i18n::Lang, error: &std::io::Error) -> String {
    use std::io::ErrorKind as K;
    match error.kind() {
        K::NotFound => lang.pick("there is no such file or folder", "ファイルまたはフォルダーが見つかりません").to_owned(),
        K::PermissionDenied => lang.pick("you may not read or write it", "読み書きする権限がありません").to_owned(),
        K::IsADirectory => lang.pick("it is a folder", "フォルダーです").to_owned(),
        K::NotADirectory => lang.pick("a part of the path is no folder", "パスの途中がフォルダーではありません").to_owned(),
        K::AlreadyExists => lang.pick("it exists already", "既に存在します").to_owned(),
        K::StorageFull => lang.pick("the disk is full", "ディスクの空き容量がありません").to_owned(),
        _ => error.to_string(),
    }
}

/// `Did you mean …?`, or what is known instead.
fn meant(lang: crate::i18n::Lang, nearest: Option<&str>, otherwise: impl FnOnce() -> String) -> String {
    nearest.map_or_else(otherwise, |word| lang.pick(format!("Did you mean `{word}`?"), format!("`{word}` のことですか?")))
}
