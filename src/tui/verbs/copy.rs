//! What of an account goes to the clipboard.

use crate::app::Session;
use crate::book::AccountIx;
use crate::i18n::{Formats, desk, reason_text};
use crate::tui::action::Copied;
use crate::tui::cx::Cx;
use crate::tui::effect::Effect;
use crate::tui::target::Target;

/// Copies of every account of the target, one a line.
pub(in crate::tui::verbs) fn copy(what: Copied, target: &Target, cx: &Cx<'_>) -> Vec<Effect> {
    let texts: Vec<String> = target.accounts.iter().filter_map(|ix| text(what, cx.session, *ix)).collect();
    if texts.is_empty() { vec![Effect::Say(desk::nothing_to_copy(cx.look.lang()))] } else { vec![Effect::Copy(texts.join("\n"))] }
}

fn text(what: Copied, session: &Session, ix: AccountIx) -> Option<String> {
    match what {
        Copied::Name => Some(session.at(ix).name().to_owned()),
        Copied::Mail => mail(session, ix),
        Copied::Markdown => Some(format!("- {}", summary(session, ix))),
        Copied::All => {
            let reasons = session.lens.reasons(ix, session.day);
            let reasons = reasons.iter().map(|reason| format!("  - {}", reason_text(session.formats(), reason)));
            Some(std::iter::once(format!("- {}", summary(session, ix))).chain(reasons).collect::<Vec<_>>().join("\n"))
        }
    }
}

/// The address of the main contact, else of the champion, else of the first that has one.
fn mail(session: &Session, ix: AccountIx) -> Option<String> {
    let at = session.at(ix);
    let addressed: Vec<_> = at.all_contacts().filter(|contact| contact.left_on.is_none() && contact.row.email.is_some()).collect();
    let of_role = |role: &str| addressed.iter().find(|contact| contact.roles().any(|key| key == role));
    of_role("other").or_else(|| of_role("champion")).or(addressed.first()).and_then(|contact| contact.row.email.clone())
}

fn summary(session: &Session, ix: AccountIx) -> String {
    let (formats, at): (Formats, _) = (session.formats(), session.at(ix));
    let outcome = session.lens.outcome(ix, session.day);
    let light = outcome.as_ref().map(|outcome| format!("{} {}", formats.light(outcome.light), formats.score(outcome.score)));
    let arr = at.arr().map(|arr| formats.money(arr));
    [Some(at.name().to_owned()), light, arr, mail(session, ix)].into_iter().flatten().collect::<Vec<_>>().join(" | ")
}
