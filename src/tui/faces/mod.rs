//! What screens show of the desk, ready to be painted: made from a session when something changed, painted from then on, and
//! kept as the first screen of the next time.

pub(in crate::tui) mod accounts;
pub(in crate::tui) mod health;
pub(in crate::tui) mod queue;
