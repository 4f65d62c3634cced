//! `banso` alone: the screens, or Today as text where there is no terminal for them.

use crate::app::{Session, Start};
use crate::cli::Desk;
use crate::cli::commands::today;
use crate::cli::failure::Failure;

pub(in crate::cli) fn run(desk: &mut Desk<'_>) -> Result<(), Failure> {
    let opening = desk.opening.clone();
    // A first start makes the book where it belongs; one that was named and is missing is more likely misspelt.
    if desk.screens.is_some() && opening.book.is_none() && opening.as_of.is_none() && !opening.book_file()?.exists() {
        drop(Session::write(opening.clone())?);
    }
    match desk.open_screens(Start::Book(opening))? {
        Some(_) => today::run(today::Args::default(), desk),
        None => Ok(()),
    }
}
