//! Where a company's notes go, and what keeps them out.

use std::collections::BTreeSet;

use jiff::Timestamp;
use serde::Serialize;
use shared::model::notes::{ChosenChannel, NoteKind};
use shared::words::{Argument, Text};

/// The channel that was chosen.
#[derive(Debug, Serialize)]
pub(crate) struct Channel {
    id: String,
    name: String,
    kinds: BTreeSet<NoteKind>,
    /// Who chose it, by their id at the ATS, and recognisable.
    chosen_by: i64,
    chosen_by_label: Option<String>,
    /// Since when it takes nothing; `null` where it does.
    trouble_since: Option<Timestamp>,
    /// Why not, and what to do, for people.
    trouble: Option<Text>,
}

impl Channel {
    pub(super) fn of(chosen: &ChosenChannel) -> Self {
        let chosen = chosen.clone();
        let label = chosen.chosen_by_label.clone();
        let who = label.unwrap_or_else(|| format!("#{}", chosen.chosen_by));
        let trouble = chosen.trouble.zip(chosen.trouble_since).map(|(trouble, since)| {
            let text = Text::new("channel-trouble").with("channel", chosen.channel_name.as_str());
            let text = text.with("since", Argument::Moment(since)).with("reason", trouble.text());
            text.with("who", who)
        });
        Self {
            id: chosen.channel_id,
            name: chosen.channel_name,
            kinds: chosen.kinds,
            chosen_by: chosen.chosen_by,
            chosen_by_label: chosen.chosen_by_label,
            trouble_since: chosen.trouble_since,
            trouble,
        }
    }
}
