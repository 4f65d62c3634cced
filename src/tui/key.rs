//! One press of a key as a value: read from the terminal or from the words of a keymap (`ctrl-d`, `G`, `space`). Knows input
//! methods: a full-width letter is its ASCII twin. Knows nothing of what keys do.

use crossterm::event::{KeyCode, KeyEvent, KeyEventKind, KeyModifiers};
use std::fmt;

/// A key with what is held beside it. Shift is part of a character (`G`), and told apart for other keys only.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(in crate::tui) struct Key {
    pub code: KeyCode,
    pub ctrl: bool,
    pub alt: bool,
    pub shift: bool,
}

/// What came from the keyboard, as a key of the desk.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::tui) enum Pressed {
    Key(Key),
    /// Kana or kanji where no text is written: an input method is on.
    InputMethod,
}

/// Names of keys that are no characters.
const NAMES: &[(&str, KeyCode)] = &[
    ("space", KeyCode::Char(' ')),
    ("enter", KeyCode::Enter),
    ("esc", KeyCode::Esc),
    ("tab", KeyCode::Tab),
    ("backspace", KeyCode::Backspace),
    ("delete", KeyCode::Delete),
    ("insert", KeyCode::Insert),
    ("up", KeyCode::Up),
    ("down", KeyCode::Down),
    ("left", KeyCode::Left),
    ("right", KeyCode::Right),
    ("home", KeyCode::Home),
    ("end", KeyCode::End),
    ("pgup", KeyCode::PageUp),
    ("pgdn", KeyCode::PageDown),
];

/// Kana that stand for the key of their sound.
const KANA: &[(char, char)] = &[('あ', 'a'), ('い', 'i'), ('う', 'u'), ('え', 'e'), ('お', 'o'), ('ん', 'n')];

impl Key {
    /// A key with nothing held beside it.
    pub(in crate::tui) fn plain(code: KeyCode) -> Self {
        Self { code, ctrl: false, alt: false, shift: false }
    }

    /// The key of an event, as typed: what text fields read. `None` for a release.
    pub(in crate::tui) fn of_event(event: &KeyEvent) -> Option<Self> {
        if event.kind == KeyEventKind::Release {
            return None;
        }
        let held = |modifier| event.modifiers.contains(modifier);
        let code = if event.code == KeyCode::BackTab { KeyCode::Tab } else { event.code };
        let shift = event.code == KeyCode::BackTab || (held(KeyModifiers::SHIFT) && !matches!(code, KeyCode::Char(_)));
        Some(Self { code, ctrl: held(KeyModifiers::CONTROL), alt: held(KeyModifiers::ALT), shift })
    }

    /// The key as the desk takes it outside text fields: full-width characters and some kana are their ASCII twins.
    pub(in crate::tui) fn pressed(self) -> Pressed {
        let KeyCode::Char(c) = self.code else { return Pressed::Key(self) };
        match ascii_twin(c) {
            Some(twin) => Pressed::Key(Self { code: KeyCode::Char(twin), ..self }),
            None => Pressed::InputMethod,
        }
    }

    /// Reads the word of a keymap.
    pub(in crate::tui) fn parse(word: &str) -> Option<Self> {
        let mut key = Self::plain(KeyCode::Null);
        let mut rest = word;
        loop {
            let (held, after) = match rest.split_once('-') {
                Some(("ctrl", after)) => (&mut key.ctrl, after),
                Some(("alt", after)) => (&mut key.alt, after),
                Some(("shift", after)) => (&mut key.shift, after),
                _ => break,
            };
            *held = true;
            rest = after;
        }
        let mut chars = rest.chars();
        key.code = match (chars.next(), chars.next()) {
            (Some(c), None) => KeyCode::Char(c),
            _ => named(rest)?,
        };
        // A character carries its shift in itself.
        (!(key.shift && matches!(key.code, KeyCode::Char(_)))).then_some(key)
    }
}

fn named(word: &str) -> Option<KeyCode> {
    let function = word.strip_prefix('f').and_then(|number| number.parse().ok()).filter(|number| (1..=12).contains(number));
    NAMES.iter().find(|(name, _)| *name == word).map(|(_, code)| *code).or(function.map(KeyCode::F))
}

/// The ASCII character that a key stands for; `None` for kana, kanji and the like.
fn ascii_twin(c: char) -> Option<char> {
    match c {
        '\u{3000}' => Some(' '),
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(c as u32 - 0xfee0),
        '・' => Some('/'),
        _ if c.is_ascii() => Some(c),
        _ => KANA.iter().find(|(kana, _)| *kana == c).map(|(_, twin)| *twin),
    }
}

impl fmt::Display for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (held, word) in [(self.ctrl, "ctrl-"), (self.alt, "alt-"), (self.shift, "shift-")] {
            f.write_str(if held { word } else { "" })?;
        }
        match (NAMES.iter().find(|(_, code)| *code == self.code), self.code) {
            (Some((name, _)), _) => f.write_str(name),
            (None, KeyCode::Char(c)) => write!(f, "{c}"),
            (None, KeyCode::F(number)) => write!(f, "f{number}"),
            (None, _) => f.write_str("?"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_keymaps_word_is_read_and_written_the_same() {
        for word in ["j", "G", "ctrl-d", "space", "shift-tab", "f1", "(", "-", "ctrl--", "alt-x", "pgdn", "+"] {
            assert_eq!(Key::parse(word).unwrap().to_string(), word);
        }
        for word in ["", "ctrl-", "hyper-x", "f13", "shift-g", "spacebar"] {
            assert_eq!(Key::parse(word), None, "{word}");
        }
    }

    #[test]
    fn full_width_letters_and_vowels_are_their_ascii_twins() {
        let pressed = |c| Key::plain(KeyCode::Char(c)).pressed();
        for (typed, meant) in [('ｊ', 'j'), ('／', '/'), ('？', '?'), ('　', ' '), ('あ', 'a'), ('ん', 'n'), ('：', ':')] {
            assert_eq!(pressed(typed), Pressed::Key(Key::plain(KeyCode::Char(meant))), "{typed}");
        }
        assert_eq!((pressed('じ'), pressed('漢')), (Pressed::InputMethod, Pressed::InputMethod));
    }

    #[test]
    fn shift_tab_comes_from_the_terminal_as_it_stands_in_a_keymap() {
        let event = KeyEvent::new(KeyCode::BackTab, KeyModifiers::SHIFT);
        assert_eq!(Key::of_event(&event), Key::parse("shift-tab"));
        assert_eq!(Key::of_event(&KeyEvent::new(KeyCode::Char('G'), KeyModifiers::SHIFT)), Key::parse("G"));
    }
}
