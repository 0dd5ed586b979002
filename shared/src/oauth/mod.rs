//! OAuth 2.0 as a client (RFC 6749, 7636, 9207), over the `oauth2` crate.
//!
//! Knows neither storage nor Lambda nor any provider: what differs between providers is data here.

mod authorization;
mod error;
mod id_token;
mod revocation;
mod scopes;
mod token;

pub use authorization::{
    AuthorizationError, AuthorizationResponse, PkceVerifier, State, UnverifiedGrant,
    authorization_url,
};
pub use error::{Refusal, TokenError};
pub use id_token::IdToken;
pub use revocation::{Credentials, revoke};
pub use scopes::Scopes;
pub use token::{Grant, exchange_code, refresh};

use secrecy::SecretString;

/// What is special about an authorization server; names as in RFC 8414.
#[derive(Clone, Debug)]
pub struct Metadata {
    /// The `iss` expected in an authorization response that carries one (RFC 9207).
    pub issuer: Option<&'static str>,
    /// Where the browser is sent.
    pub authorization_endpoint: String,
    /// Where codes and refresh tokens become access tokens.
    pub token_endpoint: String,
    /// Where a token is revoked (RFC 7009), if anywhere.
    pub revocation_endpoint: Option<String>,
    /// How a revocation is asked for there.
    pub revocation_request: RevocationRequest,
    /// How we say at the token endpoint who we are.
    pub client_authentication: ClientAuthentication,
    /// How an authorization request names scopes.
    pub scope_names: ScopeNames,
    /// Parameters this server wants beside those of RFC 6749.
    pub authorization_parameters: &'static [(&'static str, &'static str)],
    /// Whether the server takes a code challenge (RFC 7636).
    pub pkce: bool,
    /// The access token's life in seconds where the answer names none; `None` where it never dies then.
    pub default_expires_in: Option<i64>,
}

/// How a client says at the token endpoint who it is (RFC 6749, section 2.3.1).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ClientAuthentication {
    /// In the body: `client_secret_post`.
    Body,
    /// In the `Authorization` header: `client_secret_basic`.
    Basic,
}

/// How an authorization request names the scopes that are asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ScopeNames {
    /// Separated by spaces (RFC 6749, section 3.3).
    Spaced,
    /// Separated by commas.
    Commas,
    /// Not at all: an app has those it is registered with.
    Absent,
}

/// How a revocation is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RevocationRequest {
    /// With the token alone, in a form (RFC 7009, without section 2.1's authentication).
    Token,
    /// With our credentials beside the token in the form.
    TokenAndClient,
    /// With the access token in the query, and our credentials in the `Authorization` header.
    BasicWithQuery,
    /// By the token itself, as a bearer, which ends with its use; refused with one of these words, it is over
    /// already.
    Bearer(&'static [&'static str]),
}

/// Our registration at an authorization server.
#[derive(Clone, Debug)]
pub struct Registration {
    /// The server.
    pub metadata: Metadata,
    /// Our id there.
    pub client_id: String,
    /// Our secret there.
    pub client_secret: SecretString,
    /// The registered redirect URI.
    pub redirect_uri: String,
    /// What we ask for.
    pub scopes: Scopes,
}
