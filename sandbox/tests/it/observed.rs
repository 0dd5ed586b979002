//! What can be seen of a scene from outside: what is stored, what was called, what readers see.

use sandbox::world::Controls;
use serde_json::Value;
use shared::model::provider::Provider;
use simulator_kit::wire::Control;

use crate::scene::Scene;

impl Scene {
    /// The table without a company's key for guests, and without what ends by itself: the wish that a calendar be
    /// watched, after a quarter of an hour, and the note of a connection's end, for what was planned with it, after a
    /// week.
    pub(crate) async fn rest(&self) -> String {
        self.watch_calendars().await;
        let mut rows = self.world.dynamodb.dump().unwrap();
        let rows = rows.as_array_mut().unwrap();
        let is_wish = |row: &Value| !row["wanted_at"].is_null() && row["current"].is_null();
        let is_note = |row: &Value| row["type"]["S"] == "connection.ended";
        rows.retain(|row| row["sk"]["S"] != "GUESTS" && !is_note(row) && !is_wish(row));
        serde_json::to_string(rows).unwrap()
    }

    /// Every stored item, as text to search in.
    pub(crate) fn dump(&self) -> String {
        self.world.dynamodb.dump().unwrap().to_string()
    }

    /// The stored item that holds the connection of `company`, as text; empty where there is none.
    pub(crate) fn connection(&self, company: i64) -> String {
        let items = self.world.dynamodb.dump().unwrap();
        let is_it = |item: &&Value| {
            item["pk"]["S"] == format!("COMPANY#{company}")
                && item["sk"]["S"] == "CREDENTIAL#linkedin"
        };
        items.as_array().unwrap().iter().find(is_it).map(Value::to_string).unwrap_or_default()
    }

    /// How many posts LinkedIn has received, accepted or not.
    pub(crate) fn posts_sent(&self) -> usize {
        self.world.controls[Provider::LinkedIn].count("POST", "/rest/posts")
    }

    /// How many posts a reader of LinkedIn sees.
    pub(crate) async fn posts_online(&self) -> usize {
        let feed = self.get(&format!("{}/feed", self.world.origins[Provider::LinkedIn])).await;
        feed.text.matches("<article").count()
    }

    /// How many codes were sent to LinkedIn.
    pub(crate) fn exchanges(&self) -> usize {
        self.world.controls[Provider::LinkedIn].count("POST", "/oauth/v2/accessToken")
    }

    /// The wire before everything the functions call: the ATS, LinkedIn, DynamoDB, KMS with Secrets
    /// Manager, Google, Microsoft, Zoom and Slack.
    pub(crate) fn parts(&self) -> [&Control; 3 + Provider::ALL.len()] {
        let Controls { api, simulators, dynamodb, kms_and_secrets } = &self.world.controls;
        let [linkedin, google, microsoft, zoom, slack] =
            Provider::ALL.map(|provider| &simulators[provider]);
        [api, linkedin, dynamodb, kms_and_secrets, google, microsoft, zoom, slack]
    }

    /// How many calls have left the functions since [`Scene::forget`].
    pub(crate) fn outside_calls(&self) -> usize {
        self.parts().iter().map(|part| part.requests().len()).sum()
    }

    /// Forgets the calls so far.
    pub(crate) fn forget(&self) {
        self.parts().iter().for_each(|part| part.forget());
    }
}
