//! Rows of usage: they come in millions, so what was read last is remembered, and plain forms have a path of their own. What they
//! mean is the same as everywhere.

use crate::book::MetricId;
use crate::book::rows::AccountId;
use crate::domain::Day;
use crate::import::cells::{Bad, Cx, Form, Place, Slot as _};
use crate::import::empty::unless_empty;
use crate::import::kinds::{Row, UsageCells};
use crate::import::lookup::MetricMatch;
use crate::import::plan::Plan;
use crate::import::reject::RejectReason;
use crate::import::sheet::{What, Why};
use crate::import::values;
use std::collections::HashMap;

/// What the fast path of usage remembers: the last account as it was written, the metrics as they were written, and the
/// values of a wide record that are still to be handed out.
#[derive(Default)]
pub(in crate::import) struct UsageMemo {
    pub account: Option<(Vec<u8>, AccountId)>,
    pub date: Option<(Vec<u8>, Day)>,
    pub metrics: Vec<(Vec<u8>, MetricId)>,
    pub wide: Vec<(usize, MetricId)>,
    pub due: Vec<UsageCells>,
    /// Metrics that are not to be added to the rules, and whether the rules do not know them, once that was looked up.
    unwanted: HashMap<String, Option<bool>>,
}

impl UsageMemo {
    pub(in crate::import) fn of(plan: &Plan, wide: Vec<(usize, MetricId)>) -> Self {
        let refused = plan.mapping.iter().flat_map(|mapping| &mapping.not_metrics);
        Self { wide, unwanted: refused.map(|name| (name.clone(), None)).collect(), ..Self::default() }
    }
}

const ACCOUNT: usize = 0;
const DATE: usize = 1;
const METRIC: usize = 2;
const VALUE: usize = 3;

/// Reads a usage record. A wide one with any wrong cell is rejected whole, so that it can be mended as one line.
pub(in crate::import) fn usage(cx: &mut Cx<'_>, memo: &mut UsageMemo) -> Result<What, Bad> {
    let account = usage_account(cx, memo)?;
    let date = usage_date(cx, memo)?;
    if !cx.plan.wide {
        if is_unwanted(cx, memo) {
            return Ok(What::PassedOver(Why::Unwanted));
        }
        let metric = usage_metric(cx, memo)?;
        if cx.plan.counts() {
            return Ok(What::Row(Row::Usage(UsageCells { account, date, metric, value: 1.0 })));
        }
        let column = cx.plan.column_of(VALUE).unwrap_or_default();
        let value = usage_value(cx, column).map_err(|reason| Bad { place: Place::Column(column), reason })?;
        let value = value.ok_or(Bad::at(VALUE, RejectReason::Missing))?;
        return Ok(What::Row(Row::Usage(UsageCells { account, date, metric, value })));
    }
    memo.due.clear();
    for &(column, metric) in memo.wide.iter().rev() {
        match usage_value(cx, column) {
            Ok(Some(value)) => memo.due.push(UsageCells { account, date, metric, value }),
            Ok(None) => {}
            Err(reason) => {
                memo.due.clear();
                return Err(Bad { place: Place::Column(column), reason });
            }
        }
    }
    Ok(memo.due.pop().map_or(What::PassedOver(Why::Blank), |cells| What::Row(Row::Usage(cells))))
}

fn usage_account(cx: &mut Cx<'_>, memo: &mut UsageMemo) -> Result<AccountId, Bad> {
    let record = cx.record;
    let Some(column) = cx.plan.source(ACCOUNT).plain_column() else { return AccountId::take(cx, ACCOUNT) };
    let raw = record.bytes(column);
    if let Some((_, id)) = memo.account.as_ref().filter(|(last, _)| last == raw) {
        return Ok(*id);
    }
    let id = AccountId::take(cx, ACCOUNT)?;
    memo.account = Some((raw.to_vec(), id));
    Ok(id)
}

fn usage_date(cx: &mut Cx<'_>, memo: &mut UsageMemo) -> Result<Day, Bad> {
    let record = cx.record;
    let Some(column) = cx.plan.source(DATE).plain_column() else { return Day::take(cx, DATE) };
    let raw = record.bytes(column);
    if let Some((_, day)) = memo.date.as_ref().filter(|(last, _)| last == raw) {
        return Ok(*day);
    }
    let day = match values::iso_day(raw) {
        Some(day) => day,
        None => Day::take(cx, DATE)?,
    };
    let (last, kept) = memo.date.get_or_insert_with(|| (Vec::new(), day));
    last.clear();
    last.extend_from_slice(raw);
    *kept = day;
    Ok(day)
}

/// Whether the record is of a metric that was declined. One that the rules know by now, or that is to be added after all, is wanted.
fn is_unwanted(cx: &Cx<'_>, memo: &mut UsageMemo) -> bool {
    if memo.unwanted.is_empty() {
        return false;
    }
    let Some((_, text)) = cx.plan.source(METRIC).texts(cx.record).next() else { return false };
    let name = text.trim();
    let Some(unwanted) = memo.unwanted.get_mut(name) else { return false };
    *unwanted.get_or_insert_with(|| matches!(cx.book.metric(name), MetricMatch::Unknown { .. }))
}

fn usage_metric(cx: &mut Cx<'_>, memo: &mut UsageMemo) -> Result<MetricId, Bad> {
    const KEPT: usize = 64;
    let record = cx.record;
    let Some(column) = cx.plan.source(METRIC).plain_column() else { return MetricId::take(cx, METRIC) };
    let raw = record.bytes(column);
    if let Some((_, metric)) = memo.metrics.iter().find(|(known, _)| known == raw) {
        return Ok(*metric);
    }
    let metric = MetricId::take(cx, METRIC)?;
    if memo.metrics.len() < KEPT {
        memo.metrics.push((raw.to_vec(), metric));
    }
    Ok(metric)
}

fn usage_value(cx: &Cx<'_>, column: usize) -> Result<Option<f64>, RejectReason> {
    if let Some(value) = values::plain_number(cx.record.bytes(column)) {
        return Ok(Some(value));
    }
    unless_empty(&cx.record.given(column), Form::Number, values::measured)
}
