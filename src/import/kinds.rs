//! The kinds of files and their columns: one table from which come the header names, the reading of cells, the rows and the
//! documentation. A new column is one line here. How a text becomes a value is said by its type in [`crate::import::cells`].

use crate::book::MetricId;
use crate::book::rows::AccountId;
use crate::domain::words::{
    FeedbackKind, FeedbackStatus, Held, InteractionKind, Origin, Phase, ProposalKind, ProposalStatus, Reason, Sentiment, Severity, StartedBy,
    SurveyKind, TaskStatus, Touch,
};
use crate::domain::{Currency, Day, Light};
use crate::import::beside::{Fields, Metrics};
use crate::import::cells::{Bad, ChangeKind, Cx, Form, Given, Id, Links, Minor, Period, Roles, Set, Slot};
use crate::import::check;

/// One column of a kind.
#[derive(Debug)]
pub struct Field {
    /// The canonical header, as banso writes it.
    pub name: &'static str,
    pub ja: &'static str,
    pub also: &'static [&'static str],
    pub form: Form,
    /// Whether the file must have it, filled in every row.
    pub required: bool,
    /// Whether it is part of what makes two rows the same.
    pub key: bool,
}

/// What makes two rows of a kind the same.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Identity {
    /// Equal values in the key columns.
    Key,
    /// Equal values everywhere, and the same number among the equal rows of the file.
    WholeRow,
}

/// One kind of file.
#[derive(Debug)]
pub struct KindSpec {
    pub kind: Kind,
    /// The word for `--as` and the usual file name.
    pub name: &'static str,
    pub ja: &'static str,
    /// Words in a file's name that speak for the kind.
    pub files: &'static [&'static str],
    /// Its place in the order of one import, lowest first.
    pub stage: u8,
    pub identity: Identity,
    /// Columns of which the file must have one.
    pub one_of: &'static [&'static str],
    pub fields: &'static [Field],
    pub(in crate::import) build: fn(&mut Cx<'_>) -> Result<Row, Bad>,
}

impl Kind {
    /// The row of this kind in [`KINDS`].
    pub fn spec(self) -> &'static KindSpec {
        &KINDS[self as usize]
    }

    /// Reads the word of `--as`, in either language or as a word of file names.
    pub fn parse(text: &str) -> Option<Self> {
        let text = crate::domain::text::fold(text);
        KINDS.iter().find(|spec| spec.name == text || spec.ja == text || spec.files.contains(&text.as_str())).map(|spec| spec.kind)
    }
}

macro_rules! one_of {
    () => {
        &[]
    };
    ($names:tt) => {
        &$names
    };
}

macro_rules! key {
    (key) => {
        true
    };
    (_) => {
        false
    };
}

macro_rules! kinds {
    ($(
        $(#[$doc:meta])*
        $kind:ident($payload:ty) $cells:ident $name:literal $ja:literal files $files:tt stage $stage:literal by $identity:ident $(one_of $one_of:tt)? check $check:path {
            $($field:ident: $type:ty = $key:tt $field_ja:literal $also:tt,)+
        }
    )+) => {
        /// A kind of file.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Kind { $($kind,)+ }

        /// One row of a file, in the types of its kind.
        #[derive(Clone, Debug, PartialEq)]
        pub enum Row { $($kind($payload),)+ }

        impl Row {
            /// The kind it is of.
            pub fn kind(&self) -> Kind {
                match self { $(Self::$kind(_) => Kind::$kind,)+ }
            }
        }

        $(
            $(#[$doc])*
            #[derive(Clone, Debug, PartialEq)]
            pub struct $cells { $(pub $field: $type,)+ }

            impl $cells {
                fn build(cx: &mut Cx<'_>) -> Result<Row, Bad> {
                    let mut fields = 0_usize..;
                    let mut cells = Self { $($field: <$type as Slot>::take(cx, fields.next().unwrap_or_default())?,)+ };
                    $check(&mut cells).map_err(|(name, reason)| Bad::at(Kind::$kind.spec().field(name).unwrap_or_default(), reason))?;
                    Ok(Row::$kind(cells.into()))
                }
            }
        )+

        /// Every kind, in the order of [`Kind`].
        pub static KINDS: &[KindSpec] = &[$(KindSpec {
            kind: Kind::$kind,
            name: $name,
            ja: $ja,
            files: &$files,
            stage: $stage,
            identity: Identity::$identity,
            one_of: one_of!($($one_of)?),
            fields: &[$(Field {
                name: stringify!($field),
                ja: $field_ja,
                also: &$also,
                form: <$type as Slot>::FORM,
                required: <$type as Slot>::REQUIRED,
                key: key!($key),
            },)+],
            build: $cells::build,
        },)+];
    };
}

impl KindSpec {
    /// The place of a column among the fields.
    pub fn field(&self, name: &str) -> Option<usize> {
        self.fields.iter().position(|field| field.name == name)
    }

    /// The field of a canonical name.
    pub fn named(&self, name: &str) -> Option<&'static Field> {
        self.fields.iter().find(|field| field.name == name)
    }
}

kinds! {
    /// A row of an accounts file. After reading, `arr` is known wherever `mrr` is.
    Account(Box<AccountCells>) AccountCells "accounts" "顧客" files ["accounts", "account", "companies", "customers", "顧客一覧", "顧客台帳"]
    stage 0 by Key one_of ["id", "name"] check check::account {
        id: Given<Id> = key "顧客ID" ["account_id", "customer_id", "company_id", "顧客コード", "顧客番号", "取引先ID", "取引先コード"],
        name: Given<String> = _ "会社名" ["account_name", "company", "company_name", "customer", "customer_name", "顧客名", "取引先", "取引先名", "企業名"],
        yomi: Given<String> = _ "読み" ["ふりがな", "フリガナ", "会社名カナ", "読み仮名", "kana", "reading"],
        segment: Given<String> = _ "セグメント" ["規模", "企業規模", "区分"],
        industry: Given<String> = _ "業種" ["業界"],
        plan: Given<String> = _ "プラン" ["契約プラン", "plan_tier", "料金プラン"],
        arr: Given<Minor> = _ "年額" ["ARR", "年間契約額", "年額(ARR)", "年契約額", "arr_amount", "契約金額", "契約額", "契約金額(年額)", "contract_value"],
        mrr: Given<Minor> = _ "月額" ["MRR", "月額料金", "月額(MRR)", "monthly", "mrr_amount", "契約金額(月額)", "monthly_charges"],
        currency: Given<Currency> = _ "通貨" ["currency_code"],
        seats: Given<i64> = _ "ID数" ["ライセンス数", "シート数", "席数", "licenses", "アカウント数", "契約ID数", "ユーザー数"],
        start_date: Given<Day> = _ "契約日" ["契約開始日", "利用開始日", "開始日", "start", "contract_start", "signed_up"],
        renewal_date: Given<Day> = _ "次回更新日" ["更新日", "契約更新日", "契約満了日", "renewal", "next_renewal", "contract_end", "満期日"],
        term_months: Given<i64> = _ "契約期間(月)" ["契約月数", "契約期間", "term"],
        auto_renew: Given<bool> = _ "自動更新" ["auto_renewal", "auto_renew_flag"],
        notice_days: Given<i64> = _ "解約通知日数" ["解約通知期限(日)", "通知日数", "notice"],
        touch: Given<Touch> = _ "タッチモデル" ["タッチ", "touch_model"],
        phase: Given<Phase> = _ "フェーズ" ["段階", "ステージ", "lifecycle_stage", "stage"],
        potential: Given<f64> = _ "伸びしろ" ["ポテンシャル", "拡大余地"],
        strategic: Given<bool> = _ "重点顧客" ["戦略顧客", "重要顧客", "重点"],
        owner: Given<String> = _ "自社担当" ["主担当", "担当者", "担当", "CSM", "account_owner"],
        tags: Given<Set> = _ "タグ" ["tag", "labels", "ラベル"],
        links: Given<Links> = _ "リンク" ["link", "url", "urls", "関連リンク"],
        external_id: Given<Id> = _ "外部ID" ["external_id"],
        last_login: Given<Day> = _ "最終ログイン日" ["最終ログイン", "最終利用日", "last_seen", "last_active"],
        last_touch: Given<Day> = _ "最終接点日" ["最終接点", "最終対応日", "最終連絡日", "前回接点", "last_contact", "last_contacted", "last_activity"],
        pulse: Given<Light> = _ "温度感" ["担当判断", "肌感", "health", "状態"],
        memo: Given<String> = _ "メモ" ["備考", "note", "notes", "memo", "コメント", "comment"],
        contact_name: Given<String> = _ "先方担当者" ["窓口", "先方担当", "お客様担当者", "contact", "primary_contact"],
        contact_email: Given<String> = _ "メール" ["メールアドレス", "email", "mail", "e-mail"],
        contact_phone: Given<String> = _ "電話" ["電話番号", "phone", "tel"],
        added: Given<Day> = _ "登録日" ["added_on"],
        field: Fields = _ "項目" [],
        metric: Metrics = _ "指標の値" [],
    }

    /// A row of a contracts file. After reading, `amount` is per year, unless `period` is once.
    Contract(Box<ContractCells>) ContractCells "contracts" "契約" files ["contracts", "contract", "subscriptions", "契約一覧"]
    stage 1 by Key check check::contract {
        account: AccountId = key "顧客" ["account_id", "account_name", "customer", "company", "会社名", "顧客名", "顧客ID", "取引先", "取引先名"],
        product: Given<String> = key "商品" ["製品", "サービス", "商品名", "契約内容", "product_name", "プラン", "plan", "plan_tier"],
        amount: Given<Minor> = _ "金額" ["契約金額", "契約額", "price", "value", "arr", "年額", "arr_amount"],
        period: Given<Period> = _ "金額の期間" ["課金周期", "支払周期", "billing_period", "billing_frequency", "請求周期"],
        currency: Given<Currency> = _ "通貨" ["currency_code"],
        seats: Given<i64> = _ "ID数" ["ライセンス数", "シート数", "席数", "quantity", "数量"],
        start: Day = key "開始日" ["start_date", "契約開始日", "利用開始日"],
        end: Given<Day> = _ "終了日" ["end_date", "契約終了日", "満了日", "契約満了日"],
        signed: Given<Day> = _ "締結日" ["signed_on", "契約締結日", "signed_date", "受注日"],
        auto_renew: Given<bool> = _ "自動更新" ["auto_renewal", "auto_renew_flag"],
        notice_days: Given<i64> = _ "解約通知日数" ["解約通知期限(日)", "通知日数", "notice"],
        reason: Given<Reason> = _ "契約区分" ["種別", "理由", "type"],
        origin: Given<Origin> = _ "契約行の由来" [],
    }

    /// A change of an account row's price on a day.
    ArrChange(Box<ArrChangeCells>) ArrChangeCells "arr_changes" "ARR変更" files ["arr_changes", "arr_change", "arr変更"]
    stage 1 by Key check check::arr_change {
        account: AccountId = key "顧客" ["account_id", "account_name", "customer", "company", "会社名", "顧客名", "顧客ID", "取引先", "取引先名"],
        date: Day = key "日付" ["day", "変更日", "発生日"],
        kind: ChangeKind = _ "種別" ["type", "区分", "変更種別"],
        arr_before: Minor = _ "変更前ARR" ["変更前年額", "変更前", "before"],
        arr_after: Minor = _ "変更後ARR" ["変更後年額", "変更後", "after"],
        currency: Given<Currency> = _ "通貨" ["currency_code"],
        reason: Given<String> = _ "理由" ["変更理由"],
    }

    /// A person at an account.
    Contact(Box<ContactCells>) ContactCells "contacts" "先方担当者" files ["contacts", "contact", "people", "名刺", "担当者一覧"]
    stage 2 by Key check check::nothing {
        account: AccountId = key "顧客" ["account_id", "account_name", "customer", "company", "company_name", "会社名", "顧客名", "顧客ID", "取引先", "取引先名"],
        name: String = key "氏名" ["担当者名", "名前", "full_name", "contact_name", "先方担当者", "お名前"],
        email: Given<String> = key "メール" ["mail", "e-mail", "メールアドレス", "email_address"],
        phone: Given<String> = _ "電話" ["tel", "電話番号", "phone_number", "携帯電話"],
        department: Given<String> = _ "部署" ["部署名", "所属"],
        title: Given<String> = _ "役職" ["肩書", "job_title", "役職名"],
        role: Given<Roles> = _ "役割" ["roles", "ロール", "立場"],
        is_champion: Given<bool> = _ "推進者" ["champion", "チャンピオン", "キーパーソン"],
        left_on: Given<Day> = _ "退職日" ["left", "異動日", "離任日", "退職・異動日"],
    }

    /// One observation of a metric. A wide file has a column per metric instead of `metric` and `value`.
    Usage(UsageCells) UsageCells "usage" "利用状況" files ["usage", "metrics", "observations", "利用", "利用ログ"]
    stage 3 by Key check check::nothing {
        account: AccountId = key "顧客" ["account_id", "account_name", "customer", "company", "会社名", "顧客名", "顧客ID", "取引先", "取引先名"],
        date: Day = key "日付" ["day", "対象日", "集計日", "年月日", "timestamp", "week"],
        metric: MetricId = key "指標" ["metric_name", "指標名", "event"],
        value: f64 = _ "値" ["実績値", "数値", "count", "回数"],
    }

    /// A request to support.
    Ticket(Box<TicketCells>) TicketCells "tickets" "問い合わせ" files ["tickets", "ticket", "support", "cases", "問合せ"]
    stage 3 by Key check check::ticket {
        account: AccountId = key "顧客" ["account_id", "account_name", "customer", "company", "organization", "会社名", "顧客名", "顧客ID", "取引先", "取引先名"],
        id: Id = key "問い合わせID" ["ticket_id", "ticket", "チケットID", "問い合わせ番号", "case_number", "受付番号"],
        opened: Day = _ "受付日" ["opened_at", "created", "created_at", "起票日", "opened_on", "問い合わせ日", "submitted_at"],
        closed: Given<Day> = _ "完了日" ["closed_at", "closed_on", "解決日", "solved_at", "クローズ日"],
        severity: Given<Severity> = _ "重要度" ["priority", "優先度", "緊急度"],
        subject: Given<String> = _ "件名" ["title", "タイトル", "summary"],
        sentiment: Given<Sentiment> = _ "感情" ["mood", "満足感"],
        changed: Given<Day> = _ "変更日" [],
    }

    /// One answer to a survey.
    Survey(Box<SurveyCells>) SurveyCells "surveys" "アンケート" files ["surveys", "survey", "nps", "csat"]
    stage 3 by Key check check::survey {
        account: AccountId = key "顧客" ["account_id", "account_name", "customer", "company", "会社名", "顧客名", "顧客ID", "取引先", "取引先名"],
        contact: Given<String> = key "回答者" ["respondent", "email", "回答者メール", "メール"],
        date: Day = key "回答日" ["day", "日付", "answered_on", "responded_at"],
        kind: SurveyKind = key "種別" ["type", "survey", "アンケート種別"],
        score: f64 = _ "点数" ["スコア", "評価", "rating", "得点"],
        comment: Given<String> = _ "コメント" ["自由記述", "理由", "comments"],
    }

    /// A bill.
    Invoice(Box<InvoiceCells>) InvoiceCells "invoices" "請求" files ["invoices", "invoice", "billing", "請求書"]
    stage 3 by Key check check::nothing {
        account: AccountId = key "顧客" ["account_id", "account_name", "customer", "company", "会社名", "顧客名", "顧客ID", "取引先", "取引先名", "請求先"],
        number: Id = key "請求書番号" ["invoice", "invoice_number", "invoice_id", "請求番号"],
        date: Day = _ "請求日" ["day", "issued_on", "invoice_date", "発行日"],
        due: Day = _ "支払期限" ["due_date", "due_on", "支払期日", "入金期日", "期日"],
        paid_on: Given<Day> = _ "入金日" ["paid", "paid_at", "支払日", "payment_date"],
        amount: Given<Minor> = _ "金額" ["請求金額", "請求額", "total", "合計金額"],
        currency: Given<Currency> = _ "通貨" ["currency_code"],
    }

    /// A meeting, call, mail or visit.
    Interaction(Box<InteractionCells>) InteractionCells "interactions" "対応履歴" files ["interactions", "interaction", "activities", "meetings", "活動履歴", "対応記録"]
    stage 3 by WholeRow check check::nothing {
        account: AccountId = _ "顧客" ["account_id", "account_name", "customer", "company", "会社名", "顧客名", "顧客ID", "取引先", "取引先名"],
        date: Day = _ "対応日" ["day", "日付", "活動日", "実施日"],
        kind: InteractionKind = _ "種別" ["type", "活動種別", "手段", "方法", "channel"],
        minutes: Given<i64> = _ "時間(分)" ["所要時間", "分", "duration", "所要時間(分)"],
        note: Given<String> = _ "内容" ["メモ", "notes", "備考", "対応内容"],
        contact: Given<String> = _ "先方担当者" ["担当者", "相手", "with"],
        started_by: Given<StartedBy> = _ "起点" ["direction", "発信元"],
        status: Given<Held> = _ "実施状況" ["状況", "state"],
        recorded: Given<Day> = _ "記録日" ["recorded_on"],
    }

    /// An offer of more; files of opportunities are these.
    Proposal(Box<ProposalCells>) ProposalCells "proposals" "提案" files ["proposals", "proposal", "opportunities", "opportunity", "deals", "商談"]
    stage 3 by Key check check::proposal {
        account: AccountId = key "顧客" ["account_id", "account_name", "customer", "company", "会社名", "顧客名", "顧客ID", "取引先", "取引先名"],
        date: Day = key "提案日" ["day", "日付", "created", "proposed_on"],
        kind: ProposalKind = key "種別" ["type", "提案種別"],
        product: Given<String> = key "商品" ["製品", "サービス", "提案商品", "product_name"],
        amount: Given<Minor> = _ "金額" ["提案金額", "value", "見込金額"],
        status: ProposalStatus = _ "結果" ["stage", "状態", "ステータス", "フェーズ"],
        decided_on: Given<Day> = _ "決定日" ["decided", "closed_on", "close_date", "決着日", "確定日"],
    }

    /// The loss of an account.
    Outcome(Box<OutcomeCells>) OutcomeCells "outcomes" "解約" files ["outcomes", "outcome", "churn", "churned", "解約一覧"]
    stage 4 by Key check check::nothing {
        account: AccountId = key "顧客" ["account_id", "account_name", "customer", "company", "会社名", "顧客名", "顧客ID", "取引先", "取引先名"],
        churned_on: Day = key "解約日" ["churn_date", "churned", "cancelled_on", "canceled_on", "解約年月日"],
        reason: Given<String> = _ "解約理由" ["理由", "churn_reason", "reason_code"],
        recorded: Given<Day> = _ "記録日" ["recorded_on", "申出日", "解約申出日"],
    }

    /// A customer's voice.
    Feedback(Box<FeedbackCells>) FeedbackCells "feedback" "顧客の声" files ["feedback", "voice", "requests", "要望"]
    stage 3 by WholeRow check check::nothing {
        account: AccountId = _ "顧客" ["account_id", "account_name", "customer", "company", "会社名", "顧客名", "顧客ID", "取引先", "取引先名"],
        date: Day = _ "日付" ["day", "受領日", "received_on"],
        kind: FeedbackKind = _ "種別" ["type", "区分"],
        theme: Given<String> = _ "テーマ" ["topic", "分類", "カテゴリ"],
        text: Given<String> = _ "内容" ["本文", "feedback", "comment", "要望内容"],
        status: Given<FeedbackStatus> = _ "対応状況" ["state", "状況", "ステータス"],
    }

    /// Something to do; an empty account is one of no account.
    Task(Box<TaskCells>) TaskCells "tasks" "タスク" files ["tasks", "task", "todo", "やること"]
    stage 3 by Key one_of ["due", "account"] check check::nothing {
        account: Given<AccountId> = key "顧客" ["account_id", "account_name", "customer", "company", "会社名", "顧客名", "顧客ID", "取引先", "取引先名"],
        title: String = key "タスク名" ["task", "件名", "やること", "todo", "内容"],
        due: Given<Day> = key "期限" ["due_date", "due_on", "期日", "締切"],
        minutes: Given<i64> = _ "所要時間(分)" ["分", "所要時間", "effort"],
        status: Given<TaskStatus> = _ "状態" ["state", "ステータス"],
        kind: Given<InteractionKind> = _ "種別" ["type", "手段"],
        opened: Given<Day> = _ "作成日" ["created", "opened_on", "起票日"],
        closed: Given<Day> = _ "完了日" ["done_on", "closed_on"],
        snoozed_until: Given<Day> = _ "後回し期限" [],
        waiting: Given<Day> = _ "先方待ち期限" [],
        reason: Given<String> = _ "理由" [],
        source_key: Given<String> = _ "起票元" [],
        family: Given<String> = _ "系統" [],
        pinned: Given<bool> = _ "固定" [],
    }

    /// A dated attribute. Written by banso's own export.
    Attribute(Box<AttributeCells>) AttributeCells "attributes" "属性" files ["attributes"]
    stage 3 by Key check check::nothing {
        account: AccountId = key "顧客" [],
        key: String = key "属性名" [],
        day: Day = key "適用日" [],
        value: Given<String> = _ "属性値" [],
        recorded: Given<Day> = _ "記録日" [],
    }

    /// What another tool calls an account. Written by banso's own export.
    ExternalId(ExternalIdCells) ExternalIdCells "external_ids" "外部ID" files ["external_ids"]
    stage 1 by Key check check::nothing {
        account: AccountId = _ "顧客" [],
        tool: String = key "ツール" [],
        external_id: Id = key "外部ID" [],
    }

    /// A memo. Written by banso's own export.
    Note(Box<NoteCells>) NoteCells "notes" "メモ" files ["notes", "memos"]
    stage 3 by WholeRow check check::nothing {
        account: AccountId = _ "顧客" ["会社名", "顧客名", "顧客ID"],
        date: Day = _ "日付" ["day"],
        text: String = _ "メモ" ["note", "memo"],
    }

    /// The lead's own judgement. Written by banso's own export.
    Pulse(Box<PulseCells>) PulseCells "pulses" "担当判断" files ["pulses"]
    stage 3 by Key check check::pulse {
        account: AccountId = key "顧客" ["会社名", "顧客名", "顧客ID"],
        date: Day = key "日付" ["day"],
        light: Light = _ "担当判断" ["温度感", "肌感", "pulse"],
        reason: String = _ "理由" [],
        until: Day = _ "有効期限" ["期限"],
    }
}
