//! When somebody is not free, as far as a calendar tells. Pure.

use super::{Availability, Span};

/// A stretch of a calendar that is not free.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Block {
    /// When.
    pub span: Span,
    /// How its owner is then.
    pub status: Availability,
}

/// A calendar that can be read: what is in no block is free.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Seen {
    /// Its blocks, in any order.
    pub blocks: Vec<Block>,
    /// Whether neighbours and what overlaps are one block, as Google tells when people are busy.
    pub is_merged: bool,
}

impl Seen {
    /// Busy at `spans`, where neighbours are told as one.
    pub fn merged(spans: Vec<Span>) -> Self {
        let blocks = spans.into_iter().map(|span| Block { span, status: Availability::Busy });
        Self { blocks: blocks.collect(), is_merged: true }
    }

    /// The calendar without the event of `span`, which is being moved and does not block itself. Where more
    /// than it may be told there, nobody knows how its owner is then.
    #[must_use]
    pub fn without(mut self, span: Span) -> Self {
        if let Some(own) = self.blocks.iter().position(|block| block.span == span) {
            self.blocks.swap_remove(own);
            return self;
        }
        let covers = |block: &Block| block.span.start <= span.start && span.end <= block.span.end;
        let Some(whole) = self.blocks.iter().position(covers).filter(|_| self.is_merged) else {
            return self;
        };
        let Block { span: around, status } = self.blocks.swap_remove(whole);
        let parts = [
            (around.start, span.start, status),
            (span.start, span.end, Availability::Unknown),
            (span.end, around.end, status),
        ];
        let parts = parts.into_iter().filter(|(start, end, _)| start < end);
        self.blocks
            .extend(parts.map(|(start, end, status)| Block { span: Span { start, end }, status }));
        self
    }

    /// The calendar of somebody who is to be there: perhaps is no.
    #[must_use]
    pub fn plain(mut self) -> Self {
        self.blocks.iter_mut().for_each(|block| block.status = block.status.plain());
        self
    }

    /// This calendar and `other`, of one person.
    #[must_use]
    pub fn and(mut self, other: Self) -> Self {
        self.blocks.extend(other.blocks);
        self.is_merged |= other.is_merged;
        self
    }

    /// How its owner is during `span`: the weightiest of what overlaps it.
    pub fn status(&self, span: Span) -> Availability {
        let within = self.blocks.iter().filter(|block| block.span.overlaps(span));
        within
            .map(|block| block.status)
            .max_by_key(|status| status.weight())
            .unwrap_or(Availability::Free)
    }
}

#[cfg(test)]
mod tests {
    use jiff::Timestamp;

    use super::*;

    fn span(from: i64, to: i64) -> Span {
        let at = |hour: i64| Timestamp::from_second(1_780_000_000 + hour * 3600).unwrap();
        Span { start: at(from), end: at(to) }
    }

    fn block(from: i64, to: i64, status: Availability) -> Block {
        Block { span: span(from, to), status }
    }

    #[test]
    fn b20_an_interview_that_is_moved_does_not_block_itself() {
        let seen = Seen::merged(vec![span(9, 10), span(14, 15)]).without(span(14, 15));
        assert_eq!(seen.status(span(14, 15)), Availability::Free);
        assert_eq!(seen.status(span(9, 10)), Availability::Busy);
    }

    #[test]
    fn b20_what_else_may_be_there_is_unknown_and_never_free() {
        let seen = Seen::merged(vec![span(13, 16)]).without(span(14, 15));
        assert_eq!(seen.status(span(13, 14)), Availability::Busy);
        assert_eq!(seen.status(span(14, 15)), Availability::Unknown);
        assert_eq!(seen.status(span(15, 16)), Availability::Busy);
    }

    #[test]
    fn b20_of_events_that_are_told_one_by_one_only_the_moved_one_goes() {
        let whole_day = block(8, 20, Availability::Busy);
        let own = block(14, 15, Availability::Busy);
        let seen = Seen { blocks: vec![whole_day, own], is_merged: false }.without(span(14, 15));
        assert_eq!(seen.blocks, [whole_day]);
        assert_eq!(seen.clone().without(span(14, 15)), seen);
    }

    #[test]
    fn the_weightiest_of_several_counts() {
        let blocks = vec![block(9, 11, Availability::Tentative), block(10, 12, Availability::Busy)];
        let seen = Seen { blocks, is_merged: false };
        assert_eq!(seen.status(span(9, 10)), Availability::Tentative);
        assert_eq!(seen.status(span(10, 11)), Availability::Busy);
        assert_eq!(seen.status(span(12, 13)), Availability::Free);
    }
}
