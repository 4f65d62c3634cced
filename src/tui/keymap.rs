//! Which keys do which action: `assets/keymap.toml`, patched by the user's own file. Turns a sequence of keys into an action;
//! does not know what actions do.

use crate::config::table::{Document, Table, Value};
use crate::config::{Expected, Problem, ProblemKind};
use crate::tui::action::{ACTIONS, Spec};
use crate::tui::key::Key;

/// The keys that come with the program.
pub(in crate::tui) const DEFAULT: &str = include_str!("../../assets/keymap.toml");

/// Where keys hold: everywhere, or on one screen only. A screen's own come first.
pub(in crate::tui) const LAYERS: [&str; 4] = ["desk", "today", "triage", "import"];

/// What takes a key away.
const NONE: &str = "none";

/// One line of the keymap.
#[derive(Clone, Debug)]
struct Binding {
    layer: &'static str,
    keys: Vec<Key>,
    spec: &'static Spec,
}

/// The keys in force.
#[derive(Clone, Debug, Default)]
pub(in crate::tui) struct Keymap {
    bindings: Vec<Binding>,
}

/// What a sequence of keys means so far.
#[derive(Clone, Copy, Debug)]
pub(in crate::tui) enum Found {
    Action(&'static Spec),
    /// More keys are to follow.
    Prefix,
    Nothing,
}

impl Keymap {
    /// The default keys with a user's patch over them. On failure every problem of the patch.
    pub(in crate::tui) fn read(patch: Option<&str>) -> Result<Self, Vec<Problem>> {
        let mut keymap = Self::default();
        keymap.patch(DEFAULT)?;
        patch.map_or(Ok(()), |text| keymap.patch(text))?;
        Ok(keymap)
    }

    fn patch(&mut self, text: &str) -> Result<(), Vec<Problem>> {
        let (document, root) = Document::parse(text);
        let root = document.root(&root);
        let mut spans = Vec::new();
        for layer in LAYERS {
            let Some(table) = root.take(layer).and_then(|value| value.table()) else { continue };
            for (keys, span, spec) in entries(&table) {
                self.bindings.retain(|binding| binding.layer != layer || binding.keys != keys);
                if let Some(spec) = spec {
                    self.bindings.push(Binding { layer, keys: keys.clone(), spec });
                }
                spans.push((layer, keys, span));
            }
        }
        root.finish();
        for (layer, keys, span) in spans {
            if let Some(other) = self.in_the_way(layer, &keys) {
                document.report(span, ProblemKind::KeyConflict { key: written(&keys), with: written(&other.keys), action: other.spec.name });
            }
        }
        let problems = document.problems();
        if problems.is_empty() { Ok(()) } else { Err(problems) }
    }

    /// Another binding that this one hides or is hidden by: one of them begins the other.
    fn in_the_way(&self, layer: &str, keys: &[Key]) -> Option<&Binding> {
        let meets = |other: &Binding| other.layer == layer || other.layer == LAYERS[0] || layer == LAYERS[0];
        let bound = self.bindings.iter().any(|binding| binding.layer == layer && binding.keys == keys);
        let begins = |a: &[Key], b: &[Key]| a.len() < b.len() && b.starts_with(a);
        self.bindings.iter().filter(|other| bound && meets(other)).find(|other| begins(keys, &other.keys) || begins(&other.keys, keys))
    }

    /// What these keys mean on a screen.
    pub(in crate::tui) fn find(&self, screen: &str, keys: &[Key]) -> Found {
        let exact = |layer: &str| self.bindings.iter().find(|binding| binding.layer == layer && binding.keys == keys);
        if let Some(binding) = exact(screen).or_else(|| exact(LAYERS[0])) {
            return Found::Action(binding.spec);
        }
        if self.next_keys(screen, keys).is_empty() { Found::Nothing } else { Found::Prefix }
    }

    /// The keys that may follow, each with its action, in the order of the file.
    pub(in crate::tui) fn next_keys(&self, screen: &str, keys: &[Key]) -> Vec<(Key, &'static Spec)> {
        let here = self.bindings.iter().filter(|binding| binding.layer == screen || binding.layer == LAYERS[0]);
        here.filter(|binding| binding.keys.len() == keys.len() + 1 && binding.keys.starts_with(keys))
            .filter_map(|binding| binding.keys.last().map(|key| (*key, binding.spec)))
            .collect()
    }

    /// The keys of an action on a screen, as they are written: the screen's own first.
    pub(in crate::tui) fn keys_of(&self, screen: &str, name: &str) -> Vec<String> {
        [self.keys_in(screen, name), if screen == LAYERS[0] { Vec::new() } else { self.keys_in(LAYERS[0], name) }].concat()
    }

    /// The keys of an action in one layer.
    pub(in crate::tui) fn keys_in(&self, layer: &str, name: &str) -> Vec<String> {
        let here = self.bindings.iter().filter(|binding| binding.layer == layer && binding.spec.name == name);
        here.map(|binding| written(&binding.keys)).collect()
    }

    /// The key that a hint shows for an action; of a family that shares a prefix, the prefix.
    pub(in crate::tui) fn hint_key(&self, screen: &str, name: &str) -> Option<String> {
        if let Some(keys) = self.keys_of(screen, name).into_iter().next() {
            return Some(keys);
        }
        let layers = [screen, LAYERS[0]];
        let of_family = self.bindings.iter().find(|binding| layers.contains(&binding.layer) && binding.spec.family() == name);
        of_family.and_then(|binding| binding.keys.first()).map(ToString::to_string)
    }

    /// Every action that has keys on a screen, with them, in the order of the registry.
    pub(in crate::tui) fn in_force(&self, screen: &str) -> Vec<(&'static Spec, Vec<String>)> {
        ACTIONS.iter().map(|spec| (spec, self.keys_of(screen, spec.name))).filter(|(_, keys)| !keys.is_empty()).collect()
    }

    /// Whether an action has keys in a layer itself.
    pub(in crate::tui) fn is_of_layer(&self, layer: &str, name: &str) -> bool {
        self.bindings.iter().any(|binding| binding.layer == layer && binding.spec.name == name)
    }
}

/// A sequence of keys as a keymap writes it.
pub(in crate::tui) fn written(keys: &[Key]) -> String {
    keys.iter().map(ToString::to_string).collect::<Vec<_>>().join(" ")
}

type Entry = (Vec<Key>, std::ops::Range<usize>, Option<&'static Spec>);

fn entries(table: &Table<'_>) -> Vec<Entry> {
    let names: Vec<&'static str> = ACTIONS.iter().map(|spec| spec.name).chain([NONE]).collect();
    let read = |(key, span, value): (String, std::ops::Range<usize>, Value<'_>)| {
        let keys: Option<Vec<Key>> = key.split(' ').map(Key::parse).collect();
        let place = value.word(&names);
        let keys = keys.or_else(|| value.bad_key(span.clone(), Expected::KeyPress));
        Some((keys?, span, ACTIONS.get(place?)))
    };
    table.entries().into_iter().filter_map(read).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tui::action::Action;

    fn keys(text: &str) -> Vec<Key> {
        text.split(' ').map(|word| Key::parse(word).unwrap()).collect()
    }

    fn meant(keymap: &Keymap, screen: &str, text: &str) -> Option<&'static str> {
        match keymap.find(screen, &keys(text)) {
            Found::Action(spec) => Some(spec.name),
            Found::Prefix | Found::Nothing => None,
        }
    }

    #[test]
    fn the_default_keys_are_sound_and_reach_every_action() {
        let keymap = Keymap::read(None).unwrap_or_else(|problems| panic!("{problems:?}"));
        let unreached: Vec<&str> =
            ACTIONS.iter().map(|spec| spec.name).filter(|name| !keymap.bindings.iter().any(|binding| binding.spec.name == *name)).collect();
        assert!(unreached.is_empty(), "{unreached:?}");
    }

    #[test]
    fn the_screens_keys_come_before_those_of_the_desk() {
        let keymap = Keymap::read(Some("[triage]\n\"d\" = \"help\"")).unwrap();
        assert_eq!(meant(&keymap, "triage", "d"), Some("help"));
        assert_eq!(meant(&keymap, "today", "d"), Some("task.done"));
        assert_eq!(meant(&keymap, "desk", "space"), None);
    }

    #[test]
    fn a_prefix_waits_and_tells_what_may_follow() {
        let keymap = Keymap::read(None).unwrap();
        assert!(matches!(keymap.find("today", &keys("x")), Found::Prefix));
        let follow: Vec<(String, Action)> = keymap.next_keys("today", &keys("x")).iter().map(|(key, spec)| (key.to_string(), spec.action)).collect();
        let drop = |key: &str, reason| (key.to_owned(), Action::Drop(reason));
        assert_eq!(follow, [drop("n", "noise"), drop("h", "elsewhere"), drop("w", "wont_do")]);
        assert_eq!(keymap.hint_key("today", "task.drop").as_deref(), Some("x"));
        assert_eq!(keymap.hint_key("today", "task.done").as_deref(), Some("d"));
    }

    #[test]
    fn a_users_keymap_adds_moves_and_takes_away() {
        let keymap = Keymap::read(Some("[desk]\n\"ctrl-g\" = \"undo\"\n\"u\" = \"none\"")).unwrap();
        assert_eq!(meant(&keymap, "today", "ctrl-g"), Some("undo"));
        assert_eq!(meant(&keymap, "today", "u"), None);
        assert_eq!(keymap.keys_of("today", "undo"), ["ctrl-g"]);
    }

    #[test]
    fn every_problem_of_a_users_keymap_is_named_with_its_line() {
        let problems = Keymap::read(Some("[desk]\n\"hyper-x\" = \"undo\"\n\"b\" = \"undoo\"\n\"g\" = \"help\"\n[tody]\n")).unwrap_err();
        let lines: Vec<usize> = problems.iter().map(|problem| problem.place.line).collect();
        assert_eq!(lines, [2, 3, 4, 5], "{problems:?}");
        assert!(matches!(&problems[2].kind, ProblemKind::KeyConflict { key, with, .. } if key == "g" && with.starts_with("g ")));
    }
}
