//! What browsers are sent: a page with one script and one style sheet, whose addresses change with their content,
//! so that they are asked for once.

use std::hash::{DefaultHasher, Hash, Hasher};
use std::io::Write;
use std::sync::LazyLock;

use axum::http::{HeaderMap, HeaderValue, header};
use axum::response::{IntoResponse, Response};
use flate2::Compression;
use flate2::write::GzEncoder;

use super::assets::{ASSETS, Asset, Kind, find};
use super::bundle::bundle;

/// Kept by browsers for good: another content has another address (RFC 8246).
const FOR_GOOD: HeaderValue = HeaderValue::from_static("public, max-age=31536000, immutable");

/// One answer, ready to be sent.
pub(super) struct Served {
    /// `integrations.html`, or below `/assets/`: `{digest}/integrations.js`.
    path: String,
    kind: Kind,
    text: String,
    packed: Vec<u8>,
}

static SERVED: LazyLock<Vec<Served>> = LazyLock::new(|| {
    let digest = digest();
    let pages = ASSETS.iter().filter(|asset| matches!(asset.kind, Kind::Page));
    let others = ASSETS.iter().filter(|asset| !matches!(asset.kind, Kind::Page)).map(|asset| {
        Served::new(format!("{digest}/{}", asset.path), asset.kind, addressed(asset.text, &digest))
    });
    pages.flat_map(|page| of_page(page, &digest)).chain(others).collect()
});

/// What is at `path`: a page by its name, or a file below `/assets/`.
pub(super) fn served(path: &str) -> Option<&'static Served> {
    SERVED.iter().find(|one| one.path == path)
}

impl Served {
    fn new(path: String, kind: Kind, text: String) -> Self {
        let packed = gzip(&text);
        Self { path, kind, text, packed }
    }

    /// A 200 answer for whoever sent `headers`: packed for those who say that they unpack.
    pub(super) fn answer(&'static self, headers: &HeaderMap) -> Response {
        let accepted = headers.get(header::ACCEPT_ENCODING).and_then(|value| value.to_str().ok());
        let mut response = if accepted.is_some_and(|names| names.contains("gzip")) {
            ([(header::CONTENT_ENCODING, "gzip")], &self.packed[..]).into_response()
        } else {
            self.text.as_str().into_response()
        };
        let headers = response.headers_mut();
        headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(self.kind.content_type()));
        headers.insert(header::VARY, HeaderValue::from_static("Accept-Encoding"));
        if !matches!(self.kind, Kind::Page) {
            headers.insert(header::CACHE_CONTROL, FOR_GOOD);
        }
        response
    }
}

/// A page with its script and its style sheet, each put together from the files that it names.
fn of_page(page: &Asset, digest: &str) -> [Served; 3] {
    let name = page.path.trim_end_matches(".html");
    let (script, styles) = (format!("{digest}/{name}.js"), format!("{digest}/{name}.css"));
    let read = |path: &str| find(path).unwrap_or_else(|| panic!("there is no {path}")).text;
    let entry = named(page.text, "script type=\"module\" src").next().expect("a page has a script");
    let sheets: String = named(page.text, "link rel=\"stylesheet\" href").map(read).collect();
    [
        Served::new(page.path.to_owned(), Kind::Page, head(page.text, &script, &styles, digest)),
        Served::new(script, Kind::Script, addressed(&bundle(entry, &read), digest)),
        Served::new(styles, Kind::Style, addressed(&sheets, digest)),
    ]
}

/// The files that `page` names in tags that begin with `tag`.
fn named<'a>(page: &'a str, tag: &str) -> impl Iterator<Item = &'a str> {
    let begin = format!("<{tag}=\"/assets/");
    page.lines().filter_map(move |line| line.trim().strip_prefix(&begin)?.split('"').next())
}

/// `page` with one script and one style sheet in place of its own. What the script will ask for is asked for
/// along with it: which origins there are, and the texts of every language.
fn head(page: &str, script: &str, styles: &str, digest: &str) -> String {
    let texts = ASSETS.iter().filter(|asset| asset.path.starts_with("texts/"));
    let preloads: String = texts
        .map(|asset| format!("/assets/{digest}/{}", asset.path))
        .chain(["/config.js".to_owned()])
        .map(|address| format!("  <link rel=\"modulepreload\" href=\"{address}\">\n"))
        .collect();
    let own = format!(
        "  <link rel=\"stylesheet\" href=\"/assets/{styles}\">\n  \
         <script type=\"module\" src=\"/assets/{script}\"></script>\n{preloads}</head>"
    );
    let is_own = |line: &&str| !line.contains("rel=\"stylesheet\"") && !line.contains("<script");
    let rest: Vec<_> = page.lines().filter(is_own).collect();
    addressed(&rest.join("\n"), digest).replace("</head>", &own)
}

/// `text` with the addresses that files are served under.
fn addressed(text: &str, digest: &str) -> String {
    text.replace("/assets/", &format!("/assets/{digest}/"))
}

/// A name for the content of all files.
fn digest() -> String {
    let mut hasher = DefaultHasher::new();
    for asset in ASSETS {
        (asset.path, asset.text).hash(&mut hasher);
    }
    format!("{:016x}", hasher.finish())
}

fn gzip(text: &str) -> Vec<u8> {
    let mut packer = GzEncoder::new(Vec::new(), Compression::best());
    packer
        .write_all(text.as_bytes())
        .and_then(|()| packer.finish())
        .expect("memory takes everything")
}
