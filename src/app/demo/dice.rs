//! Chance that comes out the same everywhere: one stream per account and subject, so that a shorter book is the beginning of
//! a longer one and a change in one subject moves no other. Not for secrets.
//!
//! Ten lines of splitmix64 (Steele, Lea, Flood 2014) instead of a dependency. Only arithmetic that IEEE 754 rounds exactly
//! is used (no `exp`, no `ln`), so the demo has the same bytes on every machine.

/// What a stream is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::app::demo) enum Stream {
    Plan,
    Account,
    People,
    Contracts,
    Growth,
    Invoices,
    Proposals,
    Usage,
    Tickets,
    Surveys,
    Feedback,
    Interactions,
    Tasks,
    Notes,
}

/// One stream of chance.
#[derive(Clone, Debug)]
pub(in crate::app::demo) struct Dice(u64);

impl Dice {
    /// The stream of an account's place and a subject.
    pub(in crate::app::demo) fn new(place: usize, stream: Stream) -> Self {
        let mut seed = Self(place as u64 ^ 0x0062_616e_736f);
        Self(seed.next() ^ (stream as u64 + 1).wrapping_mul(0xd6e8_feb8_6659_fd93))
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// Evenly in `[0, 1)`.
    #[expect(clippy::cast_precision_loss, reason = "53 bits fit a double exactly")]
    pub(in crate::app::demo) fn share(&mut self) -> f64 {
        (self.next() >> 11) as f64 / 9_007_199_254_740_992.0
    }

    /// Evenly in `[least, most)`.
    pub(in crate::app::demo) fn within(&mut self, least: f64, most: f64) -> f64 {
        least + (most - least) * self.share()
    }

    /// A whole number, both ends included.
    pub(in crate::app::demo) fn between(&mut self, least: i32, most: i32) -> i32 {
        let span = u64::from(most.abs_diff(least)) + 1;
        least + i32::try_from(self.next() % span).unwrap_or(0)
    }

    /// Yes with this probability.
    pub(in crate::app::demo) fn chance(&mut self, probability: f64) -> bool {
        self.share() < probability
    }

    /// About normal: mean 0, deviation 1, never beyond 3.5 (the sum of four even draws).
    pub(in crate::app::demo) fn bell(&mut self) -> f64 {
        let sum: f64 = (0..4).map(|_| self.share()).sum();
        (sum - 2.0) * 1.732
    }

    /// How often something happened that happens `mean` times on average.
    pub(in crate::app::demo) fn count(&mut self, mean: f64) -> i32 {
        let spread = if mean > 4.0 { self.bell() * mean.sqrt() } else { 0.0 };
        let rate = (mean + spread).max(0.0);
        let whole = rate.floor();
        whole_number(whole) + i32::from(self.chance(rate - whole))
    }

    /// One of a list that is not empty.
    pub(in crate::app::demo) fn pick<T: Copy>(&mut self, list: &[T]) -> T {
        let place = usize::try_from(self.next() % list.len().max(1) as u64).unwrap_or(0);
        list[place]
    }
}

/// The nearest whole number; figures of the demo are far inside the range.
#[expect(clippy::cast_possible_truncation, reason = "figures of the demo are far below 2^31; beyond, the cast saturates")]
pub(in crate::app::demo) fn whole_number(value: f64) -> i32 {
    value.round() as i32
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_stream_repeats_itself_and_differs_from_its_neighbours() {
        let draw = |place, stream| {
            let mut dice = Dice::new(place, stream);
            (0..8).map(|_| dice.between(0, 1_000_000)).collect::<Vec<_>>()
        };
        assert_eq!(draw(3, Stream::Usage), draw(3, Stream::Usage));
        assert_ne!(draw(3, Stream::Usage), draw(4, Stream::Usage));
        assert_ne!(draw(3, Stream::Usage), draw(3, Stream::Tickets));
    }

    #[test]
    fn draws_keep_to_their_range_and_reach_both_ends() {
        let mut dice = Dice::new(0, Stream::Plan);
        let drawn: Vec<i32> = (0..500).map(|_| dice.between(-2, 2)).collect();
        assert_eq!((drawn.iter().min(), drawn.iter().max()), (Some(&-2), Some(&2)));
        let mean = (0..2000).map(|_| f64::from(dice.count(0.3))).sum::<f64>() / 2000.0;
        assert!((0.25..0.35).contains(&mean), "{mean}");
    }
}
