//! Families: of the triggers of one family an account has one open task at most.

use crate::book::rows::Task;
use crate::method::trigger_key;
use crate::rules::Trigger;

/// A family by its name, or a trigger that is a family of its own.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(in crate::method) enum Family {
    Named(String),
    Own(String),
}

impl Family {
    pub(in crate::method) fn of(trigger: &Trigger) -> Self {
        trigger.family.clone().map_or_else(|| Self::Own(trigger.key.clone()), Self::Named)
    }

    /// The family of a trigger's task; other tasks have none.
    pub(in crate::method) fn of_task(task: &Task) -> Option<Self> {
        let own = trigger_key(task)?;
        Some(task.family.clone().map_or_else(|| Self::Own(own.to_owned()), Self::Named))
    }
}
