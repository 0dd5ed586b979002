//! Telling a picture from other files by its first bytes; nothing is decoded.

use super::PictureError;

/// LinkedIn's limit (Images API).
const PIXELS: u64 = 36_152_320;

/// Accepts a JPEG, PNG or GIF of a size LinkedIn takes.
///
/// # Errors
/// [`PictureError::Format`], [`PictureError::Pixels`].
pub(super) fn check(bytes: &[u8]) -> Result<(), PictureError> {
    let size = png(bytes).or_else(|| gif(bytes)).or_else(|| jpeg(bytes));
    match size.map(|(width, height)| u64::from(width) * u64::from(height)) {
        None | Some(0) => Err(PictureError::Format),
        Some(PIXELS..) => Err(PictureError::Pixels),
        Some(_) => Ok(()),
    }
}

/// Width and height open the first chunk, `IHDR` (PNG specification, section 11.2.1).
fn png(bytes: &[u8]) -> Option<(u32, u32)> {
    let rest = bytes.strip_prefix(b"\x89PNG\r\n\x1a\n")?.get(4..)?.strip_prefix(b"IHDR")?;
    let (width, rest) = rest.split_first_chunk()?;
    let (height, _) = rest.split_first_chunk()?;
    Some((u32::from_be_bytes(*width), u32::from_be_bytes(*height)))
}

/// They follow the signature (GIF89a, section 18).
fn gif(bytes: &[u8]) -> Option<(u32, u32)> {
    let rest = bytes.strip_prefix(b"GIF87a").or_else(|| bytes.strip_prefix(b"GIF89a"))?;
    let (width, rest) = rest.split_first_chunk()?;
    let (height, _) = rest.split_first_chunk()?;
    Some((u16::from_le_bytes(*width).into(), u16::from_le_bytes(*height).into()))
}

/// They stand in the frame header, after segments that announce their lengths (ITU T.81, annex B).
fn jpeg(bytes: &[u8]) -> Option<(u32, u32)> {
    let mut rest = bytes.strip_prefix(b"\xff\xd8")?;
    loop {
        let (&[0xff, marker, high, low], segment) = rest.split_first_chunk()? else { return None };
        let is_frame = matches!(marker, 0xc0..=0xcf) && !matches!(marker, 0xc4 | 0xc8 | 0xcc);
        if is_frame {
            let (height, after) = segment.get(1..)?.split_first_chunk()?;
            let (width, _) = after.split_first_chunk()?;
            return Some((u16::from_be_bytes(*width).into(), u16::from_be_bytes(*height).into()));
        }
        let length = usize::from(u16::from_be_bytes([high, low]));
        rest = segment.get(length.checked_sub(2)?..)?;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn png_of(width: u32, height: u32) -> Vec<u8> {
        let header = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR".as_slice();
        [header, &width.to_be_bytes(), &height.to_be_bytes()].concat()
    }

    #[test]
    fn each_format_is_told_by_its_header() {
        assert_eq!(check(&png_of(1200, 627)), Ok(()));
        assert_eq!(check(b"GIF89a\x10\x00\x10\x00"), Ok(()));
        let jpeg = b"\xff\xd8\xff\xe0\x00\x04ab\xff\xc0\x00\x0b\x08\x00\x10\x00\x20";
        assert_eq!(check(jpeg), Ok(()));
    }

    #[test]
    fn s36_other_files_and_pixel_bombs_are_refused() {
        for bytes in
            [&b""[..], b"<svg/>", b"<html>", b"\x1f\x8b\x08", b"RIFF\0\0\0\0WEBP", b"GIF89a"]
        {
            assert_eq!(check(bytes), Err(PictureError::Format), "{bytes:?}");
        }
        assert_eq!(check(b"\xff\xd8\xff\xe0\x00\x01"), Err(PictureError::Format));
        assert_eq!(check(&png_of(0, 16)), Err(PictureError::Format));
        assert_eq!(check(&png_of(50_000, 50_000)), Err(PictureError::Pixels));
        assert_eq!(check(&png_of(36_152_320, 1)), Err(PictureError::Pixels));
        assert_eq!(check(&png_of(36_152_319, 1)), Ok(()));
    }
}
