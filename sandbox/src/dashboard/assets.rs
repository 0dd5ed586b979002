//! The dashboard's files, compiled into the program.

use axum::http::header;
use axum::response::{IntoResponse, Response};

/// One file under `assets/`.
pub(super) struct Asset {
    /// Its path below `assets/`.
    pub(super) path: &'static str,
    pub(super) kind: Kind,
    pub(super) text: &'static str,
}

/// What a file is, and so how a browser is told to read it.
#[derive(Clone, Copy)]
pub(super) enum Kind {
    Page,
    Style,
    Script,
    Image,
}

impl Kind {
    /// A 200 answer with `text` as this kind of file.
    pub(super) fn answer(self, text: impl IntoResponse) -> Response {
        ([(header::CONTENT_TYPE, self.content_type())], text).into_response()
    }

    pub(super) const fn content_type(self) -> &'static str {
        match self {
            Self::Page => "text/html; charset=utf-8",
            Self::Style => "text/css; charset=utf-8",
            Self::Script => "text/javascript; charset=utf-8",
            Self::Image => "image/svg+xml",
        }
    }
}

/// The file at `path` below `assets/`.
pub(super) fn find(path: &str) -> Option<&'static Asset> {
    ASSETS.iter().find(|asset| asset.path == path)
}

macro_rules! assets {
    ($($kind:ident $path:literal)*) => {
        &[$(Asset { path: $path, kind: Kind::$kind, text: include_str!(concat!("assets/", $path)) }),*]
    };
}

/// Every file, in the order of their paths.
pub(super) const ASSETS: &[Asset] = assets! {
    Page "admin-consent.html"
    Page "booking.html"
    Page "callback.html"
    Image "images/chevron.svg"
    Image "images/google-calendar.svg"
    Image "images/icons.svg"
    Image "images/linkedin.svg"
    Image "images/logo.svg"
    Image "images/outlook.svg"
    Image "images/slack.svg"
    Image "images/zoom.svg"
    Page "integrations.html"
    Page "offer.html"
    Script "scripts/admin-consent.js"
    Script "scripts/boards/address.js"
    Script "scripts/boards/adverts.js"
    Script "scripts/boards/feeds.js"
    Script "scripts/boards/offers.js"
    Script "scripts/boards/sheet.js"
    Script "scripts/boards/view.js"
    Script "scripts/booking/api.js"
    Script "scripts/booking/page.js"
    Script "scripts/booking/words.js"
    Script "scripts/callback.js"
    Script "scripts/connections/administrator.js"
    Script "scripts/connections/authorize.js"
    Script "scripts/connections/card.js"
    Script "scripts/connections/disconnect.js"
    Script "scripts/connections/health.js"
    Script "scripts/connections/missing.js"
    Script "scripts/connections/notes.js"
    Script "scripts/connections/outcome.js"
    Script "scripts/connections/providers.js"
    Script "scripts/connections/reason.js"
    Script "scripts/connections/side.js"
    Script "scripts/connections/status.js"
    Script "scripts/connections/view.js"
    Script "scripts/core/api.js"
    Script "scripts/core/clipboard.js"
    Script "scripts/core/clock.js"
    Script "scripts/core/dialogs.js"
    Script "scripts/core/dom.js"
    Script "scripts/core/format.js"
    Script "scripts/core/forms.js"
    Script "scripts/core/idempotency.js"
    Script "scripts/core/keepsake.js"
    Script "scripts/core/language-picker.js"
    Script "scripts/core/language.js"
    Script "scripts/core/notices.js"
    Script "scripts/core/page.js"
    Script "scripts/core/recruiting.js"
    Script "scripts/core/section.js"
    Script "scripts/core/session.js"
    Script "scripts/core/sign-in.js"
    Script "scripts/core/tabs.js"
    Script "scripts/core/texts.js"
    Script "scripts/interviews/attendees.js"
    Script "scripts/interviews/clash.js"
    Script "scripts/interviews/confirmation.js"
    Script "scripts/interviews/events.js"
    Script "scripts/interviews/interviewers.js"
    Script "scripts/interviews/links.js"
    Script "scripts/interviews/move.js"
    Script "scripts/interviews/organizer.js"
    Script "scripts/interviews/schedule.js"
    Script "scripts/interviews/seen.js"
    Script "scripts/interviews/slots.js"
    Script "scripts/interviews/view.js"
    Script "scripts/interviews/when.js"
    Script "scripts/interviews/zones.js"
    Script "scripts/linkedin/address.js"
    Script "scripts/linkedin/chart.js"
    Script "scripts/linkedin/edit.js"
    Script "scripts/linkedin/jobs.js"
    Script "scripts/linkedin/later.js"
    Script "scripts/linkedin/pages.js"
    Script "scripts/linkedin/planned.js"
    Script "scripts/linkedin/posts.js"
    Script "scripts/linkedin/preview.js"
    Script "scripts/linkedin/publish.js"
    Script "scripts/linkedin/result.js"
    Script "scripts/linkedin/targets.js"
    Script "scripts/linkedin/template.js"
    Script "scripts/linkedin/view.js"
    Script "scripts/main.js"
    Script "scripts/offer.js"
    Script "scripts/sandbox/drawer.js"
    Script "scripts/sandbox/strip.js"
    Style "styles/base.css"
    Style "styles/booking.css"
    Style "styles/cards.css"
    Style "styles/controls.css"
    Style "styles/dialogs.css"
    Style "styles/interviews.css"
    Style "styles/layout.css"
    Style "styles/linkedin.css"
    Style "styles/offer.css"
    Style "styles/sandbox.css"
    Script "texts/booking/ar.js"
    Script "texts/booking/en.js"
    Script "texts/booking/fr.js"
    Script "texts/booking/pt.js"
    Script "texts/en.js"
    Script "texts/fr.js"
};

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;
    use std::fs;
    use std::path::Path;

    use super::*;

    fn files(folder: &Path, root: &Path) -> BTreeSet<String> {
        let mut found = BTreeSet::new();
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                found.extend(files(&path, root));
            } else {
                found.insert(path.strip_prefix(root).unwrap().to_str().unwrap().to_owned());
            }
        }
        found
    }

    #[test]
    fn every_file_is_compiled_in() {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/dashboard/assets");
        let listed: BTreeSet<_> = ASSETS.iter().map(|asset| asset.path.to_owned()).collect();
        assert_eq!(listed, files(&root, &root));
    }

    #[test]
    fn no_script_makes_markup_from_text_or_runs_text() {
        for asset in ASSETS {
            for forbidden in ["innerHTML", "outerHTML", "insertAdjacentHTML", "eval(", "alert("] {
                assert!(!asset.text.contains(forbidden), "{forbidden} in {}", asset.path);
            }
        }
    }

    #[test]
    fn nothing_is_loaded_from_elsewhere() {
        for asset in ASSETS {
            for outside in ["src=\"http", "href=\"http", "url(http", "from \"http", "@import"] {
                assert!(!asset.text.contains(outside), "{outside} in {}", asset.path);
            }
        }
    }
}
