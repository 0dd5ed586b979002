//! The answer (B11, F30): what is online, and what is not and why.

use serde::Serialize;
use shared::app::App;
use shared::error::{Error, Result};
use shared::providers::linkedin::post_url;
use shared::warning::Warning;

use crate::publication::Posted;
use crate::target::Target;

/// `post_id` and `post_url` are those of the first success.
#[derive(Debug, Serialize)]
pub struct Answer {
    message: &'static str,
    job_id: i64,
    post_id: String,
    post_url: String,
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
}

#[derive(Debug, Serialize)]
struct Failed {
    organization_id: Option<String>,
    error: String,
    code: &'static str,
}

impl Answer {
    /// Sorts the targets' results; `warnings` are those of the text.
    ///
    /// # Errors
    /// The first target's, where none succeeded.
    pub(super) fn new(
        app: &App,
        job_id: i64,
        mut warnings: Vec<Warning>,
        results: impl Iterator<Item = (Target, Result<Posted>)>,
    ) -> Result<Self> {
        let (mut published, mut failures) = (Vec::new(), Vec::new());
        for (target, result) in results {
            let organization_id = target.organization_id().map(str::to_owned);
            match result {
                Ok(Posted { post_id, warning }) => {
                    warnings.extend(warning.filter(|warning| !warnings.contains(warning)));
                    let post_url = post_url(&app.config.endpoints, &post_id);
                    published.push(Published {
                        organization_id,
                        target: target.kind(),
                        post_id,
                        post_url,
                    });
                }
                Err(error) => failures.push((organization_id, error)),
            }
        }
        let Some(Published { post_id, post_url, .. }) = published.first().cloned() else {
            return Err(failures.into_iter().next().map_or(Error::Internal, |(_, error)| error));
        };
        let failed = |(organization_id, error): (_, Error)| Failed {
            organization_id,
            error: error.to_string(),
            code: error.code(),
        };
        let message = "Job published to LinkedIn successfully";
        let errors = failures.into_iter().map(failed).collect();
        Ok(Self { message, job_id, post_id, post_url, published, errors, warnings })
    }
}
