//! Folding for search, cleaning for display. Stored text stays as it came; both are forms made from it.

use std::borrow::Cow;
use std::fmt::Write as _;
use unicode_normalization::{IsNormalized, UnicodeNormalization as _, is_nfc_quick};
use unicode_segmentation::UnicodeSegmentation as _;
use unicode_width::UnicodeWidthStr as _;

/// The search form: NFKC, lower case, katakana as hiragana, white space collapsed and trimmed.
pub fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    let mut gap = false;
    for c in text.nfkc().flat_map(char::to_lowercase) {
        if c.is_whitespace() {
            gap = !folded.is_empty();
            continue;
        }
        if std::mem::take(&mut gap) {
            folded.push(' ');
        }
        folded.push(hiragana(c));
    }
    folded
}

fn hiragana(c: char) -> char {
    match c {
        'ァ'..='ヶ' => char::from_u32(c as u32 - 0x60).unwrap_or(c),
        _ => c,
    }
}

/// The folded name without its legal form (株式会社, (株), Inc., Ltd. …) and without spaces, by which tools' spellings of one company meet.
pub fn fold_company(name: &str) -> String {
    const FORMS_JA: [&str; 11] =
        ["株式会社", "有限会社", "合同会社", "一般社団法人", "一般財団法人", "医療法人", "学校法人", "(株)", "(有)", "(同)", "(一社)"];
    const FORMS_EN: [&str; 14] =
        ["co.,ltd", "co., ltd", "inc", "llc", "ltd", "gmbh", "pte. ltd", "pte ltd", "corp", "corporation", "k.k", "kk", "limited", "co"];
    let mut bare = fold(name);
    for form in FORMS_JA {
        bare = bare.replace(form, " ");
    }
    let trimmed = |text: &str| text.trim().trim_end_matches(['.', ',']).trim_end().to_owned();
    bare = trimmed(&bare);
    while let Some(shorter) = FORMS_EN.iter().find_map(|form| bare.strip_suffix(form).filter(|rest| rest.ends_with([' ', ',']))) {
        bare = trimmed(shorter);
    }
    bare.retain(|c| !c.is_whitespace());
    if bare.is_empty() { fold(name) } else { bare }
}

/// The name without its legal form, as people say it, for where room is short; a name that is nothing else stays whole.
pub fn short_name(name: &str) -> &str {
    const FORMS: [&str; 20] = [
        "株式会社",
        "有限会社",
        "合同会社",
        "一般社団法人",
        "一般財団法人",
        "医療法人",
        "学校法人",
        "(株)",
        "（株）",
        "㈱",
        "(有)",
        "（有）",
        "㈲",
        "(同)",
        " K.K.",
        " Co., Ltd.",
        " Inc.",
        " LLC",
        " Ltd.",
        " GmbH",
    ];
    let mut short = name.trim();
    for form in FORMS {
        let bare = short.strip_prefix(form).or_else(|| short.strip_suffix(form)).map(str::trim).filter(|bare| !bare.is_empty());
        short = bare.unwrap_or(short);
    }
    short
}

/// The form that is safe to draw: one line, composed, half-width kana made full width, and every control, bidi and
/// zero-width character made visible (`␛`, `⟨U+202E⟩`).
pub fn clean(text: &str) -> Cow<'_, str> {
    if is_plain(text) || is_clean(text) {
        return Cow::Borrowed(text);
    }
    let composed: String = text.chars().flat_map(full_width_kana).nfc().collect();
    let mut cleaned = String::with_capacity(composed.len());
    for c in composed.chars() {
        push_visible(&mut cleaned, c);
    }
    Cow::Owned(cleaned)
}

/// [`clean`] for text of several lines: line ends and tabs stay.
pub fn clean_lines(text: &str) -> String {
    text.split('\n').map(|line| clean(line.strip_suffix('\r').unwrap_or(line)).replace('␉', "    ")).collect::<Vec<_>>().join("\n")
}

/// Whether each byte is one character of one cell.
pub fn is_plain(text: &str) -> bool {
    text.bytes().all(|byte| (0x20..0x7f).contains(&byte))
}

/// Whether a text can be drawn as it is. Most can, and are drawn often.
fn is_clean(text: &str) -> bool {
    text.chars().all(|c| !is_half_width_kana(c) && !is_invisible(c)) && is_nfc_quick(text.chars()) == IsNormalized::Yes
}

fn full_width_kana(c: char) -> impl Iterator<Item = char> {
    let folded: Vec<char> = if is_half_width_kana(c) { std::iter::once(c).nfkc().collect() } else { vec![c] };
    folded.into_iter()
}

fn push_visible(cleaned: &mut String, c: char) {
    match c {
        '\u{0}'..='\u{1f}' => cleaned.push(char::from_u32(0x2400 + c as u32).unwrap_or('␀')),
        '\u{7f}' => cleaned.push('␡'),
        // Writing to a string cannot fail.
        _ if is_invisible(c) => drop(write!(cleaned, "⟨U+{:04X}⟩", c as u32)),
        _ => cleaned.push(c),
    }
}

fn is_half_width_kana(c: char) -> bool {
    matches!(c, '\u{ff61}'..='\u{ff9f}')
}

/// Controls, and what has no width or turns the direction of what follows.
fn is_invisible(c: char) -> bool {
    matches!(c,
        '\u{0}'..='\u{1f}'
        | '\u{7f}'..='\u{9f}'
        | '\u{ad}'
        | '\u{61c}'
        | '\u{180e}'
        | '\u{200b}'..='\u{200f}'
        | '\u{2028}'..='\u{202e}'
        | '\u{2060}'..='\u{206f}'
        | '\u{feff}'
        | '\u{fff9}'..='\u{fffb}'
        | '\u{e0000}'..='\u{e007f}')
}

/// JSON text in which no C1, bidi or other steering character stands raw.
pub fn escape_json(json: &str) -> String {
    let mut escaped = String::with_capacity(json.len());
    for c in json.chars() {
        if c != '\u{7f}' && (c == '\n' || !is_invisible(c)) {
            escaped.push(c);
            continue;
        }
        for unit in c.encode_utf16(&mut [0; 2]) {
            // Writing to a string cannot fail.
            let _ = write!(escaped, "\\u{unit:04x}");
        }
    }
    escaped
}

/// Terminal cells that a cleaned text takes.
pub fn cells_of(text: &str) -> usize {
    if is_plain(text) { text.len() } else { text.width() }
}

/// The start of a text that fits into so many terminal cells, cut between what readers see as characters; `⋯` ends a cut one.
pub fn truncate(text: &str, cells: usize) -> Cow<'_, str> {
    if cells_of(text) <= cells {
        return Cow::Borrowed(text);
    }
    let Some(room) = cells.checked_sub(1) else { return Cow::Borrowed("") };
    let mut cut = String::new();
    let mut used = 0;
    for grapheme in text.graphemes(true) {
        used += grapheme.width();
        if used > room {
            break;
        }
        cut.push_str(grapheme);
    }
    cut.push('⋯');
    Cow::Owned(cut)
}

/// The candidate nearest to what was typed, if one is near enough to be meant.
pub fn nearest<'a>(typed: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let typed = fold(typed);
    candidates
        .into_iter()
        .map(|candidate| (strsim::jaro_winkler(&typed, &fold(candidate)), candidate))
        .filter(|(likeness, _)| *likeness >= 0.78)
        .max_by(|a, b| a.0.total_cmp(&b.0))
        .map(|(_, candidate)| candidate)
}

/// A number that changes with the bytes, the same on every machine and in every version (FNV-1a, 64 bits). No secret.
pub fn hash(bytes: &[u8]) -> u64 {
    bytes.iter().fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_short_name_is_what_people_say() {
        let said = ["株式会社サクラ電機", "ミナモ運輸株式会社", "㈱白樺エナジー", "Aozora Foods Inc.", "株式会社", "Incline"].map(short_name);
        assert_eq!(said, ["サクラ電機", "ミナモ運輸", "白樺エナジー", "Aozora Foods", "株式会社", "Incline"]);
    }

    #[test]
    fn folding_joins_width_case_and_kana() {
        assert_eq!(fold("ＡＢＣ商事"), fold("abc商事"));
        assert_eq!(fold("サクラ電機"), fold("さくら電機"));
        assert_eq!(fold("ｶﾞｷﾞ"), fold("がぎ"));
        assert_eq!(fold("  a \u{3000} b "), "a b");
    }

    #[test]
    fn a_company_is_the_same_in_every_spelling() {
        for spelling in ["株式会社サクラ電機", "サクラ電機（株）", "㈱さくら電機", "株式会社　サクラ電機 "] {
            assert_eq!(fold_company(spelling), "さくら電機", "{spelling}");
        }
        for spelling in ["Aozora Foods Inc.", "AOZORA FOODS", "Aozora Foods Co., Ltd.", "Aozora Foods, Inc"] {
            assert_eq!(fold_company(spelling), "aozorafoods", "{spelling}");
        }
        assert_eq!(fold_company("株式会社"), "株式会社");
        assert_eq!(fold_company("Costco"), "costco");
    }

    #[test]
    fn nothing_that_steers_a_terminal_stays_in_cleaned_text() {
        assert_eq!(clean("a\u{1b}[31mb"), "a␛[31mb");
        assert_eq!(clean("x\u{202e}y\u{9b}z\u{7f}"), "x⟨U+202E⟩y⟨U+009B⟩z␡");
        assert_eq!(clean("two\nlines"), "two␊lines");
        assert_eq!(clean("ｶﾞ"), "ガ");
        assert_eq!(clean_lines("a\r\nb\u{1b}"), "a\nb␛");
    }

    #[test]
    fn a_text_is_cut_by_cells_between_characters() {
        assert_eq!(truncate("顧客台帳", 8), "顧客台帳");
        assert_eq!(truncate("顧客台帳", 7), "顧客台⋯");
        assert_eq!(truncate("顧客台帳", 6), "顧客⋯");
        assert_eq!(truncate("か\u{3099}き", 3), "か\u{3099}⋯");
        assert_eq!((truncate("ab", 1), truncate("ab", 0)), ("⋯".into(), "".into()));
    }

    #[test]
    fn a_typo_finds_its_word_and_nonsense_finds_none() {
        assert_eq!(nearest("renewl", ["renewal", "arr"]), Some("renewal"));
        assert_eq!(nearest("zzz", ["renewal", "arr"]), None);
    }
}
