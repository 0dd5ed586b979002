//! What Google says of its Calendar API, against what the functions send and the simulator answers.

mod client;
mod requests;
