//! What a sweep of `refresh-tokens` costs: `cargo run --release -p bench`; and a run of `watch-calendars`:
//! `cargo run --release -p bench watches` ([`watches`]); and a minute in which thousands of posts are due:
//! `cargo run --release -p bench plans` ([`plans`]); and a full feed: `cargo run --release -p bench feeds` ([`feeds`]);
//! and what requests cost packaged functions: `cargo run --release -p bench requests` ([`requests`]).
//!
//! This process is the world: DynamoDB, KMS and LinkedIn, with N connections of which a tenth is due.
//! The function runs in a process of its own, as it does at AWS, so that its memory is only its own;
//! it is this program once more ([`function`]).

mod cpu;
mod feeds;
mod function;
mod memory;
mod plans;
mod population;
mod requests;
mod table;
mod watches;

use std::error::Error;
use std::num::ParseIntError;
use std::str::FromStr;
use std::time::Instant;

use jiff::SignedDuration;
use sandbox::world::{Options, World};
use shared::model::provider::Provider;
use simulator_kit::clock::MovableClock;
use simulator_kit::wire::Control;
use tokio::runtime::Builder;

use crate::table::{Row, print};

/// Numbers of connections.
const SIZES: [i64; 3] = [1_000, 10_000, 100_000];

type Result<T, E = Box<dyn Error + Send + Sync>> = std::result::Result<T, E>;

fn main() -> Result<()> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let functions = [function::NAME, plans::RUN, watches::RUN];
    let is_function = arguments.first().is_some_and(|first| functions.contains(&first.as_str()));
    // Functions have one thread, as their binaries do.
    let mut builder =
        if is_function { Builder::new_current_thread() } else { Builder::new_multi_thread() };
    builder.enable_all().build()?.block_on(run(&arguments))
}

async fn run(arguments: &[String]) -> Result<()> {
    match arguments.split_first() {
        Some((first, _)) if first == function::NAME => return function::run(arguments).await,
        Some((first, _)) if first == feeds::ANSWER => return feeds::answer(arguments).await,
        Some((first, lengths)) if first == feeds::NAME => return feeds::run(lengths).await,
        Some((first, binaries)) if first == requests::NAME => return requests::run(binaries).await,
        Some((first, binaries)) if first == requests::INSIDE => {
            return requests::run_inside(binaries).await;
        }
        Some((first, _)) if first == plans::RUN => return plans::start(arguments).await,
        Some((first, sizes)) if first == plans::NAME => return plans::run(sizes).await,
        Some((first, _)) if first == watches::RUN => return watches::start(arguments).await,
        Some((first, sizes)) if first == watches::NAME => return watches::run(sizes).await,
        Some(_) | None => {}
    }
    let mut rows = Vec::new();
    for size in numbers(arguments, &SIZES)? {
        rows.push(measure(size).await?);
    }
    print(&rows);
    Ok(())
}

async fn measure(connections: i64) -> Result<Row> {
    let options = Options { dashboard: false, ..Options::new(MovableClock::running()) };
    let world = World::start(options).await?;
    eprintln!("{connections} connections: being stored");
    let due = population::store(&world, connections).await?;
    eprintln!("{connections} connections: {due} due, sweeping");
    let mut row = Row { connections, due, ..Row::default() };
    // A run for each shard: the recordings keep the last 10,000 requests only.
    for shard in 0..16_u8 {
        parts(&world).iter().for_each(|part| part.forget());
        let began = Instant::now();
        let swept = function::spawn(&world.origins, shard).await?;
        row.time += SignedDuration::try_from(began.elapsed())?;
        row.busy += swept.busy;
        row.renewed += swept.renewed;
        row.memory = row.memory.max(swept.memory);
        count(&world, &mut row);
    }
    world.stop();
    Ok(row)
}

fn parts(world: &World) -> [&Control; 3] {
    let controls = &world.controls;
    [&controls[Provider::LinkedIn], &controls.dynamodb, &controls.kms_and_secrets]
}

fn count(world: &World, row: &mut Row) {
    let controls = &world.controls;
    row.queries += controls.dynamodb.count_target("Query");
    row.writes += controls.dynamodb.count_target("UpdateItem");
    row.kms += controls.kms_and_secrets.count_target("Decrypt");
    row.kms_new += controls.kms_and_secrets.count_target("GenerateDataKey");
    row.refreshes += controls[Provider::LinkedIn].count("POST", "/oauth/v2/accessToken");
}

/// The numbers that `arguments` say, or else the `usual` ones.
fn numbers<T: FromStr<Err = ParseIntError> + Copy>(
    arguments: &[String],
    usual: &[T],
) -> Result<Vec<T>> {
    match arguments {
        [] => Ok(usual.to_vec()),
        said => Ok(said.iter().map(|number| number.parse()).collect::<Result<_, _>>()?),
    }
}

/// Kilobytes as megabytes, for people.
fn in_megabytes(kilobytes: u64) -> String {
    let kilobytes = u32::try_from(kilobytes).unwrap_or(u32::MAX);
    format!("{:.1} MB", f64::from(kilobytes) / 1024.0)
}
