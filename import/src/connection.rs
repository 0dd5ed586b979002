//! What a row becomes. Pure.

use jiff::Timestamp;
use shared::connection::{Beginning, Connection, ProviderData};
use shared::model::organization::Organization;
use shared::model::owner::ConnectionId;
use shared::model::provider::{PostProvider, Provider};
use shared::model::reason::Reason;
use shared::oauth::Scopes;
use shared::providers::profile;
use shared::vault::Sealed;

use crate::row::Row;

/// What the old backend asks a person for. LinkedIn's pages are asked for by some deployments only, and how
/// the member is known depends on its app.
const LINKEDIN: &str = "w_member_social";
const GOOGLE: &str =
    "https://www.googleapis.com/auth/calendar https://www.googleapis.com/auth/calendar.events";
const MICROSOFT: &str = "Calendars.ReadWrite User.Read";

/// What is not in the row, or not to be read there.
pub(crate) struct Taken {
    pub(crate) sealed_tokens: Sealed,
    /// Whether a refresh token is among them.
    pub(crate) is_renewable: bool,
    /// A random start.
    pub(crate) version: u64,
}

/// The connection `id` that `row` becomes at `now`. With a refresh token it is due at once: the first renewal
/// proves the grant before anybody relies on it. With neither a refresh token nor a living access token
/// the person must connect again, and is told so instead of that there is no connection.
pub(crate) fn of(row: &Row, id: ConnectionId, taken: Taken, now: Timestamp) -> Connection {
    let Taken { sealed_tokens, is_renewable, version } = taken;
    let expires_at = expires_at(row, id.provider, now);
    let beginning = Beginning {
        sealed_tokens,
        scopes: Scopes::parse(scopes(id.provider)),
        expires_at: Some(expires_at),
        reauthorize_by: (!is_renewable).then_some(expires_at),
        connected_at: row.created_at.or(row.updated_at).unwrap_or(now),
        version,
    };
    let mut connection = Connection::new(id, row.user_id, beginning);
    connection.last_used_at = row.last_used_at;
    connection.provider_data = provider_data(row, id.provider);
    connection.refresh_at = match is_renewable {
        true => Some(now),
        false => connection.renewal_time(false, now, 0),
    };
    if is_renewable || connection.is_alive(now) {
        connection
    } else {
        connection.ended(Reason::Expired)
    }
}

/// Where the row does not say, a provider's usual life from when the row was last written; where it
/// doesn't say that either, the token counts as dead.
fn expires_at(row: &Row, provider: Provider, now: Timestamp) -> Timestamp {
    let life = profile(provider).renewal.token_life;
    let estimated = || row.written_at()?.checked_add(life?).ok();
    row.token_expires_at.or_else(estimated).unwrap_or(now)
}

const fn scopes(provider: Provider) -> &'static str {
    match provider {
        Provider::LinkedIn => LINKEDIN,
        Provider::GoogleCalendar => GOOGLE,
        Provider::OutlookCalendar => MICROSOFT,
        // The old backend had neither.
        Provider::Zoom | Provider::Slack => "",
    }
}

/// The page posts go to stays the one they go to. Its name is not in the row.
fn provider_data(row: &Row, provider: Provider) -> ProviderData {
    let page = row.provider_data.clone().filter(|_| PostProvider::of(provider).is_some());
    let organizations = page.iter().map(|id| Organization { id: id.clone(), name: id.clone() });
    let organizations = organizations.collect();
    ProviderData { organizations, organization_id: page, ..ProviderData::default() }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};
    use shared::connection::State;

    use super::*;
    use crate::row::tests::read;

    fn now() -> Timestamp {
        "2026-11-23T09:30:00Z".parse().unwrap()
    }

    fn connection(provider: Provider, is_renewable: bool, changes: Value) -> Connection {
        let sealed_tokens = serde_json::from_value(json!([])).unwrap();
        let taken = Taken { sealed_tokens, is_renewable, version: 7 };
        of(&read(changes), ConnectionId::of_company(1, provider), taken, now())
    }

    #[test]
    fn with_a_refresh_token_it_is_due_at_once_however_long_the_access_token_is_dead() {
        let dead = json!({"token_expires_at": "2026-02-01T00:00:00Z"});
        let google = connection(Provider::GoogleCalendar, true, dead);
        assert_eq!((google.state, google.refresh_at), (State::Active, Some(now())));
        assert_eq!((google.reauthorize_by, google.account), (None, None));
    }

    #[test]
    fn without_one_it_ends_with_its_access_token_or_has_ended() {
        let living = json!({"token_expires_at": "2026-12-24T00:00:00Z"});
        let end: Timestamp = "2026-12-24T00:00:00Z".parse().unwrap();
        let linkedin = connection(Provider::LinkedIn, false, living);
        let fortnight_before: Timestamp = "2026-12-10T00:00:00Z".parse().unwrap();
        assert_eq!((linkedin.state, linkedin.refresh_at), (State::Active, Some(fortnight_before)));
        assert_eq!(linkedin.reauthorize_by, Some(end));
        let dead = json!({"token_expires_at": "2026-11-23T09:00:00Z"});
        let outlook = connection(Provider::OutlookCalendar, false, dead);
        assert_eq!((outlook.state, outlook.refresh_at), (State::NeedsReauthorization, None));
        assert_eq!(outlook.reason, Some(Reason::Expired));
    }

    #[test]
    fn an_end_that_is_not_told_is_estimated_from_the_last_writing() {
        let untold = json!({"token_expires_at": null, "updated_at": "2026-11-20T00:00:00Z"});
        let linkedin = connection(Provider::LinkedIn, false, untold.clone());
        assert_eq!(linkedin.expires_at.unwrap().to_string(), "2027-01-19T00:00:00Z");
        let google = connection(Provider::GoogleCalendar, false, untold);
        assert_eq!(google.state, State::NeedsReauthorization);
        let nothing = json!({"token_expires_at": null, "updated_at": null, "created_at": null});
        let linkedin = connection(Provider::LinkedIn, false, nothing);
        assert_eq!(linkedin.state, State::NeedsReauthorization);
        assert_eq!(linkedin.connected_at, now());
    }

    #[test]
    fn a_page_stays_the_one_posts_go_to_and_means_nothing_to_a_calendar() {
        let page = json!({"provider_data": {"organization_id": "5515715"}});
        let data = connection(Provider::LinkedIn, true, page.clone()).provider_data;
        assert_eq!(data.organization_id.as_deref(), Some("urn:li:organization:5515715"));
        assert_eq!(data.organizations.len(), 1);
        let data = connection(Provider::GoogleCalendar, true, page).provider_data;
        assert_eq!(data, ProviderData::default());
    }
}
