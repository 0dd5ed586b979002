//! The answer (B11, F30): what is online, and what is not and why.

use jiff::Timestamp;
use serde::Serialize;
use shared::model::error::{Error, Result};
use shared::model::publication::Online;
use shared::model::warning::Warning;
use shared::platform::endpoints::Endpoints;
use shared::posting::publishing::{Posted, Target};
use shared::providers::linkedin::post_url;
use shared::words::Text;

const PUBLISHED: Text = Text::new("job-published");
const ALREADY_PUBLISHED: Text = Text::new("job-already-published");

/// `post_id` and `post_url` are those of the first success, and nothing new was
/// posted where `already_published` (B21).
#[derive(Debug, Serialize)]
pub struct Answer {
    message: Text,
    job_id: i64,
    post_id: String,
    post_url: String,
    already_published: bool,
    published: Vec<Published>,
    errors: Vec<Failed>,
    warnings: Vec<Warning>,
}

#[derive(Clone, Debug, Serialize)]
struct Published {
    organization_id: Option<String>,
    target: &'static str,
    post_id: String,
    post_url: String,
    already_published: bool,
    published_at: Option<Timestamp>,
}

/// A place where nothing is published, and why.
#[derive(Debug, Serialize)]
pub(crate) struct Failed {
    organization_id: Option<String>,
    error: Text,
    code: &'static str,
}

impl Failed {
    /// Not at `organization_id`, a page or `None` for the profile, because of `error`.
    pub(super) fn new((organization_id, error): (Option<String>, Error)) -> Self {
        Self { organization_id, error: error.text(), code: error.code() }
    }
}

/// The targets' results, sorted.
pub(super) struct Report<'a> {
    endpoints: &'a Endpoints,
    published: Vec<Published>,
    failures: Vec<(Option<String>, Error)>,
    warnings: Vec<Warning>,
}

impl<'a> Report<'a> {
    /// Begins with the `warnings` of the text and the targets that were `impossible` from the start.
    pub(super) const fn new(
        endpoints: &'a Endpoints,
        warnings: Vec<Warning>,
        impossible: Vec<(Option<String>, Error)>,
    ) -> Self {
        Self { endpoints, published: Vec::new(), failures: impossible, warnings }
    }

    /// Adds what became of one target.
    pub(super) fn add(&mut self, target: &Target, result: Result<Posted>) {
        let organization_id = target.organization_id().map(str::to_owned);
        let Posted { online, warning, .. } = match result {
            Ok(posted) => posted,
            Err(error) => return self.failures.push((organization_id, error)),
        };
        let Online { post_id, published_at, is_repeated: already_published } = online;
        self.warn(warning);
        let post_url = post_url(self.endpoints, &post_id);
        self.published.push(Published {
            organization_id,
            target: target.kind(),
            post_id,
            post_url,
            already_published,
            published_at,
        });
    }

    /// Adds a warning, once.
    pub(super) fn warn(&mut self, warning: Option<Warning>) {
        self.warnings.extend(warning.filter(|warning| !self.warnings.contains(warning)));
    }

    /// The answer for the job `job_id`.
    ///
    /// # Errors
    /// The first failure, where none succeeded.
    pub(super) fn answer(self, job_id: i64) -> Result<Answer> {
        let Self { published, failures, warnings, .. } = self;
        let already_published = published.iter().all(|post| post.already_published);
        let Some(Published { post_id, post_url, .. }) = published.first().cloned() else {
            return Err(failures.into_iter().next().map_or(Error::Internal, |(_, error)| error));
        };
        let message = if already_published { ALREADY_PUBLISHED } else { PUBLISHED };
        let errors = failures.into_iter().map(Failed::new).collect();
        Ok(Answer {
            message,
            job_id,
            post_id,
            post_url,
            already_published,
            published,
            errors,
            warnings,
        })
    }
}
