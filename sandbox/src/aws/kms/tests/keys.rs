//! Finding, pausing and deleting keys.

use aws_sdk_kms::error::ProvideErrorMetadata;
use aws_sdk_kms::types::{DataKeySpec, KeyState};
use jiff::SignedDuration;

use super::{ALIAS, Subject, context};
use crate::aws::kms::Kms;
use crate::aws::persisted::TestDirectory;
use crate::aws::tests::clock;

/// F12.
#[tokio::test]
async fn a_disabled_key_neither_encrypts_nor_decrypts_until_it_is_enabled() {
    let subject = Subject::start().await;
    let (_, blob) = subject.data_key().await;
    subject.client.disable_key().key_id(&subject.key).send().await.unwrap();
    assert!(subject.decrypt(&blob, context()).await.unwrap_err().is_disabled_exception());
    let request = subject.client.generate_data_key().key_id(ALIAS).key_spec(DataKeySpec::Aes256);
    assert!(request.send().await.unwrap_err().into_service_error().is_disabled_exception());
    subject.client.enable_key().key_id(&subject.key).send().await.unwrap();
    assert!(subject.decrypt(&blob, context()).await.is_ok());
}

#[tokio::test]
async fn an_unknown_key_or_alias_is_not_found() {
    let subject = Subject::start().await;
    for id in [
        "alias/other",
        "no-key",
        "key/no-key",
        "arn:aws:kms:eu-west-3:000000000000:key/no-key",
        "arn:aws:kms:us-east-1:000000000000:alias/intowork",
    ] {
        let error = subject.client.describe_key().key_id(id).send().await.unwrap_err();
        assert!(error.into_service_error().is_not_found_exception(), "{id}");
    }
}

#[tokio::test]
async fn a_key_is_found_by_its_id_its_arn_its_alias_and_its_aliass_arn() {
    let subject = Subject::start().await;
    let id = subject.key.rsplit('/').next().unwrap();
    let alias_arn = "arn:aws:kms:eu-west-3:000000000000:alias/intowork";
    for name in [id, subject.key.as_str(), ALIAS, alias_arn] {
        let key = subject.client.describe_key().key_id(name).send().await.unwrap();
        let key = key.key_metadata.unwrap();
        assert_eq!((key.key_id.as_str(), key.enabled), (id, true), "{name}");
    }
}

#[tokio::test]
async fn a_key_pending_deletion_is_unusable_and_then_gone() {
    let subject = Subject::start().await;
    let (_, blob) = subject.data_key().await;
    let schedule = subject.client.schedule_key_deletion().key_id(&subject.key);
    schedule.clone().pending_window_in_days(7).send().await.unwrap();
    let described = subject.client.describe_key().key_id(ALIAS).send().await.unwrap();
    assert_eq!(described.key_metadata.unwrap().key_state, Some(KeyState::PendingDeletion));
    assert!(subject.decrypt(&blob, context()).await.unwrap_err().is_kms_invalid_state_exception());
    let again = schedule.send().await.unwrap_err().into_service_error();
    assert!(again.is_kms_invalid_state_exception());
    subject.clock.advance(SignedDuration::from_hours(7 * 24));
    let error = subject.decrypt(&blob, context()).await.unwrap_err();
    assert_eq!(error.code(), Some("AccessDeniedException"));
    let gone = subject.client.describe_key().key_id(&subject.key).send().await.unwrap_err();
    assert!(gone.into_service_error().is_not_found_exception());
}

#[tokio::test]
async fn a_cancelled_deletion_leaves_the_key_disabled() {
    let subject = Subject::start().await;
    let client = &subject.client;
    let cancel = client.cancel_key_deletion().key_id(&subject.key);
    let early = cancel.clone().send().await.unwrap_err().into_service_error();
    assert!(early.is_kms_invalid_state_exception());
    client.schedule_key_deletion().key_id(&subject.key).send().await.unwrap();
    cancel.send().await.unwrap();
    let key = client.describe_key().key_id(&subject.key).send().await.unwrap();
    assert_eq!(key.key_metadata.unwrap().key_state, Some(KeyState::Disabled));
}

#[tokio::test]
async fn a_key_is_deleted_in_7_to_30_days() {
    let subject = Subject::start().await;
    for days in [6, 31] {
        let request = subject.client.schedule_key_deletion().key_id(&subject.key);
        let error = request.pending_window_in_days(days).send().await.unwrap_err();
        assert_eq!(error.code(), Some("ValidationException"));
    }
}

#[test]
fn keys_outlive_the_process_in_their_directory() {
    let directory = TestDirectory::new();
    let open = || Kms::open(Some(directory.path()), clock()).unwrap();
    let first = open().provision(ALIAS).unwrap();
    assert_eq!(open().provision(ALIAS).unwrap(), first);
}
