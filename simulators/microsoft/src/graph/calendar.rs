//! `GET /v1.0/me/calendar`: the default calendar, and whether it makes Teams meetings.

use axum::extract::{Query, State};
use axum::{Extension, Json};
use serde_json::{Map, Value, json};

use super::caller::Caller;
use super::page::PageQuery;
use super::wire;
use crate::outlook::attendee::EmailAddress;
use crate::outlook::fault::Fault;
use crate::outlook::id;
use crate::{Microsoft, directory::Person};

/// The calendar; `allowedOnlineMeetingProviders` is empty where Teams is not allowed.
pub async fn show(
    State(microsoft): State<Microsoft>,
    Extension(caller): Extension<Caller>,
    Query(query): Query<PageQuery>,
) -> Result<Json<Map<String, Value>>, Fault> {
    caller.reads_calendar()?;
    let fields = match calendar(&microsoft, caller.person) {
        Value::Object(fields) => fields,
        _ => Map::new(),
    };
    Ok(Json(wire::select(fields, query.select.as_deref())))
}

fn calendar(microsoft: &Microsoft, person: &Person) -> Value {
    let teams = microsoft.roster.knobs(person.id).teams_allowed;
    let (allowed, default) =
        if teams { (vec!["teamsForBusiness"], "teamsForBusiness") } else { (vec![], "unknown") };
    json!({
        "@odata.context": format!("{}/v1.0/$metadata#users('{}')/calendar/$entity", microsoft.origin, person.oid),
        "id": format!("AQMkAD_{}-AAA=", id::code(person.oid, 0, 60)),
        "name": "Calendar",
        "color": "auto",
        "hexColor": "",
        "isDefaultCalendar": true,
        "changeKey": id::change_key(0),
        "canShare": true,
        "canViewPrivateItems": true,
        "canEdit": true,
        "allowedOnlineMeetingProviders": allowed,
        "defaultOnlineMeetingProvider": default,
        "isTallyingResponses": true,
        "isRemovable": false,
        "owner": EmailAddress::of(person),
    })
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use crate::testing::Bench;

    #[tokio::test]
    async fn the_calendar_tells_whether_it_makes_teams_meetings() {
        let bench = Bench::new();
        let path =
            "/me/calendar?$select=allowedOnlineMeetingProviders,defaultOnlineMeetingProvider";
        let fatou = bench.graph("fatou").await.get(path).await.json();
        assert_eq!(fatou["allowedOnlineMeetingProviders"], json!(["teamsForBusiness"]));
        assert_eq!(fatou["defaultOnlineMeetingProvider"], "teamsForBusiness");
        assert!(fatou.get("name").is_none());
        let sophie = bench.graph("sophie").await.get(path).await.json();
        assert_eq!(sophie["allowedOnlineMeetingProviders"], json!([]));
    }
}
