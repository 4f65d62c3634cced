//! What the scorecard says. Level 1: no scorecard may read these, or scores would run in circles.

use crate::domain::Light;
use crate::domain::words::LIGHT_WORDS;
use crate::facts::{Args, At, Fact, Form, Known, Standing, Value};

pub(in crate::facts) const FACTS: &[Fact] = &[
    Fact::new("light", &["状態", "信号", "色"], Form::Words(&LIGHT_WORDS), |at, _| light(at, |standing| standing.light)).level(1).fixed(),
    Fact::new("computed", &["計算上の状態"], Form::Words(&LIGHT_WORDS), |at, _| light(at, |standing| standing.computed)).level(1).fixed(),
    Fact::new("score", &["スコア", "ヘルススコア"], Form::Number, |at, _| at.standing().and_then(|standing| standing.score).into()).level(1).fixed(),
    Fact::new("trend", &["推移", "推移(28日)"], Form::Number, |at, _| at.trend().into()).level(1).fixed(),
    Fact::new("coverage", &["データ充足率"], Form::Share, |at, _| at.standing().map(|standing| standing.coverage).into()).level(1).fixed(),
    Fact::new("signal.KEY", &["評価項目.KEY"], Form::Number, signal).level(1).fixed(),
];

fn light(at: &At<'_>, of: fn(&Standing) -> Light) -> Known {
    at.standing().map(|standing| Value::Word(of(&standing).key())).into()
}

fn signal(at: &At<'_>, args: &Args) -> Known {
    let points = |standing: &Standing| standing.points.iter().find(|(key, _)| **key == *args.name).and_then(|(_, points)| *points);
    at.standing().and_then(|standing| points(&standing)).into()
}

#[cfg(test)]
mod tests;
