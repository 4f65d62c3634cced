//! Why a row or a file did not go in: the reason, and what would mend it.

use crate::domain::words::Word;
use crate::i18n::errors::{io_text, meant};
use crate::i18n::{Lang, Sentence, sentences};
use crate::import::{Refusal, RejectReason};

sentences! {
    missing() { en: "this cell must not be empty", ja: "必須の項目が空です" }
    fill() { en: "Fill it in.", ja: "値を入力してください。" }
    unknown_account() { en: "no account has this id or name", ja: "該当する顧客がありません" }
    import_accounts() { en: "Only an accounts file makes accounts: import it first, or add it with `banso account add`.", ja: "顧客は accounts ファイルで作成します。先に取り込むか、banso account add で追加してください。" }
    perhaps_account(candidate) { en: "the legal form differs: this may be {candidate} or another company", ja: "会社形態の書き方が異なり、{candidate} と同じ会社か判別できません" }
    use_own_id() { en: "Add a column `id`: that id, or one of its own.", ja: "顧客ID列を追加し、同じ会社ならそのID、別の会社なら別のIDを入れてください" }
    doubtful_account(candidates) { en: "several accounts could be meant: {candidates}", ja: "複数の顧客が該当します: {candidates}" }
    use_id() { en: "Put the id in the place of the name.", ja: "名前の代わりに顧客IDを入れてください。" }
    unknown_metric() { en: "the rules know no such metric", ja: "ルールに定義されていない指標です" }
    add_metric() { en: "`--new-metrics` adds it to rules.toml.", ja: "--new-metrics を付けると rules.toml に追加します。" }
    unknown_word() { en: "not a word this column takes", ja: "この列では使えない値です" }
    one_of(words) { en: "One of: {words}.", ja: "使える値: {words}" }
    not_a_day() { en: "not a date", ja: "日付として読めません" }
    write_day() { en: "Write 2026-11-23 or 2026/11/23.", ja: "2026-11-23 または 2026/11/23 の形で書いてください。" }
    no_such_day() { en: "the calendar has no such day", ja: "存在しない日付です" }
    undecided_day() { en: "day-month or month-day: no value of this column decides it", ja: "日/月と月/日のどちらの順か、この列の値からは判断できません" }
    say_order() { en: "`--dates dmy` or `--dates mdy` says which.", ja: "--dates dmy (日/月) または --dates mdy (月/日) で指定してください。" }
    short_year() { en: "a year of two digits can be misread", ja: "年が2桁のため、日付を特定できません" }
    long_year() { en: "Write the year with four digits, such as 2026/11/23.", ja: "2026/11/23 のように、年を4桁で書いてください。" }
    seems_serial() { en: "a number, not a date: it seems to be a spreadsheet's day number", ja: "日付ではなく数値です (表計算ソフトの日付シリアル値のようです)" }
    format_as_date(day) { en: "It would be {day}. Format the column as a date and export it again.", ja: "シリアル値なら {day} です。列を日付形式にして書き出し直してください。" }
    seems_unix() { en: "a number, not a date: it seems to be Unix time", ja: "日付ではなく数値です (Unix時刻のようです)" }
    export_as_date(day) { en: "It would be {day} (UTC). Export the column as dates.", ja: "Unix時刻なら {day} (UTC) です。日付形式で書き出し直してください。" }
    broken_formula() { en: "a formula of the spreadsheet failed here", ja: "表計算ソフトの数式エラーです" }
    mend_formula() { en: "Mend it there, or empty the cell.", ja: "元の数式を直すか、セルを空にしてください。" }
    undecided_comma() { en: "the comma could be a decimal point or a slip in the thousands", ja: "カンマが小数点か桁区切りか判断できません" }
    write_point() { en: "Write 1.5 with a point, 1,500 with three digits behind the comma.", ja: "小数は 1.5、桁区切りは 1,500 の形で書いてください。" }
    undecided_point() { en: "the point could be a decimal point or stand between thousands", ja: "ピリオドが小数点か桁区切りか判断できません" }
    write_plain() { en: "Write 1200, or 1.20 with as many decimals as the currency has.", ja: "1200、または通貨の小数桁数に合わせて 1.20 の形で書いてください。" }
    eaten_number() { en: "in scientific notation; digits may be missing", ja: "指数表記のため、桁が失われているおそれがあります" }
    number_format() { en: "Format the column as a number and export it again.", ja: "列を数値形式にして書き出し直してください。" }
    percent() { en: "a percentage, where an amount or a count belongs", ja: "金額や数量の列に割合が入っています" }
    write_amount() { en: "Write the amount or the count itself.", ja: "割合ではなく、金額や数量を書いてください。" }
    not_a_number() { en: "not a number", ja: "数として読めません" }
    write_number() { en: "Write it like 1200000 or 1,200,000.", ja: "1200000 または 1,200,000 の形で書いてください。" }
    not_whole() { en: "only whole numbers make sense here", ja: "整数で指定してください" }
    round_it() { en: "Write it without a fraction.", ja: "小数点以下を取り除いてください。" }
    too_large() { en: "too large to be kept exactly", ja: "値が大きすぎます" }
    check_value() { en: "Check the value.", ja: "値を確認してください。" }
    negative() { en: "below zero", ja: "負の値は使えません" }
    other_sign(sign, currency) { en: "`{sign}` does not stand for {currency}", ja: "`{sign}` は {currency} の表記ではありません" }
    currency_column() { en: "Say the currency in a `currency` column, or of the whole file by `--currency`.", ja: "currency 列、またはファイル全体なら --currency で通貨を指定してください。" }
    not_currency() { en: "not a currency code", ja: "通貨コードではありません" }
    write_currency() { en: "Three letters, such as JPY or USD.", ja: "JPY や USD のような3文字で書いてください。" }
    not_link() { en: "only https links are kept", ja: "https で始まるリンクだけを保存します" }
    write_link() { en: "Begin it with https://.", ja: "https:// で始めてください。" }
    eaten_id() { en: "a spreadsheet has eaten the digits of this id", ja: "表計算ソフトで桁が失われたIDです" }
    text_id() { en: "Export it again with the column formatted as text.", ja: "列を文字列形式にして書き出し直してください。" }
    no_identity() { en: "neither id nor name is given", ja: "顧客IDも名前もありません" }
    give_identity() { en: "Give one of them.", ja: "どちらかを入力してください。" }
    arr_and_mrr() { en: "arr is not twelve times mrr", ja: "年額が月額の12倍と一致しません" }
    keep_one() { en: "Keep one of the two columns.", ja: "どちらか一方の列だけを残してください。" }
    term_without_end() { en: "an amount for the term needs the end of the term", ja: "期間総額には契約終了日が必要です" }
    give_end() { en: "Fill in `end`, or give the amount by month or year.", ja: "end を入力するか、月額または年額で指定してください。" }
    end_first(start, end) { en: "the end {end} is not after the start {start}", ja: "終了日 {end} が開始日 {start} より後ではありません" }
    swap_days() { en: "Check the two days.", ja: "2つの日付を確認してください。" }
    off_scale(least, most) { en: "off the scale of {least} to {most}", ja: "{least}から{most}の範囲外です" }
    contradicts() { en: "a row before it in this file is about the same thing and says otherwise", ja: "同じファイルの前の行と内容が食い違っています (キーが同じ行)" }
    keep_true() { en: "Keep the one that is true, or add up what belongs together.", ja: "正しい行だけを残すか、合算して1行にしてください。" }
    cell_count(found, expected) { en: "the row has {found} cells, the header {expected}", ja: "列数が見出しと異なります (行は{found}、見出しは{expected})" }
    check_quotes() { en: "Check separators and quotes on this line.", ja: "この行の区切り文字と引用符を確認してください。" }
    open_quote() { en: "a quote is opened and never closed", ja: "引用符が閉じられていません" }
    close_quote() { en: "Close the quote; all that follows was read as part of it.", ja: "引用符を閉じてください。以降がすべて1つのセルとして読まれています。" }
    cell_too_long(limit) { en: "a cell is longer than {limit} bytes", ja: "セルが長すぎます (上限{limit}バイト)" }
    record_too_long(limit) { en: "the row is longer than {limit} bytes", ja: "行が長すぎます (上限{limit}バイト)" }
    shorten() { en: "Shorten it.", ja: "短くしてください。" }
    unreadable(detail) { en: "it cannot be read: {detail}.", ja: "読み込めません: {detail}" }
    empty_file() { en: "it is empty.", ja: "中身がありません。" }
    header_not_text(line, encoding) { en: "its header (line {line}) cannot be read as {encoding}.", ja: "見出し ({line}行目) を{encoding}として読めません。" }
    not_text(encoding) { en: "some bytes here are no text in {encoding}", ja: "{encoding}の文字として読めないバイトがあります" }
    say_encoding() { en: "Mend them, save the file as CSV UTF-8, or say the encoding with `--encoding`.", ja: "文字を直すか、CSV UTF-8 形式で保存し直すか、--encoding で文字コードを指定してください。" }
    other_format(ending) { en: "{ending} files are not read.", ja: "{ending}形式には対応していません。" }
    save_xlsx() { en: "Save it as .xlsx or as CSV UTF-8.", ja: ".xlsx または CSV UTF-8 形式で保存し直してください。" }
    locked() { en: "it is protected by a password.", ja: "パスワードで保護されています。" }
    unlock() { en: "Take the password off in the spreadsheet program and save it again.", ja: "表計算ソフトでパスワードを解除して保存し直してください。" }
    damaged(detail) { en: "the workbook cannot be read: {detail}.", ja: "ブックを読み込めません: {detail}" }
    save_again() { en: "Open it in a spreadsheet program and save it again as .xlsx.", ja: "表計算ソフトで開き、.xlsx として保存し直してください。" }
    too_large_unpacked(limit) { en: "unpacked it is larger than {limit} MiB.", ja: "展開後のサイズが大きすぎます (上限{limit}MiB)。" }
    too_dense() { en: "it is packed more densely than any real workbook.", ja: "圧縮率が異常に高く、通常のブックとは考えられません。" }
    too_many_cells(limit) { en: "it has more than {limit} cells.", ja: "セルが多すぎます (上限{limit}セル)。" }
    export_part() { en: "Export the part you need, or export it as CSV.", ja: "必要な部分だけを書き出すか、CSVで書き出してください。" }
    not_json(line) { en: "it is no JSON of objects (seen on line {line}).", ja: "JSONのオブジェクトとして読めません ({line}行目)。" }
    write_json() { en: "It should be one array of objects, or one object on each line.", ja: "オブジェクトの配列1つ、または1行に1オブジェクトの形式にしてください。" }
    not_an_object() { en: "no JSON object", ja: "JSONのオブジェクトではありません" }
    write_object() { en: "Write it like {{\"account\":\"A1\",\"date\":\"2026-11-23\"}}.", ja: "{{\"account\":\"A1\",\"date\":\"2026-11-23\"}} の形で書いてください。" }
    too_deep(limit) { en: "objects are nested more than {limit} deep", ja: "オブジェクトの入れ子が深すぎます (上限{limit}段)" }
    flatten() { en: "Flatten it.", ja: "入れ子を浅くしてください。" }
    fewer_columns() { en: "Delete the columns that you do not need, or check that the separator is right.", ja: "不要な列を削除するか、区切り文字を確認してください。" }
    own_currency_only(kind, own) { en: "amounts of {kind} are kept in {own} only.", ja: "{kind} の金額は {own} でのみ保存できます。" }
    convert(own) { en: "Convert them to {own} in the file, and import it apart.", ja: "ファイルで {own} に換算し、別に取り込んでください。" }
    too_many_columns(limit) { en: "it has more than {limit} columns.", ja: "列が多すぎます (上限{limit}列)。" }
    long_header() { en: "its first line is too long for a header.", ja: "1行目が長すぎて見出しとして読めません。" }
    open_header() { en: "a quote in its header is never closed.", ja: "見出しの引用符が閉じられていません。" }
    unknown_kind() { en: "its columns are of no kind banso knows.", ja: "列名から種類を判別できません。" }
    say_kind() { en: "`--as KIND` says what it is, `--map COLUMN=FIELD` what a column means.", ja: "--as 種類 で種類を、--map 列名=項目 で列の意味を指定できます。" }
    doubtful_kind(kinds) { en: "its columns fit several kinds: {kinds}.", ja: "複数の種類に当てはまります: {kinds}" }
    missing_columns(kind, columns) { en: "as {kind} it lacks: {columns}.", ja: "{kind} として必要な列がありません: {columns}" }
    undecided_days(column, sample) { en: "the days of column {column} could be day first or month first: {sample}.", ja: "列 {column} の日付は、日が先か月が先か判別できません: {sample}。" }
    say_days() { en: "`--dates dmy` or `--dates mdy` decides.", ja: "--dates dmy (日/月/年) または --dates mdy (月/日/年) を指定してください。" }
    same_header(header) { en: "two columns are both called {header}.", ja: "見出しが「{header}」の列が2つあります。" }
    rename_one() { en: "Give one of them another name in the file.", ja: "ファイルで一方の見出しを変えてください。" }
    same_field(first, second, field) { en: "the columns {first} and {second} both mean {field}.", ja: "列 {first} と {second} はどちらも {field} を表します。" }
    leave_one(second) { en: "`--map {second}=` leaves one out.", ja: "--map {second}= で一方を除外できます。" }
    unknown_column(column) { en: "there is no column {column} to map.", ja: "列 {column} がありません。" }
    unknown_field(field) { en: "there is no field {field} to map to.", ja: "項目 {field} はありません。" }
    see_header() { en: "Write the header as it stands in the file.", ja: "ファイルの見出しのとおりに書いてください。" }
}

/// Why a row was rejected.
pub fn reject(lang: Lang, reason: &RejectReason) -> Sentence {
    use RejectReason as R;
    let (what, hint) = match reason {
        R::Missing => (missing(lang), fill(lang)),
        R::UnknownAccount { nearest } => (unknown_account(lang), meant(lang, nearest.as_deref(), || import_accounts(lang))),
        R::DoubtfulAccount { candidates } if candidates.len() == 1 => (perhaps_account(lang, candidates.join("")), use_own_id(lang)),
        R::DoubtfulAccount { candidates } => (doubtful_account(lang, candidates.join(", ")), use_id(lang)),
        R::UnknownMetric { nearest } => {
            let hint = nearest.as_deref().map(|word| meant(lang, Some(word), String::new) + " ").unwrap_or_default();
            (unknown_metric(lang), hint + &add_metric(lang))
        }
        R::UnknownWord { known, nearest } => (unknown_word(lang), meant(lang, *nearest, || one_of(lang, words(lang, known)))),
        R::NotADay => (not_a_day(lang), write_day(lang)),
        R::NoSuchDay => (no_such_day(lang), write_day(lang)),
        R::UndecidedDay => (undecided_day(lang), say_order(lang)),
        R::ShortYear => (short_year(lang), long_year(lang)),
        R::SeemsSerial { day } => (seems_serial(lang), format_as_date(lang, day)),
        R::SeemsUnix { day } => (seems_unix(lang), export_as_date(lang, day)),
        R::BrokenFormula => (broken_formula(lang), mend_formula(lang)),
        R::UndecidedComma => (undecided_comma(lang), write_point(lang)),
        R::UndecidedPoint => (undecided_point(lang), write_plain(lang)),
        R::EatenNumber => (eaten_number(lang), number_format(lang)),
        R::Percent => (percent(lang), write_amount(lang)),
        R::NotANumber => (not_a_number(lang), write_number(lang)),
        R::NotWhole => (not_whole(lang), round_it(lang)),
        R::TooLarge => (too_large(lang), check_value(lang)),
        R::Negative => (negative(lang), check_value(lang)),
        R::SignOfOtherCurrency { sign, currency } => (other_sign(lang, sign, currency), currency_column(lang)),
        R::NotACurrency => (not_currency(lang), write_currency(lang)),
        R::NotALink => (not_link(lang), write_link(lang)),
        R::EatenId => (eaten_id(lang), text_id(lang)),
        R::NoIdentity => (no_identity(lang), give_identity(lang)),
        R::ArrAndMrrDisagree => (arr_and_mrr(lang), keep_one(lang)),
        R::TermWithoutEnd => (term_without_end(lang), give_end(lang)),
        R::EndBeforeStart { start, end } => (end_first(lang, start, end), swap_days(lang)),
        R::OffScale { least, most } => (off_scale(lang, least, most), check_value(lang)),
        R::Contradicts => (contradicts(lang), keep_true(lang)),
        R::CellCount { expected, found } => (cell_count(lang, found, expected), check_quotes(lang)),
        R::UnclosedQuote => (open_quote(lang), close_quote(lang)),
        R::CellTooLong { limit } => (cell_too_long(lang, limit), shorten(lang)),
        R::RecordTooLong { limit } => (record_too_long(lang, limit), shorten(lang)),
        R::NotText { encoding } => (not_text(lang, encoding), say_encoding(lang)),
        R::NotAnObject => (not_an_object(lang), write_object(lang)),
        R::TooDeep { limit } => (too_deep(lang, limit), flatten(lang)),
    };
    Sentence::with_hint(what, hint)
}

fn words(lang: Lang, known: &[&[Word]]) -> String {
    known.iter().copied().flatten().map(|word| lang.pick(word.key, word.ja)).collect::<Vec<_>>().join(lang.pick(", ", "・"))
}

/// Why a whole file was not taken.
pub fn refusal(lang: Lang, refusal: &Refusal) -> Sentence {
    use Refusal as R;
    let (what, hint) = match refusal {
        R::Io(error) => return Sentence::from(unreadable(lang, io_text(lang, error))),
        R::Empty => return Sentence::from(empty_file(lang)),
        R::NotText { encoding, line } => (header_not_text(lang, line, encoding), say_encoding(lang)),
        R::OtherFormat { ending } => (other_format(lang, ending), save_xlsx(lang)),
        R::Locked => (locked(lang), unlock(lang)),
        R::Damaged { detail } => (damaged(lang, detail), save_again(lang)),
        R::TooLarge { limit } => (too_large_unpacked(lang, limit >> 20), export_part(lang)),
        R::TooDense => (too_dense(lang), save_again(lang)),
        R::TooManyCells { limit } => (too_many_cells(lang, limit), export_part(lang)),
        R::NotJson { line } => (not_json(lang, line), write_json(lang)),
        R::OwnCurrencyOnly { kind, own } => (own_currency_only(lang, kind, own), convert(lang, own)),
        R::TooManyColumns { limit } => (too_many_columns(lang, limit), fewer_columns(lang)),
        R::HeaderTooLong { .. } => (long_header(lang), check_quotes(lang)),
        R::UnclosedHeader => (open_header(lang), check_quotes(lang)),
        R::UnknownKind { .. } => (unknown_kind(lang), say_kind(lang)),
        R::DoubtfulKind { kinds } => (doubtful_kind(lang, kinds.join(", ")), say_kind(lang)),
        R::MissingColumns { kind, columns } => (missing_columns(lang, kind, columns.join(", ")), say_kind(lang)),
        R::UndecidedDays { column, sample } => (undecided_days(lang, column, sample), say_days(lang)),
        R::SameField { columns: [first, second], .. } if first == second => (same_header(lang, first), rename_one(lang)),
        R::SameField { field, columns: [first, second] } => (same_field(lang, first, second, field), leave_one(lang, second)),
        R::UnknownColumn { column, nearest } => (unknown_column(lang, column), meant(lang, nearest.as_deref(), || see_header(lang))),
        R::UnknownField { field, nearest } => (unknown_field(lang, field), meant(lang, *nearest, || say_kind(lang))),
    };
    Sentence::with_hint(what, hint)
}
