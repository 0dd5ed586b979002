//! What Slack's refusals mean. Sources: the methods' errors; "Rate limits". A status tells little: refusals
//! have that of success.

use jiff::Timestamp;
use serde_json::Value;

use crate::model::denial::Denial;
use crate::model::fault::{Fault, ProviderError};
use crate::model::notes::ChannelTrouble;
use crate::model::reason::Reason;
use crate::oauth::{AuthorizationError, Refusal};
use crate::providers::refusals::{Judgement, standard_denial, standard_fault};
use crate::providers::{Answer, Settings};

/// A message that is not there any more, or can't be changed or answered: what was to follow it can stand alone.
const MESSAGE_CLOSED: [&str; 6] = [
    "message_not_found",
    "cant_update_message",
    "edit_window_closed",
    "cannot_reply_to_message",
    "restricted_action_thread_locked",
    "restricted_action_non_threadable_channel",
];
/// What passes by itself; a workspace that moves into an organization takes hours.
const PASSING: [&str; 7] = [
    "fatal_error",
    "internal_error",
    "service_unavailable",
    "request_timeout",
    "org_login_required",
    "team_added_to_org",
    "external_channel_migrating",
];
/// The words that mean that a token is over, for whoever wants it to be.
pub(super) const OVER: &[&str] =
    &["token_expired", "token_revoked", "account_inactive", "invalid_auth", "not_authed"];

/// Of an authorization request.
pub(super) fn authorization(error: &AuthorizationError) -> Denial {
    match error.error.as_str() {
        "bad_redirect_uri" | "invalid_client_id" | "no_scopes" => Denial::ProviderMisconfigured,
        word => standard_denial(word),
    }
}

/// Of a code or a refresh token.
pub(super) fn token(refusal: &Refusal, _: &Settings) -> Judgement {
    Judgement::Plain(match refusal.error.as_str() {
        "invalid_refresh_token" | "invalid_grant" => Fault::GrantGone(Reason::Revoked),
        "invalid_client_id"
        | "bad_client_secret"
        | "bad_redirect_uri"
        | "invalid_grant_type"
        | "no_scopes"
        | "pkce_not_allowed"
        | "invalid_code_verifier" => Fault::Config,
        "cannot_install_an_org_installed_app" => Fault::Permission,
        word => standard_fault(word),
    })
}

/// Of a call to the API.
pub(super) fn api(answer: &Answer, _: Timestamp) -> (Fault, Option<String>) {
    let Answer { status, body, .. } = answer;
    let word = body.get("error").and_then(Value::as_str);
    let fault = match (status.as_u16(), word) {
        (429, _) | (_, Some("ratelimited" | "rate_limited")) => Fault::Throttled(None),
        (200, Some(word)) => meaning(word),
        // By its meaning, nothing was done.
        (503, _) => Fault::Transient,
        (500.., _) | (200, None) => Fault::OutcomeUnknown,
        _ => Fault::Transient,
    };
    (fault, word.map(str::to_owned))
}

fn meaning(word: &str) -> Fault {
    match word {
        "token_expired" => Fault::TokenRefused,
        "invalid_auth" | "not_authed" | "token_revoked" | "account_inactive" => {
            Fault::GrantGone(Reason::Revoked)
        }
        "missing_scope"
        | "ekm_access_denied"
        | "access_denied"
        | "accesslimited"
        | "app_access_restricted"
        | "team_access_not_granted"
        | "enterprise_is_restricted" => Fault::Permission,
        "fatal_error" | "internal_error" => Fault::OutcomeUnknown,
        "channel_not_found"
        | "not_in_channel"
        | "is_archived"
        | "is_inactive"
        | "restricted_action"
        | "restricted_action_read_only_channel"
        | "restricted_action_thread_only_channel"
        | "posting_to_general_channel_denied"
        | "no_permission"
        | "user_is_restricted"
        | "message_limit_exceeded"
        | "no_text"
        | "msg_too_long"
        | "msg_blocks_too_long"
        | "invalid_blocks"
        | "invalid_blocks_format"
        | "invalid_arg_name"
        | "invalid_array_arg"
        | "invalid_charset"
        | "invalid_form_data"
        | "invalid_post_type"
        | "missing_post_type"
        | "invalid_cursor"
        | "invalid_limit"
        | "invalid_types"
        | "missing_argument" => Fault::Rejected,
        word if MESSAGE_CLOSED.contains(&word) => Fault::Rejected,
        // What passes, and what nobody knows yet: see [`is_unknown`].
        _ => Fault::Transient,
    }
}

/// Whether `error` is a refusal in a word that is not known here: no outage, and nothing that time mends for certain.
pub fn is_unknown(error: &ProviderError) -> bool {
    let is_word = |word: &str| !PASSING.contains(&word);
    let is_refusal = error.fault == Fault::Transient && error.is(200);
    is_refusal && error.code.as_deref().is_some_and(is_word)
}

/// Whether the message that was to be changed or answered is what refuses, so that another may be taken: nothing
/// but a message of its own tells that from a word that is not known.
pub fn is_closed(error: &ProviderError) -> bool {
    let is_closed = |word: &str| MESSAGE_CLOSED.contains(&word);
    error.code.as_deref().is_some_and(is_closed) || is_unknown(error)
}

/// What `error` says of the channel, where it is that which keeps a note out.
pub fn trouble(error: &ProviderError) -> Option<ChannelTrouble> {
    Some(match error.code.as_deref()? {
        "channel_not_found" => ChannelTrouble::NotFound,
        "not_in_channel" => ChannelTrouble::NotInvited,
        "is_archived" | "is_inactive" => ChannelTrouble::Archived,
        "restricted_action"
        | "restricted_action_read_only_channel"
        | "restricted_action_thread_only_channel"
        | "posting_to_general_channel_denied"
        | "no_permission"
        | "user_is_restricted" => ChannelTrouble::Restricted,
        "message_limit_exceeded" => ChannelTrouble::Full,
        "missing_scope"
        | "ekm_access_denied"
        | "access_denied"
        | "accesslimited"
        | "app_access_restricted"
        | "team_access_not_granted"
        | "enterprise_is_restricted" => ChannelTrouble::Blocked,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use http::{HeaderMap, StatusCode};
    use serde_json::json;

    use super::*;
    use crate::model::provider::Provider;
    use crate::providers::refusals::tests::refused;

    fn told(status: u16, word: &str) -> Fault {
        let status = StatusCode::from_u16(status).unwrap();
        let body = json!({"ok": false, "error": word});
        api(&Answer { status, headers: HeaderMap::new(), body }, Timestamp::UNIX_EPOCH).0
    }

    #[test]
    fn f21_only_a_dead_refresh_token_or_a_removed_app_ends_a_connection() {
        let gone = Fault::GrantGone(Reason::Revoked);
        let of_token = |word| refused(Provider::Slack, &format!(r#"{{"error":"{word}"}}"#));
        assert_eq!(of_token("invalid_refresh_token"), gone);
        assert_eq!(of_token("bad_client_secret"), Fault::Config);
        for word in ["ratelimited", "fatal_error", "service_unavailable", "invalid_code"] {
            assert_eq!(of_token(word), Fault::Transient, "{word}");
        }
        assert_eq!(told(200, "account_inactive"), gone);
        for word in ["channel_not_found", "is_archived", "not_in_channel", "restricted_action"] {
            assert_eq!(told(200, word), Fault::Rejected, "{word}");
        }
        for word in ["team_added_to_org", "something_new"] {
            assert_eq!(told(200, word), Fault::Transient, "{word}");
        }
        assert_eq!(told(429, "ratelimited"), Fault::Throttled(None));
        assert_eq!(told(503, ""), Fault::Transient);
        assert_eq!(told(502, ""), Fault::OutcomeUnknown);
    }

    #[test]
    fn what_keeps_a_channel_closed_is_told_from_what_is_wrong_with_a_message() {
        let error = |word: &str| ProviderError {
            provider: Provider::Slack,
            fault: Fault::Rejected,
            status: Some(200),
            code: Some(word.to_owned()),
        };
        assert_eq!(trouble(&error("is_archived")), Some(ChannelTrouble::Archived));
        assert_eq!(trouble(&error("not_in_channel")), Some(ChannelTrouble::NotInvited));
        assert_eq!(trouble(&error("invalid_blocks")), None);
    }

    #[test]
    fn a_word_that_nobody_knows_is_told_from_an_outage_and_from_a_closed_thread() {
        let error = |word: &str| ProviderError {
            provider: Provider::Slack,
            fault: told(200, word),
            status: Some(200),
            code: Some(word.to_owned()),
        };
        for (word, unknown, closed) in [
            ("something_new", true, true),
            ("restricted_action_thread_locked", false, true),
            ("restricted_action_non_threadable_channel", false, true),
            ("is_archived", false, false),
            ("service_unavailable", false, false),
            ("fatal_error", false, false),
        ] {
            assert_eq!(
                (is_unknown(&error(word)), is_closed(&error(word))),
                (unknown, closed),
                "{word}"
            );
        }
    }
}
