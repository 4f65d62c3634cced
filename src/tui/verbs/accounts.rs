//! The forms of accounts: a new one, and the fields of one or many.

use crate::app::{Command, NewAccount, Since, check_field, parse_number};
use crate::book::AccountIx;
use crate::domain::words::{Phase, YES_NO_WORDS, parse_yes_no};
use crate::tui::cx::Cx;
use crate::tui::effect::Effect;
use crate::tui::overlays::form::{Form, Submit, Wrong};
use crate::tui::target::Target;
use crate::tui::verbs::ask::{any_day, bulk, gone, ids, places, required, title, whole};

/// A new account.
pub(in crate::tui::verbs) fn new_account(cx: &Cx<'_>) -> Vec<Effect> {
    let lang = cx.look.lang();
    let submit: Submit = Box::new(|values, cx| {
        let [name, yomi, arr, seats, start, renewal, touch, phase] = values else { return Ok(Vec::new()) };
        let day = |text: &String, line| (!text.is_empty()).then(|| any_day(cx.session, text)).transpose().map_err(Wrong::at(line));
        let fields = [("touch", touch), ("phase", phase)].into_iter().filter(|(_, value)| !value.is_empty());
        let new = NewAccount {
            code: None,
            name: required(Some(name), 0)?,
            yomi: (!yomi.is_empty()).then(|| yomi.clone()),
            arr: (!arr.is_empty()).then(|| parse_number(arr)).transpose().map_err(Wrong::at(2))?,
            seats: whole(seats).map_err(Wrong::at(3))?,
            start: day(start, 4)?,
            renewal: day(renewal, 5)?,
            fields: fields.map(|(key, value)| (key.to_owned(), value.clone())).collect(),
        };
        for (line, key, value) in [(6, "touch", touch), (7, "phase", phase)] {
            if !value.is_empty() {
                check_field(key, value).map_err(Wrong::at(line))?;
            }
        }
        Ok(vec![Effect::Act(Command::AddAccount(Box::new(new)))])
    });
    Form::new(lang.pick("New account", "顧客の追加").to_owned(), submit)
        .line(lang.pick("name", "会社名"), "", "")
        .line(lang.pick("reading", "読み"), "", lang.pick("for search and order, if it is Japanese", "検索と並べ替えに使います"))
        .line(lang.pick("ARR", "年額"), "", lang.pick("1.2m, 300万", "300万、1,200,000"))
        .line(lang.pick("seats", "ライセンス数"), "", "")
        .line(lang.pick("start", "契約開始"), "", lang.pick("2026-04-01; today if empty", "2026-04-01 (空欄なら本日)"))
        .line(lang.pick("renewal", "更新日"), "", "2027-04-01")
        .line(lang.pick("touch", "タッチ"), "", lang.pick("high, low, tech, community", "ハイ・ロー・テック・コミュニティ"))
        .line(lang.pick("phase", "フェーズ"), "", lang.pick("onboarding, adoption, expansion, renewal", "オンボーディング・定着・利用拡大・契約更新"))
        .open()
}

/// The fields that a form of an account shows, with their labels; name and reading only where one account is meant.
const FIELDS: [(&str, &str, &str); 10] = [
    ("name", "name", "会社名"),
    ("yomi", "reading", "読み"),
    ("touch", "touch", "タッチ"),
    ("phase", "phase", "フェーズ"),
    ("potential", "potential 1-5", "伸びしろ 1-5"),
    ("strategic", "strategic", "戦略顧客"),
    ("segment", "segment", "セグメント"),
    ("industry", "industry", "業種"),
    ("plan", "plan", "プラン"),
    ("tags", "tags", "タグ"),
];

/// The fields of one account as they are, or those to set on many.
pub(in crate::tui::verbs) fn edit(target: &Target, cx: &Cx<'_>) -> Vec<Effect> {
    let lang = cx.look.lang();
    let (accounts, ids) = (&target.accounts, ids(target, cx));
    let fields: &'static [(&str, &str, &str)] = if accounts.len() == 1 { &FIELDS } else { &FIELDS[2..] };
    let before: Vec<String> = fields
        .iter()
        .map(|(key, ..)| accounts.first().filter(|_| accounts.len() == 1).map(|ix| value_of(cx, *ix, key)).unwrap_or_default())
        .collect();
    let shown = before.clone();
    let submit: Submit = Box::new(move |values, cx| {
        let changed = || fields.iter().zip(values).zip(&before).filter(|((_, value), before)| value != before);
        for (line, ((key, ..), value)) in fields.iter().zip(values).enumerate() {
            if before.get(line) != Some(value) {
                check_field(key, value).map_err(Wrong::at(line))?;
            }
        }
        let set: Vec<(String, String)> = changed().map(|(((key, ..), value), _)| ((*key).to_owned(), value.clone())).collect();
        if set.is_empty() {
            return Ok(Vec::new());
        }
        let since = Since::Day(cx.session.day);
        let accounts = places(&ids, cx);
        if accounts.is_empty() {
            return Ok(gone(cx));
        }
        Ok(bulk(accounts.iter().map(|account| Command::SetFields { account: *account, fields: set.clone(), since }).collect()))
    });
    let mut form = Form::new(title(lang.pick("Edit", "編集"), target, cx), submit);
    for ((_, en, ja), value) in fields.iter().zip(&shown) {
        form = form.line(lang.pick(en, ja), value, "");
    }
    form.editing().open()
}

fn value_of(cx: &Cx<'_>, ix: AccountIx, key: &str) -> String {
    let (at, lang) = (cx.session.at(ix), cx.look.lang());
    match key {
        "name" => at.name().to_owned(),
        "yomi" => at.yomi().unwrap_or_default().to_owned(),
        "touch" => at.touch().map(|touch| lang.word(touch.word()).to_owned()).unwrap_or_default(),
        "phase" => at.attribute("phase").and_then(Phase::from_key).map(|phase| lang.word(phase.word()).to_owned()).unwrap_or_default(),
        "strategic" => at.attribute(key).and_then(parse_yes_no).map(|yes| lang.word(&YES_NO_WORDS[usize::from(!yes)]).to_owned()).unwrap_or_default(),
        key => at.attribute(key).unwrap_or_default().to_owned(),
    }
}
