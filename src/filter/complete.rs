//! What could stand at the cursor of a filter bar: keys, then the words of a key that has a list of them.

use crate::domain::text::fold;
use crate::domain::words::{Word, YES_NO_WORDS};
use crate::facts::{ArgSpec, Fact, Form, JUDGEMENTS, NameSpec, Names, all};
use crate::filter::input::Input;
use crate::filter::{Span, parse};

/// One thing that could be meant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Completion {
    /// What of the text as typed it takes the place of.
    pub replace: Span,
    /// A key with its colon, or a value; in the language that was begun.
    pub text: String,
    /// The Japanese name, to show beside it.
    pub ja: Option<&'static str>,
}

/// The candidates for the word at the cursor (a byte offset), those that begin with what was typed, in the order of the registry.
pub fn complete(text: &str, cursor: usize, names: &Names) -> Vec<Completion> {
    let cursor = (0..=cursor.min(text.len())).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0);
    let Some((before, after)) = text.split_at_checked(cursor) else { return Vec::new() };
    let typed = Input::new(before);
    let Some(start) = start_of_term(&typed) else { return Vec::new() };
    let rest = |ends: fn(char) -> bool| cursor + after.find(ends).unwrap_or(after.len());
    let colon = (start..typed.len()).find(|at| typed.get(*at) == Some(':'));
    match colon {
        None => {
            let end = rest(|c| is_colon(c) || ends(c));
            let end = end + text.get(end..).and_then(|rest| rest.chars().next()).filter(|c| is_colon(*c)).map_or(0, char::len_utf8);
            keys(&fold(&typed.text(start, typed.len())), Span { start: typed.span(start, start).start, end }, names)
        }
        Some(colon) => {
            let from = (colon..typed.len()).rev().find(|at| matches!(typed.get(*at), Some(':' | ',' | '='))).map_or(colon, |at| at + 1);
            let Ok(fact) = parse::key(&typed.text(start, colon), names) else { return Vec::new() };
            let replace = Span { start: typed.span(from, from).start, end: rest(|c| matches!(c, ',' | '，') || ends(c)) };
            values(fact.fact.form, &fold(&typed.text(from, typed.len())), replace)
        }
    }
}

fn is_colon(c: char) -> bool {
    matches!(c, ':' | '：')
}

/// What ends a word, in either width.
fn ends(c: char) -> bool {
    c.is_whitespace() || matches!(c, '(' | ')' | '|' | '"' | '（' | '）' | '｜' | '＂')
}

/// Where the term that the text ends in begins; `None` within quotes.
fn start_of_term(typed: &Input) -> Option<usize> {
    let (mut start, mut quoted, mut at) = (0, false, 0);
    while let Some(c) = typed.get(at) {
        match c {
            '\\' if quoted => at += 1,
            '"' => quoted = !quoted,
            _ => {}
        }
        at += 1;
        if !quoted && (ends(c) || (c == '-' && start + 1 == at)) {
            start = at;
        }
    }
    (!quoted).then_some(start)
}

fn keys(begun: &str, replace: Span, names: &Names) -> Vec<Completion> {
    let candidates = all().flat_map(|fact| named(fact, names).map(move |name| (fact, name)));
    let matching = candidates.filter_map(|(fact, name)| {
        let forms = std::iter::once(fact.key).chain(fact.ja.iter().copied()).map(|form| filled(form, name));
        let form = forms.into_iter().find(|form| fold(form).starts_with(begun))?;
        Some(Completion { replace, text: format!("{form}{}:", windows(fact.args)), ja: fact.ja.first().copied() })
    });
    matching.collect()
}

/// The names that fill a fact's key; one empty name for a key that takes none.
fn named<'a>(fact: &Fact, names: &'a Names) -> impl Iterator<Item = &'a str> + use<'a> {
    const NO_NAME: &[String] = &[String::new()];
    let names: &'a [String] = match fact.name() {
        NameSpec::None => NO_NAME,
        NameSpec::Metric => &names.metrics,
        NameSpec::Signal => &names.signals,
        NameSpec::Field => &names.fields,
    };
    names.iter().map(String::as_str)
}

fn filled(form: &str, name: &str) -> String {
    form.split('.').map(|part| if !name.is_empty() && matches!(part, "KEY" | "X") { name } else { part }).collect::<Vec<_>>().join(".")
}

/// The windows to begin with.
fn windows(args: ArgSpec) -> &'static str {
    match args {
        ArgSpec::None => "",
        ArgSpec::Window => "(28d)",
        ArgSpec::TwoWindows => "(28d,180d)",
    }
}

fn values(form: Form, begun: &str, replace: Span) -> Vec<Completion> {
    let of = |words: &'static [Word]| words.iter().map(|word| (word.key, word.ja, word.aliases)).collect();
    let words: Vec<(&'static str, &'static str, &[&str])> = match form {
        Form::Words(words) => of(words),
        Form::YesNo => of(&YES_NO_WORDS),
        Form::Judgement => JUDGEMENTS.iter().map(|judgement| (judgement.key, judgement.ja, [].as_slice())).collect(),
        Form::Text | Form::Search | Form::Set | Form::Money | Form::Number | Form::Share | Form::Since | Form::Until | Form::Days => Vec::new(),
    };
    let begins = |form: &str| fold(form).starts_with(begun);
    let matching = words.into_iter().filter_map(|(key, ja, aliases)| {
        let text = if !begins(key) && begins(ja) { ja } else { key };
        (begins(key) || begins(ja) || aliases.iter().any(|alias| begins(alias))).then(|| Completion { replace, text: text.to_owned(), ja: Some(ja) })
    });
    matching.collect()
}
