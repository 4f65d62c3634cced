//! The time of day and the zone behind a date. Their form is checked and nothing is kept of them.

use super::scan::Scan;

const HALVES: [&str; 6] = ["午前", "午後", "AM", "PM", "a.m.", "p.m."];

/// Passes over a time of day, and its zone if there is one.
pub(super) fn pass_time(scan: &mut Scan<'_>) -> Option<()> {
    let before = scan.eat_one(&HALVES);
    let hour = scan.digits(1..=2)?;
    scan.attempt(western_minutes).or_else(|| scan.attempt(japanese_minutes))?;
    let half = scan.eat_one(&HALVES);
    if before.is_some() && half.is_some() {
        return None;
    }
    scan.attempt(zone);
    let last_hour = if before.or(half).is_some() { 12 } else { 23 };
    (hour <= last_hour).then_some(())
}

/// `:MM`, seconds and their fraction if given.
fn western_minutes(scan: &mut Scan<'_>) -> Option<()> {
    scan.eat(":")?;
    sixty(scan, 2, 59)?;
    if scan.eat(":").is_some() {
        sixty(scan, 2, 60)?;
        if scan.eat_one(&[".", ","]).is_some() {
            scan.digits(1..=9)?;
        }
    }
    Some(())
}

/// `時`, minutes and seconds if given.
fn japanese_minutes(scan: &mut Scan<'_>) -> Option<()> {
    scan.eat("時")?;
    if scan.attempt(|scan| sixty(scan, 1, 59).and_then(|()| scan.eat("分"))).is_some() {
        scan.attempt(|scan| sixty(scan, 1, 60).and_then(|()| scan.eat("秒")));
    }
    Some(())
}

fn sixty(scan: &mut Scan<'_>, digits: usize, most: u32) -> Option<()> {
    scan.digits(digits..=2).filter(|number| *number <= most).map(drop)
}

/// `Z`, `+09:00`, `+0900`, `JST`, `GMT+9`, and a name in brackets behind.
fn zone(scan: &mut Scan<'_>) -> Option<()> {
    let name = zone_name(scan, 1..=4);
    let offset = scan.eat_one(&["+", "-"]).is_some();
    if offset {
        let fits = match scan.attempt(|scan| scan.digits(1..=2)) {
            Some(hours) => hours <= 23 && (scan.eat(":").is_none() || sixty(scan, 2, 59).is_some()),
            None => scan.digits(4..=4).is_some_and(|digits| digits / 100 <= 23 && digits % 100 <= 59),
        };
        fits.then_some(())?;
    }
    let bracket = scan.attempt(|scan| {
        scan.eat("(")?;
        zone_name(scan, 3..=4)?;
        scan.eat(")")
    });
    (name.is_some() || offset || bracket.is_some()).then_some(())
}

/// One capital letter is `Z`; what the names of three and four stand for makes no difference to the day that is written.
fn zone_name(scan: &mut Scan<'_>, lengths: std::ops::RangeInclusive<usize>) -> Option<()> {
    scan.attempt(|scan| {
        let name = scan.letters();
        let fits = if name.len() == 1 { name.eq_ignore_ascii_case("z") } else { name.bytes().all(|byte| byte.is_ascii_uppercase()) };
        (fits && name.len() != 2 && lengths.contains(&name.len())).then_some(())
    })
}
