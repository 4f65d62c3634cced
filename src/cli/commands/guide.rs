//! `banso import --guide`: what each file seems to be, its open questions, its columns to correct, a preview, and a yes before
//! anything is written. Answers are kept as mappings once the rows are in.

use crate::app::{
    Answer, AppError, Days, Found, ImportRequest, Looked, Mapping, NOTICE_LENGTHS, NewMetrics, Question, Session, TERM_LENGTHS, parse_day,
};
use crate::cli::Desk;
use crate::cli::failure::Failure;
use crate::domain::Day;
use crate::domain::text::{clean, fold, truncate};
use crate::domain::words::parse_yes_no;
use crate::i18n::{Lang, errors, guide, importing, messages};
use std::io::BufRead;
use unicode_normalization::UnicodeNormalization as _;

/// Cells of a header and of a sample in the list of columns.
const WIDTHS: (usize, usize) = (24, 40);

/// How much is asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::cli) enum Depth {
    /// Only what files leave open.
    Questions,
    /// Every column too.
    Columns,
}

/// Asks about every file; `None` where the person stops.
pub(in crate::cli) fn ask(
    session: &Session,
    mut request: ImportRequest,
    depth: Depth,
    desk: &mut Desk<'_>,
    answers: &mut dyn BufRead,
) -> Result<Option<ImportRequest>, Failure> {
    let metrics = session.names().metrics;
    let mut readable = depth == Depth::Questions;
    for Looked { name, path, found, .. } in session.look_into(&request)? {
        match found {
            Ok(found) if depth == Depth::Questions && found.questions.is_empty() => {}
            // It is told with the report.
            Err(_) if depth == Depth::Questions => {}
            Err(why) => {
                let why = errors::refusal(desk.opening.lang, &why);
                desk.out.say(&messages::passed_over(desk.opening.lang, name, format!("{} {}", why.what, why.hint.unwrap_or_default())))?;
            }
            Ok(mut found) => {
                // What was wanted for the file before is known now.
                let known = request.new_metrics.named();
                found.questions = found.questions.into_iter().filter_map(|question| question.without(known)).collect();
                let Some(Answered { mapping, observed }) = of_file(&name, &found, &metrics, depth, &mut request.new_metrics, desk, answers)? else {
                    return Ok(None);
                };
                readable = true;
                request.mappings.extend(mapping);
                request.observed.extend(observed.map(|day| (path, day)));
            }
        }
    }
    // Where nothing can be read there is nothing to say yes to.
    Ok(readable.then_some(request))
}

/// What was answered about a file.
struct Answered {
    /// How it is read; `None` where nothing was said about that.
    mapping: Option<Mapping>,
    /// The day that its values are of.
    observed: Option<Day>,
}

/// Asks about one file: its questions, then its columns until nothing is to be changed.
fn of_file(
    name: &str,
    found: &Found,
    metrics: &[String],
    depth: Depth,
    wanted: &mut NewMetrics,
    desk: &mut Desk<'_>,
    answers: &mut dyn BufRead,
) -> Result<Option<Answered>, Failure> {
    let lang = desk.opening.lang;
    let kind = found.plan.kind.spec();
    desk.out.say(&guide::file(lang, name, lang.pick(kind.name, kind.ja), found.header_line))?;
    let mut mapping = Mapping { name: name.to_owned(), ..Mapping::of(&found.plan) };
    let (mut observed, mut said) = (None, depth == Depth::Columns);
    for question in &found.questions {
        let Some(answer) = put(question, desk, answers)? else { return Ok(None) };
        match answer {
            Answer::Observed(day) => observed = Some(day),
            _ => said = true,
        }
        if answer == Answer::Add(true) {
            wanted.want(question.metrics());
        }
        mapping.answer(question, answer);
    }
    if depth == Depth::Questions {
        return Ok(Some(Answered { mapping: Some(mapping).filter(|_| said), observed }));
    }
    loop {
        columns(found, &mapping, desk)?;
        desk.out.say(&guide::which_column(lang))?;
        let Some(line) = line_of(desk, answers)? else { return Ok(None) };
        if line.is_empty() {
            return Ok(Some(Answered { mapping: Some(mapping), observed }));
        }
        let Some(header) = line.parse().ok().and_then(|nth: usize| found.plan.headers.get(nth.checked_sub(1)?)) else {
            desk.out.say(&guide::not_understood(lang, &line))?;
            continue;
        };
        let choices = found.choices(metrics);
        let shown: Vec<String> = choices.iter().map(|choice| words_of(lang, found, choice)).collect();
        desk.out.say(&guide::read_as(lang, header, shown.join(lang.pick(", ", "、"))))?;
        let Some(typed) = line_of(desk, answers)? else { return Ok(None) };
        let chosen = choices.iter().find(|choice| is_called(found, choice, &typed)).or(Some(&typed).filter(|typed| typed.starts_with("field.")));
        match (typed.as_str(), chosen) {
            ("", _) => {}
            ("-", _) => mapping.read_as(header, None),
            (_, Some(field)) => mapping.read_as(header, Some(field)),
            (typed, None) => desk.out.say(&guide::no_field(lang, typed))?,
        }
    }
}

/// A field as its reader calls it, with the name that files and filters know.
fn words_of(lang: Lang, found: &Found, name: &str) -> String {
    let field = found.plan.kind.spec().named(name);
    field.map_or_else(|| name.to_owned(), |field| lang.pick(name.to_owned(), format!("{} {name}", field.ja)))
}

/// Whether a field is meant by a word, in either language.
fn is_called(found: &Found, name: &str, typed: &str) -> bool {
    let field = found.plan.kind.spec().named(name);
    [Some(name), field.map(|field| field.ja)].into_iter().flatten().any(|known| fold(known) == fold(typed))
}

/// The columns with what they are read as and a value.
fn columns(found: &Found, mapping: &Mapping, desk: &mut Desk<'_>) -> Result<(), Failure> {
    let lang = desk.opening.lang;
    for (place, header) in found.plan.headers.iter().enumerate() {
        let field = mapping.columns.iter().find(|(_, headers)| headers.all().contains(header)).map(|(field, _)| field.as_str());
        let sample = found.samples.iter().filter_map(|row| row.get(place)).find(|text| !text.trim().is_empty()).map_or("", String::as_str);
        let field = field.map_or_else(|| importing::left_out(lang), |field| words_of(lang, found, field));
        let (header, sample) = (clean(header), clean(sample));
        let (header, sample) = (truncate(&header, WIDTHS.0), truncate(&sample, WIDTHS.1));
        desk.out.say(&format!("  {:>2}  {header}  =>  {field}  ({sample})", place + 1))?;
    }
    Ok(())
}

/// Puts a question until it is answered; `None` at the end of the answers.
fn put(question: &Question, desk: &mut Desk<'_>, answers: &mut dyn BufRead) -> Result<Option<Answer>, Failure> {
    let lang = desk.opening.lang;
    loop {
        desk.out.say(&guide::question(lang, question))?;
        let Some(line) = line_of(desk, answers)? else { return Ok(None) };
        if let Some(answer) = answer(question, &plainly(&line)) {
            return Ok(Some(answer));
        }
        desk.out.say(&guide::not_understood(lang, &line))?;
    }
}

/// What was typed, whatever the width and case of its letters.
fn plainly(line: &str) -> String {
    line.nfkc().collect::<String>().to_lowercase()
}

/// The answer in a line; an empty one takes what stands in brackets, where something does.
fn answer(question: &Question, line: &str) -> Option<Answer> {
    if line.is_empty() {
        return question.likely();
    }
    match question {
        Question::Days { .. } => match line {
            "dmy" | "日/月" | "日月" => Some(Answer::Days(Days::Dmy)),
            "mdy" | "月/日" | "月日" => Some(Answer::Days(Days::Mdy)),
            _ => None,
        },
        Question::Currency { .. } => parse_yes_no(line).map(Answer::InCurrency),
        Question::Amounts { .. } => match line {
            "year" | "y" | "年" => Some(Answer::Monthly(false)),
            "month" | "m" | "月" => Some(Answer::Monthly(true)),
            _ => None,
        },
        Question::Tax { .. } if line == "税抜" => Some(Answer::Tax(0)),
        Question::Tax { .. } => line.trim_end_matches(['%', '％']).parse().ok().filter(|percent| *percent < 100).map(Answer::Tax),
        Question::Terms { .. } => line.parse().ok().filter(|months| TERM_LENGTHS.contains(months)).map(|months| Answer::Terms(Some(months))),
        Question::Notice => line.parse().ok().filter(|days| NOTICE_LENGTHS.contains(days)).map(Answer::Notice),
        Question::Observed { today, .. } => parse_day(line, *today).filter(|day| day <= today).map(Answer::Observed),
        Question::SameMetric { .. } => match line {
            "new" | "新規" => Some(Answer::Add(true)),
            _ => parse_yes_no(line).map(|yes| if yes { Answer::Same } else { Answer::Add(false) }),
        },
        Question::Metrics { .. } | Question::RowMetrics { .. } => match line {
            "none" | "追加しない" => Some(Answer::Add(false)),
            "all" | "a" | "すべて" | "全部" => Some(Answer::Add(true)),
            _ => parse_yes_no(line).map(Answer::Add),
        },
    }
}

/// Whether the person says yes.
pub(in crate::cli) fn confirmed(lang: Lang, desk: &mut Desk<'_>, answers: &mut dyn BufRead) -> Result<bool, Failure> {
    desk.out.say(&guide::import_now(lang))?;
    let line = line_of(desk, answers)?.unwrap_or_default();
    Ok(parse_yes_no(&plainly(&line)).unwrap_or_default())
}

/// The next line without white space around it, once what was said is on the screen; `None` at the end.
pub(in crate::cli) fn line_of(desk: &mut Desk<'_>, answers: &mut dyn BufRead) -> Result<Option<String>, Failure> {
    desk.out.flush()?;
    let mut line = String::new();
    let read = answers.read_line(&mut line).map_err(|error| AppError::Output(error.to_string()))?;
    Ok((read > 0).then(|| line.trim().to_owned()))
}
