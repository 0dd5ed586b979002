//! All items of a table: to look at them, and to remove the expired ones.

use dynoxide::actions::delete_item::DeleteItemRequest;
use dynoxide::actions::scan::ScanRequest;
use dynoxide::{Database, DynoxideError, Item};
use jiff::Timestamp;
use serde_json::{Value, json};

use super::table::{TTL, read};

/// Expired and not by more than five years: older stamps are no expiry to DynamoDB ("How it works:
/// DynamoDB Time to Live"). A `ttl` that is not a number never compares.
const EXPIRED: &str = "#ttl BETWEEN :oldest AND :newest";

/// Five years of 365 days, in seconds.
const OLDEST: i64 = 5 * 365 * 24 * 60 * 60;

/// Every item, as `{"attribute": {"S": …}}`.
pub(super) fn dump(database: &Database, table: &str) -> Result<Value, DynoxideError> {
    let items = scan(database, json!({ "TableName": table, "ConsistentRead": true }))?;
    serde_json::to_value(items)
        .map_err(|error| DynoxideError::SerializationException(error.to_string()))
}

/// Removes what has expired before `now`, and tells how many items it was.
pub(super) fn sweep(
    database: &Database,
    table: &str,
    now: Timestamp,
) -> Result<usize, DynoxideError> {
    let names = json!({ "#ttl": TTL });
    let values = json!({
        ":oldest": { "N": (now.as_second() - OLDEST).to_string() },
        ":newest": { "N": (now.as_second() - 1).to_string() },
    });
    let expired = scan(
        database,
        json!({
            "TableName": table,
            "FilterExpression": EXPIRED,
            "ExpressionAttributeNames": names,
            "ExpressionAttributeValues": values,
        }),
    )?;
    let mut removed = 0;
    for item in expired {
        let request: DeleteItemRequest = read(json!({
            "TableName": table,
            "Key": { "pk": item.get("pk"), "sk": item.get("sk") },
            "ConditionExpression": EXPIRED,
            "ExpressionAttributeNames": names,
            "ExpressionAttributeValues": values,
        }))?;
        match database.delete_item(request) {
            Ok(_) => removed += 1,
            // It was renewed or removed in the meantime.
            Err(DynoxideError::ConditionalCheckFailedException(..)) => {}
            Err(error) => return Err(error),
        }
    }
    Ok(removed)
}

/// The items of all pages of a scan.
fn scan(database: &Database, request: Value) -> Result<Vec<Item>, DynoxideError> {
    let mut items = Vec::new();
    let mut start = None;
    loop {
        let mut request: ScanRequest = read(request.clone())?;
        request.exclusive_start_key = start;
        let page = database.scan(request)?;
        items.extend(page.items.unwrap_or_default());
        start = page.last_evaluated_key;
        if start.is_none() {
            return Ok(items);
        }
    }
}
