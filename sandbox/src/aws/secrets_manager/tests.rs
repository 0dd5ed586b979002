//! Through the SDK: its typed errors are the proof that ours have AWS's shape.

use aws_sdk_secretsmanager::Client;
use aws_sdk_secretsmanager::error::{ProvideErrorMetadata, SdkError};
use aws_sdk_secretsmanager::operation::get_secret_value::{
    GetSecretValueError, GetSecretValueOutput,
};
use aws_sdk_secretsmanager::primitives::Blob;

use super::SecretsManager;
use crate::aws::kms::Kms;
use crate::aws::kms_and_secrets_router;
use crate::aws::persisted::TestDirectory;
use crate::aws::sns::Sns;
use crate::aws::tests::{clock, sdk};
use simulator_kit::testing::Served;

const NAME: &str = "intowork/providers";

struct Subject {
    client: Client,
    arn: String,
    secrets: SecretsManager,
    _served: Served,
}

impl Subject {
    async fn start() -> Self {
        let clock = clock();
        let secrets = SecretsManager::open(None, clock.clone()).unwrap();
        let arn = secrets.provision(NAME, "first").unwrap();
        let kms = Kms::open(None, clock).unwrap();
        let served =
            Served::start(kms_and_secrets_router(kms, secrets.clone(), Sns::default())).await;
        Self { client: Client::new(&sdk(&served.url)), arn, secrets, _served: served }
    }

    async fn value(&self, id: &str) -> Result<GetSecretValueOutput, GetSecretValueError> {
        self.client
            .get_secret_value()
            .secret_id(id)
            .send()
            .await
            .map_err(SdkError::into_service_error)
    }

    async fn staged(&self, stage: &str) -> Option<String> {
        let request = self.client.get_secret_value().secret_id(NAME).version_stage(stage);
        request.send().await.ok()?.secret_string
    }
}

#[tokio::test]
async fn a_secret_is_found_by_its_name_and_its_whole_arn() {
    let subject = Subject::start().await;
    for id in [NAME, &subject.arn] {
        let secret = subject.value(id).await.unwrap();
        assert_eq!(secret.secret_string(), Some("first"), "{id}");
        assert_eq!(secret.version_stages(), ["AWSCURRENT"]);
        assert_eq!(secret.arn(), Some(subject.arn.as_str()));
    }
}

#[tokio::test]
async fn unknown_names_and_partial_arns_are_not_found() {
    let subject = Subject::start().await;
    let (partial, suffix) = subject.arn.rsplit_once('-').unwrap();
    assert_eq!(suffix.len(), 6);
    for id in ["intowork", "INTOWORK/PROVIDERS", partial, &subject.arn[..subject.arn.len() - 1]] {
        assert!(subject.value(id).await.unwrap_err().is_resource_not_found_exception(), "{id}");
    }
}

/// S31, F21.
#[tokio::test]
async fn a_new_value_becomes_current_and_the_one_before_previous() {
    let subject = Subject::start().await;
    assert_eq!(subject.staged("AWSPREVIOUS").await, None);
    let put = subject.client.put_secret_value().secret_id(NAME).secret_string("second");
    put.send().await.unwrap();
    assert_eq!(subject.staged("AWSCURRENT").await.as_deref(), Some("second"));
    assert_eq!(subject.staged("AWSPREVIOUS").await.as_deref(), Some("first"));
    subject.secrets.rotate(NAME, "third").unwrap();
    assert_eq!(subject.staged("AWSCURRENT").await.as_deref(), Some("third"));
    assert_eq!(subject.staged("AWSPREVIOUS").await.as_deref(), Some("second"));
}

#[tokio::test]
async fn a_pending_version_leaves_the_current_one_in_use() {
    let subject = Subject::start().await;
    let put = subject.client.put_secret_value().secret_id(NAME).secret_string("next");
    put.version_stages("AWSPENDING").send().await.unwrap();
    assert_eq!(subject.staged("AWSPENDING").await.as_deref(), Some("next"));
    assert_eq!(subject.staged("AWSCURRENT").await.as_deref(), Some("first"));
    assert_eq!(subject.staged("AWSPREVIOUS").await, None);
}

#[tokio::test]
async fn a_version_is_found_by_its_id_with_a_label_it_has() {
    let subject = Subject::start().await;
    let put = subject.client.put_secret_value().secret_id(NAME).secret_string("second");
    let id = put.send().await.unwrap().version_id.unwrap();
    let get = || subject.client.get_secret_value().secret_id(NAME);
    let found = get().version_id(&id).version_stage("AWSCURRENT").send().await.unwrap();
    assert_eq!(found.secret_string(), Some("second"));
    let wrong = get().version_id(&id).version_stage("AWSPREVIOUS").send().await.unwrap_err();
    assert!(wrong.into_service_error().is_invalid_request_exception());
    let lost = get().version_id("0".repeat(32)).send().await.unwrap_err();
    assert!(lost.into_service_error().is_resource_not_found_exception());
}

#[tokio::test]
async fn the_same_put_again_changes_nothing_and_another_value_is_refused() {
    let subject = Subject::start().await;
    let token = "0123456789abcdef0123456789abcdef";
    let put = |value: &str| {
        let request = subject.client.put_secret_value().secret_id(NAME).secret_string(value);
        request.client_request_token(token).send()
    };
    put("second").await.unwrap();
    put("second").await.unwrap();
    assert_eq!(subject.staged("AWSPREVIOUS").await.as_deref(), Some("first"));
    let error = put("third").await.unwrap_err().into_service_error();
    assert!(error.is_resource_exists_exception());
}

#[tokio::test]
async fn a_description_lists_the_labelled_versions_without_their_values() {
    let subject = Subject::start().await;
    subject.secrets.rotate(NAME, "second").unwrap();
    subject.secrets.rotate(NAME, "third").unwrap();
    let described = subject.client.describe_secret().secret_id(&subject.arn).send().await.unwrap();
    let mut stages: Vec<_> =
        described.version_ids_to_stages().unwrap().values().flatten().cloned().collect();
    stages.sort();
    assert_eq!(stages, ["AWSCURRENT", "AWSPREVIOUS"]);
}

#[tokio::test]
async fn a_secret_is_created_once_under_a_valid_name() {
    let subject = Subject::start().await;
    let create =
        |name: &str| subject.client.create_secret().name(name).secret_binary(Blob::new("b"));
    create("new").send().await.unwrap();
    let value = subject.value("new").await.unwrap().secret_binary.unwrap();
    assert_eq!(value.into_inner(), b"b");
    let twice = create(NAME).send().await.unwrap_err().into_service_error();
    assert!(twice.is_resource_exists_exception());
    let invalid = create("a name").send().await.unwrap_err();
    assert_eq!(invalid.code(), Some("ValidationException"));
}

#[tokio::test]
async fn a_value_has_from_1_to_65536_bytes_of_one_kind() {
    let subject = Subject::start().await;
    let put = || subject.client.put_secret_value().secret_id(NAME);
    put().secret_string("x".repeat(65536)).send().await.unwrap();
    let long = put().secret_string("x".repeat(65537)).send().await.unwrap_err();
    assert_eq!(long.code(), Some("ValidationException"));
    let none = put().send().await.unwrap_err().into_service_error();
    assert!(none.is_invalid_request_exception());
    let both = put().secret_string("x").secret_binary(Blob::new("x")).send().await.unwrap_err();
    assert!(both.into_service_error().is_invalid_parameter_exception());
}

#[test]
fn secrets_outlive_the_process_in_their_directory() {
    let directory = TestDirectory::new();
    let open = || SecretsManager::open(Some(directory.path()), clock()).unwrap();
    let first = open().provision(NAME, "first").unwrap();
    assert_eq!(open().provision(NAME, "another").unwrap(), first);
}
