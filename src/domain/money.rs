//! Currencies and amounts. Amounts are whole minor units (yen, cents); floats appear only on output.

use std::fmt;

/// An ISO 4217 currency code, three capital letters.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Currency([u8; 3]);

impl Currency {
    pub const JPY: Self = Self(*b"JPY");

    /// Reads a three-letter code in either case; no list of real currencies is held.
    pub fn parse(text: &str) -> Option<Self> {
        let bytes: [u8; 3] = text.trim().as_bytes().try_into().ok()?;
        bytes.iter().all(u8::is_ascii_alphabetic).then(|| Self(bytes.map(|byte| byte.to_ascii_uppercase())))
    }

    /// The code.
    pub fn code(&self) -> &str {
        std::str::from_utf8(&self.0).unwrap_or("???")
    }

    /// Digits after the point, by ISO 4217: 0 for yen and won, 3 for a few dinars, else 2.
    pub fn minor_digits(self) -> u32 {
        match &self.0 {
            b"BIF" | b"CLP" | b"DJF" | b"GNF" | b"ISK" | b"JPY" | b"KMF" | b"KRW" | b"PYG" | b"RWF" | b"UGX" | b"UYI" | b"VND" | b"VUV" | b"XAF"
            | b"XOF" | b"XPF" => 0,
            b"BHD" | b"IQD" | b"JOD" | b"KWD" | b"LYD" | b"OMR" | b"TND" => 3,
            _ => 2,
        }
    }

    /// How many minor units make a major one.
    pub fn scale(self) -> i64 {
        10_i64.pow(self.minor_digits())
    }

    /// The amount in major units, as shown and as written in JSON.
    #[expect(clippy::cast_precision_loss, reason = "amounts over 2^53 minor units are refused at import")]
    pub fn major(self, minor: i64) -> f64 {
        minor as f64 / self.scale() as f64
    }

    /// The amount in minor units, rounded half away from zero; `None` beyond what a double holds exactly.
    #[expect(clippy::cast_possible_truncation, clippy::cast_precision_loss, reason = "checked against 2^53 first")]
    pub fn minor(self, major: f64) -> Option<i64> {
        let minor = (major * self.scale() as f64).round();
        (minor.abs() <= 9_007_199_254_740_992.0).then_some(minor as i64)
    }
}

impl fmt::Display for Currency {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

impl fmt::Debug for Currency {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

impl serde::Serialize for Currency {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.code())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn yen_have_no_minor_units_and_dollars_have_cents() {
        let usd = Currency::parse("usd").unwrap();
        assert_eq!(Currency::JPY.minor(4_800_000.0), Some(4_800_000));
        assert_eq!(usd.minor(12.345), Some(1235));
        assert!((usd.major(1235) - 12.35).abs() < 1e-12);
    }

    #[test]
    fn an_amount_too_large_to_hold_is_refused() {
        assert_eq!(Currency::JPY.minor(1e17), None);
    }
}
