//! A function in its own process: one sweep of one shard, and what others need for theirs.

use std::process::Stdio;

use jiff::SignedDuration;
use refresh_tokens::Event;
use sandbox::gateway::template::Template;
use sandbox::world::{Origins, TEMPLATE, environment};
use serde_json::{Value, json};
use shared::app::App;
use shared::platform::clock::Clock;
use shared::platform::http::Http;
use tokio::process::Command;

use crate::{Result, memory};

/// The first argument of such a process; the shard and the origins follow.
pub(crate) const NAME: &str = "function";

/// Starts the process and waits for it: renewals and peak memory in kB.
pub(crate) async fn spawn(origins: &Origins, shard: u8) -> Result<(u64, u64)> {
    let answer = process(&[NAME, &shard.to_string(), &serde_json::to_string(origins)?]).await?;
    let number = |name: &str| answer.get(name).and_then(Value::as_u64).ok_or("a number is missing");
    Ok((number("renewed")?, number("memory")?))
}

/// Runs this program once more with `arguments`; what it printed as its last line.
pub(crate) async fn process(arguments: &[&str]) -> Result<Value> {
    let output = Command::new(std::env::current_exe()?)
        .args(arguments)
        .stderr(Stdio::inherit())
        .output()
        .await?;
    let output = String::from_utf8(output.stdout)?;
    Ok(serde_json::from_str(output.lines().last().ok_or("no answer")?)?)
}

/// What the function of this name works with in the world at `origins` (JSON).
pub(crate) fn app(name: &str, origins: &str) -> Result<App> {
    let origins: Origins = serde_json::from_str(origins)?;
    let config = environment::config(&Template::parse(TEMPLATE)?, &origins)?;
    let http = Http::new(None)?;
    Ok(App::new(config, &environment::sdk(name, &http), http, Clock::system()))
}

/// The process: sweeps, and prints what it did as its last line.
pub(crate) async fn run(arguments: &[String]) -> Result<()> {
    let [_, shard, origins] = arguments else {
        return Err("a shard and the origins are expected".into());
    };
    let app = app("refresh-tokens", origins)?;
    let deadline = app.clock.now() + SignedDuration::from_hours(1);
    let report = refresh_tokens::handle(app, event(shard)?, deadline).await?;
    println!("{}", json!({"renewed": report.renewed, "memory": memory::peak()}));
    Ok(())
}

fn event(shard: &str) -> Result<Event> {
    let shard: u8 = shard.parse()?;
    Ok(serde_json::from_value(json!({ "shards": [shard] }))?)
}
