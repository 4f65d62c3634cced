//! The command line as scripts see it: the real binary, a fixed day, a book of its own.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::string_slice,
    unreachable_pub,
    reason = "a test that cannot go on stops there; its helpers are shared by path"
)]

#[path = "../support/mod.rs"]
mod support;

mod bad_input;
mod containers;
mod data;
mod examples;
mod importing;
mod killed;
mod reading;
mod replay;
mod scores;
mod tools;
mod undoing;
mod working;
