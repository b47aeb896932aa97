//! Options as a line of text, `name=value&name=value`, in which they are remembered between visits.
//!
//! Names and values are ids and numbers, which hold neither `&` nor `=`. Names and values that this version of the page
//! does not know are skipped.

/// A line of pairs being written.
#[derive(Debug, Default)]
pub struct Pairs(String);

impl Pairs {
    /// Adds a pair.
    pub fn push(&mut self, name: &str, value: &str) {
        if !self.0.is_empty() {
            self.0.push('&');
        }
        self.0.push_str(name);
        self.0.push('=');
        self.0.push_str(value);
    }

    /// The line.
    #[must_use]
    pub fn finish(self) -> String {
        self.0
    }
}

/// The pairs of a line, in its order.
pub fn pairs(line: &str) -> impl Iterator<Item = (&str, &str)> {
    line.split('&').filter_map(|pair| pair.split_once('='))
}

#[cfg(test)]
mod tests {
    use super::{Pairs, pairs};

    #[test]
    fn what_was_written_is_read_and_the_rest_passed_over() {
        let mut written = Pairs::default();
        written.push("size", "3");
        written.push("colours", "red,blue");
        let line = written.finish();
        assert_eq!(line, "size=3&colours=red,blue");
        let read: Vec<_> = pairs(&line).collect();
        assert_eq!(read, [("size", "3"), ("colours", "red,blue")]);
        assert_eq!(pairs("").count(), 0);
        let read: Vec<_> = pairs("&&alone&a==b&=").collect();
        assert_eq!(read, [("a", "=b"), ("", "")]);
    }
}
