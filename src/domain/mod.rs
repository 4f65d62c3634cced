//! The words and measures of the trade: days, money, lights, vocabulary, text.
//! Pure values; knows nothing of books, files or screens.

pub mod cell;
pub mod day;
pub mod light;
pub mod money;
pub mod text;
pub mod words;

pub use cell::Cell;
pub use day::Day;
pub use light::Light;
pub use money::Currency;
