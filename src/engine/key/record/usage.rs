//! Example calls of an API with the key from the environment variable `API_KEY`: it is neither in the text nor in an
//! argument of a process.

use crate::engine::base::choices::choices;

/// How the API is called.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Caller {
    /// `curl` with `Authorization: Bearer` (RFC 6750).
    #[default]
    CurlBearer,
    /// `curl` with `X-API-Key`.
    CurlHeader,
    /// `fetch` of Node.js, Deno and Bun.
    Fetch,
    /// `requests` of Python.
    Requests,
}

choices!(impl Caller {
    CurlBearer = "curl-bearer", "curl, Authorization: Bearer";
    CurlHeader = "curl-header", "curl, X-API-Key";
    Fetch = "fetch", "fetch (Node.js)";
    Requests = "requests", "Python requests";
});

impl Caller {
    /// The call. Its address is an example.
    #[must_use]
    pub const fn text(self) -> &'static str {
        match self {
            // The header goes by standard input: an argument would be in the list of processes.
            Self::CurlBearer => {
                "printf 'Authorization: Bearer %s' \"$API_KEY\" |\n  curl --fail --header @- https://api.example.com/v1/me\n"
            }
            Self::CurlHeader => {
                "printf 'X-API-Key: %s' \"$API_KEY\" |\n  curl --fail --header @- https://api.example.com/v1/me\n"
            }
            Self::Fetch => {
                "const response = await fetch(\"https://api.example.com/v1/me\", {\n  headers: { Authorization: `Bearer ${process.env.API_KEY}` },\n});\nif (!response.ok) throw new Error(`The API answered ${response.status}.`);\nconsole.log(await response.text());\n"
            }
            Self::Requests => {
                "import os\n\nimport requests\n\nresponse = requests.get(\n    \"https://api.example.com/v1/me\",\n    headers={\"Authorization\": f\"Bearer {os.environ['API_KEY']}\"},\n    timeout=10,\n)\nresponse.raise_for_status()\nprint(response.text)\n"
            }
        }
    }
}
