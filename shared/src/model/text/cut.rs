//! Cutting a text that is too long.

use unicode_segmentation::UnicodeSegmentation;

use super::pieces::{Kind, pieces};

/// Tells the reader that something was left out.
const ELLIPSIS: char = '…';
/// What announces more, and says nothing where nothing follows.
const OPENING: &str = ",;:-–—([{«“\"'’/&|•#@";
/// How much of that is taken off at most, in bytes.
const OPENING_LIMIT: usize = 8;
/// How far behind the limit is looked for the end of an address that stands across it, in characters.
const ACROSS: usize = 300;
/// What ends a sentence; the ellipsis keeps a distance from it.
const CLOSING: &str = ".!?؟۔。…";

/// `text` where its `length` is at most `limit`, and else as much of its beginning as fits with a "…".
///
/// A link, a hashtag and what a reader takes for one character are left whole or out. The cut is
/// behind a sentence where that costs at most a fifth, else between words that a space separates
/// where that costs at most half, else behind a word (UAX #29); inside one only where nothing would be
/// left. A single character's length must be 1 at least.
pub fn cut(text: &str, limit: usize, length: impl Fn(&str) -> usize) -> String {
    let window = window(text, limit);
    if window.len() == text.len() && length(text) <= limit {
        return text.to_owned();
    }
    let whole = Whole::of(window);
    let most = whole.longest(ends(window.graphemes(true)), |cut| length(cut) <= limit);
    let last = |ends: Vec<usize>| whole.last(ends, most);
    let tiers = [
        (80, last(ends(window.split_sentence_bounds()))),
        (50, last(ends(window.split_inclusive([' ', '\n'])))),
        (0, last(ends(window.split_word_bounds()))),
        (0, most),
    ];
    // The ellipsis of one cut can be a unit longer than that of another.
    let is_worth = |(percent, end): &(usize, usize)| *end > 0 && end * 100 >= most * percent;
    let mut cuts =
        tiers.into_iter().filter(is_worth).chain([(0, 0)]).map(|(_, end)| whole.cut(end));
    cuts.find(|cut| length(cut) <= limit).unwrap_or_default()
}

/// As much of `text` as can matter, which bounds the work: its beginning, and enough behind the limit
/// to see what stands across it.
fn window(text: &str, limit: usize) -> &str {
    let enough = limit.saturating_mul(2).saturating_add(ACROSS);
    // No text has more characters than bytes.
    if text.len() <= enough {
        return text;
    }
    let end = text.char_indices().nth(enough).map_or(text.len(), |(end, _)| end);
    text.get(..end).unwrap_or(text)
}

/// Where each part ends.
fn ends<'a>(parts: impl Iterator<Item = &'a str>) -> Vec<usize> {
    let end = |end: &mut usize, part: &str| {
        *end += part.len();
        Some(*end)
    };
    parts.scan(0, end).collect()
}

/// A text and the parts of it that are left whole or out.
struct Whole<'a> {
    text: &'a str,
    /// Start and end of each, in order.
    parts: Vec<(usize, usize)>,
}

impl<'a> Whole<'a> {
    fn of(text: &'a str) -> Self {
        let clickable = pieces(text).into_iter().filter(|piece| piece.kind != Kind::Plain);
        Self { text, parts: clickable.map(|piece| (piece.start, piece.end())).collect() }
    }

    /// The last of the `ends` that splits nothing and whose cut `fits`; 0 where none does.
    fn longest(&self, mut ends: Vec<usize>, fits: impl Fn(&str) -> bool) -> usize {
        ends.retain(|end| !self.splits(*end));
        let fitting = ends.partition_point(|end| fits(&self.cut(*end)));
        ends.get(..fitting).and_then(<[_]>::last).copied().unwrap_or_default()
    }

    /// The last of the `ends` up to `most` that splits nothing; 0 where there is none.
    fn last(&self, ends: Vec<usize>, most: usize) -> usize {
        let up_to = ends.partition_point(|end| *end <= most);
        let mut ends = ends.into_iter().take(up_to).rev();
        ends.find(|end| !self.splits(*end)).unwrap_or_default()
    }

    fn splits(&self, end: usize) -> bool {
        let behind = self.parts.partition_point(|(start, _)| *start < end);
        let before = self.parts.get(..behind).and_then(<[_]>::last);
        before.is_some_and(|(_, part_end)| end < *part_end)
    }

    /// The text up to `end`, with its ellipsis, which never becomes a part of a link.
    fn cut(&self, end: usize) -> String {
        let kept = self.text.get(..end).unwrap_or_default();
        let announces = |c: char| c.is_whitespace() || OPENING.contains(c);
        let is_kept = |(_, part_end): &&(usize, usize)| *part_end <= end;
        let clickable = self.parts.iter().take_while(is_kept).last().map_or(0, |(_, end)| *end);
        let trimmed = kept.trim_end_matches(announces).len();
        let spaceless = kept.trim_end().len();
        let kept = if spaceless - trimmed > OPENING_LIMIT { spaceless } else { trimmed };
        let kept = kept.max(clickable);
        let kept = self.text.get(..kept).unwrap_or_default();
        let is_apart =
            kept.len() == clickable && clickable > 0 || kept.ends_with(|c| CLOSING.contains(c));
        match is_apart {
            _ if kept.ends_with(ELLIPSIS) => kept.to_owned(),
            true => format!("{kept} {ELLIPSIS}"),
            false => format!("{kept}{ELLIPSIS}"),
        }
    }
}
