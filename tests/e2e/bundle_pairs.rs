//! Key pairs in a bundle: made by the worker, of one algorithm, and written so that the reader takes them.

use crate::bundle::show;
use crate::bundle_import::import;
use crate::harness::{Outcome, Page, ensure, run};
use crate::keypair::openssl;
use serde_json::{Map, Value};

/// The values, once they are as `wanted`. The output is JSON, in which a line break is `\n`.
async fn values(
    page: &Page,
    wanted: impl Fn(&Map<String, Value>) -> bool,
) -> Outcome<Map<String, Value>> {
    let parsed = |text: &str| serde_json::from_str::<Map<String, Value>>(text).ok();
    let text = page
        .until_reads("Bundle", |text| {
            parsed(text).is_some_and(|values| wanted(&values))
        })
        .await?;
    parsed(&text).ok_or_else(|| text.into())
}

fn text<'a>(values: &'a Map<String, Value>, name: &str) -> &'a str {
    values.get(name).and_then(Value::as_str).unwrap_or_default()
}

/// Fails the test unless the two are one pair, by `openssl`.
fn ensure_pair(values: &Map<String, Value>, private: &str, public: &str) -> Outcome {
    let (private, public) = (text(values, private), text(values, public));
    let told = openssl(private.as_bytes())?;
    ensure(told.trim() == public, || format!("{public} is not {told}"))
}

#[test]
fn an_issuers_pair_is_one_and_stays_one_whatever_is_changed() {
    run(async |page| {
        page.open("#bundle").await?;
        show(page).await?;
        page.choose("Output", "JSON").await?;
        page.choose("Preset", "JWT issuer (ES256)").await?;
        let (private, public) = ("JWT_PRIVATE_KEY", "JWT_PUBLIC_KEY");
        let first = values(page, |values| values.len() == 3).await?;
        ensure_pair(&first, private, public)?;
        page.press("Regenerate JWT_PUBLIC_KEY").await?;
        page.until_said("status", |said| said.contains(private))
            .await?;
        let second = values(page, |values| values[private] != first[private]).await?;
        ensure_pair(&second, private, public)?;
        ensure(second["JWT_JWKS"] != first["JWT_JWKS"], || {
            "the JWKS stayed".into()
        })?;

        page.press("Change JWT_PRIVATE_KEY").await?;
        page.choose("Algorithm for JWT_PRIVATE_KEY", "RS256 (RSA, 2048 bits)")
            .await?;
        let rsa = values(page, |values| text(values, "JWT_JWKS").contains("RS256")).await?;
        ensure_pair(&rsa, private, public)?;
        page.choose("Algorithm for JWT_PRIVATE_KEY", "EdDSA (Ed25519)")
            .await?;
        let edwards = values(page, |values| text(values, "JWT_JWKS").contains("EdDSA")).await?;
        ensure_pair(&edwards, private, public)?;
        page.choose("Format for JWT_PRIVATE_KEY", "Private JWK")
            .await?;
        let jwk = values(page, |values| text(values, private).starts_with('{')).await?;
        let jwk: Value = serde_json::from_str(text(&jwk, private))?;
        ensure(jwk["crv"] == "Ed25519" && jwk["d"].is_string(), || {
            jwk.to_string()
        })
    });
}

#[test]
fn a_reader_of_single_lines_gets_one_line_as_chosen() {
    run(async |page| {
        page.open("#bundle").await?;
        show(page).await?;
        page.choose("Preset", "JWT issuer (ES256)").await?;
        page.until_reads("Bundle", |text| text.contains("JWT_JWKS="))
            .await?;
        page.choose("Output", "docker run --env-file").await?;
        page.until_reads("Bundle", |text| {
            text.matches("=LS0tLS1CRUdJTi").count() == 2
        })
        .await?;
        page.until_body_says(|text| {
            text.contains("Written in base64, since this reader keeps no line breaks: JWT_PRIVATE_KEY and JWT_PUBLIC_KEY.")
        })
        .await?;
        for name in ["JWT_PRIVATE_KEY", "JWT_PUBLIC_KEY"] {
            page.press(&format!("Change {name}")).await?;
            page.choose(&format!("Written as for {name}"), r"One line, with \n")
                .await?;
            page.press(&format!("Change {name}")).await?;
        }
        let text = page
            .until_reads("Bundle", |text| text.matches(r" KEY-----\n").count() == 2)
            .await?;
        ensure(text.lines().count() == 3, || text.clone())
    });
}

#[test]
fn a_pem_that_is_shown_keeps_its_lines_and_fits_a_narrow_screen() {
    run(async |page| {
        page.open("#bundle").await?;
        show(page).await?;
        // So high that the table is on screen: what is below it is not laid out.
        page.size(360, 2000).await?;
        page.choose("Preset", "JWT issuer (ES256)").await?;
        let text = page
            .until_reads("Bundle", |text| text.contains("-----END PUBLIC KEY-----"))
            .await?;
        let (_, pem) = text
            .split_once("-----BEGIN PRIVATE KEY-----\n")
            .ok_or_else(|| text.clone())?;
        let (pem, _) = pem
            .split_once("\n-----END PRIVATE KEY-----")
            .ok_or_else(|| text.clone())?;
        ensure(pem.lines().count() == 3, || pem.to_owned())?;
        page.until_reads("Secrets", |table| {
            table.contains(&format!("-----BEGIN PRIVATE KEY-----\n{pem}\n-----END"))
        })
        .await?;
        let too_wide: i32 = page
            .script(
                "return document.scrollingElement.scrollWidth - innerWidth",
                [],
            )
            .await?;
        ensure(too_wide <= 0, || format!("{too_wide} px too wide"))
    });
}

#[test]
fn the_placeholders_of_an_example_become_one_pair() {
    run(async |page| {
        page.open("#bundle").await?;
        show(page).await?;
        let example = "# RS256\n\
            OIDC_PRIVATE_KEY=\"-----BEGIN PRIVATE KEY-----\\n...\\n-----END PRIVATE KEY-----\"\n\
            OIDC_PUBLIC_KEY=\n\
            # from GitHub\n\
            GITHUB_APP_PRIVATE_KEY=\n";
        import(page, example).await?;
        page.choose("Output", "JSON").await?;
        let made = values(page, |values| !text(values, "OIDC_PUBLIC_KEY").is_empty()).await?;
        ensure_pair(&made, "OIDC_PRIVATE_KEY", "OIDC_PUBLIC_KEY")?;
        ensure(made["GITHUB_APP_PRIVATE_KEY"] == "", || {
            "GitHub issues it".into()
        })?;
        let table = page.read("Secrets").await?;
        ensure(
            table
                .contains("new: private key of a pair for RS256 (RSA, 2048 bits), as PEM (PKCS#8)"),
            || table.clone(),
        )
    });
}

/// The private key of RFC 8410, section 10.3, which is nobody's.
const ED25519: &str = "-----BEGIN PRIVATE KEY-----\n\
    MC4CAQAwBQYDK2VwBCIEINTuctv5E1hK1bbY8fdp+K06/nwoy/HU++CXqI9EdVhC\n\
    -----END PRIVATE KEY-----";

#[test]
fn a_blank_public_key_is_derived_from_the_private_one_that_is_kept() {
    run(async |page| {
        page.open("#bundle").await?;
        show(page).await?;
        page.pick("My own .env").await?;
        let own = format!("JWT_PRIVATE_KEY=\"{ED25519}\"\nJWT_PUBLIC_KEY=\nPORT=8080\n");
        import(page, &own).await?;
        page.choose("Output", "JSON").await?;
        let made = values(page, |values| !text(values, "JWT_PUBLIC_KEY").is_empty()).await?;
        ensure_pair(&made, "JWT_PRIVATE_KEY", "JWT_PUBLIC_KEY")?;
        ensure(text(&made, "JWT_PRIVATE_KEY") == ED25519, || {
            "the private key was changed".into()
        })?;
        page.until_reads("Secrets", |table| {
            table.contains(
                "derived from JWT_PRIVATE_KEY: public key of a pair for EdDSA (Ed25519), as PEM",
            )
        })
        .await?;
        ensure(
            !page.has("button", "Regenerate JWT_PUBLIC_KEY").await,
            || "it can be regenerated by itself".into(),
        )?;
        // One that looks like a key and is none: the blank stays.
        let broken = own.replace("MC4CAQAwBQ", "MC4CAQcwBQ");
        import(page, &broken).await?;
        page.pick("My own .env").await?;
        page.choose("Output", "JSON").await?;
        let kept = values(page, |values| {
            text(values, "JWT_PRIVATE_KEY").contains("MC4CAQcwBQ")
        })
        .await?;
        ensure(text(&kept, "JWT_PUBLIC_KEY").is_empty(), || {
            format!("{kept:?}")
        })
    });
}

#[test]
fn passports_large_keys_come_from_the_browser() {
    run(async |page| {
        page.open("#bundle").await?;
        show(page).await?;
        page.choose("Output", "JSON").await?;
        page.choose("Preset", "Laravel Passport").await?;
        let made = values(page, |values| values.len() == 2).await?;
        ensure_pair(&made, "PASSPORT_PRIVATE_KEY", "PASSPORT_PUBLIC_KEY")?;
        let length = text(&made, "PASSPORT_PRIVATE_KEY").len();
        ensure((3200..3300).contains(&length), || {
            format!("{length} characters")
        })
    });
}
