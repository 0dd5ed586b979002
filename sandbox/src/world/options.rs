//! How a world is started.

use std::net::{IpAddr, Ipv4Addr};
use std::path::PathBuf;

use super::Ports;
use crate::ats::Readiness;
use crate::functions::Packages;
use simulator_kit::clock::MovableClock;

/// How a world is started.
#[derive(Clone, Debug)]
pub struct Options {
    /// The address everything listens on: loopback, or every one for functions in containers.
    pub address: IpAddr,
    /// Where each part listens; 0 takes any free port.
    pub ports: Ports,
    /// The directory that keeps what AWS stores; in memory without one.
    pub data: Option<PathBuf>,
    /// The time.
    pub clock: MovableClock,
    /// What the ATS has of that which is asked of it.
    pub ats: Readiness,
    /// Whether the dashboard is served, or its port left to the real frontend.
    pub dashboard: bool,
    /// Packaged functions that are invoked instead of those in this process. They look for everything else on the
    /// default ports.
    pub packaged: Option<Packages>,
}

impl Options {
    /// By `clock`, in memory, on this machine's free ports, with the dashboard and the functions built in.
    pub fn new(clock: MovableClock) -> Self {
        let address = IpAddr::V4(Ipv4Addr::LOCALHOST);
        Self {
            address,
            ports: Ports::free(),
            data: None,
            clock,
            ats: Readiness::Ready,
            dashboard: true,
            packaged: None,
        }
    }
}
