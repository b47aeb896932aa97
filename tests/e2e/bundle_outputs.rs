//! The rendered file for each reader: its name, its text, and its errors.

use crate::bundle::{show, values};
use crate::bundle_import::import;
use crate::harness::{Engine, ensure, run};
use std::process::Command;
use tempfile::TempDir;

/// Each output and the name of its file. Chromium saves no file whose name begins with a dot.
const OUTPUTS: [(&str, &str); 17] = [
    (".env", "env"),
    (".env for dotenv-expand", "env"),
    (".env for python-dotenv", "env"),
    (".env for Docker Compose", "env"),
    (".env.local for varlock", "env.local"),
    ("docker run --env-file", "docker.env"),
    ("systemd EnvironmentFile", "app.env"),
    ("POSIX shell exports", "env.sh"),
    ("PowerShell", "env.ps1"),
    ("JSON", "env.json"),
    ("YAML", "env.yaml"),
    ("Kubernetes Secret", "secret.yaml"),
    ("Terraform tfvars", "secrets.auto.tfvars"),
    ("GitHub CLI", "secrets.env"),
    ("AWS Secrets Manager", "secrets.json"),
    ("Vault", "secrets.json"),
    (".env.example", "env.example"),
];

#[test]
fn every_output_is_shown_copied_and_saved_under_the_name_its_reader_expects() {
    run(async |page| {
        page.open("#bundle").await?;
        page.choose("Preset", "Rails").await?;
        let offered = page.options("Output").await?;
        ensure(offered.len() == OUTPUTS.len(), || format!("{offered:?}"))?;
        page.press("Copy bundle").await?;
        page.until_said("status", |text| text.contains("copied"))
            .await?;
        let values: Vec<String> = values(&page.clipboard().await?).into_values().collect();
        for (output, name) in OUTPUTS {
            page.choose("Output", output).await?;
            page.press("Download bundle").await?;
            let (saved_as, bytes) = page.take_download().await?;
            // To Firefox `.local` is the name of a program.
            let is_renamed = page.engine() == Engine::Firefox
                && output == ".env.local for varlock"
                && saved_as == format!("{name}.download");
            ensure(saved_as == name || is_renamed, || {
                format!("{output} is saved as {saved_as}")
            })?;
            let saved = String::from_utf8(bytes)?;
            for value in &values {
                let there = saved.contains(value);
                ensure(there == (output != ".env.example"), || {
                    format!("{output}: {saved}")
                })?;
            }
            let dots = if output == ".env.example" {
                0
            } else {
                values.len()
            };
            page.until_reads("Bundle", |text| {
                text.contains("SECRET_KEY_BASE") && text.matches("••••").count() == dots
            })
            .await?;
            show(page).await?;
            page.until_reads("Bundle", |text| text.trim_end() == saved.trim_end())
                .await?;
            page.press("Hide").await?;
        }
        Ok(())
    });
}

#[test]
fn posix_exports_are_taken_by_a_shell_and_json_by_a_parser() {
    run(async |page| {
        page.open("#bundle").await?;
        page.choose("Preset", "Django").await?;
        page.choose("Output", "JSON").await?;
        page.press("Download bundle").await?;
        let (_, json) = page.take_download().await?;
        let json: serde_json::Value = serde_json::from_slice(&json)?;
        let meant = json["SECRET_KEY"].as_str().ok_or("no SECRET_KEY")?;

        page.choose("Output", "POSIX shell exports").await?;
        page.press("Download bundle").await?;
        let (_, exports) = page.take_download().await?;
        let folder = TempDir::new()?;
        let file = folder.path().join("env.sh");
        std::fs::write(&file, exports)?;
        let read = Command::new("sh")
            .args(["-c", ". \"$1\"; printf %s \"$SECRET_KEY\"", "sh"])
            .arg(&file)
            .output()?;
        ensure(read.stdout == meant.as_bytes(), || {
            format!("{meant} became {}", String::from_utf8_lossy(&read.stdout))
        })
    });
}

#[test]
fn what_a_reader_cannot_carry_is_refused_by_name_reader_and_reason() {
    run(async |page| {
        page.open("#bundle").await?;
        page.pick("My own .env").await?;
        import(page, "NOTE=\"two\nlines\"\nPORT=1\n").await?;
        page.until_reads("Bundle", |text| text.contains("NOTE="))
            .await?;
        page.choose("Output", "docker run --env-file").await?;
        let refused = |text: &str| {
            text.contains("NOTE cannot be written for docker run --env-file")
                && text.contains("line break")
        };
        page.until_body_says(refused).await?;
        page.until_reads("Bundle", str::is_empty).await?;
        page.set_clipboard("untouched").await?;
        page.press("Copy bundle").await?;
        page.until_said("alert", refused).await?;
        page.press("Download bundle").await?;
        page.until_said("alert", refused).await?;
        ensure(page.nothing_downloaded()?, || "a file was saved".into())?;
        page.ensure_clipboard("untouched").await?;

        page.choose("Output", "JSON").await?;
        page.until_reads("Bundle", |text| text.contains("\"NOTE\": ••••"))
            .await?;
        ensure(page.said("alert").await?.is_empty(), || {
            "the alert outlives its cause".into()
        })
    });
}

#[test]
fn the_command_that_takes_the_file_is_told() {
    run(async |page| {
        page.open("#bundle").await?;
        for (output, command) in [
            ("Vault", "vault kv put secret/APP @secrets.json"),
            ("GitHub CLI", "gh secret set --env-file secrets.env"),
            ("Kubernetes Secret", "kubectl apply -f secret.yaml"),
        ] {
            page.choose("Output", output).await?;
            page.until_body_says(|text| text.contains(command)).await?;
        }
        Ok(())
    });
}
