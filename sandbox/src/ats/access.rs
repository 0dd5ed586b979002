//! Who gets in, and whose data they get: what the ATS leaves open today, and what it checks once ready.

use axum::Json;
use axum::body::Bytes;
use axum::extract::State;
use http::HeaderMap;
use serde::Deserialize;
use serde_json::json;

use super::error::Error;
use super::record::{Role, User};
use super::routes::{Answer, required};
use super::{Ats, Readiness, token, view};

#[derive(Deserialize)]
struct SignIn {
    email: String,
}

#[derive(Deserialize)]
struct Change {
    company_id: Option<i64>,
}

/// `POST /api/auth/oauth/signin`: whoever has signed in at Google or LinkedIn. Today the e-mail address in
/// the body is believed; once ready it takes an ID token, and nobody here can make one.
pub(super) async fn sign_in_by_provider(State(ats): State<Ats>, body: Bytes) -> Answer {
    if ats.readiness == Readiness::Ready {
        return Err(Error::unauthorized("The sign-in was not verified"));
    }
    let SignIn { email } = serde_json::from_slice(&body).map_err(|_| Error::Crash)?;
    let database = ats.database();
    let user = database.users.iter().find(|user| user.email == email);
    let user = user.ok_or_else(|| Error::not_found("User not found"))?;
    let token = token::issue(user, &ats.secret, ats.clock.now()).map_err(|_| Error::Crash)?;
    Ok(Json(json!({"access_token": token, "token_type": "bearer", "user": view::user(user)})))
}

/// `PUT /api/employers/me`: today an employer puts the own profile into any company; once ready, into none
/// but the own.
pub(super) async fn change_profile(
    State(ats): State<Ats>,
    headers: HeaderMap,
    body: Bytes,
) -> Answer {
    let mut database = ats.database();
    let user_id = required(&ats, &database, &headers)?.id;
    let Change { company_id: asked } = serde_json::from_slice(&body).map_err(|_| Error::Crash)?;
    let profile = database.employers.iter_mut().find(|employer| employer.user_id == user_id);
    let profile = profile.ok_or_else(|| Error::not_found("Employer profile not found"))?;
    if ats.readiness == Readiness::Ready && asked.is_some_and(|id| profile.company_id != Some(id)) {
        return Err(Error::forbidden("Only an administrator of the company can add you to it"));
    }
    profile.company_id = asked.or(profile.company_id);
    let employer = json!({"id": profile.id, "company_id": profile.company_id});
    Ok(Json(json!({"message": "Employer profile updated successfully", "employer": employer})))
}

/// Today a token's role is never compared with the row's; once ready it is.
pub(super) fn check_role(ats: &Ats, user: &User) -> Result<(), Error> {
    match (ats.readiness, user.role) {
        (Readiness::Today, _) | (Readiness::Ready, Role::Employer) => Ok(()),
        (Readiness::Ready, _) => Err(Error::forbidden("Accès réservé aux employeurs")),
    }
}
