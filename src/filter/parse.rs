//! From text to tree by recursive descent, one function per rule of the grammar:
//!
//! ```text
//! any   = all (("or" | "|") all)*
//! all   = term term*
//! term  = ("-" | "not")* ("(" any ")" | quoted | word | key ":" items)
//! items = item ("," item)*
//! item  = ("<=" | ">=" | "<" | ">" | "=")? (quoted | text)
//! ```

use crate::domain::text::fold;
use crate::facts::{ArgSpec, Args, FactError, FactRef, Form, Names, all as all_facts};
use crate::filter::input::Input;
use crate::filter::tree::{Expr, Item, Node, Op, Text};
use crate::filter::value::{Asked, Raw};
use crate::filter::{Expected, Filter, FilterError, FilterErrorKind as Kind, MAX_BYTES, MAX_DEPTH, Span};

type Parsed<T> = Result<T, FilterError>;

/// Reads a whole filter.
pub(in crate::filter) fn filter(text: &str, names: &Names) -> Parsed<Filter> {
    check_length(text.len(), text.len())?;
    let mut parser = Parser { input: Input::new(text), at: 0, names };
    parser.skip_space();
    let root = if parser.peek().is_some() { Some(parser.any(0, "")?) } else { None };
    if parser.peek().is_some() {
        return Err(parser.error(parser.at, parser.at + 1, Kind::UnexpectedClose));
    }
    let filter = Filter { root };
    // So that whatever is accepted can be stored in normal form and read again.
    check_length(filter.to_string().len(), text.len())?;
    Ok(filter)
}

fn check_length(bytes: usize, typed: usize) -> Parsed<()> {
    let kind = Kind::TooLong { bytes, max: MAX_BYTES };
    if bytes > MAX_BYTES { Err(FilterError { span: Span { start: 0, end: typed }, kind }) } else { Ok(()) }
}

/// Reads a key, taking names like 年額(ARR) as a whole, whose parentheses hold no window.
pub(in crate::filter) fn key(text: &str, names: &Names) -> Result<FactRef, FactError> {
    FactRef::parse(text, names).or_else(|error| {
        let folded = fold(text);
        let is_named = |ja: &&str| ja.contains('(') && fold(ja) == folded;
        let fact = all_facts().find(|fact| fact.args == ArgSpec::None && fact.ja.iter().any(|ja| is_named(&ja)));
        fact.map(|fact| FactRef { fact, args: Args::default() }).ok_or(error)
    })
}

/// How a quote may be opened: straight, or as an IME writes it.
fn is_quote(c: char) -> bool {
    matches!(c, '"' | '“' | '”')
}

/// What ends a word: white space, parentheses, `|`, a straight quote.
fn ends_word(c: char) -> bool {
    c.is_whitespace() || matches!(c, '(' | ')' | '|' | '"')
}

struct Parser<'a> {
    input: Input,
    at: usize,
    names: &'a Names,
}

impl Parser<'_> {
    fn peek(&self) -> Option<char> {
        self.input.get(self.at)
    }

    fn skip_space(&mut self) {
        while self.peek().is_some_and(char::is_whitespace) {
            self.at += 1;
        }
    }

    fn error(&self, from: usize, to: usize, kind: Kind) -> FilterError {
        FilterError { span: self.input.span(from, to), kind }
    }

    /// The first place from `from` on whose character is wanted, or the end.
    fn find(&self, from: usize, wanted: impl Fn(char) -> bool) -> usize {
        (from..self.input.len()).find(|at| self.input.get(*at).is_some_and(&wanted)).unwrap_or(self.input.len())
    }

    /// Steps over a word that stands alone, in any case.
    fn take_word(&mut self, word: &str) -> bool {
        let end = self.find(self.at, ends_word);
        let found = end - self.at == word.len() && self.input.text(self.at, end).eq_ignore_ascii_case(word);
        if found {
            self.at = end;
        }
        found
    }

    /// Steps over `|` or `or` and says which it was.
    fn take_or(&mut self) -> Option<&'static str> {
        if self.peek() == Some('|') {
            self.at += 1;
            return Some("|");
        }
        self.take_word("or").then_some("or")
    }

    fn any(&mut self, depth: usize, mut sign: &'static str) -> Parsed<Node> {
        let mut parts = Vec::new();
        loop {
            let from = self.at;
            parts.push(self.all(depth, sign)?);
            match self.take_or() {
                Some(next) => sign = next,
                None => return Node::any(parts).ok_or_else(|| self.error(from, from, Kind::MissingTerm { sign })),
            }
        }
    }

    fn all(&mut self, depth: usize, sign: &'static str) -> Parsed<Node> {
        let mut parts = Vec::new();
        loop {
            self.skip_space();
            if self.is_at_end_of_all() {
                return Node::all(parts).ok_or_else(|| self.missing_term(sign));
            }
            parts.push(self.term(depth)?);
        }
    }

    fn is_at_end_of_all(&mut self) -> bool {
        let at = self.at;
        let ends = self.peek().is_none_or(|c| c == ')') || self.take_or().is_some();
        self.at = at;
        ends
    }

    /// The error of a term that is not there; `sign` stands before the place, if anything does.
    fn missing_term(&mut self, sign: &'static str) -> FilterError {
        let at = self.at;
        if sign.is_empty() {
            if self.peek() == Some(')') {
                return self.error(at, at + 1, Kind::UnexpectedClose);
            }
            // A filter that begins with `or`: what is missing stands before it.
            let sign = self.take_or().unwrap_or(sign);
            return self.error(at, self.at, Kind::MissingTerm { sign });
        }
        self.error(at, at, Kind::MissingTerm { sign })
    }

    fn term(&mut self, depth: usize) -> Parsed<Node> {
        let start = self.at;
        let mut negations = 0_usize;
        let mut sign = "";
        while let Some(next) = self.take_not() {
            (sign, negations) = (next, negations + 1);
        }
        let gap = sign == "-" && self.peek().is_some_and(char::is_whitespace);
        if negations > 0 && (gap || self.is_at_end_of_all()) {
            return Err(self.error(start, self.at, Kind::MissingTerm { sign }));
        }
        let node = self.operand(depth)?;
        let from = self.input.span(start, start).start;
        Ok(if negations % 2 == 1 { node.not(from) } else { node })
    }

    /// Steps over `-` or `not` and says which it was.
    fn take_not(&mut self) -> Option<&'static str> {
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

    fn operand(&mut self, depth: usize) -> Parsed<Node> {
        match self.peek() {
            Some('(') => self.group(depth),
            Some(c) if is_quote(c) => self.quoted_word(),
            Some(':') => Err(self.error(self.at, self.at + 1, Kind::MissingKey)),
            _ => self.word(),
        }
    }

    fn group(&mut self, depth: usize) -> Parsed<Node> {
        let open = self.at;
        if depth == MAX_DEPTH {
            return Err(self.error(open, open + 1, Kind::TooDeep { max: MAX_DEPTH }));
        }
        self.at += 1;
        let inside = self.any(depth + 1, "(");
        // An open group is the reason of what is missing at the end, and the better thing to say.
        if self.peek().is_none() && inside.as_ref().map_or_else(|error| matches!(error.kind, Kind::MissingTerm { sign: "(" }), |_| true) {
            return Err(self.error(open, open + 1, Kind::UnclosedParen));
        }
        let node = inside?;
        self.at += 1;
        Ok(Node { span: self.input.span(open, self.at), ..node })
    }

    fn quoted_word(&mut self) -> Parsed<Node> {
        let start = self.at;
        let text = self.quoted()?;
        let text = Text::new(&text).ok_or_else(|| self.error(start, self.at, Kind::MissingTerm { sign: "\"" }))?;
        Ok(Node { expr: Expr::Search(text), span: self.input.span(start, self.at) })
    }

    /// What stands between two quotes; `\"` and `\\` are a quote and a backslash.
    fn quoted(&mut self) -> Parsed<String> {
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

    fn word(&mut self) -> Parsed<Node> {
        let start = self.at;
        let end = self.find(start, |c| ends_word(c) || c == ':');
        let window_end = self.end_of_window(end);
        let end = window_end.filter(|end| self.input.get(*end) == Some(':')).unwrap_or(end);
        self.at = end;
        if self.peek() == Some(':') {
            return self.fact(start);
        }
        let typed = self.input.text(start, end);
        self.check_colon(start, &typed, window_end)?;
        let text = Text::new(&typed).ok_or_else(|| self.error(start, end, Kind::MissingTerm { sign: "" }))?;
        Ok(Node { expr: Expr::Search(text), span: self.input.span(start, end) })
    }

    /// The place behind the parentheses that open at `open`, if they can be those of a window.
    fn end_of_window(&self, open: usize) -> Option<usize> {
        let is_open = self.input.get(open) == Some('(');
        let close = self.find(open + 1, |c| matches!(c, '(' | ')' | ':' | '|') || is_quote(c));
        (is_open && self.input.get(close) == Some(')')).then_some(close + 1)
    }

    /// A known key with a comparison or a window but without a colon is a slip, not a word to search for.
    fn check_colon(&self, start: usize, typed: &str, window_end: Option<usize>) -> Parsed<()> {
        let windowed = window_end.map(|end| self.input.text(start, end));
        let compared = typed.split_once(['<', '>', '=']).map(|(key, _)| key.to_owned());
        let slip = [windowed, compared].into_iter().flatten().find(|text| key(text, self.names).is_ok());
        slip.map_or(Ok(()), |key| Err(self.error(start, start + key.chars().count(), Kind::MissingColon { key })))
    }

    fn fact(&mut self, start: usize) -> Parsed<Node> {
        let typed = self.input.text(start, self.at);
        let fact = key(&typed, self.names).map_err(|error| self.error(start, self.at, Kind::Key(error)))?;
        let asked = Asked { key: &typed, form: fact.fact.form };
        let mut items = Vec::new();
        let mut before = None;
        // The colon, then each comma.
        while items.is_empty() || self.peek() == Some(',') {
            self.at += 1;
            let from = self.at;
            let raw = self.raw(asked)?;
            self.check_thousands(asked, before.as_ref(), &raw, from)?;
            items.push(self.item(asked, &raw, from)?);
            before = Some(raw);
        }
        Ok(Node { expr: Expr::Fact(fact, items), span: self.input.span(start, self.at) })
    }

    fn item(&self, asked: Asked<'_>, raw: &Raw, from: usize) -> Parsed<Item> {
        asked.item(raw).map_err(|kind| self.error(from, self.at, kind))
    }

    /// One item of a list with its sign.
    fn raw(&mut self, asked: Asked<'_>) -> Parsed<Raw> {
        let ahead = self.input.text(self.at, self.at + 2);
        let sign = Op::SIGNS.into_iter().find(|(sign, _)| ahead.starts_with(sign));
        self.at += sign.map_or(0, |(sign, _)| sign.len());
        let from = self.at;
        let quoted = self.peek().is_some_and(is_quote);
        let text = if quoted { self.quoted()? } else { self.bare_value() };
        if fold(&text).is_empty() {
            let (key, expected) = (asked.key.to_owned(), Expected::of(asked.form));
            return Err(self.error(from, self.at, Kind::MissingValue { key, expected }));
        }
        Ok(Raw { sign, text, quoted })
    }

    /// A value without quotes. Parentheses that open and close in it belong to it, as in (株)サクラ.
    fn bare_value(&mut self) -> String {
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

    /// `>1,000` is a number with a comma and not a list. `9,10` and `100,200` are lists.
    fn check_thousands(&self, asked: Asked<'_>, before: Option<&Raw>, raw: &Raw, from: usize) -> Parsed<()> {
        let is_group = |text: &str| text.len() == 3 && text.bytes().all(|byte| byte.is_ascii_digit());
        let Some(before) = before.filter(|before| before.text.ends_with(|c: char| c.is_ascii_digit())) else { return Ok(()) };
        let is_number = matches!(asked.form, Form::Money | Form::Number);
        if is_number && raw.sign.is_none() && is_group(&raw.text) && (before.sign.is_some() || raw.text.starts_with('0')) {
            let value = format!("{},{}", before.text, raw.text);
            return Err(self.error(from - 1 - before.text.chars().count(), self.at, Kind::ThousandsComma { key: asked.key.to_owned(), value }));
        }
        Ok(())
    }
}
