//! What a successful token answer holds.

use aws_lc_rs::digest::{SHA256, digest};
use data_encoding::BASE64URL_NOPAD;
use serde_json::{Map, Value, json};

use super::scope;
use crate::directory::{self, Person};
use crate::{Microsoft, uuid};
use simulator_kit::oauth::{Grant, Lifetime, Mint, id_token};

/// Refresh tokens die after 90 days; each use brings a fresh one (Entra, "Refresh tokens").
const REFRESH: Mint =
    Mint { prefix: "1.AXAA", length: 1200, lifetime: Lifetime::Seconds(90 * 86_400) };
/// What access tokens look like; their lifetime is drawn for each.
const ACCESS: (&str, usize) = ("eyJ0eXAiOiJKV1QiLCJub25jZSI6", 1400);
/// Access tokens live 60 to 90 minutes.
const SHORTEST: i64 = 3600;
const SPREAD: i64 = 1800;

/// The answer for `names` of a grant.
pub struct Answer<'a> {
    /// Where it is given.
    pub microsoft: &'a Microsoft,
    /// What it stands on.
    pub grant: &'a Grant,
    /// The scopes of this answer, `offline_access` among them where it was granted.
    pub names: &'a [String],
}

impl Answer<'_> {
    /// After a code: with the request's `nonce` in the id token.
    pub fn fresh(&self, nonce: Option<&str>) -> Value {
        let issue = || self.microsoft.grants.issue_refresh(self.grant.id, &REFRESH);
        self.with(self.has(scope::OFFLINE).then(issue), nonce)
    }

    /// After a refresh: a new refresh token, while the old one stays valid unless the knob says
    /// otherwise.
    pub fn renewed(&self, old: &str) -> Value {
        let grants = &self.microsoft.grants;
        let rotates = self.microsoft.roster.token_knobs(&self.grant.account).rotate_refresh_tokens;
        let rotated = rotates.then(|| grants.rotate(old, &REFRESH)).flatten();
        let refresh_token =
            rotated.unwrap_or_else(|| grants.issue_refresh(self.grant.id, &REFRESH));
        self.with(Some(refresh_token), None)
    }

    fn with(&self, refresh_token: Option<String>, nonce: Option<&str>) -> Value {
        let knobs = self.microsoft.roster.knobs(&self.grant.account);
        let told = knobs.tokens.told_lifetime(self.lifetime());
        let mut answer = json!({
            "token_type": "Bearer",
            "scope": scope::listed(&knobs.tokens.listed(self.names), knobs.scope_prefix),
            "expires_in": told,
            "ext_expires_in": told,
            "access_token": self.access_token(knobs.tokens.real_lifetime(self.lifetime())),
        });
        let Value::Object(fields) = &mut answer else { return answer };
        if let Some(refresh_token) = refresh_token.filter(|_| !knobs.tokens.omit_refresh_token) {
            fields.insert("refresh_token".into(), refresh_token.into());
        }
        if let (true, Some(person)) = (self.has("openid"), directory::person(&self.grant.account)) {
            fields.insert("id_token".into(), id_token::sign(&self.claims(person, nonce)).into());
        }
        answer
    }

    fn access_token(&self, lifetime: i64) -> String {
        let (prefix, length) = ACCESS;
        let mint = Mint { prefix, length, lifetime: Lifetime::Seconds(lifetime) };
        self.microsoft.grants.issue_access(self.grant.id, self.names, &mint)
    }

    /// Drawn from account and time, so that a world that is run again draws the same.
    fn lifetime(&self) -> i64 {
        let seed = format!("{} {}", self.grant.account, self.microsoft.clock.now());
        let hash = digest(&SHA256, seed.as_bytes());
        let sum: i64 = hash.as_ref().iter().map(|byte| i64::from(*byte)).sum();
        SHORTEST + sum * 7 % SPREAD
    }

    /// The claims of a v2.0 id token (Entra, "ID token claims reference").
    fn claims(&self, person: &Person, nonce: Option<&str>) -> Value {
        let now = self.microsoft.clock.now().as_second();
        let client_id = &self.microsoft.registration.client_id;
        let pairwise = digest(&SHA256, format!("{client_id} {}", person.oid).as_bytes());
        let mut claims: Map<String, Value> = Map::from_iter([
            (
                "iss".into(),
                format!("https://login.microsoftonline.com/{}/v2.0", person.tenant.id).into(),
            ),
            ("aud".into(), client_id.clone().into()),
            ("iat".into(), now.into()),
            ("nbf".into(), now.into()),
            ("exp".into(), (now + SHORTEST).into()),
            ("tid".into(), person.tenant.id.into()),
            ("oid".into(), person.oid.into()),
            ("sub".into(), BASE64URL_NOPAD.encode(pairwise.as_ref()).into()),
            ("uti".into(), uuid::fresh().into()),
            ("ver".into(), "2.0".into()),
        ]);
        if self.has("profile") {
            claims.insert("name".into(), person.name.into());
            claims.insert("preferred_username".into(), person.email.into());
        }
        if self.has("email") {
            claims.insert("email".into(), person.email.into());
        }
        if let Some(nonce) = nonce {
            claims.insert("nonce".into(), nonce.into());
        }
        Value::Object(claims)
    }

    fn has(&self, name: &str) -> bool {
        self.names.iter().any(|own| own == name)
    }
}
