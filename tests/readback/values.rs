//! Random values that are hard for readers, the same in every run unless `LATCHKEY_SEED` is set to a number.

use rand_chacha::{
    ChaCha8Rng,
    rand_core::{Rng, SeedableRng},
};

/// The pools that values are mixed from. The first ones come more often, since most bugs are there.
const POOLS: [&str; 7] = [
    "'\"`$#\\ \n",
    "'\"`$#\\ \n\t{}()~!&;|<>*?[]%=:,-",
    "$X ${Y} $(Z) $$ \\$ $1 ${a:-b} %{c} %% --- ",
    " !\"#$%&'()*+,-./0123456789:;<=>?@ABCDEFGHIJKLMNOPQRSTUVWXYZ[\\]^_`abcdefghijklmnopqrstuvwxyz{|}~",
    "nrtabfv0x'\"\\\\\\",
    "äöüßéñ漢字かな한글Привет🙂🦀👩‍💻",
    "\r\n\u{a0}\u{85}\u{2028}\u{2029}\u{feff}\u{301}\u{1f}\u{7f}\u{b}\u{c}\u{200b}\u{1b}",
];

/// A source of values.
pub struct Values(ChaCha8Rng);

impl Values {
    pub fn new(seed: u64) -> Self {
        let other = std::env::var("LATCHKEY_SEED").map(|seed| seed.parse::<u64>());
        let other = other.map_or(0, |seed| seed.expect("LATCHKEY_SEED is a number"));
        Self(ChaCha8Rng::seed_from_u64(seed.wrapping_add(other << 16)))
    }

    /// A value of up to 24 characters; one in 200 is long.
    pub fn next_value(&mut self) -> String {
        let length = if self.below(200) == 0 {
            2000
        } else {
            self.below(25)
        };
        let pool: Vec<char> = match self.below(10) {
            0 | 1 => POOLS[0].chars().collect(),
            2 => POOLS[1].chars().collect(),
            3 => POOLS[2].chars().collect(),
            4 => POOLS[3].chars().collect(),
            5 => POOLS[4].chars().collect(),
            6 => POOLS[5].chars().chain(POOLS[0].chars()).collect(),
            7 => POOLS[6].chars().chain(POOLS[1].chars()).collect(),
            8 => POOLS[3].chars().chain(POOLS[5].chars()).collect(),
            _ => POOLS.concat().chars().collect(),
        };
        (0..length).map(|_| pool[self.below(pool.len())]).collect()
    }

    /// A value of printable ASCII, 1 to 40 characters.
    pub fn next_ascii(&mut self) -> String {
        let length = 1 + self.below(40);
        let pool = POOLS[3].as_bytes();
        (0..length)
            .map(|_| char::from(pool[self.below(pool.len())]))
            .collect()
    }

    /// A number below `bound`.
    pub fn below(&mut self, bound: usize) -> usize {
        let bound = u64::try_from(bound).expect("small");
        usize::try_from(self.0.next_u64() % bound).expect("below a small bound")
    }
}
