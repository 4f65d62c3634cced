//! What is wrong with a command line. The cases are the command line's own.

use crate::i18n::sentences;

sentences! {
    missing(args) { en: "{args} is missing.", ja: "{args} が指定されていません。" }
    no_command(text) { en: "there is no command `{text}`.", ja: "`{text}` というコマンドはありません。" }
    no_option(text) { en: "there is no option `{text}` here.", ja: "ここでは `{text}` というオプションは使えません。" }
    too_many(text) { en: "`{text}` is one too many.", ja: "`{text}` は余分です。" }
    bad_value(text, arg) { en: "`{text}` is no value of {arg}.", ja: "`{text}` は {arg} の値として使えません。" }
    no_value(arg) { en: "{arg} needs a value.", ja: "{arg} に値がありません。" }
    conflict(arg, other) { en: "{arg} and {other} exclude each other.", ja: "{arg} と {other} は同時に指定できません。" }
    twice(arg) { en: "{arg} stands there twice.", ja: "{arg} が2回指定されています。" }
    missing_command(command) { en: "`{command}` needs to be told what to do.", ja: "{command} の後に続くコマンドがありません。" }
    meant(word) { en: "Did you mean `{word}`?", ja: "`{word}` のことですか?" }
    one_of(words) { en: "One of: {words}.", ja: "使える値: {words}" }
    see_help(command) { en: "`{command} --help` shows how it is written, with an example.", ja: "書き方と例は {command} --help で確認できます。" }
}
