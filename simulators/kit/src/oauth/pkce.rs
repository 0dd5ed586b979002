//! Proof Key for Code Exchange, method `S256` (RFC 7636).

use aws_lc_rs::digest::{SHA256, digest};
use data_encoding::BASE64URL_NOPAD;

/// The challenge that belongs to `verifier`: `BASE64URL(SHA256(ASCII(verifier)))` (section 4.2).
pub fn challenge(verifier: &str) -> String {
    BASE64URL_NOPAD.encode(digest(&SHA256, verifier.as_bytes()).as_ref())
}

/// Whether `verifier` is the one `challenge` was made from (section 4.6).
///
/// A verifier that breaks the syntax of section 4.1 matches nothing.
pub fn verify(challenge_sent: &str, verifier: &str) -> bool {
    is_verifier(verifier) && challenge(verifier) == challenge_sent
}

/// Whether `text` can be an `S256` challenge: 43 characters of base64url (section 4.2).
pub fn is_challenge(text: &str) -> bool {
    BASE64URL_NOPAD.decode(text.as_bytes()).is_ok_and(|bytes| bytes.len() == 32)
}

/// 43 to 128 unreserved characters (section 4.1).
fn is_verifier(text: &str) -> bool {
    let unreserved = |byte: u8| byte.is_ascii_alphanumeric() || b"-._~".contains(&byte);
    (43..=128).contains(&text.len()) && text.bytes().all(unreserved)
}

#[cfg(test)]
mod tests {
    use super::*;

    const VERIFIER: &str = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";
    const CHALLENGE: &str = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";

    #[test]
    fn the_example_of_appendix_b_verifies() {
        assert!(is_challenge(CHALLENGE));
        assert!(verify(CHALLENGE, VERIFIER));
    }

    #[test]
    fn another_or_a_malformed_verifier_does_not() {
        assert!(!verify(CHALLENGE, &VERIFIER.replace('d', "e")));
        assert!(!verify(&challenge("short"), "short"));
        assert!(!verify(&challenge(&"a b".repeat(20)), &"a b".repeat(20)));
    }

    #[test]
    fn a_challenge_is_43_characters_of_base64url() {
        assert!(!is_challenge(VERIFIER.get(1..).unwrap()));
        assert!(!is_challenge("=".repeat(43).as_str()));
    }
}
