//! The footer: how many requests the page has made, and whether it will make more.

use super::words;
use latchkey::browser::{dom, parts, requests};
use std::cell::Cell;
use std::rc::Rc;
use web_sys::{Element, HtmlElement};

/// Starts counting requests, for the lifetime of the page.
pub fn start() {
    let (Some(line), Some(says)) = (
        dom::by_id::<HtmlElement>("requests"),
        dom::by_id::<Element>("requests-words"),
    ) else {
        return;
    };
    // `None` where the browser does not tell.
    let count = Rc::new(Cell::new(Some(0)));
    let show = {
        let count = Rc::clone(&count);
        Rc::new(move |stage: Stage| {
            dom::show_text(&says, &words::requests(stage.words(), count.get()));
            line.set_class_name(if count.get().is_none_or(|count| count == 0) {
                "requests"
            } else {
                "requests some"
            });
        })
    };
    let stage = Rc::new(Cell::new(if parts::is_one_file() {
        Stage::OneFile
    } else if parts::is_saving_data() {
        Stage::SavesData
    } else {
        Stage::Loading
    }));
    let is_counted = {
        let (count, show, stage) = (Rc::clone(&count), Rc::clone(&show), Rc::clone(&stage));
        requests::watch(move |seen| {
            count.set(Some(seen));
            show(stage.get());
        })
    };
    if !is_counted {
        count.set(None);
    }
    show(stage.get());
    if !parts::is_one_file() {
        parts::when_all_here(move || {
            stage.set(Stage::AllHere);
            show(Stage::AllHere);
        });
    }
}

/// How many of the page's own parts have loaded.
#[derive(Clone, Copy)]
enum Stage {
    /// All are in the page's own file.
    OneFile,
    /// The rest is fetched in the background.
    Loading,
    /// Each is fetched on first use, because the person asked the browser to save data.
    SavesData,
    /// All have loaded.
    AllHere,
}

impl Stage {
    fn words(self) -> &'static str {
        match self {
            Self::OneFile => words::ONE_FILE,
            Self::Loading => words::MORE_TO_COME,
            Self::SavesData => words::SAVES_DATA,
            Self::AllHere => words::ALL_HERE,
        }
    }
}
