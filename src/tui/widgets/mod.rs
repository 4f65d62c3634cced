//! What views paint with: text measured by display width, boxes, columns, bars, text fields. Knows nothing of accounts.

pub(in crate::tui) mod bar;
pub(in crate::tui) mod columns;
pub(in crate::tui) mod field;
pub(in crate::tui) mod pane;
pub(in crate::tui) mod text;
pub(in crate::tui) mod window;
