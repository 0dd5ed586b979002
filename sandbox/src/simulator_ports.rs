//! The options that move the simulators: one for each.

use clap::{Arg, ArgMatches, Args, Command, Error, FromArgMatches, value_parser};
use sandbox::world::{Simulators, simulator};
use shared::model::provider::Provider;
use simulator_kit::Simulator;

/// Where each simulator listens: `--linkedin-port` and its like.
#[derive(Debug)]
pub(crate) struct SimulatorPorts(pub(crate) Simulators<u16>);

impl Args for SimulatorPorts {
    fn augment_args(command: Command) -> Command {
        command.args(Provider::ALL.map(|provider| {
            let (Simulator { name, .. }, port) = simulator(provider);
            Arg::new(option(provider))
                .long(option(provider))
                .value_name("PORT")
                .value_parser(value_parser!(u16))
                .default_value(port.to_string())
                .help(format!("The {name} simulator"))
        }))
    }

    fn augment_args_for_update(command: Command) -> Command {
        Self::augment_args(command)
    }
}

impl FromArgMatches for SimulatorPorts {
    fn from_arg_matches(matches: &ArgMatches) -> Result<Self, Error> {
        let port = |provider| matches.get_one(&option(provider)).copied();
        Ok(Self(Simulators::each(|provider| port(provider).unwrap_or(simulator(provider).1))))
    }

    fn update_from_arg_matches(&mut self, matches: &ArgMatches) -> Result<(), Error> {
        *self = Self::from_arg_matches(matches)?;
        Ok(())
    }
}

fn option(provider: Provider) -> String {
    format!("{}-port", simulator(provider).0.slug)
}
