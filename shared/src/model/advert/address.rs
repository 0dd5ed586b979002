//! The address of an advert, as somebody pastes it. Its host is looked at, and nothing is asked of it: whether the
//! page shows the offer, only a person can see.

use percent_encoding::percent_decode_str;
use url::{Host, Url};

use super::Board;
use crate::model::error::{Error, Result};
use crate::words::Text;

/// The longest address, in bytes.
const LIMIT: usize = 2_000;

/// `pasted` as it is stored, which is a page of `board` and not its front.
///
/// # Errors
/// [`Error::InvalidRequest`], which names the board's hosts.
pub fn address(pasted: &str, board: Board) -> Result<String> {
    let parsed = Url::parse(pasted.trim()).ok().filter(|url| is_page(url, board));
    let whole = parsed.map(|mut url| {
        url.set_fragment(None);
        url.to_string()
    });
    whole.filter(|url| url.len() <= LIMIT).ok_or_else(|| {
        let mut hosts: Vec<_> = board.form().sites.iter().map(|site| site.host).collect();
        hosts.dedup();
        let text = Text::new("advert-url").with("field", "url").with("board", board.form().name);
        Error::InvalidRequest(text.with("hosts", hosts.join(", ")))
    })
}

fn is_page(url: &Url, board: Board) -> bool {
    let Some(Host::Domain(host)) = url.host() else { return false };
    let is_own = |own: &str| {
        host.strip_suffix(own).is_some_and(|rest| rest.is_empty() || rest.ends_with('.'))
    };
    url.scheme() == "https"
        && is_host_name(host)
        && url.port().is_none()
        && url.username().is_empty()
        && url.password().is_none()
        && names_something(url.path())
        && board.form().sites.iter().any(|site| is_own(site.host))
}

/// Whether a host can have this name (RFC 1123, section 2.1): browsers take more, and a domain has no more below it.
fn is_host_name(host: &str) -> bool {
    let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'-';
    let is_label = |label: &str| {
        (1..=63).contains(&label.len())
            && label.bytes().all(is_plain)
            && !label.starts_with('-')
            && !label.ends_with('-')
    };
    host.len() <= 253 && host.split('.').all(is_label)
}

/// Whether `path` is more than slashes and dots, which lead to a site's front.
fn names_something(path: &str) -> bool {
    percent_decode_str(path).decode_utf8_lossy().chars().any(char::is_alphanumeric)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn s49_a_pasted_address_leads_to_the_board_it_is_of() {
        let kept = |pasted: &str| address(pasted, Board::Jobberman).ok();
        let page = "https://www.jobberman.com/listings/comptable-4nznmv";
        assert_eq!(kept(&format!("  {page}#apply\n")).as_deref(), Some(page));
        for fine in [
            "https://jobberman.com/a",
            "https://www.jobberman.com.gh/a?b=c",
            "https://WWW.Jobberman.com/a",
            "https://jobs-2.ng.jobberman.com/a",
            "https://www.jobberman.com/محاسب",
        ] {
            assert!(kept(fine).is_some(), "{fine}");
        }
        for wrong in [
            "",
            "jobberman.com/a",
            "http://www.jobberman.com/a",
            "https://www.jobberman.com",
            "https://www.jobberman.com/#a",
            "https://www.jobberman.com//",
            "https://www.jobberman.com/.//",
            "https://www.jobberman.com/%2e%2E/%2f.%2F/%20",
            "https://www.jobberman.com/?page=1",
            "https://www.jobberman.com.evil.example/a",
            "https://notjobberman.com/a",
            "https://www.jobberman.com@evil.example/a",
            "https://me:word@www.jobberman.com/a",
            "https://www.jobberman.com:8443/a",
            "https://127.0.0.1/a",
            "https://.jobberman.com/a",
            "https://www..jobberman.com/a",
            "https://_x.jobberman.com/a",
            "https://a_b.jobberman.com/a",
            "https://-www.jobberman.com/a",
            "https://www-.jobberman.com/a",
            "https://www.jobberman.com./a",
            "https://w!w.jobberman.com/a",
            "https://w~w.jobberman.com/a",
            "https://www.brightermonday.co.ke/a",
            "javascript:alert(1)//www.jobberman.com/a",
        ] {
            assert_eq!(kept(wrong), None, "{wrong}");
        }
        assert_eq!(kept(&format!("{page}{}", "a".repeat(2_000))), None);
        let below = |label: String| kept(&format!("https://{label}.jobberman.com/a"));
        assert!(below("a".repeat(63)).is_some());
        assert_eq!(below("a".repeat(64)), None);
        assert_eq!(below(["a"; 125].join(".")), None);
    }
}
