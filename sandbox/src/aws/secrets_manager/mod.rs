//! AWS Secrets Manager: `GetSecretValue`, `PutSecretValue`, `DescribeSecret`, `CreateSecret`.
//!
//! Facts: the AWS Secrets Manager API Reference.

mod reading;
mod secret;
mod store;
mod writing;

#[cfg(test)]
mod tests;

use std::io;
use std::path::Path;
use std::sync::Arc;

use simulator_kit::clock::MovableClock;

use self::store::Store;
use self::writing::{CreateSecret, PutSecretValue};
use super::operation::{self, Outcome};
use super::persisted::Persisted;

/// The secrets of the sandbox; cheap to clone, all clones are one.
#[derive(Clone)]
pub struct SecretsManager {
    store: Arc<Persisted<Store>>,
    clock: MovableClock,
}

impl SecretsManager {
    /// Opens the secrets in `data/secrets.json`, or none in memory. The directory must exist.
    pub fn open(data: Option<&Path>, clock: MovableClock) -> io::Result<Self> {
        Ok(Self { store: Arc::new(Persisted::open(data, "secrets.json")?), clock })
    }

    /// Creates the secret `name` with `value` unless there is one by that name; gives its ARN.
    pub fn provision(&self, name: &str, value: &str) -> io::Result<String> {
        let now = self.clock.now();
        let provisioned = self.store.update(|store| {
            if let Ok(secret) = store.secret(name) {
                return Ok(secret.arn.clone());
            }
            writing::create(store, CreateSecret::new(name, value), now)?;
            Ok(store.secret(name)?.arn.clone())
        });
        provisioned.map_err(io::Error::other)
    }

    /// Makes `value` the current version of the secret `name`, as an operator who rotates it does.
    pub fn rotate(&self, name: &str, value: &str) -> io::Result<()> {
        let now = self.clock.now();
        let put = |store: &mut Store| writing::put(store, PutSecretValue::new(name, value), now);
        self.store.update(put).map(drop).map_err(io::Error::other)
    }

    /// Performs one operation on its request document.
    pub(super) fn perform(&self, operation: &str, document: &[u8]) -> Outcome {
        let now = self.clock.now();
        match operation {
            "GetSecretValue" => operation::run(document, |request| {
                self.store.read(|store| reading::get_value(store, &request))
            }),
            "DescribeSecret" => operation::run(document, |request| {
                self.store.read(|store| reading::describe(store, &request))
            }),
            "CreateSecret" => operation::run(document, |request| {
                self.store.update(|store| writing::create(store, request, now))
            }),
            "PutSecretValue" => operation::run(document, |request| {
                self.store.update(|store| writing::put(store, request, now))
            }),
            _ => operation::unknown(operation),
        }
    }
}
