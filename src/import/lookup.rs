//! What a file asks the book: which account, which metric, which currency. [`AccountIndex`] is the matching of accounts,
//! held in memory and growing while an import makes new ones; it reads no store.

use crate::book::rows::AccountId;
use crate::domain::Currency;
use crate::domain::text::{fold, fold_company, nearest};
use std::collections::HashMap;

/// The account that a text means.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum AccountMatch {
    Found(AccountId),
    Unknown,
    /// Two or more fit; their ids (codes), sorted.
    Doubtful {
        candidates: Vec<String>,
    },
}

/// Whether a metric is one that the rules know.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum MetricMatch {
    /// By this key.
    Known {
        key: String,
    },
    Unknown {
        nearest: Option<String>,
    },
}

/// The book as an import sees it.
pub trait Lookup {
    /// The account meant by a cell: its id, else its id in the tool the file comes from, else its
    /// name, folded, with its legal form and then without.
    fn account(&self, source: Option<&str>, text: &str) -> AccountMatch;

    /// The name or id nearest to a text that no account answers to. May be slow.
    fn nearest_account(&self, text: &str) -> Option<String>;

    /// Whether usage of a metric may go in, by its key or by its label in the rules.
    fn metric(&self, name: &str) -> MetricMatch;

    /// The key of a metric that the rules know already, by its key or label.
    fn known_metric(&self, name: &str) -> Option<String>;

    /// The currency of amounts that name none.
    fn currency(&self) -> Currency;
}

/// All accounts by id, by the ids that other tools give them, and by folded name.
#[derive(Clone, Debug, Default)]
pub struct AccountIndex {
    codes: HashMap<String, AccountId>,
    refs: HashMap<(String, String), AccountId>,
    /// By the folded name without its legal form.
    names: HashMap<String, Vec<AccountId>>,
    /// By the folded name with it: 合同会社双葉 and 株式会社双葉 are two companies.
    whole_names: HashMap<String, Vec<AccountId>>,
    shown: HashMap<AccountId, (String, String)>,
}

impl AccountIndex {
    /// Takes in an account, or its new name.
    pub fn insert(&mut self, id: AccountId, code: &str, name: &str) {
        if let Some((old_code, old_name)) = self.shown.insert(id, (code.to_owned(), name.to_owned())) {
            self.codes.remove(&old_code);
            for ids in [self.names.get_mut(&fold_company(&old_name)), self.whole_names.get_mut(&whole(&old_name))].into_iter().flatten() {
                ids.retain(|known| *known != id);
            }
        }
        self.codes.insert(code.to_owned(), id);
        // Nearly every name is of one account: a list with room for one is the smallest thing to hold it.
        self.names.entry(fold_company(name)).or_insert_with(|| Vec::with_capacity(1)).push(id);
        self.whole_names.entry(whole(name)).or_insert_with(|| Vec::with_capacity(1)).push(id);
    }

    /// Takes in what the rows of another tool call an account.
    pub fn refer(&mut self, id: AccountId, tool: &str, text: &str) {
        self.refs.insert((tool.to_owned(), text.to_owned()), id);
    }

    /// The account meant by a cell that may hold an id or a name.
    pub fn find(&self, source: Option<&str>, text: &str) -> AccountMatch {
        let text = text.trim();
        let by_ref = || source.and_then(|source| self.refs.get(&(source.to_owned(), text.to_owned())));
        match self.codes.get(text).or_else(by_ref) {
            Some(id) => AccountMatch::Found(*id),
            None => self.company(text),
        }
    }

    /// The account meant by a row of an accounts file: by its id, by the tool and its id there, by its name. An id that is new
    /// is a new account, whatever its name; a tool's id that is new is not.
    pub fn find_row(&self, id: Option<&str>, reference: Option<(&str, &str)>, name: Option<&str>) -> AccountMatch {
        let id = id.map(str::trim).filter(|id| !id.is_empty());
        let referred = reference.and_then(|(tool, text)| self.refs.get(&(tool.to_owned(), text.trim().to_owned())));
        match (id.and_then(|id| self.codes.get(id)).or(referred), id, name) {
            (Some(found), ..) => AccountMatch::Found(*found),
            (None, None, Some(name)) => self.company(name),
            _ => AccountMatch::Unknown,
        }
    }

    /// 株式会社双葉 and 双葉株式会社 may be two companies, of which the book has one: that is a question, for a row of an account
    /// and for what is said of one.
    fn company(&self, name: &str) -> AccountMatch {
        const FORMS: [&str; 3] = ["株式会社", "有限会社", "合同会社"];
        let has_form = |whole: &str| FORMS.iter().any(|form| whole.contains(form));
        let found = self.named(name);
        let AccountMatch::Found(id) = found else { return found };
        let Some((code, known)) = self.shown.get(&id) else { return found };
        let (known, name) = (whole(known), whole(name));
        if known != name && has_form(&known) && has_form(&name) { AccountMatch::Doubtful { candidates: vec![code.clone()] } } else { found }
    }

    /// The id or name nearest to a text. Looks at every account.
    pub fn nearest(&self, text: &str) -> Option<String> {
        let mut forms: Vec<&str> = self.shown.values().flat_map(|(code, name)| [code.as_str(), name.as_str()]).collect();
        forms.sort_unstable();
        nearest(text, forms).map(str::to_owned)
    }

    fn named(&self, name: &str) -> AccountMatch {
        if fold(name).is_empty() {
            return AccountMatch::Unknown;
        }
        if let Some(id) = self.whole_names.get(&whole(name)).filter(|ids| ids.len() == 1).and_then(|ids| ids.first()) {
            return AccountMatch::Found(*id);
        }
        let ids = self.names.get(&fold_company(name));
        let mut found = ids.into_iter().flatten();
        match (found.next(), found.next()) {
            (None, _) => AccountMatch::Unknown,
            (Some(id), None) => AccountMatch::Found(*id),
            (Some(_), Some(_)) => {
                let mut candidates: Vec<String> =
                    ids.into_iter().flatten().filter_map(|id| self.shown.get(id)).map(|(code, _)| code.clone()).collect();
                candidates.sort();
                AccountMatch::Doubtful { candidates }
            }
        }
    }
}

/// The folded name with its legal form written out and without spaces.
fn whole(name: &str) -> String {
    let mut whole = fold(name);
    for (short, form) in [("(株)", "株式会社"), ("(有)", "有限会社"), ("(同)", "合同会社")] {
        whole = whole.replace(short, form);
    }
    whole.retain(|c| !c.is_whitespace());
    whole
}

#[cfg(test)]
mod tests {
    use super::*;

    fn index() -> AccountIndex {
        let mut index = AccountIndex::default();
        index.insert(AccountId(1), "A1", "株式会社サクラ電機");
        index.refer(AccountId(1), "stripe", "cus_9");
        index.insert(AccountId(2), "A2", "Aozora Foods Inc.");
        index.insert(AccountId(3), "A3", "Aozora Foods Ltd.");
        index
    }

    #[test]
    fn an_account_is_found_by_id_then_by_the_tools_id_then_by_folded_name() {
        let index = index();
        assert_eq!(index.find(None, " A1 "), AccountMatch::Found(AccountId(1)));
        assert_eq!(index.find(Some("stripe"), "cus_9"), AccountMatch::Found(AccountId(1)));
        assert_eq!(index.find(Some("hubspot"), "cus_9"), AccountMatch::Unknown);
        assert_eq!(index.find(None, "㈱さくら電機"), AccountMatch::Found(AccountId(1)));
        assert_eq!(index.find(None, ""), AccountMatch::Unknown);
    }

    #[test]
    fn two_candidates_are_a_question_and_not_a_guess() {
        assert_eq!(index().find(None, "AOZORA FOODS"), AccountMatch::Doubtful { candidates: vec!["A2".into(), "A3".into()] });
    }

    #[test]
    fn of_companies_that_differ_in_their_legal_form_the_one_that_is_written_is_meant() {
        let mut index = AccountIndex::default();
        index.insert(AccountId(1), "A1", "合同会社双葉工業");
        index.insert(AccountId(2), "A2", "株式会社双葉工業");
        assert_eq!(index.find(None, " ㈱双葉工業\u{3000}"), AccountMatch::Found(AccountId(2)));
        assert_eq!(index.find(None, "合同会社 双葉工業"), AccountMatch::Found(AccountId(1)));
        assert!(matches!(index.find(None, "双葉工業"), AccountMatch::Doubtful { .. }));
    }

    #[test]
    fn a_company_that_differs_in_its_legal_form_from_the_only_one_there_is_a_question() {
        let mut index = AccountIndex::default();
        index.insert(AccountId(1), "A1", "LUMEN株式会社");
        let asked = AccountMatch::Doubtful { candidates: vec!["A1".into()] };
        assert_eq!([index.find(None, "株式会社LUMEN"), index.find_row(None, None, Some("㈱LUMEN"))], [asked.clone(), asked]);
        assert_eq!(
            [index.find(None, "LUMEN(株)"), index.find(None, "lumen")],
            [AccountMatch::Found(AccountId(1)), AccountMatch::Found(AccountId(1))]
        );
    }

    #[test]
    fn a_new_id_is_a_new_account_whatever_its_name() {
        let mut index = index();
        assert_eq!(index.find_row(Some("A9"), None, Some("株式会社サクラ電機")), AccountMatch::Unknown);
        assert_eq!(index.find_row(None, None, Some("サクラ電機")), AccountMatch::Found(AccountId(1)));
        index.insert(AccountId(9), "A9", "サクラ電機");
        assert_eq!(index.find_row(Some("A9"), None, None), AccountMatch::Found(AccountId(9)));
        assert!(matches!(index.find(None, "サクラ電機 Inc."), AccountMatch::Doubtful { .. }));
    }

    #[test]
    fn a_renamed_account_no_longer_answers_to_its_old_name() {
        let mut index = index();
        index.insert(AccountId(2), "A2", "Midori");
        assert_eq!(index.find(None, "Aozora Foods"), AccountMatch::Found(AccountId(3)));
        assert_eq!(index.find(None, "midori"), AccountMatch::Found(AccountId(2)));
        assert_eq!(index.nearest("Midorri").as_deref(), Some("Midori"));
    }
}
