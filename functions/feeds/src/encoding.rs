//! A feed packed as its taker takes it, within what Lambda answers.

use std::io::Write;

use flate2::Compression;
use flate2::write::GzEncoder;
use http::{HeaderMap, header};
use lambda_http::Body;
use shared::model::error::{Error, Result};

/// The largest body, in bytes of the JSON that Lambda answers API Gateway: of its 6 MB ("Lambda quotas") a
/// little is left for headers. API Gateway itself takes 10 MB.
const ANSWER_LIMIT: usize = 6_000_000;

/// What a taker takes (RFC 9110, section 12.5.3).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Accepted {
    /// It says that it unpacks gzip.
    Gzip,
    /// It says nothing, which leaves the choice to us.
    Anything,
    /// It unpacks none, or refuses gzip.
    Plain,
}

/// A body, and whether it is packed.
#[derive(Debug)]
pub struct Packed {
    pub(crate) body: Body,
    pub(crate) is_gzip: bool,
}

impl Accepted {
    pub(crate) fn of(headers: &HeaderMap) -> Self {
        let values = headers.get_all(header::ACCEPT_ENCODING).iter();
        let values: Vec<_> = values.filter_map(|value| value.to_str().ok()).collect();
        if values.is_empty() {
            return Self::Anything;
        }
        let weight = |wanted: &[&str]| {
            let mut codings = values.iter().flat_map(|value| value.split(','));
            codings.find_map(|coding| {
                let mut parts = coding.split(';').map(str::trim);
                let name = parts.next()?.to_ascii_lowercase();
                let weight = parts.find_map(|part| {
                    let (name, value) = part.split_once('=')?;
                    let is_weight = name.trim().eq_ignore_ascii_case("q");
                    value.trim().parse().ok().filter(|_| is_weight)
                });
                wanted.contains(&name.as_str()).then(|| weight.unwrap_or(1.0))
            })
        };
        let gzip: Option<f32> = weight(&["gzip", "x-gzip"]).or_else(|| weight(&["*"]));
        if gzip.is_some_and(|weight| weight > 0.0) { Self::Gzip } else { Self::Plain }
    }
}

/// `feed` in the form that is accepted.
///
/// # Errors
/// [`Error::FeedTooLarge`] where it does not fit in that form.
pub(crate) fn packed(feed: String, accepted: Accepted) -> Result<Packed> {
    let fits = escaped_length(&feed) <= ANSWER_LIMIT;
    match accepted {
        Accepted::Plain if !fits => Err(Error::FeedTooLarge),
        Accepted::Gzip => gzip(&feed),
        Accepted::Anything if !fits => gzip(&feed),
        Accepted::Plain | Accepted::Anything => {
            Ok(Packed { body: Body::Text(feed), is_gzip: false })
        }
    }
}

fn gzip(feed: &str) -> Result<Packed> {
    let mut encoder = GzEncoder::new(Vec::with_capacity(feed.len() / 4), Compression::default());
    encoder.write_all(feed.as_bytes()).map_err(|_| Error::Internal)?;
    let bytes = encoder.finish().map_err(|_| Error::Internal)?;
    // Bytes travel as base64.
    if bytes.len().div_ceil(3) * 4 > ANSWER_LIMIT {
        return Err(Error::FeedTooLarge);
    }
    Ok(Packed { body: Body::Binary(bytes), is_gzip: true })
}

/// How long `text` is as a JSON string. No control characters but line ends and tabs are in a feed.
fn escaped_length(text: &str) -> usize {
    text.len()
        + text.bytes().filter(|byte| matches!(byte, b'"' | b'\\' | b'\n' | b'\r' | b'\t')).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn accepted(value: &str) -> Accepted {
        Accepted::of(&[(header::ACCEPT_ENCODING, value.parse().unwrap())].into_iter().collect())
    }

    #[test]
    fn gzip_is_sent_to_whoever_names_it_and_to_nobody_who_refuses_it() {
        for text in ["gzip", "deflate, GZIP;q=0.5", "br, *", "x-gzip", "gzip; Q=1.0"] {
            assert_eq!(accepted(text), Accepted::Gzip, "{text}");
        }
        for text in ["gzip;q=0", "identity", "br", "*;q=0", "", "gzip;q=0, *", "gzip;Q=0.000"] {
            assert_eq!(accepted(text), Accepted::Plain, "{text}");
        }
        assert_eq!(Accepted::of(&HeaderMap::new()), Accepted::Anything);
    }

    #[test]
    fn what_is_too_large_is_packed_unless_that_is_refused() {
        let large = "<a/>\n".repeat(ANSWER_LIMIT / 5);
        assert!(escaped_length(&large) > ANSWER_LIMIT);
        let packed = |accepted| super::packed(large.clone(), accepted);
        assert!(packed(Accepted::Anything).unwrap().is_gzip);
        assert!(matches!(packed(Accepted::Plain), Err(Error::FeedTooLarge)));
        assert_eq!(escaped_length("a\"\n"), serde_json::to_string("a\"\n").unwrap().len() - 2);
        assert!(!super::packed("<a/>".to_owned(), Accepted::Anything).unwrap().is_gzip);
    }
}
