//! Where something new begins: a plan, a site, the first edition of a plan. Complete, free of errors, and with a word of
//! explanation at each thing that will be changed.

use super::edition::{Draft, EditionWriter, figures_due, indicator_name, measure_name};
use super::scalar::scalar;
use super::{AuthorError, read_back};
use crate::calendar::{FiscalYear, YearStyle};
use crate::check::{has_figures, nodes_in};
use crate::source::{RawPlan, raw};

/// What is known of a new plan.
#[derive(Debug, Clone, Default)]
pub struct NewPlan {
    /// Title (計画の名称).
    pub title: Option<String>,
    /// The body whose plan it is (団体名).
    pub organisation: Option<String>,
    /// First fiscal year (始期).
    pub from: Option<FiscalYear>,
    /// Last fiscal year (終期).
    pub to: Option<FiscalYear>,
}

/// `site.yaml` of a new site.
pub fn site_skeleton(plan: &NewPlan) -> Result<String, AuthorError> {
    let publisher = scalar(plan.organisation.as_deref().unwrap_or(ORGANISATION));
    let text = format!(
        "\
# サイト全体のことを、ここに1度だけ書きます。「# 」で始まる行は説明か、まだ使っていない項目です。

# サイトの題名と発行者
title: 行動計画フォローアップ
publisher: {publisher}

# description: トップページに出す説明
# notice: すべてのページに出す注意書き
# licence: 利用条件（例 CC-BY-4.0）
# contact: 問合せ先
# 計画の並び順（フォルダー名）。書かなければ、フォルダー名の順です。
# plans: [first-plan, second-plan]
"
    );
    read_back::<raw::Site>("site.yaml", &text)?;
    Ok(text)
}

/// `plan.yaml` of a new plan, with one heading, two measures and one indicator as examples.
pub fn plan_skeleton(plan: &NewPlan) -> Result<String, AuthorError> {
    let title = scalar(plan.title.as_deref().unwrap_or("計画の名称"));
    let organisation = scalar(plan.organisation.as_deref().unwrap_or(ORGANISATION));
    let short = |year: FiscalYear| year.label(YearStyle::Short);
    let period = match (plan.from, plan.to) {
        (Some(from), Some(to)) => format!("period: {{from: {}, to: {}}}", short(from), short(to)),
        (Some(from), None) => format!("period: {{from: {}}}", short(from)),
        (None, _) => "# period: {from: R3, to: R7}".to_owned(),
    };
    let by = plan.to.map_or_else(String::new, |to| format!("by: {}, ", short(to)));
    let text = format!(
        "\
# 計画で約束したことを書くファイルです。年度ごとの実施状況と実績は、2021.yaml のような年度版に書きます。
# 「# 」で始まる行は説明か、まだ使っていない項目です。例は、自分の計画に合わせて書きかえてください。
# id はページのアドレスになります。半角の英小文字・数字・ハイフンで書き、公表した後は変えません。

# 計画の名称と、計画を定めた団体
title: {title}
organisation: {organisation}
# 計画期間（年度）。R3、令和3年度、2021 のどの書き方でも読めます。
{period}
# office: 担当課
# adopted: 策定日（例 2021-03-31）
# summary: 計画の概要

# 取組の階層の名称を、上から書きます。
levels: [柱, 取組]

# 実施状況の言葉と、その意味です。意味は次から選びます。
#   implemented 実施、partial 一部実施、planned 今後実施、considering 検討中、undecided 実施未定、ended 終了
statuses:
  実施: implemented
  今後実施: planned
  実施未定: {{meaning: undecided, requires: reason}}

# 公表する表の列と、その見出しです。
table:
  - {{field: status, head: 実施状況}}
  - {{field: reason, head: 実施未定の理由}}
  - {{field: entries, head: 取組内容}}
  - {{field: results, head: 成果}}

# 表の「—」などの記号と、その意味です。
marks:
  - {{mark: \"—\", meaning: 記載すべき内容がないもの}}

# 指標と数値目標です。better は望ましい方向で、higher（高い方）、lower（低い方）、neither（どちらでもない）から選びます。
indicators:
  - id: paternity-leave
    title: （例）男性職員の育児休業取得率
    unit: \"%\"
    better: higher
    # 目標設定時の値
    # baseline: [{{period: R2, value: 12.5}}]
    # 目標。at_least は「以上」、at_most は「以下」です。by（期限）を書かなければ、計画期間の終わりが期限です。
    targets:
      - {{{by}at_least: 50}}

# 取組の体系です。見出しには kind: heading を書きます。見出しには実施状況を書きません。
measures:
  - id: comfortable-workplace
    label: \"1\"
    title: （例）休みやすい職場
    kind: heading
    children:
      - id: manager-training
        label: (1)
        title: （例）管理職への研修
        indicators: [paternity-leave]
      - id: leave-schedule
        label: (2)
        title: （例）休暇計画表の活用
"
    );
    read_back::<raw::Plan>("plan.yaml", &text)?;
    Ok(text)
}

const ORGANISATION: &str = "団体の名称";

/// The edition of a year of a plan, from the plan alone: all measures and indicators of that year, awaited.
pub fn edition_skeleton(plan: &RawPlan, year: FiscalYear, title: Option<&str>) -> Result<Draft, AuthorError> {
    let mut writer = EditionWriter::new(year, None);
    let usual = format!("{}の実施状況", year.label(YearStyle::Era));
    writer.line(&format!("title: {}", scalar(title.unwrap_or(&usual))));
    writer.left_open();
    let nodes = nodes_in(&plan.plan, year);
    if nodes.iter().any(|node| node.expects_answer(year)) {
        writer.blank();
        writer.lines(ANSWER_EXAMPLE);
        writer.section("measures:");
    }
    for node in &nodes {
        let Some(id) = node.node.id.as_ref().filter(|_| node.expects_answer(year)) else {
            continue;
        };
        writer.blank();
        writer.comment(2, &measure_name(node, year));
        writer.answer(id.as_str(), 2, 4);
    }
    let mut open = false;
    for indicator in plan.plan.indicators.iter().filter(|indicator| has_figures(indicator)) {
        let Ok(due) = figures_due(indicator, &[], year) else {
            continue;
        };
        if !open {
            writer.blank();
            writer.lines(FIGURE_EXAMPLE);
            writer.section("indicators:");
            open = true;
        }
        writer.blank();
        writer.comment(2, &indicator_name(indicator));
        writer.due(indicator.id.as_str(), 2, 4, &due);
    }
    writer.finish(&format!("{}/{}.yaml", plan.id.as_str(), year.year()))
}

/// How an answer is written, above the first.
const ANSWER_EXAMPLE: [&str; 7] = [
    "# 取組ごとの回答です。pending: true の代わりに、次のように書きます。",
    "#     status: 実施",
    "#     entries:",
    "#       - text: 課長級の全員を対象に、研修を2回行った。",
    "#     results:",
    "#       - text: 受講した人の9割が、役に立ったと答えた。",
    "# 取組内容や成果に書くことがないときは、entries: \"—\" のように記号を書きます。",
];

/// How a figure is written, above the first.
const FIGURE_EXAMPLE: [&str; 3] = [
    "# 指標ごとの実績です。pending: true の代わりに、次のように書きます。",
    "#     {period: R3, value: 21.4}",
    "# 値がないときは、value の代わりに理由を書きます（例 absent: not-yet-collected は「集計中・後日公表」）。",
];
