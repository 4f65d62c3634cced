//! What the machine knows and the core must be told: the time, the user's folders, files of theirs. Nothing of books.

mod clock;
mod files;
mod folders;

pub use clock::Clock;
pub use files::{create_private_dir, stream_private, write_private, write_private_from};
pub use folders::{Folders, home};

use std::io;
use std::path::PathBuf;

/// What the machine refused.
#[derive(Debug, thiserror::Error)]
pub enum PlatformError {
    /// A symbolic link stands where a file of ours should.
    #[error("{} is a symbolic link", path.display())]
    Symlink { path: PathBuf },
    /// The operating system refused.
    #[error("{}: {source}", path.display())]
    Io { path: PathBuf, source: io::Error },
    /// The user has no home folder.
    #[error("no home folder")]
    NoHome,
    /// Not an instant in RFC 3339.
    #[error("{text} is no instant")]
    NotAnInstant { text: String },
}
