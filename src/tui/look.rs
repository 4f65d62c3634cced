//! How this desk looks and speaks: theme, glyphs, borders, language. Chosen once when it opens, read by every view.

use crate::config::{Borders, Lights, Ui};
use crate::domain::Light;
use crate::i18n::{Formats, Lang};
use crate::tui::theme::Theme;
use ratatui::symbols::border;

/// The look.
#[derive(Clone, Copy, Debug)]
pub(in crate::tui) struct Look {
    pub theme: Theme,
    pub formats: Formats,
    lights: Lights,
    borders: Borders,
}

const ASCII_BORDER: border::Set<'static> = border::Set {
    top_left: "+",
    top_right: "+",
    bottom_left: "+",
    bottom_right: "+",
    vertical_left: "|",
    vertical_right: "|",
    horizontal_top: "-",
    horizontal_bottom: "-",
};

impl Look {
    /// The look that the config asks for.
    pub(in crate::tui) fn new(theme: Theme, formats: Formats, ui: &Ui) -> Self {
        Self { theme, formats, lights: ui.lights, borders: ui.borders }
    }

    /// The language of all texts.
    pub(in crate::tui) fn lang(&self) -> Lang {
        self.formats.lang
    }

    /// A light's glyph; of one width everywhere, and told apart without colours.
    pub(in crate::tui) fn glyph(&self, light: Light) -> &'static str {
        match (self.lights, light) {
            (Lights::Shape, light) => Formats::glyph(light),
            (Lights::Kanji, Light::Green) => "良",
            (Lights::Kanji, Light::Yellow) => "注",
            (Lights::Kanji, Light::Red) => "危",
            (Lights::Kanji, Light::Grey) => "未",
            (Lights::Ascii, Light::Green) => "+",
            (Lights::Ascii, Light::Yellow) => "~",
            (Lights::Ascii, Light::Red) => "!",
            (Lights::Ascii, Light::Grey) => "?",
        }
    }

    /// Cells that a light takes.
    pub(in crate::tui) fn glyph_width(&self) -> u16 {
        if self.lights == Lights::Kanji { 2 } else { 1 }
    }

    /// The lines of a box.
    pub(in crate::tui) fn border(&self) -> border::Set<'static> {
        match self.borders {
            Borders::Line => border::PLAIN,
            Borders::Ascii => ASCII_BORDER,
        }
    }

    /// The filled and the empty cell of a bar.
    pub(in crate::tui) fn bar(&self) -> (&'static str, &'static str) {
        match self.borders {
            Borders::Line => ("█", "░"),
            Borders::Ascii => ("#", "."),
        }
    }

    /// The cell of a line across a list.
    pub(in crate::tui) fn rule(&self) -> &'static str {
        match self.borders {
            Borders::Line => "┄",
            Borders::Ascii => "-",
        }
    }
}
