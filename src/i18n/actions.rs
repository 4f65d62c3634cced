//! What each action of the desk is called: a word for hints, a sentence for help, in both languages.

use crate::i18n::Lang;

/// The words of an action.
#[derive(Clone, Copy, Debug)]
pub struct ActionWords {
    name: &'static str,
    en: (&'static str, &'static str),
    ja: (&'static str, &'static str),
}

impl ActionWords {
    /// In a word or two, for the footer and the box of a prefix.
    pub fn hint(&self, lang: Lang) -> &'static str {
        lang.pick(self.en.0, self.ja.0)
    }

    /// What it does, for help and palette.
    pub fn help(&self, lang: Lang) -> &'static str {
        lang.pick(self.en.1, self.ja.1)
    }
}

/// The words of an action, or of a family of actions that share a prefix, by its name.
pub fn words(name: &str) -> Option<&'static ActionWords> {
    WORDS.iter().find(|row| row.name == name)
}

/// Every name that has words.
pub fn names() -> impl Iterator<Item = &'static str> {
    WORDS.iter().map(|row| row.name)
}

macro_rules! words {
    ($($name:literal: $en:literal, $en_help:literal / $ja:literal, $ja_help:literal;)+) => {
        &[$(ActionWords { name: $name, en: ($en, $en_help), ja: ($ja, $ja_help) },)+]
    };
}

static WORDS: &[ActionWords] = words! {
    "task.done": "done", "finish the task; a call or meeting is logged with it" / "完了", "タスクを完了 (電話・打ち合わせは記録も)";
    "task.snooze": "snooze", "put the task off" / "後回し", "タスクを後回しにする";
    "task.snooze 1": "1 business day", "put off 1 business day" / "1営業日", "1営業日後に";
    "task.snooze 2": "2 business days", "put off 2 business days" / "2営業日", "2営業日後に";
    "task.snooze 3": "3 business days", "put off 3 business days" / "3営業日", "3営業日後に";
    "task.snooze 4": "4 business days", "put off 4 business days" / "4営業日", "4営業日後に";
    "task.snooze 5": "5 business days", "put off 5 business days" / "5営業日", "5営業日後に";
    "task.snooze 6": "6 business days", "put off 6 business days" / "6営業日", "6営業日後に";
    "task.snooze 7": "7 business days", "put off 7 business days" / "7営業日", "7営業日後に";
    "task.snooze 8": "8 business days", "put off 8 business days" / "8営業日", "8営業日後に";
    "task.snooze 9": "9 business days", "put off 9 business days" / "9営業日", "9営業日後に";
    "task.snooze tomorrow": "tomorrow", "put off until tomorrow" / "明日", "明日まで後回し";
    "task.snooze monday": "Monday", "put off until Monday" / "来週月曜", "来週月曜まで後回し";
    "task.snooze month": "next month", "put off until next month" / "来月", "来月まで後回し";
    "task.snooze day": "a day …", "put off until a day you type" / "日付を指定", "指定日まで後回し";
    "task.snooze same": "as last time", "put off as the last time" / "前回と同じ", "前回と同じだけ後回し";
    "task.wait": "wait", "the ball is with the customer" / "先方待ち", "先方待ちにする";
    "task.drop": "drop", "take the task off, with a reason" / "取り下げ", "理由を付けて取り下げる";
    "task.drop noise": "noise", "drop: it should not have come" / "ノイズ", "取り下げ: 不要な通知";
    "task.drop handled": "handled elsewhere", "drop: handled elsewhere" / "別途対応済み", "取り下げ: 別途対応済み";
    "task.drop wont_do": "won't do", "drop: won't do" / "対応しない", "取り下げ: 対応しない";
    "task.add": "add task", "add a task" / "追加", "タスクを追加";
    "touch.log": "touch", "log an interaction" / "対応記録", "対応を記録";
    "touch.log call": "call", "log a call" / "電話", "電話を記録";
    "touch.log mail": "mail", "log a mail" / "メール", "メールを記録";
    "touch.log meeting": "meeting", "log a meeting" / "打ち合わせ", "打ち合わせを記録";
    "touch.log visit": "visit", "log a visit" / "訪問", "訪問を記録";
    "touch.log qbr": "QBR", "log a QBR" / "四半期レビュー", "四半期レビューを記録";
    "touch.log webinar": "webinar", "log a webinar" / "ウェビナー", "ウェビナーを記録";
    "note.add": "memo", "write a memo" / "メモ", "メモを残す";
    "pulse.set": "judge", "set your own judgement" / "担当判断", "担当判断を付ける";
    "pulse.set green": "green", "your judgement: green" / "良好", "担当判断: 良好";
    "pulse.set yellow": "yellow", "your judgement: yellow" / "注意", "担当判断: 注意";
    "pulse.set red": "red", "your judgement: red" / "危険", "担当判断: 危険";
    "why": "why", "the sum behind what is under the cursor" / "理由", "スコア・優先度の内訳を見る";
    "data": "data", "what data is there, what is missing" / "データ", "データの充足状況と不足";
    "triage": "triage", "go through the day, one account at a time" / "仕分け", "今日の分を1社ずつ仕分ける";
    "next": "next", "next account, nothing decided" / "次へ", "何もせず次の顧客へ";
    "previous": "before", "the account before" / "前へ", "前の顧客へ";
    "undo": "undo", "take the last step back" / "元に戻す", "直前の操作を取り消す";
    "redo": "redo", "do again what was taken back" / "やり直す", "取り消した操作をやり直す";
    "apply": "season", "accept a storm as a season: its item is done" / "季節要因とする", "一斉発生を季節要因として完了にする";
    "one-by-one": "one by one", "open a storm as one task per account" / "個別に起票", "一斉発生を1社ずつのタスクに分ける";
    "mark": "mark", "mark this one; verbs then act on all marked" / "選択", "選択する (操作は選択した全件に効く)";
    "mark.range": "range", "mark everything since the last mark" / "範囲選択", "前回の選択からここまで選択";
    "mark.all": "mark all", "mark everything shown" / "全選択", "表示中をすべて選択";
    "filter": "filter", "show only what matches" / "絞り込み", "条件で絞り込む";
    "find": "find", "jump to any account or task" / "検索", "顧客・タスクへ移動";
    "sort": "sort", "sort the list" / "並べ替え", "一覧を並べ替える";
    "sort health": "worst first", "sort by health, worst first" / "状態が悪い順", "状態が悪い順に並べる";
    "sort name": "name", "sort by name or reading" / "名前順", "名前 (読み) 順に並べる";
    "sort trend": "falling first", "sort by the change in 28 days" / "下落順", "28日間の下落が大きい順に並べる";
    "sort arr": "ARR", "sort by ARR, largest first" / "年額順", "年額が大きい順に並べる";
    "sort renewal": "renewal", "sort by renewal, soonest first" / "更新日順", "更新が近い順に並べる";
    "sort touch": "last touch", "sort by last touch, longest ago first" / "最終接点順", "最終接点が古い順に並べる";
    "sort.reverse": "reverse", "turn the order round" / "逆順", "並び順を逆にする";
    "first-steps": "first steps", "hours a day, touch models, the key feature, the folder of exports" / "初期設定", "作業時間・タッチモデル・主要機能・取り込み元を設定";
    "import": "import", "bring files into the book: the import screen" / "取り込み", "ファイルを取り込む画面を開く";
    "import.change": "change", "change what this row is read as, or answer its question; on the preview: import" / "変更", "この行の読み方を変える・質問に答える (確認欄では取り込みを実行)";
    "import.run": "import now", "import what the preview shows" / "取り込む", "確認欄のとおりに取り込む";
    "import.path": "other files", "choose another folder or file" / "別のファイル", "別のフォルダー・ファイルを選ぶ";
    "import.kind": "kind", "read the file as one of another kind" / "種類", "ファイルの種類を変える";
    "as-of": "look back", "see the desk as of another day" / "過去を見る", "別の日の時点で見る";
    "as-of back": "a week back", "look from a week earlier" / "1週間前", "1週間前の時点で見る";
    "as-of on": "a week on", "look from a week later" / "1週間後", "1週間後の時点で見る";
    "as-of day": "a day …", "look from a day you type" / "日付を指定", "指定日の時点で見る";
    "as-of today": "today", "back to today" / "今日に戻る", "今日に戻る";
    "account.add": "new account", "add an account" / "顧客を追加", "顧客を追加";
    "edit": "edit", "change the account" / "編集", "顧客の項目を編集";
    "delete": "delete", "delete the account; undo brings it back" / "削除", "顧客を削除 (元に戻せます)";
    "hours.today": "hours", "today's hours for CS work" / "稼働時間", "今日CS業務に使える時間";
    "copy": "copy", "copy to the clipboard" / "コピー", "クリップボードにコピー";
    "copy name": "name", "copy the name" / "会社名", "会社名をコピー";
    "copy mail": "mail", "copy the mail address of the main contact" / "メール", "窓口のメールアドレスをコピー";
    "copy markdown": "Markdown line", "copy a line of Markdown" / "Markdown", "Markdownの1行をコピー";
    "copy all": "all", "copy the account's summary" / "すべて", "顧客の概要をコピー";
    "move.down": "down", "down" / "下", "下へ";
    "move.up": "up", "up" / "上", "上へ";
    "move.top": "top", "to the top" / "先頭", "先頭へ";
    "move.bottom": "bottom", "to the bottom" / "末尾", "末尾へ";
    "move.page-down": "page down", "a page down" / "次ページ", "1ページ下へ";
    "move.page-up": "page up", "a page up" / "前ページ", "1ページ上へ";
    "pane.next": "next pane", "to the next pane" / "次の枠", "次の枠へ";
    "pane.previous": "pane before", "to the pane before" / "前の枠", "前の枠へ";
    "pane.larger": "larger", "this pane alone" / "拡大", "この枠だけを表示";
    "pane.smaller": "smaller", "all panes" / "縮小", "すべての枠を表示";
    "open": "open", "open the account's page" / "開く", "顧客ページを開く";
    "back": "back", "back, or clear the marks" / "戻る", "戻る・選択を解除";
    "screen.today": "Today", "to Today" / "今日", "「今日」の画面へ";
    "palette": "actions", "every action by name" / "操作一覧", "操作を名前で探す";
    "help": "help", "the keys of this place" / "ヘルプ", "この画面のキー";
    "redraw": "redraw", "draw the screen anew" / "再描画", "画面を描き直す";
    "suspend": "suspend", "back to the shell, until `fg`" / "中断", "シェルに戻る (fg で再開)";
    "quit": "quit", "leave; everything is saved" / "終了", "終了 (すべて保存済み)";
};
