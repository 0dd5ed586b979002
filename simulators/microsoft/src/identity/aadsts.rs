//! The AADSTS numbers (Microsoft Entra, "Authentication and authorization error codes") and the
//! OAuth error each travels with.

use axum::Json;
use axum::response::{IntoResponse, Response};
use http::StatusCode;
use jiff::Timestamp;
use serde_json::{Value, json};

use crate::uuid;

/// One row of the table.
#[derive(Debug)]
pub struct Situation {
    /// The number after `AADSTS`.
    pub number: u32,
    /// HTTP status at the token endpoint.
    pub status: u16,
    /// OAuth's `error`.
    pub error: &'static str,
    /// `suberror`, empty for none.
    pub suberror: &'static str,
    /// What Microsoft says, without the trailing ids.
    pub text: &'static str,
}

const fn row(number: u32, status: u16, error: &'static str, text: &'static str) -> Situation {
    Situation { number, status, error, suberror: "", text }
}

const GRANT: &str = "invalid_grant";
const REQUEST: &str = "invalid_request";
const CLIENT: &str = "invalid_client";
const INTERACTION: &str = "interaction_required";

#[rustfmt::skip]
static TABLE: [Situation; 45] = [
    row(28000, 400, REQUEST, "Provided value for the input parameter scope is not valid because it contains more than one resource."),
    row(50011, 400, REQUEST, "The redirect URI specified in the request does not match the redirect URIs configured for the application."),
    row(50020, 400, GRANT, "User account from identity provider does not exist in tenant and cannot access the application in that tenant."),
    row(50033, 503, "temporarily_unavailable", "A transient error has occurred. Please try again."),
    row(50034, 400, GRANT, "The user account does not exist in the directory."),
    row(50057, 400, GRANT, "The user account is disabled."),
    Situation { suberror: "basic_action", ..row(50076, 400, INTERACTION, "Due to a configuration change made by your administrator, or because you moved to a new location, you must use multi-factor authentication to access the resource.") },
    Situation { suberror: "basic_action", ..row(50079, 400, INTERACTION, "Due to a configuration change made by your administrator, or because you moved to a new location, you must enroll in multi-factor authentication to access the resource.") },
    row(50058, 400, "login_required", "A silent sign-in request was sent but no user is signed in."),
    row(50105, 400, GRANT, "Your administrator has configured the application to block users unless they are specifically granted access."),
    row(500112, 400, GRANT, "The reply address does not match the reply address provided when requesting Authorization code."),
    row(501481, 400, GRANT, "The Code_Verifier does not match the code_challenge supplied in the authorization request."),
    row(501491, 400, REQUEST, "Invalid size or form of the Code_Challenge parameter, or unsupported code_challenge_method."),
    Situation { suberror: "basic_action", ..row(50158, 400, INTERACTION, "External security challenge not satisfied. User will be redirected to another page or authentication provider to satisfy additional authentication challenges.") },
    Situation { suberror: "bad_token", ..row(50173, 400, GRANT, "The provided grant has expired due to it being revoked, a fresh auth token is needed. The user might have changed or reset their password.") },
    row(50194, 400, REQUEST, "Application is not configured as a multi-tenant application. Usage of the /common endpoint is not supported for such apps created after '10/15/2018'. Use a tenant-specific endpoint or configure the application to be multi-tenant."),
    row(50196, 400, GRANT, "The server terminated an operation because it encountered a client request loop. Please contact your app vendor."),
    Situation { suberror: "message_only", ..row(53003, 400, INTERACTION, "Access has been blocked by Conditional Access policies. The access policy does not allow token issuance.") },
    row(54005, 400, GRANT, "OAuth2 Authorization code was already redeemed, please retry with a new valid code or use an existing refresh token."),
    Situation { suberror: "consent_required", ..row(65001, 400, GRANT, "The user or administrator has not consented to use the application. Send an interactive authorization request for this user and resource.") },
    row(65004, 400, "access_denied", "User declined to consent to access the app."),
    row(70000, 400, GRANT, "Provided grant is invalid or malformed."),
    row(700005, 400, GRANT, "Provided Authorization Code is intended to use against other tenant, thus rejected."),
    row(70003, 400, "unsupported_grant_type", "The app requested an unsupported grant type."),
    row(700016, 400, "unauthorized_client", "Application was not found in the directory. This can happen if the application has not been installed by the administrator of the tenant or consented to by any user in the tenant."),
    row(700054, 400, "unsupported_response_type", "The response_type is not enabled for the application."),
    Situation { suberror: "bad_token", ..row(70008, 400, GRANT, "The provided authorization code or refresh token has expired due to inactivity. Send a new interactive authorization request for this user and resource.") },
    Situation { suberror: "bad_token", ..row(700082, 400, GRANT, "The refresh token has expired due to inactivity. The token was inactive for 90.00:00:00.") },
    Situation { suberror: "bad_token", ..row(700084, 400, GRANT, "The refresh token was issued to a single page app (SPA), and therefore has a fixed, limited lifetime of 1.00:00:00, which can't be extended.") },
    row(650053, 401, CLIENT, "The application asked for a scope that doesn't exist on the resource."),
    row(7000112, 400, "unauthorized_client", "Application is disabled."),
    row(70011, 400, "invalid_scope", "The provided value for the input parameter 'scope' isn't valid."),
    Situation { suberror: "bad_token", ..row(70043, 400, GRANT, "The refresh token has expired or is invalid due to sign-in frequency checks by conditional access.") },
    row(7000215, 401, CLIENT, "Invalid client secret provided. Ensure the secret being sent in the request is the client secret value, not the client secret ID, for a secret added to the app."),
    row(7000218, 401, CLIENT, "The request body must contain the following parameter: 'client_assertion' or 'client_secret'."),
    row(7000222, 401, CLIENT, "The provided client secret keys for the app are expired. Visit the Azure portal to create new keys for your app."),
    row(900144, 400, REQUEST, "The request body must contain a required parameter that is missing."),
    row(90002, 400, REQUEST, "Tenant not found. Check to make sure you have the correct tenant ID and are signing into the correct cloud."),
    row(90006, 503, "temporarily_unavailable", "The service is temporarily unavailable. Please retry later."),
    row(90014, 400, REQUEST, "The required field is missing from the request."),
    row(90023, 400, REQUEST, "Invalid STS request."),
    row(90024, 503, "temporarily_unavailable", "RequestBudgetExceededError - A transient error has occurred. Try again."),
    row(90033, 503, "temporarily_unavailable", "A transient error has occurred. Please try again."),
    row(90094, 400, "access_denied", "An administrator of the tenant has set a policy that prevents you from granting the application the permissions it is requesting. Contact an administrator, who can grant permissions to this app on your behalf."),
    row(90095, 400, "access_denied", "The admin consent request for the application was not approved yet."),
];

/// The row of this number.
pub fn situation(number: u32) -> Option<&'static Situation> {
    TABLE.iter().find(|row| row.number == number)
}

/// The error the token endpoint answers for the number at `now`.
pub fn answer(number: u32, now: Timestamp) -> Response {
    let Some(row) = situation(number) else {
        return StatusCode::INTERNAL_SERVER_ERROR.into_response();
    };
    let status = StatusCode::from_u16(row.status).unwrap_or(StatusCode::BAD_REQUEST);
    (status, Json(body(row, now))).into_response()
}

/// What an error redirect and Microsoft's own page say.
pub fn description(row: &Situation, now: Timestamp) -> String {
    worded(row, &[uuid::fresh(), uuid::fresh(), stamp(now)])
}

fn body(row: &Situation, now: Timestamp) -> Value {
    let [trace, correlation, timestamp] = [uuid::fresh(), uuid::fresh(), stamp(now)];
    let mut body = json!({
        "error": row.error,
        "error_description": worded(row, &[trace.clone(), correlation.clone(), timestamp.clone()]),
        "error_codes": [row.number],
        "timestamp": timestamp,
        "trace_id": trace,
        "correlation_id": correlation,
        "error_uri": format!("https://login.microsoftonline.com/error?code={}", row.number),
    });
    if let (false, Value::Object(body)) = (row.suberror.is_empty(), &mut body) {
        body.insert("suberror".into(), row.suberror.into());
    }
    body
}

fn worded(row: &Situation, [trace, correlation, timestamp]: &[String; 3]) -> String {
    format!(
        "AADSTS{}: {} Trace ID: {trace} Correlation ID: {correlation} Timestamp: {timestamp}",
        row.number, row.text
    )
}

fn stamp(now: Timestamp) -> String {
    now.strftime("%Y-%m-%d %H:%M:%SZ").to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_number_is_told_once_with_a_status_that_exists() {
        for row in &TABLE {
            assert!(std::ptr::eq(situation(row.number).unwrap(), row), "{}", row.number);
            assert!(matches!(row.status, 400 | 401 | 503), "{}", row.number);
        }
    }

    #[test]
    fn the_body_has_every_member_microsoft_sends() {
        let now = "2026-11-22T10:00:00Z".parse().unwrap();
        let body = body(situation(70008).unwrap(), now);
        assert_eq!(body["error"], "invalid_grant");
        assert_eq!(body["error_codes"], json!([70008]));
        assert_eq!(body["timestamp"], "2026-11-22 10:00:00Z");
        assert_eq!(body["suberror"], "bad_token");
        let description = body["error_description"].as_str().unwrap();
        assert!(
            description
                .starts_with("AADSTS70008: The provided authorization code or refresh token")
        );
        for id in ["trace_id", "correlation_id"] {
            assert!(description.contains(body[id].as_str().unwrap()));
        }
    }
}
