//! Which of `,` `;` and tab separates the cells of a text. Looks at its first lines only.

/// The separator of a first line `sep=;`, as Excel writes and reads it, and how long that line is.
pub(in crate::import) fn stated(bytes: &[u8]) -> Option<(u8, usize)> {
    let length = bytes.iter().position(|byte| matches!(byte, b'\n' | b'\r'))?;
    let line = bytes.get(..length)?;
    let bare = line.strip_prefix(b"\"").and_then(|line| line.strip_suffix(b"\"")).unwrap_or(line);
    match bare {
        [b's' | b'S', b'e' | b'E', b'p' | b'P', b'=', separator] if separator.is_ascii_punctuation() || *separator == b'\t' => {
            let pair = bytes.get(length..).is_some_and(|rest| rest.starts_with(b"\r\n"));
            Some((*separator, length + 1 + usize::from(pair)))
        }
        _ => None,
    }
}

const SEPARATORS: [u8; 3] = [b',', b';', b'\t'];

/// How many lines are looked at for their separator.
const LINES_LOOKED_AT: usize = 100;

/// The separator that most lines have equally many of, outside quotes: a title above the table has none, and commas within
/// numbers come and go. Of equals the one with more to a line, then the comma.
pub(in crate::import) fn usual(bytes: &[u8]) -> u8 {
    let lines = by_line(bytes);
    let score = |place: usize| {
        let counts = || lines.iter().map(|line| line[place]);
        let usual = |count: usize| (counts().filter(|other| *other == count).count(), count);
        counts().filter(|count| *count > 0).map(usual).max().unwrap_or_default()
    };
    let scores = SEPARATORS.into_iter().enumerate().map(|(place, separator)| (separator, score(place)));
    scores.reduce(|best, other| if other.1 > best.1 { other } else { best }).map_or(b',', |(separator, _)| separator)
}

/// How many of each separator the first lines have, outside quotes.
fn by_line(bytes: &[u8]) -> Vec<[usize; 3]> {
    let mut lines = vec![[0; 3]];
    let mut quoted = false;
    for byte in bytes {
        match byte {
            b'"' => quoted = !quoted,
            b'\n' | b'\r' if !quoted => {
                if lines.len() == LINES_LOOKED_AT {
                    break;
                }
                lines.push([0; 3]);
            }
            _ if quoted => {}
            _ => {
                if let (Some(place), Some(line)) = (SEPARATORS.iter().position(|separator| separator == byte), lines.last_mut()) {
                    line[place] += 1;
                }
            }
        }
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    #[rstest]
    #[case("a;b;c\n1,5;2;3\n", b';')]
    #[case("a\tb\n1\t2\n", b'\t')]
    #[case("\"a;b;c\",d\n1,2\n", b',')]
    #[case("alone\n1\n", b',')]
    #[case("Customers, 2026\n\na;b;c\n1,5;2,5;3\n", b';')]
    #[case("Customers\na\tb\tc\n1,000\t2\t3\n", b'\t')]
    #[case("", b',')]
    fn the_first_lines_tell_the_separator(#[case] text: &str, #[case] expected: u8) {
        assert_eq!(usual(text.as_bytes()), expected);
    }
}
