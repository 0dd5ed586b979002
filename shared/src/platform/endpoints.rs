//! Where the other ends of the wire are: the real hosts, or a sandbox.

/// Base URLs without a trailing slash.
///
/// A deployed function always has [`Endpoints::production`]: no variable can point a single one
/// elsewhere, so a bearer token can't be sent to another host by configuration (S37).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Endpoints {
    /// LinkedIn's authorization server.
    pub linkedin_oauth: String,
    /// LinkedIn's API.
    pub linkedin_api: String,
    /// Google's authorization endpoint's host.
    pub google_accounts: String,
    /// Google's token and revocation endpoints' host.
    pub google_oauth: String,
    /// Google's API host.
    pub google_api: String,
    /// Where people open Google's calendar.
    pub google_web: String,
    /// Microsoft's authorization server.
    pub microsoft_login: String,
    pub microsoft_graph: String,
    /// Zoom's authorization server.
    pub zoom_oauth: String,
    /// Zoom's API.
    pub zoom_api: String,
    /// Slack's authorization server and API.
    pub slack: String,
    /// What plays every host of pictures; `None` is the hosts themselves.
    pub pictures: Option<String>,
    /// DynamoDB; `None` leaves it to the AWS SDK.
    pub dynamodb: Option<String>,
    /// KMS and Secrets Manager; `None` leaves them to the AWS SDK.
    pub kms_and_secrets: Option<String>,
}

impl Endpoints {
    /// The real providers and the real AWS.
    pub fn production() -> Self {
        Self {
            linkedin_oauth: "https://www.linkedin.com".to_owned(),
            linkedin_api: "https://api.linkedin.com".to_owned(),
            google_accounts: "https://accounts.google.com".to_owned(),
            google_oauth: "https://oauth2.googleapis.com".to_owned(),
            google_api: "https://www.googleapis.com".to_owned(),
            google_web: "https://www.google.com".to_owned(),
            microsoft_login: "https://login.microsoftonline.com".to_owned(),
            microsoft_graph: "https://graph.microsoft.com".to_owned(),
            zoom_oauth: "https://zoom.us".to_owned(),
            zoom_api: "https://api.zoom.us".to_owned(),
            slack: "https://slack.com".to_owned(),
            pictures: None,
            dynamodb: None,
            kms_and_secrets: None,
        }
    }

    /// A sandbox on its documented ports of `host`.
    pub fn sandbox(host: &str) -> Self {
        let at = |port: u16| format!("http://{host}:{port}");
        let providers = [at(8002), at(8003), at(8004), at(8007), at(8008)];
        Self::simulated(providers, at(8005), at(8006))
            .with_pictures(format!("{}/_pictures", at(8001)))
    }

    /// A sandbox whose pictures are served below `base_url`.
    #[must_use]
    pub fn with_pictures(self, base_url: String) -> Self {
        Self { pictures: Some(base_url), ..self }
    }

    /// Whether these are a sandbox's, where everything is on this machine.
    pub const fn are_simulated(&self) -> bool {
        self.dynamodb.is_some()
    }

    /// A sandbox by the origin of each of its parts: LinkedIn, Google, Microsoft, Zoom and Slack, then AWS.
    pub fn simulated(providers: [String; 5], dynamodb: String, kms_and_secrets: String) -> Self {
        let [linkedin, google, microsoft, zoom, slack] = providers;
        Self {
            linkedin_oauth: linkedin.clone(),
            linkedin_api: linkedin,
            google_accounts: google.clone(),
            google_oauth: google.clone(),
            google_api: google.clone(),
            google_web: google,
            microsoft_login: microsoft.clone(),
            microsoft_graph: microsoft,
            zoom_oauth: zoom.clone(),
            zoom_api: zoom,
            slack,
            pictures: None,
            dynamodb: Some(dynamodb),
            kms_and_secrets: Some(kms_and_secrets),
        }
    }
}
