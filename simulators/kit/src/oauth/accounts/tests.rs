use http::Method;
use serde_json::Value;

use super::*;
use crate::clock::MovableClock;
use crate::oauth::{
    Authorization, Lifetime, Mint, Presented, RefreshFault, TokenFault, TokenKnobs,
};
use crate::testing::Bench;

const MINT: Mint = Mint { prefix: "", length: 20, lifetime: Lifetime::Endless };

struct Site {
    roster: Roster<TokenKnobs>,
    grants: Grants,
}

impl Site {
    fn new() -> Self {
        let knobs = TokenKnobs::default();
        let kofi =
            Account { id: "kofi".into(), label: "Kofi".into(), kind: "one page".into(), knobs };
        Self { roster: Roster::new(vec![kofi]), grants: Grants::new(MovableClock::running()) }
    }

    /// An access and a refresh token of Kofi.
    fn tokens(&self) -> (String, String) {
        let authorization = Authorization {
            client_id: "app".into(),
            redirect_uri: "uri".into(),
            account: "kofi".into(),
            scopes: Vec::new(),
            code_challenge: None,
            nonce: None,
        };
        let code = self.grants.issue_code(authorization, 60);
        let shown = Presented { client_id: "app", redirect_uri: "uri", code_verifier: None };
        let grant = self.grants.redeem(&code, shown).unwrap().0;
        (self.grants.issue_access(grant.id, &[], &MINT), self.grants.issue_refresh(grant.id, &MINT))
    }

    async fn send(&self, method: Method, path: &str, body: Value) -> (StatusCode, Value) {
        let router = router(self.roster.clone(), self.grants.clone());
        let bench = Bench::new(MovableClock::running(), router);
        let answer = bench.call("", (method, path), &[], body).await;
        (answer.status, serde_json::from_str(&answer.text).unwrap_or_default())
    }
}

#[tokio::test]
async fn knobs_are_merged_field_by_field() {
    let site = Site::new();
    let (status, account) =
        site.send(Method::PATCH, "/_accounts/kofi", json!({"rotate_refresh_tokens": true})).await;
    assert_eq!(status, 200);
    assert_eq!(account["knobs"]["rotate_refresh_tokens"], true);
    site.send(Method::PATCH, "/_accounts/kofi", json!({"expires_in": "soon"})).await;
    let (_, list) = site.send(Method::GET, "/_accounts", json!(null)).await;
    let expected = json!({
        "rotate_refresh_tokens": true, "punish_reuse": false, "token_error": null,
        "clock_skew_seconds": 0, "expires_in": "soon", "omit_refresh_token": false,
        "withheld_scopes": [], "unlisted_scopes": [],
    });
    assert_eq!(list["accounts"][0]["knobs"], expected);
    assert_eq!(site.roster.token_knobs("kofi").told_lifetime(3600), json!("soon"));
}

#[tokio::test]
async fn an_unknown_knob_is_named_and_nothing_changes() {
    let site = Site::new();
    let changes = json!({"punish_reuse": true, "rotate": true});
    let (status, body) = site.send(Method::PATCH, "/_accounts/kofi", changes).await;
    assert_eq!((status.as_u16(), &body["error_description"]), (400, &json!("rotate")));
    assert!(!site.roster.token_knobs("kofi").punish_reuse);
}

#[tokio::test]
async fn a_value_of_the_wrong_type_is_refused() {
    let site = Site::new();
    for changes in [
        json!({"punish_reuse": "yes"}),
        json!({"expires_in": []}),
        json!({"token_error": {"status": 200, "body": {}}}),
        json!({"token_error": {"status": 400, "body": {}, "time": 1}}),
    ] {
        let (status, body) = site.send(Method::PATCH, "/_accounts/kofi", changes).await;
        assert_eq!((status.as_u16(), &body["error"]), (400, &json!("invalid_value")));
    }
    assert_eq!(site.roster.token_knobs("kofi"), TokenKnobs::default());
}

#[tokio::test]
async fn a_canned_token_error_is_taken_as_often_as_told() {
    let site = Site::new();
    let error = json!({"token_error": {"status": 503, "body": {"error": "later"}, "times": 2}});
    site.send(Method::PATCH, "/_accounts/kofi", error).await;
    for _ in 0..2 {
        let (status, body) = site.roster.take_token_error("kofi").unwrap();
        assert_eq!((status.as_u16(), body), (503, json!({"error": "later"})));
    }
    assert_eq!(site.roster.take_token_error("kofi"), None);
}

#[tokio::test]
async fn a_person_can_remove_the_apps_access() {
    let site = Site::new();
    let (access, refresh) = site.tokens();
    assert_eq!(site.send(Method::POST, "/_accounts/kofi/expire", json!(null)).await.0, 204);
    assert_eq!(site.grants.refresh(&refresh, "app"), Err(RefreshFault::Expired));
    assert!(site.grants.authenticate(&access).is_ok());
    assert_eq!(site.send(Method::POST, "/_accounts/kofi/revoke", json!(null)).await.0, 204);
    assert_eq!(site.grants.authenticate(&access), Err(TokenFault::Revoked));
}

#[tokio::test]
async fn an_unknown_account_is_not_found() {
    let site = Site::new();
    assert_eq!(site.send(Method::PATCH, "/_accounts/ama", json!({})).await.0, 404);
    assert_eq!(site.send(Method::POST, "/_accounts/ama/revoke", json!(null)).await.0, 404);
}
