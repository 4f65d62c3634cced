//! What an update may look at, and the one thing it may change beside its own state.

use crate::app::Session;
use crate::tui::keymap::Keymap;
use crate::tui::look::Look;
use crate::tui::shared::Shared;

/// What an update may look at and change.
pub(in crate::tui) struct Cx<'a> {
    pub session: &'a Session,
    pub shared: &'a mut Shared,
    pub keymap: &'a Keymap,
    pub look: &'a Look,
}
