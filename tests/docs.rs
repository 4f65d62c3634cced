//! The generated pages of `docs/` are what the program says of itself. `just docs` writes them anew.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on stops there")]

use banso::cli::args::definition;
use banso::cli::commands::facts::listing;
use banso::i18n::Lang;
use std::fmt::Write as _;
use std::path::Path;

/// Compares a page with what it should say, or writes it where that was asked for.
#[track_caller]
fn is_current(name: &str, text: &str) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs").join(name);
    if std::env::var_os("BANSO_WRITE_DOCS").is_some() {
        std::fs::write(&path, text).unwrap();
    }
    let written = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(written == text, "docs/{name} is stale: run `just docs`");
}

#[test]
fn the_page_of_facts_is_the_registry() {
    let mut page =
        "# Facts\n\nWhat can be asked of an account, in filters, rules, sort keys and JSON. Made by `just docs` from the registry.\n".to_owned();
    let (english, japanese) = (listing(Lang::En), listing(Lang::Ja));
    page.push_str("\n| fact | 日本語 | type | meaning | 意味 |\n| --- | --- | --- | --- | --- |\n");
    for (en, ja) in english.rows.iter().zip(&japanese.rows) {
        writeln!(page, "| `{}` | {} | {} | {} | {} |", en[0], en[1], en[2], en[3], ja[3]).unwrap();
    }
    is_current("facts.md", &page);
}

#[test]
fn the_page_of_commands_is_the_help() {
    let mut page = "# Commands\n\nMade by `just docs` from the help of the program.\n".to_owned();
    let mut english = definition(Lang::En).term_width(100);
    let mut japanese = definition(Lang::Ja).term_width(100);
    english.build();
    japanese.build();
    writeln!(page, "\n## Global options\n\n{}", options(&english)).unwrap();
    commands(&english, &japanese, &mut page);
    is_current("commands.md", &page);
}

#[test]
fn the_page_of_keys_is_the_keymap() {
    let head = "# Keys\n\nMade by `just docs` from `assets/keymap.toml`. A `keymap.toml` beside `config.toml` patches it; `none` takes a key away.\n\
                A screen's own keys come before those of the desk. `?` shows what is in force, `:` finds any action by its name.\n";
    is_current("keys.md", &format!("{head}{}", banso::tui::keys_page()));
}

#[test]
fn the_page_of_imports_is_the_kinds_and_the_mappings() {
    let example = IMPORTS.split("```").nth(1).and_then(|block| block.strip_prefix("toml\n")).unwrap();
    assert!(banso::import::mapping::parse(example).is_ok(), "the example of a mapping is one");
    let mut page = IMPORTS.to_owned();
    for mapping in banso::import::mapping::built_in() {
        let having = mapping.having.iter().map(|header| format!("`{header}`")).collect::<Vec<_>>().join(", ");
        writeln!(page, "| {} | {} | {having} |", mapping.title(), mapping.kind).unwrap();
    }
    page.push_str("\n## Columns\n\nAny of these names will do, in any width and case; what stands in brackets behind a name is passed over. Bold ones a file must have.\n");
    for spec in banso::import::KINDS {
        writeln!(page, "\n### {} ({})\n\n| column | 日本語 | also |\n| --- | --- | --- |", spec.name, spec.ja).unwrap();
        for field in spec.fields.iter().filter(|field| !matches!(field.name, "field" | "metric")) {
            let name = if field.required { format!("**`{}`**", field.name) } else { format!("`{}`", field.name) };
            writeln!(page, "| {name} | {} | {} |", field.ja, field.also.join(", ")).unwrap();
        }
    }
    is_current("imports.md", &page);
}

/// What stands above the lists in the page of imports.
const IMPORTS: &str = r#"# Imports

Made by `just docs` from the kinds of files and `assets/mappings`.

`banso import FILE...` tells the kind of a file by its columns. `--guide` asks about each file, its columns and what it leaves open, and shows what would happen before anything is
written. What was answered is kept in `mappings/` beside `config.toml` and never asked again of a file with the same headers.

An accounts file may be the one sheet that a desk has grown: beside the fields below, a column named after a metric of `rules.toml` becomes an observation on the day of `--on` (else
the day the file was written), and any other column a custom field, `field.NAME` in filters and rules.

## A mapping of your own

```toml
tool = "crm"                        # ids of accounts in this tool are kept under this word
name = "Our CRM"

[[file]]
name = "customers"
kind = "accounts"
having = ["Customer No", "Firm"]    # headers by which the file is known; `*` stands for any text
days = "dmy"                        # or mdy, or unix; only where the form of days leaves it open
tax_included = 10                   # amounts are taken without this tax, in percent
[file.columns]                      # field = header
external_id = "Customer No"
name = "Firm"
contact_name = { join = ["Last", "First"] }
arr = ["Value 2027", "Value 2026"]  # the first that is filled; of accounts, the first that is known
"field.region" = "Region"
"metric.logins" = "Logins"
[file.constants]
currency = "EUR"
[file.words.touch]                  # their words, ours; an empty word is an empty cell
"Key account" = "high"
[file.only]                         # rows that count
State = ["customer"]
```

`terms_as_they_look = true` takes the length of each account's terms from its start and renewal, where no column and no `term_months` under `[file.constants]` says it.
`header_rows = 2` passes over a second row of headers; `counts = true` is for usage with a row per event: what counts is how many there are a day;
`not_metrics = ["uploads"]` names metrics whose rows are passed over, unless the rules know them or `--new-metrics` adds them.

## Tools that are known

| export | kind | known by |
| --- | --- | --- |
"#;

fn options(command: &clap::Command) -> String {
    let lines = command.get_arguments().filter(|arg| arg.is_global_set()).map(|arg| {
        let env = arg.get_env().map(|name| format!(" (`{}`)", name.to_string_lossy())).unwrap_or_default();
        format!("- `--{}`{env}: {}", arg.get_long().unwrap_or_default(), arg.get_help().map(ToString::to_string).unwrap_or_default())
    });
    lines.collect::<Vec<_>>().join("\n")
}

fn commands(english: &clap::Command, japanese: &clap::Command, page: &mut String) {
    for command in english.get_subcommands() {
        let ja = japanese.find_subcommand(command.get_name()).and_then(clap::Command::get_about).map(ToString::to_string).unwrap_or_default();
        let usage = command.clone().render_usage().to_string().replace("Usage: ", "");
        let about = command.get_about().map(ToString::to_string).unwrap_or_default();
        writeln!(page, "\n## {}\n\n{about}\n\n{ja}\n\n```\n{}\n```", command.get_bin_name().unwrap_or_default(), usage.trim()).unwrap();
        for arg in command.get_arguments().filter(|arg| !arg.is_global_set() && arg.get_id() != "help") {
            let name = arg.get_long().map_or_else(|| arg.get_id().to_string().to_uppercase(), |long| format!("--{long}"));
            writeln!(page, "- `{name}`: {}", arg.get_help().map(ToString::to_string).unwrap_or_default()).unwrap();
        }
        if let Some(after) = command.get_after_help() {
            writeln!(page, "\n{}", after.to_string().replace("Example:\n  ", "Example: `") + "`").unwrap();
        }
        commands(command, japanese.find_subcommand(command.get_name()).unwrap_or(japanese), page);
    }
}
