//! A JSON file cut into its elements, in bounded memory: the lines of JSON lines, the elements of one array. Does not
//! understand what it cuts.

use crate::import::encoding::read_full;
use crate::import::records::RECORD_LIMIT;
use crate::import::reject::Refusal;
use std::io::{self, Read};

const CHUNK: usize = 1 << 16;

/// One element. Longer than [`RECORD_LIMIT`] its bytes are cut just behind that.
pub(in crate::import::table) struct Element<'a> {
    /// The line of JSON lines, or which element of the array, from 1.
    pub(in crate::import::table) number: u64,
    pub(in crate::import::table) bytes: &'a [u8],
}

enum Layout {
    Lines,
    Array,
}

/// Reads element after element.
pub(in crate::import::table) struct Elements<R> {
    source: R,
    chunk: Vec<u8>,
    at: usize,
    layout: Layout,
    number: u64,
    element: Vec<u8>,
}

impl<R: Read> Elements<R> {
    pub(in crate::import::table) fn new(source: R) -> Result<Self, Refusal> {
        let mut elements = Self { source, chunk: Vec::new(), at: 0, layout: Layout::Lines, number: 0, element: Vec::new() };
        if elements.peek()? == Some(0xef) {
            elements.at += if elements.chunk.starts_with(b"\xef\xbb\xbf") { 3 } else { 0 };
        }
        // Blank lines before an array are nobody's; before lines of objects they count.
        let rest = elements.chunk.get(elements.at..).unwrap_or_default();
        let blank = rest.iter().take_while(|byte| byte.is_ascii_whitespace()).count();
        if rest.get(blank) == Some(&b'[') {
            elements.at += blank + 1;
            elements.layout = Layout::Array;
        }
        Ok(elements)
    }

    /// The next element; `None` at the end of the file.
    pub(in crate::import::table) fn next(&mut self) -> Result<Option<Element<'_>>, Refusal> {
        let found = match self.layout {
            Layout::Lines => self.line()?,
            Layout::Array => self.item()?,
        };
        Ok(found.then_some(Element { number: self.number, bytes: self.element.trim_ascii_end() }))
    }

    fn peek(&mut self) -> io::Result<Option<u8>> {
        if self.at == self.chunk.len() {
            self.chunk.resize(CHUNK, 0);
            let read = read_full(&mut self.source, &mut self.chunk)?;
            self.chunk.truncate(read);
            self.at = 0;
        }
        Ok(self.chunk.get(self.at).copied())
    }

    fn take(&mut self, byte: u8) {
        self.at += 1;
        if self.element.len() <= RECORD_LIMIT {
            self.element.push(byte);
        }
    }

    fn line(&mut self) -> Result<bool, Refusal> {
        loop {
            self.element.clear();
            self.number += 1;
            while let Some(byte) = self.peek()?.filter(|byte| *byte != b'\n') {
                self.take(byte);
            }
            let more = self.peek()?.is_some();
            self.at += usize::from(more);
            if self.element.iter().any(|byte| !byte.is_ascii_whitespace()) {
                return Ok(true);
            }
            if !more {
                return Ok(false);
            }
        }
    }

    /// An element ends at a comma or bracket that is in no string, object or array of its own.
    fn item(&mut self) -> Result<bool, Refusal> {
        self.element.clear();
        self.number += 1;
        let (mut depth, mut quoted, mut escaped) = (0_u64, false, false);
        loop {
            let Some(byte) = self.peek()? else { return Err(self.broken()) };
            let begun = !self.element.is_empty();
            match byte {
                _ if quoted => {
                    quoted = byte != b'"' || escaped;
                    escaped = byte == b'\\' && !escaped;
                }
                b'"' => quoted = true,
                b'{' | b'[' => depth += 1,
                b']' if depth == 0 && !begun => return self.end(),
                b',' | b']' if depth == 0 && begun => {
                    self.at += usize::from(byte == b',');
                    return Ok(true);
                }
                b'}' | b']' => depth = depth.checked_sub(1).ok_or_else(|| self.broken())?,
                b',' if !begun => return Err(self.broken()),
                _ if byte.is_ascii_whitespace() && !begun => {
                    self.at += 1;
                    continue;
                }
                _ => {}
            }
            self.take(byte);
        }
    }

    /// Behind the array there is nothing.
    fn end(&mut self) -> Result<bool, Refusal> {
        self.at += 1;
        while let Some(byte) = self.peek()? {
            if !byte.is_ascii_whitespace() {
                return Err(self.broken());
            }
            self.at += 1;
        }
        Ok(false)
    }

    fn broken(&self) -> Refusal {
        Refusal::NotJson { line: self.number }
    }
}
