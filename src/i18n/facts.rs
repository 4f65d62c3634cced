//! What each fact means, one row per fact of the registry, for `banso facts`, help and docs.

use crate::i18n::help::Text;

/// The meaning of a fact, by its registry key.
pub fn meaning(key: &str) -> Option<Text> {
    MEANINGS.iter().find(|(of, ..)| *of == key).map(|(_, en, ja)| Text { en, ja })
}

/// A fact's name before its value, where the key would not read well: `lowest NPS 3`.
pub fn short_name(key: &str) -> Option<Text> {
    SHORT_NAMES.iter().find(|(of, ..)| *of == key).map(|(_, en, ja)| Text { en, ja })
}

const SHORT_NAMES: &[(&str, &str, &str)] = &[
    ("light", "", ""),
    ("trend", "score in 28 d", "28日間のスコア"),
    ("notice", "notice deadline", "通知期限"),
    ("renewal", "renewal", "更新"),
    ("nps.min", "lowest NPS", "NPS最低点"),
    ("csat", "CSAT", "満足度"),
    ("voice.negative", "complaints", "不満の声"),
    ("tickets.severe.oldest", "severe ticket open", "重大な問い合わせ"),
    ("overdue", "invoice overdue", "未入金"),
    ("champion_left", "champion left", "推進者の離任から"),
    ("touch_ratio", "gap against cadence", "接点の間隔比"),
    ("last_qbr", "last QBR", "最終QBRから"),
    ("last_login", "last login", "最終利用から"),
    ("contacts", "contacts known", "先方担当者数"),
    ("is", "", ""),
];

/// One row per fact.
pub const MEANINGS: &[(&str, &str, &str)] = &[
    ("name", "part of the name, reading or id", "名前・読み・IDの一部"),
    ("id", "the account's id", "顧客ID"),
    ("tag", "has this tag", "このタグがある"),
    ("segment", "segment", "セグメント"),
    ("industry", "industry", "業種"),
    ("plan", "plan", "プラン"),
    ("owner", "who of us looks after it", "自社の担当者"),
    ("field.X", "custom field X", "独自項目X"),
    ("phase", "phase; `churned` when no contract is in force", "フェーズ (契約がなければ解約)"),
    ("phase_days", "days since the phase began", "現在のフェーズに入ってからの日数"),
    ("touch", "touch model in force", "現在のタッチモデル"),
    ("potential", "potential, 1 to 5", "伸びしろ (1〜5)"),
    ("strategic", "strategic account", "戦略顧客か"),
    ("arr", "amount a year of the contracts in force", "有効な契約の年額の合計"),
    ("mrr", "ARR ÷ 12", "年額÷12"),
    ("seats", "seats of the contracts in force", "有効な契約のライセンス数"),
    ("arr.place", "rank in the book by ARR, 1 the largest", "年額の順位 (1が最大)"),
    ("arr.change", "ARR against that of n days ago", "n日前からの年額の増減率"),
    ("tenure", "days since the first contract's start", "最初の契約開始からの日数"),
    ("renewal", "days to the nearest renewal", "次回更新までの日数"),
    ("term", "length in days of the term that renews next", "次に更新する契約期間の日数"),
    ("notice", "days to the last day on which notice can be given", "解約通知期限までの日数"),
    ("leaving", "days to a loss already announced", "解約予定日までの日数"),
    ("churned", "had a contract and has none", "解約済みか"),
    ("light", "the light: your own judgement if one is in force, else the computed one", "状態 (担当判断があればそれ、なければ計算結果)"),
    ("computed", "the light as computed", "計算上の状態"),
    ("score", "health score, 0 to 100", "ヘルススコア (0〜100)"),
    ("trend", "score against that of 28 days ago, in points", "28日前からのスコアの増減"),
    ("coverage", "share of the score's weight that is known", "スコアの重みのうちデータがある割合"),
    ("signal.KEY", "points of the signal KEY", "評価項目KEYの点数"),
    ("metric.KEY", "latest observation of the metric", "指標の最新値"),
    ("metric.KEY.mean", "mean of the last n days", "直近n日の平均"),
    ("metric.KEY.sum", "sum of the last n days", "直近n日の合計"),
    ("metric.KEY.min", "lowest of the last n days", "直近n日の最小"),
    ("metric.KEY.max", "highest of the last n days", "直近n日の最大"),
    ("metric.KEY.count", "observations in the last n days", "直近n日の件数"),
    ("metric.KEY.change", "mean of n days against the n days before", "直近n日とその前n日の平均の増減率"),
    ("metric.KEY.weekly", "rate a week over n days, to the book's newest data", "1週間あたり (データの最終日までのn日)"),
    ("metric.KEY.vs", "last n days against the m days before them, to the book's newest data", "直近n日とその前m日の比較 (データの最終日まで)"),
    ("metric.KEY.age", "days since the latest observation", "最新値からの経過日数"),
    ("last_login", "days since the last day with activity", "最後に利用があった日からの日数"),
    ("last_touch", "days since the last interaction, or since the start when there was none", "最終接点からの日数 (なければ契約開始から)"),
    ("last_meeting", "days since the last meeting, visit, call or QBR", "最後の打ち合わせ・訪問・電話・QBRからの日数"),
    ("last_qbr", "days since the last QBR", "最後のQBRからの日数"),
    ("touch_ratio", "last touch ÷ the touch model's cadence", "最終接点からの日数÷タッチモデルの間隔"),
    ("planned", "days to the next planned interaction", "次の予定までの日数"),
    ("touch_minutes", "minutes spent in interactions in n days", "直近n日の対応時間 (分)"),
    ("met.decision_maker", "days since a talk with a decision maker", "決裁者と最後に話してからの日数"),
    ("tickets", "tickets opened in n days", "直近n日の問い合わせ件数"),
    ("tickets.open", "tickets open now", "未解決の問い合わせ件数"),
    ("tickets.oldest", "age of the oldest open ticket", "最も古い未解決の経過日数"),
    ("tickets.severe", "open tickets of severity high or urgent", "重大な未解決の件数"),
    ("tickets.severe.oldest", "age of the oldest severe open ticket", "最も古い重大な未解決の経過日数"),
    ("voice.positive", "positive tickets and praise in n days", "直近n日の好意的な声"),
    ("voice.negative", "negative tickets and complaints in n days", "直近n日の否定的な声"),
    ("nps", "mean of each contact's latest valid answer", "各担当者の最新回答の平均 (NPS)"),
    ("nps.min", "lowest of each contact's latest valid answer", "各担当者の最新回答の最低 (NPS)"),
    ("nps.age", "days since the newest valid answer", "最新の回答からの日数 (NPS)"),
    ("csat", "mean CSAT of 90 days", "直近90日の満足度の平均"),
    ("overdue", "days the oldest unpaid invoice is past due, 0 if none", "最も古い未入金の超過日数 (なければ0)"),
    ("champion", "an active contact is champion", "推進者が在籍しているか"),
    ("sponsor", "an active contact is sponsor", "役員スポンサーがいるか"),
    ("decision_maker", "an active contact is decision maker", "決裁者を把握しているか"),
    ("champion_left", "days since the last champion left with none after", "推進者が離任し後任がいない日数"),
    ("contacts", "active contacts", "在籍中の先方担当者の人数"),
    ("tasks.open", "open tasks", "未完了のタスク数"),
    ("tasks.overdue", "open tasks past their due day", "期限を過ぎたタスク数"),
    ("proposals.open", "open proposals", "提案中の件数"),
    ("is", "a judgement: watermelon, lapsed, unconfirmed and the gaps", "判定 (隠れリスク・契約切れ・更新未確認など)"),
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::facts::all;

    #[test]
    fn every_fact_has_its_words_and_no_words_lack_their_fact() {
        let missing: Vec<&str> = all().map(|fact| fact.key).filter(|key| meaning(key).is_none()).collect();
        let stray: Vec<&str> = MEANINGS.iter().map(|(key, ..)| *key).filter(|key| !all().any(|fact| fact.key == *key)).collect();
        let stray: Vec<&str> =
            stray.into_iter().chain(SHORT_NAMES.iter().map(|(key, ..)| *key).filter(|key| !all().any(|fact| fact.key == *key))).collect();
        assert!(missing.is_empty() && stray.is_empty(), "missing {missing:?}, stray {stray:?}");
    }
}
