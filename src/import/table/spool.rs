//! Rows written aside, to be read again and again: in memory while they are few, then in an unnamed file that only we can
//! open. Knows neither where rows come from nor what they mean.

use crate::import::records::{RECORD_LIMIT, STEPS, Step};
use crate::import::reject::Refusal;
use std::io::{self, Read, Seek, SeekFrom, Write};
use std::sync::{Arc, Mutex, PoisonError};
use tempfile::SpooledTempFile;

/// Kept in memory before it goes to a file, in bytes.
const IN_MEMORY: usize = 4 << 20;

/// More than this is not written aside, in bytes: a small file can name a long text millions of times.
const SPOOL_LIMIT: u64 = 2 << 30;

/// Bytes written aside.
#[derive(Clone, Debug)]
pub(in crate::import::table) struct Spool {
    file: Arc<Mutex<SpooledTempFile>>,
    bytes: u64,
}

impl Spool {
    /// Copies all there is to read.
    pub(in crate::import::table) fn copy(source: impl Read) -> Result<Self, Refusal> {
        let mut file = SpooledTempFile::new(IN_MEMORY);
        let bytes = io::copy(&mut source.take(SPOOL_LIMIT + 1), &mut file)?;
        if bytes > SPOOL_LIMIT { Err(Refusal::TooLarge { limit: SPOOL_LIMIT }) } else { Ok(Self { file: Arc::new(Mutex::new(file)), bytes }) }
    }

    pub(in crate::import::table) fn bytes(&self) -> u64 {
        self.bytes
    }

    /// Reads from the beginning. Readers do not disturb each other.
    pub(in crate::import::table) fn reader(&self) -> Reader {
        Reader { spool: self.clone(), at: 0 }
    }
}

/// One reading of a spool.
pub(in crate::import::table) struct Reader {
    spool: Spool,
    at: u64,
}

impl Read for Reader {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let mut file = self.spool.file.lock().unwrap_or_else(PoisonError::into_inner);
        file.seek(SeekFrom::Start(self.at))?;
        let read = file.read(buffer)?;
        self.at += read as u64;
        Ok(read)
    }
}

impl Seek for Reader {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        let at = match to {
            SeekFrom::Start(at) => Some(at),
            SeekFrom::End(offset) => self.spool.bytes.checked_add_signed(offset),
            SeekFrom::Current(offset) => self.at.checked_add_signed(offset),
        };
        self.at = at.ok_or(io::ErrorKind::InvalidInput)?;
        Ok(self.at)
    }
}

/// Writes the rows of one table. Each has its place and what became of it in front.
pub(in crate::import::table) struct Rows {
    out: csv::Writer<SpooledTempFile>,
    bytes: u64,
    width: usize,
}

impl Rows {
    pub(in crate::import::table) fn new() -> Self {
        let out = csv::WriterBuilder::new().flexible(true).from_writer(SpooledTempFile::new(IN_MEMORY));
        Self { out, bytes: 0, width: 0 }
    }

    /// Adds a row. One that is too long to be a record leaves only its place.
    pub(in crate::import::table) fn add<'a>(&mut self, line: u64, step: Step, cells: impl Iterator<Item = &'a str> + Clone) -> Result<(), Refusal> {
        let length: usize = cells.clone().map(str::len).sum();
        let (step, cells) = if length + 32 > RECORD_LIMIT { (Step::TooLong, None) } else { (step, Some(cells)) };
        let mark = STEPS.iter().find(|(_, known)| *known == step).map_or('r', |(mark, _)| *mark);
        let mut width = 0;
        self.out.write_field(format!("{mark}{line}")).map_err(io::Error::other)?;
        for cell in cells.into_iter().flatten() {
            self.out.write_field(cell).map_err(io::Error::other)?;
            self.bytes += cell.len() as u64 + 1;
            width += 1;
        }
        self.out.write_record(None::<&[u8]>).map_err(io::Error::other)?;
        self.width = self.width.max(width);
        if self.bytes > SPOOL_LIMIT { Err(Refusal::TooLarge { limit: SPOOL_LIMIT }) } else { Ok(()) }
    }

    /// Whether nothing was added.
    pub(in crate::import::table) fn is_empty(&self) -> bool {
        self.width == 0
    }

    /// What was written, and how many cells its widest row has.
    pub(in crate::import::table) fn finish(self) -> Result<(Spool, usize), Refusal> {
        let mut file = self.out.into_inner().map_err(csv::IntoInnerError::into_error)?;
        file.flush()?;
        let bytes = file.stream_position()?;
        Ok((Spool { file: Arc::new(Mutex::new(file)), bytes }, self.width))
    }
}
