//! Which format is asked for: by the comment beside a variable, by its own value, or by the comment above.
//!
//! The variable's own line takes precedence, but a command anywhere takes precedence over words.

use super::super::{
    command::CommandOutput,
    comment::{CommentMeaning, NoFormat},
    placeholder::{self, is_placeholder},
    words::{self, RequestedFormat},
};
use zeroize::Zeroizing;

/// What is asked for.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct FormatRequest {
    /// The format.
    pub format: Option<RequestedFormat>,
    /// Whether the value says it.
    pub by_value: bool,
    /// Whether the variable's own line says it.
    pub here: bool,
    /// Why a command gives no format, where none of them does.
    pub unmade: Option<NoFormat>,
}

impl FormatRequest {
    /// What the comments and the value ask for.
    pub fn of(value: &str, beside: CommentMeaning, above: CommentMeaning) -> Self {
        let written = said(value);
        let sources = [
            (beside, false, true),
            (written, true, true),
            (above, false, false),
        ];
        let pick = |command: bool| {
            sources.into_iter().find_map(|(said, by_value, here)| {
                let format = said.asked.filter(|asked| asked.command == command)?;
                Some((format, by_value, here))
            })
        };
        let unmade = sources.iter().find_map(|(said, _, _)| said.unmade);
        match pick(true).or_else(|| pick(false)) {
            Some((format, by_value, here)) => Self {
                format: Some(format),
                by_value,
                here,
                unmade: unmade.filter(|_| !format.command),
            },
            None => Self {
                unmade,
                ..Self::default()
            },
        }
    }

    /// Whether a command makes the value.
    pub fn by_command(&self) -> bool {
        self.format.is_some_and(|format| format.command)
    }
}

/// What a value says about what should stand in its place.
fn said(value: &str) -> CommentMeaning {
    let none = CommentMeaning::default();
    if value.len() > 512 {
        return none;
    }
    match placeholder::command(value) {
        Some(CommandOutput::Format(kind)) => CommentMeaning {
            asked: Some(RequestedFormat::of_command(kind)).filter(|asked| asked.is_sensible()),
            ..none
        },
        Some(CommandOutput::Unknown) => CommentMeaning {
            unmade: Some(NoFormat::Unknown),
            ..none
        },
        Some(CommandOutput::ToolsOwn) => CommentMeaning {
            unmade: Some(NoFormat::ToolsOwn),
            ..none
        },
        None if is_placeholder(value) => CommentMeaning {
            asked: words::format(&Zeroizing::new(value.to_ascii_lowercase())),
            ..none
        },
        None => none,
    }
}
