//! What a minute costs in which N posts are due, of [`COMPANIES`] companies: two runs of `start-plans` overlap, each in
//! a process of its own, and every post must be sent once.

use std::collections::HashSet;
use std::time::Instant;

use futures::stream::{self, StreamExt, TryStreamExt};
use jiff::SignedDuration;
use sandbox::world::{Options, World};
use serde_json::{Value, json};
use shared::model::owner::{ConnectionId, Owner};
use shared::model::plan::{Plan, PlanKey, State};
use shared::model::provider::Provider;
use simulator_kit::clock::MovableClock;

use crate::population::{AT_A_TIME, copied, own};
use crate::{Result, function, in_megabytes, memory, numbers};

/// The first argument; the numbers of plans follow.
pub(crate) const NAME: &str = "plans";
/// The first argument of a process that is one run.
pub(crate) const RUN: &str = "start-plans";
/// Numbers of plans.
const SIZES: [i64; 2] = [500, 5_000];
const COMPANIES: i64 = 50;
const FIRST: i64 = 1000;
/// One of the pages of who connects.
const PAGE: &str = "urn:li:organization:5515715";

/// Measures, and prints a Markdown table.
pub(crate) async fn run(sizes: &[String]) -> Result<()> {
    let mut rows = vec![
        "| plans | published by one run | by the other | not published | posts sent | of these, different | seconds | peak memory |".to_owned(),
        "|---|---|---|---|---|---|---|---|".to_owned(),
    ];
    for size in numbers(sizes, &SIZES)? {
        rows.push(measure(size).await?);
    }
    println!("{}", rows.join("\n"));
    Ok(())
}

async fn measure(plans: i64) -> Result<String> {
    let options = Options { dashboard: false, ..Options::new(MovableClock::running()) };
    let world = World::start(options).await?;
    eprintln!("{plans} plans: being stored");
    let keys = store(&world, plans).await?;
    let linkedin = &world.controls[Provider::LinkedIn];
    linkedin.forget();
    let (origins, began) = (serde_json::to_string(&world.origins)?, Instant::now());
    let arguments = [RUN, &origins];
    let (one, other) =
        tokio::try_join!(function::process(&arguments), function::process(&arguments))?;
    let seconds = began.elapsed().as_secs_f64();
    let number = |run: &Value, name: &str| run.get(name).and_then(Value::as_u64).unwrap_or(0);
    let memory = in_megabytes(number(&one, "memory").max(number(&other, "memory")));
    let (one, other) = (number(&one, "published"), number(&other, "published"));
    // The recordings keep the last 10,000 requests, and a post without a picture is one.
    let sent = linkedin.requests().into_iter().filter(|it| it.is("POST", "/rest/posts"));
    let sent: Vec<String> = sent
        .map(|post| post.body.get("commentary").map(Value::to_string).unwrap_or_default())
        .collect();
    let different = sent.iter().collect::<HashSet<_>>().len();
    let (sent, unpublished) = (sent.len(), unpublished(&world, &keys).await?);
    world.stop();
    Ok(format!(
        "| {plans} | {one} | {other} | {unpublished} | {sent} | {different} | {seconds:.1} | {memory} |"
    ))
}

/// Stores `count` plans that are due, of whose companies each has a connection.
async fn store(world: &World, count: i64) -> Result<Vec<PlanKey>> {
    let own = own(world, Provider::LinkedIn, "account=kofi").await?;
    for company in FIRST..FIRST + COMPANIES {
        let id = ConnectionId::of_company(company, Provider::LinkedIn);
        world.app.store.save(&copied(&world.app, &own, id).await?, None).await?;
    }
    let now = world.app.clock.now().as_second();
    let plans = (0..count).map(|n| async move {
        let number = format!("{n:032x}");
        let key = PlanKey { company: FIRST + n % COMPANIES, owner: Owner::Company, number };
        world.app.store.put_plan(&key, &plan(n, now)?).await?;
        Ok(key)
    });
    stream::iter(plans).buffer_unordered(AT_A_TIME).try_collect().await
}

/// A plan of now, whose text no other has.
fn plan(n: i64, now: i64) -> Result<Plan> {
    let text = format!("Nous recrutons. {} {n}", "Un poste comme beaucoup d’autres. ".repeat(30));
    Ok(serde_json::from_value(json!({
        "job_id": n, "title": format!("Poste {n}"), "user_id": 1, "publish_at": now,
        "timezone": "Africa/Abidjan", "planned_at": now - 3600, "asked_at": now - 3600,
        "state": "planned", "places": [{"author": PAGE, "outcome": {"state": "pending"}}],
        "content": {
            "text": text, "on_pages": text, "on_profile": text, "card_title": "Poste",
            "link": format!("https://intowork.example/offres/{n}"), "picture": "image",
        },
        "fingerprint": "f", "tries": 0, "attempt": 0, "nonce": 0,
    }))?)
}

/// How many of the plans say not that they are online.
async fn unpublished(world: &World, keys: &[PlanKey]) -> Result<usize> {
    let mut count = 0;
    for key in keys {
        let plan = world.app.store.plan(key).await?.ok_or("a plan is gone")?;
        count += usize::from(plan.state != State::Published);
    }
    Ok(count)
}

/// The process: one run, and what it did as its last line.
pub(crate) async fn start(arguments: &[String]) -> Result<()> {
    let [_, origins] = arguments else { return Err("the origins are expected".into()) };
    let app = function::app(RUN, origins)?;
    let event = serde_json::from_value(json!({}))?;
    let deadline = app.clock.now() + SignedDuration::from_mins(12);
    let report = start_plans::handle(app, event, deadline).await?;
    let published = report.published;
    println!("{}", json!({"published": published, "memory": memory::peak()}));
    Ok(())
}
