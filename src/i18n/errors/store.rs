//! What is wrong with the book.

use crate::i18n::{Lang, Sentence, sentences};
use crate::store::StoreError;

sentences! {
    missing(path) { en: "there is no book at {path}.", ja: "顧客台帳 {path} がありません。" }
    make_one() { en: "`banso import FOLDER` makes one from your exports, `banso init` an empty one; --book names another file.", ja: "banso import フォルダー で作成するか、banso init で空の台帳を用意してください。別の場所にある場合は --book で指定します。" }
    empty(path) { en: "{path} is empty: something has emptied the file.", ja: "{path} の中身が空です。何らかの原因でファイルが空になっています。" }
    from_backup() { en: "Put a backup in its place; banso does not write over it.", ja: "バックアップを元の場所に戻してください。このファイルには書き込みません。" }
    loose_wal(path, wal) { en: "{path} is missing, but changes meant for it lie in {wal}.", ja: "{path} がありませんが、未反映の変更が {wal} に残っています。" }
    bring_back() { en: "Bring the book back beside it; then nothing is lost.", ja: "台帳ファイルを同じ場所に戻せば、データは失われません。" }
    no_database(path) { en: "{path} is not a book of banso.", ja: "{path} は banso の顧客台帳ではありません。" }
    other_file() { en: "Name another file with --book; banso has not touched this one.", ja: "--book で別のファイルを指定してください。このファイルは変更していません。" }
    foreign(path) { en: "{path} is the database of another program.", ja: "{path} は別のプログラムのデータベースです。" }
    newer(path, found, known) { en: "{path} was written by a newer banso (version {found}, this one knows {known}).", ja: "{path} は新しいバージョンの banso で作成されています (形式{found}、対応は{known}まで)。" }
    update() { en: "Update banso; the book was neither read nor written.", ja: "banso を更新してください。台帳は読み書きしていません。" }
    older(path) { en: "{path} was written by an older banso and has to be brought up first.", ja: "{path} は古いバージョンの形式のため、先に更新が必要です。" }
    bring_up() { en: "Any command that writes does it, after a backup: `banso import`, for example.", ja: "banso import など書き込みを行うコマンドを実行すると、バックアップの後に更新されます。" }
    symlink(path) { en: "{path} is a symbolic link; banso does not follow links to a book.", ja: "{path} はシンボリックリンクです。安全のためリンク先は開きません。" }
    real_file() { en: "Name the file itself with --book.", ja: "--book で実際のファイルを指定してください。" }
    no_rights(path) { en: "{path} may not be read or written by you.", ja: "{path} を読み書きする権限がありません。" }
    give_rights() { en: "Give yourself the rights to the file and its folder, or name another place with --book.", ja: "ファイルとフォルダーの権限を確認するか、--book で別の場所を指定してください。" }
    read_only(path) { en: "{path} cannot be written.", ja: "{path} に書き込めません。" }
    locked(path) { en: "{path} is in use by another program and did not come free.", ja: "{path} は別のプログラムが使用中です。" }
    try_again() { en: "Try again when the other one is done.", ja: "しばらくしてからもう一度実行してください。" }
    disk_full(path) { en: "no space is left for {path}; the book is as it was.", ja: "{path} を書き込む空き容量がありません。台帳は元のままです。" }
    free_space() { en: "Free some space and try again.", ja: "空き容量を増やしてから、もう一度実行してください。" }
    corrupt(path) { en: "{path} is damaged.", ja: "{path} が破損しています。" }
    old_sqlite(found, needed) { en: "the SQLite library {found} is older than {needed} and can damage books.", ja: "SQLiteライブラリー {found} は {needed} より古く、台帳を破損するおそれがあります。" }
    rebuild() { en: "Build banso with its bundled SQLite.", ja: "同梱のSQLiteで banso をビルドしてください。" }
    migration(path, version) { en: "{path} could not be brought up to version {version}; it is as it was.", ja: "{path} を形式{version}に更新できませんでした。台帳は元のままです。" }
    keep_backup() { en: "A backup lies beside it. Please report this.", ja: "同じ場所にバックアップがあります。不具合としてご報告ください。" }
    bad_backup(path) { en: "the backup {path} could not be verified, so nothing was changed.", ja: "バックアップ {path} を検証できなかったため、何も変更していません。" }
    io(path, detail) { en: "{path}: {detail}.", ja: "{path}: {detail}。" }
    check_disk() { en: "Check the disk and the file's folder.", ja: "ディスクとフォルダーの状態を確認してください。" }
    unreadable_row(table, column) { en: "the book holds a row of `{table}` whose `{column}` makes no sense.", ja: "台帳の `{table}` に読み取れない `{column}` があります。" }
    report_bug() { en: "This is a fault in banso; the book was not changed. Please report it.", ja: "banso の不具合です。台帳は変更していません。ご報告ください。" }
    not_finite(value) { en: "{value} is no number that can be stored.", ja: "{value} は保存できる数ではありません。" }
    write_number() { en: "Write an ordinary number.", ja: "通常の数を指定してください。" }
    day_outside() { en: "the day lies outside the years 1 to 9999.", ja: "日付が西暦1年から9999年の範囲外です。" }
    check_date() { en: "Check the date.", ja: "日付を確認してください。" }
    unknown_row(what, id) { en: "there is no {what} {id} any more.", ja: "{what} {id} は既にありません。" }
    look_again() { en: "Look again with `banso accounts`.", ja: "banso accounts で確認してください。" }
    conflict() { en: "that would break a rule of the book: a key used twice, or a word that is not known. Nothing was written.", ja: "台帳の制約に反するため、何も書き込みませんでした (重複したキー、または未知の値)。" }
    nothing_to_undo() { en: "there is nothing to undo.", ja: "取り消せる操作はありません。" }
    see_history() { en: "`banso history` shows what was done.", ja: "操作の履歴は banso history で確認できます。" }
    nothing_to_redo() { en: "there is nothing to redo.", ja: "やり直せる操作はありません。" }
    redo_ends() { en: "A new change after an undo ends redo.", ja: "取り消しの後に新しい変更を行うと、やり直しはできなくなります。" }
    journal(entry) { en: "entry {entry} of the journal does not fit the book.", ja: "履歴の項目{entry}が台帳と一致しません。" }
}

/// Why the book, or one act on it, failed.
pub fn store_error(lang: Lang, error: &StoreError) -> Sentence {
    use StoreError as E;
    let path = error.path().map(|path| path.display().to_string()).unwrap_or_default();
    let (what, hint) = match error {
        E::Missing { .. } => (missing(lang, path), make_one(lang)),
        E::Empty { .. } => (empty(lang, path), from_backup(lang)),
        E::LooseWal { wal, .. } => (loose_wal(lang, path, wal.display()), bring_back(lang)),
        E::NotADatabase { .. } => (no_database(lang, path), other_file(lang)),
        E::Foreign { .. } => (foreign(lang, path), other_file(lang)),
        E::Newer { found, known, .. } => (newer(lang, path, found, known), update(lang)),
        E::Older { .. } => (older(lang, path), bring_up(lang)),
        E::Symlink { .. } => (symlink(lang, path), real_file(lang)),
        E::NoRights { .. } => (no_rights(lang, path), give_rights(lang)),
        E::ReadOnly { .. } => (read_only(lang, path), give_rights(lang)),
        E::Locked { .. } => (locked(lang, path), try_again(lang)),
        E::DiskFull { .. } => (disk_full(lang, path), free_space(lang)),
        E::Corrupt { .. } => (corrupt(lang, path), from_backup(lang)),
        E::OldSqlite { found, needed } => (old_sqlite(lang, found, needed), rebuild(lang)),
        E::Migration { version, .. } => (migration(lang, path, version), keep_backup(lang)),
        E::Backup { .. } => (bad_backup(lang, path), free_space(lang)),
        E::Io { source, .. } => (io(lang, path, source), check_disk(lang)),
        E::Row { table, column, .. } => (unreadable_row(lang, table, column), from_backup(lang)),
        E::NotFinite { value } => (not_finite(lang, value), write_number(lang)),
        E::DayOutside { .. } => (day_outside(lang), check_date(lang)),
        E::Unknown { what, id } => (unknown_row(lang, what, id), look_again(lang)),
        E::Conflict { .. } => (conflict(lang), look_again(lang)),
        E::NothingToUndo => (nothing_to_undo(lang), see_history(lang)),
        E::NothingToRedo => (nothing_to_redo(lang), redo_ends(lang)),
        E::Journal { entry, .. } => (journal(lang, entry), from_backup(lang)),
        E::Other { .. } => (corrupt(lang, path), check_disk(lang)),
        E::Shape { .. } | E::Torn => (report_bug(lang), look_again(lang)),
    };
    Sentence::with_hint(what, hint)
}
