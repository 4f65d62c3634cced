//! Metrics that files name and the rules do not know yet: which of them are wanted, and what they are called in the rules.

/// Which metrics that the rules do not know are added to rules.toml.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NewMetrics {
    All,
    /// Those that were asked about and are wanted, as the files name them.
    Named(Vec<String>),
}

impl Default for NewMetrics {
    fn default() -> Self {
        Self::Named(Vec::new())
    }
}

impl NewMetrics {
    /// Takes the metrics of a question in.
    pub fn want(&mut self, names: &[String]) {
        if let Self::Named(wanted) = self {
            wanted.extend(names.iter().filter(|name| !wanted.contains(name)).cloned().collect::<Vec<_>>());
        }
    }

    /// Those that are wanted by name.
    pub fn named(&self) -> &[String] {
        match self {
            Self::All => &[],
            Self::Named(names) => names,
        }
    }

    pub(in crate::app::importer) fn takes(&self, name: &str) -> bool {
        match self {
            Self::All => true,
            Self::Named(names) => names.iter().any(|wanted| wanted == name),
        }
    }
}

/// A metric to be added to the rules.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewMetric {
    pub key: String,
    /// As files name it.
    pub name: String,
}

/// A name as a key that filters and rules can be written with: `Report exported` is `Report_exported`.
pub(in crate::app::importer) fn key_of(name: &str) -> String {
    name.split(|c: char| !c.is_alphanumeric() && !matches!(c, '_' | '-')).filter(|part| !part.is_empty()).collect::<Vec<_>>().join("_")
}

#[cfg(test)]
mod tests {
    use super::key_of;

    #[test]
    fn a_key_is_made_of_letters_digits_and_what_joins_them() {
        let keys = ["uploads", "Report exported", "$ai: chat/opened!", "閲覧 回数", "a-b_c", "%"].map(key_of);
        assert_eq!(keys, ["uploads", "Report_exported", "ai_chat_opened", "閲覧_回数", "a-b_c", ""]);
    }
}
