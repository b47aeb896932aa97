//! Enums that a person chooses from: a table of ids and labels, and reading a choice from its id.

use std::fmt;

/// The text is not the id of any choice.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ChoiceError;

impl fmt::Display for ChoiceError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("There is no such choice. Choose one from the list.")
    }
}

impl std::error::Error for ChoiceError {}

/// Gives an enum `ALL`, `id`, `label` and `FromStr`, from a table in the order of the list on the page.
///
/// `choices!(impl Name { Variant = "id", "Label"; … })` is for an enum that is declared separately, because
/// the order of its variants is part of a stored format. `choices!(pub enum Name -> Row { … })` declares the
/// enum too: each line has a third column, a reference to a constant `Row`, which `row` returns.
macro_rules! choices {
    (impl $choice:ident {
        $($variant:ident $(($($inner:tt)+))? = $id:literal, $label:literal;)+
    }) => {
        impl $choice {
            /// All choices, in the order of the list on the page.
            pub const ALL: [Self; [$($id),+].len()] = [$(Self::$variant $(($($inner)+))?),+];

            /// A stable name, for form values and remembered options.
            #[must_use]
            pub const fn id(self) -> &'static str {
                match self {
                    $(Self::$variant $(($($inner)+))? => $id,)+
                }
            }

            /// The name a person sees.
            #[must_use]
            pub const fn label(self) -> &'static str {
                match self {
                    $(Self::$variant $(($($inner)+))? => $label,)+
                }
            }
        }

        impl std::str::FromStr for $choice {
            type Err = $crate::engine::base::choices::ChoiceError;

            /// Reads an id.
            fn from_str(id: &str) -> Result<Self, Self::Err> {
                Self::ALL
                    .into_iter()
                    .find(|choice| choice.id() == id)
                    .ok_or($crate::engine::base::choices::ChoiceError)
            }
        }
    };
    ($(#[$meta:meta])* pub enum $choice:ident -> $row:ty {
        $($(#[$about:meta])* $variant:ident = $id:literal, $label:literal, $value:expr;)+
    }) => {
        $(#[$meta])*
        pub enum $choice {
            $($(#[$about])* $variant,)+
        }

        $crate::engine::base::choices::choices!(impl $choice {
            $($variant = $id, $label;)+
        });

        impl $choice {
            /// Its row in the table.
            pub(super) const fn row(self) -> &'static $row {
                match self {
                    $(Self::$variant => {
                        const ROW: &$row = $value;
                        ROW
                    })+
                }
            }
        }
    };
}
pub(in crate::engine) use choices;
