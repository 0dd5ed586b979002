//! What the default calendar can do: whether there is one, and whether it makes Teams meetings.

use http::Method;
use serde_json::Value;

use super::OutlookCalendar;
use crate::model::account_limit::AccountLimit;
use crate::model::fault::ProviderError;

const CALENDAR: &str =
    "/calendar?$select=allowedOnlineMeetingProviders,defaultOnlineMeetingProvider";
/// The account has no mailbox in Exchange Online: it has no licence, or its mailbox is on premises.
const NO_MAILBOX: &str = "MailboxNotEnabledForRESTAPI";

impl OutlookCalendar {
    /// Whether the calendar makes Teams meetings. Where it does not, asking for one is ignored
    /// without an error.
    ///
    /// # Errors
    /// [`ProviderError`].
    pub async fn makes_teams_meetings(&self) -> Result<bool, ProviderError> {
        Ok(self.allows_teams().await? == Some(true))
    }

    /// What the account can't do, whatever was granted; `None` too where the answer does not tell.
    ///
    /// # Errors
    /// [`ProviderError`].
    pub async fn limit(&self) -> Result<Option<AccountLimit>, ProviderError> {
        match self.allows_teams().await {
            Ok(Some(false)) => Ok(Some(AccountLimit::RoomsUnavailable)),
            Ok(Some(true) | None) => Ok(None),
            Err(error) if error.has_code(NO_MAILBOX) => Ok(Some(AccountLimit::CalendarMissing)),
            Err(error) => Err(error),
        }
    }

    /// `None` where the answer does not tell.
    async fn allows_teams(&self) -> Result<Option<bool>, ProviderError> {
        let request = self.request(Method::GET, CALENDAR);
        let answer = self.rest.send(request, None).await.map_err(ProviderError::repeatable)?;
        let allowed = answer.get("allowedOnlineMeetingProviders").and_then(Value::as_array);
        Ok(allowed.map(|all| all.iter().any(|provider| provider == "teamsForBusiness")))
    }
}
