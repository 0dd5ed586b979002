//! The configuration: every variable, where it is read, and what is wrong with it.

use std::path::PathBuf;

use thiserror::Error;
use url::{Host, Url};

use crate::model::provider::{Each, Provider};
use crate::oauth::Scopes;
use crate::platform::endpoints::Endpoints;
use crate::platform::secrets::SecretIds;
use crate::providers::{Settings, scopes};

/// What logs and metrics call a deployment that has no name.
pub const DEFAULT_SERVICE: &str = "intowork-integrations";

/// What the environment of a function says. Secrets are not here: see [`crate::platform::secrets`].
#[derive(Clone, Debug)]
pub struct Config {
    /// `FRONTEND_URL`: the origin browsers are sent back to, `https://www.intowork.co`.
    /// Plain `http` for localhost only (S10).
    pub frontend_url: String,
    /// `ATS_API_URL`: the ATS without its `/api` path, `https://api.intowork.co`.
    pub ats_api_url: String,
    /// `ATS_WEBHOOK_URL`: where the ATS takes events, `https://api.intowork.co/api/webhooks/integrations`;
    /// `None` where nobody is to be told.
    pub ats_webhook_url: Option<Url>,
    /// `PUBLIC_URL`: the origin under which the API is known to the world, `https://integrations.intowork.co`;
    /// hooks, feeds and links are made with it. `None` where there are none.
    pub public_url: Option<String>,
    /// `TABLE_NAME`: the DynamoDB table.
    pub table_name: String,
    /// `KMS_KEY_ID`: id, ARN or alias of the key that seals new tokens.
    pub kms_key_id: String,
    /// `CALLER_SECRET_ID`, `CODE_VERIFIER_SECRET_ID`, `WEBHOOK_SECRET_ID`, `ATS_EVENTS_SECRET_ID`,
    /// `ZOOM_WEBHOOK_SECRET_ID`, `SLACK_WEBHOOK_SECRET_ID`, `LINKEDIN_SECRET_ID`, `GOOGLE_SECRET_ID`,
    /// `MICROSOFT_SECRET_ID`, `ZOOM_SECRET_ID` and `SLACK_SECRET_ID`: names or ARNs of the secrets that [`crate::platform::secrets`] describes.
    pub secret_ids: SecretIds,
    /// `LINKEDIN_REDIRECT_URI` and `LINKEDIN_SCOPES`, and the same of `GOOGLE`, `MICROSOFT`, `ZOOM`
    /// and `SLACK`.
    pub clients: Each<ClientConfig>,
    /// `MICROSOFT_TENANT_ID`: `common`, `organizations` or a tenant's id, default `common`; and
    /// `LINKEDIN_VERSION`: the `LinkedIn-Version` header, `YYYYMM`, default `202609`.
    pub settings: Settings,
    /// `JOB_IMAGE_HOSTS`: the hosts jobs' pictures are taken from, separated by commas, such as
    /// `res.cloudinary.com`. Without any, posts go without pictures (S36).
    pub job_image_hosts: Vec<String>,
    /// `JOB_LINK_REF`: what a post's link says of where its reader comes from, such as `linkedin`; `None`
    /// for nothing.
    pub job_link_ref: Option<String>,
    /// `POWERTOOLS_SERVICE_NAME`: what logs and metrics call this deployment, such as the stack's name.
    /// Default `intowork-integrations`.
    pub service_name: String,
    /// `RUST_LOG`: what is logged, a level or levels by target (`info,successes=warn`). Default `info`, which is
    /// the most that a released function says.
    pub log_filter: String,
    /// `SSL_CERT_FILE`: a file of PEM certificates to trust instead of Mozilla's roots, as for OpenSSL and
    /// the AWS CLI: in a network that looks into TLS. A deployed function has none.
    pub ca_file: Option<PathBuf>,
    /// The hosts that are called; a sandbox's where `SANDBOX_HOST` is `localhost`, `127.0.0.1` or
    /// `host.docker.internal`, the real ones otherwise.
    pub endpoints: Endpoints,
}

/// What the environment says of our registration at one provider.
#[derive(Clone, Debug)]
pub struct ClientConfig {
    /// The redirect URI, byte for byte as registered at the provider (S16).
    pub redirect_uri: String,
    /// The scopes to ask for, separated by spaces in the variable. There is no default: the parameters of
    /// `template.yaml` hold it.
    pub scopes: Scopes,
}

/// All that is wrong with the environment, a line per variable.
#[derive(Debug, Error, PartialEq, Eq)]
#[error("the configuration has problems:\n{}", .0.join("\n"))]
pub struct ConfigError(pub Vec<String>);

/// A variable of the process's environment that is no function's, such as a command's secret; `None` where it is
/// absent or empty.
#[expect(clippy::disallowed_methods, reason = "the one place that reads the environment")]
pub fn variable_of_command(name: &str) -> Option<String> {
    std::env::var(name).ok().filter(|value| !value.is_empty())
}

impl Config {
    /// Reads the process's environment.
    ///
    /// # Errors
    /// [`ConfigError`] with every problem at once.
    #[expect(clippy::disallowed_methods, reason = "the one place that reads the environment")]
    pub fn from_env() -> Result<Self, ConfigError> {
        Self::from_vars(|name| std::env::var(name).ok())
    }

    /// Reads variables from `lookup`; an empty value counts as absent, as SAM can't leave one out.
    ///
    /// # Errors
    /// [`ConfigError`] with every problem at once.
    pub fn from_vars(lookup: impl Fn(&str) -> Option<String>) -> Result<Self, ConfigError> {
        let mut vars = Vars { lookup, problems: Vec::new() };
        let endpoints = vars.endpoints();
        let config = Self {
            frontend_url: vars.url("FRONTEND_URL"),
            ats_api_url: vars.url("ATS_API_URL"),
            ats_webhook_url: vars.webhook("ATS_WEBHOOK_URL"),
            public_url: vars.optional_url("PUBLIC_URL"),
            table_name: vars.required("TABLE_NAME"),
            kms_key_id: vars.required("KMS_KEY_ID"),
            secret_ids: SecretIds {
                callers: vars.required("CALLER_SECRET_ID"),
                code_verifiers: vars.required("CODE_VERIFIER_SECRET_ID"),
                webhooks: vars.required("WEBHOOK_SECRET_ID"),
                ats_events: vars.required("ATS_EVENTS_SECRET_ID"),
                zoom_webhooks: vars.required("ZOOM_WEBHOOK_SECRET_ID"),
                slack_webhooks: vars.required("SLACK_WEBHOOK_SECRET_ID"),
                clients: Each::of(|provider| vars.required(&variable(provider, "SECRET_ID"))),
            },
            clients: Each::of(|provider| vars.client(provider)),
            settings: Settings {
                linkedin_version: vars.linkedin_version(),
                microsoft_tenant_id: vars.optional("MICROSOFT_TENANT_ID", "common"),
            },
            job_image_hosts: vars.hosts("JOB_IMAGE_HOSTS"),
            job_link_ref: vars.word("JOB_LINK_REF"),
            service_name: vars.optional("POWERTOOLS_SERVICE_NAME", DEFAULT_SERVICE),
            log_filter: vars.optional("RUST_LOG", "info"),
            ca_file: vars.read("SSL_CERT_FILE").map(PathBuf::from),
            endpoints,
        };
        if vars.problems.is_empty() { Ok(config) } else { Err(ConfigError(vars.problems)) }
    }

    /// What the environment says of our registration at `provider`.
    pub fn client(&self, provider: Provider) -> &ClientConfig {
        &self.clients[provider]
    }
}

/// The variable of our registration at `provider`: `LINKEDIN_SCOPES`.
fn variable(provider: Provider, name: &str) -> String {
    format!("{}_{name}", provider.vendor().to_uppercase())
}

/// Reads variables and collects what is wrong, so that an operator mends everything in one go.
struct Vars<F> {
    lookup: F,
    problems: Vec<String>,
}

impl<F: Fn(&str) -> Option<String>> Vars<F> {
    fn read(&self, name: &str) -> Option<String> {
        (self.lookup)(name).filter(|value| !value.is_empty())
    }

    fn problem(&mut self, name: &str, what: &str) {
        self.problems.push(format!("{name} {what}"));
    }

    fn required(&mut self, name: &str) -> String {
        self.read(name).unwrap_or_else(|| {
            self.problem(name, "is not set");
            String::new()
        })
    }

    fn optional(&mut self, name: &str, default: &str) -> String {
        self.read(name).unwrap_or_else(|| default.to_owned())
    }

    /// An origin: `https`, or `http` for this machine; no path, query, fragment or user.
    fn url(&mut self, name: &str) -> String {
        let value = self.required(name);
        match Url::parse(&value) {
            Ok(url) if is_protected(&url) && is_origin(&url) => url.origin().ascii_serialization(),
            _ if value.is_empty() => value,
            _ => {
                self.problem(name, "must be an https origin such as https://www.example.com (http for localhost only)");
                value
            }
        }
    }

    /// The same, where there is one.
    fn optional_url(&mut self, name: &str) -> Option<String> {
        self.read(name)?;
        Some(self.url(name))
    }

    /// An address that events are sent to: a named host, so that what it resolves to is checked (S50); no
    /// user and no fragment.
    fn webhook(&mut self, name: &str) -> Option<Url> {
        let value = self.read(name)?;
        let is_good = |url: &Url| {
            let is_named = matches!(url.host(), Some(Host::Domain(_))) || url.scheme() == "http";
            let is_plain = url.username().is_empty() && url.password().is_none();
            is_protected(url) && is_named && is_plain && url.fragment().is_none()
        };
        let url = Url::parse(&value).ok().filter(is_good);
        if url.is_none() {
            self.problem(name, "must be an https URL of a named host (http for localhost only)");
        }
        url
    }

    fn client(&mut self, provider: Provider) -> ClientConfig {
        let name = variable(provider, "REDIRECT_URI");
        let redirect_uri = self.required(&name);
        if !redirect_uri.is_empty()
            && !Url::parse(&redirect_uri).is_ok_and(|url| is_protected(&url))
        {
            self.problem(&name, "must be an https URL (http for localhost only)");
        }
        let scopes = self.scopes(provider, &variable(provider, "SCOPES"));
        ClientConfig { redirect_uri, scopes }
    }

    /// What to ask for; what is deployed says it, and nothing else does.
    fn scopes(&mut self, provider: Provider, name: &str) -> Scopes {
        let text = self.required(name);
        if let Some(problem) = scopes::problem(provider, &text).filter(|_| !text.is_empty()) {
            self.problem(name, &problem);
        }
        Scopes::parse(&text)
    }

    fn linkedin_version(&mut self) -> String {
        let version = self.optional("LINKEDIN_VERSION", "202609");
        if version.len() != 6 || !version.bytes().all(|byte| byte.is_ascii_digit()) {
            self.problem("LINKEDIN_VERSION", "must be YYYYMM, such as 202609");
        }
        version
    }

    /// Names of hosts, separated by commas: no wildcard, no port and no number.
    fn hosts(&mut self, name: &str) -> Vec<String> {
        let list = self.optional(name, "");
        let hosts = list.split(',').map(str::trim).filter(|host| !host.is_empty());
        let hosts: Vec<_> = hosts.map(str::to_ascii_lowercase).collect();
        if !hosts.iter().all(|host| is_domain(host)) {
            self.problem(
                name,
                "must be host names separated by commas, such as res.cloudinary.com",
            );
        }
        hosts
    }

    /// A word that stands in an address as it is; `None` where there is none.
    fn word(&mut self, name: &str) -> Option<String> {
        let word = self.read(name)?;
        let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || b"_-".contains(&byte);
        if word.len() > 40 || !word.bytes().all(is_plain) {
            self.problem(name, "must be at most 40 letters, digits, hyphens and underscores");
        }
        Some(word)
    }

    fn endpoints(&mut self) -> Endpoints {
        match self.read("SANDBOX_HOST") {
            None => Endpoints::production(),
            Some(host) if is_local(&host) => Endpoints::sandbox(&host),
            Some(_) => {
                self.problem(
                    "SANDBOX_HOST",
                    "must be localhost, 127.0.0.1 or host.docker.internal",
                );
                Endpoints::production()
            }
        }
    }
}

fn is_domain(host: &str) -> bool {
    let is_plain = host.bytes().all(|byte| byte.is_ascii_alphanumeric() || b".-".contains(&byte));
    is_plain && host.contains('.') && matches!(Host::parse(host), Ok(Host::Domain(_)))
}

fn is_local(host: &str) -> bool {
    matches!(host, "localhost" | "127.0.0.1" | "host.docker.internal")
}

fn is_protected(url: &Url) -> bool {
    match url.scheme() {
        "https" => url.has_host(),
        "http" => url.host_str().is_some_and(is_local),
        _ => false,
    }
}

fn is_origin(url: &Url) -> bool {
    url.path() == "/"
        && url.query().is_none()
        && url.fragment().is_none()
        && url.username().is_empty()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn complete(name: &str) -> Option<String> {
        let value = match name {
            "FRONTEND_URL" => "https://www.intowork.co/",
            "ATS_API_URL" => "https://api.intowork.co",
            "TABLE_NAME" => "integrations",
            "KMS_KEY_ID" => "alias/integrations",
            "CALLER_SECRET_ID" => "callers",
            "CODE_VERIFIER_SECRET_ID" => "code-verifiers",
            "WEBHOOK_SECRET_ID" => "webhooks",
            "ATS_EVENTS_SECRET_ID" => "ats-events",
            "LINKEDIN_SECRET_ID" => "linkedin",
            "GOOGLE_SECRET_ID" => "google",
            "MICROSOFT_SECRET_ID" => "microsoft",
            "ZOOM_SECRET_ID" => "zoom",
            "ZOOM_WEBHOOK_SECRET_ID" => "zoom-webhooks",
            "SLACK_SECRET_ID" => "slack",
            "SLACK_WEBHOOK_SECRET_ID" => "slack-webhooks",
            "LINKEDIN_REDIRECT_URI"
            | "GOOGLE_REDIRECT_URI"
            | "MICROSOFT_REDIRECT_URI"
            | "ZOOM_REDIRECT_URI"
            | "SLACK_REDIRECT_URI" => "http://localhost:8001/callback",
            "LINKEDIN_SCOPES" => "r_basicprofile w_member_social w_organization_social",
            "GOOGLE_SCOPES" => "openid https://www.googleapis.com/auth/calendar.events",
            "MICROSOFT_SCOPES" => "openid profile offline_access Calendars.ReadWrite",
            "ZOOM_SCOPES" => "user:read:user meeting:write:meeting",
            "SLACK_SCOPES" => "chat:write",
            _ => return None,
        };
        Some(value.to_owned())
    }

    fn with(name: &'static str, value: &'static str) -> Result<Config, ConfigError> {
        Config::from_vars(
            |asked| if asked == name { Some(value.to_owned()) } else { complete(asked) },
        )
    }

    #[test]
    fn defaults_complete_the_required_variables() {
        let config = Config::from_vars(complete).unwrap();
        assert_eq!(config.frontend_url, "https://www.intowork.co");
        assert_eq!(config.settings.linkedin_version, "202609");
        assert_eq!(config.settings.microsoft_tenant_id, "common");
        assert_eq!(config.endpoints, Endpoints::production());
        assert!(config.client(Provider::LinkedIn).scopes.contains("w_organization_social"));
    }

    #[test]
    fn all_problems_are_reported_at_once_by_variable_name() {
        let ConfigError(problems) = Config::from_vars(|_| None).unwrap_err();
        for name in [
            "FRONTEND_URL",
            "ATS_API_URL",
            "TABLE_NAME",
            "KMS_KEY_ID",
            "CALLER_SECRET_ID",
            "LINKEDIN_SECRET_ID",
            "GOOGLE_REDIRECT_URI",
            "LINKEDIN_SCOPES",
            "MICROSOFT_SCOPES",
        ] {
            assert_eq!(
                problems.iter().filter(|problem| problem.starts_with(name)).count(),
                1,
                "{name}: {problems:?}"
            );
        }
    }

    /// What `template.yaml` refuses, and more values of both kinds: `tidy::scopes`.
    #[test]
    fn a_function_does_not_start_with_scopes_that_connect_nothing() {
        for (name, value, words) in [
            ("LINKEDIN_SCOPES", "openid", "must name w_member_social or w_organization_social"),
            ("LINKEDIN_SCOPES", "w_member_social", "must name r_basicprofile or openid"),
            ("LINKEDIN_SCOPES", "openid,w_member_social", "no scope of LinkedIn"),
            ("GOOGLE_SCOPES", "openid email", "must name calendar.events or calendar"),
            ("MICROSOFT_SCOPES", "offline_access", "must name openid"),
            ("ZOOM_SCOPES", "user:read:user", "must name meeting:write:meeting or meeting:write"),
        ] {
            let ConfigError(problems) = with(name, value).unwrap_err();
            assert_eq!(problems.len(), 1, "{problems:?}");
            assert!(problems[0].starts_with(name) && problems[0].contains(words), "{problems:?}");
        }
    }

    #[test]
    fn a_link_s_ref_is_one_word() {
        assert_eq!(Config::from_vars(complete).unwrap().job_link_ref, None);
        assert_eq!(
            with("JOB_LINK_REF", "linkedin").unwrap().job_link_ref.as_deref(),
            Some("linkedin")
        );
        for bad in ["a b", "x&utm=1", "é", "#"] {
            assert!(with("JOB_LINK_REF", bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn s10_the_frontend_is_an_https_origin_or_on_this_machine() {
        for good in ["https://www.intowork.co", "http://localhost:3000", "http://127.0.0.1:3000"] {
            assert!(with("FRONTEND_URL", good).is_ok(), "{good}");
        }
        for bad in [
            "http://www.intowork.co",
            "https://www.intowork.co/path",
            "https://www.intowork.co?x=1",
            "https://user@www.intowork.co",
            "javascript:alert(1)",
            "www.intowork.co",
        ] {
            assert!(with("FRONTEND_URL", bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn s50_events_go_to_a_named_host_over_tls_or_nowhere() {
        assert!(Config::from_vars(complete).unwrap().ats_webhook_url.is_none());
        for good in
            ["https://api.intowork.co/api/webhooks/integrations", "http://localhost:8001/hook"]
        {
            assert_eq!(
                with("ATS_WEBHOOK_URL", good).unwrap().ats_webhook_url.unwrap().as_str(),
                good
            );
        }
        for bad in [
            "http://api.intowork.co/hook",
            "https://10.0.0.7/hook",
            "https://[fd00:ec2::254]/hook",
            "https://169.254.169.254/latest/meta-data",
            "https://user:password@api.intowork.co/hook",
            "https://api.intowork.co/hook#part",
            "api.intowork.co",
        ] {
            assert!(with("ATS_WEBHOOK_URL", bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn the_public_origin_may_be_missing_and_is_an_origin_otherwise() {
        assert_eq!(Config::from_vars(complete).unwrap().public_url, None);
        let config = with("PUBLIC_URL", "https://integrations.intowork.co/").unwrap();
        assert_eq!(config.public_url.unwrap(), "https://integrations.intowork.co");
        assert!(with("PUBLIC_URL", "https://integrations.intowork.co/api").is_err());
    }

    #[test]
    fn s37_only_this_machine_can_stand_in_for_the_providers() {
        assert_eq!(
            with("SANDBOX_HOST", "localhost").unwrap().endpoints.linkedin_api,
            "http://localhost:8002"
        );
        assert_eq!(with("SANDBOX_HOST", "").unwrap().endpoints, Endpoints::production());
        assert!(with("SANDBOX_HOST", "evil.example.com").is_err());
    }
}
