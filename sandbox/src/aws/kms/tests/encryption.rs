//! Data keys, and what their ciphertexts are bound to.

use std::collections::HashMap;

use aws_sdk_kms::error::ProvideErrorMetadata;
use aws_sdk_kms::primitives::Blob;
use aws_sdk_kms::types::DataKeySpec;
use http::StatusCode;
use serde_json::json;

use super::{ALIAS, Subject, context, pairs};
use simulator_kit::wire::Fault;

#[tokio::test]
async fn a_data_key_is_32_bytes_and_decrypts_to_itself() {
    let subject = Subject::start().await;
    let (plaintext, blob) = subject.data_key().await;
    assert_eq!(plaintext.len(), 32);
    let opened = subject.decrypt(&blob, context()).await.unwrap();
    assert_eq!(opened.plaintext.unwrap().into_inner(), plaintext);
    assert_eq!(opened.key_id.unwrap(), subject.key);
}

/// S27.
#[tokio::test]
async fn another_context_does_not_decrypt() {
    let subject = Subject::start().await;
    let (_, blob) = subject.data_key().await;
    let partial = pairs(&[("app", "intowork"), ("company", "7")]);
    let swapped = pairs(&[("app", "intowork"), ("company", "outlook"), ("provider", "7")]);
    let shifted = pairs(&[("app", "intowork"), ("compan", "y7"), ("provider", "outlook")]);
    let more = context().into_iter().chain(pairs(&[("user", "1")])).collect();
    for wrong in [HashMap::new(), partial, swapped, shifted, more] {
        let error = subject.decrypt(&blob, wrong).await.unwrap_err();
        assert!(error.is_invalid_ciphertext_exception(), "{error:?}");
    }
}

#[tokio::test]
async fn a_blob_with_any_flipped_or_missing_bit_does_not_decrypt() {
    let subject = Subject::start().await;
    let (_, blob) = subject.data_key().await;
    let mut damaged: Vec<_> = (0..blob.len())
        .map(|at| {
            let mut blob = blob.clone();
            blob[at] ^= 1;
            blob
        })
        .collect();
    damaged.extend([blob[..20].to_vec(), blob[..blob.len() - 1].to_vec(), b"forged".to_vec()]);
    for blob in damaged {
        let error = subject.decrypt(&blob, context()).await.unwrap_err();
        assert!(error.is_invalid_ciphertext_exception(), "{error:?}");
    }
}

#[tokio::test]
async fn decrypt_with_another_key_is_refused() {
    let subject = Subject::start().await;
    let (_, blob) = subject.data_key().await;
    let other = subject.new_key().await;
    let request = subject.client.decrypt().ciphertext_blob(Blob::new(blob)).key_id(other);
    let error = request.set_encryption_context(Some(context())).send().await.unwrap_err();
    assert!(error.into_service_error().is_incorrect_key_exception());
}

#[tokio::test]
async fn encrypt_takes_from_1_to_4096_bytes() {
    let subject = Subject::start().await;
    for (length, taken) in [(0, false), (1, true), (4096, true), (4097, false)] {
        let request = subject.client.encrypt().key_id(ALIAS).plaintext(Blob::new(vec![0; length]));
        let sent = request.send().await;
        assert_eq!(sent.is_ok(), taken, "{length}");
        assert!(taken || sent.unwrap_err().code() == Some("ValidationException"));
    }
}

#[tokio::test]
async fn a_context_has_no_empty_or_endless_values() {
    let subject = Subject::start().await;
    let long = "x".repeat(8192);
    for (name, value) in [("app", ""), ("", "intowork"), ("app", long.as_str())] {
        let request = subject.client.encrypt().key_id(ALIAS).plaintext(Blob::new("x"));
        let error = request.encryption_context(name, value).send().await.unwrap_err();
        assert_eq!(error.code(), Some("ValidationException"));
    }
}

#[tokio::test]
async fn a_data_key_has_either_a_specification_or_a_length() {
    let subject = Subject::start().await;
    let request = || subject.client.generate_data_key().key_id(ALIAS);
    for request in [
        request(),
        request().number_of_bytes(0),
        request().number_of_bytes(1025),
        request().number_of_bytes(32).key_spec(DataKeySpec::Aes256),
    ] {
        let error = request.send().await.unwrap_err();
        assert_eq!(error.code(), Some("ValidationException"));
    }
}

/// F12.
#[tokio::test]
async fn a_throttled_operation_is_retried_by_the_sdk() {
    let subject = Subject::start().await;
    let body = json!({"__type": "ThrottlingException", "message": "Rate exceeded"});
    let fault = Fault::respond(StatusCode::BAD_REQUEST, body).on_target("GenerateDataKey");
    subject.served.control.inject(fault);
    subject.data_key().await;
    assert_eq!(subject.served.control.count_target("GenerateDataKey"), 2);
}
