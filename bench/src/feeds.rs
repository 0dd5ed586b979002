//! What a full feed costs: [`LIMIT`] offers of a length, for each form, packed and not. Each is answered by the
//! function in a process of its own, as in a new environment.

use std::time::Instant;

use futures::stream::{self, StreamExt, TryStreamExt};
use http::header;
use jiff::SignedDuration;
use sandbox::world::{Options, World};
use serde_json::{Value, json};
use shared::lambda::{request_of_event, respond};
use shared::model::offer::{LIMIT, Offer, Profile};
use shared::posting::feed_token::FeedToken;
use shared::store::FeedAddress;
use simulator_kit::clock::MovableClock;

use crate::population::{AT_A_TIME, COMPANY};
use crate::{Result, cpu, function, memory, numbers};

/// The first argument; the lengths follow.
pub(crate) const NAME: &str = "feeds";
/// The first argument of a process that answers once.
pub(crate) const ANSWER: &str = "feed";
/// How long the offers' texts are, in characters: as many are, and the longest that are kept.
const LENGTHS: [usize; 2] = [4_000, 8_000];
const EVENT: &str = include_str!("../../events/feeds.json");

/// Measures, and prints a Markdown table.
pub(crate) async fn run(lengths: &[String]) -> Result<()> {
    let mut rows = vec![
        "| characters | form | accepts | status | feed | in Lambda's answer | seconds | of these, at work | peak memory |".to_owned(),
        "|---|---|---|---|---|---|---|---|---|".to_owned(),
    ];
    for length in numbers(lengths, &LENGTHS)? {
        rows.extend(measure(length).await?);
    }
    println!("{}", rows.join("\n"));
    Ok(())
}

async fn measure(length: usize) -> Result<Vec<String>> {
    let options = Options { dashboard: false, ..Options::new(MovableClock::running()) };
    let world = World::start(options).await?;
    eprintln!("{LIMIT} offers of {length} characters: being stored");
    let (token, origins) = (store(&world, length).await?, serde_json::to_string(&world.origins)?);
    let mut rows = Vec::new();
    for profile in Profile::ALL.map(Profile::name) {
        for accepts in ["gzip", "identity"] {
            let answer = function::process(&[ANSWER, &token, profile, accepts, &origins]).await?;
            let text = |name: &str| answer.get(name).and_then(Value::as_str).unwrap_or("?");
            let [status, feed, sent, seconds, busy, memory] =
                ["status", "feed", "sent", "seconds", "busy", "memory"].map(text);
            rows.push(format!(
                "| {length} | {profile} | {accepts} | {status} | {feed} MB | {sent} MB | {seconds} | {busy} | {memory} MB |"
            ));
        }
    }
    world.stop();
    Ok(rows)
}

/// Stores the offers; the token of their feed.
async fn store(world: &World, length: usize) -> Result<String> {
    let app = &world.app;
    let (nonce, now) = (FeedToken::nonce()?, app.clock.now());
    let key = app.secrets.code_verifiers().await?;
    let token = FeedToken::derive(&key.code_verifier_key, COMPANY, &nonce);
    let address = FeedAddress { nonce, hash: token.hash(), user_id: 1, since: now };
    app.store.open_feed(COMPANY, None, &address).await?;
    let (count, address) = (i64::try_from(LIMIT)?, &address);
    let offers = (1..=count).map(|id| offer(id, length, now.as_second()));
    let offers = offers.collect::<Result<Vec<_>>>()?;
    let saves = offers.iter().map(|it| app.store.save_offer(COMPANY, address, (it, None), now));
    stream::iter(saves).buffer_unordered(AT_A_TIME).try_collect::<Vec<_>>().await?;
    Ok(token.value().to_owned())
}

/// An offer as the ATS has many, which fits every form.
fn offer(id: i64, length: usize, now: i64) -> Result<Offer> {
    let boards: Value =
        Profile::ALL.map(|it| (it.name().to_owned(), json!(now))).into_iter().collect();
    Ok(serde_json::from_value(json!({
        "job_id": id, "user_id": 1, "boards": boards, "since": now, "updated_at": now, "put_at": now,
        "looked_at": now, "ends_on": "2099-12-31", "version": 1,
        "content": {
            "title": format!("Chargé·e de projet {id}"), "company": "Baobab Numérique",
            "description": description(id, length), "place": "Abidjan, Cocody", "town": "Abidjan", "country": "CI",
            "is_remote": false, "contract": "full_time", "pay": null, "salary": null, "language": "fr",
        },
    }))?)
}

/// A text of `length` characters that no other offer has. It is packed worse than a person's: a third of it is
/// chance.
fn description(id: i64, length: usize) -> String {
    const WORDS: [&str; 8] = [
        "coordonner",
        "l’équipe",
        "auprès des coopératives",
        "chaque semaine",
        "rédiger",
        "rapports",
        "suivi & évaluation",
        "fournisseurs",
    ];
    let mut state = id.unsigned_abs().wrapping_mul(0x9e37_79b9_7f4a_7c15);
    let mut text = String::new();
    while text.chars().count() < length {
        // Xorshift: chance that is the same each time.
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        let word = WORDS.get(usize::try_from(state % 8).unwrap_or(0)).unwrap_or(&"");
        let end = if state.is_multiple_of(11) { "\n• " } else { " " };
        text.push_str(&format!("{word} {:x}{end}", (state >> 32) % 4096));
    }
    text.chars().take(length).collect()
}

/// The process: answers once, and prints what that took as its last line.
pub(crate) async fn answer(arguments: &[String]) -> Result<()> {
    let [_, token, profile, accepts, origins] = arguments else {
        return Err("a token, a form, a coding and the origins are expected".into());
    };
    let app = function::app("feeds", origins)?;
    let request = request_of_event(&event(token, profile, accepts)?)?;
    let (began, busy) = (Instant::now(), cpu::time());
    let response = respond(&app, &::feeds::handle, request).await;
    let (seconds, busy) = (SignedDuration::try_from(began.elapsed())?, cpu::time() - busy);
    let memory = memory::peak();
    let body: &[u8] = response.body().as_ref();
    // Text travels as a JSON string, bytes as base64.
    let sent = match response.headers().get(header::CONTENT_ENCODING) {
        Some(_) => body.len().div_ceil(3) * 4,
        None => serde_json::to_string(std::str::from_utf8(body)?)?.len(),
    };
    let answer = json!({
        "status": response.status().as_str(),
        "feed": in_millions(body.len())?,
        "sent": in_millions(sent)?,
        "seconds": format!("{:.2}", seconds.as_secs_f64()),
        "busy": format!("{:.2}", busy.as_secs_f64()),
        "memory": format!("{:.0}", f64::from(u32::try_from(memory)?) / 1024.0),
    });
    println!("{answer}");
    Ok(())
}

fn in_millions(bytes: usize) -> Result<String> {
    Ok(format!("{:.2}", f64::from(u32::try_from(bytes)?) / 1e6))
}

fn event(token: &str, profile: &str, accepts: &str) -> Result<String> {
    let mut event: Value = serde_json::from_str(EVENT)?;
    let file = format!("{profile}.xml");
    let path = format!("/api/integrations/feeds/{token}/{file}");
    for (place, value) in [
        ("/rawPath", path.as_str()),
        ("/requestContext/http/path", &path),
        ("/pathParameters/token", token),
        ("/pathParameters/file", &file),
        ("/headers/accept-encoding", accepts),
    ] {
        *event.pointer_mut(place).ok_or("the event lacks it")? = value.into();
    }
    Ok(event.to_string())
}
