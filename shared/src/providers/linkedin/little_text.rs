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

/// A hashtag a reader can click. `tag` is reduced to its letters and digits; empty where none is left.
pub fn hashtag(tag: &str) -> String {
    let tag: String = tag.chars().filter(|character| character.is_alphanumeric()).collect();
    if tag.is_empty() { tag } else { format!("{{hashtag|\\#|{tag}}}") }
}

/// The length LinkedIn counts, in UTF-16 units.
pub fn length(text: &str) -> usize {
    text.encode_utf16().count()
}

/// `text`, escaped and cut with a visible "…" so that it takes at most `limit` units; neither an
/// escape nor a character is split.
pub fn escape_within(text: &str, limit: usize) -> String {
    let whole = escape(text);
    if length(&whole) <= limit {
        return whole;
    }
    let Some(room) = limit.checked_sub(1) else { return String::new() };
    let mut cut = String::new();
    let mut used = 0;
    for character in text.chars() {
        let piece = escape(character.encode_utf8(&mut [0; 4]));
        used += length(&piece);
        if used > room {
            break;
        }
        cut.push_str(&piece);
    }
    format!("{}…", cut.trim_end())
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
        assert_eq!(hashtag("Temps plein !"), "{hashtag|\\#|Tempsplein}");
        assert_eq!(hashtag("#_"), "");
    }

    proptest! {
        #[test]
        fn s40_any_text_comes_back_from_its_escaped_form(text: String) {
            prop_assert_eq!(unescape(&escape(&text)), text);
        }

        #[test]
        fn s40_a_cut_keeps_the_limit_and_splits_nothing(text in "[a(é🚀_ ]{0,60}", limit in 0_usize..60) {
            let cut = escape_within(&text, limit);
            prop_assert!(length(&cut) <= limit);
            let plain = unescape(&cut);
            prop_assert!(text.starts_with(plain.trim_end_matches('…')));
            prop_assert!(plain == text || cut.is_empty() || cut.ends_with('…'));
        }
    }
}
