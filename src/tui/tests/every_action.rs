//! Walks the registry: what a person presses by name, on whatever screen, leads to something seen or said.

use crate::app::Session;
use crate::i18n::Lang;
use crate::tui::action::ACTIONS;
use crate::tui::cx::Cx;
use crate::tui::effect::Effect;
use crate::tui::key::Key;
use crate::tui::look::Look;
use crate::tui::overlays::{Overlay, Reply};
use crate::tui::tests::stage::Stage;
use ratatui::Frame;
use ratatui::layout::Rect;
use rstest::rstest;

/// Presses an action by its name at the next key, as the palette does; also one that has no key where it is pressed.
struct Presser(&'static str);

impl Overlay for Presser {
    fn key(&mut self, _key: Key, _cx: &mut Cx<'_>) -> Reply {
        Reply::Close(vec![Effect::Press(self.0)])
    }

    fn view(&self, _look: &Look, _frame: &mut Frame<'_>, _area: Rect) {}
}

fn press(stage: &mut Stage, name: &'static str) {
    stage.runtime.model.lay_over(Box::new(Presser(name)));
    stage.keys("enter");
}

/// What has to stand before an action for it to have something to do.
const BEFORE: &[(&str, &[&str])] = &[
    ("move.up", &["move.down"]),
    ("move.top", &["move.down"]),
    ("move.page-up", &["move.page-down"]),
    ("pane.smaller", &["pane.larger"]),
    ("back", &["mark"]),
    ("sort health", &["sort name"]),
    ("as-of on", &["as-of back"]),
    ("as-of today", &["as-of back"]),
    ("previous", &["next"]),
    ("redo", &["task.drop wont_do", "undo"]),
];

/// What shows nothing, and why that is right. An empty place is all of them.
const EXCEPTIONS: &[(&str, &str, &str)] = &[
    ("", "quit", "the desk is left"),
    ("", "suspend", "the shell comes, and the same screen after it"),
    ("", "redraw", "the same is drawn again"),
    ("today", "screen.today", "one is there"),
    ("account", "open", "it is open; Enter is pressed by habit and needs no lecture"),
    ("triage", "triage", "one is in it"),
];

#[rstest]
fn every_action_shows_something_or_says_why_not(#[values("today", "account", "triage", "import")] place: &'static str) {
    let mut silent = Vec::new();
    let mut stage = Stage::demo(Lang::En, 120, 20);
    let acts = in_force(stage.session());
    for spec in ACTIONS.iter().filter(|spec| !EXCEPTIONS.iter().any(|(at, name, _)| *name == spec.name && (at.is_empty() || *at == place))) {
        match place {
            "account" => press(&mut stage, "open"),
            "triage" => press(&mut stage, "triage"),
            "import" => {
                press(&mut stage, "import");
                stage.text("tests/fixtures/inbox").keys("enter");
            }
            _ => {}
        }
        let before = BEFORE.iter().find(|(name, _)| *name == spec.name).map_or(&[][..], |(_, before)| before);
        for name in before {
            press(&mut stage, name);
        }
        // What was said last is not said for ever.
        stage.keys("z esc");
        let shown = stage.buffer();
        press(&mut stage, spec.name);
        if stage.buffer() == shown {
            silent.push(spec.name);
        }
        stage = anew(stage, acts);
    }
    assert!(silent.is_empty(), "on {place} nothing comes of {silent:?}");
}

/// How many acts of anybody are in force.
fn in_force(session: &Session) -> usize {
    session.history(None, 10_000).unwrap().iter().filter(|entry| !entry.undone).count()
}

/// The same desk on a new stage, with the acts in force that were so before.
fn anew(stage: Stage, acts: usize) -> Stage {
    let (mut session, folder) = stage.into_parts();
    while in_force(&session) > acts {
        session.undo().unwrap();
    }
    while in_force(&session) < acts {
        session.redo().unwrap();
    }
    let today = session.today();
    session.look_from(today);
    Stage::of(session, folder, 120, 20)
}
