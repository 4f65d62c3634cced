//! The cheapest set of raised signals that gains what is lacking.

use crate::rules::counterfactual::steps::{Steps, Target, Ways, on_line};
use crate::rules::curve::NOISE;

/// One raised signal.
pub(in crate::rules) struct Choice<'s> {
    pub(in crate::rules) steps: &'s Steps,
    pub(in crate::rules) target: Target,
}

/// How many signals must be raised at least; `None` when all together are not enough.
pub(in crate::rules) fn fewest(steps: &[Steps], lacking: f64) -> Option<usize> {
    let mut gained = 0.0;
    let mut most: Vec<f64> = steps.iter().map(Steps::most).collect();
    most.sort_by(|a, b| b.total_cmp(a));
    (0..=most.len()).find(|count| {
        gained += count.checked_sub(1).map_or(0.0, |place| most[place]);
        gained + NOISE >= lacking
    })
}

/// Of the sets of `count` signals that gain what is lacking, the one that gains least; of equal ones the first in the
/// order of the card. `count` is that of [`fewest`].
pub(in crate::rules) fn cheapest(steps: &[Steps], count: usize, lacking: f64) -> Vec<Choice<'_>> {
    let mut search = Search { steps, lacking, best: Vec::new(), cost: f64::INFINITY };
    search.descend(0, count, 0.0, 0.0, &mut Vec::with_capacity(count));
    let best = std::mem::take(&mut search.best);
    let gained: f64 = best.iter().filter_map(|(place, way)| way.map(|way| search.gain(*place, way))).sum();
    let mut left = (lacking - gained).max(0.0);
    best.into_iter()
        .map(|(place, way)| {
            let target = match (&steps[place].ways, way) {
                (Ways::Bands(gains), Some(way)) => gains[way].1,
                (Ways::Line { most, now, per_gain, to }, _) => {
                    let gain = left.min(*most);
                    left -= gain;
                    on_line(*now, *per_gain, *to, gain, *most)
                }
                (Ways::Bands(gains), None) => gains[0].1,
            };
            Choice { steps: &steps[place], target }
        })
        .collect()
}

struct Search<'s> {
    steps: &'s [Steps],
    lacking: f64,
    /// Places of signals, each with the place of its band; a line has none and takes what it must.
    best: Vec<(usize, Option<usize>)>,
    cost: f64,
}

impl Search<'_> {
    fn gain(&self, place: usize, way: usize) -> f64 {
        match &self.steps[place].ways {
            Ways::Bands(gains) => gains[way].0,
            Ways::Line { .. } => 0.0,
        }
    }

    /// Chooses `left` more signals from `from` on, with `gained` by bands and up to `line` by lines so far.
    fn descend(&mut self, from: usize, left: usize, gained: f64, line: f64, chosen: &mut Vec<(usize, Option<usize>)>) {
        // What bands gain is spent; nothing below can cost less.
        if gained.max(self.lacking) >= self.cost - NOISE {
            return;
        }
        if left == 0 {
            if gained + line + NOISE >= self.lacking {
                // A line gives just what bands leave lacking, so with one nothing is wasted unless bands waste it.
                self.cost = gained.max(self.lacking);
                self.best.clone_from(chosen);
            }
            return;
        }
        if gained + line + self.at_most(from, left) + NOISE < self.lacking {
            return;
        }
        for place in from..self.steps.len() {
            match &self.steps[place].ways {
                Ways::Bands(gains) => {
                    for (way, (gain, _)) in gains.iter().enumerate() {
                        chosen.push((place, Some(way)));
                        self.descend(place + 1, left - 1, gained + gain, line, chosen);
                        chosen.pop();
                    }
                }
                Ways::Line { most, .. } => {
                    chosen.push((place, None));
                    self.descend(place + 1, left - 1, gained, line + most, chosen);
                    chosen.pop();
                }
            }
        }
    }

    /// The most that `left` signals from `from` on can gain.
    fn at_most(&self, from: usize, left: usize) -> f64 {
        let mut top = [0.0_f64; crate::rules::MAX_CHANGES];
        for steps in &self.steps[from..] {
            let mut gain = steps.most();
            for held in top.iter_mut().take(left) {
                if gain > *held {
                    std::mem::swap(&mut gain, held);
                }
            }
        }
        top.iter().take(left).sum()
    }
}
