//! The binary: hands the command line to the desk and gives its exit code.

use banso::app::Clock;
use std::io::{self, BufWriter, Write as _};
use std::process::ExitCode;

fn main() -> ExitCode {
    let mut stdout = BufWriter::new(io::stdout().lock());
    let code = banso::cli::run(std::env::args_os().collect(), Clock::System, &mut stdout, &mut io::stderr().lock());
    match stdout.flush() {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe && code == 0 => ExitCode::from(3),
        _ => ExitCode::from(code),
    }
}
