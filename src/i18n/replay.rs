//! The churn replay in sentences: what it says in all, and a few lines for a narrow space. Its tables stand in `tables`.

mod tables;

use crate::domain::Light;
use crate::i18n::format::count;
use crate::i18n::messages::mark;
use crate::i18n::{Formats, sentences};
use crate::proof::{Done, Loss, Losses};
pub use tables::{Column, Table, losses, rescues};

sentences! {
    /// How many losses were flagged.
    flagged(losses, days, flagged, red) {
        en: "Of {losses} in the last {days} days {flagged} flagged red or yellow beforehand, {red} of them red",
        ja: "直近{days}日の解約{losses}のうち、{flagged}は事前に「注意」または「危険」でした (うち「危険」{red}件)"
    }
    none_flagged(losses, days) {
        en: "Of {losses} in the last {days} days none was flagged red or yellow beforehand",
        ja: "直近{days}日の解約{losses}のうち、事前に「注意」または「危険」だったものはありません"
    }
    /// How early.
    median_warned(days) { en: "median warning {days} days", ja: "警告が始まったのは中央値で解約の{days}日前" }
    median_both(days, red) { en: "median warning {days} days ({red} from the first red day)", ja: "警告が始まったのは中央値で解約の{days}日前 (「危険」は{red}日前)" }
    arr_flagged(share) { en: "{share} of the lost ARR was flagged", ja: "失った年額の{share}に事前の警告がありました" }
    after_notice(losses) { en: "Flagged only after notice was given: {losses}.", ja: "解約の申し出があってから「注意」「危険」になったもの: {losses}件。" }
    unseen(losses) { en: "No data of that time is there, so no light can be given: {losses}.", ja: "当時のデータがなく、状態を判定できないもの: {losses}件。" }
    /// Losses that cannot be replayed.
    without_contract(losses) {
        en: "Losses left out because no contract of the account is known: {losses}. Import contracts, or accounts with arr, start_date, renewal_date.",
        ja: "契約が登録されていないため振り返れない解約: {losses}件。契約 (contracts) か、年額・契約日・次回更新日のある顧客一覧を取り込んでください。"
    }
    /// What the lights are.
    by_todays_rules() {
        en: "Seen with today's rules over past data, your own judgement (pulse) left out.",
        ja: "現在のルールを過去のデータに当てはめた結果です (担当判断は含みません)。"
    }
    /// Why a few losses prove little.
    cases() { en: "Fewer than 10 losses: these are cases and no statistics.", ja: "10件に満たないため、統計ではなく個別の事例としてご覧ください。" }
    no_loss(days) {
        en: "No loss is known in the last {days} days. To see which ones these rules would have flagged, import outcomes: account, churned_on, reason.",
        ja: "直近{days}日の解約は記録されていません。解約一覧 (outcomes: 顧客、解約日、解約理由) を取り込むと、現在のルールで事前に気づけたかを振り返れます。"
    }
    /// One loss, for a narrow space.
    loss_line(name, arr, day, how, done) { en: "{name} {arr} left {day}: {how}, {done}", ja: "{name} {arr} {day}解約: {how}、{done}" }
    loss_line_because(name, arr, day, reason, how, done) {
        en: "{name} {arr} left {day} ({reason}): {how}, {done}",
        ja: "{name} {arr} {day}解約 ({reason}): {how}、{done}"
    }
    light_before(light, days) { en: "{light} {days} days before", ja: "{days}日前から「{light}」" }
    not_flagged() { en: "not flagged", ja: "事前の警告なし" }
    only_after_notice() { en: "flagged only after notice", ja: "申し出後に警告" }
    no_data() { en: "no data of that time", ja: "当時のデータなし" }
    nothing_done() { en: "nothing done", ja: "対応なし" }
    more() { en: "All of them, and who was rescued: `banso rules replay`.", ja: "全件と立て直した顧客は banso rules replay で確認できます。" }
}

/// Under so many losses the share that was flagged says little.
const FEW: usize = 10;
/// Losses told one by one in a narrow space.
const BRIEF: usize = 3;

/// What stands above the tables: the figures, then how far they can be trusted.
pub fn summary(formats: Formats, losses: &Losses) -> Vec<String> {
    let lang = formats.lang;
    let left_out = (losses.without_contract > 0).then(|| without_contract(lang, losses.without_contract));
    if losses.rows.is_empty() {
        return vec![left_out.unwrap_or_else(|| no_loss(lang, losses.within))];
    }
    let figures = losses.summary();
    let mut lines = vec![in_figures(formats, losses)];
    lines.extend(left_out);
    lines.extend((figures.after_notice > 0).then(|| after_notice(lang, figures.after_notice)));
    lines.extend((figures.unseen > 0).then(|| unseen(lang, figures.unseen)));
    lines.extend((figures.losses < FEW).then(|| cases(lang)));
    lines.push(by_todays_rules(lang));
    lines
}

/// At most six lines: the figures, the newest losses one by one, and where the rest stands. None where nobody was lost.
pub fn brief(formats: Formats, losses: &Losses) -> Vec<String> {
    if losses.rows.is_empty() {
        return Vec::new();
    }
    let mut lines = vec![in_figures(formats, losses)];
    lines.extend(losses.rows.iter().take(BRIEF).map(|loss| format!("  {}", line(formats, loss))));
    lines.extend([by_todays_rules(formats.lang), more(formats.lang)]);
    lines
}

fn in_figures(formats: Formats, losses: &Losses) -> String {
    let (lang, days) = (formats.lang, losses.within);
    let figures = losses.summary();
    let losses = lang.pick(count(figures.losses, "loss", "losses"), format!("{}件", figures.losses));
    let head = match figures.flagged {
        0 => none_flagged(lang, losses, days),
        some => flagged(lang, losses, days, lang.pick(count(some, "was", "were"), format!("{some}件")), figures.red),
    };
    let median = figures.warned_days.map(|warned| match figures.red_days {
        Some(red) => median_both(lang, warned, red),
        None => median_warned(lang, warned),
    });
    let share = figures.arr_flagged.map(|share| arr_flagged(lang, formats.share(share)));
    let (between, end) = lang.pick(("; ", "."), ("。", "。"));
    [Some(head), median, share].into_iter().flatten().collect::<Vec<_>>().join(between) + end
}

/// One loss in one line.
fn line(formats: Formats, loss: &Loss) -> String {
    let lang = formats.lang;
    let (arr, how, deeds) = (money(formats, loss.arr), how(formats, loss), deeds(formats, &loss.done));
    match reason(formats, loss) {
        Some(reason) => loss_line_because(lang, &loss.name, arr, loss.churned_on, reason, how, deeds),
        None => loss_line(lang, &loss.name, arr, loss.churned_on, how, deeds),
    }
}

fn how(formats: Formats, loss: &Loss) -> String {
    let lang = formats.lang;
    let before = |light, days| light_before(lang, formats.light(light), days);
    match (loss.warned_days(), loss.red_days()) {
        (None, _) if loss.is_unseen() => no_data(lang),
        (None, _) => not_flagged(lang),
        (Some(_), _) if loss.is_after_notice() => only_after_notice(lang),
        (Some(_), Some(red)) if loss.is_flagged_red() => before(Light::Red, red),
        (Some(warned), _) => before(Light::Yellow, warned),
    }
}

/// Why it left, or that nobody recorded it.
fn reason(formats: Formats, loss: &Loss) -> Option<String> {
    loss.reason.clone().or_else(|| loss.lapsed.then(|| mark(formats.lang, "lapsed")))
}

fn money(formats: Formats, arr: Option<f64>) -> String {
    arr.map_or_else(|| "—".to_owned(), |arr| formats.money(arr))
}

/// What was done: `2 calls, 1 mail, 2 tasks`.
fn deeds(formats: Formats, done: &Done) -> String {
    let lang = formats.lang;
    let by_kind = done.interactions.iter().map(|(kind, times)| {
        let word = lang.word(kind.word());
        lang.pick(count(*times, word, &format!("{word}s")), format!("{word}{times}件"))
    });
    let closed = (done.tasks > 0).then(|| lang.pick(count(done.tasks, "task", "tasks"), format!("タスク{}件", done.tasks)));
    let deeds: Vec<String> = by_kind.chain(closed).collect();
    if deeds.is_empty() { nothing_done(lang) } else { deeds.join(lang.pick(", ", "、")) }
}
