//! A text that is read from the right: marks where a line would be read from the left.

use icu_properties::CodePointMapData;
use icu_properties::props::BidiClass;

/// Takes no room, and is read from the right (UAX #9).
const MARK: char = '\u{200f}';

/// `text` with a mark before each line whose first letter is read from the left, though it holds Arabic or
/// is one of ours, which begin with a symbol: a line goes where its first letter does (UAX #9, P2).
pub(super) fn from_the_right(text: &str) -> String {
    let marked = |line: &str| {
        let is_ours = line.starts_with(['🚀', '📍', '💼', '👉', '#']);
        let is_turned = first_letter(line) == Some(BidiClass::LeftToRight)
            && (is_ours || line.chars().any(|c| is_from_the_right(class(c))));
        if is_turned { format!("{MARK}{line}") } else { line.to_owned() }
    };
    text.split('\n').map(marked).collect::<Vec<_>>().join("\n")
}

fn first_letter(line: &str) -> Option<BidiClass> {
    line.chars()
        .map(class)
        .find(|class| *class == BidiClass::LeftToRight || is_from_the_right(*class))
}

fn is_from_the_right(class: BidiClass) -> bool {
    class == BidiClass::RightToLeft || class == BidiClass::ArabicLetter
}

fn class(character: char) -> BidiClass {
    CodePointMapData::<BidiClass>::new().get(character)
}
