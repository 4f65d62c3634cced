//! Many observations of one account and metric in one journal row: days as packed differences, and the other side's values.

use crate::domain::Day;

/// What one act did to the observations of one account and metric, in the order in which it did it.
#[derive(Debug, Default)]
pub(in crate::store) struct Run {
    days: Vec<u8>,
    last: i32,
    count: usize,
    /// Place in the run and value, where there was one.
    other: Vec<(usize, f64)>,
}

impl Run {
    /// Adds an observation and what stood there before.
    pub(in crate::store) fn push(&mut self, day: Day, other: Option<f64>) {
        push_varint(&mut self.days, zigzag(i64::from(day.0) - i64::from(self.last)));
        self.last = day.0;
        if let Some(value) = other {
            self.other.push((self.count, value));
        }
        self.count += 1;
    }

    pub(in crate::store) fn is_empty(&self) -> bool {
        self.count == 0
    }

    /// Roughly the bytes it takes in memory.
    pub(in crate::store) fn size(&self) -> usize {
        self.days.len() + self.other.len() * size_of::<(usize, f64)>()
    }

    /// The packed days.
    pub(in crate::store) fn days(&self) -> &[u8] {
        &self.days
    }

    /// The packed other side; `None` when nothing stood there before.
    pub(in crate::store) fn other(&self) -> Option<Vec<u8>> {
        (!self.other.is_empty()).then(|| {
            let mut packed = vec![0; self.count.div_ceil(8)];
            for (place, _) in &self.other {
                packed[place / 8] |= 1 << (place % 8);
            }
            packed.extend(self.other.iter().flat_map(|(_, value)| value.to_le_bytes()));
            packed
        })
    }

    /// Day and other value of each observation, in order; `None` where the bytes are not what [`Run::days`] and
    /// [`Run::other`] make.
    pub(in crate::store) fn unpack(days: &[u8], other: Option<&[u8]>) -> Option<Vec<(Day, Option<f64>)>> {
        let days = unpack_days(days)?;
        let Some(other) = other else {
            return Some(days.into_iter().map(|day| (day, None)).collect());
        };
        let (present, values) = other.split_at_checked(days.len().div_ceil(8))?;
        let (values, []) = values.as_chunks::<8>() else { return None };
        let mut values = values.iter();
        days.into_iter()
            .enumerate()
            .map(|(place, day)| {
                let present = present[place / 8] & (1 << (place % 8)) != 0;
                let value = if present { Some(f64::from_le_bytes(*values.next()?)) } else { None };
                Some((day, value))
            })
            .collect()
    }
}

fn unpack_days(packed: &[u8]) -> Option<Vec<Day>> {
    let mut days = Vec::with_capacity(packed.len());
    let (mut last, mut value, mut shift) = (0_i64, 0_u64, 0_u32);
    for byte in packed {
        value |= u64::from(byte & 0x7f).checked_shl(shift)?;
        shift += 7;
        if byte & 0x80 == 0 {
            last += unzigzag(value);
            days.push(Day(i32::try_from(last).ok()?));
            (value, shift) = (0, 0);
        }
    }
    (shift == 0).then_some(days)
}

fn zigzag(number: i64) -> u64 {
    ((number << 1) ^ (number >> 63)).cast_unsigned()
}

fn unzigzag(number: u64) -> i64 {
    (number >> 1).cast_signed() ^ -(number & 1).cast_signed()
}

fn push_varint(bytes: &mut Vec<u8>, mut number: u64) {
    loop {
        let [low, ..] = (number & 0x7f).to_le_bytes();
        number >>= 7;
        if number == 0 {
            bytes.push(low);
            return;
        }
        bytes.push(low | 0x80);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn a_run_comes_back_as_it_was_packed(points in proptest::collection::vec((any::<i32>(), proptest::option::of(-1e9..1e9)), 0..40)) {
            let mut run = Run::default();
            for (day, other) in &points {
                run.push(Day(*day), *other);
            }
            let back = Run::unpack(run.days(), run.other().as_deref()).unwrap();
            prop_assert_eq!(back, points.into_iter().map(|(day, other)| (Day(day), other)).collect::<Vec<_>>());
        }

        #[test]
        fn bytes_that_are_no_run_are_refused_without_a_crash(days: Vec<u8>, other: Option<Vec<u8>>) {
            let _ = Run::unpack(&days, other.as_deref());
        }
    }

    #[test]
    fn new_observations_of_consecutive_days_take_a_byte_each() {
        let mut run = Run::default();
        (20_000..20_100).for_each(|day| run.push(Day(day), None));
        assert_eq!(run.days().len(), 102, "three bytes for the first day");
        assert_eq!(run.other(), None);
    }
}
