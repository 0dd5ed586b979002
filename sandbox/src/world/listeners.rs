//! The ports, taken all before anything starts: a taken one is told before a person waits.

use std::io;

use tokio::net::TcpListener;

use super::{Options, StartError};
use simulator_kit::wire;

/// Where each part listens; 0 takes any free port.
#[derive(Clone, Copy, Debug)]
pub struct Ports {
    /// The dashboard.
    pub dashboard: u16,
    /// The API and the ATS.
    pub api: u16,
    /// LinkedIn.
    pub linkedin: u16,
    /// Google.
    pub google: u16,
    /// Microsoft.
    pub microsoft: u16,
    /// DynamoDB.
    pub dynamodb: u16,
    /// KMS and Secrets Manager.
    pub kms_and_secrets: u16,
}

impl Ports {
    /// Those a person types and packaged functions know (`shared::platform::endpoints`).
    pub const DEFAULT: Self = Self {
        dashboard: 3000,
        api: 8001,
        linkedin: 8002,
        google: 8003,
        microsoft: 8004,
        dynamodb: 8005,
        kms_and_secrets: 8006,
    };

    /// Any free ports: for tests.
    pub const FREE: Self = Self {
        dashboard: 0,
        api: 0,
        linkedin: 0,
        google: 0,
        microsoft: 0,
        dynamodb: 0,
        kms_and_secrets: 0,
    };
}

/// Where everything answers, each an origin such as `http://localhost:8001`.
#[derive(Clone, Debug)]
pub struct Origins {
    /// The dashboard, or the frontend that stands in for it.
    pub dashboard: String,
    /// The API and the ATS.
    pub api: String,
    /// LinkedIn.
    pub linkedin: String,
    /// Google.
    pub google: String,
    /// Microsoft.
    pub microsoft: String,
    /// DynamoDB.
    pub dynamodb: String,
    /// KMS and Secrets Manager.
    pub kms_and_secrets: String,
}

pub(super) struct Listeners {
    pub(super) dashboard: Option<TcpListener>,
    pub(super) api: TcpListener,
    pub(super) linkedin: TcpListener,
    pub(super) google: TcpListener,
    pub(super) microsoft: TcpListener,
    pub(super) dynamodb: TcpListener,
    pub(super) kms_and_secrets: TcpListener,
}

pub(super) async fn bind(options: &Options) -> Result<(Listeners, Origins), StartError> {
    let Ports { dashboard, api, linkedin, google, microsoft, dynamodb, kms_and_secrets } =
        options.ports;
    let bind = |port, purpose, option| wire::bind((options.address, port), purpose, option);
    let listeners = Listeners {
        dashboard: match options.dashboard {
            true => Some(bind(dashboard, "the dashboard", "--dashboard-port").await?),
            false => None,
        },
        api: bind(api, "the API", "--api-port").await?,
        linkedin: bind(linkedin, "LinkedIn", "--linkedin-port").await?,
        google: bind(google, "Google", "--google-port").await?,
        microsoft: bind(microsoft, "Microsoft", "--microsoft-port").await?,
        dynamodb: bind(dynamodb, "DynamoDB", "--dynamodb-port").await?,
        kms_and_secrets: bind(kms_and_secrets, "KMS and Secrets Manager", "--kms-port").await?,
    };
    let origins = Origins {
        dashboard: match &listeners.dashboard {
            Some(listener) => origin(listener)?,
            None => format!("http://localhost:{dashboard}"),
        },
        api: origin(&listeners.api)?,
        linkedin: origin(&listeners.linkedin)?,
        google: origin(&listeners.google)?,
        microsoft: origin(&listeners.microsoft)?,
        dynamodb: origin(&listeners.dynamodb)?,
        kms_and_secrets: origin(&listeners.kms_and_secrets)?,
    };
    Ok((listeners, origins))
}

fn origin(listener: &TcpListener) -> io::Result<String> {
    Ok(format!("http://localhost:{}", listener.local_addr()?.port()))
}
