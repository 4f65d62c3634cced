//! Tickets, voice and surveys.

use crate::book::rows::Ticket;
use crate::domain::words::{FeedbackKind, Sentiment, Severity};
use crate::facts::testing::{book, day};

fn plain(_: &mut Ticket) {}

#[test]
fn no_kind_of_rows_is_counted_as_0_before_the_book_holds_one() {
    let desk = book().account("A").account("B").ticket("2025-03-01", "", plain).done();
    for fact in ["tickets(30d)", "tickets.open", "tickets.severe", "voice.positive(30d)", "voice.negative(30d)"] {
        assert_eq!(desk.number_of(0, fact, "2025-02-28"), None, "{fact}");
        assert_eq!(desk.number_of(0, fact, "2025-03-01"), Some(0.0), "{fact}");
    }
    for fact in ["tickets.oldest", "tickets.severe.oldest", "nps", "nps.min", "csat"] {
        assert_eq!(desk.number_of(0, fact, "2025-03-01"), None, "{fact}");
    }
}

#[test]
fn a_ticket_is_open_on_its_first_day_and_no_longer_on_its_last() {
    let desk = book().account("A").ticket("2025-03-01", "2025-03-10", plain).ticket("2025-03-05", "2025-03-05", plain).done();
    let facts = |on| ["tickets.open", "tickets.oldest", "tickets(7d)"].map(|fact| desk.number(fact, on));
    assert_eq!(facts("2025-03-01"), [Some(1.0), Some(0.0), Some(1.0)]);
    assert_eq!(facts("2025-03-05"), [Some(1.0), Some(4.0), Some(2.0)], "closed on its day was never open");
    assert_eq!(facts("2025-03-08"), [Some(1.0), Some(7.0), Some(1.0)], "opened seven days ago is out of seven days");
    assert_eq!(facts("2025-03-10"), [Some(0.0), None, Some(1.0)]);
}

#[test]
fn a_ticket_open_for_over_60_days_without_a_change_is_stale_and_still_counts_as_opened() {
    let desk = book()
        .account("A")
        .ticket("2025-01-01", "", |ticket| ticket.severity = Some(Severity::High))
        .account("B")
        .ticket("2025-01-01", "", |ticket| ticket.changed = day("2025-02-01"))
        .done();
    let facts = |on| ["tickets.open", "tickets.severe.oldest", "tickets(365d)"].map(|fact| desk.number(fact, on));
    assert_eq!(facts("2025-03-02"), [Some(1.0), Some(60.0), Some(1.0)]);
    assert_eq!(facts("2025-03-03"), [Some(0.0), None, Some(1.0)]);
    assert_eq!((desk.judged("2025-03-02"), desk.judged("2025-03-03")), (vec![], vec!["stale-ticket"]));
    assert_eq!(desk.number_of(1, "tickets.oldest", "2025-04-02"), Some(91.0), "touched 60 days ago");
    assert_eq!(desk.number_of(1, "tickets.open", "2025-04-03"), Some(0.0));
}

#[test]
fn high_and_urgent_are_severe() {
    let mut maker = book().account("A");
    for (place, severity) in [None, Some(Severity::Low), Some(Severity::Normal), Some(Severity::High), Some(Severity::Urgent)].into_iter().enumerate()
    {
        maker = maker.ticket(&format!("2025-03-0{}", place + 1), "", |ticket| ticket.severity = severity);
    }
    let desk = maker.done();
    assert_eq!(
        ["tickets.open", "tickets.severe", "tickets.severe.oldest"].map(|fact| desk.number(fact, "2025-03-10")),
        [Some(5.0), Some(2.0), Some(6.0)]
    );
}

#[test]
fn voice_adds_the_mood_of_tickets_to_praise_and_complaints() {
    let desk = book()
        .account("A")
        .feedback(FeedbackKind::Complaint, "2025-03-01")
        .feedback(FeedbackKind::Praise, "2025-03-02")
        .feedback(FeedbackKind::Request, "2025-03-03")
        .ticket("2025-03-04", "", |ticket| ticket.sentiment = Some(Sentiment::Negative))
        .ticket("2025-03-05", "", |ticket| ticket.sentiment = Some(Sentiment::Neutral))
        .done();
    let voice = |on| (desk.number("voice.positive(30d)", on), desk.number("voice.negative(30d)", on));
    assert_eq!(voice("2025-02-28"), (None, None));
    assert_eq!(voice("2025-03-01"), (Some(0.0), Some(1.0)));
    assert_eq!(voice("2025-03-30"), (Some(1.0), Some(2.0)));
    assert_eq!(voice("2025-03-31"), (Some(1.0), Some(1.0)), "the first has left the window");
}

#[test]
fn nps_is_the_mean_of_each_contacts_latest_answer_and_of_several_on_a_day_the_lowest() {
    let desk = book()
        .account("A")
        .nps("sato", "2025-01-01", 2.0)
        .nps("sato", "2025-03-01", 9.0)
        .nps("sato", "2025-03-01", 6.0)
        .nps("kato", "2025-02-01", 10.0)
        .nps("", "2025-02-01", 4.0)
        .nps("", "2025-03-01", 8.0)
        .done();
    let nps = |on| (desk.number("nps", on), desk.number("nps.min", on));
    assert_eq!(nps("2025-01-31"), (Some(2.0), Some(2.0)));
    assert_eq!(nps("2025-03-01"), (Some(7.0), Some(4.0)), "6, 10, and the two unsigned");
    assert_eq!(desk.known_of(0, "nps", "2025-03-09").on, Some(day("2025-03-01")));
}

#[test]
fn an_answer_to_nps_is_valid_for_180_days_and_to_csat_for_90() {
    let desk = book().account("A").nps("sato", "2025-01-01", 3.0).csat("2025-01-01", 2.0).csat("2025-01-02", 5.0).done();
    assert_eq!(desk.number("nps", "2025-06-29"), Some(3.0));
    assert_eq!(desk.number("nps", "2025-06-30"), None);
    assert_eq!(desk.number("csat", "2025-03-31"), Some(3.5));
    assert_eq!(desk.number("csat", "2025-04-01"), Some(5.0));
    assert_eq!(desk.number("csat", "2025-04-02"), None);
}

#[test]
fn the_age_of_nps_is_that_of_the_newest_valid_answer() {
    let desk = book().account("A").nps("sato", "2025-01-01", 3.0).nps("kato", "2025-03-01", 9.0).done();
    assert_eq!(desk.number("nps.age", "2025-02-28"), Some(58.0));
    assert_eq!(desk.number("nps.age", "2025-03-01"), Some(0.0));
    assert_eq!(desk.number("nps.age", "2025-08-28"), None, "no longer valid");
}
