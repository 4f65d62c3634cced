//! Names of metrics in the rows of usage that the book does not know, heard on the way through a file. Asks nobody.

use crate::import::kinds::Kind;
use crate::import::lookup::{Lookup, MetricMatch};
use crate::import::plan::Plan;
use crate::import::records::Record;
use crate::import::unknown_metrics::UnknownMetric;
use std::collections::HashSet;

/// Distinct names that are listened to: what comes after them in a file of nonsense stays rejected rows.
const HEARD: usize = 500;

/// Bytes of a name; what is longer names no metric.
const NAME_LIMIT: usize = 100;

/// The unknown names, in the order of their first rows. The default hears nothing: an import asks nobody, and a metric that it is
/// to add is one of a row that went in.
#[derive(Default)]
pub(in crate::import) struct Strangers {
    /// The place of the field that names the metric; `None` where rows name none.
    field: Option<usize>,
    heard: HashSet<String>,
    unknown: Vec<UnknownMetric>,
}

impl Strangers {
    pub(in crate::import) fn of(plan: &Plan) -> Self {
        let named = plan.kind == Kind::Usage && !plan.wide;
        Self { field: plan.kind.spec().field("metric").filter(|_| named), heard: HashSet::new(), unknown: Vec::new() }
    }

    pub(in crate::import) fn hear(&mut self, record: &Record, plan: &Plan, book: &dyn Lookup) {
        let Some(field) = self.field else { return };
        let Some((_, text)) = plan.source(field).texts(record).next() else { return };
        let name = text.trim();
        if self.heard.contains(name) || self.heard.len() == HEARD || name.len() > NAME_LIMIT {
            return;
        }
        self.heard.insert(name.to_owned());
        if let MetricMatch::Unknown { nearest } = book.metric(name) {
            self.unknown.push(UnknownMetric::new(name, nearest.as_deref()));
        }
    }

    pub(in crate::import) fn unknown(self) -> Vec<UnknownMetric> {
        self.unknown
    }
}
