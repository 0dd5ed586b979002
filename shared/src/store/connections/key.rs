//! The keys of connections: `CREDENTIAL#{provider}` is the company's, `CREDENTIAL#{provider}#{user}` a
//! person's.

use crate::model::id::id;
use crate::model::owner::{ConnectionId, Owner};
use crate::model::provider::Provider;
use crate::store::{Item, RowKey};

/// What the sort keys of connections begin with.
pub(in crate::store) const PREFIX: &str = "CREDENTIAL#";
const COMPANY: &str = "COMPANY#";

impl RowKey {
    /// The key of the connection `id`.
    pub fn of_connection(id: ConnectionId) -> Self {
        Self::of_kind(PREFIX, id)
    }

    /// The key of what is kept under `prefix` for the connection `id`.
    pub(in crate::store) fn of_kind(prefix: &str, id: ConnectionId) -> Self {
        let ConnectionId { company, owner, provider } = id;
        let person = owner.person().map(|user_id| format!("#{user_id}")).unwrap_or_default();
        Self {
            pk: format!("{COMPANY}{company}"),
            sk: format!("{prefix}{}{person}", provider.key()),
        }
    }

    /// Whether a connection is kept under this key, as far as its beginning tells.
    pub fn is_connection(&self) -> bool {
        self.sk.starts_with(PREFIX)
    }

    /// The connection that is kept under this key; `None` if the key is not one of ours.
    pub fn connection(&self) -> Option<ConnectionId> {
        self.of_prefix(PREFIX)
    }

    /// The connection of which something is kept under this key, which begins with `prefix`.
    pub(in crate::store) fn of_prefix(&self, prefix: &str) -> Option<ConnectionId> {
        let whose = self.sk.strip_prefix(prefix)?;
        let (provider, owner) = match whose.split_once('#') {
            None => (whose, Owner::Company),
            Some((provider, user_id)) => (provider, Owner::Person(id(user_id)?)),
        };
        let provider = Provider::ALL.into_iter().find(|one| one.key() == provider)?;
        Some(ConnectionId { company: id(self.pk.strip_prefix(COMPANY)?)?, owner, provider })
    }
}

/// The item's key alone, as the connection `id` is found under it.
pub(in crate::store) fn key(id: ConnectionId) -> Item {
    RowKey::of_connection(id).item()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_connection_has_a_key_of_its_own_and_is_read_from_it() {
        let keys = [
            (ConnectionId::of_company(1, Provider::GoogleCalendar), "CREDENTIAL#google_calendar"),
            (
                ConnectionId::of_person(1, 7, Provider::GoogleCalendar),
                "CREDENTIAL#google_calendar#7",
            ),
        ];
        for (id, sk) in keys {
            let key = RowKey { pk: "COMPANY#1".to_owned(), sk: sk.to_owned() };
            assert_eq!(RowKey::of_connection(id), key);
            assert_eq!(key.connection(), Some(id));
        }
    }

    #[test]
    fn a_key_that_none_of_ours_is_names_no_connection() {
        for (pk, sk) in [
            ("COMPANY#1", "CREDENTIAL#"),
            ("COMPANY#1", "CREDENTIAL#teams"),
            ("COMPANY#1", "CREDENTIAL#google-calendar"),
            ("COMPANY#1", "CREDENTIAL#linkedin#"),
            ("COMPANY#1", "CREDENTIAL#linkedin#07"),
            ("COMPANY#1", "CREDENTIAL#linkedin#7#8"),
            ("COMPANY#1", "CREDENTIAL#linkedin#all"),
            ("COMPANY#one", "CREDENTIAL#linkedin"),
            ("STATE#1", "CREDENTIAL#linkedin"),
        ] {
            let key = RowKey { pk: pk.to_owned(), sk: sk.to_owned() };
            assert!(key.is_connection());
            assert_eq!(key.connection(), None, "{pk} {sk}");
        }
    }
}
