//! The encryption context: whose tokens something sealed is.

use std::collections::HashMap;

use aws_lc_rs::aead::Aad;

use crate::model::owner::ConnectionId;

/// Whose tokens: `{app, company, provider, purpose}`, of a person's connection `owner` too. No personal
/// data is in it, since CloudTrail shows it in clear: people are numbers here.
#[derive(Clone, Copy, Debug)]
pub struct Context {
    connection: ConnectionId,
}

impl Context {
    /// That of the tokens of `connection`.
    pub const fn of(connection: ConnectionId) -> Self {
        Self { connection }
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
        let ConnectionId { company, owner, provider } = self.connection;
        [
            ("app", Some("intowork-integrations".to_owned())),
            ("company", Some(company.to_string())),
            ("owner", owner.person().map(|user_id| user_id.to_string())),
            ("provider", Some(provider.key().to_owned())),
            ("purpose", Some("tokens".to_owned())),
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
}
