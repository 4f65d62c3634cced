//! The command line as scripts see it: the real binary, a fixed day, a book of its own.

#[path = "../support/mod.rs"]
mod support;

mod bad_input;
mod examples;
mod importing;
mod reading;
mod undoing;
