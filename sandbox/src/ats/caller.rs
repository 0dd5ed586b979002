//! Who is calling: the ATS's `get_current_user` and `require_user`.

use http::header::AUTHORIZATION;
use http::{HeaderMap, StatusCode};
use jiff::Timestamp;
use secrecy::SecretString;

use super::database::Database;
use super::error::Error;
use super::record::{Employer, Role, User};
use super::token;

/// The user whose token the request carries; none where it carries no bearer token.
pub(super) fn optional<'a>(
    database: &'a Database,
    headers: &HeaderMap,
    secret: &SecretString,
    now: Timestamp,
) -> Result<Option<&'a User>, Error> {
    let Some(token) = bearer(headers) else {
        return Ok(None);
    };
    let id = token::verify(token, secret, now)?;
    let user = database.user(id).ok_or_else(|| Error::not_found("User not found"))?;
    if !user.is_active {
        return Err(Error::forbidden("User account is inactive"));
    }
    Ok(Some(user))
}

/// The user whose token the request carries.
pub(super) fn required<'a>(
    database: &'a Database,
    headers: &HeaderMap,
    secret: &SecretString,
    now: Timestamp,
) -> Result<&'a User, Error> {
    optional(database, headers, secret, now)?
        .ok_or_else(|| Error::Http(StatusCode::UNAUTHORIZED, "Authentication required".to_owned()))
}

/// The profile of `user`, who must be an employer.
pub(super) fn employer<'a>(database: &'a Database, user: &User) -> Result<&'a Employer, Error> {
    if user.role != Role::Employer {
        return Err(Error::forbidden("Accès réservé aux employeurs"));
    }
    database.profile(user.id).ok_or_else(|| Error::not_found("Employeur introuvable"))
}

fn bearer(headers: &HeaderMap) -> Option<&str> {
    let (scheme, token) = headers.get(AUTHORIZATION)?.to_str().ok()?.split_once(' ')?;
    scheme.eq_ignore_ascii_case("bearer").then(|| token.trim())
}
