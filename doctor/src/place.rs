//! What is looked at: a deployment, or the sandbox on this machine.

use std::collections::BTreeMap;

use aws_config::{BehaviorVersion, Region, SdkConfig};
use aws_sdk_dynamodb::config::{Credentials, SharedCredentialsProvider};
use http::{Method, Request, Response};
use secrecy::SecretString;
use serde::Deserialize;
use shared::app::{App, StartError, sdk};
use shared::config::{Config, ConfigError, variable_of_command};
use shared::platform::clock::Clock;
use shared::platform::http::Http;

use crate::arguments::Arguments;

/// What a function of the sandbox is told, as one in a container sees it.
const SANDBOX: &str = include_str!("../../sandbox/variables.json");
const SANDBOX_API: &str = "http://localhost:8001";
/// The topic that the sandbox's SNS has.
const SANDBOX_TOPIC: &str = "arn:aws:sns:eu-west-3:000000000000:alarms";

/// A deployment as it says of itself, and how to reach it.
#[derive(Clone, Debug)]
pub struct Place {
    /// Parts like a function's, with the rights of whoever looks.
    pub app: App,
    /// The API's origin.
    pub api: String,
    /// An employer's token of the ATS.
    pub token: Option<SecretString>,
    /// Where alarms go.
    pub alarm_topic: Option<String>,
    /// This machine's time.
    pub clock: Clock,
    /// Where the table is.
    pub dynamodb: aws_sdk_dynamodb::Client,
    /// Where the key is.
    pub kms: aws_sdk_kms::Client,
    /// Where the topic is.
    pub sns: aws_sdk_sns::Client,
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
struct Variables {
    parameters: BTreeMap<String, String>,
}

impl Place {
    /// The deployment that `config` describes, whose API is at `api`, by the system's clock. There is no token and
    /// no topic yet.
    pub fn new(config: Config, sdk: &SdkConfig, http: Http, api: &str) -> Self {
        let endpoints = &config.endpoints;
        let mut dynamodb = aws_sdk_dynamodb::config::Builder::from(sdk);
        let mut kms = aws_sdk_kms::config::Builder::from(sdk);
        let mut sns = aws_sdk_sns::config::Builder::from(sdk);
        if endpoints.are_simulated() {
            dynamodb.set_endpoint_url(endpoints.dynamodb.clone());
            kms.set_endpoint_url(endpoints.kms_and_secrets.clone());
            sns.set_endpoint_url(endpoints.kms_and_secrets.clone());
        }
        Self {
            api: api.trim_end_matches('/').to_owned(),
            token: None,
            alarm_topic: None,
            clock: Clock::system(),
            dynamodb: aws_sdk_dynamodb::Client::from_conf(dynamodb.build()),
            kms: aws_sdk_kms::Client::from_conf(kms.build()),
            sns: aws_sdk_sns::Client::from_conf(sns.build()),
            app: App::new(config, sdk, http, Clock::system()),
        }
    }

    /// What the command line means.
    pub(crate) async fn of(arguments: Arguments) -> Result<Self, StartError> {
        let Arguments { api, token, alarm_topic, .. } = arguments;
        let place = match api {
            Some(api) => Self::deployed(&api).await?,
            None => Self::sandbox()?,
        };
        let alarm_topic = alarm_topic.or(place.alarm_topic);
        let token = token.or_else(|| variable_of_command("DOCTOR_TOKEN").map(Into::into));
        Ok(Self { token, alarm_topic, ..place })
    }

    async fn deployed(api: &str) -> Result<Self, StartError> {
        let config = Config::from_env()?;
        let http = Http::new(config.ca_file.as_deref())?;
        Ok(Self::new(config, &sdk(&http).await, http, api))
    }

    fn sandbox() -> Result<Self, StartError> {
        let known: Variables = serde_json::from_str(SANDBOX)
            .map_err(|error| ConfigError(vec![format!("sandbox/variables.json: {error}")]))?;
        let here = |value: &String| value.replace("host.docker.internal", "localhost");
        let config = Config::from_vars(|name| match name {
            "PUBLIC_URL" => Some(SANDBOX_API.to_owned()),
            _ => known.parameters.get(name).map(here),
        })?;
        let http = Http::new(None)?;
        let credentials = Credentials::new("sandbox", "sandbox", None, None, "sandbox");
        let sdk = SdkConfig::builder()
            .behavior_version(BehaviorVersion::latest())
            .region(Region::new("eu-west-3"))
            .http_client(shared::app::sdk_client(&http))
            .credentials_provider(SharedCredentialsProvider::new(credentials))
            .build();
        let alarm_topic = Some(SANDBOX_TOPIC.to_owned());
        Ok(Self { alarm_topic, ..Self::new(config, &sdk, http, SANDBOX_API) })
    }

    /// One request with `headers`; the reason where there is no answer.
    pub(crate) async fn ask(
        &self,
        method: Method,
        url: &str,
        headers: &[(&str, &str)],
    ) -> Result<Response<Vec<u8>>, String> {
        self.send(method, url, headers, Vec::new()).await
    }

    /// The same, with a body.
    pub(crate) async fn send(
        &self,
        method: Method,
        url: &str,
        headers: &[(&str, &str)],
        body: Vec<u8>,
    ) -> Result<Response<Vec<u8>>, String> {
        let mut request = Request::builder().method(method).uri(url);
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        let request = request.body(body).map_err(|error| error.to_string())?;
        self.app.http.send(request).await.map_err(|error| error.to_string())
    }
}
