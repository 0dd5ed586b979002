//! What a function works with, made once per execution environment and handed down.

mod aws;
mod peer;

use std::ops::Deref;
use std::sync::Arc;

use aws_config::environment::{
    EnvironmentVariableCredentialsProvider, EnvironmentVariableRegionProvider,
};
use aws_config::meta::region::ProvideRegion;
use aws_config::stalled_stream_protection::StalledStreamProtectionConfig;
use aws_config::{BehaviorVersion, SdkConfig};
use aws_sdk_dynamodb::config::SharedCredentialsProvider;
use thiserror::Error;

use crate::config::{Config, ConfigError};
use crate::model::error::{self, Error};
use crate::model::provider::Provider;
use crate::oauth::{Metadata, Registration};
use crate::people::ats::Ats;
use crate::platform::clock::Clock;
use crate::platform::http::{self, Http};
use crate::platform::secrets::Secrets;
use crate::providers::{Outside, profile};
use crate::store::Store;
use crate::vault::Vault;

pub use aws::client as sdk_client;
pub use peer::{AwsOrigins, Peer};

/// A cheap-clone handle over the parts.
#[derive(Clone, Debug)]
pub struct App(Arc<Parts>);

/// The parts; the only place where time, clients and configuration enter.
#[derive(Debug)]
pub struct Parts {
    /// The configuration.
    pub config: Config,
    /// The time.
    pub clock: Clock,
    /// Outgoing HTTP.
    pub http: Http,
    pub secrets: Secrets,
    /// The table.
    pub store: Store,
    /// Envelope encryption.
    pub vault: Vault,
    /// The recruiting system.
    pub ats: Ats,
    /// Where AWS is.
    pub aws: AwsOrigins,
}

/// Why a function can't start.
#[derive(Debug, Error)]
pub enum StartError {
    /// The environment is incomplete.
    #[error(transparent)]
    Config(#[from] ConfigError),
    /// Nothing can be called.
    #[error(transparent)]
    Http(#[from] http::StartError),
}

/// What Lambda tells a function of AWS, in the environment: region and credentials. Whatever else a process may find
/// them in, such as a profile, is not even compiled into a function.
async fn sdk_of_function(http: &Http) -> SdkConfig {
    let credentials = EnvironmentVariableCredentialsProvider::new();
    SdkConfig::builder()
        .behavior_version(BehaviorVersion::latest())
        .region(EnvironmentVariableRegionProvider::new().region().await)
        .credentials_provider(SharedCredentialsProvider::new(credentials))
        // Bodies are whole when the SDK sees them, and each attempt has its time.
        .stalled_stream_protection(StalledStreamProtectionConfig::disabled())
        .http_client(sdk_client(http))
        .build()
}

/// The same of a command, wherever its operator keeps them.
#[expect(clippy::disallowed_methods, reason = "the one place that makes AWS clients")]
pub async fn sdk(http: &Http) -> SdkConfig {
    let loader = aws_config::defaults(BehaviorVersion::latest());
    loader.http_client(sdk_client(http)).load().await
}

impl App {
    /// Puts the parts together.
    pub fn new(config: Config, sdk: &SdkConfig, http: Http, clock: Clock) -> Self {
        let endpoints = &config.endpoints;
        let sdk = &sdk.to_builder().http_client(sdk_client(&http)).build();
        let mut dynamodb = aws_sdk_dynamodb::config::Builder::from(sdk);
        dynamodb.set_endpoint_url(
            endpoints.dynamodb.clone().or_else(|| sdk.endpoint_url().map(str::to_owned)),
        );
        let mut kms = aws_sdk_kms::config::Builder::from(sdk);
        let mut secrets = aws_sdk_secretsmanager::config::Builder::from(sdk);
        if let Some(url) = &endpoints.kms_and_secrets {
            kms.set_endpoint_url(Some(url.clone()));
            secrets.set_endpoint_url(Some(url.clone()));
        }
        let dynamodb = aws_sdk_dynamodb::Client::from_conf(dynamodb.build());
        let kms = aws_sdk_kms::Client::from_conf(kms.build());
        let secrets = aws_sdk_secretsmanager::Client::from_conf(secrets.build());
        Self(Arc::new(Parts {
            secrets: Secrets::new(&secrets, &config.secret_ids, &clock),
            store: Store::new(dynamodb, &config.table_name, clock.clone()),
            vault: Vault::new(kms, &config.kms_key_id, clock.clone()),
            ats: Ats::new(http.clone(), clock.clone(), &config.ats_api_url),
            aws: AwsOrigins::new(&config.endpoints, sdk),
            config,
            clock,
            http,
        }))
    }

    /// A command's own parts: what its environment says, the system's clock, the network.
    ///
    /// # Errors
    /// [`StartError`].
    pub async fn of_command() -> Result<Self, StartError> {
        let config = Config::from_env()?;
        let http = Http::new(config.ca_file.as_deref())?;
        Ok(Self::new(config, &sdk(&http).await, http, Clock::system()))
    }

    /// A function's, with `config`.
    ///
    /// # Errors
    /// [`StartError`].
    pub async fn of_function(config: Config) -> Result<Self, StartError> {
        let http = Http::new(config.ca_file.as_deref())?;
        Ok(Self::new(config, &sdk_of_function(&http).await, http, Clock::system()))
    }

    /// Reads what callers are verified with, while Lambda gives a full processor. A failure is tried again by
    /// the first request and answered there.
    pub async fn warm_up(&self) {
        self.secrets.callers().await.ok();
    }

    /// What a provider's API is called with.
    pub fn outside(&self) -> Outside<'_> {
        let Config { endpoints, settings, .. } = &self.config;
        Outside { endpoints, settings, http: &self.http, clock: &self.clock }
    }

    /// The authorization server of `provider`.
    pub fn metadata(&self, provider: Provider) -> Metadata {
        (profile(provider).metadata)(&self.config.endpoints, &self.config.settings)
    }

    /// Our registration at `provider`.
    ///
    /// # Errors
    /// [`Error::NotConfigured`] where the secret has no client id and secret for it (B7).
    pub async fn registration(&self, provider: Provider) -> error::Result<Registration> {
        let secret = self.secrets.client(provider).await?;
        let (client_id, client_secret) =
            secret.credentials().ok_or(Error::NotConfigured(provider))?;
        let client = self.config.client(provider);
        Ok(Registration {
            metadata: self.metadata(provider),
            client_id: client_id.to_owned(),
            client_secret: client_secret.clone(),
            redirect_uri: client.redirect_uri.clone(),
            scopes: client.scopes.clone(),
        })
    }
}

impl Deref for App {
    type Target = Parts;

    fn deref(&self) -> &Parts {
        &self.0
    }
}
