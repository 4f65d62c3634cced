//! What an import has to say about the contracts it made of account rows.

use crate::i18n::{Lang, sentences};
use crate::import::terms::Told;

sentences! {
    rows_win(account) { en: "{account}: contract rows count, so what the account row says of price and renewal does not.", ja: "{account}: 契約の行が優先されるため、顧客の行の年額・更新日は使われません。" }
    moved_back(account, from, to) { en: "{account}: the renewal day moved back from {from} to {to}; the contract was corrected.", ja: "{account}: 更新日が {from} から {to} に早まったため、契約を訂正しました。" }
    before_start(account, renewal, start) { en: "{account}: the renewal day {renewal} lies before the contract began ({start}); left as it was.", ja: "{account}: 更新日 {renewal} が契約開始日 {start} より前のため、変更していません。" }
    start_moved(account, from, to) { en: "{account}: the contract's start was corrected from {from} to {to}.", ja: "{account}: 契約開始日を {from} から {to} に訂正しました。" }
    start_behind(account, start) { en: "{account}: the start {start} lies behind later changes; left as it was.", ja: "{account}: 契約開始日 {start} は後の変更より後のため、変更していません。" }
    says_churned(account) { en: "{account}: its row says churned, but no loss is recorded; it counts as a customer. Import outcomes, or record the loss.", ja: "{account}: 「解約」と書かれていますが、解約の記録がないため顧客として扱います。解約一覧 (outcomes) を取り込んでください。" }
    lost(account, on) { en: "{account}: lost on {on}; its row makes no new contract. If it came back, add a contract with the reason `return`.", ja: "{account}: {on}に解約済みのため、新しい契約は作成しません。再契約の場合は区分「再契約」の契約を追加してください。" }
    after_end(account, end) { en: "{account}: the contract ended on {end} and does not renew by itself; the new price was left out.", ja: "{account}: 契約は{end}に終了しており自動更新もないため、新しい金額は反映していません。" }
    outside(account, date) { en: "{account}: no contract was in force on {date}; that price change was left out.", ja: "{account}: {date}時点で有効な契約がないため、金額の変更は反映していません。" }
    too_many(account, start, renewal) { en: "{account}: {start} to {renewal} would make too many terms; one long term was made.", ja: "{account}: {start}から{renewal}までの期間が長すぎるため、1つの契約期間としました。" }
}

/// A sentence about an account's contracts.
pub fn terms_told(lang: Lang, account: &str, told: &Told) -> String {
    match told {
        Told::ContractRowsWin => rows_win(lang, account),
        Told::RenewalMovedBack { from, to } => moved_back(lang, account, from, to),
        Told::RenewalBeforeStart { renewal, start } => before_start(lang, account, renewal, start),
        Told::StartMoved { from, to } => start_moved(lang, account, from, to),
        Told::StartBehindRows { start } => start_behind(lang, account, start),
        Told::SaysChurned => says_churned(lang, account),
        Told::Lost { on } => lost(lang, account, on),
        Told::ChangedAfterEnd { end } => after_end(lang, account, end),
        Told::ChangeOutsideTerms { date } => outside(lang, account, date),
        Told::TooManyTerms { start, renewal } => too_many(lang, account, start, renewal),
    }
}
