//! Where the company's feed is, and the token in it.

use std::collections::BTreeMap;

use shared::app::App;
use shared::model::error::{Error, Result};
use shared::model::offer::Profile;
use shared::people::employer::Employer;
use shared::posting::feed_token::FeedToken;
use shared::store::{FeedAddress, Save};

/// How often somebody who is first in opening a feed is given way.
const TRIES: usize = 3;

/// What the addresses of a feed begin with.
#[derive(Clone, Debug)]
pub(super) struct Base(String);

impl Base {
    /// The feed's addresses by profile.
    pub(super) fn feed_urls(&self) -> BTreeMap<&'static str, String> {
        let url = |profile: Profile| (profile.name(), format!("{}/{}.xml", self.0, profile.name()));
        Profile::ALL.into_iter().map(url).collect()
    }

    /// What marks the page of a job.
    pub(super) fn json_ld_url(&self, job_id: i64) -> String {
        format!("{}/jobs/{job_id}.jsonld", self.0)
    }
}

/// Where the feed of the company is, which is opened where it has none.
///
/// # Errors
/// Outages.
pub(super) async fn ensured(app: &App, employer: Employer) -> Result<FeedAddress> {
    for _ in 0..TRIES {
        match app.store.feed_address(employer.company_id).await? {
            Some(address) => return Ok(address),
            None => {
                opened(app, employer, None).await?;
            }
        }
    }
    Err(Error::InProgress)
}

/// The feed under a new token; of two who replace it at once, both are told of one.
///
/// # Errors
/// Outages.
pub(super) async fn replace(app: &App, employer: Employer) -> Result<FeedAddress> {
    let seen = app.store.feed_address(employer.company_id).await?;
    match opened(app, employer, seen.as_ref()).await? {
        Some(address) => Ok(address),
        None => ensured(app, employer).await,
    }
}

/// A new address in the place of `seen`; `None` where somebody else was first.
async fn opened(
    app: &App,
    employer: Employer,
    seen: Option<&FeedAddress>,
) -> Result<Option<FeedAddress>> {
    let secret = app.secrets.code_verifiers().await?;
    let nonce = FeedToken::nonce()?;
    let token = FeedToken::derive(&secret.code_verifier_key, employer.company_id, &nonce);
    let address = FeedAddress {
        nonce,
        hash: token.hash(),
        user_id: employer.user_id,
        since: app.clock.now(),
    };
    let saved = app.store.open_feed(employer.company_id, seen, &address).await?;
    Ok((saved == Save::Saved).then_some(address))
}

/// What its addresses begin with; `None` where there is no feed, where no address of ours is known to the world, and
/// where the key that the token was derived with is another one now: what was given away works still, and is
/// replaced by asking for new ones.
///
/// # Errors
/// [`Error::StorageUnavailable`] where the key can't be read.
pub(super) async fn base(
    app: &App,
    company_id: i64,
    address: Option<&FeedAddress>,
) -> Result<Option<Base>> {
    let (Some(address), Some(origin)) = (address, &app.config.public_url) else { return Ok(None) };
    let secret = app.secrets.code_verifiers().await?;
    let token = FeedToken::derive(&secret.code_verifier_key, company_id, &address.nonce);
    let base = Base(format!("{origin}/api/integrations/feeds/{}", token.value()));
    Ok((token.hash() == address.hash).then_some(base))
}
