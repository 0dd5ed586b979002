//! A function in its own process: one sweep of one shard, and what others need for theirs.

use std::process::Stdio;
use std::time::Duration;

use jiff::SignedDuration;
use refresh_tokens::Event;
use sandbox::gateway::template::Template;
use sandbox::world::{Origins, TEMPLATE, environment};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use shared::app::App;
use shared::platform::clock::Clock;
use shared::platform::http::Http;
use tokio::process::Command;

use crate::{Result, cpu, memory};

/// The first argument of such a process; the shard and the origins follow.
pub(crate) const NAME: &str = "function";

/// What a process says of its sweep.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct Swept {
    pub(crate) renewed: u64,
    /// At its peak, in kB.
    pub(crate) memory: u64,
    /// On a processor from the start of the sweep to its end.
    pub(crate) busy: Duration,
}

/// Starts the process and waits for it.
pub(crate) async fn spawn(origins: &Origins, shard: u8) -> Result<Swept> {
    let answer = process(&[NAME, &shard.to_string(), &serde_json::to_string(origins)?]).await?;
    Ok(serde_json::from_value(answer)?)
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
    let before = cpu::of(std::process::id());
    let report = refresh_tokens::handle(app, event(shard)?, deadline).await?;
    let busy = cpu::of(std::process::id()) - before;
    let swept = Swept { renewed: report.renewed.try_into()?, memory: memory::peak(), busy };
    println!("{}", serde_json::to_string(&swept)?);
    Ok(())
}

fn event(shard: &str) -> Result<Event> {
    let shard: u8 = shard.parse()?;
    Ok(serde_json::from_value(json!({ "shards": [shard] }))?)
}
