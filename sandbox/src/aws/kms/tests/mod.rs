//! Through the SDK: its typed errors are the proof that ours have AWS's shape.

mod encryption;
mod keys;
mod rotation;

use std::collections::HashMap;

use aws_sdk_kms::Client;
use aws_sdk_kms::error::SdkError;
use aws_sdk_kms::operation::decrypt::{DecryptError, DecryptOutput};
use aws_sdk_kms::primitives::Blob;
use aws_sdk_kms::types::DataKeySpec;

use super::Kms;
use crate::aws::kms_and_secrets_router;
use crate::aws::secrets_manager::SecretsManager;
use crate::aws::sns::Sns;
use crate::aws::tests::{clock, sdk};
use simulator_kit::clock::MovableClock;
use simulator_kit::testing::Served;

const ALIAS: &str = "alias/intowork";

struct Subject {
    client: Client,
    key: String,
    clock: MovableClock,
    served: Served,
}

impl Subject {
    async fn start() -> Self {
        let clock = clock();
        let kms = Kms::open(None, clock.clone()).unwrap();
        let key = kms.provision(ALIAS).unwrap();
        let secrets = SecretsManager::open(None, clock.clone()).unwrap();
        let served = Served::start(kms_and_secrets_router(kms, secrets, Sns::default())).await;
        Self { client: Client::new(&sdk(&served.url)), key, clock, served }
    }

    /// A data key under the alias: its plaintext and its ciphertext.
    async fn data_key(&self) -> (Vec<u8>, Vec<u8>) {
        let key = self
            .client
            .generate_data_key()
            .key_id(ALIAS)
            .key_spec(DataKeySpec::Aes256)
            .set_encryption_context(Some(context()))
            .send()
            .await
            .unwrap();
        (key.plaintext.unwrap().into_inner(), key.ciphertext_blob.unwrap().into_inner())
    }

    async fn decrypt(
        &self,
        blob: &[u8],
        context: HashMap<String, String>,
    ) -> Result<DecryptOutput, DecryptError> {
        let request = self.client.decrypt().ciphertext_blob(Blob::new(blob));
        request
            .set_encryption_context(Some(context))
            .send()
            .await
            .map_err(SdkError::into_service_error)
    }

    async fn new_key(&self) -> String {
        let created = self.client.create_key().send().await.unwrap();
        created.key_metadata.unwrap().key_id
    }
}

fn context() -> HashMap<String, String> {
    pairs(&[("app", "intowork"), ("company", "7"), ("provider", "outlook")])
}

fn pairs(pairs: &[(&str, &str)]) -> HashMap<String, String> {
    pairs.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect()
}
