//! The encryption context: whose tokens something sealed is.

use std::collections::HashMap;

use aws_lc_rs::aead::Aad;

use crate::model::owner::ConnectionId;

/// Whose tokens: `{app, company, provider, purpose}`, of a person's connection `owner` too; or whose guests:
/// `{app, company, purpose}`. No personal data is in it, since CloudTrail shows it in clear: people are numbers
/// here.
#[derive(Clone, Copy, Debug)]
pub struct Context(Sealing);

#[derive(Clone, Copy, Debug)]
enum Sealing {
    /// The tokens of a connection.
    Tokens(ConnectionId),
    /// Who comes to a company's interviews.
    Guests(i64),
}

impl Context {
    /// That of the tokens of `connection`.
    pub const fn of(connection: ConnectionId) -> Self {
        Self(Sealing::Tokens(connection))
    }

    /// That of who comes to the interviews of `company`.
    pub const fn of_guests(company: i64) -> Self {
        Self(Sealing::Guests(company))
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
        let (company, owner, provider, purpose) = match self.0 {
            Sealing::Tokens(ConnectionId { company, owner, provider }) => {
                (company, owner.person(), Some(provider), "tokens")
            }
            Sealing::Guests(company) => (company, None, None, "guests"),
        };
        [
            ("app", Some("intowork-integrations".to_owned())),
            ("company", Some(company.to_string())),
            ("owner", owner.map(|user_id| user_id.to_string())),
            ("provider", provider.map(|provider| provider.key().to_owned())),
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
        let guests = Context::of_guests(1);
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
}
