//! What a request costs a packaged function: its start, its first answer, and the ones after it; beside the least that a
//! function can be (`bench/floors`) and beside `status` in Python and Node.js (`bench/peers`).
//!
//! The binaries are those of `cargo build --release -p floors` and of each of [`asked::FUNCTIONS`]. Each runs in a process
//! of its own, under a Runtime API that times from `exec`; this process is the world, on the ports that packaged
//! functions know. Where it may, it makes two things as they are at AWS: the part of a processor ([`quota`]), and hosts
//! that are far away and asked over TLS ([`network`]).

mod asked;
mod instructions;
mod network;
mod process;
mod quota;
mod reference;
mod runtime_api;
mod start;
mod subject;
mod timeline;
mod warm;

use std::path::Path;

use sandbox::world::{Options, Ports, World};
use shared::model::provider::Provider;
use simulator_kit::clock::MovableClock;

use self::network::Network;
use self::process::Surroundings;
use self::subject::Subject;
use self::timeline::Bar;
use crate::Result;
use crate::population::consent;

/// The first argument; the directory of the binaries may follow, and behind it the file of a picture.
pub(crate) const NAME: &str = "requests";
/// The first argument of the process that has a network of its own.
pub(crate) const INSIDE: &str = "requests-inside";
const BINARIES: &str = "target/lambda";

/// What came out of one program: a row of each table, and of the picture where it was asked over TLS.
struct Measured {
    start: String,
    warm: String,
    bar: Option<Bar>,
}

/// Measures, and prints two Markdown tables, and which steady figures are others than documented.
pub(crate) async fn run(arguments: &[String]) -> Result<()> {
    if !network::own().await {
        eprintln!(
            "without TLS and a way to the hosts: this process may not have a network of its own"
        );
        return measure(arguments, None).await;
    }
    let inside = [&[INSIDE.to_owned()], arguments].concat();
    let status = network::inside(&inside)?.status().await?;
    if status.success() { Ok(()) } else { Err("nothing was measured".into()) }
}

/// The same, in a network of its own.
pub(crate) async fn run_inside(arguments: &[String]) -> Result<()> {
    measure(arguments, Some(Network::start().await?)).await
}

async fn measure(arguments: &[String], network: Option<Network>) -> Result<()> {
    let directory = Path::new(arguments.first().map_or(BINARIES, String::as_str));
    let options = Options {
        ports: Ports::documented(),
        dashboard: false,
        ..Options::new(MovableClock::running())
    };
    let world = World::start(options).await?;
    consent(&world, Provider::LinkedIn, "account=kofi").await?;
    consent(&world, Provider::GoogleCalendar, crate::watches::CONSENT).await?;
    asked::watch(&world).await?;
    let here = Surroundings::here(&world);
    let far = network.as_ref().map(|network| here.far(network));
    let mut all = Vec::new();
    for subject in subject::all(directory).await {
        eprintln!("{}", subject.name);
        match measured(&subject, here, far).await {
            Ok(measured) => all.push(measured),
            Err(error) => eprintln!("{} is left out: {error}", subject.name),
        }
    }
    world.stop();
    print(&all);
    if let Some(picture) = arguments.get(1) {
        let bars: Vec<_> = all.into_iter().filter_map(|measured| measured.bar).collect();
        std::fs::write(picture, timeline::drawn(&bars))?;
    }
    Ok(())
}

async fn measured(
    subject: &Subject,
    here: Surroundings<'_>,
    far: Option<Surroundings<'_>>,
) -> Result<Measured> {
    let (start, bar) = start::measure(subject, here, far).await?;
    Ok(Measured { start, bar, warm: warm::measure(subject, here).await? })
}

fn print(all: &[Measured]) {
    println!("{}", start::HEAD);
    all.iter().for_each(|measured| println!("{}", measured.start));
    println!("\n{}", warm::HEAD);
    all.iter().for_each(|measured| println!("{}", measured.warm));
    for Measured { start, warm, .. } in all {
        let size = reference::difference(start::HEAD, start, start::SIZE);
        let instructions = reference::difference(warm::HEAD, warm, warm::INSTRUCTIONS);
        size.iter().chain(&instructions).for_each(|difference| eprintln!("{difference}"));
    }
}
