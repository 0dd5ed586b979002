//! A caller and the company they work for.

use crate::model::error::Result;
use crate::model::owner::{ConnectionId, Owner, Whose};
use crate::people::actor::Actor;
use crate::people::ats::{Application, Ats};
use crate::people::caller::Caller;
use crate::platform::logs;

/// A caller of whom the ATS says now which company they work for, or whoever has offered a booking link while they
/// were that; nothing else can make one.
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub struct Employer {
    /// The user's id at the ATS.
    pub user_id: i64,
    pub company_id: i64,
    /// Whether a candidate acts in their name.
    is_for_candidate: bool,
}

impl Caller {
    /// This caller with the company they work for now (S20).
    ///
    /// # Errors
    /// Those of [`Ats::company_of`]: no profile, no company (B3), the ATS is out of reach.
    pub async fn with_company(&self, ats: &Ats) -> Result<Employer> {
        let company_id = ats.company_of(self).await?;
        logs::tell_company(company_id);
        Ok(Employer { user_id: self.user_id, company_id, is_for_candidate: false })
    }
}

impl Caller {
    /// This caller with their company, and its application `id`; both questions leave at once.
    ///
    /// # Errors
    /// Those of [`Caller::with_company`] and [`Ats::application`]; another company's application is not found.
    pub async fn with_application(&self, ats: &Ats, id: i64) -> Result<(Employer, Application)> {
        let (employer, application) =
            tokio::join!(self.with_company(ats), ats.application(self, id));
        let employer = employer?;
        Ok((employer, application?.of_company(employer.company_id)?))
    }
}

impl Employer {
    /// Who has offered a booking link, in whose name its candidate acts: they are not there (S58).
    pub const fn who_offered(company_id: i64, user_id: i64) -> Self {
        Self { user_id, company_id, is_for_candidate: true }
    }

    /// Who acts.
    pub const fn actor(self) -> Actor {
        match self.is_for_candidate {
            true => Actor::Candidate(self.user_id),
            false => Actor::Present(self.user_id),
        }
    }

    /// The connection of their company to `provider`.
    pub const fn company_connection<P: Copy>(self, provider: P) -> ConnectionId<P> {
        ConnectionId::of_company(self.company_id, provider)
    }

    /// Their own connection to `provider`.
    pub const fn own_connection<P: Copy>(self, provider: P) -> ConnectionId<P> {
        ConnectionId::of_person(self.company_id, self.user_id, provider)
    }

    /// The connection to `provider` that they ask for.
    pub const fn connection<P: Copy>(self, whose: Whose, provider: P) -> ConnectionId<P> {
        match whose {
            Whose::Me => self.own_connection(provider),
            Whose::Company => self.company_connection(provider),
        }
    }

    /// The connection of `owner`, somebody of their company, to `provider`.
    pub const fn connection_of<P: Copy>(self, owner: Owner, provider: P) -> ConnectionId<P> {
        ConnectionId { company: self.company_id, owner, provider }
    }

    /// Whose `owner`'s connection is, as they see it; `None` where it is a colleague's.
    pub fn whose(self, owner: Owner) -> Option<Whose> {
        match owner {
            Owner::Company => Some(Whose::Company),
            Owner::Person(user_id) => (user_id == self.user_id).then_some(Whose::Me),
        }
    }
}
