//! What an element does to the lines of a text.

/// HTML's elements, by what they do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Element {
    /// An empty line before and after.
    Paragraph,
    /// A list: a paragraph, within which items follow each other.
    List,
    /// An item of a list.
    Item,
    /// A line of its own.
    Line,
    /// A new line.
    Break,
    /// A part of a line, apart from its neighbours.
    Cell,
    /// A link.
    Anchor,
    /// Its lines are kept.
    Preformatted,
    /// What it holds is not shown.
    Hidden,
    /// Seen, and not read: what stands on its sides is apart.
    Image,
    /// A part of the text.
    Inline,
}

impl Element {
    /// The element of this name, in lower case; `None` for one that HTML does not have.
    pub(super) fn named(name: &[u8]) -> Option<Self> {
        Some(match name {
            b"p" | b"h1" | b"h2" | b"h3" | b"h4" | b"h5" | b"h6" | b"blockquote" | b"table"
            | b"dl" | b"figure" | b"hr" | b"fieldset" => Self::Paragraph,
            b"ul" | b"ol" | b"menu" | b"dir" => Self::List,
            b"li" => Self::Item,
            b"div" | b"tr" | b"section" | b"article" | b"header" | b"footer" | b"main" | b"nav"
            | b"aside" | b"address" | b"center" | b"dt" | b"dd" | b"form" | b"figcaption"
            | b"caption" | b"details" | b"summary" | b"html" | b"body" | b"dialog" | b"hgroup"
            | b"search" | b"legend" | b"frameset" | b"noframes" => Self::Line,
            b"br" => Self::Break,
            b"td" | b"th" | b"rt" | b"rp" => Self::Cell,
            b"a" => Self::Anchor,
            b"pre" | b"listing" | b"xmp" | b"plaintext" => Self::Preformatted,
            b"img" | b"picture" | b"input" | b"button" | b"label" | b"audio" | b"video"
            | b"canvas" | b"embed" | b"map" | b"meter" | b"progress" => Self::Image,
            b"script" | b"style" | b"title" | b"template" | b"noscript" | b"iframe" | b"object"
            | b"svg" | b"select" | b"textarea" => Self::Hidden,
            b"abbr" | b"acronym" | b"b" | b"bdi" | b"bdo" | b"big" | b"cite" | b"code" | b"col"
            | b"colgroup" | b"data" | b"del" | b"dfn" | b"em" | b"font" | b"head" | b"i"
            | b"ins" | b"kbd" | b"link" | b"mark" | b"meta" | b"q" | b"s" | b"samp" | b"small"
            | b"nobr" | b"marquee" | b"blink" | b"ruby" | b"rb" | b"rtc" | b"slot" | b"output"
            | b"area" | b"base" | b"basefont" | b"bgsound" | b"frame" | b"param" | b"track"
            | b"applet" | b"datalist" | b"math" | b"mi" | b"mn" | b"mo" | b"mrow" | b"msub"
            | b"msup" | b"mtext" | b"mfrac" | b"source" | b"span" | b"strike" | b"strong"
            | b"sub" | b"sup" | b"tbody" | b"tfoot" | b"thead" | b"time" | b"tt" | b"u"
            | b"var" | b"wbr" => Self::Inline,
            _ if is_custom(name) => Self::Inline,
            _ => return None,
        })
    }

    /// Whether it begins a line.
    pub(super) const fn is_block(self) -> bool {
        matches!(self, Self::Paragraph | Self::List | Self::Item | Self::Line | Self::Preformatted)
    }
}

/// Whether an element that HTML does not have is called so: Word's own (`<o:p>`, `<st1:place>`) and custom ones
/// (`<app-root>`). An address in angle brackets (`<rh@x.ci>`, `<https://x.ci>`) is none.
fn is_custom(name: &[u8]) -> bool {
    let is_part = |part: &[u8]| part.first().is_some_and(u8::is_ascii_alphabetic);
    let is_plain = name.iter().all(|c| c.is_ascii_alphanumeric() || b":-_".contains(c));
    let parts: Vec<_> = name.split(|c| b":-".contains(c)).collect();
    is_plain && parts.len() > 1 && parts.into_iter().all(is_part)
}
