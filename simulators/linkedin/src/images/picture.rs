//! Telling a picture from other bytes: JPG, PNG or GIF of a bearable size.

/// Pixels at most.
const PIXEL_LIMIT: u64 = 36_152_320;

/// The formats LinkedIn takes.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
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

/// Width and height follow the signature and the header of the first chunk; the last chunk is `IEND`.
fn png(bytes: &[u8]) -> Option<Measured> {
    let chunks = bytes.strip_prefix(b"\x89PNG\r\n\x1a\n")?;
    let (width, rest) = chunks.get(8..)?.split_first_chunk()?;
    let (height, _) = rest.split_first_chunk()?;
    let mut rest = chunks;
    loop {
        let (length, after) = rest.split_first_chunk()?;
        let kind = after.get(..4)?;
        rest = after.get(usize::try_from(u32::from_be_bytes(*length)).ok()?.checked_add(8)?..)?;
        if kind == b"IEND" {
            break;
        }
    }
    Some((Format::Png, u32::from_be_bytes(*width), u32::from_be_bytes(*height)))
}

/// The last byte is the trailer.
fn gif(bytes: &[u8]) -> Option<Measured> {
    let rest = bytes.strip_prefix(b"GIF87a").or_else(|| bytes.strip_prefix(b"GIF89a"))?;
    let (width, rest) = rest.split_first_chunk()?;
    let (height, rest) = rest.split_first_chunk()?;
    let side = |pair: &[u8; 2]| u32::from(u16::from_le_bytes(*pair));
    rest.ends_with(b";").then(|| (Format::Gif, side(width), side(height)))
}

/// Walks the segments to the frame header (`SOF0` to `SOF15` without `DHT`, `JPG` and `DAC`); the file
/// ends with `EOI`.
fn jpeg(bytes: &[u8]) -> Option<Measured> {
    let mut rest = bytes.strip_prefix(b"\xff\xd8")?;
    if !bytes.trim_ascii_end().ends_with(b"\xff\xd9") {
        return None;
    }
    loop {
        // A marker may stand behind any number of fill bytes.
        while let Some(fewer) = rest.strip_prefix(b"\xff").filter(|it| it.starts_with(b"\xff")) {
            rest = fewer;
        }
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
        let sides = [width.to_be_bytes(), height.to_be_bytes()].concat();
        let header = [b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR".as_slice(), &sides, &[0; 9]].concat();
        [header.as_slice(), b"\0\0\0\0IENDcrc!"].concat()
    }

    #[test]
    fn each_format_is_told_by_its_header() {
        let jpeg = b"\xff\xd8\xff\xe0\x00\x04ab\xff\xff\xc0\x00\x0b\x08\x00\x10\x00\x20\xff\xd9";
        assert_eq!(Format::of(jpeg), Some(Format::Jpeg));
        assert_eq!(Format::of(b"GIF89a\x10\x00\x10\x00;"), Some(Format::Gif));
        assert_eq!(Format::of(&png_of(16, 16)), Some(Format::Png));
    }

    #[test]
    fn other_bytes_half_files_and_too_many_pixels_are_no_picture() {
        assert_eq!(Format::of(b"<svg/>"), None);
        assert_eq!(Format::of(b"\xff\xd8\xff\xe0\x00\x01"), None);
        let whole = png_of(16, 16);
        assert_eq!(Format::of(&whole[..whole.len() - 1]), None);
        assert_eq!(Format::of(b"GIF89a\x10\x00\x10\x00"), None);
        assert_eq!(Format::of(&png_of(0, 16)), None);
        assert_eq!(Format::of(&png_of(36_152_320, 1)), None);
        assert_eq!(Format::of(&png_of(36_152_319, 1)), Some(Format::Png));
    }
}
