//! Crash-point enumeration: every outside call of a request fails once, in every way, in a world of
//! its own; then the request is made again and nothing may be half done or done twice.

mod bookings;
mod events;
mod left;
mod plans;
mod rooms;

use futures::StreamExt;
use futures::stream;
use http::StatusCode;
use serde_json::{Value, json};
use simulator_kit::wire::Fault;

use crate::answer::Answer;
use crate::scene::{MARIAM, Scene};

const PARTS: [&str; 8] =
    ["ATS", "LinkedIn", "DynamoDB", "KMS", "Google", "Microsoft", "Zoom", "Slack"];
/// How often the AWS SDK sends a request that fails.
const SDK_ATTEMPTS: u32 = 3;
/// Worlds at a time: each holds some thirty sockets, and some systems give a process 256.
const WORLDS: usize = 8;

/// One outside call that fails.
struct Crash {
    name: String,
    part: usize,
    fault: Fault,
}

/// What can happen to each of a request's outside calls, which are counted by part.
fn crashes(calls: [usize; 8]) -> Vec<Crash> {
    let kinds = [
        ("is dropped before", Fault::drop_before()),
        ("is dropped after", Fault::drop_after()),
        ("answers 500", Fault::respond(StatusCode::INTERNAL_SERVER_ERROR, Value::Null)),
    ];
    let mut crashes = Vec::new();
    for (part, count) in calls.into_iter().enumerate() {
        let is_aws = matches!(PARTS[part], "DynamoDB" | "KMS");
        let times = if is_aws { vec![1, SDK_ATTEMPTS] } else { vec![1] };
        for call in 0..u32::try_from(count).unwrap() {
            for (times, (kind, fault)) in
                times.iter().flat_map(|times| kinds.iter().map(move |kind| (times, kind)))
            {
                let name = format!("call {call} to {} {kind}, {times} times", PARTS[part]);
                crashes.push(Crash { name, part, fault: fault.clone().after(call).times(*times) });
            }
        }
    }
    crashes
}

/// Prepares a world, makes the request with each [`Crash`] of its outside calls and hands what came
/// of it to `check`, in a world that works again.
async fn each_crash<T>(
    prepare: impl AsyncFn(&Scene) -> T,
    request: impl AsyncFn(&Scene, &T) -> Answer,
    check: impl AsyncFn(&Scene, &T, Answer, &str),
) {
    let scene = Scene::new().await;
    let given = prepare(&scene).await;
    scene.forget();
    request(&scene, &given).await.ok();
    let calls = scene.parts().map(|part| part.requests().len());
    let run = async |crash: Crash| {
        let scene = Scene::new().await;
        let given = prepare(&scene).await;
        scene.parts()[crash.part].inject(crash.fault);
        let answer = request(&scene, &given).await;
        scene.parts().iter().for_each(|part| part.clear());
        scene.advance("40s");
        check(&scene, &given, answer, &crash.name).await;
    };
    let runs = crashes(calls).into_iter().map(run);
    stream::iter(runs).buffer_unordered(WORLDS).collect::<Vec<()>>().await;
}

#[tokio::test]
async fn f1_f2_f13_wherever_publishing_breaks_off_there_is_one_post_in_the_end() {
    each_crash(
        async |scene| {
            scene.connect(MARIAM, "linkedin", "kofi").await.ok();
            // The data key is no longer kept: KMS is called too.
            scene.advance("6m");
        },
        async |scene, _| scene.publish(MARIAM, json!({"job_id": 1})).await,
        async |scene, _, broken, name| {
            let allowed = [200, 502, 503];
            assert!(allowed.contains(&broken.status.as_u16()), "{name}: {broken:?}");
            assert!(scene.posts_online().await <= 1, "{name}");
            let repeated = scene.publish(MARIAM, json!({"job_id": 1})).await;
            assert_eq!(repeated.status, StatusCode::OK, "{name}: {repeated:?}");
            let again = scene.publish(MARIAM, json!({"job_id": 1})).await.ok();
            assert_eq!(again["post_id"], repeated.json()["post_id"], "{name}");
            if broken.status.is_success() {
                assert_eq!(again["post_id"], broken.json()["post_id"], "{name}");
            }
            assert_eq!(scene.posts_online().await, 1, "{name}");
        },
    )
    .await;
}

#[tokio::test]
async fn f26_wherever_connecting_breaks_off_there_is_a_whole_connection_or_none() {
    each_crash(
        async |scene| {
            let (url, _) = scene.begin(MARIAM, "linkedin").await;
            scene.decide(&url, "kofi", "allow").await
        },
        async |scene, back| scene.complete(MARIAM, "linkedin", back).await,
        async |scene, back, broken, name| {
            let allowed = [200, 400, 502, 503];
            assert!(allowed.contains(&broken.status.as_u16()), "{name}: {broken:?}");
            let is_connected = scene.status(MARIAM).await["linkedin"]["is_connected"] == true;
            assert!(is_connected || !broken.status.is_success(), "{name}: {broken:?}");
            let published = scene.publish(MARIAM, json!({"job_id": 1})).await;
            let expected = if is_connected { (200, "") } else { (409, "not_connected") };
            assert_eq!((published.status.as_u16(), &*published.code()), expected, "{name}");
            if is_connected {
                scene.complete(MARIAM, "linkedin", back).await.expect(400, "invalid_state");
            }
            assert!(scene.exchanges() <= 1, "{name}");
            let reconnected = scene.connect(MARIAM, "linkedin", "kofi").await;
            assert_eq!(reconnected.status, StatusCode::OK, "{name}: {reconnected:?}");
        },
    )
    .await;
}
