//! The languages, and how a request asks for one.

use std::cell::Cell;

use http::{HeaderMap, header};
use serde::{Deserialize, Serialize};

/// A language of the recruiting system: of its people, and of their offers.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Language {
    /// People are told of what they do in it where they ask for none of these.
    #[default]
    #[serde(rename = "en")]
    English,
    #[serde(rename = "fr")]
    French,
    #[serde(rename = "pt")]
    Portuguese,
    /// Arabic, read from the right.
    #[serde(rename = "ar")]
    Arabic,
}

/// More ranges than a browser sends; the rest is not read.
const RANGES: usize = 32;

/// What a range of `Accept-Language` stands for.
#[derive(Clone, Copy, PartialEq)]
enum Range {
    One(Language),
    /// Whatever no other range names.
    Any,
}

thread_local! {
    static SPOKEN: Cell<Language> = const { Cell::new(Language::English) };
}

/// Runs `write`, in which every [`super::Text`] is serialized in `language`. It is for writing alone, which
/// neither waits nor hands its work to another thread.
pub fn speaking<T>(language: Language, write: impl FnOnce() -> T) -> T {
    struct Before(Language);
    impl Drop for Before {
        fn drop(&mut self) {
            SPOKEN.set(self.0);
        }
    }
    let _before = Before(SPOKEN.replace(language));
    write()
}

/// The language that is spoken on this thread.
pub(super) fn spoken() -> Language {
    SPOKEN.get()
}

impl Language {
    /// All of them, the one that is spoken to anybody first.
    pub const ALL: [Self; 4] = [Self::English, Self::French, Self::Portuguese, Self::Arabic];

    /// The primary subtag (BCP 47).
    pub const fn tag(self) -> &'static str {
        match self {
            Self::English => "en",
            Self::French => "fr",
            Self::Portuguese => "pt",
            Self::Arabic => "ar",
        }
    }

    /// Whether it is written from the right.
    pub(super) const fn is_from_the_right(self) -> bool {
        matches!(self, Self::Arabic)
    }

    /// The language of the tag or range `tag`, whatever its region: `fr`, `fr-CI`, `PT-br`.
    pub fn of_tag(tag: &str) -> Option<Self> {
        let primary = tag.trim().split('-').next()?;
        Self::ALL.into_iter().find(|language| primary.eq_ignore_ascii_case(language.tag()))
    }

    /// What `Accept-Language` prefers (RFC 9110, section 12.5.4): the greatest weight, the first of
    /// equals. English where it names none of the four, or only ones that are not wanted.
    pub fn of(headers: &HeaderMap) -> Self {
        let values = headers.get_all(header::ACCEPT_LANGUAGE).iter();
        let ranges = values.filter_map(|value| value.to_str().ok()).flat_map(|it| it.split(','));
        let ranges: Vec<_> = ranges.take(RANGES).filter_map(range).collect();
        let is_named = |language| ranges.iter().any(|(named, _)| *named == Range::One(language));
        let mut best = (Self::default(), 0.0);
        for (range, weight) in &ranges {
            let meant = match range {
                Range::One(language) => Some(*language),
                Range::Any => Self::ALL.into_iter().find(|language| !is_named(*language)),
            };
            if let Some(language) = meant.filter(|_| *weight > best.1) {
                best = (language, *weight);
            }
        }
        best.0
    }
}

/// What a range stands for, and its weight; `None` for a language that is not ours, and for no range.
fn range(text: &str) -> Option<(Range, f32)> {
    let (tag, parameter) = text.split_once(';').unwrap_or((text, ""));
    let range = match tag.trim() {
        "*" => Range::Any,
        tag => Range::One(Language::of_tag(tag)?),
    };
    let weight = match parameter.trim().split_once('=') {
        None if parameter.trim().is_empty() => 1.0,
        Some((name, value)) if name.trim().eq_ignore_ascii_case("q") => {
            value.trim().parse().ok()?
        }
        _ => return None,
    };
    (0.0..=1.0).contains(&weight).then_some((range, weight))
}

#[cfg(test)]
mod tests {
    use http::HeaderValue;
    use proptest::proptest;

    use super::*;

    fn asked(value: &[u8]) -> Language {
        let mut headers = HeaderMap::new();
        headers.insert(header::ACCEPT_LANGUAGE, HeaderValue::from_bytes(value).unwrap());
        Language::of(&headers)
    }

    #[test]
    fn b15_the_greatest_weight_decides_and_the_first_of_equals() {
        for (value, language) in [
            ("fr-CI,fr;q=0.9,en;q=0.8", Language::French),
            ("fr-CA", Language::French),
            ("de,pt-BR;q=0.5,en;q=0.4", Language::Portuguese),
            ("en;q=0.2, ar-MA;q=0.7", Language::Arabic),
            ("FR", Language::French),
            ("pt , fr", Language::Portuguese),
            ("fr;q=0.500, pt;q=0.501", Language::Portuguese),
            ("en;q=0.001,ar ; Q=0.002", Language::Arabic),
            ("frr, ar", Language::Arabic),
            ("fr-CA;q=0, fr;q=0.8", Language::French),
        ] {
            assert_eq!(asked(value.as_bytes()), language, "{value}");
        }
    }

    #[test]
    fn b15_english_is_spoken_where_nothing_of_ours_is_wanted() {
        assert_eq!(Language::of(&HeaderMap::new()), Language::English);
        for value in ["", "de", "zh-Hant-TW, ja;q=0.5", "fr;q=0", "fr;q=0, pt;q=0.0, de", "en;q=0"]
        {
            assert_eq!(asked(value.as_bytes()), Language::English, "{value}");
        }
    }

    #[test]
    fn b15_a_star_is_what_no_other_range_names() {
        for (value, language) in [
            ("*", Language::English),
            ("de, *;q=0.5", Language::English),
            ("fr;q=0.4, *;q=0.5", Language::English),
            ("fr, *;q=0.5", Language::French),
            ("en;q=0, *", Language::French),
            ("en;q=0, fr;q=0, *;q=0.1", Language::Portuguese),
            ("ar;q=0.3, *;q=0", Language::Arabic),
            ("en;q=0, fr;q=0, pt;q=0, ar;q=0, *", Language::English),
        ] {
            assert_eq!(asked(value.as_bytes()), language, "{value}");
        }
    }

    #[test]
    fn b15_what_is_no_range_is_passed_over() {
        for (value, language) in [
            (&b"fr;q=2, pt"[..], Language::Portuguese),
            (b"fr;q=-1, ar;q=0.1", Language::Arabic),
            (b"fr;q=NaN, pt;q=0.1", Language::Portuguese),
            (b"fr;level=1, pt;q=0.1", Language::Portuguese),
            (b"fr;x, ar", Language::Arabic),
            (b";;,,=, q, pt", Language::Portuguese),
            (b"fr\xff", Language::English),
            (b"fr_FR, ar", Language::Arabic),
        ] {
            assert_eq!(asked(value), language, "{value:?}");
        }
    }

    #[test]
    fn b15_several_headers_are_one_and_a_huge_one_is_not_read_to_its_end() {
        let mut headers = HeaderMap::new();
        for value in ["de", "en;q=0.3", "pt;q=0.4"] {
            headers.append(header::ACCEPT_LANGUAGE, HeaderValue::from_static(value));
        }
        assert_eq!(Language::of(&headers), Language::Portuguese);
        let huge = format!("pt;q=0.5,{}fr", "de,".repeat(100_000));
        assert_eq!(asked(huge.as_bytes()), Language::Portuguese);
    }

    #[test]
    fn what_is_spoken_ends_with_what_is_written() {
        speaking(Language::French, || {
            speaking(Language::Arabic, || assert_eq!(spoken(), Language::Arabic));
            assert_eq!(spoken(), Language::French);
        });
        let broken = std::panic::catch_unwind(|| speaking(Language::French, || panic!("stopped")));
        assert!(broken.is_err());
        assert_eq!(spoken(), Language::English);
    }

    proptest! {
        #[test]
        fn s24_any_header_is_a_language(value in "[ -~]{0,80}", weight in "[0-9.eE+-]{0,8}") {
            asked(value.as_bytes());
            asked(format!("fr;q={weight},*;q={weight}").as_bytes());
        }
    }
}
