//! The stories of the demo book as a table: which account, what happens to it, and the filter that finds it. The README may
//! quote it; a test holds that every filter finds its account.

use crate::app::demo::plan::code;
use crate::app::demo::turns::Turn;
use crate::domain::Light;
use crate::domain::words::{FeedbackKind, InteractionKind as Kind, Phase, ProposalKind, ProposalStatus, Role, Sentiment, Severity, SurveyKind};

/// One story, told by one account.
#[derive(Debug)]
pub struct Story {
    pub key: &'static str,
    pub en: &'static str,
    pub ja: &'static str,
    /// The place of its account in the book, from 0.
    pub place: usize,
    /// Finds the account today.
    pub filter: &'static str,
    /// A day, so many days before today, and the filter that finds the account on it.
    pub earlier: Option<(i32, &'static str)>,
    pub turns: &'static [Turn],
}

impl Story {
    /// The id of its account.
    pub fn account(&self) -> String {
        code(self.place)
    }
}

/// The story that the account at a place tells, if it tells one.
pub fn at(place: usize) -> Option<&'static Story> {
    STORIES.iter().find(|story| story.place == place)
}

/// Every story. All of them happen among the first thirty accounts.
pub const STORIES: &[Story] = &[
    Story {
        key: "champion-left",
        en: "The champion left three weeks ago, nobody took over, usage falls, renewal in five weeks",
        ja: "推進者が3週間前に離任、後任なし。利用は減少、更新まで5週間",
        place: 4,
        filter: "champion_left:<=30d champion:no touch:high renewal:<=40d",
        earlier: Some((60, "light:green champion:yes")),
        turns: &[
            Turn::RenewsIn(35),
            Turn::Phase(Phase::Renewal),
            Turn::ChampionLeft(21),
            Turn::Adoption(0.6),
            Turn::Usage(&[(26, 1.0), (17, 0.55), (10, 0.28), (1, 0.14)]),
            Turn::NoTickets(60),
            Turn::Survey {
                ago: 97, kind: SurveyKind::Nps, by: Role::DecisionMaker, score: 6, comment: "効果は現場の一人に頼っている印象"
            },
            Turn::Met {
                ago: 26, kind: Kind::Meeting, minutes: 45, with: Role::Champion, note: "定例会。異動の内示があったとのこと。後任は未定"
            },
            Turn::Silence(26),
            Turn::Note { ago: 21, text: "推進者が異動。後任の連絡なし。決裁者は次期予算を検討中らしい" },
        ],
    },
    Story {
        key: "silent-decline",
        en: "Usage halved over three months without a single ticket, renewal in four months",
        ja: "問い合わせもないまま3か月で利用が半減。更新まで4か月",
        place: 5,
        filter: "metric.logins.vs(28d,180d):<-35% tickets(90d):=0 renewal:90d..130d",
        earlier: Some((120, "light:green")),
        turns: &[
            Turn::RenewsIn(121),
            Turn::Adoption(0.66),
            Turn::Usage(&[(92, 1.0), (60, 0.76), (30, 0.52), (1, 0.44)]),
            Turn::NoTickets(150),
            Turn::Silence(48),
        ],
    },
    Story {
        key: "rescue",
        en: "A rescue that worked: red in summer after failing imports, green again",
        ja: "立て直しに成功: 夏は連携不具合で危険、いまは良好",
        place: 12,
        filter: "light:green tag:立て直し",
        earlier: Some((125, "light:red touch:high")),
        turns: &[
            Turn::Tag("立て直し"),
            Turn::RenewsIn(205),
            Turn::Adoption(0.72),
            Turn::Usage(&[(235, 1.0), (170, 0.45), (120, 0.3), (95, 0.45), (55, 0.95), (1, 1.08)]),
            Turn::Ticket {
                opened: 176,
                closed: Some(118),
                severity: Severity::High,
                subject: "基幹システムとの連携が毎朝失敗する",
                sentiment: Sentiment::Negative,
            },
            Turn::Ticket {
                opened: 158,
                closed: Some(112),
                severity: Severity::Urgent,
                subject: "【至急】取り込んだ受注データが一部消えている",
                sentiment: Sentiment::Negative,
            },
            Turn::Ticket {
                opened: 149,
                closed: Some(140),
                severity: Severity::Normal,
                subject: "前回の回答では解決しませんでした",
                sentiment: Sentiment::Negative,
            },
            Turn::Survey {
                ago: 150,
                kind: SurveyKind::Csat,
                by: Role::Champion,
                score: 2,
                comment: "連携が止まるたびに手作業です。このままでは続けられません",
            },
            Turn::Survey {
                ago: 148, kind: SurveyKind::Nps, by: Role::DecisionMaker, score: 2, comment: "現場が使うのをやめ始めています"
            },
            Turn::Survey { ago: 147, kind: SurveyKind::Nps, by: Role::Champion, score: 4, comment: "" },
            Turn::Voice {
                ago: 146, kind: FeedbackKind::Complaint, theme: "連携", text: "連携の失敗を毎朝こちらから知らせている"
            },
            Turn::Met {
                ago: 124, kind: Kind::Call, minutes: 35, with: Role::Champion, note: "まず聞く。毎朝の手作業が1時間。怒りより諦めに近い"
            },
            Turn::Met {
                ago: 119,
                kind: Kind::Visit,
                minutes: 90,
                with: Role::DecisionMaker,
                note: "開発責任者と訪問。原因と修正日を約束、改善計画に合意",
            },
            Turn::Met {
                ago: 110, kind: Kind::Meeting, minutes: 60, with: Role::Champion, note: "修正版を一緒に確認。5日連続で失敗なし"
            },
            Turn::Met { ago: 89, kind: Kind::Meeting, minutes: 45, with: Role::User, note: "現場向け説明会をやり直し、18名参加" },
            Turn::Met {
                ago: 60,
                kind: Kind::Qbr,
                minutes: 75,
                with: Role::DecisionMaker,
                note: "効果測定: 手作業ゼロ、利用は以前の水準に。続ける意向",
            },
            Turn::Survey { ago: 8, kind: SurveyKind::Nps, by: Role::DecisionMaker, score: 9, comment: "対応の速さで見直しました" },
            Turn::Survey { ago: 7, kind: SurveyKind::Nps, by: Role::Champion, score: 9, comment: "" },
            Turn::Voice { ago: 40, kind: FeedbackKind::Praise, theme: "サポート", text: "約束の日に直してくれた" },
            Turn::Note { ago: 59, text: "立て直し完了。学び: 連携の失敗は初日にこちらから連絡する" },
            Turn::Mood(8.8),
        ],
    },
    Story {
        key: "sudden-loss",
        en: "Lost five weeks ago out of the green: bought by a group that uses another product",
        ja: "5週間前に突然の解約。直前まで良好(親会社の製品に統合)",
        place: 8,
        filter: "churned:yes light:green renewal:>=-60d",
        earlier: Some((45, "light:green churned:no")),
        turns: &[
            Turn::Mood(9.0),
            Turn::Adoption(0.78),
            Turn::NoTickets(160),
            Turn::Lost { ago: 35, reason: "親会社の製品に統合" },
            Turn::Voice {
                ago: 36,
                kind: FeedbackKind::ChurnReason,
                theme: "経営判断",
                text: "製品に不満はない。グループの方針で統合することになった",
            },
        ],
    },
    Story {
        key: "expansion-ripe",
        en: "Over 90 % of the seats in use, green, nothing offered yet",
        ja: "ライセンスの90%超を利用、良好、まだ提案していない",
        place: 0,
        filter: "metric.seat_utilization.max(28d):>0.9 light:green proposals.open:0",
        earlier: None,
        turns: &[
            Turn::Adoption(0.99),
            Turn::Usage(&[(400, 0.74), (130, 0.93), (60, 1.0)]),
            Turn::Mood(9.3),
            Turn::RenewsIn(170),
            Turn::NoProposals,
            Turn::Voice {
                ago: 17, kind: FeedbackKind::Request, theme: "ライセンス", text: "大阪の拠点でも使いたいという声が出ている"
            },
        ],
    },
    Story {
        key: "expansion-offered",
        en: "Seats are short and an upsell is on the table",
        ja: "ライセンス不足、アップセルを提案中",
        place: 25,
        filter: "metric.seat_utilization.max(28d):>0.9 proposals.open:>=1",
        earlier: None,
        turns: &[
            Turn::Phase(Phase::Expansion),
            Turn::Adoption(0.985),
            Turn::Usage(&[(380, 0.8), (90, 1.0)]),
            Turn::RenewsIn(228),
            Turn::Proposal {
                ago: 19,
                kind: ProposalKind::Upsell,
                product: "追加ライセンス",
                percent: 30,
                status: ProposalStatus::Open,
                decided: None,
            },
            Turn::Met {
                ago: 19, kind: Kind::Meeting, minutes: 40, with: Role::DecisionMaker, note: "追加ライセンスの提案。来月の役員会にかける"
            },
            Turn::Task { due: -3, minutes: 10, kind: Some(Kind::Mail), title: "役員会の結果を確認" },
        ],
    },
    Story {
        key: "unpaid",
        en: "An invoice is unpaid five weeks after it was due",
        ja: "請求書が支払期限から5週間未入金",
        place: 2,
        filter: "overdue:>30d light:red",
        earlier: None,
        turns: &[
            Turn::RenewsIn(286),
            Turn::Unpaid(38),
            Turn::Note { ago: 12, text: "経理に確認済み: 先方の請求書受領システムが変わり、届いていない可能性" },
        ],
    },
    Story {
        key: "severe-tickets",
        en: "Two severe tickets have been open for eight days",
        ja: "重大な問い合わせ2件が8日間未解決",
        place: 6,
        filter: "tickets.severe:>=2 tickets.severe.oldest:>=7d",
        earlier: None,
        turns: &[
            Turn::RenewsIn(151),
            Turn::NoTickets(30),
            Turn::Ticket {
                opened: 8,
                closed: None,
                severity: Severity::Urgent,
                subject: "【至急】月次締めの帳票が出力できません",
                sentiment: Sentiment::Negative,
            },
            Turn::Ticket {
                opened: 8, closed: None, severity: Severity::High, subject: "承認の通知メールが届かない", sentiment: Sentiment::Neutral
            },
        ],
    },
    Story {
        key: "detractor",
        en: "The decision maker gave an NPS of 3 last week and wrote why",
        ja: "先週、決裁者がNPS 3と回答(理由つき)",
        place: 14,
        filter: "nps.min:<=3",
        earlier: None,
        turns: &[
            Turn::RenewsIn(254),
            Turn::Survey {
                ago: 6,
                kind: SurveyKind::Nps,
                by: Role::DecisionMaker,
                score: 3,
                comment: "現場には好評のようだが、費用に見合う効果を一度も説明されていない",
            },
        ],
    },
    Story {
        key: "watermelon",
        en: "Green, but we know one person only and have never met a decision maker",
        ja: "良好に見えるが、接点は1人だけで決裁者に会っていない",
        place: 16,
        filter: "is:watermelon touch:high contacts:<=1",
        earlier: None,
        turns: &[Turn::OneContact, Turn::RenewsIn(307), Turn::Mood(9.0), Turn::Adoption(0.74)],
    },
    Story {
        key: "not-started",
        en: "Five weeks into onboarding nobody has logged in",
        ja: "導入5週間、まだ誰もログインしていない",
        place: 9,
        filter: "phase:onboarding last_login:none tenure:<90d",
        earlier: None,
        turns: &[
            Turn::Started(38),
            Turn::Phase(Phase::Onboarding),
            Turn::NeverLoggedIn,
            Turn::NoTickets(90),
            Turn::Met {
                ago: 31,
                kind: Kind::Meeting,
                minutes: 60,
                with: Role::Champion,
                note: "キックオフ。9月末の棚卸しが終わってから始めたいとのこと",
            },
            Turn::Silence(30),
        ],
    },
    Story {
        key: "unconfirmed",
        en: "The term ended ten days ago and goes on by itself; nobody recorded the renewal",
        ja: "契約満了から10日、自動継続のまま更新結果が未記録",
        place: 18,
        filter: "is:unconfirmed",
        earlier: None,
        turns: &[Turn::Unconfirmed(10), Turn::Phase(Phase::Renewal)],
    },
    Story {
        key: "leaving",
        en: "Gave notice: leaves at the end of its term in six weeks",
        ja: "解約の申し出あり。6週間後の満了で終了",
        place: 21,
        filter: "leaving:any",
        earlier: None,
        turns: &[
            Turn::Leaving { ahead: 42, told: 18, reason: "社内開発に切り替え" },
            Turn::Phase(Phase::Renewal),
            Turn::Usage(&[(140, 1.0), (80, 0.7), (20, 0.45), (1, 0.3)]),
            Turn::Met {
                ago: 18, kind: Kind::Call, minutes: 30, with: Role::DecisionMaker, note: "満了での終了を申し出。内製化の方針は変わらず"
            },
            Turn::Task { due: -9, minutes: 30, kind: Some(Kind::Meeting), title: "データ返却と終了手続きの打ち合わせ" },
        ],
    },
    Story {
        key: "dark",
        en: "Nothing is known: no usage, no contacts, no answers",
        ja: "利用・担当者・回答のデータが何もない",
        place: 23,
        filter: "light:grey",
        earlier: None,
        turns: &[Turn::Dark, Turn::RenewsIn(240)],
    },
    Story {
        key: "late-payer",
        en: "An invoice is two weeks and a half late",
        ja: "請求書が2週間半の遅れ",
        place: 10,
        filter: "overdue:15d..30d light:yellow",
        earlier: None,
        turns: &[Turn::RenewsIn(262), Turn::Unpaid(18)],
    },
    Story {
        key: "doubt",
        en: "The numbers are green; the lead knows better and says so with a pulse",
        ja: "数字は良好だが、担当判断で注意としている",
        place: 20,
        filter: "light:yellow computed:green",
        earlier: None,
        turns: &[
            Turn::RenewsIn(133),
            Turn::Mood(8.6),
            Turn::Adoption(0.7),
            Turn::Pulse { ago: 11, light: Light::Yellow, reason: "後ろ盾の役員が年内で退任するとの話", days: 30 },
            Turn::Task { due: -2, minutes: 30, kind: Some(Kind::Call), title: "新しい役員の関心を推進者に聞く" },
            Turn::Note { ago: 11, text: "懇親会での話: 役員交代で全ツールの見直しがある" },
        ],
    },
];
