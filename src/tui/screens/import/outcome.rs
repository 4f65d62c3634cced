//! What is said after an import: a line, and a text where something is left to be mended.

use crate::app::{ImportReport, reject_text};
use crate::i18n::{Lang, importing, messages};
use crate::tui::overlays::reading::{Line, Reading};

/// Rejects shown; all of them stand in the files of rejects.
const REJECTS: usize = 10;

/// What went in, with the key that takes it back.
pub(in crate::tui) fn said(lang: Lang, report: &ImportReport, undo: String) -> String {
    if report.entry.is_none() { messages::import_unchanged(lang) } else { importing::imported(lang, report.total().words(lang), undo) }
}

/// Rejected rows with where they were written, files that stayed behind, customers that the files lack, what went wrong after the rows were in; `None` where
/// there is nothing of it.
pub(in crate::tui) fn reading(lang: Lang, report: &ImportReport, behind: Vec<String>) -> Option<Reading> {
    let mut lines = Vec::new();
    if report.rejected() > 0 {
        lines.push(Line::Head(importing::rejected(lang, report.rejected())));
        let files: Vec<String> = report.files.iter().filter_map(|file| file.rejects_file.as_ref()).map(|file| file.display().to_string()).collect();
        if !files.is_empty() {
            lines.push(Line::Text(messages::rejects_written(lang, files.join(lang.pick(", ", "、")))));
        }
        lines.push(Line::Text(String::new()));
        lines.extend(report.rejects.iter().take(REJECTS).map(|reject| Line::Text(reject_text(lang, reject))));
        let more = report.rejected().saturating_sub(REJECTS as u64);
        if more > 0 {
            lines.push(Line::Text(messages::more_rejects(lang, more)));
        }
    }
    lines.extend(behind.into_iter().map(Line::Text));
    lines.extend(report.gone.iter().map(|missing| Line::Text(missing.words(lang))));
    for warning in &report.warnings {
        let sentence = warning.sentence(lang);
        lines.push(Line::Text([Some(sentence.what), sentence.hint].into_iter().flatten().collect::<Vec<_>>().join(" ")));
    }
    (!lines.is_empty()).then(|| Reading::new(importing::left_over(lang), lines, &[]))
}
