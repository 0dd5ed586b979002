//! What a request costs a packaged function: its start, its first answer, and the ones after it.
//!
//! The binaries are those of `cargo build --release`, for each of [`FUNCTIONS`] with `-p`. Each runs in a process of its
//! own, under a Runtime API that times from `exec`; this process is the world, on the ports that packaged functions
//! know, and answers over plain HTTP without a network in between.

mod asked;
mod runtime_api;

use std::path::{Path, PathBuf};
use std::process::Stdio;
use std::time::{Duration, Instant};

use sandbox::world::{Options, Ports, World};
use serde_json::Value;
use shared::model::provider::Provider;
use simulator_kit::clock::MovableClock;
use tokio::process::{Child, Command};

use self::asked::{FUNCTIONS, event, is_success, watch};
use self::runtime_api::RuntimeApi;
use crate::population::consent;
use crate::{Result, cpu, memory};

/// The first argument; the directory of the binaries may follow.
pub(crate) const NAME: &str = "requests";
const BINARIES: &str = "target/release";
const VARIABLES: &str = include_str!("../../../sandbox/variables.json");
const HEAD: &str = "| function | binary | init | from exec to the first answer | warm, median | of these, at work | instructions, warm | peak memory |\n|---|---|---|---|---|---|---|---|";
/// How many requests are measured once a function is warm.
const WARM: usize = 50;
/// How many under valgrind, which is fifty times slower and counts the same each time.
const COUNTED: usize = 10;

/// Measures, and prints a Markdown table.
pub(crate) async fn run(arguments: &[String]) -> Result<()> {
    let directory = PathBuf::from(arguments.first().map_or(BINARIES, String::as_str));
    let options = Options {
        ports: Ports::documented(),
        dashboard: false,
        ..Options::new(MovableClock::running())
    };
    let world = World::start(options).await?;
    consent(&world, Provider::LinkedIn, "account=kofi").await?;
    consent(&world, Provider::GoogleCalendar, crate::watches::CONSENT).await?;
    watch(&world).await?;
    let mut rows = vec![HEAD.to_owned()];
    for function in FUNCTIONS {
        eprintln!("{function}");
        rows.push(measure(&world, &directory, function).await?);
    }
    println!("{}", rows.join("\n"));
    world.stop();
    Ok(())
}

async fn measure(world: &World, directory: &Path, function: &str) -> Result<String> {
    let binary = directory.join(function);
    let size = std::fs::metadata(&binary)?.len() / 1000;
    let mut api = RuntimeApi::start().await?;
    let began = Instant::now();
    let mut process = start(Command::new(&binary), function, &api.address)?;
    api.invoke(event(world, function, 0)?)?;
    let init = api.ready().await? - began;
    let first = answered(&mut api).await? - began;
    let mut n = 1;
    let mut ask = async |api: &mut RuntimeApi| {
        n += 1;
        let asked = Instant::now();
        api.invoke(event(world, function, n)?)?;
        Ok::<_, Box<dyn std::error::Error + Send + Sync>>(answered(api).await? - asked)
    };
    ask(&mut api).await?;
    let pid = process.id().ok_or("the function has ended")?;
    let busy = cpu::of(pid);
    let mut times = Vec::new();
    for _ in 0..WARM {
        times.push(ask(&mut api).await?);
    }
    let busy = (cpu::of(pid) - busy) / u32::try_from(WARM)?;
    let memory = memory::peak_of(&pid.to_string()) / 1000;
    process.kill().await?;
    times.sort();
    let median = times.get(WARM / 2).copied().unwrap_or_default();
    let counted = instructions(world, &binary, function).await.unwrap_or_else(|_| "–".to_owned());
    let [init, first, median, busy] = [init, first, median, busy].map(milliseconds);
    Ok(format!(
        "| `{function}` | {size} kB | {init} | {first} | {median} | {busy} | {counted} | {memory} MB |"
    ))
}

/// The instructions of a warm request, in millions, where there is valgrind: those of a run with more requests beyond
/// those of a run with fewer.
async fn instructions(world: &World, binary: &Path, function: &str) -> Result<String> {
    let mut totals = Vec::new();
    for (run, requests) in [2, 2 + COUNTED].into_iter().enumerate() {
        let mut command = Command::new("valgrind");
        command.args(["--tool=callgrind", "--callgrind-out-file=/dev/null"]).arg(binary);
        command.stderr(Stdio::piped());
        let mut api = RuntimeApi::start().await?;
        let process = start(command, function, &api.address)?;
        for n in 0..requests {
            // Nothing that was asked before.
            api.invoke(event(world, function, 1000 * (run + 1) + n)?)?;
            answered(&mut api).await?;
        }
        totals.push(collected(process).await?);
    }
    let [few, many] = totals.as_slice() else { return Err("two runs are expected".into()) };
    let each = many.saturating_sub(*few) / u64::try_from(COUNTED)?;
    Ok(format!("{:.2} M", f64::from(u32::try_from(each / 10_000)?) / 100.0))
}

/// Ends a process under valgrind; what it has collected.
async fn collected(process: Child) -> Result<u64> {
    let pid = process.id().ok_or("the function has ended")?;
    Command::new("kill").arg(pid.to_string()).status().await?;
    let said = String::from_utf8(process.wait_with_output().await?.stderr)?;
    let line = said.lines().find_map(|line| line.split_once("Collected :"));
    let (_, count) = line.ok_or("valgrind has counted nothing")?;
    Ok(count.trim().parse()?)
}

async fn answered(api: &mut RuntimeApi) -> Result<Instant> {
    let (at, answer) = api.answer().await?;
    if is_success(&answer) { Ok(at) } else { Err(answer.into()) }
}

/// Starts `command` with what a function finds around it.
fn start(mut command: Command, function: &str, address: &str) -> Result<Child> {
    let variables: Value = serde_json::from_str(VARIABLES)?;
    let variables = variables.get("Parameters").and_then(Value::as_object).ok_or("no variables")?;
    for (name, value) in variables {
        let value = value.as_str().unwrap_or_default();
        command.env(name, value.replace("host.docker.internal", "localhost"));
    }
    let own = [
        ("AWS_LAMBDA_RUNTIME_API", address),
        ("AWS_LAMBDA_FUNCTION_NAME", function),
        ("AWS_LAMBDA_FUNCTION_VERSION", "1"),
        ("AWS_LAMBDA_FUNCTION_MEMORY_SIZE", "256"),
        ("AWS_LAMBDA_LOG_FORMAT", "JSON"),
        ("AWS_REGION", "eu-west-3"),
        // The sandbox knows a function's role by the key it signs with.
        ("AWS_ACCESS_KEY_ID", function),
        ("AWS_SECRET_ACCESS_KEY", "sandbox"),
    ];
    command.envs(own).stdout(Stdio::null()).kill_on_drop(true);
    Ok(command.spawn()?)
}

fn milliseconds(duration: Duration) -> String {
    format!("{:.1} ms", duration.as_secs_f64() * 1000.0)
}
