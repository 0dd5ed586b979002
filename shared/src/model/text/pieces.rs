//! The pieces of a text that a reader can click, and what lies between them.

use icu_properties::CodePointMapData;
use icu_properties::props::{GeneralCategory, GeneralCategoryGroup};
use linkify::LinkFinder;
use unicode_segmentation::UnicodeSegmentation;

/// A part of a text; all parts in their order are the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Piece<'a> {
    /// Where it begins, in bytes.
    pub start: usize,
    /// As it is written.
    pub text: &'a str,
    /// What it is.
    pub kind: Kind,
}

/// What a piece is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A web or mail address, with or without a scheme.
    Link,
    /// `#` and letters or digits, at least one a letter, where no letter or digit stands before it:
    /// `C#` and `#1` are none.
    Hashtag,
    /// Everything else.
    Plain,
}

impl Piece<'_> {
    /// Where it ends, in bytes.
    pub const fn end(&self) -> usize {
        self.start + self.text.len()
    }
}

/// The pieces of `text`. What is in a link is the link's.
pub fn pieces(text: &str) -> Vec<Piece<'_>> {
    let mut finder = LinkFinder::new();
    finder.url_must_have_scheme(false);
    let mut pieces = Vec::new();
    for span in finder.spans(text) {
        let (start, text) = (span.start(), span.as_str());
        match span.kind() {
            Some(_) => {
                let (link, behind) = text.split_at(text.trim_end_matches(is_mark).len());
                pieces.push(Piece { start, text: link, kind: Kind::Link });
                pieces.extend(hashtags(start + link.len(), behind));
            }
            None => pieces.extend(hashtags(start, text)),
        }
    }
    pieces
}

/// Whether a character at an address's end belongs to the sentence around it: `«https://x.ci»`,
/// `https://x.ci،`. Of ASCII's, `linkify` knows.
fn is_mark(character: char) -> bool {
    let category = CodePointMapData::<GeneralCategory>::new().get(character);
    !character.is_ascii() && GeneralCategoryGroup::Punctuation.contains(category)
}

/// Whether `text` holds the address `link`, and not only a longer one that begins like it. The same
/// page with a query or a fragment counts.
pub fn holds_link(text: &str, link: &str) -> bool {
    let is_it = |piece: &Piece<'_>| {
        let after = piece.text.strip_prefix(link).map(|rest| rest.trim_start_matches('/'));
        piece.kind == Kind::Link
            && after.is_some_and(|rest| rest.is_empty() || rest.starts_with(['?', '#']))
    };
    pieces(text).iter().any(is_it)
}

/// The hashtags of a text without links, which begins at `start`, and what lies between them.
fn hashtags(start: usize, text: &str) -> Vec<Piece<'_>> {
    let mut pieces = Vec::new();
    let (before, rest) = text.split_at(first_that_matters(text));
    let graphemes = rest.grapheme_indices(true).map(|(at, one)| (before.len() + at, one));
    let mut graphemes = graphemes.peekable();
    let (mut plain, mut is_after_word) = (0, false);
    let piece = |from: usize, to: usize, kind| {
        let text = text.get(from..to).filter(|text| !text.is_empty())?;
        Some(Piece { start: start + from, text, kind })
    };
    while let Some((at, grapheme)) = graphemes.next() {
        let may_begin = grapheme == "#" && !is_after_word;
        is_after_word = is_word(grapheme);
        if !may_begin {
            continue;
        }
        let mut end = at + grapheme.len();
        while let Some((at, grapheme)) = graphemes.next_if(|(_, grapheme)| is_word(grapheme)) {
            end = at + grapheme.len();
            is_after_word = true;
        }
        let tag = piece(at, end, Kind::Hashtag);
        if let Some(tag) = tag.filter(|tag| tag.text.chars().any(char::is_alphabetic)) {
            pieces.extend(piece(plain, at, Kind::Plain));
            pieces.push(tag);
            plain = end;
        }
    }
    pieces.extend(piece(plain, text.len(), Kind::Plain));
    pieces
}

/// Where the first word with a "#" in `text` begins, in bytes; its end where there is none. What lies before says nothing
/// of hashtags, and is most of a post.
fn first_that_matters(text: &str) -> usize {
    let before = text.find('#').and_then(|first| text.get(..first));
    before.map_or(text.len(), |before| before.rfind(char::is_whitespace).unwrap_or_default())
}

/// Whether a character, as a reader sees it, is a letter or a digit; its accents belong to it.
fn is_word(grapheme: &str) -> bool {
    grapheme.chars().next().is_some_and(char::is_alphanumeric)
}
