//! Sentences of the screens.

use crate::domain::Light;
use crate::i18n::format::round;
use crate::i18n::{Formats, Lang, sentences};
use crate::rules::{Explanation, Scale};

sentences! {
    /// How the score moved.
    trend(points) { en: "{points} in 28 days", ja: "28日で{points}" }
    /// When the contract renews.
    renews(until) { en: "renews {until}", ja: "更新 {until}" }
    /// When the last contract ended.
    ended(ago) { en: "ended {ago}", ja: "契約終了 {ago}" }
    /// How long nobody was in contact.
    last_touch(days) { en: "last touch {days}", ja: "最終接点から{days}" }
    /// The touch model.
    touch(model) { en: "{model} touch", ja: "{model}タッチ" }
    /// Why a light is what its score makes it.
    below(light, score, threshold) { en: "why {light}: {score} < {threshold}", ja: "{light}の理由: {score}点 (基準 {threshold}未満)" }
    /// The head of the list of accounts.
    accounts(shown, all) { en: "Accounts {shown} of {all}", ja: "顧客 {shown} / {all}社" }
    /// The same where all are shown.
    all_accounts(all) { en: "Accounts {all}", ja: "顧客 {all}社" }
    /// The head of the health pane.
    health(name) { en: "Health: {name}", ja: "ヘルス: {name}" }
    /// The same with nothing chosen.
    no_health() { en: "Health", ja: "ヘルス" }
    /// The head of the queue.
    queue(count, overdue, minutes, hours) { en: "Queue: {count} today, {overdue} overdue, {minutes}/{hours}", ja: "タスク{count}件 超過{overdue} {minutes}/{hours}" }
    /// The line where the day's hours end.
    end_of_hours() { en: "end of today's hours", ja: "本日の稼働時間はここまで" }
    /// The head of what waits.
    waiting(count) { en: "waiting for the customer: {count}", ja: "先方待ち {count}件" }
    /// The head of what is put off.
    snoozed(count) { en: "put off: {count}", ja: "後回し {count}件" }
    /// What a first run holds back.
    held(count) { en: "held back for the next days: {count}", ja: "翌日以降に順次追加 {count}件" }
    /// The footer's count.
    tally(accounts) { en: "{accounts} accounts", ja: "{accounts}社" }
    /// The footer's money.
    money(arr, risk) { en: "ARR {arr}  at risk {risk}", ja: "年額 {arr}  うち危険 {risk}" }
    /// The banner of a day in the past.
    as_of(day, ago, key) { en: " as of {day}, {ago} d ago, read-only ({key}: today) ", ja: " {day}時点 ({ago}日前・閲覧のみ)  {key}: 今日に戻る " }
    /// The banner of a book that cannot be written.
    read_only() { en: " read-only: the book cannot be written ", ja: " 閲覧のみ: 台帳に書き込めません " }
    /// An empty queue.
    nothing_to_do() { en: "Nothing is due. A good day to call someone who is green.", ja: "対応が必要なタスクはありません。良好な顧客に連絡する好機です。" }
    /// An empty queue of a past day before the first sweep.
    not_swept_yet() { en: "The desk was not at work yet on this day: no tasks are known.", ja: "この日はまだタスクの記録がありません。" }
    /// A filter that lets nothing through.
    no_match(key) { en: "No account matches. {key} then Enter on an empty line shows all.", ja: "該当する顧客はありません。{key} を押し、空のまま Enter で全件表示に戻ります。" }
    /// An empty book: what now.
    empty_book() { en: "The book is empty.", ja: "顧客台帳は空です。" }
    /// An empty book: first way on.
    empty_import(key) { en: "{key}: bring your customers in, from the exports of your tools or the sheet you have.", ja: "{key}: 顧客データを取り込む (お使いのツールのCSV、手元の顧客一覧)。まずはここから。" }
    /// An empty book: second way on.
    empty_add(key) { en: "Or add the first one by hand: {key}.", ja: "手で追加: {key} を押す。" }
    /// An empty book: third way on.
    empty_demo() { en: "Or look around first:  banso demo  (invented customers, nothing is kept).", ja: "まず試す: banso demo (架空の顧客。保存されません)。" }
    /// While the book is read.
    loading() { en: "Reading the book …", ja: "台帳を読み込んでいます…" }
    /// A terminal that is too small.
    too_small(width, height) { en: "Too small: {width}x{height}, needs 40x10", ja: "画面が小さすぎます ({width}x{height})" }
    /// The toast after an act.
    done(what, key) { en: "{key} undoes: {what}", ja: "{key}で元に戻す: {what}" }
    /// The toast after an act that changed nothing.
    nothing_changed() { en: "Nothing to change.", ja: "変更はありません。" }
    /// The toast after an undo.
    undone(what) { en: "Undone: {what}", ja: "元に戻しました: {what}" }
    /// Before an import is undone.
    undo_import(what, day) { en: "The last step is the {what}, on {day}. Take all of it back? y takes it back, any other key leaves it.", ja: "直前の操作は{day}の「{what}」です。取り込み全体を元に戻しますか? y: 元に戻す  その他のキー: 何もしない" }
    /// The toast after a redo.
    redone(what) { en: "Done again: {what}", ja: "やり直しました: {what}" }
    /// A verb while looking at a past day.
    past_is_read_only(key) { en: "This is the past, and only to be read. {key} goes back to today.", ja: "過去の表示中は操作できません。{key} で今日に戻ります。" }
    /// A verb on a book that cannot be written.
    book_is_read_only() { en: "Only to be read: opened as of a day, or the book cannot be written. Nothing was changed.", ja: "閲覧のみ (過去の時点での表示、または書き込めない台帳) のため、変更していません。" }
    /// A verb on tasks where there is none.
    no_task_here(name, key) { en: "{name} has no open task; {key} adds one.", ja: "{name}に未完了のタスクはありません。{key} で追加できます。" }
    /// A verb with nothing under the cursor.
    nothing_here() { en: "Nothing is chosen here.", ja: "対象がありません。" }
    /// A verb on something that has no account.
    no_account_here() { en: "This task belongs to no account.", ja: "このタスクは顧客に紐づいていません。" }
    /// A key that means nothing here.
    no_key(keys, help) { en: "{keys} does nothing here; {help} shows the keys.", ja: "{keys} はここでは使えません。{help} でキーを確認できます。" }
    /// An input method is on.
    input_method() { en: "The input method is on: switch it to direct input.", ja: "IMEがオンです: 英数に切り替えてください。" }
    /// A paste where no text is written.
    pasted() { en: "Pasted text was left alone: no text field is open.", ja: "貼り付けは無視しました (入力欄が開いていません)。" }
    /// Another process wrote to the book.
    changed_outside() { en: "The book was changed from outside; this is its newest state.", ja: "別の操作で台帳が更新されたため、最新の内容を表示しています。" }
    /// A new day has begun.
    new_day(day) { en: "Good morning: it is {day}.", ja: "日付が変わりました: {day}" }
    /// The rules were edited.
    rules_changed() { en: "rules.toml was changed; scores follow it now.", ja: "rules.toml の変更を反映しました。" }
    /// The rules were edited badly.
    rules_broken(what) { en: "rules.toml is broken, the last good rules stay: {what}", ja: "rules.toml に誤りがあるため、直前のルールを使っています: {what}" }
    /// Marks, in the footer.
    marked(count) { en: "{count} marked", ja: "{count}件選択中" }
    /// The first and only storm verb where there is no storm.
    no_storm() { en: "Nothing is suggested here.", ja: "ここに提案はありません。" }
    /// Was snoozed never before.
    no_last_snooze() { en: "Nothing was put off yet; choose a day.", ja: "前回の後回しがありません。日付を選んでください。" }
    /// The banner of a desk opened as of a day.
    opened_as_of(day) { en: " as of {day}, read-only ", ja: " {day}時点の表示 (閲覧のみ) " }
    /// Of how much a term may be at most.
    of_most(most) { en: "of {most}", ja: "/ {most}" }
    /// The accounts of a storm.
    storm_accounts(count) { en: "{count} accounts entered together: season or incident?", ja: "{count}社が同時に該当: 季節要因か障害か" }
    /// What can be done with a storm.
    storm_keys(season, apart) { en: "{season} accepts it as a season, {apart} opens one task per account.", ja: "{season}: 季節要因として完了、{apart}: 1社ずつ起票。" }
    /// The title of a form of finishing a talk.
    done_title(title, name) { en: "Done: {title} ({name})", ja: "完了: {title} ({name})" }
    /// What the note of an interaction is for.
    note_hint(kind) { en: "one line on the {kind}; Enter logs it", ja: "{kind}の内容を1行で。Enter で記録" }
    /// Days to come, as they can be typed.
    coming_hint() { en: "3 (business days), fri, +2w, 12/5", ja: "3 (営業日)、金、来週月、+2w、12/5" }
    /// The question after an interaction.
    settles() { en: "Which of its tasks does this settle?", ja: "この対応で完了するタスク" }
    /// The keys of that question.
    settle_keys() { en: "Space ticks, Enter logs and finishes the ticked, Esc goes back", ja: "Space: 選択  Enter: 記録して選択分を完了  Esc: 戻る" }
    /// Delete on a task.
    delete_is_of_accounts() { en: "Delete is for accounts, in the list; a task is dropped instead.", ja: "削除は顧客一覧で行います。タスクは取り下げてください。" }
    /// From when to when.
    span(start, end) { en: "{start} to {end}", ja: "{start}〜{end}" }
    /// Seats of a contract.
    seats(count) { en: "{count} seats", ja: "{count}ライセンス" }
    /// When something put off comes back.
    back_on(day) { en: "back on {day}", ja: "{day}に再表示" }
    /// How far a round of triage is.
    progress(at, accounts, items) { en: "{at} of {accounts} accounts, {items} items left", ja: "{accounts}社中{at}社目 残り{items}件" }
    /// The end of a round with nothing left.
    round_done() { en: "Triaged to zero.", ja: "本日分の仕分けが完了しました。" }
    /// The end of a round with something left.
    round_through() { en: "That was everyone.", ja: "全社を確認しました。" }
    /// The end of a round: closed.
    round_closed(count) { en: "done or dropped: {count}", ja: "完了・取り下げ: {count}件" }
    /// The end of a round: waiting.
    round_waiting(waiting, snoozed) { en: "waiting for the customer: {waiting}, put off: {snoozed}", ja: "先方待ち: {waiting}件、後回し: {snoozed}件" }
    /// The end of a round: what stays.
    round_stays(count) { en: "still open: {count}", ja: "未対応: {count}件" }
    /// The end of a round: the next business day.
    round_next(day, count) { en: "due by {day}: {count}", ja: "{day}までに期限: {count}件" }
    /// Something was copied.
    copied(what) { en: "Copied: {what}", ja: "コピーしました: {what}" }
    /// There is nothing to copy.
    nothing_to_copy() { en: "There is nothing to copy: no contact with a mail address is known.", ja: "コピーできません (メールアドレスのある先方担当者が未登録です)。" }
}

/// The word of a light, loud in English.
pub(crate) fn light_shout(formats: Formats, light: Light) -> String {
    let word = formats.light(light);
    formats.lang.pick(word.to_uppercase(), word.to_owned())
}

/// The title of a form about one account or several.
pub(crate) fn form_title(lang: Lang, verb: &str, first: &str, count: usize) -> String {
    match (lang, count) {
        (_, 0) => verb.to_owned(),
        (_, 1) => format!("{verb}  {first}"),
        (Lang::En, _) => format!("{verb}  {first} and {} more", count - 1),
        (Lang::Ja, _) => format!("{verb}  {first} ほか{}件", count - 1),
    }
}

/// Why a score makes its light: the threshold that it is under. Nothing for green, and for grey, whose data is missing.
pub(crate) fn why_light(formats: Formats, explained: &Explanation) -> Option<String> {
    // An override made it: that is told by itself, and the score explains nothing.
    if explained.base != explained.computed {
        return None;
    }
    let threshold = match explained.base {
        Light::Red => explained.yellow,
        Light::Yellow => explained.green,
        Light::Green | Light::Grey => return None,
    };
    let score = match explained.scale {
        Scale::Points => formats.number(explained.points?),
        // Not rounded to the threshold that it is below.
        Scale::Percent => {
            let score = explained.score?;
            if round(score, 0) >= threshold { formats.number(round(score, 1).min(threshold - 0.1)) } else { formats.score(Some(score)) }
        }
    };
    Some(below(formats.lang, formats.light(explained.base), score, formats.number(threshold)))
}

/// A group of signals.
pub(crate) fn group_text(lang: Lang, key: &str) -> String {
    match key {
        "product" => lang.pick("product", "利用"),
        "support" => lang.pick("support", "サポート"),
        "relationship" => lang.pick("relationship", "関係"),
        "contract" => lang.pick("contract", "契約"),
        "" => lang.pick("signals", "評価項目"),
        other => other,
    }
    .to_owned()
}

/// A day of the week in short.
pub(crate) fn weekday(lang: Lang, day: chrono::Weekday) -> &'static str {
    const JA: [&str; 7] = ["月", "火", "水", "木", "金", "土", "日"];
    const EN: [&str; 7] = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];
    let place = day.num_days_from_monday() as usize;
    lang.pick(EN[place], JA[place])
}

/// A term of a task's urgency.
pub(crate) fn term(lang: Lang, key: &str) -> &str {
    match key {
        "due" => lang.pick("due day", "期限"),
        "light" => lang.pick("light", "状態"),
        "money" => lang.pick("ARR among all accounts", "年額の大きさ"),
        "renewal" => lang.pick("notice deadline or renewal", "解約通知期限・更新"),
        "drop" => lang.pick("fall of the score in 7 days", "7日間のスコア低下"),
        "cadence" => lang.pick("last touch against the cadence", "接点の間隔"),
        "age" => lang.pick("days open", "起票からの日数"),
        other => other,
    }
}
