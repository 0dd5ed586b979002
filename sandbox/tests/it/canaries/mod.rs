//! Secrets are nowhere to be found: not in the table, in a log line, or in an answer (S26, S32).
//!
//! The canaries are the real ones: the tokens LinkedIn issued, the codes and states that travelled,
//! the verifiers derived from them, and the application's own secrets.

mod audit;
mod whole;

use aws_lc_rs::hmac;
use data_encoding::BASE64URL_NOPAD;
use http::StatusCode;
use sandbox::world::environment::{CODE_VERIFIER_KEY, secrets};
use secrecy::ExposeSecret;
use serde_json::json;
use shared::connection::Tokens;
use shared::model::owner::ConnectionId;
use shared::model::provider::Provider;
use shared::vault::Context;
use simulator_kit::wire::Fault;
use tracing::Level;
use url::Url;

use crate::answer::Answer;
use crate::logs::Logs;
use crate::scene::{COLLEAGUE, MARIAM, Scene};
use crate::upkeep::sweep;

/// Texts that must appear nowhere, each with its name.
struct Canaries(Vec<(&'static str, String)>);

impl Canaries {
    /// What a sandbox never shows from its start: secrets, and the people's addresses (local parts).
    fn new(scene: &Scene) -> Self {
        let is_id = |name: &str| name.ends_with("_ID");
        let mut canaries = Self(Vec::new());
        for content in secrets().values() {
            let secrets = content.as_object().unwrap().iter().filter(|(name, _)| !is_id(name));
            secrets.for_each(|(_, value)| canaries.add("secret", value.as_str().unwrap()));
        }
        canaries.add("caller's token", scene.bearer(MARIAM).strip_prefix("Bearer ").unwrap());
        canaries.add("caller's address", "awa.kone");
        canaries.add("account's address", "kofi.mensah");
        // The head of any JSON Web Token: LinkedIn's ID token is kept by nobody.
        canaries.add("JWT", &BASE64URL_NOPAD.encode(br#"{"alg":"#)[..9]);
        canaries.add("JWT", &BASE64URL_NOPAD.encode(br#"{"typ":"#)[..9]);
        canaries
    }

    fn add(&mut self, name: &'static str, text: &str) {
        assert!(text.len() >= 3, "{name}");
        self.0.push((name, text.to_owned()));
    }

    /// State and verifier of a flow, and the code it ended with.
    fn add_flow(&mut self, state: &str, back: &Url) {
        let key = CODE_VERIFIER_KEY.as_bytes();
        let verifier = hmac::sign(&hmac::Key::new(hmac::HMAC_SHA256, key), state.as_bytes());
        self.add("verifier", &BASE64URL_NOPAD.encode(verifier.as_ref()));
        self.add("state", state);
        let code = back.query_pairs().find(|(name, _)| name == "code").unwrap().1.into_owned();
        self.add("code", &code);
    }

    /// The tokens of company 1 at `provider`, opened with its own key.
    async fn add_tokens(&mut self, scene: &Scene, provider: Provider) {
        let app = &scene.world.app;
        let id = ConnectionId::of_company(1, provider);
        let connection = app.store.connection(id).await.unwrap().known().unwrap();
        let context = Context::of(id);
        let plaintext = app.vault.open(&connection.sealed_tokens, context).await.unwrap();
        let tokens = Tokens::from_plaintext(plaintext.expose_secret()).unwrap();
        self.add("access token", tokens.access_token.expose_secret());
        self.add("refresh token", tokens.refresh_token.unwrap().expose_secret());
    }

    /// Asserts that no canary is in `text`.
    #[track_caller]
    fn absent(&self, place: &str, text: &str) {
        for (name, canary) in &self.0 {
            if let Some(at) = text.find(canary) {
                let line = text[..at].lines().last().unwrap_or_default();
                assert!(!text.contains(canary), "{name} in {place}, after: {line}");
            }
        }
    }
}

/// Connects as kofi, whose tokens come with a refresh token, and makes the flow's canaries.
async fn connect(scene: &Scene, canaries: &mut Canaries) -> Answer {
    let partner = json!({"partner_refresh_tokens": true});
    scene.turn(&scene.world.origins[Provider::LinkedIn], "kofi", partner).await;
    let (url, state) = scene.begin(MARIAM, "linkedin").await;
    let back = scene.decide(&url, "kofi", "allow").await;
    canaries.add_flow(&state, &back);
    canaries.absent("the table", &scene.dump());
    scene.complete(MARIAM, "linkedin", &back).await
}

/// An answer of LinkedIn that repeats what it was sent, and an address.
fn talkative(status: StatusCode, canaries: &Canaries) -> Fault {
    let words: Vec<_> = canaries.0.iter().map(|(_, text)| text.as_str()).collect();
    let words = format!("Bearer {} kofi.mensah@lagune.example", words.join(" "));
    Fault::respond(
        status,
        json!({"error": words, "error_description": words, "code": "X", "message": words}),
    )
}

#[tokio::test]
async fn s26_s32_the_whole_life_of_a_connection_leaves_no_secret_in_table_log_or_answer() {
    let logs = Logs::capture(Level::DEBUG);
    let scene = Scene::new().await;
    let mut canaries = Canaries::new(&scene);
    let mut answers = vec![connect(&scene, &mut canaries).await];
    canaries.add_tokens(&scene, Provider::LinkedIn).await;
    answers.push(scene.call("status", COLLEAGUE, |_| ()).await);
    answers.push(scene.publish(MARIAM, json!({"job_id": 1})).await);
    scene.advance("54 days");
    assert_eq!(sweep(&scene).await["renewed"], 1);
    canaries.add_tokens(&scene, Provider::LinkedIn).await;
    canaries.absent("the table", &scene.dump());
    answers.push(scene.disconnect(MARIAM, "linkedin").await);
    for answer in answers {
        canaries.absent("an answer", &answer.text);
        answer.ok();
    }
    assert_eq!(logs.lines("\"audit\":").len(), 4, "connect, publish, renew, disconnect");
    assert_eq!(logs.lines("\"_aws\":").len(), 2, "the run's metrics, and its provider's");
    canaries.absent("the log", &logs.text());
}

#[tokio::test]
async fn s32_no_failure_repeats_what_was_sent_or_what_a_provider_said() {
    let logs = Logs::capture(Level::DEBUG);
    let scene = Scene::new().await;
    let mut canaries = Canaries::new(&scene);
    connect(&scene, &mut canaries).await.ok();
    canaries.add_tokens(&scene, Provider::LinkedIn).await;
    let mut answers = Vec::new();
    for status in
        [400, 401, 403, 422, 426, 429, 500].map(|code| StatusCode::from_u16(code).unwrap())
    {
        let linkedin = &scene.world.controls[Provider::LinkedIn];
        linkedin.inject(talkative(status, &canaries).on("POST", "/oauth/v2/accessToken").times(2));
        answers.push(connect(&scene, &mut canaries).await);
        linkedin.clear();
        // A new token that is refused is waited for.
        linkedin.inject(talkative(status, &canaries).on("GET", "/v2/me").times(20));
        answers.push(scene.while_time_passes(connect(&scene, &mut canaries)).await);
        linkedin.inject(talkative(status, &canaries).on("POST", "/rest/posts").times(2));
        answers.push(scene.publish(MARIAM, json!({"job_id": 1})).await);
        linkedin.clear();
        scene.world.controls.api.inject(talkative(status, &canaries));
        answers.push(scene.call("status", MARIAM, |_| ()).await);
        connect(&scene, &mut canaries).await.ok();
    }
    let refused = talkative(StatusCode::BAD_REQUEST, &canaries).times(2);
    scene.world.controls.dynamodb.inject(refused);
    answers.push(scene.call("status", MARIAM, |_| ()).await);
    scene.advance("6m");
    // The secret, which is read anew, and then the tokens.
    let talkative = talkative(StatusCode::BAD_REQUEST, &canaries).times(2);
    scene.world.controls.kms_and_secrets.inject(talkative);
    answers.push(scene.publish(MARIAM, json!({"job_id": 2})).await);
    for answer in answers {
        assert!(!answer.status.is_success(), "{answer:?}");
        canaries.absent("an answer", &answer.text);
    }
    canaries.absent("the table", &scene.dump());
    assert!(!logs.lines("\"ProviderMisconfigured\":1").is_empty(), "426 is an alarm");
    canaries.absent("the log", &logs.text());
}
