//! Who connected: `tid.oid`. `sub` differs per app, and addresses change hands (Entra, "ID token claims").

use crate::model::error::{Error, Result};
use crate::model::provider::Provider;
use crate::oauth::IdToken;
use crate::providers::Settings;

/// The tenant of every personal account.
const PERSONAL: &str = "9188040d-6c67-4c5b-b112-36a304b66dad";

/// The account's id: the tenant, and the person's id in it.
pub(super) fn id(token: &IdToken, settings: &Settings) -> Result<String> {
    let provider = Provider::OutlookCalendar;
    let (tenant, person) = identity(token).ok_or(Error::CodeRefused(provider))?;
    if is_personal_and_unwanted(tenant, &settings.microsoft_tenant_id) {
        return Err(Error::WorkAccountRequired(provider));
    }
    Ok(format!("{tenant}.{person}"))
}

/// The tenant in an account's id.
pub(super) fn tenant(account_id: &str) -> Option<&str> {
    account_id.split_once('.').map(|(tenant, _)| tenant)
}

/// The tenant and the person's id in it, where Microsoft issued the token for that tenant.
fn identity(token: &IdToken) -> Option<(&str, &str)> {
    let (tenant, person) = (token.tid.as_deref()?, token.oid.as_deref()?);
    let issuer = format!("https://login.microsoftonline.com/{tenant}/v2.0");
    (token.iss == issuer && !person.is_empty()).then_some((tenant, person))
}

/// Whether an account of `tenant` may not connect where `MICROSOFT_TENANT_ID` is `configured`: personal
/// accounts have no Teams meetings and no meeting times, and only `common` lets them in.
fn is_personal_and_unwanted(tenant: &str, configured: &str) -> bool {
    tenant.eq_ignore_ascii_case(PERSONAL) && configured != "common"
}
