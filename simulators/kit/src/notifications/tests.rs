//! Notifications between a provider that is nobody's and an endpoint of the test's.

use std::time::Duration;

use axum::body::{Body, Bytes};
use axum::extract::State;
use axum::routing::post;
use http::{Method, Request};

use super::*;
use crate::testing::{Bench, Served};

/// A number, brought as text.
#[derive(Clone, Debug)]
struct Number(u32);

impl Message for Number {
    const TOGETHER: usize = 2;
    const PATIENCE: Duration = Duration::from_secs(10);
    const RETRIES: &'static [i64] = &[10, 60];

    fn is_retried(status: Option<StatusCode>) -> bool {
        status.is_none_or(|status| status.is_server_error())
    }

    fn request(address: &str, messages: &[Self]) -> http::Result<Request<Body>> {
        let numbers: Vec<_> = messages.iter().map(|number| number.0.to_string()).collect();
        Request::post(address).body(Body::from(numbers.join(",")))
    }

    fn shown(&self) -> Value {
        json!(self.0)
    }
}

/// Where numbers arrive, and with what they are answered.
#[derive(Clone)]
struct Hook {
    status: Arc<Mutex<StatusCode>>,
    arrived: Arc<Mutex<Vec<String>>>,
    clock: MovableClock,
    takes: Arc<Mutex<SignedDuration>>,
}

async fn receive(State(hook): State<Hook>, body: Bytes) -> StatusCode {
    hook.arrived.lock().unwrap().push(String::from_utf8(body.to_vec()).unwrap());
    let takes = *hook.takes.lock().unwrap();
    hook.clock.advance(takes);
    if takes.as_secs() > 9 {
        std::future::pending::<()>().await;
    }
    *hook.status.lock().unwrap()
}

struct Scene {
    notifications: Notifications<Number>,
    hook: Hook,
    bench: Bench,
    served: Served,
}

impl Scene {
    async fn new() -> Self {
        let clock = MovableClock::fixed("2026-11-23T09:00:00Z".parse().unwrap());
        let hook = Hook {
            status: Arc::new(Mutex::new(StatusCode::ACCEPTED)),
            arrived: Arc::default(),
            clock: clock.clone(),
            takes: Arc::default(),
        };
        let served =
            Served::start(Router::new().route("/a", post(receive)).with_state(hook.clone()));
        let served = served.await;
        let notifications = Notifications::new(clock.clone());
        let bench = Bench::new(clock, router(notifications.clone()));
        Self { notifications, hook, bench, served }
    }

    fn post(&self, numbers: impl IntoIterator<Item = u32>) {
        let address = format!("{}/a", self.served.url);
        numbers.into_iter().for_each(|number| self.notifications.post(&address, Number(number)));
    }

    async fn turn(&self, faults: Value) -> StatusCode {
        let what = (Method::PATCH, "/_notifications");
        self.bench.call("", what, &[], faults).await.status
    }

    /// What arrives `seconds` from now.
    async fn after(&self, seconds: i64) -> Vec<String> {
        self.bench.clock.advance(SignedDuration::from_secs(seconds));
        self.notifications.run().await;
        std::mem::take(&mut *self.hook.arrived.lock().unwrap())
    }

    async fn sent(&self) -> Vec<Value> {
        let list = self.bench.get("/_notifications").await.json();
        list["sent"].as_array().unwrap().clone()
    }
}

#[tokio::test]
async fn what_is_due_shares_requests_and_is_listed_with_its_answer() {
    let scene = Scene::new().await;
    scene.post(1..=3);
    assert_eq!(scene.after(0).await, ["1,2", "3"]);
    let sent = scene.sent().await;
    let told = |field: &str| sent.iter().map(|one| one[field].clone()).collect::<Vec<_>>();
    assert_eq!(told("messages"), [json!([1, 2]), json!([3])]);
    assert_eq!((told("status"), told("try")), (vec![json!(202); 2], vec![json!(1); 2]));
    scene.bench.call("", (Method::DELETE, "/_notifications"), &[], Value::Null).await;
    assert!(scene.sent().await.is_empty());
}

#[tokio::test]
async fn what_broke_is_sent_again_and_then_given_up() {
    let scene = Scene::new().await;
    *scene.hook.status.lock().unwrap() = StatusCode::SERVICE_UNAVAILABLE;
    scene.post([1]);
    let mut arrived = Vec::new();
    for seconds in [0, 9, 1, 59, 1, 600] {
        arrived.push(scene.after(seconds).await.len());
    }
    assert_eq!(arrived, [1, 0, 1, 0, 1, 0]);
    *scene.hook.status.lock().unwrap() = StatusCode::NOT_FOUND;
    scene.post([2]);
    assert_eq!((scene.after(0).await.len(), scene.after(600).await.len()), (1, 0));
}

#[tokio::test]
async fn nobody_at_the_address_is_no_answer_and_tried_again() {
    let scene = Scene::new().await;
    let address = "https://api.example/hook";
    scene.notifications.post(address, Number(1));
    let bundle = scene.notifications.due().unwrap();
    assert_eq!(bundle.address(), address);
    let delivery = scene.notifications.deliver(bundle).await;
    assert_eq!((delivery.status, delivery.given_up.len()), (None, 0));
    assert_eq!(scene.sent().await[0]["outcome"], "unanswered");
    assert!(scene.notifications.due().is_none());
}

#[tokio::test]
async fn an_answer_is_timed_by_the_sandboxs_clock_and_not_waited_for_beyond_patience() {
    let scene = Scene::new().await;
    *scene.hook.takes.lock().unwrap() = SignedDuration::from_secs(4);
    scene.post([1, 2]);
    let bundle = scene.notifications.due().unwrap();
    let delivery = scene.notifications.deliver(bundle).await;
    assert_eq!((delivery.status, delivery.took.as_secs()), (Some(StatusCode::ACCEPTED), 4));
    *scene.hook.takes.lock().unwrap() = SignedDuration::from_secs(10);
    scene.post([3]);
    let delivery = scene.notifications.deliver(scene.notifications.due().unwrap()).await;
    assert_eq!(delivery.status, None);
}

#[tokio::test]
async fn faults_lose_double_and_delay_the_same_way_for_the_same_seed() {
    let run = async || {
        let scene = Scene::new().await;
        let faults = json!({"lose": 0.2, "double": 0.3, "delay_seconds": 30, "seed": 11});
        assert_eq!(scene.turn(faults).await, 200);
        scene.post(1..=100);
        let at_once = scene.after(0).await;
        [at_once, scene.after(15).await, scene.after(15).await].map(|some| some.join(","))
    };
    let first = run().await;
    assert_eq!(first, run().await);
    let arrived: Vec<u32> = first
        .iter()
        .flat_map(|some| some.split(','))
        .map(|number| number.parse().unwrap())
        .collect();
    let mut distinct = arrived.clone();
    distinct.sort_unstable();
    distinct.dedup();
    assert!((70..90).contains(&distinct.len()), "{distinct:?}");
    assert!(arrived.len() > distinct.len() + 10, "some came twice");
    assert!(!arrived.is_sorted(), "some overtook others");
}

#[tokio::test]
async fn what_is_lost_is_listed_and_faults_that_cannot_be_are_refused() {
    let scene = Scene::new().await;
    assert_eq!(scene.turn(json!({"lose": 1.5})).await, 400);
    scene.turn(json!({"lose": 1.0})).await;
    scene.post([1]);
    assert!(scene.after(3600).await.is_empty());
    assert_eq!(scene.sent().await[0]["outcome"], "lost");
}
