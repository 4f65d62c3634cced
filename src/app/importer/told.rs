//! What an import tells of a file, its rows and its rejects, in words: the same on the command line and on the screen.

use crate::app::importer::{Count, FileReport, Gone};
use crate::i18n::{Lang, errors, importing, messages};
use crate::import::{Encoding, Reject, Why};

impl FileReport {
    /// What was recognised of the file: the tool, the header's line, rows that are none, columns that were kept,
    /// questions that nobody was asked.
    pub fn about(&self, lang: Lang) -> Vec<String> {
        let passed = |why| self.passed_over.get(&why).copied().filter(|count| *count > 0);
        let told = [
            self.mapping.clone().filter(|title| !title.is_empty()),
            self.answered.then(|| messages::as_answered(lang)),
            (!self.units.is_empty()).then(|| messages::in_units(lang, self.units.join(", "))),
            self.told.encoding.filter(|encoding| *encoding != Encoding::UTF_8).map(|encoding| encoding.name().to_owned()),
            self.told.separator.filter(|separator| *separator != b',').map(|separator| messages::separator(lang, separator)),
            (!self.told.hidden.is_empty()).then(|| messages::hidden_sheets(lang, self.told.hidden.join(", "))),
            (self.header_line > 1).then(|| messages::header_line(lang, self.header_line)),
            passed(Why::Header).map(|count| messages::headers_again(lang, count)),
            passed(Why::Total).map(|count| messages::totals(lang, count)),
            passed(Why::Note).map(|count| messages::notes(lang, count)),
            passed(Why::OtherSort).map(|count| messages::other_sort(lang, count)),
            passed(Why::Unwanted).map(|count| messages::unwanted_metrics(lang, count)),
            passed(Why::Blank).map(|count| messages::blank_rows(lang, count)),
            (self.left_out > 0).then(|| messages::columns_left_out(lang, self.left_out)),
            (!self.custom.is_empty()).then(|| messages::columns_kept(lang, self.custom.join(", "))),
            (!self.assumed.is_empty()).then(|| messages::not_asked(lang, self.assumptions(lang).join("; "))),
        ];
        told.into_iter().flatten().collect()
    }

    /// Each question that nobody was asked, with what holds instead.
    pub fn assumptions(&self, lang: Lang) -> Vec<String> {
        let text = |(question, answer): &(_, _)| format!("{} → {}", importing::question(lang, question), importing::answer(lang, *answer));
        self.assumed.iter().map(text).collect()
    }
}

impl Gone {
    /// Who is not in which files, and what to do; of many, the first ones by name.
    pub fn words(&self, lang: Lang) -> String {
        const SHOWN: usize = 10;
        let count = self.accounts.len();
        let names = self.accounts.iter().take(SHOWN).map(|(_, name)| name.as_str()).collect::<Vec<_>>().join(lang.pick(", ", "、"));
        let names = if count > SHOWN { messages::and_more(lang, names, count - SHOWN) } else { names };
        messages::not_listed(lang, count, self.files.join(lang.pick(", ", "、")), names)
    }
}

impl Count {
    /// What became of rows; what did not happen is not told.
    pub fn words(&self, lang: Lang) -> String {
        let Self { new, changed, unchanged, rejected, passed_over } = *self;
        if self.rows() == 0 {
            return lang.pick("a header and no rows", "見出しのみ").to_owned();
        }
        let words = [
            (new, lang.pick("new", "新規")),
            (changed, lang.pick("changed", "変更")),
            (unchanged, lang.pick("unchanged", "変更なし")),
            (rejected, lang.pick("rejected", "不備")),
            (passed_over, lang.pick("passed over", "対象外")),
        ];
        let happened = words.into_iter().filter(|(rows, _)| *rows > 0);
        happened.map(|(rows, word)| lang.pick(format!("{rows} {word}"), format!("{word}{rows}"))).collect::<Vec<_>>().join(lang.pick(", ", "・"))
    }
}

/// A rejected row: where, what stands there, why, and what to do.
pub fn reject_text(lang: Lang, reject: &Reject) -> String {
    let sentence = errors::reject(lang, &reject.reason);
    let cell = reject.column.as_ref().map(|column| format!(" {column} `{}`", reject.value)).unwrap_or_default();
    let said = messages::reject_line(lang, sentence.what, sentence.hint.unwrap_or_default());
    format!("{}:{}{cell}: {said}", reject.file, reject.line)
}
