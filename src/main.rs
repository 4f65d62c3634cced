//! The binary: hands the command line and the screens to the desk and gives its exit code.

use banso::app::Clock;
use std::io::{self, BufWriter, Write as _};
use std::process::ExitCode;

fn main() -> ExitCode {
    // Not locked: while the screens are open they write, and so does a panic on its way out.
    let mut stdout = BufWriter::new(io::stdout());
    let code = banso::cli::run(std::env::args_os().collect(), Clock::System, banso::tui::run, &mut stdout, &mut io::stderr());
    match stdout.flush() {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe && code == 0 => ExitCode::from(3),
        _ => ExitCode::from(code),
    }
}
