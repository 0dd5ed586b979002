//! The least that a function of `lambda_http` can be: it answers, and asks nobody.

use lambda_http::{Error, run, service_fn};

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Error> {
    run(service_fn(async |_| Ok::<_, Error>(serde_json::json!({"message": "Hello, world"})))).await
}
