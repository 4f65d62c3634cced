//! What an accounts row may hold beside its fields, in as many columns as the file has: fields of the user's own, values of metrics.

use crate::book::MetricId;
use crate::import::cells::{Bad, Cx, Form, FromCell, Given, Place, Slot};
use crate::import::empty::unless_empty;

/// The columns `field.X`, by X.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct Fields(pub Vec<(String, Given<String>)>);

impl Slot for Fields {
    const FORM: Form = Form::Fields;
    const REQUIRED: bool = false;

    fn take(cx: &mut Cx<'_>, _: usize) -> Result<Self, Bad> {
        let given = |text: &str| if text.trim().is_empty() { Given::Empty } else { Given::Value(text.to_owned()) };
        Ok(Self(cx.plan.fields().map(|(column, name)| (name.to_owned(), given(&cx.record.given(column)))).collect()))
    }
}

/// The values of metrics that stand in a row of an accounts file.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct Metrics(pub Vec<(MetricId, f64)>);

impl Slot for Metrics {
    const FORM: Form = Form::Metrics;
    const REQUIRED: bool = false;

    fn take(cx: &mut Cx<'_>, _: usize) -> Result<Self, Bad> {
        let (record, plan) = (cx.record, cx.plan);
        let mut values = Vec::new();
        for (column, key) in plan.metrics() {
            let text = record.given(column);
            let read = unless_empty(&text, <f64 as FromCell>::FORM, |text| f64::from_cell(text, cx));
            if let Some(value) = read.map_err(|reason| Bad { place: Place::Column(column), reason })? {
                values.push((cx.memo.metrics.intern(key), value));
            }
        }
        Ok(Self(values))
    }
}
