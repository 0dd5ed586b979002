//! LinkedIn's names of posts: `urn:li:share:{number}` or `urn:li:ugcPost:{number}`.

/// Whether `urn` names a post, exactly.
pub fn is_post(urn: &str) -> bool {
    let id = urn.strip_prefix("urn:li:share:").or_else(|| urn.strip_prefix("urn:li:ugcPost:"));
    id.is_some_and(|id| !id.is_empty() && id.bytes().all(|byte| byte.is_ascii_digit()))
}

/// The post's URN in `text`, which may still be percent-encoded as it came in a path; `None` if it is not one.
pub fn post_urn(text: &str) -> Option<String> {
    let urn = text.replace("%3A", ":").replace("%3a", ":");
    is_post(&urn).then_some(urn)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_names_a_post_encoded_or_not() {
        for text in ["urn:li:share:71", "urn%3Ali%3Ashare%3A71"] {
            assert_eq!(post_urn(text).as_deref(), Some("urn:li:share:71"));
        }
        for text in ["urn:li:organization:71", "urn:li:share:71/../x", "urn:li:share:", "71"] {
            assert_eq!(post_urn(text), None, "{text}");
        }
    }
}
