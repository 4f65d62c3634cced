//! What is wrong with a rules text is told with its place. In the texts `«` and `»` stand around the place and are taken out.

use crate::config::{Expected, ProblemKind as Toml};
use crate::facts::FactError;
use crate::filter::FilterErrorKind;
use crate::rules::tests::with_metrics;
use crate::rules::{Problem, ProblemKind, Rules, Thing};
use rstest::rstest;

const CARD: &str = "[[scorecard]]\nname = \"c\"\ngreen = 70\nyellow = 40\n";
const POINTS: &str = "[[scorecard]]\nname = \"c\"\nscale = \"points\"\ngreen = 5\nyellow = 3\n";
const SIGNAL: &str = "[[scorecard.signal]]\nkey = \"s\"\nfact = \"metric.usage\"\nweight = 1\n";
const LINE: &str = "linear = { from = 0, to = 1, points = 1 }\n";

/// Problems of a text with marks, and the place that the marks say.
fn problems(marked: &str) -> (Vec<Problem>, std::ops::Range<usize>) {
    let marked = with_metrics(marked);
    let start = marked.find('«').unwrap();
    let end = marked.find('»').unwrap() - '«'.len_utf8();
    (Rules::parse(&marked.replace(['«', '»'], "")).unwrap_err(), start..end)
}

/// Exactly one problem, at the marks.
#[track_caller]
fn only(marked: &str) -> ProblemKind {
    let (mut problems, place) = problems(marked);
    assert_eq!(problems.len(), 1, "{problems:#?}");
    let problem = problems.remove(0);
    assert_eq!(problem.place.start..problem.place.end, place, "{problem:?}");
    problem.kind
}

fn with_bands(fact: &str, bands: &str) -> String {
    format!("{CARD}[[scorecard.signal]]\nkey = \"s\"\nweight = 1\nfact = \"{fact}\"\nbands = [{bands}]\n")
}

fn after_card(rest: &str) -> String {
    format!("{CARD}{SIGNAL}{LINE}{rest}")
}

#[test]
fn a_text_without_marks_is_right() {
    assert!(Rules::parse(&with_metrics(&after_card(""))).is_ok());
}

#[rstest]
#[case("{ at_least = 1, points = 3 }, «{ at_least = 2, points = 2 }», { else = true, points = 0 }")]
#[case("{ at_most = 1, points = 3 }, «{ at_most = 1, points = 2 }», { else = true, points = 0 }")]
#[case("{ else = true, points = 3 }, «{ at_least = 2, points = 2 }»")]
fn a_band_that_can_never_be_reached(#[case] bands: &str) {
    assert_eq!(only(&with_bands("metric.usage", bands)), ProblemKind::Unreachable);
}

#[test]
fn bands_without_else() {
    assert_eq!(only(&with_bands("metric.usage", "«{ at_least = 1, points = 3 }»")), ProblemKind::NoElse);
}

#[rstest]
#[case("«{ points = 3 }», { else = true, points = 0 }")]
#[case("«{ at_least = 1, at_most = 2, points = 3 }», { else = true, points = 0 }")]
#[case("{ at_least = 1, points = 3 }, { else = «false», points = 0 }")]
fn a_band_without_exactly_one_test(#[case] bands: &str) {
    assert_eq!(only(&with_bands("metric.usage", bands)), ProblemKind::BandTest);
}

#[test]
fn both_or_neither_of_bands_and_linear() {
    let both = format!("{CARD}{SIGNAL}bands = [{{ else = true, points = 1 }}]\nlinear = «{{ from = 0, to = 1, points = 1 }}»\n");
    assert_eq!(only(&both), ProblemKind::BandsAndLinear);
    let neither = format!("{CARD}«[[scorecard.signal]]»\nkey = \"s\"\nfact = \"metric.usage\"\nweight = 1\n");
    assert_eq!(only(&neither), ProblemKind::NoCurve);
    let flat = format!("{CARD}{SIGNAL}linear = «{{ from = 1, to = 1, points = 1 }}»\n");
    assert_eq!(only(&flat), ProblemKind::FlatLine);
}

#[rstest]
#[case("overdue", "\"7%\"")]
#[case("overdue", "\"soon\"")]
#[case("arr.change(365d)", "\"7d\"")]
#[case("nps", "\"9\"")]
#[case("metric.usage", "true")]
fn a_bound_that_is_none_of_the_fact(#[case] fact: &str, #[case] bound: &str) {
    let kind = only(&with_bands(fact, &format!("{{ at_least = «{bound}», points = 1 }}, {{ else = true, points = 0 }}")));
    assert!(matches!(&kind, ProblemKind::BandValue { fact: told, .. } if told == fact), "{kind:?}");
}

#[rstest]
#[case("overdue", "\"7d\"")]
#[case("overdue", "7")]
#[case("renewal", "\"-7d\"")]
#[case("arr.change(365d)", "\"-25%\"")]
#[case("arr.change(365d)", "-0.25")]
#[case("metric.usage", "\"70%\"")]
fn a_bound_in_any_writing_of_the_fact(#[case] fact: &str, #[case] bound: &str) {
    let text = with_bands(fact, &format!("{{ at_least = {bound}, points = 1 }}, {{ else = true, points = 0 }}"));
    assert!(Rules::parse(&with_metrics(&text)).is_ok());
}

#[test]
fn words_and_yes_or_no() {
    let equals = |fact: &str, word: &str| with_bands(fact, &format!("{{ equals = {word}, points = 1 }}, {{ else = true, points = 0 }}"));
    for (fact, word) in [("champion", "\"yes\""), ("champion", "true"), ("touch", "\"ハイ\""), ("metric.key_feature", "\"no\""), ("plan", "\"Pro\"")]
    {
        assert!(Rules::parse(&with_metrics(&equals(fact, word))).is_ok(), "{fact} {word}");
    }
    let kind = only(&equals("touch", "«\"hihg\"»"));
    assert!(matches!(&kind, ProblemKind::BandValue { nearest: Some(nearest), .. } if nearest == "high"), "{kind:?}");
    assert!(matches!(only(&equals("champion", "«3»")), ProblemKind::BandValue { .. }));
    let ordered = with_bands("champion", "{ at_least = «1», points = 1 }, { else = true, points = 0 }");
    assert_eq!(only(&ordered), ProblemKind::NoNumber { fact: "champion".into() });
}

#[test]
fn weights_stand_on_percent_cards_only() {
    let on_points = format!("{POINTS}[[scorecard.signal]]\nkey = \"s\"\nfact = \"metric.usage\"\nweight = «1»\n{LINE}");
    assert_eq!(only(&on_points), ProblemKind::WeightOnPoints);
    let missing = format!("{CARD}«[[scorecard.signal]]»\nkey = \"s\"\nfact = \"metric.usage\"\n{LINE}");
    assert_eq!(only(&missing), ProblemKind::Toml(Toml::MissingKey { key: "weight" }));
    let zero = format!("{CARD}[[scorecard.signal]]\nkey = \"s\"\nfact = \"metric.usage\"\nweight = «0»\n{LINE}");
    assert!(matches!(only(&zero), ProblemKind::Toml(Toml::OutOfRange { .. })));
}

#[test]
fn a_signal_that_can_never_earn() {
    let text = format!("{CARD}«[[scorecard.signal]]»\nkey = \"s\"\nfact = \"metric.usage\"\nweight = 1\nbands = [{{ else = true, points = -1 }}]\n");
    assert_eq!(only(&text), ProblemKind::NothingToEarn { key: "s".into() });
    let card = POINTS.replace("[[scorecard]]", "«[[scorecard]]»");
    let text = format!("{card}[[scorecard.signal]]\nkey = \"s\"\nfact = \"metric.usage\"\nbands = [{{ else = true, points = 0 }}]\n");
    assert_eq!(only(&text), ProblemKind::NothingToEarn { key: "c".into() });
}

#[test]
fn green_must_be_above_yellow() {
    let text = format!("{}{SIGNAL}{LINE}", CARD.replace("70", "«40»"));
    assert_eq!(only(&text), ProblemKind::LightOrder { green: 40.0, yellow: 40.0 });
    let text = format!("{}{SIGNAL}{LINE}", CARD.replace("70", "«700»"));
    assert!(matches!(only(&text), ProblemKind::Toml(Toml::OutOfRange { most: Some(100.0), .. })));
}

#[test]
fn only_the_last_card_has_no_when() {
    let card = |name: &str, when: &str, head: &str| format!("{head}\nname = \"{name}\"\n{when}green = 70\nyellow = 40\n{SIGNAL}{LINE}");
    let plain = "[[scorecard]]";
    let when = "when = \"tenure:<90d\"\n";
    let text = card("a", "", "«[[scorecard]]»") + &card("b", "", plain);
    assert_eq!(only(&text), ProblemKind::MatchesAllButNotLast { thing: Thing::Scorecard, key: "a".into() });
    let text = card("a", when, plain) + &card("b", when, "«[[scorecard]]»");
    assert_eq!(only(&text), ProblemKind::LastCardHasWhen { name: "b".into() });
    let text = (card("a", when, plain) + &card("a", "", plain)).replacen("name = \"a\"\ngreen", "name = «\"a\"»\ngreen", 1);
    assert!(matches!(only(&text), ProblemKind::Duplicate { thing: Thing::Scorecard, .. }));
    assert!(matches!(Rules::parse("").unwrap_err()[0].kind, ProblemKind::NoCard));
}

#[test]
fn a_key_stands_once_among_its_kind() {
    let second = SIGNAL.replace("\"s\"", "«\"s\"»");
    let kind = only(&format!("{CARD}{SIGNAL}{LINE}{second}{LINE}"));
    assert!(matches!(kind, ProblemKind::Duplicate { thing: Thing::Signal, first: 14, .. }), "{kind:?}");
    let touches = "[[touch]]\nkey = \"low\"\nwhen = \"arr:>0\"\n[[touch]]\nkey = «\"low\"»\n";
    assert!(matches!(only(&after_card(touches)), ProblemKind::Duplicate { thing: Thing::Touch, .. }));
    let trigger = |key: &str| format!("[[trigger]]\nkey = {key}\nwhen = \"light:red\"\ntask = \"x\"\n");
    assert!(matches!(only(&after_card(&(trigger("\"t\"") + &trigger("«\"t\"»")))), ProblemKind::Duplicate { thing: Thing::Trigger, .. }));
    let phases = "[[phase]]\nkey = \"adoption\"\nexit_when = \"score:>50\"\n[[phase]]\nkey = «\"adoption\"»\nexit_when = \"score:>50\"\n";
    assert!(matches!(only(&after_card(phases)), ProblemKind::Duplicate { thing: Thing::Phase, .. }));
}

#[test]
fn stale_after_needs_a_fact_with_a_day() {
    let text = with_bands("overdue", "{ at_most = 7, points = 1 }, { else = true, points = 0 }") + "stale_after = «\"7d\"»\n";
    assert_eq!(only(&text), ProblemKind::StaleWithoutDay { fact: "overdue".into() });
}

#[rstest]
#[case("«score»:<5", 1)]
#[case("arr:>0 («tasks.open»:>0 or arr:<9)", 1)]
#[case("«is»:lapsed", 2)]
fn an_override_reads_rows_only(#[case] when: &str, #[case] level: u8) {
    let (problems, marks) = problems(&after_card(&format!("[[scorecard.override]]\nwhen = \"{when}\"\nat_best = \"red\"\nbecause = \"x\"\n")));
    assert!(matches!(&problems[0].kind, ProblemKind::Level { level: told, allowed: 0, .. } if *told == level), "{problems:?}");
    assert_eq!((problems.len(), problems[0].place.start), (1, marks.start));
}

#[test]
fn touch_models_and_phases_read_scores_and_triggers_judgements_too() {
    let trigger = "[[trigger]]\nkey = \"t\"\nwhen = \"is:watermelon\"\nunless = \"light:red\"\ntask = \"x\"\n";
    assert!(Rules::parse(&with_metrics(&after_card(trigger))).is_ok());
    let text = after_card("[[touch]]\nkey = \"high\"\nwhen = \"score:<5 «is:lapsed»\"\n");
    assert!(matches!(only(&text), ProblemKind::Level { level: 2, allowed: 1, .. }));
    let text = after_card("[[phase]]\nkey = \"adoption\"\nexit_when = \"«is:lapsed»\"\n");
    assert!(matches!(only(&text), ProblemKind::Level { level: 2, allowed: 1, .. }));
}

#[test]
fn an_error_within_a_filter_points_at_its_part_in_every_kind_of_quotes() {
    for quote in ["\"", "'", "\"\"\"", "'''", "\"\"\"\n"] {
        let end = quote.trim_end();
        let text = after_card(&format!("[[touch]]\nkey = \"high\"\nwhen = {quote}arr:>0 «renewl»:<9{end}\n"));
        assert!(
            matches!(only(&text), ProblemKind::Filter(FilterErrorKind::Key(FactError::Unknown { nearest: Some(nearest), .. })) if nearest == "renewal")
        );
    }
    // With an escape before it the part cannot be found; then it is the whole text.
    let text = after_card("[[touch]]\nkey = \"high\"\nwhen = «\"name:\\\"a b\\\" renewl:<9\"»\n");
    assert!(matches!(only(&text), ProblemKind::Filter(_)));
}

#[test]
fn names_that_nobody_knows_come_with_the_nearest() {
    let fact = |fact: &str| format!("{CARD}[[scorecard.signal]]\nkey = \"s\"\nfact = «\"{fact}\"»\nweight = 1\n{LINE}");
    assert!(matches!(only(&fact("metric.usge")), ProblemKind::Fact(FactError::UnknownMetric { nearest: Some(nearest), .. }) if nearest == "usage"));
    assert!(matches!(only(&fact("overdeu")), ProblemKind::Fact(FactError::Unknown { nearest: Some(nearest), .. }) if nearest == "overdue"));
    let text = after_card("[[touch]]\nkey = \"high\"\nwhen = \"«signal.x»:>1\"\n");
    assert!(matches!(only(&text), ProblemKind::Filter(FilterErrorKind::Key(FactError::UnknownSignal { .. }))));
    let text = after_card("").replace("weight", "«wieght»");
    let (problems, marks) = problems(&text);
    let unknown = problems.iter().find(|problem| problem.place.start == marks.start).unwrap();
    assert!(matches!(&unknown.kind, ProblemKind::Toml(Toml::UnknownKey { nearest: Some(nearest), .. }) if nearest == "weight"));
}

#[test]
fn an_override_does_one_thing_and_something() {
    let rule = |effects: &str| after_card(&format!("«[[scorecard.override]]»\nwhen = \"arr:>0\"\n{effects}because = \"x\"\n"));
    assert_eq!(only(&rule("")), ProblemKind::OverrideEffect { both: false });
    assert_eq!(only(&rule("at_best = \"red\"\nat_worst = \"yellow\"\n")), ProblemKind::OverrideEffect { both: true });
    assert!(matches!(only(&rule("at_best = \"green\"\n")), ProblemKind::IdleOverride { .. }));
    let grey = after_card("[[scorecard.override]]\nwhen = \"arr:>0\"\nat_best = «\"grey\"»\nbecause = \"x\"\n");
    assert!(matches!(only(&grey), ProblemKind::Toml(Toml::UnknownWord { .. })));
}

#[rstest]
#[case("when = \"light:red\"\ntask = \"x\"\nheld_for = «\"2 days\"»\n", Expected::Duration)]
#[case("when = \"light:red\"\ntask = \"x\"\ndue = «\"+1w\"»\n", Expected::BusinessDays)]
fn lengths_of_time_in_triggers(#[case] lines: &str, #[case] wanted: Expected) {
    let kind = only(&after_card(&format!("[[trigger]]\nkey = \"t\"\n{lines}")));
    assert!(matches!(kind, ProblemKind::Toml(Toml::BadText { expected, .. }) if expected == wanted));
}

#[test]
fn a_trigger_needs_something_to_do() {
    let text = after_card("«[[trigger]]»\nkey = \"t\"\nwhen = \"light:red\"\n");
    assert_eq!(only(&text), ProblemKind::NoAction { key: "t".into() });
    assert!(Rules::parse(&with_metrics(&after_card("[[trigger]]\nkey = \"t\"\nwhen = \"light:red\"\nplaybook = \"rescue\"\n"))).is_ok());
}

#[test]
fn a_touch_model_for_everyone_is_the_last() {
    let text = after_card("«[[touch]]»\nkey = \"high\"\n[[touch]]\nkey = \"low\"\n");
    assert_eq!(only(&text), ProblemKind::MatchesAllButNotLast { thing: Thing::Touch, key: "high".into() });
}

#[test]
fn every_problem_is_told_in_one_run() {
    let text = format!(
        "{CARD}{SIGNAL}{LINE}stale = 1\n[[scorecard.override]]\nwhen = \"overdue:>x\"\nat_best = \"read\"\nbecause = \"x\"\n\
         [[trigger]]\nkey = \"t\"\nwhen = \"light:reed\"\nminutes = -5\n[queue]\ndue = \"12\"\nlihgt = 8\n[touchh]\n"
    );
    let problems = Rules::parse(&with_metrics(&text)).unwrap_err();
    let first = with_metrics("").lines().count();
    let lines: Vec<usize> = problems.iter().map(|problem| problem.place.line - first).collect();
    assert_eq!(lines, [10, 12, 13, 15, 17, 18, 20, 21, 22], "{problems:#?}");
}

proptest::proptest! {
    #![proptest_config(proptest::prelude::ProptestConfig { cases: 128, failure_persistence: None, ..Default::default() })]

    #[test]
    fn a_damaged_text_is_read_or_refused_with_places_inside_it(from in 0..4000_usize, length in 0..40_usize, put in "[\\[\\]{}=\"'#\n0-9a-z .:(<客]{0,4}") {
        let text: Vec<char> = Rules::template("spreadsheet").unwrap().chars().collect();
        let (from, to) = (from.min(text.len()), (from + length).min(text.len()));
        let damaged: String = text[..from].iter().copied().chain(put.chars()).chain(text[to..].iter().copied()).collect();
        for problem in Rules::parse(&damaged).err().unwrap_or_default() {
            proptest::prop_assert!(damaged.get(problem.place.start..problem.place.end).is_some(), "{problem:?}");
        }
    }
}

#[test]
fn a_syntax_error_hides_no_other_line() {
    let text = after_card("[queue]\ndue = \nlihgt = 8\n[[trigger]]\nkey = \"t\"\nwhen = \"light:reed\"\ntask = \"x\"\n");
    let problems = Rules::parse(&with_metrics(&text)).unwrap_err();
    assert!(matches!(problems[0].kind, ProblemKind::Toml(Toml::Syntax { .. })));
    assert!(matches!(problems[1].kind, ProblemKind::Toml(Toml::UnknownKey { .. })));
    assert!(matches!(problems[2].kind, ProblemKind::Filter(FilterErrorKind::BadValue { .. })));
    assert_eq!(problems.len(), 3, "{problems:#?}");
}
