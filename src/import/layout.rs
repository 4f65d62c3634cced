//! Where a table stands in its file: lines before the header, totals and notes behind the rows. Reads no values.

use crate::import::lookup::Lookup;
use crate::import::plan::{Column, Options, Plan, bare};
use crate::import::records::Record;
use crate::import::reject::Refusal;

/// Records among which the header is looked for.
pub const LOOKED_AT: usize = 30;

/// First words of rows that add up the rows above.
const TOTALS: [&str; 9] = ["合計", "総計", "総合計", "小計", "累計", "total", "totals", "subtotal", "grandtotal"];

/// The header among the first records of a file: the one that most columns are understood of, and of equals the first. Gives
/// its place with the plan; where none is understood, the refusal of the one that comes nearest.
pub fn header(file: &str, first: &[Vec<String>], options: &Options, book: &dyn Lookup) -> Result<(usize, Plan), Refusal> {
    let mut best: Option<(usize, usize, Plan)> = None;
    let mut refused: Option<(usize, Refusal)> = None;
    for (place, cells) in first.iter().enumerate() {
        match Plan::new(file, cells, options, book) {
            Ok(plan) => {
                let understood = plan.columns.iter().filter(|column| matches!(column, Column::Field(_) | Column::Metric(_))).count();
                if best.as_ref().is_none_or(|(most, ..)| understood > *most) {
                    best = Some((understood, place, plan));
                }
            }
            Err(refusal) => {
                let filled = cells.iter().filter(|cell| !cell.trim().is_empty()).count();
                let nearness = if matches!(refusal, Refusal::UnknownKind { .. }) { filled } else { filled + 1000 };
                if refused.as_ref().is_none_or(|(most, _)| nearness > *most) {
                    refused = Some((nearness, refusal));
                }
            }
        }
    }
    match (best, refused) {
        (Some((_, place, plan)), _) => Ok((place, plan)),
        (None, Some((_, refusal))) => Err(refusal),
        (None, None) => Err(Refusal::Empty),
    }
}

/// Whether a record adds up the rows above it.
pub fn is_total(record: &Record) -> bool {
    let first = (0..record.len()).map(|cell| record.text(cell).trim()).find(|text| !text.is_empty()).unwrap_or_default();
    // Most rows are told from it by their first byte.
    if !first.bytes().next().is_some_and(|byte| matches!(byte, b't' | b'T' | b's' | b'S' | b'g' | b'G' | 0x80..)) {
        return false;
    }
    let first = bare(first);
    TOTALS.contains(&first.trim_end_matches(':')) || first.starts_with("grandtotals")
}

/// Whether a record is a note under the table: one text alone, where no row could begin.
pub fn is_note(record: &Record, plan: &Plan) -> bool {
    let mut filled = (0..record.len()).filter(|cell| !record.text(*cell).trim().is_empty());
    let (Some(cell), None) = (filled.next(), filled.next()) else { return false };
    let is_key = |column: &Column| matches!(column, Column::Field(field) if plan.kind.spec().fields[*field].key || plan.kind.spec().fields[*field].name == "name");
    plan.columns.len() > 2 && !plan.columns.get(cell).is_some_and(is_key)
}
