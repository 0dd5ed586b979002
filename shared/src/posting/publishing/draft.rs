//! What a job's post says, by what the ATS says of the job now and what the company chose.

use jiff::Timestamp;

use super::Texts;
use crate::app::App;
use crate::connecting::plans;
use crate::model::error::{Error, Result};
use crate::model::organization::Organization;
use crate::model::preferences::Preferences;
use crate::people::ats::Job;
use crate::people::auth::Caller;
use crate::people::employer::Employer;
use crate::posting::card::Card;
use crate::posting::commentary::{Manner, OwnTemplate, Template, apply_link};

/// What a company chose for its posts.
#[derive(Debug)]
pub struct Settings {
    template: Option<OwnTemplate>,
    /// Its choices.
    pub preferences: Preferences,
}

/// A post as it would be made now.
#[derive(Debug)]
pub struct Draft {
    /// On pages and on profiles.
    pub texts: Texts,
    /// Below the text.
    pub card: Card,
}

impl Settings {
    /// Those of `company_id`.
    ///
    /// # Errors
    /// [`Error::StorageUnavailable`].
    pub async fn of_company(app: &App, company_id: i64) -> Result<Self> {
        let (template, preferences) = tokio::try_join!(
            Template::of_company(app, company_id),
            app.store.preferences(company_id)
        )?;
        Ok(Self { template, preferences })
    }
}

impl Draft {
    /// The post of `job` with `message` for its text, where there is one; `pages` are those that the company can post
    /// for.
    pub fn of(
        app: &App,
        job: &Job,
        settings: &Settings,
        message: Option<&str>,
        pages: &[Organization],
    ) -> Self {
        let manner = Manner {
            template: settings.template.as_ref().map(Result::as_ref),
            custom_message: message,
            language: settings.preferences.language,
            mention: None,
        };
        let apply_url = apply_link(job, &app.config);
        Self { texts: Texts::of(job, manner, &apply_url, pages), card: Card::of(job, &apply_url) }
    }
}

/// The caller with their company, and its published job `job_id`; both questions leave at once.
///
/// # Errors
/// Those of the caller; [`Error::NotFound`]; [`Error::JobNotPublished`]; outages of the ATS.
pub async fn own_job(app: &App, caller: &Caller, job_id: i64) -> Result<(Employer, Job)> {
    let asked_at = app.clock.now();
    let (employer, job) = tokio::join!(caller.with_company(&app.ats), app.ats.job(caller, job_id));
    let employer = employer?;
    Ok((employer, offered(app, (job?, asked_at), employer.company_id).await?))
}

/// `job`, as the ATS, asked at `asked_at`, has answered it, where it is one of `company_id` and published. What is
/// planned of one that is not follows what the ATS says: nobody has to report what we know.
///
/// # Errors
/// [`Error::NotFound`]; [`Error::JobNotPublished`].
pub async fn offered(app: &App, (job, asked_at): (Job, Timestamp), company_id: i64) -> Result<Job> {
    let job = job.of_company(company_id)?;
    if job.status.is_published() {
        return Ok(job);
    }
    plans::follow(app, &job, asked_at).await;
    Err(Error::JobNotPublished)
}
