//! `GET /v1.0/me`: the signed-in person.

use axum::extract::State;
use axum::{Extension, Json};
use serde_json::{Value, json};

use super::caller::Caller;
use crate::Microsoft;
use crate::outlook::fault::Fault;

/// The profile's default properties.
pub async fn show(
    State(microsoft): State<Microsoft>,
    Extension(caller): Extension<Caller>,
) -> Result<Json<Value>, Fault> {
    caller.reads_profile()?;
    let person = caller.person;
    let (given, surname) = person.name.split_once(' ').unwrap_or((person.name, ""));
    Ok(Json(json!({
        "@odata.context": format!("{}/v1.0/$metadata#users/$entity", microsoft.origin),
        "businessPhones": [],
        "displayName": person.name,
        "givenName": given,
        "surname": surname,
        "jobTitle": null,
        "mail": person.has_mailbox.then_some(person.email),
        "mobilePhone": null,
        "officeLocation": null,
        "preferredLanguage": "fr-FR",
        "userPrincipalName": person.email,
        "id": person.oid,
    })))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use crate::testing::{Bench, Words};

    #[tokio::test]
    async fn the_profile_needs_its_permission() {
        let bench = Bench::new();
        let me = bench.graph("fatou").await.get("/me").await.json();
        assert_eq!(
            (&me["mail"], &me["displayName"]),
            (&json!("fatou@acme.ci"), &json!("Fatou Diabaté"))
        );
        let graph = bench.graph_for("fatou", "openid Calendars.ReadWrite").await;
        graph.get("/me").await.refused(403, "ErrorAccessDenied");
        graph.get("/me/messages").await.refused(400, "BadRequest");
    }
}
