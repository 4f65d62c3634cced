//! What is settled of an account before any row is written: who it is, how large, how it fares, when its contract runs. The
//! files of the subjects only tell it.

use crate::app::demo::dice::{Dice, Stream, whole_number};
use crate::app::demo::names::{Company, company};
use crate::app::demo::people::{Person, people};
use crate::app::demo::stories;
use crate::app::demo::tempers::{LOST, NEW, STEADY, TEMPERS, Temper};
use crate::app::demo::turns::Turn;
use crate::domain::Day;
use crate::domain::words::{Role, Touch};

/// Days of history, fourteen months.
pub(in crate::app::demo) const HISTORY: i32 = 426;

/// How large an account is; the bands of ARR do not meet, so that touch follows from it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::app::demo) enum Size {
    Large,
    Mid,
    Small,
}

impl Size {
    /// By place, so that the first sixty accounts have 16 large ones (one of them lost) and 24 of middle size, and longer
    /// books 16 and 64 at most: about as many as the default touch models take for high and low. See `touch_places`.
    fn at(place: usize) -> Self {
        match place {
            30 => Self::Large,
            0..60 if place.is_multiple_of(4) => Self::Large,
            0..60 if place % 4 == 1 || (place % 4 == 2 && place < 40) => Self::Mid,
            60..460 if place.is_multiple_of(10) => Self::Mid,
            _ => Self::Small,
        }
    }

    /// How closely such an account is looked after.
    pub(in crate::app::demo) fn touch(self) -> Touch {
        match self {
            Self::Large => Touch::High,
            Self::Mid => Touch::Low,
            Self::Small => Touch::Tech,
        }
    }

    /// Seats and the price of one a month, in yen: least and most.
    fn seats_and_price(self) -> ((i32, i32), (i32, i32)) {
        match self {
            Self::Large => ((120, 460), (2400, 3300)),
            Self::Mid => ((32, 74), (2200, 2900)),
            Self::Small => ((5, 18), (1800, 2300)),
        }
    }
}

/// How the contract runs.
#[derive(Clone, Copy, Debug)]
pub(in crate::app::demo) struct Terms {
    pub start: Day,
    /// The end of the last term that was recorded; `None` where it runs from month to month.
    pub end: Option<Day>,
    /// Length of a term in months.
    pub months: i32,
}

/// The end of an account, past or to come.
#[derive(Clone, Copy, Debug)]
pub(in crate::app::demo) struct Loss {
    pub day: Day,
    pub told: Day,
    pub reason: &'static str,
}

/// One account, settled.
#[derive(Debug)]
pub(in crate::app::demo) struct Plan {
    pub today: Day,
    pub place: usize,
    pub id: String,
    pub company: Company,
    pub size: Size,
    pub temper: &'static Temper,
    pub people: Vec<Person>,
    pub seats: i32,
    /// Yen a year at present.
    pub arr: i64,
    pub terms: Terms,
    pub loss: Option<Loss>,
    /// Share of seats active in an ordinary week.
    pub adoption: f64,
    /// How content the people are, 0 to 10.
    pub mood: f64,
}

/// The id of the account at a place.
pub(in crate::app::demo) fn code(place: usize) -> String {
    format!("A{:04}", place + 1)
}

impl Plan {
    /// Settles the account at a place.
    pub(in crate::app::demo) fn new(today: Day, place: usize) -> Self {
        let mut dice = Dice::new(place, Stream::Plan);
        let company = company(place, &mut dice);
        let size = Size::at(place);
        let told = stories::at(place).map_or(&[][..], |story| story.turns);
        let temper = temper(place, size);
        let ((least, most), (cheap, dear)) = size.seats_and_price();
        let seats = dice.between(least, most);
        let arr = i64::from(seats) * i64::from(dice.between(cheap, dear)) * 12 / 1000 * 1000;
        let loss = loss(today, told, temper, &mut dice);
        let mut plan = Self {
            today,
            place,
            id: code(place),
            size,
            temper,
            people: Vec::new(),
            seats,
            arr,
            terms: terms(today, (place, size), told, (temper, loss), &mut dice),
            loss,
            adoption: dice.within(temper.adoption.0, temper.adoption.1),
            mood: temper.mood + dice.bell() * 0.5,
            company,
        };
        for turn in plan.turns() {
            match turn {
                Turn::Adoption(share) => plan.adoption = *share,
                Turn::Mood(mood) => plan.mood = *mood,
                _ => {}
            }
        }
        plan.people = people(&plan);
        plan
    }

    /// What happens besides the ordinary: by temper, then by story.
    pub(in crate::app::demo) fn turns(&self) -> impl Iterator<Item = &'static Turn> + use<> {
        let story = stories::at(self.place).map_or(&[][..], |story| story.turns);
        self.temper.turns.iter().chain(story)
    }

    /// The stream of a subject.
    pub(in crate::app::demo) fn dice(&self, stream: Stream) -> Dice {
        Dice::new(self.place, stream)
    }

    /// The day so many days ago.
    pub(in crate::app::demo) fn ago(&self, days: i32) -> Day {
        self.today.plus(-days)
    }

    /// The first day that is told: fourteen months ago, or the start of a younger account.
    pub(in crate::app::demo) fn first(&self) -> Day {
        self.terms.start.max(self.ago(HISTORY))
    }

    /// The last day that is told: today, or the day before the account was lost.
    pub(in crate::app::demo) fn last(&self) -> Day {
        self.loss.map_or(self.today, |loss| loss.day.plus(-1).min(self.today))
    }

    /// Whether a day lies between [`Plan::first`] and [`Plan::last`].
    pub(in crate::app::demo) fn tells(&self, day: Day) -> bool {
        (self.first()..=self.last()).contains(&day)
    }

    /// Whether no tool knows the account.
    pub(in crate::app::demo) fn is_dark(&self) -> bool {
        self.turns().any(|turn| matches!(turn, Turn::Dark))
    }

    /// A share of the ARR, to the thousand yen.
    pub(in crate::app::demo) fn share_of_arr(&self, percent: i64) -> i64 {
        (self.arr * percent / 100_000).max(12) * 1000
    }

    /// Someone of a role who is there on a day, else whoever is.
    pub(in crate::app::demo) fn someone(&self, role: Role, day: Day) -> Option<&Person> {
        let here = |person: &&Person| person.is_here(day);
        self.people.iter().filter(here).find(|person| person.role == role).or_else(|| self.people.iter().find(here))
    }
}

fn temper(place: usize, size: Size) -> &'static Temper {
    // Every hundred accounts in a row hold each temper as often as its share says, so that a small book is a fair sample too.
    let mut rank = i32::try_from((place * 23 + 41) % 100).unwrap_or(0);
    let drawn = TEMPERS.iter().find(|temper| {
        rank -= temper.share;
        rank < 0
    });
    let drawn = drawn.unwrap_or(&STEADY);
    let special = stories::at(place).is_some() || (size == Size::Large && [LOST.key, NEW.key].contains(&drawn.key));
    if special { &STEADY } else { drawn }
}

fn loss(today: Day, story: &[Turn], temper: &Temper, dice: &mut Dice) -> Option<Loss> {
    let drawn = Loss { day: today.plus(-dice.between(25, 330)), told: today, reason: dice.pick(&LOSS_REASONS) };
    let faded = (temper.key == LOST.key).then_some(Loss { told: drawn.day, ..drawn });
    story
        .iter()
        .find_map(|turn| match *turn {
            Turn::Lost { ago, reason } => Some(Loss { day: today.plus(-ago), told: today.plus(-ago), reason }),
            Turn::Leaving { ahead, told, reason } => Some(Loss { day: today.plus(ahead), told: today.plus(-told), reason }),
            _ => None,
        })
        .or(faded)
}

const LOSS_REASONS: [&str; 5] = ["利用が定着しなかった", "推進者の退職", "他社製品へ乗り換え", "予算の削減", "事業の縮小"];

fn terms(today: Day, (place, size): (usize, Size), story: &[Turn], (temper, loss): (&Temper, Option<Loss>), dice: &mut Dice) -> Terms {
    let months = if size == Size::Large && dice.chance(0.25) { 24 } else { 12 };
    // One renewal every six days or so, all round the year.
    let ahead = 1 + i32::try_from((place * 227 + 159) % 365).unwrap_or(0) * months / 12;
    let years = dice.within(0.6, 4.2);
    let age = dice.between(18, 42);
    let monthly = size == Size::Small && dice.chance(0.4);
    let started = story.iter().find_map(|turn| if let Turn::Started(ago) = turn { Some(*ago) } else { None });
    if let Some(ago) = started.or((temper.key == NEW.key).then_some(age)) {
        let start = today.plus(-ago);
        return Terms { start, end: Some(start.plus_months(12)), months: 12 };
    }
    let fixed = story.iter().find_map(|turn| match *turn {
        Turn::RenewsIn(days) => Some(today.plus(days)),
        Turn::Unconfirmed(ago) => Some(today.plus(-ago)),
        _ => None,
    });
    let end = loss.map(|loss| loss.day).or(fixed).unwrap_or_else(|| today.plus(ahead));
    // Back from the end in whole terms, at least so far that the account is no longer in onboarding.
    let terms = whole_number((years * 12.0 / f64::from(months)).ceil()).max(1);
    let enough = (terms..99).find(|count| today.since(end.plus_months(-months * count)) >= 150).unwrap_or(terms);
    let end_told = (!monthly || fixed.is_some() || loss.is_some()).then_some(end);
    Terms { start: end.plus_months(-months * enough), end: end_told, months }
}
