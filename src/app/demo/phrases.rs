//! What people write, in Japanese and English: ticket subjects, comments, wishes, notes.

use crate::domain::words::{FeedbackKind, InteractionKind as Kind, Severity};

/// Severities as often as they come.
pub(in crate::app::demo) const SEVERITIES: [Severity; 16] = {
    use Severity::{High, Low, Normal, Urgent};
    [Low, Low, Low, Low, Low, Low, Low, Normal, Normal, Normal, Normal, Normal, Normal, Normal, High, Urgent]
};

type Bilingual = (&'static [&'static str], &'static [&'static str]);

fn of((ja, en): &Bilingual, english: bool) -> &'static [&'static str] {
    if english { en } else { ja }
}

const SUBJECTS: [Bilingual; 4] = [
    (
        &[
            "請求書の宛名を変更したい",
            "CSVの書き出し方法を教えてください",
            "ユーザーの追加方法について",
            "通知メールの設定",
            "マニュアルの場所",
            "部署名の一括変更",
        ],
        &["Change billing contact", "How do I export to CSV?", "How to add a user", "Notification settings", "Where is the manual?"],
    ),
    (
        &[
            "集計の数字が合わない",
            "検索が遅い",
            "取り込みでエラーになる",
            "権限の設定が反映されない",
            "スマホ画面の表示崩れ",
            "承認ルートを変更できない",
        ],
        &["Totals do not match", "Search is slow", "Import fails with an error", "Permissions not applied", "Layout broken on mobile"],
    ),
    (
        &["ログインできないユーザーがいる", "API連携が失敗する", "データが一部表示されない", "月次締めに間に合わない、至急対応希望"],
        &["Some users cannot log in", "API sync keeps failing", "Part of our data is missing"],
    ),
    (
        &["全社員がログインできません", "【至急】データが消えています", "障害はいつ復旧しますか"],
        &["Nobody can log in", "URGENT: data has disappeared", "When will the outage end?"],
    ),
];

/// Subjects of tickets of a severity.
pub(in crate::app::demo) fn subjects(severity: Severity, english: bool) -> &'static [&'static str] {
    of(&SUBJECTS[severity as usize], english)
}

/// How a comment sounds.
#[derive(Clone, Copy, Debug)]
pub(in crate::app::demo) enum Mood {
    Glad,
    Middling,
    Cross,
}

impl Mood {
    /// By an answer of 0 to 10.
    pub(in crate::app::demo) fn of_nps(score: i32) -> Self {
        match score {
            9.. => Self::Glad,
            7.. => Self::Middling,
            _ => Self::Cross,
        }
    }

    /// By an answer of 1 to 5.
    pub(in crate::app::demo) fn of_csat(score: i32) -> Self {
        match score {
            4.. => Self::Glad,
            3 => Self::Middling,
            _ => Self::Cross,
        }
    }
}

const COMMENTS: [Bilingual; 3] = [
    (
        &[
            "毎日使っています。助かっています。",
            "返信が早くて的確でした",
            "導入して残業が減りました",
            "使いやすい。\nただ、CSVの項目を選べるとなお良い。",
            "現場からの評判が良いです",
        ],
        &[
            "We use it every day, it helps a lot",
            "Support answers fast",
            "Saved us hours, thank you!",
            "Easy to use.\nChoosing CSV columns would be nice, though.",
        ],
    ),
    (
        &["機能は十分だが、少し高い", "慣れるまで時間がかかった", "可もなく不可もなく", "レポートが「もう少し」自由だと嬉しい"],
        &["Good enough, a bit expensive", "Took a while to learn", "It is fine", "Reports could be \"more\" flexible"],
    ),
    (
        &[
            "不具合が多く、業務に支障が出ています",
            "社内であまり使われていません",
            "問い合わせの返事が遅い。\n改善されなければ他社も検討します。",
            "費用に見合う効果が見えない",
        ],
        &["Too many bugs, it hurts our work", "Hardly anybody here uses it", "Slow answers.\nWe may look elsewhere if this goes on."],
    ),
];

/// Comments of a mood.
pub(in crate::app::demo) fn comments(mood: Mood, english: bool) -> &'static [&'static str] {
    of(&COMMENTS[mood as usize], english)
}

/// Theme and text of what customers let us know.
pub(in crate::app::demo) fn voices(kind: FeedbackKind) -> &'static [(&'static str, &'static str)] {
    match kind {
        FeedbackKind::Request => &[
            ("レポート", "グラフをそのまま資料に貼れるようにしてほしい"),
            ("連携", "会計ソフトとの連携がほしい"),
            ("権限", "拠点ごとに権限を分けたい"),
            ("スマホ", "外出先で承認だけでもしたい"),
            ("CSV", "書き出す項目を選びたい"),
            ("検索", "添付ファイルの中身も検索したい"),
        ],
        FeedbackKind::Complaint => {
            &[("速度", "月末になると画面が遅い"), ("サポート", "同じことを二度説明させられた"), ("変更", "画面の変更を事前に知らせてほしい")]
        }
        FeedbackKind::Praise => &[
            ("効果", "月次の集計が半日から30分になった"),
            ("サポート", "担当の方がこちらの業務を分かってくれている"),
            ("使い勝手", "新人でも初日から使えた"),
        ],
        FeedbackKind::ChurnReason => &[("経営判断", "会社の方針による")],
    }
}

/// Notes of interactions of a kind.
pub(in crate::app::demo) fn notes(kind: Kind) -> &'static [&'static str] {
    match kind {
        Kind::Meeting | Kind::Visit => {
            &["定例会。活用状況を確認", "新任者への操作説明の相談", "次期の要望を聞いた", "部署展開の進め方を相談", "課題一覧を更新、宿題は2件"]
        }
        Kind::Qbr => &["四半期レビュー実施。目標と実績を確認", "四半期レビュー。次の目標は処理時間の3割削減"],
        Kind::Call => &["利用状況のヒアリング", "問い合わせのその後を確認", "新機能の案内と感想", "更新の意向をそれとなく確認"],
        Kind::Mail => &["活用のヒントを送付", "説明会の案内", "リリースのお知らせ", "同業の事例を送付"],
        Kind::Webinar => &["活用ウェビナー", "新機能説明会"],
        Kind::Chat | Kind::Other => &["連絡"],
    }
}

/// Small things a lead writes down: title, minutes, how.
pub(in crate::app::demo) const TASKS: [(&str, i32, Kind); 5] = [
    ("同業の事例を送る", 10, Kind::Mail),
    ("新機能の感想を聞く", 15, Kind::Call),
    ("部署展開の資料を用意", 45, Kind::Meeting),
    ("説明会の日程を相談", 10, Kind::Mail),
    ("要望の回答を伝える", 15, Kind::Call),
];

/// Memos of an ordinary account.
pub(in crate::app::demo) const MEMOS: [&str; 6] = [
    "来期は拠点が1つ増える見込み",
    "決裁は部長、実質は課長の意見で決まる",
    "電話よりメールを好む。午前中は避ける",
    "予算の検討は毎年1月から",
    "隣の部署も関心あり。推進者に紹介を頼む",
    "担当者は表計算が得意。関数の質問に喜ばれた",
];
