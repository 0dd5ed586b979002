//! Where a company's notes go, and which: three routes of one resource.
//!
//! - `GET /api/integrations/slack/channels?cursor=`: the channels to choose from, and what each note looks like.
//! - `PUT /api/integrations/slack/notifications`: chooses a channel and kinds.
//! - `POST /api/integrations/slack/test`: posts a note into the chosen channel.

mod choosing;
mod listing;
mod testing;

use http::Method;
use lambda_http::Request;
use serde::Serialize;
use shared::app::App;
use shared::model::error::Result;
use shared::people::auth::Caller;
use shared::platform::request;
use shared::platform::response::Json;

/// What is answered, by route.
#[derive(Debug, Serialize)]
#[serde(untagged)]
pub enum Answer {
    Listing(listing::Answer),
    Choice(choosing::Answer),
    Test(testing::Answer),
}

/// Lists channels, chooses one, or posts a test.
///
/// # Errors
/// A malformed body or cursor (400); no connection, no channel, one that takes nothing (409); no such channel
/// (404); Slack's refusals; those of the caller, and outages.
pub async fn handle(app: App, request: Request) -> Result<Json<Answer>> {
    let caller = Caller::of(&request, &app.secrets, &app.clock).await?;
    let answer = match *request.method() {
        Method::PUT => {
            let body = request::json(&request)?;
            let employer = caller.with_company(&app.ats).await?;
            Answer::Choice(choosing::choose(&app, &caller, employer, body).await?)
        }
        Method::POST => {
            let employer = caller.with_company(&app.ats).await?;
            Answer::Test(testing::test(&app, employer).await?)
        }
        _ => {
            let cursor = listing::cursor(&request)?;
            let employer = caller.with_company(&app.ats).await?;
            Answer::Listing(listing::list(&app, employer, cursor).await?)
        }
    };
    Ok(Json(answer))
}
