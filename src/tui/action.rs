//! Every action of the desk by its stable name: keymap, palette, help, docs and tests are made from this one table. What an
//! action does is the business of screens; its words are in `i18n`.

use crate::domain::Light;
use crate::domain::words::InteractionKind;

/// What a person can ask of the desk.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::tui) enum Action {
    Down,
    Up,
    Top,
    Bottom,
    PageDown,
    PageUp,
    NextPane,
    PreviousPane,
    Larger,
    Smaller,
    Open,
    Back,
    Quit,
    Suspend,
    Redraw,
    Done,
    Snooze(Snooze),
    Wait,
    /// With the key of a word of the drop reasons.
    Drop(&'static str),
    AddTask,
    Hours,
    Why,
    Data,
    Log(InteractionKind),
    Note,
    AddAccount,
    Edit,
    Pulse(Light),
    /// Accepts what the desk suggests: a storm as a season.
    Apply,
    /// Takes a storm apart into its accounts.
    OneByOne,
    Delete,
    Undo,
    Redo,
    Mark,
    MarkRange,
    MarkAll,
    Filter,
    Find,
    Sort(SortBy),
    Reverse,
    Palette,
    Help,
    AsOf(AsOf),
    Today,
    Triage,
    Next,
    Previous,
    Copy(Copied),
    /// To the import screen.
    /// Asks once more what a new book is asked.
    FirstSteps,
    Import,
    /// Changes what the row under the cursor of the import screen is read as.
    Change,
    /// Imports what the preview shows.
    RunImport,
    ImportPath,
    ImportKind,
}

/// Until when something is put off.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::tui) enum Snooze {
    /// Business days from today.
    Days(u8),
    Tomorrow,
    Monday,
    NextMonth,
    /// Asked for.
    Ask,
    /// As the last time.
    Same,
}

/// What the list of accounts is sorted by.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "lowercase")]
pub(in crate::tui) enum SortBy {
    #[default]
    Health,
    Name,
    Trend,
    Arr,
    Renewal,
    Touch,
}

/// A step of looking back.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::tui) enum AsOf {
    WeekBack,
    WeekOn,
    Ask,
    Now,
}

/// What of an account is copied.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::tui) enum Copied {
    Name,
    Mail,
    Markdown,
    All,
}

/// An action and its name, as keymaps write it.
#[derive(Debug)]
pub(in crate::tui) struct Spec {
    pub name: &'static str,
    pub action: Action,
}

impl Spec {
    /// The action of a name.
    pub(in crate::tui) fn named(name: &str) -> Option<&'static Self> {
        ACTIONS.iter().find(|spec| spec.name == name)
    }

    /// The name without what it is done with: `task.snooze` of `task.snooze tomorrow`.
    pub(in crate::tui) fn family(&self) -> &'static str {
        self.name.split_once(' ').map_or(self.name, |(family, _)| family)
    }
}

const fn row(name: &'static str, action: Action) -> Spec {
    Spec { name, action }
}

/// All actions, in the order of help and palette.
pub(in crate::tui) static ACTIONS: &[Spec] = &[
    row("task.done", Action::Done),
    row("task.snooze 1", Action::Snooze(Snooze::Days(1))),
    row("task.snooze 2", Action::Snooze(Snooze::Days(2))),
    row("task.snooze 3", Action::Snooze(Snooze::Days(3))),
    row("task.snooze 4", Action::Snooze(Snooze::Days(4))),
    row("task.snooze 5", Action::Snooze(Snooze::Days(5))),
    row("task.snooze 6", Action::Snooze(Snooze::Days(6))),
    row("task.snooze 7", Action::Snooze(Snooze::Days(7))),
    row("task.snooze 8", Action::Snooze(Snooze::Days(8))),
    row("task.snooze 9", Action::Snooze(Snooze::Days(9))),
    row("task.snooze tomorrow", Action::Snooze(Snooze::Tomorrow)),
    row("task.snooze monday", Action::Snooze(Snooze::Monday)),
    row("task.snooze month", Action::Snooze(Snooze::NextMonth)),
    row("task.snooze day", Action::Snooze(Snooze::Ask)),
    row("task.snooze same", Action::Snooze(Snooze::Same)),
    row("task.wait", Action::Wait),
    row("task.drop noise", Action::Drop("noise")),
    row("task.drop handled", Action::Drop("elsewhere")),
    row("task.drop wont_do", Action::Drop("wont_do")),
    row("task.add", Action::AddTask),
    row("touch.log call", Action::Log(InteractionKind::Call)),
    row("touch.log mail", Action::Log(InteractionKind::Mail)),
    row("touch.log meeting", Action::Log(InteractionKind::Meeting)),
    row("touch.log visit", Action::Log(InteractionKind::Visit)),
    row("touch.log qbr", Action::Log(InteractionKind::Qbr)),
    row("touch.log webinar", Action::Log(InteractionKind::Webinar)),
    row("note.add", Action::Note),
    row("pulse.set green", Action::Pulse(Light::Green)),
    row("pulse.set yellow", Action::Pulse(Light::Yellow)),
    row("pulse.set red", Action::Pulse(Light::Red)),
    row("why", Action::Why),
    row("data", Action::Data),
    row("triage", Action::Triage),
    row("next", Action::Next),
    row("previous", Action::Previous),
    row("undo", Action::Undo),
    row("redo", Action::Redo),
    row("mark", Action::Mark),
    row("mark.range", Action::MarkRange),
    row("mark.all", Action::MarkAll),
    row("filter", Action::Filter),
    row("find", Action::Find),
    row("sort health", Action::Sort(SortBy::Health)),
    row("sort name", Action::Sort(SortBy::Name)),
    row("sort trend", Action::Sort(SortBy::Trend)),
    row("sort arr", Action::Sort(SortBy::Arr)),
    row("sort renewal", Action::Sort(SortBy::Renewal)),
    row("sort touch", Action::Sort(SortBy::Touch)),
    row("sort.reverse", Action::Reverse),
    row("apply", Action::Apply),
    row("one-by-one", Action::OneByOne),
    row("first-steps", Action::FirstSteps),
    row("import", Action::Import),
    row("import.change", Action::Change),
    row("import.run", Action::RunImport),
    row("import.path", Action::ImportPath),
    row("import.kind", Action::ImportKind),
    row("as-of back", Action::AsOf(AsOf::WeekBack)),
    row("as-of on", Action::AsOf(AsOf::WeekOn)),
    row("as-of day", Action::AsOf(AsOf::Ask)),
    row("as-of today", Action::AsOf(AsOf::Now)),
    row("account.add", Action::AddAccount),
    row("edit", Action::Edit),
    row("delete", Action::Delete),
    row("hours.today", Action::Hours),
    row("copy name", Action::Copy(Copied::Name)),
    row("copy mail", Action::Copy(Copied::Mail)),
    row("copy markdown", Action::Copy(Copied::Markdown)),
    row("copy all", Action::Copy(Copied::All)),
    row("move.down", Action::Down),
    row("move.up", Action::Up),
    row("move.top", Action::Top),
    row("move.bottom", Action::Bottom),
    row("move.page-down", Action::PageDown),
    row("move.page-up", Action::PageUp),
    row("pane.next", Action::NextPane),
    row("pane.previous", Action::PreviousPane),
    row("pane.larger", Action::Larger),
    row("pane.smaller", Action::Smaller),
    row("open", Action::Open),
    row("back", Action::Back),
    row("screen.today", Action::Today),
    row("palette", Action::Palette),
    row("help", Action::Help),
    row("redraw", Action::Redraw),
    row("suspend", Action::Suspend),
    row("quit", Action::Quit),
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::i18n::actions;

    #[test]
    fn every_action_and_family_has_words_and_no_words_lack_their_action() {
        let lacking: Vec<&str> = ACTIONS.iter().flat_map(|spec| [spec.name, spec.family()]).filter(|name| actions::words(name).is_none()).collect();
        let stray: Vec<&str> = actions::names().filter(|name| !ACTIONS.iter().any(|spec| spec.name == *name || spec.family() == *name)).collect();
        assert!(lacking.is_empty() && stray.is_empty(), "lacking {lacking:?}, stray {stray:?}");
    }
}
