//! The people of the simulator, each with the workspace they work in.

/// A member of a workspace. The set is fixed: tests and people meet the same ones on every start.
#[derive(Debug, PartialEq, Eq)]
pub struct Account {
    /// Short name for pages and `_accounts`, such as `sali`.
    pub id: &'static str,
    /// The name people see.
    pub name: &'static str,
    /// The user's id in the workspace.
    pub user_id: &'static str,
    /// The workspace's id.
    pub team_id: &'static str,
    /// What the workspace is called.
    pub team: &'static str,
    /// The workspace's address.
    pub url: &'static str,
    /// The bot user that our app has there.
    pub bot_user_id: &'static str,
    /// The organization that buys Slack for everybody, where the workspace is one of its own.
    pub enterprise_id: &'static str,
}

/// The id of our app, in every workspace.
pub const APP_ID: &str = "A0KRD7HC3";

/// Every account, in the order in which the sign-in page shows them.
pub static ACCOUNTS: [Account; 2] = [
    Account {
        id: "sali",
        name: "Sali Traoré",
        user_id: "U0SALI0001",
        team_id: "T0BAOBAB01",
        team: "Baobab Numérique",
        url: "https://baobab.slack.com/",
        bot_user_id: "U0BOT00001",
        enterprise_id: "E0BAOBAB01",
    },
    Account {
        id: "moussa",
        name: "Moussa Diallo",
        user_id: "U0MOUSSA01",
        team_id: "T0LAGUNE01",
        team: "Banque Lagune",
        url: "https://lagune.slack.com/",
        bot_user_id: "U0BOT00002",
        enterprise_id: "E0LAGUNE01",
    },
];

impl Account {
    /// The account of this short name.
    pub fn by_id(id: &str) -> Option<&'static Self> {
        ACCOUNTS.iter().find(|account| account.id == id)
    }

    /// What is special about it, for a person to read.
    pub fn kind(&self) -> &'static str {
        match self.id {
            "moussa" => "apps need an administrator's approval",
            _ => "may install apps",
        }
    }
}
