//! The people of the simulator.

/// A Zoom user. The set is fixed: tests and people meet the same ones on every start.
#[derive(Debug, PartialEq, Eq)]
pub struct Account {
    /// Short name for pages and `_accounts`, such as `zoe`.
    pub id: &'static str,
    /// The address they sign in with.
    pub email: &'static str,
    /// The name people see.
    pub name: &'static str,
    /// The user's id at Zoom: 22 characters, never reused.
    pub user_id: &'static str,
    /// The id of the customer's account that the user belongs to.
    pub account_id: &'static str,
    /// Whether Zoom is paid for them: `type` 2; without, a meeting ends after 40 minutes (`type` 1).
    pub is_licensed: bool,
    /// One of [`crate::meetings::zone::ZONES`].
    pub zone: &'static str,
}

/// Every account, in the order in which the sign-in page shows them.
pub static ACCOUNTS: [Account; 4] = [
    Account {
        id: "zoe",
        email: "zoe@acme.ci",
        name: "Zoé Koné",
        user_id: "zoeK3x0nQ2yB7cD5fG8hJ1",
        account_id: "acmeQ1w2E3r4T5y6U7i8O9",
        is_licensed: true,
        zone: "UTC",
    },
    Account {
        id: "basile",
        email: "basile@gmail.com",
        name: "Basile Yao",
        user_id: "basY4a0oR3zC8dE6gH9jK2",
        account_id: "basiA1s2D3f4G5h6J7k8L9",
        is_licensed: false,
        zone: "Europe/Paris",
    },
    Account {
        id: "nour",
        email: "nour@banque.ci",
        name: "Nour Bamba",
        user_id: "nouB5b1pS4aD9eF7hJ0kL3",
        account_id: "banqZ1x2C3v4B5n6M7q8W9",
        is_licensed: true,
        zone: "UTC",
    },
    Account {
        id: "quentin",
        email: "quentin@acme.ci",
        name: "Quentin Dago",
        user_id: "queD6c2qT5bE0fG8jK1lM4",
        account_id: "acmeQ1w2E3r4T5y6U7i8O9",
        is_licensed: true,
        zone: "UTC",
    },
];

impl Account {
    /// The account of this short name.
    pub fn by_id(id: &str) -> Option<&'static Self> {
        ACCOUNTS.iter().find(|account| account.id == id)
    }

    /// What `GET /v2/users/me` calls its plan.
    pub const fn plan(&self) -> i64 {
        if self.is_licensed { 2 } else { 1 }
    }

    /// What is special about it, for a person to read.
    pub fn kind(&self) -> &'static str {
        match self.id {
            "basile" => "Basic: meetings end after 40 minutes",
            "nour" => "Licensed, apps need an administrator's approval",
            "quentin" => "Licensed, 99 of the day's 100 calls used",
            _ => "Licensed",
        }
    }
}
