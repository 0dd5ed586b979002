//! What ends planned posts before their time: the ATS closes or changes the job, whoever planned them leaves,
//! their connection is disconnected (S58).
//!
//! Whatever ends a plan is a row of its own first, and a plan is stored before these rows are looked at, once more
//! when it starts. So it is found whichever of the two comes first.

use std::time::Duration;

use data_encoding::HEXLOWER;
use futures::stream::{self, StreamExt};

use crate::app::App;
use crate::model::error::{Error, Result};
use crate::model::owner::ConnectionId;
use crate::model::plan::{OPEN_LIMIT, Plan, PlanKey, Reason};
use crate::model::provider::Provider;
use crate::model::report::Report;
use crate::platform::deadline::{self, RESERVE};
use crate::platform::random;
use crate::store::{DueReport, Save, insist};

/// Plans at a time.
const AT_A_TIME: usize = 8;
/// The longest that whoever disconnects waits for them; the schedule stops the rest.
const TIME_BOX: Duration = Duration::from_secs(5);
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
        Some(reason) => app.store.change_plan(key, plan.stopped(reason), None).await.map(drop),
        None => Ok(()),
    }
}

/// That the company may have `more` plans than it has.
///
/// # Errors
/// [`Error::TooManyPlans`]; [`Error::StorageUnavailable`].
pub async fn leave_room(app: &App, company_id: i64, more: usize) -> Result<()> {
    let now = app.clock.now();
    let plans = app.store.plans(company_id).await?;
    let open = plans.iter().filter(|(_, plan)| plan.is_open(now)).count();
    let is_room = open.saturating_add(more) <= OPEN_LIMIT;
    let limit = u32::try_from(OPEN_LIMIT).unwrap_or(u32::MAX);
    if is_room { Ok(()) } else { Err(Error::TooManyPlans(limit)) }
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
        if app.store.change_plan(&key, seen.stopped(reason), None).await? == Save::Saved {
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
    let own = HEXLOWER.encode(&random::bytes::<8>()?);
    app.store.note_report(&format!("own:{own}"), &report, now).await.map(Some)
}

/// Stops the plans that go by a connection that has ended, as far as there is time; how many.
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
