//! Many keys and the files they are saved as, read back from the download folder line by line.

use crate::harness::{Outcome, Page, ensure, run};
use crate::minting::{ask, listed};
use crate::referees::{BASE62, github_checksum, sha256sums};
use serde_json::Value;
use std::collections::{BTreeSet, HashMap};

/// Presses Download for this kind of file and returns what arrived under the expected name.
pub async fn save(page: &Page, kind: &str, name: &str) -> Outcome<String> {
    page.choose("File format", kind).await?;
    page.press("Download").await?;
    let (found, bytes) = page.take_download().await?;
    ensure(found == name, || format!("saved as {found}"))?;
    Ok(String::from_utf8(bytes)?)
}

/// The lines of a file, each of which must end in a line feed, also the last.
pub fn lines(file: &str) -> Outcome<Vec<&str>> {
    ensure(file.ends_with('\n') && !file.contains('\r'), || {
        "the last line does not end in a line feed, or others in more".into()
    })?;
    Ok(file.lines().collect())
}

/// Fails the test unless each line is a default key with a correct checksum, and all are distinct.
fn ensure_keys(keys: &[&str], count: usize) -> Outcome {
    ensure(keys.len() == count, || format!("{} keys", keys.len()))?;
    for key in keys {
        let random = key
            .strip_prefix("sk_live_")
            .and_then(|rest| rest.split_at_checked(43))
            .filter(|(random, checksum)| {
                random.chars().all(|c| BASE62.contains(c)) && *checksum == github_checksum(random)
            });
        ensure(random.is_some(), || format!("{key:?} is no key"))?;
    }
    let distinct: BTreeSet<&&str> = keys.iter().collect();
    ensure(distinct.len() == count, || {
        format!("only {} of {count} differ", distinct.len())
    })
}

#[test]
fn a_thousand_keys_are_the_same_in_all_four_files() {
    run(async |page| {
        page.open("").await?;
        ask(page, "1000").await?;
        page.press("Generate").await?;
        let list = listed(page).await?;
        let text = save(page, "Text: a key a line", "keys.txt").await?;
        let keys = lines(&text)?;
        ensure_keys(&keys, 1000)?;
        let hashes = sha256sums(&keys)?;
        ensure(hashes.len() == 1000, || "sha256sum lost some".into())?;

        ensure(list.len() == 100, || format!("{} are listed", list.len()))?;
        for (shown, key) in list.iter().zip(&keys) {
            let masked = format!("sk_live_••••{}", &key[key.len() - 4..]);
            ensure(*shown == masked, || format!("{shown}, not {masked}"))?;
        }

        let csv = save(page, "CSV: key,sha256", "keys.csv").await?;
        let mut reader = csv::Reader::from_reader(csv.as_bytes());
        ensure(reader.headers()? == vec!["key", "sha256"], || {
            "another header".into()
        })?;
        let records = reader.records().collect::<Result<Vec<_>, _>>()?;
        ensure(records.len() == 1000, || format!("{}", records.len()))?;
        for ((record, key), hash) in records.iter().zip(&keys).zip(&hashes) {
            ensure(*record == vec![*key, hash], || {
                format!("{record:?}, not {key},{hash}")
            })?;
        }

        let json = save(page, "JSON Lines", "keys.jsonl").await?;
        let objects = lines(&json)?;
        ensure(objects.len() == 1000, || format!("{}", objects.len()))?;
        for ((line, key), hash) in objects.iter().zip(&keys).zip(&hashes) {
            let object: HashMap<String, Value> = serde_json::from_str(line)?;
            let right = object.len() == 2 && object["key"] == *key && object["sha256"] == **hash;
            ensure(right, || format!("{line}, not {key} and {hash}"))?;
        }

        let only = save(page, "Hashes only", "hashes.txt").await?;
        ensure(lines(&only)? == hashes, || {
            "the hashes alone are not those of the keys".into()
        })
    });
}

#[test]
fn with_key_ids_the_id_stands_beside_the_hash_of_what_follows_it() {
    run(async |page| {
        page.open("").await?;
        page.check("Key id in front of the secret").await?;
        ask(page, "50").await?;
        page.press("Generate").await?;
        listed(page).await?;
        let text = save(page, "Text: a key a line", "keys.txt").await?;
        let keys = lines(&text)?;
        let split = |key: &str| {
            let words: Vec<&str> = key.split('_').collect();
            (words.len() == 4).then(|| (words[2].to_owned(), words[3].to_owned()))
        };
        let (ids, secrets): (Vec<String>, Vec<String>) =
            keys.iter().filter_map(|key| split(key)).unzip();
        let distinct: BTreeSet<&String> = ids.iter().collect();
        ensure(ids.len() == 50 && distinct.len() == 50, || {
            format!("{keys:?}")
        })?;
        let secrets: Vec<&str> = secrets.iter().map(String::as_str).collect();
        let hashes = sha256sums(&secrets)?;
        let joined = |line: &dyn Fn(usize) -> String| (0..50).map(line).collect::<String>();

        let csv = save(page, "CSV: key,sha256", "keys.csv").await?;
        let wanted = joined(&|n| format!("{},{},{}\n", keys[n], hashes[n], ids[n]));
        ensure(csv == format!("key,sha256,id\n{wanted}"), || csv)?;
        let only = save(page, "Hashes only", "hashes.txt").await?;
        let wanted = joined(&|n| format!("{},{}\n", ids[n], hashes[n]));
        ensure(only == wanted, || only)
    });
}

#[test]
fn passwords_with_quotes_and_commas_come_back_out_of_csv_and_json() {
    run(async |page| {
        page.open("").await?;
        page.choose("Format", "Password").await?;
        page.paste("spinbutton", "Length", "128").await?;
        ask(page, "200").await?;
        page.press("Generate").await?;
        listed(page).await?;
        let text = save(page, "Text: a key a line", "keys.txt").await?;
        let keys = lines(&text)?;
        // Among 25,600 symbols each of the 94 occurs.
        ensure(['"', ',', '\\'].iter().all(|c| text.contains(*c)), || {
            "no key needs quoting".into()
        })?;
        let hashes = sha256sums(&keys)?;
        let csv = save(page, "CSV: key,sha256", "keys.csv").await?;
        let mut reader = csv::Reader::from_reader(csv.as_bytes());
        let records = reader.records().collect::<Result<Vec<_>, _>>()?;
        let json = save(page, "JSON Lines", "keys.jsonl").await?;
        let objects = lines(&json)?;
        ensure(
            (keys.len(), records.len(), objects.len()) == (200, 200, 200),
            || "some are missing".into(),
        )?;
        for n in 0..200 {
            ensure(records[n] == vec![keys[n], &hashes[n]], || {
                format!("{:?} of {}", records[n], keys[n])
            })?;
            let object: Value = serde_json::from_str(objects[n])?;
            ensure(
                object["key"] == keys[n] && object["sha256"] == *hashes[n],
                || format!("{} of {}", objects[n], keys[n]),
            )?;
        }
        Ok(())
    });
}
