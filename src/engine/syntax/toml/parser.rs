//! Parses TOML: `toml_parser` tokenises the text and checks the grammar; the tables are built here.

use crate::engine::base::secret::Secret;
use crate::engine::syntax::tree::{DEPTH, SyntaxError, Tree};
use std::collections::HashSet;
use toml_parser::decoder::{ScalarKind, StringBuilder};
use toml_parser::parser::{Event, EventKind, RecursionGuard, parse_document};
use toml_parser::{ErrorSink, ParseError, Raw, Source};

/// Parses `text` into its root table.
///
/// # Errors
/// [`SyntaxError`] for a text that is not TOML, and for a name that is defined twice.
pub fn parse(text: &str) -> Result<Tree, SyntaxError> {
    let source = Source::new(text);
    let tokens = source.lex().collect::<Vec<_>>();
    let mut first: Option<ParseError> = None;
    let mut builder = Builder::new(source);
    {
        let mut receiver = |event: Event| builder.take(&event);
        let mut guard = RecursionGuard::new(&mut receiver, DEPTH);
        parse_document(&tokens, &mut guard, &mut first);
    }
    match first.or(builder.error) {
        None => Ok(Tree::Table(builder.root)),
        Some(error) => {
            let place = error.unexpected().or(error.context());
            let at = place.map_or(0, |place| place.start());
            Err(SyntaxError::at(text, at, error.description()))
        }
    }
}

type Members = Vec<(String, Tree)>;

/// An array or an inline table that is not closed yet, and where it goes.
struct OpenContainer {
    keys: Vec<String>,
    content: OpenContent,
}

enum OpenContent {
    List(Vec<Tree>),
    Table(Members),
}

struct Builder<'a> {
    source: Source<'a>,
    root: Members,
    /// The path of the table that the last header opened.
    table: Vec<String>,
    /// The tables that have a header of their own.
    opened: HashSet<Vec<String>>,
    /// The parts of the key that is being read.
    keys: Vec<String>,
    open: Vec<OpenContainer>,
    error: Option<ParseError>,
}

impl<'a> Builder<'a> {
    fn new(source: Source<'a>) -> Self {
        Self {
            source,
            root: Vec::new(),
            table: Vec::new(),
            opened: HashSet::new(),
            keys: Vec::new(),
            open: Vec::new(),
            error: None,
        }
    }

    fn take(&mut self, event: &Event) {
        if self.error.is_some() {
            return;
        }
        match event.kind() {
            EventKind::StdTableOpen | EventKind::ArrayTableOpen => self.keys.clear(),
            EventKind::StdTableClose => {
                self.table = std::mem::take(&mut self.keys);
                let known = descend(&mut self.root, &self.table).is_some();
                if !known || !self.opened.insert(self.table.clone()) {
                    self.fail(event);
                }
            }
            EventKind::ArrayTableClose => {
                self.table = std::mem::take(&mut self.keys);
                self.opened.retain(|path| !path.starts_with(&self.table));
                if !add_element(&mut self.root, &self.table) {
                    self.fail(event);
                }
            }
            EventKind::SimpleKey => {
                let mut key = DecodedText(Secret::with_capacity(0));
                if let Some(raw) = self.raw(event) {
                    raw.decode_key(&mut key, &mut self.error);
                }
                self.keys.push(key.0.expose().to_owned());
            }
            EventKind::Scalar => {
                let mut text = DecodedText(Secret::with_capacity(0));
                let Some(raw) = self.raw(event) else { return };
                let value = match raw.decode_scalar(&mut text, &mut self.error) {
                    ScalarKind::String => Tree::Text(text.0),
                    ScalarKind::Boolean(value) => Tree::Bool(value),
                    _ => Tree::Scalar(raw.as_str().to_owned()),
                };
                self.put(value, event);
            }
            EventKind::ArrayOpen => self.begin(OpenContent::List(Vec::new())),
            EventKind::InlineTableOpen => self.begin(OpenContent::Table(Vec::new())),
            EventKind::ArrayClose | EventKind::InlineTableClose => {
                let Some(open) = self.open.pop() else { return };
                self.keys = open.keys;
                let value = match open.content {
                    OpenContent::List(items) => Tree::List(items),
                    OpenContent::Table(members) => Tree::Table(members),
                };
                self.put(value, event);
            }
            EventKind::Comment => {
                if let Some(raw) = self.raw(event) {
                    raw.decode_comment(&mut self.error);
                }
            }
            EventKind::KeySep
            | EventKind::KeyValSep
            | EventKind::ValueSep
            | EventKind::Whitespace
            | EventKind::Newline
            | EventKind::Error => {}
        }
    }

    fn raw(&self, event: &Event) -> Option<Raw<'a>> {
        self.source.get(event)
    }

    fn begin(&mut self, content: OpenContent) {
        let keys = std::mem::take(&mut self.keys);
        self.open.push(OpenContainer { keys, content });
    }

    /// Adds a value to the open array, or under the keys before it.
    fn put(&mut self, value: Tree, event: &Event) {
        let keys = std::mem::take(&mut self.keys);
        let members = match self.open.last_mut().map(|open| &mut open.content) {
            Some(OpenContent::List(items)) => {
                items.push(value);
                return;
            }
            Some(OpenContent::Table(members)) => Some(members),
            None => descend(&mut self.root, &self.table),
        };
        let placed = keys.split_last().is_some_and(|(name, path)| {
            let table = members.and_then(|members| descend(members, path));
            table.is_some_and(|table| {
                let free = table.iter().all(|(other, _)| other != name);
                if free {
                    table.push((name.clone(), value));
                }
                free
            })
        });
        if !placed {
            self.fail(event);
        }
    }

    fn fail(&mut self, event: &Event) {
        let error = ParseError::new("this name is defined already: keep one");
        self.error.report_error(error.with_unexpected(event.span()));
    }
}

/// The table at `path`, created if there is none; `None` if something else is there.
fn descend<'a>(mut table: &'a mut Members, path: &[String]) -> Option<&'a mut Members> {
    for name in path {
        let at = position(table, name, || Tree::Table(Vec::new()));
        table = match &mut table[at].1 {
            Tree::Table(members) => members,
            Tree::List(items) => match items.last_mut()? {
                Tree::Table(members) => members,
                _ => return None,
            },
            _ => return None,
        };
    }
    Some(table)
}

/// Adds a table to the array of tables at `path`; returns whether that is an array.
fn add_element(root: &mut Members, path: &[String]) -> bool {
    let Some((name, path)) = path.split_last() else {
        return false;
    };
    let Some(table) = descend(root, path) else {
        return false;
    };
    let at = position(table, name, || Tree::List(Vec::new()));
    match &mut table[at].1 {
        Tree::List(items) => {
            items.push(Tree::Table(Vec::new()));
            true
        }
        _ => false,
    }
}

/// The index of the member `name`, which is added if there is none.
fn position(table: &mut Members, name: &str, new: impl FnOnce() -> Tree) -> usize {
    let found = table.iter().position(|(other, _)| other == name);
    found.unwrap_or_else(|| {
        table.push((name.to_owned(), new()));
        table.len() - 1
    })
}

/// A decoded text.
struct DecodedText(Secret);

impl<'a> StringBuilder<'a> for DecodedText {
    fn clear(&mut self) {
        self.0 = Secret::with_capacity(0);
    }

    fn push_str(&mut self, append: &'a str) -> bool {
        self.0.push_str(append);
        true
    }

    fn push_char(&mut self, append: char) -> bool {
        self.0.push(append);
        true
    }
}

#[cfg(test)]
mod tests {
    use super::parse;
    use crate::engine::syntax::tree::Tree;

    fn at<'a>(tree: &'a Tree, path: &str) -> &'a Tree {
        path.split('/').fold(tree, |tree, name| {
            tree.get(name)
                .unwrap_or_else(|| panic!("no {name} in {tree:?}"))
        })
    }

    #[test]
    fn tables_are_built_from_headers_dotted_keys_and_inline_tables() {
        let tree = parse(
            "# a comment\nx.y = 'one'\n\"quoted key\" = \"\"\"\ntwo \\\n  lines\"\"\"\n[a.b]\nc = { d = 1_000, e.f = true,\n  g = [1, 'x'], }\n\
             [a]\nz = 2020-01-01\n[[list]]\nn = 1\n[[list]]\nn = 2\n[list.sub]\nm = 3\n",
        )
        .expect("it is TOML");
        assert_eq!(at(&tree, "x/y").text(), Some("one"));
        assert_eq!(at(&tree, "quoted key").text(), Some("two lines"));
        assert_eq!(at(&tree, "a/b/c/d").number(), Some(1000));
        assert_eq!(at(&tree, "a/b/c/e/f").bool(), Some(true));
        let Tree::List(items) = at(&tree, "list") else {
            panic!("{tree:?}");
        };
        assert_eq!(items[1].get("n").and_then(Tree::number), Some(2));
        assert_eq!(at(&items[1], "sub/m").number(), Some(3));
        let names: Vec<&str> = tree
            .members()
            .expect("a table")
            .iter()
            .map(|(name, _)| name.as_str())
            .collect();
        assert_eq!(names, ["x", "quoted key", "a", "list"]);
    }

    #[test]
    fn what_is_no_toml_is_refused_with_its_line() {
        for (text, line) in [
            ("a = 1\nb", 2),
            ("a = 1\na = 2", 2),
            ("[a]\nb = 1\n[a]\n", 3),
            ("a = 1\n[a]\n", 2),
            ("a = 1\na.b = 2\n", 2),
            ("a = { b = 1, b = 2 }", 1),
            ("a = \"x", 1),
            ("\na = \"\\q\"", 2),
            ("[a\nb = 1", 1),
            ("a = nope", 1),
            ("a = 01", 1),
        ] {
            let error = parse(text).expect_err(text);
            assert_eq!(error.line, line, "{text}: {error}");
        }
        for deep in ["a = ", "[[a]]\n"] {
            let _ = parse(&format!("{deep}{}", "[".repeat(100_000)));
            let _ = parse(&format!("{deep}{}", "{a=".repeat(50_000)));
        }
    }
}
