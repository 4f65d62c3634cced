//! Whether the rules were right: past lights against what became of the accounts. Pure. The only room that may know more than
//! was known on the day it looks at, and only through `Hindsight`; makes no text for users.

mod hindsight;
mod lights;
mod replay;
#[cfg(test)]
mod tests;

pub use replay::{Done, LOOKS, Loss, Losses, Replay, Rescue, Summary, YEAR, losses, replay};
