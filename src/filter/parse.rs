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
use crate::filter::reader::{Reader, ends_word, is_quote};
use crate::filter::tree::{Expr, Item, Node, Text};
use crate::filter::value::{Asked, Raw};
use crate::filter::{Expected, Filter, FilterError, FilterErrorKind as Kind, MAX_BYTES, MAX_DEPTH, Span};

type Parsed<T> = Result<T, FilterError>;

/// Reads a whole filter.
pub(in crate::filter) fn filter(text: &str, names: &Names) -> Parsed<Filter> {
    check_length(text.len(), text.len())?;
    let mut parser = Parser { reader: Reader::new(text), names };
    parser.reader.skip_space();
    let root = if parser.reader.peek().is_some() { Some(parser.any(0, "")?) } else { None };
    if parser.reader.peek().is_some() {
        return Err(parser.reader.error(parser.reader.at, parser.reader.at + 1, Kind::UnexpectedClose));
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
        let fact = all_facts().find(|fact| fact.args == ArgSpec::None && fact.ja.iter().any(|ja| ja.contains('(') && fold(ja) == folded));
        fact.map(|fact| FactRef { fact, args: Args::default() }).ok_or(error)
    })
}

struct Parser<'a> {
    reader: Reader,
    names: &'a Names,
}

impl Parser<'_> {
    fn any(&mut self, depth: usize, mut sign: &'static str) -> Parsed<Node> {
        let mut parts = Vec::new();
        loop {
            let from = self.reader.at;
            parts.push(self.all(depth, sign)?);
            match self.reader.take_or() {
                Some(next) => sign = next,
                None => return Node::any(parts).ok_or_else(|| self.reader.error(from, from, Kind::MissingTerm { sign })),
            }
        }
    }

    fn all(&mut self, depth: usize, sign: &'static str) -> Parsed<Node> {
        let mut parts = Vec::new();
        loop {
            self.reader.skip_space();
            if self.is_at_end_of_all() {
                return Node::all(parts).ok_or_else(|| self.missing_term(sign));
            }
            parts.push(self.term(depth)?);
        }
    }

    fn is_at_end_of_all(&mut self) -> bool {
        let at = self.reader.at;
        let ends = self.reader.peek().is_none_or(|c| c == ')') || self.reader.take_or().is_some();
        self.reader.at = at;
        ends
    }

    /// The error of a term that is not there; `sign` stands before the place, if anything does.
    fn missing_term(&mut self, sign: &'static str) -> FilterError {
        let at = self.reader.at;
        if sign.is_empty() {
            if self.reader.peek() == Some(')') {
                return self.reader.error(at, at + 1, Kind::UnexpectedClose);
            }
            // A filter that begins with `or`: what is missing stands before it.
            let sign = self.reader.take_or().unwrap_or(sign);
            return self.reader.error(at, self.reader.at, Kind::MissingTerm { sign });
        }
        self.reader.error(at, at, Kind::MissingTerm { sign })
    }

    fn term(&mut self, depth: usize) -> Parsed<Node> {
        let start = self.reader.at;
        let mut negations = 0_usize;
        let mut sign = "";
        while let Some(next) = self.reader.take_not() {
            (sign, negations) = (next, negations + 1);
        }
        let gap = sign == "-" && self.reader.peek().is_some_and(char::is_whitespace);
        if negations > 0 && (gap || self.is_at_end_of_all()) {
            return Err(self.reader.error(start, self.reader.at, Kind::MissingTerm { sign }));
        }
        let node = self.operand(depth)?;
        let from = self.reader.input.span(start, start).start;
        Ok(if negations % 2 == 1 { node.not(from) } else { node })
    }

    fn operand(&mut self, depth: usize) -> Parsed<Node> {
        match self.reader.peek() {
            Some('(') => self.group(depth),
            Some(c) if is_quote(c) => self.quoted_word(),
            Some(':') => Err(self.reader.error(self.reader.at, self.reader.at + 1, Kind::MissingKey)),
            _ => self.word(),
        }
    }

    fn group(&mut self, depth: usize) -> Parsed<Node> {
        let open = self.reader.at;
        if depth == MAX_DEPTH {
            return Err(self.reader.error(open, open + 1, Kind::TooDeep { max: MAX_DEPTH }));
        }
        self.reader.at += 1;
        let inside = self.any(depth + 1, "(");
        // At the end of the text an open group is the better thing to say than that nothing stands in it.
        let is_whole = !matches!(&inside, Err(error) if error.kind != Kind::MissingTerm { sign: "(" });
        if is_whole && self.reader.peek().is_none() {
            return Err(self.reader.error(open, open + 1, Kind::UnclosedParen));
        }
        let node = inside?;
        self.reader.at += 1;
        Ok(Node { span: self.reader.input.span(open, self.reader.at), ..node })
    }

    fn quoted_word(&mut self) -> Parsed<Node> {
        let start = self.reader.at;
        let text = self.reader.quoted()?;
        let text = Text::new(&text).ok_or_else(|| self.reader.error(start, self.reader.at, Kind::MissingTerm { sign: "\"" }))?;
        Ok(Node { expr: Expr::Search(text), span: self.reader.input.span(start, self.reader.at) })
    }

    fn word(&mut self) -> Parsed<Node> {
        let start = self.reader.at;
        let end = self.reader.find(start, |c| ends_word(c) || c == ':');
        let window_end = self.reader.end_of_window(end);
        let end = window_end.filter(|end| self.reader.input.get(*end) == Some(':')).unwrap_or(end);
        self.reader.at = end;
        if self.reader.peek() == Some(':') {
            return self.fact(start);
        }
        let typed = self.reader.input.text(start, end);
        self.check_colon(start, &typed, window_end)?;
        let text = Text::new(&typed).ok_or_else(|| self.reader.error(start, end, Kind::MissingTerm { sign: "" }))?;
        Ok(Node { expr: Expr::Search(text), span: self.reader.input.span(start, end) })
    }

    /// A known key with a comparison or a window but without a colon is a slip, not a word to search for.
    fn check_colon(&self, start: usize, typed: &str, window_end: Option<usize>) -> Parsed<()> {
        let windowed = window_end.map(|end| self.reader.input.text(start, end));
        let compared = typed.split_once(['<', '>', '=']).map(|(key, _)| key.to_owned());
        let slip = [windowed, compared].into_iter().flatten().find(|text| key(text, self.names).is_ok());
        slip.map_or(Ok(()), |key| Err(self.reader.error(start, start + key.chars().count(), Kind::MissingColon { key })))
    }

    fn fact(&mut self, start: usize) -> Parsed<Node> {
        let typed = self.reader.input.text(start, self.reader.at);
        let fact = key(&typed, self.names).map_err(|error| self.reader.error(start, self.reader.at, Kind::Key(error)))?;
        let asked = Asked { key: &typed, form: fact.fact.form };
        let mut items = Vec::new();
        let mut before = None;
        // The colon, then each comma.
        while items.is_empty() || self.reader.peek() == Some(',') {
            self.reader.at += 1;
            let from = self.reader.at;
            let raw = self.raw(asked)?;
            self.check_thousands(asked, before.as_ref(), &raw, from)?;
            items.push(self.item(asked, &raw, from)?);
            before = Some(raw);
        }
        Ok(Node { expr: Expr::Fact(fact, items), span: self.reader.input.span(start, self.reader.at) })
    }

    fn item(&self, asked: Asked<'_>, raw: &Raw, from: usize) -> Parsed<Item> {
        asked.item(raw).map_err(|kind| self.reader.error(from, self.reader.at, kind))
    }

    /// One item of a list with its sign.
    fn raw(&mut self, asked: Asked<'_>) -> Parsed<Raw> {
        let sign = self.reader.take_sign();
        let from = self.reader.at;
        let quoted = self.reader.peek().is_some_and(is_quote);
        let text = if quoted { self.reader.quoted()? } else { self.reader.bare_value() };
        if fold(&text).is_empty() {
            let (key, expected) = (asked.key.to_owned(), Expected::of(asked.form));
            return Err(self.reader.error(from, self.reader.at, Kind::MissingValue { key, expected }));
        }
        Ok(Raw { sign, text, quoted })
    }

    /// `>1,000` is a number with a comma and not a list. `9,10` and `100,200` are lists.
    fn check_thousands(&self, asked: Asked<'_>, before: Option<&Raw>, raw: &Raw, from: usize) -> Parsed<()> {
        let is_group = |text: &str| text.len() == 3 && text.bytes().all(|byte| byte.is_ascii_digit());
        let Some(before) = before.filter(|before| before.text.ends_with(|c: char| c.is_ascii_digit())) else { return Ok(()) };
        let is_number = matches!(asked.form, Form::Money | Form::Number);
        if is_number && raw.sign.is_none() && is_group(&raw.text) && (before.sign.is_some() || raw.text.starts_with('0')) {
            let value = format!("{},{}", before.text, raw.text);
            let start = from.saturating_sub(1 + before.text.chars().count());
            return Err(self.reader.error(start, self.reader.at, Kind::ThousandsComma { key: asked.key.to_owned(), value }));
        }
        Ok(())
    }
}
