//! A choice that came to nothing, or of which nobody knows what it came to.

use shared::model::error::Error;

/// Why no interview is known to be made.
#[derive(Debug)]
pub(crate) enum Failed {
    /// It was not made: the hour is given back.
    Surely(Error),
    /// It may have been made all the same.
    Perhaps(Error),
}

impl Failed {
    /// By the `error` of a request that was to make or to move it.
    pub(crate) const fn of(error: Error) -> Self {
        let is_open = matches!(
            error,
            Error::OutcomeUnknown(_)
                | Error::ProviderUnavailable(_)
                | Error::StorageUnavailable
                | Error::InProgress
                | Error::TimedOut
                | Error::Internal
        );
        if is_open { Self::Perhaps(error) } else { Self::Surely(error) }
    }
}

impl From<Error> for Failed {
    /// Before its calendar was asked for anything.
    fn from(error: Error) -> Self {
        Self::Surely(error)
    }
}
