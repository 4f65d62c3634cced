//! A line of text that is being written: edited by graphemes, drawn by cells, with the terminal's own cursor at the place of
//! insertion, where an input method shows what is not yet decided.

use crate::domain::text::clean;
use crate::tui::key::Key;
use crate::tui::widgets::text;
use crossterm::event::KeyCode;
use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::style::Style;
use tui_input::{Input, InputRequest};

/// A text field of one line.
#[derive(Clone, Debug, Default)]
pub(in crate::tui) struct Field {
    input: Input,
}

impl Field {
    /// A field that holds a text already, the cursor after it.
    pub(in crate::tui) fn with(text: &str) -> Self {
        Self { input: Input::new(clean(text).into_owned()) }
    }

    /// What is written.
    pub(in crate::tui) fn text(&self) -> &str {
        self.input.value()
    }

    /// The cursor, in bytes of the text.
    pub(in crate::tui) fn cursor(&self) -> usize {
        self.text().char_indices().nth(self.input.cursor()).map_or(self.text().len(), |(at, _)| at)
    }

    /// Takes a key; false where it is none for a text.
    pub(in crate::tui) fn press(&mut self, key: Key) -> bool {
        let Some(request) = request(key) else { return false };
        match request {
            // Drawn and measured alike only in the form that is drawn.
            InputRequest::InsertChar(c) => self.insert(c.encode_utf8(&mut [0; 4])),
            request => drop(self.input.handle(request)),
        }
        true
    }

    /// Takes a text as it was pasted; line ends become spaces.
    pub(in crate::tui) fn insert(&mut self, pasted: &str) {
        let one_line = pasted.replace(['\r', '\n', '\t'], " ");
        for c in clean(&one_line).chars() {
            self.input.handle(InputRequest::InsertChar(c));
        }
    }

    /// Puts a text in the place of a range of bytes, the cursor after it.
    pub(in crate::tui) fn replace(&mut self, range: std::ops::Range<usize>, with: &str) {
        let text = self.text();
        let (before, after) = (text.get(..range.start).unwrap_or_default(), text.get(range.end..).unwrap_or_default());
        let cursor = before.chars().count() + with.chars().count();
        self.input = Input::new(format!("{before}{with}{after}")).with_cursor(cursor);
    }

    /// Paints what fits around the cursor into the first row of an area; `focused` sets the terminal's cursor.
    pub(in crate::tui) fn view(&self, frame: &mut Frame<'_>, area: Rect, style: Style, focused: bool) {
        if area.is_empty() {
            return;
        }
        let scroll = self.input.visual_scroll(usize::from(area.width));
        let mut skipped = 0;
        let from = self.text().char_indices().find(|(_, c)| {
            let starts = skipped >= scroll;
            skipped += unicode_width::UnicodeWidthChar::width(*c).unwrap_or(0);
            starts
        });
        let shown = from.and_then(|(at, _)| self.text().get(at..)).unwrap_or_default();
        frame.buffer_mut().set_style(area, style);
        text::put(frame.buffer_mut(), area, shown, style);
        if focused {
            let column = self.input.visual_cursor().saturating_sub(scroll);
            let column = u16::try_from(column).unwrap_or(u16::MAX).min(area.width.saturating_sub(1));
            frame.set_cursor_position((area.x + column, area.y));
        }
    }
}

/// The keys of a text field, as shells have them.
fn request(key: Key) -> Option<InputRequest> {
    let request = match (key.code, key.ctrl, key.alt) {
        (KeyCode::Char('a'), true, false) | (KeyCode::Home, ..) => InputRequest::GoToStart,
        (KeyCode::Char('e'), true, false) | (KeyCode::End, ..) => InputRequest::GoToEnd,
        (KeyCode::Char('b'), true, false) | (KeyCode::Left, false, false) => InputRequest::GoToPrevChar,
        (KeyCode::Char('f'), true, false) | (KeyCode::Right, false, false) => InputRequest::GoToNextChar,
        (KeyCode::Char('b'), false, true) | (KeyCode::Left, ..) => InputRequest::GoToPrevWord,
        (KeyCode::Char('f'), false, true) | (KeyCode::Right, ..) => InputRequest::GoToNextWord,
        (KeyCode::Char('h'), true, false) | (KeyCode::Backspace, false, false) => InputRequest::DeletePrevChar,
        (KeyCode::Char('d'), true, false) | (KeyCode::Delete, ..) => InputRequest::DeleteNextChar,
        (KeyCode::Char('w'), true, false) | (KeyCode::Backspace, ..) => InputRequest::DeletePrevWord,
        (KeyCode::Char('d'), false, true) => InputRequest::DeleteNextWord,
        (KeyCode::Char('u'), true, false) => InputRequest::DeleteFromStart,
        (KeyCode::Char('k'), true, false) => InputRequest::DeleteTillEnd,
        (KeyCode::Char('y'), true, false) => InputRequest::Yank,
        (KeyCode::Char(c), false, false) => InputRequest::InsertChar(c),
        _ => return None,
    };
    Some(request)
}

#[cfg(test)]
mod tests {
    use super::*;
    use ratatui::Terminal;
    use ratatui::backend::TestBackend;
    use ratatui::layout::Position;

    fn typed(text: &str) -> Field {
        let mut field = Field::default();
        for c in text.chars() {
            assert!(field.press(Key::plain(KeyCode::Char(c))));
        }
        field
    }

    fn cursor_of(field: &Field, width: u16) -> Position {
        let mut terminal = Terminal::new(TestBackend::new(40, 3)).unwrap();
        terminal.draw(|frame| field.view(frame, Rect::new(5, 1, width, 1), Style::default(), true)).unwrap();
        terminal.get_cursor_position().unwrap()
    }

    #[test]
    fn the_cursor_stands_at_the_cell_where_the_next_character_goes() {
        assert_eq!(cursor_of(&typed(""), 20), Position::new(5, 1));
        assert_eq!(cursor_of(&typed("日本abc"), 20), Position::new(12, 1));
        assert_eq!(cursor_of(&typed("ｶﾞ"), 20), Position::new(7, 1), "half-width kana are drawn full width");
        let mut field = typed("日本");
        field.press(Key::plain(KeyCode::Left));
        assert_eq!(cursor_of(&field, 20), Position::new(7, 1));
        assert!(cursor_of(&typed("とても長い文章を書いています"), 10).x < 15);
    }

    #[test]
    fn a_pasted_line_end_submits_nothing_and_a_control_is_seen() {
        let mut field = typed("a");
        field.insert("b\nc\u{1b}");
        assert_eq!(field.text(), "ab c␛");
    }

    #[test]
    fn a_completion_takes_the_place_of_what_was_begun() {
        let mut field = typed("lig x");
        field.replace(0..3, "light:");
        assert_eq!((field.text(), field.cursor()), ("light: x", 6));
    }
}
