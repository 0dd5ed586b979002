//! Bodies: the filtering of unsafe HTML, the document around it, and its plain text.

/// Elements that go with everything in them.
const DROPPED_WHOLE: [&str; 9] =
    ["script", "head", "style", "title", "iframe", "object", "noscript", "template", "svg"];

/// Tags that go alone, their content stays.
const DROPPED_TAGS: [&str; 11] = [
    "html", "body", "meta", "link", "base", "embed", "form", "input", "button", "textarea",
    "!doctype",
];

/// Attributes that hold an address to go to.
const ADDRESSES: [&str; 4] = ["href", "src", "action", "background"];

/// The safe part of what a client sent, without the document around it (Graph reference, event:
/// "unsafe HTML is filtered").
pub fn filter(html: &str) -> String {
    let mut safe = String::with_capacity(html.len());
    let mut rest = html;
    while let Some((text, tail)) = rest.split_once('<') {
        safe.push_str(text);
        rest = after_tag(tail, &mut safe);
    }
    safe.push_str(rest);
    safe.trim().to_owned()
}

/// The document Exchange answers with.
pub fn document(content: &str) -> String {
    format!(
        "<html><head>\r\n<meta http-equiv=\"Content-Type\" content=\"text/html; charset=utf-8\">\
         </head><body>\r\n{content}\r\n</body></html>"
    )
}

/// Plain text as HTML.
pub fn escape(text: &str) -> String {
    let escaped =
        text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;");
    escaped.replace("\r\n", "\n").replace('\n', "<br>\r\n")
}

/// HTML as plain text; block elements end a line.
pub fn text(html: &str) -> String {
    let mut text = String::new();
    let mut rest = html;
    while let Some((before, tail)) = rest.split_once('<') {
        text.push_str(before);
        let (tag, after) = split_tag(tail);
        if matches!(name(tag).as_str(), "br" | "p" | "div" | "li" | "tr" | "hr") {
            text.push('\n');
        }
        rest = after;
    }
    text.push_str(rest);
    let lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
    unescape(&lines.collect::<Vec<_>>().join("\r\n"))
}

/// The first 255 characters of the plain text, as in `bodyPreview`.
pub fn preview(html: &str) -> String {
    text(html).chars().take(255).collect()
}

fn unescape(text: &str) -> String {
    let named = text
        .replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&quot;", "\"")
        .replace("&nbsp;", " ");
    named.replace("&#39;", "'").replace("&amp;", "&")
}

/// Writes the tag that `tail` begins with where it is safe, and gives what follows.
fn after_tag<'a>(tail: &'a str, safe: &mut String) -> &'a str {
    if let Some(comment) = tail.strip_prefix("!--") {
        return comment.split_once("-->").map_or("", |(_, after)| after);
    }
    let (tag, after) = split_tag(tail);
    let name = name(tag);
    if name.is_empty() {
        safe.push_str("&lt;");
        return tail;
    }
    if DROPPED_WHOLE.contains(&name.as_str()) {
        return if tag.starts_with('/') { after } else { after_element(after, &name) };
    }
    if !DROPPED_TAGS.contains(&name.as_str()) {
        push_tag(tag, safe);
    }
    after
}

/// The inside of a tag and what follows its `>`, which quotes may hide.
fn split_tag(tail: &str) -> (&str, &str) {
    let mut quote = None;
    for (at, character) in tail.char_indices() {
        match (quote, character) {
            (None, '>') => return (tail.get(..at).unwrap_or(""), tail.get(at + 1..).unwrap_or("")),
            (None, '"' | '\'') => quote = Some(character),
            (Some(open), close) if open == close => quote = None,
            _ => {}
        }
    }
    (tail, "")
}

fn name(tag: &str) -> String {
    let name = tag.strip_prefix('/').unwrap_or(tag);
    name.chars()
        .take_while(|c| c.is_ascii_alphanumeric() || *c == '!')
        .collect::<String>()
        .to_ascii_lowercase()
}

fn after_element<'a>(content: &'a str, name: &str) -> &'a str {
    let closing = content.to_ascii_lowercase().find(&format!("</{name}"));
    let tail = closing.and_then(|at| content.get(at..)).unwrap_or("");
    tail.split_once('>').map_or("", |(_, after)| after)
}

fn push_tag(tag: &str, safe: &mut String) {
    let (name, attributes) = tag.split_once(|c: char| c.is_whitespace()).unwrap_or((tag, ""));
    safe.push('<');
    safe.push_str(name);
    for attribute in split_attributes(attributes).into_iter().filter(|attribute| is_safe(attribute))
    {
        safe.push(' ');
        safe.push_str(attribute);
    }
    safe.push('>');
}

fn split_attributes(attributes: &str) -> Vec<&str> {
    let mut quote = None;
    let outside = |c: char| {
        match (quote, c) {
            (None, '"' | '\'') => quote = Some(c),
            (Some(open), close) if open == close => quote = None,
            _ => {}
        }
        quote.is_none() && c.is_whitespace()
    };
    attributes.split(outside).filter(|attribute| !attribute.is_empty()).collect()
}

fn is_safe(attribute: &str) -> bool {
    let (name, value) = attribute.split_once('=').unwrap_or((attribute, ""));
    let name = name.to_ascii_lowercase();
    let scheme: String = value.chars().filter(|c| c.is_ascii_alphanumeric() || *c == ':').collect();
    let scheme = scheme.to_ascii_lowercase();
    let runs = ["javascript:", "vbscript:", "data:"].iter().any(|bad| scheme.starts_with(bad));
    !(name.starts_with("on") || ADDRESSES.contains(&name.as_str()) && runs)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn scripts_handlers_and_running_addresses_are_stripped() {
        let sent = r#"<p onclick="x()" class="a b">Bonjour</p><SCRIPT>alert("<b>")</SCRIPT ><a href="java
script:alert(1)" title="t">ici</a><iframe src=x></iframe>"#;
        assert_eq!(filter(sent), r#"<p class="a b">Bonjour</p><a title="t">ici</a>"#);
    }

    #[test]
    fn the_document_that_was_read_can_be_written_back() {
        let content = r#"<p>Bonjour</p><a href="https://example.com/?a=1&amp;b=2">lien</a>"#;
        assert_eq!(filter(&document(content)), content);
    }

    #[test]
    fn a_bracket_that_opens_no_tag_is_text() {
        assert_eq!(filter("1 < 2"), "1 &lt; 2");
        assert_eq!(filter("<!-- <b>x</b> -->y"), "y");
    }

    #[test]
    fn the_plain_text_keeps_words_and_lines() {
        assert_eq!(text("<p>A &amp; B</p><div>C<br>D</div>"), "A & B\r\nC\r\nD");
        assert_eq!(preview(&"x".repeat(300)).len(), 255);
        assert_eq!(text(&escape("<b>\n\"é\"")), "<b>\r\n\"é\"");
    }
}
