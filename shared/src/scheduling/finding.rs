//! What became of a change of an interview that broke off: its calendar is asked, and what that says is recorded by the
//! rules of everybody who reads it ([`compare`]).

use crate::app::App;
use crate::model::error::Result;
use crate::people::employer::Employer;
use crate::scheduling::calendar::Session;
use crate::scheduling::comparison::{Verdict, compare, told};
use crate::store::{ScheduledEvent, insist};

/// Whether somebody knows now what became of the requests that changed or cancelled the interview `known`, whom
/// `employer` asks its calendar for; it is recorded then. A request of somebody else's that is under way is left alone.
///
/// # Errors
/// The calendar's refusals; outages.
pub async fn find_out(app: &App, employer: Employer, known: &ScheduledEvent) -> Result<bool> {
    let is_open = !known.is_cancelled() && known.changer().is_some();
    let is_another_s = known.is_being_changed(app.clock.now()) && !known.is_changer_candidate();
    if !is_open || is_another_s {
        return Ok(true);
    }
    let session = Session::of_organizer(app, employer, known).await?;
    let found = seen(app, &session, known).await;
    session.audit("find_event", &found);
    found
}

async fn seen(app: &App, session: &Session, known: &ScheduledEvent) -> Result<bool> {
    let (company, asked_at) = (session.company_id(), app.clock.now());
    let id = known.event_id.as_str();
    let sight = session.call(|calendar| async move { calendar.sight(id).await }).await?;
    let told = told(app, company, known, (&sight, asked_at)).await?;
    let maker = session.maker(known.account.as_ref());
    match compare(known, &maker, told, app.clock.now()) {
        Verdict::Changed(new) => {
            insist(|| app.store.put_event(company, &new)).await?;
            Ok(true)
        }
        Verdict::Unclear(_) => Ok(false),
        Verdict::Same | Verdict::Restored(_) => Ok(true),
    }
}
