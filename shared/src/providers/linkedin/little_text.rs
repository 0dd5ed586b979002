//! LinkedIn's "little text format", the syntax of a post's `commentary`.
//!
//! Reserved characters must be escaped: LinkedIn refuses a bare one, or silently cuts the text there.

/// The longest commentary LinkedIn takes, in UTF-16 units; escapes may count, so they are counted.
pub const LIMIT: usize = 3000;

const RESERVED: &str = "\\|{}@[]()<>#*_~";

/// `text` with every reserved character escaped, which a reader sees unchanged.
pub fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for character in text.chars() {
        if RESERVED.contains(character) {
            escaped.push('\\');
        }
        escaped.push(character);
    }
    escaped
}

/// A plain text as it is sent: each `#hashtag` as one a reader can click, everything else escaped.
///
/// A hashtag begins where no letter or digit stands before it and has at least one letter, so `C#`
/// and `#1` stay what they are.
pub fn encode(text: &str) -> String {
    let mut encoded = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(start) = rest.find('#') {
        let (before, from) = rest.split_at(start);
        encoded.push_str(&escape(before));
        let after = from.strip_prefix('#').unwrap_or_default();
        let end = after.find(|c: char| !c.is_alphanumeric()).unwrap_or(after.len());
        let (tag, after) = after.split_at(end);
        let is_word_before = before.chars().next_back().is_some_and(char::is_alphanumeric);
        if !is_word_before && tag.chars().any(char::is_alphabetic) {
            encoded.push_str(&format!("{{hashtag|\\#|{tag}}}"));
        } else {
            encoded.push_str(&format!("\\#{tag}"));
        }
        rest = after;
    }
    encoded.push_str(&escape(rest));
    encoded
}

/// The length LinkedIn counts, in UTF-16 units.
pub fn length(text: &str) -> usize {
    text.encode_utf16().count()
}

/// `text`, cut with a visible "…" so that it takes at most `limit` units once it is encoded; no
/// character is split.
pub fn shorten(text: &str, limit: usize) -> String {
    // Every character takes a unit at least: nothing beyond these can fit.
    let read = text.char_indices().nth(limit).map_or(text.len(), |(end, _)| end);
    let readable = text.get(..read).unwrap_or_default();
    if read == text.len() && length(&encode(text)) <= limit {
        return text.to_owned();
    }
    let ends: Vec<usize> = readable.char_indices().map(|(end, _)| end).collect();
    let cut = |end: &usize| format!("{}…", readable.get(..*end).unwrap_or_default().trim_end());
    let fitting = ends.partition_point(|end| length(&encode(&cut(end))) <= limit);
    let longest = fitting.checked_sub(1).and_then(|index| ends.get(index));
    longest.map(cut).unwrap_or_default()
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
            prop_assert!(text.starts_with(cut.trim_end_matches('…')));
            prop_assert!(cut == text || cut.is_empty() || cut.ends_with('…'));
        }
    }
}
