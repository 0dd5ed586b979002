//! The encryption context: whose something sealed is, and what.

use std::collections::HashMap;

use aws_lc_rs::aead::Aad;

use crate::model::owner::ConnectionId;

/// Whose, and what: `{app, company, provider, purpose}`, of a person's connection `owner` too; of an interview's
/// guests `{app, company, purpose}`. No personal data is in it, since CloudTrail shows it in clear: people are
/// numbers here. The purpose is what a role's right to open is bound to.
#[derive(Clone, Copy, Debug)]
pub enum Context {
    /// The tokens of a connection.
    Tokens(ConnectionId),
    /// How far the calendar of a connection was read.
    Cursor(ConnectionId),
    /// Who is invited to the interviews of a company.
    Guests(i64),
}

impl Context {
    /// That of the tokens of `connection`.
    pub const fn of(connection: ConnectionId) -> Self {
        Self::Tokens(connection)
    }

    /// As KMS is told it.
    pub(super) fn map(self) -> HashMap<String, String> {
        self.pairs().map(|(name, value)| (name.to_owned(), value)).collect()
    }

    /// The pairs in one order and one spelling; no value can contain the separators.
    pub(super) fn aad(self) -> Aad<String> {
        Aad::from(self.pairs().map(|(name, value)| format!("{name}={value}\n")).collect())
    }

    /// By name. What is stored opens with these alone: a new one is for new kinds of owners only.
    fn pairs(self) -> impl Iterator<Item = (&'static str, String)> {
        let (company, connection, purpose) = match self {
            Self::Tokens(id) => (id.company, Some(id), "tokens"),
            Self::Cursor(id) => (id.company, Some(id), "cursor"),
            Self::Guests(company) => (company, None, "guests"),
        };
        let owner = connection.and_then(|id| id.owner.person());
        let provider = connection.map(|id| id.provider.key().to_owned());
        [
            ("app", Some("intowork-integrations".to_owned())),
            ("company", Some(company.to_string())),
            ("owner", owner.map(|user_id| user_id.to_string())),
            ("provider", provider),
            ("purpose", Some(purpose.to_owned())),
        ]
        .into_iter()
        .filter_map(|(name, value)| Some((name, value?)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::provider::Provider;

    #[test]
    fn s27_a_company_s_context_names_no_owner_and_a_person_s_names_the_person() {
        let company = Context::of(ConnectionId::of_company(1, Provider::LinkedIn));
        assert_eq!(
            company.aad().as_ref(),
            b"app=intowork-integrations\ncompany=1\nprovider=linkedin\npurpose=tokens\n"
        );
        let person = Context::of(ConnectionId::of_person(1, 7, Provider::LinkedIn));
        assert_eq!(
            person.aad().as_ref(),
            b"app=intowork-integrations\ncompany=1\nowner=7\nprovider=linkedin\npurpose=tokens\n"
        );
        assert_eq!((company.map().len(), &*person.map()["owner"]), (4, "7"));
    }

    #[test]
    fn s29_guests_and_cursors_have_purposes_of_their_own() {
        let guests = Context::Guests(1).aad();
        assert_eq!(guests.as_ref(), b"app=intowork-integrations\ncompany=1\npurpose=guests\n");
        let cursor = Context::Cursor(ConnectionId::of_person(1, 7, Provider::GoogleCalendar));
        assert_eq!((cursor.map().len(), &*cursor.map()["purpose"]), (5, "cursor"));
    }
}
