use std::net::IpAddr;

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::task::JoinHandle;

use super::*;
use crate::platform::http::Http;
use flate2::Compression;
use flate2::write::GzEncoder;
use std::io::Write;

const HOST: &str = "pictures.example";
/// The smallest there is.
const GIF: &[u8] = b"GIF89a\x10\0\x10\0\0\0\0,\0\0\0\0\x10\0\x10\0\0\x02\x02L\x01\0;";
const QUICK: Limits = Limits { bytes: 4096, time: Duration::from_millis(300) };

fn hosts() -> Vec<String> {
    vec![HOST.to_owned()]
}

/// As deployed, with names that resolve to `addresses`.
fn resolving(addresses: &'static [&'static str]) -> Pictures {
    let resolver = Resolver::new(move |_| {
        let found = addresses.iter().map(|text| text.parse::<IpAddr>().unwrap()).collect();
        Box::pin(async move { Ok(found) })
    });
    Pictures::limited(hosts(), None, (tls(), resolver), QUICK).unwrap()
}

fn tls() -> ClientConfig {
    Http::new(None).unwrap().tls()
}

/// A server that answers one request with `answer` and then keeps the connection open.
async fn server(answer: Vec<u8>) -> (Pictures, JoinHandle<TcpStream>) {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let base = format!("http://{}", listener.local_addr().unwrap());
    let serving = tokio::spawn(async move {
        let (mut stream, _) = listener.accept().await.unwrap();
        let _read = stream.read(&mut [0; 2048]).await;
        let _written = stream.write_all(&answer).await;
        stream
    });
    (Pictures::limited(hosts(), Some(base), (tls(), Resolver::system()), QUICK).unwrap(), serving)
}

fn answer(head: &str, body: &[u8]) -> Vec<u8> {
    [format!("HTTP/1.1 {head}\r\n\r\n").as_bytes(), body].concat()
}

async fn fetched(answer: Vec<u8>) -> Result<Vec<u8>, PictureError> {
    let (pictures, _serving) = server(answer).await;
    let fetched = pictures.fetch("https://pictures.example/logo.gif").await;
    fetched.map(|picture| picture.bytes)
}

#[tokio::test]
async fn a_picture_arrives_byte_for_byte() {
    let whole = answer(&format!("200 OK\r\ncontent-length: {}", GIF.len()), GIF);
    assert_eq!(fetched(whole).await.as_deref(), Ok(GIF));
}

#[tokio::test]
async fn s36_only_plain_https_addresses_of_known_hosts_are_followed() {
    let pictures = resolving(&["8.8.8.8"]);
    for (url, error) in [
        ("http://pictures.example/a.png", PictureError::Address),
        ("ftp://pictures.example/a.png", PictureError::Address),
        ("file:///etc/passwd", PictureError::Address),
        ("data:image/gif;base64,R0lGOD", PictureError::Address),
        ("https://pictures.example:8443/a.png", PictureError::Address),
        ("https://user:secret@pictures.example/a.png", PictureError::Address),
        ("//pictures.example/a.png", PictureError::Address),
        ("", PictureError::Address),
        ("https://evil.example/a.png", PictureError::Host),
        ("https://pictures.example.evil.example/a.png", PictureError::Host),
        ("https://a.pictures.example/a.png", PictureError::Host),
        ("https://pictures.example./a.png", PictureError::Host),
        ("https://localhost/a.png", PictureError::Host),
        ("https://127.0.0.1/a.png", PictureError::Host),
        ("https://169.254.169.254/latest/meta-data/", PictureError::Host),
        ("https://2130706433/a.png", PictureError::Host),
        ("https://0177.0.0.1/a.png", PictureError::Host),
        ("https://0x7f.1/a.png", PictureError::Host),
        ("https://127.1/a.png", PictureError::Host),
        ("https://[::1]/a.png", PictureError::Host),
        ("https://[::ffff:127.0.0.1]/a.png", PictureError::Host),
        ("https://[fd00:ec2::254]/a.png", PictureError::Host),
    ] {
        assert_eq!(pictures.fetch(url).await, Err(error), "{url}");
    }
}

/// An address in the allow-list is as refused as a name: only names are hosts.
#[tokio::test]
async fn s36_a_number_is_no_host_even_where_it_is_listed() {
    let listed = vec!["127.0.0.1".to_owned(), "[::1]".to_owned()];
    let pictures = Pictures::limited(listed, None, (tls(), Resolver::system()), QUICK).unwrap();
    for url in ["https://127.0.0.1/", "https://2130706433/", "https://[::1]/"] {
        assert_eq!(pictures.fetch(url).await, Err(PictureError::Host), "{url}");
    }
}

#[tokio::test]
async fn s36_a_name_that_leads_inside_is_refused_before_any_connection() {
    for addresses in [
        &["127.0.0.1"][..],
        &["10.0.0.5"],
        &["169.254.169.254"],
        &["::1"],
        &["::ffff:10.0.0.1"],
        &["fd00:ec2::254"],
        &["64:ff9b::7f00:1"],
        &["8.8.8.8", "192.168.0.1"],
        &[],
    ] {
        let refused = resolving(addresses).fetch("https://pictures.example/a.png").await;
        assert_eq!(refused, Err(PictureError::NotPublic), "{addresses:?}");
    }
}

#[tokio::test]
async fn s36_a_redirect_is_not_followed() {
    let redirect = "302 Found\r\nlocation: http://169.254.169.254/\r\ncontent-length: 0";
    assert_eq!(fetched(answer(redirect, b"")).await, Err(PictureError::NotLoaded));
}

#[tokio::test]
async fn s36_a_slow_body_is_given_up() {
    let begun = answer("200 OK\r\ncontent-length: 1000", GIF);
    assert_eq!(fetched(begun).await, Err(PictureError::NotLoaded));
}

#[tokio::test]
async fn s36_a_large_body_is_not_read_to_its_end() {
    let large = [GIF, &[0; 5000]].concat();
    let announced = format!("200 OK\r\ncontent-length: {}", large.len());
    assert_eq!(fetched(answer(&announced, &large)).await, Err(PictureError::TooLarge));
    assert_eq!(
        fetched(answer("200 OK\r\nconnection: close", &large)).await,
        Err(PictureError::TooLarge)
    );
}

fn packed(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(bytes).unwrap();
    let packed = encoder.finish().unwrap();
    let head = format!("200 OK\r\ncontent-encoding: gzip\r\ncontent-length: {}", packed.len());
    answer(&head, &packed)
}

#[tokio::test]
async fn s36_a_packed_body_is_unpacked_as_far_as_the_limit() {
    assert_eq!(fetched(packed(GIF)).await.as_deref(), Ok(GIF));
    let bomb = packed(&[GIF, &[0; 1_000_000]].concat());
    assert!(bomb.len() < 4096);
    assert_eq!(fetched(bomb).await, Err(PictureError::TooLarge));
    let half = packed(GIF);
    let head = half.windows(4).position(|it| it == b"\r\n\r\n").unwrap();
    let cut = answer(
        "200 OK\r\ncontent-encoding: gzip\r\nconnection: close\r\ncontent-length: 20",
        &half[head + 4..head + 24],
    );
    assert_eq!(fetched(cut).await, Err(PictureError::Incomplete));
    let other = answer("200 OK\r\ncontent-encoding: br\r\ncontent-length: 2", b"ab");
    assert_eq!(fetched(other).await, Err(PictureError::Format));
}

#[tokio::test]
async fn s36_a_page_is_no_picture() {
    let page = answer("200 OK\r\ncontent-type: image/png\r\ncontent-length: 6", b"<html>");
    assert_eq!(fetched(page).await, Err(PictureError::Format));
}
