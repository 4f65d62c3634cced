//! `banso export`: one kind into a file, or all kinds into a folder, as CSV, JSON lines or XLSX.

use crate::app::{AppError, ExportFormat, Session};
use crate::cli::Desk;
use crate::cli::args::Format;
use crate::cli::failure::Failure;
use crate::i18n::messages;
use serde_json::{Value, json};
use std::path::PathBuf;

/// What can be typed: `KIND PATH`, or `--all FOLDER`.
#[derive(Debug, clap::Args)]
pub struct Args {
    #[arg(required_unless_present = "all", value_name = "KIND")]
    kind: Option<String>,
    #[arg(value_name = "PATH", required_unless_present = "all")]
    path: Option<PathBuf>,
    #[arg(long, value_name = "FOLDER", conflicts_with_all = ["kind", "path"])]
    all: Option<PathBuf>,
}

pub(in crate::cli) fn run(args: Args, desk: &mut Desk<'_>) -> Result<(), Failure> {
    let asked = asked(desk.out.format);
    let session = || Session::read(desk.opening.clone());
    let written = match (args.all, args.kind, args.path) {
        (Some(folder), ..) => session()?.export_all(&folder, asked.unwrap_or(ExportFormat::Csv))?,
        (None, Some(kind), Some(path)) => {
            let format = ExportFormat::of(asked, &path)?;
            vec![session()?.export(&kind, &path, format)?]
        }
        _ => return Err(AppError::ExportKind { text: String::new(), nearest: None }.into()),
    };
    if desk.out.format == Format::Json {
        let files: Vec<Value> =
            written.iter().map(|file| json!({"kind": file.kind, "file": file.path.display().to_string(), "rows": file.rows})).collect();
        return Ok(desk.out.json(&Value::Array(files))?);
    }
    for file in &written {
        desk.out.say(&messages::exported(desk.opening.lang, file.path.display(), file.kind, file.rows))?;
    }
    Ok(())
}

/// The format of the files. `--json` is about what is said of them, and a table is no file.
fn asked(format: Format) -> Option<ExportFormat> {
    match format {
        Format::Csv => Some(ExportFormat::Csv),
        Format::Jsonl => Some(ExportFormat::Jsonl),
        Format::Xlsx => Some(ExportFormat::Xlsx),
        Format::Table | Format::Json => None,
    }
}
