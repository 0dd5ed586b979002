//! `GET /api/integrations/{provider}/callback`: the redirection endpoint (RFC 6749, section 3.1.2).
//!
//! It is visited twice. First by the browser, sent here by the provider without our JWT: nothing is
//! read, exchanged or written, and the browser is passed on to the frontend ([`bounce`]). Then by
//! the frontend with the JWT of the person in front of it: only then is the code exchanged
//! ([`complete`]). A consent URL smuggled to a victim therefore connects nothing (RFC 9700, section 4.7).

mod account;
mod bounce;
mod complete;
mod connecting;
mod exchange;
mod give_back;
mod limit;
mod saving;
mod settling;
mod standing;

use lambda_http::Request;
use shared::app::App;
use shared::model::error::Result;
use shared::platform::request;
use shared::platform::response::{Either, Json, Redirect};

/// Passes a browser on, or completes the authorization of the caller.
///
/// # Errors
/// Never without an `Authorization` header: the browser is always sent to the frontend, with
/// `error=…` where needed. With one, see [`complete`].
pub async fn handle(
    app: App,
    request: Request,
) -> Result<Either<Redirect, Json<complete::Answer>>> {
    if request.headers().contains_key(http::header::AUTHORIZATION) {
        return complete::complete(&app, &request).await.map(|answer| Either::Right(Json(answer)));
    }
    let provider = request::provider(&request)?;
    Ok(Either::Left(bounce::bounce(&app.config.frontend_url, provider, &request)))
}
