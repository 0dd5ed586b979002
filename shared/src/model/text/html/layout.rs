//! Where the lines of an HTML text begin.

use html5gum::{StartTag, Token};

use super::elements::Element;
use super::tokens;

/// A text in the making.
#[derive(Default)]
pub(super) struct Layout {
    shown: String,
    /// Line ends that are due before the next word; none where nothing is shown yet.
    gap: usize,
    /// A space is due before the next word.
    space: bool,
    /// The next word begins an item.
    item: bool,
    /// An element of the line ended behind the last word: see [`Layout::is_glued`].
    seam: bool,
    lists: usize,
    /// Line ends in the text count: within `<pre>`, and where no element makes lines.
    keeps_lines: bool,
    /// The element within which nothing is shown.
    hidden: Option<Vec<u8>>,
    /// Where the words of a link begin, and its address.
    link: Option<(usize, String)>,
}

impl Layout {
    /// The text of `html`.
    pub(super) fn of(html: &str) -> String {
        let makes_lines = |element| Element::is_block(element) || element == Element::Break;
        let mut elements = tokens(html).filter_map(|token| match token {
            Token::StartTag(tag) => Element::named(&tag.name),
            _ => None,
        });
        let keeps_lines = !elements.any(makes_lines);
        let mut layout = Self { keeps_lines, ..Self::default() };
        for token in tokens(html) {
            layout.read(token, html);
        }
        layout.shown
    }

    fn read(&mut self, token: Token<usize>, html: &str) {
        match token {
            Token::StartTag(tag) => match Element::named(&tag.name) {
                _ if self.hidden.is_some() => {}
                Some(element) => self.open(element, &tag),
                None => self.write(html.get(tag.span.start..tag.span.end).unwrap_or_default()),
            },
            Token::EndTag(tag) => match Element::named(&tag.name) {
                _ if self.hidden.as_deref() == Some(&**tag.name) => self.hidden = None,
                _ if self.hidden.is_some() => {}
                Some(element) => self.close(element),
                None => self.write(html.get(tag.span.start..tag.span.end).unwrap_or_default()),
            },
            Token::String(text) if self.hidden.is_none() => {
                self.write(&String::from_utf8_lossy(&text))
            }
            _ => {}
        }
    }

    fn open(&mut self, element: Element, tag: &StartTag<usize>) {
        match element {
            Element::Paragraph => self.end_lines(self.around()),
            Element::Preformatted => {
                self.end_lines(self.around());
                self.keeps_lines = true;
            }
            Element::List => {
                self.end_lines(self.around());
                self.lists += 1;
            }
            Element::Item => {
                self.end_lines(1);
                self.item = true;
            }
            Element::Line => self.end_lines(1),
            Element::Break => self.gap += 1,
            Element::Cell => self.space = true,
            Element::Hidden => self.hidden = (!tag.self_closing).then(|| tag.name.to_vec()),
            Element::Anchor => {
                let address = tag.attributes.get(b"href".as_slice());
                let address = address.map(|value| String::from_utf8_lossy(value).trim().to_owned());
                self.link = address.map(|address| (self.shown.len(), address));
            }
            Element::Image => self.space = true,
            Element::Inline => {}
        }
    }

    fn close(&mut self, element: Element) {
        match element {
            Element::Paragraph => self.end_lines(self.around()),
            Element::Preformatted => {
                self.end_lines(self.around());
                self.keeps_lines = false;
            }
            Element::List => {
                self.lists = self.lists.saturating_sub(1);
                self.item = false;
                self.end_lines(self.around());
            }
            Element::Item | Element::Line => self.end_lines(1),
            Element::Anchor => {
                self.close_link();
                self.seam = true;
            }
            Element::Cell => self.space = true,
            Element::Inline => self.seam = true,
            Element::Break | Element::Hidden | Element::Image => {}
        }
    }

    /// The line ends around a block: items of a list stay together.
    const fn around(&self) -> usize {
        if self.lists > 0 { 1 } else { 2 }
    }

    /// A block at the beginning of an item begins beside its mark.
    fn end_lines(&mut self, count: usize) {
        if !self.item {
            self.gap = self.gap.max(count);
        }
        self.space = false;
    }

    fn write(&mut self, text: &str) {
        for character in text.chars() {
            match character {
                '\n' if self.keeps_lines => self.gap += 1,
                ' ' | '\t' | '\n' | '\r' | '\u{c}' => self.space = true,
                character => self.show(character),
            }
        }
    }

    fn show(&mut self, character: char) {
        if self.gap > 0 && !self.shown.is_empty() {
            self.shown.extend(std::iter::repeat_n('\n', self.gap.min(2)));
        } else if (self.space || self.is_glued(character))
            && !self.shown.is_empty()
            && self.gap == 0
            && !self.item
        {
            self.shown.push(' ');
        }
        self.seam = false;
        if std::mem::take(&mut self.item) {
            self.shown.push_str("• ");
        }
        (self.gap, self.space) = (0, false);
        self.shown.push(character);
    }

    /// Whether `character` begins a word that an editor glued to the one before it, where it dropped a line:
    /// `<b>Missions :</b>Tenir`, `<b>Missions</b>Tenir`.
    fn is_glued(&self, character: char) -> bool {
        let before = self.shown.chars().next_back();
        let is_end = |c: char| c.is_lowercase() || ".:;,!?".contains(c);
        self.seam && character.is_uppercase() && before.is_some_and(is_end)
    }

    /// The address stands behind the words of the link, unless it is what they say.
    fn close_link(&mut self) {
        let Some((start, address)) = self.link.take() else { return };
        let words = self.shown.get(start..).unwrap_or_default();
        let address = address.strip_prefix("mailto:").unwrap_or(&address);
        let is_address = address.starts_with("http://")
            || address.starts_with("https://")
            || address.contains('@');
        let told =
            address.split_once("://").map_or(address, |(_, rest)| rest).trim_end_matches('/');
        if is_address && !words.trim().is_empty() && !words.contains(told) {
            self.shown.push_str(&format!(" ({address})"));
        }
    }
}
