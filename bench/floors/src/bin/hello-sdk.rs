//! The least that a function can be which has clients of the table, the key and the secrets: it makes them and answers.

use std::sync::Arc;

use aws_sdk_dynamodb::Client as DynamoDb;
use aws_sdk_kms::Client as Kms;
use aws_sdk_secretsmanager::Client as SecretsManager;
use lambda_http::{Error, run, service_fn};

#[tokio::main(flavor = "current_thread")]
#[expect(
    clippy::disallowed_methods,
    reason = "a floor beneath ours, which makes them in one place"
)]
async fn main() -> Result<(), Error> {
    let config = aws_config::load_from_env().await;
    let clients = (DynamoDb::new(&config), Kms::new(&config), SecretsManager::new(&config));
    let clients = Arc::new(clients);
    run(service_fn(move |_| {
        let clients = Arc::clone(&clients);
        async move {
            // They live as long as requests do.
            let (table, ..) = &*clients;
            let region = table.config().region().map(ToString::to_string);
            Ok::<_, Error>(serde_json::json!({"message": "Hello, world", "region": region}))
        }
    }))
    .await
}
