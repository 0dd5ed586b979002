//! What is done about adverts while nobody is signed in: people are reminded of what they have to do at a board. No
//! board is asked for anything.

use jiff::Timestamp;

use crate::app::App;
use crate::model::advert::{Advert, State};
use crate::model::error::{Error, Result};
use crate::model::report::{Kind, Report};
use crate::store::{AdvertKey, Save};

/// Looks at the advert under `key`, which was due: notes what people are to be reminded of, and when it is looked at
/// again. Where somebody changes it meanwhile, theirs stands and tells when it is due.
///
/// # Errors
/// [`Error::StorageUnavailable`].
pub async fn look(app: &App, key: AdvertKey) -> Result<()> {
    let now = app.clock.now();
    let advert = match app.store.advert(key).await {
        Ok(Some(advert)) => advert,
        Ok(None) => return Ok(()),
        Err(Error::Internal) => return app.store.rest_advert(key).await,
        Err(error) => return Err(error),
    };
    let is_offered = is_offered(app, key, now).await?;
    let next = advert.looked_at(is_offered, now);
    let due = next.due_at(is_offered, now);
    let saved = app.store.save_advert(key.company, (&next, Some(advert.version)), due).await?;
    let (company_id, job_id) = (key.company, key.job_id);
    let is_new = saved == Save::Saved && next.reminder != advert.reminder;
    let reminder = next.reminder.filter(|_| is_new);
    if let Some(reminder) = reminder {
        tracing::info!(company_id, job_id, board = key.board.key(), reminder = reminder.name());
    }
    Ok(())
}

/// Whether the job is on the boards still. One that can't be read may be: nobody is told to take it off.
async fn is_offered(app: &App, key: AdvertKey, now: Timestamp) -> Result<bool> {
    match app.store.offer(key.company, key.job_id).await {
        Ok(offer) => Ok(offer.is_some_and(|offer| offer.is_live(now))),
        Err(Error::Internal) => Ok(true),
        Err(error) => Err(error),
    }
}

/// Does what follows from `report`: what stands at a board of a closed job is looked at at once, and of a company
/// that is gone nothing is kept.
///
/// # Errors
/// [`Error::StorageUnavailable`].
pub async fn follow(app: &App, report: &Report) -> Result<()> {
    match (report.kind, report.job_id) {
        (Kind::JobClosed, Some(job_id)) => look_soon(app, report.company, job_id).await,
        (Kind::CompanyDeleted, _) => app.store.delete_adverts(report.company).await,
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

async fn look_soon(app: &App, company: i64, job_id: i64) -> Result<()> {
    let adverts = app.store.adverts_of(company, job_id).await?;
    let standing = |advert: &&Advert| advert.state == State::Posted;
    for advert in adverts.iter().filter(standing) {
        look(app, AdvertKey { company, job_id, board: advert.board }).await?;
    }
    Ok(())
}
