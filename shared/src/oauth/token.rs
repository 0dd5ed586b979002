//! The token endpoint (RFC 6749, sections 4.1.3 and 6).

use std::pin::Pin;
use std::time::Duration;

use http::StatusCode;
use http::header::RETRY_AFTER;
use oauth2::{
    AccessToken, AsyncHttpClient, AuthType, AuthorizationCode, ClientId, ClientSecret,
    EmptyExtraTokenFields, EndpointNotSet, EndpointSet, HttpRequest, HttpResponse, RedirectUrl,
    RefreshToken, RequestTokenError, Scope, TokenResponse, TokenUrl, basic,
};
use secrecy::{ExposeSecret, SecretString};
use serde::{Deserialize, Deserializer, Serialize};
use serde_json::{Map, Value};

use super::{ClientAuthentication, PkceVerifier, Refusal, Registration, Scopes, TokenError};
use crate::platform::http::Http;
use crate::platform::lenient;

/// The longest access token life that is believed, in seconds: a year.
const EXPIRES_IN_LIMIT: i64 = 31_536_000;

/// What the token endpoint granted.
#[derive(Debug)]
pub struct Grant {
    pub access_token: SecretString,
    /// The refresh token; `None` means "keep the one you have" (RFC 6749, section 6).
    pub refresh_token: Option<SecretString>,
    /// Seconds the access token lives from when the request was sent; 0 where the answer was absurd (F15),
    /// `None` where it never dies.
    pub expires_in: Option<i64>,
    /// Seconds the refresh token lives, where the server says so; an absurd answer says nothing (F15).
    pub refresh_token_expires_in: Option<i64>,
    /// The granted scopes; `None` means as asked (RFC 6749, section 5.1).
    pub scopes: Option<Scopes>,
    /// The OpenID Connect ID token, where `openid` was asked for.
    pub id_token: Option<SecretString>,
    /// Whether it is of a whole organization and not of one of its workspaces (Slack's
    /// `is_enterprise_install`).
    pub is_organization_wide: bool,
}

/// Exchanges a code for tokens; the verifier is sent where the server takes PKCE.
///
/// # Errors
/// [`TokenError`].
pub async fn exchange_code(
    http: &Http,
    registration: &Registration,
    code: &SecretString,
    verifier: &PkceVerifier,
) -> Result<Grant, TokenError> {
    let client = client(registration)?;
    let mut request = client.exchange_code(AuthorizationCode::new(code.expose_secret().to_owned()));
    if registration.metadata.pkce {
        request = request.set_pkce_verifier(verifier.to_oauth2());
    }
    let answer = request.request_async(&Carrier(http.clone())).await.map_err(token_error)?;
    Ok(answer.into_grant(registration.metadata.default_expires_in))
}

/// Asks for a new access token (RFC 6749, section 6); `scopes` only where the server wants them named.
///
/// # Errors
/// [`TokenError`].
pub async fn refresh(
    http: &Http,
    registration: &Registration,
    refresh_token: &SecretString,
    scopes: Option<&Scopes>,
) -> Result<Grant, TokenError> {
    let client = client(registration)?;
    let token = RefreshToken::new(refresh_token.expose_secret().to_owned());
    let scopes = scopes.into_iter().flat_map(Scopes::iter);
    let request = client
        .exchange_refresh_token(&token)
        .add_scopes(scopes.map(|scope| Scope::new(scope.to_owned())));
    let answer = request.request_async(&Carrier(http.clone())).await.map_err(token_error)?;
    Ok(answer.into_grant(registration.metadata.default_expires_in))
}

type Client = oauth2::Client<
    Refusal,
    TokenAnswer,
    oauth2::StandardTokenIntrospectionResponse<EmptyExtraTokenFields, basic::BasicTokenType>,
    oauth2::StandardRevocableToken,
    basic::BasicRevocationErrorResponse,
    EndpointNotSet,
    EndpointNotSet,
    EndpointNotSet,
    EndpointNotSet,
    EndpointSet,
>;

fn client(registration: &Registration) -> Result<Client, TokenError> {
    let endpoint = TokenUrl::new(registration.metadata.token_endpoint.clone())
        .map_err(|_| TokenError::Malformed)?;
    let redirect =
        RedirectUrl::new(registration.redirect_uri.clone()).map_err(|_| TokenError::Malformed)?;
    let client = oauth2::Client::new(ClientId::new(registration.client_id.clone()))
        .set_client_secret(ClientSecret::new(registration.client_secret.expose_secret().to_owned()))
        .set_auth_type(auth_type(registration.metadata.client_authentication))
        .set_redirect_uri(redirect)
        .set_token_uri(endpoint);
    Ok(client)
}

const fn auth_type(authentication: ClientAuthentication) -> AuthType {
    match authentication {
        ClientAuthentication::Body => AuthType::RequestBody,
        ClientAuthentication::Basic => AuthType::BasicAuth,
    }
}

/// Carries the `oauth2` crate's requests over our HTTP client.
struct Carrier(Http);

impl AsyncHttpClient<'_> for Carrier {
    type Error = TokenError;
    // Boxed and without borrows: the compiler can't show that the crate's generic future is `Send`.
    type Future = Pin<Box<dyn Future<Output = Result<HttpResponse, TokenError>> + Send>>;

    fn call(&self, request: HttpRequest) -> Self::Future {
        let http = self.0.clone();
        Box::pin(async move { send(&http, request).await })
    }
}

/// What is no OAuth answer ends here.
async fn send(http: &Http, request: HttpRequest) -> Result<HttpResponse, TokenError> {
    let mut response = http.send(request).await?;
    if response.status() == StatusCode::OK && is_refusal_in_disguise(response.body()) {
        *response.status_mut() = StatusCode::BAD_REQUEST;
    }
    let status = response.status();
    if status.is_server_error() || status.as_u16() == 429 {
        let retry_after = response
            .headers()
            .get(RETRY_AFTER)
            .and_then(|value| value.to_str().ok())
            .map(str::to_owned);
        return Err(TokenError::Unavailable { status: status.as_u16(), retry_after });
    }
    // What is neither an answer nor a refusal by RFC 6749, section 5, tells nothing of code or token.
    let is_understood = match status.as_u16() {
        200 => is_grant(response.body()),
        400 | 401 => is_refusal(response.body()),
        _ => false,
    };
    if is_understood { Ok(response) } else { Err(TokenError::Malformed) }
}

/// Whether there is a token to use, and one that is used as a bearer does (section 5.1; LinkedIn names no
/// type, Slack says whose it is: `bot`, and the type's letters may be of either case).
fn is_grant(body: &[u8]) -> bool {
    let Some(answer) = members(body) else { return false };
    let token = answer.get("access_token").and_then(Value::as_str).unwrap_or_default();
    let is_bearer = match answer.get("token_type") {
        None | Some(Value::Null) => true,
        Some(kind) => {
            kind.as_str().is_some_and(|kind| kind.eq_ignore_ascii_case("bearer") || kind == "bot")
        }
    };
    is_bearer && !token.is_empty() && token.bytes().all(|byte| byte.is_ascii_graphic())
}

/// Whether an answer with the status of success says in so many words that it is none, as all of Slack's
/// refusals do.
fn is_refusal_in_disguise(body: &[u8]) -> bool {
    members(body).is_some_and(|answer| answer.get("ok") == Some(&Value::Bool(false)))
}

/// Whether a refusal names its error (section 5.2).
fn is_refusal(body: &[u8]) -> bool {
    let error = members(body).and_then(|answer| answer.get("error")?.as_str().map(str::to_owned));
    let is_legal = |byte: u8| matches!(byte, 0x20..=0x21 | 0x23..=0x5b | 0x5d..=0x7e);
    error.is_some_and(|error| !error.is_empty() && error.bytes().all(is_legal))
}

fn members(body: &[u8]) -> Option<Map<String, Value>> {
    serde_json::from_slice(body).ok()
}

fn token_error(error: RequestTokenError<TokenError, Refusal>) -> TokenError {
    match error {
        RequestTokenError::ServerResponse(refusal) => TokenError::Refused(refusal),
        RequestTokenError::Request(error) => error,
        RequestTokenError::Parse(..) | RequestTokenError::Other(_) => TokenError::Malformed,
    }
}

/// The success answer, read leniently: LinkedIn omits `token_type` and separates scopes with commas,
/// and a wrong `expires_in` must not lose tokens that were just granted (F15).
#[derive(Debug, Serialize, Deserialize)]
struct TokenAnswer {
    access_token: AccessToken,
    #[serde(default, deserialize_with = "lenient::or_default")]
    refresh_token: Option<RefreshToken>,
    #[serde(default, deserialize_with = "seconds")]
    expires_in: Option<i64>,
    #[serde(default, deserialize_with = "seconds")]
    refresh_token_expires_in: Option<i64>,
    #[serde(default, deserialize_with = "lenient::or_default")]
    scope: Option<String>,
    #[serde(default, deserialize_with = "lenient::or_default", skip_serializing)]
    id_token: Option<SecretString>,
    #[serde(default, deserialize_with = "lenient::or_default")]
    is_enterprise_install: bool,
    #[serde(skip, default = "bearer")]
    token_type: basic::BasicTokenType,
}

const fn bearer() -> basic::BasicTokenType {
    basic::BasicTokenType::Bearer
}

/// A number, or a number in a string; 0 for anything else that is there.
fn seconds<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<i64>, D::Error> {
    let value = Option::<Value>::deserialize(deserializer)?;
    Ok(value.map(|value| match value {
        Value::Number(number) => {
            number.as_i64().or_else(|| number.as_f64().map(|float| float as i64)).unwrap_or(0)
        }
        Value::String(text) => text.trim().parse().unwrap_or(0),
        _ => 0,
    }))
}

impl TokenAnswer {
    fn into_grant(self, default_expires_in: Option<i64>) -> Grant {
        let refresh_token = self.refresh_token.filter(|token| !token.secret().is_empty());
        let expires_in = self.expires_in.or(default_expires_in);
        Grant {
            access_token: self.access_token.secret().as_str().into(),
            refresh_token: refresh_token.map(|token| token.secret().as_str().into()),
            expires_in: expires_in.map(|seconds| seconds.clamp(0, EXPIRES_IN_LIMIT)),
            refresh_token_expires_in: self.refresh_token_expires_in.filter(|seconds| *seconds > 0),
            scopes: self.scope.as_deref().map(Scopes::parse),
            id_token: self.id_token,
            is_organization_wide: self.is_enterprise_install,
        }
    }
}

impl TokenResponse for TokenAnswer {
    type TokenType = basic::BasicTokenType;

    fn access_token(&self) -> &AccessToken {
        &self.access_token
    }

    fn token_type(&self) -> &Self::TokenType {
        &self.token_type
    }

    fn expires_in(&self) -> Option<Duration> {
        self.expires_in.and_then(|seconds| u64::try_from(seconds).ok()).map(Duration::from_secs)
    }

    fn refresh_token(&self) -> Option<&RefreshToken> {
        self.refresh_token.as_ref()
    }

    fn scopes(&self) -> Option<&Vec<Scope>> {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn grant(text: &str) -> Grant {
        serde_json::from_str::<TokenAnswer>(text).unwrap().into_grant(Some(3600))
    }

    #[test]
    fn f15_an_absurd_life_is_due_now_or_capped() {
        for (expires_in, seconds) in [
            ("3599", 3599),
            ("\"3599\"", 3599),
            ("0", 0),
            ("-5", 0),
            ("\"soon\"", 0),
            ("{}", 0),
            ("1e3", 1000),
            ("99999999999999999999", EXPIRES_IN_LIMIT),
            ("null", 3600),
        ] {
            let text = format!(r#"{{"access_token":"a","expires_in":{expires_in}}}"#);
            assert_eq!(grant(&text).expires_in, Some(seconds), "{expires_in}");
        }
        assert_eq!(grant(r#"{"access_token":"a"}"#).expires_in, Some(3600));
    }

    #[test]
    fn where_a_token_may_live_for_ever_an_answer_that_names_no_end_means_that() {
        let expires_in =
            |text| serde_json::from_str::<TokenAnswer>(text).unwrap().into_grant(None).expires_in;
        assert_eq!(expires_in(r#"{"access_token":"a"}"#), None);
        assert_eq!(expires_in(r#"{"access_token":"a","expires_in":43200}"#), Some(43200));
        assert_eq!(expires_in(r#"{"access_token":"a","expires_in":"soon"}"#), Some(0));
    }

    #[test]
    fn what_rfc_6749_does_not_call_an_answer_is_none() {
        for good in [
            r#"{"access_token":"a"}"#,
            r#"{"access_token":"a","token_type":"Bearer"}"#,
            r#"{"access_token":"a","token_type":"bearer","expires_in":"soon"}"#,
            r#"{"access_token":"a","token_type":null}"#,
        ] {
            assert!(is_grant(good.as_bytes()), "{good}");
        }
        assert!(is_grant(br#"{"access_token":"a","token_type":"bot"}"#));
        assert!(is_refusal_in_disguise(br#"{"ok":false,"error":"invalid_code"}"#));
        assert!(!is_refusal_in_disguise(br#"{"error":"invalid_code"}"#));
        for bad in [
            "",
            "<html>",
            "null",
            r#"["a"]"#,
            "{}",
            r#"{"error":"invalid_grant"}"#,
            r#"{"access_token":""}"#,
            r#"{"access_token":null}"#,
            r#"{"access_token":7}"#,
            r#"{"access_token":"a b"}"#,
            r#"{"access_token":"a","token_type":"mac"}"#,
            r#"{"access_token":"a","token_type":["Bearer"]}"#,
        ] {
            assert!(!is_grant(bad.as_bytes()), "{bad}");
        }
        assert!(is_refusal(br#"{"error":"invalid_grant","error_description":null}"#));
        for bad in ["", "<html>", "[]", "{}", r#"{"error":""}"#, r#"{"error":{"code":400}}"#] {
            assert!(!is_refusal(bad.as_bytes()), "{bad}");
        }
    }

    #[test]
    fn f9_an_empty_refresh_token_counts_as_absent() {
        assert!(grant(r#"{"access_token":"a","refresh_token":""}"#).refresh_token.is_none());
        assert!(grant(r#"{"access_token":"a","refresh_token":"r"}"#).refresh_token.is_some());
    }

    #[test]
    fn s32_debug_shows_no_token() {
        let grant = grant(
            r#"{"access_token":"canary-a","refresh_token":"canary-r","id_token":"canary-i"}"#,
        );
        assert!(!format!("{grant:?}").contains("canary"));
    }
}
