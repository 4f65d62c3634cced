//! The styles of the desk by their roles, from a theme file. Knows colours; what is painted in them is the business of views.

use crate::config::table::{Document, Table};
use crate::config::{Expected, Problem};
use crate::domain::Light;
use ratatui::style::{Color, Modifier, Style};

/// The theme that comes with the program.
pub(in crate::tui) const DEFAULT: &str = include_str!("../../assets/themes/default.toml");

/// A style for each role.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(in crate::tui) struct Theme {
    green: Style,
    yellow: Style,
    red: Style,
    grey: Style,
    pub title: Style,
    /// Keys and what is to be found at once.
    pub accent: Style,
    pub dim: Style,
    /// The row under the cursor of the pane that has the keys.
    pub selected: Style,
    /// The row under the cursor of another pane.
    pub resting: Style,
    pub marked: Style,
    pub border: Style,
    /// The border of the pane that has the keys.
    pub focus: Style,
    pub banner: Style,
    pub error: Style,
}

impl Theme {
    /// Reads a theme; a role left out is plain. On failure every problem of the text.
    pub(in crate::tui) fn parse(text: &str) -> Result<Self, Vec<Problem>> {
        let (document, root) = Document::parse(text);
        let root = document.root(&root);
        let role = |key: &'static str| root.take(key).and_then(|value| value.table()).map(|table| style(&table)).unwrap_or_default();
        let theme = Self {
            green: role("green"),
            yellow: role("yellow"),
            red: role("red"),
            grey: role("grey"),
            title: role("title"),
            accent: role("accent"),
            dim: role("dim"),
            selected: role("selected"),
            resting: role("resting"),
            marked: role("marked"),
            border: role("border"),
            focus: role("focus"),
            banner: role("banner"),
            error: role("error"),
        };
        root.finish();
        let problems = document.problems();
        if problems.is_empty() { Ok(theme) } else { Err(problems) }
    }

    /// The same without colours: what is left tells apart by shape, weight and reversal.
    pub(in crate::tui) fn without_colors(self) -> Self {
        let bare = |style: Style| Style { fg: None, bg: None, ..style };
        Self {
            green: bare(self.green),
            yellow: bare(self.yellow),
            red: bare(self.red),
            grey: bare(self.grey),
            title: bare(self.title),
            accent: bare(self.accent),
            dim: bare(self.dim),
            selected: bare(self.selected).add_modifier(Modifier::REVERSED),
            resting: bare(self.resting),
            marked: bare(self.marked),
            border: bare(self.border),
            focus: bare(self.focus),
            banner: bare(self.banner),
            error: bare(self.error),
        }
    }

    /// The style of a light.
    pub(in crate::tui) fn light(&self, light: Light) -> Style {
        match light {
            Light::Green => self.green,
            Light::Yellow => self.yellow,
            Light::Red => self.red,
            Light::Grey => self.grey,
        }
    }
}

fn style(table: &Table<'_>) -> Style {
    let color = |key: &'static str| table.take(key).and_then(|value| value.read(Expected::Color, |text| text.parse::<Color>().ok()));
    let flag = |key: &'static str| table.take(key).and_then(|value| value.yes_no()).unwrap_or(false);
    let mut style = Style { fg: color("fg"), bg: color("bg"), ..Style::default() };
    let flags = [("bold", Modifier::BOLD), ("dim", Modifier::DIM), ("reverse", Modifier::REVERSED), ("underline", Modifier::UNDERLINED)];
    for (key, modifier) in flags {
        if flag(key) {
            style = style.add_modifier(modifier);
        }
    }
    table.finish();
    style
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_default_theme_is_sound_and_tells_lights_apart_without_colours_too() {
        let theme = Theme::parse(DEFAULT).unwrap_or_else(|problems| panic!("{problems:?}"));
        assert_eq!(theme.light(Light::Red).fg, Some(Color::Red));
        let bare = theme.without_colors();
        assert_eq!(bare.light(Light::Red).fg, None);
        assert!(bare.selected.add_modifier.contains(Modifier::REVERSED));
    }

    #[test]
    fn a_wrong_colour_and_an_unknown_role_are_both_told() {
        let problems = Theme::parse("red = { fg = \"reddish\" }\npurple = {}\n").unwrap_err();
        assert_eq!(problems.iter().map(|problem| problem.place.line).collect::<Vec<_>>(), [1, 2]);
    }
}
