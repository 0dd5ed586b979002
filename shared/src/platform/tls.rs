//! Whom an outgoing connection trusts.
//!
//! Mozilla's list, as the rustls project publishes it: constants of the program, so that nothing is read
//! or parsed when a function starts. The alternative, the operating system's list, is 150 certificates
//! read and parsed at every cold start, and at AWS it is as old as the runtime's image. A list in the
//! program is as old as its last release: `webpki-roots` is brought up to date with the dependencies
//! (CONTRIBUTING.md), at least twice a year. The hosts that are called change their root rarely, and
//! announce it.

use std::io;
use std::path::Path;

use rustls::pki_types::CertificateDer;
use rustls::pki_types::pem::PemObject;
use rustls::{ClientConfig, RootCertStore};

/// TLS 1.2 and 1.3 over aws-lc, HTTP/2 where the other side has it. Trusts Mozilla's roots, or those of
/// `ca_file` instead.
///
/// # Errors
/// Where `ca_file` can't be read or holds no certificate.
pub(super) fn config(ca_file: Option<&Path>) -> io::Result<ClientConfig> {
    let roots = match ca_file {
        Some(file) => of_file(file)?,
        None => RootCertStore { roots: webpki_roots::TLS_SERVER_ROOTS.to_vec() },
    };
    let provider = rustls::crypto::aws_lc_rs::default_provider().into();
    let builder = ClientConfig::builder_with_provider(provider);
    let builder = builder.with_safe_default_protocol_versions().map_err(io::Error::other)?;
    let mut config = builder.with_root_certificates(roots).with_no_client_auth();
    config.alpn_protocols = vec![b"h2".to_vec(), b"http/1.1".to_vec()];
    Ok(config)
}

fn of_file(file: &Path) -> io::Result<RootCertStore> {
    let mut roots = RootCertStore::empty();
    for certificate in CertificateDer::pem_file_iter(file).map_err(io::Error::other)? {
        roots.add(certificate.map_err(io::Error::other)?).map_err(io::Error::other)?;
    }
    match roots.is_empty() {
        true => Err(io::Error::new(io::ErrorKind::InvalidData, "the file holds no certificate")),
        false => Ok(roots),
    }
}
