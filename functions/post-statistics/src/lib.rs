//! `GET /api/integrations/linkedin/posts/{post_id}/statistics`: how readers react to a post now.

use lambda_http::Request;
use serde::Serialize;
use shared::app::App;
use shared::model::error::{Error, Result, Sought};
use shared::model::publication::Publication;
use shared::people::auth::Caller;
use shared::people::employer::Employer;
use shared::platform::request;
use shared::platform::response::Json;
use shared::posting::session::Session;
use shared::posting::statistics::{self, Statistics};

/// The post's figures.
#[derive(Debug, Serialize)]
pub struct Answer {
    post_id: String,
    #[serde(flatten)]
    statistics: Statistics,
}

/// Answers the figures LinkedIn tells this connection; one that is missing is `null` with a reason.
///
/// # Errors
/// A post this company did not publish here or has deleted (404); no connection or a dead grant
/// (409); LinkedIn's refusals, those of the caller, and outages.
pub async fn handle(app: App, request: Request) -> Result<Json<Answer>> {
    let caller = Caller::of(&request, &app.secrets, &app.clock).await?;
    let post_id = request::post_id(&request)?;
    let employer = caller.with_company(&app.ats).await?;
    let rows = app.store.publications_of(employer.company_id, &post_id).await?;
    let row = rows.into_iter().map(|(_, row)| row).find(|row| row.has(&post_id));
    let row = row.ok_or(Error::NotFound(Sought::Post))?;
    let statistics = told(&app, employer, &row, &post_id).await?;
    Ok(Json(Answer { post_id, statistics }))
}

/// What LinkedIn reports about the post of `row`, on a page or on the member's profile.
async fn told(
    app: &App,
    employer: Employer,
    row: &Publication,
    post_id: &str,
) -> Result<Statistics> {
    let session = Session::of_author(app, employer, &row.author).await?;
    let posts = [post_id];
    let mut told = match row.organization_id() {
        Some(page) => statistics::of_page(&session, page, &posts).await?,
        None => statistics::of_profile(&session, &posts, posts.len()).await?,
    };
    told.remove(post_id).ok_or(Error::Internal)
}
