//! A board over time: what it fetched, what it refused, what it shows.

use std::collections::BTreeMap;
use std::io::Read;

use flate2::read::GzDecoder;
use http::header::{self, HeaderName};
use simulator_kit::clock::MovableClock;

use crate::document::{Refusal, read};
use crate::fetch::{Answer, fetch};
use crate::form::Form;
use crate::job::Job;

/// A board that was given the address of a feed.
#[derive(Debug)]
pub struct Taker {
    form: Form,
    clock: MovableClock,
    url: String,
    /// The origin that jobs' pages must have.
    site: String,
    tag: Option<String>,
    jobs: BTreeMap<String, Job>,
}

/// What came of a visit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Visit {
    /// It had all of it.
    Unchanged,
    /// These came and went, by their ids.
    Taken { opened: Vec<String>, closed: Vec<String> },
}

impl Taker {
    /// One that goes by `clock`, reads `url` in `form` and shows pages of `site`.
    pub fn new(form: Form, clock: MovableClock, url: &str, site: &str) -> Self {
        let (url, site) = (url.to_owned(), site.to_owned());
        Self { form, clock, url, site, tag: None, jobs: BTreeMap::new() }
    }

    /// What it shows now, by id.
    pub const fn jobs(&self) -> &BTreeMap<String, Job> {
        &self.jobs
    }

    /// The ids of what it shows.
    pub fn shown(&self) -> Vec<&str> {
        self.jobs.keys().map(String::as_str).collect()
    }

    /// Fetches the feed; what it shows stays as it was where that is refused.
    ///
    /// # Errors
    /// [`Refusal`].
    pub async fn visit(&mut self) -> Result<Visit, Refusal> {
        let answer = fetch(&self.url, self.form.agent(), self.tag.as_deref()).await;
        self.take(answer.ok_or(Refusal::Status(0))?)
    }

    fn take(&mut self, answer: Answer) -> Result<Visit, Refusal> {
        let text = |name: HeaderName| answer.headers.get(name).and_then(|it| it.to_str().ok());
        let tag = text(header::ETAG).ok_or(Refusal::Header("ETag"));
        match answer.status {
            304 if self.tag.is_some()
                && tag.clone()? == self.tag.as_deref().unwrap_or_default() =>
            {
                return if answer.body.is_empty() {
                    Ok(Visit::Unchanged)
                } else {
                    Err(Refusal::Tag)
                };
            }
            200 => {}
            status => return Err(Refusal::Status(status)),
        }
        let tag = tag?.to_owned();
        if self.tag.as_ref() == Some(&tag) {
            return Err(Refusal::Tag);
        }
        let kind = text(header::CONTENT_TYPE).unwrap_or_default();
        if !matches!(kind.split(';').next(), Some("application/xml" | "text/xml")) {
            return Err(Refusal::Header("Content-Type"));
        }
        let document = unpacked(text(header::CONTENT_ENCODING), &answer.body)?;
        let jobs = read(self.form, &document, &self.site, self.clock.now())?;
        let redated = jobs
            .values()
            .find(|job| self.jobs.get(&job.id).is_some_and(|known| known.date != job.date));
        if let Some(job) = redated {
            return Err(Refusal::Redated(job.id.clone()));
        }
        let beside = |one: &BTreeMap<String, Job>, other: &BTreeMap<String, Job>| {
            one.keys().filter(|id| !other.contains_key(*id)).cloned().collect()
        };
        let visit =
            Visit::Taken { opened: beside(&jobs, &self.jobs), closed: beside(&self.jobs, &jobs) };
        (self.tag, self.jobs) = (Some(tag), jobs);
        Ok(visit)
    }
}

fn unpacked(encoding: Option<&str>, body: &[u8]) -> Result<String, Refusal> {
    let mut document = String::new();
    match encoding {
        None | Some("identity") => {
            document =
                String::from_utf8(body.to_vec()).map_err(|it| Refusal::Xml(it.to_string()))?;
        }
        Some("gzip") => {
            GzDecoder::new(body).read_to_string(&mut document).map_err(|_| Refusal::Packing)?;
        }
        Some(_) => return Err(Refusal::Header("Content-Encoding")),
    }
    Ok(document)
}
