//! How often a trigger cried for nothing.

use crate::domain::words::{DropReason, TaskStatus};
use crate::method::{Work, trigger_key};

/// From this share on a trigger is marked.
pub const NOISY: f64 = 0.3;

/// What became of the tasks of a trigger that a person closed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Noise {
    /// Dropped as noise.
    pub noise: u32,
    /// Done or dropped, for whatever reason.
    pub closed: u32,
}

impl Noise {
    /// The share that was noise, 0 to 1; `None` before the first task was closed.
    pub fn share(&self) -> Option<f64> {
        (self.closed > 0).then(|| f64::from(self.noise) / f64::from(self.closed))
    }

    /// Whether it is worth a mark: a share over [`NOISY`].
    pub fn is_noisy(&self) -> bool {
        self.share().is_some_and(|share| share > NOISY)
    }
}

/// The noise of a trigger. A task counts for the trigger that stands in its source, not for those it took in.
pub fn noise(work: &Work, trigger: &str) -> Noise {
    let mut noise = Noise::default();
    for task in work.tasks().filter(|task| trigger_key(task) == Some(trigger)) {
        if matches!(task.status, TaskStatus::Done | TaskStatus::Dropped) {
            noise.closed += 1;
        }
        let is_noise = task.reason.as_deref().and_then(DropReason::parse) == Some(DropReason::Noise);
        if task.status == TaskStatus::Dropped && is_noise {
            noise.noise += 1;
        }
    }
    noise
}
