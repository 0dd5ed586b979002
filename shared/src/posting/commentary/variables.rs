//! What a template can say about a job.

use icu_normalizer::ComposingNormalizerBorrowed;

use super::description::{bounded, described, opened, sections};
use super::hashtags::{hashtags, trade};
use super::headline::{headline, place, says};
use super::place::{is_nowhere, town};
use super::salary::salary;
use super::wording::{self, WorkMode};
use crate::model::language::Language;
use crate::model::text::{flattened, line, lines};
use crate::people::ats::Job;
use crate::providers::linkedin::little_text::{encode, length, shorten};

/// The longest title, company or location that is repeated, in units of the text sent.
pub(super) const FIELD_LIMIT: usize = 200;
/// The longest parts beside the description that are read, in characters.
const SECTIONS_LIMIT: usize = 4000;

/// The variables of a template.
pub const NAMES: [&str; 12] = [
    "title",
    "company",
    "location",
    "work_mode",
    "job_type",
    "salary",
    "headline",
    "description",
    "sections",
    "skills",
    "hashtags",
    "apply_url",
];

/// A job's variables: plain text without control characters; empty where the job says nothing.
#[derive(Clone, Debug)]
pub(super) struct Variables {
    /// What our own words are written in.
    pub(super) language: Language,
    pub(super) title: String,
    pub(super) company: String,
    pub(super) location: String,
    /// The location, where it says more than the headline.
    pub(super) address: String,
    pub(super) work_mode: String,
    pub(super) job_type: String,
    pub(super) salary: String,
    pub(super) headline: String,
    pub(super) description: String,
    pub(super) sections: String,
    pub(super) skills: String,
    pub(super) hashtags: String,
    pub(super) apply_url: String,
}

impl Variables {
    /// Those of `job`, in `language`; candidates apply at `apply_url`.
    pub(super) fn of(job: &Job, language: Language, apply_url: String) -> Self {
        let field = |text: &str| shorten(&one_line(text), FIELD_LIMIT);
        let title = field(&job.title);
        let location =
            job.location.as_deref().map(|text| field(&addressed(text))).unwrap_or_default();
        let job_type = job.job_type.as_deref().and_then(|kind| wording::job_type(language, kind));
        let work_mode = job.location_type.as_deref().and_then(WorkMode::of);
        let salary = salary(job, language).unwrap_or_default();
        let skills: Vec<_> = job.skills.iter().map(|skill| one_line(skill)).collect();
        let skills: Vec<_> = skills.into_iter().filter(|skill| !skill.is_empty()).collect();
        let company = shorten(&company_or_us(job, language), FIELD_LIMIT);
        let place = place(job, &title, &location, language);
        let described = described(job);
        let address = if says(&place, &location) || is_nowhere(&location) { "" } else { &location };
        Self {
            headline: headline(&title, &place, job_type.unwrap_or_default(), &salary),
            hashtags: tags(job, &title, &company, &skills, job_type, language),
            description: bounded(&opened(&described, &title, &company)),
            sections: sections(job, &described, language).chars().take(SECTIONS_LIMIT).collect(),
            skills: field(&skills.join(", ")),
            job_type: job_type.unwrap_or_default().to_owned(),
            work_mode: work_mode.map(|mode| mode.named(language)).unwrap_or_default().to_owned(),
            address: address.to_owned(),
            language,
            title,
            company,
            location,
            salary,
            apply_url,
        }
    }

    /// The value of the variable `name`; `None` for one that does not exist.
    pub(super) fn get(&self, name: &str) -> Option<&str> {
        let value = match name {
            "title" => &self.title,
            "company" => &self.company,
            "location" => &self.location,
            "work_mode" => &self.work_mode,
            "job_type" => &self.job_type,
            "salary" => &self.salary,
            "headline" => &self.headline,
            "description" => &self.description,
            "sections" => &self.sections,
            "skills" => &self.skills,
            "hashtags" => &self.hashtags,
            "apply_url" => &self.apply_url,
            _ => return None,
        };
        Some(value)
    }

    /// Puts a message in the description's place; nothing else of the offer gives way for it.
    pub(super) fn set_message(&mut self, message: &str) {
        self.description = bounded(message);
        self.sections = String::new();
    }

    /// The same with at most `room` units of description, and of what is left of them of the other parts.
    pub(super) fn within(&self, room: usize) -> Self {
        let description = shorten(&self.description, room);
        let left = room.saturating_sub(length(&encode(&self.description)));
        let is_whole = description == self.description;
        let sections = if is_whole { shorten(&self.sections, left) } else { String::new() };
        Self { description, sections, ..self.clone() }
    }
}

/// The title in one line; `None` where nothing can be seen of it.
pub fn title(job: &Job) -> Option<String> {
    Some(one_line(&job.title)).filter(|title| !title.is_empty())
}

/// The title in one line; the company's name where nothing can be seen of it.
pub fn titled(job: &Job) -> String {
    title(job).unwrap_or_else(|| company_or_us(job, super::language(job, None)))
}

fn tags(
    job: &Job,
    title: &str,
    company: &str,
    skills: &[String],
    job_type: Option<&str>,
    language: Language,
) -> String {
    let town = job.location.as_deref().and_then(|location| town(&addressed(location)));
    let trade = trade(title);
    let skills = skills.iter().map(String::as_str);
    let own = [trade.as_str()].into_iter().chain(skills).chain(job_type);
    hashtags(town.as_deref(), own, [company, wording::hiring(language)].into_iter())
}

/// The company's name in one line; `None` where nothing can be seen of it.
pub fn company(job: &Job) -> Option<String> {
    job.company_name.as_deref().map(one_line).filter(|name| !name.is_empty())
}

fn company_or_us(job: &Job, language: Language) -> String {
    company(job).unwrap_or_else(|| wording::company(language).to_owned())
}

/// An address in one line, its letters composed (UAX #15).
pub(super) fn addressed(location: &str) -> String {
    let lines = lines(&flattened(location)).replace('\n', ", ");
    ComposingNormalizerBorrowed::new_nfc().normalize(&line(&lines)).into_owned()
}

/// What the ATS keeps in one line, as text.
fn one_line(text: &str) -> String {
    line(&flattened(text))
}
