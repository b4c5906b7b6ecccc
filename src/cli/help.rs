//! The help in Japanese: what clap says there by itself, in words that a clerk reads.

use clap::builder::PossibleValue;
use clap::{Arg, ArgAction, Command};

const ARGUMENTS: &str = "指定するもの";
const OPTIONS: &str = "オプション";

const TEMPLATE: &str = "{before-help}{about-with-newline}\n使い方: {usage}\n\n{all-args}{after-help}";

/// The command and those below it, with all words of their help in Japanese.
pub(super) fn in_japanese(command: Command) -> Command {
    let mut command = arguments(command.version_flag())
        .subcommand_help_heading("コマンド")
        .subcommand_value_name("コマンド");
    // Only now do commands know by which name they are called.
    command.build();
    usage(command)
}

trait Flags {
    fn version_flag(self) -> Self;
    fn help_flag(self) -> Self;
}

impl Flags for Command {
    fn version_flag(self) -> Self {
        let flag = Arg::new("version")
            .short('V')
            .long("version")
            .action(ArgAction::Version);
        self.disable_version_flag(true).arg(flag.help("mieruka の版を示します"))
    }

    fn help_flag(self) -> Self {
        let flag = Arg::new("help").short('h').long("help").action(ArgAction::Help);
        self.disable_help_flag(true).arg(flag.help("この説明を示します"))
    }
}

fn arguments(command: Command) -> Command {
    let command = command.help_template(TEMPLATE).help_flag();
    command.mut_args(argument).mut_subcommands(arguments)
}

/// One argument: its heading, what it may take, and what it takes when it is left out.
fn argument(argument: Arg) -> Arg {
    if !argument.get_action().takes_values() {
        return argument.help_heading(OPTIONS);
    }
    let heading = if argument.is_positional() { ARGUMENTS } else { OPTIONS };
    let said = argument.get_help().map(ToString::to_string).unwrap_or_default();
    let values: Vec<String> = argument.get_possible_values().iter().map(value).collect();
    let default: Vec<_> = argument
        .get_default_values()
        .iter()
        .map(|value| value.to_string_lossy())
        .collect();
    let words = |before: &str, words: String, after: &str| match words.as_str() {
        "" => String::new(),
        words => format!("{before}{words}{after}"),
    };
    let values = words("。書けるもの: ", values.join("、"), "");
    let help = said + &values + &words("［省略時: ", default.join("、"), "］");
    argument
        .help_heading(heading)
        .hide_possible_values(true)
        .hide_default_value(true)
        .help(help)
}

fn value(value: &PossibleValue) -> String {
    let meaning = value.get_help().map_or(String::new(), |meaning| format!("＝{meaning}"));
    format!("{}{meaning}", value.get_name())
}

fn usage(mut command: Command) -> Command {
    let text = command.render_usage().to_string();
    let text = text
        .trim_start_matches("Usage:")
        .trim_start()
        .replace("[OPTIONS]", "[オプション]");
    command.override_usage(text).mut_subcommands(usage)
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory as _;

    use super::super::Arguments;
    use super::*;

    fn helps(mut command: Command) -> Vec<String> {
        let own = command.render_long_help().to_string();
        let below = command.get_subcommands().cloned().flat_map(helps);
        [own].into_iter().chain(below.collect::<Vec<_>>()).collect()
    }

    #[test]
    fn no_word_of_any_help_is_claps_own() {
        let helps = helps(in_japanese(Arguments::command()));
        assert!(helps.len() > 10, "every command has its help");
        for help in helps {
            assert!(help.contains("使い方: mieruka"), "{help}");
            for word in [
                "Usage",
                "Options",
                "Arguments",
                "Commands",
                "OPTIONS",
                "COMMAND",
                "Print",
                "default",
                "possible",
            ] {
                assert!(!help.contains(word), "{word}: {help}");
            }
        }
    }

    #[test]
    fn what_an_option_may_be_and_is_when_left_out_is_said() {
        let mut command = in_japanese(Arguments::command());
        let build = command.find_subcommand_mut("build").unwrap().render_help().to_string();
        assert!(build.contains("書けるもの: public＝公開版"), "{build}");
        assert!(build.contains("［省略時: data］"), "{build}");
    }
}
