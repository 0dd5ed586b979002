//! The hosts that deployed functions call, far away and over TLS: each name is this machine in a network of our own, and
//! whatever is sent takes its time. An authority made for the run has signed for the names.

use std::fs::write;
use std::path::{Path, PathBuf};
use std::process::Stdio;
use std::sync::Arc;
use std::time::Duration;

use rcgen::{BasicConstraints, CertificateParams, CertifiedIssuer, DnType, IsCa, KeyPair};
use rustls::ServerConfig;
use rustls::pki_types::{PrivateKeyDer, PrivatePkcs8KeyDer};
use tokio::io::{AsyncReadExt, AsyncWriteExt, copy_bidirectional, duplex, split};
use tokio::net::{TcpListener, TcpStream};
use tokio::process::Command;
use tokio::sync::mpsc;
use tokio::time::{Instant, sleep, sleep_until};
use tokio_rustls::TlsAcceptor;

use crate::Result;

/// From here to a host and back.
pub(super) const ROUND_TRIP: Duration = Duration::from_millis(10);
/// The ATS, wherever an employer's is.
pub(super) const ATS: &str = "https://ats.intowork.test";
/// Each host and the sandbox's port that plays it.
const HOSTS: [(&str, u16); 10] = [
    ("ats.intowork.test", 8001),
    ("api.linkedin.com", 8002),
    ("www.linkedin.com", 8002),
    ("www.googleapis.com", 8003),
    ("oauth2.googleapis.com", 8003),
    ("graph.microsoft.com", 8004),
    ("login.microsoftonline.com", 8004),
    ("dynamodb.eu-west-3.amazonaws.com", 8005),
    ("kms.eu-west-3.amazonaws.com", 8006),
    ("secretsmanager.eu-west-3.amazonaws.com", 8006),
];
/// What one side may have sent before the other has read it, in bytes.
const ROOM: usize = 1 << 16;

/// The network, with the certificate of its authority in a file.
pub(super) struct Network {
    /// For `SSL_CERT_FILE`.
    pub(super) authority: PathBuf,
}

impl Network {
    /// Has every one of the hosts answer in this process's own network, where it has one ([`own`]).
    ///
    /// # Errors
    /// Where the names can't be made to mean this machine, or the port of TLS is taken.
    pub(super) async fn start() -> Result<Self> {
        let directory = std::env::temp_dir().join(format!("bench-{}", std::process::id()));
        std::fs::create_dir_all(&directory)?;
        name_hosts(&directory).await?;
        let (authority, acceptor) = certified(&directory)?;
        let listener = TcpListener::bind("127.0.0.1:443").await?;
        tokio::spawn(async move {
            while let Ok((client, _)) = listener.accept().await {
                tokio::spawn(answer(client, acceptor.clone()));
            }
        });
        Ok(Self { authority })
    }
}

/// Whether this process may have a network and names of its own: Linux, as root.
pub(super) async fn own() -> bool {
    let mut tried = Command::new("unshare");
    let tried = tried.args(["--mount", "--net", "true"]).stderr(Stdio::null()).status().await;
    tried.is_ok_and(|status| status.success())
}

/// This program with `arguments`, in a network and with names of its own.
pub(super) fn inside(arguments: &[String]) -> Result<Command> {
    let mut command = Command::new("unshare");
    command.args(["--mount", "--net", "sh", "-c", "ip link set lo up && exec \"$0\" \"$@\""]);
    command.arg(std::env::current_exe()?).args(arguments);
    Ok(command)
}

/// Writes what each of the hosts is, and puts that in the place of the machine's own file, for this process alone.
async fn name_hosts(directory: &Path) -> Result<()> {
    let file = directory.join("hosts");
    let names: String = HOSTS.iter().map(|(host, _)| format!("127.0.0.1 {host}\n")).collect();
    write(&file, format!("127.0.0.1 localhost\n{names}"))?;
    let mut mount = Command::new("mount");
    let mounted = mount.arg("--bind").arg(file).arg("/etc/hosts").status().await?;
    if mounted.success() { Ok(()) } else { Err("/etc/hosts can't be replaced".into()) }
}

/// An authority that everybody here trusts, and what it certifies: each of the hosts.
fn certified(directory: &Path) -> Result<(PathBuf, TlsAcceptor)> {
    let mut own = CertificateParams::default();
    own.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
    // With one name for both, OpenSSL takes what it has signed for signed by itself.
    own.distinguished_name.push(DnType::CommonName, "bench");
    let issuer = CertifiedIssuer::self_signed(own, KeyPair::generate()?)?;
    let file = directory.join("authority.pem");
    write(&file, issuer.pem())?;
    let names: Vec<String> = HOSTS.iter().map(|(host, _)| (*host).to_owned()).collect();
    let key = KeyPair::generate()?;
    let certificate = CertificateParams::new(names)?.signed_by(&key, &issuer)?;
    let key = PrivateKeyDer::Pkcs8(PrivatePkcs8KeyDer::from(key.serialize_der()));
    let chain = vec![certificate.der().clone(), issuer.der().clone()];
    let provider = rustls::crypto::aws_lc_rs::default_provider().into();
    let builder =
        ServerConfig::builder_with_provider(provider).with_safe_default_protocol_versions()?;
    let config = builder.with_no_client_auth().with_single_cert(chain, key)?;
    Ok((file, TlsAcceptor::from(Arc::new(config))))
}

/// One connection: TLS ends here, and whom it was meant for is asked in plain.
async fn answer(client: TcpStream, acceptor: TlsAcceptor) -> Result<()> {
    client.set_nodelay(true)?;
    // TCP's own round trip.
    sleep(ROUND_TRIP).await;
    let (near, far) = duplex(ROOM);
    tokio::spawn(travel(client, far));
    let mut secured = acceptor.accept(near).await?;
    let name = secured.get_ref().1.server_name();
    let (_, port) =
        HOSTS.into_iter().find(|(host, _)| name == Some(*host)).ok_or("nobody's name")?;
    let mut part = TcpStream::connect(("127.0.0.1", port)).await?;
    part.set_nodelay(true)?;
    copy_bidirectional(&mut secured, &mut part).await?;
    Ok(())
}

/// Carries what each side sends to the other, half a round trip later.
async fn travel(client: TcpStream, server: tokio::io::DuplexStream) {
    let (client, server) = (split(client), split(server));
    tokio::join!(carry(client.0, server.1), carry(server.0, client.1));
}

async fn carry(mut from: impl AsyncReadExt + Unpin, mut to: impl AsyncWriteExt + Unpin) {
    let (sent, mut under_way) = mpsc::unbounded_channel::<(Instant, Vec<u8>)>();
    let send = async move {
        let mut room = vec![0; ROOM];
        while let Ok(length @ 1..) = from.read(&mut room).await {
            let piece = room.get(..length).unwrap_or_default().to_vec();
            if sent.send((Instant::now() + ROUND_TRIP / 2, piece)).is_err() {
                break;
            }
        }
    };
    let arrive = async move {
        while let Some((at, piece)) = under_way.recv().await {
            sleep_until(at).await;
            if to.write_all(&piece).await.is_err() {
                break;
            }
        }
        let _ = to.shutdown().await;
    };
    tokio::join!(send, arrive);
}
