//! What people are told where a provider refuses: a code of ours, and not its words (S43).

use http::StatusCode;
use serde_json::json;
use shared::model::provider::Provider;
use simulator_kit::wire::Fault;

use super::{connect, connected, life, new_use};
use crate::scene::{Answer, Scene};

/// What no text of ours has: the provider's raw words.
const RAW: &str = "Traceback: <b>zebra</b> for client_id=42";

fn talkative(status: u16) -> Fault {
    let words = json!({
        "error": {"code": RAW, "message": RAW, "errors": [{"reason": RAW, "message": RAW}]},
        "error_description": RAW, "message": RAW, "code": RAW, "serviceErrorCode": 1,
    });
    Fault::respond(StatusCode::from_u16(status).unwrap(), words).times(99)
}

/// Every call to the provider is refused with `status`: of a connection in use, of one whose token is
/// over, and of one that is being made.
async fn answers(scene: &Scene, provider: Provider, status: u16) -> Vec<Answer> {
    let wire = &scene.world.controls[provider];
    wire.inject(talkative(status));
    let used = new_use(scene, provider, 1).await;
    scene.advance(life(provider));
    let renewed = new_use(scene, provider, 2).await;
    wire.clear();
    wire.inject(talkative(status).body_contains("grant_type=authorization_code"));
    let connected = connect(scene, provider).await;
    wire.clear();
    vec![used, renewed, connected]
}

#[tokio::test]
async fn s43_no_answer_repeats_a_provider_s_words_and_each_has_a_code_with_a_text_in_every_language()
 {
    let languages = ["ar", "en", "fr", "pt"].map(|language| {
        let path = format!("../clients/typescript/messages/{language}.json");
        let texts = std::fs::read_to_string(path).unwrap();
        serde_json::from_str::<serde_json::Value>(&texts).unwrap()
    });
    for provider in Provider::ALL {
        for status in [400, 401, 403, 404, 409, 410, 412, 422, 426, 429, 500, 503] {
            let scene = connected(&[provider]).await;
            for answer in answers(&scene, provider, status).await {
                assert!(!answer.status.is_success(), "{provider} {status}: {answer:?}");
                for word in ["zebra", "Traceback", "client_id", "<b>"] {
                    assert!(!answer.text.contains(word), "{provider} {status}: {answer:?}");
                }
                for texts in &languages {
                    let text = texts[answer.code()].as_str();
                    assert!(text.is_some_and(|text| !text.is_empty()), "{}", answer.code());
                }
            }
        }
    }
}
