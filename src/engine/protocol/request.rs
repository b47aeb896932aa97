//! What a request is: something that the worker replies to, with replies of one type.

use serde::Serialize;
use serde::de::DeserializeOwned;

/// A request of the page.
pub trait Request {
    /// A reply; there may be several.
    type Reply: Serialize + DeserializeOwned;

    /// Whether nothing comes after `reply`.
    fn is_last(reply: &Self::Reply) -> bool {
        let _ = reply;
        true
    }
}
