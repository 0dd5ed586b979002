//! The key that signs id tokens, and its public half (RFC 7517).

use aws_lc_rs::rand::SystemRandom;
use aws_lc_rs::rsa::KeySize;
use aws_lc_rs::signature::{KeyPair, RSA_PKCS1_SHA256, RsaKeyPair, RsaPublicKeyComponents};
use axum::Json;
use axum::extract::State;
use data_encoding::BASE64URL_NOPAD;
use serde_json::{Value, json};

use crate::Google;

const KEY_ID: &str = "simulator-1";

/// An RSA key of 2048 bits, for RS256 (RFC 7518, section 3.3).
pub struct SigningKey(RsaKeyPair);

impl SigningKey {
    /// A new key. Takes about a tenth of a second.
    #[expect(clippy::expect_used, reason = "without a key there is no simulator")]
    pub fn generate() -> Self {
        Self(RsaKeyPair::generate(KeySize::Rsa2048).expect("the system's random source answers"))
    }

    /// A JWT of `claims` in the compact form (RFC 7515, section 7.1).
    #[expect(clippy::expect_used, reason = "the buffer has the length of the modulus")]
    pub fn sign(&self, claims: &Value) -> String {
        let header = json!({"alg": "RS256", "kid": KEY_ID, "typ": "JWT"});
        let encode = |part: &Value| BASE64URL_NOPAD.encode(part.to_string().as_bytes());
        let text = format!("{}.{}", encode(&header), encode(claims));
        let mut signature = vec![0; self.0.public_modulus_len()];
        self.0
            .sign(&RSA_PKCS1_SHA256, &SystemRandom::new(), text.as_bytes(), &mut signature)
            .expect("a signature fits its modulus");
        format!("{text}.{}", BASE64URL_NOPAD.encode(&signature))
    }

    fn jwk(&self) -> Value {
        let public = RsaPublicKeyComponents::<Vec<u8>>::from(self.0.public_key());
        json!({
            "kty": "RSA",
            "use": "sig",
            "alg": "RS256",
            "kid": KEY_ID,
            "n": BASE64URL_NOPAD.encode(&public.n),
            "e": BASE64URL_NOPAD.encode(&public.e),
        })
    }
}

/// `GET /oauth2/v3/certs`: the JWK set that id tokens are verified with.
pub async fn certs(State(google): State<Google>) -> Json<Value> {
    Json(json!({ "keys": [google.key.jwk()] }))
}
