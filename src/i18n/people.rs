//! People in words.

use crate::domain::words::ROLE_WORDS;
use crate::facts::at::ContactAt;
use crate::i18n::{Lang, messages};

/// A contact in one line: name, roles, mail, phone, and the day of leaving where that has come.
pub fn contact_line(lang: Lang, contact: &ContactAt<'_>) -> String {
    let roles = contact.roles().filter_map(|key| ROLE_WORDS.iter().find(|word| word.key == key)).map(|word| lang.word(word));
    let parts = [
        contact.row.name.clone(),
        roles.collect::<Vec<_>>().join(", "),
        contact.row.email.clone().unwrap_or_default(),
        contact.row.phone.clone().unwrap_or_default(),
        contact.left_on.map(|day| messages::left_on(lang, day)).unwrap_or_default(),
    ];
    parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join("  ")
}
