//! New keys and new material for old names.

use aws_sdk_kms::error::ProvideErrorMetadata;
use aws_sdk_kms::primitives::Blob;
use jiff::SignedDuration;

use super::{ALIAS, Subject, context};

/// S30, F20.
#[tokio::test]
async fn old_ciphertexts_stay_readable_when_the_alias_moves_and_new_ones_use_the_new_key() {
    let subject = Subject::start().await;
    let (plaintext, blob) = subject.data_key().await;
    let new = subject.new_key().await;
    let update = subject.client.update_alias().alias_name(ALIAS).target_key_id(&new);
    update.send().await.unwrap();
    let old = subject.decrypt(&blob, context()).await.unwrap();
    assert_eq!(old.plaintext.unwrap().into_inner(), plaintext);
    let (_, blob) = subject.data_key().await;
    let key = subject.decrypt(&blob, context()).await.unwrap().key_id.unwrap();
    assert!(key.ends_with(&new), "{key}");
}

/// S30, F20.
#[tokio::test]
async fn old_ciphertexts_stay_readable_when_the_key_is_rotated() {
    let subject = Subject::start().await;
    let (plaintext, old) = subject.data_key().await;
    subject.client.rotate_key_on_demand().key_id(&subject.key).send().await.unwrap();
    let opened = subject.decrypt(&old, context()).await.unwrap();
    assert_eq!(opened.plaintext.unwrap().into_inner(), plaintext);
    let (plaintext, new) = subject.data_key().await;
    let opened = subject.decrypt(&new, context()).await.unwrap();
    assert_eq!(opened.plaintext.unwrap().into_inner(), plaintext);
    assert_ne!(old[17..21], new[17..21], "both name one version of the material");
}

#[tokio::test]
async fn re_encrypt_moves_a_ciphertext_to_another_key() {
    let subject = Subject::start().await;
    let (plaintext, blob) = subject.data_key().await;
    let new = subject.new_key().await;
    let moved = subject
        .client
        .re_encrypt()
        .ciphertext_blob(Blob::new(blob))
        .set_source_encryption_context(Some(context()))
        .destination_key_id(&new)
        .set_destination_encryption_context(Some(context()))
        .send()
        .await
        .unwrap();
    assert_eq!(moved.source_key_id.unwrap(), subject.key);
    let blob = moved.ciphertext_blob.unwrap().into_inner();
    let opened = subject.decrypt(&blob, context()).await.unwrap();
    assert!(opened.key_id.unwrap().ends_with(&new));
    assert_eq!(opened.plaintext.unwrap().into_inner(), plaintext);
}

#[tokio::test]
async fn an_alias_is_taken_once_and_points_to_a_key_that_exists() {
    let subject = Subject::start().await;
    let create = |name: &str| subject.client.create_alias().alias_name(name);
    let taken = create(ALIAS).target_key_id(&subject.key).send().await.unwrap_err();
    assert!(taken.into_service_error().is_already_exists_exception());
    let lost = create("alias/new").target_key_id("no-key").send().await.unwrap_err();
    assert!(lost.into_service_error().is_not_found_exception());
    let reserved = create("alias/aws/new").target_key_id(&subject.key).send().await.unwrap_err();
    assert!(reserved.into_service_error().is_invalid_alias_name_exception());
    let bare = create("new").target_key_id(&subject.key).send().await.unwrap_err();
    assert_eq!(bare.code(), Some("ValidationException"));
    let update = subject.client.update_alias().alias_name("alias/new").target_key_id(&subject.key);
    assert!(update.send().await.unwrap_err().into_service_error().is_not_found_exception());
}

#[tokio::test]
async fn an_alias_is_free_again_once_its_key_is_deleted() {
    let subject = Subject::start().await;
    subject.client.schedule_key_deletion().key_id(&subject.key).send().await.unwrap();
    subject.clock.advance(SignedDuration::from_hours(30 * 24));
    let new = subject.new_key().await;
    let create = subject.client.create_alias().alias_name(ALIAS).target_key_id(&new);
    create.send().await.unwrap();
    let key = subject.client.describe_key().key_id(ALIAS).send().await.unwrap();
    assert_eq!(key.key_metadata.unwrap().key_id, new);
}
