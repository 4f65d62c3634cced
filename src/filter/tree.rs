//! The syntax tree. Its constructors keep it in normal form: no group within a group of the same kind, no group of one,
//! no double negation. So a tree printed and read again is the same tree.

use crate::domain::Day;
use crate::domain::text::fold;
use crate::facts::FactRef;
use crate::filter::Span;

/// A part of a filter and where it stood. Equal parts may stand in different places.
#[derive(Clone, Debug)]
pub(in crate::filter) struct Node {
    pub(in crate::filter) expr: Expr,
    pub(in crate::filter) span: Span,
}

impl PartialEq for Node {
    fn eq(&self, other: &Self) -> bool {
        self.expr == other.expr
    }
}

/// What a part asks.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::filter) enum Expr {
    /// Every one of at least two.
    All(Vec<Node>),
    /// One of at least two.
    Any(Vec<Node>),
    Not(Box<Node>),
    /// A bare word.
    Search(Text),
    /// One of the items holds for the fact.
    Fact(FactRef, Vec<Item>),
}

/// What a fact may be.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::filter) enum Item {
    /// `any` and `none`: whether there is a value.
    Known(bool),
    /// The text, or one of a set of texts, folded.
    Equals(Text),
    /// A part of the search text.
    Contains(Text),
    /// The key of a word of the fact's table.
    Word(&'static str),
    YesNo(bool),
    /// The place of a judgement in its registry.
    Judgement(usize),
    Compare(Op, Amount),
    /// Both ends inside; not both open, and not reversed.
    Range(Option<Amount>, Option<Amount>),
}

/// How a value is compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::filter) enum Op {
    Less,
    AtMost,
    Equal,
    AtLeast,
    More,
}

impl Op {
    /// How it is written; the longer ones first, so that `<=` is not read as `<`.
    pub(in crate::filter) const SIGNS: [(&'static str, Self); 5] =
        [("<=", Self::AtMost), (">=", Self::AtLeast), ("<", Self::Less), (">", Self::More), ("=", Self::Equal)];
}

/// What a number is compared with.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(in crate::filter) enum Amount {
    /// In the unit of the fact: major units, days, fractions.
    Number(f64),
    /// The day itself, for facts that count days.
    Date(Day),
}

/// A text as typed, NFKC-normalised, with its folded form, by which alone it is compared.
#[derive(Clone, Debug)]
pub(in crate::filter) struct Text {
    pub(in crate::filter) typed: String,
    pub(in crate::filter) folded: String,
}

impl Text {
    /// A text to look for; `None` when folding leaves nothing of it.
    pub(in crate::filter) fn new(typed: &str) -> Option<Self> {
        let folded = fold(typed);
        (!folded.is_empty()).then(|| Self { typed: typed.to_owned(), folded })
    }
}

impl PartialEq for Text {
    fn eq(&self, other: &Self) -> bool {
        self.folded == other.folded
    }
}

impl Node {
    /// The parts joined by AND; `None` of no parts.
    pub(in crate::filter) fn all(parts: Vec<Self>) -> Option<Self> {
        Self::join(parts, Expr::All, |expr| match expr {
            Expr::All(parts) => Ok(parts),
            other => Err(other),
        })
    }

    /// The parts joined by OR; `None` of no parts.
    pub(in crate::filter) fn any(parts: Vec<Self>) -> Option<Self> {
        Self::join(parts, Expr::Any, |expr| match expr {
            Expr::Any(parts) => Ok(parts),
            other => Err(other),
        })
    }

    fn join(parts: Vec<Self>, wrap: fn(Vec<Self>) -> Expr, unwrap: fn(Expr) -> Result<Vec<Self>, Expr>) -> Option<Self> {
        let span = Span { start: parts.first()?.span.start, end: parts.last()?.span.end };
        let mut flat = Vec::with_capacity(parts.len());
        for part in parts {
            match unwrap(part.expr) {
                Ok(inner) => flat.extend(inner),
                Err(expr) => flat.push(Self { expr, span: part.span }),
            }
        }
        if flat.len() == 1 { flat.pop() } else { Some(Self { expr: wrap(flat), span }) }
    }

    /// The opposite of a part; `start` is where its sign stands.
    pub(in crate::filter) fn not(self, start: usize) -> Self {
        let span = Span { start, end: self.span.end };
        match self.expr {
            Expr::Not(inner) => *inner,
            expr => Self { expr: Expr::Not(Box::new(Self { expr, span: self.span })), span },
        }
    }

    /// The parts it is made of.
    pub(in crate::filter) fn children(&self) -> &[Self] {
        match &self.expr {
            Expr::All(parts) | Expr::Any(parts) => parts,
            Expr::Not(part) => std::slice::from_ref(part),
            Expr::Search(_) | Expr::Fact(..) => &[],
        }
    }
}
