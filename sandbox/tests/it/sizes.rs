//! How much room the future of a request takes: a function's calls, and theirs, stand in it as deep as they go, and without
//! optimization each of them takes several times as much of the stack. What is large is boxed where it is entered.

use lambda_http::Request;
use shared::app::App;

use crate::scene::Scene;

/// In bytes, as it is built for tests: threads have a stack of 2 MB.
const LIMIT: usize = 16 * 1024;

fn size<F: Future>(handle: impl Fn(App, Request) -> F, app: &App) -> usize {
    size_of_val(&handle(app.clone(), Request::default()))
}

#[tokio::test]
async fn the_future_of_a_request_is_small() {
    let scene = Scene::new().await;
    let app = &scene.world.app;
    let sizes = [
        ("available-slots", size(available_slots::handle, app)),
        ("booking-links", size(booking_links::handle, app)),
        ("bookings", size(bookings::handle, app)),
        ("callback", size(callback::handle, app)),
        ("create-event", size(create_event::handle, app)),
        ("delete-event", size(delete_event::handle, app)),
        ("delete-post", size(delete_post::handle, app)),
        ("disconnect", size(disconnect::handle, app)),
        ("list-events", size(list_events::handle, app)),
        ("list-posts", size(list_posts::handle, app)),
        ("offers", size(offers::handle, app)),
        ("plans", size(plans::handle, app)),
        ("publish-job", size(publish_job::handle, app)),
        ("update-event", size(update_event::handle, app)),
    ];
    let large: Vec<_> = sizes.iter().filter(|(_, size)| *size > LIMIT).collect();
    assert!(large.is_empty(), "more than {LIMIT} bytes: {large:?}");
}
