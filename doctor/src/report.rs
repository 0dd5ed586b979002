//! What was found, what was not seen, and what is as somebody chose.

use std::fmt;
use std::process::ExitCode;

use serde::Serialize;
use serde_json::{Value, json};
use shared::model::provider::Provider;
use thiserror::Error;

use crate::finding::Finding;

/// All that there is to tell.
#[derive(Debug, Default)]
pub struct Report {
    /// What is wrong.
    pub findings: Vec<Finding>,
    /// What is wrong and may be, in this environment.
    pub allowed: Vec<Finding>,
    /// What could not be looked at, and why.
    pub unseen: Vec<Unseen>,
    /// What was not looked at, or is left out, by choice.
    pub notes: Vec<Note>,
}

/// Something that could not be looked at.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Error)]
#[error("{what}: {why}")]
pub struct Unseen {
    pub what: String,
    pub why: String,
}

/// What is as somebody chose.
#[derive(Clone, Debug, PartialEq, Eq, Error, Serialize)]
#[serde(tag = "code", rename_all = "snake_case")]
pub enum Note {
    #[error("without --token: whether the API knows the ATS's key, and what the ATS tells of jobs")]
    WithoutToken,
    #[error("without --alarm-topic: whether anybody is told of alarms")]
    WithoutAlarmTopic,
    #[error("{provider} is not configured")]
    NotConfigured { provider: Provider },
    #[error("PUBLIC_URL is empty: no hooks and no feeds")]
    NoPublicUrl,
    #[error("ATS_WEBHOOK_URL is empty: the ATS is told of nothing")]
    NoEvents,
    #[error("JOB_IMAGE_HOSTS is empty: posts have no pictures")]
    NoPictures,
    #[error("JWT_SECRET_PREVIOUS is still accepted: empty it a day after the rotation")]
    PreviousKeyAccepted,
    #[error("--allow {allowed}: nothing of that code was found")]
    AllowedInVain { allowed: String },
}

impl Report {
    pub(crate) fn find(&mut self, finding: Finding) {
        self.findings.push(finding);
    }

    pub(crate) fn miss(&mut self, what: impl Into<String>, why: impl fmt::Display) {
        self.unseen.push(Unseen { what: what.into(), why: why.to_string() });
    }

    pub(crate) fn note(&mut self, note: Note) {
        self.notes.push(note);
    }

    /// The same, where findings of these codes may be. A code of which none was found is noted, be it a misspelt one.
    #[must_use]
    pub fn allowing(mut self, codes: &[String]) -> Self {
        for code in codes.iter().filter(|code| !code.is_empty()) {
            if !self.findings.iter().any(|finding| finding.code() == *code) {
                self.note(Note::AllowedInVain { allowed: code.clone() });
            }
        }
        let is_allowed = |finding: &Finding| codes.contains(&finding.code());
        (self.allowed, self.findings) = self.findings.into_iter().partition(is_allowed);
        self
    }

    /// 0 where all is well, 1 where something was found, 2 where something could not be seen and nothing else was
    /// found.
    pub fn exit_code(&self) -> ExitCode {
        match (self.findings.as_slice(), self.unseen.as_slice()) {
            ([], []) => ExitCode::SUCCESS,
            ([], _) => ExitCode::from(2),
            _ => ExitCode::FAILURE,
        }
    }

    /// One object: `findings` and `allowed` with `code`, `what`, `do` and what they are about, `unseen`, `notes`.
    pub fn to_json(&self) -> Value {
        let findings = |all: &[Finding]| {
            let finding = |it: &Finding| {
                told(json!(it), [("what", it.to_string()), ("do", it.advice().into())])
            };
            all.iter().map(finding).collect::<Vec<_>>()
        };
        let notes = self.notes.iter().map(|note| told(json!(note), [("what", note.to_string())]));
        json!({
            "findings": findings(&self.findings),
            "allowed": findings(&self.allowed),
            "unseen": self.unseen,
            "notes": notes.collect::<Vec<_>>(),
        })
    }
}

fn told<const N: usize>(mut object: Value, more: [(&str, String); N]) -> Value {
    if let Some(members) = object.as_object_mut() {
        members.extend(more.map(|(name, text)| (name.to_owned(), text.into())));
    }
    object
}

/// A line each for what was seen and for what to do.
impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for finding in &self.findings {
            writeln!(f, "FOUND   {finding}\n        {}", finding.advice())?;
        }
        for allowed in &self.allowed {
            writeln!(f, "allowed {allowed}")?;
        }
        for unseen in &self.unseen {
            writeln!(f, "UNSEEN  {unseen}")?;
        }
        for note in &self.notes {
            writeln!(f, "note    {note}")?;
        }
        let Self { findings, unseen, .. } = self;
        match (findings.len(), unseen.len()) {
            (0, 0) => write!(f, "Nothing was found."),
            (found, 0) => write!(f, "{found} found."),
            (found, unseen) => write!(f, "{found} found, {unseen} could not be looked at."),
        }
    }
}
