//! A private key in a `.env`: which form each output takes, as it is written there.
#![cfg(not(target_arch = "wasm32"))]

use latchkey::engine::base::secret::Secret;
use latchkey::engine::bundle::env_form::EnvForm;
use latchkey::engine::bundle::env_line::{EnvLine, env_line};
use latchkey::engine::bundle::output::Output;
use latchkey::engine::protocol::pair::WriteEnvLine;
use latchkey::engine::protocol::{Run, decode, encode, open};

/// The private key of RFC 8410, section 10.3.
const PEM: &str = "-----BEGIN PRIVATE KEY-----
MC4CAQAwBQYDK2VwBCIEINTuctv5E1hK1bbY8fdp+K06/nwoy/HU++CXqI9EdVhC
-----END PRIVATE KEY-----
";
/// The same with `\n`.
const ESCAPED: &str = r"-----BEGIN PRIVATE KEY-----\nMC4CAQAwBQYDK2VwBCIEINTuctv5E1hK1bbY8fdp+K06/nwoy/HU++CXqI9EdVhC\n-----END PRIVATE KEY-----\n";
/// A piece that no mask may show.
const SECRET: &str = "MC4CAQAwBQYDK2VwBCIEI";
/// The base64 of the whole, without its padding.
const BASE64: &str = "LS0tLS1CRUdJTiBQUklWQVRFIEtFWS0tLS0tCk1DNENBUUF3QlFZREsyVndCQ0lFSU5UdWN0djVFMWhLMWJiWThmZHArSzA2L253b3kvSFUrK0NYcUk5RWRWaEMKLS0tLS1FTkQgUFJJVkFURSBLRVktLS0tLQo";

fn line(output: Output, form: Option<EnvForm>) -> Result<EnvLine, String> {
    env_line(output, "KEY", &Secret::from(PEM), form)
}

#[test]
fn each_output_has_its_best_form() {
    for output in Output::ALL {
        let form = line(output, None).map(|line| line.form);
        match output {
            Output::Example => assert!(form.is_err()),
            // One line a value, in which nothing is replaced.
            Output::DockerRun => assert_eq!(form, Ok(EnvForm::Base64)),
            // godotenv cuts the dashes off the ends of lines, but replaces `\n` itself.
            Output::GitHubCli => assert_eq!(form, Ok(EnvForm::Escaped)),
            _ => assert_eq!(form, Ok(EnvForm::MultiLine), "{output}"),
        }
    }
}

#[test]
fn the_forms_are_written_as_people_know_them() {
    for (output, form, text) in [
        (
            Output::Dotenv,
            EnvForm::MultiLine,
            format!("KEY=\"{PEM}\"\n"),
        ),
        (
            Output::Dotenv,
            EnvForm::Escaped,
            format!("KEY=\"{ESCAPED}\"\n"),
        ),
        (
            Output::PythonDotenv,
            EnvForm::MultiLine,
            format!("KEY=\"{PEM}\"\n"),
        ),
        (
            Output::PythonDotenv,
            EnvForm::Escaped,
            format!("KEY=\"{ESCAPED}\"\n"),
        ),
        (
            Output::DockerRun,
            EnvForm::Escaped,
            format!("KEY={ESCAPED}\n"),
        ),
        (
            Output::DockerRun,
            EnvForm::Base64,
            format!("KEY={BASE64}=\n"),
        ),
        (
            Output::Posix,
            EnvForm::MultiLine,
            format!("export KEY=\"{PEM}\"\n"),
        ),
        (
            Output::Json,
            EnvForm::MultiLine,
            format!("{{\n  \"KEY\": \"{ESCAPED}\"\n}}\n"),
        ),
        (
            Output::PowerShell,
            EnvForm::Escaped,
            format!("$env:KEY = '{ESCAPED}'\n"),
        ),
    ] {
        let written = line(output, Some(form)).map(|line| line.text.expose().to_owned());
        assert_eq!(written, Ok(text), "{output} in {form:?}");
    }
}

#[test]
fn what_an_output_cannot_carry_is_told_in_words() {
    for output in [Output::DockerRun, Output::GitHubCli] {
        let refused = line(output, Some(EnvForm::MultiLine)).err();
        let words = "does not keep the line breaks of this value. Choose one line or base64.";
        assert_eq!(refused, Some(format!("{output} {words}")));
    }
    let refused = line(Output::Example, Some(EnvForm::Base64)).err();
    assert!(refused.is_some_and(|words| words.contains("names only")));
    for (output, name) in [
        (Output::Dotenv, ""),
        (Output::Dotenv, "A B"),
        (Output::Dotenv, "A\nB"),
        (Output::Posix, "RANDOM"),
        (Output::GitHubCli, "GITHUB_KEY"),
        (Output::Systemd, "A.B"),
    ] {
        for form in [None, Some(EnvForm::Base64)] {
            let refused = env_line(output, name, &Secret::from(PEM), form).err();
            assert!(refused.is_some_and(|words| words.contains("does not allow this name")));
        }
    }
}

#[test]
fn the_mask_keeps_the_first_line_and_shows_nothing_of_the_key() {
    for output in Output::ALL {
        for form in EnvForm::ALL {
            let Ok(line) = line(output, Some(form)) else {
                continue;
            };
            let text = line.text.expose();
            assert!(text.contains(SECRET) || text.contains(BASE64));
            assert!(line.masked.contains("••••••••"));
            assert!(!line.masked.contains(SECRET) && !line.masked.contains(&BASE64[40..80]));
            let head = line.masked.contains("-----BEGIN PRIVATE KEY----- ••••");
            assert_eq!(head, form != EnvForm::Base64);
            assert!(!format!("{line:?}").contains(SECRET));
            assert!(line.note.ends_with('.'));
            assert_eq!(
                line.read_back.len(),
                if output == Output::Tfvars { 0 } else { 3 }
            );
        }
    }
    let masked = line(Output::Dotenv, None).map(|line| line.masked);
    let expected = "KEY=\"-----BEGIN PRIVATE KEY----- ••••••••\"\n".to_owned();
    assert_eq!(masked, Ok(expected));
}

#[test]
fn a_text_that_is_no_pem_is_carried_or_refused() {
    let quotes = Secret::from("a'b\"c\nd\\n$e");
    for output in Output::ALL {
        for form in EnvForm::ALL {
            if let Ok(line) = env_line(output, "KEY", &quotes, Some(form)) {
                assert!(!line.masked.contains("b\"c"));
            }
        }
    }
    assert!(env_line(Output::Json, "KEY", &Secret::from("a\0b"), None).is_err());
    // Whoever replaces `\n` would replace this one too.
    let escaped = Some(EnvForm::Escaped);
    assert!(env_line(Output::Json, "KEY", &Secret::from(r"a\nb"), escaped).is_err());
}

#[test]
fn the_request_and_its_reply_pass_through_the_protocol() {
    let request = WriteEnvLine {
        output: Output::DockerRun,
        name: "KEY".to_owned(),
        pem: Secret::from(PEM),
        form: Some(EnvForm::Escaped),
    };
    let bytes = encode(Run(1), &request);
    let read: WriteEnvLine = decode(open(&bytes).expect("an envelope").1).expect("a request");
    assert_eq!((read.output, read.name.as_str()), (request.output, "KEY"));
    assert_eq!((read.pem.expose(), read.form), (PEM, request.form));
    let reply = line(Output::Dotenv, None);
    let bytes = encode(Run(1), &reply);
    let read: Result<EnvLine, String> =
        decode(open(&bytes).expect("an envelope").1).expect("a reply");
    let (reply, read) = (reply.expect("a line"), read.expect("a line"));
    assert_eq!(reply.text.expose(), read.text.expose());
    assert_eq!(
        (reply.masked, reply.read_back),
        (read.masked, read.read_back)
    );
}
