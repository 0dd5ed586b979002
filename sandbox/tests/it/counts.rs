//! `docs/performance.md` says what each request asks of the outside, and how much of it it waits for in turn: counted
//! here, at a warm function. Who makes a request ask more changes the table, and so sees it.

use serde_json::{Value, json};
use shared::model::provider::Provider::{self, GoogleCalendar, OutlookCalendar, Zoom};

use crate::bookings::{choose, look, offered, starts};
use crate::depth::depth;
use crate::interviews::{create, delete, list, scheduled, search, update};
use crate::own::{connect_for, schedule};
use crate::posts::{LAGUNE, connected};
use crate::scene::{MARIAM, Scene};
use crate::tidy::{read, root};

/// Set to write the table anew.
const UPDATE: &str = "UPDATE_COUNTS";
const BEGIN: &str = "<!-- The counts: a test writes them with UPDATE_COUNTS=1. -->\n";
const END: &str = "\n<!-- The end of the counts. -->";
const HEAD: &str = "\n| Request, warm | In turn | In all | ATS | Table | Keys and secrets | Provider |\n\
                    |---|---|---|---|---|---|---|\n";

#[expect(
    clippy::disallowed_methods,
    reason = "a switch of this test, and of nothing that is deployed"
)]
fn is_updated() -> bool {
    std::env::var_os(UPDATE).is_some()
}

/// A row: what `doing` asks for.
async fn row(scene: &Scene, what: &str, doing: impl Future) -> String {
    let in_turn = depth(scene, doing).await;
    let [ats, linkedin, table, keys, providers @ ..] =
        scene.parts().map(|part| part.requests().len());
    let provider = linkedin + providers.iter().sum::<usize>();
    let all = ats + table + keys + provider;
    format!("| {what} | {in_turn} | {all} | {ats} | {table} | {keys} | {provider} |\n")
}

fn name(provider: Provider) -> &'static str {
    if provider == GoogleCalendar { "Google" } else { "Outlook" }
}

async fn posts() -> String {
    let scene = connected("kofi").await;
    let publish = async |job: i64, target: &str| {
        let body = json!({"job_id": job, "organization_id": target}).to_string();
        let change = |event: &mut Value| {
            event["headers"].as_object_mut().unwrap().remove("idempotency-key");
            event["body"] = body.into();
        };
        scene.call("publish-job", MARIAM, change).await.ok()
    };
    scene.status(MARIAM).await;
    let mut rows = row(&scene, "`status`", scene.status(MARIAM)).await;
    publish(1, LAGUNE).await;
    rows += &row(&scene, "`publish-job` on a page", publish(2, LAGUNE)).await;
    rows += &row(&scene, "`publish-job` on a profile", publish(2, "personal")).await;
    scene.posts(MARIAM).await;
    rows += &row(&scene, "`list-posts`", scene.posts(MARIAM)).await;
    rows
}

async fn interviews(provider: Provider) -> String {
    let ((scene, id), by) = (scheduled(provider).await, (MARIAM, provider));
    let other = create(&scene, provider, json!({"title": "Autre"})).await.ok();
    let other = other["event_id"].as_str().unwrap();
    search(&scene, by, json!({})).await.ok();
    update(&scene, by, other, json!({"title": "Deux"})).await.ok();
    delete(&scene, by, other).await.ok();
    list(&scene, MARIAM).await;
    let called = |function: &str| format!("`{function}`, {}", name(provider));
    let slots = search(&scene, by, json!({}));
    let mut rows = row(&scene, &called("available-slots"), slots).await;
    let new = create(&scene, provider, json!({"title": "Trois"}));
    rows += &row(&scene, &called("create-event"), new).await;
    let changed = update(&scene, by, &id, json!({"title": "Final"}));
    rows += &row(&scene, &called("update-event"), changed).await;
    rows += &row(&scene, &called("delete-event"), delete(&scene, by, &id)).await;
    rows += &row(&scene, &called("list-events"), list(&scene, MARIAM)).await;
    rows
}

async fn room() -> String {
    let scene = Scene::new().await;
    connect_for(&scene, (MARIAM, "company"), GoogleCalendar, "lead").await.ok();
    connect_for(&scene, (MARIAM, "company"), Zoom, "zoe").await.ok();
    let body = |title: &str| json!({"title": title, "meeting_provider": "zoom"});
    schedule(&scene, (MARIAM, GoogleCalendar), body("Premier")).await.ok();
    let next = schedule(&scene, (MARIAM, GoogleCalendar), body("Deuxième"));
    row(&scene, "`create-event`, Google, with a room at Zoom", next).await
}

async fn booking() -> String {
    let (scene, token) = offered(GoogleCalendar).await;
    let free = starts(&look(&scene, &token).await.ok());
    let mut rows = row(&scene, "`bookings`: a look", look(&scene, &token)).await;
    let chosen = choose(&scene, &token, &free[0]);
    rows += &row(&scene, "`bookings`: the first choice at a link", chosen).await;
    rows
}

/// The table as it is counted.
async fn table() -> String {
    let (posts, google, outlook, room, booking) = tokio::join!(
        posts(),
        interviews(GoogleCalendar),
        interviews(OutlookCalendar),
        room(),
        booking()
    );
    [HEAD, &posts, &google, &outlook, &room, &booking].concat()
}

#[tokio::test]
async fn what_each_request_asks_for_is_what_the_documentation_says() {
    let document = read("docs/performance.md");
    let (before, rest) = document.split_once(BEGIN).unwrap();
    let (told, after) = rest.split_once(END).unwrap();
    let table = table().await;
    if is_updated() {
        let text = format!("{before}{BEGIN}{table}{END}{after}");
        std::fs::write(root("docs/performance.md"), text).unwrap();
        return;
    }
    let lines = |text: &str| text.lines().map(str::to_owned).collect::<Vec<_>>();
    let (told, counted) = (lines(told), lines(&table));
    let new = counted.iter().filter(|line| !told.contains(line)).map(|line| format!("now  {line}"));
    let gone =
        told.iter().filter(|line| !counted.contains(line)).map(|line| format!("told {line}"));
    let differences: Vec<_> = gone.chain(new).collect();
    assert!(differences.is_empty(), "set {UPDATE}=1 to write it:\n{}", differences.join("\n"));
}
