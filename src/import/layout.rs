//! Where a table stands in its file: lines before the header, totals and notes behind the rows. Reads no values.

use crate::import::headers::bare;
use crate::import::lookup::Lookup;
use crate::import::plan::{Column, Options, Plan};
use crate::import::records::Record;
use crate::import::reject::Refusal;

/// Records among which the header is looked for.
pub const LOOKED_AT: usize = 30;

/// First words of rows that add up the rows above.
const TOTALS: [&str; 9] = ["合計", "総計", "総合計", "小計", "累計", "total", "totals", "subtotal", "grandtotal"];

/// The header among the first records of a file: the first of which two columns are understood, else the first of which one is.
/// Gives its place with the plan; where none is understood, the refusal of the one that comes nearest.
pub fn header(file: &str, first: &[Vec<String>], options: &Options, book: &dyn Lookup) -> Result<(usize, Plan), Refusal> {
    let mut meagre: Option<(usize, Plan)> = None;
    let mut refused: Option<(usize, Refusal)> = None;
    for (place, cells) in first.iter().enumerate() {
        match Plan::new(file, cells, options, book) {
            Ok(plan) => {
                let understood = plan.columns.iter().filter(|column| matches!(column, Column::Field(_) | Column::Metric(_))).count();
                // A second table further down may be wider; its rows are not worth those of the first.
                if understood >= 2 {
                    return Ok((place, plan));
                }
                meagre = meagre.or(Some((place, plan)));
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
    match (meagre, refused) {
        (Some(found), _) => Ok(found),
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

/// Marks with which a note begins.
const NOTE_MARKS: [&str; 5] = ["※", "*", "＊", "注)", "注）"];

/// Whether a record says once more what the columns are, as on every page of a printed list.
pub fn is_header_again(record: &Record, plan: &Plan) -> bool {
    record.len() == plan.headers.len() && (0..record.len()).all(|cell| record.text(cell).trim() == plan.headers[cell])
}

/// Whether a record is a note under the table: one text alone, where no row could begin or with the mark of a note.
pub fn is_note(record: &Record, plan: &Plan) -> bool {
    let mut filled = (0..record.len()).filter(|cell| !record.text(*cell).trim().is_empty());
    let (Some(cell), None) = (filled.next(), filled.next()) else { return false };
    let is_key = |column: &Column| matches!(column, Column::Field(field) if plan.kind.spec().fields[*field].key || plan.kind.spec().fields[*field].name == "name");
    let marked = NOTE_MARKS.iter().any(|mark| record.text(cell).trim().starts_with(mark));
    plan.columns.len() > 2 && (marked || !plan.columns.get(cell).is_some_and(is_key))
}
