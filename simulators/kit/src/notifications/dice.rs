//! Chance that comes the same way each time.

/// A sequence of numbers that depends on its seed alone: splitmix64 (Steele, Lea and Flood, 2014).
#[derive(Debug)]
pub(super) struct Dice(u64);

impl Dice {
    pub(super) const fn of(seed: u64) -> Self {
        Self(seed)
    }

    /// True in a `share` of all throws, from 0 (never) to 1 (always).
    pub(super) fn hits(&mut self, share: f64) -> bool {
        f64::from(self.next()) < share * (f64::from(u32::MAX) + 1.0)
    }

    /// A number from 0 to `most`.
    pub(super) fn up_to(&mut self, most: u32) -> u32 {
        let scaled = u64::from(self.next()) * (u64::from(most) + 1);
        u32::try_from(scaled >> 32).unwrap_or(most)
    }

    fn next(&mut self) -> u32 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        u32::try_from((mixed ^ (mixed >> 31)) >> 32).unwrap_or(0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_seed_repeats_its_throws_and_another_does_not() {
        let throws = |seed| {
            let mut dice = Dice::of(seed);
            (0..20).map(|_| dice.up_to(1000)).collect::<Vec<_>>()
        };
        assert_eq!(throws(1), throws(1));
        assert_ne!(throws(1), throws(2));
    }

    #[test]
    fn a_share_is_hit_as_often_as_it_says() {
        let mut dice = Dice::of(7);
        let hits = (0..10_000).filter(|_| dice.hits(0.2)).count();
        assert!((1800..2200).contains(&hits), "{hits}");
        assert!(!(0..1000).any(|_| dice.hits(0.0)));
        assert!((0..1000).all(|_| dice.hits(1.0)));
        assert!((0..1000).all(|_| dice.up_to(3) <= 3));
    }
}
