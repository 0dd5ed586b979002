//! The languages that offers, and so posts and invitations, are written in. Pure.

use whatlang::{Detector, Lang, Script};

pub use crate::words::Language;

/// Neighbours that a text must not be mistaken for one of ours.
const OTHERS: [Lang; 8] =
    [Lang::Spa, Lang::Deu, Lang::Ita, Lang::Nld, Lang::Cat, Lang::Tur, Lang::Pes, Lang::Urd];
/// What is read of a text, in characters: more changes no answer.
const READ: usize = 1500;
/// A guess below it does not count. Measured on titles of a few words: the wrong guesses stayed below it.
const CONFIDENCE: f64 = 0.25;

impl Language {
    /// The language that somebody named: a tag (BCP 47) such as `fr` or `pt-BR`, a code of ISO 639-2, or
    /// its name in one of the four; case does not matter. `None` for another, and for none.
    pub fn named(name: &str) -> Option<Self> {
        let name = name.trim().to_lowercase();
        let primary = name.split(['-', '_', ' ', '(', ',']).next().unwrap_or_default();
        Some(match primary {
            "fr" | "fra" | "fre" | "french" | "français" | "francais" | "francês" | "frances"
            | "فرنسي" | "الفرنسية" | "فرنسية" => Self::French,
            "en"
            | "eng"
            | "english"
            | "anglais"
            | "inglês"
            | "ingles"
            | "إنجليزي"
            | "الإنجليزية"
            | "إنجليزية"
            | "الانجليزية" => Self::English,
            "pt"
            | "por"
            | "portuguese"
            | "portugais"
            | "português"
            | "portugues"
            | "برتغالي"
            | "البرتغالية"
            | "برتغالية" => Self::Portuguese,
            "ar" | "ara" | "arabic" | "arabe" | "árabe" | "عربي" | "العربية" | "عربية" => {
                Self::Arabic
            }
            _ => return None,
        })
    }

    /// The language that `text` is written in, as far as it can be told; `None` for another one, and for a
    /// text that is too short to tell.
    pub fn guessed(text: &str) -> Option<Self> {
        let ours = [Lang::Fra, Lang::Eng, Lang::Por, Lang::Ara];
        let detector = Detector::with_allowlist(ours.into_iter().chain(OTHERS).collect());
        let read: String = text.chars().take(READ).collect();
        let found = detector.detect(&read)?;
        let is_sure = found.confidence() >= CONFIDENCE;
        match found.lang() {
            Lang::Fra if is_sure => Some(Self::French),
            Lang::Eng if is_sure => Some(Self::English),
            Lang::Por if is_sure => Some(Self::Portuguese),
            Lang::Ara => Some(Self::Arabic),
            // A few words in Arabic's letters are most likely Arabic.
            _ if found.script() == Script::Arabic && !is_sure => Some(Self::Arabic),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_language_is_known_by_its_tag_and_by_its_name_in_any_case() {
        for (name, language) in [
            ("fr", Language::French),
            ("FR-ci", Language::French),
            ("Français", Language::French),
            ("EN", Language::English),
            ("English", Language::English),
            ("anglais (courant)", Language::English),
            ("pt_BR", Language::Portuguese),
            ("PORTUGUÊS", Language::Portuguese),
            (" ar ", Language::Arabic),
            ("العربية", Language::Arabic),
        ] {
            assert_eq!(Language::named(name), Some(language), "{name}");
        }
        for name in ["", "frr", "es", "deutsch", "null", "e"] {
            assert_eq!(Language::named(name), None, "{name}");
        }
    }

    #[test]
    fn a_text_is_guessed_where_it_tells_enough() {
        for (text, language) in [
            ("Nous recherchons un comptable", Some(Language::French)),
            ("Chauffeur-livreur Permis B, disponibilité immédiate.", Some(Language::French)),
            ("We are hiring a cook for our restaurant in Lagos.", Some(Language::English)),
            ("Procuramos uma pessoa para a nossa equipa em Luanda.", Some(Language::Portuguese)),
            ("محاسب", Some(Language::Arabic)),
            ("نبحث عن محاسب للعمل في الدار البيضاء", Some(Language::Arabic)),
            ("Buscamos una persona para nuestro equipo en Madrid.", None),
            ("Wir suchen einen Fahrer für unsere Filiale in Berlin.", None),
            ("Sales Manager Lagos", None),
            ("SQL", None),
            ("", None),
        ] {
            assert_eq!(Language::guessed(text), language, "{text}");
        }
    }
}
