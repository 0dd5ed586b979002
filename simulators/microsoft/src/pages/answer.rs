//! `POST /calendar/{account}/events/{id}/answer` and `…/propose`: a guest answers, from a mail or a calendar.

use axum::Form;
use axum::extract::{Path, State};
use axum::response::Response;
use jiff::SignedDuration;
use serde::Deserialize;

use super::hand;
use crate::Microsoft;
use crate::outlook::answer::{Answer, Choice};

/// The three buttons of an invitation.
#[derive(Debug, Deserialize)]
pub struct Reply {
    guest: String,
    response: Word,
    #[serde(default)]
    comment: String,
}

#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(rename_all = "lowercase")]
enum Word {
    Accepted,
    Declined,
    Tentative,
}

/// Another time, so many minutes later.
#[derive(Debug, Deserialize)]
pub struct Proposal {
    guest: String,
    /// Negative for earlier.
    minutes: i32,
    #[serde(default)]
    comment: String,
}

/// Notes the answer where the organizer sees it.
pub async fn answer(
    State(microsoft): State<Microsoft>,
    Path(event): Path<(String, String)>,
    Form(Reply { guest, response, comment }): Form<Reply>,
) -> Response {
    let choice = match response {
        Word::Accepted => Choice::Accepted,
        Word::Declined => Choice::Declined,
        Word::Tentative => Choice::Tentative,
    };
    let answer = Answer { guest, choice, proposes: None, comment };
    hand::act(event, |item| microsoft.outlook.answer(item, &answer))
}

/// Notes the proposal; whoever makes one may come at the first time, too.
pub async fn propose(
    State(microsoft): State<Microsoft>,
    Path(event): Path<(String, String)>,
    Form(Proposal { guest, minutes, comment }): Form<Proposal>,
) -> Response {
    let proposes = Some(SignedDuration::from_mins(minutes.into()));
    let answer = Answer { guest, choice: Choice::Tentative, proposes, comment };
    hand::act(event, |item| microsoft.outlook.answer(item, &answer))
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use crate::outlook::mail::Occasion;
    use crate::testing::{Bench, Graph};

    const GUEST: &str = "candidate@example.com";

    fn path(account: &str, event: &Value, what: &str) -> String {
        format!("/calendar/{account}/events/{}/{what}", event["id"].as_str().unwrap())
    }

    async fn read(graph: &Graph<'_>, event: &Value) -> Value {
        graph.get(&format!("/me/events/{}", event["id"].as_str().unwrap())).await.json()
    }

    #[tokio::test]
    async fn a_guest_answers_as_graph_shows_it_and_the_note_goes_by_mail() {
        let bench = Bench::new();
        let graph = bench.graph("fatou").await;
        let event = graph.create(json!({})).await;
        for (response, word) in [
            ("accepted", "accepted"),
            ("tentative", "tentativelyAccepted"),
            ("declined", "declined"),
        ] {
            let form =
                [("guest", "Candidate@Example.com"), ("response", response), ("comment", "Désolé")];
            assert_eq!(bench.form(&path("fatou", &event, "answer"), &form).await.status, 303);
            let status = json!({"response": word, "time": "2026-11-22T09:00:00Z"});
            assert_eq!(read(&graph, &event).await["attendees"][0]["status"], status);
        }
        let now = read(&graph, &event).await;
        assert_eq!((&now["start"], &now["isCancelled"]), (&event["start"], &json!(false)));
        assert!(now["@odata.etag"] != event["@odata.etag"]);
        let mails = bench.microsoft.outlook.mails("fatou@acme.ci");
        assert_eq!((mails.len(), mails[0].from.address.as_str()), (3, GUEST));
        assert!(
            matches!(&mails[0].occasion, Occasion::Answer { comment, .. } if comment == "Désolé")
        );
        assert!(bench.get("/mail/fatou@acme.ci").await.text.contains("Désolé"));
        let nobody = [("guest", "nobody@example.com"), ("response", "accepted")];
        assert_eq!(bench.form(&path("fatou", &event, "answer"), &nobody).await.status, 404);
    }

    #[tokio::test]
    async fn a_proposal_stands_beside_the_guest_until_the_next_answer() {
        let bench = Bench::new();
        let graph = bench.graph("fatou").await;
        let event = graph.create(json!({})).await;
        let form = [("guest", GUEST), ("minutes", "90")];
        assert_eq!(bench.form(&path("fatou", &event, "propose"), &form).await.status, 303);
        let guest = read(&graph, &event).await["attendees"][0].clone();
        let moment = |at: &str| json!({"dateTime": at, "timeZone": "UTC"});
        assert_eq!(guest["status"]["response"], "tentativelyAccepted");
        assert_eq!(
            guest["proposedNewTime"],
            json!({
                "start": moment("2026-12-01T11:30:00.0000000"), "end": moment("2026-12-01T12:30:00.0000000"),
            })
        );
        assert_eq!(read(&graph, &event).await["start"], event["start"]);
        bench
            .form(&path("fatou", &event, "answer"), &[("guest", GUEST), ("response", "accepted")])
            .await;
        assert_eq!(read(&graph, &event).await["attendees"][0].get("proposedNewTime"), None);
        let strict = graph.create(json!({"allowNewTimeProposals": false})).await;
        assert_eq!(bench.form(&path("fatou", &strict, "propose"), &form).await.status, 400);
    }

    #[tokio::test]
    async fn a_colleagues_own_copy_says_what_they_answered_and_goes_when_they_decline() {
        let bench = Bench::new();
        let (fatou, lead) = (bench.graph("fatou").await, bench.graph("lead").await);
        let guests = json!({"attendees": [{"emailAddress": {"address": "lead@acme.ci"}}]});
        let event = fatou.create(guests).await;
        let find =
            format!("/me/events?$filter=iCalUId%20eq%20'{}'", event["iCalUId"].as_str().unwrap());
        let copy = lead.get(&find).await.json()["value"][0].clone();
        assert_eq!(copy["responseStatus"]["response"], "notResponded");
        let answer = async |response| {
            let form = [("guest", "lead@acme.ci"), ("response", response)];
            assert_eq!(bench.form(&path("lead", &copy, "answer"), &form).await.status, 303);
        };
        answer("accepted").await;
        let own = lead.get(&find).await.json()["value"][0].clone();
        assert_eq!(
            (&own["responseStatus"]["response"], &own["showAs"]),
            (&json!("accepted"), &json!("busy"))
        );
        answer("declined").await;
        assert_eq!(lead.get(&find).await.json()["value"], json!([]));
        assert_eq!(read(&fatou, &event).await["attendees"][0]["status"]["response"], "declined");
    }

    #[tokio::test]
    async fn a_deleted_event_is_gone_and_its_guests_are_told() {
        let bench = Bench::new();
        let graph = bench.graph("fatou").await;
        let event = graph.create(json!({})).await;
        assert_eq!(bench.form(&path("fatou", &event, "delete"), &[]).await.status, 303);
        let id = event["id"].as_str().unwrap();
        assert_eq!(graph.get(&format!("/me/events/{id}")).await.status, 404);
        let mails = bench.microsoft.outlook.mails(GUEST);
        assert_eq!(mails[0].occasion, Occasion::Cancellation(String::new()));
        let form = [("guest", GUEST), ("response", "accepted"), ("minutes", "5")];
        for what in ["delete", "move", "answer", "propose"] {
            assert_eq!(bench.form(&path("fatou", &event, what), &form).await.status, 404, "{what}");
        }
    }
}
