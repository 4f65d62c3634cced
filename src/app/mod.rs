//! Session, commands and what both faces share; the only room that knows store, import and platform.

pub mod demo;
