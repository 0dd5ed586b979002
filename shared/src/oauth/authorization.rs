//! The authorization request and response (RFC 6749, section 4.1) with PKCE (RFC 7636).

use aws_lc_rs::{digest, hmac};
use data_encoding::{BASE64URL_NOPAD, HEXLOWER};
use oauth2::{
    AuthUrl, ClientId, CsrfToken, PkceCodeChallenge, PkceCodeVerifier, RedirectUrl, Scope,
};
use secrecy::{ExposeSecret, SecretString};
use url::Url;

use super::{Registration, ScopeNames};
use crate::model::error::{Error, Result};
use crate::platform::request::Query;
use crate::words::Text;

/// Longest `code` that is accepted, in bytes (S11). Microsoft's are the longest known, about 1.5 kB.
const CODE_LIMIT: usize = 4096;
/// Longest `iss` that is compared, in bytes.
const ISSUER_LIMIT: usize = 256;

/// The `state` parameter: 256 random bits, base64url.
#[derive(Clone, Debug)]
pub struct State(SecretString);

impl State {
    /// Makes a state of 32 random bytes.
    pub fn new(random: [u8; 32]) -> Self {
        Self(BASE64URL_NOPAD.encode(&random).into())
    }

    /// Reads a state as it came back; `None` where it can't be one of ours by its shape.
    pub fn parse(unverified_state: &str) -> Option<Self> {
        let is_base64url = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'_';
        let is_ours = unverified_state.len() == 43 && unverified_state.bytes().all(is_base64url);
        is_ours.then(|| Self(unverified_state.into()))
    }

    /// What it is stored under: the state itself is as good as a ticket and is stored nowhere.
    pub fn hash(&self) -> String {
        HEXLOWER.encode(digest::digest(&digest::SHA256, self.0.expose_secret().as_bytes()).as_ref())
    }

    /// The parameter's value.
    pub fn value(&self) -> &str {
        self.0.expose_secret()
    }
}

/// The `code_verifier`: 43 characters derived from the state, so that it is stored nowhere (S7).
#[derive(Clone, Debug)]
pub struct PkceVerifier(SecretString);

impl PkceVerifier {
    /// base64url(HMAC-SHA256(`key`, state)).
    pub fn derive(key: &SecretString, state: &State) -> Self {
        let key = hmac::Key::new(hmac::HMAC_SHA256, key.expose_secret().as_bytes());
        let tag = hmac::sign(&key, state.value().as_bytes());
        Self(BASE64URL_NOPAD.encode(tag.as_ref()).into())
    }

    /// As the `oauth2` crate takes it.
    pub(super) fn to_oauth2(&self) -> PkceCodeVerifier {
        PkceCodeVerifier::new(self.0.expose_secret().to_owned())
    }
}

/// The URL the browser is sent to, every value percent-encoded (S16).
///
/// `verifier` is used where the server takes PKCE; the S256 challenge is sent, never the verifier.
///
/// # Errors
/// [`Error::Internal`] where a configured URL is none; `Config` has checked them.
pub fn authorization_url(
    registration: &Registration,
    state: &State,
    verifier: &PkceVerifier,
) -> Result<Url> {
    let endpoint = AuthUrl::new(registration.metadata.authorization_endpoint.clone())
        .map_err(|_| Error::Internal)?;
    let redirect =
        RedirectUrl::new(registration.redirect_uri.clone()).map_err(|_| Error::Internal)?;
    let client = oauth2::basic::BasicClient::new(ClientId::new(registration.client_id.clone()))
        .set_auth_uri(endpoint)
        .set_redirect_uri(redirect);
    let mut request = client
        .authorize_url(|| CsrfToken::new(state.value().to_owned()))
        .add_scopes(named(registration).into_iter().map(Scope::new));
    for (name, value) in registration.metadata.authorization_parameters {
        request = request.add_extra_param(*name, *value);
    }
    if registration.metadata.pkce {
        request = request.set_pkce_challenge(PkceCodeChallenge::from_code_verifier_sha256(
            &verifier.to_oauth2(),
        ));
    }
    let (mut url, _) = request.url();
    // Form encoding writes a space as `+`; the providers document `%20`.
    let query = url.query().unwrap_or_default().replace('+', "%20");
    url.set_query(Some(&query));
    Ok(url)
}

/// The scopes as the server wants them named, each a word of its own.
fn named(registration: &Registration) -> Vec<String> {
    let scopes = registration.scopes.iter().map(str::to_owned);
    match registration.metadata.scope_names {
        ScopeNames::Spaced => scopes.collect(),
        ScopeNames::Commas => vec![scopes.collect::<Vec<_>>().join(",")],
        ScopeNames::Absent => Vec::new(),
    }
}

/// What the browser brought back. Nothing in it is verified yet.
#[derive(Debug)]
pub enum AuthorizationResponse {
    /// The person agreed.
    Granted(UnverifiedGrant),
    /// The server, or the person, said no.
    Refused(AuthorizationError),
    /// An administrator allowed the app for a whole tenant (Microsoft); nothing is connected by that.
    AdminConsented,
}

/// Why an authorization was refused.
#[derive(Debug)]
pub struct AuthorizationError {
    /// The `error` value.
    pub error: String,
    /// Microsoft's AADSTS number, at the start of its `error_description`.
    pub aadsts: Option<u32>,
}

/// A code, and the state that must prove whose it is.
#[derive(Debug)]
pub struct UnverifiedGrant {
    /// The code, used once.
    pub code: SecretString,
    /// Our state.
    pub state: State,
    /// Who says so, where the server names itself (RFC 9207).
    pub issuer: Option<String>,
}

impl AuthorizationResponse {
    /// Reads an authorization response from a query.
    ///
    /// # Errors
    /// [`Error::InvalidRequest`] where `code` or `state` is missing, repeated or malformed (S11);
    /// [`Error::InvalidState`] where the state can't be ours.
    pub fn parse(query: &Query) -> Result<Self> {
        if let Some(error) = query.one("error")? {
            let aadsts = query.one("error_description")?.and_then(aadsts);
            return Ok(Self::Refused(AuthorizationError { error: error.to_owned(), aadsts }));
        }
        if query.one("admin_consent")?.is_some_and(|value| value.eq_ignore_ascii_case("true")) {
            return Ok(Self::AdminConsented);
        }
        let invalid = |text: Text, name: &str| Error::InvalidRequest(text.with("name", name));
        let missing = |name| invalid(Text::new("parameter-missing"), name);
        let malformed = |name| invalid(Text::new("parameter-malformed"), name);
        let code = query.one("code")?.ok_or_else(|| missing("code"))?;
        let state = query.one("state")?.ok_or_else(|| missing("state"))?;
        if code.len() > CODE_LIMIT || !is_graphic(code) {
            return Err(malformed("code"));
        }
        if state.len() > CODE_LIMIT {
            return Err(malformed("state"));
        }
        let state = State::parse(state).ok_or(Error::InvalidState)?;
        let issuer = query.one("iss")?;
        // An issuer that can't be compared must not count as absent (RFC 9207, section 2.4).
        if issuer.is_some_and(|issuer| issuer.len() > ISSUER_LIMIT || !is_graphic(issuer)) {
            return Err(malformed("iss"));
        }
        let issuer = issuer.map(str::to_owned);
        Ok(Self::Granted(UnverifiedGrant { code: code.into(), state, issuer }))
    }
}

fn is_graphic(text: &str) -> bool {
    text.bytes().all(|byte| byte.is_ascii_graphic())
}

/// The number in `AADSTS65004: User declined …`.
fn aadsts(description: &str) -> Option<u32> {
    let number: String =
        description.strip_prefix("AADSTS")?.chars().take_while(char::is_ascii_digit).collect();
    number.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::oauth::{ClientAuthentication, Metadata, RevocationRequest, Scopes};

    fn registration(pkce: bool) -> Registration {
        Registration {
            metadata: Metadata {
                issuer: None,
                authorization_endpoint: "https://provider.example/authorize".to_owned(),
                token_endpoint: "https://provider.example/token".to_owned(),
                revocation_endpoint: None,
                revocation_request: RevocationRequest::Token,
                client_authentication: ClientAuthentication::Body,
                scope_names: ScopeNames::Spaced,
                authorization_parameters: &[("access_type", "offline")],
                pkce,
                default_expires_in: Some(3600),
            },
            client_id: "client & co".to_owned(),
            client_secret: "secret".into(),
            redirect_uri: "https://api.example/callback?a=1".to_owned(),
            scopes: Scopes::parse("openid https://scopes.example/a+b"),
        }
    }

    fn url(pkce: bool) -> Url {
        let state = State::new([7; 32]);
        let verifier = PkceVerifier::derive(&"key".into(), &state);
        authorization_url(&registration(pkce), &state, &verifier).unwrap()
    }

    #[test]
    fn s16_every_value_is_percent_encoded_and_comes_back_unchanged() {
        let url = url(false);
        assert!(!url.as_str().contains(['+', ' ']), "{url}");
        let value =
            |name: &str| url.query_pairs().find(|(key, _)| key == name).unwrap().1.into_owned();
        assert_eq!(value("redirect_uri"), "https://api.example/callback?a=1");
        assert_eq!(value("client_id"), "client & co");
        assert_eq!(value("scope"), "openid https://scopes.example/a+b");
        assert_eq!(value("access_type"), "offline");
        assert_eq!(value("response_type"), "code");
    }

    #[test]
    fn scopes_are_named_only_where_the_server_takes_them_from_the_request() {
        let mut registration = registration(true);
        registration.metadata.scope_names = ScopeNames::Absent;
        let state = State::new([7; 32]);
        let verifier = PkceVerifier::derive(&"key".into(), &state);
        let url = authorization_url(&registration, &state, &verifier).unwrap();
        assert!(!url.query_pairs().any(|(key, _)| key == "scope"), "{url}");
    }

    #[test]
    fn scopes_are_separated_as_the_server_reads_them() {
        let mut registration = registration(true);
        registration.metadata.scope_names = ScopeNames::Commas;
        let state = State::new([7; 32]);
        let verifier = PkceVerifier::derive(&"key".into(), &state);
        let url = authorization_url(&registration, &state, &verifier).unwrap();
        let scope = url.query_pairs().find(|(key, _)| key == "scope").unwrap().1;
        assert_eq!(scope, "openid,https://scopes.example/a+b");
    }

    #[test]
    fn s7_the_challenge_is_sent_only_where_the_server_takes_one() {
        assert!(!url(false).as_str().contains("code_challenge"));
        let url = url(true);
        assert!(
            url.query_pairs().any(|(key, value)| key == "code_challenge_method" && value == "S256")
        );
        let verifier = PkceVerifier::derive(&"key".into(), &State::new([7; 32]));
        assert!(!url.as_str().contains(verifier.0.expose_secret()));
    }

    #[test]
    fn s7_verifiers_are_unique_per_state_and_of_legal_length() {
        let derive = |byte| {
            PkceVerifier::derive(&"key".into(), &State::new([byte; 32]))
                .0
                .expose_secret()
                .to_owned()
        };
        assert_eq!(derive(1).len(), 43);
        assert_eq!(derive(1), derive(1));
        assert_ne!(derive(1), derive(2));
    }

    #[test]
    fn s1_a_state_of_another_shape_is_not_ours() {
        let ours = State::new([0; 32]);
        assert!(State::parse(ours.value()).is_some());
        for foreign in
            ["", "random:7", "cmFuZG9tOjc=", &ours.value()[1..], &format!("{}=", ours.value())]
        {
            assert!(State::parse(foreign).is_none(), "{foreign}");
        }
    }
}
