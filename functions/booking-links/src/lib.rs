//! `GET` and `POST /api/integrations/booking-links`, `DELETE /api/integrations/booking-links/{id}`: a recruiter lets a
//! candidate choose the time of an interview.
//!
//! What the ATS answers is stored then, since nobody is signed in when the candidate chooses (S58): the job, and who
//! the candidate is, sealed. The token is answered once and stored as a hash. No calendar is asked and no token of a
//! provider opened here: `bookings` does that.

mod body;
mod listing;
mod offer;

use http::Method;
use lambda_http::Request;
use serde::Serialize;
use shared::app::App;
use shared::model::booking::State;
use shared::model::error::{Error, Result, Sought};
use shared::people::audit::Audit;
use shared::people::auth::Caller;
use shared::people::employer::Employer;
use shared::platform::request::{self, Query};
use shared::platform::response::{Either, Json};
use shared::store::LinkKey;
use shared::words::Text;

use crate::body::Body;
use crate::listing::Listing;
use crate::offer::Created;

/// How often a link that others write is looked at again.
const LOOKS: usize = 5;

/// That a link was taken back.
#[derive(Debug, Serialize)]
pub struct Revoked {
    message: Text,
    id: String,
}

type Answer = Either<Json<Created>, Either<Json<Listing>, Json<Revoked>>>;

/// Makes a link (`POST`), takes one back (`DELETE`) or lists those of the caller's company.
///
/// # Errors
/// A malformed body, a candidate without an address (400); no such application, job, interviewer or link in the company
/// (404); a job that is closed, no connection, a dead grant (409); outages.
pub async fn handle(app: App, request: Request) -> Result<Answer> {
    let caller = Caller::of(&request, &app.secrets, &app.clock).await?;
    if request.method() == Method::POST {
        let offer = request::json::<Body>(&request)?.offer()?;
        return offer::create(&app, &caller, offer).await.map(Json).map(Either::Left);
    }
    if request.method() == Method::DELETE {
        let id = request::path(&request, "id").unwrap_or_default();
        let employer = caller.with_company(&app.ats).await?;
        let revoked = revoke(&app, employer, &id).await?;
        return Ok(Either::Right(Either::Right(Json(revoked))));
    }
    let application = listing::application(&Query::of(&request)?)?;
    let employer = caller.with_company(&app.ats).await?;
    let listing = Listing::of(&app, employer, application).await?;
    Ok(Either::Right(Either::Left(Json(listing))))
}

/// Taking back what is taken back, or has expired, is success. An interview that was chosen stays.
async fn revoke(app: &App, employer: Employer, id: &str) -> Result<Revoked> {
    let absent = || Error::NotFound(Sought::BookingLink);
    let key = LinkKey::parse(employer.company_id, id).ok_or_else(absent)?;
    for _ in 0..LOOKS {
        let link = app.store.link(&key).await?.ok_or_else(absent)?.link;
        let connection = link.calendar(key.company).of_any();
        let is_over = matches!(link.state, State::Revoked | State::Expired);
        if is_over || app.store.change_link(&key, link.ended(State::Revoked)).await?.is_some() {
            let user_id = employer.user_id;
            Audit { action: "revoke_booking_link", user_id, connection }.record(&Ok(()));
            return Ok(Revoked { message: Text::new("booking-revoked"), id: key.id });
        }
    }
    Err(Error::InProgress)
}
