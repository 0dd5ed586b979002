//! Names for keys, which an operator can lead to another key.

use jiff::Timestamp;
use serde::Deserialize;
use serde_json::json;

use super::keyring::{Keyring, arn_prefix};
use crate::aws::operation::Outcome;
use crate::aws::refusal::Refusal;

/// The request of `CreateAlias` and of `UpdateAlias`.
#[derive(Deserialize)]
#[serde(rename_all = "PascalCase", deny_unknown_fields)]
pub(super) struct Alias {
    alias_name: String,
    target_key_id: String,
}

impl Alias {
    /// The alias `name` for the key with this id.
    pub(super) fn new(name: &str, key_id: &str) -> Self {
        Self { alias_name: name.to_owned(), target_key_id: key_id.to_owned() }
    }
}

/// Gives a key a name that no key has; with a key its names are deleted.
pub(super) fn create(keyring: &mut Keyring, request: Alias, now: Timestamp) -> Outcome {
    ensure_valid(&request.alias_name)?;
    if keyring.by_reference(&request.alias_name, now).is_ok() {
        let arn = format!("{}{}", arn_prefix(), request.alias_name);
        let message = format!("An alias with the name {arn} already exists");
        return Err(Refusal::new("AlreadyExistsException", message));
    }
    point(keyring, request, now)
}

/// Gives the name of one key to another.
pub(super) fn update(keyring: &mut Keyring, request: Alias, now: Timestamp) -> Outcome {
    ensure_valid(&request.alias_name)?;
    keyring.by_reference(&request.alias_name, now)?;
    point(keyring, request, now)
}

fn point(keyring: &mut Keyring, request: Alias, now: Timestamp) -> Outcome {
    let key = keyring.by_id(&request.target_key_id, now)?;
    key.ensure_not_pending(now)?;
    let id = key.id.clone();
    keyring.aliases.insert(request.alias_name, id);
    Ok(json!({}))
}

/// `alias/` and 1 to 250 letters, digits, `/`, `_` or `-`; `alias/aws/` is Amazon's ("CreateAlias").
fn ensure_valid(name: &str) -> Result<(), Refusal> {
    let allowed = |c: char| c.is_ascii_alphanumeric() || "/_-".contains(c);
    let short = name.strip_prefix("alias/").unwrap_or_default();
    if short.is_empty() || short.len() > 250 || !short.chars().all(allowed) {
        return Err(Refusal::validation(format!(
            "Alias must start with the prefix \"alias/\" and \
             name something in letters, digits, '/', '_' and '-': {name}"
        )));
    }
    if short.starts_with("aws/") {
        return Err(Refusal::new("InvalidAliasNameException", "alias/aws/ is reserved for AWS"));
    }
    Ok(())
}
