//! Finishes and serves the page.
