//! Telling a picture from other bytes: JPG, PNG or GIF of a bearable size.

/// Pixels at most.
const PIXEL_LIMIT: u64 = 36_152_320;

/// The formats LinkedIn takes.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
#[expect(missing_docs, reason = "the formats' own names")]
pub enum Format {
    Jpeg,
    Png,
    Gif,
}

impl Format {
    /// The format of a picture LinkedIn can process; none for anything else.
    pub fn of(bytes: &[u8]) -> Option<Self> {
        let (format, width, height) = png(bytes).or_else(|| gif(bytes)).or_else(|| jpeg(bytes))?;
        let pixels = u64::from(width) * u64::from(height);
        (1..PIXEL_LIMIT).contains(&pixels).then_some(format)
    }

    /// As `Content-Type` names it.
    pub fn media_type(self) -> &'static str {
        match self {
            Self::Jpeg => "image/jpeg",
            Self::Png => "image/png",
            Self::Gif => "image/gif",
        }
    }
}

type Measured = (Format, u32, u32);

/// Width and height follow the signature and the header of the first chunk.
fn png(bytes: &[u8]) -> Option<Measured> {
    let rest = bytes.strip_prefix(b"\x89PNG\r\n\x1a\n")?.get(8..)?;
    let (width, rest) = rest.split_first_chunk()?;
    let (height, _) = rest.split_first_chunk()?;
    Some((Format::Png, u32::from_be_bytes(*width), u32::from_be_bytes(*height)))
}

fn gif(bytes: &[u8]) -> Option<Measured> {
    let rest = bytes.strip_prefix(b"GIF87a").or_else(|| bytes.strip_prefix(b"GIF89a"))?;
    let (width, rest) = rest.split_first_chunk()?;
    let (height, _) = rest.split_first_chunk()?;
    let side = |pair: &[u8; 2]| u32::from(u16::from_le_bytes(*pair));
    Some((Format::Gif, side(width), side(height)))
}

/// Walks the segments to the frame header (`SOF0` to `SOF15` without `DHT`, `JPG` and `DAC`).
fn jpeg(bytes: &[u8]) -> Option<Measured> {
    let mut rest = bytes.strip_prefix(b"\xff\xd8")?;
    loop {
        let (&[0xff, marker, high, low], after) = rest.split_first_chunk()? else { return None };
        if matches!(marker, 0xc0..=0xcf) && !matches!(marker, 0xc4 | 0xc8 | 0xcc) {
            let (height, after) = after.get(1..)?.split_first_chunk()?;
            let (width, _) = after.split_first_chunk()?;
            let side = |pair: &[u8; 2]| u32::from(u16::from_be_bytes(*pair));
            return Some((Format::Jpeg, side(width), side(height)));
        }
        let length = usize::from(u16::from_be_bytes([high, low]));
        rest = after.get(length.checked_sub(2)?..)?;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn png_of(width: u32, height: u32) -> Vec<u8> {
        [b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR".as_slice(), &width.to_be_bytes(), &height.to_be_bytes()]
            .concat()
    }

    #[test]
    fn each_format_is_told_by_its_header() {
        let jpeg = b"\xff\xd8\xff\xe0\x00\x04ab\xff\xc0\x00\x0b\x08\x00\x10\x00\x20";
        assert_eq!(Format::of(jpeg), Some(Format::Jpeg));
        assert_eq!(Format::of(b"GIF89a\x10\x00\x10\x00"), Some(Format::Gif));
        assert_eq!(Format::of(&png_of(16, 16)), Some(Format::Png));
    }

    #[test]
    fn other_bytes_and_too_many_pixels_are_no_picture() {
        assert_eq!(Format::of(b"<svg/>"), None);
        assert_eq!(Format::of(b"\xff\xd8\xff\xe0\x00\x01"), None);
        assert_eq!(Format::of(&png_of(0, 16)), None);
        assert_eq!(Format::of(&png_of(36_152_320, 1)), None);
        assert_eq!(Format::of(&png_of(36_152_319, 1)), Some(Format::Png));
    }
}
