//! What roles allow and calls need.

/// One thing that may be done.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Permission {
    /// Such as `dynamodb:PutItem`.
    pub action: String,
    /// By its name in the template: `Table`, `Table/index/account`, `CredentialsKey`, `CallerSecret`.
    pub resource: String,
}
