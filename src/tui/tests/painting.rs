//! Painting only paints: it changes nothing of the model and shows the same each time.

use crate::i18n::Lang;
use crate::tui::tests::stage::Stage;

/// What painting could change, as far as it can be seen from outside.
fn state(stage: &Stage) -> (String, String, String, usize) {
    let model = &stage.runtime.model;
    let session = stage.session();
    let book = format!("{} {} {}", session.day, session.history(None, 10_000).unwrap().len(), session.book().accounts().len());
    (model.remembered().write(), format!("{:?}", model.shared), book, stage.steps())
}

/// The screens, and what may lie over them.
const PLACES: [&[&str]; 11] = [
    &[],
    &["open"],
    &["triage"],
    &["help"],
    &["why"],
    &["palette"],
    &["find"],
    &["filter"],
    &["touch.log call"],
    &["mark", "pane.next", "pane.next", "why"],
    &["as-of back"],
];

#[test]
fn painting_changes_nothing_and_shows_the_same_each_time() {
    let mut stage = Stage::demo(Lang::Ja, 100, 30);
    for place in PLACES {
        for name in place {
            stage.act(name);
        }
        assert!(stage.runtime.model.dirty, "{place:?}: what was pressed is to be painted");
        stage.runtime.model.dirty = false;
        let before = state(&stage);
        let (first, second) = (stage.buffer(), stage.buffer());
        assert!(!stage.runtime.model.dirty, "{place:?}: painting asks for no painting");
        assert_eq!(first, second, "{place:?}");
        assert_eq!(state(&stage), before, "{place:?}");
        let (session, folder) = stage.into_parts();
        stage = Stage::of(session, folder, 100, 30);
        stage.act("as-of today");
    }
}

#[test]
fn a_desk_that_was_not_touched_is_painted_as_before_in_another_size_and_back() {
    let mut stage = Stage::demo(Lang::Ja, 120, 40);
    let before = stage.buffer();
    for (width, height) in [(80, 24), (60, 15), (1, 1), (200, 60), (120, 40)] {
        stage.input(crate::tui::model::Input::Resize(width, height));
        assert_eq!((stage.buffer().area.width, stage.buffer().area.height), (width, height));
    }
    assert_eq!(stage.buffer(), before);
}

#[test]
fn a_terminal_that_is_too_small_says_what_it_needs() {
    let mut stage = Stage::demo(Lang::En, 39, 24);
    stage.says("Too small: 39x24");
    stage.input(crate::tui::model::Input::Resize(40, 10)).says_no("Too small").says("Accounts 5");
}
