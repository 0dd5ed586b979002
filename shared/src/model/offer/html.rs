//! A plain text as HTML of four elements: what a stranger wrote as markup is never passed on, since none of it is
//! kept.

/// `text` in paragraphs (apart by an empty line), lists (items begin with "• ") and lines.
pub fn html(text: &str) -> String {
    let mut html = String::with_capacity(text.len() + text.len() / 8);
    for paragraph in text.split("\n\n").map(str::trim).filter(|it| !it.is_empty()) {
        let lines: Vec<_> = paragraph.lines().map(str::trim).filter(|it| !it.is_empty()).collect();
        for run in lines.chunk_by(|one, next| item(one).is_some() == item(next).is_some()) {
            match run {
                [first, ..] if item(first).is_some() => push_list(&mut html, run),
                _ => push_paragraph(&mut html, run),
            }
        }
    }
    html
}

fn item(line: &str) -> Option<&str> {
    line.strip_prefix("• ")
}

fn push_list(html: &mut String, lines: &[&str]) {
    html.push_str("<ul>");
    for line in lines.iter().filter_map(|line| item(line)) {
        html.push_str("<li>");
        push_escaped(html, line);
        html.push_str("</li>");
    }
    html.push_str("</ul>");
}

fn push_paragraph(html: &mut String, lines: &[&str]) {
    html.push_str("<p>");
    for (index, line) in lines.iter().enumerate() {
        if index > 0 {
            html.push_str("<br>");
        }
        push_escaped(html, line);
    }
    html.push_str("</p>");
}

fn push_escaped(html: &mut String, text: &str) {
    for character in text.chars() {
        match character {
            '&' => html.push_str("&amp;"),
            '<' => html.push_str("&lt;"),
            '>' => html.push_str("&gt;"),
            '"' => html.push_str("&quot;"),
            other => html.push(other),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_becomes_paragraphs_lists_and_lines() {
        let text = "Missions\n• Coder\n• Relire\n\nVous & nous\nà <b>Abidjan</b>\n\n\n";
        assert_eq!(
            html(text),
            "<p>Missions</p><ul><li>Coder</li><li>Relire</li></ul>\
             <p>Vous &amp; nous<br>à &lt;b&gt;Abidjan&lt;/b&gt;</p>"
        );
        assert_eq!(html(" \n\n "), "");
    }
}
