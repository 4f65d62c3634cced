//! Reading single marks and words of a filter: white space, `or`, quotes, windows, bare values. Knows no keys and builds no tree.

use crate::filter::input::Input;
use crate::filter::tree::Op;
use crate::filter::{FilterError, FilterErrorKind as Kind};

/// A place in a text, and steps from there.
#[derive(Debug)]
pub(in crate::filter) struct Reader {
    pub(in crate::filter) input: Input,
    pub(in crate::filter) at: usize,
}

impl Reader {
    /// At the beginning of a text.
    pub(in crate::filter) fn new(text: &str) -> Self {
        Self { input: Input::new(text), at: 0 }
    }

    pub(in crate::filter) fn peek(&self) -> Option<char> {
        self.input.get(self.at)
    }

    pub(in crate::filter) fn skip_space(&mut self) {
        while self.peek().is_some_and(char::is_whitespace) {
            self.at += 1;
        }
    }

    pub(in crate::filter) fn error(&self, from: usize, to: usize, kind: Kind) -> FilterError {
        FilterError { span: self.input.span(from, to), kind }
    }

    /// The first place from `from` on whose character is wanted, or the end.
    pub(in crate::filter) fn find(&self, from: usize, wanted: impl Fn(char) -> bool) -> usize {
        (from..self.input.len()).find(|at| self.input.get(*at).is_some_and(&wanted)).unwrap_or(self.input.len())
    }

    /// Steps over a word that stands alone, in any case.
    pub(in crate::filter) fn take_word(&mut self, word: &str) -> bool {
        let end = self.find(self.at, ends_word);
        let found = end - self.at == word.len() && self.input.text(self.at, end).eq_ignore_ascii_case(word);
        if found {
            self.at = end;
        }
        found
    }

    /// Steps over `|` or `or` and says which it was.
    pub(in crate::filter) fn take_or(&mut self) -> Option<&'static str> {
        if self.peek() == Some('|') {
            self.at += 1;
            return Some("|");
        }
        self.take_word("or").then_some("or")
    }

    /// Steps over `-` or `not` and says which it was.
    pub(in crate::filter) fn take_not(&mut self) -> Option<&'static str> {
        if self.peek() == Some('-') {
            self.at += 1;
            return Some("-");
        }
        let found = self.take_word("not");
        if found {
            self.skip_space();
        }
        found.then_some("not")
    }

    /// What stands between two quotes; `\"` and `\\` are a quote and a backslash.
    pub(in crate::filter) fn quoted(&mut self) -> Result<String, FilterError> {
        let open = self.at;
        let straight = self.peek() == Some('"');
        let closes = |c: char| if straight { c == '"' } else { matches!(c, '“' | '”') };
        let mut text = String::new();
        self.at += 1;
        while let Some(c) = self.peek() {
            let next = self.input.get(self.at + 1).filter(|next| c == '\\' && (*next == '\\' || is_quote(*next)));
            self.at += 1;
            if let Some(next) = next {
                text.push(next);
                self.at += 1;
            } else if closes(c) {
                return Ok(text);
            } else {
                text.push(c);
            }
        }
        Err(self.error(open, self.at, Kind::UnclosedQuote))
    }

    /// The place behind the parentheses that open at `open`, if they can be those of a window.
    pub(in crate::filter) fn end_of_window(&self, open: usize) -> Option<usize> {
        let is_open = self.input.get(open) == Some('(');
        let close = self.find(open + 1, |c| matches!(c, '(' | ')' | ':' | '|') || is_quote(c));
        (is_open && self.input.get(close) == Some(')')).then_some(close + 1)
    }

    /// A value without quotes. Parentheses that open and close in it belong to it, as in (株)サクラ.
    pub(in crate::filter) fn bare_value(&mut self) -> String {
        let start = self.at;
        while let Some(c) = self.peek() {
            if c == '(' {
                let close = self.find(self.at + 1, |c| ends_word(c) || c == ',');
                if self.input.get(close) != Some(')') {
                    break;
                }
                self.at = close;
            } else if ends_word(c) || c == ',' {
                break;
            }
            self.at += 1;
        }
        self.input.text(start, self.at)
    }

    /// Steps over a comparison.
    pub(in crate::filter) fn take_sign(&mut self) -> Option<(&'static str, Op)> {
        let ahead = self.input.text(self.at, (self.at + 2).min(self.input.len()));
        let sign = Op::SIGNS.into_iter().find(|(sign, _)| ahead.starts_with(sign));
        self.at += sign.map_or(0, |(sign, _)| sign.len());
        sign
    }
}

/// How a quote may be opened: straight, or as an IME writes it.
pub(in crate::filter) fn is_quote(c: char) -> bool {
    matches!(c, '"' | '“' | '”')
}

/// What ends a word: white space, parentheses, `|`, a straight quote.
pub(in crate::filter) fn ends_word(c: char) -> bool {
    c.is_whitespace() || matches!(c, '(' | ')' | '|' | '"')
}
