//! The operations that read a secret.

use std::collections::BTreeMap;

use serde::Deserialize;
use serde_json::json;

use super::secret::{CURRENT, Secret, SecretValue, Version};
use super::store::{Store, not_found};
use crate::aws::operation::Outcome;
use crate::aws::refusal::Refusal;

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase", deny_unknown_fields)]
pub(super) struct GetSecretValue {
    secret_id: String,
    version_id: Option<String>,
    version_stage: Option<String>,
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase", deny_unknown_fields)]
pub(super) struct DescribeSecret {
    secret_id: String,
}

/// The value of one version: the current one, unless an id or a label says otherwise.
pub(super) fn get_value(store: &Store, request: &GetSecretValue) -> Outcome {
    let secret = store.secret(&request.secret_id)?;
    let (id, version) = version(secret, request)?;
    let mut answer = json!({
        "ARN": secret.arn,
        "Name": secret.name,
        "VersionId": id,
        "VersionStages": version.stages,
        "CreatedDate": version.created.as_second(),
    });
    let (field, value) = match &version.value {
        SecretValue::Text(text) => ("SecretString", json!(text)),
        SecretValue::Bytes(bytes) => ("SecretBinary", json!(bytes)),
    };
    if let Some(fields) = answer.as_object_mut() {
        fields.insert(field.to_owned(), value);
    }
    Ok(answer)
}

/// Everything but the values. Versions without a label do not show.
pub(super) fn describe(store: &Store, request: &DescribeSecret) -> Outcome {
    let secret = store.secret(&request.secret_id)?;
    let labelled = secret.versions.iter().filter(|(_, version)| !version.stages.is_empty());
    let stages: BTreeMap<_, _> = labelled.map(|(id, version)| (id, &version.stages)).collect();
    Ok(json!({
        "ARN": secret.arn,
        "Name": secret.name,
        "Description": secret.description,
        "CreatedDate": secret.created.as_second(),
        "LastChangedDate": secret.changed.as_second(),
        "VersionIdsToStages": stages,
    }))
}

fn version<'a>(
    secret: &'a Secret,
    request: &GetSecretValue,
) -> Result<(&'a String, &'a Version), Refusal> {
    let stage = request.version_stage.as_deref();
    let Some(id) = &request.version_id else {
        let stage = stage.unwrap_or(CURRENT);
        return secret.labelled(stage).ok_or_else(|| no_value("staging label", stage));
    };
    let found = secret.versions.get_key_value(id).ok_or_else(|| no_value("VersionId", id))?;
    if stage.is_some_and(|stage| !found.1.stages.contains(stage)) {
        let message =
            "You provided a VersionStage that is not associated to the provided VersionId.";
        return Err(Refusal::new("InvalidRequestException", message));
    }
    Ok(found)
}

fn no_value(by: &str, value: &str) -> Refusal {
    let message =
        format!("Secrets Manager can't find the specified secret value for {by}: {value}");
    not_found(message)
}
