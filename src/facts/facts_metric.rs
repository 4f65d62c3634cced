//! Usage: what was observed of a metric, over which window, against what.

use crate::book::{MetricId, series::Points};
use crate::domain::Day;
use crate::facts::context::{MetricKind, Rhythm};
use crate::facts::quiet::QuietDays;
use crate::facts::{Args, At, Fact, Form, Known};

pub(in crate::facts) const FACTS: &[Fact] = &[
    Fact::new("metric.KEY", &["指標.KEY"], Form::Number, latest).dated(),
    Fact::new("metric.KEY.mean", &["指標.KEY.平均"], Form::Number, |at, args| over(at, args, mean)).window().dated(),
    Fact::new("metric.KEY.sum", &["指標.KEY.合計"], Form::Number, |at, args| over(at, args, |points| known_sum(at, args, points))).window().dated(),
    Fact::new("metric.KEY.min", &["指標.KEY.最小"], Form::Number, |at, args| {
        over(at, args, |points| points.values.iter().copied().reduce(f64::min))
    })
    .window()
    .dated(),
    Fact::new("metric.KEY.max", &["指標.KEY.最大"], Form::Number, |at, args| {
        over(at, args, |points| points.values.iter().copied().reduce(f64::max))
    })
    .window()
    .dated(),
    Fact::new("metric.KEY.count", &["指標.KEY.件数"], Form::Number, |at, args| over(at, args, |points| known_count(at, args, points)))
        .window()
        .dated(),
    Fact::new("metric.KEY.change", &["指標.KEY.変化"], Form::Share, change).window().dated(),
    Fact::new("metric.KEY.weekly", &["指標.KEY.週平均"], Form::Number, weekly).window().dated(),
    Fact::new("metric.KEY.vs", &["指標.KEY.比較"], Form::Share, versus).two_windows().dated(),
    Fact::new("metric.KEY.age", &["指標.KEY.経過"], Form::Since, |at, args| newest(at, args).map(|day| at.day.since(day)).into()).fixed(),
    Fact::new("last_login", &["最終ログイン", "最終利用"], Form::Since, last_login),
];

/// Days of baseline below which a comparison says nothing.
const MIN_BASELINE: f64 = 56.0;

fn mean(points: Points<'_>) -> Option<f64> {
    points.mean()
}

fn metric(at: &At<'_>, args: &Args) -> Option<MetricId> {
    at.context().book.names().find(&args.name)
}

fn points<'a>(at: &At<'a>, args: &Args) -> Option<Points<'a>> {
    metric(at, args).map(|metric| at.metric(metric)).filter(|points| !points.is_empty())
}

fn newest(at: &At<'_>, args: &Args) -> Option<Day> {
    points(at, args)?.last().map(|(day, _)| day)
}

fn latest(at: &At<'_>, args: &Args) -> Known {
    let last = points(at, args).and_then(Points::last);
    Known::from(last.map(|(_, value)| value)).observed(last.map(|(day, _)| day))
}

/// A figure over the observations of `day - n < d <= day`.
fn over(at: &At<'_>, args: &Args, figure: impl FnOnce(Points<'_>) -> Option<f64>) -> Known {
    let window = metric(at, args).map(|metric| at.metric_window(metric, at.day, args.windows[0]));
    Known::from(window.and_then(figure)).observed(newest(at, args))
}

/// The sum of an empty window is 0 only where the account has been observed at all.
fn known_sum(at: &At<'_>, args: &Args, window: Points<'_>) -> Option<f64> {
    points(at, args).map(|_| window.sum())
}

#[expect(clippy::cast_precision_loss, reason = "a count of observations is far below 2^53")]
fn known_count(at: &At<'_>, args: &Args, window: Points<'_>) -> Option<f64> {
    points(at, args).map(|_| window.len() as f64)
}

/// Mean of the last `n` days ÷ mean of the `n` days before, less 1; unknown if either window is empty or the earlier mean is 0.
fn change(at: &At<'_>, args: &Args) -> Known {
    let n = args.windows[0];
    let mean = |end| metric(at, args).and_then(|metric| at.metric_window(metric, end, n).mean());
    let change = mean(at.day).zip(mean(at.day.plus(-n)).filter(|before| *before != 0.0)).map(|(now, before)| now / before - 1.0);
    Known::from(change).observed(newest(at, args))
}

/// Rate per week over the `n` days that end where the book's observations end; of a level, which has no rate, the mean.
fn weekly(at: &At<'_>, args: &Args) -> Known {
    let kind = at.context().settings.kind(&args.name);
    let rate = metric(at, args).and_then(|metric| {
        let rhythm = at.context().rhythm(metric, at.day);
        Window::of(at, metric, rhythm, rhythm.end?, args.windows[0]).recent_rate(kind)
    });
    let days = match kind {
        MetricKind::Count => 7.0,
        MetricKind::Level => 1.0,
    };
    Known::from(rate.map(|rate| rate * days)).observed(newest(at, args))
}

/// The last `n` days against the `m` days before them, as a relative change of the rate (counts) or the mean (levels).
fn versus(at: &At<'_>, args: &Args) -> Known {
    let [n, m] = args.windows;
    let compare = |metric| {
        let rhythm = at.context().rhythm(metric, at.day);
        let kind = at.context().settings.kind(&args.name);
        let end = rhythm.end?;
        let baseline = Window::of(at, metric, rhythm, end.plus(-n), m).baseline_rate(kind)?;
        Some(Window::of(at, metric, rhythm, end, n).recent_rate(kind)? / baseline - 1.0)
    };
    Known::from(metric(at, args).and_then(compare)).observed(newest(at, args))
}

/// The ordinary days of a window, those the account was there for, and what was observed on them.
struct Window {
    whole: f64,
    there: f64,
    sum: f64,
    count: f64,
    gap: f64,
}

impl Window {
    /// The `n` days that end at `end`, without quiet seasons. A first observation stands for the days since the one that
    /// would have come before it, so an account is there from one gap before its first observation.
    fn of(at: &At<'_>, metric: MetricId, rhythm: Rhythm, end: Day, n: i32) -> Self {
        #[expect(clippy::cast_possible_truncation, reason = "a gap between days of a book is a small number")]
        let began = at.metric(metric).days.first().map_or(end, |first| first.plus(-(rhythm.gap as i32)));
        let from = end.plus(-n);
        let quiet = QuietDays::of(&at.context().settings.quiet, from.plus(1), end);
        let ordinary = |from: Day| f64::from(end.since(from) - quiet.after(from));
        let there = if began < end { ordinary(from.max(began)) } else { 0.0 };
        let (sum, count) = Self::observed(at.metric_window(metric, end, n), &quiet);
        Self { whole: ordinary(from), there, sum, count, gap: rhythm.gap }
    }

    #[expect(clippy::cast_precision_loss, reason = "a count of observations is far below 2^53")]
    fn observed(points: Points<'_>, quiet: &QuietDays) -> (f64, f64) {
        if quiet.is_empty() {
            return (points.sum(), points.len() as f64);
        }
        let ordinary = points.iter().filter(|(day, _)| !quiet.holds(*day));
        ordinary.fold((0.0, 0.0), |(sum, count), (_, value)| (sum + value, count + 1.0))
    }

    /// The rate; unknown with fewer than half the observations that the whole window would have.
    fn recent_rate(&self, kind: MetricKind) -> Option<f64> {
        self.rate(kind, self.whole)
    }

    /// The rate that others are compared with; unknown with under 56 days, or with fewer than half the observations that the
    /// days since the account began would have; or if it is 0.
    fn baseline_rate(&self, kind: MetricKind) -> Option<f64> {
        (self.there >= MIN_BASELINE).then(|| self.rate(kind, self.there)).flatten().filter(|rate| *rate != 0.0)
    }

    /// Sum a day for counts, mean for levels.
    fn rate(&self, kind: MetricKind, expected_days: f64) -> Option<f64> {
        let enough = self.there > 0.0 && self.count > 0.0 && self.count >= expected_days / self.gap / 2.0;
        enough.then(|| match kind {
            MetricKind::Count => self.sum / self.there,
            MetricKind::Level => self.sum / self.count,
        })
    }
}

/// Days since an observation above 0 of the activity metric (of any metric, where none is named), or since an imported
/// last-login day if that is later.
fn last_login(at: &At<'_>, _: &Args) -> Known {
    let activity = at.context().settings.activity.as_deref();
    let observed = at
        .metrics()
        .filter(|metric| activity.is_none_or(|key| at.context().book.names().key(*metric) == key))
        .filter_map(|metric| at.metric(metric).iter().filter(|(_, value)| *value > 0.0).last())
        .map(|(day, _)| day)
        .max();
    let told = at.attribute("last_login").and_then(Day::parse_iso).filter(|day| *day <= at.day);
    let last = observed.max(told);
    Known::from(last.map(|day| at.day.since(day))).observed(last)
}

#[cfg(test)]
mod tests;
