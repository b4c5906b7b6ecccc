//! The sheet of figures: a row for each series and period, the last figure beside.

use super::workbook::{Help, Sheet, Style, XlsxError};
use super::{List, Lists, OfficeForm, Survey, absence, marks, vintage};
use crate::exchange::questions::FigureQuestion;

const HEADS: [(&str, f64); 15] = [
    ("", 0.0),
    ("指標", 34.0),
    ("区分", 17.0),
    ("単位", 7.0),
    ("時期", 15.0),
    ("値", 11.0),
    ("値がない理由", 22.0),
    ("確からしさ", 13.0),
    ("時点（見込みなど）", 15.0),
    ("分子", 10.0),
    ("分母", 10.0),
    ("注", 26.0),
    ("前回の値", 12.0),
    ("前回の時期", 15.0),
    ("確認", 14.0),
];

pub(super) fn sheet(survey: &Survey, office: &OfficeForm) -> Result<Sheet, XlsxError> {
    let mut sheet = Sheet::new(marks::FIGURES)?;
    sheet.plain();
    sheet.widths(&HEADS.map(|(_, width)| width))?;
    sheet.text(
        0,
        1,
        &format!("{} 指標の実績　{}", survey.year, office.name),
        Style::Title,
    )?;
    sheet.text(
        1,
        1,
        "色の付いたセルに、数値だけを書いてください。値がないときは、理由を選びます。",
        Style::Guide,
    )?;
    sheet.fit(0, &[], 2)?;
    sheet.text(2, 0, marks::FIGURE_KEY, Style::Body)?;
    for (column, (head, _)) in (1..).zip(HEADS.iter().skip(1)) {
        sheet.text(2, column, head, Style::Head)?;
    }
    let lists = Lists::of(survey);
    let mut row = 3;
    for question in &office.figures {
        line(&mut sheet, &lists, question, row)?;
        row += 1;
    }
    sheet.heads(2, 3, row - 1, 14)?;
    sheet.protect();
    Ok(sheet)
}

fn line(sheet: &mut Sheet, lists: &Lists<'_>, question: &FigureQuestion, row: u32) -> Result<(), XlsxError> {
    sheet.text(row, 0, &question.key(), Style::Body)?;
    sheet.text(row, 1, &question.title, Style::Label)?;
    sheet.text(row, 2, &question.segment_title, Style::Label)?;
    sheet.text(row, 3, &question.unit, Style::Label)?;
    sheet.fit(row, &[(&question.title, 34.0), (&question.segment_title, 17.0)], 2)?;
    let (last, period) = question.last.clone().unwrap_or_default();
    sheet.text(row, 12, &last, Style::GivenFigure)?;
    sheet.text(row, 13, &period, Style::Given)?;
    if let Some(now) = &question.now {
        let text = |text: &Option<String>| text.clone().unwrap_or_default();
        sheet.text(row, 4, &now.period, Style::Given)?;
        sheet.text(row, 5, &text(&now.value), Style::GivenFigure)?;
        sheet.text(row, 6, now.absent.map_or("", absence), Style::Given)?;
        sheet.text(row, 7, now.vintage.map_or("", vintage), Style::Given)?;
        sheet.text(row, 8, &text(&now.as_of), Style::Given)?;
        sheet.text(row, 9, &text(&now.numerator), Style::GivenFigure)?;
        sheet.text(row, 10, &text(&now.denominator), Style::GivenFigure)?;
        sheet.text(row, 11, &text(&now.note), Style::Given)?;
        return sheet.text(row, 14, "回答済み", Style::Body);
    }
    sheet.text(row, 4, &question.period, Style::Input)?;
    let dates = "値の時期です（例: R7、令和7年度上半期、2025-04-01）。違っていれば直してください。";
    sheet.help(row, 4, &Help::new("時期", dates))?;
    let decimals = question.decimals.map_or_else(String::new, |decimals| match decimals {
        0 => "整数で書きます。".to_owned(),
        decimals => format!("小数点以下{decimals}桁まで書きます。"),
    });
    let definition = question.definition.clone().unwrap_or_default();
    let help = format!(
        "単位（{}）は付けません。{decimals}負の数は -3 か △3 と書きます。{definition}",
        question.unit
    );
    figure(sheet, row, 5, &Help::new(&question.title, &help))?;
    for (column, list, title, help) in [
        (
            6,
            List::Absences,
            "値がない理由",
            "値があるときは、空欄のままにします。",
        ),
        (
            7,
            List::Vintages,
            "確からしさ",
            "確定した値なら、空欄のままで構いません。",
        ),
    ] {
        sheet.text(row, column, "", Style::Input)?;
        if let Some(range) = lists.range(list) {
            sheet.choice(row, column, &range, &Help::new(title, help))?;
        }
    }
    sheet.text(row, 8, "", Style::Input)?;
    sheet.help(
        row,
        8,
        &Help::new(
            "時点",
            "見込みや速報の値が、いつの時点のものかを書きます（例: 令和7年9月末）。確定した値なら、空欄にします。",
        ),
    )?;
    if let Some((numerator, denominator)) = &question.ratio {
        figure(sheet, row, 9, &Help::new("分子", numerator))?;
        figure(sheet, row, 10, &Help::new("分母", denominator))?;
    } else {
        sheet.text(row, 9, "", Style::Void)?;
        sheet.text(row, 10, "", Style::Void)?;
    }
    sheet.text(row, 11, "", Style::Input)?;
    sheet.help(row, 11, &Help::new("注", "値に付けて公表する注です（任意）。"))?;
    let (value, absent) = (format!("F{}", row + 1), format!("G{}", row + 1));
    let check = format!(
        "=IF(AND({value}=\"\",{absent}=\"\"),\"未回答\",IF(AND({value}<>\"\",{absent}<>\"\"),\"値か理由の一方にしてください\",\"\"))"
    );
    sheet.formula(row, 14, &check, "未回答", Style::Check)
}

fn figure(sheet: &mut Sheet, row: u32, column: u16, help: &Help) -> Result<(), XlsxError> {
    sheet.text(row, column, "", Style::Figure)?;
    let cell = format!(
        "{}{}",
        char::from(b'A' + u8::try_from(column).unwrap_or_default()),
        row + 1
    );
    let plain = format!("SUBSTITUTE(SUBSTITUTE(SUBSTITUTE({cell},\"△\",\"-\"),\"▲\",\"-\"),\",\",\"\")");
    sheet.number(row, column, &format!("=ISNUMBER(VALUE({plain}))"), help)
}
