//! The company's own page, mentioned where a text names the company.

use icu_normalizer::ComposingNormalizerBorrowed;

use crate::model::organization::Organization;
use crate::model::text::{Kind, Piece, flattened, line, pieces};
use crate::people::ats::Job;
use crate::providers::linkedin::little_text::{self, escape};

/// What a company's name may have or lack, in lower case.
const FORMS: [&str; 24] = [
    "sa", "sas", "sasu", "sarl", "sau", "suarl", "eurl", "spa", "srl", "snc", "gie", "ltd",
    "limited", "plc", "llc", "inc", "corp", "co", "gmbh", "bv", "lda", "ltda", "group", "groupe",
];

/// The page among `pages` that is the company's of `job`: it has the company's name, whatever its legal form is
/// ("Acme", "ACME SA"). Readers take the page for the employer, so a name that goes on ("Acme Bank") is another's.
pub fn own_page<'a>(job: &Job, pages: &'a [Organization]) -> Option<&'a Organization> {
    let company = name_words(&line(&flattened(job.company_name.as_deref()?)));
    let is_own = |page: &&Organization| !company.is_empty() && name_words(&page.name) == company;
    pages.iter().find(is_own)
}

/// The words of a name, without its legal form; all of them where it has no others.
fn name_words(name: &str) -> Vec<String> {
    let words = words(name);
    let named: Vec<_> = words.iter().filter(|it| !FORMS.contains(&it.as_str())).cloned().collect();
    if named.is_empty() { words } else { named }
}

/// `text` as it is sent, with `page` mentioned where it first names the `company` in words: not in a link, not
/// in a hashtag. LinkedIn wants the page's own name.
pub(super) fn encode(text: &str, company: &str, page: &Organization) -> String {
    let Some(start) = named(text, company) else { return little_text::encode(text) };
    let (before, rest) = text.split_at(start);
    let after = rest.get(company.len()..).unwrap_or_default();
    let mention = format!("@[{}]({})", escape(&page.name), page.id);
    format!("{}{mention}{}", little_text::encode(before), little_text::encode(after))
}

/// Where `text` first names `company` as words of its own.
fn named(text: &str, company: &str) -> Option<usize> {
    let is_apart = |start: usize| {
        let before = text.get(..start).and_then(|text| text.chars().next_back());
        let after = text.get(start + company.len()..).and_then(|text| text.chars().next());
        ![before, after].into_iter().flatten().any(char::is_alphanumeric)
    };
    let found = |piece: Piece<'_>| {
        let mut starts = piece.text.match_indices(company).map(|(at, _)| piece.start + at);
        starts.find(|start| is_apart(*start))
    };
    let plain = pieces(text).into_iter().filter(|piece| piece.kind == Kind::Plain);
    plain.filter(|_| !company.is_empty()).find_map(found)
}

/// A name's words, however they are written.
fn words(name: &str) -> Vec<String> {
    let name = ComposingNormalizerBorrowed::new_nfc().normalize(name).to_lowercase();
    let words = name.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    words.map(str::to_owned).collect()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn page(name: &str) -> Organization {
        Organization { id: "urn:li:organization:1".to_owned(), name: name.to_owned() }
    }

    #[test]
    fn a_page_is_the_company_s_by_its_name_only() {
        let job = |name: &str| -> Job {
            let job = json!({"id": 1, "company_id": 1, "title": "x", "status": "published", "company_name": name});
            serde_json::from_value(job).unwrap()
        };
        let pages = [
            "Lagune Côte d’Ivoire",
            "LAGUNE",
            "Lagunes",
            "Été & Fils",
            "Atelier Nord SARL",
            "Groupe SA",
        ]
        .map(page);
        let own = |name: &str| own_page(&job(name), &pages).map(|page| page.name.as_str());
        assert_eq!(own("Lagune"), Some("LAGUNE"));
        assert_eq!(own("Lagune Côte d'Ivoire"), Some("Lagune Côte d’Ivoire"));
        assert_eq!(own("E\u{301}te\u{301} &amp; fils"), Some("Été & Fils"));
        assert_eq!(own("Lagune SA"), Some("LAGUNE"));
        assert_eq!(own("Atelier Nord"), Some("Atelier Nord SARL"));
        for other in
            ["Lag", "Baobab", "", " & ", "Atelier", "Été", "Lagune Mali", "Lagune Banque", "SA"]
        {
            assert_eq!(own(other), None, "{other}");
        }
    }

    #[test]
    fn the_first_naming_in_words_becomes_the_mention() {
        let text = "Acmeland #Acme https://Acme.ci Acme (CI) et Acme";
        let sent = "Acmeland {hashtag|\\#|Acme} https://Acme.ci @[ACME \\(CI\\)](urn:li:organization:1) \\(CI\\) et Acme";
        assert_eq!(encode(text, "Acme", &page("ACME (CI)")), sent);
        assert_eq!(encode("Rien ici", "Acme", &page("Acme")), "Rien ici");
    }
}
