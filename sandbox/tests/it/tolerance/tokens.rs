//! The token endpoints of all providers: a token that was granted is kept, whatever else the answer holds,
//! and a refusal means what its documented word says.

use http::StatusCode;
use serde_json::{Value, json};
use simulator_kit::wire::Fault;

use crate::calendars::{connected, wire};
use crate::interviews::CALENDARS;
use crate::upkeep::{status, stored, sweep};

#[tokio::test]
async fn b8_a_token_that_was_granted_is_kept_whatever_else_the_answer_holds() {
    for provider in CALENDARS {
        for odd in [
            json!({"token_type": null, "expires_in": null, "scope": null, "refresh_token": null}),
            json!({"token_type": "bearer", "expires_in": "3600", "scope": ["x"], "id_token": 7}),
            json!({"refresh_token": 7, "scope": {}, "expires_in": {}, "ext_expires_in": "x"}),
            json!({"refresh_token": "", "refresh_token_expires_in": "x", "id_token": "x.y"}),
            json!({"refresh_token_expires_in": -1, "error": null, "client_info": [], "foci": 1}),
        ] {
            let scene = connected(provider).await;
            let before = stored(&scene, provider.key());
            let mut answer = json!({"access_token": "odd"});
            answer.as_object_mut().unwrap().extend(odd.as_object().unwrap().clone());
            let fault = Fault::respond(StatusCode::OK, answer);
            wire(&scene, provider).inject(fault.body_contains("grant_type=refresh_token"));
            scene.advance("2h");
            assert_eq!(sweep(&scene).await["renewed"], 1, "{provider} {odd}");
            assert_eq!(stored(&scene, provider.key())["scopes"], before["scopes"], "{odd}");
            // The refresh token is still the one that the provider knows.
            scene.advance("2h");
            assert_eq!(sweep(&scene).await["renewed"], 1, "{provider} {odd}");
            let state = status(&scene, provider.key()).await["state"].clone();
            assert_eq!(state, "active", "{provider} {odd}");
        }
    }
}

#[tokio::test]
async fn b8_a_refusal_means_what_its_word_says_whatever_stands_beside_it() {
    for provider in CALENDARS {
        for (odd, state) in [
            (json!({"error": "invalid_grant", "error_description": null}), "needs_reauthorization"),
            (
                json!({"error": "invalid_grant", "error_codes": "x", "suberror": null, "error_uri": 7}),
                "needs_reauthorization",
            ),
            (
                json!({"error": "invalid_grant", "error_codes": [null, "x"], "timestamp": {}, "claims": 7}),
                "needs_reauthorization",
            ),
            (
                json!({"error": "server_error", "error_description": ["x"], "error_subtype": {}}),
                "active",
            ),
            (json!({"error": ["invalid_grant"]}), "active"),
            (Value::Null, "active"),
        ] {
            let scene = connected(provider).await;
            let fault = Fault::respond(StatusCode::BAD_REQUEST, odd.clone());
            wire(&scene, provider).inject(fault.body_contains("grant_type=refresh_token"));
            scene.advance("2h");
            sweep(&scene).await;
            assert_eq!(stored(&scene, provider.key())["state"], state, "{provider} {odd}");
        }
    }
}
