//! The encryption context: whose something sealed is, and what for.

use std::collections::HashMap;

use aws_lc_rs::aead::Aad;

use crate::model::owner::ConnectionId;

/// Whose, and what for: `{app, company, provider, purpose}`, of a person's connection `owner` too; of interviews'
/// guests, who are a company's whatever its connections, `{app, company, purpose}`. No personal data is in it,
/// since CloudTrail shows it in clear: people are numbers here.
#[derive(Clone, Copy, Debug)]
pub struct Context {
    company: i64,
    connection: Option<ConnectionId>,
    purpose: Purpose,
}

/// What something is sealed for. A function's role names those that it may open.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Purpose {
    Tokens,
    Cursor,
    Guests,
}

impl Context {
    /// That of the tokens of `connection`.
    pub const fn of(connection: ConnectionId) -> Self {
        Self::for_purpose(connection, Purpose::Tokens)
    }

    /// That of where the reading of the calendar of `connection` goes on.
    pub const fn cursor(connection: ConnectionId) -> Self {
        Self::for_purpose(connection, Purpose::Cursor)
    }

    /// That of the guests of the interviews of `company`.
    pub const fn guests(company: i64) -> Self {
        Self { company, connection: None, purpose: Purpose::Guests }
    }

    const fn for_purpose(connection: ConnectionId, purpose: Purpose) -> Self {
        Self { company: connection.company, connection: Some(connection), purpose }
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
        let Self { company, connection, purpose } = self;
        let owner = connection.and_then(|id| id.owner.person());
        let provider = connection.map(|id| id.provider.key().to_owned());
        [
            ("app", Some("intowork-integrations".to_owned())),
            ("company", Some(company.to_string())),
            ("owner", owner.map(|user_id| user_id.to_string())),
            ("provider", provider),
            ("purpose", Some(purpose.name().to_owned())),
        ]
        .into_iter()
        .filter_map(|(name, value)| Some((name, value?)))
    }
}

impl Purpose {
    /// As KMS, the additional data and the roles name it.
    const fn name(self) -> &'static str {
        match self {
            Self::Tokens => "tokens",
            Self::Cursor => "cursor",
            Self::Guests => "guests",
        }
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
        let guests = Context::guests(1);
        assert_eq!(
            guests.aad().as_ref(),
            b"app=intowork-integrations\ncompany=1\npurpose=guests\n"
        );
        let person = Context::of(ConnectionId::of_person(1, 7, Provider::LinkedIn));
        assert_eq!(
            person.aad().as_ref(),
            b"app=intowork-integrations\ncompany=1\nowner=7\nprovider=linkedin\npurpose=tokens\n"
        );
        assert_eq!((company.map().len(), &*person.map()["owner"]), (4, "7"));
    }

    #[test]
    fn s27_what_is_sealed_for_one_purpose_has_another_context_than_for_another() {
        let id = ConnectionId::of_company(1, Provider::GoogleCalendar);
        let cursor = Context::cursor(id);
        assert_eq!((cursor.map().len(), &*cursor.map()["purpose"]), (4, "cursor"));
        assert_ne!(cursor.aad().as_ref(), Context::of(id).aad().as_ref());
        let guests = Context::guests(1).aad();
        assert_eq!(guests.as_ref(), b"app=intowork-integrations\ncompany=1\npurpose=guests\n");
    }
}
