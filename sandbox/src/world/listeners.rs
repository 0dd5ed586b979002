//! The ports, taken all before anything starts: a taken one is told before a person waits.

use std::io;
use std::ops::Index;

use serde::{Deserialize, Serialize};
use shared::model::provider::Provider;
use simulator_kit::{Simulator, wire};
use tokio::net::TcpListener;

use super::simulators::{Simulators, simulator};
use super::{Options, StartError};

/// Where each part listens; 0 takes any free port.
#[derive(Clone, Debug)]
pub struct Ports {
    pub dashboard: u16,
    /// The API and the ATS.
    pub api: u16,
    /// The providers.
    pub simulators: Simulators<u16>,
    /// DynamoDB.
    pub dynamodb: u16,
    /// KMS and Secrets Manager.
    pub kms_and_secrets: u16,
}

impl Ports {
    /// Those a person types and packaged functions know (`shared::platform::endpoints`).
    pub fn documented() -> Self {
        Self {
            dashboard: 3000,
            api: 8001,
            simulators: Simulators::each(|provider| simulator(provider).1),
            dynamodb: 8005,
            kms_and_secrets: 8006,
        }
    }

    /// Any free ports: for tests.
    pub fn free() -> Self {
        let simulators = Simulators::each(|_| 0);
        Self { dashboard: 0, api: 0, simulators, dynamodb: 0, kms_and_secrets: 0 }
    }
}

/// Where everything answers, each an origin such as `http://localhost:8001`.
#[derive(Clone, Debug, Deserialize, Serialize)]
pub struct Origins {
    /// The dashboard, or the frontend that stands in for it.
    pub dashboard: String,
    /// The API and the ATS.
    pub api: String,
    /// The providers.
    pub simulators: Simulators<String>,
    /// DynamoDB.
    pub dynamodb: String,
    /// KMS and Secrets Manager.
    pub kms_and_secrets: String,
}

impl Index<Provider> for Origins {
    type Output = String;

    fn index(&self, provider: Provider) -> &String {
        &self.simulators[provider]
    }
}

pub(super) struct Listeners {
    pub(super) dashboard: Option<TcpListener>,
    pub(super) api: TcpListener,
    pub(super) simulators: Simulators<TcpListener>,
    pub(super) dynamodb: TcpListener,
    pub(super) kms_and_secrets: TcpListener,
}

pub(super) async fn bind(options: &Options) -> Result<(Listeners, Origins), StartError> {
    let Ports { dashboard, api, simulators, dynamodb, kms_and_secrets } = &options.ports;
    let bind = async |port: &u16, purpose: &str, option: &str| {
        wire::bind((options.address, *port), purpose, option).await
    };
    let listeners = Listeners {
        dashboard: match options.dashboard {
            true => Some(bind(dashboard, "the dashboard", "--dashboard-port").await?),
            false => None,
        },
        api: bind(api, "the API", "--api-port").await?,
        simulators: Simulators::try_each(async |provider| {
            let Simulator { name, slug, .. } = simulator(provider).0;
            bind(&simulators[provider], name, &format!("--{slug}-port")).await
        })
        .await?,
        dynamodb: bind(dynamodb, "DynamoDB", "--dynamodb-port").await?,
        kms_and_secrets: bind(kms_and_secrets, "KMS and Secrets Manager", "--kms-port").await?,
    };
    let origins = Origins {
        dashboard: match &listeners.dashboard {
            Some(listener) => origin(listener)?,
            None => format!("http://localhost:{dashboard}"),
        },
        api: origin(&listeners.api)?,
        simulators: Simulators::try_each(async |provider| origin(&listeners.simulators[provider]))
            .await?,
        dynamodb: origin(&listeners.dynamodb)?,
        kms_and_secrets: origin(&listeners.kms_and_secrets)?,
    };
    Ok((listeners, origins))
}

fn origin(listener: &TcpListener) -> io::Result<String> {
    Ok(format!("http://localhost:{}", listener.local_addr()?.port()))
}
