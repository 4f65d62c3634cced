//! The closed word lists of the trade, each word with its Japanese form and the synonyms that files and filters may use.
//! A row here is all that a new word needs: import, filters, JSON and screens read these tables.

use crate::domain::Light;
use crate::domain::text::fold;

/// One word: how it is stored, how Japanese readers see it, and what else is understood.
#[derive(Debug, PartialEq, Eq)]
pub struct Word {
    pub key: &'static str,
    pub ja: &'static str,
    pub aliases: &'static [&'static str],
}

impl Word {
    /// The word for English readers: its key with spaces.
    pub fn en(&self) -> &'static str {
        match self.key {
            "decision_maker" => "decision maker",
            "churn_reason" => "churn reason",
            "first_run" => "first run",
            "wont_do" => "won't do",
            "nps" => "NPS",
            "csat" => "CSAT",
            "qbr" => "QBR",
            key => key,
        }
    }

    /// Whether a text, folded, is this word in any of its forms.
    pub fn is(&self, text: &str) -> bool {
        let text = fold(text);
        std::iter::once(&self.key).chain(std::iter::once(&self.ja)).chain(self.aliases).any(|form| fold(form) == text)
    }
}

/// Lights as words.
pub const LIGHT_WORDS: [Word; 4] = [
    Word { key: "green", ja: "良好", aliases: &["緑", "良", "○", "〇", "◯", "◎"] },
    Word { key: "yellow", ja: "注意", aliases: &["黄", "注", "amber", "△"] },
    Word { key: "red", ja: "危険", aliases: &["赤", "危", "×", "✕"] },
    Word { key: "grey", ja: "データ不足", aliases: &["灰", "未", "gray"] },
];

/// Yes and no as words.
pub const YES_NO_WORDS: [Word; 2] = [
    Word { key: "yes", ja: "はい", aliases: &["true", "y", "1", "有", "あり", "○"] },
    Word { key: "no", ja: "いいえ", aliases: &["false", "n", "0", "無", "なし", "×"] },
];

/// Reads a yes or no in any of its forms.
pub fn parse_yes_no(text: &str) -> Option<bool> {
    YES_NO_WORDS.iter().position(|word| word.is(text)).map(|place| place == 0)
}

/// Reads a light in any of its forms.
pub fn parse_light(text: &str) -> Option<Light> {
    LIGHT_WORDS.iter().find(|word| word.is(text)).and_then(|word| Light::from_key(word.key))
}

macro_rules! words {
    ($($(#[$doc:meta])* $name:ident / $table:ident { $($variant:ident $key:literal $ja:literal [$($alias:literal),*],)+ })+) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $name { $($variant,)+ }

        #[doc = concat!("The words of [`", stringify!($name), "`], in its order.")]
        pub const $table: &[Word] = &[$(Word { key: $key, ja: $ja, aliases: &[$($alias),*] },)+];

        impl $name {
            /// Every value, in order.
            pub const ALL: &[Self] = &[$(Self::$variant,)+];

            /// The row of this value in its table.
            pub fn word(self) -> &'static Word { &$table[self as usize] }

            /// How it is stored and written in JSON.
            pub fn key(self) -> &'static str { self.word().key }

            /// Reads the stored key only.
            pub fn from_key(key: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|value| value.key() == key)
            }

            /// Reads the word in any of its forms.
            pub fn parse(text: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|value| value.word().is(text))
            }
        }
    )+};
}

words! {
    /// How closely an account is looked after.
    Touch / TOUCH_WORDS {
        High "high" "ハイ" ["ハイタッチ", "high touch", "high-touch"],
        Low "low" "ロー" ["ロータッチ", "low touch", "low-touch"],
        Tech "tech" "テック" ["テックタッチ", "tech touch", "tech-touch"],
        Community "community" "コミュニティ" ["コミュニティタッチ", "community touch"],
    }

    /// Where an account stands on its way. `Churned` is decided by contracts and outcomes and never stored.
    Phase / PHASE_WORDS {
        Onboarding "onboarding" "オンボーディング" ["導入"],
        Adoption "adoption" "定着" ["アダプション", "活用"],
        Expansion "expansion" "利用拡大" ["エクスパンション", "拡大"],
        Renewal "renewal" "契約更新" ["リニューアル", "更新"],
        Churned "churned" "解約" ["churn", "解約済", "解約済み"],
    }

    /// What a contact is to us.
    Role / ROLE_WORDS {
        Champion "champion" "推進者" ["チャンピオン", "キーパーソン", "key person"],
        DecisionMaker "decision_maker" "決裁者" ["decision maker", "decision-maker", "意思決定者"],
        Sponsor "sponsor" "役員スポンサー" ["スポンサー", "executive sponsor"],
        User "user" "利用者" ["ユーザー", "end user", "管理者", "admin"],
        Billing "billing" "経理" ["請求", "accounting"],
        Other "other" "その他" ["窓口", "main"],
    }

    /// How bad a ticket is.
    Severity / SEVERITY_WORDS {
        Low "low" "低" ["minor"],
        Normal "normal" "中" ["medium", "普通", "通常"],
        High "high" "高" ["major", "重要"],
        Urgent "urgent" "緊急" ["critical", "至急"],
    }

    /// The mood of a ticket.
    Sentiment / SENTIMENT_WORDS {
        Positive "positive" "好意的" ["ポジティブ", "good"],
        Neutral "neutral" "中立" ["ニュートラル"],
        Negative "negative" "否定的" ["ネガティブ", "bad", "不満"],
    }

    /// How we were in contact.
    InteractionKind / INTERACTION_WORDS {
        Call "call" "電話" ["phone", "tel"],
        Mail "mail" "メール" ["email", "e-mail"],
        Meeting "meeting" "打ち合わせ" ["会議", "ミーティング", "定例"],
        Visit "visit" "訪問" ["on-site"],
        Qbr "qbr" "四半期レビュー" ["quarterly review"],
        Webinar "webinar" "ウェビナー" ["セミナー", "説明会"],
        Chat "chat" "チャット" ["slack", "teams"],
        Other "other" "その他" [],
    }

    /// Who started an interaction.
    StartedBy / STARTED_BY_WORDS {
        Us "us" "自社" ["当社"],
        Them "them" "先方" ["customer"],
    }

    /// Whether an interaction took place.
    Held / HELD_WORDS {
        Held "held" "実施" ["done", "済"],
        Planned "planned" "予定" ["scheduled"],
        Invited "invited" "招待" [],
        Missed "missed" "欠席" ["no show", "不在"],
    }

    /// What a survey asked.
    SurveyKind / SURVEY_WORDS {
        Nps "nps" "NPS" ["推奨度"],
        Csat "csat" "CSAT" ["満足度"],
    }

    /// What was offered.
    ProposalKind / PROPOSAL_KIND_WORDS {
        Upsell "upsell" "アップセル" ["up-sell"],
        CrossSell "cross-sell" "クロスセル" ["crosssell", "cross sell"],
    }

    /// What became of an offer.
    ProposalStatus / PROPOSAL_STATUS_WORDS {
        Open "open" "提案中" ["商談中"],
        Won "won" "受注" ["closed won", "成約"],
        Lost "lost" "失注" ["closed lost"],
    }

    /// What a customer's voice says.
    FeedbackKind / FEEDBACK_KIND_WORDS {
        Request "request" "要望" ["wish"],
        Complaint "complaint" "不満" ["クレーム"],
        Praise "praise" "好評" ["お褒め"],
        ChurnReason "churn_reason" "解約理由" ["churn reason"],
    }

    /// How far a customer's voice has come.
    FeedbackStatus / FEEDBACK_STATUS_WORDS {
        New "new" "新規" [],
        Told "told" "開発へ共有済み" ["told to product"],
        Planned "planned" "対応予定" [],
        Shipped "shipped" "提供済み" ["done"],
        Answered "answered" "先方へ報告済み" ["told to customer"],
    }

    /// Why a contract row came to be.
    Reason / REASON_WORDS {
        New "new" "新規" [],
        Renewal "renewal" "更新" ["renew"],
        Upsell "upsell" "アップセル" ["up-sell"],
        CrossSell "cross-sell" "クロスセル" ["crosssell", "cross sell"],
        Downgrade "downgrade" "ダウンセル" ["縮小", "contraction"],
        Change "change" "変更" [],
        Return "return" "再契約" ["reactivation", "win-back"],
    }

    /// Where a contract row comes from.
    Origin / ORIGIN_WORDS {
        Account "account" "顧客の行" [],
        File "file" "契約ファイル" [],
        Desk "desk" "画面" [],
    }

    /// What became of a task.
    TaskStatus / TASK_STATUS_WORDS {
        Open "open" "未完了" ["todo"],
        Done "done" "完了" ["closed"],
        Dropped "dropped" "取り下げ" ["cancelled", "canceled"],
        Cleared "cleared" "自然解消" [],
    }

    /// What happened to a task on a day, so that the queue of any past day can be read.
    TaskEventKind / TASK_EVENT_WORDS {
        Opened "opened" "起票" [],
        FirstRun "first_run" "初回の起票" [],
        Entered "entered" "保留からの起票" [],
        Done "done" "完了" [],
        Dropped "dropped" "取り下げ" [],
        Cleared "cleared" "自然解消" [],
        Swallowed "swallowed" "統合済み" [],
        Reopened "reopened" "再開" [],
        Snoozed "snoozed" "後回し" [],
        Waiting "waiting" "先方待ち" [],
        Back "back" "復帰" [],
        Merged "merged" "理由の追加" [],
    }

    /// How a trigger stands to an account.
    TriggerPhase / TRIGGER_PHASE_WORDS {
        Clear "clear" "非該当" [],
        Fired "fired" "起票済み" [],
        Known "known" "把握済み" [],
        Waiting "waiting" "再起票待ち" [],
        Held "held" "保留" [],
    }

    /// Why a task was dropped.
    DropReason / DROP_REASON_WORDS {
        Noise "noise" "ノイズ" ["誤報"],
        Elsewhere "elsewhere" "他で対応済み" ["handled", "handled elsewhere"],
        WontDo "wont_do" "対応しない" ["wont do", "won't do"],
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_is_read_in_either_language_and_width() {
        assert_eq!(Touch::parse("ハイタッチ"), Some(Touch::High));
        assert_eq!(Touch::parse("ＨＩＧＨ"), Some(Touch::High));
        assert_eq!(Role::parse("Decision Maker"), Some(Role::DecisionMaker));
        assert_eq!(parse_light("危険"), Some(Light::Red));
        assert_eq!(parse_yes_no("いいえ"), Some(false));
        assert_eq!(Severity::parse("blocker"), None);
    }

    #[test]
    fn no_table_has_two_words_of_one_form() {
        let tables = [
            TOUCH_WORDS,
            PHASE_WORDS,
            ROLE_WORDS,
            SEVERITY_WORDS,
            SENTIMENT_WORDS,
            INTERACTION_WORDS,
            STARTED_BY_WORDS,
            HELD_WORDS,
            PROPOSAL_KIND_WORDS,
            PROPOSAL_STATUS_WORDS,
            FEEDBACK_KIND_WORDS,
            FEEDBACK_STATUS_WORDS,
            REASON_WORDS,
            ORIGIN_WORDS,
            TASK_STATUS_WORDS,
            TASK_EVENT_WORDS,
            TRIGGER_PHASE_WORDS,
            DROP_REASON_WORDS,
            &LIGHT_WORDS,
            &YES_NO_WORDS,
        ];
        for table in tables {
            let forms: Vec<String> =
                table.iter().flat_map(|word| [word.key, word.ja].into_iter().chain(word.aliases.iter().copied())).map(fold).collect();
            let mut distinct = forms.clone();
            distinct.sort();
            distinct.dedup();
            assert_eq!(forms.len(), distinct.len(), "{forms:?}");
        }
    }
}
