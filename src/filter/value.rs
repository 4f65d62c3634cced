//! What stands after the colon: one item of a list, read as the fact's form wants it. All words are resolved and all texts
//! folded here, once, so that asking thousands of accounts is quick.

use crate::domain::text::{fold, nearest};
use crate::domain::words::{Word, YES_NO_WORDS};
use crate::facts::{Form, JUDGEMENTS};
use crate::filter::tree::{Amount, Item, Op, Text};
use crate::filter::{Expected, FilterErrorKind, amount};

/// One item as typed, its sign taken off.
#[derive(Debug)]
pub(in crate::filter) struct Raw {
    pub(in crate::filter) sign: Option<(&'static str, Op)>,
    /// Not empty.
    pub(in crate::filter) text: String,
    pub(in crate::filter) quoted: bool,
}

/// The fact that an item belongs to.
#[derive(Clone, Copy, Debug)]
pub(in crate::filter) struct Asked<'a> {
    /// As typed.
    pub(in crate::filter) key: &'a str,
    pub(in crate::filter) form: Form,
}

impl Asked<'_> {
    /// Reads one item.
    pub(in crate::filter) fn item(self, raw: &Raw) -> Result<Item, FilterErrorKind> {
        let is_equal = raw.sign.is_none_or(|(_, op)| op == Op::Equal);
        if let Some(known) = self.known(raw).filter(|_| is_equal) {
            return Ok(Item::Known(known));
        }
        match (self.form, raw.sign) {
            (Form::Money | Form::Number | Form::Share | Form::Since | Form::Until | Form::Days, _) => self.number(raw),
            (_, Some((sign, _))) if !is_equal => {
                Err(FilterErrorKind::NotComparable { key: self.key.to_owned(), sign, expected: Expected::of(self.form) })
            }
            (Form::Search, _) => Text::new(&raw.text).map(Item::Contains).ok_or_else(|| self.bad(&raw.text)),
            (Form::Text | Form::Set, _) => Text::new(&raw.text).map(Item::Equals).ok_or_else(|| self.bad(&raw.text)),
            (Form::Words(words), _) => find(words, &raw.text).map(|word| Item::Word(word.key)).ok_or_else(|| self.bad(&raw.text)),
            (Form::YesNo, _) => find(&YES_NO_WORDS, &raw.text).map(|word| Item::YesNo(*word == YES_NO_WORDS[0])).ok_or_else(|| self.bad(&raw.text)),
            (Form::Judgement, _) => judgement(&raw.text).map(Item::Judgement).ok_or_else(|| self.bad(&raw.text)),
        }
    }

    /// `any` and `none`. Their Japanese forms hold only where no text and no yes or no could be meant.
    fn known(self, raw: &Raw) -> Option<bool> {
        if raw.quoted {
            return None;
        }
        match (self.form, fold(&raw.text).as_str()) {
            (_, "any") => Some(true),
            (_, "none") => Some(false),
            (Form::Text | Form::Set | Form::Search | Form::YesNo, _) => None,
            (_, "あり") => Some(true),
            (_, "なし") => Some(false),
            _ => None,
        }
    }

    fn number(self, raw: &Raw) -> Result<Item, FilterErrorKind> {
        let range = raw.text.split_once("..").filter(|_| raw.sign.is_none());
        let Some((low, high)) = range else {
            let op = raw.sign.map_or(Op::Equal, |(_, op)| op);
            return Ok(Item::Compare(op, self.amount(&raw.text)?));
        };
        let end = |text: &str| if text.is_empty() { Ok(None) } else { self.amount(text).map(Some) };
        let ends = (end(low)?, end(high)?);
        let (key, low, high) = (self.key.to_owned(), low.to_owned(), high.to_owned());
        match ends {
            (None, None) => Err(self.bad(&raw.text)),
            (Some(Amount::Number(from)), Some(Amount::Number(to))) if from > to => Err(FilterErrorKind::ReversedRange { key, low, high }),
            (Some(Amount::Date(from)), Some(Amount::Date(to))) if from > to => Err(FilterErrorKind::ReversedRange { key, low, high }),
            (Some(Amount::Number(_)), Some(Amount::Date(_))) | (Some(Amount::Date(_)), Some(Amount::Number(_))) => {
                Err(FilterErrorKind::MixedRange { key, low, high })
            }
            (from, to) => Ok(Item::Range(from, to)),
        }
    }

    fn amount(self, text: &str) -> Result<Amount, FilterErrorKind> {
        amount::parse(text, self.form).ok_or_else(|| self.bad(text))
    }

    /// The error that a text is no value of the fact, with the word that was probably meant.
    fn bad(self, text: &str) -> FilterErrorKind {
        let expected = Expected::of(self.form);
        let words = expected.words();
        let forms = words.iter().flat_map(|(key, ja)| [*key, *ja]).chain((!words.is_empty()).then_some("none"));
        let nearest = nearest(text, forms).map(str::to_owned);
        FilterErrorKind::BadValue { key: self.key.to_owned(), value: text.to_owned(), expected, nearest }
    }
}

fn find(words: &'static [Word], text: &str) -> Option<&'static Word> {
    words.iter().find(|word| word.is(text))
}

fn judgement(text: &str) -> Option<usize> {
    let text = fold(text);
    JUDGEMENTS.iter().position(|judgement| fold(judgement.key) == text || fold(judgement.ja) == text)
}
