//! The footer: how many requests the page has made, and whether it will make more.

use latchkey::browser::{dom, parts, requests};
use std::cell::Cell;
use std::rc::Rc;
use web_sys::{Element, HtmlElement};

/// Starts counting requests, for the lifetime of the page.
pub fn start() {
    let (Some(line), Some(words)) = (
        dom::by_id::<HtmlElement>("requests"),
        dom::by_id::<Element>("requests-words"),
    ) else {
        return;
    };
    let count = Rc::new(Cell::new(0));
    let show = {
        let count = Rc::clone(&count);
        Rc::new(move |stage: Stage| {
            dom::show_text(&words, &stage.words(count.get()));
            line.set_class_name(if count.get() == 0 {
                "requests"
            } else {
                "requests some"
            });
        })
    };
    let stage = Rc::new(Cell::new(if parts::is_saving_data() {
        Stage::SavesData
    } else {
        Stage::Loading
    }));
    show(stage.get());
    {
        let (show, stage) = (Rc::clone(&show), Rc::clone(&stage));
        requests::watch(move |seen| {
            count.set(seen);
            show(stage.get());
        });
    }
    parts::when_all_here(move || {
        stage.set(Stage::AllHere);
        show(Stage::AllHere);
    });
}

/// How many of the page's own parts have loaded.
#[derive(Clone, Copy)]
enum Stage {
    /// The rest is fetched in the background.
    Loading,
    /// Each is fetched on first use, because the person asked the browser to save data.
    SavesData,
    /// All have loaded.
    AllHere,
}

impl Stage {
    /// `others` counts the requests for anything but the page's own files.
    fn words(self, others: u32) -> String {
        let plural = if others == 1 { "" } else { "s" };
        let others = format!("{others} request{plural} but for the page's own parts.");
        match self {
            Self::Loading => format!("The rest of the page is still to come. {others}"),
            Self::SavesData => {
                format!(
                    "Your browser saves data: each part is loaded when it is first used. {others}"
                )
            }
            Self::AllHere => format!(
                "Everything is here: no further requests. Works offline until you reload. {others}"
            ),
        }
    }
}
