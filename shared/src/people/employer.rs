//! A caller and the company they work for.

use crate::model::error::Result;
use crate::model::owner::ConnectionId;
use crate::people::ats::Ats;
use crate::people::caller::Caller;

/// A caller of whom the ATS says now which company they work for; nothing else can make one.
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub struct Employer {
    /// The user's id at the ATS.
    pub user_id: i64,
    /// The company's.
    pub company_id: i64,
}

impl Caller {
    /// This caller with the company they work for now (S20).
    ///
    /// # Errors
    /// Those of [`Ats::company_of`]: no profile, no company (B3), the ATS is out of reach.
    pub async fn with_company(&self, ats: &Ats) -> Result<Employer> {
        Ok(Employer { user_id: self.user_id, company_id: ats.company_of(self).await? })
    }
}

impl Employer {
    /// The connection of their company to `provider`.
    pub const fn company_connection<P: Copy>(self, provider: P) -> ConnectionId<P> {
        ConnectionId::of_company(self.company_id, provider)
    }
}
