//! The book on disk, as the rest of the program and other processes meet it.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "helpers of tests fail by panicking")]

mod acts;
mod loading;
mod migrating;
mod opening;
mod schema;
mod scores;
mod support;
mod together;
mod undoing;
mod views;
