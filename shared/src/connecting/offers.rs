//! What leaves the job boards by what the ATS reports: an offer whose job is closed, all of a company that is gone.
//!
//! A report is kept before the offer is taken off, and an offer is stored before the reports are looked at: it is
//! found whichever of the two comes first.

use crate::app::App;
use crate::model::error::Result;
use crate::model::offer::Offer;
use crate::model::report::{Kind, Report};
use crate::store::Removal;

/// Takes off the boards what `report` ends. What was put there after it happened is offered anew, and stays.
///
/// # Errors
/// [`crate::model::error::Error::StorageUnavailable`].
pub async fn leave(app: &App, report: &Report) -> Result<()> {
    let (company_id, now) = (report.company, app.clock.now());
    match (report.kind, report.job_id) {
        (Kind::JobClosed, Some(job_id)) => {
            let removal = Removal::PutBefore(report.happened_at);
            let is_gone = app.store.remove_offer(company_id, job_id, removal, now).await?;
            tracing::info!(company_id, job_id, is_gone, "a closed job has left the boards");
            Ok(())
        }
        (Kind::CompanyDeleted, _) => app.store.close_feed(company_id).await,
        (
            Kind::JobClosed
            | Kind::JobUpdated
            | Kind::ApplicationWithdrawn
            | Kind::ApplicationDeleted
            | Kind::EmployerLeft
            | Kind::EmployerDeactivated
            | Kind::ConnectionEnded,
            _,
        ) => Ok(()),
    }
}

/// Does what follows from `report` once takers can't read it any more: of a company that is gone nothing is kept.
///
/// # Errors
/// [`crate::model::error::Error::StorageUnavailable`].
pub async fn follow(app: &App, report: &Report) -> Result<()> {
    leave(app, report).await?;
    match report.kind {
        Kind::CompanyDeleted => app.store.delete_offers(report.company).await,
        Kind::JobClosed
        | Kind::JobUpdated
        | Kind::ApplicationWithdrawn
        | Kind::ApplicationDeleted
        | Kind::EmployerLeft
        | Kind::EmployerDeactivated
        | Kind::ConnectionEnded => Ok(()),
    }
}

/// Whether `offer`, which was just stored, has ended since the ATS was asked for it, by what was reported up to now;
/// then what follows from that is done. Reports are stored by seconds, so what happened in the second of the question
/// may have happened after it.
///
/// # Errors
/// [`crate::model::error::Error::StorageUnavailable`].
pub async fn has_ended(app: &App, company_id: i64, offer: &Offer) -> Result<bool> {
    let mut reports = app.store.reports(company_id, (offer.job_id, None)).await?;
    reports.retain(|report| {
        let ends = matches!(report.kind, Kind::JobClosed | Kind::CompanyDeleted);
        ends && report.happened_at.as_second() >= offer.put_at.as_second()
    });
    for report in &reports {
        follow(app, report).await?;
    }
    Ok(!reports.is_empty())
}
