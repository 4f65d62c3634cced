//! Text to records: splits at separators and quotes, counts lines. Bounded: whatever the bytes, it holds one record of at
//! most [`RECORD_LIMIT`] bytes. Knows nothing of columns. What lies in its chunk is UTF-8 by the work of `decode`.

use crate::import::decode::{Chunk, Mark, Text};
use crate::import::encoding::Encoding;
pub use crate::import::record::Record;
use crate::import::reject::Refusal;
use crate::import::separator;
use csv_core::{ReadRecordResult, Reader, ReaderBuilder};
use std::io::Read;

/// A cell over this many bytes is rejected with its record.
pub const CELL_LIMIT: usize = 1 << 20;
/// A record over this many bytes is skipped and rejected.
pub const RECORD_LIMIT: usize = 10 << 20;
/// A file with more columns is refused, a record with more cells is rejected.
pub const COLUMN_LIMIT: usize = 1000;

/// What a record's bytes have room for at first.
const ROOM: usize = 1 << 16;
const BOM: &[u8] = b"\xef\xbb\xbf";

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
    /// Bytes of this cell are not of the file's encoding, or NUL. In [`Records::record`] U+FFFD stands for the former.
    NotText {
        cell: usize,
    },
    /// A value of a JSON file that is no object; its text is in [`Records::record`].
    NotAnObject,
    /// An object nested deeper than any export; its text is in [`Records::record`].
    TooDeep,
    End,
}

/// How a row of a spool is marked with what became of it.
pub(in crate::import) const STEPS: [(char, Step); 5] =
    [('r', Step::Record), ('l', Step::TooLong), ('t', Step::NotText { cell: 0 }), ('o', Step::NotAnObject), ('d', Step::TooDeep)];

/// In which form the records stand.
#[derive(Clone, Copy, Debug)]
enum Form {
    /// A text file as people have it.
    Text,
    /// Rows of another container, each with its place in front, to be filled up to this many cells.
    Rows { width: usize },
}

/// Reads records from bytes.
pub struct Records<R> {
    text: Text<R>,
    form: Form,
    core: Reader,
    chunk: Chunk,
    /// How much of the chunk is split.
    start: usize,
    /// Lines ended by CR alone, which the splitter does not count.
    turns: u64,
    /// Whether the present record holds what is no text.
    flawed: bool,
    record: Record,
    separator: u8,
    separator_stated: bool,
}

impl<R: Read> Records<R> {
    /// Starts to read UTF-8; the separator is the one of `,` `;` and tab that the first lines have in common, or that a
    /// line `sep=;` before them states.
    pub fn new(source: R) -> Result<Self, Refusal> {
        Self::decoding(source, Encoding::UTF_8)
    }

    /// Starts to read a text of this encoding.
    pub fn decoding(source: R, encoding: Encoding) -> Result<Self, Refusal> {
        let mut records = Self::begin(source, encoding, Form::Text)?;
        if records.pending().starts_with(BOM) {
            records.start = BOM.len();
        }
        let stated = separator::stated(records.pending());
        if let Some((_, length)) = stated {
            records.core.set_line(1 + u64::from(records.pending().get(length - 1) == Some(&b'\n')));
            records.split(length);
        }
        let line = records.core.line();
        records.separator_stated = stated.is_some();
        records.separator = stated.map_or_else(|| separator::usual(records.pending()), |(separator, _)| separator);
        records.core = ReaderBuilder::new().delimiter(records.separator).build();
        records.core.set_line(line);
        Ok(records)
    }

    /// Starts to read the rows of a spool.
    pub(in crate::import) fn of_rows(source: R, width: usize, guarded: bool) -> Result<Self, Refusal> {
        let mut records = Self::begin(source, Encoding::UTF_8, Form::Rows { width })?;
        records.record.unguarded = !guarded;
        Ok(records)
    }

    fn begin(source: R, encoding: Encoding, form: Form) -> Result<Self, Refusal> {
        let mut records = Self {
            text: Text::new(source, encoding),
            form,
            core: Reader::new(),
            chunk: Chunk::default(),
            start: 0,
            turns: 0,
            flawed: false,
            record: Record::default(),
            separator: b',',
            separator_stated: false,
        };
        records.fill()?;
        Ok(records)
    }

    /// The separator found.
    pub fn separator(&self) -> u8 {
        self.separator
    }

    /// Whether the file itself states its separator.
    pub fn separator_stated(&self) -> bool {
        self.separator_stated
    }

    /// The encoding it is read in.
    pub fn encoding(&self) -> Encoding {
        self.text.encoding()
    }

    /// How many bytes were read so far.
    pub fn bytes_read(&self) -> u64 {
        self.text.bytes_read()
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
        self.chunk.text.get(self.start..).unwrap_or(&[])
    }

    /// Goes on to the next record; blank lines are no records.
    pub fn advance(&mut self) -> Result<Step, Refusal> {
        (self.record.cells, self.record.own) = (0, 0);
        if !self.skip_line_ends()? {
            return Ok(Step::End);
        }
        self.record.line = self.core.line() + self.turns;
        self.flawed = false;
        let step = self.read_record()?;
        Ok(match (self.form, step) {
            (Form::Rows { width }, Step::Record) => self.record.number(width).unwrap_or(step),
            (Form::Text, Step::Record) if self.flawed => Step::NotText { cell: self.record.flawed_cell() },
            _ => step,
        })
    }

    fn read_record(&mut self) -> Result<Step, Refusal> {
        let (mut filled, mut passed, mut probed) = (0, None, false);
        loop {
            if self.pending().is_empty() && !self.chunk.last {
                self.fill()?;
            }
            // At the end of the file a line end is added: inside quotes it ends no record, and so tells that they are open.
            let rest = self.chunk.text.get(self.start..).unwrap_or(&[]);
            let probing = rest.is_empty() && !probed;
            let input = if probing { b"\n" } else { rest };
            let output = self.record.bytes.get_mut(filled..).unwrap_or_default();
            let ends = self.record.ends.get_mut(self.record.cells..).unwrap_or_default();
            let (result, taken, written, cells) = self.core.read_record(input, output, ends);
            if probing {
                probed = taken > 0;
            } else {
                self.split(taken);
            }
            filled += written;
            self.record.cells += cells;
            match result {
                ReadRecordResult::InputEmpty => {}
                ReadRecordResult::OutputFull if self.record.bytes.len() >= RECORD_LIMIT => {
                    (filled, passed) = (0, passed.or(Some(Step::TooLong)));
                }
                ReadRecordResult::OutputFull => {
                    let more = (self.record.bytes.len() * 2).clamp(ROOM, RECORD_LIMIT);
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
            self.split(ends);
            if more {
                return Ok(true);
            }
            if self.chunk.last {
                return Ok(false);
            }
            self.fill()?;
        }
    }

    /// Goes on by this many bytes of the chunk, and takes note of what is marked in them.
    fn split(&mut self, bytes: usize) {
        self.start += bytes;
        while let Some((_, mark)) = self.chunk.marks.pop_front_if(|(at, _)| *at < self.start) {
            match mark {
                Mark::Flaw => self.flawed = true,
                Mark::Turn => self.turns += 1,
            }
        }
    }

    /// Reads and decodes the next chunk. To be called when the last one is used up.
    fn fill(&mut self) -> Result<(), Refusal> {
        self.start = 0;
        Ok(self.text.next(&mut self.chunk)?)
    }
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
    fn a_first_line_may_state_the_separator() {
        for first in ["sep=;\n", "\u{feff}sep=;\r\n", "\"SEP=;\"\n", "sep=;\r"] {
            let text = format!("{first}a,b;c\n1;2\n");
            let lines: Vec<_> = read(text.as_bytes()).into_iter().map(|(line, _, cells)| (line, cells.join("|"))).collect();
            assert_eq!(lines, [(2, "a,b|c".to_owned()), (3, "1|2".to_owned())], "{first:?}");
        }
        assert_eq!(read(b"sep=ab\n")[0].2, ["sep=ab"]);
    }

    #[test]
    fn lines_of_an_old_mac_are_lines() {
        let lines: Vec<_> = read(b"a,b\r1,\"two\rlines\"\r\r2,x\r").into_iter().map(|(line, _, cells)| (line, cells.join("|"))).collect();
        assert_eq!(lines, [(1, "a|b".to_owned()), (2, "1|two\rlines".to_owned()), (5, "2|x".to_owned())]);
    }

    #[test]
    fn a_record_with_bytes_that_are_no_text_is_told_and_its_neighbours_stay() {
        let found = read("id,name\nA1,\u{fffd}\nA2,x\0\nA3,é\n".as_bytes());
        assert_eq!(found.iter().map(|(_, step, _)| *step).collect::<Vec<_>>(), [Step::Record, Step::Record, Step::NotText { cell: 1 }, Step::Record]);
        let found = read(b"id,name,arr\nA1,\xff\x83,5\nA2,\xc3\xa9,5\n");
        assert_eq!(found[1], (2, Step::NotText { cell: 1 }, vec!["A1".into(), "\u{fffd}\u{fffd}".into(), "5".into()]));
        assert_eq!(found[2].2[1], "é");
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
                prop_assert!(records.record().line() > line);
                line = records.record().line();
            }
        }
    }
}
