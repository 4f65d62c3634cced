//! The screens as a person at a terminal has them: the real binary in a pseudo-terminal, today's clock, a book of its own.
#![cfg(unix)]
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::string_slice,
    unreachable_pub,
    reason = "a test that cannot go on stops there; its helpers are shared by path"
)]

#[path = "../support/mod.rs"]
mod support;

#[path = "../support/pty.rs"]
mod pty;

mod day;
mod fixture;
mod importing;
mod outside;
mod terminals;
mod typing;
