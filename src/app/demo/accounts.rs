//! The file of accounts: who they are and how they are looked after. What they pay is told by the contracts.

use crate::app::demo::dice::Stream;
use crate::app::demo::plan::{Plan, Size};
use crate::app::demo::table::{Table, or_blank};
use crate::app::demo::turns::Turn;
use crate::domain::words::Phase;

/// The columns of accounts.csv.
pub(in crate::app::demo) const ACCOUNTS: &[&str] =
    &["id", "name", "yomi", "segment", "industry", "plan", "touch", "phase", "potential", "strategic", "owner", "tags"];

/// The row of an account.
pub(in crate::app::demo) fn accounts(plan: &Plan, table: &mut Table) {
    let mut dice = plan.dice(Stream::Account);
    let (segment, plans, potential): (&str, &[&str], i32) = match plan.size {
        Size::Large => ("大手", &["Enterprise", "Enterprise", "Business"], 5),
        Size::Mid => ("中堅", &["Business", "Standard"], 3),
        Size::Small => ("小規模", &["Standard", "Starter", "Starter"], 2),
    };
    let strategic = if plan.size == Size::Large && dice.chance(0.25) { "yes" } else { "no" };
    let owner = if dice.chance(0.8) { "mori@banso.example" } else { "kato@banso.example" };
    let mut tags: Vec<&str> = plan.turns().filter_map(|turn| if let Turn::Tag(tag) = turn { Some(*tag) } else { None }).collect();
    tags.extend([("導入事例", 9.0, 0.4), ("紹介元", 8.5, 0.12)].into_iter().filter(|tag| plan.mood > tag.1 && dice.chance(tag.2)).map(|tag| tag.0));
    table.row(&[
        &plan.id,
        &plan.company.name,
        &or_blank(plan.company.yomi.as_deref()),
        &segment,
        &plan.company.industry,
        &dice.pick(plans),
        &plan.size.touch().key(),
        &phase(plan).key(),
        &dice.between(1, potential),
        &strategic,
        &owner,
        &tags.join(";"),
    ]);
}

/// By story, else by age, nearness of the renewal and use.
fn phase(plan: &Plan) -> Phase {
    let told = plan.turns().find_map(|turn| if let Turn::Phase(phase) = turn { Some(*phase) } else { None });
    let nears = |end| (0..=60).contains(&plan.today.since(end).wrapping_neg());
    told.unwrap_or(match plan.terms.end {
        _ if plan.today.since(plan.terms.start) < 90 => Phase::Onboarding,
        Some(end) if nears(end) => Phase::Renewal,
        _ if plan.adoption > 0.8 => Phase::Expansion,
        _ => Phase::Adoption,
    })
}
