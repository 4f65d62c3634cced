//! The tables of the churn replay: the lost, then the rescued.

use super::{deeds, money, reason};
use crate::i18n::{Formats, sentences};
use crate::proof::{Done, LOOKS, Loss, Losses, Rescue};

sentences! {
    losses_head() {
        en: "Lost. 90 to 1: the light so many days before the end.\nwarned, red: days from the last warning, and from its first red day, to the end.",
        ja: "解約した顧客。90〜1: 解約のその日数前の状態\n警告・危険: 最後の警告の開始、そのうち最初の「危険」から解約までの日数"
    }
    rescues_head() {
        en: "Rescued: red for 7 days or more, now green for 28 or more. Not proof of cause.",
        ja: "立て直した顧客: 「危険」が7日以上続いた後、本日まで28日以上「良好」\n(因果関係を示すものではありません)"
    }
    no_rescue() { en: "Nobody was red for 7 days and has been green for the last 28.", ja: "「危険」が7日以上続いた後、28日以上「良好」が続いている顧客はありません。" }
    time_and_deeds(time, deeds) { en: "{time}: {deeds}", ja: "{time}: {deeds}" }
    not_warned() { en: "no", ja: "なし" }
    no_data() { en: "no data", ja: "不明" }
    notice() { en: "notice", ja: "申出後" }
}

/// Where nothing can be told.
const NONE: &str = "—";
/// What names, deeds and reasons must keep on a narrow terminal, in cells.
const LEAST: [usize; 3] = [8, 6, 6];

/// A column.
pub struct Column {
    pub title: String,
    /// Of figures.
    pub right: bool,
    /// The fewest cells it may have on a narrow terminal; `None` keeps its width.
    pub least: Option<usize>,
}

/// A table with what stands above it.
pub struct Table {
    pub head: String,
    pub columns: Vec<Column>,
    pub rows: Vec<Vec<String>>,
    /// What to say where there are no rows.
    pub empty: String,
}

impl Column {
    fn left(title: impl Into<String>) -> Self {
        Self { title: title.into(), right: false, least: None }
    }

    fn right(title: impl Into<String>) -> Self {
        Self { right: true, ..Self::left(title) }
    }

    fn giving(title: &str, least: usize) -> Self {
        Self { least: Some(least), ..Self::left(title) }
    }
}

/// The losses, newest first.
pub fn losses(formats: Formats, losses: &Losses) -> Table {
    let lang = formats.lang;
    let [name, done, reason] = LEAST;
    let mut columns =
        vec![Column::left(lang.pick("left", "解約日")), Column::giving(lang.pick("name", "名前"), name), Column::right(lang.pick("ARR", "年額"))];
    columns.extend(LOOKS.map(|days| Column::left(days.to_string())));
    columns.extend([
        Column::right(lang.pick("warned", "警告")),
        Column::right(lang.pick("red", "危険")),
        Column::giving(lang.pick("done", "対応"), done),
        Column::giving(lang.pick("reason", "理由"), reason),
    ]);
    let rows = losses.rows.iter().map(|loss| loss_cells(formats, loss)).collect();
    Table { head: losses_head(lang), columns, rows, empty: String::new() }
}

fn loss_cells(formats: Formats, loss: &Loss) -> Vec<String> {
    let lang = formats.lang;
    let warned = match loss.warned_days() {
        None if loss.is_unseen() => no_data(lang),
        None => not_warned(lang),
        Some(_) if loss.is_after_notice() => notice(lang),
        Some(days) => formats.days(days.into()),
    };
    let red = loss.red_days().filter(|_| loss.is_flagged_red()).map_or_else(|| NONE.to_owned(), |days| formats.days(days.into()));
    let mut cells = vec![loss.churned_on.to_string(), loss.name.clone(), money(formats, loss.arr)];
    cells.extend(loss.lights.map(|light| light.map_or(NONE, Formats::glyph).to_owned()));
    cells.extend([warned, red, done_cell(formats, &loss.done), reason(formats, loss).unwrap_or_default()]);
    cells
}

/// The rescues, newest first.
pub fn rescues(formats: Formats, rescues: &[Rescue]) -> Table {
    let lang = formats.lang;
    let [name, done, _] = LEAST;
    let columns = vec![
        Column::giving(lang.pick("name", "名前"), name),
        Column::right(lang.pick("ARR", "年額")),
        Column::left(lang.pick("red from", "「危険」開始")),
        Column::left(lang.pick("to", "最終日")),
        Column::left(lang.pick("green from", "「良好」開始")),
        Column::giving(lang.pick("done until then", "それまでの対応"), done),
    ];
    let cells = |rescue: &Rescue| {
        let days = [rescue.red_from, rescue.red_to, rescue.green_from].map(|day| day.to_string());
        let mut cells = vec![rescue.name.clone(), money(formats, rescue.arr)];
        cells.extend(days);
        cells.push(done_cell(formats, &rescue.done));
        cells
    };
    Table { head: rescues_head(lang), columns, rows: rescues.iter().map(cells).collect(), empty: no_rescue(lang) }
}

/// The time first, for it stays where the cell is cut.
fn done_cell(formats: Formats, done: &Done) -> String {
    let deeds = deeds(formats, done);
    if done.minutes > 0 { time_and_deeds(formats.lang, formats.minutes(done.minutes), deeds) } else { deeds }
}
