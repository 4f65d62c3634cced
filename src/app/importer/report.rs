//! What an import did, file by file, and the files of rejects.

use crate::app::AppError;
use crate::app::importer::files::{OpenFile, file_name, with_sheet};
use crate::app::importer::{Fate, Gone, NewMetric};
use crate::import::cells::Form;
use crate::import::mapping::Mapping;
use crate::import::plan::{Column, Plan};
use crate::import::questions::{Answer, Question, open_questions};
use crate::import::rejected::{SUFFIX, name_of};
use crate::import::table::Told;
use crate::import::terms;
use crate::import::{Encoding, Kind, Refusal, Reject, Rejected, Why};
use crate::platform::write_private_from;
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::io::{BufReader, Read, Seek as _};
use std::mem::discriminant;
use std::path::{Path, PathBuf};
use tempfile::SpooledTempFile;

/// Rejected records of one file kept in memory before they go to a scratch file, in bytes.
const REJECTS_IN_MEMORY: usize = 4 << 20;

/// Rows by what became of them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Count {
    pub new: u64,
    pub changed: u64,
    pub unchanged: u64,
    pub rejected: u64,
    /// Rows without anything in them, rows that others overrule, and rows of files of no known kind.
    pub passed_over: u64,
}

impl Count {
    /// All rows.
    pub fn rows(&self) -> u64 {
        self.new + self.changed + self.unchanged + self.rejected + self.passed_over
    }

    pub(in crate::app::importer) fn add(&mut self, fate: Fate) {
        self.add_many(fate, 1);
    }

    pub(in crate::app::importer) fn add_many(&mut self, fate: Fate, rows: u64) {
        match fate {
            Fate::New => self.new += rows,
            Fate::Changed => self.changed += rows,
            Fate::Unchanged => self.unchanged += rows,
            Fate::LeftOut => self.passed_over += rows,
            Fate::Later => {}
        }
    }

    fn sum(self, other: Self) -> Self {
        Self {
            new: self.new + other.new,
            changed: self.changed + other.changed,
            unchanged: self.unchanged + other.unchanged,
            rejected: self.rejected + other.rejected,
            passed_over: self.passed_over + other.passed_over,
        }
    }
}

/// One file, or one sheet of it, and its rows.
#[derive(Debug)]
pub struct FileReport {
    pub path: PathBuf,
    /// The sheet of a workbook that has several.
    pub sheet_name: Option<String>,
    pub kind: Kind,
    pub count: Count,
    /// Encoding, separator, sheets that are hidden.
    pub told: Told,
    /// What became of rows that are none, by why.
    pub passed_over: BTreeMap<Why, u64>,
    /// The tool whose export it is: its name and that of the file.
    pub mapping: Option<String>,
    /// Whether it is read as was answered about it before.
    pub answered: bool,
    /// What its header leaves open and nobody was asked, with what holds instead.
    pub assumed: Vec<(Question, Answer)>,
    /// Headers of amounts that name a unit of thousands and more.
    pub units: Vec<String>,
    /// How many columns were left out on purpose.
    pub left_out: usize,
    /// The line of the header, from 1.
    pub header_line: u64,
    /// Columns that became fields of the user's own.
    pub custom: Vec<String>,
    /// Headers that nobody understood.
    pub unrecognised: Vec<String>,
    /// Where the rejected records were written, once they are.
    pub rejects_file: Option<PathBuf>,
    rejects: Option<Rejected<SpooledTempFile>>,
    raw_headers: Vec<String>,
}

/// A file, or one sheet of it, that was not read.
#[derive(Debug)]
pub struct PassedOver {
    pub path: PathBuf,
    /// The sheet of a workbook that has several.
    pub sheet_name: Option<String>,
    /// The encoding of a text, as far as it was read.
    pub encoding: Option<Encoding>,
    /// Rows it seems to have: its records less the header; 0 where none can be told.
    pub rows: u64,
    pub why: Refusal,
}

impl PassedOver {
    /// The whole path, and the sheet's name.
    pub fn full_name(&self) -> String {
        with_sheet(self.path.display().to_string(), self.sheet_name.as_deref())
    }
}

/// What an account's terms gave to tell.
#[derive(Clone, Debug)]
pub struct TermsTold {
    /// The id of the account as the user knows it.
    pub account: String,
    pub told: terms::Told,
}

/// What an import did, or on a dry run would do.
#[derive(Debug, Default)]
pub struct ImportReport {
    pub files: Vec<FileReport>,
    pub passed_over: Vec<PassedOver>,
    /// The first rejects; `files` count all of them.
    pub rejects: Vec<Reject>,
    pub told: Vec<TermsTold>,
    pub gone: Option<Gone>,
    /// What was added to the rules, or on a dry run would be.
    pub new_metrics: Vec<NewMetric>,
    /// What went wrong after the rows were in.
    pub warnings: Vec<AppError>,
    /// The entry of the journal; `None` when nothing changed.
    pub entry: Option<i64>,
}

impl FileReport {
    pub(in crate::app::importer) fn new(file: &OpenFile) -> Self {
        let sheet = &file.sheet;
        Self {
            path: file.path.clone(),
            sheet_name: file.sheet_name.clone(),
            kind: sheet.plan().kind,
            count: Count::default(),
            told: file.told.clone(),
            passed_over: BTreeMap::new(),
            mapping: sheet.plan().mapping.as_ref().filter(|mapping| !mapping.exactly).map(Mapping::title),
            answered: sheet.plan().mapping.as_ref().is_some_and(|mapping| mapping.exactly),
            assumed: open_questions(sheet.plan(), Vec::new()).into_iter().filter_map(|open| Some((open.clone(), open.assumed()?))).collect(),
            units: amounts_in_units(sheet.plan()),
            left_out: sheet.plan().columns.iter().filter(|column| **column == Column::LeftOut).count(),
            header_line: sheet.header_line(),
            custom: sheet.plan().fields().map(|(column, _)| sheet.plan().headers[column].clone()).collect(),
            unrecognised: Vec::new(),
            rejects_file: None,
            rejects: None,
            raw_headers: sheet.raw_headers().to_vec(),
        }
    }

    pub(in crate::app::importer) fn pass_over(&mut self, why: Why) {
        self.count.passed_over += 1;
        *self.passed_over.entry(why).or_default() += 1;
    }

    /// The file's own name, and its sheet's.
    pub fn name(&self) -> String {
        with_sheet(file_name(&self.path), self.sheet_name.as_deref())
    }

    /// The whole path, and the sheet's name.
    pub fn full_name(&self) -> String {
        with_sheet(self.path.display().to_string(), self.sheet_name.as_deref())
    }

    pub(in crate::app::importer) fn reject(&mut self, reject: &Reject) -> Result<(), AppError> {
        self.count.rejected += 1;
        // One that was too large to hold is mended in its own file.
        if reject.record.is_empty() {
            return Ok(());
        }
        let of_file = |source| AppError::File { path: self.path.clone(), source };
        if self.rejects.is_none() {
            self.rejects = Some(Rejected::new(SpooledTempFile::new(REJECTS_IN_MEMORY), &self.raw_headers).map_err(of_file)?);
        }
        if let Some(rejects) = &mut self.rejects {
            rejects.add(reject).map_err(of_file)?;
        }
        Ok(())
    }

    /// Writes the rejected records beside their file.
    fn write_rejects(&mut self) -> Result<(), AppError> {
        let Some(rejects) = self.rejects.take() else { return Ok(()) };
        let of_file = |source| AppError::File { path: self.path.clone(), source };
        let mut scratch = rejects.finish().map_err(of_file)?;
        for nth in 1.. {
            let path = self.path.with_file_name(nth_name(&name_of(&file_name(&self.path)), nth));
            scratch.rewind().map_err(of_file)?;
            if path.symlink_metadata().is_err() {
                write_private_from(&path, &mut scratch)?;
                self.rejects_file = Some(path);
                break;
            }
            if holds(&path, &mut scratch).unwrap_or(false) {
                self.rejects_file = Some(path);
                break;
            }
        }
        Ok(())
    }
}

/// The headers of amounts that name a unit.
fn amounts_in_units(plan: &Plan) -> Vec<String> {
    let is_amount = |column: &Column| matches!(column, Column::Field(field) if plan.kind.spec().fields[*field].form == Form::Money);
    let places = (0..plan.columns.len()).filter(|place| is_amount(&plan.columns[*place]) && plan.unit(*place).is_some());
    places.map(|place| plan.headers[place].clone()).collect()
}

/// `sales.rejected.csv`, then `sales.2.rejected.csv`: a file that may have been mended by hand is never written over.
fn nth_name(name: &str, nth: u32) -> String {
    match name.strip_suffix(SUFFIX) {
        Some(stem) if nth > 1 => format!("{stem}.{nth}{SUFFIX}"),
        _ => name.to_owned(),
    }
}

/// Whether a file holds exactly what is read.
fn holds(path: &Path, other: &mut dyn Read) -> std::io::Result<bool> {
    let mut there = BufReader::new(std::fs::File::open(path)?).bytes();
    for byte in BufReader::new(other).bytes() {
        if there.next().transpose()? != Some(byte?) {
            return Ok(false);
        }
    }
    Ok(there.next().is_none())
}

impl ImportReport {
    /// Rows over all files.
    pub fn total(&self) -> Count {
        self.files.iter().fold(Count::default(), |sum, file| sum.sum(file.count))
    }

    /// Rejected rows over all files.
    pub fn rejected(&self) -> u64 {
        self.total().rejected
    }

    /// Whether a file stayed behind because nobody has decided how its days are written.
    pub fn waits_for_days(&self) -> bool {
        self.passed_over.iter().any(|file| matches!(file.why, Refusal::UndecidedDays { .. }))
    }

    /// What is to be told of contracts, things of one sort together.
    pub fn told_by_sort(&self) -> Vec<Vec<&TermsTold>> {
        let mut sorts: Vec<Vec<&TermsTold>> = Vec::new();
        for told in &self.told {
            let same = |sort: &&mut Vec<&TermsTold>| sort.first().is_some_and(|first| discriminant(&first.told) == discriminant(&told.told));
            match sorts.iter_mut().find(same) {
                Some(sort) => sort.push(told),
                None => sorts.push(vec![told]),
            }
        }
        sorts
    }

    /// Rows by kind, in the order of the files.
    pub fn by_kind(&self) -> Vec<(Kind, Count)> {
        let mut kinds: Vec<(Kind, Count)> = Vec::new();
        for file in &self.files {
            match kinds.iter_mut().find(|(kind, _)| *kind == file.kind) {
                Some((_, count)) => *count = count.sum(file.count),
                None => kinds.push((file.kind, file.count)),
            }
        }
        kinds
    }

    /// What it did, for the history. Files from which nothing came into the book `brought` nothing.
    pub(in crate::app::importer) fn deed(&self) -> Value {
        let total = self.total();
        let names: Vec<String> = self.files.iter().map(FileReport::name).collect();
        let bringing = self.files.iter().filter(|file| file.count.new + file.count.changed > 0);
        let brought: Vec<Value> = bringing.map(|file| json!({"kind": file.kind.spec().name, "file": file.name()})).collect();
        json!({"verb": "import", "files": names, "brought": brought, "new": total.new, "changed": total.changed})
    }

    /// The rows are in by now: a file of rejects that cannot be written is a warning, no failure.
    pub(in crate::app::importer) fn write_rejects(&mut self) {
        for file in &mut self.files {
            self.warnings.extend(file.write_rejects().err());
        }
    }
}
