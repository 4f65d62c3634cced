//! Files and folders that only their owner may read.

use crate::platform::PlatformError;
use std::fs;
use std::io::{BufWriter, Write};
use std::path::Path;

/// Writes a file that only its owner may read (0600): whole or not at all, and never through a symbolic link. What
/// stood there before is replaced.
pub fn write_private(path: &Path, bytes: &[u8]) -> Result<(), PlatformError> {
    write_private_from(path, &mut &bytes[..])
}

fn refuse_link(path: &Path) -> Result<(), PlatformError> {
    if fs::symlink_metadata(path).is_ok_and(|meta| meta.file_type().is_symlink()) {
        return Err(PlatformError::Symlink { path: path.to_owned() });
    }
    Ok(())
}

fn folder_of(path: &Path) -> &Path {
    path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

fn scratch_beside(path: &Path) -> Result<tempfile::NamedTempFile, PlatformError> {
    refuse_link(path)?;
    tempfile::Builder::new().prefix(".banso-").tempfile_in(folder_of(path)).map_err(|source| PlatformError::Io { path: path.to_owned(), source })
}

fn keep(file: tempfile::NamedTempFile, path: &Path) -> Result<(), PlatformError> {
    let of_file = |source| PlatformError::Io { path: path.to_owned(), source };
    file.as_file().sync_all().map_err(of_file)?;
    file.persist(path).map_err(|error| of_file(error.error))?;
    sync_folder(folder_of(path)).map_err(of_file)
}

/// [`write_private`] for what is read from elsewhere, in bounded memory.
pub fn write_private_from(path: &Path, source: &mut dyn std::io::Read) -> Result<(), PlatformError> {
    let mut file = scratch_beside(path)?;
    std::io::copy(source, &mut file).map_err(|source| PlatformError::Io { path: path.to_owned(), source })?;
    keep(file, path)
}

/// [`write_private`] for what is written piece by piece. A file appears only when all of it was; devices such as `/dev/null`
/// are written as they are.
pub fn stream_private<T, E: From<PlatformError>>(path: &Path, write: impl FnOnce(&mut (dyn Write + Send)) -> Result<T, E>) -> Result<T, E> {
    let of_file = |source| PlatformError::Io { path: path.to_owned(), source };
    // A link to a device, as `/dev/stdout` is one, leads to no file that could be lost.
    if fs::metadata(path).is_ok_and(|meta| !meta.is_file()) {
        let mut out = BufWriter::new(fs::OpenOptions::new().write(true).open(path).map_err(of_file)?);
        let answer = write(&mut out)?;
        out.flush().map_err(of_file)?;
        return Ok(answer);
    }
    let mut out = BufWriter::new(scratch_beside(path)?);
    let answer = write(&mut out)?;
    keep(out.into_inner().map_err(|error| of_file(error.into_error()))?, path)?;
    Ok(answer)
}

/// Makes a folder, and those above it that are missing, for their owner only (0700). One that is there stays as it is.
pub fn create_private_dir(path: &Path) -> Result<(), PlatformError> {
    let mut builder = fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(path).map_err(|source| PlatformError::Io { path: path.to_owned(), source })
}

/// Makes sure that a new name in a folder outlives a loss of power.
fn sync_folder(folder: &Path) -> std::io::Result<()> {
    #[cfg(unix)]
    fs::File::open(folder)?.sync_all()?;
    Ok(())
}

#[cfg(test)]
#[cfg(unix)]
mod tests {
    use super::*;
    use std::os::unix::fs::PermissionsExt as _;

    #[test]
    fn a_private_file_replaces_the_old_one_and_leaves_nothing_beside_it() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("config.toml");
        fs::write(&path, "an older and longer text").unwrap();
        write_private(&path, "新しい".as_bytes()).unwrap();
        assert_eq!(fs::read_to_string(&path).unwrap(), "新しい");
        assert_eq!(fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o600);
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
    }

    #[test]
    fn a_file_written_in_a_stream_appears_whole_or_not_at_all() {
        let write_all = |out: &mut (dyn Write + Send)| -> Result<(), PlatformError> {
            out.write_all(b"all").unwrap();
            Ok(())
        };
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("usage.csv");
        fs::write(&path, "of yesterday").unwrap();
        let broken = stream_private(&path, |out| {
            out.write_all(b"half").unwrap();
            Err::<(), _>(PlatformError::NoHome)
        });
        assert!(broken.is_err());
        assert_eq!(fs::read_to_string(&path).unwrap(), "of yesterday");
        stream_private(&path, write_all).unwrap();
        assert_eq!(fs::read_to_string(&path).unwrap(), "all");
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
        stream_private(Path::new("/dev/null"), write_all).unwrap();
    }

    #[test]
    fn a_link_is_not_written_through() {
        let folder = tempfile::tempdir().unwrap();
        let (target, link) = (folder.path().join("target"), folder.path().join("link"));
        fs::write(&target, "mine").unwrap();
        std::os::unix::fs::symlink(&target, &link).unwrap();
        assert!(matches!(write_private(&link, b"theirs"), Err(PlatformError::Symlink { .. })));
        assert_eq!(fs::read_to_string(&target).unwrap(), "mine");
    }

    #[test]
    fn folders_that_were_missing_are_made_for_their_owner_only() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a/b");
        create_private_dir(&path).unwrap();
        for made in [path.parent().unwrap(), &path] {
            assert_eq!(fs::metadata(made).unwrap().permissions().mode() & 0o777, 0o700);
        }
    }
}
