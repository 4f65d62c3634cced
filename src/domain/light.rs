//! The traffic light of an account's health.

use std::fmt;

/// Green, yellow, red; grey where too little is known to say. Ordered best first, grey last.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Light {
    Green,
    Yellow,
    Red,
    Grey,
}

impl Light {
    /// All four, best first, grey last.
    pub const ALL: [Self; 4] = [Self::Green, Self::Yellow, Self::Red, Self::Grey];

    /// The word used in files, filters and JSON.
    pub fn key(self) -> &'static str {
        match self {
            Self::Green => "green",
            Self::Yellow => "yellow",
            Self::Red => "red",
            Self::Grey => "grey",
        }
    }

    /// Reads the word of [`Light::key`].
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|light| light.key() == key)
    }

    /// How badly the account needs a look: red 3, yellow 2, grey 1, green 0.
    pub fn severity(self) -> u8 {
        match self {
            Self::Green => 0,
            Self::Grey => 1,
            Self::Yellow => 2,
            Self::Red => 3,
        }
    }

    /// Whether this light is worse than `other` among green, yellow and red; grey compares with none.
    pub fn is_worse_than(self, other: Self) -> bool {
        self != Self::Grey && other != Self::Grey && self > other
    }
}

impl fmt::Display for Light {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.key())
    }
}
