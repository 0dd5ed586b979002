//! The "little text format" of a post's `commentary`.
//!
//! `\ | { } @ [ ] ( ) < > # * _ ~` are reserved; meant literally, each is preceded by `\`. Bare they
//! appear only in a hashtag (`#tag` or `{hashtag|\#|tag}`) and a mention
//! (`@[Display Name](urn:li:organization:1)`).

use super::urn::Urn;

/// Every reserved character.
const RESERVED: &str = "\\|{}@[]()<>#*_~";

/// One run of a post's text.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Segment {
    /// Text as a reader sees it, escapes removed.
    Text(String),
    /// A hashtag, without its `#`.
    Hashtag(String),
    /// A member or page under the name the author gave it.
    Mention {
        /// The display name as sent.
        name: String,
        /// Whom it names.
        urn: Urn,
    },
}

/// A parsed commentary.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct LittleText {
    /// The text up to its end or to the first bare reserved character.
    pub segments: Vec<Segment>,
    /// The bare reserved character the text stops before.
    pub stopped_at: Option<char>,
}

impl LittleText {
    /// Reads `text` as far as it is well-formed.
    pub fn parse(text: &str) -> Self {
        let mut parsed = Self::default();
        let mut rest = text;
        while let Some(first) = rest.chars().next() {
            let Some((segment, after)) = segment(rest) else {
                parsed.stopped_at = Some(first);
                break;
            };
            parsed.push(segment);
            rest = after;
        }
        parsed
    }

    /// As the API gives it back: escaped, hashtags in their template form.
    pub fn canonical(&self) -> String {
        let write = |segment: &Segment| match segment {
            Segment::Text(text) => escape(text),
            Segment::Hashtag(tag) => format!("{{hashtag|\\#|{}}}", escape(tag)),
            Segment::Mention { name, urn } => format!("@[{}]({urn})", escape(name)),
        };
        self.segments.iter().map(write).collect()
    }

    /// As a reader sees it.
    pub fn plain(&self) -> String {
        let write = |segment: &Segment| match segment {
            Segment::Text(text) | Segment::Mention { name: text, .. } => text.clone(),
            Segment::Hashtag(tag) => format!("#{tag}"),
        };
        self.segments.iter().map(write).collect()
    }

    fn push(&mut self, segment: Segment) {
        match (self.segments.last_mut(), segment) {
            (Some(Segment::Text(before)), Segment::Text(text)) => before.push_str(&text),
            (_, segment) => self.segments.push(segment),
        }
    }
}

/// `text` with every reserved character escaped.
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

/// The first segment and what follows it; none where a reserved character stands bare.
fn segment(text: &str) -> Option<(Segment, &str)> {
    match text.chars().next()? {
        '{' => template(text),
        '@' => mention(text),
        '#' => hashtag(text),
        _ => literal(text).map(|(character, rest)| (Segment::Text(character.into()), rest)),
    }
}

/// One character that is not reserved, or is escaped.
fn literal(text: &str) -> Option<(char, &str)> {
    let mut characters = text.chars();
    match characters.next()? {
        '\\' => {
            let escaped = characters.next().filter(|next| RESERVED.contains(*next))?;
            Some((escaped, characters.as_str()))
        }
        reserved if RESERVED.contains(reserved) => None,
        plain => Some((plain, characters.as_str())),
    }
}

/// Literals, at least one, up to `end`, which is consumed.
fn literals(mut text: &str, end: char) -> Option<(String, &str)> {
    let mut read = String::new();
    loop {
        if let Some(rest) = text.strip_prefix(end) {
            return (!read.is_empty()).then_some((read, rest));
        }
        let (character, rest) = literal(text)?;
        read.push(character);
        text = rest;
    }
}

fn template(text: &str) -> Option<(Segment, &str)> {
    let (tag, rest) = literals(text.strip_prefix(r"{hashtag|\#|")?, '}')?;
    Some((Segment::Hashtag(tag), rest))
}

fn hashtag(text: &str) -> Option<(Segment, &str)> {
    let after = text.strip_prefix('#')?;
    let end = after.find(|c: char| !c.is_alphanumeric()).unwrap_or(after.len());
    let (tag, rest) = after.split_at_checked(end).filter(|(tag, _)| !tag.is_empty())?;
    Some((Segment::Hashtag(tag.to_owned()), rest))
}

fn mention(text: &str) -> Option<(Segment, &str)> {
    let (name, rest) = literals(text.strip_prefix("@[")?, ']')?;
    let (urn, rest) = rest.strip_prefix('(')?.split_once(')')?;
    let urn: Urn = urn.parse().ok()?;
    let nameable = urn.kind == "organization" || urn.kind == "person";
    nameable.then_some((Segment::Mention { name, urn }, rest))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[track_caller]
    fn reads(sent: &str, plain: &str, stopped_at: Option<char>) {
        let parsed = LittleText::parse(sent);
        assert_eq!((parsed.plain().as_str(), parsed.stopped_at), (plain, stopped_at));
    }

    #[test]
    fn an_escaped_reserved_character_is_itself() {
        reads(r"Dev Rust \(H/F\) \<3 a\_b", "Dev Rust (H/F) <3 a_b", None);
    }

    #[test]
    fn the_text_stops_at_the_first_bare_reserved_character() {
        reads("Dev Rust (H/F)", "Dev Rust ", Some('('));
        reads("snake_case", "snake", Some('_'));
        reads("a * b", "a ", Some('*'));
        reads("C# et C++", "C", Some('#'));
        reads(r"C:\temp", "C:", Some('\\'));
        reads("me@example.com", "me", Some('@'));
    }

    #[test]
    fn hashtags_are_read_in_both_forms_and_given_back_as_templates() {
        let both = LittleText::parse(r"#Emploi {hashtag|\#|Abidjan}");
        assert_eq!(both.plain(), "#Emploi #Abidjan");
        assert_eq!(both.canonical(), r"{hashtag|\#|Emploi} {hashtag|\#|Abidjan}");
        reads("{hashtag|#|Abidjan}", "", Some('{'));
    }

    #[test]
    fn a_mention_names_a_page_or_a_person() {
        let parsed = LittleText::parse(r"Chez @[Atelier \(Nord\)](urn:li:organization:1) !");
        assert_eq!(parsed.plain(), "Chez Atelier (Nord) !");
        assert_eq!(parsed.canonical(), r"Chez @[Atelier \(Nord\)](urn:li:organization:1) !");
        reads("@[X](urn:li:share:1)", "", Some('@'));
    }

    proptest! {
        #[test]
        fn escaped_text_reads_as_itself(text in "\\PC*") {
            let parsed = LittleText::parse(&escape(&text));
            prop_assert_eq!(parsed.plain(), text);
            prop_assert_eq!(parsed.stopped_at, None);
        }

        #[test]
        fn the_canonical_form_is_stable(text in "[a#{|}@\\\\()\\[\\] ]*") {
            let once = LittleText::parse(&text);
            prop_assert_eq!(LittleText::parse(&once.canonical()).segments, once.segments);
        }
    }
}
