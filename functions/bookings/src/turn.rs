//! Whose turn it is with a link: one choice at a time, so that two tabs and a double click are one interview.

use std::time::Duration;

use shared::model::error::{Error, Result};
use shared::model::interview::Span;
use shared::platform::deadline;
use shared::scheduling::choice::settle;
use shared::scheduling::finding::find_out;
use shared::store::{Choice, Link, ScheduledEvent};

use crate::visit::Visit;

/// How long one waits for another: pauses of a quarter of a second, for 10 s in all.
const PAUSE: Duration = Duration::from_millis(250);
const PAUSES: usize = 40;
/// How often an outcome that lost a race is noted anew.
const TRIES: usize = 5;

impl Visit {
    /// This link once nobody is at it, and what broke off is found out.
    ///
    /// # Errors
    /// [`Error::InProgress`]; the calendar's refusals; outages.
    pub(crate) async fn settled(mut self) -> Result<Self> {
        for _ in 0..PAUSES {
            if self.link.choice.is_none() {
                return self.found_out().await;
            }
            if self.link.is_busy(self.app.clock.now()) {
                if deadline::pause(PAUSE).await.is_err() {
                    break;
                }
            } else {
                Box::pin(settle(&self.app, &self.key, self.link.clone())).await?;
            }
            self = self.again().await?;
        }
        Err(Error::InProgress)
    }

    /// This link once it is known what became of a request that changed or cancelled its interview and broke off.
    async fn found_out(self) -> Result<Self> {
        let now = self.app.clock.now();
        let broke_off =
            |event: &&ScheduledEvent| event.changer().is_some() && !event.is_being_changed(now);
        let Some(event) = self.event.as_ref().filter(broke_off) else { return Ok(self) };
        find_out(&self.app, self.employer(), event).await?;
        self.again().await
    }

    /// This link while `span` is being chosen: the choice is noted, as a request of its own in the ledger. `None`
    /// where somebody was faster.
    ///
    /// # Errors
    /// [`Error::StorageUnavailable`].
    pub(crate) async fn taken(&self, span: Span) -> Result<Option<Link>> {
        let choice = Some(Choice { span, began_at: self.app.clock.now() });
        let number = self.link.number.saturating_add(1);
        let link = Link { choice, number, ..self.link.clone() };
        self.app.store.change_link(&self.key, link).await
    }

    /// Notes what became of the choice of `link`, by `change`, over whatever else has changed of it.
    ///
    /// # Errors
    /// [`Error::StorageUnavailable`]: whoever comes next finds it out.
    pub(crate) async fn note(&self, link: Link, change: impl Fn(Link) -> Link) -> Result<()> {
        let mut link = Some(link);
        for _ in 0..TRIES {
            let Some(seen) = link else { return Ok(()) };
            if self.app.store.change_link(&self.key, change(seen)).await?.is_some() {
                return Ok(());
            }
            link = self.app.store.link(&self.key).await?.map(|found| found.link);
        }
        Err(Error::StorageUnavailable)
    }
}
