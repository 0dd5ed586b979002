//! A request as IAM sees it: who wants to do what to which resource.

use std::collections::{BTreeMap, BTreeSet};

use http::{HeaderMap, header};
use serde::Deserialize;
use serde::de::IgnoredAny;

use super::permission::Permission;
use crate::aws::ACCOUNT;
use crate::aws::refusal::Refusal;

/// One call of a service.
pub(super) struct Call {
    /// The access key id that the request is signed with.
    pub(super) caller: String,
    /// Whatever it needs.
    pub(super) permissions: Vec<Permission>,
    /// KMS's encryption context; empty elsewhere.
    pub(super) encryption_context: BTreeMap<String, String>,
}

/// What the three services' documents have that a role can speak of.
#[derive(Default, Deserialize)]
#[serde(rename_all = "PascalCase", default)]
struct Document {
    index_name: Option<String>,
    /// Each under the name of what it does.
    transact_items: Vec<BTreeMap<String, IgnoredAny>>,
    secret_id: Option<String>,
    encryption_context: BTreeMap<String, String>,
}

impl Call {
    /// None where it is not a signed request of a service that is emulated: the service refuses it.
    pub(super) fn read(headers: &HeaderMap, document: &[u8]) -> Option<Self> {
        let text = |name: &str| headers.get(name)?.to_str().ok();
        let (_, signature) = text(header::AUTHORIZATION.as_str())?.split_once("Credential=")?;
        let (service, operation) = text("x-amz-target")?.split_once('.')?;
        let document: Document = serde_json::from_slice(document).unwrap_or_default();
        // A transaction needs the rights of all that it is made of.
        let operations: BTreeSet<&str> = match operation {
            "TransactWriteItems" => document.transact_items.iter().flat_map(named).collect(),
            _ => BTreeSet::from([operation]),
        };
        // There is one table, no key but those that seal credentials, and the sandbox's secrets are
        // called as in the template.
        let (service, resource) = match (service, document.index_name) {
            ("TrentService", _) => ("kms", "CredentialsKey".to_owned()),
            ("secretsmanager", _) => ("secretsmanager", document.secret_id.unwrap_or_default()),
            (_, Some(index)) => ("dynamodb", format!("Table/index/{index}")),
            (_, None) => ("dynamodb", "Table".to_owned()),
        };
        Some(Self {
            caller: signature.split('/').next()?.to_owned(),
            permissions: operations
                .into_iter()
                .map(|operation| Permission {
                    action: format!("{service}:{operation}"),
                    resource: resource.clone(),
                })
                .collect(),
            encryption_context: document.encryption_context,
        })
    }

    /// AWS's answer where no statement of the role allows it. All three services say it alike.
    pub(super) fn refusal(&self, denied: &Permission) -> Refusal {
        let Permission { action, resource } = denied;
        let caller = &self.caller;
        let message = format!(
            "User: arn:aws:sts::{ACCOUNT}:assumed-role/{caller}/{caller} is not authorized to \
             perform: {action} on resource: {resource} because no identity-based policy allows the \
             {action} action"
        );
        Refusal::new("AccessDeniedException", message)
    }
}

/// The operations that a part of a transaction amounts to.
fn named(part: &BTreeMap<String, IgnoredAny>) -> impl Iterator<Item = &'static str> {
    part.keys().map(|kind| match kind.as_str() {
        "Put" => "PutItem",
        "Delete" => "DeleteItem",
        "Update" => "UpdateItem",
        _ => "ConditionCheckItem",
    })
}
