//! Where an imported text comes from, which decides what happens to its values.

/// What an imported text is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Source {
    /// A template that comes with an application: its secrets are public.
    Example,
    /// A file in use: its secrets are somebody's own.
    Own,
}
