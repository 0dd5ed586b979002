//! Telling a whole picture from other files, and how large it is; nothing is decoded.

use super::PictureError;

/// LinkedIn's limit (Images API).
const PIXELS: u64 = 36_152_320;

/// The sides of a picture, in pixels.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Size {
    /// From left to right.
    pub width: u32,
    /// From top to bottom.
    pub height: u32,
}

/// The size of a JPEG, PNG or GIF that is whole, as far as that can be told without decoding it, and that
/// LinkedIn takes.
///
/// # Errors
/// [`PictureError::Format`], [`PictureError::Incomplete`], [`PictureError::Pixels`].
pub(super) fn measured(bytes: &[u8]) -> Result<Size, PictureError> {
    let size = if let Some(chunks) = bytes.strip_prefix(b"\x89PNG\r\n\x1a\n") {
        png(chunks)
    } else if let Some(segments) = bytes.strip_prefix(b"\xff\xd8") {
        jpeg(segments)
    } else if bytes.starts_with(b"GIF87a") || bytes.starts_with(b"GIF89a") {
        gif(bytes)
    } else {
        return Err(PictureError::Format);
    };
    let size = size.ok_or(PictureError::Incomplete)?;
    match u64::from(size.width) * u64::from(size.height) {
        0 => Err(PictureError::Incomplete),
        PIXELS.. => Err(PictureError::Pixels),
        _ => Ok(size),
    }
}

/// Chunks with a checksum each, from `IHDR`, which holds the size, over `IDAT` to `IEND` (PNG
/// specification, sections 5 and 11.2).
fn png(chunks: &[u8]) -> Option<Size> {
    let (mut rest, mut size, mut has_data) = (chunks, None, false);
    loop {
        let (length, after) = rest.split_first_chunk()?;
        let length = usize::try_from(u32::from_be_bytes(*length)).ok()?;
        let (chunk, after) = after.split_at_checked(length.checked_add(4)?)?;
        let (checksum, after) = after.split_first_chunk()?;
        if crc32fast::hash(chunk) != u32::from_be_bytes(*checksum) {
            return None;
        }
        let (kind, data) = chunk.split_first_chunk::<4>()?;
        match (kind, size) {
            (b"IHDR", None) => {
                let (width, data) = data.split_first_chunk()?;
                let (height, _) = data.split_first_chunk()?;
                let (width, height) = (u32::from_be_bytes(*width), u32::from_be_bytes(*height));
                size = Some(Size { width, height });
            }
            (_, None) => return None,
            (b"IDAT", _) => has_data = true,
            (b"IEND", _) => return size.filter(|_| has_data),
            _ => {}
        }
        rest = after;
    }
}

/// The size follows the signature; then extensions and images, each of blocks that announce their lengths,
/// up to the trailer (GIF89a, sections 15 to 27).
fn gif(bytes: &[u8]) -> Option<Size> {
    let (width, rest) = bytes.get(6..)?.split_first_chunk()?;
    let (height, rest) = rest.split_first_chunk()?;
    let (&[flags, _, _], rest) = rest.split_first_chunk()?;
    let mut rest = rest.get(colours(flags)..)?;
    let mut has_image = false;
    loop {
        let (&kind, after) = rest.split_first()?;
        rest = match kind {
            b'!' => blocks(after.get(1..)?)?,
            b',' => {
                has_image = true;
                let (descriptor, after) = after.split_first_chunk::<9>()?;
                // Behind the colours stands the code size of what is packed.
                blocks(after.get(colours(*descriptor.last()?)..)?.get(1..)?)?
            }
            b';' if has_image => break,
            _ => return None,
        };
    }
    let side = |pair: &[u8; 2]| u32::from(u16::from_le_bytes(*pair));
    Some(Size { width: side(width), height: side(height) })
}

/// The bytes of a colour table, by the flags before it.
fn colours(flags: u8) -> usize {
    if flags & 0x80 == 0 { 0 } else { 3 << ((flags & 7) + 1) }
}

/// What follows the blocks, of which the last is empty.
fn blocks(mut rest: &[u8]) -> Option<&[u8]> {
    loop {
        let (&length, after) = rest.split_first()?;
        rest = after.get(usize::from(length)..)?;
        if length == 0 {
            return Some(rest);
        }
    }
}

/// The size stands in the frame header, among segments that announce their lengths; then scans, which end
/// where a marker stands, the last with `EOI` (ITU T.81, annex B).
fn jpeg(mut rest: &[u8]) -> Option<Size> {
    let (mut size, mut has_scan) = (None, false);
    loop {
        let (marker, after) = marker(rest)?;
        match marker {
            0xd9 => return size.filter(|_| has_scan),
            // Those without a segment: RST and TEM.
            0xd0..=0xd7 | 0x01 => {
                rest = after;
                continue;
            }
            _ => {}
        }
        let (length, _) = after.split_first_chunk()?;
        let (segment, behind) = after.split_at_checked(usize::from(u16::from_be_bytes(*length)))?;
        rest = behind;
        match marker {
            0xc4 | 0xc8 | 0xcc => {}
            0xc0..=0xcf => {
                let (height, side) = segment.get(3..)?.split_first_chunk()?;
                let (width, _) = side.split_first_chunk()?;
                let side = |pair: &[u8; 2]| u32::from(u16::from_be_bytes(*pair));
                size = Some(Size { width: side(width), height: side(height) });
            }
            0xda => {
                has_scan = true;
                rest = behind_scan(rest)?;
            }
            _ => {}
        }
    }
}

/// The next marker and what follows it. Any number of fill bytes may stand before it.
fn marker(rest: &[u8]) -> Option<(u8, &[u8])> {
    let after = rest.strip_prefix(b"\xff")?;
    let fill = after.iter().take_while(|byte| **byte == 0xff).count();
    let (&marker, after) = after.get(fill..)?.split_first()?;
    (marker != 0).then_some((marker, after))
}

/// What follows the packed part of a scan, in which a zero after 0xFF says that the 0xFF does not begin a marker.
fn behind_scan(scan: &[u8]) -> Option<&[u8]> {
    let is_end = |pair: &[u8]| matches!(pair, [0xff, kind] if !matches!(kind, 0 | 0xd0..=0xd7));
    let end = scan.windows(2).position(is_end)?;
    scan.get(end..)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn chunk(kind: &[u8; 4], data: &[u8]) -> Vec<u8> {
        let content = [kind.as_slice(), data].concat();
        let length = u32::try_from(data.len()).unwrap().to_be_bytes();
        [length.as_slice(), &content, &crc32fast::hash(&content).to_be_bytes()].concat()
    }

    fn png_of(width: u32, height: u32) -> Vec<u8> {
        let sides = [width.to_be_bytes(), height.to_be_bytes()].concat();
        let header = chunk(b"IHDR", &[sides.as_slice(), &[8, 2, 0, 0, 0]].concat());
        let chunks = [header, chunk(b"IDAT", b"data"), chunk(b"IEND", b"")].concat();
        [b"\x89PNG\r\n\x1a\n".as_slice(), &chunks].concat()
    }

    const GIF: &[u8] =
        b"GIF89a\x10\0\x08\0\x80\0\0abcdef!\xf9\x01x\0,\0\0\0\0\x10\0\x08\0\0\x02\x02L\x01\0;";
    /// With fill bytes before two markers, a stuffed zero and a restart in its scan.
    const JPEG: &[u8] = b"\xff\xd8\xff\xe0\0\x04ab\xff\xff\xff\xc0\0\x0b\x08\0\x10\0\x20\x01\0\0\0\xff\xff\xda\0\x04\x01\0a\xff\0b\xff\xd0c\xff\xd9";

    #[test]
    fn each_format_is_told_by_its_header_and_measured() {
        for (bytes, width, height) in
            [(&png_of(1200, 627)[..], 1200, 627), (GIF, 16, 8), (JPEG, 32, 16)]
        {
            assert_eq!(measured(bytes), Ok(Size { width, height }));
            let behind = [bytes, b"trailing"].concat();
            assert_eq!(measured(&behind), Ok(Size { width, height }));
        }
    }

    #[test]
    fn s36_other_files_and_pixel_bombs_are_refused() {
        for bytes in
            [&b""[..], b"<svg/>", b"<html>", b"\x1f\x8b\x08", b"RIFF\0\0\0\0WEBP", b"GIF80a"]
        {
            assert_eq!(measured(bytes), Err(PictureError::Format), "{bytes:?}");
        }
        assert_eq!(measured(&png_of(0, 16)), Err(PictureError::Incomplete));
        assert_eq!(measured(&png_of(50_000, 50_000)), Err(PictureError::Pixels));
        assert_eq!(measured(&png_of(36_152_320, 1)), Err(PictureError::Pixels));
        assert!(measured(&png_of(36_152_319, 1)).is_ok());
    }

    #[test]
    fn s36_a_file_that_ends_early_is_refused_wherever_it_ends() {
        for whole in [&png_of(16, 16)[..], GIF, JPEG] {
            for end in 8..whole.len() {
                assert_eq!(measured(&whole[..end]), Err(PictureError::Incomplete), "{end}");
            }
        }
    }

    #[test]
    fn s36_a_damaged_chunk_is_noticed() {
        let whole = png_of(16, 16);
        for at in 16..whole.len() - 12 {
            let mut damaged = whole.clone();
            damaged[at] ^= 0x20;
            assert_eq!(measured(&damaged), Err(PictureError::Incomplete), "{at}");
        }
    }

    proptest! {
        #[test]
        fn s36_no_bytes_are_too_odd(start in prop::sample::select(vec![&b"\xff\xd8"[..], b"GIF89a", b"\x89PNG\r\n\x1a\n", b""]), bytes: Vec<u8>) {
            let _ = measured(&[start, &bytes].concat());
        }
    }
}
