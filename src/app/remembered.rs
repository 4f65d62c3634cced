//! What screens remember of a book from one day to the next: one private file per book, beside no book. Its text is theirs.

use crate::app::{AppError, Opening};
use crate::domain::text::hash;
use crate::platform::{Folders, create_private_dir, write_private};
use std::path::PathBuf;

impl Opening {
    /// What was remembered; `None` where there is nothing or it cannot be read, for it may be lost without harm.
    pub fn read_state(&self) -> Option<String> {
        std::fs::read_to_string(self.state_file().ok()?).ok()
    }

    /// Remembers a text in place of the one before.
    pub fn write_state(&self, text: &str) -> Result<(), AppError> {
        let file = self.state_file()?;
        if let Some(folder) = file.parent() {
            create_private_dir(folder)?;
        }
        Ok(write_private(&file, text.as_bytes())?)
    }

    /// Named after the book, so that two books do not share one, and so that the name gives none away.
    fn state_file(&self) -> Result<PathBuf, AppError> {
        let folder = self.state.clone().map_or_else(|| Ok::<_, AppError>(Folders::of_user()?.state), Ok)?;
        let book = self.book_file()?;
        let book = book.canonicalize().or_else(|_| std::path::absolute(&book)).unwrap_or(book);
        Ok(folder.join(format!("{:016x}.json", hash(book.as_os_str().as_encoded_bytes()))))
    }
}

#[cfg(test)]
mod tests {
    use crate::app::Opening;
    use crate::app::testing::Desk;

    #[test]
    fn what_is_remembered_of_a_book_comes_back_and_is_not_that_of_another() {
        let desk = Desk::new();
        let opening = desk.opening();
        assert_eq!(opening.read_state(), None);
        opening.write_state("{\"pane\":1}").unwrap();
        opening.write_state("{\"pane\":2}").unwrap();
        assert_eq!(opening.read_state().as_deref(), Some("{\"pane\":2}"));
        let roundabout = Opening { book: Some(desk.path("state/../book.db")), ..opening.clone() };
        assert_eq!(roundabout.read_state(), opening.read_state());
        let other = Opening { book: Some(desk.path("other.db")), ..opening };
        assert_eq!(other.read_state(), None);
    }

    #[cfg(unix)]
    #[test]
    fn what_is_remembered_is_its_owners_alone() {
        use std::os::unix::fs::PermissionsExt as _;
        let desk = Desk::new();
        desk.opening().write_state("{}").unwrap();
        let mode = |path: &std::path::Path| std::fs::metadata(path).unwrap().permissions().mode() & 0o777;
        let folder = desk.path("state");
        let file = std::fs::read_dir(&folder).unwrap().next().unwrap().unwrap().path();
        assert_eq!((mode(&folder), mode(&file)), (0o700, 0o600));
    }
}
