//! All that can be found, each with what to do about it.

use serde::Serialize;
use serde_json::{Value, json};
use shared::model::provider::Provider;
use thiserror::Error;

/// Something that is wrong. Its text is what was seen, [`Finding::advice`] what to do.
#[derive(Clone, Debug, PartialEq, Eq, Error, Serialize)]
#[serde(tag = "code", rename_all = "snake_case")]
pub enum Finding {
    #[error("{origin} does not answer: {why}")]
    ApiUnreachable { origin: String, why: String },
    #[error("{path} does not lead to its function: {why}")]
    RouteMissing { path: String, why: String },
    #[error("PUBLIC_URL, {origin}, does not lead to the API: {why}")]
    PublicUrlElsewhere { origin: String, why: String },
    #[error("the redirect URI of {provider}, {uri}, does not lead to the callback: {why}")]
    RedirectUriElsewhere { provider: Provider, uri: String, why: String },
    #[error("{provider} is told `{told}` as {what}, and `{configured}` is configured")]
    RegistrationDiffers { provider: Provider, what: &'static str, told: String, configured: String },
    #[error("pages of FRONTEND_URL, {origin}, may not call the API")]
    OriginRefused { origin: String },
    #[error("the frontend has no page {url}: {why}")]
    CallbackPageMissing { url: String, why: String },
    #[error("the clock of {whose} is {seconds} s away from this machine's")]
    ClockDiffers { whose: &'static str, seconds: i64 },
    #[error("ATS_API_URL, {origin}, does not lead to the ATS: {why}")]
    AtsElsewhere { origin: String, why: String },
    #[error("the ATS has no route for one application")]
    AtsLacksApplications,
    #[error("the ATS tells no `company_id` of a job")]
    AtsLacksCompanies,
    #[error("ATS_WEBHOOK_URL, {url}, does not take events as it should: {why}")]
    AtsTakesNoEvents { url: String, why: String },
    #[error("the ATS does not take the token")]
    TokenRefused,
    #[error("the token is of nobody who works for a company: {why}")]
    TokenOfNoEmployer { why: String },
    #[error("the ATS takes the token and the API does not: {why}")]
    CallerKeyDiffers { why: String },
    #[error("there is no table {table}")]
    TableMissing { table: String },
    #[error("the table {table} may be deleted")]
    TableUnprotected { table: String },
    #[error("the table {table} has no point-in-time recovery")]
    TableWithoutRecovery { table: String },
    #[error("expired items of the table {table} are not removed")]
    TableWithoutExpiry { table: String },
    #[error("the table {table} has no stream of its old and new items")]
    TableWithoutStream { table: String },
    #[error("the key {key} seals and opens nothing: {state}")]
    KeyUnusable { key: String, state: String },
    #[error("the secret {secret} can't be read, or lacks {keys}")]
    SecretUnusable { secret: String, keys: &'static str },
    #[error("the registration at {provider} is half filled in")]
    RegistrationIncomplete { provider: Provider },
    #[error("no event of {provider} is believed: {key} of its secret is empty")]
    EventsUnbelieved { provider: Provider, key: &'static str },
    #[error("{provider} refuses our registration: {word}")]
    RegistrationRefused { provider: Provider, word: String },
    #[error("LinkedIn's version {version} ends about {on}")]
    LinkedInVersionEnding { version: String, on: String },
    #[error("nobody is told of alarms: {topic} has no subscription")]
    NobodyIsTold { topic: String },
    #[error("a subscription of {topic} was never confirmed")]
    SubscriptionUnconfirmed { topic: String },
}

impl Finding {
    /// Its name for machines, `table_unprotected`.
    pub fn code(&self) -> String {
        let code = json!(self).get("code").and_then(Value::as_str).map(str::to_owned);
        code.unwrap_or_default()
    }

    /// What to do.
    pub const fn advice(&self) -> &'static str {
        match self {
            Self::ApiUnreachable { .. } => {
                "Compare it with the output ApiUrl. If it is the same, look at the region's health and at the stack's events."
            }
            Self::RouteMissing { .. } => {
                "Deploy: a route or a function of this version is not there, or a proxy in front leaves its path out."
            }
            Self::PublicUrlElsewhere { .. } => {
                "Point the host at the API (docs/operations.md, \"A host of its own\"), or correct PublicUrl."
            }
            Self::RedirectUriElsewhere { .. } => {
                "Point its host at the API, or correct the parameter and the registration at the provider, which must be equal."
            }
            Self::RegistrationDiffers { .. } => {
                "The variables at hand are not those that are deployed: take them from the function, or deploy."
            }
            Self::OriginRefused { .. } => {
                "Add it to AllowedOrigins; with and without www are two. Deploy."
            }
            Self::CallbackPageMissing { .. } => {
                "Have the frontend's step 1 done (docs/frontend.md), or correct FrontendUrl: nobody can finish a connection without that page."
            }
            Self::ClockDiffers { .. } => {
                "Set this machine's clock by NTP first. If it is right, have that clock set: tokens and signatures are judged within five minutes."
            }
            Self::AtsElsewhere { .. } => {
                "Correct AtsApiUrl: every person's token is sent there. It answers 401 with a JSON `detail` where nobody is signed in."
            }
            Self::AtsLacksApplications => {
                "Have step 2 of docs/ats.md done: nothing can be scheduled without it."
            }
            Self::AtsLacksCompanies => {
                "Have step 1 of docs/ats.md done: nothing can be published without it."
            }
            Self::AtsTakesNoEvents { .. } => {
                "Have the route deployed at the ATS (docs/events.md), or correct AtsWebhookUrl. An event that nobody signed must be refused."
            }
            Self::TokenRefused => "Sign in again and take a new token; they live for 24 hours.",
            Self::TokenOfNoEmployer { .. } => "Take the token of an employer who has a company.",
            Self::CallerKeyDiffers { .. } => {
                "Put the ATS's NEXTAUTH_SECRET, exactly, into JWT_SECRET of CallerSecret, and wait five minutes."
            }
            Self::TableMissing { .. } => {
                "Restore it under its own name (docs/operations.md, \"The table is lost\")."
            }
            Self::TableUnprotected { .. } => {
                "Set TableDeletionProtection=true in samconfig.toml and deploy."
            }
            Self::TableWithoutRecovery { .. } => {
                "aws dynamodb update-continuous-backups --point-in-time-recovery-specification PointInTimeRecoveryEnabled=true: a restore does not bring it back."
            }
            Self::TableWithoutExpiry { .. } => {
                "aws dynamodb update-time-to-live --time-to-live-specification Enabled=true,AttributeName=ttl: a restore does not bring it back."
            }
            Self::TableWithoutStream { .. } => {
                "Switch it on and have its readers read the new one (docs/operations.md, \"The table is lost\"): nobody is told of changes."
            }
            Self::KeyUnusable { .. } => {
                "Enable it, or cancel its deletion, now (docs/operations.md, \"The key is lost\")."
            }
            Self::SecretUnusable { .. } => {
                "Fill it in (docs/operations.md, \"Fill in the secrets\"), and see that your identity may read it."
            }
            Self::RegistrationIncomplete { .. } => {
                "Fill in CLIENT_ID and CLIENT_SECRET both, or neither where the provider is not used."
            }
            Self::EventsUnbelieved { .. } => {
                "Copy it from the app's page at the provider (docs/operations.md, \"Register at the providers\")."
            }
            Self::RegistrationRefused { .. } => {
                "Compare client id, client secret and redirect URI with the app's page at the provider (docs/operations.md, \"ProviderMisconfigured\")."
            }
            Self::LinkedInVersionEnding { .. } => {
                "Try a newer month on dev, then set LinkedInVersion in samconfig.toml and deploy."
            }
            Self::NobodyIsTold { .. } => "Set AlarmEmail in samconfig.toml and deploy.",
            Self::SubscriptionUnconfirmed { .. } => {
                "Open the mail that AWS sent to AlarmEmail and confirm it; after three days, delete the subscription and deploy again."
            }
        }
    }
}
