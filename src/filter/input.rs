//! The text as the parser sees it: NFKC-normalised characters that each know where they stood in the text as typed.

use crate::filter::Span;
use unicode_normalization::UnicodeNormalization as _;
use unicode_segmentation::UnicodeSegmentation as _;

/// One normalised character and the place of what it was made from.
#[derive(Clone, Copy, Debug)]
struct Glyph {
    c: char,
    span: Span,
}

/// A normalised text.
#[derive(Debug)]
pub(in crate::filter) struct Input {
    glyphs: Vec<Glyph>,
    /// The length of the text as typed, in bytes.
    bytes: usize,
}

impl Input {
    /// Normalises cluster by cluster, so that places stay known; clusters that compose with each other are taken as one.
    pub(in crate::filter) fn new(text: &str) -> Self {
        let mut glyphs: Vec<Glyph> = Vec::with_capacity(text.len());
        let mut piece = Span { start: 0, end: 0 };
        for (start, cluster) in text.grapheme_indices(true) {
            let next = Span { start, end: start + cluster.len() };
            if piece.start < piece.end && composes(text, piece, next) {
                piece.end = next.end;
            } else {
                push(&mut glyphs, text, piece);
                piece = next;
            }
        }
        push(&mut glyphs, text, piece);
        Self { glyphs, bytes: text.len() }
    }

    pub(in crate::filter) fn get(&self, at: usize) -> Option<char> {
        self.glyphs.get(at).map(|glyph| glyph.c)
    }

    pub(in crate::filter) fn len(&self) -> usize {
        self.glyphs.len()
    }

    /// The characters from one place to another.
    pub(in crate::filter) fn text(&self, from: usize, to: usize) -> String {
        self.glyphs.get(from..to).unwrap_or_default().iter().map(|glyph| glyph.c).collect()
    }

    /// Where those characters stood in the text as typed.
    pub(in crate::filter) fn span(&self, from: usize, to: usize) -> Span {
        let start = self.glyphs.get(from).map_or(self.bytes, |glyph| glyph.span.start);
        let end = if to > from { self.glyphs.get(to - 1).map_or(self.bytes, |glyph| glyph.span.end) } else { start };
        Span { start, end }
    }
}

fn push(glyphs: &mut Vec<Glyph>, text: &str, span: Span) {
    glyphs.extend(text.get(span.start..span.end).unwrap_or_default().nfkc().map(|c| Glyph { c, span }));
}

/// Whether two neighbours normalise to something else together than one after the other, as half-width Hangul letters do.
fn composes(text: &str, first: Span, second: Span) -> bool {
    let part = |start: usize, end: usize| text.get(start..end).unwrap_or_default();
    let both = part(first.start, second.end);
    !both.is_ascii() && !part(first.start, first.end).nfkc().chain(part(second.start, second.end).nfkc()).eq(both.nfkc())
}
