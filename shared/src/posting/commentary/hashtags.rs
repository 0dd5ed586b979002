//! Hashtags a reader may follow: the kind of contract, the place, the skills.

/// More would look like spam; LinkedIn itself advises three to five.
const LIMIT: usize = 8;
/// A longer one is a sentence, in characters.
const LONGEST: usize = 40;

/// The `phrases` as hashtags in their order, each once, such as `#TempsPlein #Abidjan #Rust`.
pub(super) fn hashtags<'a>(phrases: impl Iterator<Item = &'a str>) -> String {
    let mut tags: Vec<String> = Vec::new();
    for tag in phrases.filter_map(tag) {
        let is_known = tags.iter().any(|known| known.to_lowercase() == tag.to_lowercase());
        if !is_known && tags.len() < LIMIT {
            tags.push(tag);
        }
    }
    tags.join(" ")
}

/// `base de données` → `#BaseDeDonnées`. A `C++` or `C#` would become another language: none.
fn tag(phrase: &str) -> Option<String> {
    if phrase.contains(['+', '#']) {
        return None;
    }
    let words = phrase.split(|c: char| c.is_whitespace() || "-/_'’".contains(c));
    let tag: String = words.map(capitalized).collect();
    let is_readable = (2..=LONGEST).contains(&tag.chars().count());
    (is_readable && tag.chars().any(char::is_alphabetic)).then(|| format!("#{tag}"))
}

fn capitalized(word: &str) -> String {
    let mut letters = word.chars().filter(|c| c.is_alphanumeric());
    letters.next().into_iter().flat_map(char::to_uppercase).chain(letters).collect()
}

/// The town of `Abidjan, Côte d’Ivoire` or `Remote (Africa, Europe)`.
pub(super) fn place(location: &str) -> &str {
    location.split([',', '(', '/', '|', '–', ';']).next().unwrap_or_default().trim()
}
