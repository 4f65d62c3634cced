//! The people of an account, and the file of them.

use crate::app::demo::dice::{Dice, Stream};
use crate::app::demo::names::person;
use crate::app::demo::plan::{Plan, Size};
use crate::app::demo::stories;
use crate::app::demo::table::{Table, or_blank};
use crate::app::demo::turns::Turn;
use crate::domain::Day;
use crate::domain::words::Role;

/// A person at an account.
#[derive(Clone, Debug)]
pub(in crate::app::demo) struct Person {
    pub name: String,
    pub email: String,
    pub role: Role,
    pub post: &'static Post,
    /// Counted for the telephone.
    nth: usize,
    pub left: Option<Day>,
}

/// A seat at the customer's table, in both languages.
#[derive(Debug)]
pub(in crate::app::demo) struct Post {
    role: Role,
    /// The probability of knowing such a person, by size: large, mid, small.
    known: [f64; 3],
    department: (&'static str, &'static str),
    title: (&'static str, &'static str),
}

const POSTS: &[Post] = &[
    Post { role: Role::Champion, known: [1.0, 1.0, 1.0], department: ("業務推進部", "Operations"), title: ("課長", "Operations manager") },
    Post { role: Role::DecisionMaker, known: [1.0, 0.87, 0.75], department: ("管理本部", "Management"), title: ("部長", "Director") },
    Post { role: Role::User, known: [1.0, 0.8, 0.4], department: ("業務推進部", "Operations"), title: ("主任", "Team lead") },
    Post { role: Role::Billing, known: [0.9, 0.6, 0.3], department: ("経理部", "Finance"), title: ("", "Accountant") },
    Post { role: Role::Sponsor, known: [0.8, 0.15, 0.0], department: ("", ""), title: ("取締役", "COO") },
    Post { role: Role::User, known: [0.7, 0.3, 0.0], department: ("情報システム部", "IT"), title: ("", "IT administrator") },
];

impl Person {
    /// Whether the person has not left by a day.
    pub(in crate::app::demo) fn is_here(&self, day: Day) -> bool {
        self.left.is_none_or(|left| day < left)
    }
}

/// The people of an account; the champion first.
pub(in crate::app::demo) fn people(plan: &Plan) -> Vec<Person> {
    let mut dice = plan.dice(Stream::People);
    if plan.is_dark() {
        return Vec::new();
    }
    let alone = plan.turns().any(|turn| matches!(turn, Turn::OneContact));
    let first = usize::try_from(dice.between(0, 28)).unwrap_or(0);
    let posts: Vec<&'static Post> = POSTS.iter().filter(|post| dice.chance(post.known[plan.size as usize])).collect();
    let mut people: Vec<Person> = Vec::new();
    for post in posts.into_iter().take(if alone { 1 } else { POSTS.len() }) {
        let next = hire(plan, post, first + people.len(), &mut dice);
        people.push(next);
    }
    if !alone && people.len() < 2 {
        let next = hire(plan, &POSTS[2], first + people.len(), &mut dice);
        people.push(next);
    }
    changes(plan, first, &mut people, &mut dice);
    people
}

fn hire(plan: &Plan, post: &'static Post, nth: usize, dice: &mut Dice) -> Person {
    let (name, mailbox) = person(nth, plan.company.english, dice);
    Person { name, email: format!("{mailbox}@{}", plan.company.domain), role: post.role, post, nth, left: None }
}

/// Champions come and go: by story without a successor, now and then with one.
fn changes(plan: &Plan, first: usize, people: &mut Vec<Person>, dice: &mut Dice) {
    let (replaced, days) = (dice.chance(0.08), dice.between(60, 400));
    if let Some(ago) = plan.turns().find_map(|turn| if let Turn::ChampionLeft(ago) = turn { Some(*ago) } else { None }) {
        people[0].left = Some(plan.ago(ago));
        return;
    }
    let ordinary = stories::at(plan.place).is_none() && plan.size != Size::Small;
    if replaced && ordinary && plan.tells(plan.ago(days)) {
        people[0].left = Some(plan.ago(days));
        let successor = hire(plan, &POSTS[0], first + people.len(), dice);
        people.push(successor);
    }
}

/// The columns of contacts.csv.
pub(in crate::app::demo) const CONTACTS: &[&str] = &["account", "name", "email", "phone", "department", "title", "role", "is_champion", "left_on"];

/// The contacts of an account. Telephone numbers have an exchange that is not given out.
pub(in crate::app::demo) fn contacts(plan: &Plan, table: &mut Table) {
    for person in &plan.people {
        let text = |(ja, en): (&'static str, &'static str)| if plan.company.english { en } else { ja };
        let phone = if person.nth % 3 == 0 { String::new() } else { format!("03-0000-{:04}", (plan.place * 10 + person.nth % 10) % 10_000) };
        let champion = if person.role == Role::Champion { "yes" } else { "no" };
        table.row(&[
            &plan.id,
            &person.name,
            &person.email,
            &phone,
            &text(person.post.department),
            &text(person.post.title),
            &person.role.key(),
            &champion,
            &or_blank(person.left),
        ]);
    }
}
