//! What an import reads from each line: placeholders, commands, who has a secret, and secrets inside values.

use crate::{NOW, example, imported, minted, mints, reasons, seeded::Seeded, value};
use latchkey::engine::bundle::{Class, Decision, import::Source, output::Output};
use std::collections::HashSet;

#[test]
fn a_piece_of_a_real_value_makes_it_no_placeholder() {
    let text = "A_SECRET=vB2random7Kd93Ws0eP\nB_PASSWORD=generated-for-us-2023-Qq4\nC_PASSWORD=Interchangemen_41\n\
        D_SECRET=exampleton7Gh2\nE_PASSWORD=replacement-parts-4U\n";
    let bundle = imported(text, Source::Own);
    assert!(minted(&bundle).is_empty());
    let written = bundle.render(Output::Compose).expect("it was read so");
    assert_eq!(written.text.expose(), text);
}

#[test]
fn a_value_says_its_format_as_a_comment_does() {
    mints(
        "A_SECRET=$(openssl rand -hex 24)\nB_KEY_SECRET=`openssl rand -base64 30`\nC_SECRET=<openssl rand -base64 64>\n\
         D_SECRET=your-48-character-secret-here\nE_SECRET=replace_with_24_byte_base64_key\n\
         F_SECRET=generate_a_64_char_hex_string\nG_SECRET=put-output-of-openssl-rand-hex-20-here\nH_ID=$(uuidgen)\n",
        &[
            "A_SECRET 24 bytes as hex",
            "B_KEY_SECRET 30 bytes as base64",
            "C_SECRET 64 bytes as base64",
            "D_SECRET 48 letters and digits",
            "E_SECRET 24 bytes as base64",
            "F_SECRET 32 bytes as hex",
            "G_SECRET 20 bytes as hex",
            "H_ID random UUID",
        ],
    );
}

#[test]
fn a_command_that_only_fetches_a_value_stays() {
    let bundle = example("A_SECRET=$(cat /run/secrets/a)\n");
    assert_eq!(reasons(&bundle), ["A_SECRET: a command, kept as it is"]);
    assert_eq!(value(&bundle, "A_SECRET"), "$(cat /run/secrets/a)");
}

#[test]
fn a_command_that_is_not_understood_is_said_to_be_so() {
    let unknown = "the command given for it is not understood; check the format";
    for text in [
        "# openssl rand -hex 32 | frobnicate\nA_SECRET=\n",
        "A_SECRET= # head -c 32 /dev/urandom | xxd\n",
        "A_SECRET=$(openssl rand 32 | frobnicate)\n",
        "# 48 characters: openssl rand -hex 32 | frobnicate\nA_SECRET=\n",
    ] {
        assert_eq!(
            reasons(&example(text)),
            [format!("A_SECRET: {unknown}")],
            "{text}"
        );
    }
}

#[test]
fn a_comment_does_not_reach_the_next_kind_of_secret() {
    mints(
        "# the AES key: exactly 16 characters\nAES_KEY=\nOTHER_SIGNING_KEY=\nDB_PASSWORD=\n\n\
         # shared token, a uuid\nRELAY_TOKEN=\nCACHE_PASSWORD=\n\n\
         # draw each with openssl rand -base64 24\nA_SECRET=\nB_KEY_BASE=\n",
        &[
            "AES_KEY 16 letters and digits",
            "OTHER_SIGNING_KEY 32 bytes as hex",
            "DB_PASSWORD 32 letters and digits",
            "RELAY_TOKEN random UUID",
            "CACHE_PASSWORD 32 letters and digits",
            "A_SECRET 24 bytes as base64",
            "B_KEY_BASE 24 bytes as base64",
        ],
    );
}

#[test]
fn a_comment_above_a_kept_secret_makes_no_key_of_a_provider() {
    let text = "# openssl rand -hex 32\nSESSION_SECRET=e74d55b59e66470f774f6d011f621b98\n\
                POSTGRES_PASSWORD=XEvrZNeWMDk6LnvqaItM2Y6y\nOPENAI_API_KEY=\n";
    let bundle = imported(text, Source::Own);
    assert!(minted(&bundle).is_empty());
    let openai = bundle.row("OPENAI_API_KEY").expect("it is listed");
    assert_eq!(openai.class(), Class::Issued);
}

#[test]
fn what_an_issuer_has_is_not_made_for_words_beside_it() {
    let bundle = example(
        "STRIPE_API_SECRET= # 40 characters, from the dashboard\nZOOM_CLIENT_SECRET= # OAuth secret of your app\n\
         SHOP_API_SECRET= # 24 characters, copy it from your dashboard\n\
         # print them there with `chatctl keys`\nCHAT_URL=\nCHAT_SECRET=\n",
    );
    assert!(minted(&bundle).is_empty());
    let issued: Vec<_> = bundle
        .rows()
        .iter()
        .filter(|row| row.class() == Class::Issued)
        .map(latchkey::engine::bundle::Row::name)
        .collect();
    assert_eq!(
        issued,
        [
            "STRIPE_API_SECRET",
            "ZOOM_CLIENT_SECRET",
            "SHOP_API_SECRET",
            "CHAT_SECRET"
        ]
    );
    assert_eq!(
        bundle
            .row("CHAT_SECRET")
            .expect("the row")
            .reason()
            .to_string(),
        "get it where the comment says"
    );
}

#[test]
fn a_command_says_that_one_draws_it_oneself() {
    mints(
        "# you get it by running: openssl rand -hex 20\nGITHUB_WEBHOOK_SECRET=\nSTRIPE_WEBHOOK_SECRET=\n",
        &["GITHUB_WEBHOOK_SECRET 20 bytes as hex"],
    );
}

#[test]
fn a_key_and_a_secret_of_one_name_are_an_issuers_pair() {
    mints(
        "TRAKT_ID=\nTRAKT_SECRET=\nFOO_KEY=\nFOO_SECRET=\nBAR_CLIENT_ID=\nBAR_SECRET=\n",
        &[],
    );
    mints(
        "SESSION_ID=\nSESSION_SECRET=\nAPI_SECRET=\nAPI_KEY=\nREVERB_APP_KEY=\nREVERB_APP_SECRET=\n",
        &[
            "SESSION_SECRET 32 bytes as hex",
            "API_SECRET 32 bytes as hex",
            "API_KEY 32 bytes as hex",
            "REVERB_APP_KEY 32 bytes as hex",
            "REVERB_APP_SECRET 32 bytes as hex",
        ],
    );
}

#[test]
fn what_an_application_makes_on_its_own_stays_empty() {
    let bundle = example("# a random one is generated on first start\nA_SECRET=\nB_PASSWORD=\n");
    assert_eq!(
        reasons(&bundle),
        [
            "A_SECRET: may stay empty, the comment says",
            "B_PASSWORD: the name is that of a secret"
        ]
    );
}

#[test]
fn a_tool_of_its_own_makes_a_key_of_a_pair() {
    let bundle = example("# openssl genrsa 2048\nSIGNING_SECRET=\n");
    assert_eq!(reasons(&bundle), ["SIGNING_SECRET: made by its own tool"]);
}

#[test]
fn a_totp_secret_is_base32() {
    mints(
        "TOTP_SECRET= # 6 digits\n",
        &["TOTP_SECRET 20 bytes as base32"],
    );
    mints(
        "ADMIN_TOTP_SECRET= # 16 characters\n",
        &["ADMIN_TOTP_SECRET 20 bytes as base32"],
    );
    let bundle = example("TOTP_SECRET=\n");
    let secret = value(&bundle, "TOTP_SECRET");
    assert_eq!(secret.len(), 32);
    assert!(
        secret
            .bytes()
            .all(|byte| byte.is_ascii_uppercase() || (b'2'..=b'7').contains(&byte))
    );
}

const STRINGS: &str = "\
# openssl rand -base64 99
DB_PASSWORD=change-me
A_URL=postgres://app:change-me@db/x
B_URL=jdbc:mysql://db:3306/x?user=app&password=change-me
Connection__Main=\"Server=db;Database=x;User Id=sa;Password=change-me;Encrypt=true\"
D_DB_CONN=\"host=db user=app password=change-me dbname=x\"
E_DSN=app:change-me@tcp(mysql:3306)/x?parseTime=true
F_DB_ODBC=\"Driver={ODBC Driver 18};Server=db;UID=sa;PWD=change-me\"
G_MONGO=mongodb://root:change-me@a,b/x?authSource=admin
";

#[test]
fn one_password_is_written_in_the_syntax_of_each_string() {
    let bundle = example(STRINGS);
    let password = value(&bundle, "DB_PASSWORD");
    let encoded = password
        .replace('+', "%2B")
        .replace('/', "%2F")
        .replace('=', "%3D");
    assert_ne!(
        password, encoded,
        "the seed gives a value that needs encoding"
    );
    let expected = STRINGS
        .replace("PASSWORD=change-me", &format!("PASSWORD={password}"))
        .replace("app:change-me@db", &format!("app:{encoded}@db"))
        .replace("&password=change-me", &format!("&password={encoded}"))
        .replace("root:change-me@", &format!("root:{encoded}@"))
        .replace("change-me", password);
    let written = bundle.render(Output::Compose).expect("Compose carries it");
    assert_eq!(written.text.expose(), expected);
}

#[test]
fn a_password_that_needs_quotes_gets_those_of_its_syntax() {
    use latchkey::engine::bundle::format::SecretFormat;
    let mut bundle =
        example("DB_PASSWORD=change-me\nA_DB_CONN='Server=db;User Id=sa;Password=change-me'\n");
    let id = bundle.row("DB_PASSWORD").expect("the row").id();
    bundle
        .set_kind(
            id,
            SecretFormat::WordPress { length: 200 },
            NOW,
            &mut Seeded::new(3),
        )
        .expect("the source never fails");
    let password = value(&bundle, "DB_PASSWORD");
    assert!(
        password.contains(';'),
        "the seed gives a value that needs quotes"
    );
    assert_eq!(
        value(&bundle, "A_DB_CONN"),
        format!("Server=db;User Id=sa;Password=\"{password}\"")
    );
}

#[test]
fn users_with_passwords_and_json_hold_secrets() {
    mints(
        "BASIC_AUTH=admin:change-me\nNEO4J_AUTH=neo4j/change-me\nSEARCH='{\"user\":\"u\",\"password\":\"change-me\"}'\n",
        &[
            "BASIC_AUTH @ 32 letters and digits",
            "NEO4J_AUTH @ 32 letters and digits",
            "SEARCH @ 32 letters and digits",
        ],
    );
    let several = example("FLOWER_BASIC_AUTH=a:change-me,b:other\n");
    assert_eq!(
        reasons(&several),
        ["FLOWER_BASIC_AUTH: several settings in one; check it for secrets yourself"]
    );
}

#[test]
fn a_provider_sets_the_password_of_its_servers() {
    mints(
        "A_CONN=\"Server=tcp:x.database.windows.net;User ID=u;Password=change-me\"\nB_URL=smtp://u:change-me@mail.example.org\n\
         C_CONN=\"DefaultEndpointsProtocol=https;AccountName=x;AccountKey=change-me;EndpointSuffix=core.windows.net\"\n",
        &[],
    );
}

#[test]
fn an_old_value_left_in_a_setting_is_changed_along_or_pointed_out() {
    let bundle = example(
        "REDIS_PASSWORD=change-me\nREDIS_ARGS=--requirepass change-me --appendonly yes\nAUTH_HEADER=\"Bearer change-me\"\n\
         A=redis://:change-me@${HOST}/0\nB=change-me is what we had\nC=redis://:${REDIS_PASSWORD:-change-me}@cache/0\n\
         D=https://your-domain.org\nE=https://example.org/x\nDB_PASSWORD=wiki\nDB_USER=wiki\nDB_HOST=wiki.internal\n\
         OPTS=\"-Xmx1g -Ddb.password=other\"\nSCOPES=\"openid token email\"\n",
    );
    let redis = value(&bundle, "REDIS_PASSWORD").to_owned();
    assert_eq!(
        value(&bundle, "REDIS_ARGS"),
        format!("--requirepass {redis} --appendonly yes")
    );
    assert_eq!(value(&bundle, "AUTH_HEADER"), format!("Bearer {redis}"));
    let kept: Vec<_> = reasons(&bundle).into_iter().skip(3).collect();
    assert_eq!(
        kept,
        [
            "A: still holds the old value of REDIS_PASSWORD; change it by hand",
            "B: still holds the old value of REDIS_PASSWORD; change it by hand",
            "C: refers to other variables, kept",
            "D: holds a placeholder; fill it in yourself",
            "E: no secret",
            "DB_PASSWORD: the name is that of a secret",
            "DB_USER: kept, though DB_PASSWORD had the same value",
            "DB_HOST: kept, though it contains the old value of DB_PASSWORD",
            "OPTS: several settings in one; check it for secrets yourself",
            "SCOPES: no secret",
        ]
    );
}

#[test]
fn a_new_value_is_made_along_when_it_is_made_again() {
    let mut bundle = example("REDIS_PASSWORD=change-me\nREDIS_ARGS=--requirepass change-me\n");
    bundle
        .regenerate("REDIS_PASSWORD", NOW, &mut Seeded::new(9))
        .expect("the source never fails");
    let redis = value(&bundle, "REDIS_PASSWORD");
    assert_eq!(
        value(&bundle, "REDIS_ARGS"),
        format!("--requirepass {redis}")
    );
}

#[test]
fn weak_words_do_not_make_two_secrets_one() {
    let bundle = example(
        "APP_ENCRYPTION_KEY=testsecret\nJWT_SECRET=testsecret\nMINIO_ACCESS_KEY=storefront\nMINIO_SECRET_KEY=storefront\n\
         SHOP_DB_USER=storefront\nSHOP_DB_PASSWORD=storefront\nLOG_DB_PASSWORD=storefront\nREDIS_PASSWORD=storefront\n\
         SHOP_DATABASE_URL=postgres://storefront:storefront@db/shop\nLOG_URL=postgres://logger:storefront@db/log\n",
    );
    let secrets: HashSet<_> = bundle
        .rows()
        .iter()
        .filter(|row| row.decision() == Decision::Mint)
        .map(|row| row.value().expose())
        .collect();
    assert_eq!(secrets.len(), 7);
    assert_eq!(
        minted(&bundle)[5..],
        [
            "LOG_DB_PASSWORD 32 letters and digits",
            "REDIS_PASSWORD 32 letters and digits",
            "SHOP_DATABASE_URL = SHOP_DB_PASSWORD",
            "LOG_URL = LOG_DB_PASSWORD",
        ]
    );
}

#[test]
fn those_who_use_a_storage_server_of_ones_own_take_its_password() {
    mints(
        "MINIO_ROOT_USER=minio\nMINIO_ROOT_PASSWORD=minio123\nS3_ACCESS_KEY_ID=minio\nS3_SECRET_ACCESS_KEY=minio123\n",
        &[
            "MINIO_ROOT_PASSWORD 32 letters and digits",
            "S3_SECRET_ACCESS_KEY = MINIO_ROOT_PASSWORD",
        ],
    );
}

#[test]
fn a_string_takes_the_password_of_its_own_server() {
    mints(
        "POSTGRES_PASSWORD=admin\nMONGO_PASSWORD=admin\nELASTIC_PASSWORD=admin\nA_URL=mongodb://root:admin@mongo/x\n\
         ELASTIC_URL=http://elastic:admin@elastic:9200\n",
        &[
            "POSTGRES_PASSWORD 32 letters and digits",
            "MONGO_PASSWORD 32 letters and digits",
            "ELASTIC_PASSWORD 32 letters and digits",
            "A_URL = MONGO_PASSWORD",
            "ELASTIC_URL = ELASTIC_PASSWORD",
        ],
    );
}

const HASH: &str = "$2b$12$Q0mIaX1P4yD8s9vTt0mTQeJ8h1o2Xb0oQk7l5rN3cW6yZ4aB2dE1G";

#[test]
fn a_password_hash_is_kept_and_no_reference() {
    for source in [Source::Example, Source::Own] {
        let text = format!("A_PASSWORD='{HASH}'\nB_AUTH='admin:{HASH}'\nC_TOKEN='{HASH}'\n");
        let bundle = imported(&text, source);
        assert!(minted(&bundle).is_empty());
        assert_eq!(
            reasons(&bundle),
            ["A_PASSWORD", "B_AUTH", "C_TOKEN"]
                .map(|name| format!("{name}: a password hash, kept as it is"))
        );
        assert_eq!(value(&bundle, "A_PASSWORD"), HASH);
        for row in bundle.rows() {
            assert!(!row.is_template(), "{}", row.name());
        }
        let expected = format!("A_PASSWORD='{HASH}'\nB_AUTH='admin:{HASH}'\nC_TOKEN='{HASH}'\n");
        for output in [Output::Compose, Output::Dotenv] {
            let written = bundle.render(output).expect("it carries it");
            if output == Output::Compose {
                assert_eq!(written.text.expose(), expected);
            }
        }
        let again = imported(
            bundle
                .render(Output::Compose)
                .expect("Compose carries it")
                .text
                .expose(),
            source,
        );
        assert_eq!(value(&again, "A_PASSWORD"), HASH);
        assert_eq!(value(&again, "B_AUTH"), format!("admin:{HASH}"));
    }
}
