//! What Microsoft says of Graph, against what the functions send and the simulator answers.

mod answers;
mod client;
mod description;
mod requests;

use simulator_kit::clock::MovableClock;
use simulator_kit::testing::{self, Bench, Port, Served};
use simulator_microsoft::Microsoft;

/// A simulated Graph on a port of its own, and Fatou's token.
struct Graph {
    served: Served,
    token: String,
}

impl Graph {
    async fn start() -> Self {
        let port = Port::take().await;
        let clock = MovableClock::fixed("2026-12-01T08:00:00Z".parse().unwrap());
        let microsoft = Microsoft::new(clock.clone(), &port.origin, testing::registration());
        let bench = Bench::new(clock, microsoft.router());
        let scope = "User.Read Calendars.ReadWrite Calendars.Read.Shared";
        let path = testing::authorization("/common/oauth2/v2.0/authorize", &[("scope", scope)]);
        let consent = bench.form(&path, &[("account", "fatou"), ("decision", "accept")]).await;
        let code = consent.redirected("code").unwrap();
        let tokens = bench.redeem("/common/oauth2/v2.0/token", &code, &[]).await.json();
        let token = tokens["access_token"].as_str().unwrap().to_owned();
        Self { served: port.serve(microsoft.router()), token }
    }
}
