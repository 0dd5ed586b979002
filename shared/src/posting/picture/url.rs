//! Which addresses are followed at all.

use url::{Host, Url};

use super::PictureError;

/// What Cloudinary is asked for: a JPEG, since the ATS takes WebP, AVIF and HEIC too, no wider than a post
/// shows it (<https://cloudinary.com/documentation/transformation_reference>).
const CONVERSION: &str = "c_limit,f_jpg,w_1200";
/// The names of a conversion's parameters.
const PARAMETERS: [&str; 27] = [
    "a", "ar", "b", "bo", "c", "co", "d", "dl", "dpr", "e", "f", "fl", "fn", "g", "h", "if", "l",
    "o", "p", "q", "r", "t", "u", "w", "x", "y", "z",
];
/// Behind it stand conversions, a version and the picture's name.
const UPLOADED: &str = "/image/upload/";

/// `text` as a URL, where it is plain `https` on the usual port of one of `hosts`. A number is never a
/// host here, however it is written: the parser knows decimal, octal, hexadecimal and short forms.
pub(super) fn checked(text: &str, hosts: &[String]) -> Result<Url, PictureError> {
    let url = Url::parse(text).map_err(|_| PictureError::Address)?;
    let has_user = !url.username().is_empty() || url.password().is_some();
    if url.scheme() != "https" || url.port().is_some() || has_user {
        return Err(PictureError::Address);
    }
    match url.host() {
        Some(Host::Domain(host)) if hosts.iter().any(|known| known == host) => Ok(url),
        Some(_) => Err(PictureError::Host),
        None => Err(PictureError::Address),
    }
}

/// The address of the same picture as a JPEG; `None` where its host converts none. One that is signed
/// (`s--…--`) is good for what was signed only.
pub(super) fn converted(url: &Url) -> Option<Url> {
    let is_cloudinary = url.domain()? == "res.cloudinary.com";
    let (before, name) = url.path().split_once(UPLOADED).filter(|_| is_cloudinary)?;
    if name.starts_with("s--") {
        return None;
    }
    // Ours is the last of the conversions: it decides the format.
    let is_version = |part: &str| {
        part.strip_prefix('v')
            .is_some_and(|it| !it.is_empty() && it.bytes().all(|b| b.is_ascii_digit()))
    };
    let parts: Vec<_> = name.split('/').collect();
    let conversions = parts.iter().take_while(|part| is_conversion(part)).count();
    let at = parts.iter().position(|part| is_version(part)).unwrap_or(conversions);
    let (conversions, name) = parts.split_at_checked(at)?;
    let path = [conversions, &[CONVERSION], name].concat().join("/");
    let mut converted = url.clone();
    converted.set_path(&format!("{before}{UPLOADED}{path}"));
    Some(converted)
}

/// `w_300`, `c_fill,g_auto` or `t_square`: parameters that a comma separates. A folder called so is none of
/// Cloudinary's either.
fn is_conversion(part: &str) -> bool {
    let is_parameter = |parameter: &str| {
        let name = parameter.split_once('_').map_or("", |(name, _)| name);
        PARAMETERS.contains(&name)
    };
    part.split(',').all(is_parameter)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cloudinary_is_asked_for_a_jpeg_of_a_post_s_width() {
        let converted = |path: &str| {
            let url = Url::parse(&format!("https://res.cloudinary.com{path}")).unwrap();
            converted(&url).map(|url| url.path().to_owned())
        };
        for (path, expected) in [
            (
                "/x/image/upload/v1/jobs/a.webp",
                "/x/image/upload/c_limit,f_jpg,w_1200/v1/jobs/a.webp",
            ),
            ("/x/image/upload/jobs/a.heic", "/x/image/upload/c_limit,f_jpg,w_1200/jobs/a.heic"),
            ("/x/image/upload/w_300/v12/a", "/x/image/upload/w_300/c_limit,f_jpg,w_1200/v12/a"),
            (
                "/x/image/upload/f_auto,q_auto/w_300/my_jobs/a",
                "/x/image/upload/f_auto,q_auto/w_300/c_limit,f_jpg,w_1200/my_jobs/a",
            ),
        ] {
            assert_eq!(converted(path).as_deref(), Some(expected));
        }
        assert_eq!(converted("/x/image/upload/s--abcd1234--/v1/a.png"), None);
        assert_eq!(converted("/x/raw/upload/v1/a.png"), None);
        let elsewhere = Url::parse("https://cdn.example/x/image/upload/v1/a.png").unwrap();
        assert_eq!(super::converted(&elsewhere), None);
    }
}
