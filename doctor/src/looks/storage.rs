//! The table and the key: that they are there, and would survive a mistake.

use aws_sdk_dynamodb::error::{DisplayErrorContext, SdkError};
use aws_sdk_dynamodb::types::{
    PointInTimeRecoveryStatus, StreamViewType, TableDescription, TimeToLiveStatus,
};
use aws_sdk_kms::types::KeyState;

use crate::finding::Finding;
use crate::place::Place;
use crate::report::Report;

pub(crate) async fn look(place: &Place, report: &mut Report) {
    key(place, report).await;
    let table = &place.app.config.table_name;
    match place.dynamodb.describe_table().table_name(table).send().await {
        Ok(answer) => {
            described(table, answer.table.as_ref(), report);
            expiry(place, report).await;
            recovery(place, report).await;
        }
        Err(SdkError::ServiceError(error)) if error.err().is_resource_not_found_exception() => {
            report.find(Finding::TableMissing { table: table.clone() });
        }
        Err(error) => report.miss("the table", DisplayErrorContext(error)),
    }
}

fn described(table: &str, described: Option<&TableDescription>, report: &mut Report) {
    let table = table.to_owned();
    let is_protected =
        described.and_then(TableDescription::deletion_protection_enabled).unwrap_or(false);
    if !is_protected {
        report.find(Finding::TableUnprotected { table: table.clone() });
    }
    let stream = described.and_then(TableDescription::stream_specification);
    let view = stream.filter(|stream| stream.stream_enabled).and_then(|it| it.stream_view_type());
    if view != Some(&StreamViewType::NewAndOldImages) {
        report.find(Finding::TableWithoutStream { table });
    }
}

async fn expiry(place: &Place, report: &mut Report) {
    let table = &place.app.config.table_name;
    match place.dynamodb.describe_time_to_live().table_name(table).send().await {
        Ok(answer) => {
            let set = answer.time_to_live_description();
            let is_on = set.is_some_and(|set| {
                let status = set.time_to_live_status();
                let is_on =
                    matches!(status, Some(TimeToLiveStatus::Enabled | TimeToLiveStatus::Enabling));
                is_on && set.attribute_name() == Some("ttl")
            });
            if !is_on {
                report.find(Finding::TableWithoutExpiry { table: table.clone() });
            }
        }
        Err(error) => report.miss("the expiry of the table's items", DisplayErrorContext(error)),
    }
}

async fn recovery(place: &Place, report: &mut Report) {
    let table = &place.app.config.table_name;
    match place.dynamodb.describe_continuous_backups().table_name(table).send().await {
        Ok(answer) => {
            let kept = answer.continuous_backups_description();
            let status = kept
                .and_then(|kept| kept.point_in_time_recovery_description())
                .and_then(|recovery| recovery.point_in_time_recovery_status());
            if status != Some(&PointInTimeRecoveryStatus::Enabled) {
                report.find(Finding::TableWithoutRecovery { table: table.clone() });
            }
        }
        Err(error) => report.miss("the table's recovery", DisplayErrorContext(error)),
    }
}

async fn key(place: &Place, report: &mut Report) {
    let key = &place.app.config.kms_key_id;
    let state = match place.kms.describe_key().key_id(key).send().await {
        Ok(answer) => answer.key_metadata.and_then(|metadata| metadata.key_state),
        Err(SdkError::ServiceError(error)) if error.err().is_not_found_exception() => {
            return report.find(Finding::KeyUnusable {
                key: key.clone(),
                state: "there is none".to_owned(),
            });
        }
        Err(error) => return report.miss("the key", DisplayErrorContext(error)),
    };
    match state {
        Some(KeyState::Enabled) => {}
        Some(state) => {
            let state = state.as_str().to_owned();
            report.find(Finding::KeyUnusable { key: key.clone(), state });
        }
        None => report.miss("the key", "it tells no state"),
    }
}
