//! A place in a text that moves on over what it finds. Knows no dates and no numbers' meaning.

use std::ops::RangeInclusive;

/// What is left of a text. Leading white space is passed over before anything is looked for.
#[derive(Clone, Copy)]
pub(super) struct Scan<'a> {
    rest: &'a str,
}

impl<'a> Scan<'a> {
    pub(super) fn new(text: &'a str) -> Self {
        Self { rest: text.trim() }
    }

    /// Whether nothing is left.
    pub(super) fn is_done(&self) -> bool {
        self.rest.trim_start().is_empty()
    }

    /// Passes over a piece, in either case of its ASCII letters.
    pub(super) fn eat(&mut self, piece: &str) -> Option<()> {
        let rest = self.rest.trim_start();
        let (head, tail) = rest.split_at_checked(piece.len())?;
        head.eq_ignore_ascii_case(piece).then(|| self.rest = tail)
    }

    /// Passes over the first of the pieces that stands here, and tells which.
    pub(super) fn eat_one<'p>(&mut self, pieces: &[&'p str]) -> Option<&'p str> {
        pieces.iter().copied().find(|piece| self.eat(piece).is_some())
    }

    /// A run of ASCII digits, if its whole length is one of these; at most nine.
    pub(super) fn digits(&mut self, lengths: RangeInclusive<usize>) -> Option<u32> {
        let run = self.run(u8::is_ascii_digit);
        let number = lengths.contains(&run.len()).then(|| run.parse().ok()).flatten()?;
        self.pass(run);
        Some(number)
    }

    /// A run of ASCII letters; may be empty.
    pub(super) fn letters(&mut self) -> &'a str {
        let run = self.run(u8::is_ascii_alphabetic);
        self.pass(run);
        run
    }

    /// What a reader finds; where it finds nothing, this stays where it is.
    pub(super) fn attempt<T>(&mut self, reader: impl FnOnce(&mut Self) -> Option<T>) -> Option<T> {
        let mut ahead = *self;
        let found = reader(&mut ahead)?;
        *self = ahead;
        Some(found)
    }

    fn run(&self, belongs: impl Fn(&u8) -> bool) -> &'a str {
        let rest = self.rest.trim_start();
        let length = rest.bytes().take_while(|byte| belongs(byte)).count();
        rest.get(..length).unwrap_or_default()
    }

    fn pass(&mut self, run: &str) {
        self.rest = self.rest.trim_start().get(run.len()..).unwrap_or_default();
    }
}
