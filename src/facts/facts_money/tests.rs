//! When a bill is overdue.

use crate::facts::testing::book;

#[test]
fn overdue_counts_from_the_due_day_of_the_oldest_unpaid_bill_until_it_is_paid() {
    let desk = book()
        .account("A")
        .invoice("2025-01-01", "2025-01-31", "2025-03-01")
        .invoice("2025-02-01", "2025-02-20", "")
        .invoice("2025-06-01", "2025-05-01", "2025-06-01")
        .account("B")
        .done();
    let overdue = |on| desk.number("overdue", on);
    assert_eq!(overdue("2024-12-31"), None, "a book without a bill knows nothing of payment");
    assert_eq!(overdue("2025-01-01"), Some(0.0));
    assert_eq!(overdue("2025-01-31"), Some(0.0), "on the due day");
    assert_eq!(overdue("2025-02-01"), Some(1.0));
    assert_eq!(overdue("2025-02-28"), Some(28.0), "the older of two");
    assert_eq!(overdue("2025-03-01"), Some(9.0), "the first is paid on its day");
    assert_eq!(desk.number_of(1, "overdue", "2025-03-01"), Some(0.0), "others in a book with bills owe nothing");
}
