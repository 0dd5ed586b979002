//! Whose a connection is, and what tells it from every other.

use serde::{Deserialize, Serialize};

use crate::model::error::{Error, Result};
use crate::model::provider::Provider;

/// Whose a connection is. Stored as the person's id, which a company's connection lacks.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize,
)]
#[serde(from = "Option<i64>", into = "Option<i64>")]
pub enum Owner {
    /// The company's: all its employers use it.
    #[default]
    Company,
    /// One employer's own, in this company; the user's id at the ATS.
    Person(i64),
}

/// For whom a caller asks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Whose {
    Me,
    #[default]
    Company,
}

/// What names a connection: a company has one of its own at each provider, and each of its people one. `P`
/// is the kind of provider, where only some will do.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct ConnectionId<P = Provider> {
    /// The company's id at the ATS.
    #[serde(rename = "company_id")]
    pub company: i64,
    /// Whose it is in there.
    #[serde(rename = "owner_id", default, skip_serializing_if = "Owner::is_company")]
    pub owner: Owner,
    pub provider: P,
}

impl Owner {
    /// The user's id, where it is a person's.
    pub const fn person(self) -> Option<i64> {
        match self {
            Self::Company => None,
            Self::Person(user_id) => Some(user_id),
        }
    }

    /// Whether it is the company's, which is not written.
    pub const fn is_company(&self) -> bool {
        matches!(self, Self::Company)
    }
}

impl Whose {
    /// What is called `name`; `None` for another name.
    pub fn parse(name: &str) -> Option<Self> {
        [Self::Me, Self::Company].into_iter().find(|whose| whose.name() == name)
    }

    /// This at `provider`, where people may have a connection of their own.
    ///
    /// # Errors
    /// [`Error::CompanyOnly`].
    pub const fn at(self, provider: Provider) -> Result<Self> {
        match self {
            Self::Me if provider.is_company_only() => Err(Error::CompanyOnly(provider)),
            whose => Ok(whose),
        }
    }

    /// Its name in queries, bodies and answers.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Me => "me",
            Self::Company => "company",
        }
    }
}

impl<P: Copy> ConnectionId<P> {
    /// The connection of a whole company.
    pub const fn of_company(company: i64, provider: P) -> Self {
        Self { company, owner: Owner::Company, provider }
    }

    /// A person's own connection in a company.
    pub const fn of_person(company: i64, user_id: i64, provider: P) -> Self {
        Self { company, owner: Owner::Person(user_id), provider }
    }

    /// The same, among those to all providers.
    pub fn of_any(self) -> ConnectionId
    where
        P: Into<Provider>,
    {
        let Self { company, owner, provider } = self;
        ConnectionId { company, owner, provider: provider.into() }
    }
}

impl From<Option<i64>> for Owner {
    fn from(person: Option<i64>) -> Self {
        person.map_or(Self::Company, Self::Person)
    }
}

impl From<Owner> for Option<i64> {
    fn from(owner: Owner) -> Self {
        owner.person()
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn a_company_s_connection_is_written_without_an_owner_and_a_person_s_with_the_person() {
        for (id, written) in [
            (
                ConnectionId::of_company(1, Provider::LinkedIn),
                json!({"company_id": 1, "provider": "linkedin"}),
            ),
            (
                ConnectionId::of_person(1, 7, Provider::LinkedIn),
                json!({"company_id": 1, "owner_id": 7, "provider": "linkedin"}),
            ),
        ] {
            assert_eq!(serde_json::to_value(id).unwrap(), written);
            assert_eq!(serde_json::from_value::<ConnectionId>(written).unwrap(), id);
        }
    }
}
