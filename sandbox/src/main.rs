//! `cargo run`: the whole product on one machine, for a person with a browser.

use std::net::{IpAddr, Ipv4Addr};
use std::path::PathBuf;
use std::process::ExitCode;
use std::time::Duration;

use clap::Parser;
use sandbox::ats::Readiness;
use sandbox::functions::Packages;
use sandbox::world::{Options, Ports, StartError, World};
use simulator_kit::clock::MovableClock;
use tokio::runtime::Builder;
use tracing_subscriber::EnvFilter;

mod banner;
mod simulator_ports;

use simulator_ports::SimulatorPorts;

/// How often expired items are removed; DynamoDB takes up to a few days.
const SWEEP_EVERY: Duration = Duration::from_secs(60);

/// How often the table's stream is looked at; Lambda does so four times a second.
const POLL_EVERY: Duration = Duration::from_millis(250);
/// How often the providers send what is due.
const DELIVER_EVERY: Duration = Duration::from_secs(1);

/// IntoWork Integrations on this machine: the functions, AWS, the ATS, the providers, a dashboard.
///
/// Nothing leaves this machine and no account is needed. Ctrl-C ends it.
#[derive(Debug, Parser)]
#[command(version)]
struct Arguments {
    /// Keep DynamoDB, KMS and Secrets Manager in this directory; without it everything is in memory.
    /// What the simulated providers know is always in memory.
    #[arg(long, value_name = "DIR")]
    data: Option<PathBuf>,

    /// The ATS as it is today, or ready: with what docs/ats.md asks of its owner.
    #[arg(long, value_enum, default_value_t)]
    ats: Readiness,

    /// Leave the dashboard's port to the real frontend.
    #[arg(long)]
    no_dashboard: bool,

    /// Call the packaged functions behind this Invoke API, such as the http://127.0.0.1:9000 of
    /// `cargo lambda watch`, instead of those built in. They need the default ports.
    #[arg(long, value_name = "URL")]
    functions: Option<String>,

    /// The address to listen on. 0.0.0.0 lets in containers (`sam local`), and whoever else gets through
    /// to this machine.
    #[arg(long, value_name = "IP", default_value_t = Ipv4Addr::LOCALHOST.into())]
    address: IpAddr,

    /// The dashboard, or with --no-dashboard the frontend browsers are sent back to.
    #[arg(long, value_name = "PORT", default_value_t = Ports::documented().dashboard)]
    dashboard_port: u16,

    /// The API and the ATS.
    #[arg(long, value_name = "PORT", default_value_t = Ports::documented().api)]
    api_port: u16,

    #[command(flatten)]
    simulators: SimulatorPorts,

    /// DynamoDB.
    #[arg(long, value_name = "PORT", default_value_t = Ports::documented().dynamodb)]
    dynamodb_port: u16,

    /// KMS and Secrets Manager.
    #[arg(long, value_name = "PORT", default_value_t = Ports::documented().kms_and_secrets)]
    kms_port: u16,
}

impl From<Arguments> for Options {
    fn from(arguments: Arguments) -> Self {
        Self {
            address: arguments.address,
            ports: Ports {
                dashboard: arguments.dashboard_port,
                api: arguments.api_port,
                simulators: arguments.simulators.0,
                dynamodb: arguments.dynamodb_port,
                kms_and_secrets: arguments.kms_port,
            },
            data: arguments.data,
            clock: MovableClock::running(),
            ats: arguments.ats,
            dashboard: !arguments.no_dashboard,
            packaged: arguments.functions.map(|url| Packages { url, of: None }),
        }
    }
}

fn main() -> ExitCode {
    let runtime = Builder::new_multi_thread().enable_all().build();
    match runtime {
        Ok(runtime) => runtime.block_on(start()),
        Err(error) => {
            eprintln!("The sandbox can't start: {error}");
            ExitCode::FAILURE
        }
    }
}

async fn start() -> ExitCode {
    let filter = EnvFilter::try_from_default_env().unwrap_or_else(|_| EnvFilter::new("info"));
    tracing_subscriber::fmt().with_env_filter(filter).with_target(false).init();
    match run(Arguments::parse().into()).await {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("The sandbox can't start: {error}");
            ExitCode::FAILURE
        }
    }
}

async fn run(options: Options) -> Result<(), StartError> {
    if let Some(data) = &options.data {
        std::fs::create_dir_all(data)?;
    }
    let world = World::start(options).await?;
    print!("{}", banner::text(&world.origins));
    tokio::select! {
        stopped = tokio::signal::ctrl_c() => stopped?,
        () = sweep(&world) => {}
        () = world.scheduler.run() => {}
        () = poll(&world) => {}
        () = deliver(&world) => {}
    }
    println!("\nThe sandbox ends.");
    world.stop();
    Ok(())
}

/// Hands over what has changed in the table, as Lambda does.
async fn poll(world: &World) {
    let mut ticks = tokio::time::interval(POLL_EVERY);
    loop {
        ticks.tick().await;
        world.poll().await;
    }
}

/// Lets the providers send what is due.
async fn deliver(world: &World) {
    let mut ticks = tokio::time::interval(DELIVER_EVERY);
    loop {
        ticks.tick().await;
        world.deliver().await;
    }
}

/// Removes what has expired, as DynamoDB does on its own.
async fn sweep(world: &World) {
    let mut ticks = tokio::time::interval(SWEEP_EVERY);
    loop {
        ticks.tick().await;
        if let Err(error) = world.dynamodb.sweep() {
            tracing::warn!(%error, "expired items were not removed");
        }
    }
}
