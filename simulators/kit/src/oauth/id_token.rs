//! OpenID Connect id tokens (Core 1.0, section 2), signed RS256 by a key made at first use.

use std::sync::LazyLock;

use aws_lc_rs::rand::SystemRandom;
use aws_lc_rs::rsa::KeySize;
use aws_lc_rs::signature::{KeyPair, RSA_PKCS1_SHA256, RsaKeyPair};
use data_encoding::BASE64URL_NOPAD;
use serde_json::{Value, json};

/// Making one takes a moment, so all simulators of a process share it.
#[expect(clippy::expect_used, reason = "without the system's randomness nothing can be signed")]
static KEY: LazyLock<RsaKeyPair> =
    LazyLock::new(|| RsaKeyPair::generate(KeySize::Rsa2048).expect("a key can be made"));

const KEY_ID: &str = "simulator-1";

/// `claims` (a JSON object) as a compact JWS (RFC 7515).
#[expect(clippy::expect_used, reason = "signing fails only for a buffer of another length")]
pub fn sign(claims: &Value) -> String {
    let header = json!({ "alg": "RS256", "kid": KEY_ID, "typ": "JWT" });
    let encode = |part: &Value| BASE64URL_NOPAD.encode(part.to_string().as_bytes());
    let input = format!("{}.{}", encode(&header), encode(claims));
    let mut signature = vec![0; KEY.public_modulus_len()];
    KEY.sign(&RSA_PKCS1_SHA256, &SystemRandom::new(), input.as_bytes(), &mut signature)
        .expect("the buffer has the length of the modulus");
    format!("{input}.{}", BASE64URL_NOPAD.encode(&signature))
}

/// The public key as a JWK set (RFC 7517, section 5).
pub fn jwks() -> Value {
    let key = json!({
        "kty": "RSA", "use": "sig", "alg": "RS256", "kid": KEY_ID,
        "n": BASE64URL_NOPAD.encode(modulus()), "e": "AQAB",
    });
    json!({ "keys": [key] })
}

/// The modulus inside `RSAPublicKey` (RFC 8017, appendix A.1.1): for 2048 bits it always lies
/// between nine bytes of headers and the exponent 65537.
fn modulus() -> &'static [u8] {
    KEY.public_key().as_ref().get(9..265).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use jsonwebtoken::jwk::JwkSet;
    use jsonwebtoken::{Algorithm, DecodingKey, Validation, decode};

    use super::*;

    #[test]
    fn a_signed_token_verifies_with_the_published_key() {
        let claims = json!({ "aud": "app", "exp": 4_102_444_800_u64, "sub": "kofi" });
        let keys: JwkSet = serde_json::from_value(jwks()).unwrap();
        let key = DecodingKey::from_jwk(keys.find(KEY_ID).unwrap()).unwrap();
        let mut rules = Validation::new(Algorithm::RS256);
        rules.set_audience(&["app"]);
        assert_eq!(decode::<Value>(&sign(&claims), &key, &rules).unwrap().claims, claims);
    }
}
