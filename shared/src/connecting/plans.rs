//! What ends planned posts before their time: the ATS closes or changes the job, whoever planned them leaves,
//! their connection is disconnected (S58).
//!
//! Whatever ends a plan is a row of its own first, and a plan is stored before these rows are looked at, once more
//! when it starts. So it is found whichever of the two comes first.

use std::collections::BTreeSet;
use std::time::Duration;

use data_encoding::HEXLOWER;
use futures::stream::{self, StreamExt};
use jiff::Timestamp;

use crate::app::App;
use crate::model::error::{Error, Result};
use crate::model::owner::ConnectionId;
use crate::model::plan::{OPEN_LIMIT, Plan, PlanKey, Reason};
use crate::model::provider::Provider;
use crate::model::report::Report;
use crate::people::ats::{Job, JobStatus};
use crate::platform::deadline::{self, RESERVE};
use crate::platform::random;
use crate::store::{DueReport, Save, insist};

/// Plans at a time.
const AT_A_TIME: usize = 8;
/// The longest that whoever disconnects waits for them; the schedule stops the rest.
const TIME_BOX: Duration = Duration::from_secs(5);
/// How long whoever finds too many plans waits for others to give way.
const GIVING_WAY: Duration = Duration::from_millis(200);
/// How often a plan that others write is looked at again.
const LOOKS: usize = 4;

/// Why `plan` of `company_id` may not be posted, by what was reported up to now.
///
/// # Errors
/// [`Error::StorageUnavailable`].
pub async fn ended(app: &App, company_id: i64, plan: &Plan) -> Result<Option<Reason>> {
    let reports = app.store.reports(company_id, (plan.job_id, None)).await?;
    // The job is worse closed than changed, whatever came last.
    Ok(reports.iter().filter_map(|report| plan.ended_by(report)).min())
}

/// Stops the plan under `key`, which was just stored, where something has ended it meanwhile.
///
/// # Errors
/// [`Error::StorageUnavailable`].
pub async fn look_again(app: &App, key: &PlanKey) -> Result<()> {
    let Some(plan) = app.store.plan(key).await?.filter(Plan::is_untouched) else { return Ok(()) };
    match ended(app, key.company, &plan).await? {
        // Whoever was faster has looked, or will.
        Some(reason) => {
            let stopped = plan.stopped(reason, app.clock.now());
            app.store.change_plan(key, stopped, None).await.map(drop)
        }
        None => Ok(()),
    }
}

/// That the company may have one plan more than it has.
///
/// # Errors
/// [`Error::TooManyPlans`]; [`Error::StorageUnavailable`].
pub async fn leave_room(app: &App, company_id: i64) -> Result<()> {
    if open(app, company_id).await?.len() < OPEN_LIMIT { Ok(()) } else { Err(too_many()) }
}

/// That there was room for the plan under `key`, which was just stored, beside those that others have stored at the
/// same time. Where there are too many, the last ones give way at once and the others once these had time to, so
/// that what is free is taken and no more than that.
///
/// # Errors
/// [`Error::TooManyPlans`]; [`Error::StorageUnavailable`].
pub async fn keep_room(app: &App, key: &PlanKey) -> Result<()> {
    for _ in 0..LOOKS {
        let open = open(app, key.company).await?;
        if open.len() <= OPEN_LIMIT {
            return Ok(());
        }
        let is_last = open.iter().skip(OPEN_LIMIT).any(|(_, last)| last == key);
        if is_last || deadline::pause(GIVING_WAY).await.is_err() {
            break;
        }
    }
    Err(too_many())
}

/// The company's plans that count, the one that was made first at the front.
async fn open(app: &App, company_id: i64) -> Result<BTreeSet<(Timestamp, PlanKey)>> {
    let now = app.clock.now();
    let plans = app.store.plans(company_id).await?.into_iter();
    let open = plans.filter(|(_, plan)| plan.is_open(now));
    Ok(open.map(|(key, plan)| (plan.planned_at, key)).collect())
}

fn too_many() -> Error {
    Error::TooManyPlans(u32::try_from(OPEN_LIMIT).unwrap_or(u32::MAX))
}

/// Stops what `report` ends of the company's plans; how many.
///
/// # Errors
/// [`Error::StorageUnavailable`], where one may be left.
pub async fn stop(app: &App, report: &Report) -> Result<usize> {
    if report.ended().is_none() {
        return Ok(0);
    }
    let plans = app.store.plans(report.company).await?;
    let ended = plans.into_iter().filter(|(_, plan)| plan.ended_by(report).is_some());
    let stops = ended.map(|(key, plan)| stop_one(app, key, plan, report));
    let stopped: Vec<_> = stream::iter(stops).buffer_unordered(AT_A_TIME).collect().await;
    let stopped: Vec<bool> = stopped.into_iter().collect::<Result<_>>()?;
    Ok(stopped.into_iter().filter(|is_stopped| *is_stopped).count())
}

/// One that is being posted looks at what was reported itself, each time it is tried.
async fn stop_one(app: &App, key: PlanKey, plan: Plan, report: &Report) -> Result<bool> {
    let mut plan = Some(plan);
    for _ in 0..LOOKS {
        let Some(seen) = plan.filter(Plan::is_untouched) else { return Ok(false) };
        let Some(reason) = seen.ended_by(report).filter(|reason| seen.reason != Some(*reason))
        else {
            return Ok(false);
        };
        if app.store.change_plan(&key, seen.stopped(reason, app.clock.now()), None).await?
            == Save::Saved
        {
            tracing::info!(company_id = key.company, reason = reason.name(), "a plan was stopped");
            return Ok(true);
        }
        plan = app.store.plan(&key).await?;
    }
    Ok(false)
}

/// Notes that the connection `id` ends, before it does: whatever breaks off afterwards, no plan goes by the next
/// one. `None` where nothing is planned with its provider.
///
/// # Errors
/// [`Error::StorageUnavailable`].
pub async fn note_end(app: &App, id: ConnectionId) -> Result<Option<DueReport>> {
    if id.provider != Provider::LinkedIn {
        return Ok(None);
    }
    let now = app.clock.now();
    let report = Report::connection_ended(id.company, id.owner, now);
    app.store.note_report(&own_id()?, &report, now).await.map(Some)
}

/// Stops what is planned of `job`, as the ATS has answered it when it was asked at `asked_at`: for good where it has
/// ended; until a person has looked at it where it is a draft again, since it may be published in time, with another
/// text. What a status that we don't know means, nobody knows: it stops nothing, and the ATS reports what ends a job.
///
/// Whoever asked learns what the ATS said anyway: a failure of ours is logged, and left to the schedule where it could
/// be noted.
pub async fn follow(app: &App, job: &Job, asked_at: Timestamp) {
    let report = match job.status {
        JobStatus::Published | JobStatus::Unknown => return,
        JobStatus::Draft => Report::job_updated(job.company_id, job.id, asked_at),
        JobStatus::Ended => Report::job_closed(job.company_id, job.id, asked_at),
    };
    if let Err(error) = note_and_stop(app, &report).await {
        let (company_id, code) = (report.company, error.code());
        tracing::warn!(company_id, code, "the plans of a job are not stopped");
    }
}

/// Nothing is noted where nothing is planned.
async fn note_and_stop(app: &App, report: &Report) -> Result<()> {
    let plans = app.store.plans(report.company).await?;
    let is_meant = |plan: &Plan| plan.is_untouched() && plan.ended_by(report).is_some();
    if plans.iter().any(|(_, plan)| is_meant(plan)) {
        let noted = app.store.note_report(&own_id()?, report, app.clock.now()).await?;
        stop_noted(app, &noted).await;
    }
    Ok(())
}

/// A name for a report of our own.
fn own_id() -> Result<String> {
    Ok(format!("own:{}", HEXLOWER.encode(&random::bytes::<8>()?)))
}

/// Stops the plans that what was `noted` ends, as far as there is time; how many.
pub async fn stop_noted(app: &App, noted: &DueReport) -> usize {
    let stopping = async {
        let stopped = stop(app, &noted.report).await?;
        insist(|| app.store.settle_report(noted)).await?;
        Ok::<_, Error>(stopped)
    };
    match deadline::limit(TIME_BOX, RESERVE, stopping).await {
        Ok(Ok(stopped)) => stopped,
        Ok(Err(_)) | Err(_) => {
            tracing::warn!(company_id = noted.report.company, "plans are left to the schedule");
            0
        }
    }
}
