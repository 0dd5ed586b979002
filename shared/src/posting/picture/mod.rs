//! A job's picture, fetched from outside: the one address in the product that somebody else writes.
//!
//! Only `https` and only hosts of `JOB_IMAGE_HOSTS`; never an address inside our network, whatever the
//! name resolves to; no redirects, no proxies, no endless or slow answers, and nothing but a picture
//! LinkedIn takes (S36).

mod address;
mod format;
mod resolver;
mod url;

use std::time::Duration;

use ::url::Url;
use http::header;
use reqwest::redirect::Policy;
use reqwest::{Client, Response};

use shared::config::Config;
use shared::words::Text;

use self::resolver::PublicOnly;

pub(super) use resolver::Resolver;

/// What a picture may cost.
#[derive(Clone, Copy, Debug)]
struct Limits {
    bytes: usize,
    time: Duration,
}

/// 10 MB; and 4 s, so that a post with its picture fits into a request's 25 s.
const LIMITS: Limits = Limits { bytes: 10 * 1024 * 1024, time: Duration::from_secs(4) };

/// Why there is no picture.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum PictureError {
    /// The address is none we follow.
    Address,
    /// The host is not in `JOB_IMAGE_HOSTS`.
    Host,
    /// The host's name leads into a network that is not public.
    NotPublic,
    /// No whole answer, or none that is a success.
    NotLoaded,
    /// More bytes than are read.
    TooLarge,
    /// Another kind of file.
    Format,
    /// More pixels than LinkedIn takes.
    Pixels,
}

impl PictureError {
    /// What is told to people; it completes "The picture was left out: …".
    pub(super) const fn text(self) -> Text {
        match self {
            Self::Address => Text::new("picture-address"),
            Self::Host => Text::new("picture-host"),
            Self::NotPublic => Text::new("picture-not-public"),
            Self::NotLoaded => Text::new("picture-not-loaded"),
            Self::TooLarge => Text::new("picture-too-large"),
            Self::Format => Text::new("picture-format"),
            Self::Pixels => Text::new("picture-pixels"),
        }
    }
}

/// Fetches pictures.
#[derive(Debug)]
pub(super) struct Pictures {
    client: Client,
    hosts: Vec<String>,
    stand_in: Option<String>,
    limits: Limits,
}

impl Pictures {
    /// Takes pictures from the configured hosts.
    ///
    /// # Errors
    /// Where the TLS stack can't be initialised.
    pub(super) fn new(config: &Config, resolver: Resolver) -> Result<Self, reqwest::Error> {
        let stand_in = config.endpoints.pictures.clone();
        Self::limited(config.job_image_hosts.clone(), stand_in, resolver, LIMITS)
    }

    /// A `stand_in` is the base URL of a sandbox that plays all of the hosts.
    #[expect(clippy::disallowed_methods, reason = "needs name resolution and limits of its own")]
    fn limited(
        hosts: Vec<String>,
        stand_in: Option<String>,
        resolver: Resolver,
        limits: Limits,
    ) -> Result<Self, reqwest::Error> {
        let builder = Client::builder()
            .redirect(Policy::none())
            .no_proxy()
            .referer(false)
            .timeout(limits.time)
            .user_agent("intowork-integrations");
        let builder = match stand_in {
            Some(_) => builder,
            // The connection goes to an address that was checked: there is no second look-up.
            None => builder.https_only(true).dns_resolver(PublicOnly(resolver)),
        };
        Ok(Self { client: builder.build()?, hosts, stand_in, limits })
    }

    /// The picture at `url`, as it is sent on.
    ///
    /// # Errors
    /// [`PictureError`]. It takes 4 s at most.
    pub(super) async fn fetch(&self, url: &str) -> Result<Vec<u8>, PictureError> {
        let url = url::checked(url, &self.hosts)?;
        let request = self.client.get(self.target(url)?).header(header::ACCEPT, "image/*");
        let response = request.send().await.map_err(|error| resolver::refusal(&error))?;
        if !response.status().is_success() {
            return Err(PictureError::NotLoaded);
        }
        let bytes = self.read(response).await?;
        format::check(&bytes)?;
        Ok(bytes)
    }

    fn target(&self, url: Url) -> Result<Url, PictureError> {
        match &self.stand_in {
            None => Ok(url),
            Some(base) => {
                Url::parse(&format!("{base}{}", url.path())).map_err(|_| PictureError::Address)
            }
        }
    }

    /// Reads no more than the limit, whatever length was announced.
    async fn read(&self, mut response: Response) -> Result<Vec<u8>, PictureError> {
        let mut bytes = Vec::new();
        while let Some(chunk) = response.chunk().await.map_err(|_| PictureError::NotLoaded)? {
            if bytes.len() + chunk.len() > self.limits.bytes {
                return Err(PictureError::TooLarge);
            }
            bytes.extend_from_slice(&chunk);
        }
        Ok(bytes)
    }
}

#[cfg(test)]
mod tests;
