//! A service's state: in memory, and in a file where it shall outlive the process.

use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};

use serde::Serialize;
use serde::de::DeserializeOwned;

use super::refusal::Refusal;

/// State that changes wholly or not at all.
pub(super) struct Persisted<T> {
    state: Mutex<T>,
    file: Option<PathBuf>,
}

impl<T: Clone + Default + Serialize + DeserializeOwned> Persisted<T> {
    /// The state in `directory/name`, or a new one; without a directory it lives in memory only.
    pub(super) fn open(directory: Option<&Path>, name: &str) -> io::Result<Self> {
        let file = directory.map(|directory| directory.join(name));
        let state = match file.as_deref().filter(|file| file.exists()) {
            Some(file) => serde_json::from_slice(&std::fs::read(file)?)?,
            None => T::default(),
        };
        Ok(Self { state: Mutex::new(state), file })
    }

    /// Looks at the state.
    pub(super) fn read<R>(&self, look: impl FnOnce(&T) -> R) -> R {
        look(&self.lock())
    }

    /// Changes the state; where `change` or the write fails, it stays as it was.
    pub(super) fn update<R>(
        &self,
        change: impl FnOnce(&mut T) -> Result<R, Refusal>,
    ) -> Result<R, Refusal> {
        let mut state = self.lock();
        let mut next = state.clone();
        let answer = change(&mut next)?;
        if let Some(file) = &self.file {
            save(file, &next).map_err(|error| Refusal::internal(error.to_string()))?;
        }
        *state = next;
        Ok(answer)
    }

    fn lock(&self) -> MutexGuard<'_, T> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Writes beside the file and renames, so that a crash leaves the old state or the new one.
fn save(file: &Path, state: &impl Serialize) -> io::Result<()> {
    let beside = file.with_extension("new");
    let mut options = std::fs::OpenOptions::new();
    options.create(true).truncate(true).write(true);
    // The files hold key material and secrets.
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let mut writer = options.open(&beside)?;
    writer.write_all(&serde_json::to_vec(state)?)?;
    writer.sync_all()?;
    std::fs::rename(beside, file)
}

#[cfg(test)]
pub(super) use tests::TestDirectory;

#[cfg(test)]
mod tests {
    use std::path::{Path, PathBuf};

    use super::{Persisted, Refusal};
    use crate::aws::random;

    /// A directory that goes with its test.
    pub(crate) struct TestDirectory(PathBuf);

    impl TestDirectory {
        pub(crate) fn new() -> Self {
            let path = std::env::temp_dir().join(random::uuid().unwrap());
            std::fs::create_dir(&path).unwrap();
            Self(path)
        }

        pub(crate) fn path(&self) -> &Path {
            &self.0
        }
    }

    impl Drop for TestDirectory {
        fn drop(&mut self) {
            let _ = std::fs::remove_dir_all(&self.0);
        }
    }

    fn push(state: &mut Vec<u8>) -> Result<(), Refusal> {
        state.push(1);
        Ok(())
    }

    #[test]
    fn a_change_is_read_back_from_the_file() {
        let directory = TestDirectory::new();
        let open = || Persisted::<Vec<u8>>::open(Some(directory.path()), "state.json").unwrap();
        open().update(push).unwrap();
        assert_eq!(open().read(Vec::clone), [1]);
    }

    #[test]
    fn a_change_that_fails_leaves_the_state_as_it_was() {
        let state = Persisted::<Vec<u8>>::open(None, "state.json").unwrap();
        let failed = state.update(|state| {
            state.push(1);
            Err::<(), _>(Refusal::internal("no"))
        });
        assert!(failed.is_err());
        assert_eq!(state.read(Vec::len), 0);
    }

    #[test]
    fn a_broken_file_is_an_error_and_not_an_empty_state() {
        let directory = TestDirectory::new();
        std::fs::write(directory.path().join("state.json"), "{").unwrap();
        assert!(Persisted::<Vec<u8>>::open(Some(directory.path()), "state.json").is_err());
    }

    #[cfg(unix)]
    #[test]
    fn only_the_owner_may_read_the_file() {
        use std::os::unix::fs::PermissionsExt;
        let directory = TestDirectory::new();
        let state = Persisted::<Vec<u8>>::open(Some(directory.path()), "state.json").unwrap();
        state.update(push).unwrap();
        let file = std::fs::metadata(directory.path().join("state.json")).unwrap();
        assert_eq!(file.permissions().mode() & 0o777, 0o600);
    }
}
