//! What a provider's refusal means for us (the error taxonomy), whoever the provider is.

use thiserror::Error;

use crate::model::error::Error;
use crate::model::provider::Provider;
use crate::model::reason::Reason;

/// The class of a failure. Whatever is not recognised is [`Fault::Transient`], never permanent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    /// The grant is gone, in the provider's documented words, for a reason: the person must consent again.
    GrantGone(Reason),
    /// The API refuses the access token and does not say that the grant is gone: a renewal may help.
    TokenRefused,
    /// Our secret, redirect URI, API version or approval is wrong: alarm, connections untouched.
    Config,
    /// The account lacks a role or a scope for this.
    Permission,
    /// Too many calls; seconds to wait, where known.
    Throttled(Option<u64>),
    /// Certainly not executed, or a read: worth trying again.
    Transient,
    /// The content or the id is refused.
    Rejected,
    /// A write that may have been executed.
    OutcomeUnknown,
}

/// A provider said no, or nothing.
#[derive(Debug, Error)]
#[error("{provider}: {fault:?} (status {status:?}, code {code:?})")]
pub struct ProviderError {
    /// Who.
    pub provider: Provider,
    /// What it means.
    pub fault: Fault,
    /// The HTTP status, where there was an answer.
    pub status: Option<u16>,
    /// The provider's own code from its documented vocabulary; never its message.
    pub code: Option<String>,
}

impl ProviderError {
    /// The error of a request that may be sent again at any time: whether it was executed is no question.
    #[must_use]
    pub fn repeatable(self) -> Self {
        match self.fault {
            Fault::OutcomeUnknown => self.transient(),
            _ => self,
        }
    }

    /// The error of a request that only reads: it carries nothing that could be refused, so a provider that
    /// says so has changed, or is out of order.
    #[must_use]
    pub fn of_a_read(self) -> Self {
        match self.fault {
            Fault::Rejected => self.transient(),
            _ => self.repeatable(),
        }
    }

    /// The same refusal, worth trying again later.
    #[must_use]
    pub fn transient(self) -> Self {
        Self { fault: Fault::Transient, ..self }
    }

    /// Why the grant is gone, where that was said in documented words.
    pub const fn reason(&self) -> Option<Reason> {
        match self.fault {
            Fault::GrantGone(reason) => Some(reason),
            _ => None,
        }
    }

    /// Whether the access token was refused, whatever that says of the grant.
    pub const fn is_about_the_token(&self) -> bool {
        matches!(self.fault, Fault::GrantGone(_) | Fault::TokenRefused)
    }

    /// The error of a request that was sent again because the first may have been executed: it doesn't tell
    /// what became of that one, unless it is about the id they share.
    #[must_use]
    pub fn after_unknown(self) -> Self {
        if self.is(409) { self } else { Self { fault: Fault::OutcomeUnknown, ..self } }
    }

    /// The same, of which nobody knows what became.
    #[must_use]
    pub fn unknown(self) -> Self {
        Self { fault: Fault::OutcomeUnknown, ..self }
    }

    /// The error of a look at what a write is said to have made before: that stands all the same.
    #[must_use]
    pub fn of_a_second_look(self) -> Self {
        match self.fault {
            Fault::Transient | Fault::Throttled(_) => self.unknown(),
            _ => self,
        }
    }

    /// Whether the provider answered `status`.
    pub fn is(&self, status: u16) -> bool {
        self.status == Some(status)
    }

    /// Whether the provider says itself, by its own error, that what was asked for is not there (404) or not any
    /// more (410). Without that the answer is of something in between, and says nothing of it.
    pub fn is_absence(&self) -> bool {
        let is_told = self.fault == Fault::Rejected && self.code.is_some();
        is_told && (self.is(404) || self.is(410))
    }

    /// The error of a request for one thing that is no [`ProviderError::is_absence`]: a 404 or 410 that is not the
    /// provider's own refuses nothing, and may be another answer later.
    #[must_use]
    pub fn of_a_thing(self) -> Self {
        match self.fault {
            Fault::Rejected if self.is(404) || self.is(410) => self.transient(),
            _ => self.repeatable(),
        }
    }

    /// Whether the provider answered with its own `code`.
    pub fn has_code(&self, code: &str) -> bool {
        self.code.as_deref() == Some(code)
    }
}

impl From<ProviderError> for Error {
    /// Logs what only an operator needs; the public text is ours.
    fn from(error: ProviderError) -> Self {
        let ProviderError { provider, fault, status, code } = error;
        tracing::warn!(provider = provider.key(), ?fault, status, code, "the provider refused");
        match fault {
            Fault::GrantGone(_) => Self::ReauthorizationRequired(provider),
            Fault::Config => Self::ProviderMisconfigured(provider),
            Fault::Permission => Self::PermissionDenied(provider),
            Fault::Throttled(retry_after) => Self::Throttled { provider, retry_after },
            Fault::Transient | Fault::TokenRefused => Self::ProviderUnavailable(provider),
            Fault::Rejected => Self::ContentRefused(provider),
            Fault::OutcomeUnknown => Self::OutcomeUnknown(provider),
        }
    }
}
