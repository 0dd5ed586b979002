//! The people of the simulator.

use jiff::tz::TimeZone;

/// A Google account. The set is fixed: tests and people meet the same ones on every start.
#[derive(Debug, PartialEq, Eq)]
pub struct Account {
    /// Short name for pages and `_accounts`, such as `awa`.
    pub id: &'static str,
    /// The address, which is also the id of the primary calendar.
    pub email: &'static str,
    /// The name people see.
    pub name: &'static str,
    /// The `sub` claim: 21 digits, never reused (OpenID Connect, Google's `id_token` page).
    pub sub: &'static str,
    /// The Workspace domain (`hd` claim); `None` for a personal Gmail account.
    pub hd: Option<&'static str>,
    /// The IANA time zone of the primary calendar.
    pub zone: &'static str,
}

/// Every account, in the order in which the account chooser shows them.
pub static ACCOUNTS: [Account; 4] = [
    Account {
        id: "awa",
        email: "awa@acme.ci",
        name: "Awa Koné",
        sub: "100000000000000000001",
        hd: Some("acme.ci"),
        zone: "Africa/Abidjan",
    },
    Account {
        id: "lead",
        email: "lead@acme.ci",
        name: "Issa Traoré",
        sub: "100000000000000000002",
        hd: Some("acme.ci"),
        zone: "Africa/Abidjan",
    },
    Account {
        id: "jean",
        email: "jean.kouassi@gmail.com",
        name: "Jean Kouassi",
        sub: "100000000000000000003",
        hd: None,
        zone: "Europe/Paris",
    },
    Account {
        id: "sena",
        email: "sena@banque.ci",
        name: "Sena Diallo",
        sub: "100000000000000000004",
        hd: Some("banque.ci"),
        zone: "Africa/Abidjan",
    },
];

impl Account {
    /// The account of this short name.
    pub fn by_id(id: &str) -> Option<&'static Self> {
        ACCOUNTS.iter().find(|account| account.id == id)
    }

    /// The account of this address (case-insensitive).
    pub fn by_email(email: &str) -> Option<&'static Self> {
        ACCOUNTS.iter().find(|account| account.email.eq_ignore_ascii_case(email))
    }

    /// The account that a `login_hint` means: an address or a `sub`.
    pub fn by_hint(hint: &str) -> Option<&'static Self> {
        let by_sub = ACCOUNTS.iter().find(|account| account.sub == hint);
        by_sub.or_else(|| Self::by_email(hint))
    }

    /// The zone of the primary calendar.
    pub fn time_zone(&self) -> TimeZone {
        TimeZone::get(self.zone).unwrap_or(TimeZone::UTC)
    }

    /// Whether both belong to one Workspace domain, inside which free/busy is shared.
    pub fn is_colleague_of(&self, other: &Self) -> bool {
        self.hd.is_some() && self.hd == other.hd
    }
}
