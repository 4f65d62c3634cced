//! `banso rules replay`: which losses of the past these rules would have flagged, in words and for scripts.

use crate::support::Desk;
use serde_json::{Value, json};

/// One number decides: up to 3 is green, up to 6 yellow, above red.
const RULES: &str = "[metrics.heat]\nkind = \"level\"\n[[scorecard]]\nname = \"default\"\ngreen = 70\nyellow = 40\n\
    [[scorecard.signal]]\nkey = \"heat\"\nfact = \"metric.heat\"\nweight = 1\nlinear = { from = 10, to = 0, points = 10 }\n";

const CONTRACTS: &str = "account,start,end,amount,signed,auto_renew,reason\n\
    A1,2025-01-01,,1200000,2025-01-01,no,new\nA2,2025-01-01,,400000,2025-01-01,no,new\nA3,2025-01-01,,300000,2025-01-01,no,new\n\
    A4,2025-01-01,,900000,2025-01-01,no,new\n";

const USAGE: &str = "account,date,metric,value\n\
    A1,2025-06-01,heat,1\nA1,2026-05-01,heat,5\nA1,2026-06-30,heat,9\nA2,2025-06-01,heat,1\n\
    A4,2025-06-01,heat,1\nA4,2026-03-01,heat,9\nA4,2026-04-01,heat,2\n";

const INTERACTIONS: &str =
    "account,date,kind,minutes\nA1,2026-04-01,meeting,60\nA1,2026-07-01,call,20\nA1,2026-08-01,call,25\nA4,2026-03-10,visit,90\n";

const OUTCOMES: &str =
    "account,churned_on,reason,recorded\nA1,2026-08-31,price,2026-08-31\nA2,2026-07-31,,2026-07-31\nA3,2026-06-30,moved,2026-06-30\n";

const ACCOUNTS: &str = "id,name\nA1,株式会社ミナト\nA2,Aozora\nA3,Sakura\nA4,Tsubasa\n";

/// One lost after a warning, one green to the end, one without data; one that was red in March.
fn desk() -> (Desk, String) {
    let desk = Desk::new();
    desk.write("rules.toml", RULES);
    let files = [
        ("accounts.csv", ACCOUNTS),
        ("contracts.csv", CONTRACTS),
        ("usage.csv", USAGE),
        ("interactions.csv", INTERACTIONS),
        ("outcomes.csv", OUTCOMES),
    ];
    desk.files("in", &files);
    let said = desk.run(&["import", "in", "--no-sweep"]).ok();
    (desk, said)
}

#[test]
fn the_json_tells_each_loss_and_each_rescue_exactly() {
    let (desk, _) = desk();
    let replay = desk.json(&["rules", "replay"]);
    let loss = json!({
        "id": "A1", "name": "株式会社ミナト", "arr": 1_200_000.0, "currency": "JPY", "churned_on": "2026-08-31", "reason": "price",
        "lapsed": false, "noticed_on": null, "lights": {"90": "yellow", "60": "red", "30": "red", "1": "red"},
        "warned_on": "2026-05-01", "reddened_on": "2026-06-30", "warned_days": 122, "red_days": 62,
        "done": {"interactions": 2, "minutes": 45, "tasks": 0, "kinds": {"call": 2}},
    });
    assert_eq!(replay["losses"][0], loss);
    let (green, unseen) = (&replay["losses"][1], &replay["losses"][2]);
    assert_eq!((&green["warned_on"], &green["red_days"], &green["lights"]["1"]), (&Value::Null, &Value::Null, &json!("green")));
    assert_eq!((&unseen["id"], &unseen["lights"]["90"]), (&json!("A3"), &json!("grey")));
    let rescue = json!({
        "id": "A4", "name": "Tsubasa", "arr": 900_000.0, "currency": "JPY", "red_from": "2026-03-01", "red_to": "2026-03-31",
        "green_from": "2026-04-01", "done": {"interactions": 1, "minutes": 90, "tasks": 0, "kinds": {"visit": 1}},
    });
    assert_eq!(replay["rescues"], json!([rescue]));
    let summary = &replay["summary"];
    assert_eq!((&replay["day"], &replay["within_days"]), (&json!("2026-11-23"), &json!(365)));
    assert_eq!((&summary["losses"], &summary["flagged"], &summary["red"], &summary["unseen"]), (&json!(3), &json!(1), &json!(1), &json!(1)));
    assert_eq!(summary["arr_flagged"], json!(1_200_000.0 / 1_900_000.0));
}

#[test]
fn the_text_leads_with_the_figures_in_both_languages() {
    let (desk, _) = desk();
    insta::assert_snapshot!(desk.run(&["rules", "replay"]).ok(), @r"
    Of 3 losses in the last 365 days 1 was flagged red or yellow beforehand, 1 of them red; median warning 122 days (62 from the first red day); 63.2 % of the lost ARR was flagged.
    No data of that time is there, so no light can be given: 1.
    Fewer than 10 losses: these are cases and no statistics.
    Seen with today's rules over past data, your own judgement (pulse) left out.

    Lost. 90 to 1: the light so many days before the end.
    warned, red: days from the last warning, and from its first red day, to the end.
    left        name              ARR  90  60  30  1   warned   red  done          reason
    2026-08-31  株式会社ミナト  ¥1.2M  ▴   ✗   ✗   ✗    122 d  62 d  45m: 2 calls  price
    2026-07-31  Aozora          ¥400k  ✓   ✓   ✓   ✓       no     —  nothing done
    2026-06-30  Sakura          ¥300k  ◌   ◌   ◌   ◌  no data     —  nothing done  moved

    Rescued: red for 7 days or more, now green for 28 or more. Not proof of cause.
    name       ARR  red from    to          green from  done until then
    Tsubasa  ¥900k  2026-03-01  2026-03-31  2026-04-01  1h30: 1 visit
    ");
    insta::assert_snapshot!(desk.run(&["rules", "replay", "--lang", "ja"]).ok(), @r"
    直近365日の解約3件のうち、1件は事前に「注意」または「危険」でした (うち「危険」1件)。警告が始まったのは中央値で解約の122日前 (「危険」は62日前)。失った年額の63.2 %に事前の警告がありました。
    当時のデータがなく、状態を判定できないもの: 1件。
    10件に満たないため、統計ではなく個別の事例としてご覧ください。
    現在のルールを過去のデータに当てはめた結果です (担当判断は含みません)。

    解約した顧客。90〜1: 解約のその日数前の状態
    警告・危険: 最後の警告の開始、そのうち最初の「危険」から解約までの日数
    解約日      名前               年額  90  60  30  1   警告  危険  対応           理由
    2026-08-31  株式会社ミナト  120万円  ▴   ✗   ✗   ✗  122日  62日  45分: 電話2件  price
    2026-07-31  Aozora           40万円  ✓   ✓   ✓   ✓   なし     —  対応なし
    2026-06-30  Sakura           30万円  ◌   ◌   ◌   ◌   不明     —  対応なし       moved

    立て直した顧客: 「危険」が7日以上続いた後、本日まで28日以上「良好」
    (因果関係を示すものではありません)
    名前       年額  「危険」開始  最終日      「良好」開始  それまでの対応
    Tsubasa  90万円  2026-03-01    2026-03-31  2026-04-01    1時間30分: 訪問1件
    ");
}

#[test]
fn a_first_import_tells_its_losses_in_a_few_lines_and_a_second_does_not() {
    let (desk, said) = desk();
    assert!(said.contains("  株式会社ミナト ¥1.2M left 2026-08-31 (price): red 62 days before, 2 calls\n"), "{said}");
    assert!(said.contains("  Aozora ¥400k left 2026-07-31: not flagged, nothing done\n"), "{said}");
    assert!(said.contains("  Sakura ¥300k left 2026-06-30 (moved): no data of that time, nothing done\n"), "{said}");
    desk.files("more", &[("usage.csv", "account,date,metric,value\nA4,2026-11-20,heat,1\n")]);
    assert!(!desk.run(&["import", "more", "--no-sweep"]).ok().contains("left 2026"));
    let japanese = Desk::new();
    japanese.write("rules.toml", RULES);
    japanese.files("in", &[("accounts.csv", ACCOUNTS), ("contracts.csv", CONTRACTS), ("usage.csv", USAGE), ("outcomes.csv", OUTCOMES)]);
    let said = japanese.run(&["import", "in", "--no-sweep", "--lang", "ja"]).ok();
    assert!(said.contains("  株式会社ミナト 120万円 2026-08-31解約 (price): 62日前から「危険」、対応なし\n"), "{said}");
}

#[test]
fn a_csv_and_lines_of_json_list_the_losses() {
    let (desk, _) = desk();
    let csv = desk.run(&["rules", "replay", "--format", "csv"]).ok();
    let head = "id,name,arr,currency,churned_on,reason,lapsed,noticed_on,lights_90,lights_60,lights_30,lights_1,warned_on,reddened_on,warned_days,\
                red_days,done_interactions,done_minutes,done_tasks\n";
    assert!(csv.starts_with(head), "{csv}");
    assert_eq!(csv.lines().count(), 4);
    let lines = desk.run(&["rules", "replay", "--format", "jsonl"]).ok();
    let first: Value = serde_json::from_str(lines.lines().next().unwrap()).unwrap();
    assert_eq!((lines.lines().count(), &first), (3, &desk.json(&["rules", "replay"])["losses"][0]));
}

#[test]
fn it_looks_back_as_far_and_from_the_day_it_is_told() {
    let (desk, _) = desk();
    let lost = |args: &[&str]| desk.json(&[&["rules", "replay"], args].concat())["losses"].as_array().unwrap().len();
    assert_eq!((lost(&["--within", "116d"]), lost(&["--within", "115d"]), lost(&["--as-of", "2026-08-30"])), (2, 1, 2));
    assert!(desk.run(&["rules", "replay", "--within", "soon"]).fails(2).contains("`soon` is not a length of time."));
}

#[test]
fn where_no_loss_is_known_it_says_which_file_would_tell() {
    let desk = Desk::with_files(&[("accounts.csv", "id,name,arr\nA1,Minato,100\n")]);
    let said = desk.run(&["rules", "replay"]).ok();
    assert!(said.starts_with("No loss is known in the last 365 days."), "{said}");
    assert!(said.contains("import outcomes: account, churned_on, reason."), "{said}");
    assert_eq!(desk.json(&["rules", "replay"])["losses"], json!([]));
    let bare = Desk::with_files(&[("accounts.csv", "id,name\nA1,Minato\n"), ("outcomes.csv", "account,churned_on\nA1,2026-09-01\n")]);
    let said = bare.run(&["rules", "replay"]).ok();
    assert!(said.starts_with("Losses left out because no contract of the account is known: 1. Import contracts"), "{said}");
}
