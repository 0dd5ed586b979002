//! A pending authorization and the connection it becomes. Pure: no clock, no storage, no network.

mod beginning;
mod channel;
mod holder;
mod pending;
pub mod schedule;
pub mod tally;
mod tokens;
mod upkeep;
mod watch;
mod withdrawal;

pub use beginning::{Beginning, expires_at, reauthorize_by};
pub use channel::{Address, Channel, Channels, Said};
pub use holder::Holder;
pub use pending::PendingAuthorization;
pub use tokens::Tokens;
pub use upkeep::{Cause, Failure, Lease};
pub use watch::{DELAYED, INTERVAL, Watch};
pub use withdrawal::Withdrawal;

use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};

use crate::model::account::Account;
use crate::model::account_limit::AccountLimit;
use crate::model::error::{Error, Result};
use crate::model::organization::Organization;
use crate::model::owner::{ConnectionId, Owner};
use crate::model::reason::Reason;
use crate::oauth::Scopes;
use crate::vault::Sealed;

/// Whether a connection is to the account that made something (S48).
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Maker {
    /// It is.
    Connected,
    /// It is not; the label of the account that made it.
    Other(String),
    /// One of the two is not known: what was recorded before accounts were, or an imported connection.
    Unknown,
}

/// Whether a connection can be used.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum State {
    /// It can.
    Active,
    /// The person must consent again.
    NeedsReauthorization,
    /// What is stored can't be read (F16): an operator is told, and a new consent mends it.
    NeedsAttention,
}

/// What is known of a person beside the account, at the one provider that has it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct ProviderData {
    /// The pages the member may post for, as LinkedIn said when connecting.
    pub organizations: Vec<Organization>,
    /// The page posts go to where none is named; its URN. It stays chosen while LinkedIn does not offer it:
    /// what was meant for it must go nowhere else by itself.
    pub organization_id: Option<String>,
    /// Whether nothing is paid for the person at Zoom: a meeting ends after 40 minutes then.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub is_basic: bool,
    /// What the account of a calendar can't do, as was found out when connecting; absent where nothing was.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub account_limit: Option<AccountLimit>,
}

impl ProviderData {
    /// With the pages that are offered now. What is chosen stays chosen; where nothing is, a single one is an
    /// obvious choice.
    #[must_use]
    pub fn offering(self, organizations: Vec<Organization>) -> Self {
        let only = match organizations.as_slice() {
            [only] => Some(only.id.clone()),
            _ => None,
        };
        let organization_id = self.organization_id.or(only);
        Self { organizations, organization_id, ..self }
    }

    /// The chosen page, where it is offered.
    pub fn page(&self) -> Option<&Organization> {
        let chosen = self.organization_id.as_ref();
        self.organizations.iter().find(|page| Some(&page.id) == chosen)
    }
}

/// A stored authorization at a provider. It is made by [`Connection::new`] and by nothing else.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Connection {
    /// Whose it is, and where.
    #[serde(flatten)]
    pub id: ConnectionId,
    /// Who connected.
    pub user_id: i64,
    /// The account at the provider; absent for an imported connection whose account nobody could tell.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub account: Option<Account>,
    /// What was granted.
    pub scopes: Scopes,
    /// Whether it can be used.
    pub state: State,
    /// Why it can't, where the person must consent again.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<Reason>,
    pub sealed_tokens: Sealed,
    /// When the access token dies; absent where it never does.
    #[serde(
        default,
        skip_serializing_if = "Option::is_none",
        with = "jiff::fmt::serde::timestamp::second::optional"
    )]
    pub expires_at: Option<Timestamp>,
    /// When the person must consent again at the latest, where that is known.
    #[serde(with = "jiff::fmt::serde::timestamp::second::optional")]
    pub reauthorize_by: Option<Timestamp>,
    /// When it was made.
    #[serde(with = "jiff::fmt::serde::timestamp::second::required")]
    pub connected_at: Timestamp,
    /// When the access token was granted; absent where that was not noted.
    #[serde(
        default,
        skip_serializing_if = "Option::is_none",
        with = "jiff::fmt::serde::timestamp::second::optional"
    )]
    pub granted_at: Option<Timestamp>,
    /// When its own grant was last known to live, where it has been given the tokens of a consent for another
    /// connection since.
    #[serde(
        default,
        skip_serializing_if = "Option::is_none",
        with = "jiff::fmt::serde::timestamp::second::optional"
    )]
    pub own_grant_until: Option<Timestamp>,
    /// When it was last used.
    #[serde(with = "jiff::fmt::serde::timestamp::second::optional")]
    pub last_used_at: Option<Timestamp>,
    /// What only this provider has.
    pub provider_data: ProviderData,
    /// When the schedule looks at it; absent where there is nothing to do.
    #[serde(
        default,
        skip_serializing_if = "Option::is_none",
        with = "jiff::fmt::serde::timestamp::second::optional"
    )]
    pub refresh_at: Option<Timestamp>,
    /// Of how many days before its end its owner was told last, 14, 7 or 1; absent where that is further away.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub warned: Option<u8>,
    /// Who is renewing it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lease: Option<Lease>,
    /// The failed renewals since the last good one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub failure: Option<Failure>,
    /// Who is seen behind a person's own; absent from a company's.
    #[serde(flatten)]
    pub holder: Holder,
    /// Counts changes of tokens and state from a random start; a write is accepted only on top of the
    /// version it has read. Notes (last use, lease, failure) don't count, so that none of them costs a
    /// renewal under way its tokens. The random start keeps a write based on a deleted connection off its successor.
    pub version: u64,
}

/// Whether a connection in `state`, which ends at `reauthorize_by`, works at `now` only after the person
/// has connected again. The time decides even where no sweep has come yet.
pub fn must_be_reconnected(
    state: State,
    reauthorize_by: Option<Timestamp>,
    now: Timestamp,
) -> bool {
    state != State::Active || reauthorize_by.is_some_and(|end| end <= now)
}

impl Connection {
    /// Whether this connection works at `now` only after the person has connected again.
    pub fn must_be_reconnected(&self, now: Timestamp) -> bool {
        must_be_reconnected(self.state, self.reauthorize_by, now)
    }

    /// When what its owner consented to was last known to live: it has given tokens then.
    pub fn last_known_alive(&self) -> Timestamp {
        let granted_at = self.granted_at.unwrap_or(self.connected_at).max(self.connected_at);
        self.own_grant_until.unwrap_or(granted_at)
    }

    /// Whether `user_id` may use it at `now`, or nobody who is signed in (`None`): the company's is there for
    /// all its people, a person's for a colleague only as long as the owner is known to be there.
    pub fn is_open_to(&self, user_id: Option<i64>, now: Timestamp) -> bool {
        match self.id.owner {
            Owner::Company => true,
            Owner::Person(owner) => user_id == Some(owner) || self.holder.is_present(now),
        }
    }

    /// Whether its use at `now`, by its owner or not, needs no noting since that was done within the last hour:
    /// what reads the note counts in days.
    pub fn is_use_noted(&self, now: Timestamp, is_owner: bool) -> bool {
        let is_recent = |used: Timestamp| now.duration_since(used) < SignedDuration::from_hours(1);
        self.last_used_at.is_some_and(is_recent) && (!is_owner || self.holder.is_noted(now))
    }

    /// The account whose own profile `caller` may publish on.
    ///
    /// # Errors
    /// [`Error::NotOwner`] where somebody else connected (S23), [`Error::ReauthorizationRequired`] where
    /// it is not known whose profile it is, which only a new consent tells.
    pub fn own_profile(&self, caller: i64) -> Result<&Account> {
        if self.user_id != caller {
            return Err(Error::NotOwner(self.id.provider));
        }
        self.account.as_ref().ok_or(Error::ReauthorizationRequired(self.id.provider))
    }

    /// This connection in place of `old`: it keeps the choices a person made, where they still apply.
    #[must_use]
    pub fn succeeding(mut self, old: Option<&Self>) -> Self {
        let Some(old) = old else { return self };
        self.version = old.version.wrapping_add(1);
        if self.continues(old) {
            self.last_used_at = old.last_used_at;
            let chosen = old.provider_data.organization_id.clone();
            self.provider_data.organization_id = chosen.or(self.provider_data.organization_id);
        }
        self
    }

    /// Whether it is to the account that made something, as noted there.
    pub fn maker(&self, noted: Option<&Account>) -> Maker {
        match (&self.account, noted) {
            (Some(own), Some(noted)) if own.id == noted.id => Maker::Connected,
            (Some(_), Some(noted)) => Maker::Other(noted.label.clone()),
            _ => Maker::Unknown,
        }
    }

    /// Whether this connection is to the account `old` is to (S14). Where one of the two accounts is
    /// not known, as of an imported connection, the same person is taken to have connected the same account.
    pub fn continues(&self, old: &Self) -> bool {
        match (&self.account, &old.account) {
            (Some(own), Some(old)) => own.id == old.id,
            _ => self.user_id == old.user_id,
        }
    }
}

#[cfg(test)]
pub(crate) mod tests {
    use jiff::SignedDuration;
    use serde_json::json;

    use super::*;
    use crate::model::provider::Provider;

    /// A connection of company 1, an hour old in a life of two.
    pub(crate) fn connection(provider: Provider) -> Connection {
        let at: Timestamp = "2026-11-23T09:00:00Z".parse().unwrap();
        let mut connection = Connection::new(
            ConnectionId::of_company(1, provider),
            1,
            Beginning {
                sealed_tokens: serde_json::from_value(json!([])).unwrap(),
                scopes: Scopes::parse(""),
                expires_at: Some(at + SignedDuration::from_hours(2)),
                reauthorize_by: None,
                connected_at: at,
                version: 7,
            },
        );
        connection.account = Some(Account { id: "a".to_owned(), label: "A".to_owned() });
        connection
    }

    #[test]
    fn s14_a_known_account_is_the_same_one_and_an_unknown_one_that_of_the_same_person() {
        let old = connection(Provider::GoogleCalendar);
        let of = |user_id, id: Option<&str>| {
            let account = id.map(|id| Account { id: id.to_owned(), label: "B".to_owned() });
            Connection { user_id, account, ..old.clone() }
        };
        assert!(of(2, Some("a")).continues(&old), "whoever connects it");
        assert!(!of(1, Some("b")).continues(&old), "not even for the same person");
        assert!(of(1, Some("b")).continues(&of(1, None)));
        assert!(!of(2, Some("b")).continues(&of(1, None)));
    }

    #[test]
    fn s48_what_an_unknown_account_made_is_neither_ours_nor_another_s() {
        let own = connection(Provider::GoogleCalendar);
        let noted =
            |id: &str| Account { id: id.to_owned(), label: "awa@acme.ci".to_owned() }.noted();
        assert_eq!(own.maker(Some(&noted("a"))), Maker::Connected);
        assert_eq!(own.maker(Some(&noted("b"))), Maker::Other("aw… (acme.ci)".to_owned()));
        assert_eq!(own.maker(None), Maker::Unknown);
        let imported = Connection { account: None, ..own };
        assert_eq!(imported.maker(Some(&noted("a"))), Maker::Unknown);
    }

    #[test]
    fn s34_no_address_is_noted_whole_however_short() {
        for (label, noted) in [
            ("awa@acme.ci", "aw… (acme.ci)"),
            ("aw@acme.ci", "a… (acme.ci)"),
            ("a@acme.ci", "… (acme.ci)"),
            ("é@acme.ci", "… (acme.ci)"),
            ("@acme.ci", "… (acme.ci)"),
            ("Awa Koné", "Awa Koné"),
        ] {
            let account = Account { id: "1".to_owned(), label: label.to_owned() };
            assert_eq!(account.noted().label, noted);
        }
    }

    #[test]
    fn b22_a_connection_must_be_reconnected_once_its_grant_is_gone_unreadable_or_over() {
        let now = "2026-11-23T09:00:00Z".parse().unwrap();
        let old = connection(Provider::LinkedIn);
        let ending = |at| Connection { reauthorize_by: Some(at), ..old.clone() };
        assert!(!old.must_be_reconnected(now));
        assert!(!ending(now + SignedDuration::from_secs(1)).must_be_reconnected(now));
        assert!(ending(now).must_be_reconnected(now), "though nobody has marked it");
        for state in [State::NeedsReauthorization, State::NeedsAttention] {
            assert!(Connection { state, ..old.clone() }.must_be_reconnected(now));
        }
    }

    #[test]
    fn f25_a_reconnect_has_the_next_version() {
        let old = connection(Provider::GoogleCalendar);
        assert_eq!(old.clone().succeeding(Some(&old)).version, old.version + 1);
    }
}
