//! What is told when a command line cannot be understood: clap's errors in Japanese.

use std::error::Error as _;
use std::ffi::OsStr;

use clap::error::{ContextKind, ErrorKind};
use clap::{CommandFactory as _, Error};

use super::{Arguments, Exit, report};

/// Tells it. Help and version, which clap hands over as errors too, are printed as they are.
pub(super) fn tell(error: &Error) -> Exit {
    if !error.use_stderr() {
        return match error.print() {
            Ok(()) => Exit::Clean,
            Err(_) => Exit::Failed,
        };
    }
    if error.kind() == ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand {
        let _ = error.print();
        return Exit::Failed;
    }
    let first = std::env::args_os().nth(1);
    let typed = first.as_deref().and_then(OsStr::to_str).unwrap_or_default();
    report::refusal(&format!("{}。書き方は {} で分かります", what(error), help(typed)))
}

/// Where the help stands that is about what was typed.
fn help(typed: &str) -> String {
    match Arguments::command().find_subcommand(typed) {
        Some(command) => format!("mieruka {} --help", command.get_name()),
        None => "mieruka --help".to_owned(),
    }
}

fn what(error: &Error) -> String {
    let said = |kind| error.get(kind).map(ToString::to_string).filter(|text| !text.is_empty());
    let argument = said(ContextKind::InvalidArg).unwrap_or_default();
    let value = said(ContextKind::InvalidValue).unwrap_or_default();
    let perhaps = |kind| said(kind).map_or(String::new(), |name| format!("。「{name}」ではありませんか"));
    match error.kind() {
        ErrorKind::InvalidValue if value.is_empty() => format!("「{argument}」に値がありません"),
        ErrorKind::InvalidValue => {
            let valid = said(ContextKind::ValidValue).map_or(String::new(), |valid| format!("。書けるもの: {valid}"));
            format!("「{argument}」に「{value}」は書けません{valid}")
        }
        ErrorKind::ValueValidation => {
            let why = error.source().map_or(String::new(), |why| format!("。{why}"));
            format!("「{argument}」の「{value}」を読めません{why}")
        }
        ErrorKind::UnknownArgument => {
            format!(
                "「{argument}」という指定はありません{}",
                perhaps(ContextKind::SuggestedArg)
            )
        }
        ErrorKind::InvalidSubcommand => format!(
            "「{}」というコマンドはありません{}",
            said(ContextKind::InvalidSubcommand).unwrap_or_default(),
            perhaps(ContextKind::SuggestedSubcommand)
        ),
        ErrorKind::MissingRequiredArgument => format!("次の指定が必要です: {argument}"),
        ErrorKind::ArgumentConflict => {
            let prior = said(ContextKind::PriorArg).filter(|prior| *prior != argument);
            prior.map_or_else(
                || format!("「{argument}」は1度しか書けません"),
                |prior| format!("「{argument}」と「{prior}」は、一緒に書けません"),
            )
        }
        _ => "コマンドの書き方を読み取れません".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use clap::Parser as _;

    use super::*;

    #[test]
    fn a_slip_on_the_command_line_is_told_in_japanese() {
        for (line, expected) in [
            (
                "build --as-of 8.6.30",
                "「--as-of <日>」の「8.6.30」を読めません。年月日を書いてください（例: 2026-04-01、R8.4.1）",
            ),
            ("build --as-of", "「--as-of <日>」に値がありません"),
            (
                "build --edition x",
                "「--edition <版>」に「x」は書けません。書けるもの: public, internal",
            ),
            (
                "audit --data-folder x",
                "「--data-folder」という指定はありません。「--data」ではありませんか",
            ),
            (
                "verfy",
                "「verfy」というコマンドはありません。「verify」ではありませんか",
            ),
            ("rollover", "次の指定が必要です: <計画>, <年度>"),
            ("audit --all --all", "「--all」は1度しか書けません"),
            (
                "build --out x --only a --shard 1/2",
                "「--only <計画>...」と「--shard <番目/数>」は、一緒に書けません",
            ),
        ] {
            let words = ["mieruka"].into_iter().chain(line.split(' '));
            let error = Arguments::try_parse_from(words).unwrap_err();
            assert_eq!(what(&error), expected, "{line}");
        }
    }
}
