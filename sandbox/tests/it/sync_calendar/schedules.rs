//! Random days: people answer, propose, move and delete, we change and cancel; notifications are lost, doubled, late
//! and overtake each other, channels die, and cursors are forgotten.
//! At each step what is listed has changed exactly as is told, and in the end it equals the calendar (F40, F41).

use std::collections::BTreeMap;

use http::{Request, header};
use jiff::Timestamp;
use serde_json::{Value, json};
use shared::model::interview::Response;
use shared::model::provider::Provider::{self, GoogleCalendar, OutlookCalendar};
use shared::store::ScheduledEvent;

use super::{GUEST, fire, in_pages, many};
use crate::calendars::connected;
use crate::interviews::{CALENDARS, delete, drag, in_calendar, list, update};
use crate::scene::{MARIAM, Scene};

/// What chance brings, the same for the same seed.
struct Chance(u64);

impl Chance {
    /// A number below `bound`.
    fn below(&mut self, bound: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % u64::try_from(bound).unwrap()).unwrap()
    }

    /// One of `all`.
    fn of<T: Copy>(&mut self, all: &[T]) -> T {
        all[self.below(all.len())]
    }

    /// How notifications go wrong.
    fn faults(&mut self) -> Value {
        let (lose, double) = (self.of(&[0.0, 0.2, 0.5, 0.9]), self.of(&[0.0, 0.2, 0.5, 0.9]));
        let seed = self.below(1_000_000);
        json!({"lose": lose, "double": double, "delay_seconds": self.of(&[0, 10, 30, 200]), "seed": seed})
    }
}

struct Days {
    scene: Scene,
    provider: Provider,
    chance: Chance,
    /// Those that stand, as far as we did or saw.
    ids: Vec<String>,
    /// What was stored last, by id.
    stored: BTreeMap<String, ScheduledEvent>,
    /// How many changes were told, by their types.
    told: BTreeMap<String, usize>,
}

impl Days {
    async fn new(provider: Provider, interviews: usize, seed: u64) -> Self {
        let scene = connected(provider).await;
        let ids = many(&scene, provider, interviews).await;
        let mut chance = Chance(seed * 2 + 1);
        // The first numbers of small seeds are alike.
        for _ in 0..20 {
            chance.below(2);
        }
        let faults = chance.faults();
        println!("{provider}, seed {seed}: {faults}");
        let request = Request::patch(format!("{}/_notifications", scene.world.origins[provider]))
            .header(header::CONTENT_TYPE, "application/json");
        scene.send(request.body(faults.to_string().into_bytes()).unwrap()).await.ok();
        let mut days =
            Self { scene, provider, chance, ids, stored: BTreeMap::new(), told: BTreeMap::new() };
        days.schedules().await;
        days.stored = days.stored().await;
        days.scene.world.webhooks.forget();
        days
    }

    async fn schedules(&self) {
        self.scene.watch_calendars().await;
        self.scene.world.deliver().await;
        fire(&self.scene).await;
    }

    /// What is listed, but for who the guests are: a list of 200 interviews at each step would take hours.
    async fn stored(&self) -> BTreeMap<String, ScheduledEvent> {
        let app = &self.scene.world.app;
        let events = app.store.events(1, Timestamp::MIN, app.clock.now()).await.unwrap();
        events.into_iter().map(|event| (event.event_id.clone(), event)).collect()
    }

    /// Somebody does something to an interview that is not over, or the calendar to us.
    async fn happens(&mut self) {
        let Self { scene, provider, .. } = self;
        let (scene, provider) = (&*scene, *provider);
        let now = scene.world.clock.now();
        let is_over = |id: &String| self.stored.get(id).is_some_and(|event| event.end < now);
        let open: Vec<usize> =
            (0..self.ids.len()).filter(|place| !is_over(&self.ids[*place])).collect();
        if open.is_empty() {
            return;
        }
        let place = self.chance.of(&open);
        let id = self.ids[place].clone();
        match self.chance.below(18) {
            0..=6 => {
                let response = self.chance.of(&["accepted", "declined", "tentative"]);
                let form = [("guest", GUEST), ("response", response), ("comment", "Bien reçu")];
                in_pages(scene, provider, (&id, "answer"), &form).await;
            }
            12..=14 if provider == OutlookCalendar => {
                let form = [("guest", GUEST), ("minutes", self.chance.of(&["30", "60"]))];
                in_pages(scene, provider, (&id, "propose"), &form).await;
            }
            15 => kill_channel(scene, provider, &mut self.chance).await,
            16 => forget_cursors(scene, provider).await,
            7 | 8 => drag(scene, provider, &id).await,
            9 => {
                let body = json!({"title": format!("Autre {}", self.chance.below(1000))});
                // A move that nobody has told us of yet is no obstacle later.
                update(scene, (MARIAM, provider), &id, body).await;
            }
            10 if self.ids.len() > 5 => {
                in_pages(scene, provider, (&id, "delete"), &[]).await;
                self.ids.remove(place);
            }
            11 if self.ids.len() > 5 => {
                delete(scene, (MARIAM, provider), &id).await.ok();
                self.ids.remove(place);
            }
            _ => {}
        }
    }

    /// What has changed since, and was told, are the same.
    async fn is_told(&mut self) {
        let now = self.stored().await;
        let mut expected = Vec::new();
        for (id, new) in &now {
            expected.extend(changes(&self.stored[id], new).into_iter().map(|kind| (kind, id)));
        }
        let received = self.scene.world.webhooks.received();
        let of = |one: &Value| {
            let id = one["data"]["event_id"].as_str().unwrap_or_default().to_owned();
            (one["type"].as_str().unwrap().to_owned(), id)
        };
        let mut told: Vec<_> = received.iter().map(|one| of(&one.body)).collect();
        let mut expected: Vec<_> =
            expected.into_iter().map(|(kind, id)| (kind.to_owned(), id.clone())).collect();
        told.sort();
        expected.sort();
        assert_eq!(told, expected, "at {}", self.scene.world.clock.now());
        for (kind, _) in told {
            *self.told.entry(kind).or_default() += 1;
        }
        self.stored = now;
        self.scene.world.webhooks.forget();
    }

    async fn step(&mut self, by: &str) {
        self.happens().await;
        self.scene.world.deliver().await;
        self.scene.world.poll().await;
        self.scene.advance(by);
        self.scene.world.deliver().await;
        self.schedules().await;
        self.scene.world.poll().await;
        self.is_told().await;
    }

    /// Nothing happens for so long; and again, since what a calendar denies is believed when it says so twice.
    async fn settle(&mut self, by: &str) {
        for by in [by, "6m"] {
            self.scene.advance(by);
            self.schedules().await;
            self.is_told().await;
        }
    }

    /// What is listed is what the calendar has.
    async fn is_equal(&self) {
        let listed = list(&self.scene, MARIAM).await;
        assert_eq!(listed.len(), self.stored.len());
        for event in &listed {
            let id = event["event_id"].as_str().unwrap();
            let Some(found) = in_calendar(&self.scene, self.provider, id).await else {
                assert_eq!(event["status"], "cancelled", "{event}");
                continue;
            };
            assert_eq!(event["status"], "scheduled", "{event}");
            assert_eq!(event["title"], found.content.title);
            let at = |name: &str| event[name].as_str().unwrap().parse::<Timestamp>().unwrap();
            let span = found.content.span.unwrap();
            assert_eq!((at("start_time"), at("end_time")), (span.start, span.end), "{event}");
            assert_eq!(event["location"], found.content.location, "{event}");
            let (guest, reply) = (&event["attendees"][0], &found.replies[0]);
            assert_eq!(guest["response"], serde_json::to_value(reply.response).unwrap(), "{event}");
            let proposed = guest["proposed"]["start_time"].as_str();
            let proposed = proposed.map(|start| start.parse::<Timestamp>().unwrap());
            assert_eq!(proposed, reply.proposed.map(|span| span.start), "{event}");
        }
    }
}

/// A channel dies; where that is Outlook's, its death may be told.
async fn kill_channel(scene: &Scene, provider: Provider, chance: &mut Chance) {
    let live = scene.live(provider).await;
    let Some(channel) = live.first() else { return };
    let origin = &scene.world.origins[provider];
    let id = channel["id"].as_str().unwrap();
    let life = chance.of(&["", "/reauthorizationRequired", "/subscriptionRemoved", "/missed"]);
    let request = match (provider, life) {
        (GoogleCalendar, _) => Request::delete(format!("{origin}/_channels/{id}")),
        (_, "") => Request::delete(format!("{origin}/_subscriptions/{id}")),
        (_, life) => Request::post(format!("{origin}/_subscriptions/{id}{life}")),
    };
    let answer = scene.send(request.body(Vec::new()).unwrap()).await;
    assert!(answer.status.is_success(), "{answer:?}");
}

/// The calendar answers 410 to whoever goes on where they were.
async fn forget_cursors(scene: &Scene, provider: Provider) {
    let account = if provider == GoogleCalendar { "awa" } else { "fatou" };
    let url = format!("{}/_calendars/{account}/expire", scene.world.origins[provider]);
    let answer = scene.send(Request::post(url).body(Vec::new()).unwrap()).await;
    assert!(answer.status.is_success(), "{answer:?}");
}

/// What is to be told where an interview is `new` after it was `old`.
fn changes(old: &ScheduledEvent, new: &ScheduledEvent) -> Vec<&'static str> {
    if new.is_cancelled() {
        return if old.is_cancelled() { Vec::new() } else { vec!["interview.cancelled"] };
    }
    let is_moved = (old.start, old.end) != (new.start, new.end);
    let (was, is) = (old.guests[0].response, new.guests[0].response);
    let has_answered = was != is && is != Response::NeedsAction;
    let (was, is) = (old.guests[0].proposed, new.guests[0].proposed);
    let has_proposed = was != is && is.is_some();
    let told = [
        ("interview.moved", is_moved),
        ("interview.guest_responded", has_answered),
        ("interview.time_proposed", has_proposed),
    ];
    told.into_iter().filter(|(_, is_told)| *is_told).map(|(kind, _)| kind).collect()
}

/// So many days on which no schedule runs, so that every channel expires.
const SILENT: usize = 8;

/// So many days with something every two hours and a half, after the first ones, which are [`SILENT`].
async fn days(provider: Provider, (interviews, days): (usize, usize), seed: u64) {
    let mut world = Days::new(provider, interviews, seed).await;
    world.happens().await;
    world.scene.advance(&format!("{SILENT}d"));
    assert_eq!(world.scene.live(provider).await, [] as [Value; 0], "{provider}: all have expired");
    world.schedules().await;
    world.scene.world.poll().await;
    world.is_told().await;
    let days = days - SILENT;
    for _ in 0..days * 10 {
        world.step("144m").await;
    }
    world.settle("25h").await;
    world.is_equal().await;
    let told: usize = world.told.values().sum();
    assert!(told > days * 3, "{:?}", world.told);
    println!("{provider}, seed {seed}: {:?}", world.told);
}

/// A number of the environment's, as the properties of proptest take it.
#[expect(
    clippy::disallowed_methods,
    reason = "a switch of this test, and of nothing that is deployed"
)]
fn given(name: &str, usual: u64) -> u64 {
    std::env::var(name).ok().and_then(|given| given.parse().ok()).unwrap_or(usual)
}

#[tokio::test]
async fn f40_f41_random_hours_of_loss_doubling_and_delay_are_told_once_each_and_end_equal() {
    let seed = given("PROPTEST_RNG_SEED", 11) % 1_000_000_000;
    // 256 of others take as long as one of these.
    for seed in seed..=seed + given("PROPTEST_CASES", 0) / 256 {
        for provider in CALENDARS {
            let mut world = Days::new(provider, 12, seed).await;
            for step in 0..40 {
                let by = ["7s", "20s", "45s", "3m"][step % 4];
                world.step(by).await;
            }
            // The longest that a calendar is not read whose channel has died unheard.
            world.settle("6h").await;
            world.is_equal().await;
            let told: usize = world.told.values().sum();
            assert!(told > 12, "{:?}", world.told);
        }
    }
}

#[tokio::test]
#[ignore = "takes minutes"]
async fn f40_two_weeks_with_lost_notifications_and_expired_channels_end_equal() {
    days(GoogleCalendar, (25, 14), 21).await;
    days(OutlookCalendar, (25, 14), 22).await;
}

#[tokio::test]
#[ignore = "takes minutes"]
async fn f40_a_month_of_200_interviews_in_google_calendar_that_lost_notifications_ends_equal() {
    days(GoogleCalendar, (200, 30), 31).await;
}

#[tokio::test]
#[ignore = "takes minutes"]
async fn f40_a_month_of_200_interviews_in_outlook_that_lost_notifications_ends_equal() {
    days(OutlookCalendar, (200, 30), 32).await;
}
