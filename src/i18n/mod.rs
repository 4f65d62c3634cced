//! Every sentence a user reads, English and Japanese side by side. Words follow the language; widths never do.
//!
//! Errors come here as data and leave as a [`Sentence`]: what, where, and what to do next.

pub mod actions;
pub mod data;
mod deeds;
pub mod desk;
pub mod errors;
mod explained;
pub mod explanation;
pub mod facts;
pub mod first_steps;
pub mod format;
pub mod guide;
pub mod help;
pub mod importing;
pub mod messages;
mod people;
mod queue;
pub mod replay;
mod told;

pub use deeds::entry_text;
pub use explained::{band_text, change_text, counterfactual_text, form_of, label, reason_text, target_text, unknown_text};
pub use format::Formats;
pub use people::contact_line;
pub use queue::{task_title, why_text};
pub use told::terms_told;

use crate::domain::words::Word;

/// The language of the texts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lang {
    En,
    Ja,
}

impl Lang {
    /// The language of a locale name such as `ja_JP.UTF-8`; English for any other.
    pub fn of_locale(locale: &str) -> Self {
        if locale.to_ascii_lowercase().starts_with("ja") { Self::Ja } else { Self::En }
    }

    /// One of two texts.
    pub fn pick<T>(self, en: T, ja: T) -> T {
        match self {
            Self::En => en,
            Self::Ja => ja,
        }
    }

    /// The word as this language writes it.
    pub fn word(self, word: &Word) -> &'static str {
        match self {
            Self::En => word.en(),
            Self::Ja => word.ja,
        }
    }
}

/// What went wrong, and what to do about it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sentence {
    pub what: String,
    pub hint: Option<String>,
}

impl Sentence {
    /// A sentence with advice.
    pub fn with_hint(what: String, hint: String) -> Self {
        Self { what, hint: Some(hint) }
    }
}

impl From<String> for Sentence {
    fn from(what: String) -> Self {
        Self { what, hint: None }
    }
}

/// Makes one function a sentence; leaving out a language does not compile.
macro_rules! sentences {
    ($($(#[$doc:meta])* $name:ident($($arg:ident),*) { en: $en:literal, ja: $ja:literal })+) => {$(
        $(#[$doc])*
        #[allow(clippy::too_many_arguments, reason = "a sentence has as many parts as it has")]
        pub(crate) fn $name(lang: $crate::i18n::Lang $(, $arg: impl std::fmt::Display)*) -> String {
            match lang {
                $crate::i18n::Lang::En => format!($en),
                $crate::i18n::Lang::Ja => format!($ja),
            }
        }
    )+};
}
pub(crate) use sentences;
