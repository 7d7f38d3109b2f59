//! The command line: the same engine, natively.
//!
//! `docker pull … 2>&1 | why401` explains what it reads on stdin.

mod arguments;
mod evaluate;
mod pages;

use arguments::{Arguments, Call, Format, USAGE};
use std::io::{IsTerminal, Read, Write};
use std::process::ExitCode;
use std::time::{SystemTime, UNIX_EPOCH};

/// Nothing was recognised.
const NOTHING: u8 = 3;
/// The command line was wrong, or a file can't be read.
const WRONG: u8 = 2;

fn main() -> ExitCode {
    match arguments::parse(std::env::args_os().skip(1)) {
        Ok(Call::Help) => print(USAGE, ExitCode::SUCCESS),
        Ok(Call::Version) => print(
            concat!("why401 ", env!("CARGO_PKG_VERSION"), "\n"),
            ExitCode::SUCCESS,
        ),
        Ok(Call::Evaluate(files)) => match evaluate::run(&files) {
            Ok(report) => print(&report, ExitCode::SUCCESS),
            Err(why) => wrong(&why),
        },
        Ok(Call::Pages(folder)) => match pages::write(&folder) {
            Ok(()) => ExitCode::SUCCESS,
            Err(why) => wrong(&why),
        },
        Ok(Call::Explain(arguments)) => match explain(&arguments) {
            Ok((text, known)) => print(
                &text,
                if known {
                    ExitCode::SUCCESS
                } else {
                    NOTHING.into()
                },
            ),
            Err(why) => wrong(&why),
        },
        Err(why) => wrong(&format!("{why}\n\n{USAGE}")),
    }
}

fn explain(arguments: &Arguments) -> Result<(String, bool), String> {
    let stdin_is_free =
        !std::io::stdin().is_terminal() || arguments.error.as_deref().is_some_and(|f| f == "-");
    let error = match &arguments.error {
        Some(file) if file != "-" => read(file)?,
        _ if stdin_is_free => {
            let mut bytes = Vec::new();
            std::io::stdin()
                .read_to_end(&mut bytes)
                .map_err(|e| format!("can't read stdin: {e}"))?;
            why401::input::text_from_bytes(&bytes)
        }
        _ if arguments.image.is_none() && arguments.config.is_none() => {
            return Err(
                "paste an error: docker pull IMAGE 2>&1 | why401, or why401 --error FILE"
                    .to_owned(),
            );
        }
        _ => String::new(),
    };
    let config = arguments
        .config
        .as_ref()
        .map(read)
        .transpose()?
        .unwrap_or_default();
    let image = arguments.image.clone().unwrap_or_default();
    let now = SystemTime::now().duration_since(UNIX_EPOCH).ok();
    let input = why401::input::Input {
        error: &error,
        image: &image,
        config: &config,
        read: None,
        now: now.and_then(|now| i64::try_from(now.as_secs()).ok()),
        shell: arguments.shell,
        client: arguments.client,
        place: arguments.place,
        filling: None,
    };
    let diagnosis = why401::explain(&input);
    let text = match arguments.format {
        Format::Text => why401::report::text(&diagnosis),
        Format::Markdown => why401::report::markdown(&diagnosis),
        Format::Json => {
            let mut json = serde_json::to_string_pretty(&diagnosis).map_err(|e| e.to_string())?;
            json.push('\n');
            json
        }
    };
    Ok((text, !diagnosis.causes.is_empty()))
}

fn read(file: impl AsRef<std::ffi::OsStr>) -> Result<String, String> {
    let file = std::path::Path::new(file.as_ref());
    let bytes = std::fs::read(file).map_err(|e| format!("can't read {}: {e}", file.display()))?;
    Ok(why401::input::text_from_bytes(&bytes))
}

/// A reader that has gone (`| head`) is no error.
fn print(text: &str, code: ExitCode) -> ExitCode {
    let _ = std::io::stdout().write_all(text.as_bytes());
    code
}

fn wrong(why: &str) -> ExitCode {
    let _ = writeln!(std::io::stderr(), "why401: {why}");
    WRONG.into()
}
