//! A post's first line: what is seen of it wherever it is folded.

use super::place::town;
use super::wording::WorkMode;
use crate::model::country::country;
use crate::model::language::Language;
use crate::model::text::cut;
use crate::people::ats::Job;

/// The longest place that is no town, in characters.
const PLACE: usize = 60;
/// How people say that the work is done anywhere, in lower case.
const REMOTE: [&str; 9] = [
    "remote",
    "télétravail",
    "teletravail",
    "à distance",
    "remoto",
    "remota",
    "عن بعد",
    "عن بُعد",
    "home office",
];
/// What stands where somebody had to write something, in lower case.
const PLACEHOLDERS: [&str; 30] = [
    "n/a",
    "na",
    "n.a",
    "nc",
    "n/c",
    "none",
    "null",
    "nil",
    "tbd",
    "tbc",
    "tba",
    "unknown",
    "undefined",
    "unspecified",
    "à définir",
    "à préciser",
    "non précisé",
    "non renseigné",
    "a definir",
    "غير محدد",
    "à convenir",
    "a convenir",
    "à déterminer",
    "a déterminer",
    "a determiner",
    "voir annonce",
    "see description",
    "as per jd",
    "لم يحدد",
    "حسب الاتفاق",
];

/// `title – town (mode) · contract · pay`, each as far as it is known and the title does not say it.
pub(super) fn headline(title: &str, place: &str, contract: &str, salary: &str) -> String {
    let names: Vec<_> = [title, place].into_iter().filter(|part| !part.is_empty()).collect();
    let mut line = names.join(" – ");
    let contract = if says(title, contract) { "" } else { contract };
    for part in [contract, salary].into_iter().filter(|part| !part.is_empty()) {
        line.push_str(&format!(" · {part}"));
    }
    line
}

/// Where `job` is done, in few words: its town with the mode of work where that is not on site.
/// `location` is the offer's, in one line.
pub(super) fn place(job: &Job, title: &str, location: &str, language: Language) -> String {
    let mode = job.location_type.as_deref().and_then(WorkMode::of);
    let mode = mode.filter(|mode| *mode != WorkMode::OnSite).map(|mode| mode.named(language));
    let lower = location.to_lowercase();
    if REMOTE.iter().any(|word| lower.contains(word)) {
        return shown(location);
    }
    let place = match town(location) {
        Some(town) if says(title, &town) => String::new(),
        Some(town) => town,
        None if location.is_empty() || is_placeholder(location) => flag(job),
        None => shown(location),
    };
    match mode {
        None => place,
        Some(mode) if place.is_empty() => mode.to_owned(),
        Some(mode) => format!("{place} ({mode})"),
    }
}

fn shown(location: &str) -> String {
    cut(location, PLACE, |text| text.chars().count())
}

/// "N/A" and its like.
fn is_placeholder(location: &str) -> bool {
    let name = location.to_lowercase();
    !name.contains(char::is_alphabetic) || PLACEHOLDERS.contains(&name.trim_end_matches(['.', '!']))
}

/// The flag of the country, whose letters are shown where flags are not; empty without a code.
fn flag(job: &Job) -> String {
    let code = job.country.as_deref().and_then(country).unwrap_or_default();
    // Regional indicators stand in the order of the alphabet (UTS #51).
    let letter = |c: char| char::from_u32(0x1f1e6 + u32::from(c) - u32::from('A'));
    code.chars().filter_map(letter).collect()
}

/// Whether `title` holds the words `phrase`, as words and in whatever case.
pub(super) fn says(title: &str, phrase: &str) -> bool {
    let words = |text: &str| {
        let lower = text.to_lowercase();
        let words = lower.split(|c: char| !c.is_alphanumeric()).map(str::to_owned);
        words.filter(|word| !word.is_empty()).collect::<Vec<_>>()
    };
    let (title, phrase) = (words(title), words(phrase));
    !phrase.is_empty() && title.windows(phrase.len()).any(|window| window == phrase)
}
