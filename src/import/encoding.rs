//! In which encoding a text is: asked for by name, or told from its bytes. Decodes nothing for keeps; that is `decode`'s.

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{EUC_JP, ISO_2022_JP, SHIFT_JIS, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};
use std::fmt;
use std::io::{self, BufRead, BufReader, Read, Seek};

/// An encoding of text. `Shift_JIS` is that of Windows (CP932), Latin-1 is windows-1252, as people's files have them.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Encoding(&'static encoding_rs::Encoding);

/// Names that people use and the standard's labels lack.
const ALSO: [(&str, &encoding_rs::Encoding); 3] = [("cp932", SHIFT_JIS), ("utf8-bom", UTF_8), ("utf-8-bom", UTF_8)];

const CHUNK: usize = 1 << 16;

impl Encoding {
    pub const UTF_8: Self = Self(UTF_8);

    /// Those that exports come in, to choose from.
    pub const USUAL: [Self; 7] = [Self::UTF_8, Self(SHIFT_JIS), Self(EUC_JP), Self(ISO_2022_JP), Self(UTF_16LE), Self(UTF_16BE), Self(WINDOWS_1252)];

    /// Reads a name: `utf-8`, `cp932`, `shift_jis`, `sjis`, `utf-16`, `utf-16be`, `euc-jp`, `iso-2022-jp`, `cp1252`, `latin1`, or
    /// any other label of the WHATWG standard, in any case.
    pub fn parse(name: &str) -> Option<Self> {
        let lower = name.trim().to_lowercase();
        let also = ALSO.iter().find(|(label, _)| *label == lower).map(|(_, encoding)| *encoding);
        let known = also.or_else(|| encoding_rs::Encoding::for_label_no_replacement(lower.as_bytes()));
        known.map(Self)
    }

    /// The name to tell: `UTF-8`, `Shift_JIS`, `windows-1252`.
    pub fn name(self) -> &'static str {
        self.0.name()
    }

    /// A decoder, but for UTF-8, which needs none. It takes off a mark of byte order.
    pub(in crate::import) fn decoder(self) -> Option<encoding_rs::Decoder> {
        (self != Self::UTF_8).then(|| self.0.new_decoder_with_bom_removal())
    }

    /// Tells the encoding from the bytes. Text that is valid UTF-8 costs one look at it; anything else a second.
    pub fn detect(source: &mut (impl Read + Seek)) -> io::Result<Self> {
        source.rewind()?;
        if let Some(encoding) = detect_unicode(source)? {
            return Ok(encoding);
        }
        source.rewind()?;
        detect_legacy(source)
    }

    /// What was asked for, but that a mark of byte order knows better which of the two UTF-16 it is.
    pub(in crate::import) fn asked(self, source: &mut (impl Read + Seek)) -> io::Result<Self> {
        source.rewind()?;
        let mut start = [0; 2];
        let read = read_full(source, &mut start)?;
        let big = matches!(start.get(..read), Some(b"\xfe\xff"));
        Ok(if self.0 == UTF_16LE && big { Self(UTF_16BE) } else { self })
    }
}

impl fmt::Debug for Encoding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

impl fmt::Display for Encoding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// Fills the buffer as far as there is something to read.
pub(in crate::import) fn read_full(source: &mut impl Read, buffer: &mut [u8]) -> io::Result<usize> {
    let mut filled = 0;
    while filled < buffer.len() {
        match source.read(&mut buffer[filled..]) {
            Ok(0) => break,
            Ok(read) => filled += read,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => return Err(error),
        }
    }
    Ok(filled)
}

/// Marks of byte order, UTF-16 by its zeros, valid UTF-8, and ISO-2022-JP, which is ASCII but for its shifts.
fn detect_unicode(source: &mut impl Read) -> io::Result<Option<Encoding>> {
    let mut buffer = vec![0; CHUNK];
    let (mut kept, mut first, mut shifts) = (0, true, false);
    loop {
        let room = buffer.get_mut(kept..).unwrap_or_default();
        let read = read_full(source, room)?;
        let chunk = buffer.get(..kept + read).unwrap_or_default();
        if std::mem::take(&mut first) {
            if let Some((encoding, _)) = encoding_rs::Encoding::for_bom(chunk) {
                return Ok(Some(Encoding(encoding)));
            }
            if let Some(encoding) = utf16(chunk) {
                return Ok(Some(encoding));
            }
        }
        shifts |= chunk.contains(&0x1b) && chunk.windows(3).any(|three| three == b"\x1b$B" || three == b"\x1b$@");
        let valid = match std::str::from_utf8(chunk) {
            Ok(_) => chunk.len(),
            Err(error) if error.error_len().is_none() && read > 0 => error.valid_up_to(),
            Err(_) => return Ok(None),
        };
        if read == 0 {
            return Ok(Some(Encoding(if shifts { ISO_2022_JP } else { UTF_8 })));
        }
        kept = chunk.len() - valid;
        buffer.copy_within(valid..valid + kept, 0);
    }
}

/// UTF-16 without a mark: every second byte of its ASCII is zero, and hardly any other. Even Japanese has a fifth of ASCII in
/// a table: separators, line ends, digits.
fn utf16(chunk: &[u8]) -> Option<Encoding> {
    let zeros = |at: usize| chunk.iter().skip(at).step_by(2).filter(|byte| **byte == 0).count();
    let (even, odd, units) = (zeros(0), zeros(1), chunk.len() / 2);
    let fifth = (units / 5).max(1);
    let encoding = if odd > fifth && even * 4 < odd {
        UTF_16LE
    } else if even > fifth && odd * 4 < even {
        UTF_16BE
    } else {
        return None;
    };
    let whole = chunk.get(..units * 2).unwrap_or_default();
    (!encoding.decode_without_bom_handling(whole).1).then_some(Encoding(encoding))
}

/// Of a text that is no valid UTF-8: UTF-8 still, where most of its lines are; else what the letters are likely to be, Japanese
/// before others.
fn detect_legacy(source: &mut impl Read) -> io::Result<Encoding> {
    let mut reader = BufReader::with_capacity(CHUNK, source);
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    let mut japanese = [Candidate::of(SHIFT_JIS), Candidate::of(EUC_JP)];
    let (mut line, mut good, mut bad) = (Vec::new(), 0_u64, 0_u64);
    loop {
        line.clear();
        if reader.by_ref().take(CHUNK as u64).read_until(b'\n', &mut line)? == 0 {
            break;
        }
        if line.is_ascii() {
            continue;
        }
        match std::str::from_utf8(&line) {
            Ok(_) => good += 1,
            Err(_) => bad += 1,
        }
        detector.feed(&line, false);
        for candidate in &mut japanese {
            candidate.feed(&line);
        }
    }
    detector.feed(b"", true);
    if good >= bad {
        return Ok(Encoding::UTF_8);
    }
    let likely = detector.guess(Some(b"jp"), Utf8Detection::Deny);
    if japanese.iter().any(|candidate| candidate.encoding == likely && candidate.is_text()) {
        return Ok(Encoding(likely));
    }
    let elsewhere = detector.guess(None, Utf8Detection::Deny);
    Ok(Encoding(if [SHIFT_JIS, EUC_JP].contains(&elsewhere) { WINDOWS_1252 } else { elsewhere }))
}

/// A Japanese encoding tried on a text.
struct Candidate {
    encoding: &'static encoding_rs::Encoding,
    /// Lines that decode without an error.
    whole: u64,
    broken: u64,
    /// Whether something was Japanese beyond one half-width letter, which Latin text gives too.
    japanese: bool,
}

impl Candidate {
    fn of(encoding: &'static encoding_rs::Encoding) -> Self {
        Self { encoding, whole: 0, broken: 0, japanese: false }
    }

    fn feed(&mut self, line: &[u8]) {
        let (text, broken) = self.encoding.decode_without_bom_handling(line);
        if broken {
            self.broken += 1;
            return;
        }
        self.whole += 1;
        let half = |letter: char| ('\u{ff61}'..='\u{ff9f}').contains(&letter);
        let mut before = ' ';
        for letter in text.chars() {
            self.japanese |= letter as u32 >= 0x2000 && (!half(letter) || half(before));
            before = letter;
        }
    }

    /// A broken line among many is a damaged one.
    fn is_text(&self) -> bool {
        self.japanese && self.broken * 20 <= self.whole
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;
    use std::io::Cursor;

    fn detected(bytes: &[u8]) -> &'static str {
        Encoding::detect(&mut Cursor::new(bytes)).unwrap().name()
    }

    fn in_encoding(name: &str, text: &str) -> Vec<u8> {
        Encoding::parse(name).unwrap().0.encode(text).0.into_owned()
    }

    fn utf16(text: &str, unit: fn(u16) -> [u8; 2]) -> Vec<u8> {
        text.encode_utf16().flat_map(unit).collect()
    }

    const CUSTOMERS: &str = "顧客ID,会社名,年額\nA1,株式会社ソフト表計算,120000\nA2,能登十貼合同会社,240000\nA3,㈱ミドリ①,360000\nA4,髙﨑商会,1\n";

    #[rstest]
    #[case("utf-8", "UTF-8")]
    #[case("cp932", "Shift_JIS")]
    #[case("euc-jp", "EUC-JP")]
    #[case("iso-2022-jp", "ISO-2022-JP")]
    fn a_list_of_customers_is_told_in_every_encoding(#[case] encoding: &str, #[case] name: &str) {
        assert_eq!(detected(&in_encoding(encoding, CUSTOMERS)), name);
    }

    #[test]
    fn utf16_is_told_with_and_without_its_mark() {
        assert_eq!(detected(&utf16(CUSTOMERS, u16::to_le_bytes)), "UTF-16LE");
        assert_eq!(detected(&utf16(CUSTOMERS, u16::to_be_bytes)), "UTF-16BE");
        assert_eq!(detected(b"\xff\xfei\0d\0"), "UTF-16LE");
        assert_eq!(detected(b"\xfe\xff\0i\0d"), "UTF-16BE");
        assert_eq!(detected(b"id,name\nA1,Ac\0me\n"), "UTF-8");
    }

    #[test]
    fn a_few_japanese_letters_are_enough() {
        assert_eq!(detected(&in_encoding("cp932", "会社名\r\n光\r\n")), "Shift_JIS");
        assert_eq!(detected(&in_encoding("cp932", "name\nﾃｽﾄ\n")), "Shift_JIS");
        let late = format!("id,name\n{}A9,株式会社最後\n", "A1,Acme Corporation\n".repeat(6_000));
        assert_eq!(detected(&in_encoding("cp932", &late)), "Shift_JIS");
    }

    #[rstest]
    #[case("Kunde;Verlängerung;Plätze\r\nMüller & Söhne GmbH;12.345,60 €;12\r\nSociété Générique SA;1.200,00 €;3\r\n")]
    #[case("a,b,c\n1,2,3\n4,5,©")]
    #[case("name\nCafé du Nord\nPeña Hermanos\n")]
    fn european_letters_are_no_japanese(#[case] text: &str) {
        assert_eq!(detected(&in_encoding("latin1", text)), "windows-1252");
    }

    #[test]
    fn a_few_broken_bytes_leave_a_text_in_its_encoding() {
        assert_eq!(detected("id,name\nA1,株式会社一\nA2,株式\u{0}".as_bytes()), "UTF-8");
        assert_eq!(detected(b"id\n\xe6\xa0\xaa\n\xe6\xa0\xff\n"), "UTF-8");
        let mixed: Vec<u8> = "id,name\nA1,株式会社一\n".bytes().chain(in_encoding("cp932", "A2,株式会社二\n")).collect();
        assert_eq!(detected(&mixed), "UTF-8");
        let mut damaged = in_encoding("cp932", &CUSTOMERS.repeat(20));
        damaged.extend(b"A9,\xff\xff\n");
        assert_eq!(detected(&damaged), "Shift_JIS");
    }

    #[rstest]
    #[case("UTF-8", "UTF-8")]
    #[case("cp932", "Shift_JIS")]
    #[case("Shift_JIS", "Shift_JIS")]
    #[case("sjis", "Shift_JIS")]
    #[case("utf-16", "UTF-16LE")]
    #[case("utf-16be", "UTF-16BE")]
    #[case("euc-jp", "EUC-JP")]
    #[case("iso-2022-jp", "ISO-2022-JP")]
    #[case("cp1252", "windows-1252")]
    #[case("latin1", "windows-1252")]
    fn encodings_have_the_names_that_people_use(#[case] typed: &str, #[case] name: &str) {
        assert_eq!(Encoding::parse(typed).unwrap().name(), name);
    }

    #[test]
    fn an_unknown_name_is_no_encoding() {
        assert_eq!(Encoding::parse("klingon"), None);
    }
}
