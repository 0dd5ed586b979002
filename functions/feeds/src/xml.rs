//! XML as takers of feeds ask for it: every text in CDATA.

use std::io;

use quick_xml::Writer;
use quick_xml::events::{BytesCData, BytesDecl, BytesEnd, BytesStart, Event};
use shared::model::error::{Error, Result};
use shared::model::text::is_noncharacter;

/// A document that is being written.
pub(crate) struct Xml(Writer<Vec<u8>>);

impl Xml {
    /// One with its declaration.
    pub(crate) fn new() -> Result<Self> {
        let mut writer = Writer::new(Vec::new());
        let declaration = BytesDecl::new("1.0", Some("utf-8"), None);
        written(writer.write_event(Event::Decl(declaration)))?;
        Ok(Self(writer))
    }

    /// The element `name` with what `content` writes into it.
    pub(crate) fn element(
        &mut self,
        name: &str,
        content: impl FnOnce(&mut Self) -> Result<()>,
    ) -> Result<()> {
        self.numbered(name, None, content)
    }

    /// The same with an attribute `id`.
    pub(crate) fn numbered(
        &mut self,
        name: &str,
        id: Option<i64>,
        content: impl FnOnce(&mut Self) -> Result<()>,
    ) -> Result<()> {
        let mut start = BytesStart::new(name);
        if let Some(id) = id {
            start.push_attribute(("id", id.to_string().as_str()));
        }
        written(self.0.write_event(Event::Start(start)))?;
        content(self)?;
        written(self.0.write_event(Event::End(BytesEnd::new(name))))
    }

    /// The element `name` that holds `text`. What ends CDATA (`]]>`) stands in two of them.
    pub(crate) fn text(&mut self, name: &str, text: &str) -> Result<()> {
        let legal: String = text.chars().filter(|character| is_legal(*character)).collect();
        self.element(name, |xml| {
            for part in BytesCData::escaped(&legal) {
                written(xml.0.write_event(Event::CData(part)))?;
            }
            Ok(())
        })
    }

    /// The same where there is a text.
    pub(crate) fn known(&mut self, name: &str, text: Option<&str>) -> Result<()> {
        text.map_or(Ok(()), |text| self.text(name, text))
    }

    /// The document.
    pub(crate) fn finish(self) -> Result<String> {
        String::from_utf8(self.0.into_inner()).map_err(|_| Error::Internal)
    }
}

fn written(result: io::Result<()>) -> Result<()> {
    result.map_err(|_| Error::Internal)
}

/// Whether a document can hold it at all, be it escaped (XML 1.0, production 2), and is not asked to avoid it.
const fn is_legal(character: char) -> bool {
    let is_allowed = matches!(character, '\t' | '\n' | '\r' | ' '..='\u{d7ff}' | '\u{e000}'..);
    is_allowed && !is_noncharacter(character)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn document(text: &str) -> String {
        let mut xml = Xml::new().unwrap();
        xml.text("a", text).unwrap();
        xml.finish().unwrap()
    }

    fn read(text: &str) -> String {
        let document = document(text);
        let parsed = roxmltree::Document::parse(&document).unwrap();
        parsed.root_element().text().unwrap_or_default().to_owned()
    }

    #[test]
    fn what_ends_cdata_and_what_xml_can_t_hold_breaks_nothing() {
        let texts = ["]]>", "a]]>b]]>", "]]", "<b>&amp;</b>", "\u{202e}مرحبا 👩🏽‍💻", "]]]]>>", ""];
        for text in texts {
            let document = document(text);
            let parsed = roxmltree::Document::parse(&document).unwrap();
            let read: String =
                parsed.root_element().children().filter_map(|it| it.text()).collect();
            assert_eq!(read, text, "{document}");
        }
        assert_eq!(read("a\0\u{8}\u{b}\u{1f}\u{fffe}\u{ffff}\u{fdd0}\u{1fffe}b\tc"), "ab\tc");
    }

    proptest! {
        #[test]
        fn whatever_somebody_wrote_is_well_formed(text: String) {
            roxmltree::Document::parse(&document(&text)).unwrap();
        }
    }
}
