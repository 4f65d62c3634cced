//! What the import screen shows, made of its drafts and its preview: the rows of the three panes, ready to be painted.

use crate::app::{Draft, ImportReport, Reading, reject_text};
use crate::i18n::{Lang, actions, errors, importing, messages, terms_told};
use crate::tui::cx::Cx;
use crate::tui::screens::import::ImportScreen;
use crate::tui::widgets::text::wrap;

/// Rejects and sentences about contracts in the preview, and samples of a column.
const REJECTS: usize = 20;
const TOLD: usize = 5;
const SAMPLES: usize = 3;

/// How a row is painted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(in crate::tui::screens::import) enum Tone {
    #[default]
    Plain,
    Dim,
    Title,
    Wrong,
}

/// What a row of the pane of columns is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::tui::screens::import) enum Subject {
    /// Why the file cannot be read as it stands.
    Why,
    Question(usize),
    Encoding,
    Column(usize),
}

/// A row of the pane of columns: of a column its header, what it is read as, values; else one text.
#[derive(Clone, Debug)]
pub(in crate::tui::screens::import) struct Line {
    pub subject: Subject,
    pub cells: Vec<String>,
    pub tone: Tone,
}

/// A file: its box and name, its kind, its rows or why it stays behind.
#[derive(Clone, Debug)]
pub(in crate::tui::screens::import) struct FileRow {
    pub name: String,
    pub kind: String,
    pub state: String,
    pub tone: Tone,
}

/// The rows of the panes with their heads.
#[derive(Clone, Debug, Default)]
pub(in crate::tui::screens::import) struct Face {
    pub crumb: String,
    pub files_head: String,
    pub files: Vec<FileRow>,
    /// In the place of files: what to do where there are none.
    pub teaches: Vec<String>,
    pub lines_head: String,
    pub lines: Vec<Line>,
    pub preview_head: String,
    pub preview: Vec<(String, Tone)>,
    /// Whether the preview is of what was decided before.
    pub old: bool,
}

impl Face {
    pub(in crate::tui::screens::import) fn of(screen: &ImportScreen, cx: &Cx<'_>) -> Self {
        let lang = cx.look.lang();
        let from = screen.from.as_ref().map(|path| path.display().to_string());
        let counts = screen.preview.as_ref().map(|report| report.total().words(lang)).unwrap_or_default();
        Self {
            crumb: actions::words("import").map(|words| words.hint(lang).to_owned()).unwrap_or_default(),
            files_head: from.map_or_else(|| importing::no_files(lang), |from| importing::files(lang, from)),
            files: screen.drafts.iter().map(|draft| file(draft, screen.preview.as_deref(), lang)).collect(),
            teaches: if screen.drafts.is_empty() { vec![teaches(screen, cx)] } else { Vec::new() },
            lines_head: screen.draft().map(|draft| head(draft, lang)).unwrap_or_default(),
            lines: screen.draft().map(|draft| lines(draft, cx)).unwrap_or_default(),
            preview_head: match (screen.waits, counts.is_empty()) {
                (true, _) => importing::preview_again(lang, counts),
                (false, true) => importing::no_preview(lang),
                (false, false) => importing::preview(lang, counts),
            },
            preview: preview(screen, cx),
            old: screen.waits,
        }
    }
}

impl Face {
    /// How many rows files, columns and preview have.
    pub(in crate::tui::screens::import) fn rows(&self) -> [usize; 3] {
        [self.files.len(), self.lines.len(), self.preview.len()]
    }

    /// Breaks what is text into rows that fit into panes of so many cells.
    pub(in crate::tui::screens::import) fn fit(&mut self, lines: u16, preview: u16) {
        // The box takes a cell on each side, and text keeps one more away from it.
        let [lines, preview] = [lines, preview].map(|width| width.saturating_sub(4).max(1));
        let parts = |line: Line| match line.cells.as_slice() {
            [text] => wrap(text, lines).into_iter().map(|text| Line { cells: vec![text], ..line.clone() }).collect(),
            _ => vec![line],
        };
        self.lines = std::mem::take(&mut self.lines).into_iter().flat_map(parts).collect();
        let parts = |(text, tone): (String, Tone)| wrap(&text, preview).into_iter().map(move |text| (text, tone)).collect::<Vec<_>>();
        self.preview = std::mem::take(&mut self.preview).into_iter().flat_map(parts).collect();
    }
}

fn teaches(screen: &ImportScreen, cx: &Cx<'_>) -> String {
    let lang = cx.look.lang();
    match &screen.failed {
        Some(failed) => failed.clone(),
        None if screen.from.is_some() => importing::looking(lang),
        None => importing::no_path(lang, cx.keymap.hint_key("import", "import.path").unwrap_or_default()),
    }
}

fn kind(draft: &Draft, lang: Lang) -> Option<&'static str> {
    draft.kind().map(|kind| lang.pick(kind.spec().name, kind.spec().ja))
}

fn file(draft: &Draft, preview: Option<&ImportReport>, lang: Lang) -> FileRow {
    let rows = || {
        preview?.files.iter().find(|file| file.path == draft.path && file.name() == draft.name).map(|file| importing::rows(lang, file.count.rows()))
    };
    let open = draft.open_questions().count();
    let state = |rows| if open > 0 { importing::rows_and_open(lang, open, rows) } else { rows };
    let (state, tone) = if draft.refused.is_some() {
        (importing::refused(lang), Tone::Wrong)
    } else if draft.waits_for_days() {
        (importing::waits(lang), Tone::Wrong)
    } else if draft.taken {
        (state(rows().unwrap_or_else(|| "…".to_owned())), Tone::Plain)
    } else {
        (importing::not_taken(lang), Tone::Dim)
    };
    FileRow {
        name: format!("{} {}", if draft.taken && draft.refused.is_none() { "[x]" } else { "[ ]" }, draft.name),
        kind: kind(draft, lang).unwrap_or("?").to_owned(),
        state,
        tone,
    }
}

/// What is said after an import of a file that was taken and stayed behind; `None` where it went in or was left out.
pub(in crate::tui::screens::import) fn stayed_behind(draft: &Draft, lang: Lang) -> Option<String> {
    let why = draft.refused.as_ref().map_or_else(|| importing::waits(lang), |refusal| errors::refusal(lang, refusal).what);
    (draft.taken && !draft.goes_in()).then(|| importing::stayed_behind(lang, &draft.name, why))
}

fn head(draft: &Draft, lang: Lang) -> String {
    let line = draft.header_line.filter(|line| *line > 1).map(|line| importing::header_line(lang, line));
    let parts = [Some(draft.name.clone()), kind(draft, lang).map(str::to_owned), draft.tool(), line];
    importing::columns(lang, parts.into_iter().flatten().collect::<Vec<_>>().join(" · "))
}

/// Why it cannot be read, then questions, its encoding, its columns.
fn lines(draft: &Draft, cx: &Cx<'_>) -> Vec<Line> {
    let lang = cx.look.lang();
    let text = |subject, text, tone| Line { subject, cells: vec![text], tone };
    let mut lines = Vec::new();
    if let Some(refusal) = &draft.refused {
        let why = errors::refusal(lang, refusal);
        lines.push(text(Subject::Why, why.what, Tone::Wrong));
        if !draft.headers().is_empty() {
            let key = cx.keymap.hint_key("import", "import.kind").unwrap_or_default();
            let advice = if draft.kind().is_some() { importing::choose_columns(lang, key) } else { importing::choose_kind(lang, key) };
            lines.push(text(Subject::Why, advice, Tone::Plain));
        } else if let Some(hint) = why.hint {
            lines.push(text(Subject::Why, hint, Tone::Plain));
        }
    }
    for (nth, (question, given)) in draft.questions().iter().enumerate() {
        let (answer, tone) = match (given, question.likely()) {
            (Some(given), _) => (importing::answer(lang, *given), Tone::Title),
            (None, Some(likely)) => (importing::proposed(lang, importing::answer(lang, likely)), Tone::Title),
            (None, None) => (importing::must_answer(lang), Tone::Wrong),
        };
        lines.push(text(Subject::Question(nth), format!("? {}  {answer}", importing::question(lang, question)), tone));
    }
    if let Some(encoding) = draft.encoding {
        let said = if draft.chosen_encoding.is_some() { importing::encoding_chosen } else { importing::encoding_told };
        lines.push(text(Subject::Encoding, said(lang, encoding), Tone::Dim));
    }
    for (column, header) in draft.headers().iter().enumerate() {
        let reading = draft.reading(column);
        let tone = match reading {
            Reading::Unknown => Tone::Wrong,
            Reading::LeftOut => Tone::Dim,
            Reading::Field(_) | Reading::Own(_) | Reading::Metric(_) => Tone::Plain,
        };
        let cells = vec![header.clone(), words_of(lang, draft, &reading).0, draft.samples(column, SAMPLES).join(lang.pick(", ", "、"))];
        lines.push(Line { subject: Subject::Column(column), cells, tone });
    }
    lines
}

/// What a column is read as, in words and by its canonical name.
pub(in crate::tui::screens::import) fn words_of(lang: Lang, draft: &Draft, reading: &Reading) -> (String, String) {
    match reading {
        Reading::Field(name) => {
            let field = draft.kind().and_then(|kind| kind.spec().named(name));
            let words = field.map_or_else(String::new, |field| lang.pick((*name).to_owned(), format!("{} {name}", field.ja)));
            (words, (*name).to_owned())
        }
        Reading::Own(name) => (importing::own_field(lang, name), format!("field.{name}")),
        Reading::Metric(key) => (importing::metric(lang, key), format!("metric.{key}")),
        Reading::LeftOut => (importing::left_out(lang), String::new()),
        Reading::Unknown => (importing::unknown(lang), String::new()),
    }
}

fn preview(screen: &ImportScreen, cx: &Cx<'_>) -> Vec<(String, Tone)> {
    let lang = cx.look.lang();
    if let Some(failed) = screen.failed.as_ref().filter(|_| !screen.drafts.is_empty()) {
        return vec![(failed.clone(), Tone::Wrong)];
    }
    let Some(report) = &screen.preview else {
        let nothing = !screen.waits && !screen.drafts.is_empty();
        return if nothing { vec![(importing::nothing_goes_in(lang), Tone::Plain)] } else { Vec::new() };
    };
    let key = cx.keymap.hint_key("import", "import.run").unwrap_or_default();
    let mut lines = vec![(importing::confirm(lang, key), Tone::Title)];
    for file in &report.files {
        lines.push((format!("{}: {}", file.name(), file.count.words(lang)), Tone::Plain));
        let about = file.about(lang);
        if !about.is_empty() {
            lines.push((format!("  {}", about.join(lang.pick("; ", "、"))), Tone::Dim));
        }
    }
    lines.extend(report.rejects.iter().take(REJECTS).map(|reject| (reject_text(lang, reject), Tone::Wrong)));
    let more = report.rejected().saturating_sub(REJECTS as u64);
    if more > 0 {
        lines.push((messages::more_rejects(lang, more), Tone::Dim));
    }
    for sort in report.told_by_sort() {
        lines.extend(sort.iter().take(TOLD).map(|told| (terms_told(lang, &told.account, &told.told), Tone::Plain)));
        if sort.len() > TOLD {
            lines.push((importing::more_told(lang, sort.len() - TOLD), Tone::Dim));
        }
    }
    lines.extend(report.gone.iter().map(|missing| (missing.words(lang), Tone::Plain)));
    let held_back = screen.drafts.iter().filter(|draft| !draft.goes_in()).count();
    if held_back > 0 {
        lines.push((importing::held_back(lang, held_back), Tone::Dim));
    }
    lines
}
