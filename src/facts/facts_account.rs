//! Who the account is: names and dated attributes.

use crate::domain::words::{PHASE_WORDS, TOUCH_WORDS, parse_yes_no};
use crate::facts::{Args, At, Fact, Form, Known, Value};

pub(in crate::facts) const FACTS: &[Fact] = &[
    Fact::new("name", &["名前", "顧客名", "会社名"], Form::Search, |at, _| Known::from(at.name().to_owned())).fixed(),
    Fact::new("id", &["顧客ID"], Form::Text, |at, _| Known::from(at.code().to_owned())).fixed(),
    Fact::new("tag", &["タグ"], Form::Set, tags).fixed(),
    Fact::new("segment", &["セグメント", "区分"], Form::Text, |at, _| text(at, "segment")).fixed(),
    Fact::new("industry", &["業種"], Form::Text, |at, _| text(at, "industry")).fixed(),
    Fact::new("plan", &["プラン"], Form::Text, |at, _| text(at, "plan")).fixed(),
    Fact::new("owner", &["自社担当", "CSM", "主担当"], Form::Text, |at, _| text(at, "owner")).fixed(),
    Fact::new("field.X", &["項目.X"], Form::Text, |at, args| text(at, &format!("field.{}", args.name))).fixed(),
    Fact::new("phase", &["フェーズ"], Form::Words(PHASE_WORDS), |at, _| at.phase().map(|phase| Value::Word(phase.key())).into()).fixed(),
    Fact::new("phase_days", &["フェーズ日数"], Form::Since, phase_days).fixed(),
    Fact::new("touch", &["タッチ", "タッチモデル"], Form::Words(TOUCH_WORDS), |at, _| {
        at.touch().map(|touch| Value::Word(touch.key())).into()
    })
    .fixed(),
    Fact::new("potential", &["伸びしろ", "ポテンシャル"], Form::Number, |at, _| number(at, "potential")).fixed(),
    Fact::new("strategic", &["戦略顧客"], Form::YesNo, |at, _| at.attribute("strategic").and_then(parse_yes_no).into()).fixed(),
];

fn text(at: &At<'_>, key: &str) -> Known {
    at.attribute(key).map(str::to_owned).into()
}

fn number(at: &At<'_>, key: &str) -> Known {
    at.attribute(key).and_then(|value| value.parse::<f64>().ok()).filter(|number| number.is_finite()).into()
}

fn tags(at: &At<'_>, _: &Args) -> Known {
    let tags = at.attribute("tags").into_iter().flat_map(|tags| tags.split(';')).map(str::trim);
    let tags: Vec<String> = tags.filter(|tag| !tag.is_empty()).map(str::to_owned).collect();
    Known { value: (!tags.is_empty()).then_some(Value::Set(tags)), on: None }
}

/// Days since the phase began: the day of its value, or the start of the contract where it holds from the beginning, or the
/// return of an account that came back in it; for a churned account, the end of its last contract.
fn phase_days(at: &At<'_>, _: &Args) -> Known {
    let life = at.life();
    let came_back = life.start.filter(|_| life.returned);
    let began = if life.churned() { life.ended } else { at.phase().and(at.attribute_since("phase").max(came_back).or(life.start)) };
    began.filter(|began| *began <= at.day).map(|began| at.day.since(began)).into()
}

#[cfg(test)]
mod tests;
