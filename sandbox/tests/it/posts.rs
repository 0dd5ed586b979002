//! What the tests of LinkedIn's endpoints share: a connected company, and posts of it.

use serde_json::{Value, json};

use crate::answer::Answer;
use crate::scene::{MARIAM, Scene};
use shared::model::owner::ConnectionId;

/// The page of the account `kofi`.
pub(crate) const LAGUNE: &str = "urn:li:organization:5515715";
/// Pages of the account `claire`: she administers the first and writes for the second.
pub(crate) const NORTH: &str = "urn:li:organization:27113908";
/// See [`NORTH`].
pub(crate) const SAHEL: &str = "urn:li:organization:18204331";

/// A world in which company 1 is connected as `account`.
pub(crate) async fn connected(account: &str) -> Scene {
    let scene = Scene::new().await;
    scene.connect(MARIAM, "linkedin", account).await.ok();
    scene.forget();
    scene
}

impl Scene {
    /// Publishes with `body` and returns the post's URN.
    pub(crate) async fn posted(&self, body: Value) -> String {
        self.publish(MARIAM, body).await.ok()["post_id"].as_str().unwrap().to_owned()
    }

    /// Calls `function`, whose path ends with a post, for `post`.
    pub(crate) async fn at_post(&self, function: &str, user: i64, post: &str) -> Answer {
        self.call(function, user, |event| event["pathParameters"] = json!({"post_id": post})).await
    }

    /// The company's posts.
    pub(crate) async fn posts(&self, user: i64) -> Value {
        self.call("list-posts", user, |_| ()).await.ok()
    }

    /// Calls `function` with the body `body`.
    pub(crate) async fn put(&self, function: &str, user: i64, body: Value) -> Answer {
        self.call(function, user, |event| event["body"] = body.to_string().into()).await
    }

    /// Fires the daily schedule; its report.
    pub(crate) async fn snapshot(&self) -> Value {
        let fired = self.world.scheduler.fire("snapshot-statistics", json!({})).await;
        fired.unwrap().unwrap()
    }

    /// Forgets that `scopes` were granted to company 1, as if the member had been asked for less.
    pub(crate) async fn withdraw(&self, scopes: &[&str]) {
        let store = &self.world.app.store;
        let linkedin = ConnectionId::of_company(1, shared::model::provider::Provider::LinkedIn);
        let mut connection = store.connection(linkedin).await.unwrap().known().unwrap();
        let left = connection.scopes.to_string();
        let left: Vec<_> = left.split(' ').filter(|scope| !scopes.contains(scope)).collect();
        connection.scopes = shared::oauth::Scopes::parse(&left.join(" "));
        let seen = connection.version;
        connection.version += 1;
        store.save(&connection, Some(seen)).await.unwrap();
    }
}
