//! The import screen: the files of a folder with what each seems to be, the columns of one of them to be corrected, and what an
//! import would do. Files are looked into in the background; nothing is written before it is confirmed.

mod decide;
mod face;
pub(in crate::tui) mod outcome;
mod panes;
mod view;

use crate::app::{AppError, Draft, ImportReport, ImportRequest, Looked, Mapping, NewMetrics, typed_path};
use crate::i18n::importing;
use crate::tui::action::Action;
use crate::tui::cx::Cx;
use crate::tui::effect::Effect;
use crate::tui::look::Look;
use crate::tui::news::{Decision, News};
use crate::tui::overlays::path_bar::PathBar;
use crate::tui::peeking::Peek;
use crate::tui::screens::Screen;
use crate::tui::step::Step;
use crate::tui::target::Target;
use crate::tui::verbs;
use crate::tui::worker::Importing;
use face::{Face, Line, Subject};
use panes::{Pane, Panes};
use ratatui::Frame;
use ratatui::layout::{Position, Rect};
use std::path::PathBuf;

/// The screen.
#[derive(Default)]
pub(in crate::tui) struct ImportScreen {
    /// Whether it has asked for its first look or path.
    began: bool,
    /// What is looked into: a folder or a file.
    from: Option<PathBuf>,
    drafts: Vec<Draft>,
    /// The number of the newest question; answers to older ones come too late.
    asked: u64,
    /// Whether an answer to it is still to come.
    waits: bool,
    preview: Option<Box<ImportReport>>,
    failed: Option<String>,
    /// Whether it was said that questions are open.
    said_open: bool,
    /// The question that the cursor goes to, once its row is known.
    seeks: Option<usize>,
    panes: Panes,
    face: Face,
}

impl ImportScreen {
    /// One that has looked into nothing yet.
    pub(in crate::tui) fn new() -> Self {
        Self::default()
    }

    fn begin(&mut self, cx: &mut Cx<'_>) -> Vec<Effect> {
        (self.began, self.said_open) = (true, false);
        self.from = cx.session.inbox();
        if self.from.is_some() { self.look(cx) } else { self.ask_path(cx, "") }
    }

    fn ask_path(&self, cx: &Cx<'_>, text: &str) -> Vec<Effect> {
        let lang = cx.look.lang();
        let advice = if cx.session.inbox().is_some() { importing::path_advice(lang) } else { importing::path_remember(lang) };
        let text = if text.is_empty() { self.from.as_ref().map(|path| path.display().to_string()).unwrap_or_default() } else { text.to_owned() };
        vec![Effect::Open(Box::new(PathBar::new(&text, advice)))]
    }

    fn draft(&self) -> Option<&Draft> {
        self.drafts.get(self.panes.files.at)
    }

    /// Has the files looked into anew; the preview follows.
    fn look(&mut self, cx: &mut Cx<'_>) -> Vec<Effect> {
        let Some(from) = self.from.clone() else { return Vec::new() };
        self.ask(cx);
        vec![Effect::Peek(Peek::Files(self.asked, self.request(vec![from], Draft::mapping)))]
    }

    /// Takes a number for a question; what was asked before is not waited for any more.
    fn ask(&mut self, cx: &mut Cx<'_>) {
        cx.shared.asked += 1;
        (self.asked, self.waits, self.failed) = (cx.shared.asked, true, None);
    }

    fn request(&self, paths: Vec<PathBuf>, mapping: impl Fn(&Draft) -> Option<Mapping>) -> ImportRequest {
        let mut new_metrics = NewMetrics::default();
        self.drafts.iter().filter(|draft| draft.taken).flat_map(Draft::wanted_metrics).for_each(|names| new_metrics.want(names));
        let mappings = self.drafts.iter().filter_map(mapping).collect();
        let encodings = self.drafts.iter().filter_map(|draft| Some((draft.path.clone(), draft.chosen_encoding?))).collect();
        let observed = self.drafts.iter().filter_map(|draft| Some((draft.path.clone(), draft.observed()?))).collect();
        ImportRequest { paths, encodings, observed, mappings, new_metrics, ..ImportRequest::default() }
    }

    /// The import of what goes in as it stands; `None` where nothing does.
    fn going(&self) -> Option<ImportRequest> {
        let mut paths: Vec<PathBuf> = self.drafts.iter().filter(|draft| draft.goes_in()).map(|draft| draft.path.clone()).collect();
        paths.sort();
        paths.dedup();
        let left_out = |draft: &&Draft| !draft.goes_in() && paths.contains(&draft.path);
        let without = self.drafts.iter().filter(left_out).map(|draft| draft.name.clone()).collect();
        (!paths.is_empty()).then(|| ImportRequest { without, ..self.request(paths, Draft::proposed_mapping) })
    }

    /// Has it found out what an import would do.
    fn preview(&mut self, cx: &mut Cx<'_>) -> Vec<Effect> {
        self.ask(cx);
        let Some(request) = self.going() else {
            (self.waits, self.preview) = (false, None);
            return Vec::new();
        };
        vec![Effect::Peek(Peek::Preview(self.asked, request))]
    }

    /// Files keep their places, so that the cursor stays where it is while one of them becomes another kind.
    fn looked(&mut self, looked: Vec<Looked>) {
        let same = |draft: &Draft, looked: &Looked| draft.path == looked.path && draft.name == looked.name;
        self.drafts.retain(|draft| looked.iter().any(|looked| same(draft, looked)));
        for looked in looked {
            match self.drafts.iter_mut().find(|draft| same(draft, &looked)) {
                Some(draft) => draft.look(looked),
                None => self.drafts.push(Draft::new(looked)),
            }
        }
        self.panes.files.at = self.panes.files.at.min(self.drafts.len().saturating_sub(1));
    }

    fn fail(&mut self, cx: &Cx<'_>, error: &AppError) {
        let sentence = error.sentence(cx.look.lang());
        (self.waits, self.preview) = (false, None);
        self.failed = Some([Some(sentence.what), sentence.hint].into_iter().flatten().collect::<Vec<_>>().join(" "));
    }

    /// Goes to the first open question of the files that go in and says how many there are; `None` where none is, or it was said.
    fn ask_first(&mut self, cx: &Cx<'_>) -> Option<String> {
        let open = || {
            self.drafts
                .iter()
                .enumerate()
                .filter(|(_, draft)| draft.goes_in())
                .flat_map(|(at, draft)| draft.open_questions().map(move |nth| (at, nth)))
        };
        let (file, question) = open().next().filter(|_| !self.said_open)?;
        let questions = open().count();
        (self.panes.files.at, self.panes.on) = (file, Pane::Lines);
        (self.said_open, self.seeks) = (true, Some(question));
        let run = cx.keymap.hint_key("import", "import.run").unwrap_or_default();
        Some(importing::questions_open(cx.look.lang(), questions, run))
    }

    fn run(&mut self, cx: &mut Cx<'_>) -> Vec<Effect> {
        let lang = cx.look.lang();
        if self.waits {
            return vec![Effect::Say(importing::still_looking(lang))];
        }
        let Some(request) = self.going().filter(|_| self.preview.is_some()) else {
            return vec![Effect::Say(importing::nothing_goes_in(lang))];
        };
        verbs::guarded(cx, |cx| {
            if let Some(said) = self.ask_first(cx) {
                return vec![Effect::Say(said)];
            }
            let named = |draft: &Draft| draft.proposed_mapping().map(|mapping| Mapping { name: draft.name.clone(), ..mapping });
            let keep = self.drafts.iter().filter(|draft| draft.goes_in()).filter_map(named).collect();
            let behind = self.drafts.iter().filter_map(|draft| face::stayed_behind(draft, lang)).collect();
            vec![Effect::Import(Box::new(Importing { request, keep, behind }))]
        })
    }

    /// What the row under the cursor is about.
    fn subject(&self) -> Option<Subject> {
        self.face.lines.get(self.panes.lines.at).map(|Line { subject, .. }| *subject)
    }

    fn change(&mut self, cx: &mut Cx<'_>) -> Vec<Effect> {
        match self.panes.on {
            Pane::Files if self.drafts.is_empty() => self.ask_path(cx, ""),
            Pane::Files => {
                self.panes.on = Pane::Lines;
                Vec::new()
            }
            Pane::Lines => {
                let picker = self.draft().zip(self.subject()).and_then(|(draft, subject)| decide::picker(draft, subject, cx));
                picker.map(|picker| Effect::Open(Box::new(picker))).into_iter().collect()
            }
            Pane::Preview => self.run(cx),
        }
    }

    fn decide(&mut self, decision: Decision, cx: &mut Cx<'_>) -> Vec<Effect> {
        let Some(draft) = self.drafts.get_mut(self.panes.files.at) else { return Vec::new() };
        match decision {
            Decision::ReadAs { column, field } => draft.read_as(column, field),
            Decision::Kind(kind) => draft.be(kind),
            Decision::Encoding(encoding) => draft.read_in(encoding),
            Decision::Answer { question, answer } => draft.answer(question, answer),
        }
        self.look(cx)
    }

    /// Takes files or leaves them.
    fn mark(&mut self, all: bool, cx: &mut Cx<'_>) -> Vec<Effect> {
        if all {
            let taken = !self.drafts.iter().all(|draft| draft.taken);
            self.drafts.iter_mut().for_each(|draft| draft.taken = taken);
        } else if let Some(draft) = self.drafts.get_mut(self.panes.files.at) {
            draft.taken = !draft.taken;
            if self.panes.on == Pane::Files {
                self.panes.step(Step::By(1));
            }
        }
        self.preview(cx)
    }
}

impl Screen for ImportScreen {
    fn layer(&self) -> &'static str {
        "import"
    }

    fn hints(&self) -> &'static [&'static str] {
        match self.panes.on {
            Pane::Files => &["import.run", "mark", "import.change", "import.kind", "import.path", "pane.next", "back", "help"],
            Pane::Lines | Pane::Preview => &["import.run", "import.change", "import.kind", "import.path", "pane.next", "back", "help"],
        }
    }

    fn crumb(&self) -> Option<String> {
        Some(self.face.crumb.clone())
    }

    fn update(&mut self, action: Action, cx: &mut Cx<'_>) -> Option<Vec<Effect>> {
        if let Some(step) = Step::of(action) {
            self.panes.step(step);
            return Some(Vec::new());
        }
        match action {
            Action::NextPane => self.panes.turn(1),
            Action::PreviousPane => self.panes.turn(2),
            Action::Larger | Action::Smaller => self.panes.zoomed = action == Action::Larger,
            Action::Back if self.panes.back() => {}
            Action::Back => return Some(vec![Effect::Back, Effect::Peek(Peek::Rest)]),
            // Pressed again, it is back on the remembered folder.
            Action::Import => return Some(self.begin(cx)),
            Action::Change => return Some(self.change(cx)),
            Action::RunImport => return Some(self.run(cx)),
            Action::ImportPath => return Some(self.ask_path(cx, "")),
            Action::ImportKind => {
                let picker = self.draft().map(|draft| decide::kinds(draft, cx));
                return Some(picker.map_or_else(|| self.ask_path(cx, ""), |picker| vec![Effect::Open(Box::new(picker))]));
            }
            Action::Mark => return Some(self.mark(false, cx)),
            Action::MarkAll => return Some(self.mark(true, cx)),
            _ => return None,
        }
        Some(Vec::new())
    }

    fn target(&self, _cx: &Cx<'_>) -> Target {
        Target::default()
    }

    fn prepare(&mut self, cx: &mut Cx<'_>, area: Rect) {
        self.face = Face::of(self, cx);
        self.panes.place(area, self.face.files.len());
        // Only now the widths are known, and with them how many rows a text takes.
        self.face.fit(self.panes.lines.area.width, self.panes.preview.area.width);
        if let Some(row) = self.seeks.take().and_then(|nth| self.face.lines.iter().position(|line| line.subject == Subject::Question(nth))) {
            self.panes.lines.at = row;
        }
        self.panes.find_rows(self.face.rows());
    }

    fn view(&self, look: &Look, frame: &mut Frame<'_>, _area: Rect) {
        view::view(self, look, frame);
    }

    fn click(&mut self, at: Position, cx: &mut Cx<'_>) -> Vec<Effect> {
        // A click on what is chosen already opens it.
        if self.panes.click(at) && self.panes.on == Pane::Lines { self.change(cx) } else { Vec::new() }
    }

    fn wheel(&mut self, at: Position, down: bool, _cx: &mut Cx<'_>) {
        self.panes.wheel(at, down);
    }

    fn paste(&mut self, text: &str, cx: &mut Cx<'_>) -> Option<Vec<Effect>> {
        Some(self.ask_path(cx, text.trim()))
    }

    fn hear(&mut self, news: News, cx: &mut Cx<'_>) -> Vec<Effect> {
        match news {
            News::Path(text) => {
                let from = Some(typed_path(&text));
                *self = Self { began: true, from, ..Self::default() };
                self.look(cx)
            }
            News::Decided(decision) => self.decide(decision, cx),
            News::Reopened if self.began => self.look(cx),
            News::Reopened => self.begin(cx),
            News::Looked(nth, _) | News::Previewed(nth, _) if nth != self.asked => Vec::new(),
            News::Looked(_, Ok(looked)) => {
                self.looked(looked);
                self.preview(cx)
            }
            News::Previewed(_, Ok(report)) => {
                (self.waits, self.preview) = (false, Some(report));
                Vec::new()
            }
            News::Looked(_, Err(error)) => {
                self.drafts.clear();
                self.fail(cx, &error);
                Vec::new()
            }
            News::Previewed(_, Err(error)) => {
                self.fail(cx, &error);
                Vec::new()
            }
        }
    }
}
