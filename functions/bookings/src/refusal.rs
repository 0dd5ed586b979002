//! What a candidate is told of what goes wrong: what they can do about it, and not what it was (S53).

use shared::model::error::{Error, Sought};

/// `error` as a candidate may know it.
pub(super) fn told(error: Error) -> Error {
    if is_for_recruiter(&error) {
        tracing::warn!(code = error.code(), "a candidate is sent to the recruiter");
        return Error::BookingClosed;
    }
    match error {
        Error::NotFound(Sought::Link)
        | Error::SlotTaken(_)
        | Error::BookingTooLate
        | Error::BookingUnavailable
        | Error::InvalidRequest(_)
        | Error::InProgress
        | Error::MethodNotAllowed(_)
        | Error::TimedOut => error,
        error => {
            tracing::warn!(code = error.code(), "a candidate is asked to come back");
            Error::BookingUnavailable
        }
    }
}

/// Whether only the recruiter can change what `error` says.
pub(super) const fn is_for_recruiter(error: &Error) -> bool {
    match error {
        Error::NotFound(sought) => !matches!(sought, Sought::Link),
        Error::NotConnected(_)
        | Error::ReauthorizationRequired(_)
        | Error::OrganizerUnavailable { .. }
        | Error::OtherAccount { .. }
        | Error::ScopeNotGranted { .. }
        | Error::PermissionDenied(_)
        | Error::BlockedByPolicy(_)
        | Error::EventChanged(_)
        | Error::BookingClosed => true,
        _ => false,
    }
}
