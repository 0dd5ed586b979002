//! The table of the project, as `template.yaml` declares it.

use dynoxide::{Database, DynoxideError};
use serde_json::json;

/// The attribute that holds an item's expiry, in seconds since 1970.
pub(super) const TTL: &str = "ttl";

/// Creates the table unless it is there already.
pub(super) fn ensure(database: &Database, name: &str) -> Result<(), DynoxideError> {
    if let Some(known) = database.get_table_metadata(name)? {
        // A directory that was kept from before there was one.
        if !known.stream_enabled {
            database.update_table(read(json!({
                "TableName": name,
                "StreamSpecification": { "StreamEnabled": true, "StreamViewType": "NEW_AND_OLD_IMAGES" },
            }))?)?;
        }
        return Ok(());
    }
    database.create_table(read(json!({
        "TableName": name,
        "BillingMode": "PAY_PER_REQUEST",
        "DeletionProtectionEnabled": true,
        "StreamSpecification": { "StreamEnabled": true, "StreamViewType": "NEW_AND_OLD_IMAGES" },
        "AttributeDefinitions": [
            { "AttributeName": "pk", "AttributeType": "S" },
            { "AttributeName": "sk", "AttributeType": "S" },
            { "AttributeName": "refresh_shard", "AttributeType": "S" },
            { "AttributeName": "refresh_at", "AttributeType": "N" },
            { "AttributeName": "account_key", "AttributeType": "S" },
        ],
        "KeySchema": [
            { "AttributeName": "pk", "KeyType": "HASH" },
            { "AttributeName": "sk", "KeyType": "RANGE" },
        ],
        "GlobalSecondaryIndexes": [{
            "IndexName": "refresh-due",
            "KeySchema": [
                { "AttributeName": "refresh_shard", "KeyType": "HASH" },
                { "AttributeName": "refresh_at", "KeyType": "RANGE" },
            ],
            "Projection": { "ProjectionType": "KEYS_ONLY" },
        }, {
            "IndexName": "account",
            "KeySchema": [{ "AttributeName": "account_key", "KeyType": "HASH" }],
            "Projection": { "ProjectionType": "KEYS_ONLY" },
        }],
    }))?)?;
    database.update_time_to_live(read(json!({
        "TableName": name,
        "TimeToLiveSpecification": { "AttributeName": TTL, "Enabled": true },
    }))?)?;
    Ok(())
}

/// Protects the table from being deleted, or takes that away.
pub(super) fn protect(
    database: &Database,
    name: &str,
    is_protected: bool,
) -> Result<(), DynoxideError> {
    let change = json!({"TableName": name, "DeletionProtectionEnabled": is_protected});
    database.update_table(read(change)?).map(drop)
}

/// A request of the emulator from its JSON.
pub(super) fn read<T: serde::de::DeserializeOwned>(
    request: serde_json::Value,
) -> Result<T, DynoxideError> {
    serde_json::from_value(request)
        .map_err(|error| DynoxideError::SerializationException(error.to_string()))
}
