//! Bytes of any encoding to chunks of UTF-8, in bounded memory. What could not be decoded becomes U+FFFD, and where that
//! happened is told. Knows nothing of records.

use crate::import::encoding::{Encoding, read_full};
use encoding_rs::{Decoder, DecoderResult};
use std::io::{self, Read};

const CHUNK: usize = 1 << 16;
const REPLACEMENT: &[u8] = "\u{fffd}".as_bytes();

/// What a place of a chunk is noted for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::import) enum Mark {
    /// Bytes that are no text: not of the encoding, or NUL.
    Flaw,
    /// A line that ends in CR alone.
    Turn,
}

/// A source with its encoding.
pub(in crate::import) struct Text<R> {
    source: R,
    encoding: Encoding,
    decoder: Option<Decoder>,
    raw: Vec<u8>,
    /// What the last chunk left over: the start of a character, or a CR that may belong to an LF.
    rest: Vec<u8>,
    bytes_read: u64,
}

/// A chunk of text.
#[derive(Debug, Default)]
pub(in crate::import) struct Chunk {
    /// Valid UTF-8, whole characters.
    pub(in crate::import) text: Vec<u8>,
    /// Places in `text`, ascending.
    pub(in crate::import) marks: std::collections::VecDeque<(usize, Mark)>,
    /// Whether nothing follows.
    pub(in crate::import) last: bool,
}

impl<R: Read> Text<R> {
    pub(in crate::import) fn new(source: R, encoding: Encoding) -> Self {
        Self { source, encoding, decoder: encoding.decoder(), raw: Vec::new(), rest: Vec::new(), bytes_read: 0 }
    }

    pub(in crate::import) fn encoding(&self) -> Encoding {
        self.encoding
    }

    pub(in crate::import) fn bytes_read(&self) -> u64 {
        self.bytes_read
    }

    /// Replaces the chunk by the next one.
    pub(in crate::import) fn next(&mut self, chunk: &mut Chunk) -> io::Result<()> {
        chunk.marks.clear();
        let Some(mut decoder) = self.decoder.take() else { return self.next_utf8(chunk) };
        self.raw.resize(CHUNK, 0);
        let read = self.read_raw()?;
        chunk.last = read == 0;
        chunk.text.clear();
        chunk.text.append(&mut self.rest);
        decode(&mut decoder, self.raw.get(..read).unwrap_or_default(), chunk);
        self.decoder = Some(decoder);
        self.finish(chunk);
        Ok(())
    }

    fn read_raw(&mut self) -> io::Result<usize> {
        let read = read_full(&mut self.source, &mut self.raw)?;
        self.bytes_read += read as u64;
        Ok(read)
    }

    /// UTF-8 is checked where it lies; only a broken chunk is written anew.
    fn next_utf8(&mut self, chunk: &mut Chunk) -> io::Result<()> {
        let kept = self.rest.len();
        chunk.text.resize(CHUNK, 0);
        chunk.text[..kept].copy_from_slice(&self.rest);
        self.rest.clear();
        let read = read_full(&mut self.source, &mut chunk.text[kept..])?;
        self.bytes_read += read as u64;
        chunk.last = kept + read < CHUNK;
        chunk.text.truncate(kept + read);
        match std::str::from_utf8(&chunk.text) {
            Ok(_) => {}
            Err(error) if error.error_len().is_none() && !chunk.last => self.rest = chunk.text.split_off(error.valid_up_to()),
            Err(_) => self.mend(chunk),
        }
        self.finish(chunk);
        Ok(())
    }

    fn mend(&mut self, chunk: &mut Chunk) {
        let broken = std::mem::take(&mut chunk.text);
        let mut pieces = broken.utf8_chunks().peekable();
        while let Some(piece) = pieces.next() {
            chunk.text.extend_from_slice(piece.valid().as_bytes());
            let cut = pieces.peek().is_none() && !chunk.last && is_cut(piece.invalid());
            if cut {
                self.rest = piece.invalid().to_vec();
            } else if !piece.invalid().is_empty() {
                flaw(chunk);
            }
        }
    }

    /// Notes NULs and CRs that stand alone; a CR at the very end waits for what follows it.
    fn finish(&mut self, chunk: &mut Chunk) {
        if !chunk.last && self.rest.is_empty() && chunk.text.last() == Some(&b'\r') {
            chunk.text.pop();
            self.rest.push(b'\r');
        }
        let text = &chunk.text;
        let before = chunk.marks.len();
        if text.contains(&0) {
            chunk.marks.extend(text.iter().enumerate().filter(|(_, byte)| **byte == 0).map(|(at, _)| (at, Mark::Flaw)));
        }
        if text.contains(&b'\r') {
            let alone = |at: &usize| text.get(at + 1) != Some(&b'\n');
            let turns = text.iter().enumerate().filter(|(_, byte)| **byte == b'\r').map(|(at, _)| at);
            chunk.marks.extend(turns.filter(alone).map(|at| (at, Mark::Turn)));
        }
        if chunk.marks.len() > before {
            chunk.marks.make_contiguous().sort_by_key(|(at, _)| *at);
        }
    }
}

/// Whether bytes that are no UTF-8 may be the start of a character that the chunk has cut.
fn is_cut(bytes: &[u8]) -> bool {
    std::str::from_utf8(bytes).is_err_and(|error| error.error_len().is_none())
}

fn flaw(chunk: &mut Chunk) {
    chunk.marks.push_back((chunk.text.len(), Mark::Flaw));
    chunk.text.extend_from_slice(REPLACEMENT);
}

fn decode(decoder: &mut Decoder, mut raw: &[u8], chunk: &mut Chunk) {
    loop {
        let filled = chunk.text.len();
        // Bytes that give no text at all need no more room than this.
        let room = decoder.max_utf8_buffer_length_without_replacement(raw.len()).unwrap_or(CHUNK);
        chunk.text.resize(filled + room, 0);
        let (result, taken, written) = decoder.decode_to_utf8_without_replacement(raw, &mut chunk.text[filled..], chunk.last);
        chunk.text.truncate(filled + written);
        raw = raw.get(taken..).unwrap_or_default();
        match result {
            DecoderResult::InputEmpty => return,
            DecoderResult::OutputFull => {}
            DecoderResult::Malformed(..) => flaw(chunk),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The whole text, and where its marks are.
    fn read(bytes: &[u8], encoding: &str) -> (String, Vec<(usize, Mark)>) {
        let mut text = Text::new(bytes, Encoding::parse(encoding).unwrap());
        let (mut chunk, mut all, mut marks) = (Chunk::default(), String::new(), Vec::new());
        while !chunk.last {
            text.next(&mut chunk).unwrap();
            marks.extend(chunk.marks.iter().map(|(at, mark)| (all.len() + at, *mark)));
            all.push_str(std::str::from_utf8(&chunk.text).unwrap());
        }
        (all, marks)
    }

    #[test]
    fn japanese_of_windows_is_read_as_windows_wrote_it() {
        // ソ ends in 0x5C; ～ ① ㈱ 髙 﨑 are Microsoft's own; a lone 0x5C stays a backslash.
        let bytes = b"\x83\x5c\x81\x60\x87\x40\x87\x8a\xfb\xfc\xed\x95\\100~\xc3\xbd\xc4";
        assert_eq!(read(bytes, "cp932").0, "ソ～①㈱髙﨑\\100~ﾃｽﾄ");
    }

    #[test]
    fn what_cannot_be_decoded_is_marked_and_the_rest_read() {
        let marks = [(1, Mark::Flaw), (5, Mark::Flaw)];
        assert_eq!(read(b"a\xffb\x00c", "utf-8"), ("a\u{fffd}b\0c".to_owned(), marks.to_vec()));
        assert_eq!(read("\u{fffd}".as_bytes(), "utf-8").1, []);
        assert_eq!(read(b"a\x82", "cp932"), ("a\u{fffd}".to_owned(), vec![(1, Mark::Flaw)]));
        assert_eq!(read("あ".as_bytes().split_last().unwrap().1, "utf-8").1, [(0, Mark::Flaw)]);
    }

    #[test]
    fn a_carriage_return_alone_is_told_from_one_before_a_line_feed() {
        for before in 0..3 {
            let text = format!("{}\r\na\rb", "x".repeat(CHUNK - before));
            for encoding in ["utf-8", "cp932"] {
                let (all, marks) = read(text.as_bytes(), encoding);
                assert_eq!((all.len(), marks), (text.len(), vec![(text.len() - 2, Mark::Turn)]));
            }
        }
    }

    #[test]
    fn a_character_cut_by_a_chunk_stays_whole() {
        for shift in 0..4 {
            let text = format!("{}{}", "x".repeat(CHUNK - 4 + shift), "鷹あ𠮷".repeat(3));
            assert_eq!(read(text.as_bytes(), "utf-8"), (text.clone(), vec![]));
            let broken: Vec<u8> = [b"\xff".as_slice(), text.as_bytes()].concat();
            assert_eq!(read(&broken, "utf-8"), (format!("\u{fffd}{text}"), vec![(0, Mark::Flaw)]));
        }
    }
}
