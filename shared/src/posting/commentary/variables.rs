//! What a template can say about a job.

use super::hashtags::{hashtags, place};
use super::standard::Language;
use crate::model::text::{flattened, line, lines};
use crate::people::ats::Job;
use crate::providers::linkedin::little_text::shorten;

/// The longest title, company or location that is repeated, in units of the text sent.
pub(super) const FIELD_LIMIT: usize = 200;
/// The most that is read of a description, in characters: nothing beyond can be posted.
const READ_LIMIT: usize = 4000;

/// The variables of a template.
pub const NAMES: [&str; 8] =
    ["title", "company", "location", "job_type", "description", "skills", "hashtags", "apply_url"];

/// A job's variables: plain text without control characters; empty where the job says nothing.
#[derive(Clone, Debug)]
pub(super) struct Variables {
    pub(super) title: String,
    pub(super) company: String,
    pub(super) location: String,
    pub(super) job_type: String,
    pub(super) description: String,
    pub(super) skills: String,
    pub(super) hashtags: String,
    pub(super) apply_url: String,
}

/// Where candidates apply.
pub fn apply_link(job: &Job, frontend_url: &str) -> String {
    format!("{frontend_url}/offres/{}", job.id)
}

impl Variables {
    pub(super) fn of(job: &Job, language: Language, frontend_url: &str) -> Self {
        let field = |text: &str| shorten(&one_line(text), FIELD_LIMIT);
        let location = job.location.as_deref().map(field).unwrap_or_default();
        let job_type = job.job_type.as_deref().and_then(|kind| language.job_type(kind));
        let skills: Vec<_> = job.skills.iter().map(|skill| one_line(skill)).collect();
        let skills: Vec<_> = skills.into_iter().filter(|skill| !skill.is_empty()).collect();
        let phrases = language.tags().into_iter().chain(job_type).chain([place(&location)]);
        Self {
            hashtags: hashtags(phrases.chain(skills.iter().map(String::as_str))),
            title: field(&job.title),
            company: shorten(&company(job, language), FIELD_LIMIT),
            job_type: job_type.unwrap_or_default().to_owned(),
            description: bounded(&described(job)),
            skills: field(&skills.join(", ")),
            apply_url: apply_link(job, frontend_url),
            location,
        }
    }

    /// The value of the variable `name`; `None` for one that does not exist.
    pub(super) fn get(&self, name: &str) -> Option<&str> {
        let value = match name {
            "title" => &self.title,
            "company" => &self.company,
            "location" => &self.location,
            "job_type" => &self.job_type,
            "description" => &self.description,
            "skills" => &self.skills,
            "hashtags" => &self.hashtags,
            "apply_url" => &self.apply_url,
            _ => return None,
        };
        Some(value)
    }

    /// Puts a message in the description's place.
    pub(super) fn set_description(&mut self, message: &str) {
        self.description = bounded(message);
    }

    /// The same with a changed description.
    pub(super) fn with_description(&self, change: impl Fn(&str) -> String) -> Self {
        Self { description: change(&self.description), ..self.clone() }
    }
}

/// The offer's text, cleaned; the requirements stand in for a missing description.
pub fn described(job: &Job) -> String {
    let texts = [job.description.as_deref(), job.requirements.as_deref()].into_iter().flatten();
    texts.map(|text| lines(&flattened(text))).find(|text| !text.is_empty()).unwrap_or_default()
}

/// The title in one line; the company's name where nothing can be seen of it.
pub fn titled(job: &Job) -> String {
    let title = one_line(&job.title);
    if title.is_empty() { company(job, Language::of(job)) } else { title }
}

fn company(job: &Job, language: Language) -> String {
    let name = job.company_name.as_deref().map(one_line).filter(|name| !name.is_empty());
    name.unwrap_or_else(|| language.company().to_owned())
}

/// What the ATS keeps in one line, as text.
fn one_line(text: &str) -> String {
    line(&flattened(text))
}

/// What of a long text can matter.
fn bounded(text: &str) -> String {
    lines(text).chars().take(READ_LIMIT).collect()
}
