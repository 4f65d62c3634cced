//! A file on its way in: what it seems to be, what was decided about it, and the mapping that both come to. Reads nothing.

use crate::app::importer::{Found, Looked};
use crate::domain::Day;
use crate::import::headers::field_name;
use crate::import::kinds::{Field, Kind};
use crate::import::mapping::Mapping;
use crate::import::plan::{Column, Plan};
use crate::import::questions::{Answer, Question};
use crate::import::{Encoding, Refusal};
use std::path::PathBuf;

/// One file with what was decided about it.
#[derive(Debug)]
pub struct Draft {
    pub path: PathBuf,
    /// The file's name, with that of the sheet where a workbook has several.
    pub name: String,
    /// Whether it is to be imported, as far as it can be.
    pub taken: bool,
    /// The line of the header, from 1; `None` where none was found.
    pub header_line: Option<u64>,
    /// Why it cannot be read as it stands.
    pub refused: Option<Refusal>,
    /// The encoding that it is read in; `None` where it is no text.
    pub encoding: Option<Encoding>,
    /// The encoding that was chosen for it; without one its bytes tell.
    pub chosen_encoding: Option<Encoding>,
    /// Whether it was looked into as it is to be read.
    looked_into: bool,
    headers: Vec<String>,
    samples: Vec<Vec<String>>,
    /// How it is read; of a file that is refused, how it was or could be.
    plan: Option<Plan>,
    /// How it was read before anything was decided.
    first: Option<Plan>,
    questions: Vec<(Question, Option<Answer>)>,
    kind: Option<Kind>,
    /// Headers and what they are to be read as; `None` leaves a column out.
    read_as: Vec<(String, Option<String>)>,
}

/// What a column is read as.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reading {
    Field(&'static str),
    /// A field of the user's own, by its name.
    Own(String),
    Metric(String),
    LeftOut,
    /// Not recognised, and nobody has decided.
    Unknown,
}

impl Draft {
    /// A file that was looked into for the first time. What can be read is taken.
    pub fn new(looked: Looked) -> Self {
        let mut draft = Self {
            path: looked.path.clone(),
            name: looked.name.clone(),
            taken: true,
            header_line: None,
            refused: None,
            encoding: None,
            chosen_encoding: None,
            looked_into: false,
            headers: Vec::new(),
            samples: Vec::new(),
            plan: None,
            first: None,
            questions: Vec::new(),
            kind: None,
            read_as: Vec::new(),
        };
        draft.look(looked);
        draft
    }

    /// Takes in how the file is read now; what was decided stays.
    pub fn look(&mut self, looked: Looked) {
        let first = !std::mem::replace(&mut self.looked_into, true);
        if first {
            (self.plan, self.header_line) = (None, None);
            (self.headers, self.samples) = (Vec::new(), Vec::new());
        }
        self.encoding = looked.encoding;
        let found = match looked.found {
            Ok(found) => {
                self.refused = None;
                Some(found)
            }
            Err(refusal) => {
                if let Refusal::UnknownKind { columns } = &refusal {
                    self.headers.clone_from(columns);
                }
                self.refused = Some(refusal);
                looked.like
            }
        };
        if let Some(Found { plan, header_line, samples, questions }) = found {
            self.headers.clone_from(&plan.headers);
            (self.plan, self.header_line, self.samples) = (Some(plan), Some(header_line), samples);
            self.ask(questions);
        }
        if first {
            self.first.clone_from(&self.plan);
        }
    }

    /// Takes in what is asked now; questions that were asked before stay with their answers.
    fn ask(&mut self, questions: Vec<Question>) {
        // Where nothing was decided here, what is asked no more is answered elsewhere: by a file with the same headers, or a mapping.
        if self.mapping().is_none() {
            self.questions.retain(|(known, answer)| answer.is_some() || questions.contains(known));
        }
        let answered = self.questions.iter().filter(|(_, answer)| answer.is_some());
        let known: Vec<String> = answered.flat_map(|(question, _)| question.metrics()).cloned().collect();
        // What another file adds is not asked about any more: open questions of metrics are put anew.
        self.questions.retain(|(open, answer)| answer.is_some() || open.metrics().is_empty());
        for question in questions.into_iter().filter_map(|question| question.without(&known)) {
            // What terms look like is seen anew once days are decided.
            let terms = |question: &Question| matches!(question, Question::Terms { .. });
            match self.questions.iter_mut().find(|(known, _)| *known == question || terms(known) && terms(&question)) {
                Some((known, _)) => *known = question,
                None => self.questions.push((question, None)),
            }
        }
    }

    /// The kind that it is read as; `None` while that is open.
    pub fn kind(&self) -> Option<Kind> {
        let found = self.plan.as_ref().map(|plan| plan.kind).filter(|_| !matches!(self.refused, Some(Refusal::DoubtfulKind { .. })));
        self.kind.or(found)
    }

    /// The tool whose export it is, or the name of the mapping that knows it.
    pub fn tool(&self) -> Option<String> {
        let mapping = self.first.as_ref()?.mapping.as_ref()?;
        Some(mapping.title()).filter(|title| !title.is_empty() && self.kind.is_none())
    }

    /// The headers in their order.
    pub fn headers(&self) -> &[String] {
        &self.headers
    }

    /// What a column is read as.
    pub fn reading(&self, column: usize) -> Reading {
        let Some(header) = self.headers.get(column) else { return Reading::Unknown };
        let decided = self.read_as.iter().any(|(known, _)| known == header);
        // A refused file has no plan for what was decided: it is read as it would be.
        if let Some(mapping) = self.mapping().filter(|_| self.refused.is_some()) {
            let field = mapping.columns.iter().find(|(_, headers)| headers.all().contains(header)).map(|(field, _)| field.as_str());
            return if field.is_none() && !decided { Reading::Unknown } else { self.named(field) };
        }
        let of = |plan: &Option<Plan>| plan.as_ref().and_then(|plan| plan.columns.get(column).cloned());
        match of(&self.plan) {
            Some(Column::Field(field)) => self.named(self.spec_field(field).map(|field| field.name)),
            Some(Column::Custom(name)) => Reading::Own(name),
            Some(Column::Metric(key)) => Reading::Metric(key),
            Some(Column::LeftOut) if decided || !is_unknown(of(&self.first).as_ref()) => Reading::LeftOut,
            Some(Column::LeftOut | Column::Unknown { .. } | Column::UnknownMetric { .. }) | None => Reading::Unknown,
        }
    }

    fn named(&self, name: Option<&str>) -> Reading {
        let field = |name: &str| self.kind().and_then(|kind| kind.spec().named(name));
        match name {
            None => Reading::LeftOut,
            Some(name) => match (name.strip_prefix("field."), name.strip_prefix("metric."), field(name)) {
                (Some(own), ..) => Reading::Own(own.to_owned()),
                (_, Some(key), _) => Reading::Metric(key.to_owned()),
                (_, _, Some(field)) => Reading::Field(field.name),
                _ => Reading::Unknown,
            },
        }
    }

    fn spec_field(&self, field: usize) -> Option<&'static Field> {
        self.plan.as_ref().and_then(|plan| plan.kind.spec().fields.get(field))
    }

    /// The first values of a column that are not empty.
    pub fn samples(&self, column: usize, most: usize) -> Vec<&str> {
        let cells = self.samples.iter().filter_map(|row| row.get(column)).map(|text| text.trim());
        cells.filter(|text| !text.is_empty()).take(most).collect()
    }

    /// What was asked about the file, each with its answer.
    pub fn questions(&self) -> &[(Question, Option<Answer>)] {
        &self.questions
    }

    /// The questions that nobody has answered, by their places.
    pub fn open_questions(&self) -> impl Iterator<Item = usize> {
        self.questions.iter().enumerate().filter(|(_, (_, answer))| answer.is_none()).map(|(nth, _)| nth)
    }

    /// Whether days must be decided before the file can be imported: they are never guessed.
    pub fn waits_for_days(&self) -> bool {
        self.questions.iter().any(|(question, answer)| matches!(question, Question::Days { .. }) && answer.is_none())
    }

    /// Whether it goes into the book as it stands.
    pub fn goes_in(&self) -> bool {
        self.taken && self.refused.is_none() && !self.waits_for_days()
    }

    /// Answers a question.
    pub fn answer(&mut self, nth: usize, answer: Answer) {
        if let Some((_, given)) = self.questions.get_mut(nth) {
            *given = Some(answer);
        }
    }

    /// Reads a column as a field, `field.X` or `metric.X`; `None` leaves it out.
    pub fn read_as(&mut self, column: usize, field: Option<String>) {
        let Some(header) = self.headers.get(column) else { return };
        // One field is read from one column: another column gives way.
        self.read_as.retain(|(known, other)| known != header && (other.is_none() || *other != field));
        self.read_as.push((header.clone(), field));
    }

    /// Reads the file as one of another kind; what was decided about its columns was meant for the kind before.
    pub fn be(&mut self, kind: Kind) {
        if self.kind() == Some(kind) {
            return;
        }
        self.kind = Some(kind);
        self.read_as.clear();
        self.questions.clear();
    }

    /// Reads the file in an encoding, or in the one that its bytes tell. It is another file then: what was decided about its columns
    /// was meant for the letters before.
    pub fn read_in(&mut self, encoding: Option<Encoding>) {
        (self.chosen_encoding, self.looked_into, self.kind) = (encoding, false, None);
        self.read_as.clear();
        self.questions.clear();
    }

    /// Metrics that are to be added to the rules.
    pub fn wanted_metrics(&self) -> impl Iterator<Item = &[String]> {
        self.questions.iter().filter(|(_, answer)| *answer == Some(Answer::Add(true))).map(|(question, _)| question.metrics())
    }

    /// The day that its values are of, where that was answered; else they are of the day that is proposed anyway.
    pub fn observed(&self) -> Option<Day> {
        self.questions.iter().find_map(|(_, answer)| if let Some(Answer::Observed(day)) = answer { Some(*day) } else { None })
    }

    /// The mapping to look into it by: what was decided; `None` where nothing was.
    pub fn mapping(&self) -> Option<Mapping> {
        self.mapping_with(|_, answer| answer)
    }

    /// The mapping to import it by: open questions take their likeliest answers. `None` where nothing was decided and nothing is asked.
    pub fn proposed_mapping(&self) -> Option<Mapping> {
        self.mapping_with(|question, answer| answer.or_else(|| question.likely()))
    }

    fn mapping_with(&self, answer_of: impl Fn(&Question, Option<Answer>) -> Option<Answer>) -> Option<Mapping> {
        let answers = self.questions.iter().filter_map(|(question, given)| Some((question, answer_of(question, *given)?)));
        let answers: Vec<_> = answers.filter(|(_, answer)| !matches!(answer, Answer::Observed(_))).collect();
        if answers.is_empty() && self.kind.is_none() && self.read_as.is_empty() {
            return None;
        }
        let mut mapping = match (self.kind, &self.first) {
            (Some(kind), Some(first)) if first.kind == kind => Mapping::of(first),
            (Some(kind), _) => Mapping::of_kind(kind, &self.headers),
            (None, first) => Mapping::of(first.as_ref()?),
        };
        for (question, answer) in answers {
            mapping.answer(question, answer);
        }
        for (header, field) in &self.read_as {
            mapping.read_as(header, field.as_deref());
        }
        Some(mapping)
    }

    /// All that a column can be read as, fields first; nothing while the kind is open.
    pub fn choices(&self, column: usize, metrics: &[String]) -> Vec<String> {
        let Some(kind) = self.kind() else { return Vec::new() };
        let own = self.headers.get(column).filter(|_| kind == Kind::Account).map(|header| field_name(header)).filter(|name| !name.is_empty());
        Found::choices_of(kind, metrics).into_iter().chain(own.map(|name| format!("field.{name}"))).collect()
    }
}

fn is_unknown(column: Option<&Column>) -> bool {
    matches!(column, None | Some(Column::Unknown { .. } | Column::UnknownMetric { .. }))
}

#[cfg(test)]
mod tests;
