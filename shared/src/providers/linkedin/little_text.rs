//! LinkedIn's "little text format", the syntax of a post's `commentary`.
//!
//! Reserved characters must be escaped: LinkedIn refuses a bare one, or silently cuts the text there.

use crate::model::text::{Kind, Piece, cut, pieces};

/// The longest commentary LinkedIn takes, in UTF-16 units; escapes may count, so they are counted.
pub const LIMIT: usize = 3000;

/// Whether LinkedIn reads `character` as syntax.
const fn is_reserved(character: char) -> bool {
    matches!(
        character,
        '\\' | '|' | '{' | '}' | '@' | '[' | ']' | '(' | ')' | '<' | '>' | '#' | '*' | '_' | '~'
    )
}

/// `text` with every reserved character escaped, which a reader sees unchanged.
pub fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for character in text.chars() {
        if is_reserved(character) {
            escaped.push('\\');
        }
        escaped.push(character);
    }
    escaped
}

/// A plain text as it is sent: each `#hashtag` as one a reader can click, everything else escaped. A
/// link is left whole, whatever it holds.
pub fn encode(text: &str) -> String {
    let encoded = |piece: Piece<'_>| match piece.kind {
        Kind::Hashtag => format!("{{hashtag|\\#|{}}}", piece.text.trim_start_matches('#')),
        Kind::Link | Kind::Plain => escape(piece.text),
    };
    pieces(text).into_iter().map(encoded).collect()
}

/// The length LinkedIn counts, in UTF-16 units.
pub fn length(text: &str) -> usize {
    text.encode_utf16().count()
}

/// `text`, [`cut`] so that it takes at most `limit` units once it is encoded.
pub fn shorten(text: &str, limit: usize) -> String {
    cut(text, limit, |text| length(&encode(text)))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn unescape(text: &str) -> String {
        let mut characters = text.chars();
        let mut plain = String::new();
        while let Some(character) = characters.next() {
            plain.extend(if character == '\\' { characters.next() } else { Some(character) });
        }
        plain
    }

    #[test]
    fn s40_every_reserved_character_is_escaped() {
        assert_eq!(escape("a(b)#c_d"), "a\\(b\\)\\#c\\_d");
        assert_eq!(escape("C:\\"), "C:\\\\");
    }

    #[test]
    fn a_hashtag_can_be_clicked_and_other_marks_are_literal() {
        assert_eq!(encode("#Emploi (#2)"), "{hashtag|\\#|Emploi} \\(\\#2\\)");
        assert_eq!(encode("C# & F#"), "C\\# & F\\#");
        assert_eq!(encode("##x #a_b"), "\\#{hashtag|\\#|x} {hashtag|\\#|a}\\_b");
    }

    proptest! {
        #[test]
        fn s40_any_text_comes_back_from_its_escaped_form(text: String) {
            prop_assert_eq!(unescape(&escape(&text)), text);
        }

        #[test]
        fn s40_a_cut_keeps_the_limit_and_splits_nothing(text in "[a#(é🚀_ ]{0,60}", limit in 0_usize..60) {
            let cut = shorten(&text, limit);
            prop_assert!(length(&encode(&cut)) <= limit);
            prop_assert!(text.starts_with(cut.trim_end_matches('…').trim_end()));
            prop_assert!(cut == text || cut.is_empty() || cut.ends_with('…'));
        }
    }
}
