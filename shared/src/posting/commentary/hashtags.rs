//! Hashtags a reader may follow: the place, the trade, the skills, the kind of contract.

use icu_normalizer::ComposingNormalizerBorrowed;

use super::place::{is_mark, unshouted};

/// LinkedIn itself advises three to five.
const LIMIT: usize = 5;
const ENOUGH: usize = 3;
/// A longer one is a sentence, in characters; a trade is told in few words.
const LONGEST: usize = 40;
const TRADE_WORDS: usize = 3;
/// What is no longer may be half of a name, in characters.
const ABBREVIATION: usize = 3;
/// What is written behind a full stop or a hyphen for the other gender, in lower case.
const FEMININE: [&str; 26] = [
    "e", "es", "s", "ne", "nes", "se", "ses", "euse", "euses", "rice", "rices", "trice", "trices",
    "ère", "ères", "ere", "ière", "iere", "le", "te", "ve", "a", "as", "ora", "oras", "x",
];

/// The `place` and the `phrases` as hashtags in their order, each once, such as `#Abidjan #Rust
/// #TempsPlein`; those of `more` only until there are three.
///
/// Capitals show where the words of a tag begin. Where letters have none, only a place is written in one
/// word, as people do.
pub(super) fn hashtags<'a>(
    place: Option<&str>,
    phrases: impl Iterator<Item = &'a str>,
    more: impl Iterator<Item = &'a str>,
) -> String {
    let mut tags: Vec<String> = Vec::new();
    let mut add = |limit: usize, tag: String| {
        let is_known = tags.iter().any(|known| known.to_lowercase() == tag.to_lowercase());
        if !is_known && tags.len() < limit {
            tags.push(tag);
        }
    };
    place.into_iter().filter_map(tag).for_each(|tag| add(LIMIT, tag));
    let is_readable = |phrase: &&str| !phrase.trim().contains(' ') || phrase.chars().any(has_case);
    phrases.filter(is_readable).filter_map(tag).for_each(|tag| add(LIMIT, tag));
    more.filter(is_readable).filter_map(tag).for_each(|tag| add(ENOUGH, tag));
    tags.join(" ")
}

/// What of a title names a trade: `Comptable confirmé(e) – H/F` → `Comptable confirmé`. Empty where it is
/// told in many words.
pub(super) fn trade(title: &str) -> String {
    let title = title.split([',', '|', '–', '—', ':', '•']).next().unwrap_or_default();
    let title = title.split(" - ").next().unwrap_or_default();
    let before_slash = title.split('/').next().unwrap_or_default();
    let words: Vec<_> = before_slash.split_whitespace().map(without_feminine).collect();
    let is_gender = |word: &&str| {
        matches!(word.to_lowercase().as_str(), "h" | "f" | "m" | "w" | "d" | "x" | "")
    };
    let words: Vec<_> = words.into_iter().filter(|word| !is_gender(word)).collect();
    let trade = unshouted(&words.join(" "));
    // `UI/UX Designer` is not called "UI".
    let is_stump = trade.chars().count() <= ABBREVIATION && before_slash != title;
    let is_trade = (1..=TRADE_WORDS).contains(&words.len()) && !is_stump;
    if is_trade { trade } else { String::new() }
}

/// `confirmé(e)`, `Développeur·se`, `Infirmier.ère` and `Assistant-e` without what is written for the other
/// gender.
fn without_feminine(word: &str) -> &str {
    let word = word.split(['(', '·', '⋅', '∙', '•']).next().unwrap_or_default();
    let is_ending = |(at, _): &(usize, &str)| {
        let rest = word.get(at + 1..).unwrap_or_default().to_lowercase();
        FEMININE.contains(&rest.replace(['.', '-'], "").as_str())
    };
    let end = word.match_indices(['.', '-']).find(is_ending).map_or(word.len(), |(at, _)| at);
    word.get(..end).unwrap_or(word)
}

/// `base de données` → `#BaseDeDonnées`. What would become another word without its signs (`C++`, `C#`,
/// `R&D`, `.NET`) gives no hashtag.
fn tag(phrase: &str) -> Option<String> {
    let phrase = ComposingNormalizerBorrowed::new_nfc().normalize(phrase.trim());
    let phrase = phrase.split('(').next().unwrap_or_default().trim();
    let is_kept = |c: char| c.is_alphanumeric() || is_mark(c);
    let is_between = |c: char| c.is_whitespace() || "-/_'’.".contains(c);
    let begins = phrase.chars().next().is_some_and(char::is_alphanumeric);
    let is_version = phrase.split('.').skip(1).map(str::trim_start);
    let is_version = is_version
        .filter(|rest| !rest.is_empty())
        .any(|rest| !rest.starts_with(char::is_alphabetic));
    if is_version || !begins || !phrase.chars().all(|c| is_kept(c) || is_between(c)) {
        return None;
    }
    let words = phrase.split(|c: char| is_between(c) && c != '.').map(capitalized);
    let tag: String = words.collect();
    let is_readable = (2..=LONGEST).contains(&tag.chars().count());
    (is_readable && tag.chars().any(char::is_alphabetic)).then(|| format!("#{tag}"))
}

fn has_case(character: char) -> bool {
    character.is_lowercase() || character.is_uppercase()
}

fn capitalized(word: &str) -> String {
    let mut letters = word.chars().filter(|c| c.is_alphanumeric() || is_mark(*c));
    letters.next().into_iter().flat_map(char::to_uppercase).chain(letters).collect()
}
