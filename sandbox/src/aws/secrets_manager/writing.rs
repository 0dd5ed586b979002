//! The operations that write a secret.

use std::collections::{BTreeMap, BTreeSet};

use data_encoding::HEXLOWER;
use jiff::Timestamp;
use serde::Deserialize;
use serde_json::json;

use super::secret::{CURRENT, Secret, SecretValue, Version};
use super::store::Store;
use crate::aws::blob::Blob;
use crate::aws::operation::Outcome;
use crate::aws::random;
use crate::aws::refusal::Refusal;
use crate::aws::{ACCOUNT, REGION};

#[derive(Default, Deserialize)]
#[serde(rename_all = "PascalCase", deny_unknown_fields)]
pub(super) struct CreateSecret {
    name: String,
    description: Option<String>,
    client_request_token: Option<String>,
    secret_string: Option<String>,
    secret_binary: Option<Blob>,
}

#[derive(Default, Deserialize)]
#[serde(rename_all = "PascalCase", deny_unknown_fields)]
pub(super) struct PutSecretValue {
    secret_id: String,
    client_request_token: Option<String>,
    secret_string: Option<String>,
    secret_binary: Option<Blob>,
    version_stages: Option<BTreeSet<String>>,
}

impl CreateSecret {
    /// A secret of text.
    pub(super) fn new(name: &str, value: &str) -> Self {
        let (name, secret_string) = (name.to_owned(), Some(value.to_owned()));
        Self { name, secret_string, ..Self::default() }
    }
}

impl PutSecretValue {
    /// A new current version of text.
    pub(super) fn new(name: &str, value: &str) -> Self {
        let (secret_id, secret_string) = (name.to_owned(), Some(value.to_owned()));
        Self { secret_id, secret_string, ..Self::default() }
    }
}

/// A new secret, with its first version where a value comes with it.
pub(super) fn create(store: &mut Store, request: CreateSecret, now: Timestamp) -> Outcome {
    ensure_valid(&request.name)?;
    if store.secret(&request.name).is_ok() {
        let message =
            format!("The operation failed because the secret {} already exists.", request.name);
        return Err(Refusal::new("ResourceExistsException", message));
    }
    let mut secret = Secret {
        arn: arn(&request.name)?,
        name: request.name,
        description: request.description,
        created: now,
        changed: now,
        versions: BTreeMap::new(),
    };
    let mut answer = json!({ "ARN": secret.arn, "Name": secret.name });
    if let Some(value) = SecretValue::from_either(request.secret_string, request.secret_binary)? {
        let id = version_id(request.client_request_token)?;
        let stages = BTreeSet::from([CURRENT.to_owned()]);
        secret.add(id.clone(), Version { value, stages, created: now });
        answer.as_object_mut().map(|fields| fields.insert("VersionId".to_owned(), id.into()));
    }
    store.0.insert(secret.name.clone(), secret);
    Ok(answer)
}

/// A new version, which takes `AWSCURRENT` unless it is to carry other labels. The same request
/// again, by its `ClientRequestToken`, changes nothing.
pub(super) fn put(store: &mut Store, request: PutSecretValue, now: Timestamp) -> Outcome {
    let secret = store.secret_mut(&request.secret_id)?;
    let value = SecretValue::from_either(request.secret_string, request.secret_binary)?;
    let value = value.ok_or_else(|| {
        let message = "You must provide either SecretString or SecretBinary.";
        Refusal::new("InvalidRequestException", message)
    })?;
    let id = version_id(request.client_request_token)?;
    match secret.versions.get(&id) {
        Some(version) if version.value != value => {
            let message = format!("a version {id} with another value already exists");
            return Err(Refusal::new("ResourceExistsException", message));
        }
        Some(_) => {}
        None => {
            let stages = stages(request.version_stages)?;
            secret.add(id.clone(), Version { value, stages, created: now });
        }
    }
    let stages = secret.versions.get(&id).map(|version| &version.stages);
    Ok(json!({
        "ARN": secret.arn,
        "Name": secret.name,
        "VersionId": id,
        "VersionStages": stages,
    }))
}

/// 1 to 20 labels, `AWSCURRENT` where none are given.
fn stages(asked: Option<BTreeSet<String>>) -> Result<BTreeSet<String>, Refusal> {
    let stages = asked.unwrap_or_else(|| BTreeSet::from([CURRENT.to_owned()]));
    match stages.len() {
        1..=20 => Ok(stages),
        _ => Err(Refusal::validation("a version has from 1 to 20 staging labels")),
    }
}

/// The client's token (32 to 64 characters; the SDKs make one for each call), or a new one.
fn version_id(token: Option<String>) -> Result<String, Refusal> {
    match token {
        None => Ok(random::uuid()?),
        Some(token) if (32..=64).contains(&token.len()) => Ok(token),
        Some(_) => Err(Refusal::validation("ClientRequestToken has from 32 to 64 characters")),
    }
}

fn arn(name: &str) -> Result<String, Refusal> {
    let suffix = HEXLOWER.encode(&random::bytes::<3>()?);
    Ok(format!("arn:aws:secretsmanager:{REGION}:{ACCOUNT}:secret:{name}-{suffix}"))
}

/// 1 to 512 letters, digits and `/_+=.@-` ("CreateSecret").
fn ensure_valid(name: &str) -> Result<(), Refusal> {
    let allowed = |c: char| c.is_ascii_alphanumeric() || "/_+=.@-".contains(c);
    match (1..=512).contains(&name.len()) && name.chars().all(allowed) {
        true => Ok(()),
        false => Err(Refusal::validation(
            "Invalid name. Must be a valid name containing alphanumeric characters, or any of the \
             following: -/_+=.@!",
        )),
    }
}
