//! `GET`, `POST` and `DELETE /api/integrations/bookings/{token}`: a candidate looks at the times that a link offers,
//! chooses or moves an interview, and cancels it.
//!
//! Nobody is signed in: whoever has the token may do this and learns what the [`view`] says, nothing else. The
//! interview is made by the ledger of `create-event`, in the name of whoever offered it (S58). Looking changes
//! nothing and tells nobody, since mail scanners open links; a calendar is asked once a minute at most.

mod calendar_file;
mod cancelling;
mod choosing;
mod failed;
mod making;
mod offered;
mod refusal;
mod turn;
mod view;
mod visit;

use http::{Method, header};
use lambda_http::Request;
use shared::app::App;
use shared::model::error::Result;
use shared::platform::request::{self, Query};
use shared::platform::response::{Either, Json};

use crate::calendar_file::CalendarFile;
use crate::choosing::Body;
use crate::view::View;
use crate::visit::Visit;

/// Answers what the link offers, after doing what is asked for; to who accepts `text/calendar` a file of the
/// interview.
///
/// # Errors
/// A malformed body, a time that was never offered (400); no such link (404); a time that is taken, a link that only
/// a person can help with, an interview that is about to begin (409); outages (503).
pub async fn handle(app: App, request: Request) -> Result<Either<Json<View>, CalendarFile>> {
    act(&app, &request).await.map_err(refusal::told)
}

async fn act(app: &App, request: &Request) -> Result<Either<Json<View>, CalendarFile>> {
    let token = request::path(request, "token").unwrap_or_default();
    if request.method() == Method::POST {
        let body: Body = request::json(request)?;
        let visit = Visit::find(app, &token, body.timezone()).await?;
        return Box::pin(choosing::choose(visit, &body)).await.map(Json).map(Either::Left);
    }
    let query = Query::of(request)?;
    let visit = Visit::find(app, &token, query.one("timezone")?).await?;
    if request.method() == Method::DELETE {
        return Box::pin(cancelling::cancel(visit)).await.map(Json).map(Either::Left);
    }
    visit::check(query.one("timezone")?)?;
    if accepts_calendar(request) {
        return CalendarFile::of(&visit).await.map(Either::Right);
    }
    visit.view().await.map(Json).map(Either::Left)
}

fn accepts_calendar(request: &Request) -> bool {
    let accept = request.headers().get(header::ACCEPT).and_then(|value| value.to_str().ok());
    accept.is_some_and(|accept| accept.trim_start().starts_with("text/calendar"))
}
