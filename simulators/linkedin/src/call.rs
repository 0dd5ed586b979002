//! What every call of the REST API must carry: version, protocol and token, checked in this order.

use axum::extract::FromRequestParts;
use axum::response::{IntoResponse, Response};
use http::request::Parts;
use http::{HeaderMap, StatusCode, header};
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};

use super::LinkedIn;
use super::accounts::{LinkedInKnobs, Member, member};
use super::errors::{ApiError, ApiResult};
use super::versions::Version;
use simulator_kit::oauth::{Access, TokenFault};

/// A call with a living access token, versioned or not.
pub struct Bearer {
    /// What the token may do.
    pub access: Access,
    /// Whose token it is.
    pub member: &'static Member,
    /// The member's knobs as they are now.
    pub knobs: LinkedInKnobs,
}

/// A call that passed all header checks of the versioned API.
pub struct Call {
    /// Who calls.
    pub bearer: Bearer,
    /// When, by the simulator's clock.
    pub now: Timestamp,
    version: Version,
}

impl Call {
    /// 403 unless the token has one of `scopes`; `resource` names what was called, as in
    /// `partnerApiPostsExternal.CREATE`.
    pub fn require_scope(&self, scopes: &[&str], resource: &str) -> ApiResult<()> {
        if scopes.iter().any(|scope| self.bearer.access.allows(scope)) {
            return Ok(());
        }
        Err(ApiError::denied(&format!("{resource}.{}", self.version.internal())))
    }
}

impl FromRequestParts<LinkedIn> for Call {
    type Rejection = Response;

    async fn from_request_parts(parts: &mut Parts, site: &LinkedIn) -> Result<Self, Response> {
        let now = site.clock.now();
        let version = Version::of(&parts.headers, now).map_err(IntoResponse::into_response)?;
        check_protocol(&parts.headers).map_err(IntoResponse::into_response)?;
        let bearer = Bearer::of(&parts.headers, site).map_err(IntoResponse::into_response)?;
        Ok(Self { bearer, now, version })
    }
}

impl FromRequestParts<LinkedIn> for Bearer {
    type Rejection = ApiError;

    async fn from_request_parts(parts: &mut Parts, site: &LinkedIn) -> ApiResult<Self> {
        Self::of(&parts.headers, site)
    }
}

impl Bearer {
    /// Judges the `Authorization` header (RFC 6750, section 2.1).
    pub fn of(headers: &HeaderMap, site: &LinkedIn) -> ApiResult<Self> {
        let access = site.grants.authenticate(token(headers)?).map_err(refusal)?;
        let member = member(&access.grant.account).ok_or_else(|| refusal(TokenFault::Unknown))?;
        let knobs = site.roster.knobs(member.id);
        let settled =
            access.issued_at.checked_add(SignedDuration::from_secs(knobs.token_settling_seconds));
        if settled.is_ok_and(|at| site.clock.now() < at) {
            return Err(refusal(TokenFault::Revoked));
        }
        site.application.count(member.id, site.clock.now().to_zoned(TimeZone::UTC).date())?;
        Ok(Self { access, member, knobs })
    }
}

/// Rest.li falls back to protocol 1.0.0, whose encoding of keys and lists differs (text recalled).
fn check_protocol(headers: &HeaderMap) -> ApiResult<()> {
    let header = headers.get("x-restli-protocol-version");
    let version = header.and_then(|value| value.to_str().ok()).unwrap_or("1.0.0");
    if version == "2.0.0" {
        return Ok(());
    }
    let message =
        format!("Rest.li protocol version {version} used by the client is not supported!");
    Err(ApiError::invalid("ILLEGAL_ARGUMENT", message))
}

fn token(headers: &HeaderMap) -> ApiResult<&str> {
    let value = headers.get(header::AUTHORIZATION).and_then(|value| value.to_str().ok());
    let token = value.and_then(|value| value.strip_prefix("Bearer ")).unwrap_or_default();
    if token.is_empty() {
        let message = "Empty oauth2_access_token";
        return Err(ApiError::new(StatusCode::UNAUTHORIZED, "EMPTY_ACCESS_TOKEN", message));
    }
    Ok(token)
}

fn refusal(fault: TokenFault) -> ApiError {
    let (code, number, message) = match fault {
        TokenFault::Unknown => ("INVALID_ACCESS_TOKEN", 65600, "Invalid access token"),
        TokenFault::Revoked => (
            "REVOKED_ACCESS_TOKEN",
            65601,
            "The token used in the request has been revoked by the user",
        ),
        TokenFault::Expired => {
            ("EXPIRED_ACCESS_TOKEN", 65602, "The token used in the request has expired")
        }
    };
    ApiError::new(StatusCode::UNAUTHORIZED, code, message).numbered(number)
}
