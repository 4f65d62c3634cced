//! The book's own summary, kept up edit by edit.

use super::*;
use crate::book::rows::{AccountRow, Invoice};
use crate::domain::Currency;

fn account(id: i64, days: &[i32], invoiced: Option<i32>) -> Account {
    let mut account = Account::new(AccountRow { id: AccountId(id), code: id.to_string(), name: format!("N{id}"), yomi: None, added: Day(0) });
    account.series = vec![Series::new(MetricId(0), days.iter().map(|day| (Day(*day), 1.0)).collect())];
    account.invoices = invoiced
        .map(|day| Invoice {
            id,
            account: AccountId(id),
            number: String::new(),
            day: Day(day),
            due: Day(day),
            paid_on: None,
            amount: None,
            currency: Currency::JPY,
        })
        .into_iter()
        .collect();
    account
}

fn names(keys: &[&str]) -> Names {
    let mut names = Names::default();
    for key in keys {
        names.intern(key);
    }
    names
}

#[test]
fn accounts_stand_in_the_order_of_their_ids_whatever_order_they_came_in() {
    let book = Book::new(vec![account(2, &[], None), account(1, &[], None)], names(&["logins"]), Rates::default());
    assert_eq!((book.place(AccountId(1)), book.place(AccountId(2)), book.place(AccountId(3))), (Some(0), Some(1), None));
}

#[test]
fn an_edited_account_leaves_no_trace_of_its_old_rows_in_the_summary() {
    let mut book = Book::new(vec![account(1, &[1, 8], Some(5)), account(2, &[8], Some(7))], names(&["logins"]), Rates::default());
    assert_eq!((book.metric_days(MetricId(0)), book.first(Kind::Invoice)), (&[Day(1), Day(8)][..], Some(Day(5))));
    book.replace(vec![account(1, &[15], None)], names(&["logins", "exports"]));
    assert_eq!((book.metric_days(MetricId(0)), book.first(Kind::Invoice)), (&[Day(8), Day(15)][..], Some(Day(7))));
    book.replace(vec![account(3, &[2], Some(1))], names(&["logins", "exports"]));
    assert_eq!((book.metric_days(MetricId(0)), book.first(Kind::Invoice)), (&[Day(2), Day(8), Day(15)][..], Some(Day(1))));
    book.remove(&[AccountId(2), AccountId(3)]);
    assert_eq!((book.metric_days(MetricId(0)), book.first(Kind::Invoice)), (&[Day(15)][..], None));
}
