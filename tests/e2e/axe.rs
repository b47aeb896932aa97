//! Accessibility as axe-core judges it: in the states of every tab, light, dark and in forced colours, from a phone to
//! a wide screen.
//!
//! Each test goes through the states of one tab, in an order in which each can be reached from the one before. A state
//! is a few lines that reach it, and a line that checks it.

use crate::bundle::show;
use crate::bundle_doubt::{DRAWN, doubtful};
use crate::bundle_import::{EXAMPLE, import};
use crate::harness::{GATE, Outcome, Page, ensure, faults, run, run_on};
use crate::hashes_files::{choose, files};
use crate::hashes_long::{long, paste_into, paste_long};
use crate::hashes_passwords::until_verified;
use crate::inspect::{GITHUB_KEY, unfold_rules};
use crate::keypair::{open_pair, unfold_trial};
use crate::look::width;
use crate::minting::ask;
use crate::panics;
use crate::parts::without_parts;
use crate::record::open_record;
use crate::referees::sha256sum;
use crate::referees_installed::axe;
use serde_json::Value;
use std::collections::BTreeMap;
use tempfile::TempDir;
use thirtyfour::Key;

/// The colours in which a state is checked: a name, and the media features that are emulated.
const COLOURS: [(&str, [(&str, &str); 2]); 4] = [
    ("light", [(SCHEME, "light"), (FORCED, "none")]),
    ("dark", [(SCHEME, "dark"), (FORCED, "none")]),
    ("forced, light", [(SCHEME, "light"), (FORCED, "active")]),
    ("forced, dark", [(SCHEME, "dark"), (FORCED, "active")]),
];
const SCHEME: &str = "prefers-color-scheme";
const FORCED: &str = "forced-colors";

/// The widths in which a state is checked, in CSS pixels.
const WIDTHS: &[u32] = &[320, 1280, 2560];

/// Opens the folds in sight and runs axe-core with all of its rules but the experimental ones. Returns a line for each
/// element that fails one. Colours are only right once transitions have ended.
const CHECK: &str = r"
for (const fold of document.querySelectorAll('details')) fold.open ||= fold.checkVisibility();
await Promise.all(document.getAnimations().map((animation) => animation.finished));
const { violations } = await axe.run(document, {
    resultTypes: ['violations'],
    rules: { 'target-size': { enabled: true } },
    preload: false,
});
return violations.flatMap(({ id, nodes }) => nodes.map(({ target, any, all, none }) => {
    const why = [...any, ...all, ...none].map(({ message }) => message).join('; ');
    return `${id}: ${target.join(' ')}: ${why}`;
}));
";

/// What axe found on a page.
struct Findings<'a> {
    page: &'a Page,
    /// Each fault, with the states that have it.
    found: BTreeMap<String, Vec<String>>,
}

impl<'a> Findings<'a> {
    fn new(page: &'a Page) -> Self {
        Self {
            page,
            found: BTreeMap::new(),
        }
    }

    /// Checks the state that the page is in: in each of the colours at each width.
    async fn check(&mut self, state: &str) -> Outcome {
        self.check_at(state, &COLOURS, |_| WIDTHS).await
    }

    /// Checks a state that adds little to one that is checked in full: each of the colours and each width once.
    async fn glance(&mut self, state: &str) -> Outcome {
        self.check_at(state, &COLOURS, |place| {
            &WIDTHS[place % WIDTHS.len()..][..1]
        })
        .await
    }

    /// The same where the page's switch overrides the system's colours. Not in forced colours: they replace the page's
    /// own, which axe reads all the same.
    async fn glance_at_own_colours(&mut self, state: &str) -> Outcome {
        let own = COLOURS.split_at(2).0;
        self.check_at(state, own, |place| &WIDTHS[place % WIDTHS.len()..][..1])
            .await
    }

    /// Checks the state in each of `among`, at the widths for its place among them.
    async fn check_at(
        &mut self,
        state: &str,
        among: &[(&str, [(&str, &str); 2])],
        widths: impl Fn(usize) -> &'static [u32],
    ) -> Outcome {
        if !self.page.script("return 'axe' in window", []).await? {
            self.page.script::<Value>(&axe(), []).await?;
        }
        for (place, (colours, features)) in among.iter().enumerate() {
            if !self.page.prefer(features).await? {
                // No system can be told here, and there are no forced colours: the page's own switch is set.
                if features.contains(&(FORCED, "active")) {
                    continue;
                }
                crate::look::colours(self.page, colours).await?;
            }
            for wide in widths(place) {
                width(self.page, *wide).await?;
                for fault in self.page.task::<Vec<String>>(CHECK).await? {
                    let places = self.found.entry(fault).or_default();
                    places.push(format!("{state}, {colours}, {wide} px"));
                }
            }
        }
        // A person's own screen again, for the way to the next state.
        width(self.page, WIDTHS[1]).await
    }

    /// Fails if axe found anything.
    fn none(self) -> Outcome {
        ensure(self.found.is_empty(), || {
            let faults = self.found.iter().map(|(fault, places)| {
                format!(
                    "{fault}\n    in {} states, first {}",
                    places.len(),
                    places[0]
                )
            });
            faults.collect::<Vec<_>>().join("\n")
        })
    }
}

#[test]
fn axe_finds_nothing_on_the_token_tab() {
    run(async |page| {
        let mut findings = Findings::new(page);
        page.in_worker(GATE).await?;
        page.open("").await?;
        page.fresh_key().await?;
        findings.check("a fresh key").await?;

        page.press("Copy key").await?;
        page.until_masked().await?;
        findings.check("a copied key").await?;
        page.press("Copy SHA-256").await?;
        page.until_said("status", |text| text.contains("Paste it first"))
            .await?;
        findings.check("a hash that waits for the key").await?;

        page.choose("Format", "Password").await?;
        page.by_role("textbox", "Exclude symbols").await?;
        findings.check("a password").await?;
        page.choose("Format", "UUID v4").await?;
        page.press("Generate").await?;
        page.until_reads("Your key", |key| key.len() == 36).await?;
        findings.check("an identifier").await?;
        page.choose("Format", "Custom alphabet").await?;
        page.fill("textbox", "Alphabet", "a").await?;
        page.until_complaint("textbox", "Alphabet").await?;
        findings.check("a refused field").await?;

        page.choose("Format", "Base62").await?;
        ask(page, "300000").await?;
        page.press("Generate").await?;
        page.by_role("progressbar", "Making keys").await?;
        findings.check("a batch in the making").await?;
        page.open_gate().await?;
        page.until_said("status", |text| text.contains("300,000 keys made"))
            .await?;
        findings.check("a batch").await?;
        ask(page, "0").await?;
        page.until_complaint("spinbutton", "How many").await?;
        findings.check("a refused number").await?;

        page.inject("navigator.clipboard.writeText = () => Promise.reject(new Error('no'))")
            .await?;
        page.open("").await?;
        page.press("Copy key").await?;
        page.until_said("alert", |text| !text.is_empty()).await?;
        findings.check("a clipboard that refuses").await?;
        findings.none()
    });
}

#[test]
fn axe_finds_nothing_in_a_link_an_alert_and_the_list_of_shortcuts() {
    run(async |page| {
        let mut findings = Findings::new(page);
        page.open("#token?format=hex&bits=64&checksum=rot13")
            .await?;
        page.by_role("button", "Use 64 bits anyway").await?;
        findings.glance("a link with few bits and an error").await?;
        page.choose("Format", "PIN").await?;
        page.paste("spinbutton", "Length", "4").await?;
        ask(page, "20000").await?;
        page.press("Generate").await?;
        page.until_said("alert", |text| text.contains("10,000"))
            .await?;
        findings.glance("more keys than there are").await?;
        page.press("Keyboard shortcuts").await?;
        page.by_role("dialog", "Keyboard shortcuts").await?;
        findings.glance("the list of shortcuts").await?;
        page.keys(Key::Escape).await?;
        page.press("Theme: system").await?;
        findings
            .glance_at_own_colours("the page's own colours")
            .await?;
        findings.none()
    });
}

#[test]
fn axe_finds_nothing_where_the_page_did_not_arrive_or_stopped() {
    let (folder, _parts) = without_parts().expect("a copy of dist/");
    run_on(folder.path(), async |page| {
        let mut findings = Findings::new(page);
        page.go(&format!("{}#bundle", page.url())).await?;
        page.by_role("button", "Try again").await?;
        findings.glance("a part that did not arrive").await?;
        page.take_noise().await?;
        findings.none()
    });
    run(async |page| {
        let mut findings = Findings::new(page);
        page.inject(faults::WEBASSEMBLY_MISSING).await?;
        page.go(&page.url()).await?;
        page.until_said("alert", |text| text.contains("needs WebAssembly"))
            .await?;
        findings.glance("a page that did not start").await?;
        findings.none()
    });
    run(async |page| {
        let mut findings = Findings::new(page);
        panics::open(page).await?;
        panics::break_it(page).await?;
        findings.glance("a page that stopped").await?;
        findings.none()
    });
}

#[test]
fn axe_finds_nothing_in_what_is_handed_to_people() {
    run(async |page| {
        let mut findings = Findings::new(page);
        page.open("#token?format=totp").await?;
        page.until_reads("Current code", |code| code.len() == 6)
            .await?;
        findings.check("a TOTP secret").await?;
        page.paste("textbox", "Issuer", "a:b").await?;
        page.until_complaint("textbox", "Issuer").await?;
        findings.check("a wrong issuer").await?;
        page.press("Copy secret").await?;
        page.until_reads("Your secret", |text| text.contains('•'))
            .await?;
        findings.check("a copied TOTP secret").await?;
        page.choose("Format", "Recovery codes").await?;
        page.until_reads("Your codes", |text| text.contains('-'))
            .await?;
        findings.check("recovery codes").await?;
        page.press("Copy codes").await?;
        page.until_reads("Your codes", |text| text.contains('•'))
            .await?;
        findings.check("copied recovery codes").await?;
        findings.none()
    });
}

#[test]
fn axe_finds_nothing_in_the_server_record() {
    run(async |page| {
        let mut findings = Findings::new(page);
        open_record(page).await?;
        page.paste("textbox", "Scopes", "invoices:read\n*").await?;
        page.until_body_says(|text| text.contains("allows a great deal"))
            .await?;
        findings.check("a record with a warning").await?;
        page.tab("Check it").await?;
        page.until_reads("Check function", |text| text.contains("timingSafeEqual"))
            .await?;
        findings.check("a check function").await?;
        page.tab("Rotate, revoke").await?;
        page.paste("textbox", "Old record", "{}").await?;
        page.until_complaint("textbox", "Old record").await?;
        page.paste("textbox", "Expires", "soon").await?;
        page.until_complaint("textbox", "Expires").await?;
        findings
            .check("a form and an old record with errors")
            .await?;
        page.tab("If it leaks").await?;
        findings.check("the steps after a leak").await?;
        findings.none()
    });
}

#[test]
fn axe_finds_nothing_on_the_bundle_tab() {
    run(async |page| {
        let mut findings = Findings::new(page);
        page.open("#bundle").await?;
        page.until_reads("Bundle", |text| text.contains("JWT_SECRET="))
            .await?;
        findings.check("a preset, masked").await?;
        show(page).await?;
        page.choose("Preset", "Rails").await?;
        page.press("Add preset").await?;
        page.choose("Output", "Kubernetes Secret").await?;
        page.until_reads("Bundle", |text| text.contains("stringData"))
            .await?;
        findings.check("two presets in clear").await?;

        import(page, EXAMPLE).await?;
        page.until_reads("Bundle", |text| text.contains("OPENAI_API_KEY"))
            .await?;
        findings.check("an import").await?;
        page.unfold().await?;
        findings.glance("what was kept, unfolded").await?;
        page.press("Change SESSION_SECRET").await?;
        page.by_role("spinbutton", "Size for SESSION_SECRET")
            .await?;
        findings.check("a secret whose format is changed").await?;
        page.fill("spinbutton", "Size for SESSION_SECRET", "0")
            .await?;
        page.until_complaint("spinbutton", "Size for SESSION_SECRET")
            .await?;
        findings.check("a refused size").await?;
        import(page, &doubtful()).await?;
        page.until_said("status", |text| text.contains("is this an example"))
            .await?;
        findings.check("the question").await?;
        import(page, "A=1\nA=2\nno equals\n").await?;
        page.until_said("alert", |text| text.contains("Line 3"))
            .await?;
        findings.check("an import with errors").await?;
        page.pick("My own .env").await?;
        import(page, &format!("NOTE=\"two\nlines\"\nAPP_SECRET={DRAWN}\n")).await?;
        page.until_reads("Bundle", |text| text.contains("NOTE"))
            .await?;
        page.press("Rotate").await?;
        page.until_reads("Bundle", |text| text.contains("APP_SECRET_PREVIOUS"))
            .await?;
        page.by_role("button", "Undo").await?;
        findings.glance("a rotation that can be undone").await?;
        page.choose("Output", "docker run --env-file").await?;
        page.press("Copy bundle").await?;
        page.until_said("alert", |text| text.contains("NOTE cannot be written"))
            .await?;
        findings
            .glance("a value that an output cannot hold")
            .await?;
        let text = format!("API_SECRET=\n{}", "# filler\n".repeat(15_000));
        paste_into(page, "Import .env.example", &text, None).await?;
        page.choose("Output", ".env").await?;
        page.until_body_says(|text| text.contains("Only the beginning is shown here"))
            .await?;
        findings
            .check("the beginnings of a long text and file")
            .await?;
        findings.none()
    });
}

#[test]
fn axe_finds_nothing_on_the_hashes_tab() {
    run(async |page| {
        let mut findings = Findings::new(page);
        page.open("#hashes").await?;
        page.until_reads("Digest", |digest| digest.len() == 64)
            .await?;
        findings.check("no text").await?;
        let text = long();
        paste_long(page, &text, &sha256sum(text.as_bytes())?).await?;
        findings.check("the beginning of a long text").await?;
        page.press("Clear").await?;
        page.paste("textbox", "Text", "abc\n").await?;
        page.paste("textbox", "Expected digest", &sha256sum(b"abc\n")?)
            .await?;
        page.until_body_says(|text| text.contains("Match")).await?;
        findings.check("a text and its digest").await?;
        page.paste("textbox", "Expected digest", &sha256sum(b"")?[1..])
            .await?;
        page.until_body_says(|text| text.contains("one digit is missing"))
            .await?;
        findings.check("a digest with a slip").await?;
        page.choose("Algorithm", "MD5").await?;
        page.until_body_says(|text| text.contains("MD5 is broken"))
            .await?;
        findings.check("a broken algorithm").await?;
        page.choose("Algorithm", "SHA-512").await?;
        page.paste("textbox", "HMAC key", "one more key").await?;
        page.paste("textbox", "Expected digest", &sha256sum(b"")?)
            .await?;
        page.until_body_says(|text| text.contains("No match"))
            .await?;
        findings
            .check("an HMAC that is not the expected one")
            .await?;

        page.choose("Algorithm", "SHA-256").await?;
        let folder = TempDir::new()?;
        choose(page, &files(&folder, &[("good", b"abc"), ("bad", b"abd")])?).await?;
        let abc = sha256sum(b"abc")?;
        page.until_reads("Files", |text| text.contains(&abc))
            .await?;
        findings.check("files").await?;
        let sums = format!(
            "{abc}  good\n{abc}  bad\n{abc}  absent\n{}  short\n",
            &abc[1..]
        );
        page.paste("textbox", "SHA256SUMS", &sums).await?;
        page.until_reads("Checks", |text| text.contains("missing"))
            .await?;
        findings.check("a checksum list").await?;

        page.by_role("group", "Password hash").await?;
        page.press("Hash password").await?;
        page.until_complaint("textbox", "Password").await?;
        findings.check("no password").await?;
        page.paste("textbox", "Password", "correct horse").await?;
        page.choose("Scheme", "bcrypt").await?;
        page.paste("spinbutton", "Cost", "4").await?;
        page.press("Hash password").await?;
        let stored = page
            .until_reads("Stored hash", |text| text.starts_with("$2b$04$"))
            .await?;
        findings.check("a password's hash").await?;
        until_verified(page, "correct horse", &stored, "Match").await?;
        findings.check("a verified password").await?;
        until_verified(page, "another", &stored, "No match").await?;
        findings.check("another password").await?;
        page.paste("textbox", "Hash to verify against", &stored[..50])
            .await?;
        page.press("Verify password").await?;
        page.until_complaint("textbox", "Hash to verify against")
            .await?;
        findings.check("a damaged hash").await?;
        page.choose("Scheme", "htpasswd").await?;
        page.paste("spinbutton", "Cost", "4").await?;
        page.press("Hash password").await?;
        page.until_reads("htpasswd line", |text| text.contains("$2y$"))
            .await?;
        findings.glance("an htpasswd line").await?;
        page.choose("Scheme", "PBKDF2-HMAC-SHA256").await?;
        page.paste("spinbutton", "Iterations", "100000000").await?;
        page.press("Hash password").await?;
        page.by_role("progressbar", "Hashing the password").await?;
        findings.glance("a hash in the making").await?;
        findings.none()
    });
}

#[test]
fn axe_finds_nothing_on_the_key_pair_tab() {
    run(async |page| {
        let mut findings = Findings::new(page);
        open_pair(page, "#keypair", "ES256").await?;
        page.until_reads("Line", |text| text.contains("JWT_PRIVATE_KEY"))
            .await?;
        unfold_trial(page).await?;
        findings.check("a pair for tokens").await?;
        page.press("Show").await?;
        findings.check("the private half shown").await?;
        page.paste("textbox", "Key id (kid)", "a\tb").await?;
        page.until_complaint("textbox", "Key id (kid)").await?;
        findings.check("a wrong key id").await?;
        page.choose("Purpose", "SSH").await?;
        page.check("Encrypt the private key").await?;
        page.press("Generate").await?;
        page.until_complaint("textbox", "Passphrase").await?;
        findings.check("no passphrase").await?;
        page.choose("Algorithm", "RSA").await?;
        findings.check("an RSA key that is not made yet").await?;
        findings.none()
    });
}

#[test]
fn axe_finds_nothing_on_the_inspect_tab() {
    run(async |page| {
        let mut findings = Findings::new(page);
        page.open("#inspect").await?;
        let told = async |words: &'static str| {
            page.until_reads("Findings", |text| text.contains(words))
                .await
                .map(drop)
        };
        told("Paste a key").await?;
        findings.check("nothing pasted").await?;
        page.paste("textbox", "Key", &format!("Bearer {GITHUB_KEY}"))
            .await?;
        told("checksum valid").await?;
        findings.check("a valid key").await?;
        page.paste("textbox", "Key", &GITHUB_KEY.replace('z', "y"))
            .await?;
        told("checksum wrong").await?;
        findings.check("a wrong key").await?;
        page.paste("textbox", "Key", &format!("{GITHUB_KEY}\nhunter2\n"))
            .await?;
        told("2 lines").await?;
        findings.check("several keys").await?;
        page.paste("textbox", "Key", "eyJhbGciOiJIUzI1NiJ9.e30.AAAA")
            .await?;
        page.by_role("textbox", "JWT secret").await?;
        findings.check("a JWT").await?;
        unfold_rules(page).await?;
        page.by_role("combobox", "Rule for").await?;
        findings.check("a scanner's rule").await?;
        page.fill("textbox", "Prefix", "").await?;
        page.until_complaint("textbox", "Prefix").await?;
        findings.check("a refused prefix").await?;
        findings.none()
    });
}
