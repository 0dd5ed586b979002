//! Why Graph refuses a request, in its own codes and words.

use http::StatusCode;

/// An error of Graph, rendered by [`graph::trace`](super::super::graph::trace).
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Fault {
    /// HTTP status.
    pub status: StatusCode,
    /// `error.code`.
    pub code: &'static str,
    /// `error.message`.
    pub message: String,
    /// An instance annotation beside `code`, such as `@event.existingEventId`.
    pub annotation: Option<(&'static str, String)>,
    /// Seconds for the `Retry-After` header.
    pub retry_after: Option<u32>,
}

impl Fault {
    /// An error without annotation.
    pub fn new(status: StatusCode, code: &'static str, message: impl Into<String>) -> Self {
        Self { status, code, message: message.into(), annotation: None, retry_after: None }
    }

    /// 400 with the code.
    pub fn bad_request(code: &'static str, message: impl Into<String>) -> Self {
        Self::new(StatusCode::BAD_REQUEST, code, message)
    }

    /// 404 for an id nobody has, or has no more.
    pub fn not_found() -> Self {
        let message = "The specified object was not found in the store.";
        Self::new(StatusCode::NOT_FOUND, "ErrorItemNotFound", message)
    }

    /// 400 for what cannot be an id.
    pub fn malformed_id() -> Self {
        Self::bad_request("ErrorInvalidIdMalformed", "Id is malformed.")
    }

    /// 400 for a property that has the right type and an impossible value.
    pub fn property(message: &str) -> Self {
        Self::bad_request("ErrorPropertyValidationFailure", message)
    }

    /// 400 for a body that is not the JSON of the type.
    pub fn unreadable(message: impl Into<String>) -> Self {
        Self::bad_request("RequestBodyRead", message)
    }

    /// 404 for an account without an Exchange Online mailbox.
    pub fn no_mailbox() -> Self {
        let message = "The mailbox is either inactive, soft-deleted, or is hosted on-premise.";
        Self::new(StatusCode::NOT_FOUND, "MailboxNotEnabledForRESTAPI", message)
    }

    /// 412 for an `If-Match` that is not the current version.
    pub fn stale() -> Self {
        let message = "The send or update operation could not be performed because the change key \
                       passed in the request does not match the current change key for the item.";
        Self::new(StatusCode::PRECONDITION_FAILED, "ErrorIrresolvableConflict", message)
    }

    /// 429 with a wait in seconds.
    pub fn throttled(code: &'static str, message: &str, retry_after: u32) -> Self {
        let fault = Self::new(StatusCode::TOO_MANY_REQUESTS, code, message);
        Self { retry_after: Some(retry_after), ..fault }
    }

    /// The `transactionId` made another event before; `status` is 400 or 409.
    pub fn duplicate_transaction(status: StatusCode, existing: String) -> Self {
        let message = "Your request can't be completed. The TransactionId specified in the request \
                       has already been used to create a different event.";
        let fault = Self::new(status, "ErrorDuplicateTransactionId", message);
        Self { annotation: Some(("@event.existingEventId", existing)), ..fault }
    }
}
