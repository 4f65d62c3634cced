//! Triggers that cry for nothing.

use crate::method::noise;
use crate::method::tests::{Desk, TODAY, hot, many};

#[test]
fn the_share_of_noise_counts_what_a_person_closed() {
    let mut desk = Desk::swept(many(5, &[(9, 1.0), (0, 8.0)]), &hot(""), 1);
    desk.sweep(TODAY);
    assert_eq!(noise(&desk.work, "hot").share(), None);
    desk.done(1, TODAY);
    desk.drop_as(2, TODAY, "noise");
    desk.drop_as(3, TODAY, "elsewhere");
    let found = noise(&desk.work, "hot");
    assert_eq!((found.noise, found.closed, found.is_noisy()), (1, 3, true));
    desk.done(4, TODAY);
    assert!(!noise(&desk.work, "hot").is_noisy(), "a quarter is under 30 %");
    assert_eq!(noise(&desk.work, "other").closed, 0);
}
