//! Unguessable text for codes, tokens and identifiers.

use aws_lc_rs::rand;
use data_encoding::BASE64URL_NOPAD;

/// `length` random characters of the base64url alphabet (six bits each).
#[expect(clippy::expect_used, reason = "without the system's randomness nothing can be issued")]
pub fn text(length: usize) -> String {
    let mut bytes = vec![0; (length * 3).div_ceil(4)];
    rand::fill(&mut bytes).expect("the system's random source answers");
    let mut text = BASE64URL_NOPAD.encode(&bytes);
    text.truncate(length);
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_has_the_asked_length_and_differs_each_time() {
        for length in [1, 2, 3, 4, 43, 500] {
            assert_eq!(text(length).len(), length);
        }
        assert_ne!(text(43), text(43));
    }
}
