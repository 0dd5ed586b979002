//! What browsers are sent: a page with one script and one style sheet, whose addresses change with their content,
//! so that they are asked for once.

#![expect(
    clippy::expect_used,
    clippy::panic,
    reason = "pages are compiled in, and a test asks for each"
)]

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
    /// Of a page, where its texts are, by the tag of their language.
    texts: Vec<(&'static str, String)>,
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
        Self { path, texts: Vec::new(), kind, text, packed }
    }

    /// A 200 answer for whoever sent `headers`: packed for those who say that they unpack.
    pub(super) fn answer(&'static self, headers: &HeaderMap) -> Response {
        let told = |name| headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or("");
        let mut response = if told(header::ACCEPT_ENCODING).contains("gzip") {
            ([(header::CONTENT_ENCODING, "gzip")], &self.packed[..]).into_response()
        } else {
            self.text.as_str().into_response()
        };
        let likely = self.likely_texts(told(header::ACCEPT_LANGUAGE));
        let headers = response.headers_mut();
        headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(self.kind.content_type()));
        headers.insert(header::VARY, HeaderValue::from_static("Accept-Encoding, Accept-Language"));
        headers.extend(likely.map(|link| (header::LINK, link)));
        if !matches!(self.kind, Kind::Page) {
            headers.insert(header::CACHE_CONTROL, FOR_GOOD);
        }
        response
    }
}

impl Served {
    /// A page's texts in the language that its reader most likely wants, to be asked for along with the page;
    /// what was chosen in this browser is known to the script alone.
    fn likely_texts(&self, languages: &str) -> Option<HeaderValue> {
        let wanted = languages.split(',').map(|tag| tag.trim().get(..2).unwrap_or(""));
        let of = |tag: &str| self.texts.iter().find(|(language, _)| *language == tag);
        let (_, address) = wanted.chain(["en"]).find_map(of)?;
        HeaderValue::from_str(&format!("<{address}>; rel=modulepreload")).ok()
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
        Served {
            texts: texts_of(name)
                .map(|(tag, path)| (tag, format!("/assets/{digest}/{path}")))
                .collect(),
            ..Served::new(
                page.path.to_owned(),
                Kind::Page,
                head(page.text, &script, &styles, digest),
            )
        },
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
/// along with it: which origins there are.
fn head(page: &str, script: &str, styles: &str, digest: &str) -> String {
    let own = format!(
        "  <link rel=\"stylesheet\" href=\"/assets/{styles}\">\n  \
         <script type=\"module\" src=\"/assets/{script}\"></script>\n  \
         <link rel=\"modulepreload\" href=\"/config.js\">\n</head>"
    );
    let is_own = |line: &&str| !line.contains("rel=\"stylesheet\"") && !line.contains("<script");
    let rest: Vec<_> = page.lines().filter(is_own).collect();
    addressed(&rest.join("\n"), digest).replace("</head>", &own)
}

/// The texts of the page called `name` by their languages: those of a folder of its name, else those that all
/// others share.
fn texts_of(name: &str) -> impl Iterator<Item = (&'static str, &'static str)> {
    let paths = || ASSETS.iter().map(|asset| asset.path).filter(|path| path.starts_with("texts/"));
    let own = format!("texts/{name}/");
    let has_own = paths().any(|path| path.starts_with(&own));
    let is_shared = |path: &str| path.matches('/').count() == 1;
    let is_one = move |path: &&str| if has_own { path.starts_with(&own) } else { is_shared(path) };
    paths()
        .filter(is_one)
        .filter_map(|path| Some((path.rsplit('/').next()?.split('.').next()?, path)))
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
