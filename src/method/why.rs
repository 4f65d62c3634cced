//! Why a task is there, as data: which triggers saw which facts. Stored as JSON in the task; sentences are made elsewhere.

use crate::book::rows::AccountId;
use crate::domain::Day;
use crate::facts::{At, Value as FactValue};
use crate::rules::Trigger;
use serde_json::{Map, Value, json};

/// What one trigger saw.
#[derive(Clone, Debug, PartialEq)]
pub struct Why {
    pub trigger: String,
    /// The day on which it was seen.
    pub day: Option<Day>,
    /// The facts its condition names, as they were.
    pub facts: Vec<WhyFact>,
    /// The playbook it proposes.
    pub playbook: Option<String>,
    /// Of a storm: the accounts that entered together; empty otherwise.
    pub accounts: Vec<AccountId>,
}

/// A fact as a trigger saw it.
#[derive(Clone, Debug, PartialEq)]
pub struct WhyFact {
    /// As written in a filter: `metric.logins.vs(28d,180d)`.
    pub fact: String,
    /// In the fact's own unit; null where it was unknown.
    pub value: Value,
    /// The day of the newest row it rested on.
    pub on: Option<Day>,
}

impl Why {
    /// What a trigger sees of an account.
    pub(in crate::method) fn seen(trigger: &Trigger, at: &At<'_>) -> Self {
        let mut facts: Vec<WhyFact> = Vec::new();
        for (fact, _) in trigger.when.facts() {
            let name = fact.to_string();
            if facts.iter().all(|known| known.fact != name) {
                let known = at.value(fact);
                facts.push(WhyFact { fact: name, value: known.value.map_or(Value::Null, |value| json_of(&value)), on: known.on });
            }
        }
        Self { trigger: trigger.key.clone(), day: Some(at.day), facts, playbook: trigger.playbook.clone(), accounts: Vec::new() }
    }

    /// A trigger that many accounts entered together.
    pub(in crate::method) fn storm(trigger: &Trigger, day: Day, accounts: Vec<AccountId>) -> Self {
        Self { trigger: trigger.key.clone(), day: Some(day), facts: Vec::new(), playbook: trigger.playbook.clone(), accounts }
    }

    /// Reads the list that [`Why::write`] makes; what is no such list is none.
    pub fn read(text: Option<&str>) -> Vec<Self> {
        let list = text.and_then(|text| serde_json::from_str::<Vec<Value>>(text).ok()).unwrap_or_default();
        list.iter().filter_map(Self::from_json).collect()
    }

    /// The JSON of a list.
    pub fn write(whys: &[Self]) -> String {
        Value::Array(whys.iter().map(Self::to_json).collect()).to_string()
    }

    fn to_json(&self) -> Value {
        let mut object = Map::new();
        object.insert("trigger".to_owned(), json!(self.trigger));
        object.insert("day".to_owned(), json!(self.day));
        if !self.facts.is_empty() {
            let facts = self.facts.iter().map(|fact| json!({"fact": fact.fact, "value": fact.value, "on": fact.on}));
            object.insert("facts".to_owned(), facts.collect());
        }
        if let Some(playbook) = &self.playbook {
            object.insert("playbook".to_owned(), json!(playbook));
        }
        if !self.accounts.is_empty() {
            object.insert("accounts".to_owned(), self.accounts.iter().map(|id| json!(id.0)).collect());
        }
        Value::Object(object)
    }

    fn from_json(value: &Value) -> Option<Self> {
        let day = |value: &Value| value.as_str().and_then(Day::parse_iso);
        let list = |key: &str| value[key].as_array().map_or(&[][..], Vec::as_slice);
        let fact = |fact: &Value| {
            let name = fact["fact"].as_str()?.to_owned();
            Some(WhyFact { fact: name, value: fact["value"].clone(), on: day(&fact["on"]) })
        };
        Some(Self {
            trigger: value["trigger"].as_str()?.to_owned(),
            day: day(&value["day"]),
            facts: list("facts").iter().filter_map(fact).collect(),
            playbook: value["playbook"].as_str().map(str::to_owned),
            accounts: list("accounts").iter().filter_map(Value::as_i64).map(AccountId).collect(),
        })
    }
}

fn json_of(value: &FactValue) -> Value {
    match value {
        FactValue::Number(number) => json!(number),
        FactValue::Text(text) => json!(text),
        FactValue::Word(word) => json!(word),
        FactValue::Set(all) => json!(all),
        FactValue::YesNo(yes) => json!(yes),
    }
}
