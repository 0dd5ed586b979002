use serde_json::{Value, json};

use crate::testing::{Bench, POSTING, Words};

const ACLS: &str = "GET /rest/organizationAcls?q=roleAssignee";

#[tokio::test]
async fn roles_are_told_by_member_role_and_state() {
    let bench = Bench::new();
    let filtered = format!("{ACLS}&role=ADMINISTRATOR&state=APPROVED&start=0&count=100");
    for (account, all, administrator) in
        [("amina", 0, 0), ("kofi", 1, 1), ("claire", 2, 1), ("ines", 3, 0)]
    {
        let token = bench.token(account, POSTING).await;
        for (line, expected) in [(ACLS, all), (filtered.as_str(), administrator)] {
            let found = bench.call(&token, line, Value::Null).await.json();
            assert_eq!(found["elements"].as_array().unwrap().len(), expected, "{account} {line}");
        }
    }
}

#[tokio::test]
async fn more_pages_than_fit_come_in_pages_of_100() {
    let bench = Bench::new();
    let token = bench.token("yao", POSTING).await;
    for (start, expected) in [(0, 100), (100, 34), (200, 0)] {
        let found =
            bench.call(&token, &format!("{ACLS}&start={start}&count=100"), Value::Null).await;
        assert_eq!(found.json()["elements"].as_array().unwrap().len(), expected);
        assert!(found.json()["paging"].get("total").is_none());
    }
    bench
        .call(&token, &format!("{ACLS}&count=101"), Value::Null)
        .await
        .refuses(400, "ILLEGAL_ARGUMENT");
}

#[tokio::test]
async fn a_lost_role_shows_as_revoked() {
    let bench = Bench::new();
    let token = bench.token("kofi", POSTING).await;
    bench.turn("kofi", json!({"role_lost": true})).await;
    let found = bench.call(&token, ACLS, Value::Null).await.json();
    let expected = json!([{
        "organization": "urn:li:organization:5515715", "role": "ADMINISTRATOR",
        "roleAssignee": "urn:li:person:yrZCpj2Z12", "state": "REVOKED",
    }]);
    assert_eq!(found["elements"], expected);
}

#[tokio::test]
async fn administrators_see_more_of_a_page_than_others() {
    let bench = Bench::new();
    let token = bench.token("kofi", POSTING).await;
    let own = bench.call(&token, "GET /rest/organizations/5515715", Value::Null).await.json();
    assert_eq!(
        (&own["localizedName"], &own["staffCountRange"]),
        (&json!("Lagune Technologies"), &json!("SIZE_51_TO_200"))
    );
    let other = bench.call(&token, "GET /rest/organizations/33870042", Value::Null).await.json();
    assert_eq!(other["name"]["localized"]["en_GH"], "Volta Logistics");
    assert!(other.get("staffCountRange").is_none());
    bench.call(&token, "GET /rest/organizations/1", Value::Null).await.refuses(404, "NOT_FOUND");
}

#[tokio::test]
async fn many_pages_are_looked_up_at_once() {
    let bench = Bench::new();
    let token = bench.token("kofi", POSTING).await;
    let line = "GET /rest/organizationsLookup?ids=List(5515715,1)";
    let found = bench.call(&token, line, Value::Null).await.json();
    assert_eq!(found["results"]["5515715"]["vanityName"], "lagune-technologies");
    assert_eq!(found["errors"]["1"]["status"], 404);
    let line = "GET /rest/organizations?q=vanityName&vanityName=volta-logistics";
    let found = bench.call(&token, line, Value::Null).await.json();
    assert_eq!(found["elements"][0]["id"], 33_870_042);
}

#[tokio::test]
async fn roles_and_pages_need_an_organization_scope() {
    let bench = Bench::new();
    let token = bench.token("kofi", "openid w_organization_social").await;
    for line in
        [ACLS, "GET /rest/organizations/5515715", "GET /rest/organizationsLookup?ids=List(1)"]
    {
        bench.call(&token, line, Value::Null).await.refuses(403, "ACCESS_DENIED");
    }
}
