//! banso (伴走): a customer-success desk in the terminal. `docs/architecture.md` has the rooms and who may import whom.

pub mod app;
pub mod book;
pub mod cli;
pub mod config;
pub mod domain;
pub mod facts;
pub mod filter;
pub mod i18n;
pub mod import;
pub mod method;
pub mod platform;
pub mod proof;
pub mod rules;
pub mod store;
pub mod tui;
