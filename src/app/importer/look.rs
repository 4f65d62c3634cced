//! What files seem to be, before anything is imported: kind, tool, columns with samples, and what must be asked. Writes nothing
//! but the mapping that the answers come to.

use crate::app::importer::files::{OpenSheet, file_name, with_sheet};
use crate::app::importer::lookup::BookLookup;
use crate::app::importer::{ImportRequest, files, observed_on};
use crate::app::{AppError, Session};
use crate::domain::Day;
use crate::domain::text::hash;
use crate::import::kinds::Kind;
use crate::import::looks::{currency_looks, term_looks};
use crate::import::lookup::Lookup as _;
use crate::import::mapping::{Mapping, Tool};
use crate::import::plan::Plan;
use crate::import::questions::{Question, observed as observed_question, open_questions, terms_are_open};
use crate::import::{Encoding, Refusal, unknown_metrics};
use crate::platform::{create_private_dir, write_private};
use std::path::PathBuf;

/// Rows shown of each file.
const SAMPLES: usize = 5;

/// One file, looked into.
#[derive(Debug)]
pub struct Looked {
    pub path: PathBuf,
    /// The file's name, with that of the sheet where a workbook has several.
    pub name: String,
    /// The encoding that it was read in; `None` where it is no text.
    pub encoding: Option<Encoding>,
    /// What it is, or why it cannot be read.
    pub found: Result<Found, Refusal>,
    /// Of one that leaves a doubt, what it would be with that decided for the first possibility.
    pub like: Option<Found>,
}

/// What a file seems to be.
#[derive(Debug)]
pub struct Found {
    pub plan: Plan,
    /// The line of the header, from 1.
    pub header_line: u64,
    /// The first rows, cells as they stand in the file.
    pub samples: Vec<Vec<String>>,
    pub questions: Vec<Question>,
}

impl Found {
    /// All that a column of this kind can be read as, fields first.
    pub fn choices(&self, metrics: &[String]) -> Vec<String> {
        Self::choices_of(self.plan.kind, metrics)
    }

    /// All that a column of a file of a kind can be read as, fields first.
    pub fn choices_of(kind: Kind, metrics: &[String]) -> Vec<String> {
        let fields = kind.spec().fields.iter().map(|field| field.name).filter(|name| !matches!(*name, "field" | "metric"));
        let takes_metrics = matches!(kind, Kind::Account | Kind::Usage);
        let metrics = metrics.iter().filter(|_| takes_metrics).map(|key| format!("metric.{key}"));
        fields.map(str::to_owned).chain(metrics).collect()
    }
}

impl Session {
    /// Looks into files in the order of one import. One that cannot be taken is told of, even where it was named.
    pub fn look_into(&self, request: &ImportRequest) -> Result<Vec<Looked>, AppError> {
        let lookup = BookLookup::new(self, request.new_metrics.clone())?;
        let request = self.mapped(request)?;
        let found = files::expand(&request.paths)?.into_iter().map(files::Found::unnamed).collect();
        let (files, passed_over) = files::open_all(found, &request, self.opening.clock, &lookup)?;
        let mut looked = Vec::new();
        for file in files {
            let (path, name, encoding) = (file.path.clone(), file.name(), file.told.encoding);
            let observed = observed_on((request.on, &[]), &path, file.written, self.day);
            let found = look(file.sheet, &lookup, self.day).map(|mut found| {
                let observed = observed_question(&found.plan, observed, self.day).filter(|_| request.on.is_none());
                found.questions.extend(observed);
                found
            });
            looked.push(Looked { path, name, encoding, found, like: None });
        }
        for file in passed_over {
            let name = with_sheet(file_name(&file.path), file.sheet_name.as_deref());
            let like = decided(&file.why, &request).and_then(|request| {
                let (files, _) = files::open_all(vec![files::Found::unnamed_at(&file.path)], &request, self.opening.clock, &lookup).ok()?;
                look(files.into_iter().find(|again| again.sheet_name == file.sheet_name)?.sheet, &lookup, self.day).ok()
            });
            looked.push(Looked { name, path: file.path, encoding: file.encoding, found: Err(file.why), like });
        }
        Ok(looked)
    }

    /// Keeps mappings beside the configuration, for every later file with the same headers. The rows are in by then: what could
    /// not be kept is a warning, no failure.
    pub fn keep_mappings(&self, mappings: &[Mapping]) -> Vec<AppError> {
        mappings.iter().filter_map(|mapping| self.keep_mapping(mapping).err()).collect()
    }

    fn keep_mapping(&self, mapping: &Mapping) -> Result<(), AppError> {
        let folder = self.mappings_folder()?;
        create_private_dir(&folder)?;
        let known_by = hash(mapping.having.join("\n").as_bytes());
        let path = folder.join(format!("{}-{known_by:016x}.toml", mapping.kind));
        let tool = Tool { tool: mapping.tool.clone(), name: mapping.tool_name.clone(), file: vec![mapping.clone()] };
        let text = toml::to_string(&tool).map_err(|error| AppError::Mapping { path: path.clone(), line: None, message: error.to_string() })?;
        Ok(write_private(&path, text.as_bytes())?)
    }
}

/// The request with a doubt decided for the first possibility: one of several kinds, one of two columns.
fn decided(doubt: &Refusal, request: &ImportRequest) -> Option<ImportRequest> {
    match doubt {
        Refusal::DoubtfulKind { kinds } => Some(ImportRequest { kind: Some(Kind::parse(kinds.first()?)?), ..request.clone() }),
        Refusal::SameField { columns: [_, second], .. } => Some(ImportRequest { map: vec![(second.clone(), String::new())], ..request.clone() }),
        _ => None,
    }
}

fn look(mut sheet: OpenSheet, lookup: &BookLookup, today: Day) -> Result<Found, Refusal> {
    let mut samples = Vec::new();
    while samples.len() < SAMPLES && sheet.next_record()? {
        samples.push(sheet.cells());
    }
    let asked = sheet.ask_values(lookup)?;
    let looks = if terms_are_open(sheet.plan()) { term_looks(&mut sheet, lookup, today).unwrap_or_default() } else { Vec::new() };
    let plan = sheet.plan();
    let days = asked.undecided.map(|open| Question::Days { column: plan.headers[open.column].clone(), sample: open.sample });
    let refused = plan.mapping.as_ref().map_or(&[][..], |mapping| &mapping.not_metrics);
    let metrics = unknown_metrics::of_rows(asked.metrics).into_iter().filter_map(|question| question.without(refused));
    let currency = currency_looks(plan, &samples, lookup.currency()).map(|(column, currency)| Question::Currency { column, currency });
    let questions = days.into_iter().chain(currency).chain(open_questions(plan, looks)).chain(metrics).collect();
    Ok(Found { plan: sheet.plan().clone(), header_line: sheet.header_line(), samples, questions })
}
