//! The Graph simulator, met by a client that this project did not write: `io-msgraph`.

use io_http::rfc6750::bearer::HttpAuthBearer;
use io_msgraph::coroutine::{MsgraphCoroutine, MsgraphCoroutineState, MsgraphYield};
use io_msgraph::v1::field::MsgraphField;
use io_msgraph::v1::rest::users::events::calendar_view::MsgraphCalendarView;
use io_msgraph::v1::rest::users::events::create::MsgraphEventCreate;
use io_msgraph::v1::rest::users::events::delete::MsgraphEventDelete;
use io_msgraph::v1::rest::users::events::get::MsgraphEventGet;
use io_msgraph::v1::rest::users::events::list::MsgraphEventsListParams;
use io_msgraph::v1::rest::users::events::update::MsgraphEventUpdate;
use io_msgraph::v1::rest::users::events::{
    MsgraphAttendee, MsgraphDateTimeTimeZone, MsgraphEvent, MsgraphResponseType,
};
use io_msgraph::v1::rest::users::messages::MsgraphEmailAddress;
use io_msgraph::v1::send::{MsgraphSendError, MsgraphSendOutput};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

use super::Graph;

const ME: &str = "me";

impl Graph {
    fn bearer(&self) -> HttpAuthBearer {
        HttpAuthBearer::new(&*self.token)
    }

    /// Carries the client's bytes: it would send them to graph.microsoft.com.
    async fn carry<C, T>(&self, call: Result<C, MsgraphSendError>) -> Result<T, MsgraphSendError>
    where
        C: MsgraphCoroutine<
                Yield = MsgraphYield,
                Return = Result<MsgraphSendOutput<T>, MsgraphSendError>,
            >,
    {
        let mut call = call?;
        let address = self.served.url.trim_start_matches("http://");
        let mut stream = TcpStream::connect(address).await.unwrap();
        let mut buffer = vec![0; 16 * 1024];
        let mut arrived = None;
        loop {
            match call.resume(arrived.map(|length| &buffer[..length])) {
                MsgraphCoroutineState::Complete(answer) => return answer.map(|out| out.response),
                MsgraphCoroutineState::Yielded(MsgraphYield::WantsWrite(bytes)) => {
                    stream.write_all(&bytes).await.unwrap();
                    arrived = None;
                }
                MsgraphCoroutineState::Yielded(MsgraphYield::WantsRead) => {
                    arrived = Some(stream.read(&mut buffer).await.unwrap());
                }
            }
        }
    }

    async fn create(&self, event: &MsgraphEvent) -> Result<MsgraphEvent, MsgraphSendError> {
        self.carry(MsgraphEventCreate::new(&self.bearer(), ME, None, event)).await
    }

    async fn find(&self, id: &str) -> Result<MsgraphEvent, MsgraphSendError> {
        self.carry(MsgraphEventGet::new(&self.bearer(), ME, id, None, None)).await
    }

    async fn in_view(&self, day: &str) -> Vec<MsgraphEvent> {
        let [start, end] = ["00:00:00", "23:59:59"].map(|time| format!("{day}T{time}"));
        let params = MsgraphEventsListParams::default();
        let view = MsgraphCalendarView::new(&self.bearer(), ME, None, &start, &end, &params);
        self.carry(view).await.unwrap().value
    }
}

fn at(time: &str, zone: &str) -> MsgraphField<MsgraphDateTimeTimeZone> {
    let moment = MsgraphDateTimeTimeZone { date_time: time.into(), time_zone: Some(zone.into()) };
    MsgraphField::Set(moment)
}

/// On a Saturday, when the simulator's people have nothing planned.
fn interview() -> MsgraphEvent {
    let email = MsgraphEmailAddress { address: Some("candidate@example.com".into()), name: None };
    let guest = MsgraphAttendee { email_address: Some(email), ..MsgraphAttendee::default() };
    MsgraphEvent {
        subject: MsgraphField::Set("Entretien".into()),
        start: at("2026-12-05T20:00:00", "UTC"),
        end: at("2026-12-05T21:00:00", "UTC"),
        attendees: MsgraphField::Set(vec![guest]),
        is_online_meeting: MsgraphField::Set(true),
        ..MsgraphEvent::default()
    }
}

#[tokio::test]
async fn an_event_lives_its_whole_life_through_somebody_else_s_client() {
    let graph = Graph::start().await;
    let made = graph.create(&interview()).await.unwrap();
    let link = made.online_meeting.clone().unwrap().join_url.unwrap();
    assert!(link.starts_with("https://teams.microsoft.com/"));
    let guest = &made.attendees.as_option().unwrap()[0];
    assert_eq!(guest.status.as_ref().unwrap().response, Some(MsgraphResponseType::None));

    assert_eq!(graph.find(&made.id).await.unwrap(), made);
    assert_eq!(graph.in_view("2026-12-05").await, std::slice::from_ref(&made));
    assert_eq!(graph.in_view("2026-12-06").await, []);

    let changes = MsgraphEvent {
        subject: MsgraphField::Set("Entretien 2".into()),
        ..MsgraphEvent::default()
    };
    let changed = MsgraphEventUpdate::new(&graph.bearer(), ME, &made.id, &changes);
    let changed = graph.carry(changed).await.unwrap();
    assert_eq!(changed.subject, changes.subject);
    assert_ne!(changed.change_key, made.change_key);
    assert_eq!((changed.start, changed.online_meeting), (made.start, made.online_meeting));

    graph.carry(MsgraphEventDelete::new(&graph.bearer(), ME, &made.id)).await.unwrap();
    assert_eq!(refusal(graph.find(&made.id).await), (404, "ErrorItemNotFound".into()));
    let again = graph.carry(MsgraphEventDelete::new(&graph.bearer(), ME, &made.id)).await;
    assert_eq!(refusal(again), (404, "ErrorItemNotFound".into()));
}

#[tokio::test]
async fn a_zone_that_graph_does_not_know_is_refused_in_an_envelope_that_client_reads() {
    let graph = Graph::start().await;
    let event = MsgraphEvent { start: at("2026-12-05T20:00:00", "Africa/Abidjan"), ..interview() };
    let refused = refusal(graph.create(&event).await);
    assert_eq!(refused, (400, "TimeZoneNotSupportedException".into()));
}

fn refusal<T>(result: Result<T, MsgraphSendError>) -> (u16, String) {
    match result.map(drop).unwrap_err() {
        MsgraphSendError::Api { status, code, .. } => (status, code),
        other => panic!("not an error of the API: {other}"),
    }
}
