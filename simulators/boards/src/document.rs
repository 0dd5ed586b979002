//! Reading a feed, and refusing it as a whole for whatever is wrong in it.

use std::collections::{BTreeMap, BTreeSet};

use html5gum::{Token, Tokenizer};
use jiff::{SignedDuration, Timestamp};
use roxmltree::{Document, Node};
use thiserror::Error;
use url::Url;

use crate::form::{Form, Shape};
use crate::job::Job;

/// More jobs are not read.
const LIMIT: usize = 1000;
/// The HTML that a description may be written in.
const ELEMENTS: [&[u8]; 4] = [b"p", b"br", b"ul", b"li"];

/// Why a feed, or an answer in its place, is refused.
#[derive(Clone, Debug, Error, PartialEq, Eq)]
pub enum Refusal {
    #[error("the address answers {0}")]
    Status(u16),
    #[error("the answer's {0} is wrong or missing")]
    Header(&'static str),
    #[error("the answer is not what gzip packs")]
    Packing,
    #[error("the document is not well-formed UTF-8: {0}")]
    Xml(String),
    #[error("`{0}` is not known here")]
    Unknown(String),
    #[error("job {0}: `{1}` is missing or empty")]
    Missing(String, &'static str),
    #[error("job {0} appears twice")]
    Twice(String),
    #[error("job {0}: `{1}` is no date of this form, or lies ahead")]
    Date(String, &'static str),
    #[error("job {0} is too old")]
    Old(String),
    #[error("job {0}: the date has changed, as a spammer's does")]
    Redated(String),
    #[error("job {0}: the address is not one of the site's pages: {1}")]
    Url(String, String),
    #[error("job {0}: the description is too short")]
    Short(String),
    #[error("job {0}: markup that is not taken")]
    Markup(String),
    #[error("there are {0} jobs")]
    Many(usize),
    #[error("the tag is that of another feed")]
    Tag,
}

/// The jobs of `document`, a feed in `form` whose jobs are pages of `site` (an origin), at `now`.
///
/// # Errors
/// [`Refusal`].
pub fn read(
    form: Form,
    document: &str,
    site: &str,
    now: Timestamp,
) -> Result<BTreeMap<String, Job>, Refusal> {
    if let Some(none) = document.chars().find(|character| is_noncharacter(*character)) {
        return Err(Refusal::Xml(format!("U+{:04X} is no character", u32::from(none))));
    }
    let parsed = Document::parse(document).map_err(|error| Refusal::Xml(error.to_string()))?;
    let shape = form.shape();
    let root = parsed.root_element();
    if !root.has_tag_name(shape.root) {
        return Err(Refusal::Unknown(root.tag_name().name().to_owned()));
    }
    let mut jobs = BTreeMap::new();
    for element in root.children().filter(Node::is_element) {
        match element.tag_name().name() {
            "job" => {
                let job = job(&shape, element, site, now)?;
                if let Some(twice) = jobs.insert(job.id.clone(), job) {
                    return Err(Refusal::Twice(twice.id));
                }
            }
            "publisher" | "publisherurl" | "lastBuildDate" if shape.root == "source" => {}
            other => return Err(Refusal::Unknown(other.to_owned())),
        }
    }
    if jobs.len() > LIMIT { Err(Refusal::Many(jobs.len())) } else { Ok(jobs) }
}

/// The texts of a job by the names of their elements, each of which stands once.
fn fields(element: Node<'_, '_>) -> Result<BTreeMap<String, String>, Refusal> {
    let mut fields = BTreeMap::new();
    for field in element.children().filter(Node::is_element) {
        let name = field.tag_name().name().to_owned();
        let text = field.descendants().filter(Node::is_text).filter_map(|it| it.text());
        if fields.insert(name.clone(), text.collect()).is_some() {
            return Err(Refusal::Unknown(format!("a second {name}")));
        }
    }
    Ok(fields)
}

fn job(shape: &Shape, element: Node<'_, '_>, site: &str, now: Timestamp) -> Result<Job, Refusal> {
    let fields = fields(element)?;
    let text = |name: &str| fields.get(name).map(String::as_str).unwrap_or_default();
    let id = shape.id.map_or_else(|| element.attribute("id").unwrap_or_default(), text);
    if id.is_empty() {
        return Err(Refusal::Missing("?".to_owned(), shape.id.unwrap_or("id")));
    }
    let id = id.to_owned();
    let empty = shape.required.iter().find(|name| text(name).trim().is_empty());
    let absent = shape.present.iter().find(|name| !fields.contains_key(**name));
    let lonely = shape
        .paired
        .iter()
        .find(|(one, other)| fields.contains_key(*one) && text(other).trim().is_empty());
    if let Some(name) = empty.or(absent).or(lonely.map(|(_, other)| other)) {
        return Err(Refusal::Missing(id, name));
    }
    let known: BTreeSet<&str> =
        [shape.required, shape.present, shape.known].concat().into_iter().chain(shape.id).collect();
    if let Some(name) = fields.keys().find(|name| !known.contains(name.as_str())) {
        return Err(Refusal::Unknown(name.clone()));
    }
    let date = dates(shape, &id, text, now)?;
    address(&id, text(shape.url), site)?;
    let description = text("description").to_owned();
    // A title is text, and a description HTML.
    if has_markup(&description) {
        return Err(Refusal::Markup(id));
    }
    if shape.shortest.is_some_and(|shortest| read_length(&description) < shortest) {
        return Err(Refusal::Short(id));
    }
    let (title, url) = (text(shape.title).to_owned(), text(shape.url).to_owned());
    Ok(Job { title, url, description, date, id })
}

/// The date of publication; all of them must be dates, and none but an end may lie ahead.
fn dates<'a>(
    shape: &Shape,
    id: &str,
    text: impl Fn(&str) -> &'a str,
    now: Timestamp,
) -> Result<Option<Timestamp>, Refusal> {
    let mut newest = None;
    let mut published = None;
    for name in shape.date.iter().chain(shape.other_dates) {
        if text(name).is_empty() {
            continue;
        }
        let wrong = || Refusal::Date(id.to_owned(), name);
        let date = shape.dates.read(text(name)).ok_or_else(wrong)?;
        if *name == "expire" {
            continue;
        }
        if date > now {
            return Err(wrong());
        }
        if Some(*name) == shape.date {
            published = Some(date);
        }
        newest = newest.max(Some(date));
    }
    let is_old = |days: i64| {
        newest.is_some_and(|newest| {
            now.duration_since(newest) >= SignedDuration::from_hours(24 * days)
        })
    };
    if shape.oldest.is_some_and(is_old) { Err(Refusal::Old(id.to_owned())) } else { Ok(published) }
}

fn address(id: &str, text: &str, site: &str) -> Result<(), Refusal> {
    let is_own = Url::parse(text).is_ok_and(|url| url.origin().ascii_serialization() == site);
    if is_own { Ok(()) } else { Err(Refusal::Url(id.to_owned(), text.to_owned())) }
}

/// What Unicode keeps free of characters for good (section 23.7); XML asks authors to avoid what it does not forbid.
const fn is_noncharacter(character: char) -> bool {
    matches!(character, '\u{fdd0}'..='\u{fdef}') || character as u32 & 0xfffe == 0xfffe
}

/// How long `html` is for a reader, in characters.
fn read_length(html: &str) -> usize {
    let length = |token| match token {
        Token::String(text) => String::from_utf8_lossy(&text).chars().count(),
        _ => 0,
    };
    Tokenizer::new(html).flatten().map(length).sum()
}

/// Whether `text` has an element that is not taken, or an attribute.
fn has_markup(text: &str) -> bool {
    Tokenizer::new(text).flatten().any(|token| match token {
        Token::StartTag(tag) => {
            !ELEMENTS.contains(&tag.name.as_slice()) || !tag.attributes.is_empty()
        }
        Token::EndTag(tag) => !ELEMENTS.contains(&tag.name.as_slice()),
        Token::Comment(_) | Token::Doctype(_) => true,
        Token::String(_) | Token::Error(_) => false,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const SITE: &str = "https://www.intowork.co";
    const JOB: &str = "<job id='1'><link>https://www.intowork.co/offres/1</link><name>Comptable</name>\
        <region>Abidjan</region><description><![CDATA[<p>Texte</p>]]></description>\
        <pubdate>01.11.2026</pubdate><updated>10.11.2026</updated><company>Baobab</company></job>";

    fn taken(jobs: &str) -> Result<BTreeMap<String, Job>, Refusal> {
        let now = "2026-11-23T09:00:00Z".parse().unwrap();
        read(Form::Jooble, &format!("<jobs>{jobs}</jobs>"), SITE, now)
    }

    fn altered(from: &str, to: &str) -> Refusal {
        assert!(JOB.contains(from), "{from}");
        taken(&JOB.replace(from, to)).unwrap_err()
    }

    #[test]
    fn a_good_job_is_taken_and_none_is_fine() {
        assert_eq!(taken(JOB).unwrap()["1"].title, "Comptable");
        assert!(taken("").unwrap().is_empty());
    }

    #[test]
    fn a_figure_without_what_it_is_for_is_refused() {
        let text = "B".repeat(100);
        let read = |pay: &str| {
            let job = format!(
                "<jobs><job><id>1</id><title>A</title><url>{SITE}/offres/1</url><description>{text}</description>\
                 <location>Abidjan</location><company>C</company><date>2026-11-23T09:00:00Z</date>{pay}</job></jobs>"
            );
            read(Form::Adzuna, &job, SITE, "2026-11-23T09:00:00Z".parse().unwrap())
        };
        let (pay, currency) =
            ("<salary_min>4</salary_min>", "<salary_currency>XOF</salary_currency>");
        let month = "<salary_frequency>month</salary_frequency>";
        assert!(read("").is_ok() && read(&[pay, currency, month].concat()).is_ok());
        assert!(matches!(read(&[pay, currency].concat()), Err(Refusal::Missing(..))));
        assert!(matches!(read(&[pay, month].concat()), Err(Refusal::Missing(..))));
    }

    #[test]
    fn a_text_is_as_long_as_its_reader_finds_it() {
        assert_eq!(read_length("<p>Missions</p><ul><li>A &amp; B</li></ul>"), 13);
    }

    #[test]
    fn whatever_is_wrong_is_refused() {
        assert!(matches!(altered("</name>", ""), Refusal::Xml(_)));
        for none in ["A\u{8}B", "A\u{fdd0}B", "A\u{ffff}B", "A\u{10fffe}B"] {
            assert!(matches!(altered("Comptable", none), Refusal::Xml(_)), "{none:?}");
        }
        assert!(matches!(taken(&[JOB, JOB].concat()), Err(Refusal::Twice(_))));
        assert!(matches!(altered("Abidjan", " "), Refusal::Missing(_, "region")));
        assert!(matches!(altered("id='1'", ""), Refusal::Missing(..)));
        assert!(matches!(altered("01.11.2026", "2026-11-01"), Refusal::Date(_, "pubdate")));
        assert!(matches!(altered("01.11.2026", "1.11.2026"), Refusal::Date(_, "pubdate")));
        assert!(matches!(altered("10.11.2026", "24.11.2026"), Refusal::Date(_, "updated")));
        let old = JOB.replace("01.11.2026", "01.09.2026").replace("10.11.2026", "09.10.2026");
        assert!(matches!(taken(&old), Err(Refusal::Old(_))));
        assert!(matches!(altered("https://www.intowork.co/", "https://x.ci/"), Refusal::Url(..)));
        assert!(matches!(altered("https://www.intowork.co/", "/"), Refusal::Url(..)));
        assert!(matches!(altered("<p>Texte</p>", "<script>x</script>"), Refusal::Markup(_)));
        assert!(matches!(altered("<p>Texte</p>", "<p onclick=x>a</p>"), Refusal::Markup(_)));
        assert!(matches!(altered("<region>", "<place/><region>"), Refusal::Unknown(_)));
        assert!(matches!(altered("</job>", "</job><title/>"), Refusal::Unknown(_)));
        let many: String =
            (0..=LIMIT).map(|id| JOB.replace("id='1'", &format!("id='{id}'"))).collect();
        assert_eq!(taken(&many), Err(Refusal::Many(1001)));
        let now = "2026-11-23T09:00:00Z".parse().unwrap();
        assert!(matches!(read(Form::Indeed, "<jobs/>", SITE, now), Err(Refusal::Unknown(_))));
    }
}
