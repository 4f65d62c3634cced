//! The keys told to people: those in force as a text over the screen, those that come with the program as a page of docs.

use crate::i18n::{Lang, actions};
use crate::tui::keymap::{Keymap, LAYERS};
use crate::tui::look::Look;
use crate::tui::overlays::reading::{Line, Reading};
use std::fmt::Write as _;

/// The keys in force: those of this screen first.
pub(in crate::tui) fn keys(keymap: &Keymap, screen: &str, look: &Look) -> Reading {
    let lang = look.lang();
    let mut lines = Vec::new();
    let (own, other): (Vec<_>, Vec<_>) =
        keymap.in_force(screen).into_iter().partition(|(spec, _)| screen != LAYERS[0] && keymap.is_of_layer(screen, spec.name));
    for (head, rows) in [(lang.pick("On this screen", "この画面"), own), (lang.pick("Everywhere", "共通"), other)] {
        if rows.is_empty() {
            continue;
        }
        lines.push(Line::Head(head.to_owned()));
        for (spec, keys) in rows {
            let help = actions::words(spec.name).map_or(spec.name, |words| words.help(lang));
            lines.push(Line::Cells(vec![keys.join(", "), help.to_owned()]));
        }
        lines.push(Line::Text(String::new()));
    }
    Reading::new(lang.pick("Keys", "キー一覧").to_owned(), lines, &[])
}

/// The keys that come with the program as a page of Markdown: a table for each layer of the keymap.
pub fn keys_page() -> String {
    let keymap = Keymap::read(None).unwrap_or_default();
    let mut page = String::new();
    for layer in LAYERS {
        let rows = keymap.in_force(layer).into_iter().filter(|(spec, _)| keymap.is_of_layer(layer, spec.name)).map(|(spec, _)| {
            let keys = keymap.keys_in(layer, spec.name).iter().map(|key| format!("`{key}`")).collect::<Vec<_>>().join(" ");
            let words = actions::words(spec.name);
            let help = |lang| words.map_or("", |words| words.help(lang));
            format!("| {keys} | {} | {} | `{}` |", help(Lang::En), help(Lang::Ja), spec.name)
        });
        let rows = rows.collect::<Vec<_>>().join("\n");
        // Writing to a string cannot fail.
        let _ = write!(page, "\n## [{layer}]\n\n| keys | does | 操作 | action |\n| --- | --- | --- | --- |\n{rows}\n");
    }
    page
}
