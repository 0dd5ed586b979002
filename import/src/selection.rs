//! Which of several rows of one company and provider is taken: the newest active one.
//!
//! The old backend made two of them where two callbacks came at once, and failed from then on.

use std::collections::BTreeMap;

use shared::model::provider::Provider;

use crate::row::{Line, Row, Service};

/// The ids of the rows to take, by company and provider.
pub(crate) type Newest = BTreeMap<(i64, Provider), i64>;

/// The newest active row of each company and provider: the one last written, of equals the one with
/// the highest id.
pub(crate) fn newest(lines: &[Line]) -> Newest {
    let rows = lines.iter().filter_map(|line| line.row.as_ref().ok());
    let mut active: Vec<_> = rows.filter(|row| row.is_active == Some(true)).collect();
    active.sort_by_key(|row| (row.written_at(), row.id));
    active.into_iter().filter_map(|row| Some((key(row)?, row.id))).collect()
}

fn key(row: &Row) -> Option<(i64, Provider)> {
    match row.service {
        Service::Known(provider) => Some((row.company_id, provider)),
        Service::JobBoard(_) => None,
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;
    use crate::row::tests::read;

    fn newest_of(rows: &[Value]) -> Vec<i64> {
        let lines = rows.iter().map(|changes| Line { number: 1, row: Ok(read(changes.clone())) });
        newest(&lines.collect::<Vec<_>>()).into_values().collect()
    }

    #[test]
    fn the_last_written_active_row_is_taken_whatever_its_place() {
        let old = json!({"id": 1, "updated_at": "2026-11-01T00:00:00Z"});
        let new = json!({"id": 2, "updated_at": "2026-11-02T00:00:00Z"});
        let inactive = json!({"id": 3, "is_active": false, "updated_at": "2026-11-03T00:00:00Z"});
        let undated = json!({"id": 4, "updated_at": null, "created_at": null});
        for rows in [[&old, &new, &inactive, &undated], [&undated, &inactive, &new, &old]] {
            assert_eq!(newest_of(&rows.map(Clone::clone)), [2]);
        }
        assert_eq!(newest_of(&[json!({"id": 5}), json!({"id": 6})]), [6]);
    }

    #[test]
    fn other_companies_and_providers_have_their_own() {
        let rows = [
            json!({}),
            json!({"company_id": 2, "id": 8}),
            json!({"provider": "LINKEDIN", "id": 9}),
        ];
        assert_eq!(newest_of(&rows).len(), 3);
        assert!(
            newest_of(&[json!({"provider": "JOBBERMAN"}), json!({"is_active": null})]).is_empty()
        );
    }
}
