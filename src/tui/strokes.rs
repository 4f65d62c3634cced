//! Changed cells on their way to the terminal in few bytes: short ways along a row are stepped or written over, not jumped.
//!
//! Terminals differ in how wide they show some characters (`█`, `─`, `×`, emoji). After one of those nobody knows for certain
//! where the cursor stands, so the next way that is not the very next cell is a jump, and no difference adds up over a row.

use crossterm::cursor::{MoveRight, MoveTo};
use crossterm::queue;
use crossterm::style::{Attribute, Colors, Print, SetAttribute, SetBackgroundColor, SetColors, SetForegroundColor};
use ratatui::backend::IntoCrossterm as _;
use ratatui::buffer::Cell;
use ratatui::style::{Color, Modifier};
use std::io::{self, Write};
use unicode_width::{UnicodeWidthChar as _, UnicodeWidthStr as _};

/// What stands on the screen, as far as it was written since it was cleared; by row and column.
#[derive(Debug, Default)]
pub(in crate::tui) struct Strokes {
    shown: Vec<Vec<Option<Cell>>>,
}

/// Where the terminal writes next, and how.
#[derive(Clone, Copy, Debug, Default)]
struct Pen {
    fg: Color,
    bg: Color,
    modifier: Modifier,
    at: Option<(u16, u16)>,
    /// Whether every terminal would have the cursor there.
    sure: bool,
}

/// Up to so many cells written over are no more bytes than a step past them.
const STEP: u16 = 4;

const ATTRIBUTES: [(Modifier, Attribute); 9] = [
    (Modifier::BOLD, Attribute::Bold),
    (Modifier::DIM, Attribute::Dim),
    (Modifier::ITALIC, Attribute::Italic),
    (Modifier::UNDERLINED, Attribute::Underlined),
    (Modifier::SLOW_BLINK, Attribute::SlowBlink),
    (Modifier::RAPID_BLINK, Attribute::RapidBlink),
    (Modifier::REVERSED, Attribute::Reverse),
    (Modifier::HIDDEN, Attribute::Hidden),
    (Modifier::CROSSED_OUT, Attribute::CrossedOut),
];

impl Strokes {
    /// The screen was cleared, or something else has written on it.
    pub(in crate::tui) fn forget(&mut self) {
        self.shown.clear();
    }

    /// Writes cells, row by row from left to right, and leaves the terminal without colours.
    pub(in crate::tui) fn write<'a>(&mut self, out: &mut impl Write, cells: impl Iterator<Item = (u16, u16, &'a Cell)>) -> io::Result<()> {
        let mut pen = Pen::default();
        for (x, y, cell) in cells {
            self.go(out, &mut pen, x, y)?;
            pen.dip(out, cell)?;
            queue!(out, Print(cell.symbol()))?;
            pen.moved(x, y, cell.symbol());
            self.keep(x, y, cell);
        }
        queue!(out, SetAttribute(Attribute::Reset))
    }

    fn go(&self, out: &mut impl Write, pen: &mut Pen, x: u16, y: u16) -> io::Result<()> {
        match pen.at {
            Some(at) if at == (x, y) => Ok(()),
            Some((from, row)) if row == y && from < x && pen.sure => match self.between(pen, from, x, y) {
                Some(text) => queue!(out, Print(text)),
                None => queue!(out, MoveRight(x - from)),
            },
            _ => {
                pen.sure = true;
                queue!(out, MoveTo(x, y))
            }
        }
    }

    /// What stands on a short way, where the pen would write it just like that.
    fn between(&self, pen: &Pen, from: u16, to: u16, y: u16) -> Option<String> {
        let cells = self.shown.get(usize::from(y))?.get(usize::from(from)..usize::from(to))?;
        let plain = |cell: &Option<Cell>| {
            let cell = cell.as_ref().filter(|cell| (cell.fg, cell.bg, cell.modifier) == (pen.fg, pen.bg, pen.modifier))?;
            cell.symbol().chars().next().filter(|symbol| cell.symbol().len() == 1 && !symbol.is_control())
        };
        if to - from <= STEP { cells.iter().map(plain).collect() } else { None }
    }

    fn keep(&mut self, x: u16, y: u16, cell: &Cell) {
        let (x, y) = (usize::from(x), usize::from(y));
        let after = x + cell.symbol().width().max(1);
        if self.shown.len() <= y {
            self.shown.resize_with(y + 1, Vec::new);
        }
        let row = &mut self.shown[y];
        if row.len() < after {
            row.resize(after, None);
        }
        row[x] = Some(cell.clone());
        row[x + 1..after].fill(None);
    }
}

impl Pen {
    /// Takes the colours and attributes of a cell.
    fn dip(&mut self, out: &mut impl Write, cell: &Cell) -> io::Result<()> {
        if !cell.modifier.contains(self.modifier) {
            queue!(out, SetAttribute(Attribute::Reset))?;
            (self.fg, self.bg, self.modifier) = (Color::Reset, Color::Reset, Modifier::empty());
        }
        for (_, attribute) in ATTRIBUTES.into_iter().filter(|(of, _)| (cell.modifier - self.modifier).contains(*of)) {
            queue!(out, SetAttribute(attribute))?;
        }
        match (cell.fg != self.fg, cell.bg != self.bg) {
            (true, true) => queue!(out, SetColors(Colors::new(cell.fg.into_crossterm(), cell.bg.into_crossterm())))?,
            (true, false) => queue!(out, SetForegroundColor(cell.fg.into_crossterm()))?,
            (false, true) => queue!(out, SetBackgroundColor(cell.bg.into_crossterm()))?,
            (false, false) => {}
        }
        (self.fg, self.bg, self.modifier) = (cell.fg, cell.bg, cell.modifier);
        Ok(())
    }

    /// A symbol was written at a cell.
    fn moved(&mut self, x: u16, y: u16, symbol: &str) {
        let (width, sure) = (symbol.width(), is_sure(symbol));
        self.sure = self.sure && sure;
        let next = u16::try_from(width).ok().filter(|width| *width == 1 || (sure && *width == 2));
        self.at = next.map(|width| (x.saturating_add(width), y));
    }
}

/// Whether every terminal shows a symbol at the same width.
fn is_sure(symbol: &str) -> bool {
    let mut chars = symbol.chars();
    match (chars.next(), chars.next()) {
        (Some(only), None) => only.width() == only.width_cjk() && !matches!(u32::from(only), 0x1F000..=0x1FAFF),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use ratatui::backend::{Backend as _, CrosstermBackend};
    use ratatui::buffer::Buffer;
    use ratatui::layout::Rect;
    use ratatui::style::Style;

    /// The bytes from one frame to another.
    fn bytes(strokes: &mut Strokes, before: &Buffer, after: &Buffer) -> Vec<u8> {
        let mut out = Vec::new();
        strokes.write(&mut out, before.diff(after).into_iter()).unwrap();
        out
    }

    fn frame(lines: &[(&str, Style)]) -> Buffer {
        let mut buffer = Buffer::empty(Rect::new(0, 0, 20, 3));
        for (y, (text, style)) in (0..).zip(lines) {
            buffer.set_stringn(0, y, text, 20, *style);
        }
        buffer
    }

    #[test]
    fn a_short_gap_is_written_over_a_long_one_stepped_and_an_unsure_one_jumped() {
        let written = |before: &str, after: &str| {
            let (empty, mut strokes) = (Buffer::empty(Rect::new(0, 0, 20, 3)), Strokes::default());
            let (before, after) = (frame(&[(before, Style::default())]), frame(&[(after, Style::default())]));
            bytes(&mut strokes, &empty, &before);
            String::from_utf8(bytes(&mut strokes, &before, &after)).unwrap()
        };
        assert_eq!(written("abcd", "xbcy"), "\u{1b}[1;1Hxbcy\u{1b}[0m");
        assert_eq!(written("abcdefgh", "xbcdefgy"), "\u{1b}[1;1Hx\u{1b}[6Cy\u{1b}[0m");
        assert_eq!(written("█5bcd", "█6bcy"), "\u{1b}[1;2H6bcy\u{1b}[0m", "nothing unsure was written since the jump");
        assert_eq!(written("abcd", "█bcy"), "\u{1b}[1;1H█\u{1b}[1;4Hy\u{1b}[0m");
        assert_eq!(written("桜子ab", "梅子ax"), "\u{1b}[1;1H梅\u{1b}[3Cx\u{1b}[0m");
        assert_eq!(written("桜子", "梅花"), "\u{1b}[1;1H梅花\u{1b}[0m");
    }

    fn screen() -> vt100::Parser {
        let size = |cells: u16| std::num::NonZeroU16::new(cells).unwrap();
        vt100::Parser::new(size(3), size(20), 0)
    }

    /// What stands at a cell, blank or never written being the same.
    fn looks(screen: &vt100::Parser, row: u16, column: u16) -> (String, [vt100::Color; 2], [bool; 3]) {
        let cell = screen.screen().cell(row, column).unwrap();
        let text = if cell.has_contents() { cell.contents().trim_end().to_owned() } else { String::new() };
        (text, [cell.fgcolor(), cell.bgcolor()], [cell.bold(), cell.inverse(), cell.italic()])
    }

    fn styled() -> impl Strategy<Value = (String, Style)> {
        let text = proptest::collection::vec(prop_oneof![4 => "[a-c ]", 1 => Just("桜".to_owned()), 1 => Just("█".to_owned())], 0..12);
        let style = (0_u8..3, 0_u8..2, 0_u16..4).prop_map(|(fg, bg, modifier)| {
            let style = Style::new().fg([Color::Reset, Color::Red, Color::Green][usize::from(fg)]).bg([Color::Reset, Color::Blue][usize::from(bg)]);
            style.add_modifier([Modifier::empty(), Modifier::BOLD, Modifier::REVERSED, Modifier::ITALIC][usize::from(modifier)])
        });
        (text.prop_map(|parts| parts.concat()), style)
    }

    proptest! {
        #[test]
        fn a_terminal_shows_what_it_would_if_every_way_were_a_jump(
            frames in proptest::collection::vec(proptest::collection::vec(styled(), 3), 1..6)
        ) {
            let (mut strokes, mut shown, mut jumped) = (Strokes::default(), screen(), screen());
            let mut before = Buffer::empty(Rect::new(0, 0, 20, 3));
            for lines in frames {
                let after = frame(&lines.iter().map(|(text, style)| (text.as_str(), *style)).collect::<Vec<_>>());
                shown.process(&bytes(&mut strokes, &before, &after));
                let mut out = Vec::new();
                CrosstermBackend::new(&mut out).draw(before.diff(&after).into_iter()).unwrap();
                jumped.process(&out);
                for (row, column) in (0..3).flat_map(|row| (0..20).map(move |column| (row, column))) {
                    prop_assert_eq!(looks(&shown, row, column), looks(&jumped, row, column), "{} {}", row, column);
                }
                before = after;
            }
        }
    }
}
