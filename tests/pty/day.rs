use crate::fixture::desk;
#[test]
fn look() {
    let now = desk();
    println!("{}", now.run(&["today"]).ok());
    println!("{}", now.run(&["task","list","--json"]).ok());
    println!("{}", now.run(&["history","--json"]).ok());
    for (size, lang) in [((120, 40), "en"), ((80, 24), "en"), ((80, 24), "ja"), ((60,15),"en")] {
        let mut t = now.open_with(size, &[], &[("BANSO_LANG", lang)]);
        t.wait_for("10");
        println!("{}", t.screen());
        t.keys("i").wait_for(if lang == "en" { "linear" } else { "a" });
        println!("{}", t.screen());
        t.keys("q");
        t.keys("t"); 
        t.keys("c").wait_for(if lang == "en" { "minutes" } else { "時間" });
        t.text("We spoke").wait_for("We spoke");
        println!("{}", t.screen());
        t.keys("enter").wait_for("[ ]");
        println!("{}", t.screen());
        t.keys("enter").wait_for(if lang == "en" { "undoes" } else { "元に戻す" });
        println!("{}", t.screen());
        t.keys("u").wait_for(if lang == "en" { "Undone" } else { "元に戻しま" });
        t.keys("T").wait_for(if lang == "en" { "1 of 4" } else { "4社" });
        println!("{}", t.screen());
        t.keys("n n n n").wait_for(if lang == "en" { "everyone" } else { "全社" });
        println!("{}", t.screen());
        t.keys("q");
        println!("code {}", t.ended());
        t.assert_restored();
    }
    println!("{}", now.run(&["history","--json"]).ok());
}
