//! `banso import`: files or folders into the book, every row accounted for.

use crate::app::{
    AppError, Count, Days, Encoding, ImportReport, ImportRequest, NewMetrics, Session, import_currency, import_encoding, import_kind, reject_text,
};
use crate::cli::Desk;
use crate::cli::commands::guide::{self, Depth};
use crate::cli::commands::{first_steps, today};
use crate::cli::failure::Failure;
use crate::i18n::data::advice;
use crate::i18n::replay::brief;
use crate::i18n::{Lang, Sentence, errors, guide as texts, messages, terms_told};
use crate::proof::YEAR;
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use serde_json::{Map, Value, json};
use std::io::{IsTerminal as _, stderr, stdin, stdout};
use std::path::PathBuf;

/// What can be typed.
#[derive(Debug, clap::Args)]
#[expect(clippy::struct_excessive_bools, reason = "each is a flag of its own on the command line")]
pub struct Args {
    paths: Vec<PathBuf>,
    #[arg(long = "as", id = "kind", value_name = "KIND")]
    kind: Option<String>,
    #[arg(long, value_name = "ENCODING")]
    encoding: Option<String>,
    #[arg(long, value_name = "CODE")]
    currency: Option<String>,
    #[arg(long, value_name = "COL=FIELD")]
    map: Vec<String>,
    #[arg(long, value_enum, value_name = "ORDER")]
    dates: Option<Order>,
    #[arg(long, value_name = "DATE", allow_hyphen_values = true)]
    on: Option<String>,
    #[arg(long)]
    new_metrics: bool,
    #[arg(long)]
    no_sweep: bool,
    #[arg(long)]
    dry_run: bool,
    #[arg(long)]
    strict: bool,
    #[arg(long, conflicts_with = "dry_run")]
    guide: bool,
}

/// The order of day and month.
#[derive(Clone, Copy, Debug, clap::ValueEnum)]
enum Order {
    Dmy,
    Mdy,
}

/// Rejected rows shown as text; all of them stand in the file of rejects and in `--json`.
const REJECTS: usize = 10;

/// Sentences of one sort about contracts shown as text; all of them are in `--json`.
const TOLD: usize = 3;

pub(in crate::cli) fn run(args: Args, desk: &mut Desk<'_>) -> Result<(), Failure> {
    let at_terminal = stdin().is_terminal() && stdout().is_terminal() && !desk.out.is_json() && !desk.out.quiet;
    let depth = if args.guide { Some(Depth::Columns) } else { (at_terminal && !args.dry_run).then_some(Depth::Questions) };
    // The remembered folder is read in one word, so what it would do is shown before it is done.
    let confirms = args.guide || at_terminal && !args.dry_run && args.paths.is_empty();
    let mut session = if args.dry_run { Session::rehearsal(desk.opening.clone())? } else { Session::write(desk.opening.clone())? };
    let (dry_run, no_sweep) = (args.dry_run, args.no_sweep);
    let mut request = request(args, &session)?;
    let was_empty = session.book().accounts().is_empty();
    let mut answers = stdin().lock();
    if let Some(depth) = depth {
        let Some(asked) = guide::ask(&session, request, depth, desk, &mut answers)? else { return stop(desk) };
        request = asked;
    }
    if confirms {
        let preview = session.import(&ImportRequest { dry_run: true, ..request.clone() }, &mut |_, _| {})?;
        tell(desk, &preview, true)?;
        if !guide::confirmed(desk.opening.lang, desk, &mut answers)? {
            return stop(desk);
        }
    }
    let bar = progress_bar(desk.out.quiet);
    let result = session.import(&request, &mut |read, total| {
        bar.set_length(total);
        bar.set_position(read);
    });
    bar.finish_and_clear();
    let mut report = match result {
        Err(AppError::StrictRejected { report }) => {
            tell(desk, &report, dry_run)?;
            return Err(AppError::StrictRejected { report }.into());
        }
        result => result?,
    };
    report.warnings.extend(session.keep_mappings(&request.mappings));
    tell(desk, &report, dry_run)?;
    let first = was_empty && !dry_run && report.entry.is_some() && !desk.out.is_json();
    // Before the first sweep, so that what it opens fits what was answered.
    if depth.is_some() && report.entry.is_some() {
        session.refresh()?;
        let open = session.first_steps(&request.paths);
        let open = if first { open } else { open.of_new(&report.new_metrics) };
        first_steps::ask(&open, &mut session, desk, &mut answers)?;
    }
    if !dry_run && !no_sweep {
        let tally = session.sweep_if_due()?;
        if let Some(tally) = tally.filter(|tally| !desk.out.is_json() && tally.opened + tally.cleared + tally.held > 0) {
            desk.out.say(&messages::swept(desk.opening.lang, tally.opened, tally.cleared, tally.held))?;
        }
    }
    if first {
        what_next(&mut session, desk)?;
        if depth.is_some() {
            desk.out.say("")?;
            today::write(&today::Args::default(), &session, desk)?;
        }
    }
    let total = report.total();
    let nothing_was_read = report.files.is_empty() && !report.passed_over.is_empty();
    let nothing_went_in = nothing_was_read || total.rejected > 0 && total.new + total.changed + total.unchanged == 0;
    if nothing_went_in || report.waits_for_days() { Err(Failure::Told(1)) } else { Ok(()) }
}

/// What a new book lacks most, which of its losses the rules would have seen coming, and where to look now.
fn what_next(session: &mut Session, desk: &mut Desk<'_>) -> Result<(), Failure> {
    session.refresh()?;
    let formats = session.formats();
    let parts = [advice(formats, &session.data()?, session.day), brief(formats, &session.losses(YEAR)), vec![messages::look_now(formats.lang)]];
    for part in parts.iter().filter(|part| !part.is_empty()) {
        desk.out.say("")?;
        for line in part {
            desk.out.line(line)?;
        }
    }
    Ok(())
}

/// The person went away or said no.
fn stop(desk: &mut Desk<'_>) -> Result<(), Failure> {
    desk.out.say(&texts::stopped(desk.opening.lang))?;
    Err(Failure::Told(1))
}

fn request(args: Args, session: &Session) -> Result<ImportRequest, AppError> {
    let paths = if args.paths.is_empty() { session.inbox().into_iter().collect() } else { args.paths };
    if paths.is_empty() {
        return Err(AppError::NoInbox);
    }
    let pair = |text: &String| {
        let (column, field) = text.split_once('=').ok_or_else(|| AppError::MapPair { text: text.clone() })?;
        Ok::<_, AppError>((column.to_owned(), field.to_owned()))
    };
    Ok(ImportRequest {
        paths,
        kind: args.kind.map(|text| import_kind(&text)).transpose()?,
        encoding: args.encoding.map(|text| import_encoding(&text)).transpose()?,
        currency: args.currency.map(|text| import_currency(&text)).transpose()?,
        encodings: Vec::new(),
        observed: Vec::new(),
        map: args.map.iter().map(pair).collect::<Result<_, _>>()?,
        mappings: Vec::new(),
        without: Vec::new(),
        days: args.dates.map(|order| match order {
            Order::Dmy => Days::Dmy,
            Order::Mdy => Days::Mdy,
        }),
        on: args.on.map(|text| session.read_day(&text)).transpose()?,
        new_metrics: if args.new_metrics { NewMetrics::All } else { NewMetrics::default() },
        dry_run: args.dry_run,
        strict: args.strict,
    })
}

/// A bar on stderr, where a person can see it.
fn progress_bar(quiet: bool) -> ProgressBar {
    let target = if quiet || !stderr().is_terminal() { ProgressDrawTarget::hidden() } else { ProgressDrawTarget::stderr() };
    let bar = ProgressBar::with_draw_target(Some(0), target);
    if let Ok(style) = ProgressStyle::with_template("{wide_bar} {percent}%") {
        bar.set_style(style);
    }
    bar
}

fn tell(desk: &mut Desk<'_>, report: &ImportReport, dry_run: bool) -> Result<(), Failure> {
    let lang = desk.opening.lang;
    if desk.out.is_json() {
        return Ok(desk.out.json(&shape(lang, report))?);
    }
    for file in &report.files {
        let kind = lang.pick(file.kind.spec().name, file.kind.spec().ja);
        desk.out.say(&messages::import_file(lang, file.name(), kind, file.count.rows(), file.count.words(lang)))?;
        let told = file.about(lang);
        if !told.is_empty() {
            desk.out.say(&messages::import_told(lang, told.join(lang.pick("; ", "、"))))?;
        }
        if !file.unrecognised.is_empty() {
            desk.out.say(&format!("  {}", messages::columns_ignored(lang, file.name(), file.unrecognised.join(", "))))?;
        }
    }
    for file in &report.passed_over {
        let why = errors::refusal(lang, &file.why);
        desk.out.say(&messages::passed_over(lang, file.full_name(), format!("{} {}", why.what, why.hint.unwrap_or_default())))?;
    }
    terms(desk, lang, report)?;
    if let Some(missing) = &report.gone {
        desk.out.say(&missing.words(lang))?;
    }
    rejects(desk, lang, report)?;
    for warning in &report.warnings {
        let Sentence { what, hint } = warning.sentence(lang);
        desk.out.say(&format!("{what} {}", hint.unwrap_or_default()))?;
    }
    closing(desk, lang, report, dry_run)
}

/// What accounts' contracts gave to tell, a few of each sort.
fn terms(desk: &mut Desk<'_>, lang: Lang, report: &ImportReport) -> Result<(), Failure> {
    for of_sort in report.told_by_sort() {
        let shown = desk.at_most(TOLD);
        for told in of_sort.iter().take(shown) {
            desk.out.say(&terms_told(lang, &told.account, &told.told))?;
        }
        if of_sort.len() > shown {
            desk.out.say(&format!("  {}", messages::more_of_sort(lang, of_sort.len() - shown)))?;
        }
    }
    Ok(())
}

fn rejects(desk: &mut Desk<'_>, lang: Lang, report: &ImportReport) -> Result<(), Failure> {
    let shown = desk.at_most(REJECTS).min(report.rejects.len());
    for reject in &report.rejects[..shown] {
        desk.out.say(&format!("  {}", reject_text(lang, reject)))?;
    }
    let more = report.rejected().saturating_sub(shown as u64);
    if more > 0 {
        desk.out.say(&format!("  {}", messages::more_rejects(lang, more)))?;
    }
    let files: Vec<String> = report.files.iter().filter_map(|file| file.rejects_file.as_ref()).map(|file| file.display().to_string()).collect();
    if !files.is_empty() {
        desk.out.say(&messages::rejects_written(lang, files.join(lang.pick(", ", "、"))))?;
    }
    Ok(())
}

fn closing(desk: &mut Desk<'_>, lang: Lang, report: &ImportReport, dry_run: bool) -> Result<(), Failure> {
    let total = report.total();
    let said = if dry_run {
        messages::dry_run(lang)
    } else if report.entry.is_some() {
        messages::import_undo(lang)
    } else if total.unchanged > 0 && total.rejected == 0 {
        messages::import_unchanged(lang)
    } else {
        return Ok(());
    };
    Ok(desk.out.say(&said)?)
}

fn shape(lang: Lang, report: &ImportReport) -> Value {
    let counts = |count: &Count| json!({"new": count.new, "changed": count.changed, "unchanged": count.unchanged, "rejected": count.rejected});
    let imported: Map<String, Value> = report.by_kind().iter().map(|(kind, count)| (kind.spec().name.to_owned(), counts(count))).collect();
    let files = report.files.iter().map(|file| {
        let mut shape = counts(&file.count);
        if let Some(shape) = shape.as_object_mut() {
            shape.insert("file".into(), json!(file.full_name()));
            shape.insert("kind".into(), json!(file.kind.spec().name));
            shape.insert("rows".into(), json!(file.count.rows()));
            shape.insert("passed_over".into(), json!(file.count.passed_over));
            shape.insert("encoding".into(), json!(file.told.encoding.map(Encoding::name)));
            shape.insert("mapping".into(), json!(file.mapping));
            shape.insert("header_line".into(), json!(file.header_line));
            shape.insert("assumed".into(), json!(file.assumptions(lang)));
            shape.insert("custom".into(), json!(file.custom));
            shape.insert("unrecognised".into(), json!(file.unrecognised));
            shape.insert("rejects_file".into(), json!(file.rejects_file.as_ref().map(|path| path.display().to_string())));
        }
        shape
    });
    let skipped = report.passed_over.iter().map(|file| {
        json!({"file": file.full_name(), "kind": null, "rows": file.rows, "new": 0, "changed": 0, "unchanged": 0, "rejected": 0, "passed_over": file.rows})
    });
    let rejected: Vec<Value> = report
        .rejects
        .iter()
        .map(|reject| {
            let sentence = errors::reject(lang, &reject.reason);
            json!({"file": *reject.file, "line": reject.line, "column": reject.column, "value": reject.value, "reason": sentence.what, "hint": sentence.hint})
        })
        .collect();
    let passed_over: Vec<Value> = report
        .passed_over
        .iter()
        .map(|file| {
            let why = errors::refusal(lang, &file.why);
            json!({"file": file.full_name(), "why": format!("{} {}", why.what, why.hint.unwrap_or_default()).trim_end()})
        })
        .collect();
    let missing: Vec<Value> = report.gone.iter().flat_map(|gone| &gone.accounts).map(|(id, name)| json!({"id": id, "name": name})).collect();
    json!({
        "imported": imported,
        "rejected": rejected,
        "passed_over": passed_over,
        "files": files.chain(skipped).collect::<Vec<_>>(),
        "told": report.told.iter().map(|told| terms_told(lang, &told.account, &told.told)).chain(report.gone.iter().map(|missing| missing.words(lang))).collect::<Vec<_>>(),
        "gone": missing,
        "new_metrics": report.new_metrics.iter().map(|metric| metric.key.as_str()).collect::<Vec<_>>(),
        "warnings": report.warnings.iter().map(|warning| warning.sentence(lang).what).collect::<Vec<_>>(),
        "entry": report.entry,
    })
}
