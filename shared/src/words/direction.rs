//! Words from the left in a text from the right, and the other way round: each is isolated, so that it
//! moves neither its neighbours nor the full stop (Unicode, UAX #9, section 2.4.2).

use icu_properties::CodePointMapData;
use icu_properties::props::BidiClass;

use super::Language;

const FIRST_STRONG_ISOLATE: char = '\u{2068}';
const RIGHT_TO_LEFT_ISOLATE: char = '\u{2067}';
const POP_ISOLATE: char = '\u{2069}';

/// A `word` as it stands in a text in `language`: isolated unless it runs the same way.
pub(super) fn isolated(language: Language, word: &str) -> String {
    if language.is_from_the_right() || runs_from_the_right(word) {
        format!("{FIRST_STRONG_ISOLATE}{word}{POP_ISOLATE}")
    } else {
        word.to_owned()
    }
}

/// A whole `text` in `language`, as it may stand among others.
pub(super) fn whole(language: Language, text: String) -> String {
    if language.is_from_the_right() {
        format!("{RIGHT_TO_LEFT_ISOLATE}{text}{POP_ISOLATE}")
    } else {
        text
    }
}

fn runs_from_the_right(word: &str) -> bool {
    let class = CodePointMapData::<BidiClass>::new();
    !word.is_ascii()
        && word.chars().any(|character| {
            matches!(class.get(character), BidiClass::RightToLeft | BidiClass::ArabicLetter)
        })
}
