//! The cover: whose form it is, until when and where to, how to fill it in, and what is still missing.

use super::marks;
use super::workbook::{Sheet, Style, XlsxError};
use super::{Letter, OfficeForm, Survey};

/// Width of the column of texts.
const WIDTH: f64 = 96.0;

pub(super) fn sheet(survey: &Survey, office: &OfficeForm, letter: &Letter) -> Result<Sheet, XlsxError> {
    let mut sheet = Sheet::new(marks::COVER)?;
    sheet.plain();
    sheet.widths(&[2.0, 22.0, WIDTH])?;
    sheet.text(0, 1, &format!("{} 実施状況の回答票", survey.year), Style::Title)?;
    sheet.fit(0, &[], 2)?;
    let contact = letter
        .contact
        .clone()
        .or_else(|| survey.in_charge.clone())
        .unwrap_or_default();
    let facts = [
        ("計画", format!("{}（{}）", survey.plan_title, survey.organisation)),
        ("回答する課", office.name.clone()),
        ("提出期限", letter.deadline.clone().unwrap_or_default()),
        ("提出先", contact),
    ];
    let mut row = 2;
    for (label, text) in facts {
        sheet.text(row, 1, label, Style::Label)?;
        sheet.text(row, 2, &text, Style::Given)?;
        row += 1;
    }
    for label in ["記入した人", "内線など"] {
        sheet.text(row, 1, label, Style::Label)?;
        sheet.text(row, 2, "", Style::Input)?;
        row += 1;
    }
    row += 1;
    row = remaining(&mut sheet, office, row)?;
    row += 1;
    sheet.text(row, 1, "書き方", Style::Label)?;
    for (index, line) in how_to(survey, office).into_iter().enumerate() {
        row += u32::from(index > 0);
        sheet.text(row, 2, &line, Style::Body)?;
        sheet.fit(row, &[(&line, WIDTH)], 1)?;
    }
    row += 2;
    sheet.text(row, 1, "色の付いたセル", Style::Input)?;
    sheet.text(
        row,
        2,
        "ここに書きます。ほかのセルは、書きかえられません。",
        Style::Body,
    )?;
    sheet.text(row + 1, 1, "灰色のセル", Style::Void)?;
    sheet.text(row + 1, 2, "書くことがない欄です。", Style::Body)?;
    sheet.print();
    sheet.protect();
    Ok(sheet)
}

/// What is still to be answered, counted by the spreadsheet as it is filled in.
fn remaining(sheet: &mut Sheet, office: &OfficeForm, mut row: u32) -> Result<u32, XlsxError> {
    let (open_measures, open_figures) = office.open();
    let mut line = |label: &str, open: usize, of: usize, formula: &str, row: &mut u32| -> Result<(), XlsxError> {
        if of > 0 {
            sheet.text(*row, 1, label, Style::Label)?;
            sheet.formula(*row, 2, formula, &format!("未回答 {open}件（全{of}件）"), Style::Check)?;
            *row += 1;
        }
        Ok(())
    };
    let measures = office.measures.len();
    let formula = format!(
        "=\"未回答 \"&COUNTIF('{0}'!$G:$G,\"未回答\")&\"件（全{measures}件）\"&IF(COUNTIF('{0}'!$G:$G,\"理由が必要です\")=0,\"\",\"　理由が必要 \"&COUNTIF('{0}'!$G:$G,\"理由が必要です\")&\"件\")",
        marks::MEASURES
    );
    line("取組", open_measures, measures, &formula, &mut row)?;
    let figures = office.figures.len();
    let formula = format!(
        "=\"未回答 \"&COUNTIF('{}'!$O:$O,\"未回答\")&\"件（全{figures}件）\"",
        marks::FIGURES
    );
    line("指標", open_figures, figures, &formula, &mut row)?;
    Ok(row)
}

fn how_to(survey: &Survey, office: &OfficeForm) -> Vec<String> {
    let mut lines = Vec::new();
    if !office.measures.is_empty() {
        let last = survey
            .last_year
            .as_ref()
            .map_or_else(String::new, |last| format!("右の列に、{last}の回答があります。"));
        lines.push(format!(
            "「{}」シートで、取組ごとに、色の付いたセルに書きます。{last}",
            marks::MEASURES
        ));
        let reasons: Vec<&str> = survey
            .words
            .statuses
            .iter()
            .filter(|(_, reason)| *reason)
            .map(|(word, _)| word.as_str())
            .collect();
        let reason = if reasons.is_empty() {
            String::new()
        } else {
            format!("「{}」のときは、理由も書きます。", reasons.join("」「"))
        };
        lines.push(format!("実施状況は、▼から選びます。{reason}"));
        lines.push("取組内容と成果は、1行に1つずつ書きます。行が足りないときは、その取組の行の間に行を挿入して書き足せます（記入欄のすぐ下に挿入します）。".to_owned());
        if let Some(mark) = survey.words.marks.first() {
            lines.push(format!("書くことがないときは、「{mark}」と書きます。"));
        }
        lines.push("セルの中の改行は、Alt と Enter を同時に押します（LibreOffice は Ctrl と Enter）。".to_owned());
    }
    if !office.figures.is_empty() {
        lines.push(format!(
            "「{}」シートには、数値だけを書きます（例: 21.4）。単位は付けません。",
            marks::FIGURES
        ));
        lines.push(
            "値がないときは、値を空欄にして「値がない理由」を選びます。0 は、値が 0 のときだけ書きます。".to_owned(),
        );
        lines.push("見込みや速報の値は、「確からしさ」を選びます。空欄は、確定です。".to_owned());
    }
    lines.push("分からない項目は、空欄のまま提出してください。書いたところまでが取り込まれます。".to_owned());
    lines.push("ファイルの名前は変えて構いません。シートの名前と、シートの数は変えないでください。".to_owned());
    lines.push("記入した人と内線は、問合せのためだけに使います。公表するデータには入りません。".to_owned());
    (1..)
        .zip(lines)
        .map(|(number, line)| format!("{number}. {line}"))
        .collect()
}
