//! Channels that are to be stopped.

use jiff::SignedDuration;
use shared::app::App;
use shared::connecting::access::{self, Access};
use shared::connecting::channels;
use shared::connection::{Channel, Channels};

use crate::opening::save;
use crate::upkeep::Stop;

/// When a channel that could not be stopped is tried again.
pub(crate) const AGAIN: SignedDuration = SignedDuration::from_hours(1);

/// Stops what is to be stopped, with the grant in use where that is of the account that granted it; whether
/// something is left. What nobody can stop any more ends by itself. Its address is closed at once, whatever the
/// provider says: nothing that comes there still is believed.
pub(crate) async fn stop_ending(
    app: &App,
    channels: &mut Channels,
    access: Option<&Access>,
) -> Result<bool, Stop> {
    if channels.ending.is_empty() {
        return Ok(false);
    }
    let company_id = channels.id.company;
    let resource_id = channels.current.iter().chain(&channels.ending);
    let resource_id = resource_id.filter_map(|channel| channel.resource_id.clone()).next();
    let mut left = Vec::new();
    for channel in std::mem::take(&mut channels.ending) {
        app.store.close_address(company_id, &channel.address).await?;
        if !is_over(app, channels, &channel, access, resource_id.as_deref()).await {
            left.push(channel);
        }
    }
    channels.ending = left;
    save(app, channels).await?;
    Ok(!channels.ending.is_empty())
}

/// Whether nothing has to be done about `channel` any more.
async fn is_over(
    app: &App,
    channels: &Channels,
    channel: &Channel,
    access: Option<&Access>,
    resource_id: Option<&str>,
) -> bool {
    let Some(access) = access.filter(|access| channel.is_stopped_by(&access.connection)) else {
        return true;
    };
    if channel.expires_at <= app.clock.now() {
        return true;
    }
    let provider = channels.id.provider;
    let stop = |token| channels::stop(app, provider, token, (channel, resource_id));
    let stopped = access::with(app, access, stop).await;
    stopped.inspect_err(|error| tracing::info!(%error, "a channel was not stopped")).is_ok()
}
