//! Whom a function calls, and the connections that are opened to them before the first request comes.

use aws_config::SdkConfig;
use futures::future::join_all;

use super::App;
use crate::platform::endpoints::Endpoints;

/// A host that a function calls on its caller's way.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Peer {
    /// The table.
    DynamoDb,
    /// The key that opens and seals tokens.
    Kms,
    /// The recruiting system.
    Ats,
    /// LinkedIn's API.
    LinkedIn,
    /// Google's API.
    Google,
    /// Microsoft Graph.
    Microsoft,
}

/// The origins of the services of AWS, which depend on the region.
#[derive(Clone, Debug)]
pub struct AwsOrigins {
    dynamodb: String,
    kms: String,
}

impl AwsOrigins {
    pub(super) fn new(endpoints: &Endpoints, sdk: &SdkConfig) -> Self {
        let region = sdk.region().map(AsRef::as_ref).unwrap_or_default();
        let origin = |named: &Option<String>, service: &str| {
            let named = named.as_deref().or_else(|| sdk.endpoint_url()).map(str::to_owned);
            named.unwrap_or_else(|| format!("https://{service}.{region}.amazonaws.com"))
        };
        Self {
            dynamodb: origin(&endpoints.dynamodb, "dynamodb"),
            kms: origin(&endpoints.kms_and_secrets, "kms"),
        }
    }
}

impl App {
    /// Opens a connection to each of `peers` at once and keeps it, within a second. While it starts, a
    /// function has a whole processor, and a handshake costs a fraction of what it costs a caller later. The
    /// question asked is unsigned and about nothing: it needs no right and enters no trail.
    pub async fn open(&self, peers: &[Peer]) {
        join_all(peers.iter().map(async |peer| {
            self.http.open(&format!("{}/", self.origin(*peer))).await;
        }))
        .await;
    }

    fn origin(&self, peer: Peer) -> &str {
        let endpoints = &self.config.endpoints;
        match peer {
            Peer::DynamoDb => &self.aws.dynamodb,
            Peer::Kms => &self.aws.kms,
            Peer::Ats => &self.config.ats_api_url,
            Peer::LinkedIn => &endpoints.linkedin_api,
            Peer::Google => &endpoints.google_api,
            Peer::Microsoft => &endpoints.microsoft_graph,
        }
    }
}
