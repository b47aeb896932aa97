//! Files: chosen, read by the worker in slices, listed and verified.

use crate::harness::{Engine, Outcome, Page, ensure, ensure_responsive, run, until, with_progress};
use crate::referees::sha256sum;
use latchkey::engine::digest::{Algorithm, Encoding, digest};
use std::fs::{self, File, OpenOptions};
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::Command;
use tempfile::TempDir;

/// Files of these names and contents.
pub fn files(folder: &TempDir, contents: &[(&str, &[u8])]) -> Outcome<Vec<PathBuf>> {
    let mut paths = Vec::new();
    for (name, bytes) in contents {
        let path = folder.path().join(name);
        fs::write(&path, bytes)?;
        paths.push(path);
    }
    Ok(paths)
}

/// Files with these names, each of which holds its name so many times.
fn repeated(folder: &TempDir, names: &[&str], times: usize) -> Outcome<Vec<PathBuf>> {
    let texts: Vec<_> = names.iter().map(|name| name.repeat(times)).collect();
    let texts = texts.iter().map(String::as_bytes);
    let contents: Vec<_> = names.iter().copied().zip(texts).collect();
    files(folder, &contents)
}

/// A file of this many MiB whose slices all differ.
fn large(folder: &TempDir, mib: u32) -> Outcome<PathBuf> {
    let path = folder.path().join("large.bin");
    let mut file = File::create(&path)?;
    let mut block = vec![0_u8; 1 << 20];
    for (place, byte) in block.iter_mut().enumerate() {
        *byte = u8::try_from(place * 31 % 251)?;
    }
    for number in 0..mib {
        block[..4].copy_from_slice(&number.to_le_bytes());
        file.write_all(&block)?;
    }
    Ok(path)
}

/// A file that takes many seconds to read, and no space on the disk.
fn sparse(folder: &TempDir) -> Outcome<PathBuf> {
    let path = folder.path().join("sparse.bin");
    File::create(&path)?.set_len(8 << 30)?;
    Ok(path)
}

/// Waits until a part of the [`sparse`] file has been read.
async fn until_begun(page: &Page) -> Outcome {
    until("the file to be read", async || {
        let bar = page.by_role("progressbar", "sparse.bin").await?;
        let value = bar.attr("value").await?.unwrap_or_default();
        let part = value.parse::<f64>().unwrap_or_default();
        ensure(part > 0.0, || format!("read so far: {value}"))
    })
    .await
}

/// A machine with three cores, on which workers are counted as they start.
const THREE_CORES: &str = "
    window.__workers = 0;
    window.Worker = class extends Worker {
        constructor(...all) { super(...all); window.__workers++; }
    };
    Object.defineProperty(Navigator.prototype, 'hardwareConcurrency', { get: () => 3 });";

/// On a machine with [`THREE_CORES`]: the first worker that is given a second job ends by itself. The first message to
/// a worker is its program.
const ONE_DIES: &str = "
    window.Worker = class extends Worker {
        posts = 0;
        postMessage(...all) {
            super.postMessage(...all);
            this.posts++;
            if (this.posts === 3 && !window.__died) {
                window.__died = true;
                setTimeout(() => this.dispatchEvent(new Event('error', { cancelable: true })));
            }
        }
    };";

/// On a machine with [`THREE_CORES`]: the second worker does not do its first job, and ends when `__die` is called.
const SECOND_HANGS: &str = "
    window.Worker = class extends Worker {
        posts = 0;
        number = window.__workers;
        postMessage(...all) {
            this.posts++;
            if (this.number === 2 && this.posts === 2) {
                window.__die = () => this.dispatchEvent(new Event('error', { cancelable: true }));
            } else {
                super.postMessage(...all);
            }
        }
    };";

/// How many workers were started, on a machine with [`THREE_CORES`].
async fn workers(page: &Page) -> Outcome<u32> {
    page.script("return window.__workers", []).await
}

/// Chooses these files in the field "File".
pub async fn choose(page: &Page, paths: &[PathBuf]) -> Outcome {
    let paths: Vec<_> = paths.iter().map(|path| path.to_string_lossy()).collect();
    let input = page.by_role("", "File").await?;
    Ok(input.send_keys(paths.join("\n")).await?)
}

async fn until_table(page: &Page, name: &str, wanted: impl Fn(&str) -> bool) -> Outcome<String> {
    page.until_reads(name, wanted).await
}

fn tool(name: &str, path: &Path) -> Outcome<String> {
    let output = Command::new(name).arg(path).output()?;
    let text = String::from_utf8(output.stdout)?;
    Ok(text
        .split_whitespace()
        .next()
        .ok_or("no digest")?
        .to_owned())
}

#[test]
fn several_files_are_listed_as_sha256sum_lists_them() {
    run(async |page| {
        let folder = TempDir::new()?;
        page.open("#hashes").await?;
        choose(
            page,
            &files(&folder, &[("a.txt", b"abc"), ("empty", b""), ("b c", b"x")])?,
        )
        .await?;
        let (abc, empty, x) = (sha256sum(b"abc")?, sha256sum(b"")?, sha256sum(b"x")?);
        until_table(page, "Files", |text| {
            [&abc, &empty, &x]
                .iter()
                .all(|digest| text.contains(*digest))
        })
        .await?;
        page.press("Save checksum lines").await?;
        let (name, bytes) = page.downloaded().await?;
        ensure(name == "SHA256SUMS", || name)?;
        fs::write(folder.path().join("SUMS"), &bytes)?;
        let checked = Command::new("sha256sum")
            .args(["--check", "--strict", "SUMS"])
            .current_dir(folder.path())
            .output()?;
        ensure(checked.status.success(), || format!("{checked:?}"))
    });
}

#[test]
fn several_algorithms_are_computed_over_one_read() {
    run(async |page| {
        let folder = TempDir::new()?;
        let paths = files(&folder, &[("a.txt", b"abc")])?;
        page.open("#hashes").await?;
        choose(page, &paths).await?;
        page.by_role("checkbox", "SHA-512").await?.click().await?;
        page.by_role("checkbox", "MD5").await?.click().await?;
        for name in ["sha256sum", "sha512sum", "md5sum"] {
            let digest = tool(name, &paths[0])?;
            until_table(page, "Files", |text| text.contains(&digest)).await?;
        }
        Ok(())
    });
}

#[test]
fn a_checksum_file_verifies_the_files_beside_it() {
    run(async |page| {
        let folder = TempDir::new()?;
        page.open("#hashes").await?;
        choose(page, &files(&folder, &[("good", b"abc"), ("bad", b"abd")])?).await?;
        let abc = sha256sum(b"abc")?;
        let sums = format!(
            "{abc}  good\n{abc}  bad\n{abc}  absent\n{}  short\n",
            &abc[1..]
        );
        page.paste("textbox", "SHA256SUMS", &sums).await?;
        until_table(page, "Checks", |text| {
            let words: Vec<_> = text.split_whitespace().collect();
            words.ends_with(&["good", "OK", "bad", "FAILED", "absent", "missing"])
        })
        .await?;
        page.until_body_says(|page| page.contains("Line 4: "))
            .await?;
        page.paste("textbox", "Expected digest", &abc).await?;
        until_table(page, "Files", |text| {
            text.contains("Match") && text.contains("No match")
        })
        .await
        .map(drop)
    });
}

#[test]
fn the_pages_own_lines_with_one_digest_changed_fail() {
    run(async |page| {
        let folder = TempDir::new()?;
        page.open("#hashes").await?;
        let paths = files(&folder, &[("a.txt", b"abc"), ("b.txt", b"abd")])?;
        choose(page, &paths).await?;
        page.by_role("checkbox", "SHA-512").await?.click().await?;
        let second = tool("sha512sum", &paths[1])?;
        until_table(page, "Files", |text| text.contains(&second)).await?;
        page.press("Copy checksum lines").await?;
        page.until_said("status", |text| text.contains("copied"))
            .await?;
        let lines = page.clipboard().await?;
        page.paste("textbox", "SHA256SUMS", &lines).await?;
        page.until_body_says(|page| page.contains("4 OK, 0 FAILED, 0 missing"))
            .await?;
        // The last digit of the last line: SHA-512 of the second file.
        let mut changed = lines.trim_end().to_owned();
        let digit = changed.pop();
        changed.push(if digit == Some('0') { '1' } else { '0' });
        page.paste("textbox", "SHA256SUMS", &changed).await?;
        page.until_body_says(|page| page.contains("3 OK, 1 FAILED, 0 missing"))
            .await
    });
}

#[test]
fn a_file_is_judged_by_its_own_digest_while_the_text_is_empty() {
    run(async |page| {
        let folder = TempDir::new()?;
        page.open("#hashes").await?;
        choose(page, &files(&folder, &[("a.txt", b"abc")])?).await?;
        let abc = sha256sum(b"abc")?;
        page.paste("textbox", "Expected digest", &abc).await?;
        until_table(page, "Files", |text| text.contains("Match")).await?;
        page.until_body_says(|page| !page.contains("No match"))
            .await?;
        // Of a list, the lines about other files do not count.
        let list = format!("{}  b.txt\n{abc}  dist/a.txt\n", sha256sum(b"b")?);
        page.paste("textbox", "Expected digest", &list).await?;
        until_table(page, "Files", |text| {
            text.contains("Match") && !text.contains("of 2")
        })
        .await
        .map(drop)
    });
}

#[test]
fn a_list_is_taken_from_a_file_together_with_the_files_it_speaks_of() {
    run(async |page| {
        let folder = TempDir::new()?;
        let abc = sha256sum(b"abc")?;
        let utf16: Vec<u8> = format!("\u{feff}{abc} *dist\\a.txt\r\n{abc}  cafe\u{301}.txt\r\n")
            .encode_utf16()
            .flat_map(u16::to_le_bytes)
            .collect();
        let paths = files(
            &folder,
            &[
                ("a.txt", b"abc"),
                ("caf\u{e9}.txt", b"abc"),
                ("SHA256SUMS.txt", &utf16),
            ],
        )?;
        page.open("#hashes").await?;
        choose(page, &paths).await?;
        page.until_body_says(|page| page.contains("2 OK, 0 FAILED, 0 missing"))
            .await?;
        let listed = page.read("Files").await?;
        ensure(!listed.contains("SHA256SUMS"), || {
            format!("the list was hashed: {listed}")
        })?;
        // A digest alone: the list's own name tells the file and the algorithm.
        let md5 = format!("{}\n", tool("md5sum", &paths[0])?);
        choose(page, &files(&folder, &[("a.txt.md5", md5.as_bytes())])?).await?;
        page.until_body_says(|page| page.contains("1 OK, 0 FAILED, 0 missing"))
            .await
    });
}

#[test]
fn a_list_that_was_saved_here_names_its_algorithm_and_verifies_its_files_again() {
    run(async |page| {
        let folder = TempDir::new()?;
        let paths = files(&folder, &[("a.txt", b"abc"), ("b.txt", b"abd")])?;
        page.open("#hashes").await?;
        page.choose("Algorithm", "BLAKE3").await?;
        choose(page, &paths).await?;
        // BLAKE3 of "abc".
        until_table(page, "Files", |text| {
            text.contains("6437b3ac38465133ffb63b75273a8db5")
        })
        .await?;
        page.press("Save checksum lines").await?;
        let (name, list) = page.downloaded().await?;
        ensure(name == "B3SUMS", || name.clone())?;
        page.open("#hashes").await?;
        choose(
            page,
            &[paths, files(&folder, &[("B3SUMS", &list)])?].concat(),
        )
        .await?;
        page.until_body_says(|page| page.contains("2 OK, 0 FAILED, 0 missing"))
            .await
    });
}

#[test]
fn a_listed_digest_is_compared_by_every_algorithm_that_it_can_be_of() {
    run(async |page| {
        let folder = TempDir::new()?;
        let paths = files(&folder, &[("a.txt", b"abc"), ("b.txt", b"abd")])?;
        page.open("#hashes").await?;
        choose(page, &paths).await?;
        let abc = sha256sum(b"abc")?;
        until_table(page, "Files", |text| text.contains(&abc)).await?;
        // BLAKE3 of "abc" for both files, while SHA-256 is selected.
        let blake3 = "6437b3ac38465133ffb63b75273a8db548c558465d79db03fd359c6cd5bd9d85";
        let list = format!("{blake3}  a.txt\n{blake3}  b.txt\n");
        page.paste("textbox", "SHA256SUMS", &list).await?;
        page.until_body_says(|page| page.contains("1 OK, 1 FAILED, 0 missing"))
            .await?;
        // What is only compared is neither shown nor copied; the verdicts tell what was tried.
        let shown = page.read("Files").await?;
        ensure(shown.contains(&abc) && !shown.contains(blake3), || shown)?;
        page.press("Copy checksum lines").await?;
        page.until_said("status", |text| text.contains("copied"))
            .await?;
        let lines = page.clipboard().await?;
        ensure(lines.starts_with(&format!("{abc}  a.txt\n")), || lines)
    });
}

#[test]
fn lists_of_two_algorithms_chosen_together_keep_what_their_names_say() {
    run(async |page| {
        let folder = TempDir::new()?;
        let paths = files(&folder, &[("a.txt", b"abc")])?;
        let blake2 = format!("{}  a.txt\n", tool("b2sum", &paths[0])?);
        let sha256 = format!("{}  a.txt\n", sha256sum(b"abc")?);
        let lists = files(
            &folder,
            &[
                ("B2SUMS", blake2.as_bytes()),
                ("SHA256SUMS", sha256.as_bytes()),
            ],
        )?;
        page.open("#hashes").await?;
        choose(page, &[paths, lists].concat()).await?;
        page.until_body_says(|page| page.contains("2 OK, 0 FAILED, 0 missing"))
            .await?;
        until_table(page, "Files", |text| text.contains("BLAKE2b-512"))
            .await
            .map(drop)
    });
}

#[test]
fn the_file_that_was_compared_is_the_one_that_is_named() {
    run(async |page| {
        let folder = TempDir::new()?;
        let paths = files(&folder, &[("File.txt", b"abc"), ("The File.txt", b"abd")])?;
        page.open("#hashes").await?;
        choose(page, &paths).await?;
        let list = format!("The File.txt: {}\n", sha256sum(b"abc")?);
        page.paste("textbox", "SHA256SUMS", &list).await?;
        until_table(page, "Checks", |text| {
            text.contains("The File.txt") && text.contains("FAILED")
        })
        .await
        .map(drop)
    });
}

#[test]
fn of_thousands_of_lines_without_a_digest_the_first_are_shown_and_the_others_counted() {
    run(async |page| {
        page.open("#hashes").await?;
        page.by_role("textbox", "SHA256SUMS").await?;
        // Set directly: a paste would include the browser's own layout of a long text. An element for each of
        // these lines would be 75,000 elements.
        page.script::<()>(
            "const list = document.getElementById('hash-sums');
             list.value = 'no digest in this line\\n'.repeat(75000);
             list.dispatchEvent(new Event('input', { bubbles: true }));",
            [],
        )
        .await?;
        page.until_body_says(|page| {
            page.contains("Line 1: there is no digest in it.")
                && page.contains("And 74,997 more lines without a digest to check.")
        })
        .await?;
        let elements: usize = page
            .script("return document.querySelectorAll('*').length", [])
            .await?;
        ensure(elements < 5000, || format!("{elements} elements"))
    });
}

#[test]
fn a_large_file_has_the_digest_of_sha256sum() {
    run(async |page| {
        let folder = TempDir::new()?;
        let path = large(&folder, 300)?;
        let digest = tool("sha256sum", &path)?;
        page.open("#hashes").await?;
        choose(page, &[path]).await?;
        page.by_role("progressbar", "large.bin").await?;
        until_table(page, "Files", |text| text.contains(&digest)).await?;
        ensure(!page.has("progressbar", "large.bin").await, || {
            "the progress bar stays".into()
        })
    });
}

#[test]
fn digests_by_the_browser_and_by_the_page_are_those_of_the_tools() {
    run(async |page| {
        let folder = TempDir::new()?;
        // The largest file that the browser hashes whole.
        let path = large(&folder, 64)?;
        page.open("#hashes").await?;
        choose(page, std::slice::from_ref(&path)).await?;
        for (algorithm, program) in [
            ("SHA-512", "sha512sum"),
            ("SHA-1", "sha1sum"),
            ("SHA-384", "sha384sum"),
            ("SHA-256", "sha256sum"),
        ] {
            page.choose("Algorithm", algorithm).await?;
            let digest = tool(program, &path)?;
            until_table(page, "Files", |text| text.contains(&digest)).await?;
        }
        // The browser lacks this one, so the page computes both.
        page.by_role("checkbox", "BLAKE2b-512")
            .await?
            .click()
            .await?;
        let (sha256, blake2) = (tool("sha256sum", &path)?, tool("b2sum", &path)?);
        until_table(page, "Files", |text| {
            text.contains(&sha256) && text.contains(&blake2)
        })
        .await?;
        // One byte more is read in slices.
        File::options().append(true).open(&path)?.write_all(b"x")?;
        choose(page, std::slice::from_ref(&path)).await?;
        let digest = tool("sha256sum", &path)?;
        until_table(page, "Files", |text| text.contains(&digest))
            .await
            .map(drop)
    });
}

#[test]
fn large_files_are_spread_over_as_many_workers_as_the_machine_has_cores() {
    run(async |page| {
        page.inject(THREE_CORES).await?;
        let folder = TempDir::new()?;
        let paths = repeated(&folder, &["a", "b", "c", "d", "e"], 12 << 20)?;
        page.open("#hashes").await?;
        choose(page, &paths[..1]).await?;
        let digest = tool("sha256sum", &paths[0])?;
        until_table(page, "Files", |text| text.contains(&digest)).await?;
        let count = workers(page).await?;
        ensure(count == 1, || format!("{count} workers for one file"))?;
        choose(page, &paths).await?;
        for path in &paths {
            let digest = tool("sha256sum", path)?;
            until_table(page, "Files", |text| text.contains(&digest)).await?;
        }
        let count = workers(page).await?;
        ensure(count == 3, || format!("{count} workers for three cores"))
    });
}

/// The BLAKE3 digest of a file, by the engine in one go.
fn blake3(path: &Path) -> Outcome<String> {
    let digest = digest(Algorithm::Blake3, &fs::read(path)?);
    Ok(digest.encode(Encoding::Hex))
}

#[test]
fn blake3_of_a_large_file_is_computed_by_several_workers_and_is_the_same_by_one() {
    run(async |page| {
        page.inject(THREE_CORES).await?;
        let folder = TempDir::new()?;
        let path = large(&folder, 40)?;
        page.open("#hashes").await?;
        page.choose("Algorithm", "BLAKE3").await?;
        // Whole subtrees; then one more, of a single byte.
        for more in ["", "x"] {
            let mut file = OpenOptions::new().append(true).open(&path)?;
            file.write_all(more.as_bytes())?;
            let digest = blake3(&path)?;
            choose(page, std::slice::from_ref(&path)).await?;
            until_table(page, "Files", |text| text.contains(&digest)).await?;
        }
        let count = workers(page).await?;
        // The text beside it has a worker of its own: only SHA-256 is computed by the page.
        ensure(count == 4, || format!("{count} workers for three cores"))?;
        // Beside another algorithm the file is read by one.
        page.by_role("checkbox", "SHA-256").await?.click().await?;
        let (blake3, sha256) = (blake3(&path)?, tool("sha256sum", &path)?);
        until_table(page, "Files", |text| {
            text.contains(&blake3) && text.contains(&sha256)
        })
        .await
        .map(drop)
    });
}

#[test]
fn what_a_worker_that_dies_had_of_a_large_file_is_left_to_the_others() {
    run(async |page| {
        page.inject(THREE_CORES).await?;
        page.inject(ONE_DIES).await?;
        let folder = TempDir::new()?;
        let path = large(&folder, 128)?;
        page.open("#hashes").await?;
        page.choose("Algorithm", "BLAKE3").await?;
        choose(page, std::slice::from_ref(&path)).await?;
        let digest = blake3(&path)?;
        until_table(page, "Files", |text| text.contains(&digest)).await?;
        let died: bool = page.script("return !!window.__died", []).await?;
        ensure(died, || "no worker died".into())
    });
}

#[test]
fn the_file_of_a_worker_that_dies_last_is_read_by_one_that_is_done() {
    run(async |page| {
        page.inject(THREE_CORES).await?;
        page.inject(SECOND_HANGS).await?;
        let folder = TempDir::new()?;
        let paths = repeated(&folder, &["a", "b"], 20 << 20)?;
        page.open("#hashes").await?;
        choose(page, &paths).await?;
        let (first, second) = (tool("sha256sum", &paths[0])?, tool("sha256sum", &paths[1])?);
        until_table(page, "Files", |text| text.contains(&first)).await?;
        page.script::<()>("window.__die()", []).await?;
        until_table(page, "Files", |text| text.contains(&second))
            .await
            .map(drop)
    });
}

#[test]
fn a_file_that_several_workers_read_can_be_cancelled() {
    run(async |page| {
        page.inject(THREE_CORES).await?;
        let folder = TempDir::new()?;
        let path = sparse(&folder)?;
        page.open("#hashes").await?;
        page.choose("Algorithm", "BLAKE3").await?;
        choose(page, &[path]).await?;
        until_begun(page).await?;
        // One of them is that of the text.
        let count = workers(page).await?;
        ensure(count == 4, || format!("{count} workers for three cores"))?;
        page.press("Cancel").await?;
        until_table(page, "Files", |text| text.contains("Cancelled")).await?;
        let small = files(&folder, &[("small", b"abc")])?;
        choose(page, &small).await?;
        let digest = blake3(&small[0])?;
        until_table(page, "Files", |text| {
            text.contains(&digest) && !text.contains("sparse.bin")
        })
        .await
        .map(drop)
    });
}

#[test]
fn reading_can_be_cancelled_and_begun_again() {
    run(async |page| {
        let folder = TempDir::new()?;
        let small = files(&folder, &[("small", b"abc")])?;
        let path = large(&folder, 300)?;
        page.open("#hashes").await?;
        // The slow algorithms, so that there is time to press the button.
        for algorithm in ["SHA3-512", "SHA-512", "BLAKE2b-512", "MD5"] {
            page.by_role("checkbox", algorithm).await?.click().await?;
        }
        choose(page, &[path]).await?;
        page.press("Cancel").await?;
        until_table(page, "Files", |text| text.contains("Cancelled")).await?;
        choose(page, &small).await?;
        let digest = sha256sum(b"abc")?;
        until_table(page, "Files", |text| {
            text.contains(&digest) && !text.contains("large.bin")
        })
        .await
        .map(drop)
    });
}

#[test]
fn a_file_that_changed_is_an_error_on_its_row_and_the_others_go_on() {
    run(async |page| {
        let folder = TempDir::new()?;
        let paths = files(
            &folder,
            &[("changed", b"abc"), ("gone", b"abc"), ("kept", b"abc")],
        )?;
        page.open("#hashes").await?;
        choose(page, &paths).await?;
        let digest = sha256sum(b"abc")?;
        until_table(page, "Files", |text| text.matches(&digest).count() == 3).await?;
        fs::write(&paths[0], b"something longer")?;
        fs::remove_file(&paths[1])?;
        // Another algorithm makes the page read them again.
        page.choose("Algorithm", "SHA-512").await?;
        let digest = tool("sha512sum", &paths[2])?;
        let text = until_table(page, "Files", |text| text.contains(&digest)).await?;
        if page.engine() == Engine::Firefox {
            // It does not compare the file with what was chosen, as SECURITY.md says.
            return ensure(text.contains("it may be gone"), || text);
        }
        ensure(text.matches("The file ").count() == 2, || text)
    });
}

#[test]
fn dropped_files_are_read_as_chosen_ones_are() {
    run(async |page| {
        page.open("#hashes").await?;
        page.script::<()>(
            "const data = new DataTransfer();
             data.items.add(new File(['abc'], 'dropped.txt'));
             const zone = document.querySelector('input[type=file]').closest('.card');
             zone.dispatchEvent(new DragEvent('drop', { bubbles: true, cancelable: true, dataTransfer: data }));",
            [],
        )
        .await?;
        let digest = sha256sum(b"abc")?;
        until_table(page, "Files", |text| {
            text.contains(&digest) && text.contains("dropped.txt")
        })
        .await
        .map(drop)
    });
}

/// Chooses a file that takes many seconds to read and another one, does `fault` to the first while it is read, and
/// expects `word` in its row when the second one is there, or Firefox's own: read by one worker, and by several.
fn ensure_named_midway(fault: impl Fn(&Path) -> Outcome, word: &str, in_firefox: &str) {
    run(async |page| {
        let word = match page.engine() {
            Engine::Firefox => in_firefox,
            Engine::Chromium | Engine::WebKit => word,
        };
        page.inject(THREE_CORES).await?;
        page.open("#hashes").await?;
        for algorithm in [Algorithm::Sha256, Algorithm::Blake3] {
            let folder = TempDir::new()?;
            let path = sparse(&folder)?;
            let kept = files(&folder, &[("kept", b"abc")])?;
            page.choose("Algorithm", algorithm.label()).await?;
            choose(page, &[path.clone(), kept[0].clone()]).await?;
            until_begun(page).await?;
            fault(&path)?;
            let digest = digest(algorithm, b"abc").encode(Encoding::Hex);
            until_table(page, "Files", |text| {
                text.contains(&digest) && text.contains(word)
            })
            .await?;
        }
        Ok(())
    });
}

#[test]
fn a_file_that_vanishes_while_it_is_read_is_named_and_the_next_one_is_read() {
    ensure_named_midway(
        |path| Ok(fs::remove_file(path)?),
        "The file is gone",
        "it may be gone",
    );
}

#[test]
fn a_file_that_changes_while_it_is_read_is_named_and_the_next_one_is_read() {
    let change = |path: &Path| {
        let mut file = OpenOptions::new().append(true).open(path)?;
        Ok(file.write_all(b"more")?)
    };
    // Firefox does not notice, as SECURITY.md says.
    ensure_named_midway(change, "The file changed", "");
}

#[test]
fn reading_a_file_never_holds_the_page_up() {
    run(async |page| {
        page.open("#hashes").await?;
        let prepare = "const data = new DataTransfer();
             data.items.add(new File([new Uint8Array(200 << 20)], 'large.bin'));
             const input = document.querySelector('input[type=file]');";
        let start = "input.files = data.files; input.dispatchEvent(new Event('change', { bubbles: true }));";
        let read = with_progress(start);
        ensure_responsive::<()>(page, "reading a file of 200 MiB", prepare, &read).await?;
        until_table(page, "Files", |text| text.contains("large.bin"))
            .await
            .map(drop)
    });
}

#[test]
fn nothing_says_that_no_file_is_chosen_while_one_is_listed() {
    run(async |page| {
        let folder = TempDir::new()?;
        page.open("#hashes").await?;
        choose(page, &files(&folder, &[("a.txt", b"abc")])?).await?;
        until_table(page, "Files", |text| text.contains("a.txt")).await?;
        // The input is emptied, so that the same file can be chosen again: its own words must not show.
        let colour: String = page
            .script(
                "return getComputedStyle(document.querySelector('#hash-file')).color",
                [],
            )
            .await?;
        ensure(colour == "rgba(0, 0, 0, 0)", || {
            format!("the input's own words are {colour}")
        })
    });
}

#[test]
fn each_files_row_says_what_the_list_says_of_it() {
    run(async |page| {
        let folder = TempDir::new()?;
        page.open("#hashes/files").await?;
        choose(
            page,
            &files(
                &folder,
                &[
                    ("right.tar", b"1"),
                    ("wrong.tar", b"2"),
                    ("other.tar", b"3"),
                    ("renamed (1).tar", b"4"),
                ],
            )?,
        )
        .await?;
        let list = format!(
            "{}  right.tar\n{}  wrong.tar\n{}  renamed.tar\n",
            sha256sum(b"1")?,
            sha256sum(b"9")?,
            sha256sum(b"4")?
        );
        page.paste("textbox", "SHA256SUMS", &list).await?;
        page.until_body_says(|page| {
            page.contains("1 OK, 1 FAILED, 1 missing") && page.contains("1 file is not in the list")
        })
        .await?;
        let rows = async || -> Outcome<Vec<String>> {
            let table = page.by_role("table", "Files").await?;
            page.script(
                "return [...arguments[0].tBodies[0].rows].map((row) => row.cells[1].innerText.replace(/\\s+/g, ' ').trim())",
                [table.to_json()?],
            )
            .await
        };
        until("the verdicts", async || {
            let seen = rows().await?;
            let wanted = [
                "✓ OK Match on line 1 (SHA-256).",
                "✗ FAILED No match on line 2 (as SHA-256, SHA-512/256, SHA3-256 or BLAKE3: the list names none).",
                "not listed",
                "✓ Match Listed on line 3 as renamed.tar.",
            ];
            ensure(seen == wanted, || format!("{seen:?}"))
        })
        .await?;
        // A digest alone is for every file.
        page.paste("textbox", "Expected digest", &sha256sum(b"3")?)
            .await?;
        until("the other verdicts", async || {
            let seen = rows().await?;
            let matches: Vec<bool> = seen.iter().map(|row| row.starts_with("✓ Match")).collect();
            ensure(matches == [false, false, true, false], || {
                format!("{seen:?}")
            })
        })
        .await?;
        page.until_body_says(|page| page.contains("1 OK, 0 FAILED, 0 missing"))
            .await
    });
}

#[test]
fn a_digest_is_of_the_file_that_is_named_below_it_and_every_digest_of_a_file_counts() {
    run(async |page| {
        let folder = TempDir::new()?;
        let paths = files(&folder, &[("a.txt", b"abc"), ("b.txt", b"abd")])?;
        let (abc, abd) = (sha256sum(b"abc")?, sha256sum(b"abd")?);
        page.open("#hashes").await?;
        choose(page, &paths).await?;
        until_table(page, "Files", |text| text.contains(&abd)).await?;
        // Swapped, and with the names below.
        let list = format!("- sha256: {abd}\n  name: a.txt\n- sha256: {abc}\n  name: b.txt\n");
        page.paste("textbox", "SHA256SUMS", &list).await?;
        page.until_body_says(|page| page.contains("0 OK, 2 FAILED, 0 missing"))
            .await?;
        let list = format!("- sha256: {abc}\n  name: a.txt\n- sha256: {abd}\n  name: b.txt\n");
        page.paste("textbox", "SHA256SUMS", &list).await?;
        page.until_body_says(|page| page.contains("2 OK, 0 FAILED, 0 missing"))
            .await?;
        // A file under another name, with one right digest and one that is not.
        let wrong = "0".repeat(128);
        let list = format!("SHA256 (renamed.zip) = {abc}\nSHA512 (renamed.zip) = {wrong}\n");
        page.paste("textbox", "SHA256SUMS", &list).await?;
        until_table(page, "Files", |text| text.contains("No match"))
            .await
            .map(drop)
    });
}
