//! The audit trail: one structured line for every use of a company's credentials (S22, S35).

use crate::model::error::Error;
use crate::model::owner::ConnectionId;
use crate::people::actor::Actor;

/// Who did what, with whose connection. Holds ids only: no e-mail, no secret.
#[derive(Clone, Copy, Debug)]
pub struct Audit {
    /// `connect`, `publish`, `disconnect`, ….
    pub action: &'static str,
    /// The user's id at the ATS.
    pub user_id: i64,
    /// With whose connection, and where.
    pub connection: ConnectionId,
}

impl Audit {
    /// Writes the line; the request's id is in the surrounding span.
    pub fn record<T>(&self, result: &Result<T, Error>) {
        self.write(None, result);
    }

    /// The same where `actor` has done it: a candidate is told from who offered the link.
    pub fn record_of<T>(&self, actor: Actor, result: &Result<T, Error>) {
        self.write(actor.is_candidate().then_some("candidate"), result);
    }

    fn write<T>(&self, by: Option<&'static str>, result: &Result<T, Error>) {
        let outcome = result.as_ref().map_or_else(Error::code, |_| "success");
        let Self { action, user_id, connection } = *self;
        let ConnectionId { company: company_id, owner, provider } = connection;
        tracing::info!(
            audit = action,
            by,
            user_id,
            company_id,
            owner_id = owner.person(),
            provider = provider.key(),
            outcome,
            "audit"
        );
    }
}
