//! Cancelling an interview of which a request names the id: it is read and noted as being cancelled in one call, beside
//! the connections that may organize it.

use crate::app::App;
use crate::connecting::access::Read;
use crate::model::error::{Error, Result, Sought};
use crate::model::provider::CalendarProvider;
use crate::model::warning::Warning;
use crate::people::employer::Employer;
use crate::platform::random;
use crate::scheduling::attempt::{self, Begun};
use crate::scheduling::calendar::{Session, may_organize};
use crate::store::{Attempt, ScheduledEvent, ToCancel};

/// Cancels the interview `event_id` of the company of `employer` at `provider`; what is left to be done by hand.
///
/// # Errors
/// [`Error::NotFound`] where the company has none of this id; those of [`super::call_off`].
pub async fn call_off_by_id(
    app: &App,
    employer: Employer,
    (provider, event_id): (CalendarProvider, &str),
) -> Result<Option<Warning>> {
    let company_id = employer.company_id;
    let own = Attempt {
        user_id: employer.user_id,
        is_candidate_s: employer.actor().is_candidate(),
        may_cancel: true,
        started_at: app.clock.now(),
        nonce: Some(u64::from_be_bytes(random::bytes()?)),
    };
    let (known, read) = tokio::join!(
        app.store.event_to_cancel((company_id, provider), event_id, own),
        may_organize(app, employer, provider),
    );
    match known?.ok_or(Error::NotFound(Sought::Interview))? {
        ToCancel::Known(known) => super::call_off(app, employer, (*known, &read?)).await,
        ToCancel::Noted(event) => match prepared(app, employer, &event, read).await {
            Ok((session, event)) => {
                let result = super::carry_out(app, &session, Begun::first(event)).await;
                session.conclude("cancel_event", result).await.map(|()| None)
            }
            Err(error) => {
                attempt::free(app, company_id, &Begun::first(*event)).await;
                Err(error)
            }
        },
    }
}

/// The calendar that `event` stands in, of whose connections some were `read`; and the event as what it has there.
async fn prepared(
    app: &App,
    employer: Employer,
    event: &ScheduledEvent,
    read: Result<Read>,
) -> Result<(Session, ScheduledEvent)> {
    let session = Session::of_organizer_read(app, employer, (event, &read?)).await?;
    match session.organized(event.clone()).await {
        Ok(event) => Ok((session, event)),
        Err(error) => session.conclude("cancel_event", Err(error)).await,
    }
}
