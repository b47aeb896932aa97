//! The checksum list: pasted, or a file that was chosen or dropped, alone or together with the files it lists.

use super::words;
use crate::browser::files::ChosenFile;
use crate::browser::task::spawn;
use crate::engine::digest::Algorithm;
use crate::engine::digest::sums::{ListName, Sums, decode, joined};
use leptos::prelude::*;

/// The most characters of a list that is pasted, which the page reads anew with every change.
pub const MOST_PASTED: usize = 1 << 21;
/// A larger file is no checksum list, whatever its name. In bytes.
const MOST: u32 = 8 << 20;

/// The text of the list and what its file's name said.
#[derive(Clone, Copy)]
pub struct ChecksumList {
    /// The text.
    pub text: RwSignal<String>,
    /// The algorithm named by its file name, for digests that several algorithms fit.
    pub algorithm: RwSignal<Option<Algorithm>>,
    /// Whether the text is only the beginning of what is in the field.
    pub cut: RwSignal<bool>,
    /// How often files were taken: a list read for an earlier call is stale and is dropped.
    count: StoredValue<u32>,
}

impl ChecksumList {
    /// No list yet.
    pub fn new() -> Self {
        Self {
            text: RwSignal::default(),
            algorithm: RwSignal::default(),
            cut: RwSignal::default(),
            count: StoredValue::default(),
        }
    }

    /// Takes what a person typed or pasted.
    pub fn edit(self, text: String) {
        self.algorithm.set(None);
        self.cut.set(text.chars().nth(MOST_PASTED).is_some());
        self.text.set(text);
    }

    /// Takes the lists among `files`, and hands the others to `hash`: at once where there is no list, else when
    /// the lists were read. A file that has the name of a list and lists nothing is handed on, too.
    pub fn take(
        self,
        files: Vec<ChosenFile>,
        announce: Callback<String>,
        hash: impl Fn(Vec<ChosenFile>) + 'static,
    ) {
        let count = self.count.with_value(|count| count.wrapping_add(1));
        self.count.set_value(count);
        if !files.iter().any(|file| list_name(file).is_some()) {
            hash(files);
            return;
        }
        spawn(async move {
            let (mut others, mut lists, mut names) = (Vec::new(), Vec::new(), Vec::new());
            for file in files {
                match read(&file).await {
                    Some((list, name)) => {
                        lists.push((name.algorithm, list));
                        names.push(file.name());
                    }
                    None => others.push(file),
                }
            }
            // Meanwhile other files may have been chosen, or the tab may be gone.
            if self.count.try_with_value(|now| *now == count) != Some(true) {
                return;
            }
            if let Some((algorithm, text)) = joined(lists) {
                self.algorithm.set(algorithm);
                self.cut.set(false);
                self.text.set(text);
                announce.run(words::taken_as_list(&names));
            }
            hash(others);
        });
    }
}

/// What the name of a file says, where it can be a checksum list.
fn list_name(file: &ChosenFile) -> Option<ListName> {
    (file.size() <= u64::from(MOST))
        .then(|| ListName::read(&file.name()))
        .flatten()
}

/// The text of a file that is a checksum list; where it lists one digest without a name, with the name that
/// the list's own name tells. `None` where it is none.
async fn read(file: &ChosenFile) -> Option<(String, ListName)> {
    let name = list_name(file)?;
    let bytes = file.head(MOST).await.ok()?;
    let mut text = decode(&bytes).into_owned();
    let sums = Sums::read(&text, name.algorithm.unwrap_or_default());
    let entry = sums.entries.first()?;
    if let (Some(file), 1, None) = (&name.file, sums.entries.len(), &entry.name) {
        text = format!("{file}: {}", text.trim());
    }
    if !text.ends_with('\n') {
        text.push('\n');
    }
    Some((text, name))
}
