//! Bytes to records: decodes, splits at separators and quotes, counts lines. Bounded: whatever the bytes, it holds one
//! record of at most [`RECORD_LIMIT`] bytes. Knows nothing of columns.
//!
//! Decoding is the work of `Records::fill` alone: what lies in the buffer is UTF-8. Other encodings come in there.

use crate::import::reject::Refusal;
use csv_core::{ReadRecordResult, Reader, ReaderBuilder};
use std::io::Read;

/// A cell over this many bytes is rejected with its record.
pub const CELL_LIMIT: usize = 1 << 20;
/// A record over this many bytes is skipped and rejected.
pub const RECORD_LIMIT: usize = 10 << 20;
/// A file with more columns is refused, a record with more cells is rejected.
pub const COLUMN_LIMIT: usize = 1000;

const CHUNK: usize = 1 << 16;
const BOM: &[u8] = b"\xef\xbb\xbf";

/// The cells of one record. Reused from record to record.
#[derive(Debug, Default)]
pub struct Record {
    bytes: Vec<u8>,
    ends: Vec<usize>,
    cells: usize,
    line: u64,
}

impl Record {
    /// How many cells there are.
    pub fn len(&self) -> usize {
        self.cells
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.cells == 0
    }

    /// The physical line on which the record starts, from 1.
    pub fn line(&self) -> u64 {
        self.line
    }

    /// The bytes of a cell; none where the record has fewer cells.
    pub fn bytes(&self, cell: usize) -> &[u8] {
        if cell >= self.cells {
            return &[];
        }
        let start = if cell == 0 { 0 } else { self.ends[cell - 1] };
        self.bytes.get(start..self.ends[cell]).unwrap_or(&[])
    }

    /// The text of a cell. Cells are cut from valid UTF-8 at ASCII characters, so they are valid too.
    pub fn text(&self, cell: usize) -> &str {
        std::str::from_utf8(self.bytes(cell)).unwrap_or("")
    }

    /// All cells as they came.
    pub fn texts(&self) -> Vec<String> {
        (0..self.cells).map(|cell| self.text(cell).to_owned()).collect()
    }

    /// Other cells in the place of these; the line stays.
    fn replace(&mut self, cells: &[String]) {
        self.bytes.clear();
        self.ends.clear();
        for cell in cells {
            self.bytes.extend_from_slice(cell.as_bytes());
            self.ends.push(self.bytes.len());
        }
        self.cells = cells.len();
    }

    fn drop_last_byte(&mut self) {
        if let Some(end) = self.cells.checked_sub(1).and_then(|last| self.ends.get_mut(last)) {
            *end = end.saturating_sub(1);
        }
    }

    /// Whether every cell is empty or white space.
    pub fn is_blank(&self) -> bool {
        (0..self.cells).all(|cell| self.bytes(cell).first().is_none_or(|byte| *byte <= b' ' || *byte >= 0x80) && self.text(cell).trim().is_empty())
    }
}

/// What the reader came upon.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// A record, to be read with [`Records::record`].
    Record,
    /// A record of more than [`COLUMN_LIMIT`] cells, passed.
    TooManyCells,
    /// A record of more than [`RECORD_LIMIT`] bytes, passed.
    TooLong,
    /// The file ends inside quotes; what was inside is in [`Records::record`].
    UnclosedQuote,
    End,
}

/// Reads records from bytes.
pub struct Records<R> {
    source: R,
    core: Reader,
    buffer: Vec<u8>,
    /// What of the buffer is decoded and not yet split.
    start: usize,
    end: usize,
    /// Bytes of a character cut by the end of a chunk, behind `end`.
    tail: usize,
    at_end: bool,
    record: Record,
    separator: u8,
    bytes_read: u64,
}

impl<R: Read> Records<R> {
    /// Starts to read; the separator is the one of `,` `;` and tab that the first line has most of.
    pub fn new(source: R) -> Result<Self, Refusal> {
        let mut records = Self {
            source,
            core: Reader::new(),
            buffer: vec![0; CHUNK],
            start: 0,
            end: 0,
            tail: 0,
            at_end: false,
            record: Record::default(),
            separator: b',',
            bytes_read: 0,
        };
        records.fill()?;
        if records.pending().starts_with(BOM) {
            records.start = BOM.len();
        }
        records.separator = separator(records.pending());
        records.core = ReaderBuilder::new().delimiter(records.separator).build();
        Ok(records)
    }

    /// The separator found.
    pub fn separator(&self) -> u8 {
        self.separator
    }

    /// How many bytes were read so far.
    pub fn bytes_read(&self) -> u64 {
        self.bytes_read
    }

    /// The present record.
    pub fn record(&self) -> &Record {
        &self.record
    }

    /// Puts other cells in the place of those of the present record.
    pub(in crate::import) fn replace(&mut self, cells: &[String]) {
        self.record.replace(cells);
    }

    fn pending(&self) -> &[u8] {
        self.buffer.get(self.start..self.end).unwrap_or(&[])
    }

    /// Goes on to the next record; blank lines are no records.
    pub fn advance(&mut self) -> Result<Step, Refusal> {
        self.record.cells = 0;
        if !self.skip_line_ends()? {
            return Ok(Step::End);
        }
        self.record.line = self.core.line();
        let (mut filled, mut passed, mut probed) = (0, None, false);
        loop {
            if self.start == self.end && !self.at_end {
                self.fill()?;
            }
            // At the end of the file a line end is added: inside quotes it ends no record, and so tells that they are open.
            let probing = self.start == self.end && !probed;
            let input = if probing { b"\n" } else { self.buffer.get(self.start..self.end).unwrap_or(&[]) };
            let output = self.record.bytes.get_mut(filled..).unwrap_or_default();
            let ends = self.record.ends.get_mut(self.record.cells..).unwrap_or_default();
            let (result, taken, written, cells) = self.core.read_record(input, output, ends);
            if probing {
                probed = taken > 0;
            } else {
                self.start += taken;
            }
            filled += written;
            self.record.cells += cells;
            match result {
                ReadRecordResult::InputEmpty => {}
                ReadRecordResult::OutputFull if self.record.bytes.len() >= RECORD_LIMIT => {
                    (filled, passed) = (0, passed.or(Some(Step::TooLong)));
                }
                ReadRecordResult::OutputFull => {
                    let more = (self.record.bytes.len() * 2).clamp(CHUNK, RECORD_LIMIT);
                    self.record.bytes.resize(more, 0);
                }
                ReadRecordResult::OutputEndsFull if self.record.ends.len() > COLUMN_LIMIT => {
                    (self.record.cells, passed) = (0, passed.or(Some(Step::TooManyCells)));
                }
                ReadRecordResult::OutputEndsFull => self.record.ends.resize((self.record.ends.len() * 2).clamp(32, COLUMN_LIMIT + 1), 0),
                ReadRecordResult::Record if passed.is_some() => {
                    self.record.cells = 0;
                    return Ok(passed.unwrap_or(Step::End));
                }
                ReadRecordResult::Record if probed && !probing => {
                    self.record.drop_last_byte();
                    return Ok(Step::UnclosedQuote);
                }
                ReadRecordResult::Record => return Ok(Step::Record),
                ReadRecordResult::End => return Ok(Step::End),
            }
        }
    }

    /// Passes line ends between records, so that a record's line is the one it starts on; `false` at the end of the file.
    fn skip_line_ends(&mut self) -> Result<bool, Refusal> {
        loop {
            let pending = self.pending();
            let ends = pending.iter().take_while(|byte| matches!(byte, b'\n' | b'\r')).count();
            let lines = pending.iter().take(ends).filter(|byte| **byte == b'\n').count();
            let more = ends < pending.len();
            self.core.set_line(self.core.line() + lines as u64);
            self.start += ends;
            if more {
                return Ok(true);
            }
            if self.at_end {
                return Ok(false);
            }
            self.fill()?;
        }
    }

    /// Reads and decodes the next chunk. To be called when the last one is used up.
    fn fill(&mut self) -> Result<(), Refusal> {
        self.buffer.copy_within(self.end..self.end + self.tail, 0);
        let mut filled = std::mem::take(&mut self.tail);
        (self.start, self.end) = (0, 0);
        // A pipe gives what it has; a header cut short would hide the separator.
        while filled < self.buffer.len() {
            match self.source.read(&mut self.buffer[filled..]) {
                Ok(0) => {
                    self.at_end = true;
                    break;
                }
                Ok(read) => {
                    filled += read;
                    self.bytes_read += read as u64;
                }
                Err(error) if error.kind() == std::io::ErrorKind::Interrupted => {}
                Err(error) => return Err(error.into()),
            }
        }
        let chunk = self.buffer.get(..filled).unwrap_or(&[]);
        self.end = match std::str::from_utf8(chunk) {
            Ok(_) => filled,
            Err(error) if error.error_len().is_none() && !self.at_end => error.valid_up_to(),
            Err(error) => {
                let lines = chunk.iter().take(error.valid_up_to()).filter(|byte| **byte == b'\n').count();
                return Err(Refusal::NotUtf8 { line: self.core.line() + lines as u64 });
            }
        };
        self.tail = filled - self.end;
        self.refuse_escapes()
    }

    /// ISO-2022-JP is ASCII to the eye of a decoder; its shifts give it away.
    fn refuse_escapes(&self) -> Result<(), Refusal> {
        const SHIFTS: [&[u8]; 3] = [b"\x1b$B", b"\x1b$@", b"\x1b(J"];
        let pending = self.pending();
        if !pending.contains(&0x1b) {
            return Ok(());
        }
        let Some(place) = pending.windows(3).position(|three| SHIFTS.contains(&three)) else { return Ok(()) };
        let lines = pending.iter().take(place).filter(|byte| **byte == b'\n').count();
        Err(Refusal::NotUtf8 { line: self.core.line() + lines as u64 })
    }
}

/// The separator that stands most often in the first line that is not blank, outside quotes.
fn separator(bytes: &[u8]) -> u8 {
    let mut counts = [(b',', 0_usize), (b';', 0), (b'\t', 0)];
    let (mut quoted, mut begun) = (false, false);
    for byte in bytes {
        match byte {
            b'"' => quoted = !quoted,
            b'\n' | b'\r' if !quoted && begun => break,
            _ if quoted => {}
            _ => {
                if let Some((_, count)) = counts.iter_mut().find(|(separator, _)| separator == byte) {
                    *count += 1;
                }
            }
        }
        begun |= !matches!(byte, b'\n' | b'\r');
    }
    // The first of equals stays: a comma, where there is no separator at all.
    counts.into_iter().reduce(|best, other| if other.1 > best.1 { other } else { best }).map_or(b',', |(separator, _)| separator)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn read(bytes: &[u8]) -> Vec<(u64, Step, Vec<String>)> {
        let mut records = Records::new(bytes).unwrap();
        let mut all = Vec::new();
        loop {
            match records.advance().unwrap() {
                Step::End => return all,
                step => all.push((records.record().line(), step, records.record().texts())),
            }
        }
    }

    #[test]
    fn a_record_starts_on_the_line_where_it_stands_in_the_file() {
        let text = "\u{feff}\na,b\r\n\r\n1,\"two\nlines\"\r\n\n\n2,x";
        let lines: Vec<_> = read(text.as_bytes()).into_iter().map(|(line, _, cells)| (line, cells.join("|"))).collect();
        assert_eq!(lines, [(2, "a|b".to_owned()), (4, "1|two\nlines".to_owned()), (8, "2|x".to_owned())]);
    }

    #[test]
    fn separators_are_told_from_the_header() {
        assert_eq!(read(b"a;b;c\n1,5;2;3\n")[1].2, ["1,5", "2", "3"]);
        assert_eq!(read(b"a\tb\n1\t2\n")[1].2, ["1", "2"]);
        assert_eq!(read(b"\"a;b;c\",d\n1,2\n")[0].2, ["a;b;c", "d"]);
        assert_eq!(read(b"alone\n1\n")[1].2, ["1"]);
    }

    #[test]
    fn a_quote_that_is_never_closed_is_told() {
        assert_eq!(read(b"a,b\n1,\"x\ny").last().unwrap(), &(2, Step::UnclosedQuote, vec!["1".into(), "x\ny".into()]));
        assert_eq!(read(b"a,b\n1,\"x\"").last().unwrap().1, Step::Record);
        assert_eq!(read(b"a,b\n1,5\" disk").last().unwrap().1, Step::Record);
    }

    #[test]
    fn a_record_beyond_the_bounds_is_passed_and_the_next_one_read() {
        let long = format!("a,b\n1,{}\n2,x\n", "y".repeat(RECORD_LIMIT + 5));
        let steps: Vec<_> = read(long.as_bytes()).into_iter().map(|(line, step, cells)| (line, step, cells.len())).collect();
        assert_eq!(steps, [(1, Step::Record, 2), (2, Step::TooLong, 0), (3, Step::Record, 2)]);
        let wide = format!("a,b\n{}\n2,x\n", ",".repeat(COLUMN_LIMIT + 5));
        let steps: Vec<_> = read(wide.as_bytes()).into_iter().map(|(line, step, cells)| (line, step, cells.len())).collect();
        assert_eq!(steps, [(1, Step::Record, 2), (2, Step::TooManyCells, 0), (3, Step::Record, 2)]);
        assert_eq!(read(",".repeat(COLUMN_LIMIT - 1).as_bytes())[0].2.len(), COLUMN_LIMIT);
    }

    #[test]
    fn what_is_not_utf8_is_refused_with_its_line() {
        let refused = |bytes: &[u8]| match Records::new(bytes) {
            Err(Refusal::NotUtf8 { line }) => line,
            _ => 0,
        };
        assert_eq!(refused(b"id,name\nA1,\x83\x5c\n"), 2);
        assert_eq!(refused(b"\xff\xfei\0d\0"), 1);
        assert_eq!(refused(b"id,name\nA1,\x1b$B3t\x1b(B\n"), 2);
        assert_eq!(refused(b"id,name\nA1,\x1b[31mred\n"), 0);
        assert_eq!(refused("a,b\n1,あ".as_bytes().split_last().unwrap().1), 2);
        let mut late = "id,name\nA1,あ\n".repeat(20_000).into_bytes();
        late.extend(b"x,\x83\n");
        let mut records = Records::new(&late[..]).unwrap();
        let error = loop {
            match records.advance() {
                Ok(Step::End) => panic!("not refused"),
                Ok(_) => {}
                Err(error) => break error,
            }
        };
        assert!(matches!(error, Refusal::NotUtf8 { line: 40_001 }), "{error:?}");
    }

    #[test]
    fn a_character_cut_by_a_chunk_stays_whole() {
        for shift in 0..4 {
            let text = format!("{}{}\n", "x".repeat(CHUNK - 4 + shift), "鷹あ𠮷".repeat(3));
            assert_eq!(read(text.as_bytes())[0].2[0], text.trim_end());
        }
    }

    proptest! {
        #[test]
        fn no_bytes_break_it_and_no_line_goes_backwards(bytes in prop::collection::vec(prop_oneof![Just(b'"'), Just(b','), Just(b'\n'), Just(b'\r'), any::<u8>()], 0..400)) {
            let Ok(mut records) = Records::new(&bytes[..]) else { return Ok(()) };
            let mut line = 0;
            while let Ok(step) = records.advance() {
                if step == Step::End {
                    break;
                }
                prop_assert!(records.record().line() > line || bytes.contains(&b'\r'));
                line = records.record().line();
            }
        }
    }
}
