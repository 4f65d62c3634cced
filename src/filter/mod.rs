//! The one filter language: filter bar, saved views, `when =` of the rules and the command line all read it here.
//! A text becomes a syntax tree with spans; one function evaluates the tree, one prints it in normal form.
//! Knows no list of accounts: who is asked about comes in as an [`At`].

mod amount;
mod complete;
mod error;
mod eval;
mod input;
mod parse;
mod print;
mod reader;
#[cfg(test)]
mod tests;
mod tree;
mod value;

pub use complete::{Completion, complete};
pub use error::{Expected, FilterError, FilterErrorKind};

use crate::domain::words::Phase;
use crate::facts::{At, FactRef, Form, Names};
use tree::{Expr, Item, Node};

/// The longest text a filter may have, in bytes.
pub const MAX_BYTES: usize = 4096;
/// How many parentheses may be open at once.
pub const MAX_DEPTH: usize = 64;

/// A place in the text as typed, in bytes; empty where something is missing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Span {
    pub start: usize,
    pub end: usize,
}

/// A condition on accounts, read once and asked often. Two are equal when they mean the same tree, wherever it stood.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Filter {
    root: Option<Node>,
}

/// Reads an amount as filters write it: `300万`, `1.2m`, `90k`.
pub fn parse_amount(text: &str) -> Option<f64> {
    match amount::parse(text, Form::Money)? {
        tree::Amount::Number(number) => Some(number),
        tree::Amount::Date(_) => None,
    }
}

impl Filter {
    /// Reads a filter; an empty text matches everything. At most [`MAX_BYTES`] long, as typed and in normal form.
    pub fn parse(text: &str, names: &Names) -> Result<Self, FilterError> {
        parse::filter(text, names)
    }

    /// Whether the account is one that is asked for.
    pub fn matches(&self, at: &At<'_>) -> bool {
        self.root.as_ref().is_none_or(|root| eval::holds(root, at))
    }

    /// The highest level of a fact in it: 0 rows, 1 scores, 2 judgements.
    pub fn level(&self) -> u8 {
        self.facts().map(|(fact, _)| fact.fact.level).max().unwrap_or(0)
    }

    /// The facts it asks for, in the order of the text, each with the place of its term.
    pub fn facts(&self) -> impl Iterator<Item = (&FactRef, Span)> {
        self.nodes().filter_map(|node| match &node.expr {
            Expr::Fact(fact, _) => Some((fact, node.span)),
            _ => None,
        })
    }

    /// Whether it asks for the fact of a registry key: `churned`, `tickets.open`, `metric.KEY.mean`.
    pub fn names_fact(&self, key: &str) -> bool {
        self.facts().any(|(fact, _)| fact.fact.key == key)
    }

    /// Whether it speaks of churned accounts, by the fact `churned` or the phase of that name, so that a list must not leave them out.
    pub fn names_churned(&self) -> bool {
        let is_churned = |item: &Item| matches!(item, Item::Word(word) if *word == Phase::Churned.key());
        self.nodes().any(|node| matches!(&node.expr, Expr::Fact(fact, items) if fact.fact.key == "churned" || items.iter().any(is_churned)))
    }

    /// Whether it asks for nothing and so matches everything.
    pub fn is_empty(&self) -> bool {
        self.root.is_none()
    }

    fn nodes(&self) -> impl Iterator<Item = &Node> {
        let mut left: Vec<&Node> = self.root.iter().collect();
        std::iter::from_fn(move || {
            let node = left.pop()?;
            left.extend(node.children().iter().rev());
            Some(node)
        })
    }
}
