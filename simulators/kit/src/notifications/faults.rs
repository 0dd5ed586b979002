//! How notifications go wrong between a provider and us.

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value, json};

/// What happens on the way, drawn anew for each notification.
#[derive(Clone, Copy, Debug, Default, Deserialize, PartialEq, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Faults {
    /// The share that never arrives and is not tried again, from 0 to 1.
    pub lose: f64,
    /// The share that comes twice, from 0 to 1.
    pub double: f64,
    /// By how many seconds at most each is late. Each copy has its own delay, so that they overtake each other.
    pub delay_seconds: u32,
    /// How long a watch goes on sending after it was stopped, in seconds.
    pub after_stop_seconds: u32,
    /// What the draws begin with; the same seed repeats them.
    pub seed: u64,
}

impl Faults {
    /// These with `changes` laid over them; the error names what is wrong.
    pub(super) fn changed(self, changes: Map<String, Value>) -> Result<Self, String> {
        let mut fields = json!(self);
        if let Value::Object(fields) = &mut fields {
            fields.extend(changes);
        }
        let faults: Self = serde_json::from_value(fields).map_err(|error| error.to_string())?;
        for (name, share) in [("lose", faults.lose), ("double", faults.double)] {
            if !(0.0..=1.0).contains(&share) {
                return Err(format!("{name}: must be from 0 to 1"));
            }
        }
        Ok(faults)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn changed(changes: Value) -> Result<Faults, String> {
        Faults::default().changed(changes.as_object().unwrap().clone())
    }

    #[test]
    fn what_is_not_named_stays() {
        let faults = changed(json!({"lose": 0.2, "delay_seconds": 30})).unwrap();
        assert_eq!((faults.lose, faults.double, faults.delay_seconds), (0.2, 0.0, 30));
    }

    #[test]
    fn what_cannot_be_is_refused() {
        for wrong in [json!({"lose": 2}), json!({"double": -0.1}), json!({"loose": 1})] {
            assert!(changed(wrong.clone()).is_err(), "{wrong}");
        }
    }
}
