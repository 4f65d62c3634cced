//! Actions that are the same on every screen.

use crate::domain::text::fold;
use crate::i18n::{actions, desk, first_steps, task_title};
use crate::tui::action::{ACTIONS, Action, AsOf};
use crate::tui::effect::Effect;
use crate::tui::first_steps::form;
use crate::tui::help;
use crate::tui::model::Model;
use crate::tui::overlays::form::{Form, Submit, Wrong};
use crate::tui::overlays::picker::{Choice, Chosen, Picker};

impl Model {
    pub(in crate::tui::model) fn global(&mut self, action: Action) -> Vec<Effect> {
        match action {
            Action::Quit => vec![Effect::Quit],
            Action::Suspend => vec![Effect::Suspend],
            Action::Redraw => vec![Effect::Redraw],
            Action::Undo => self.writing(Effect::Undo { asked: false }),
            Action::Redo => self.writing(Effect::Redo),
            Action::Import => self.writing(Effect::ImportScreen),
            Action::Today => vec![Effect::Today],
            Action::Triage => vec![Effect::Triage],
            Action::Help => vec![Effect::Open(Box::new(help::keys(&self.keymap, self.layer(), &self.look)))],
            Action::FirstSteps => self.first_steps(),
            Action::Data => vec![Effect::Data],
            Action::Palette => vec![Effect::Open(Box::new(self.palette()))],
            Action::Find => self.find().map(|picker| Effect::Open(Box::new(picker))).into_iter().collect(),
            Action::AsOf(to) => self.look_from(to),
            _ => vec![Effect::Say(self.not_here(action))],
        }
    }

    fn first_steps(&self) -> Vec<Effect> {
        let Some(session) = self.session.as_deref() else { return Vec::new() };
        let open = session.first_steps(&[]);
        if open.is_empty() {
            return vec![Effect::Say(first_steps::nothing_open(self.look.lang()))];
        }
        self.writing(Effect::Open(Box::new(form(self.look.formats, open))))
    }

    /// An action of another screen, as the palette may press it.
    fn not_here(&self, action: Action) -> String {
        let lang = self.look.lang();
        let name = ACTIONS.iter().find(|spec| spec.action == action).map_or("", |spec| spec.name);
        let help = self.keymap.hint_key(self.layer(), "help").unwrap_or_default();
        desk::no_key(lang, name, help)
    }

    /// Only where the book may be written and today is looked at.
    fn writing(&self, effect: Effect) -> Vec<Effect> {
        let Some(session) = self.session.as_deref() else { return Vec::new() };
        if session.is_past() {
            let key = self.keymap.hint_key("today", "as-of today").unwrap_or_default();
            return vec![Effect::Say(desk::past_is_read_only(self.look.lang(), key))];
        }
        if !session.is_writable() {
            return vec![Effect::Say(desk::book_is_read_only(self.look.lang()))];
        }
        vec![effect]
    }

    fn look_from(&self, to: AsOf) -> Vec<Effect> {
        let Some(session) = self.session.as_deref() else { return Vec::new() };
        let (day, today) = (session.day, session.today());
        match to {
            AsOf::WeekBack => vec![Effect::LookFrom(day.plus(-7))],
            AsOf::WeekOn => vec![Effect::LookFrom(day.plus(7).min(today))],
            AsOf::Now => vec![Effect::LookFrom(today)],
            AsOf::Ask => {
                let lang = self.look.lang();
                let submit: Submit = Box::new(move |values, cx| {
                    let text = values.first().map(String::as_str).unwrap_or_default();
                    let day = cx.session.read_day(text).map_err(Wrong::at(0))?;
                    if day > today {
                        return Err(Wrong { line: 0, error: crate::app::AppError::FutureDay { day } });
                    }
                    Ok(vec![Effect::LookFrom(day)])
                });
                Form::new(lang.pick("Look from a day", "過去の時点で見る").to_owned(), submit)
                    .line(lang.pick("day", "日付"), "", "2026-03-31, -30d")
                    .open()
            }
        }
    }

    fn palette(&self) -> Picker {
        let lang = self.look.lang();
        let choice = |spec: &'static crate::tui::action::Spec| {
            let words = actions::words(spec.name);
            let help = words.map_or(spec.name, |words| words.help(lang));
            let both = words.map_or_else(String::new, |words| format!("{} {}", words.help(crate::i18n::Lang::En), words.help(crate::i18n::Lang::Ja)));
            Choice {
                text: help.to_owned(),
                beside: format!("{}  {}", spec.name, self.keymap.keys_of(self.layer(), spec.name).first().cloned().unwrap_or_default()),
                folded: fold(&format!("{} {both}", spec.name)),
                chosen: Chosen::Action(spec.name),
            }
        };
        Picker::new(lang.pick("Actions", "操作一覧").to_owned(), ACTIONS.iter().map(choice).collect())
    }

    fn find(&self) -> Option<Picker> {
        let session = self.session.as_deref()?;
        let formats = self.look.formats;
        let with_churned = (0..session.book().accounts().len()).map(|ix| session.at(ix)).filter(crate::facts::At::exists);
        let accounts = with_churned.map(|at| Choice {
            text: at.name().to_owned(),
            beside: at.code().to_owned(),
            folded: at.folded().replace('\n', " "),
            chosen: Chosen::Account(session.book().account(at.ix()).row.id),
        });
        let tasks = self.shared.items().map(|(_, item)| {
            let title = task_title(session.lens.rules(), &item.task, formats.lang);
            let name = session.account_of(&item.task).map(|at| at.name().to_owned()).unwrap_or_default();
            Choice { folded: fold(&format!("{title} {name}")), text: title, beside: name, chosen: Chosen::Task(item.task.id) }
        });
        Some(Picker::new(formats.lang.pick("Find", "検索").to_owned(), accounts.chain(tasks).collect()))
    }
}
