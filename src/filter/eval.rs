//! Asking an account. What is unknown answers no comparison, and a negation turns that answer round.

use crate::domain::text::fold;
use crate::facts::{At, FactRef, Form, JUDGEMENTS, Value};
use crate::filter::tree::{Amount, Expr, Item, Node, Op, Text};
use std::cell::LazyCell;
use std::cmp::Ordering;

/// Whether a part of a filter holds.
pub(in crate::filter) fn holds(node: &Node, at: &At<'_>) -> bool {
    match &node.expr {
        Expr::All(parts) => parts.iter().all(|part| holds(part, at)),
        Expr::Any(parts) => parts.iter().any(|part| holds(part, at)),
        Expr::Not(part) => !holds(part, at),
        Expr::Search(text) => is_found(text, at),
        Expr::Fact(fact, items) => any_item(fact, items, at),
    }
}

/// Whether a text is part of the name, reading, id, a tag, or the name or mail of a present contact.
fn is_found(text: &Text, at: &At<'_>) -> bool {
    let wanted = text.folded.as_str();
    at.folded().contains(wanted)
        || at.contacts().any(|contact| contact.folded.contains(wanted))
        || at.attribute("tags").is_some_and(|tags| tags.split(';').any(|tag| fold(tag).contains(wanted)))
}

fn any_item(fact: &FactRef, items: &[Item], at: &At<'_>) -> bool {
    let value = LazyCell::new(|| at.value(fact).value);
    items.iter().any(|item| match item {
        Item::Known(known) => value.as_ref().is_some_and(|value| !is_empty_set(value)) == *known,
        Item::Contains(text) => is_found(text, at),
        Item::Judgement(place) => at.exists() && JUDGEMENTS.get(*place).is_some_and(|judgement| (judgement.holds)(at)),
        Item::Equals(text) => value.as_ref().is_some_and(|value| is_text(value, text)),
        Item::Word(word) => matches!(&*value, Some(Value::Word(held)) if held == word),
        Item::YesNo(yes) => matches!(&*value, Some(Value::YesNo(held)) if held == yes),
        Item::Compare(op, amount) => number(value.as_ref()).is_some_and(|number| compare(number, *op, *amount, fact.fact.form, at)),
        Item::Range(low, high) => number(value.as_ref()).is_some_and(|number| {
            let inside = |op, end: &Option<Amount>| end.is_none_or(|end| compare(number, op, end, fact.fact.form, at));
            inside(Op::AtLeast, low) && inside(Op::AtMost, high)
        }),
    })
}

fn is_empty_set(value: &Value) -> bool {
    matches!(value, Value::Set(set) if set.is_empty())
}

fn is_text(value: &Value, text: &Text) -> bool {
    let same = |held: &str| held == text.folded || fold(held) == text.folded;
    match value {
        Value::Text(held) => same(held),
        Value::Set(held) => held.iter().any(|held| same(held)),
        Value::Number(_) | Value::Word(_) | Value::YesNo(_) => false,
    }
}

fn number(value: Option<&Value>) -> Option<f64> {
    value.and_then(Value::number)
}

/// Compares a number, or with a date the day it stands for: that many days ahead, or for facts that look back, ago.
fn compare(number: f64, op: Op, amount: Amount, form: Form, at: &At<'_>) -> bool {
    let (left, right) = match amount {
        Amount::Number(bound) => (number, bound),
        Amount::Date(day) => (if matches!(form, Form::Until) { number } else { -number }, f64::from(day.since(at.day))),
    };
    order(left, right).is_some_and(|order| match op {
        Op::Less => order.is_lt(),
        Op::AtMost => order.is_le(),
        Op::Equal => order.is_eq(),
        Op::AtLeast => order.is_ge(),
        Op::More => order.is_gt(),
    })
}

/// The order of two numbers, equal where only the noise of computing tells them apart: 0.7 − 1 is -30%.
fn order(left: f64, right: f64) -> Option<Ordering> {
    let noise = 1e-9 * left.abs().max(right.abs()).max(1.0);
    if (left - right).abs() <= noise { Some(Ordering::Equal) } else { left.partial_cmp(&right) }
}
