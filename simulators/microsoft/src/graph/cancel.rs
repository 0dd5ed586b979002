//! `POST /v1.0/me/events/{id}/cancel`: the organizer calls a meeting off.

use axum::Extension;
use axum::extract::{Path, State};
use http::StatusCode;
use serde::Deserialize;

use super::body::Body;
use super::caller::Caller;
use super::prefer::Prefer;
use crate::Microsoft;
use crate::outlook::Item;
use crate::outlook::fault::Fault;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Parameters {
    comment: Option<String>,
}

/// 202 with nothing in it; the attendees get the comment.
pub async fn cancel(
    State(microsoft): State<Microsoft>,
    Extension(caller): Extension<Caller>,
    prefer: Prefer,
    Path(id): Path<String>,
    body: Body,
) -> Result<StatusCode, Fault> {
    caller.writes_calendar()?;
    let comment = body.parameters::<Parameters>()?.comment.unwrap_or_default();
    let item =
        Item { owner: caller.person, id: &id, immutable: prefer.immutable_ids, if_match: None };
    microsoft.shown(item)?;
    microsoft.outlook.cancel(item, &comment)?;
    Ok(StatusCode::ACCEPTED)
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use crate::outlook::mail::Occasion;
    use crate::testing::{Bench, Words};

    #[tokio::test]
    async fn the_attendees_get_the_comment_and_a_cancelled_copy() {
        let bench = Bench::new();
        let (fatou, lead) = (bench.graph("fatou").await, bench.graph("lead").await);
        let event = fatou
            .create(json!({ "attendees": [{ "emailAddress": { "address": "lead@acme.ci" } }] }))
            .await;
        let find =
            format!("/me/events?$filter=iCalUId%20eq%20'{}'", event["iCalUId"].as_str().unwrap());
        let copy = lead.get(&find).await.json()["value"][0].clone();
        let path = |event: &Value| format!("/me/events/{}/cancel", event["id"].as_str().unwrap());
        lead.post(&path(&copy), json!({})).await.refused(400, "ErrorInvalidRequest");
        let answer = fatou.post(&path(&event), json!({ "Comment": "Poste pourvu" })).await;
        assert_eq!((answer.status.as_u16(), answer.text.as_str()), (202, ""));
        let mails = bench.microsoft.outlook.mails("lead@acme.ci");
        assert_eq!(mails[0].occasion, Occasion::Cancellation("Poste pourvu".into()));
        let copy = lead.get(&find).await.json()["value"][0].clone();
        assert_eq!((&copy["isCancelled"], &copy["showAs"]), (&json!(true), &json!("free")));
        fatou.post(&path(&event), json!({})).await.refused(404, "ErrorItemNotFound");
    }
}
