//! The address of the site or the code of a body is not written as such: addresses in the feed and the catalogue, and rows that
//! others join by the code, would be wrong.

use super::scope::Scope;
use crate::diagnostic::{Diagnostic, Findings, code};
use crate::source::raw::Site;

/// Looks at the address of the site.
pub(super) fn check_site(site: &Site, findings: &mut Findings) {
    let Some(address) = &site.base_url else { return };
    let host = address
        .strip_prefix("https://")
        .or_else(|| address.strip_prefix("http://"))
        .and_then(|rest| rest.split('/').next());
    let is_safe = address
        .chars()
        .all(|letter| letter.is_ascii_alphanumeric() || "-._~:/%".contains(letter));
    if !is_safe || host.is_none_or(|host| !host.contains('.') && !host.starts_with("localhost")) {
        findings.push(Diagnostic::error(
            code::BAD_SITE_ADDRESS,
            address.place,
            "base_url（公開アドレス）が、サイトのアドレスになっていません",
            "https:// から始まる、サイトを置く場所のアドレスを書いてください（例: https://www.example.lg.jp/plan/）",
        ));
    }
}

/// Looks at the code of a body: 5 digits, or 6 with the check digit.
pub(super) fn check(scope: &Scope<'_>, findings: &mut Findings) {
    let Some(written) = &scope.plan.plan.organisation_code else {
        return;
    };
    let digits: Option<Vec<u32>> = written.chars().map(|letter| letter.to_digit(10)).collect();
    let is_code = digits.is_some_and(|digits| match digits.as_slice() {
        [_, _, _, _, _] => true,
        [first @ .., check] if first.len() == 5 => {
            // 検査数字: weights 6 to 2, the last digit of 11 − the rest by 11.
            let sum: u32 = first
                .iter()
                .zip((2..=6).rev())
                .map(|(digit, weight)| digit * weight)
                .sum();
            (11 - sum % 11) % 10 == *check
        }
        _ => false,
    });
    if !is_code {
        findings.push(Diagnostic::error(
            code::BAD_ORGANISATION_CODE,
            written.place,
            "organisation_code が、全国地方公共団体コードになっていません",
            "5桁か、検査数字の付いた6桁の数字を書いてください（例: \"131016\"）。先頭が 0 のときは引用符で囲みます",
        ));
    }
}
