//! `GET /v2/me`: who the member is, for apps without OpenID Connect.

use axum::routing::get;
use axum::{Json, Router};
use serde_json::{Value, json};

use super::LinkedIn;
use super::call::Bearer;
use super::errors::{ApiError, ApiResult};

/// The lite profile; unversioned, needs `r_basicprofile`. The id is the one in the member's URN.
pub fn routes() -> Router<LinkedIn> {
    Router::new().route("/v2/me", get(me))
}

async fn me(bearer: Bearer) -> ApiResult<Json<Value>> {
    if !bearer.access.allows("r_basicprofile") {
        return Err(ApiError::denied("me.GET.NO_VERSION"));
    }
    let member = bearer.member;
    let localized = |text: &str| {
        let locale = json!({ "country": "US", "language": "en" });
        json!({ "localized": { "en_US": text }, "preferredLocale": locale })
    };
    Ok(Json(json!({
        "id": member.sub,
        "localizedFirstName": member.given_name,
        "localizedLastName": member.family_name,
        "firstName": localized(member.given_name),
        "lastName": localized(member.family_name),
    })))
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use crate::application::{Kind, Settings};
    use crate::testing::{Bench, Words};

    #[tokio::test]
    async fn each_kind_of_app_knows_the_member_by_its_own_endpoint_and_as_the_same_person() {
        for (kind, scope, own, other) in [
            (Kind::CommunityManagement, "r_basicprofile w_member_social", "/v2/me", "/v2/userinfo"),
            (Kind::SignIn, "openid profile w_member_social", "/v2/userinfo", "/v2/me"),
        ] {
            let bench = Bench::new();
            bench.linkedin.application.turn(Settings { kind, ..Settings::default() });
            let token = bench.token("kofi", scope).await;
            let told = bench.call(&token, &format!("GET {own}"), Value::Null).await.json();
            let id = told.get("id").or(told.get("sub")).unwrap();
            assert_eq!(*id, json!("yrZCpj2Z12"), "{told}");
            let refused = bench.call(&token, &format!("GET {other}"), Value::Null).await;
            refused.refuses(403, "ACCESS_DENIED");
            assert!(refused.text.contains(".GET.NO_VERSION"), "{}", refused.text);
        }
    }
}
