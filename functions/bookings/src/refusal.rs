//! What a candidate is told of what goes wrong: what they can do about it, and not what it was (S53).

use shared::model::error::{Error, Sought};

/// `error` as a candidate may know it.
pub(super) fn told(error: Error) -> Error {
    match error {
        Error::NotFound(Sought::Link)
        | Error::SlotTaken(_)
        | Error::BookingClosed
        | Error::BookingTooLate
        | Error::InvalidRequest(_)
        | Error::InProgress
        | Error::MethodNotAllowed(_)
        | Error::TimedOut => error,
        // Only the recruiter can change that.
        Error::NotConnected(_)
        | Error::ReauthorizationRequired(_)
        | Error::OrganizerUnavailable { .. }
        | Error::OtherAccount { .. }
        | Error::ScopeNotGranted { .. }
        | Error::PermissionDenied(_)
        | Error::BlockedByPolicy(_)
        | Error::EventChanged(_)
        | Error::NotFound(_) => {
            tracing::warn!(code = error.code(), "a candidate is sent to the recruiter");
            Error::BookingClosed
        }
        error => {
            tracing::warn!(code = error.code(), "a candidate is asked to come back");
            Error::BookingUnavailable
        }
    }
}
