//! `DELETE /api/integrations/linkedin/posts/{post_id}`: deletes a post this company published here.
//!
//! The ledger says whose post it is, so a stranger's post is never asked about at LinkedIn (S21).
//! Deleting twice is success: what was asked for is the case.

use lambda_http::Request;
use serde::Serialize;
use shared::app::App;
use shared::connection::{Connection, Maker};
use shared::model::error::{Error, Result, Sought};
use shared::model::owner::ConnectionId;
use shared::model::provider::Provider;
use shared::model::publication::{Publication, PublicationKey};
use shared::people::audit::Audit;
use shared::people::auth::Caller;
use shared::people::employer::Employer;
use shared::platform::request;
use shared::platform::response::Json;
use shared::posting::session::Session;
use shared::providers::linkedin::{Deletion, Member};
use shared::words::Text;

#[derive(Debug, Serialize)]
pub struct Answer {
    message: Text,
    post_id: String,
}

/// Deletes the post at LinkedIn and records it; the job can then be published anew.
///
/// # Errors
/// A post this company did not publish here (404); somebody else's personal profile (403); no
/// connection or a dead grant (409); LinkedIn's refusals, those of the caller, and outages.
pub async fn handle(app: App, request: Request) -> Result<Json<Answer>> {
    let caller = Caller::of(&request, &app.secrets, &app.clock).await?;
    let post_id = request::post_id(&request)?;
    let employer = caller.with_company(&app.ats).await?;
    let mut rows = app.store.publications_of(employer.company_id, &post_id).await?;
    if rows.is_empty() {
        return Err(Error::NotFound(Sought::Post));
    }
    rows.retain(|(_, row)| row.has(&post_id));
    if !rows.is_empty() {
        let (connection, result) = delete(&app, employer, rows, &post_id).await;
        Audit { action: "delete_post", user_id: employer.user_id, connection }.record(&result);
        result?;
    }
    Ok(Json(Answer { message: Text::new("post-deleted"), post_id }))
}

/// Whether the connected member would find the post if it stood: who published it would, and for a page's
/// post whoever administers the page. What others don't find proves nothing (S48).
fn may_find(connection: &Connection, row: &Publication) -> Result<()> {
    let pages = &connection.provider_data.organizations;
    let account = match (row.organization_id(), connection.maker(row.account.as_deref())) {
        (Some(page), _) if pages.iter().any(|own| own.id == page) => return Ok(()),
        (_, Maker::Other(account)) => Some(account),
        // A personal post names its member itself.
        (None, Maker::Unknown) => match &connection.account {
            Some(member) if Member::urn(&member.id) != row.author => None,
            _ => return Ok(()),
        },
        _ => return Ok(()),
    };
    Err(Error::OtherAccount { provider: Provider::LinkedIn, account })
}

/// By which connection, and what came of it.
async fn delete(
    app: &App,
    employer: Employer,
    rows: Vec<(PublicationKey, Publication)>,
    post_id: &str,
) -> (ConnectionId, Result<()>) {
    let author = rows.first().map(|(_, row)| row.author.clone()).unwrap_or_default();
    match Session::of_author(app, employer, &author).await {
        Ok(session) => {
            let done = delete_by(app, employer, &session, (rows, post_id)).await;
            (session.connection().id, done)
        }
        Err(error) => (employer.company_connection(Provider::LinkedIn), Err(error)),
    }
}

/// LinkedIn first: a row is marked only once its post is gone, and a repetition finishes the job.
async fn delete_by(
    app: &App,
    employer: Employer,
    session: &Session,
    (rows, post_id): (Vec<(PublicationKey, Publication)>, &str),
) -> Result<()> {
    for (key, row) in rows {
        let is_personal = row.organization_id().is_none();
        if is_personal && session.connection().user_id != employer.user_id {
            return Err(Error::NotOwner(Provider::LinkedIn));
        }
        may_find(session.connection(), &row)?;
        take_down(session, post_id, &row.author).await?;
        app.store.record_deletion(&key, row, post_id).await?;
    }
    Ok(())
}

/// Deletes the post. Where LinkedIn's answer is not the one it documents, the post is looked for, and
/// deleted once more: a second deletion is answered like the first.
async fn take_down(session: &Session, post_id: &str, author: &str) -> Result<()> {
    for _ in 0..2 {
        let deleted = session.call(|linkedin| async move { linkedin.delete_post(post_id).await });
        if deleted.await? == Deletion::Done || session.sees(post_id, author).await == Some(false) {
            return Ok(());
        }
    }
    Err(Error::ProviderUnavailable(Provider::LinkedIn))
}
