//! Functions in processes of their own, under a Runtime API that gives each one event.
//!
//! <https://docs.aws.amazon.com/lambda/latest/dg/runtimes-api.html>

use std::pin::pin;
use std::process::Stdio;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use axum::Router;
use axum::routing::{get, post};
use futures::future::{join, select};
use http::StatusCode;
use serde_json::{Value, json};
use shared::model::error::Error;
use tokio::io::AsyncReadExt;
use tokio::net::TcpListener;
use tokio::process::Command;
use tokio::sync::Notify;

use crate::scene::event;

/// Under which X-Ray keeps an invocation.
pub(crate) const TRACE: &str = "1-5759e988-bd862e3fe1be46a994272793";
const INVOCATION: &str = "/2018-06-01/runtime/invocation";

/// What the process of the test `name` below prints, without any variable of its configuration.
pub(super) async fn unconfigured(name: &'static str) -> Vec<String> {
    run(name, &[], &Notify::new()).await
}

/// What it prints when it is configured and gets the event of `function`.
pub(crate) async fn invoked(name: &'static str, function: &str) -> Vec<String> {
    let text = std::fs::read_to_string(super::root("sandbox/variables.json")).unwrap();
    let variables: Value = serde_json::from_str(&text).unwrap();
    let mut variables: Vec<(String, String)> =
        serde_json::from_value::<std::collections::BTreeMap<_, _>>(variables["Parameters"].clone())
            .unwrap()
            .into_iter()
            .collect();
    let done = Arc::new(Notify::new());
    let api = runtime_api(event(function), done.clone()).await;
    for (name, value) in [
        ("SANDBOX_HOST", "127.0.0.1"),
        ("AWS_LAMBDA_RUNTIME_API", &api),
        ("AWS_LAMBDA_FUNCTION_NAME", function),
        ("AWS_LAMBDA_FUNCTION_VERSION", "1"),
        ("AWS_LAMBDA_FUNCTION_MEMORY_SIZE", "256"),
        ("AWS_REGION", "eu-west-3"),
        ("AWS_ACCESS_KEY_ID", "test"),
        ("AWS_SECRET_ACCESS_KEY", "test"),
        ("AWS_MAX_ATTEMPTS", "1"),
    ] {
        variables.push((name.to_owned(), value.to_owned()));
    }
    run(name, &variables, &done).await
}

async fn run(name: &'static str, variables: &[(String, String)], done: &Notify) -> Vec<String> {
    let mut command = Command::new(std::env::current_exe().unwrap());
    let test = format!("filters::process::{name}");
    command.args(["--exact", &test, "--ignored", "--nocapture"]);
    command.env_clear().envs(variables.iter().cloned()).stdin(Stdio::null());
    let mut child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    let (mut stdout, mut stderr) = (child.stdout.take().unwrap(), child.stderr.take().unwrap());
    let (mut printed, mut complained) = (String::new(), String::new());
    let read = join(stdout.read_to_string(&mut printed), stderr.read_to_string(&mut complained));
    let end = async {
        let _ = select(pin!(child.wait()), pin!(done.notified())).await;
        // Whoever asks for a second event has told all that there is to tell of the first.
        child.kill().await.unwrap();
    };
    let (read, ()) = join(read, end).await;
    assert!(read.0.is_ok() && read.1.is_ok(), "{read:?}");
    assert!(printed.contains("running 1 test"), "{printed} {complained}");
    printed.lines().chain(complained.lines()).map(str::to_owned).collect()
}

/// One that gives `event` once, and says that all is `done` when it is asked for another.
async fn runtime_api(event: Value, done: Arc<Notify>) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap().to_string();
    let given = Arc::new(AtomicBool::new(false));
    let next = move || async move {
        if given.swap(true, Ordering::Relaxed) {
            done.notify_one();
            std::future::pending::<()>().await;
        }
        let headers = [
            ("lambda-runtime-aws-request-id", "8f5b3a1e-0000-4000-8000-000000000001"),
            ("lambda-runtime-deadline-ms", "4102444800000"),
            ("lambda-runtime-trace-id", "Root=1-5759e988-bd862e3fe1be46a994272793;Sampled=1"),
            ("lambda-runtime-invoked-function-arn", "arn:aws:lambda:eu-west-3:1:function:f"),
        ];
        (headers, event.to_string())
    };
    let accepted = || async { (StatusCode::ACCEPTED, json!({"status": "OK"}).to_string()) };
    let api = Router::new()
        .route(&format!("{INVOCATION}/next"), get(next))
        .route(&format!("{INVOCATION}/{{id}}/response"), post(accepted))
        .route(&format!("{INVOCATION}/{{id}}/error"), post(accepted))
        .route("/2018-06-01/runtime/init/error", post(accepted));
    tokio::spawn(async move { axum::serve(listener, api).await });
    address
}

#[tokio::test]
#[ignore = "the process of another test"]
async fn function() {
    shared::run(|_, _| async { Ok(shared::platform::response::Json(())) }, &[]).await.unwrap();
}

#[tokio::test]
#[ignore = "the process of another test"]
async fn panicking_function() {
    let panics = |_, _| async {
        let read: Result<i64, _> = "canary-of-a-panic".parse::<i64>();
        Ok(shared::platform::response::Json(read.unwrap()))
    };
    shared::run(panics, &[]).await.unwrap();
}

#[tokio::test]
#[ignore = "the process of another test"]
async fn failing_schedule() {
    let fails = |_, _: Value, _| async { Err::<(), _>(Error::StorageUnavailable) };
    shared::run_scheduled(fails).await.unwrap();
}
