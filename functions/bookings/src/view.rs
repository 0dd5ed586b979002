//! What a visitor is told: company, title, duration, the booked time, whether it can be changed still, and free times.
//! Nothing else (S53).

use serde::Serialize;
use shared::model::booking::Slot;
use shared::model::error::Result;
use shared::model::interview::{Span, local};

use crate::refusal::is_for_recruiter;
use crate::visit::Visit;

/// The answer; times in RFC 3339 with the offset of `timezone`.
#[derive(Debug, Serialize)]
pub struct View {
    company: Option<String>,
    title: String,
    duration_minutes: i64,
    timezone: String,
    /// `open`, `booked`, `cancelled`, or `closed` where only the recruiter can help.
    state: &'static str,
    booked: Option<Booked>,
    /// The times that can be chosen, the earliest first; none overlaps what anybody is known to do.
    slots: Vec<Slot>,
}

#[derive(Debug, Serialize)]
struct Booked {
    start_time: String,
    end_time: String,
    /// Whether it can be moved or cancelled still: until an hour before it.
    can_change: bool,
    /// Only where it can be opened (F29).
    meeting_link: Option<String>,
}

impl Visit {
    /// What is told of it, with the times that are free now or were a moment ago.
    ///
    /// # Errors
    /// The calendar's refusals; outages.
    pub(crate) async fn view(&self) -> Result<View> {
        if !self.offers() {
            return Ok(self.with(&[]));
        }
        match self.offered().await {
            Ok(spans) => Ok(self.with(&spans)),
            // Nobody can know what is free, until the recruiter has seen to that.
            Err(error) if is_for_recruiter(&error) => {
                tracing::warn!(code = error.code(), "a candidate is sent to the recruiter");
                Ok(self.closed().with(&[]))
            }
            Err(error) => Err(error),
        }
    }

    /// What is told of it, with the free `spans`. That of its own interview is none to be chosen.
    pub(crate) fn with(&self, spans: &[Span]) -> View {
        let own = self.booked();
        let others: Vec<_> = spans.iter().copied().filter(|span| own != Some(*span)).collect();
        let booked = self.booked().map(|span| Booked {
            start_time: local(span.start, &self.zone),
            end_time: local(span.end, &self.zone),
            can_change: !self.is_late(),
            meeting_link: self
                .event
                .as_ref()
                .and_then(|event| event.meeting.url())
                .map(str::to_owned),
        });
        View {
            company: self.link.company_name.clone(),
            title: self.link.title.clone(),
            duration_minutes: self.link.rules.duration_minutes,
            timezone: self.zone.clone(),
            state: self.state(),
            booked,
            slots: self.slots(&others),
        }
    }

    fn closed(&self) -> Self {
        Self { is_closed: true, ..self.clone() }
    }

    /// `spans` as they are told.
    pub(crate) fn slots(&self, spans: &[Span]) -> Vec<Slot> {
        spans.iter().map(|span| Slot::new(*span, &self.zone)).collect()
    }

    /// Whether a time can be chosen.
    pub(crate) fn offers(&self) -> bool {
        !self.is_closed && !self.is_late() && self.link.expires_at > self.app.clock.now()
    }

    fn state(&self) -> &'static str {
        use shared::model::booking::State;
        match self.link.state {
            _ if self.booked().is_some() => State::Booked.name(),
            _ if self.is_closed => "closed",
            state => state.name(),
        }
    }
}
