//! URNs, LinkedIn's names for everything: `urn:li:{kind}:{id}`.

use std::fmt;
use std::str::FromStr;

use axum::extract::FromRequestParts;
use http::request::Parts;

use super::errors::{ApiError, ApiResult};

/// One entity's name.
#[derive(Clone, Debug, Eq, Hash, PartialEq)]
pub struct Urn {
    /// Such as `organization`, `person`, `share`, `ugcPost`, `image`.
    pub kind: String,
    /// The part after the kind; never empty.
    pub id: String,
}

impl Urn {
    /// The URN of an entity.
    pub fn new(kind: &str, id: impl fmt::Display) -> Self {
        Self { kind: kind.to_owned(), id: id.to_string() }
    }

    /// Whether it names a post: a share or a UGC post.
    pub fn is_post(&self) -> bool {
        self.kind == "share" || self.kind == "ugcPost"
    }

    /// The number of an organization.
    pub fn organization(&self) -> Option<u64> {
        (self.kind == "organization").then(|| self.id.parse().ok()).flatten()
    }
}

impl fmt::Display for Urn {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "urn:li:{}:{}", self.kind, self.id)
    }
}

impl FromStr for Urn {
    type Err = ();

    fn from_str(text: &str) -> Result<Self, ()> {
        let (kind, id) =
            text.strip_prefix("urn:li:").and_then(|rest| rest.split_once(':')).ok_or(())?;
        let plain = |part: &str| {
            !part.is_empty()
                && part.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_".contains(&byte))
        };
        if plain(kind) && plain(id) { Ok(Self::new(kind, id)) } else { Err(()) }
    }
}

/// The URN at the end of a path of the API, which Rest.li 2.0 wants fully percent-encoded.
pub struct Key(pub Urn);

impl<S: Sync> FromRequestParts<S> for Key {
    type Rejection = ApiError;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> ApiResult<Self> {
        let segment = parts.uri.path().rsplit('/').next().unwrap_or_default();
        decoded(segment)
            .and_then(|text| text.parse().ok())
            .map(Self)
            .ok_or_else(ApiError::path_syntax)
    }
}

/// The text of one Rest.li value; none where a reserved character stands bare or `%` is wrong.
pub(super) fn decoded(raw: &str) -> Option<String> {
    if raw.contains(['(', ')', ',', ':', '\'']) {
        return None;
    }
    // Through the form decoder, in which only `+` means something else.
    let pair = format!("v={}", raw.replace('+', "%2B"));
    let pairs: Vec<(String, String)> = serde_urlencoded::from_str(&pair).ok()?;
    pairs.into_iter().next().map(|(_, text)| text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_urn_has_a_kind_and_an_id() {
        let urn: Urn = "urn:li:organization:5515715".parse().unwrap();
        assert_eq!(
            (urn.organization(), urn.to_string().as_str()),
            (Some(5_515_715), "urn:li:organization:5515715")
        );
        for wrong in [
            "urn:li:organization",
            "urn:li:organization:",
            "urn:li:person:a:b",
            "5515715",
            "urn:li::1",
        ] {
            assert!(wrong.parse::<Urn>().is_err(), "{wrong}");
        }
    }

    #[test]
    fn a_value_is_fully_encoded() {
        assert_eq!(decoded("urn%3Ali%3Ashare%3A1").as_deref(), Some("urn:li:share:1"));
        assert_eq!(decoded("urn:li:share:1"), None);
        assert_eq!(decoded("a+b").as_deref(), Some("a+b"));
    }
}
