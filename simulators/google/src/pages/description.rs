//! A description as Google Calendar shows it: simple HTML, everything else as text.

use maud::{Markup, PreEscaped, Render};

/// Elements that are kept, without their attributes.
const KEPT: [&str; 11] = ["b", "i", "u", "strong", "em", "br", "p", "ul", "ol", "li", "span"];

/// Renders `text`: links to the web and to mail stay, other elements lose their tags.
pub fn render(text: &str) -> Markup {
    let mut out = String::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('<') {
        push_text(before, &mut out);
        match after.split_once('>').filter(|(tag, _)| is_tag(tag)) {
            Some((tag, after)) => {
                push_tag(tag, &mut out);
                rest = after;
            }
            None => {
                out.push_str("&lt;");
                rest = after;
            }
        }
    }
    push_text(rest, &mut out);
    PreEscaped(out)
}

fn is_tag(tag: &str) -> bool {
    tag.trim_start_matches('/').starts_with(|first: char| first.is_ascii_alphabetic())
}

/// Entities stand as they are; line ends become breaks.
fn push_text(text: &str, out: &mut String) {
    for character in text.chars() {
        match character {
            '\n' => out.push_str("<br>"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            other => out.push(other),
        }
    }
}

fn push_tag(tag: &str, out: &mut String) {
    let closing = tag.starts_with('/');
    let tag = tag.trim_matches('/');
    let name = tag.split_ascii_whitespace().next().unwrap_or_default().to_ascii_lowercase();
    let slash = if closing { "/" } else { "" };
    if KEPT.contains(&name.as_str()) {
        out.push_str(&format!("<{slash}{name}>"));
    } else if name == "a" && closing {
        out.push_str("</a>");
    } else if name == "a" {
        push_link(tag, out);
    }
}

fn push_link(tag: &str, out: &mut String) {
    let target = tag.split_once("href=").map(|(_, rest)| quoted(rest)).unwrap_or_default();
    let safe = ["https://", "http://", "mailto:"].iter().any(|scheme| target.starts_with(scheme));
    let target = if safe { target } else { "#" };
    // An entity in the target is decoded by the browser once, as it is in Google's own page.
    let escaped = target.replace("&amp;", "&").render().into_string().replace('"', "&quot;");
    out.push_str(&format!(r#"<a rel="nofollow" href="{escaped}">"#));
}

fn quoted(text: &str) -> &str {
    let quote = text.chars().next().filter(|first| matches!(first, '"' | '\''));
    match quote {
        Some(quote) => text.trim_start_matches(quote).split(quote).next().unwrap_or_default(),
        None => text.split_ascii_whitespace().next().unwrap_or_default(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: &str) {
        assert_eq!(render(text).into_string(), expected);
    }

    #[test]
    fn simple_html_stays() {
        check("<b>Poste</b><br>ligne\nligne", "<b>Poste</b><br>ligne<br>ligne");
        check("Koné &amp; fils", "Koné &amp; fils");
    }

    #[test]
    fn scripts_and_attributes_go() {
        check("<script>alert(1)</script>", "alert(1)");
        check("<b onclick=\"x()\">a</b>", "<b>a</b>");
        check("<img src=x onerror=alert(1)>", "");
        check("1 < 2 <3", "1 &lt; 2 &lt;3");
    }

    #[test]
    fn only_links_to_the_web_and_to_mail_lead_somewhere() {
        let link = r#"<a rel="nofollow" href="https://x.ci/?a=1&amp;b=2">x</a>"#;
        check("<a href=\"https://x.ci/?a=1&b=2\">x</a>", link);
        check("<a href='javascript:alert(1)'>x</a>", "<a rel=\"nofollow\" href=\"#\">x</a>");
    }
}
