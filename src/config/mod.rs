//! The user's `config.toml` as typed values, and the reader of TOML with places that the rules share.
//! Reads texts, not files; every key left out has the value that `config.example.toml` shows.

pub mod edit;
mod fault;
mod place;
mod read;
pub(crate) mod table;

pub use fault::{Expected, Problem, ProblemKind};
pub use place::Place;

use crate::domain::{Currency, Day};

/// A month and a day of it.
pub type MonthDay = (u32, u32);

/// The text that `banso config example` prints; it says exactly what [`Config::default`] holds.
pub const EXAMPLE: &str = include_str!("../../config.example.toml");

/// What the user sets once.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct Config {
    pub currency: CurrencyConfig,
    pub hours: Hours,
    pub calendar: Calendar,
    pub ui: Ui,
    pub import: Import,
    pub metrics: Metrics,
}

/// `[currency]`: the book's own, and what one major unit of another is worth in it.
#[derive(Clone, Debug, PartialEq)]
pub struct CurrencyConfig {
    pub own: Currency,
    /// Above 0.
    pub rates: Vec<(Currency, f64)>,
}

/// `[hours]`: hours for customer-success work, Monday first, 0 to 24.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Hours(pub [f64; 7]);

/// `[calendar]`: which days are no business days, and which are quiet.
#[derive(Clone, Debug, PartialEq)]
pub struct Calendar {
    pub holidays: Holidays,
    /// Days off beside the holidays.
    pub days_off: Vec<Day>,
    /// First and last day of each season that rates of usage leave out, both inside; may cross the year's end.
    pub quiet: Vec<(MonthDay, MonthDay)>,
}

/// Whose public holidays are no business days.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Holidays {
    Japan,
    None,
}

/// `[ui]`: how the desk speaks and looks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ui {
    pub lang: LangChoice,
    pub lights: Lights,
    pub borders: Borders,
    /// The name of a theme.
    pub theme: String,
}

/// Which language the desk speaks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LangChoice {
    /// As the system does.
    Auto,
    English,
    Japanese,
}

/// How lights are drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lights {
    Shape,
    Kanji,
    Ascii,
}

/// How boxes are drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Borders {
    Line,
    Ascii,
}

/// `[import]`
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Import {
    /// The folder that import looks into when none is named.
    pub inbox: Option<String>,
}

/// `[metrics]`: what some metrics stand for.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Metrics {
    /// The metric that counts as activity; `None` for any usage above 0.
    pub activity: Option<String>,
}

impl Default for CurrencyConfig {
    fn default() -> Self {
        Self { own: Currency::JPY, rates: Vec::new() }
    }
}

impl Default for Hours {
    /// Six hours from Monday to Friday: eight less the mails and meetings that are no customer's.
    fn default() -> Self {
        Self([6.0, 6.0, 6.0, 6.0, 6.0, 0.0, 0.0])
    }
}

impl Default for Calendar {
    /// Japan's holidays; quiet over the turn of the year (年末年始), in Golden Week (GW) and over Obon (お盆).
    fn default() -> Self {
        let quiet = vec![((12, 29), (1, 3)), ((5, 3), (5, 6)), ((8, 13), (8, 16))];
        Self { holidays: Holidays::Japan, days_off: Vec::new(), quiet }
    }
}

impl Default for Ui {
    fn default() -> Self {
        Self { lang: LangChoice::Auto, lights: Lights::Shape, borders: Borders::Line, theme: "default".to_owned() }
    }
}

impl Config {
    /// Reads `config.toml`. On failure every problem of the text, in its order.
    pub fn parse(text: &str) -> Result<Self, Vec<Problem>> {
        read::config(text)
    }
}
