//! Numbers, money, days and shares as people read them. Screens round half up; JSON never comes here.

use crate::domain::words::LIGHT_WORDS;
use crate::domain::{Currency, Day, Light};
use crate::facts::{Form, Value};
use crate::i18n::Lang;
use std::fmt::Display;

/// How values are written in one language and one book.
#[derive(Clone, Copy, Debug)]
pub struct Formats {
    pub lang: Lang,
    /// The book's currency.
    pub currency: Currency,
}

/// Rounds half up, away from zero for negative numbers as people do it on paper.
pub fn round(value: f64, digits: u32) -> f64 {
    let scale = f64::from(10_u32.pow(digits));
    // The nudge undoes the binary error of figures like 2.675, far below any digit shown.
    ((value.abs() * scale) + 0.5 + 1e-9).floor() / scale * value.signum()
}

/// [`Formats::minutes`] where there is no book.
pub(in crate::i18n) fn minutes(lang: Lang, minutes: i64) -> String {
    let (hours, rest) = (minutes / 60, minutes % 60);
    match (lang, hours) {
        (Lang::En, 0) => format!("{rest}m"),
        (Lang::En, _) => format!("{hours}h{rest:02}"),
        (Lang::Ja, 0) => format!("{rest}分"),
        (Lang::Ja, _) => format!("{hours}時間{rest:02}分"),
    }
}

impl Formats {
    /// A score or a count without needless digits: `32`, `74.3`.
    pub fn number(self, value: f64) -> String {
        let rounded = round(value, 2);
        let text = format!("{rounded:.2}");
        let short = text.trim_end_matches('0').trim_end_matches('.');
        if short == "-0" { "0".to_owned() } else { short.to_owned() }
    }

    /// A score as screens show it, in whole points; `—` where there is none.
    pub fn score(self, score: Option<f64>) -> String {
        score.map_or_else(|| "—".to_owned(), |score| format!("{:.0}", round(score, 0)))
    }

    /// A change with its sign; nothing for one too small to matter (2 points or less).
    pub fn trend(self, trend: Option<f64>) -> String {
        trend.filter(|trend| trend.abs() > 2.0).map_or_else(String::new, |trend| format!("{:+.0}", round(trend, 0)))
    }

    /// A fraction as percent: `34 %`, `-8.3 %`.
    pub fn share(self, share: f64) -> String {
        let percent = round(share * 100.0, 1);
        format!("{} %", self.number(percent))
    }

    /// Money in short form: `¥4.8M`, `$310k`, `480万円`, `1.2億円`.
    pub fn money(self, major: f64) -> String {
        // A sum of nothing is -0.
        let major = major + 0.0;
        match self.lang {
            Lang::En => format!("{}{}", self.symbol(), short(major, &[(1e9, "B"), (1e6, "M"), (1e3, "k")])),
            Lang::Ja if self.currency == Currency::JPY => format!("{}円", short(major, &[(1e8, "億"), (1e4, "万")])),
            Lang::Ja => format!("{}{}", self.symbol(), short(major, &[(1e8, "億"), (1e4, "万")])),
        }
    }

    fn symbol(self) -> String {
        match self.currency.code() {
            "JPY" => "¥".to_owned(),
            "USD" => "$".to_owned(),
            "EUR" => "€".to_owned(),
            "GBP" => "£".to_owned(),
            code => format!("{code} "),
        }
    }

    /// Days: `21 d`, `21日`.
    pub fn days(self, days: f64) -> String {
        let days = self.number(days);
        self.lang.pick(format!("{days} d"), format!("{days}日"))
    }

    /// Days ahead or passed: `in 21 d`, `13 d ago`; `あと21日`, `13日経過`.
    pub fn until(self, days: f64) -> String {
        let count = self.days(days.abs());
        match (self.lang, days < 0.0) {
            (Lang::En, false) => format!("in {count}"),
            (Lang::En, true) => format!("{count} ago"),
            (Lang::Ja, false) => format!("あと{count}"),
            (Lang::Ja, true) => format!("{count}経過"),
        }
    }

    /// A day near today, in days: `0d`, `+3d`, `-2d`; `本日`, `3日後`, `2日超過`.
    pub fn short_day(self, day: Day, today: Day) -> String {
        let days = day.since(today);
        match self.lang {
            Lang::En if days == 0 => "today".to_owned(),
            Lang::En => format!("{days:+}d"),
            Lang::Ja if days == 0 => "本日".to_owned(),
            Lang::Ja if days > 0 => format!("{days}日後"),
            Lang::Ja => format!("{}日超過", -days),
        }
    }

    /// Minutes as hours and minutes: `5h10`, `45m`; `5時間10分`, `45分`.
    pub fn minutes(self, minutes: i64) -> String {
        self::minutes(self.lang, minutes)
    }

    /// A light as a word.
    pub fn light(self, light: Light) -> &'static str {
        LIGHT_WORDS.iter().find(|word| word.key == light.key()).map_or("", |word| self.lang.word(word))
    }

    /// A light as a glyph of one width everywhere.
    pub fn glyph(light: Light) -> &'static str {
        match light {
            Light::Green => "✓",
            Light::Yellow => "▴",
            Light::Red => "✗",
            Light::Grey => "◌",
        }
    }

    /// A fact's value in its own unit; `—` where nothing is known.
    pub fn value(self, value: Option<&Value>, form: Form) -> String {
        let Some(value) = value else { return "—".to_owned() };
        match (value, form) {
            (Value::Number(number), Form::Money) => self.money(*number),
            (Value::Number(number), Form::Share) => self.share(*number),
            (Value::Number(number), Form::Since | Form::Until | Form::Days) => self.days(*number),
            (Value::Number(number), _) => self.number(*number),
            (Value::YesNo(yes), _) => self.lang.pick(if *yes { "yes" } else { "no" }, if *yes { "はい" } else { "いいえ" }).to_owned(),
            (Value::Word(key), Form::Words(words)) => words.iter().find(|word| word.key == *key).map_or(*key, |word| self.lang.word(word)).to_owned(),
            (Value::Word(key), _) => (*key).to_owned(),
            (Value::Text(text), _) => text.clone(),
            (Value::Set(texts), _) => texts.join(", "),
        }
    }
}

/// A number with the greatest unit that leaves at least one whole: one digit after the point below ten of it.
fn short(value: f64, units: &[(f64, &str)]) -> String {
    let (scale, unit) = units.iter().copied().find(|(scale, _)| value.abs() >= *scale).unwrap_or((1.0, ""));
    let scaled = value / scale;
    let digits = u32::from(scaled.abs() < 100.0 && !unit.is_empty());
    let text = format!("{:.1}", round(scaled, digits));
    format!("{}{unit}", text.strip_suffix(".0").unwrap_or(&text))
}

/// A number of things in English: `1 loss`, `3 losses`.
pub(in crate::i18n) fn count(number: impl Display, one: &str, more: &str) -> String {
    let number = number.to_string();
    let noun = if number == "1" { one } else { more };
    format!("{number} {noun}")
}

#[cfg(test)]
mod tests {
    use super::*;

    const EN: Formats = Formats { lang: Lang::En, currency: Currency::JPY };
    const JA: Formats = Formats { lang: Lang::Ja, currency: Currency::JPY };

    #[test]
    fn money_is_short_in_each_language() {
        assert_eq!(EN.money(4_800_000.0), "¥4.8M");
        assert_eq!(JA.money(4_800_000.0), "480万円");
        assert_eq!(JA.money(120_000_000.0), "1.2億円");
        assert_eq!(EN.money(950.0), "¥950");
        assert_eq!(EN.money(-48_200_000.0), "¥-48.2M");
    }

    #[test]
    fn screens_round_half_up() {
        assert_eq!(EN.score(Some(54.5)), "55");
        assert_eq!(EN.number(2.675), "2.68");
        assert_eq!(EN.share(0.5), "50 %");
        assert_eq!(EN.score(None), "—");
    }

    #[test]
    fn a_trend_of_two_points_or_less_is_quiet() {
        assert_eq!(EN.trend(Some(2.0)), "");
        assert_eq!(EN.trend(Some(-18.2)), "-18");
        assert_eq!(EN.trend(Some(3.0)), "+3");
    }
}
