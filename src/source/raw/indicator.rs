//! Indicators (指標): what is measured, how, and from where.

use super::{AbsenceWord, Audience, Dates, Day, Ending, PlanReference, TargetSet, Withhold};
use crate::calendar::FiscalYear;
use crate::diagnostic::{Findings, Place};
use crate::quantity::{Number, Unit};
use crate::source::{At, Decode, Field, Id, Node, OneOrMany, Text, shape, words};

words! {
    /// Which direction is good (望ましい方向). Declared, never guessed.
    pub enum Polarity {
        /// Higher is better (高いほどよい).
        Higher = "higher",
        /// Lower is better (低いほどよい).
        Lower = "lower",
        /// Neither (どちらともいえない).
        Neither = "neither",
    }
}

words! {
    /// What kind of thing is observed (指標の種類).
    pub enum IndicatorKind {
        /// A number (数値). The default.
        Number = "number",
        /// An instrument only: a survey or a check without a figure named (調査・手段のみ).
        Instrument = "instrument",
        /// Judged in words (定性).
        Qualitative = "qualitative",
    }
}

words! {
    /// Printed sign of negative numbers (負数の記号).
    pub enum SignWord {
        /// −
        Minus = "minus",
        /// △
        WhiteTriangle = "white-triangle",
        /// ▲
        BlackTriangle = "black-triangle",
    }
}

shape! {
    /// An indicator (指標).
    pub struct Indicator {
        /// Permanent id: the address of its page.
        /// 指標の識別子です。ページのアドレスになるので、公表した後は変えません。
        id: At<Id>,
        /// Printed label (項目番号), when the plan numbers indicators on their own.
        /// 計画が指標に番号を付けているときの番号です。
        label: Option<At<Text>>,
        /// Title (指標名).
        /// 指標の名称です。
        title: At<Text>,
        /// Short title for narrow places (略称).
        /// 狭い場所に出す短い名称です。
        short_title: Option<At<Text>>,
        /// Other names and abbreviations that the papers use for it, or by which people look for it (別名・略称).
        /// 資料で使われている別の呼び方や、人がさがすときに使う略称の一覧です。検索で見つかるようになります。
        aliases: Vec<At<Text>>,
        /// Kind. Default: number.
        /// 指標の種類です。書かなければ数値（number）です。
        kind: Option<At<IndicatorKind>>,
        /// One of the items that the law on women's advancement has bodies publish (法律による公表項目): gives unit, good
        /// direction, definition, numerator, denominator, segments and the line of disclosure, each unless written here.
        /// 法律による公表項目の名前です。単位、望ましい方向、定義、分子、分母、区分などを、その項目の決まりで補います。自分で書いたものは、そのまま使います。
        preset: Option<At<Preset>>,
        /// Unit (単位): "%", 人, 時間, 日, 点 …. Required for numbers.
        /// 単位です（例: "%"、人、時間、日、点）。数値の指標には必ず書きます。
        unit: Option<At<Unit>>,
        /// Decimals printed (小数点以下の桁数). Default: as each figure is written.
        /// 小数点以下を何桁まで出すかです。書かなければ、書かれた数値のとおりです。
        decimals: Option<At<u32>>,
        /// Sign of negative numbers. Default: minus.
        /// 負の数の記号です。書かなければ「−」です。
        negative: Option<At<SignWord>>,
        /// Which direction is good. Required for numbers.
        /// 望ましい方向です。高い方がよければ higher、低い方がよければ lower、どちらでもなければ neither と書きます。
        better: Option<At<Polarity>>,
        /// Definition, Markdown (定義): what counts, under which condition.
        /// 何をどの条件で数えるかです。Markdown で書けます。
        definition: Option<At<Text>>,
        /// Numerator (分子).
        /// 割合の分子が何の数かです。
        numerator: Option<At<Text>>,
        /// Denominator (分母).
        /// 割合の分母が何の数かです。
        denominator: Option<At<Text>>,
        /// Source (出典).
        /// 数値の出典です。
        source: Option<At<Text>>,
        /// The plan it is taken from (もとの計画).
        /// 指標のもとになった、ほかの計画です。
        source_plan: Option<SourcePlan>,
        /// Sub-populations (区分). Without it there is one series.
        /// 男性・女性などの区分の一覧です。書かなければ、区分のない1つの系列です。
        segments: Vec<Segment>,
        /// Value when the target was set (目標設定時・現状（計画策定時）): one, or one per segment.
        /// 目標を定めたときの値（現状の値）です。区分があれば、区分ごとに書きます。
        baseline: OneOrMany<Baseline>,
        /// Targets (数値目標): a list, or the word `none` when the plan sets none.
        /// 数値目標の一覧です。目標を定めていなければ none と書きます。
        targets: Option<TargetSet>,
        /// Notes ※ (注), Markdown.
        /// ※で始まる注の一覧です。Markdown で書けます。
        notes: Vec<At<Text>>,
        /// Offices (所管課).
        /// 数値を集める課です。offices の id を並べます。
        offices: Vec<At<Id>>,
        /// First fiscal year in which it belongs to the plan (追加年度). Default: from the plan's start.
        /// 計画に加わった最初の年度です。書かなければ、計画の始めからです。
        since: Option<At<FiscalYear>>,
        /// When and why it ended before the plan did (終了).
        /// 計画より先に終わったときの、最後の年度と理由です。
        ended: Option<Ending>,
        /// Ids it had before (以前の id): their addresses lead here.
        /// 以前の id です。古いアドレスから、ここに案内されます。
        former_ids: Vec<At<Id>>,
        /// Breaks in the series (定義変更): figures before and after cannot be compared.
        /// 数え方が変わり、前後の値を比べられなくなった時期の一覧です。
        breaks: Vec<Break>,
        /// Its line in the Cabinet Office's list of disclosures (見える化サイトの記載).
        /// 内閣府の「見える化サイト」に載せる項目です。数値は、この指標のものを使います。
        disclosure: Option<Disclosure>,
        /// The indicators of earlier plans that it continues (前計画の指標): its history follows them.
        /// 引き継ぐ前の計画の指標です。過去の値は、そこからたどります。
        continues: Vec<PlanReference>,
        /// Counts that are withheld because they are small (秘匿の決まり): `{under: 3}`, or `none`. Default: as the plan says.
        /// 人数が少ないために伏せる値の決まりです（例: {under: 3}）。伏せなければ none と書きます。書かなければ、計画の決まりのとおりです。
        withhold: Option<Withhold>,
        /// `internal` for the internal edition alone (内部限り). Default: `public`.
        /// 公開（public）か、内部限り（internal）かです。書かなければ、公開します。
        audience: Option<At<Audience>>,
        /// First day on which the public may see it (公開解禁日): a date.
        /// 公開できる最初の日です（例: 2021-06-30）。それより前の日には、公開するサイトに出ません。
        embargo: Option<At<Day>>,
        /// Editor's remark, never published (内部メモ), Markdown.
        /// 内部の覚え書きです。公開するサイトには出ません。Markdown で書けます。
        internal: Option<At<Text>>,
    }
}

words! {
    /// Items that the law has bodies publish (女性活躍推進法による公表項目).
    pub enum Preset {
        /// 職員の給与の男女の差異
        PayGap = "pay-gap",
        /// 男女別の育児休業取得率
        ChildcareLeave = "childcare-leave",
        /// 男性職員の配偶者出産休暇等の取得率
        PartnersBirthLeave = "partners-birth-leave",
        /// 管理的地位にある職員に占める女性職員の割合
        WomenManagers = "women-managers",
        /// 採用した職員に占める女性職員の割合
        WomenHires = "women-hires",
        /// 職員に占める女性職員の割合
        WomenStaff = "women-staff",
        /// 職員一人当たりの月の時間外勤務時間
        Overtime = "overtime",
    }
}

words! {
    /// The five areas of the list (見える化サイトの分野).
    pub enum DisclosureArea {
        /// 採用関係
        Recruitment = "recruitment",
        /// 継続就業及び仕事と家庭の両立関係
        Continuation = "continuation",
        /// 長時間勤務関係
        Hours = "hours",
        /// 配置・育成・教育訓練及び評価・登用関係
        Assignment = "assignment",
        /// その他
        Other = "other",
    }
}

shape! {
    /// What stands in the Cabinet Office's list for an indicator (見える化サイトの記載). Its figures are those of the indicator.
    pub struct Disclosure {
        /// Area (分野).
        /// 見える化サイトの分野です。
        area: At<DisclosureArea>,
        /// Item (目標項目). Default: the title.
        /// 見える化サイトに載せる項目の名称です。書かなければ、指標の名称です。
        item: Option<At<Text>>,
        /// What is done (取組内容): at most two, of at most 100 characters each.
        /// 見える化サイトに載せる取組内容です。1つ100文字まで、2つまで書けます。
        actions: Vec<At<Text>>,
    }
}

shape! {
    /// The plan an indicator is taken from (もとの計画).
    pub struct SourcePlan {
        /// Title (名称).
        /// もとの計画の名称です。
        title: At<Text>,
        /// Note (補足).
        /// 補足です。
        note: Option<At<Text>>,
    }
}

shape! {
    /// A break in the series (定義変更・系列の断絶).
    pub struct Break {
        /// First period counted the new way (この時期から).
        /// 新しい数え方をした最初の時期です。
        from: At<Dates>,
        /// What changed (変更点), Markdown.
        /// 変わった点です。Markdown で書けます。
        note: At<Text>,
    }
}

shape! {
    /// A sub-population (区分).
    pub struct Segment {
        /// Id within the indicator.
        /// 区分の識別子です。指標の中で重ならないようにします。
        id: At<Id>,
        /// Title (区分名), for example 総合職, 管理職を除く.
        /// 区分の名称です（例: 男性、管理職を除く）。
        title: At<Text>,
        /// `true` when the published form prints it in brackets after the first segment (括弧書き).
        /// 資料が前の区分の後にかっこ書きで示しているなら true と書きます。
        in_brackets: Option<At<bool>>,
        /// The segments whose counts add up to its own (内訳), by id: `[men, women]`; several ways of dividing it:
        /// `[[men, women], [office, branches]]`.
        /// この区分の内訳となる区分の id です（例: [men, women]）。内訳が何通りもあれば、[[men, women], [office, branches]] のように並べます。
        total_of: TotalOf,
    }
}

/// The ways in which a total is divided (内訳): each a list of segments.
#[derive(Debug, Clone, Default)]
pub struct TotalOf(pub Vec<Vec<At<Id>>>);

impl Decode for TotalOf {
    fn decode(node: &Node, findings: &mut Findings) -> Option<Self> {
        let is_nested = |items: &[Node]| items.first().is_some_and(|first| first.items().is_some());
        if node.items().is_some_and(is_nested) {
            return Vec::decode(node, findings).map(Self);
        }
        Vec::decode(node, findings).map(|one| Self(vec![one]))
    }

    fn absent(_: &Field, _: Place, _: &mut Findings) -> Option<Self> {
        Some(Self::default())
    }
}

shape! {
    /// A baseline (目標設定時).
    pub struct Baseline {
        /// Segment; left out when the indicator has none.
        /// 区分の id です。区分のない指標には書きません。
        segment: Option<At<Id>>,
        /// Period (時点).
        /// 値の時点や年度です（例: R2、2020-04-01）。
        period: At<Dates>,
        /// Value.
        /// 値です。半角の数字だけで書きます。
        value: Option<At<Number>>,
        /// Why there is no value: `withheld` alone is of use (秘匿).
        /// 値を書かない理由です。秘匿した値（withheld）だけに使います。
        absent: Option<At<AbsenceWord>>,
        /// Note (注), Markdown.
        /// 注です。Markdown で書けます。
        note: Option<At<Text>>,
    }
}
