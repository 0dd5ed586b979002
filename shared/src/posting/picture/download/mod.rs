//! Fetching from an address that somebody else wrote.
//!
//! Only `https` and only hosts of `JOB_IMAGE_HOSTS`; never an address inside our network, whatever the
//! name resolves to; no redirects, no proxies, no endless or slow answers, and nothing but a picture
//! LinkedIn takes (S36).

use std::io::Read;
use std::time::Duration;

use ::url::Url;
use flate2::read::MultiGzDecoder;
use http::{HeaderMap, header};
use reqwest::redirect::Policy;
use reqwest::{Client, Response};
use rustls::ClientConfig;

use super::{Picture, PictureError, format, url};
use crate::config::Config;
use crate::platform::public::{PublicOnly, Resolver, is_not_public};

/// What a picture may cost.
#[derive(Clone, Copy, Debug)]
struct Limits {
    bytes: usize,
    time: Duration,
}

/// 10 MB; and 4 s, so that a post with its picture fits into a request's 25 s.
const LIMITS: Limits = Limits { bytes: 10 * 1024 * 1024, time: Duration::from_secs(4) };

/// Fetches pictures.
#[derive(Debug)]
pub(super) struct Pictures {
    client: Client,
    hosts: Vec<String>,
    stand_in: Option<String>,
    limits: Limits,
}

impl Pictures {
    /// Takes pictures from the configured hosts, trusting whom `tls` trusts.
    ///
    /// # Errors
    /// Where the TLS stack can't be initialised.
    pub(super) fn new(
        config: &Config,
        tls: ClientConfig,
        resolver: Resolver,
    ) -> Result<Self, reqwest::Error> {
        let stand_in = config.endpoints.pictures.clone();
        Self::limited(config.job_image_hosts.clone(), stand_in, (tls, resolver), LIMITS)
    }

    /// A `stand_in` is the base URL of a sandbox that plays all of the hosts.
    #[expect(clippy::disallowed_methods, reason = "needs name resolution and limits of its own")]
    fn limited(
        hosts: Vec<String>,
        stand_in: Option<String>,
        (tls, resolver): (ClientConfig, Resolver),
        limits: Limits,
    ) -> Result<Self, reqwest::Error> {
        let builder = Client::builder()
            .tls_backend_preconfigured(tls)
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

    /// The picture at `url`, as it is sent on. A service that converts pictures is asked for one that
    /// LinkedIn takes, and for the one as it is where it refuses that.
    ///
    /// # Errors
    /// [`PictureError`]. It takes 4 s at most for each of the two.
    pub(super) async fn fetch(&self, url: &str) -> Result<Picture, PictureError> {
        let url = url::checked(url, &self.hosts)?;
        let response = match url::converted(&url) {
            Some(converted) => match self.get(converted).await? {
                refused if !refused.status().is_success() => self.get(url).await?,
                response => response,
            },
            None => self.get(url).await?,
        };
        if !response.status().is_success() {
            return Err(PictureError::NotLoaded);
        }
        let is_packed = is_packed(response.headers())?;
        let bytes = self.read(response).await?;
        let bytes = if is_packed { self.unpacked(&bytes)? } else { bytes };
        let size = format::measured(&bytes)?;
        Ok(Picture { bytes, size })
    }

    async fn get(&self, url: Url) -> Result<Response, PictureError> {
        let request = self.client.get(self.target(url)?).header(header::ACCEPT, "image/*");
        request.send().await.map_err(|error| refusal(&error))
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

    /// No more than the limit either, however much is packed into few bytes.
    fn unpacked(&self, packed: &[u8]) -> Result<Vec<u8>, PictureError> {
        let limit = u64::try_from(self.limits.bytes).unwrap_or(u64::MAX);
        let mut bytes = Vec::new();
        let decoder = MultiGzDecoder::new(packed);
        let read = decoder.take(limit.saturating_add(1)).read_to_end(&mut bytes);
        match read {
            Err(_) => Err(PictureError::Incomplete),
            Ok(_) if bytes.len() > self.limits.bytes => Err(PictureError::TooLarge),
            Ok(_) => Ok(bytes),
        }
    }
}

/// Why a request did not succeed.
fn refusal(error: &reqwest::Error) -> PictureError {
    if is_not_public(error) { PictureError::NotPublic } else { PictureError::NotLoaded }
}

/// Whether the answer is packed with gzip, which some servers do though nobody asked.
fn is_packed(headers: &HeaderMap) -> Result<bool, PictureError> {
    match headers.get(header::CONTENT_ENCODING).map(|coding| coding.as_bytes()) {
        None | Some(b"identity") => Ok(false),
        Some(b"gzip" | b"x-gzip") => Ok(true),
        Some(_) => Err(PictureError::Format),
    }
}

#[cfg(test)]
mod tests;
