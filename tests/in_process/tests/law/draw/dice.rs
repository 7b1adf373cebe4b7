//! Choices, drawn from bytes.
//!
//! Everything that is generated is drawn from bytes, so that whoever has bytes can generate:
//! proptest natively, where fewer and smaller bytes are simpler cases, and a plain generator in
//! the browser. Where the bytes end, every choice is the first, which is always the simplest.

use std::fmt;

/// Choices from some bytes.
pub struct Dice<'a> {
    bytes: std::slice::Iter<'a, u8>,
}

impl<'a> Dice<'a> {
    pub fn new(bytes: &'a [u8]) -> Self {
        Self { bytes: bytes.iter() }
    }

    fn byte(&mut self) -> usize {
        self.bytes.next().copied().map_or(0, usize::from)
    }

    /// A number from 0 to below `count`.
    pub fn below(&mut self, count: usize) -> usize {
        let number = if count > 256 { self.byte() * 256 + self.byte() } else { self.byte() };
        number % count
    }

    /// One of a list; the first where the bytes have ended.
    pub fn pick<'l, T>(&mut self, list: &'l [T]) -> &'l T {
        &list[self.below(list.len())]
    }

    /// One of a list, by value.
    pub fn one<T: Copy>(&mut self, list: &[T]) -> T {
        *self.pick(list)
    }

    /// True once in `often` times, and never when the bytes have ended.
    pub fn once_in(&mut self, often: usize) -> bool {
        self.below(often) == often - 1
    }

    /// Some of a list, each at most once, in any order.
    pub fn some<'l, T>(&mut self, list: &'l [T], most: usize) -> Vec<&'l T> {
        let mut left: Vec<&T> = list.iter().collect();
        let count = self.below(most.min(left.len()) + 1);
        (0..count).map(|_| left.remove(self.below(left.len()))).collect()
    }

    /// The positions 0 to `count` in any order.
    pub fn shuffled(&mut self, count: usize) -> Vec<usize> {
        let mut left: Vec<usize> = (0..count).collect();
        (0..count).map(|_| left.remove(self.below(left.len()))).collect()
    }
}

/// The bytes of a whole case: some for each value of each issue, so that issues and values can be
/// made simpler one by one.
#[derive(Clone)]
pub struct Draws {
    /// For what is done with the issues.
    pub deed: Vec<u8>,
    /// For each issue, for each of its values.
    pub issues: Vec<Vec<Vec<u8>>>,
}

/// Short, for the bytes tell a person nothing: what they led to is in the message of a failure.
impl fmt::Debug for Draws {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} issues", self.issues.len())
    }
}

/// Most bytes of one value.
pub const MOST: usize = 40;

impl Draws {
    /// The draws of a seed, for where no proptest is at hand.
    pub fn of_seed(seed: u64, issues: usize, values: usize) -> Self {
        let mut random = SplitMix(seed);
        let deed = random.bytes(MOST * 2);
        let issue = |random: &mut SplitMix| {
            let lengths: Vec<usize> = (0..values).map(|_| random.next() as usize % MOST).collect();
            lengths.into_iter().map(|length| random.bytes(length)).collect()
        };
        Self { deed, issues: (0..issues).map(|_| issue(&mut random)).collect() }
    }
}

/// Steele, Lea and Flood's SplitMix64: small, and the same everywhere.
struct SplitMix(u64);

impl SplitMix {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    fn bytes(&mut self, count: usize) -> Vec<u8> {
        (0..count).map(|_| (self.next() >> 56) as u8).collect()
    }
}
