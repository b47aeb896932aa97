//! The choices for a password hash as they stand in their fields: the scheme and its costs.
//!
//! Invalid text stays as it was typed. A draft holds no password, no name and no hash, so it may be remembered
//! between visits.

use super::{Params, ParamsError, Scheme, SchemeChoice};
use crate::engine::base::pairs::{Pairs, pairs};

/// The scheme and the texts of the fields of its costs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PasswordDraft {
    choice: SchemeChoice,
    /// One for each of [`Scheme::fields`].
    costs: Vec<String>,
}

impl Default for PasswordDraft {
    fn default() -> Self {
        Self::of(SchemeChoice::default())
    }
}

impl PasswordDraft {
    /// A scheme with its usual costs.
    #[must_use]
    pub fn of(choice: SchemeChoice) -> Self {
        Self::shown(choice, &Params::of(choice.scheme()))
    }

    fn shown(choice: SchemeChoice, params: &Params) -> Self {
        let fields = choice.scheme().fields().iter();
        let costs = fields
            .zip(params.values())
            .map(|(field, value)| field.show(*value))
            .collect();
        Self { choice, costs }
    }

    /// The chosen scheme or file format.
    #[must_use]
    pub fn choice(&self) -> SchemeChoice {
        self.choice
    }

    /// Changes the choice. The costs become the defaults of its scheme, unless the scheme stays the same.
    pub fn choose(&mut self, choice: SchemeChoice) {
        if choice.scheme() == self.choice.scheme() {
            self.choice = choice;
        } else {
            *self = Self::of(choice);
        }
    }

    /// The text of a cost's field; empty where the scheme has none at this place.
    #[must_use]
    pub fn cost(&self, place: usize) -> &str {
        self.costs.get(place).map_or("", String::as_str)
    }

    /// Types a cost.
    pub fn type_cost(&mut self, place: usize, text: String) {
        if let Some(cost) = self.costs.get_mut(place) {
            *cost = text;
        }
    }

    /// What is wrong with the text of one field, regardless of the others.
    #[must_use]
    pub fn cost_error(&self, place: usize) -> Option<ParamsError> {
        let field = self.scheme().fields().get(place)?;
        field.read(self.cost(place)).err()
    }

    /// The scheme and its costs.
    ///
    /// # Errors
    /// [`ParamsError`] where one is out of its bounds, or all together are.
    pub fn read(&self) -> Result<Params, ParamsError> {
        let fields = self.scheme().fields().iter();
        let values = fields
            .zip(&self.costs)
            .map(|(field, text)| field.read(text))
            .collect::<Result<Vec<_>, _>>()?;
        Params::new(self.scheme(), &values)
    }

    /// The draft as a line of text, to be remembered; empty for the usual one. Invalid costs are left out.
    #[must_use]
    pub fn to_line(&self) -> String {
        let mut line = Pairs::default();
        if *self != Self::default() {
            line.push("scheme", self.choice.id());
        }
        if let (Ok(params), false) = (self.read(), *self == Self::of(self.choice)) {
            let values = params.values().iter().map(ToString::to_string);
            line.push("costs", &values.collect::<Vec<_>>().join(","));
        }
        line.finish()
    }

    /// The draft that [`PasswordDraft::to_line`] wrote. What cannot be read has its usual value.
    #[must_use]
    pub fn from_line(line: &str) -> Self {
        let find = |wanted| pairs(line).find(|(name, _)| *name == wanted);
        let value = |wanted| find(wanted).map_or("", |(_, value)| value);
        let choice: SchemeChoice = value("scheme").parse().unwrap_or_default();
        let costs = value("costs").split(',').map(str::parse::<u32>);
        let params = costs
            .collect::<Result<Vec<_>, _>>()
            .ok()
            .and_then(|values| Params::new(choice.scheme(), &values).ok());
        let draft = params.map(|params| Self::shown(choice, &params));
        // A cost that is no whole number in the unit of its field cannot be shown in it.
        let draft = draft.filter(|draft| draft.read().is_ok());
        draft.unwrap_or_else(|| Self::of(choice))
    }

    fn scheme(&self) -> Scheme {
        self.choice.scheme()
    }
}

#[cfg(test)]
mod tests {
    use super::PasswordDraft;
    use crate::engine::password::{Params, Scheme, SchemeChoice};

    #[test]
    fn every_choice_begins_with_the_usual_costs_of_its_scheme() {
        for choice in SchemeChoice::ALL {
            let draft = PasswordDraft::of(choice);
            assert_eq!(draft.read(), Ok(Params::of(choice.scheme())));
            assert_eq!(choice.id().parse(), Ok(choice));
        }
        assert_eq!(PasswordDraft::default().cost(0), "19");
        assert_eq!(SchemeChoice::Htpasswd.scheme(), Scheme::Bcrypt);
    }

    #[test]
    fn what_was_typed_stays_and_its_error_is_its_own() {
        let mut draft = PasswordDraft::of(SchemeChoice::Hash(Scheme::Scrypt));
        draft.type_cost(1, "many".to_owned());
        assert_eq!(draft.cost(1), "many");
        assert_eq!(draft.cost_error(0), None);
        assert!(draft.cost_error(1).is_some() && draft.read().is_err());
        assert_eq!(draft.cost(3), "");
        // A text that only looks other is the same number.
        draft.type_cost(1, " 8 ".to_owned());
        assert_eq!(draft.read(), Ok(Params::of(Scheme::Scrypt)));
    }

    #[test]
    fn costs_go_with_another_scheme_and_stay_for_htpasswd() {
        let mut draft = PasswordDraft::of(SchemeChoice::Hash(Scheme::Bcrypt));
        draft.type_cost(0, "7".to_owned());
        draft.choose(SchemeChoice::Htpasswd);
        assert_eq!((draft.cost(0), draft.cost(1)), ("7", ""));
        draft.choose(SchemeChoice::Hash(Scheme::Pbkdf2));
        assert_eq!(draft.cost(0), "600,000");
    }

    #[test]
    fn what_is_remembered_comes_back_and_the_usual_is_nothing() {
        assert_eq!(PasswordDraft::default().to_line(), "");
        let mut draft = PasswordDraft::default();
        draft.type_cost(0, "64".to_owned());
        draft.type_cost(1, "3".to_owned());
        assert_eq!(draft.to_line(), "scheme=argon2id&costs=65536,3,1");
        assert_eq!(PasswordDraft::from_line(&draft.to_line()), draft);
        for choice in SchemeChoice::ALL {
            let draft = PasswordDraft::of(choice);
            assert_eq!(PasswordDraft::from_line(&draft.to_line()), draft);
        }
        draft.type_cost(0, "a lot".to_owned());
        assert_eq!(draft.to_line(), "scheme=argon2id");
        assert_eq!(
            PasswordDraft::from_line(&draft.to_line()),
            PasswordDraft::default()
        );
    }

    #[test]
    fn a_line_of_something_else_gives_the_usual() {
        for line in [
            "",
            "scheme=md5&costs=1",
            "costs=1,2,3",
            "scheme=argon2id&costs=4,1,1",
            "scheme=argon2id&costs=100,1,1",
            "scheme=argon2id&costs=4294967296,1,1",
            "scheme",
        ] {
            assert_eq!(
                PasswordDraft::from_line(line),
                PasswordDraft::default(),
                "{line}"
            );
        }
        let bcrypt = PasswordDraft::of(SchemeChoice::Hash(Scheme::Bcrypt));
        assert_eq!(PasswordDraft::from_line("scheme=bcrypt&costs=99"), bcrypt);
    }
}
