//! Graph's handshake: an address proves that it listens by repeating a token.
//!
//! "Notification endpoint validation" (Microsoft Graph, "Receive change notifications through webhooks"): the token
//! comes encoded in the query, the body is empty, and the answer is the decoded token as `text/plain` within ten
//! seconds. It is answered before anything is read: whoever sends a token learns what they sent.

use lambda_http::Request;
use url::form_urlencoded;

/// The longest token that is repeated, in characters: Graph's have some two hundred.
const LIMIT: usize = 1024;
const PARAMETER: &str = "validationToken";

/// What a handshake asks to be repeated: `None` where `request` is none, `Some(None)` where its token is empty, too
/// long, or told twice.
pub(crate) fn asked(request: &Request) -> Option<Option<String>> {
    let query = request.uri().query()?.as_bytes();
    let mut tokens = form_urlencoded::parse(query).filter(|(name, _)| name == PARAMETER);
    let (_, token) = tokens.next()?;
    let is_good = !token.is_empty() && token.chars().count() <= LIMIT;
    Some((is_good && tokens.next().is_none()).then(|| token.into_owned()))
}

#[cfg(test)]
mod tests {
    use lambda_http::Body;

    use super::*;

    fn of(query: &str) -> Option<Option<String>> {
        let uri = format!("https://localhost/api/integrations/outlook/notifications/0?{query}");
        asked(&http::Request::post(uri).body(Body::Empty).unwrap())
    }

    #[test]
    fn s49_a_token_is_decoded_once_and_repeated_up_to_1_024_characters() {
        let token = |text: &str| Some(Some(text.to_owned()));
        assert_eq!(
            of("validationToken=Validation%3a+Testing+%2b+%253c%3Cb%3E"),
            token("Validation: Testing + %3c<b>")
        );
        assert_eq!(of(&format!("validationToken={}", "a".repeat(1024))), token(&"a".repeat(1024)));
        assert_eq!(of(&format!("validationToken={}", "a".repeat(1025))), Some(None));
        assert_eq!(of("validationToken="), Some(None));
        assert_eq!(of("validationToken=a&validationToken=b"), Some(None));
        assert_eq!(of("other=a"), None);
    }
}
