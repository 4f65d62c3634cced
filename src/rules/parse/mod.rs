//! `rules.toml` to typed rules. Every problem of the text is kept and reading goes on, so that one run tells them all.

mod band;
mod card;
mod check;
mod method;

use crate::config::Expected;
use crate::config::table::{Document, Table};
use crate::facts::{MetricKind, Names};
use crate::rules::model::{Card, Metric};
use crate::rules::problem::{Problem, ProblemKind, Thing};
use crate::rules::{Parts, Rules};
use check::Check;

const KINDS: [(&str, MetricKind); 2] = [("count", MetricKind::Count), ("level", MetricKind::Level)];

pub(in crate::rules) fn rules(text: &str) -> Result<Rules, Vec<Problem>> {
    let (document, root) = Document::parse(text);
    let root = document.root(&root);
    let (parts, problems) = parts(&document, &root);
    let broken = document.broken_lines();
    let toml = document.problems().into_iter().map(|problem| Problem { place: problem.place, kind: ProblemKind::Toml(problem.kind) });
    let own = problems.into_iter().map(|(span, kind)| Problem { place: document.place(span), kind });
    let own = own.filter(|problem| broken.is_empty() || !(problem.kind.is_about_absence() || broken.contains(&problem.place.line)));
    let mut problems: Vec<Problem> = toml.chain(own).collect();
    problems.sort_by_key(|problem| problem.place);
    if problems.is_empty() { Ok(Rules::new(text, parts)) } else { Err(problems) }
}

fn parts(document: &Document<'_>, root: &Table<'_>) -> (Parts, check::Problems) {
    let mut check = Check::new(document);
    let metrics = metrics(&check, root);
    let cards: Vec<Table<'_>> = root.take("scorecard").map(|value| value.tables()).unwrap_or_default();
    check.names =
        Names { metrics: metrics.iter().map(|metric| metric.key.clone()).collect(), signals: card::signal_keys(&cards), fields: Vec::new() };
    let parts = Parts {
        metrics,
        cards: read_cards(&check, &cards),
        touches: method::touches(&check, root),
        triggers: method::triggers(&check, root),
        queue: method::queue(root),
        phases: method::phases(&check, root),
    };
    root.finish();
    (parts, check.into_problems())
}

fn metrics(check: &Check<'_>, root: &Table<'_>) -> Vec<Metric> {
    let Some(table) = root.take("metrics").and_then(|value| value.table()) else { return Vec::new() };
    let mut metrics = Vec::new();
    for (key, span, value) in table.entries() {
        if !check::is_key(&key) {
            value.bad_key::<()>(span, Expected::Key);
        }
        let Some(entry) = value.table() else { continue };
        let words = KINDS.map(|(word, _)| word);
        let kind = entry.need("kind").and_then(|value| value.word(&words));
        let label = check.label(&entry, "label", &key);
        entry.finish();
        metrics.push(Metric { key, label, kind: kind.map_or(MetricKind::Count, |place| KINDS[place].1) });
    }
    metrics
}

fn read_cards(check: &Check<'_>, tables: &[Table<'_>]) -> Vec<Card> {
    if tables.is_empty() {
        check.report(0..0, ProblemKind::NoCard);
    }
    let mut seen = check::Seen::new(Thing::Scorecard);
    let cards: Vec<Card> = tables.iter().map(|table| card::card(check, table, &mut seen)).collect();
    let last = tables.len().saturating_sub(1);
    for (place, (card, table)) in cards.iter().zip(tables).enumerate() {
        // Asked of the table and not of the card, whose filter is also missing when it could not be read.
        match table.has("when") {
            true if place == last => check.report(table.span(), ProblemKind::LastCardHasWhen { name: card.name.clone() }),
            false if place != last => {
                check.report(table.span(), ProblemKind::MatchesAllButNotLast { thing: Thing::Scorecard, key: card.name.clone() });
            }
            _ => {}
        }
    }
    cards
}
