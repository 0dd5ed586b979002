//! A candidate's choice that breaks off.

use serde_json::json;
use shared::model::provider::Provider::{GoogleCalendar, OutlookCalendar};

use super::each_crash;
use crate::bookings::{choose, look, token};
use crate::calendars::connect;
use crate::interviews::list;
use crate::scene::{MARIAM, Scene};

const MORNING: &str = "2026-11-24T10:00:00";

async fn standing(scene: &Scene) -> usize {
    let listed = list(scene, MARIAM).await;
    listed.iter().filter(|event| event["status"] != "cancelled").count()
}

#[tokio::test]
async fn s53_f1_wherever_a_booking_breaks_off_there_is_one_interview_in_the_end() {
    for provider in [GoogleCalendar, OutlookCalendar] {
        each_crash(
            async |scene| {
                connect(scene, provider, MARIAM, 1).await;
                token(scene, provider, json!({"create_meeting_link": true})).await
            },
            async |scene, token| scene.while_time_passes(choose(scene, token, MORNING)).await,
            async |scene, token, broken, name| {
                let allowed = [200, 409, 503, 504];
                assert!(allowed.contains(&broken.status.as_u16()), "{name}: {broken:?}");
                assert!(standing(scene).await <= 1, "{name}");
                let again = scene.while_time_passes(choose(scene, token, MORNING)).await.ok();
                assert_eq!(again["state"], "booked", "{name}: {again}");
                assert_eq!(standing(scene).await, 1, "{name}");
                assert_eq!(look(scene, token).await.ok()["state"], "booked", "{name}");
            },
        )
        .await;
    }
}

#[tokio::test]
async fn s53_f1_wherever_a_move_breaks_off_there_is_one_interview_where_it_was_wanted() {
    each_crash(
        async |scene| {
            connect(scene, GoogleCalendar, MARIAM, 1).await;
            let token = token(scene, GoogleCalendar, json!({})).await;
            choose(scene, &token, "2026-11-24T14:00:00").await.ok();
            token
        },
        async |scene, token| scene.while_time_passes(choose(scene, token, MORNING)).await,
        async |scene, token, _, name| {
            let again = scene.while_time_passes(choose(scene, token, MORNING)).await.ok();
            assert_eq!(again["booked"]["start_time"], format!("{MORNING}+00:00"), "{name}");
            assert_eq!(standing(scene).await, 1, "{name}");
        },
    )
    .await;
}
