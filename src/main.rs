//! The program: hands the arguments to the library and ends with its exit code.

use std::process::ExitCode;

fn main() -> ExitCode {
    ExitCode::from(studio::cli::main(std::env::args_os()))
}
