//! The pickers of the import screen: what a column is read as, which kind a file is, in which encoding, what the answer to a
//! question is.

use crate::app::{Answer, Days, Draft, Encoding, KINDS, Question, tax_rates};
use crate::domain::text::fold;
use crate::i18n::{Lang, importing};
use crate::tui::cx::Cx;
use crate::tui::news::Decision;
use crate::tui::overlays::picker::{Choice, Chosen, Picker};
use crate::tui::screens::import::face::{Subject, words_of};
use std::cmp::Reverse;

/// The picker for what a row is about; `None` where there is nothing to decide.
pub(in crate::tui::screens::import) fn picker(draft: &Draft, subject: Subject, cx: &Cx<'_>) -> Option<Picker> {
    match subject {
        Subject::Why => Some(kinds(draft, cx)),
        Subject::Question(nth) => answers(draft, nth, cx.look.lang()),
        Subject::Encoding => Some(encodings(draft, cx.look.lang())),
        Subject::Column(column) => {
            let metrics = cx.session.names().metrics;
            let choices = draft.choices(column, &metrics);
            Some(if choices.is_empty() { kinds(draft, cx) } else { fields(draft, column, choices, cx) })
        }
    }
}

fn choice(text: String, beside: String, also: &str, decision: Decision) -> Choice {
    let beside = if beside == text { String::new() } else { beside };
    Choice { folded: fold(&format!("{text} {beside} {also}")), text, beside, chosen: Chosen::Decision(decision) }
}

/// The kinds a file can be of.
pub(in crate::tui::screens::import) fn kinds(draft: &Draft, cx: &Cx<'_>) -> Picker {
    let lang = cx.look.lang();
    let kind = |spec: &'static crate::app::KindSpec| {
        choice(lang.pick(spec.name, spec.ja).to_owned(), spec.name.to_owned(), spec.ja, Decision::Kind(spec.kind))
    };
    let now = draft.kind();
    Picker::new(importing::which_kind(lang, &draft.name), KINDS.iter().map(kind).collect())
        .on(move |chosen| matches!(chosen, Chosen::Decision(Decision::Kind(kind)) if Some(*kind) == now))
}

/// The encodings that exports come in, what the bytes tell first.
fn encodings(draft: &Draft, lang: Lang) -> Picker {
    let told = choice(importing::encoding_of_bytes(lang), String::new(), "auto", Decision::Encoding(None));
    let usual = Encoding::USUAL.map(|encoding| {
        let also = if encoding.name() == "Shift_JIS" { "CP932" } else { "" };
        choice(encoding.name().to_owned(), also.to_owned(), "", Decision::Encoding(Some(encoding)))
    });
    let now = Decision::Encoding(draft.chosen_encoding);
    let picker = Picker::new(importing::which_encoding(lang, &draft.name), [told].into_iter().chain(usual).collect());
    picker.on(move |chosen| matches!(chosen, Chosen::Decision(decision) if *decision == now))
}

fn fields(draft: &Draft, column: usize, names: Vec<String>, cx: &Cx<'_>) -> Picker {
    let lang = cx.look.lang();
    let read_as = |field| Decision::ReadAs { column, field };
    let spec = draft.kind().map(crate::app::Kind::spec);
    let field = |name: String| {
        let also = spec.and_then(|spec| spec.named(&name)).map(|field| format!("{} {}", field.ja, field.also.join(" ")));
        choice(name_of(lang, draft, &name), name.clone(), &also.unwrap_or_default(), read_as(Some(name)))
    };
    let leave = choice(importing::leave_out(lang), "-".to_owned(), "skip ignore", read_as(None));
    let choices: Vec<Choice> = names.into_iter().map(field).chain([leave]).collect();
    let now = words_of(lang, draft, &draft.reading(column)).1;
    let header = draft.headers().get(column).map(String::as_str).unwrap_or_default();
    Picker::new(importing::which_field(lang, header), choices)
        .on(move |chosen| matches!(chosen, Chosen::Decision(Decision::ReadAs { field: Some(field), .. }) if *field == now))
}

fn name_of(lang: Lang, draft: &Draft, name: &str) -> String {
    let own = name.strip_prefix("field.").map(|name| importing::own_field(lang, name));
    let metric = || name.strip_prefix("metric.").map(|key| importing::metric(lang, key));
    let field = || draft.kind().and_then(|kind| kind.spec().named(name));
    own.or_else(metric).unwrap_or_else(|| field().map_or_else(String::new, |field| lang.pick(field.name, field.ja).replace('_', " ")))
}

fn answers(draft: &Draft, nth: usize, lang: Lang) -> Option<Picker> {
    let (question, given) = draft.questions().get(nth)?;
    let answer = |answer: Answer| choice(importing::answer(lang, answer), String::new(), "", Decision::Answer { question: nth, answer });
    let now = given.or_else(|| question.likely());
    let picker = Picker::new(importing::question(lang, question), possible(question).into_iter().map(answer).collect());
    Some(picker.on(move |chosen| matches!(chosen, Chosen::Decision(Decision::Answer { answer, .. }) if Some(*answer) == now)))
}

/// Months of a term and days of notice that contracts usually have.
const TERMS: [u16; 6] = [12, 1, 3, 6, 24, 36];
/// See [`TERMS`].
const NOTICES: [u16; 8] = [30, 0, 14, 45, 60, 90, 120, 180];

/// What can be answered, the likeliest first.
fn possible(question: &Question) -> Vec<Answer> {
    match question {
        Question::Days { .. } => vec![Answer::Days(Days::Dmy), Answer::Days(Days::Mdy)],
        Question::Currency { .. } => vec![Answer::InCurrency(true), Answer::InCurrency(false)],
        Question::Amounts { .. } => vec![Answer::Monthly(false), Answer::Monthly(true)],
        Question::Tax { column } => tax_rates(column).map(Answer::Tax).to_vec(),
        Question::Terms { looks } => {
            let likely = question.likely();
            let others = [None].into_iter().filter(|_| !looks.is_empty()).chain(TERMS.map(Some)).map(Answer::Terms);
            likely.into_iter().chain(others.filter(|answer| Some(*answer) != likely)).collect()
        }
        Question::Notice => NOTICES.map(Answer::Notice).to_vec(),
        Question::Observed { day, today, .. } => {
            let mut days = vec![*day, *today, today.plus(-1), today.plus_months(-1).month_end()];
            days.sort_by_key(|other| (other != day, Reverse(*other)));
            days.dedup();
            days.into_iter().map(Answer::Observed).collect()
        }
        Question::SameMetric { .. } => vec![Answer::Same, Answer::Add(true), Answer::Add(false)],
        Question::Metrics { .. } | Question::RowMetrics { .. } => vec![Answer::Add(false), Answer::Add(true)],
    }
}
