//! The guard that keeps an exported cell from being run as a formula by a spreadsheet: put on by export, taken off once by
//! import. Knows nothing of columns; every text cell goes through it.
//!
//! A formula can begin where a cell begins, and after `;` where that separates cells. There, text that starts with a
//! dangerous character gets one `'` in front. Text that already looks guarded gets one more, so that taking one off
//! always gives the text back.

use std::borrow::Cow;

/// Characters by which a spreadsheet takes a cell for a formula, or that it strips to find one.
const DANGEROUS: [char; 10] = ['=', '+', '-', '@', '\t', '\r', '＝', '＋', '－', '＠'];
const GUARD: char = '\'';

/// The text as a spreadsheet may safely see it.
pub fn guard(text: &str) -> Cow<'_, str> {
    rewrite(text, 0, |part, out| {
        out.push(GUARD);
        out.push_str(part);
    })
}

/// The text that [`guard`] was given; text that carries no guard stays as it is.
pub fn unguard(text: &str) -> Cow<'_, str> {
    rewrite(text, 1, |part, out| out.push_str(part.strip_prefix(GUARD).unwrap_or(part)))
}

/// Rewrites each part between `;` that is dangerous behind at least `guards` guards.
fn rewrite(text: &str, guards: usize, change: impl Fn(&str, &mut String)) -> Cow<'_, str> {
    if !text.split(';').any(|part| is_dangerous(part, guards)) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len() + 4);
    for (place, part) in text.split(';').enumerate() {
        if place > 0 {
            out.push(';');
        }
        if is_dangerous(part, guards) {
            change(part, &mut out);
        } else {
            out.push_str(part);
        }
    }
    Cow::Owned(out)
}

fn is_dangerous(part: &str, guards: usize) -> bool {
    let bare = part.trim_start_matches(GUARD);
    part.len() - bare.len() >= guards && bare.starts_with(DANGEROUS)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_formula_is_guarded_wherever_a_cell_can_begin() {
        for (text, safe) in [
            ("=1+1", "'=1+1"),
            ("-5", "'-5"),
            ("\tx", "'\tx"),
            ("x;=cmd", "x;'=cmd"),
            ("＝1", "'＝1"),
            ("'=1", "''=1"),
            ("it's; fine = ok", "it's; fine = ok"),
            ("'quoted'", "'quoted'"),
        ] {
            assert_eq!(guard(text), safe);
            assert_eq!(unguard(safe), text);
        }
    }

    #[test]
    fn a_guard_is_taken_off_once_only() {
        assert_eq!(unguard("''=1"), "'=1");
        assert_eq!(unguard("=1"), "=1");
    }

    proptest! {
        #[test]
        fn any_text_comes_back_and_is_inert_in_between(text in "[=+@;'\t\rＡ＝＋－＠a-]{0,12}|\\PC*") {
            let safe = guard(&text);
            prop_assert!(!safe.split(';').any(|part| part.starts_with(DANGEROUS)));
            prop_assert_eq!(unguard(&safe).into_owned(), text);
        }
    }
}
