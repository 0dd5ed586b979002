//! What Microsoft says of Graph, against what the functions send and the simulator answers.

mod answers;
mod client;
mod description;
mod requests;

use simulator_microsoft::Microsoft;

use crate::simulator;

/// A simulated Graph on a port of its own, and Fatou's token.
struct Graph {
    origin: String,
    token: String,
}

impl Graph {
    async fn start() -> Self {
        let (listener, origin) = simulator::port().await;
        let clock = simulator::clock();
        let microsoft = Microsoft::new(clock, &origin, simulator::registration());
        let endpoints = ["authorize", "token"].map(|end| format!("/common/oauth2/v2.0/{end}"));
        let scope = "User.Read Calendars.ReadWrite Calendars.Read.Shared";
        let consent = [("account", "fatou"), ("decision", "accept")];
        let endpoints = endpoints.each_ref().map(String::as_str);
        let token = simulator::token(&microsoft.router(), endpoints, scope, &consent).await;
        simulator::serve(listener, microsoft.router());
        Self { origin, token }
    }
}
