//! What a reader can't see is taken out, whoever wrote it.

use icu_properties::CodePointSetData;
use icu_properties::props::DefaultIgnorableCodePoint;

/// `text` in lines, each line control a line end and each tab a space, without other controls, what is no character
/// and what turns a text's direction around; empty where nothing can be seen of it.
///
/// Marks that Arabic and emoji are written with stay: U+200C to U+200F, U+061C.
pub fn lines(text: &str) -> String {
    let shown: String = text.replace("\r\n", "\n").chars().filter_map(shown).collect();
    if shown.chars().all(is_unseen) { String::new() } else { shown.trim().to_owned() }
}

/// `text` in one line, its words one space apart; empty where nothing can be seen of it.
pub fn line(text: &str) -> String {
    let lines = lines(text);
    let words = lines.split([' ', '\n']).filter(|word| !word.is_empty());
    words.collect::<Vec<_>>().join(" ")
}

/// A character as it is kept: line ends are those of UAX #14 (BK, CR, LF, NL).
const fn shown(character: char) -> Option<char> {
    match character {
        '\t' => Some(' '),
        '\n' | '\r' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}' => Some('\n'),
        // Controls; embeddings and overrides; isolates and deprecated formats; a stray byte order mark.
        '\0'..='\u{1f}' | '\u{7f}'..='\u{9f}' => None,
        '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{206f}' | '\u{feff}' => None,
        character if is_noncharacter(character) => None,
        character => Some(character),
    }
}

/// Whether Unicode keeps it free of characters for good (section 23.7). XML forbids two of these and asks authors to
/// avoid the others; strict readers refuse a whole document for one.
pub const fn is_noncharacter(character: char) -> bool {
    matches!(character, '\u{fdd0}'..='\u{fdef}') || character as u32 & 0xfffe == 0xfffe
}

/// Whether a character alone leaves nothing to see. The braille pattern without dots is a symbol to
/// Unicode, and a favourite of those who want an empty name.
fn is_unseen(character: char) -> bool {
    character.is_whitespace()
        || character == '\u{2800}'
        || CodePointSetData::new::<DefaultIgnorableCodePoint>().contains(character)
}
