//! Whether a workbook can be read in bounded time and memory, before its reader sees it: all its parts are unpacked once, to
//! nowhere, since what a zip says of its sizes need not be true. Knows nothing of what is in the parts, but for one number
//! that the reader would believe.

use crate::import::reject::Refusal;
use std::io::{BufRead as _, BufReader, Read, Seek};
use zip::ZipArchive;

/// The parts of a workbook unpacked are at most this long together, in bytes.
pub const UNPACKED_LIMIT: u64 = 1 << 30;

/// A workbook has at most this many cells, empty ones included.
pub const CELLS_LIMIT: u64 = 50_000_000;

/// The part with the texts is held in memory while the sheets are read; at most this long, in bytes.
const TEXTS_LIMIT: u64 = 256 << 20;

/// The longest stretch without an XML tag, in bytes: the reader holds it. A cell of Excel has at most 32,767 characters.
const STRETCH_LIMIT: usize = 16 << 20;

/// Real workbooks unpack to 5 to 50 times their size; small ones may do as they like.
const DENSITY_LIMIT: u64 = 200;
const DENSITY_FROM: u64 = 16 << 20;

/// The shortest text takes this many bytes: `<si/>`.
const SHORTEST_TEXT: u64 = 5;

/// Passes a zip that a reader of workbooks can be let at.
pub(in crate::import::table) fn check(source: impl Read + Seek, bytes: u64) -> Result<(), Refusal> {
    let mut zip = ZipArchive::new(BufReader::new(source)).map_err(|error| Refusal::Damaged { detail: error.to_string() })?;
    let declared: u64 = (0..zip.len()).filter_map(|part| Some(zip.by_index_raw(part).ok()?.size())).fold(0, u64::saturating_add);
    fits(declared, bytes)?;
    let mut unpacked = 0;
    for part in 0..zip.len() {
        let texts = zip.name_for_index(part).and_then(Result::ok).is_some_and(|name| name.to_lowercase().ends_with("sharedstrings.xml"));
        // A part that cannot be unpacked is none that is needed, or the reader will say so.
        let Ok(part) = zip.by_index(part) else { continue };
        unpacked += if texts { check_texts(part)? } else { measure(part, UNPACKED_LIMIT - unpacked, &mut |_| {})? };
        fits(unpacked, bytes)?;
    }
    Ok(())
}

fn fits(unpacked: u64, packed: u64) -> Result<(), Refusal> {
    if unpacked > UNPACKED_LIMIT {
        return Err(Refusal::TooLarge { limit: UNPACKED_LIMIT });
    }
    if unpacked > DENSITY_FROM && unpacked / DENSITY_LIMIT > packed {
        return Err(Refusal::TooDense);
    }
    Ok(())
}

fn check_texts(part: impl Read) -> Result<u64, Refusal> {
    let mut announced = Announced::default();
    let length = measure(part, TEXTS_LIMIT, &mut |bytes| bytes.iter().for_each(|byte| announced.see(*byte)))?;
    if length > TEXTS_LIMIT {
        return Err(Refusal::TooLarge { limit: TEXTS_LIMIT });
    }
    if announced.most > length / SHORTEST_TEXT {
        return Err(Refusal::Damaged { detail: format!("{} texts announced in {length} bytes", announced.most) });
    }
    Ok(length)
}

/// How long a part is unpacked; one more than `limit` where it is longer.
fn measure(part: impl Read, limit: u64, see: &mut dyn FnMut(&[u8])) -> Result<u64, Refusal> {
    let mut part = BufReader::with_capacity(1 << 16, part.take(limit + 1));
    let (mut length, mut stretch) = (0, 0);
    loop {
        let bytes = part.fill_buf().map_err(|error| Refusal::Damaged { detail: error.to_string() })?;
        let read = bytes.len();
        if read == 0 {
            return Ok(length);
        }
        see(bytes);
        length += read as u64;
        stretch = bytes.iter().rposition(|byte| *byte == b'<').map_or(stretch + read, |last| read - last);
        if stretch > STRETCH_LIMIT {
            return Err(Refusal::TooDense);
        }
        part.consume(read);
    }
}

/// The largest number given as `uniqueCount`. The reader makes room for that many texts before it has seen one.
#[derive(Default)]
struct Announced {
    most: u64,
    at: At,
}

enum At {
    /// So many letters of the name have been seen.
    Name(usize),
    Gap,
    Number(u64),
}

impl Default for At {
    fn default() -> Self {
        Self::Name(0)
    }
}

impl Announced {
    fn see(&mut self, byte: u8) {
        const NAME: &[u8] = b"uniqueCount";
        let digit = byte.is_ascii_digit().then(|| u64::from(byte - b'0'));
        self.at = match (&self.at, digit) {
            (At::Gap, Some(digit)) => At::Number(digit),
            (At::Number(number), Some(digit)) => At::Number(number.saturating_mul(10).saturating_add(digit)),
            (At::Gap, None) if byte.is_ascii_whitespace() || matches!(byte, b'=' | b'"' | b'\'' | b'+') => At::Gap,
            (At::Name(seen), _) if NAME.get(*seen) == Some(&byte) => {
                if seen + 1 == NAME.len() {
                    At::Gap
                } else {
                    At::Name(seen + 1)
                }
            }
            _ => At::Name(usize::from(byte == b'u')),
        };
        if let At::Number(number) = self.at {
            self.most = self.most.max(number);
        }
    }
}
