//! The normal form: English keys and words, one space between terms, parentheses only where they are needed.

use crate::domain::text::fold;
use crate::facts::{Form, JUDGEMENTS};
use crate::filter::Filter;
use crate::filter::amount::Printed;
use crate::filter::tree::{Expr, Item, Node, Op};
use std::fmt;

impl fmt::Display for Filter {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.root.as_ref().map_or(Ok(()), |root| write!(f, "{root}"))
    }
}

impl fmt::Display for Node {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.expr {
            Expr::All(parts) => join(f, parts, " ", |part| matches!(part.expr, Expr::Any(_))),
            Expr::Any(parts) => join(f, parts, " or ", |_| false),
            Expr::Not(part) => {
                f.write_str("-")?;
                group(f, part, matches!(part.expr, Expr::All(_) | Expr::Any(_)))
            }
            Expr::Search(text) => f.write_str(&quoted(&text.typed)),
            Expr::Fact(fact, items) => {
                write!(f, "{fact}:")?;
                for (place, item) in items.iter().enumerate() {
                    f.write_str(if place == 0 { "" } else { "," })?;
                    write_item(f, item, fact.fact.form)?;
                }
                Ok(())
            }
        }
    }
}

fn join(f: &mut fmt::Formatter<'_>, parts: &[Node], between: &str, in_parens: fn(&Node) -> bool) -> fmt::Result {
    for (place, part) in parts.iter().enumerate() {
        f.write_str(if place == 0 { "" } else { between })?;
        group(f, part, in_parens(part))?;
    }
    Ok(())
}

fn group(f: &mut fmt::Formatter<'_>, part: &Node, in_parens: bool) -> fmt::Result {
    if in_parens { write!(f, "({part})") } else { write!(f, "{part}") }
}

fn write_item(f: &mut fmt::Formatter<'_>, item: &Item, form: Form) -> fmt::Result {
    match item {
        Item::Known(known) => f.write_str(if *known { "any" } else { "none" }),
        Item::Equals(text) | Item::Contains(text) => f.write_str(&quoted(&text.typed)),
        Item::Word(word) => f.write_str(word),
        Item::YesNo(yes) => f.write_str(if *yes { "yes" } else { "no" }),
        Item::Judgement(place) => f.write_str(JUDGEMENTS.get(*place).map_or("", |judgement| judgement.key)),
        Item::Compare(Op::Equal, amount) => write!(f, "{}", Printed(*amount, form)),
        Item::Compare(op, amount) => {
            let sign = Op::SIGNS.iter().find(|(_, other)| other == op).map_or("", |(sign, _)| sign);
            write!(f, "{sign}{}", Printed(*amount, form))
        }
        Item::Range(low, high) => {
            low.map_or(Ok(()), |low| write!(f, "{}", Printed(low, form)))?;
            f.write_str("..")?;
            high.map_or(Ok(()), |high| write!(f, "{}", Printed(high, form)))
        }
    }
}

/// The text, quoted where it could be read as anything else.
pub(in crate::filter) fn quoted(text: &str) -> String {
    let is_plain = |c: char| c.is_alphanumeric() || "-_.@/+#&".contains(c);
    let is_reserved = ["or", "not", "any", "none"].contains(&fold(text).as_str());
    if text.chars().all(is_plain) && !text.starts_with('-') && !is_reserved {
        return text.to_owned();
    }
    format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\""))
}
