//! Names of invented companies and people: word lists, and how a place in the book becomes a name. Any likeness is chance.

use crate::app::demo::dice::Dice;

/// A word of a Japanese company name: as written, its reading, its part of the mail domain.
struct Word(&'static str, &'static str, &'static str);

/// What a company does: the last word of its name, reading, part of the domain, industry.
struct Trade(&'static str, &'static str, &'static str, &'static str);

// The lengths of each pair of lists have no common divisor and neither do the strides, so walking both at once meets every
// pair once: no two companies of a cycle have the same name.
const JA_FIRST: [Word; 41] = [
    Word("花守", "はなもり", "hanamori"),
    Word("ミナモ", "みなも", "minamo"),
    Word("風見", "かざみ", "kazami"),
    Word("こまどり", "こまどり", "komadori"),
    Word("雪代", "ゆきしろ", "yukishiro"),
    Word("ツムギ", "つむぎ", "tsumugi"),
    Word("月ヶ瀬", "つきがせ", "tsukigase"),
    Word("青嶺", "あおみね", "aomine"),
    Word("ヒナタ", "ひなた", "hinata"),
    Word("千鳥橋", "ちどりばし", "chidoribashi"),
    Word("みずたま", "みずたま", "mizutama"),
    Word("白波", "しらなみ", "shiranami"),
    Word("暁野", "あかつきの", "akatsukino"),
    Word("コハル", "こはる", "koharu"),
    Word("瑞樹", "みずき", "mizuki"),
    Word("うみねこ", "うみねこ", "umineko"),
    Word("山吹", "やまぶき", "yamabuki"),
    Word("アカリ", "あかり", "akari"),
    Word("若葉野", "わかばの", "wakabano"),
    Word("水鏡", "みずかがみ", "mizukagami"),
    Word("ソヨギ", "そよぎ", "soyogi"),
    Word("浅葱", "あさぎ", "asagi"),
    Word("はこぶね", "はこぶね", "hakobune"),
    Word("木漏日", "こもれび", "komorebi"),
    Word("ナギサ", "なぎさ", "nagisa"),
    Word("鈴音", "すずね", "suzune"),
    Word("夕凪", "ゆうなぎ", "yunagi"),
    Word("カササギ", "かささぎ", "kasasagi"),
    Word("朝霧", "あさぎり", "asagiri"),
    Word("いろは", "いろは", "iroha"),
    Word("緑陰", "りょくいん", "ryokuin"),
    Word("オリベ", "おりべ", "oribe"),
    Word("東雲台", "しののめだい", "shinonomedai"),
    Word("ほのか", "ほのか", "honoka"),
    Word("星霜", "せいそう", "seiso"),
    Word("つむじ", "つむじ", "tsumuji"),
    Word("藍染", "あいぞめ", "aizome"),
    Word("かなで", "かなで", "kanade"),
    Word("銀杏坂", "いちょうざか", "ichozaka"),
    Word("まどか", "まどか", "madoka"),
    Word("鶴見野", "つるみの", "tsurumino"),
];

const JA_TRADES: [Trade; 31] = [
    Trade("物流", "ぶつりゅう", "logi", "物流"),
    Trade("メディカル", "めでぃかる", "medical", "医療"),
    Trade("製作所", "せいさくしょ", "works", "製造"),
    Trade("システムズ", "しすてむず", "systems", "IT"),
    Trade("食品", "しょくひん", "foods", "食品"),
    Trade("会計事務所", "かいけいじむしょ", "kaikei", "士業"),
    Trade("商事", "しょうじ", "shoji", "卸売"),
    Trade("学習塾", "がくしゅうじゅく", "juku", "教育"),
    Trade("電機", "でんき", "denki", "製造"),
    Trade("デザイン", "でざいん", "design", "広告"),
    Trade("建設", "けんせつ", "kensetsu", "建設"),
    Trade("キャリア", "きゃりあ", "career", "人材"),
    Trade("不動産", "ふどうさん", "estate", "不動産"),
    Trade("トラベル", "とらべる", "travel", "旅行"),
    Trade("薬局", "やっきょく", "pharmacy", "医療"),
    Trade("テクノ", "てくの", "techno", "IT"),
    Trade("印刷", "いんさつ", "print", "製造"),
    Trade("エナジー", "えなじー", "energy", "エネルギー"),
    Trade("運輸", "うんゆ", "unyu", "物流"),
    Trade("エージェンシー", "えーじぇんしー", "agency", "広告"),
    Trade("倉庫", "そうこ", "soko", "物流"),
    Trade("スクール", "すくーる", "school", "教育"),
    Trade("化学", "かがく", "kagaku", "製造"),
    Trade("ソフト", "そふと", "soft", "IT"),
    Trade("出版", "しゅっぱん", "press", "メディア"),
    Trade("リース", "りーす", "lease", "金融"),
    Trade("農園", "のうえん", "farm", "農業"),
    Trade("ホテルズ", "ほてるず", "hotels", "旅行"),
    Trade("人材", "じんざい", "jinzai", "人材"),
    Trade("保険サービス", "ほけんさーびす", "hoken", "金融"),
    Trade("デリカ", "でりか", "delica", "食品"),
];

const LATIN_FIRST: [&str; 29] = [
    "Bluefin",
    "Quillon",
    "Redfern",
    "Harborlight",
    "Cobaltine",
    "Tundra",
    "Maplewick",
    "Larkspur",
    "Ostrea",
    "Pinecrest",
    "Quartzite",
    "Silverbrook",
    "Umbral",
    "Vantry",
    "Willowmere",
    "Yarrow",
    "Zephyrine",
    "Acornfield",
    "Birchlane",
    "Cindermoor",
    "Emberly",
    "Foxglove",
    "Granary",
    "Hollis",
    "Juniper",
    "Kestrel",
    "Lanternfish",
    "Meridan",
    "Opaline",
];

const LATIN_TRADES: [(&str, &str); 23] = [
    ("Analytics", "IT"),
    ("Logistics", "物流"),
    ("Robotics", "製造"),
    ("Foods", "食品"),
    ("Health", "医療"),
    ("Media", "メディア"),
    ("Labs", "IT"),
    ("Travel", "旅行"),
    ("Networks", "IT"),
    ("Studio", "広告"),
    ("Energy", "エネルギー"),
    ("Partners", "金融"),
    ("Learning", "教育"),
    ("Security", "IT"),
    ("Retail", "小売"),
    ("Payments", "金融"),
    ("Textiles", "製造"),
    ("Printing", "製造"),
    ("Staffing", "人材"),
    ("Farms", "農業"),
    ("Insurance", "金融"),
    ("Games", "メディア"),
    ("Interiors", "建設"),
];

const REGIONS_JA: [Word; 7] = [
    Word("", "", ""),
    Word("東日本", "ひがしにほん", "-east"),
    Word("西日本", "にしにほん", "-west"),
    Word("九州", "きゅうしゅう", "-kyushu"),
    Word("北海道", "ほっかいどう", "-hokkaido"),
    Word("中部", "ちゅうぶ", "-chubu"),
    Word("関西", "かんさい", "-kansai"),
];
const REGIONS_LATIN: [&str; 5] = ["", "Japan", "Asia", "Pacific", "Nordic"];

/// Family names and given names: as written, in Latin letters.
const FAMILY: [(&str, &str); 29] = [
    ("佐藤", "sato"),
    ("鈴木", "suzuki"),
    ("髙橋", "takahashi"),
    ("田中", "tanaka"),
    ("伊藤", "ito"),
    ("渡邊", "watanabe"),
    ("山本", "yamamoto"),
    ("中村", "nakamura"),
    ("小林", "kobayashi"),
    ("加藤", "kato"),
    ("吉田", "yoshida"),
    ("山﨑", "yamazaki"),
    ("森川", "morikawa"),
    ("五十嵐", "igarashi"),
    ("西村", "nishimura"),
    ("大野", "ono"),
    ("柴田", "shibata"),
    ("水野", "mizuno"),
    ("久保田", "kubota"),
    ("桐谷", "kiritani"),
    ("相沢", "aizawa"),
    ("長谷川", "hasegawa"),
    ("三浦", "miura"),
    ("内海", "utsumi"),
    ("原田", "harada"),
    ("早乙女", "saotome"),
    ("小野寺", "onodera"),
    ("真島", "majima"),
    ("林", "hayashi"),
];
const GIVEN: [(&str, &str); 31] = [
    ("美咲", "misaki"),
    ("健太", "kenta"),
    ("陽子", "yoko"),
    ("大輔", "daisuke"),
    ("直樹", "naoki"),
    ("由美", "yumi"),
    ("拓也", "takuya"),
    ("愛", "ai"),
    ("誠", "makoto"),
    ("彩", "aya"),
    ("隆", "takashi"),
    ("恵", "megumi"),
    ("亮", "ryo"),
    ("舞", "mai"),
    ("浩", "hiroshi"),
    ("真理", "mari"),
    ("悠", "yu"),
    ("翼", "tsubasa"),
    ("葵", "aoi"),
    ("蓮", "ren"),
    ("結衣", "yui"),
    ("咲良", "sakura"),
    ("智子", "tomoko"),
    ("剛", "tsuyoshi"),
    ("千尋", "chihiro"),
    ("修", "osamu"),
    ("香織", "kaori"),
    ("樹", "itsuki"),
    ("優子", "yuko"),
    ("晃", "akira"),
    ("春菜", "haruna"),
];
const LATIN_GIVEN: [&str; 23] = [
    "Alice", "Ben", "Carla", "David", "Emma", "Frank", "Grace", "Hugo", "Iris", "Jack", "Kate", "Liam", "Maya", "Noah", "Olga", "Paul", "Quinn",
    "Rosa", "Sam", "Tara", "Uma", "Victor", "Wendy",
];
const LATIN_FAMILY: [&str; 19] = [
    "Archer", "Garcia", "Muller", "Rossi", "Dubois", "Novak", "O'Brien", "Kim", "Patel", "Silva", "Chen", "Nguyen", "Cohen", "Berg", "Lopez",
    "Brown", "Clark", "Haas", "Lind",
];

/// An invented company.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::app::demo) struct Company {
    pub name: String,
    /// Reading of a Japanese name, in hiragana.
    pub yomi: Option<String>,
    /// Its mail domain, under `.example`.
    pub domain: String,
    pub industry: &'static str,
    /// Whether its people write English.
    pub english: bool,
}

/// The company at a place in the book: every fourth has a Latin name.
pub(in crate::app::demo) fn company(place: usize, dice: &mut Dice) -> Company {
    if place % 4 == 3 { latin(place / 4, dice) } else { japanese(place - place / 4, dice) }
}

fn japanese(nth: usize, dice: &mut Dice) -> Company {
    let (first, trade) = (&JA_FIRST[nth * 6 % JA_FIRST.len()], &JA_TRADES[nth * 7 % JA_TRADES.len()]);
    let cycle = nth / (JA_FIRST.len() * JA_TRADES.len());
    let region = &REGIONS_JA[cycle % REGIONS_JA.len()];
    let more = if cycle < REGIONS_JA.len() { String::new() } else { cycle.to_string() };
    let core = format!("{}{}{}{more}", first.0, trade.0, region.0);
    let name = match dice.between(0, 99) {
        0..=43 => format!("株式会社{core}"),
        44..=81 => format!("{core}株式会社"),
        82..=92 => format!("合同会社{core}"),
        _ => format!("有限会社{core}"),
    };
    Company {
        name,
        yomi: Some(format!("{}{}{}{more}", first.1, trade.1, region.1)),
        domain: format!("{}-{}{}{more}.example", first.2, trade.2, region.2),
        industry: trade.3,
        english: false,
    }
}

fn latin(nth: usize, dice: &mut Dice) -> Company {
    let (first, trade) = (LATIN_FIRST[nth * 5 % LATIN_FIRST.len()], LATIN_TRADES[nth * 4 % LATIN_TRADES.len()]);
    let cycle = nth / (LATIN_FIRST.len() * LATIN_TRADES.len());
    let region = REGIONS_LATIN[cycle % REGIONS_LATIN.len()];
    let more = if cycle < REGIONS_LATIN.len() { String::new() } else { cycle.to_string() };
    let core = [first, trade.0, region, &more].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ");
    let domain = format!("{}.example", core.to_lowercase().replace(' ', "-"));
    let name = match dice.between(0, 99) {
        0..=34 => format!("株式会社{core}"),
        35..=54 => format!("{core} Inc."),
        55..=69 => format!("{core} K.K."),
        70..=84 => format!("{core} Co., Ltd."),
        _ => core,
    };
    let english = !name.starts_with("株式会社");
    Company { name, yomi: None, domain, industry: trade.1, english }
}

/// A person's name and the part of the mail address before the `@`. People of one company have different family names.
pub(in crate::app::demo) fn person(nth: usize, english: bool, dice: &mut Dice) -> (String, String) {
    let draw = usize::try_from(dice.between(0, 10_000)).unwrap_or(0);
    if english {
        let (given, family) = (LATIN_GIVEN[draw % LATIN_GIVEN.len()], LATIN_FAMILY[nth % LATIN_FAMILY.len()]);
        return (format!("{given} {family}"), format!("{given}.{family}").to_lowercase().replace('\'', ""));
    }
    let (family, given) = (FAMILY[nth % FAMILY.len()], GIVEN[draw % GIVEN.len()]);
    (format!("{} {}", family.0, given.0), format!("{}.{}", family.1, given.1))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::demo::dice::Stream;
    use std::collections::HashSet;

    #[test]
    fn ten_thousand_companies_have_ten_thousand_names_and_domains() {
        let companies: Vec<Company> = (0..10_000).map(|place| company(place, &mut Dice::new(place, Stream::Plan))).collect();
        let names: HashSet<String> = companies.iter().map(|company| crate::domain::text::fold_company(&company.name)).collect();
        let domains: HashSet<&str> = companies.iter().map(|company| company.domain.as_str()).collect();
        assert_eq!((names.len(), domains.len()), (10_000, 10_000));
    }

    #[test]
    fn every_japanese_name_has_a_reading_in_hiragana() {
        for place in (0..200).filter(|place| place % 4 != 3) {
            let company = company(place, &mut Dice::new(place, Stream::Plan));
            let yomi = company.yomi.unwrap();
            assert!(!yomi.is_empty() && yomi.chars().all(|c| matches!(c, 'ぁ'..='ん' | 'ー')), "{yomi}");
        }
    }
}
