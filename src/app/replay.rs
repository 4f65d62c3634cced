//! The churn replay of the book in memory.

use crate::app::Session;
use crate::proof::{self, Losses, Replay};

impl Session {
    /// Looks back from the desk's day over so many days of losses and rescues, by the rules in force.
    pub fn replay(&self, within: i32) -> Replay {
        proof::replay(&self.lens, self.day, within)
    }

    /// The losses of that look back alone.
    pub fn losses(&self, within: i32) -> Losses {
        proof::losses(&self.lens, self.day, within)
    }
}
