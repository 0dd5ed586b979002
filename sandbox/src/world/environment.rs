//! What the functions find around them in a sandbox: variables, secrets, AWS credentials.
//!
//! Nothing here is a real credential; the names are those `template.yaml` uses.

use std::collections::BTreeMap;
use std::time::Duration;

use aws_config::retry::RetryConfig;
use aws_config::{BehaviorVersion, Region, SdkConfig};
use aws_sdk_dynamodb::config::{Credentials, SharedCredentialsProvider};
use serde_json::{Value, json};
use shared::app::{App, sdk_client};
use shared::config::{Config, ConfigError};
use shared::model::provider::Provider;
use shared::platform::clock::Clock;
use shared::platform::endpoints::Endpoints;
use shared::platform::http::Http;

use super::Origins;
use crate::ats::webhooks;
use crate::aws::REGION;
use crate::aws::sns::{Sns, Subscription};
use crate::gateway::template::Template;
use crate::pictures;
use simulator_kit::clock::MovableClock;
use simulator_kit::oauth::Registration;

pub const TABLE: &str = "integrations";
/// The key that seals tokens.
pub const KEY_ALIAS: &str = "alias/integrations";
/// Who may do everything, as no function may.
pub const OWNER: &str = "sandbox";
/// The topic that alarms go to.
pub const ALARM_TOPIC: &str = "alarms";
/// Where the ATS's pictures are; [`pictures`] plays it.
pub const IMAGE_HOST: &str = "res.cloudinary.com";
/// What the sandbox's ATS signs its tokens with.
pub const JWT_SECRET: &str = "sandbox-jwt-secret-that-signs-nothing-real";
/// What the sandbox's functions derive code verifiers with.
pub const CODE_VERIFIER_KEY: &str = "sandbox-code-verifier-key-0123456789";
/// The secret that holds [`JWT_SECRET`].
pub const CALLER_SECRET: &str = "CallerSecret";
/// The secret that holds [`CODE_VERIFIER_KEY`].
pub const CODE_VERIFIER_SECRET: &str = "CodeVerifierSecret";
/// The secret that holds what the Zoom simulator signs its events with.
pub const ZOOM_WEBHOOK_SECRET: &str = "ZoomWebhookSecret";
/// The secret that holds what the Slack simulator signs its events with.
pub const SLACK_WEBHOOK_SECRET: &str = "SlackWebhookSecret";

/// The secret that holds [`SIGNING_KEY`].
pub const WEBHOOK_SECRET: &str = "WebhookSecret";
/// The secret that holds [`VERIFICATION_KEY`].
pub const ATS_EVENTS_SECRET: &str = "AtsEventsSecret";
/// What events to the sandbox's ATS are signed with.
pub const SIGNING_KEY: &str = "whsec_c2FuZGJveC1zaWduaW5nLWtleS1vZi1ub2JvZHktMDE=";
/// What the sandbox's ATS signs its reports with.
pub const VERIFICATION_KEY: &str = "whsec_c2FuZGJveC1yZXBvcnRpbmcta2V5LW9mLW5vYm9keTE=";

/// The secret that holds our registration at `provider`, by its name in `template.yaml`.
pub fn client_secret_id(provider: Provider) -> String {
    format!("{}Secret", provider.vendor())
}

/// The name and the content of each secret, in the format `shared::platform::secrets` describes. They are named as
/// in `template.yaml`, by which roles speak of them.
pub fn secrets() -> BTreeMap<String, Value> {
    let clients = Provider::ALL.map(|provider| {
        let (id, secret) = client(provider);
        (client_secret_id(provider), json!({"CLIENT_ID": id, "CLIENT_SECRET": secret}))
    });
    let own = [
        (CALLER_SECRET, json!({"JWT_SECRET": JWT_SECRET})),
        (CODE_VERIFIER_SECRET, json!({"CODE_VERIFIER_KEY": CODE_VERIFIER_KEY})),
        (WEBHOOK_SECRET, json!({"SIGNING_KEY": SIGNING_KEY})),
        (ATS_EVENTS_SECRET, json!({"VERIFICATION_KEY": VERIFICATION_KEY})),
        (ZOOM_WEBHOOK_SECRET, json!({"SECRET_TOKEN": simulator_zoom::WEBHOOK_SECRET_TOKEN})),
        (SLACK_WEBHOOK_SECRET, json!({"SIGNING_SECRET": simulator_slack::SIGNING_SECRET})),
    ];
    let own = own.map(|(id, secret)| (id.to_owned(), secret));
    own.into_iter().chain(clients).collect()
}

/// The topic of alarms, with somebody who is told.
pub(super) fn sns() -> Sns {
    let sns = Sns::default();
    let endpoint = "alarms@example.com".to_owned();
    sns.subscribe(ALARM_TOPIC, vec![Subscription { endpoint, is_confirmed: true }]);
    sns
}

/// Our registration at a simulated provider.
pub(super) fn registration(provider: Provider, origins: &Origins) -> Registration {
    let (client_id, client_secret) = client(provider);
    Registration { client_id, client_secret, redirect_uris: vec![redirect_uri(provider, origins)] }
}

/// The variables of `template.yaml`, with the sandbox's values; those that are not of a place keep the
/// values of a deployment that sets no parameter, so that what is deployed is what runs here.
pub fn config(template: &Template, origins: &Origins) -> Result<Config, ConfigError> {
    let mut config = Config::from_vars(|name| {
        let value = match name {
            "FRONTEND_URL" => origins.dashboard.clone(),
            "ATS_API_URL" => origins.api.clone(),
            "TABLE_NAME" => TABLE.to_owned(),
            "KMS_KEY_ID" => KEY_ALIAS.to_owned(),
            "ATS_WEBHOOK_URL" => format!("{}{}", origins.api, webhooks::PATH),
            "PUBLIC_URL" => origins.api.clone(),
            "WEBHOOK_SECRET_ID" => WEBHOOK_SECRET.to_owned(),
            "ATS_EVENTS_SECRET_ID" => ATS_EVENTS_SECRET.to_owned(),
            "CALLER_SECRET_ID" => CALLER_SECRET.to_owned(),
            "CODE_VERIFIER_SECRET_ID" => CODE_VERIFIER_SECRET.to_owned(),
            "ZOOM_WEBHOOK_SECRET_ID" => ZOOM_WEBHOOK_SECRET.to_owned(),
            "SLACK_WEBHOOK_SECRET_ID" => SLACK_WEBHOOK_SECRET.to_owned(),
            "JOB_IMAGE_HOSTS" => IMAGE_HOST.to_owned(),
            _ => match of_a_client(name, origins) {
                Some(value) => value,
                None => return template.variables.get(name).cloned(),
            },
        };
        Some(value)
    })?;
    let providers = Provider::ALL.map(|provider| origins[provider].clone());
    config.endpoints =
        Endpoints::simulated(providers, origins.dynamodb.clone(), origins.kms_and_secrets.clone())
            .with_pictures(format!("{}{}", origins.api, pictures::PATH));
    Ok(config)
}

/// The value of a variable of our registration at a provider: `LINKEDIN_REDIRECT_URI`.
fn of_a_client(name: &str, origins: &Origins) -> Option<String> {
    Provider::ALL.into_iter().find_map(|provider| {
        match name.strip_prefix(&format!("{}_", provider.vendor().to_uppercase()))? {
            "SECRET_ID" => Some(client_secret_id(provider)),
            "REDIRECT_URI" => Some(redirect_uri(provider, origins)),
            _ => None,
        }
    })
}

/// The same clock, as the functions take it.
pub fn clock(clock: &MovableClock) -> Clock {
    let (this, waiting) = (clock.clone(), clock.clone());
    let wait = move |instant| {
        let clock = waiting.clone();
        Box::pin(async move { clock.wait_until(instant).await }) as _
    };
    Clock::new(move || this.now(), wait)
}

/// The parts that each of `functions` works with, by its name. Each has credentials of its own.
pub fn apps<'a>(
    functions: impl Iterator<Item = &'a String>,
    config: &Config,
    http: &Http,
    clock: &MovableClock,
) -> BTreeMap<String, App> {
    let app = |name: &String| {
        App::new(config.clone(), &sdk(name, http), http.clone(), self::clock(clock))
    };
    functions.map(|name| (name.clone(), app(name))).collect()
}

/// Credentials AWS would refuse. The emulators know by them whether it is a function that asks, by its
/// name, or [`OWNER`].
pub fn sdk(caller: &str, http: &Http) -> SdkConfig {
    let credentials = Credentials::new(caller, "sandbox", None, None, "sandbox");
    SdkConfig::builder()
        .behavior_version(BehaviorVersion::latest())
        .region(Region::new(REGION))
        // Nothing is far away here: a retry need not wait for a network to recover.
        .retry_config(RetryConfig::standard().with_initial_backoff(Duration::from_millis(5)))
        .http_client(sdk_client(http))
        .credentials_provider(SharedCredentialsProvider::new(credentials))
        .build()
}

fn client(provider: Provider) -> (String, String) {
    let slug = provider.slug();
    (format!("sandbox-{slug}-client"), format!("sandbox-{slug}-secret"))
}

fn redirect_uri(provider: Provider, origins: &Origins) -> String {
    format!("{}/api/integrations/{}/callback", origins.api, provider.slug())
}
