//! What the values of a file make likely and its header does not say: how long terms are, in which currency amounts are. Decides
//! nothing: what looks so is asked.

use crate::domain::{Currency, Day};
use crate::import::cells::Form;
use crate::import::kinds::Row;
use crate::import::lookup::Lookup;
use crate::import::plan::Plan;
use crate::import::reject::Refusal;
use crate::import::sheet::{Parsed, Sheet, What};
use crate::import::terms::likely_months;
use crate::import::values::sign_of_other;
use std::cmp::Reverse;
use std::io::Read;

/// How long terms look to be by the start and the renewal of each account, in months with how many accounts, the most frequent
/// length first.
///
/// # Errors
/// As of [`Sheet::next`]: days that are not decided tell nothing.
pub fn term_looks<R: Read>(sheet: &mut Sheet<R>, book: &dyn Lookup, today: Day) -> Result<Vec<(i32, usize)>, Refusal> {
    let mut looks: Vec<(i32, usize)> = Vec::new();
    sheet.rewind()?;
    while let Some(Parsed { what, .. }) = sheet.next(book)? {
        let What::Row(Row::Account(cells)) = what else { continue };
        let days = cells.start_date.as_ref().zip(cells.renewal_date.as_ref());
        let Some(months) = days.and_then(|(start, renewal)| likely_months(*start, *renewal, today)) else { continue };
        match looks.iter_mut().find(|(known, _)| *known == months) {
            Some((_, accounts)) => *accounts += 1,
            None => looks.push((months, 1)),
        }
    }
    looks.sort_by_key(|(months, accounts)| (Reverse(*accounts), Reverse(*months)));
    Ok(looks)
}

/// The column whose amounts carry the sign of another currency than the book's, and that currency; `None` where the file says
/// its currency, or its kind has none.
pub fn currency_looks(plan: &Plan, rows: &[Vec<String>], own: Currency) -> Option<(String, Currency)> {
    let spec = plan.kind.spec();
    if !plan.source(spec.field("currency")?).is_absent() {
        return None;
    }
    let amounts = spec.fields.iter().enumerate().filter(|(_, field)| field.form == Form::Money);
    let columns = amounts.flat_map(|(field, _)| &plan.source(field).columns);
    columns.into_iter().find_map(|column| {
        let other = rows.iter().filter_map(|row| row.get(*column)).find_map(|text| sign_of_other(text, own))?;
        Some((plan.headers.get(*column)?.clone(), other))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::plan::Options;
    use crate::import::sheet::in_memory;
    use crate::import::tests::Book;

    #[test]
    fn what_terms_look_like_is_counted_over_all_rows() {
        let text = "name,start_date,renewal_date\na,2024-04-01,2027-04-01\nb,2025-10-01,2027-09-30\nc,2026-11-05,2026-12-05\nd,2026-01-31,2026-03-15\ne,,2027-01-01\n";
        let mut sheet = Sheet::open("accounts.csv", in_memory(text), &Options::default(), &Book::new()).unwrap();
        let rows = |sheet: &mut Sheet<_>| std::iter::from_fn(|| sheet.next(&Book::new()).unwrap()).count();
        assert_eq!(rows(&mut sheet), 5);
        assert_eq!(term_looks(&mut sheet, &Book::new(), Day(20_780)).unwrap(), [(12, 2), (1, 1)], "wherever the sheet stood");
    }

    #[test]
    fn amounts_look_to_be_in_the_currency_whose_sign_they_carry() {
        let looks = |headers: &str, amount: &str| {
            let headers: Vec<String> = headers.split(',').map(str::to_owned).collect();
            let plan = Plan::new("accounts.csv", &headers, &Options::default(), &Book::new()).unwrap();
            currency_looks(&plan, &[vec!["a".to_owned(), "100".to_owned()], vec!["b".to_owned(), amount.to_owned()]], Currency::JPY)
        };
        let in_currency = |code: &str| Some(("arr".to_owned(), Currency::parse(code).unwrap()));
        assert_eq!(looks("name,arr", "$1.2k"), in_currency("USD"));
        assert_eq!(looks("name,arr", "1.200,00 €"), in_currency("EUR"));
        assert_eq!(looks("name,arr", "SGD 40"), in_currency("SGD"));
        assert_eq!(looks("name,arr", "¥1,200"), None, "the book's own");
        assert_eq!(looks("name,arr,currency", "$1.2k"), None, "the file says it");
    }
}
