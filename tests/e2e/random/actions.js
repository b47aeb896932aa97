// Does what `random.rs` drew: each action is a kind and three numbers, which choose among what is in sight. Returns
// what was done, in words that hold no value, and stops at the first sign of a fault.

const isSeen = (element) => element.checkVisibility({ visibilityProperty: true });
const inSight = (selector) => {
  const root = document.querySelector("dialog[open]") ?? document;
  return [...root.querySelectorAll(selector)].filter((element) => isSeen(element) && !element.disabled);
};
const pick = (list, number) => list[number % list.length];
const nameOf = (element) =>
  (element.ariaLabel ?? element.labels?.[0]?.textContent ?? element.textContent).trim().replace(/\s+/g, " ").slice(0, 60);
const pause = (ms) => new Promise((done) => setTimeout(done, ms));

const TYPED = "textarea, input:not([type=checkbox], [type=radio], [type=file])";
// How far back the browser can go without leaving the page.
window.__depth ??= 0;
window.__ahead ??= 0;

const file = (name, text) => new File([text], name);
const dropped = (texts, names, [a, b]) => {
  const data = new DataTransfer();
  if (b % 4 === 0) data.setData("text/plain", pick(texts, a));
  else for (let n = 0; n <= b % 3; n += 1) data.items.add(file(pick(names, b + n), pick(texts, a + n)));
  return data;
};

const ACTIONS = {
  click: (_, [a]) => {
    const element = pick(inSight("button, summary, [role=tab], a[href]:not([target])"), a);
    element.click();
    return nameOf(element);
  },
  toggle: (_, [a]) => {
    const boxes = inSight("input[type=checkbox], input[type=radio]");
    if (boxes.length === 0) return "nothing";
    const box = pick(boxes, a);
    box.click();
    return nameOf(box);
  },
  choose: (_, [a, b]) => {
    const lists = inSight("select");
    if (lists.length === 0) return "nothing";
    const list = pick(lists, a);
    const option = pick([...list.options], b);
    list.value = option.value;
    for (const event of ["input", "change"]) list.dispatchEvent(new Event(event, { bubbles: true }));
    return `${nameOf(list)}: ${option.text}`;
  },
  paste: ({ texts }, [a, b, c]) => {
    const fields = inSight(TYPED);
    if (fields.length === 0) return "nothing";
    const field = pick(fields, a);
    field.focus();
    // Over all of it, or in its midst.
    if (c % 3 > 0) field.select();
    const text = pick(texts, b);
    const clipboardData = new DataTransfer();
    clipboardData.setData("text/plain", text);
    const isTaken = field.dispatchEvent(
      new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true, composed: true }),
    );
    if (isTaken) document.execCommand("insertText", false, text);
    return `${nameOf(field)}: text ${b % texts.length}`;
  },
  erase: (_, [a]) => {
    const fields = inSight(TYPED);
    if (fields.length === 0) return "nothing";
    const field = pick(fields, a);
    field.focus();
    field.select();
    document.execCommand("delete");
    return nameOf(field);
  },
  undo: (_, [a]) => {
    document.execCommand(pick(["undo", "redo"], a));
    return pick(["undo", "redo"], a);
  },
  drop: ({ texts, names }, numbers) => {
    const target = pick(inSight("h1, textarea, input, .card, main, footer"), numbers[2]);
    const dataTransfer = dropped(texts, names, numbers);
    for (const kind of ["dragenter", "dragover", pick(["drop", "drop", "dragleave"], numbers[1])])
      target.dispatchEvent(new DragEvent(kind, { dataTransfer, bubbles: true, cancelable: true }));
    return `on ${target.tagName}`;
  },
  files: ({ texts, names }, numbers) => {
    const inputs = inSight("input[type=file]");
    if (inputs.length === 0) return "nothing";
    const input = pick(inputs, numbers[2]);
    const data = dropped(texts, names, [numbers[0], numbers[1] | 1]);
    input.files = data.files;
    input.dispatchEvent(new Event("change", { bubbles: true }));
    return nameOf(input);
  },
  fragment: ({ fragments }, [a]) => {
    location.hash = pick(fragments, a);
    window.__depth += 1;
    window.__ahead = 0;
    return pick(fragments, a);
  },
  back: async () => {
    if (window.__depth === 0) return "nothing";
    window.__depth -= 1;
    window.__ahead += 1;
    history.back();
    await pause(30);
    return "";
  },
  forward: async () => {
    if (window.__ahead === 0) return "nothing";
    window.__depth += 1;
    window.__ahead -= 1;
    history.forward();
    await pause(30);
    return "";
  },
  scroll: (_, [a]) => {
    scrollTo(0, a % Math.max(1, document.body.scrollHeight));
    return "";
  },
  wait: async (_, [a]) => {
    await pause(a % 300);
    return "";
  },
};

const fault = () => {
  if (window.__noise.length > 0) return window.__noise.join("; ");
  return document.getElementById("tabs") ? null : document.body.innerText;
};

window.__act = async (table, actions) => {
  const done = [];
  for (const [kind, ...numbers] of actions) {
    done.push(`${kind} ${await ACTIONS[kind](table, numbers)}`);
    await pause(0);
    const seen = fault();
    if (seen !== null) return { done, seen };
  }
  return { done, seen: null };
};
