//! `POST /api/integrations/ats-events`: what the ATS reports, signed: a job that is closed, an employer who
//! left, a company that is gone.
//!
//! It verifies, keeps and answers; the sweep of `refresh-tokens` acts on what follows from it. An offer that is
//! closed leaves the boards at once, and so does all of a company that is gone: takers come when they want.

use jiff::Timestamp;
use lambda_http::Request;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use shared::app::App;
use shared::connecting::offers;
use shared::model::error::{Error, Result};
use shared::model::report::{Kind, Report};
use shared::platform::response::Json;
use shared::words::Text;

/// What was sent. Other members may stand beside these.
#[derive(Debug, Deserialize)]
struct Body {
    #[serde(rename = "type")]
    kind: String,
    /// When it happened; what is no time (RFC 3339) counts as none.
    #[serde(default)]
    timestamp: Value,
    /// Of a type that is not known it may be anything.
    #[serde(default)]
    data: Value,
}

#[derive(Debug, Deserialize)]
struct Data {
    company_id: i64,
    #[serde(default)]
    user_id: Option<i64>,
    #[serde(default)]
    job_id: Option<i64>,
    #[serde(default)]
    application_id: Option<i64>,
}

/// That it was received.
#[derive(Debug, Serialize)]
pub struct Answer {
    /// `accepted`, or `ignored` for a type that nothing follows from yet.
    status: &'static str,
}

/// Keeps the report, once for each `webhook-id`.
///
/// # Errors
/// No signature of the ATS within five minutes (401, before anything else is said); a malformed body (400);
/// an outage.
pub async fn handle(app: App, request: Request) -> Result<Json<Answer>> {
    let keys = app.secrets.ats_events().await?;
    let (now, body) = (app.clock.now(), request.body().as_ref());
    let id = keys.verify(request.headers(), body, now).ok_or(Error::Unauthenticated)?;
    let malformed = || Error::InvalidRequest(Text::new("field-unreadable").with("field", "data"));
    let Body { kind, timestamp, data } = serde_json::from_slice(body).map_err(|_| malformed())?;
    // What the ATS may report one day.
    let kind = serde_json::from_value::<Kind>(kind.into()).ok();
    let Some(kind) = kind.filter(|kind| kind.is_of_the_ats()) else {
        return Ok(Json(Answer { status: "ignored" }));
    };
    let Data { company_id: company, user_id, job_id, application_id } =
        serde_json::from_value(data).map_err(|_| malformed())?;
    let happened_at = serde_json::from_value(timestamp).map_or(now, |at: Timestamp| at.min(now));
    let report = Report { kind, company, user_id, job_id, application_id, happened_at };
    if !report.is_whole() || company < 1 {
        return Err(malformed());
    }
    let report = app.store.keep_report(id, &report, now).await?;
    tracing::info!(company_id = company, ?kind, "the ATS has reported");
    // If that fails, the report comes again.
    offers::leave(&app, &report).await?;
    Ok(Json(Answer { status: "accepted" }))
}
