//! The default keymap with its keys dealt anew: who works by the names of actions must not notice.

use crate::tui::keymap::{DEFAULT, Keymap, LAYERS};
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

/// The default keymap with every key that is a character moved on by so many places among them; keys with names stay, since
/// forms and pickers take them by themselves.
pub(super) fn shuffled(places: usize) -> Keymap {
    Keymap::read(Some(&patch(places))).unwrap_or_else(|problems| panic!("{problems:?}"))
}

/// The patch of a user who moved them. One key becomes one other everywhere, so that no key begins another's sequence.
fn patch(places: usize) -> String {
    let table: toml::Table = DEFAULT.parse().unwrap();
    let lines = |layer: &str| -> Vec<(String, String)> {
        let lines = table[layer].as_table().unwrap();
        lines.iter().map(|(keys, name)| (keys.clone(), name.as_str().unwrap().to_owned())).collect()
    };
    let is_character = |key: &&str| key.chars().count() == 1;
    let all: Vec<(String, String)> = LAYERS.iter().flat_map(|layer| lines(layer)).collect();
    let characters: BTreeSet<&str> = all.iter().flat_map(|(keys, _)| keys.split(' ')).filter(is_character).collect();
    let moved: BTreeMap<&str, &str> = characters.iter().copied().zip(characters.iter().copied().cycle().skip(places)).collect();
    let mut text = String::new();
    for layer in LAYERS {
        // A key that no action moves to is taken away.
        let mut bound: BTreeMap<String, String> = lines(layer).into_iter().map(|(keys, _)| (keys, "none".to_owned())).collect();
        for (keys, name) in lines(layer) {
            let keys = keys.split(' ').map(|key| moved.get(key).copied().unwrap_or(key)).collect::<Vec<_>>().join(" ");
            bound.insert(keys, name);
        }
        writeln!(text, "[{layer}]").unwrap();
        for (keys, name) in bound {
            writeln!(text, "\"{keys}\" = \"{name}\"").unwrap();
        }
    }
    text
}

#[test]
fn the_shuffled_keys_are_other_keys_for_the_same_actions() {
    let (before, after) = (Keymap::read(None).unwrap(), shuffled(17));
    for (spec, keys) in before.in_force("today") {
        let characters = |keys: &[String]| keys.iter().filter(|keys| keys.split(' ').all(|key| key.len() == 1)).cloned().collect::<BTreeSet<_>>();
        let (keys, moved) = (characters(&keys), characters(&after.keys_of("today", spec.name)));
        assert!(keys.len() == moved.len() && keys.is_disjoint(&moved), "{}: {keys:?} {moved:?}", spec.name);
    }
}
