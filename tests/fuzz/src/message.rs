//! Messages between page and worker: what is no message is refused, and what is one is the same again.

use crate::key;
use latchkey::engine::protocol::bundle::DerivePublicKey;
use latchkey::engine::protocol::hashes::{FileReply, HashPassword, HashText, VerifyPassword};
use latchkey::engine::protocol::token::{BatchReply, Mint, Piece};
use latchkey::engine::protocol::{Request, RequestBody, Run, decode, encode, open};
use serde::{Deserialize, Serialize};

/// A message as the worker reads it, and as the page does, which knows what it asked for.
///
/// # Panics
/// Where a message is not the same once it is encoded again.
pub fn any(data: &[u8]) {
    let Ok((run, body)) = open(data) else {
        return;
    };
    if let Ok(request) = RequestBody::decode(body) {
        assert!(is_same_again::<RequestBody>(run, body));
        match request {
            RequestBody::Mint(Mint { spec, .. }) => key::minted(&spec),
            RequestBody::MintBatch(request) => key::minted(&request.spec),
            RequestBody::HashPassword(request) => {
                let fields = request.params.scheme().fields();
                for (value, field) in request.params.values().iter().zip(fields) {
                    assert!((field.min..=field.max).contains(value), "{}", field.label);
                }
            }
            _ => {}
        }
    }
    if let Ok(Ok(token)) = decode::<<Mint as Request>::Reply>(body) {
        let _ = (token.masked(), token.sha256_hex());
        let parts: String = token.parts().iter().map(|part| token.part(part)).collect();
        assert!(parts.len() <= token.parts().len() * token.text().len());
    }
    is_same_again::<BatchReply>(run, body);
    is_same_again::<Piece>(run, body);
    is_same_again::<FileReply>(run, body);
    is_same_again::<<HashText as Request>::Reply>(run, body);
    is_same_again::<<HashPassword as Request>::Reply>(run, body);
    is_same_again::<<VerifyPassword as Request>::Reply>(run, body);
    is_same_again::<<DerivePublicKey as Request>::Reply>(run, body);
}

/// Whether `body` is a message of this type. Encoded again it is one that is read as the same.
fn is_same_again<'a, T: Serialize + Deserialize<'a>>(run: Run, body: &'a [u8]) -> bool {
    let Ok(message) = decode::<T>(body) else {
        return false;
    };
    let once = encode(run, &message);
    let (again, rest) = open(&once).expect("it was encoded as an envelope");
    assert_eq!(again, run);
    // Numbers may be written in more bytes than they need: what is encoded is not what was given, but no longer.
    assert!(rest.len() <= body.len());
    true
}
